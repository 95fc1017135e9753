//! How a question that was wrong in a published version is corrected: first without a trace, to see
//! who changes and how, then for good.

use std::collections::{BTreeMap, BTreeSet};

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, get, post, web};
use chrono::{DateTime, Utc};
use garde::Validate;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;
use uuid::Uuid;

use super::preview::{CorrectionPreview, preview};
use crate::app::App;
use crate::audit::{self, Deed, Line};
use crate::courses;
use crate::db::Transaction;
use crate::error::{Code, Error, FieldError, Result};
use crate::http::problem::Problem;
use crate::http::routes::Routes;
use crate::http::{IdempotencyKey, Json, Page, PageQuery, idempotency};
use crate::ids;
use crate::policy::{Action, Actor};
use crate::quizzes::correction::{placed, problems, question_of};
use crate::quizzes::questions::Question;
use crate::quizzes::quiz::Quiz;
use crate::quizzes::tables::marking::correction::{self, Kept};
use crate::quizzes::{regrade, store};

/// The routes of this file.
pub fn routes(config: &mut Routes) {
    config.service(correct).service(list);
}

/// A question that was wrong, as it should have been.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "question_id": "0199a000-0000-7000-8000-000000000020", "reason": "Түлхүүр буруу байсан.",
    "question": {"text": "Яагаад?", "marks": 2,
        "answer": {"kind": "true_false", "correct": false}},
    "dry_run": true
}))]
pub struct NewCorrection {
    /// The version in which the question is wrong; absent for the newest that has it. It is
    /// corrected in every version in which it says the same.
    #[serde(default)]
    #[garde(inner(range(min = 1)))]
    version: Option<i32>,
    /// The question.
    #[garde(skip)]
    question_id: Uuid,
    /// What it should have been; its identifier may be left out. Its kind, and the number and order of its parts, stay.
    #[garde(dive)]
    question: Question,
    /// Why it is corrected, for the record.
    #[garde(length(chars, min = 1, max = 5_000))]
    reason: String,
    /// Only say who would change and how.
    #[serde(default)]
    #[garde(skip)]
    dry_run: bool,
}

/// A correction, and how far grading anew has come.
#[derive(Debug, Serialize, ToSchema)]
pub struct Correction {
    /// The identifier.
    id: Uuid,
    /// The question.
    question_id: Uuid,
    /// What it was.
    before: Question,
    /// What it is.
    after: Question,
    /// Why it was corrected.
    reason: String,
    /// Who corrected it.
    made_by: Uuid,
    /// When.
    made_at: DateTime<Utc>,
    /// How many attempts have been looked at.
    regraded: i32,
    /// How many of them have changed.
    changed: i32,
    /// When the last one had been looked at; null while it goes on.
    regraded_at: Option<DateTime<Utc>>,
}

impl From<correction::Model> for Correction {
    fn from(row: correction::Model) -> Self {
        Self {
            id: row.id,
            question_id: row.question_id,
            before: row.before.0,
            after: row.after.0,
            reason: row.reason,
            made_by: row.made_by,
            made_at: row.made_at,
            regraded: row.regraded,
            changed: row.changed,
            regraded_at: row.regraded_at,
        }
    }
}

/// Corrects a question that is wrong in published versions. With `dry_run` it only says, page by
/// page, who changes and how. Without, the correction is written down at once and every attempt is
/// graded anew in the background; what people have decided stays, in the same share of the marks
/// where the question is now worth more or less. Versions stay as they were published, and the
/// draft as it is: correct it there as well. A certificate that has been issued stays.
#[utoipa::path(tag = "quizzes", operation_id = "correct_question", request_body = NewCorrection,
    params(("id" = Uuid, Path, description = "The course"),
        ("item_id" = Uuid, Path, description = "The quiz, an item of the course"), PageQuery,
        ("Idempotency-Key" = Option<String>, Header, description = "Makes the request happen once, however often it is sent")),
    responses((status = 200, description = "Who would change and how", body = CorrectionPreview),
        (status = 202, description = "Corrected; attempts are being graded anew", body = Correction),
        (status = 409, description = "`regrading`: an earlier correction of the question is still being worked through; `idempotency_key_reused`",
            body = Problem, content_type = "application/problem+json"),
        (status = 412, description = "`changed`: somebody else has just corrected it",
            body = Problem, content_type = "application/problem+json")))]
