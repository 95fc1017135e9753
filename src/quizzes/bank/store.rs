//! Queries about the question bank. It has no parts that only some may see: whoever may write
//! courses sees all of it.

use std::collections::{HashMap, HashSet};

use sea_orm::sea_query::{Expr, ExprTrait, LikeExpr, Query, SelectStatement};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    Select,
};
use uuid::Uuid;

use super::arrival::fold;
use super::tables::{bank_question, category, file_use, question_tag, question_version};
use crate::courses::tables::{course, course_version, file};
use crate::db::Transaction;
use crate::error::{Code, Error, Result};
use crate::quizzes::questions::{Question, Source};
use crate::quizzes::quiz::DifficultyRange;

/// How many rows are asked for at once where there may be thousands: both databases limit the
/// values of one statement.
const AT_ONCE: usize = 500;

/// A category.
///
/// # Errors
/// [`Code::NotFound`] when there is none.
pub async fn category(connection: &impl ConnectionTrait, id: Uuid) -> Result<category::Model> {
    let found = category::Entity::find_by_id(id).one(connection).await?;
    found.ok_or(Code::NotFound.into())
}

/// A category that a request names in this field.
///
/// # Errors
/// [`Code::Invalid`] naming the field when there is none.
pub async fn named_category(
    connection: &impl ConnectionTrait,
    field: &str,
    id: Uuid,
) -> Result<category::Model> {
    let found = category::Entity::find_by_id(id).one(connection).await?;
    found.ok_or_else(|| Error::field(field, "field-unknown"))
}

/// A category, its row locked until the transaction ends.
///
/// # Errors
/// [`Code::NotFound`] when there is none.
pub async fn lock_category(transaction: &Transaction, id: Uuid) -> Result<category::Model> {
    let found = category::Entity::find_by_id(id).lock_exclusive();
    found.one(transaction).await?.ok_or(Code::NotFound.into())
}

/// The categories of a part of the tree, the one it begins with among them.
fn part_of_the_tree(path: &str) -> SelectStatement {
    Query::select()
        .column(category::Column::Id)
        .from(category::Entity)
        .and_where(category::Column::Path.starts_with(path))
        .to_owned()
}

/// A question.
///
/// # Errors
/// [`Code::NotFound`] when there is none.
pub async fn question(connection: &impl ConnectionTrait, id: Uuid) -> Result<bank_question::Model> {
    let found = bank_question::Entity::find_by_id(id)
        .one(connection)
        .await?;
    found.ok_or(Code::NotFound.into())
}

/// A question, its row locked until the transaction ends.
///
/// # Errors
/// [`Code::NotFound`] when there is none.
pub async fn lock_question(transaction: &Transaction, id: Uuid) -> Result<bank_question::Model> {
    let found = bank_question::Entity::find_by_id(id).lock_exclusive();
    found.one(transaction).await?.ok_or(Code::NotFound.into())
}

/// A version of a question.
///
/// # Errors
/// [`Code::NotFound`] when there is none.
pub async fn version(
    connection: &impl ConnectionTrait,
    question_id: Uuid,
    number: i32,
) -> Result<question_version::Model> {
    question_version::Entity::find_by_id((question_id, number))
        .one(connection)
        .await?
        .ok_or(Code::NotFound.into())
}

/// What an author looks for in the bank; every condition given must hold.
#[derive(Debug, Clone, Default)]
pub struct Search {
    /// The path of a category; its subcategories count as well.
    pub path: Option<String>,
    /// Tags that a question must all have.
    pub tags: Vec<String>,
    /// How difficult it must be.
    pub difficulty: Option<DifficultyRange>,
    /// Its language.
    pub language: Option<String>,
    /// Its kind.
    pub kind: Option<String>,
    /// Words that must all stand in its title or text.
    pub text: String,
    /// Whether it is retired.
    pub retired: Option<bool>,
}

/// The questions that fit.
#[must_use]
pub fn questions(search: &Search) -> Select<bank_question::Entity> {
    use bank_question::Column;
    let mut fits = Condition::all();
    if let Some(path) = &search.path {
        fits = fits.add(Column::CategoryId.in_subquery(part_of_the_tree(path)));
    }
    for tag in &search.tags {
        let tagged = Query::select()
            .column(question_tag::Column::QuestionId)
            .from(question_tag::Entity)
            .and_where(question_tag::Column::Folded.eq(fold(tag)))
            .to_owned();
        fits = fits.add(Column::Id.in_subquery(tagged));
    }
    if let Some(range) = search.difficulty {
        let (least, most) = (i32::from(range.least), i32::from(range.most));
        fits = fits.add(Column::Difficulty.between(least, most));
    }
    if let Some(language) = &search.language {
        fits = fits.add(Column::Language.eq(language.as_str()));
    }
    if let Some(kind) = &search.kind {
        fits = fits.add(Column::Kind.eq(kind.as_str()));
    }
    for word in fold(&search.text).split_whitespace() {
        fits = fits.add(Expr::col(Column::Words).like(contains(word)));
    }
    if let Some(retired) = search.retired {
        fits = fits.add(Column::Retired.eq(retired));
    }
    bank_question::Entity::find().filter(fits)
}

/// The pattern of texts that contain this one, whatever stands in it.
#[must_use]
pub fn contains(text: &str) -> LikeExpr {
    let plain = text
        .replace('\\', "\\\\")
        .replace('%', "\\%")
        .replace('_', "\\_");
    LikeExpr::new(format!("%{plain}%")).escape('\\')
}

