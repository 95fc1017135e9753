//! Visits and pairs as tables, with the same filters as their lists.

use std::collections::HashMap;

use actix_web::{HttpRequest, HttpResponse, get, web};
use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::mentor_views::{self, Mentorship};
use super::mentorships::MentorshipQuery;
use super::views::{Who, names};
use super::visits::VisitQuery;
use crate::app::App;
use crate::error::Result;
use crate::http::export::{self, Format};
use crate::http::language;
use crate::http::routes::Routes;
use crate::http::sheets::{Entry, Sheet};
use crate::messages::{Arguments, Language, dates};
use crate::people;
use crate::policy::Actor;
use crate::second_stage::tables::{mentor_meeting, mentorship, visit};
use crate::second_stage::visit::State;

/// The routes of this file.
pub fn routes(config: &mut Routes) {
    config.service(export_visits).service(export_mentorships);
}

/// In which form the table is wished for.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct FormatQuery {
    /// The form of the answer; JSON when absent.
    #[param(inline)]
    format: Option<Format>,
}

/// Visits, by when they begin.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = VisitExport)]
struct Visits {
    /// The visits.
    visits: Vec<VisitLine>,
}

/// A visit on a line.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = VisitExportLine)]
struct VisitLine {
    /// The identifier.
    id: Uuid,
    /// Who is visited.
    person: Option<Who>,
    /// Who comes.
    visitor: Option<Who>,
    /// Where.
    place: String,
    /// When it begins.
    starts_at: DateTime<Utc>,
    /// By whose clock people speak of it.
    time_zone: String,
    /// How far it is.
    state: State,
    /// How many steps were agreed.
    steps: usize,
    /// How many of them are done.
    steps_done: usize,
    /// When it is looked at again.
    follow_up_on: Option<NaiveDate>,
    /// When the one who was visited said to have read what was agreed.
    acknowledged_at: Option<DateTime<Utc>>,
}

