//! Questions of the bank as the API shows them, and as it takes them.

use chrono::{DateTime, Utc};
use garde::Validate;
use sea_orm::ConnectionTrait;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::error::{Code, Result};
use crate::quizzes::bank::arrival::{self, LONGEST_IDENTIFIER};
use crate::quizzes::bank::store;
use crate::quizzes::bank::tables::{bank_question, question_version};
use crate::quizzes::questions::Question;

/// A question of the bank in its current version.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "id": "0199a000-0000-7000-8000-000000000041",
    "category_id": "0199a000-0000-7000-8000-000000000040", "identifier": "leadership-1",
    "tags": ["манлайлал"], "difficulty": 2, "language": "mn", "version": 1, "retired": false,
    "created_by": "0199a000-0000-7000-8000-000000000003", "created_at": "2026-01-10T01:00:00Z",
    "question": {"id": "0199a000-0000-7000-8000-000000000041",
        "text": "Манлайлал бол албан тушаал мөн үү?",
        "answer": {"kind": "true_false", "correct": false}}
}))]
pub struct BankQuestion {
    /// The identifier.
    id: Uuid,
    /// The category.
    category_id: Uuid,
    /// By which an import knows it again.
    identifier: String,
    /// The tags.
    tags: Vec<String>,
    /// From 1, easiest, to 5, hardest; null when nobody has said.
    difficulty: Option<i32>,
    /// The language, as a tag of BCP 47; null when nobody has said.
    language: Option<String>,
    /// The number of the current version.
    version: i32,
    /// Whether it is out of use: neither copied nor drawn any more.
    retired: bool,
    /// Who put it into the bank.
    created_by: Uuid,
    /// When it was put into the bank.
    created_at: DateTime<Utc>,
    /// The question.
    question: Question,
}

/// Questions as they are shown.
///
/// # Errors
/// When the database fails.
pub async fn show(
    connection: &impl ConnectionTrait,
    rows: Vec<bank_question::Model>,
) -> Result<Vec<BankQuestion>> {
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let versions: Vec<(Uuid, i32)> = rows.iter().map(|row| (row.id, row.version)).collect();
    let mut tags = store::tags(connection, &ids).await?;
    let mut questions = store::in_versions(connection, &versions).await?;
    rows.into_iter()
        .map(|row| {
            let question = questions.remove(&(row.id, row.version));
            Ok(BankQuestion {
                tags: tags.remove(&row.id).unwrap_or_default(),
                question: question.ok_or(Code::NotFound)?,
                id: row.id,
                category_id: row.category_id,
                identifier: row.identifier,
                difficulty: row.difficulty,
                language: row.language,
                version: row.version,
                retired: row.retired,
                created_by: row.created_by,
                created_at: row.created_at,
            })
        })
        .collect()
}

/// One question as it is shown.
///
/// # Errors
/// When the database fails.
pub async fn show_one(
    connection: &impl ConnectionTrait,
    row: bank_question::Model,
) -> Result<BankQuestion> {
    show(connection, vec![row])
        .await?
        .pop()
        .ok_or(Code::NotFound.into())
}

/// A question of the bank with the versions it has had.
#[derive(Debug, Serialize, ToSchema)]
pub struct WholeBankQuestion {
    /// The question as it is now.
    #[serde(flatten)]
    pub question: BankQuestion,
    /// Its versions, the newest first.
    pub versions: Vec<QuestionVersionHead>,
}

/// A version of a question, without the question.
#[derive(Debug, Serialize, ToSchema, sea_orm::FromQueryResult)]
#[schema(example = json!({"number": 1, "note": "",
    "author_id": "0199a000-0000-7000-8000-000000000003", "created_at": "2026-01-10T01:00:00Z"}))]
pub struct QuestionVersionHead {
    /// 1 for the first.
    pub number: i32,
    /// What its author noted.
    pub note: String,
    /// Who wrote it.
    pub author_id: Uuid,
    /// When it was written.
    pub created_at: DateTime<Utc>,
}

