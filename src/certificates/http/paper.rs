//! The paper: the PDF of a certificate, and checking it.

use actix_web::http::header::{
    CACHE_CONTROL, CONTENT_DISPOSITION, ContentEncoding, DispositionType, ETAG, IF_NONE_MATCH,
};
use actix_web::{HttpRequest, HttpResponse, get, web};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::app::App;
use crate::certificates::verification::{self, Verification};
use crate::certificates::{pdf, store};
use crate::error::{Code, Result};
use crate::http::attachment;
use crate::http::routes::Routes;
use crate::ids;
use crate::policy::Actor;

/// The routes of this file.
pub fn routes(config: &mut Routes) {
    config.service(read_pdf).service(verify);
}

/// The PDF of a certificate, in its present version. A certificate that has been revoked is no longer
/// given out, nor is what one said before it was corrected.
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
    let name = format!("{}.pdf", found.serial_number);
    let disposition = attachment::disposition(DispositionType::Attachment, &name);
    Ok(HttpResponse::Ok()
        .content_type("application/pdf")
        .insert_header((ETAG, tag))
        .insert_header(cache)
        .insert_header((CONTENT_DISPOSITION, disposition.to_string()))
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
