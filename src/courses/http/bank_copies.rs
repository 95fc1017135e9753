//! Questions of the bank in the quizzes of a draft: copying them, and keeping the copies up to
//! date.

use std::collections::HashMap;

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, get, post, web};
use garde::Validate;
use sea_orm::ConnectionTrait;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::authoring::change_draft;
use crate::app::App;
use crate::courses::document::{Content, CourseDocument};
use crate::courses::outline::{self, Place};
use crate::courses::{drafts, store};
use crate::error::{Code, Error, FieldError, Result};
use crate::http::routes::Routes;
use crate::http::{IdempotencyKey, IfMatch, Json, idempotency};
use crate::policy::{Action, Actor};
use crate::quizzes::bank::tables::bank_question;
use crate::quizzes::bank::{self, copies, publishing};
use crate::quizzes::questions::{Question, Source};

/// The routes of this file.
pub fn routes(config: &mut Routes) {
    config.service(copy).service(list).service(update);
}

/// Questions of the bank to be copied into a quiz.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"questions": [{"question_id": "0199a000-0000-7000-8000-000000000041"}]}))]
pub struct NewCopies {
    /// The questions, in the order in which the quiz shall ask them.
    #[garde(length(min = 1, max = 500))]
    questions: Vec<NewCopy>,
    /// The number of the section that they are put into, from 0.
    #[serde(default)]
    #[garde(skip)]
    section: u16,
}

/// A question of the bank to be copied.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewCopy {
    /// The question.
    question_id: Uuid,
    /// Its version, from 1; absent for the current one.
    version: Option<u32>,
}

/// Copies questions of the bank to the end of a quiz. The copies stay as they are when the bank
/// changes.
#[utoipa::path(tag = "authoring", operation_id = "copy_from_bank", request_body = NewCopies,
    params(("id" = Uuid, Path, description = "The course"),
        ("item_id" = Uuid, Path, description = "The quiz"),
        ("Idempotency-Key" = Option<String>, Header, description = "Makes the request happen once, however often it is sent")),
    responses((status = 201, description = "The copies", body = [Question])))]
#[post("/courses/{id}/items/{item_id}/questions/from-bank")]
async fn copy(
    app: web::Data<App>,
    actor: Actor,
    path: web::Path<(Uuid, Uuid)>,
    key: IdempotencyKey,
    Json(new): Json<NewCopies>,
) -> Result<HttpResponse> {
    actor.require(Action::Author)?;
    let (id, item_id) = path.into_inner();
    let wanted: Vec<(Uuid, Option<u32>)> = new
        .questions
        .iter()
        .map(|one| (one.question_id, one.version))
        .collect();
    idempotency::once(
        &app,
        &actor,
        &key,
        StatusCode::CREATED,
        async |transaction| {
            let copied = publishing::copies_for(transaction, &wanted, new.section).await?;
            let add = |draft: &mut CourseDocument| {
                let mut place = None;
                for question in copied {
                    place = outline::add_question(draft, item_id, question);
                }
                // Fields that are refused are named as they stand in the draft: the request has none.
                Ok(place.map(|_| Place::new()))
            };
            let course = drafts::edit(&app, transaction, id, None, add).await?;
            let Some(Content::Quiz(quiz)) = course.draft.item(item_id).map(|item| &item.content)
            else {
                return Err(Code::NotFound.into());
            };
            let before = quiz.questions.len().saturating_sub(wanted.len());
            Ok(quiz
                .questions
                .iter()
                .skip(before)
                .cloned()
                .collect::<Vec<_>>())
        },
    )
    .await
}

/// A question that a quiz of the draft has copied from the bank.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "item_id": "0199a000-0000-7000-8000-000000000022", "item_title": "Сорил",
    "question_id": "0199a000-0000-7000-8000-000000000031",
    "source": {"question_id": "0199a000-0000-7000-8000-000000000041", "version": 1},
    "current_version": 2, "outdated": true, "edited": false, "retired": false
}))]
pub struct BankCopy {
    /// The quiz.
    item_id: Uuid,
    /// What the quiz is called.
    item_title: String,
    /// The copy.
    question_id: Uuid,
    /// The question of the bank, and the version that was copied.
    source: Source,
    /// The version that the bank has now.
    current_version: u32,
    /// Whether the bank has a newer version.
    outdated: bool,
    /// Whether the copy has been edited in the quiz: bringing it up to date loses that.
    edited: bool,
    /// Whether the question is retired in the bank.
    retired: bool,
}

/// The questions that the quizzes of the draft have copied from the bank, and whether the bank has
/// newer versions of them.
#[utoipa::path(tag = "authoring", operation_id = "list_bank_copies",
    params(("id" = Uuid, Path, description = "The course")),
    responses((status = 200, description = "The copies, as they stand in the draft",
        body = [BankCopy])))]
