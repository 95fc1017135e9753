//! The page on which anybody checks a certificate: what the QR code on the paper opens.
//!
//! One file without scripts, foreign fonts or pictures: it opens on an old phone with a bad line,
//! and its content security policy allows nothing but its own style sheet.

use std::sync::LazyLock;

use actix_web::http::StatusCode;
use actix_web::http::header::{
    CACHE_CONTROL, CONTENT_LANGUAGE, CONTENT_SECURITY_POLICY, LOCATION, REFERRER_POLICY,
    RETRY_AFTER, VARY, X_CONTENT_TYPE_OPTIONS,
};
use actix_web::{HttpRequest, HttpResponse, get, web};
use askama::Template;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::Deserialize;
use sha2::{Digest, Sha256};
use utoipa::IntoParams;

use super::verification::{Verification, verify};
use super::{code, wording};
use crate::app::App;
use crate::error::{Code, Error, Result};
use crate::http::Spoken;
use crate::http::routes::Routes;
use crate::messages::{Arguments, Language, dates};

const STYLE: &str = include_str!("../../templates/verify.css");

/// Nothing is loaded, run or framed; the one style sheet is named by its hash.
static POLICY: LazyLock<String> = LazyLock::new(|| {
    let hash = STANDARD.encode(Sha256::digest(STYLE));
    format!(
        "default-src 'none'; style-src 'sha256-{hash}'; form-action 'self'; base-uri 'none'; \
         frame-ancestors 'none'"
    )
});

/// The routes of this file.
pub fn routes(config: &mut Routes) {
    config.service(ask).service(show);
}

/// What the page is asked for besides a code.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Wish {
    /// The language of the page: `mn`, `en`, `ru` or `ky`; else the one that the browser wishes
    /// for.
    lang: Option<String>,
}

/// A code that was typed into the page.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Typed {
    /// The code.
    code: Option<String>,
}

/// The page that asks for the code of a certificate.
#[utoipa::path(tag = "certificates", operation_id = "show_verification_form", security(()),
    params(Wish, Typed),
    responses((status = 200, description = "The page", body = String, content_type = "text/html"),
        (status = 303, description = "To the page of the code that was typed"),
        (status = 404, description = "Nothing that could be a code was typed", body = String,
            content_type = "text/html")))]
#[get("/verify")]
async fn ask(
    wish: web::Query<Wish>,
    typed: web::Query<Typed>,
    spoken: Spoken,
) -> Result<HttpResponse> {
    let language = wish.language(spoken);
    let Some(typed) = typed.into_inner().code else {
        return Page::asking(language).answer(StatusCode::OK);
    };
    let Some(code) = code::fold(&typed) else {
        return Page::unknown(language).answer(StatusCode::NOT_FOUND);
    };
    let there = format!("/verify/{}?lang={}", code::grouped(&code), language.code());
    Ok(HttpResponse::SeeOther()
        .insert_header((LOCATION, there))
        .finish())
}

/// The page on which anybody checks a certificate by its code.
#[utoipa::path(tag = "certificates", operation_id = "show_verification", security(()),
    params(("code" = String, Path, description = "The code", example = "0123-4567-89AB-CDEF"),
        Wish),
    responses((status = 200, description = "The page", body = String, content_type = "text/html"),
        (status = 404, description = "No certificate has the code", body = String,
            content_type = "text/html"),
        (status = 429, description = "Too many checks from this address", body = String,
            content_type = "text/html")))]
#[get("/verify/{code}")]
async fn show(
    app: web::Data<App>,
    request: HttpRequest,
    code: web::Path<String>,
    wish: web::Query<Wish>,
    spoken: Spoken,
) -> Result<HttpResponse> {
    let language = wish.language(spoken);
    match verify(&app, &request, &code).await {
        Ok(found) => Page::found(language, &found).answer(StatusCode::OK),
        Err(error) if error.code == Code::NotFound => {
            Page::unknown(language).answer(StatusCode::NOT_FOUND)
        }
        Err(error) if error.code == Code::TooManyRequests => {
            let mut answer = Page::too_many(language).answer(StatusCode::TOO_MANY_REQUESTS)?;
            let seconds = error.retry_after_seconds.unwrap_or_default();
            answer.headers_mut().insert(RETRY_AFTER, seconds.into());
            Ok(answer)
        }
        Err(error) => Err(error),
    }
}

