//! What changes a certificate: a correction, and its end.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, post, web};
use serde_json::json;
use uuid::Uuid;

use super::views::{Certificate, NewCorrection, Revocation};
use crate::app::App;
use crate::audit::{self, Line};
use crate::certificates::changing::{self, Deed};
use crate::certificates::correction::Corrected;
use crate::certificates::store;
use crate::error::Result;
use crate::http::problem::Problem;
use crate::http::routes::Routes;
use crate::http::{IdempotencyKey, Json, idempotency};
use crate::policy::{Action, Actor};

/// The routes of this file.
pub fn routes(config: &mut Routes) {
    config.service(correct).service(revoke);
}

/// Corrects a name on a certificate: a new version under the same number, with a code of its own, which
/// goes to its owner by mail. Whoever checks the paper from before sees that another version holds.
#[utoipa::path(tag = "certificates", operation_id = "correct_certificate",
    request_body = NewCorrection,
    params(("id" = Uuid, Path, description = "The certificate"),
        ("Idempotency-Key" = Option<String>, Header, description = "Makes the request happen once, however often it is sent")),
    responses((status = 201, description = "As it is now", body = Certificate),
        (status = 409, description = "`certificate_superseded`: it was corrected since; \
            `certificate_revoked`: it no longer holds",
            body = Problem, content_type = "application/problem+json")))]
#[post("/certificates/{id}/corrections")]
async fn correct(
    app: web::Data<App>,
    actor: Actor,
    id: web::Path<Uuid>,
    key: IdempotencyKey,
    Json(new): Json<NewCorrection>,
) -> Result<HttpResponse> {
    actor.require(Action::ManageCertificates)?;
    store::find(app.database.reader(), &actor, *id).await?;
    let created = StatusCode::CREATED;
    let answer = idempotency::once(&app, &actor, &key, created, async |transaction| {
        let deed = Deed {
            person_id: actor.person_id,
            at: app.clock.now(),
            reason: &new.reason,
        };
        let correction = Corrected {
            surname: new.surname.clone(),
            given_name: new.given_name.clone(),
            course: new.course.clone(),
        };
        let row = changing::correct(transaction, *id, (new.version, correction), deed).await?;
        let details = json!({
            "serial_number": row.serial_number, "version": row.version, "reason": new.reason,
        });
        let line = Line::new(&actor, audit::Deed::CertificateCorrected, row.id, deed.at)
            .about(row.person_id)
            .with(details);
        audit::record(transaction, line).await?;
        Ok(Certificate::new(&app, row))
    })
    .await?;
    app.outbox.wake();
    Ok(answer)
}

/// Revokes a certificate, once and for all: whoever checks it from now on, in whatever version, sees
/// that it no longer holds.
#[utoipa::path(tag = "certificates", operation_id = "revoke_certificate", request_body = Revocation,
    params(("id" = Uuid, Path, description = "The certificate"),
        ("Idempotency-Key" = Option<String>, Header, description = "Makes the request happen once, however often it is sent")),
    responses((status = 201, description = "As it is now", body = Certificate),
        (status = 409, description = "It was revoked before", body = Problem,
            content_type = "application/problem+json")))]
#[post("/certificates/{id}/revocation")]
async fn revoke(
    app: web::Data<App>,
    actor: Actor,
    id: web::Path<Uuid>,
    key: IdempotencyKey,
    Json(revocation): Json<Revocation>,
) -> Result<HttpResponse> {
    actor.require(Action::ManageCertificates)?;
    store::find(app.database.reader(), &actor, *id).await?;
    let created = StatusCode::CREATED;
    idempotency::once(&app, &actor, &key, created, async |transaction| {
        let deed = Deed {
            person_id: actor.person_id,
            at: app.clock.now(),
            reason: &revocation.reason,
        };
        let row = changing::revoke(transaction, *id, deed).await?;
        let line = Line::new(&actor, audit::Deed::CertificateRevoked, row.id, deed.at)
            .about(row.person_id)
            .with(json!({"serial_number": row.serial_number, "reason": revocation.reason}));
        audit::record(transaction, line).await?;
        Ok(Certificate::new(&app, row))
    })
    .await
}