/// The tags of questions, as they are written.
///
/// # Errors
/// When the database fails.
pub async fn tags(
    connection: &impl ConnectionTrait,
    questions: &[Uuid],
) -> Result<HashMap<Uuid, Vec<String>>> {
    let mut all: HashMap<Uuid, Vec<String>> = HashMap::new();
    for some in questions.chunks(AT_ONCE) {
        let rows = question_tag::Entity::find()
            .filter(question_tag::Column::QuestionId.is_in(some.iter().copied()))
            .order_by_asc(question_tag::Column::Folded)
            .all(connection)
            .await?;
        for row in rows {
            all.entry(row.question_id).or_default().push(row.tag);
        }
    }
    Ok(all)
}

/// Questions in these versions, by the question; those that are not there are left out.
///
/// # Errors
/// When the database fails.
pub async fn in_versions(
    connection: &impl ConnectionTrait,
    versions: &[(Uuid, i32)],
) -> Result<HashMap<(Uuid, i32), Question>> {
    use question_version::Column;
    let mut all = HashMap::with_capacity(versions.len());
    for some in versions.chunks(AT_ONCE) {
        let wanted: HashSet<(Uuid, i32)> = some.iter().copied().collect();
        let rows = question_version::Entity::find()
            .filter(Column::QuestionId.is_in(some.iter().map(|(id, _)| *id)))
            .filter(Column::Number.is_in(some.iter().map(|(_, number)| *number)))
            .all(connection)
            .await?;
        // A question may come in the version that is wanted of another, too.
        let found = rows
            .into_iter()
            .map(|row| ((row.question_id, row.number), row.question.0));
        all.extend(found.filter(|(key, _)| wanted.contains(key)));
    }
    Ok(all)
}

/// Questions as they are now, by their identifiers.
///
/// # Errors
/// When the database fails.
pub async fn rows(
    connection: &impl ConnectionTrait,
    ids: &[Uuid],
) -> Result<HashMap<Uuid, bank_question::Model>> {
    let mut all = HashMap::with_capacity(ids.len());
    for some in ids.chunks(AT_ONCE) {
        let rows = bank_question::Entity::find()
            .filter(bank_question::Column::Id.is_in(some.iter().copied()))
            .all(connection)
            .await?;
        all.extend(rows.into_iter().map(|row| (row.id, row)));
    }
    Ok(all)
}

/// Which of these are files of the bank.
///
/// # Errors
/// When the database fails.
pub async fn bank_files(
    connection: &impl ConnectionTrait,
    ids: &[Uuid],
) -> Result<Vec<file::Model>> {
    let mut all = Vec::new();
    for some in ids.chunks(AT_ONCE) {
        let found = file::Entity::find()
            .filter(file::Column::CourseId.is_null())
            .filter(file::Column::Id.is_in(some.iter().copied()));
        all.extend(found.all(connection).await?);
    }
    Ok(all)
}

/// The number of a version as the database keeps it; none for one that cannot be.
#[must_use]
pub fn row_number(source: Source) -> Option<(Uuid, i32)> {
    Some((source.question_id, i32::try_from(source.version).ok()?))
}

/// A question in one of its versions, as a copy names it.
#[must_use]
pub fn source(question_id: Uuid, number: i32) -> Source {
    Source {
        question_id,
        version: u32::try_from(number).unwrap_or_default(),
    }
}

/// Whether a version of a question, a draft or a published course uses a file of the bank.
///
/// # Errors
/// When the database fails.
pub async fn is_file_used(transaction: &Transaction, id: Uuid) -> Result<bool> {
    let published = file_use::Entity::find().filter(file_use::Column::FileId.eq(id));
    if published.one(transaction).await?.is_some() {
        return Ok(true);
    }
    let kept = question_version::Entity::find()
        .filter(mentions(question_version::Column::Question, id))
        .select_only()
        .column(question_version::Column::Number)
        .into_tuple::<i32>();
    if kept.one(transaction).await?.is_some() {
        return Ok(true);
    }
    Ok(!courses_whose_draft_mentions(transaction, id)
        .await?
        .is_empty())
}

/// The courses in whose draft an identifier stands.
///
/// # Errors
/// When the database fails.
pub async fn courses_whose_draft_mentions(
    connection: &impl ConnectionTrait,
    id: Uuid,
) -> Result<Vec<Uuid>> {
    Ok(course::Entity::find()
        .filter(mentions(course::Column::Draft, id))
        .order_by_asc(course::Column::Id)
        .select_only()
        .column(course::Column::Id)
        .into_tuple()
        .all(connection)
        .await?)
}

/// The published versions of courses in which an identifier stands, the oldest first.
///
/// # Errors
/// When the database fails.
pub async fn versions_that_mention(
    connection: &impl ConnectionTrait,
    id: Uuid,
) -> Result<Vec<Uuid>> {
    Ok(course_version::Entity::find()
        .filter(mentions(course_version::Column::Document, id))
        .order_by_asc(course_version::Column::Id)
        .select_only()
        .column(course_version::Column::Id)
        .into_tuple()
        .all(connection)
        .await?)
}

/// That an identifier stands somewhere in a document.
fn mentions(column: impl ColumnTrait, id: Uuid) -> impl ExprTrait + Into<Condition> {
    column
        .into_expr()
        .cast_as("text")
        .like(contains(&id.to_string()))
}
