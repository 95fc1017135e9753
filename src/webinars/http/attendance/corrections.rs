//! Corrections of attendance: appended with a reason and by whom, never changed.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, get, post, web};
use chrono::{DateTime, Utc};
use garde::Validate;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect, QueryTrait};
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::app::App;
use crate::audit::{self, Deed, Line};
use crate::db::Transaction;
use crate::error::{Code, Error, Result};
use crate::http::problem::Problem;
use crate::http::routes::Routes;
use crate::http::{IdempotencyKey, Json, Page, PageQuery, idempotency};
use crate::people;
use crate::people::tables::person;
use crate::policy::{Action, Actor};
use crate::webinars::attendance::{Correction, PersonAttendance};
use crate::webinars::tables::attendance_correction;
use crate::webinars::{evidence, store};

/// The routes of this file.
pub fn routes(config: &mut Routes) {
    config.service(correct).service(list);
}

/// A correction of what was counted.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"person_id": "0199a000-0000-7000-8000-000000000003",
    "change": {"kind": "seconds", "seconds": 1200},
    "reason": "Сургуулийн цахилгаан тасарсан, актаар баталгаажсан."}))]
pub struct NewAttendanceCorrection {
    /// Whose attendance.
    #[garde(skip)]
    person_id: Uuid,
    /// What is given or taken.
    #[garde(skip)]
    change: Correction,
    /// Why, for the record.
    #[garde(length(chars, min = 1, max = 1_000))]
    reason: String,
}

/// A correction.
#[derive(Debug, Serialize, ToSchema)]
pub struct AttendanceCorrection {
    /// The identifier.
    id: Uuid,
    /// Whose attendance.
    person_id: Uuid,
    /// What was given or taken.
    change: Correction,
    /// Why.
    reason: String,
    /// Who made it.
    made_by: Uuid,
    /// When.
    made_at: DateTime<Utc>,
}

/// A correction, and what is counted after it.
#[derive(Debug, Serialize, ToSchema)]
pub struct CorrectedAttendance {
    /// The correction.
    correction: AttendanceCorrection,
    /// The person's attendance after it.
    attendance: PersonAttendance,
}

impl AttendanceCorrection {
    fn of(row: attendance_correction::Model) -> Result<Self> {
        Ok(Self {
            id: row.id,
            person_id: row.person_id,
            change: serde_json::from_value(row.change).map_err(Error::internal)?,
            reason: row.reason,
            made_by: row.made_by,
            made_at: row.made_at,
        })
    }
}

/// Corrects what was counted of somebody's attendance, once the webinar has been counted. What the
/// log says stays, and both are shown; what is completed by it is completed at once. Nobody corrects
/// the own attendance. A wrong correction is corrected by another.
#[utoipa::path(tag = "webinars", operation_id = "correct_attendance",
    request_body = NewAttendanceCorrection,
    params(("id" = Uuid, Path, description = "The webinar"),
        ("Idempotency-Key" = Option<String>, Header, description = "Makes the request happen once, however often it is sent")),
    responses((status = 201, description = "Corrected", body = CorrectedAttendance),
        (status = 409, description = "`attendance_not_counted`: it is not over; `too_many_corrections`; `idempotency_key_reused`",
            body = Problem, content_type = "application/problem+json")))]
#[post("/webinars/{id}/attendance/corrections")]
async fn correct(
    app: web::Data<App>,
    actor: Actor,
    id: web::Path<Uuid>,
    key: IdempotencyKey,
    Json(new): Json<NewAttendanceCorrection>,
) -> Result<HttpResponse> {
    actor.require(Action::CorrectAttendance)?;
    let webinar = store::find(app.database.reader(), &actor, *id).await?;
    if new.person_id == actor.person_id {
        return Err(Code::Forbidden.into());
    }
    let held = evidence::held(&app, webinar.id).await?;
    let held = held.ok_or(Code::AttendanceNotCounted)?;
    let new = evidence::NewCorrection {
        person_id: new.person_id,
        change: new.change,
        reason: new.reason,
    };
    let work = async |transaction: &Transaction| {
        let done = evidence::correct(&app, transaction, &webinar, held, &actor, new);
        let (row, attendance) = done.await?;
        let line = Line::new(&actor, Deed::AttendanceCorrected, webinar.id, row.made_at)
            .about(row.person_id)
            .with(json!({"correction": row.id, "change": row.change, "reason": row.reason}));
        audit::record(transaction, line).await?;
        Ok(CorrectedAttendance {
            correction: AttendanceCorrection::of(row)?,
            attendance,
        })
    };
    let answer = idempotency::once(&app, &actor, &key, StatusCode::CREATED, work).await?;
    app.outbox.wake();
    Ok(answer)
}

/// The corrections of a webinar's attendance, the oldest first: of oneself and of those whom one may
/// see.
#[utoipa::path(tag = "webinars", operation_id = "list_attendance_corrections",
    params(("id" = Uuid, Path, description = "The webinar"), PageQuery),
    responses((status = 200, description = "A page of corrections",
        body = Page<AttendanceCorrection>)))]
#[get("/webinars/{id}/attendance/corrections")]
async fn list(
    app: web::Data<App>,
    actor: Actor,
    id: web::Path<Uuid>,
    page: PageQuery,
) -> Result<web::Json<Page<AttendanceCorrection>>> {
    let reader = app.database.reader();
    let webinar = store::find(reader, &actor, *id).await?;
    let seen = people::store::visible_to(&actor)
        .select_only()
        .column(person::Column::Id)
        .into_query();
    let found = attendance_correction::Entity::find()
        .filter(attendance_correction::Column::WebinarId.eq(webinar.id))
        .filter(attendance_correction::Column::PersonId.in_subquery(seen));
    let by_id = attendance_correction::Column::Id;
    let found = page.load(reader, found, by_id, |row| row.id).await?;
    let items = found.items.into_iter().map(AttendanceCorrection::of);
    Ok(web::Json(Page {
        items: items.collect::<Result<_>>()?,
        next: found.next,
    }))
}
