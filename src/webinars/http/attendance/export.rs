//! The attendance of a webinar as one table, as proof for those who paid for it.

use std::collections::HashMap;

use actix_web::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use actix_web::{HttpRequest, HttpResponse, get, web};
use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::app::App;
use crate::audit::{self, Deed, Line};
use crate::courses::document::CompletionRule;
use crate::error::{Error, Result};
use crate::http::language;
use crate::http::routes::Routes;
use crate::http::sheets::{self, Entry, Sheet, WORKBOOK};
use crate::messages::{Arguments, Language, dates};
use crate::people;
use crate::people::tables::{organisation, person};
use crate::policy::Actor;
use crate::programmes::tables::enrolment;
use crate::webinars::attendance::{Interval, PersonAttendance};
use crate::webinars::event::Role;
use crate::webinars::tables::webinar;
use crate::webinars::{evidence, store};

/// People whose enrolments are read at once.
const AT_ONCE: usize = 1_000;

/// The routes of this file.
pub fn routes(config: &mut Routes) {
    config.service(export);
}

/// In which form the table is wished for.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct ExportQuery {
    /// The form of the answer; JSON when absent.
    #[param(inline)]
    format: Option<Format>,
}

/// A form of the answer.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum Format {
    /// JSON.
    #[default]
    Json,
    /// Comma-separated values, UTF-8 with its mark.
    Csv,
    /// A workbook.
    Xlsx,
}

/// The attendance of a webinar.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = AttendanceExport)]
pub struct Export {
    /// The webinar.
    webinar_id: Uuid,
    /// What it is called.
    title: String,
    /// When it was held, up to now while it goes on; null when it has not begun.
    held: Option<Interval>,
    /// Seconds that make the whole.
    of_seconds: u64,
    /// Whether it has been counted; before that the table is as far as the log has come.
    counted: bool,
    /// Those who attended and whom one may see, by name.
    people: Vec<Attendee>,
}

/// One line of the table.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = AttendanceExportPerson)]
pub struct Attendee {
    /// The account.
    person_id: Uuid,
    /// The surname.
    surname: String,
    /// The given name.
    given_name: String,
    /// The organisation; null without one.
    organisation: Option<String>,
    /// When the person first came; null for who never did.
    first_in: Option<DateTime<Utc>>,
    /// When the person last went.
    last_out: Option<DateTime<Utc>>,
    /// Seconds connected while the webinar was live.
    connected_seconds: u64,
    /// How often the person did something.
    active_moments: u32,
    /// Attendance checks that the person answered.
    checks_answered: u32,
    /// Attendance checks while the person was present.
    checks: u32,
    /// Seconds watched later.
    watched_seconds: u64,
    /// Seconds given by corrections, taken when negative.
    corrected_seconds: i64,
    /// Seconds counted, corrections included.
    counted_seconds: u64,
    /// The share of the planned time by what the person's course counts, in per cent.
    percent: u8,
    /// Whether that is enough; null where the course asks for no share.
    credited: Option<bool>,
}

