//! How a failure is written: RFC 9457 `application/problem+json`, in the person's language.

use actix_web::body::{BoxBody, EitherBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::StatusCode;
use actix_web::http::header::{
    ALLOW, CONTENT_LANGUAGE, CONTENT_RANGE, CONTENT_TYPE, HeaderValue, RETRY_AFTER,
    WWW_AUTHENTICATE,
};
use actix_web::middleware::Next;
use actix_web::{HttpResponse, ResponseError};
use chrono::{DateTime, Utc};
use serde::Serialize;
use utoipa::ToSchema;

use super::language;
use crate::error::{Code, Error};
use crate::messages::{Arguments, Language, dates};

/// A failure, as RFC 9457 writes it.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "type": "about:blank", "title": "Талбарууд буруу байна", "status": 422,
    "detail": "Доор нэрлэсэн талбаруудыг засаад дахин илгээнэ үү.", "code": "invalid",
    "fields": [{"field": "email", "code": "email", "message": "и-мэйл хаяг биш байна"}]
}))]
pub struct Problem {
    /// Always `about:blank`: the code tells the kind.
    pub r#type: &'static str,
    /// What is wrong, in the person's language.
    pub title: String,
    /// The HTTP status again.
    pub status: u16,
    /// What to do about it, in the person's language.
    pub detail: String,
    /// The stable name of what is wrong, for programs.
    pub code: &'static str,
    /// The fields that were refused, for `invalid`; what stands in the way, for `roster_in_use`; else
    /// empty.
    pub fields: Vec<ProblemField>,
    /// The moment that the text tells, for `window_not_open` and `window_closed`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at: Option<DateTime<Utc>>,
}

/// One field that was refused.
#[derive(Debug, Serialize, ToSchema)]
pub struct ProblemField {
    /// Where the field stands: `modules[0].title`.
    pub field: String,
    /// The stable name of what is wrong with it.
    pub code: String,
    /// What is wrong with it, in the person's language.
    pub message: String,
}

impl Problem {
    fn new(error: &Error, language: Language) -> Self {
        let key = format!("problem-{}", error.code.name().replace('_', "-"));
        let moment = error.moment;
        let told = moment.map(|(at, zone)| dates::moment(language, at, zone));
        let arguments = Arguments::none().with("at", told.unwrap_or_default());
        Self {
            r#type: "about:blank",
            title: language.text(&key, &arguments),
            status: error.code.status().as_u16(),
            detail: language.text(&format!("{key}.detail"), &arguments),
            code: error.code.name(),
            fields: error
                .fields
                .iter()
                .map(|field| ProblemField {
                    field: field.field.clone(),
                    code: field.key.trim_start_matches("field-").replace('-', "_"),
                    message: language.text(&field.key, &field.arguments),
                })
                .collect(),
            at: moment.map(|(at, _)| at),
        }
    }
}

/// The answer to a request that failed.
#[must_use]
pub fn response(error: &Error, language: Language) -> HttpResponse {
    let mut response = HttpResponse::build(error.code.status());
    response.insert_header((CONTENT_TYPE, "application/problem+json"));
    response.insert_header((CONTENT_LANGUAGE, language.code()));
    if error.code.status() == StatusCode::UNAUTHORIZED {
        response.insert_header((WWW_AUTHENTICATE, "Bearer"));
    }
    if let Some(seconds) = error.retry_after_seconds {
        response.insert_header((RETRY_AFTER, seconds.to_string()));
    }
    // A problem is plain text and numbers: it always serialises.
    response.body(serde_json::to_vec(&Problem::new(error, language)).unwrap_or_default())
}

impl ResponseError for Error {
    fn status_code(&self) -> StatusCode {
        self.code.status()
    }

    /// Written again by [`write_problems`], which knows the person's language.
    fn error_response(&self) -> HttpResponse<BoxBody> {
        response(self, Language::default())
    }
}

/// Middleware: every failure becomes a problem in the person's language, also those that actix
/// itself finds (an unknown address, a wrong method, a body that is too large), and faults of
/// the server are logged, here and once.
///
/// # Errors
/// None of its own.
pub async fn write_problems(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<EitherBody<impl MessageBody, BoxBody>>, actix_web::Error> {
    let language = language::wished(request.headers()).unwrap_or_default();
    let answer = next.call(request).await?;
    let status = answer.status();
    if !status.is_client_error() && !status.is_server_error() || is_problem_page(&answer) {
        return Ok(answer.map_into_left_body());
    }
    let own = answer
        .response()
        .error()
        .and_then(actix_web::Error::as_error::<Error>);
    let mut written = match own {
        Some(error) => {
            log(error);
            response(error, language)
        }
        None => response(&of_status(status).into(), language),
    };
    for name in [ALLOW, CONTENT_RANGE] {
        if let Some(value) = answer.headers().get(&name) {
            let value: HeaderValue = value.clone();
            written.headers_mut().insert(name, value);
        }
    }
    Ok(answer.into_response(written).map_into_right_body())
}

/// A page for people keeps its own words (the page that verifies a certificate).
fn is_problem_page<B>(answer: &ServiceResponse<B>) -> bool {
    answer
        .headers()
        .get(CONTENT_TYPE)
        .is_some_and(|value| value.as_bytes().starts_with(b"text/html"))
}

/// Notes a fault of the server, once.
pub fn log(error: &Error) {
    if error.code.status().is_server_error() {
        tracing::error!(%error, "a request failed");
    }
}

/// What a status of actix itself means.
fn of_status(status: StatusCode) -> Code {
    Code::ALL
        .iter()
        .copied()
        .find(|code| code.status() == status)
        .unwrap_or(if status.is_server_error() {
            Code::Internal
        } else {
            Code::Malformed
        })
}