#[get("/courses/{id}/draft/bank-copies")]
async fn list(
    app: web::Data<App>,
    actor: Actor,
    id: web::Path<Uuid>,
) -> Result<web::Json<Vec<BankCopy>>> {
    actor.require(Action::Author)?;
    let reader = app.database.reader();
    let course = store::get(reader, *id).await?;
    let bank = Originals::of(reader, &course.draft).await?;
    let shown = copies::copies(&course.draft)
        .into_iter()
        .filter_map(|(item, question, source)| {
            let row = bank.rows.get(&source.question_id)?;
            let current = bank::store::source(row.id, row.version);
            Some(BankCopy {
                item_id: item.id,
                item_title: item.title.clone(),
                question_id: question.id,
                source,
                current_version: current.version,
                outdated: source.version < current.version,
                edited: bank
                    .question(source)
                    .is_none_or(|original| copies::is_edited(question, original)),
                retired: row.retired,
            })
        });
    Ok(web::Json(shown.collect()))
}

/// Which copies are brought up to date.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({}))]
pub struct CopiesToUpdate {
    /// The copies; absent for all that the bank has newer versions of and that nobody has edited
    /// in the quiz.
    #[garde(inner(length(min = 1, max = 5_000)))]
    questions: Option<Vec<Uuid>>,
}

/// Brings copies up to the bank's current version. What is the quiz's own stays: identifier,
/// section and marks.
#[utoipa::path(tag = "authoring", operation_id = "update_bank_copies",
    request_body = CopiesToUpdate,
    params(("id" = Uuid, Path, description = "The course"),
        ("If-Match" = String, Header, description = "The ETag that the change was made from")),
    responses((status = 200, description = "The copies that have changed, as they are now",
        body = [Question], headers(("ETag" = String, description = "For If-Match")))))]
#[post("/courses/{id}/draft/bank-copies/update")]
async fn update(
    app: web::Data<App>,
    actor: Actor,
    id: web::Path<Uuid>,
    if_match: IfMatch,
    Json(wanted): Json<CopiesToUpdate>,
) -> Result<HttpResponse> {
    actor.require(Action::Author)?;
    let reader = app.database.reader();
    let draft = store::get(reader, *id).await?.draft;
    let bank = Originals::of(reader, &draft).await?;
    // The draft is read again in the transaction; what has changed meanwhile fails by If-Match.
    let change = |draft: &mut CourseDocument| {
        let newer = newer_copies(draft, &bank, wanted.questions.as_deref())?;
        copies::replace(draft, &newer);
        Ok(Some(Place::new()))
    };
    let newer = newer_copies(&draft, &bank, wanted.questions.as_deref())?;
    let changed: Vec<Uuid> = newer.iter().map(|question| question.id).collect();
    change_draft(&app, &actor, *id, &if_match, change, |draft| {
        let now = copies::copies(draft).into_iter();
        let now = now.filter(|(_, question, _)| changed.contains(&question.id));
        Some(
            now.map(|(_, question, _)| question.clone())
                .collect::<Vec<_>>(),
        )
    })
    .await
}

/// The copies of a draft as they are to be: those that are wanted by name, or else those that are
/// outdated and not edited.
fn newer_copies(
    draft: &CourseDocument,
    bank: &Originals,
    wanted: Option<&[Uuid]>,
) -> Result<Vec<Question>> {
    let all = copies::copies(draft);
    let is_wanted = |question: &Question, source: Source| match wanted {
        Some(wanted) => wanted.contains(&question.id),
        None => bank
            .question(source)
            .is_some_and(|original| !copies::is_edited(question, original)),
    };
    if let Some(wanted) = wanted {
        let is_copy = |id: &Uuid| all.iter().any(|(_, question, _)| question.id == *id);
        let unknown: Vec<FieldError> = wanted
            .iter()
            .enumerate()
            .filter(|(_, id)| !is_copy(id))
            .map(|(at, _)| FieldError::new(format!("questions[{at}]"), "field-unknown"))
            .collect();
        if !unknown.is_empty() {
            return Err(Error::fields(unknown));
        }
    }
    let newer = all.into_iter().filter_map(|(_, question, source)| {
        let row = bank.rows.get(&source.question_id)?;
        let current = bank::store::source(row.id, row.version);
        let original = bank.question(current)?;
        let now = copies::brought_up_to_date(question, original, current);
        (is_wanted(question, source) && now != *question).then_some(now)
    });
    Ok(newer.collect())
}

/// What the bank has of the questions that a draft has copied.
struct Originals {
    rows: HashMap<Uuid, bank_question::Model>,
    questions: HashMap<(Uuid, i32), Question>,
}

impl Originals {
    /// The versions that were copied, and those that are current now.
    async fn of(connection: &impl ConnectionTrait, draft: &CourseDocument) -> Result<Self> {
        let sources: Vec<Source> = copies::copies(draft)
            .into_iter()
            .map(|(_, _, source)| source)
            .collect();
        let ids: Vec<Uuid> = sources.iter().map(|source| source.question_id).collect();
        let rows = bank::store::rows(connection, &ids).await?;
        let copied = sources.into_iter().filter_map(bank::store::row_number);
        let mut versions: Vec<(Uuid, i32)> = copied.collect();
        versions.extend(rows.values().map(|row| (row.id, row.version)));
        let questions = bank::store::in_versions(connection, &versions).await?;
        Ok(Self { rows, questions })
    }

    fn question(&self, source: Source) -> Option<&Question> {
        self.questions.get(&bank::store::row_number(source)?)
    }
}