impl Wish {
    fn language(&self, spoken: Spoken) -> Language {
        let wished = self.lang.as_deref().unwrap_or_default();
        let named = Language::ALL.into_iter().find(|one| one.code() == wished);
        named.unwrap_or(spoken.0)
    }
}

/// What the page shows, in words.
#[derive(Template)]
#[template(path = "verify.html")]
struct Page {
    language: Language,
    style: &'static str,
    /// `valid`, `revoked` or `other`: how it looks.
    class: &'static str,
    mark: &'static str,
    title: String,
    lead: String,
    /// What the paper says; empty for a page that asks for a code.
    facts: Vec<(String, String)>,
}

impl Page {
    fn new(language: Language, class: &'static str, mark: &'static str, key: &str) -> Self {
        let words = |key: &str| language.text(key, &Arguments::none());
        Self {
            language,
            style: STYLE,
            class,
            mark,
            title: words(key),
            lead: words(&format!("{key}.lead")),
            facts: Vec::new(),
        }
    }

    fn asking(language: Language) -> Self {
        Self::new(language, "other", "?", "verify-ask")
    }

    fn unknown(language: Language) -> Self {
        Self::new(language, "other", "?", "verify-unknown")
    }

    fn too_many(language: Language) -> Self {
        Self::new(language, "other", "…", "verify-too-many")
    }

    fn found(language: Language, found: &Verification) -> Self {
        let page = if found.revoked {
            Self::new(language, "revoked", "✕", "verify-revoked")
        } else if found.superseded_by.is_some() {
            Self::new(language, "revoked", "✕", "verify-superseded")
        } else {
            Self::new(language, "valid", "✓", "verify-valid")
        };
        let fact = |key: &str, value: String| (page.words(key), value);
        let mut facts = vec![
            fact("verify-name", found.name.clone()),
            fact("verify-course", found.course.clone()),
            fact(
                "certificate-hours-label",
                wording::length(language, found.hours, found.credits),
            ),
            fact(
                "certificate-completed-on",
                dates::date(language, found.completed_on),
            ),
            fact("certificate-serial-number", found.serial_number.clone()),
            fact("verify-issuer", found.issuer.clone()),
        ];
        if let Some(superseding) = &found.superseded_by {
            let version = Arguments::none().with("version", superseding.version).with(
                "date",
                dates::date(language, superseding.issued_at.date_naive()),
            );
            let version = language.text("verify-version", &version);
            facts.push(fact("verify-superseded-by", version));
        }
        Self { facts, ..page }
    }

    fn words(&self, key: &str) -> String {
        self.language.text(key, &Arguments::none())
    }

    /// Each language by its own name.
    fn languages(&self) -> [(&'static str, String); 4] {
        let none = Arguments::none();
        Language::ALL.map(|one| (one.code(), one.text("language-name", &none)))
    }

    fn answer(&self, status: StatusCode) -> Result<HttpResponse> {
        let html = self.render().map_err(Error::internal)?;
        Ok(HttpResponse::build(status)
            .content_type("text/html; charset=utf-8")
            .insert_header((CONTENT_SECURITY_POLICY, POLICY.as_str()))
            .insert_header((X_CONTENT_TYPE_OPTIONS, "nosniff"))
            .insert_header((REFERRER_POLICY, "no-referrer"))
            .insert_header((CONTENT_LANGUAGE, self.language.code()))
            .insert_header((VARY, "Accept-Language"))
            // A certificate may be revoked at any moment.
            .insert_header((CACHE_CONTROL, "no-store"))
            // It shows a name: whoever has the code may see it, search engines may not.
            .insert_header(("X-Robots-Tag", "noindex"))
            .body(html))
    }
}
