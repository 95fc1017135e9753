//! Calendars that other programs fetch: one's webinars, those that one hosts, and the days of one's cohorts. The
//! address is a secret of its owner; the database has only its hash.

use actix_web::http::header::{CACHE_CONTROL, CONTENT_TYPE, X_CONTENT_TYPE_OPTIONS};
use actix_web::{HttpResponse, delete, get, post, web};
use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::sea_query::{OnConflict, Query};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter,
    QueryOrder, QuerySelect,
};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::app::App;
use crate::cohorts::calendar::{self, Entry, When};
use crate::cohorts::membership::State;
use crate::cohorts::store;
use crate::cohorts::tables::{calendar_feed, cohort, cohort_member};
use crate::error::{Code, Result};
use crate::http::routes::Routes;
use crate::ids;
use crate::mail::calendar::uid;
use crate::messages::Arguments;
use crate::people;
use crate::people::tables::person;
use crate::policy::Actor;
use crate::programmes::tables::enrolment;
use crate::webinars;
use crate::webinars::room::Status;
use crate::webinars::tables::webinar;

/// How far back a calendar goes.
const PAST: TimeDelta = TimeDelta::days(60);
/// The most that a calendar holds of a kind.
const MOST: u64 = 1_000;

/// The routes of this file.
pub fn routes(config: &mut Routes) {
    config.service(make).service(revoke).service(fetch);
}

/// The secret address of a calendar.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({"address": "https://surgalt.example.mn/api/v1/calendars/q2hXr0bY7mVd3Jk9WfZs1LtPn5Gc8AeUi4RoKx6TvMw.ics"}))]
struct CalendarFeed {
    /// Where calendar programs fetch it. Whoever has the address sees the calendar.
    address: String,
}

/// Makes a secret address under which calendar programs fetch one's webinars and the days of one's cohorts. One
/// that was made before works no longer.
#[utoipa::path(tag = "calendars", operation_id = "make_calendar_feed",
    responses((status = 201, description = "Made; it is not shown again", body = CalendarFeed)))]
#[post("/me/calendar-feed")]
async fn make(app: web::Data<App>, actor: Actor) -> Result<HttpResponse> {
    let secret = ids::new_secret();
    let row = calendar_feed::ActiveModel {
        person_id: Set(actor.person_id),
        hash: Set(ids::hash_of_secret(&secret)),
        created_at: Set(app.clock.now()),
    };
    let replace = OnConflict::column(calendar_feed::Column::PersonId)
        .update_columns([
            calendar_feed::Column::Hash,
            calendar_feed::Column::CreatedAt,
        ])
        .to_owned();
    let transaction = app.database.begin().await?;
    calendar_feed::Entity::insert(row)
        .on_conflict(replace)
        .exec_without_returning(&transaction)
        .await?;
    transaction.commit().await?;
    let public = &app.config.server.public_address;
    let address = format!("{public}/api/v1/calendars/{secret}.ics");
    Ok(HttpResponse::Created()
        .insert_header((CACHE_CONTROL, "no-store"))
        .json(CalendarFeed { address }))
}

/// Revokes one's address: nobody sees anything there any more.
#[utoipa::path(tag = "calendars", operation_id = "revoke_calendar_feed",
    responses((status = 204, description = "There is none, now or before")))]
#[delete("/me/calendar-feed")]
async fn revoke(app: web::Data<App>, actor: Actor) -> Result<HttpResponse> {
    let transaction = app.database.begin().await?;
    calendar_feed::Entity::delete_by_id(actor.person_id)
        .exec(&transaction)
        .await?;
    transaction.commit().await?;
    Ok(HttpResponse::NoContent().finish())
}

/// The calendar under a secret address, as iCalendar.
#[utoipa::path(tag = "calendars", operation_id = "fetch_calendar", security(()),
    params(("secret" = String, Path, description = "The secret of the address")),
    responses((status = 200, description = "The calendar", body = String, content_type = "text/calendar"),
        (status = 404, description = "There is none, or it was revoked")))]
