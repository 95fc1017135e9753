//! Who still has what to do, on paper: a sheet for each school, to be hung up or handed out. One file without
//! scripts, foreign fonts or pictures.

use std::sync::LazyLock;

use actix_web::http::header::{CONTENT_SECURITY_POLICY, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS};
use actix_web::{HttpResponse, HttpResponseBuilder};
use askama::Template;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use sha2::{Digest, Sha256};

use super::Behind;
use super::table::{position, titles, word};
use crate::cohorts::tables::cohort;
use crate::error::{Error, Result};
use crate::messages::{Arguments, Language, dates};

const STYLE: &str = include_str!("../../../../templates/behind.css");

/// Nothing is loaded, run or framed; the one style sheet is named by its hash.
static POLICY: LazyLock<String> = LazyLock::new(|| {
    let hash = STANDARD.encode(Sha256::digest(STYLE));
    format!(
        "default-src 'none'; style-src 'sha256-{hash}'; base-uri 'none'; frame-ancestors 'none'"
    )
});

/// The page, in words.
#[derive(Template)]
#[template(path = "behind.html")]
struct Page {
    language: Language,
    style: &'static str,
    title: String,
    cohort: String,
    /// Of when it is, and how long the window is.
    facts: Vec<String>,
    nobody: String,
    headings: Vec<String>,
    schools: Vec<School>,
}

/// The sheet of one school.
struct School {
    name: String,
    count: String,
    rows: Vec<Row>,
}

/// A line of a sheet.
struct Row {
    surname: String,
    given_name: String,
    position: String,
    done: String,
    left: String,
}

/// The page of these people, who are ordered by school.
///
/// # Errors
/// Never, as long as the template fits.
pub(super) fn page(
    cohort: &cohort::Model,
    people: &[Behind],
    language: Language,
    (now, zone): (DateTime<Utc>, Tz),
    mut answer: HttpResponseBuilder,
) -> Result<HttpResponse> {
    let told = Arguments::none().with("at", dates::moment(language, now, zone));
    let mut facts = vec![language.text("behind-as-of", &told)];
    if let Some(window) = cohort.schedule()?.self_paced {
        let days = Arguments::none()
            .with("from", dates::date(language, window.from))
            .with("until", dates::date(language, window.until));
        facts.push(language.text("behind-window", &days));
    }
    let of_one = |left: &Behind, right: &Behind| left.organisation == right.organisation;
    let schools = people.chunk_by(of_one);
    let headings = ["surname", "given-name", "position", "done", "left", "told"];
    let page = Page {
        language,
        style: STYLE,
        title: word(language, "title"),
        cohort: cohort.title.clone(),
        facts,
        nobody: word(language, "nobody"),
        headings: headings.map(|name| word(language, name)).to_vec(),
        schools: schools.map(|people| School::of(people, language)).collect(),
    };
    let html = page.render().map_err(Error::internal)?;
    Ok(answer
        .content_type("text/html; charset=utf-8")
        .insert_header((CONTENT_SECURITY_POLICY, POLICY.as_str()))
        .insert_header((X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .insert_header((REFERRER_POLICY, "no-referrer"))
        .body(html))
}

impl School {
    fn of(people: &[Behind], language: Language) -> Self {
        let school = people.first().and_then(|one| one.organisation.as_ref());
        let count = Arguments::none().with("count", people.len());
        Self {
            name: school.map_or_else(
                || word(language, "no-organisation"),
                |school| school.name.clone(),
            ),
            count: language.text("behind-count", &count),
            rows: people.iter().map(|one| Row::of(one, language)).collect(),
        }
    }
}

impl Row {
    fn of(one: &Behind, language: Language) -> Self {
        Self {
            surname: one.person.surname.clone(),
            given_name: one.person.given_name.clone(),
            position: position(one, language),
            done: format!("{}/{}", one.done, one.of),
            left: titles(one),
        }
    }
}