/// A version of a question.
#[derive(Debug, Serialize, ToSchema)]
pub struct QuestionVersion {
    /// Its number and who wrote it.
    #[serde(flatten)]
    head: QuestionVersionHead,
    /// The question as it was.
    question: Question,
}

impl From<question_version::Model> for QuestionVersion {
    fn from(row: question_version::Model) -> Self {
        Self {
            head: QuestionVersionHead {
                number: row.number,
                note: row.note,
                author_id: row.author_id,
                created_at: row.created_at,
            },
            question: row.question.0,
        }
    }
}

/// A question to be put into the bank.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "category_id": "0199a000-0000-7000-8000-000000000040", "tags": ["манлайлал"], "difficulty": 2,
    "language": "mn", "question": {"text": "Манлайлал бол албан тушаал мөн үү?",
        "answer": {"kind": "true_false", "correct": false}}
}))]
pub struct NewBankQuestion {
    /// The category.
    #[garde(skip)]
    pub category_id: Uuid,
    /// By which an import knows it again, once in a category; absent for the server's own.
    #[garde(inner(length(chars, min = 1, max = LONGEST_IDENTIFIER)))]
    pub identifier: Option<String>,
    /// The tags.
    #[serde(default)]
    #[garde(length(max = 50), inner(custom(is_tag)))]
    pub tags: Vec<String>,
    /// From 1, easiest, to 5, hardest.
    #[garde(inner(range(min = 1, max = 5)))]
    pub difficulty: Option<u8>,
    /// The language, as a tag of BCP 47.
    #[garde(inner(custom(is_language)))]
    pub language: Option<String>,
    /// The question. Its identifier, section and source are the bank's own.
    #[garde(dive)]
    pub question: Question,
    /// What is worth noting about this version.
    #[serde(default)]
    #[garde(length(chars, max = 2_000))]
    pub note: String,
}

/// What changes of what the bank keeps beside a question; what is absent stays.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"tags": ["манлайлал", "нөлөөлөл"], "difficulty": 3}))]
pub struct BankQuestionChange {
    /// The category.
    #[garde(skip)]
    pub category_id: Option<Uuid>,
    /// By which an import knows it again, once in a category.
    #[garde(inner(length(chars, min = 1, max = LONGEST_IDENTIFIER)))]
    pub identifier: Option<String>,
    /// All tags; one that is not named is taken off.
    #[garde(inner(length(max = 50), inner(custom(is_tag))))]
    pub tags: Option<Vec<String>>,
    /// From 1, easiest, to 5, hardest.
    #[garde(inner(range(min = 1, max = 5)))]
    pub difficulty: Option<u8>,
    /// The language, as a tag of BCP 47.
    #[garde(inner(custom(is_language)))]
    pub language: Option<String>,
    /// Whether it is out of use. What is published keeps it.
    #[garde(skip)]
    pub retired: Option<bool>,
}

/// The next version of a question.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"note": "Илүү тодорхой болгов", "question": {
    "text": "Манлайлал бол зөвхөн албан тушаал мөн үү?",
    "answer": {"kind": "true_false", "correct": false}}}))]
pub struct NewQuestionVersion {
    /// The question. Its identifier, section and source are the bank's own.
    #[garde(dive)]
    pub question: Question,
    /// What is worth noting about this version.
    #[serde(default)]
    #[garde(length(chars, max = 2_000))]
    pub note: String,
}

fn is_tag(tag: &str, (): &()) -> garde::Result {
    fits(arrival::is_tag(tag))
}

fn is_language(tag: &str, (): &()) -> garde::Result {
    fits(arrival::is_language(tag))
}

fn fits(fits: bool) -> garde::Result {
    if fits {
        Ok(())
    } else {
        Err(garde::Error::new("field-invalid"))
    }
}
