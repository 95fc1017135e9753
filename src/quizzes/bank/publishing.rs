//! Where a course takes from the bank: what a draft may name, what publishing fixes, and which
//! files learners may then read.

use std::collections::{HashMap, HashSet};

use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use super::copies;
use super::drawing::{Wish, shortfalls};
use super::named_files::named_files;
use super::store::{self, Search};
use super::tables::{bank_question, category, file_use};
use crate::courses::document::{Content, CourseDocument};
use crate::db::Transaction;
use crate::error::{Error, FieldError, Result};
use crate::messages::Arguments;
use crate::quizzes::questions::Question;
use crate::quizzes::quiz::{Pool, Quiz};

/// The most questions that one draw may draw from (see `Draw::questions`).
const MOST_CANDIDATES: usize = 5_000;

/// What a draft names of the bank must be there: the categories of draws, and the versions that
/// questions say they are copies of.
///
/// # Errors
/// [`crate::error::Code::Invalid`] naming each that is not there.
pub async fn require_known(transaction: &Transaction, draft: &CourseDocument) -> Result<()> {
    let mut named_categories = Vec::new();
    let mut named_sources = Vec::new();
    for (place, quiz) in quizzes(draft) {
        for (at, draw) in quiz.draws.iter().enumerate() {
            let place = format!("{place}.draws[{at}].pool.category_id");
            named_categories.push((place, draw.pool.category_id));
        }
        for (at, question) in quiz.questions.iter().enumerate() {
            if let Some(source) = question.source {
                named_sources.push((format!("{place}.questions[{at}].source"), source));
            }
        }
    }
    let mut unknown = Vec::new();
    if !named_categories.is_empty() {
        let ids = named_categories.iter().map(|(_, id)| *id);
        let known = category::Entity::find()
            .filter(category::Column::Id.is_in(ids))
            .select_only()
            .column(category::Column::Id)
            .into_tuple::<Uuid>()
            .all(transaction)
            .await?;
        let missing = named_categories
            .into_iter()
            .filter(|(_, id)| !known.contains(id));
        unknown.extend(missing.map(|(place, _)| FieldError::new(place, "field-unknown")));
    }
    if !named_sources.is_empty() {
        let mut ids: Vec<Uuid> = named_sources
            .iter()
            .map(|(_, one)| one.question_id)
            .collect();
        ids.sort_unstable();
        ids.dedup();
        let rows = store::rows(transaction, &ids).await?;
        let is_missing = |source| {
            let (id, number) = store::row_number(source).unwrap_or_default();
            // Versions are numbered from 1 without gaps.
            rows.get(&id)
                .is_none_or(|row| !(1..=row.version).contains(&number))
        };
        let missing = named_sources
            .into_iter()
            .filter(|(_, source)| is_missing(*source));
        unknown.extend(missing.map(|(place, _)| FieldError::new(place, "field-unknown")));
    }
    if unknown.is_empty() {
        Ok(())
    } else {
        Err(Error::fields(unknown))
    }
}

/// The quizzes of a document, each with its place in it.
fn quizzes(document: &CourseDocument) -> Vec<(String, &Quiz)> {
    let mut all = Vec::new();
    for (module_at, module) in document.modules.iter().enumerate() {
        for (at, item) in module.items.iter().enumerate() {
            if let Content::Quiz(quiz) = &item.content {
                all.push((format!("modules[{module_at}].items[{at}].content"), quiz));
            }
        }
    }
    all
}

/// Fills every draw with the questions that it may draw, in the versions that are current now, so
/// that what is published never changes.
///
/// # Errors
/// [`crate::error::Code::Invalid`] naming each draw whose category is gone, that may draw too many
/// or too few questions.
pub async fn fix_draws(transaction: &Transaction, document: &mut CourseDocument) -> Result<()> {
    let mut refused = Vec::new();
    for (module_at, module) in document.modules.iter_mut().enumerate() {
        for (at, item) in module.items.iter_mut().enumerate() {
            if let Content::Quiz(quiz) = &mut item.content
                && !quiz.draws.is_empty()
            {
                let place = format!("modules[{module_at}].items[{at}].content");
                refused.extend(fix_draws_of(transaction, quiz, &place).await?);
            }
        }
    }
    if refused.is_empty() {
        Ok(())
    } else {
        Err(Error::fields(refused))
    }
}

