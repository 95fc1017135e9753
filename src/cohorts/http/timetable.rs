//! The timetable of a cohort: the sessions of webinars that are held for it.

use actix_web::{get, web};
use chrono::{DateTime, Utc};
use sea_orm::EntityTrait;
use sea_orm::{ColumnTrait, Condition, QueryFilter, QuerySelect, QueryTrait, Select};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::views::Named;
use crate::app::App;
use crate::cohorts::store;
use crate::cohorts::tables::cohort;
use crate::courses::document::ItemKind;
use crate::error::Result;
use crate::http::routes::Routes;
use crate::http::{Page, PageQuery};
use crate::policy::Actor;
use crate::webinars;
use crate::webinars::room::Status;
use crate::webinars::tables::{webinar, webinar_group};

/// The routes of this file.
pub fn routes(config: &mut Routes) {
    config.service(read);
}

/// A session of a webinar that is held for a cohort.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = CohortSession, example = json!({"webinar_id": "0199a000-0000-7000-8000-000000000071",
    "course_id": "0199a000-0000-7000-8000-000000000011",
    "item_id": "0199a000-0000-7000-8000-000000000022", "title": "Хаалтын вебинар",
    "starts_at": "2021-02-08T01:00:00Z", "ends_at": "2021-02-08T02:30:00Z",
    "time_zone": "Asia/Ulaanbaatar", "series_id": null, "groups": [], "status": "scheduled"}))]
struct Session {
    /// The webinar.
    webinar_id: Uuid,
    /// The course.
    course_id: Uuid,
    /// The item that attending it counts for.
    item_id: Uuid,
    /// What it is called.
    title: String,
    /// When it is planned to begin.
    starts_at: DateTime<Utc>,
    /// When it is planned to end.
    ends_at: DateTime<Utc>,
    /// Its own time zone, by IANA's name.
    time_zone: String,
    /// The series that it is a part of.
    series_id: Option<Uuid>,
    /// The groups for which it is held; empty when it is for all.
    groups: Vec<Uuid>,
    /// How far it is.
    status: Status,
}

/// The sessions that are held for a cohort, of those that one may see.
#[utoipa::path(tag = "cohorts", operation_id = "read_cohort_timetable",
    params(("id" = Uuid, Path, description = "The cohort"), PageQuery),
    responses((status = 200, description = "A page of sessions", body = Page<Session>)))]
#[get("/cohorts/{id}/timetable")]
async fn read(
    app: web::Data<App>,
    actor: Actor,
    id: web::Path<Uuid>,
    page: PageQuery,
) -> Result<web::Json<Page<Session>>> {
    let reader = app.database.reader();
    let cohort = store::find(reader, &actor, *id).await?;
    let courses = store::courses_of(reader, cohort.id).await?;
    let seen = webinars::store::visible_to(&actor).filter(webinar::Column::CourseId.is_in(courses));
    let held = of_cohort(seen, &cohort)?;
    let found = page.load(reader, held, webinar::Column::Id, |row| row.id);
    let found = found.await?;
    let ids = found.items.iter().map(|row| row.id);
    let mut groups = webinars::store::groups::of_all(reader, ids).await?;
    Ok(web::Json(found.map(|row| Session {
        groups: groups.remove(&row.id).unwrap_or_default(),
        webinar_id: row.id,
        course_id: row.course_id,
        item_id: row.item_id,
        title: row.title,
        starts_at: row.starts_at,
        ends_at: row.ends_at,
        time_zone: row.time_zone,
        series_id: row.series_id,
        status: row.status,
    })))
}

/// Those that the cohort names; when it names none, those within its webinar window.
fn of_cohort(
    webinars: Select<webinar::Entity>,
    cohort: &cohort::Model,
) -> Result<Select<webinar::Entity>> {
    let named: Named = store::read(&cohort.timetable)?;
    if named == Named::default() {
        let item = (Uuid::nil(), ItemKind::Webinar);
        let times = cohort.schedule()?.times(&[], item);
        let mut within = Condition::all();
        if let Some(opens_at) = times.opens_at {
            within = within.add(webinar::Column::StartsAt.gte(opens_at));
        }
        if let Some(ends_at) = times.ends_at {
            within = within.add(webinar::Column::StartsAt.lt(ends_at));
        }
        return Ok(webinars.filter(within));
    }
    let of_groups = webinar_group::Entity::find()
        .filter(webinar_group::Column::GroupId.is_in(named.groups))
        .select_only()
        .column(webinar_group::Column::WebinarId)
        .into_query();
    let any = Condition::any()
        .add(webinar::Column::SeriesId.is_in(named.series))
        .add(webinar::Column::Id.is_in(named.webinars))
        .add(webinar::Column::Id.in_subquery(of_groups));
    Ok(webinars.filter(any))
}
