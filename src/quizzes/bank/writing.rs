//! Writing the bank down: categories, questions and their versions. The API and imports both write
//! here.

use chrono::{DateTime, Utc};
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

use super::arrival::{self, Details, fold};
use super::named_files::named_files;
use super::store;
use super::tables::question_version::Kept;
use super::tables::{bank_question, category, question_tag, question_version};
use crate::db::{self, Transaction};
use crate::error::{Code, Error, FieldError, Result};
use crate::http::json;
use crate::ids;
use crate::quizzes::questions::Question;

/// How deep categories may lie within each other.
pub const DEEPEST: usize = 20;

/// Who writes, and when.
#[derive(Debug, Clone, Copy)]
pub struct Hand {
    /// The person.
    pub person_id: Uuid,
    /// The time.
    pub now: DateTime<Utc>,
}

/// Makes a category within another, or at the root.
///
/// # Errors
/// [`Code::AlreadyExists`] when its parent has one of this name; [`Code::Invalid`] when it would
/// lie too deep.
pub async fn create_category(
    transaction: &Transaction,
    parent: Option<&category::Model>,
    name: &str,
    description: &str,
    now: DateTime<Utc>,
) -> Result<category::Model> {
    let id = ids::new_id();
    let above = parent.map_or("", |parent| parent.path.as_str());
    require_room(above)?;
    let row = category::ActiveModel {
        id: Set(id),
        parent_id: Set(parent.map(|parent| parent.id)),
        path: Set(format!("{above}{id}/")),
        place: Set(place(parent.map(|parent| parent.id), name)),
        name: Set(name.to_owned()),
        description: Set(description.to_owned()),
        revision: Set(0),
        created_at: Set(now),
    };
    row.insert(transaction)
        .await
        .map_err(db::taken(Code::AlreadyExists))
}

fn require_room(above: &str) -> Result<()> {
    if above.matches('/').count() < DEEPEST {
        Ok(())
    } else {
        Err(Error::field("parent_id", "field-too-deep"))
    }
}

/// Where a category of this name stands: unique, so that no two of one parent are called the same.
#[must_use]
pub fn place(parent_id: Option<Uuid>, name: &str) -> String {
    format!("{}/{}", parent_id.unwrap_or_default(), fold(name))
}

/// Gives a category, whose row is locked, another name, description or parent.
///
/// # Errors
/// [`Code::AlreadyExists`] when the parent has one of this name; [`Code::Invalid`] when the parent
/// does not exist, lies within the category itself or too deep.
pub async fn change_category(
    transaction: &Transaction,
    row: category::Model,
    name: Option<String>,
    description: Option<String>,
    parent_id: Option<Uuid>,
) -> Result<category::Model> {
    let name = name.unwrap_or_else(|| row.name.clone());
    let parent_id = parent_id.or(row.parent_id);
    let above = match parent_id {
        None => String::new(),
        Some(id) => {
            store::named_category(transaction, "parent_id", id)
                .await?
                .path
        }
    };
    if above.starts_with(&row.path) {
        return Err(Error::field("parent_id", "field-within-itself"));
    }
    let path = format!("{above}{}/", row.id);
    if path != row.path {
        require_room(&above)?;
        move_part(transaction, &row.path, &path).await?;
    }
    let change = category::ActiveModel {
        id: Set(row.id),
        parent_id: Set(parent_id),
        place: Set(place(parent_id, &name)),
        name: Set(name),
        description: Set(description.unwrap_or(row.description)),
        revision: Set(row.revision + 1),
        ..Default::default()
    };
    change
        .update(transaction)
        .await
        .map_err(db::taken(Code::AlreadyExists))
}

/// Moves a category with everything below it.
async fn move_part(transaction: &Transaction, from: &str, to: &str) -> Result<()> {
    // A path is made of identifiers and slashes: it holds nothing that would have to be escaped.
    let rest = from.chars().count() + 1;
    category::Entity::update_many()
        .col_expr(
            category::Column::Path,
            Expr::cust(format!("'{to}' || substr(path, {rest})")),
        )
        .filter(category::Column::Path.starts_with(from))
        .exec(transaction)
        .await?;
    Ok(())
}

/// A question to be put into the bank.
#[derive(Debug, Clone)]
pub struct NewQuestion {
    /// The category.
    pub category_id: Uuid,
    /// By which an import knows it again; absent for the server's own.
    pub identifier: Option<String>,
    /// What is kept beside it.
    pub details: Details,
    /// The question.
    pub question: Question,
    /// What the author notes about the version.
    pub note: String,
}

