//! Papers for where there is no line: the sealed paper of a cohort, fetched before the quiz opens,
//! and the package of an attempt that has been started.

use actix_web::http::header::{CACHE_CONTROL, CONTENT_TYPE, ETAG, IF_NONE_MATCH};
use actix_web::{HttpRequest, HttpResponse, get, web};
use chrono::{DateTime, Utc};
use serde::Serialize;
use sha2::{Digest, Sha256};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::app::App;
use crate::error::Result;
use crate::http::download;
use crate::http::routes::Routes;
use crate::ids;
use crate::policy::Actor;
use crate::programmes;
use crate::quizzes::paper::{Paper, paper};
use crate::quizzes::quiz::LateAnswers;
use crate::quizzes::{finish, sealed_papers, store};

/// The routes of this file.
pub fn routes(config: &mut Routes) {
    config.service(sealed).service(package);
}

/// The sealed paper of a quiz of one's own course: AES-256-GCM over the JSON of a paper, with a
/// nonce of twelve zero bytes. It is the same for everybody who takes this version of the course,
/// so a school may fetch it once for all. Starting an attempt with `paper=sealed` gives the key.
#[utoipa::path(tag = "quizzes", operation_id = "download_sealed_paper",
    params(("id" = Uuid, Path, description = "The enrolment"),
        ("item_id" = Uuid, Path, description = "The quiz, an item of the course"),
        ("If-None-Match" = Option<String>, Header, description = "The ETag of the paper that is there already")),
    responses((status = 200, description = "The sealed paper", body = Vec<u8>, content_type = "application/octet-stream",
            headers(("ETag" = String, description = "Names these bytes"))),
        (status = 304, description = "The paper that is there already is this one")))]
#[get("/enrolments/{id}/items/{item_id}/sealed-paper")]
async fn sealed(
    app: web::Data<App>,
    actor: Actor,
    path: web::Path<(Uuid, Uuid)>,
    request: HttpRequest,
) -> Result<HttpResponse> {
    let (enrolment_id, item_id) = path.into_inner();
    let reader = app.database.reader();
    let enrolment = programmes::store::own(reader, &actor, enrolment_id).await?;
    let version = app.versions.get(reader, enrolment.version_id).await?;
    let (_, quiz) = store::quiz_at(&version, item_id)?;
    let row = sealed_papers::get_or_seal(&app, version.id, item_id, quiz).await?;
    let tag = format!("\"{}\"", ids::hexadecimal(&Sha256::digest(&row.sealed)));
    let known = request.headers().get(IF_NONE_MATCH);
    if known.is_some_and(|known| {
        known
            .to_str()
            .is_ok_and(|known| download::names(known, &tag))
    }) {
        return Ok(HttpResponse::NotModified()
            .insert_header((ETAG, tag))
            .finish());
    }
    Ok(HttpResponse::Ok()
        .insert_header((CONTENT_TYPE, "application/octet-stream"))
        .insert_header((CACHE_CONTROL, "private, no-cache"))
        .insert_header((ETAG, tag))
        .body(row.sealed))
}

/// What is needed to work on an attempt without a line.
#[derive(Debug, Serialize, ToSchema)]
pub struct Package {
    /// The attempt.
    attempt_id: Uuid,
    /// The paper. It is the seed's work; the seed itself would tell the order of the right answers.
    paper: Paper,
    /// When the attempt was started.
    started_at: DateTime<Utc>,
    /// What is made from this moment on does not count; null when the quiz has no end.
    deadline: Option<DateTime<Utc>>,
    /// What arrives from this moment on does not count.
    awaited_until: Option<DateTime<Utc>>,
    /// Whether what arrives after the deadline counts when it was made before it.
    late_answers: LateAnswers,
    /// The greatest client number saved for each question.
    client_numbers: Vec<(Uuid, i64)>,
    /// When the package was made, by the server's clock, against which a device measures its own.
    issued_at: DateTime<Utc>,
}

/// A package with the server's signature.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({"signed": "eyJhbGciOiJFZERTQSJ9.eyJhdHRlbXB0X2lkIjoi….…"}))]
pub struct SignedPackage {
    /// The package as a JSON Web Signature (RFC 7515, compact, Ed25519): its middle part is the
    /// package in base64url.
    signed: String,
    /// The same package, to be read at once.
    package: Package,
}

/// The package of one's own attempt that runs: all that is needed to work on it without a line. What
/// is answered is handed in later, see the attempt's synchronisation.
#[utoipa::path(tag = "quizzes", operation_id = "download_attempt_package",
    params(("id" = Uuid, Path, description = "The attempt")),
    responses((status = 200, description = "The package", body = SignedPackage),
        (status = 409, description = "`attempt_not_started`; `attempt_closed`",
            body = crate::http::problem::Problem, content_type = "application/problem+json")))]
#[get("/attempts/{id}/package")]
async fn package(
    app: web::Data<App>,
    actor: Actor,
    id: web::Path<Uuid>,
) -> Result<web::Json<SignedPackage>> {
    let reader = app.database.reader();
    let row = store::own(reader, &actor, *id).await?;
    let now = app.clock.now();
    finish::require_running(&row, now)?;
    let version = app.versions.get(reader, row.version_id).await?;
    let (_, quiz) = store::quiz_at(&version, row.item_id)?;
    let answers = store::answers(reader, row.id).await?;
    let package = Package {
        attempt_id: row.id,
        paper: paper(quiz, row.seed),
        started_at: row.started_at.unwrap_or(row.created_at),
        deadline: row.deadline,
        awaited_until: row.awaited_until,
        late_answers: quiz.late_answers,
        client_numbers: answers
            .values()
            .map(|answer| (answer.question_id, answer.client_number))
            .collect(),
        issued_at: now,
    };
    let signed = app.keys.sign(&package)?;
    Ok(web::Json(SignedPackage { signed, package }))
}