/// Exports who attended a webinar, those whom one may see, in the reader's language and time zone.
#[utoipa::path(tag = "webinars", operation_id = "export_attendance",
    params(("id" = Uuid, Path, description = "The webinar"), ExportQuery),
    responses((status = 200, description = "The table", content(
        (Export = "application/json"), (String = "text/csv"),
        (Vec<u8> = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")))))]
#[get("/webinars/{id}/attendance/export")]
async fn export(
    app: web::Data<App>,
    actor: Actor,
    id: web::Path<Uuid>,
    query: web::Query<ExportQuery>,
    request: HttpRequest,
) -> Result<HttpResponse> {
    let reader = app.database.reader();
    let webinar = store::find(reader, &actor, *id).await?;
    let own = people::store::get(reader, actor.person_id).await?;
    let language = language::wished(request.headers()).unwrap_or(own.language);
    let zone = dates::zone(&own.time_zone);
    let webinar_id = webinar.id;
    let table = table(&app, &actor, webinar).await?;
    let format = query.format.unwrap_or_default();
    let people = table.people.len();
    // Off the threads that answer: ten thousand lines take a while.
    let work = move || match format {
        Format::Json => serde_json::to_vec(&table).map_err(Error::internal),
        Format::Csv => sheets::csv_alone(&sheet(&table, language, zone)),
        Format::Xlsx => sheets::workbook(&[sheet(&table, language, zone)]),
    };
    let body = tokio::task::spawn_blocking(work)
        .await
        .map_err(Error::internal)??;
    let transaction = app.database.begin().await?;
    let line = Line::new(&actor, Deed::DataExported, webinar_id, app.clock.now())
        .in_organisation(own.organisation_id)
        .with(json!({"what": "attendance", "lines": people}));
    audit::record(&transaction, line).await?;
    transaction.commit().await?;
    let (media_type, name) = match format {
        Format::Json => ("application/json", "attendance.json"),
        Format::Csv => ("text/csv; charset=utf-8", "attendance.csv"),
        Format::Xlsx => (WORKBOOK, "attendance.xlsx"),
    };
    Ok(HttpResponse::Ok()
        .insert_header((CONTENT_TYPE, media_type))
        .insert_header((CACHE_CONTROL, "private, no-cache"))
        .insert_header((
            CONTENT_DISPOSITION,
            format!("attachment; filename=\"{name}\""),
        ))
        .body(body))
}

async fn table(app: &App, actor: &Actor, webinar: webinar::Model) -> Result<Export> {
    let reader = app.database.reader();
    let roll = evidence::of_everybody(app, &webinar).await?;
    let attending = roll.people.into_iter();
    let attending = attending.filter(|one| one.role == Role::Participant);
    let mut attending: HashMap<Uuid, PersonAttendance> =
        attending.map(|one| (one.person, one)).collect();
    let is_there = if roll.is_counted {
        person::Column::Id.in_subquery(store::attendance::people_of(webinar.id))
    } else {
        person::Column::Id.is_in(attending.keys().copied())
    };
    let seen = people::store::visible_to(actor)
        .filter(is_there)
        .order_by_asc(person::Column::Surname)
        .order_by_asc(person::Column::GivenName)
        .order_by_asc(person::Column::Id)
        .find_also_related(organisation::Entity)
        .all(reader)
        .await?;
    let whose: Vec<Uuid> = seen.iter().map(|(person, _)| person.id).collect();
    let rules = rules(app, webinar.course_id, &whose).await?;
    let people = seen.into_iter().filter_map(|(person, organisation)| {
        let attendance = attending.remove(&person.id)?;
        let rule = rules.get(&person.id);
        let organisation = organisation.map(|organisation| organisation.name);
        Some(Attendee::new(person, organisation, &attendance, rule))
    });
    Ok(Export {
        webinar_id: webinar.id,
        title: webinar.title,
        held: Some(roll.held.live).filter(|live| live.from < live.to),
        of_seconds: roll.held.of_seconds,
        counted: roll.is_counted,
        people: people.collect(),
    })
}

/// The rule by which each of these is credited who takes the course.
async fn rules(
    app: &App,
    course_id: Uuid,
    people: &[Uuid],
) -> Result<HashMap<Uuid, CompletionRule>> {
    let reader = app.database.reader();
    let mut rules = HashMap::with_capacity(people.len());
    for some in people.chunks(AT_ONCE) {
        let enrolments = enrolment::Entity::find()
            .filter(enrolment::Column::CourseId.eq(course_id))
            .filter(enrolment::Column::PersonId.is_in(some.iter().copied()))
            .all(reader)
            .await?;
        for enrolment in enrolments {
            let version = app.versions.get(reader, enrolment.version_id).await?;
            rules.insert(enrolment.person_id, version.document.completion.clone());
        }
    }
    Ok(rules)
}

impl Attendee {
    fn new(
        person: person::Model,
        organisation: Option<String>,
        attendance: &PersonAttendance,
        rule: Option<&CompletionRule>,
    ) -> Self {
        let counts = rule.map(|rule| rule.webinar_counts).unwrap_or_default();
        let percent = attendance.shares.of(counts);
        let needed = rule.and_then(|rule| rule.webinar_share_percent);
        Self {
            person_id: person.id,
            surname: person.surname,
            given_name: person.given_name,
            organisation,
            first_in: attendance.intervals.first().map(|one| one.from),
            last_out: attendance.intervals.last().map(|one| one.to),
            connected_seconds: attendance.connected_seconds,
            active_moments: attendance.active.moments,
            checks_answered: attendance.checks.answered,
            checks: attendance.checks.of,
            watched_seconds: attendance.watched_seconds,
            corrected_seconds: attendance.corrected_seconds,
            counted_seconds: attendance.share.present_seconds,
            percent,
            credited: needed.map(|needed| percent >= needed),
        }
    }

    fn line(&self, language: Language, zone: Tz) -> Vec<Entry> {
        let moment = |at: Option<DateTime<Utc>>| {
            at.map_or(Entry::Nothing, |at| {
                Entry::Text(dates::moment(language, at, zone))
            })
        };
        let credited =
            |credited: bool| Entry::Text(word(language, if credited { "yes" } else { "no" }));
        vec![
            Entry::Text(self.surname.clone()),
            Entry::Text(self.given_name.clone()),
            self.organisation
                .clone()
                .map_or(Entry::Nothing, Entry::Text),
            moment(self.first_in),
            moment(self.last_out),
            minutes(self.connected_seconds),
            count(self.active_moments),
            count(self.checks_answered),
            count(self.checks),
            minutes(self.watched_seconds),
            signed_minutes(self.corrected_seconds),
            minutes(self.counted_seconds),
            count(self.percent),
            self.credited.map_or(Entry::Nothing, credited),
        ]
    }
}

/// The columns, in the order of [`Attendee::line`].
const COLUMNS: [&str; 14] = [
    "surname",
    "given-name",
    "organisation",
    "first-in",
    "last-out",
    "connected",
    "active",
    "checks-answered",
    "checks",
    "watched",
    "corrected",
    "counted",
    "share",
    "credited",
];

fn sheet(table: &Export, language: Language, zone: Tz) -> Sheet {
    Sheet {
        name: word(language, "sheet"),
        headings: COLUMNS.map(|column| word(language, column)).to_vec(),
        rows: table
            .people
            .iter()
            .map(|one| one.line(language, zone))
            .collect(),
    }
}

fn word(language: Language, name: &str) -> String {
    language.text(&format!("attendance-{name}"), &Arguments::none())
}

/// Whole minutes, rounded down, as everything that is counted.
fn minutes(seconds: u64) -> Entry {
    Entry::Count(usize::try_from(seconds / 60).unwrap_or(usize::MAX))
}

fn signed_minutes(seconds: i64) -> Entry {
    let minutes = i32::try_from(seconds / 60).unwrap_or(i32::MAX);
    Entry::Number(f64::from(minutes))
}

fn count(number: impl Into<u32>) -> Entry {
    Entry::Count(usize::try_from(number.into()).unwrap_or(usize::MAX))
}