/// Puts a question into the bank.
///
/// # Errors
/// [`Code::AlreadyExists`] when the category has one with this identifier; [`Code::Invalid`] when
/// the question does not fit or names files that the bank does not have.
pub async fn create_question(
    transaction: &Transaction,
    new: NewQuestion,
    hand: Hand,
) -> Result<bank_question::Model> {
    let id = ids::new_id();
    let question = arrival::kept_as(&new.question, id);
    require_fitting(transaction, &question).await?;
    let row = bank_question::ActiveModel {
        id: Set(id),
        category_id: Set(new.category_id),
        identifier: Set(new.identifier.unwrap_or_else(|| id.to_string())),
        difficulty: Set(new.details.difficulty.map(i32::from)),
        language: Set(new.details.language),
        kind: Set(arrival::kind(&question)),
        words: Set(arrival::words(&question)),
        version: Set(1),
        retired: Set(false),
        created_by: Set(hand.person_id),
        created_at: Set(hand.now),
        revision: Set(0),
    };
    let row = row
        .insert(transaction)
        .await
        .map_err(db::taken(Code::AlreadyExists))?;
    insert_version(transaction, id, 1, question, new.note, hand).await?;
    insert_tags(transaction, id, &new.details.tags).await?;
    Ok(row)
}

/// Gives a question, whose row is locked, its next version. The versions before stay as they are.
///
/// # Errors
/// [`Code::Invalid`] when the question does not fit or names files that the bank does not have.
pub async fn add_version(
    transaction: &Transaction,
    row: &bank_question::Model,
    question: &Question,
    note: String,
    hand: Hand,
) -> Result<bank_question::Model> {
    let question = arrival::kept_as(question, row.id);
    require_fitting(transaction, &question).await?;
    let number = row.version + 1;
    let change = bank_question::ActiveModel {
        id: Set(row.id),
        kind: Set(arrival::kind(&question)),
        words: Set(arrival::words(&question)),
        version: Set(number),
        revision: Set(row.revision + 1),
        ..Default::default()
    };
    insert_version(transaction, row.id, number, question, note, hand).await?;
    Ok(change.update(transaction).await?)
}

async fn insert_version(
    transaction: &Transaction,
    question_id: Uuid,
    number: i32,
    question: Question,
    note: String,
    hand: Hand,
) -> Result<()> {
    let row = question_version::ActiveModel {
        question_id: Set(question_id),
        number: Set(number),
        question: Set(Kept(question)),
        note: Set(note),
        author_id: Set(hand.person_id),
        created_at: Set(hand.now),
    };
    question_version::Entity::insert(row)
        .exec_without_returning(transaction)
        .await?;
    Ok(())
}

/// Gives a question these tags instead of those it has.
///
/// # Errors
/// When the database fails.
pub async fn replace_tags(
    transaction: &Transaction,
    question_id: Uuid,
    tags: &[String],
) -> Result<()> {
    question_tag::Entity::delete_many()
        .filter(question_tag::Column::QuestionId.eq(question_id))
        .exec(transaction)
        .await?;
    insert_tags(transaction, question_id, tags).await
}

async fn insert_tags(transaction: &Transaction, question_id: Uuid, tags: &[String]) -> Result<()> {
    let mut rows: Vec<question_tag::ActiveModel> = Vec::new();
    let mut known = Vec::new();
    for tag in tags {
        let folded = fold(tag);
        if folded.is_empty() || known.contains(&folded) {
            continue;
        }
        rows.push(question_tag::ActiveModel {
            question_id: Set(question_id),
            folded: Set(folded.clone()),
            tag: Set(tag.trim().to_owned()),
        });
        known.push(folded);
    }
    if !rows.is_empty() {
        question_tag::Entity::insert_many(rows)
            .exec_without_returning(transaction)
            .await?;
    }
    Ok(())
}

/// A question fits the rules for authors, and every file that it names is one of the bank.
async fn require_fitting(transaction: &Transaction, question: &Question) -> Result<()> {
    json::validate(question)?;
    let named = named_files(question);
    if named.is_empty() {
        return Ok(());
    }
    let ids: Vec<Uuid> = named.iter().map(|(_, id)| *id).collect();
    let known = store::bank_files(transaction, &ids).await?;
    let unknown: Vec<FieldError> = named
        .into_iter()
        .filter(|(_, id)| !known.iter().any(|file| file.id == *id))
        .map(|(place, _)| {
            FieldError::new(format!("question.{place}"), "field-not-a-file-of-the-bank")
        })
        .collect();
    if unknown.is_empty() {
        Ok(())
    } else {
        Err(Error::fields(unknown))
    }
}
