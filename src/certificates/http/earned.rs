//! Credits that a person has earned elsewhere: the registrar enters them, and withdraws what was wrong.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, post, web};
use chrono::{DateTime, NaiveDate, Utc};
use garde::Validate;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, IntoActiveModel};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::views::Revocation;
use crate::app::App;
use crate::certificates::store::credits as store;
use crate::certificates::tables::credits::earned_credit;
use crate::error::{Code, Error, Result};
use crate::evidence;
use crate::http::problem::Problem;
use crate::http::routes::Routes;
use crate::http::{IdempotencyKey, Json, idempotency};
use crate::ids;
use crate::messages::dates;
use crate::people;
use crate::people::registration::written_name;
use crate::policy::{Action, Actor};
use crate::quizzes::hundredths::Hundredths;

/// The routes of this file.
pub fn routes(config: &mut Routes) {
    config.service(enter).service(withdraw);
}

/// Credits that were earned elsewhere.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "id": "0199a000-0000-7000-8000-000000000081", "title": "Хүүхэд хамгааллын сургалт",
    "provider": "Боловсролын их сургууль", "earned_on": "2026-03-01", "credits": 2.0, "hours": 48,
    "reason": "Гэрчилгээний эх хувийг үзсэн",
    "evidence_file_id": "0199a000-0000-7000-8000-000000000082",
    "entered_by": "0199a000-0000-7000-8000-000000000009", "entered_at": "2026-03-10T01:00:00Z",
    "withdrawn_by": null, "withdrawn_at": null, "withdrawal_reason": null
}))]
pub struct EarnedCredit {
    /// The identifier.
    id: Uuid,
    /// What they were earned with.
    title: String,
    /// Where.
    provider: String,
    /// The day of completion.
    earned_on: NaiveDate,
    /// Credits.
    credits: Hundredths,
    /// Academic hours.
    hours: i32,
    /// Why they count, and what was shown.
    reason: String,
    /// The file that proves it.
    evidence_file_id: Option<Uuid>,
    /// Who entered them.
    entered_by: Uuid,
    /// When.
    entered_at: DateTime<Utc>,
    /// Who withdrew the entry, so that it no longer counts.
    withdrawn_by: Option<Uuid>,
    /// When.
    withdrawn_at: Option<DateTime<Utc>>,
    /// Why.
    withdrawal_reason: Option<String>,
}

impl From<earned_credit::Model> for EarnedCredit {
    fn from(row: earned_credit::Model) -> Self {
        Self {
            id: row.id,
            title: row.title,
            provider: row.provider,
            earned_on: row.earned_on,
            credits: Hundredths::from_count(row.credits),
            hours: row.hours,
            reason: row.reason,
            evidence_file_id: row.evidence_file_id,
            entered_by: row.entered_by,
            entered_at: row.entered_at,
            withdrawn_by: row.withdrawn_by,
            withdrawn_at: row.withdrawn_at,
            withdrawal_reason: row.withdrawal_reason,
        }
    }
}

/// Credits that were earned elsewhere, to be entered.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "title": "Хүүхэд хамгааллын сургалт", "provider": "Боловсролын их сургууль",
    "earned_on": "2026-03-01", "credits": 2.0, "hours": 48,
    "reason": "Гэрчилгээний эх хувийг үзсэн", "evidence_file_id": null
}))]
struct NewEarnedCredit {
    /// What they were earned with.
    #[garde(length(chars, min = 1, max = 300), custom(written_name))]
    title: String,
    /// Where.
    #[garde(length(chars, min = 1, max = 300), custom(written_name))]
    provider: String,
    /// The day of completion, not later than today.
    #[garde(skip)]
    earned_on: NaiveDate,
    /// Credits, at most 100.
    #[garde(custom(some_credits))]
    credits: Hundredths,
    /// Academic hours.
    #[garde(range(min = 0, max = 10_000))]
    hours: i32,
    /// Why they count, and what was shown.
    #[garde(length(chars, min = 1, max = 1_000))]
    reason: String,
    /// The file that proves it, uploaded before.
    #[garde(skip)]
    evidence_file_id: Option<Uuid>,
}