async fn fix_draws_of(
    transaction: &Transaction,
    quiz: &mut Quiz,
    place: &str,
) -> Result<Vec<FieldError>> {
    let mut refused = Vec::new();
    // What is asked of everybody is not drawn as well.
    let fixed: HashSet<Uuid> = quiz
        .questions
        .iter()
        .filter_map(|question| Some(question.source?.question_id))
        .collect();
    let mut wishes = Vec::new();
    let mut numbers: HashMap<Uuid, i32> = HashMap::new();
    for (at, draw) in quiz.draws.iter().enumerate() {
        let Some(found) = candidates(transaction, &draw.pool).await? else {
            let field = format!("{place}.draws[{at}].pool.category_id");
            refused.push(FieldError::new(field, "field-unknown"));
            wishes.push(Wish {
                count: 0,
                candidates: Vec::new(),
            });
            continue;
        };
        let found: Vec<_> = found
            .into_iter()
            .filter(|(id, _)| !fixed.contains(id))
            .collect();
        if found.len() > MOST_CANDIDATES {
            refused.push(FieldError {
                field: format!("{place}.draws[{at}].pool"),
                key: "field-too-many-candidates".to_owned(),
                arguments: Arguments::none()
                    .with("count", found.len())
                    .with("most", MOST_CANDIDATES),
            });
        }
        wishes.push(Wish {
            count: usize::from(draw.count),
            candidates: found.iter().map(|(id, _)| *id).collect(),
        });
        numbers.extend(found);
    }
    refused.extend(shortfalls(&wishes).into_iter().map(|short| FieldError {
        field: format!("{place}.draws[{}].count", short.draw),
        key: "field-too-few-candidates".to_owned(),
        arguments: Arguments::none().with("count", short.available),
    }));
    if !refused.is_empty() {
        return Ok(refused);
    }
    let versions: Vec<(Uuid, i32)> = numbers.into_iter().collect();
    let questions = store::in_versions(transaction, &versions).await?;
    let questions: HashMap<Uuid, (i32, Question)> = questions
        .into_iter()
        .map(|((id, number), question)| (id, (number, question)))
        .collect();
    for (draw, wish) in quiz.draws.iter_mut().zip(wishes) {
        let drawn = wish.candidates.iter().filter_map(|id| {
            let (number, question) = questions.get(id)?;
            Some(Question {
                source: Some(store::source(*id, *number)),
                section: draw.section,
                marks: draw.marks.unwrap_or(question.marks),
                ..question.clone()
            })
        });
        draw.questions = drawn.collect();
    }
    Ok(refused)
}

/// The questions that fit a pool, with their current versions; none when its category is gone.
/// What asks nothing is not drawn.
async fn candidates(transaction: &Transaction, pool: &Pool) -> Result<Option<Vec<(Uuid, i32)>>> {
    let found = category::Entity::find_by_id(pool.category_id)
        .one(transaction)
        .await?;
    let Some(category) = found else {
        return Ok(None);
    };
    let search = Search {
        path: Some(category.path),
        tags: pool.tags.clone(),
        difficulty: pool.difficulty,
        retired: Some(false),
        ..Search::default()
    };
    let candidates = store::questions(&search)
        .filter(bank_question::Column::Kind.ne("information"))
        .order_by_asc(bank_question::Column::Id)
        .select_only()
        .columns([bank_question::Column::Id, bank_question::Column::Version])
        .into_tuple()
        .all(transaction)
        .await?;
    Ok(Some(candidates))
}

/// Lets whoever takes the course read the files of the bank that a version of it names.
///
/// # Errors
/// When the database fails.
pub async fn open_files(
    transaction: &Transaction,
    course_id: Uuid,
    document: &CourseDocument,
) -> Result<()> {
    let mut named: Vec<Uuid> = named_files(document)
        .into_iter()
        .map(|(_, id)| id)
        .collect();
    named.sort_unstable();
    named.dedup();
    for file in store::bank_files(transaction, &named).await? {
        let row = file_use::ActiveModel {
            file_id: Set(file.id),
            course_id: Set(course_id),
        };
        let key = [file_use::Column::FileId, file_use::Column::CourseId];
        file_use::Entity::insert(row)
            .on_conflict(OnConflict::columns(key).do_nothing().to_owned())
            .exec_without_returning(transaction)
            .await?;
    }
    Ok(())
}

/// The questions of the bank, each in the version that is asked for or else in its current one, as
/// copies for a section of a quiz.
///
/// # Errors
/// [`crate::error::Code::Invalid`] naming each that does not exist or is retired.
pub async fn copies_for(
    transaction: &Transaction,
    wanted: &[(Uuid, Option<u32>)],
    section: u16,
) -> Result<Vec<Question>> {
    let ids: Vec<Uuid> = wanted.iter().map(|(id, _)| *id).collect();
    let rows = store::rows(transaction, &ids).await?;
    let number_of = |id: &Uuid, version: Option<u32>| match version {
        Some(version) => i32::try_from(version).ok(),
        None => rows.get(id).map(|row| row.version),
    };
    let keys: Vec<(Uuid, i32)> = wanted
        .iter()
        .filter_map(|(id, version)| Some((*id, number_of(id, *version)?)))
        .collect();
    let questions = store::in_versions(transaction, &keys).await?;
    let mut copied = Vec::new();
    let mut refused = Vec::new();
    for (at, (id, version)) in wanted.iter().enumerate() {
        let place = format!("questions[{at}]");
        match rows.get(id) {
            None => {
                refused.push(FieldError::new(
                    format!("{place}.question_id"),
                    "field-unknown",
                ));
                continue;
            }
            Some(row) if row.retired => {
                refused.push(FieldError::new(
                    format!("{place}.question_id"),
                    "field-retired",
                ));
                continue;
            }
            Some(_) => {}
        }
        let number = number_of(id, *version).unwrap_or_default();
        match questions.get(&(*id, number)) {
            Some(question) => {
                copied.push(copies::copied(
                    question,
                    store::source(*id, number),
                    section,
                ));
            }
            None => refused.push(FieldError::new(format!("{place}.version"), "field-unknown")),
        }
    }
    if refused.is_empty() {
        Ok(copied)
    } else {
        Err(Error::fields(refused))
    }
}