#[get("/calendars/{secret}.ics")]
async fn fetch(app: web::Data<App>, secret: web::Path<String>) -> Result<HttpResponse> {
    let reader = app.database.reader();
    let feed = calendar_feed::Entity::find()
        .filter(calendar_feed::Column::Hash.eq(ids::hash_of_secret(&secret)))
        .one(reader)
        .await?;
    let feed = feed.ok_or(Code::NotFound)?;
    let person = people::store::get(reader, feed.person_id).await?;
    if !person.active {
        return Err(Code::NotFound.into());
    }
    let now = app.clock.now();
    let mut entries = sessions(&app, reader, &person, now).await?;
    entries.extend(days(&app, reader, &person, now).await?);
    let name = person.language.text("calendar-name", &Arguments::none());
    Ok(HttpResponse::Ok()
        .insert_header((CONTENT_TYPE, "text/calendar; charset=utf-8"))
        .insert_header((CACHE_CONTROL, "private, max-age=300"))
        .insert_header((X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .body(calendar::text(&name, &entries, now)))
}

/// The webinars that are for a person, and those that the person hosts.
async fn sessions(
    app: &App,
    connection: &impl ConnectionTrait,
    person: &person::Model,
    now: DateTime<Utc>,
) -> Result<Vec<Entry>> {
    let taken = Query::select()
        .column(enrolment::Column::CourseId)
        .from(enrolment::Entity)
        .and_where(enrolment::Column::PersonId.eq(person.id))
        .to_owned();
    let own = Condition::any()
        .add(webinar::Column::HostId.eq(person.id))
        .add(webinar::Column::CourseId.in_subquery(taken));
    let rows = webinar::Entity::find()
        .filter(own)
        .filter(webinars::store::groups::is_for(person.id))
        .filter(webinar::Column::Status.ne(Status::Cancelled))
        .filter(webinar::Column::EndsAt.gt(now - PAST))
        .order_by_asc(webinar::Column::StartsAt)
        .limit(MOST)
        .all(connection)
        .await?;
    let entry = |row: webinar::Model| {
        let hosted = Arguments::none().with("title", &row.title);
        let title = match row.host_id == person.id {
            true => person.language.text("calendar-hosted", &hosted),
            false => row.title,
        };
        Entry {
            uid: uid(row.id, &app.config.mail.from_address()),
            revision: u32::try_from(row.revision).unwrap_or_default(),
            title,
            description: String::new(),
            address: format!("{}/webinars/{}", app.config.server.public_address, row.id),
            when: When::Session(row.starts_at, row.ends_at),
        }
    };
    Ok(rows.into_iter().map(entry).collect())
}

/// The first and the last days of a person's cohorts, with what the person has been granted.
async fn days(
    app: &App,
    connection: &impl ConnectionTrait,
    person: &person::Model,
    now: DateTime<Utc>,
) -> Result<Vec<Entry>> {
    let ids: Vec<Uuid> = cohort_member::Entity::find()
        .filter(cohort_member::Column::PersonId.eq(person.id))
        .filter(cohort_member::Column::State.is_in(State::TAKING_PART))
        .select_only()
        .column(cohort_member::Column::CohortId)
        .into_tuple()
        .all(connection)
        .await?;
    let cohorts = cohort::Entity::find()
        .filter(cohort::Column::Id.is_in(ids.iter().copied()))
        .filter(cohort::Column::RemindUntil.gt(now - PAST))
        .order_by_asc(cohort::Column::Id)
        .limit(MOST)
        .all(connection)
        .await?;
    let granted = store::extensions(connection, ids, [person.id]).await?;
    let mut entries = Vec::new();
    for cohort in cohorts {
        let Some(window) = cohort.schedule()?.self_paced else {
            continue;
        };
        let own = granted.get(&(cohort.id, person.id));
        let own = own.map_or(&[][..], Vec::as_slice);
        let own = own.iter().filter(|one| one.item_id.is_none());
        let until = own.map(|one| one.until).max();
        let until = until.map_or(window.until, |until| until.max(window.until));
        for (kind, day) in [("opens", window.from), ("ends", until)] {
            let arguments = Arguments::none().with("cohort", &cohort.title);
            let uid = uid(cohort.id, &app.config.mail.from_address());
            entries.push(Entry {
                uid: format!("{kind}-{uid}"),
                revision: u32::try_from(cohort.revision).unwrap_or_default(),
                title: person
                    .language
                    .text(&format!("calendar-{kind}"), &arguments),
                description: String::new(),
                address: format!("{}/cohorts", app.config.server.public_address),
                when: When::Day(day),
            });
        }
    }
    Ok(entries)
}