/// Exports visits, in the reader's language.
#[utoipa::path(tag = "second stage", operation_id = "export_visits",
    params(VisitQuery, FormatQuery),
    responses((status = 200, description = "The table", content(
        (Visits = "application/json"), (String = "text/csv"),
        (Vec<u8> = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")))))]
#[get("/visits/export")]
async fn export_visits(
    app: web::Data<App>,
    actor: Actor,
    query: web::Query<VisitQuery>,
    format: web::Query<FormatQuery>,
    request: HttpRequest,
) -> Result<HttpResponse> {
    let reader = app.database.reader();
    let language = spoken(reader, &actor, &request).await?;
    let seen = query.seen(reader, &actor).await?;
    let mut rows = seen.all::<visit::Entity>(reader, &actor).await?;
    rows.sort_by_key(|row| (row.starts_at, row.id));
    let people = rows.iter().flat_map(|row| [row.person_id, row.visitor_id]);
    let names = names(reader, people).await?;
    let line = |row: visit::Model| VisitLine {
        id: row.id,
        person: names.get(&row.person_id).cloned(),
        visitor: names.get(&row.visitor_id).cloned(),
        place: row.place,
        starts_at: row.starts_at,
        time_zone: row.time_zone,
        state: row.state,
        steps_done: row.steps.done(),
        steps: row.steps.0.len(),
        follow_up_on: row.follow_up_on,
        acknowledged_at: row.acknowledged_at,
    };
    let visits = rows.into_iter().map(line).collect();
    let sheet = move |table: &Visits| visits_sheet(table, language);
    let format = format.format.unwrap_or_default();
    export::answer(format, "visits", Visits { visits }, sheet).await
}

/// Pairs, by the first day.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = MentorshipExport)]
struct Pairs {
    /// The pairs.
    mentorships: Vec<PairLine>,
}

/// A pair on a line.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = MentorshipExportLine)]
struct PairLine {
    /// The pair.
    mentorship: Mentorship,
    /// How often the two have met.
    meetings: i64,
    /// For how long, in minutes.
    minutes: i64,
}

/// Exports pairs with how often they have met, in the reader's language.
#[utoipa::path(tag = "second stage", operation_id = "export_mentorships",
    params(MentorshipQuery, FormatQuery),
    responses((status = 200, description = "The table", content(
        (Pairs = "application/json"), (String = "text/csv"),
        (Vec<u8> = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")))))]
#[get("/mentorships/export")]
async fn export_mentorships(
    app: web::Data<App>,
    actor: Actor,
    query: web::Query<MentorshipQuery>,
    format: web::Query<FormatQuery>,
    request: HttpRequest,
) -> Result<HttpResponse> {
    let reader = app.database.reader();
    let language = spoken(reader, &actor, &request).await?;
    let seen = query.seen(reader, &actor).await?;
    let mut rows = seen.all::<mentorship::Entity>(reader, &actor).await?;
    rows.sort_by_key(|row| (row.since, row.id));
    let met = met(reader, rows.iter().map(|row| row.id).collect()).await?;
    let pairs = mentor_views::mentorships(reader, rows).await?;
    let line = |mentorship: Mentorship| {
        let (meetings, minutes) = met.get(&mentorship.id).copied().unwrap_or_default();
        PairLine {
            mentorship,
            meetings,
            minutes,
        }
    };
    let mentorships = pairs.into_iter().map(line).collect();
    let sheet = move |table: &Pairs| pairs_sheet(table, language);
    let format = format.format.unwrap_or_default();
    export::answer(format, "mentorships", Pairs { mentorships }, sheet).await
}

/// How often pairs have met, and for how many minutes.
async fn met(
    connection: &impl ConnectionTrait,
    pairs: Vec<Uuid>,
) -> Result<HashMap<Uuid, (i64, i64)>> {
    let mut met = HashMap::new();
    for some in pairs.chunks(5_000) {
        let rows: Vec<(Uuid, i64, Option<i64>)> = mentor_meeting::Entity::find()
            .select_only()
            .column(mentor_meeting::Column::MentorshipId)
            .column_as(mentor_meeting::Column::Id.count(), "meetings")
            .column_as(mentor_meeting::Column::Minutes.sum(), "minutes")
            .filter(mentor_meeting::Column::MentorshipId.is_in(some.iter().copied()))
            .group_by(mentor_meeting::Column::MentorshipId)
            .into_tuple()
            .all(connection)
            .await?;
        let each = rows.into_iter();
        met.extend(each.map(|(id, count, minutes)| (id, (count, minutes.unwrap_or_default()))));
    }
    Ok(met)
}

async fn spoken(
    connection: &impl ConnectionTrait,
    actor: &Actor,
    request: &HttpRequest,
) -> Result<Language> {
    match language::wished(request.headers()) {
        Some(language) => Ok(language),
        None => Ok(people::store::get(connection, actor.person_id)
            .await?
            .language),
    }
}

fn visits_sheet(table: &Visits, language: Language) -> Sheet {
    let row = |line: &VisitLine| {
        let zone = dates::zone(&line.time_zone);
        let moment = |at| Entry::Text(dates::moment(language, at, zone));
        let state = match line.state {
            State::Planned => "planned",
            State::Held => "held",
            State::Closed => "closed",
            State::CalledOff => "called-off",
        };
        vec![
            named(line.person.as_ref()),
            named(line.visitor.as_ref()),
            Entry::Text(line.place.clone()),
            moment(line.starts_at),
            Entry::Text(word(language, state)),
            Entry::Count(line.steps),
            Entry::Count(line.steps_done),
            day(line.follow_up_on, language),
            line.acknowledged_at.map_or(Entry::Nothing, moment),
        ]
    };
    let columns = [
        "visited",
        "visitor",
        "place",
        "time",
        "state",
        "steps",
        "steps-done",
        "follow-up",
        "acknowledged",
    ];
    Sheet {
        name: word(language, "visits"),
        headings: columns.map(|column| word(language, column)).to_vec(),
        rows: table.visits.iter().map(row).collect(),
    }
}

fn pairs_sheet(table: &Pairs, language: Language) -> Sheet {
    let count = |number: i64| Entry::Count(usize::try_from(number).unwrap_or_default());
    let row = |line: &PairLine| {
        vec![
            named(Some(&line.mentorship.mentor)),
            named(Some(&line.mentorship.teacher)),
            day(Some(line.mentorship.since), language),
            day(line.mentorship.until, language),
            count(line.meetings),
            count(line.minutes),
        ]
    };
    let columns = ["mentor", "teacher", "since", "until", "meetings", "minutes"];
    Sheet {
        name: word(language, "mentors"),
        headings: columns.map(|column| word(language, column)).to_vec(),
        rows: table.mentorships.iter().map(row).collect(),
    }
}

fn named(who: Option<&Who>) -> Entry {
    who.map_or(Entry::Nothing, |who| {
        Entry::Text(format!("{} {}", who.surname, who.given_name))
    })
}

fn day(day: Option<NaiveDate>, language: Language) -> Entry {
    day.map_or(Entry::Nothing, |day| {
        Entry::Text(dates::date(language, day))
    })
}

fn word(language: Language, name: &str) -> String {
    language.text(&format!("second-stage-{name}"), &Arguments::none())
}