fn some_credits(credits: &Hundredths, _: &()) -> garde::Result {
    if (Hundredths::default()..=Hundredths::from_whole(100)).contains(credits) {
        Ok(())
    } else {
        Err(garde::Error::new("field-invalid"))
    }
}

/// Enters credits that a person has earned elsewhere. They count from then on.
#[utoipa::path(tag = "credits", operation_id = "enter_earned_credit",
    request_body = NewEarnedCredit,
    params(("id" = Uuid, Path, description = "The person"),
        ("Idempotency-Key" = Option<String>, Header, description = "Makes the request happen once, however often it is sent")),
    responses((status = 201, description = "Entered", body = EarnedCredit)))]
#[post("/people/{id}/earned-credits")]
async fn enter(
    app: web::Data<App>,
    actor: Actor,
    person_id: web::Path<Uuid>,
    key: IdempotencyKey,
    Json(new): Json<NewEarnedCredit>,
) -> Result<HttpResponse> {
    actor.require(Action::ManageCertificates)?;
    let reader = app.database.reader();
    let person = people::store::find(reader, &actor, *person_id).await?;
    let now = app.clock.now();
    let zone = dates::zone(&person.time_zone);
    if new.earned_on > now.with_timezone(&zone).date_naive() {
        return Err(Error::field("earned_on", "field-in-the-future"));
    }
    if new.credits == Hundredths::default() && new.hours == 0 {
        return Err(Error::field("credits", "field-zero"));
    }
    evidence::store::require(reader, &actor, new.evidence_file_id).await?;
    let created = StatusCode::CREATED;
    idempotency::once(&app, &actor, &key, created, async |transaction| {
        let row = earned_credit::ActiveModel {
            id: Set(ids::new_id()),
            person_id: Set(person.id),
            title: Set(new.title),
            provider: Set(new.provider),
            earned_on: Set(new.earned_on),
            credits: Set(new.credits.count()),
            hours: Set(new.hours),
            reason: Set(new.reason),
            evidence_file_id: Set(new.evidence_file_id),
            entered_by: Set(actor.person_id),
            entered_at: Set(now),
            withdrawn_by: Set(None),
            withdrawn_at: Set(None),
            withdrawal_reason: Set(None),
        };
        Ok(EarnedCredit::from(row.insert(transaction).await?))
    })
    .await
}

/// Withdraws credits that were entered wrongly: they stay to be seen, and no longer count.
#[utoipa::path(tag = "credits", operation_id = "withdraw_earned_credit",
    request_body = Revocation,
    params(("id" = Uuid, Path, description = "The person"),
        ("credit_id" = Uuid, Path, description = "The entry"),
        ("Idempotency-Key" = Option<String>, Header, description = "Makes the request happen once, however often it is sent")),
    responses((status = 201, description = "As it is now", body = EarnedCredit),
        (status = 409, description = "`already_withdrawn`: it was withdrawn before", body = Problem,
            content_type = "application/problem+json")))]
#[post("/people/{id}/earned-credits/{credit_id}/withdrawal")]
async fn withdraw(
    app: web::Data<App>,
    actor: Actor,
    path: web::Path<(Uuid, Uuid)>,
    key: IdempotencyKey,
    Json(withdrawal): Json<Revocation>,
) -> Result<HttpResponse> {
    actor.require(Action::ManageCertificates)?;
    let (person_id, id) = *path;
    let person = people::store::find(app.database.reader(), &actor, person_id).await?;
    let created = StatusCode::CREATED;
    idempotency::once(&app, &actor, &key, created, async |transaction| {
        let before = store::lock(transaction, person.id, id).await?;
        if before.withdrawn_at.is_some() {
            return Err(Code::AlreadyWithdrawn.into());
        }
        let mut row = before.into_active_model();
        row.withdrawn_by = Set(Some(actor.person_id));
        row.withdrawn_at = Set(Some(app.clock.now()));
        row.withdrawal_reason = Set(Some(withdrawal.reason));
        Ok(EarnedCredit::from(row.update(transaction).await?))
    })
    .await
}
