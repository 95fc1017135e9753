//! The OpenAPI document, put together from the handlers, and the page that shows it.

mod variants;

use std::future::ready;

use actix_web::http::header::ContentType;
use actix_web::web::Bytes;
use actix_web::{HttpResponse, web};
use utoipa::openapi::path::{Operation, PathItem};
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityRequirement, SecurityScheme};
use utoipa::openapi::{
    ContentBuilder, InfoBuilder, OpenApi, Ref, RefOr, Response, ResponseBuilder,
};
use utoipa::{PartialSchema, ToSchema};
use utoipa_swagger_ui::{Config, SwaggerUi};

use crate::app;
use crate::error::Code;
use crate::http::problem::{Problem, ProblemField};
use crate::http::routes::Routes;

/// Where the document is served.
pub const PATH: &str = "/api/openapi.json";

/// The routes of the document, written once for all threads, and of the page that shows it, which
/// needs no network.
pub fn routes(config: &mut web::ServiceConfig, written: &Bytes) {
    let written = written.clone();
    let answer = move || {
        let json = HttpResponse::Ok()
            .content_type(ContentType::json())
            .body(written.clone());
        ready(json)
    };
    let page = SwaggerUi::new("/api/docs/{_:.*}").config(Config::new([PATH]));
    config.route(PATH, web::get().to(answer)).service(page);
}

/// The document.
#[must_use]
pub fn document() -> OpenApi {
    let mut document = OpenApi::default();
    app::routes(&mut Routes::Documented(&mut document, ""));
    document.info = InfoBuilder::new()
        .title("Surgalt")
        .version(env!("CARGO_PKG_VERSION"))
        .description(Some(include_str!("../docs/api.md")))
        .build();
    let components = document.components.get_or_insert_default();
    components
        .schemas
        .insert(Problem::name().into_owned(), Problem::schema());
    components
        .schemas
        .insert(ProblemField::name().into_owned(), ProblemField::schema());
    variants::write_as_objects(&mut components.schemas);
    let bearer = HttpBuilder::new()
        .scheme(HttpAuthScheme::Bearer)
        .bearer_format("JWT")
        .build();
    components.add_security_scheme("access_token", SecurityScheme::Http(bearer));
    for item in document.paths.paths.values_mut() {
        for (method, operation) in operations(item) {
            add_what_every_operation_shares(method, operation);
        }
    }
    document
}

/// The operations of a path, with whether each takes a body.
fn operations(item: &mut PathItem) -> impl Iterator<Item = (&'static str, &mut Operation)> {
    [
        ("get", &mut item.get),
        ("head", &mut item.head),
        ("put", &mut item.put),
        ("post", &mut item.post),
        ("delete", &mut item.delete),
        ("patch", &mut item.patch),
    ]
    .into_iter()
    .filter_map(|(method, operation)| operation.as_mut().map(|operation| (method, operation)))
}

/// Who is signed in, what every request can meet on its way in, and what can befall the server.
fn add_what_every_operation_shares(_method: &str, operation: &mut Operation) {
    let is_open = operation
        .security
        .as_ref()
        .is_some_and(|security| !security.is_empty());
    let mut codes = vec![
        Code::TooManyRequests,
        Code::Internal,
        Code::Unavailable,
        Code::Malformed,
    ];
    if !is_open {
        let none: [&str; 0] = [];
        operation.security = Some(vec![SecurityRequirement::new("access_token", none)]);
        codes.extend([Code::Forbidden]);
    }
    codes.push(Code::Unauthenticated);
    if operation.request_body.is_some() {
        codes.extend([
            Code::AlreadyExists,
            Code::TooLarge,
            Code::UnsupportedMediaType,
        ]);
    }
    if operation
        .parameters
        .as_ref()
        .is_some_and(|parameters| !parameters.is_empty())
    {
        codes.push(Code::NotFound);
    }
    let has = |operation: &Operation, name: &str| {
        operation
            .parameters
            .iter()
            .flatten()
            .any(|parameter| match parameter {
                RefOr::T(parameter) => parameter.name == name,
                RefOr::Ref(_) => false,
            })
    };
    if operation.request_body.is_some()
        || has(operation, "limit")
        || has(operation, "Idempotency-Key")
    {
        codes.push(Code::Invalid);
    }
    if has(operation, "Idempotency-Key") {
        codes.push(Code::IdempotencyKeyReused);
    }
    if has(operation, "If-Match") {
        codes.extend([Code::Changed, Code::IfMatchRequired, Code::AlreadyExists]);
    }
    let responses = &mut operation.responses.responses;
    for code in codes {
        let status = code.status();
        let reason = status.canonical_reason().unwrap_or("a problem");
        responses
            .entry(status.as_str().to_owned())
            .or_insert_with(|| problem(reason).into());
    }
    for (status, response) in responses {
        if let RefOr::T(response) = response
            && status.starts_with(['4', '5'])
            && !response.content.contains_key("text/html")
        {
            *response = problem(&response.description);
        }
    }
}

/// A response that is a problem.
fn problem(description: &str) -> Response {
    let schema: RefOr<utoipa::openapi::Schema> = Ref::from_schema_name("Problem").into();
    let content = ContentBuilder::new().schema(Some(schema)).build();
    ResponseBuilder::new()
        .description(description)
        .content("application/problem+json", content)
        .build()
}
