//! The routes of certificates.

use actix_web::http::StatusCode;
use actix_web::http::header::{
    CACHE_CONTROL, CONTENT_DISPOSITION, ContentEncoding, ETAG, IF_NONE_MATCH,
};
use actix_web::{HttpRequest, HttpResponse, get, post, web};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait, IntoActiveModel, QuerySelect};
use serde_json::json;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::tables::certificate;
use super::verification::{self, Verification};
use super::views::{Certificate, Revocation};
use super::{pdf, store};
use crate::http::routes::Routes;
use crate::app::App;
use crate::audit::{self, Deed, Line};
use crate::error::{Code, Result};
use crate::http::{IdempotencyKey, Json, Page, PageQuery, idempotency};
use crate::ids;
use crate::policy::{Action, Actor};

/// The routes of this feature.
pub fn routes(config: &mut Routes) {
    config
        .service(list_own)
        .service(list)
        .service(read)
        .service(read_pdf)
        .service(revoke)
        .service(verify);
}

/// One's own certificates.
#[utoipa::path(tag = "certificates", operation_id = "list_own_certificates", params(PageQuery),
    responses((status = 200, description = "A page of certificates", body = Page<Certificate>)))]
#[get("/me/certificates")]
async fn list_own(
    app: web::Data<App>,
    actor: Actor,
    page: PageQuery,
) -> Result<web::Json<Page<Certificate>>> {
    let id = certificate::Column::Id;
    let found = page
        .load(app.database.reader(), store::own(&actor), id, |row| row.id)
        .await?;
    Ok(web::Json(found.map(|row| Certificate::new(&app, row))))
}

/// The register: the certificates of the people whom one may see.
#[utoipa::path(tag = "certificates", operation_id = "list_certificates", params(PageQuery),
    responses((status = 200, description = "A page of certificates", body = Page<Certificate>)))]
#[get("/certificates")]
async fn list(
    app: web::Data<App>,
    actor: Actor,
    page: PageQuery,
) -> Result<web::Json<Page<Certificate>>> {
    actor.require(Action::SeeCertificates)?;
    let id = certificate::Column::Id;
    let selection = store::visible_to(&actor);
    let found = page
        .load(app.database.reader(), selection, id, |row| row.id)
        .await?;
    Ok(web::Json(found.map(|row| Certificate::new(&app, row))))
}

/// A certificate of one's own, or of somebody whom one may see when one keeps the register.
#[utoipa::path(tag = "certificates", operation_id = "read_certificate",
    params(("id" = Uuid, Path, description = "The certificate")),
    responses((status = 200, description = "The certificate", body = Certificate)))]
#[get("/certificates/{id}")]
async fn read(
    app: web::Data<App>,
    actor: Actor,
    id: web::Path<Uuid>,
) -> Result<web::Json<Certificate>> {
    let found = store::find(app.database.reader(), &actor, *id).await?;
    Ok(web::Json(Certificate::new(&app, found)))
}

/// The PDF of a certificate. A certificate that has been revoked is no longer given out.
#[utoipa::path(tag = "certificates", operation_id = "read_certificate_pdf",
    params(("id" = Uuid, Path, description = "The certificate"),
        ("If-None-Match" = Option<String>, Header, description = "The ETag of the copy one has")),
    responses(
        (status = 200, description = "The PDF", body = Vec<u8>, content_type = "application/pdf",
            headers(("ETag" = String, description = "For If-None-Match"))),
        (status = 304, description = "The copy one has is the same"),
        (status = 409, description = "Revoked, or cannot be drawn",
            body = crate::http::problem::Problem, content_type = "application/problem+json")))]
#[get("/certificates/{id}/pdf")]
async fn read_pdf(
    app: web::Data<App>,
    actor: Actor,
    id: web::Path<Uuid>,
    request: HttpRequest,
) -> Result<HttpResponse> {
    let found = store::find(app.database.reader(), &actor, *id).await?;
    if found.revoked_at.is_some() {
        return Err(Code::CertificateRevoked.into());
    }
    let bytes = pdf::get(&app, &found).await?.bytes()?;
    let tag = format!("\"{}\"", ids::hexadecimal(&Sha256::digest(&bytes)));
    // It holds a name, so no proxy keeps it; who has it asks whether it was revoked meanwhile.
    let cache = (CACHE_CONTROL, "private, no-cache");
    if has_copy(&request, &tag) {
        return Ok(HttpResponse::NotModified()
            .insert_header((ETAG, tag))
            .insert_header(cache)
            .finish());
    }
    let disposition = format!("attachment; filename=\"{}.pdf\"", found.serial_number);
    Ok(HttpResponse::Ok()
        .content_type("application/pdf")
        .insert_header((ETAG, tag))
        .insert_header(cache)
        .insert_header((CONTENT_DISPOSITION, disposition))
        // A PDF is compressed inside; packed once more it would no longer be what the tag names.
        .insert_header(ContentEncoding::Identity)
        .body(bytes))
}

/// Whether `If-None-Match` names this state (RFC 9110, section 13.1.2).
fn has_copy(request: &HttpRequest, tag: &str) -> bool {
    let header = request.headers().get(IF_NONE_MATCH);
    let known = header.and_then(|value| value.to_str().ok());
    known.is_some_and(|known| {
        known
            .split(',')
            .map(|one| one.trim().trim_start_matches("W/"))
            .any(|one| one == "*" || one == tag)
    })
}

/// Revokes a certificate, once and for all: whoever checks it from now on sees that it no longer
/// holds.
#[utoipa::path(tag = "certificates", operation_id = "revoke_certificate", request_body = Revocation,
    params(("id" = Uuid, Path, description = "The certificate"),
        ("Idempotency-Key" = Option<String>, Header, description = "Makes the request happen once, however often it is sent")),
    responses((status = 201, description = "As it is now", body = Certificate),
        (status = 409, description = "It was revoked before",
            body = crate::http::problem::Problem, content_type = "application/problem+json")))]
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
    idempotency::once(
        &app,
        &actor,
        &key,
        StatusCode::CREATED,
        async |transaction| {
            let found = certificate::Entity::find_by_id(*id)
                .lock_exclusive()
                .one(transaction)
                .await?;
            let found = found.ok_or(Code::NotFound)?;
            if found.revoked_at.is_some() {
                return Err(Code::CertificateRevoked.into());
            }
            let mut row = found.into_active_model();
            row.revoked_at = Set(Some(app.clock.now()));
            row.revoked_by = Set(Some(actor.person_id));
            row.revocation_reason = Set(Some(revocation.reason.clone()));
            let row = row.update(transaction).await?;
            let line = Line::new(&actor, Deed::CertificateRevoked, row.id, app.clock.now())
                .about(row.person_id)
                .with(json!({"serial_number": row.serial_number, "reason": revocation.reason}));
            audit::record(transaction, line).await?;
            Ok(Certificate::new(&app, row))
        },
    )
    .await
}

/// Checks a certificate by the code that stands on it. Hyphens, spaces and the size of letters do
/// not matter, and I or L is read as 1, O as 0.
#[utoipa::path(tag = "certificates", operation_id = "verify_certificate", security(()),
    params(("code" = String, Path, description = "The code", example = "0123-4567-89AB-CDEF")),
    responses((status = 200, description = "What the paper says, and whether it still holds",
        body = Verification)))]
#[get("/verify/{code}")]
async fn verify(
    app: web::Data<App>,
    request: HttpRequest,
    code: web::Path<String>,
) -> Result<web::Json<Verification>> {
    let found = verification::verify(&app, &request, &code).await?;
    Ok(web::Json(found))
}