#[post("/courses/{id}/items/{item_id}/corrections")]
async fn correct(
    app: web::Data<App>,
    actor: Actor,
    path: web::Path<(Uuid, Uuid)>,
    page: PageQuery,
    key: IdempotencyKey,
    Json(new): Json<NewCorrection>,
) -> Result<HttpResponse> {
    actor.require(Action::Author)?;
    let (course_id, item_id) = path.into_inner();
    courses::store::head(app.database.reader(), &actor, course_id).await?;
    let place = (course_id, item_id);
    let concerned = Concerned::by(&app, place, new.question_id, new.version).await?;
    let found = problems(&concerned.before, &new.question);
    if !found.is_empty() {
        let field =
            |(field, key): (String, &str)| FieldError::new(format!("question.{field}"), key);
        return Err(Error::fields(found.into_iter().map(field).collect()));
    }
    let after = placed(&concerned.before, new.question);
    if after == concerned.before {
        return Err(Error::field("question", "field-nothing-corrected"));
    }
    let row = correction::Model {
        id: ids::new_id(),
        course_id,
        item_id,
        question_id: new.question_id,
        before: Kept(concerned.before),
        after: Kept(after),
        reason: new.reason,
        made_by: actor.person_id,
        made_at: app.clock.now(),
        regraded_through: None,
        regraded: 0,
        changed: 0,
        regraded_at: None,
    };
    if new.dry_run {
        let preview = preview(&app, &row, &concerned.quizzes, &page).await?;
        return Ok(HttpResponse::Ok().json(preview));
    }
    let versions: Vec<Uuid> = concerned.quizzes.keys().copied().collect();
    let accepted = StatusCode::ACCEPTED;
    let answer = idempotency::once(&app, &actor, &key, accepted, async |transaction| {
        require_newest(transaction, &row, &versions).await?;
        let row = regrade::write_down(transaction, row, &versions).await?;
        let line = Line::new(&actor, Deed::QuestionCorrected, row.id, row.made_at).with(json!({
            "course_id": row.course_id, "question_id": row.question_id, "reason": row.reason,
        }));
        audit::record(transaction, line).await?;
        Ok(Correction::from(row))
    })
    .await?;
    for version in versions {
        app.versions.forget(version)?;
    }
    app.outbox.wake();
    Ok(answer)
}

/// The question to be corrected, and the quizzes that have it, by the version they stand in.
struct Concerned {
    before: Question,
    quizzes: BTreeMap<Uuid, Quiz>,
}

impl Concerned {
    async fn by(
        app: &App,
        (course_id, item_id): (Uuid, Uuid),
        question_id: Uuid,
        number: Option<i32>,
    ) -> Result<Self> {
        let reader = app.database.reader();
        let mut before = None;
        let mut holding = Vec::new();
        let mut is_quiz = false;
        for id in courses::store::version_ids(reader, course_id).await? {
            let version = app.versions.get(reader, id).await?;
            let Ok((_, quiz)) = store::quiz_at(&version, item_id) else {
                continue;
            };
            is_quiz = true;
            let Some(question) = question_of(quiz, question_id) else {
                continue;
            };
            if number.is_none_or(|number| number == version.number) {
                before = Some(question.clone());
            }
            holding.push((id, question.clone(), quiz.clone()));
        }
        if !is_quiz {
            return Err(Code::NotFound.into());
        }
        let field = if holding.is_empty() {
            "question_id"
        } else {
            "version"
        };
        let before = before.ok_or_else(|| Error::field(field, "field-unknown"))?;
        let same = holding.into_iter().filter(|(_, one, _)| *one == before);
        let quizzes = same.map(|(id, _, quiz)| (id, quiz)).collect();
        Ok(Self { before, quizzes })
    }
}

/// Goes on when nobody else has corrected the question meanwhile, or is still at it.
async fn require_newest(
    transaction: &Transaction,
    row: &correction::Model,
    versions: &[Uuid],
) -> Result<()> {
    // Locked: of two who correct at once the second sees the first.
    courses::store::lock_head(transaction, row.course_id).await?;
    let mut known = BTreeSet::new();
    for version in versions {
        let made = store::marking::corrections_of(transaction, *version).await?;
        let mut of_question = made.iter().rev();
        let last = of_question.find(|one| one.question_id == row.question_id);
        let Some(last) = last.filter(|last| known.insert(last.id)) else {
            continue;
        };
        if last.regraded_at.is_none() {
            return Err(Code::Regrading.into());
        }
        if last.after != row.before {
            return Err(Code::Changed.into());
        }
    }
    Ok(())
}

/// The corrections of the questions of a quiz, the first first.
#[utoipa::path(tag = "quizzes", operation_id = "list_corrections",
    params(("id" = Uuid, Path, description = "The course"),
        ("item_id" = Uuid, Path, description = "The quiz, an item of the course"), PageQuery),
    responses((status = 200, description = "A page of corrections", body = Page<Correction>)))]
#[get("/courses/{id}/items/{item_id}/corrections")]
async fn list(
    app: web::Data<App>,
    actor: Actor,
    path: web::Path<(Uuid, Uuid)>,
    page: PageQuery,
) -> Result<web::Json<Page<Correction>>> {
    actor.require(Action::Author)?;
    let (course_id, item_id) = path.into_inner();
    let reader = app.database.reader();
    courses::store::head(reader, &actor, course_id).await?;
    let made = correction::Entity::find()
        .filter(correction::Column::CourseId.eq(course_id))
        .filter(correction::Column::ItemId.eq(item_id));
    let found = page.load(reader, made, correction::Column::Id, |row| row.id);
    Ok(web::Json(found.await?.map(Correction::from)))
}
