//! One's own cohorts: what is open, until when, and what is still to do.

use std::collections::HashMap;

use actix_web::{get, web};
use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::membership::Membership;
use crate::app::App;
use crate::cohorts::schedule::{Extension, Schedule, Window};
use crate::cohorts::store;
use crate::cohorts::tables::{cohort, cohort_member};
use crate::cohorts::windows::ItemWindow;
use crate::cohorts::work::{self, Work};
use crate::courses::document::ItemKind;
use crate::error::{Code, Result};
use crate::http::routes::Routes;
use crate::http::{Page, PageQuery};
use crate::policy::Actor;

/// The routes of this file.
pub fn routes(config: &mut Routes) {
    config.service(list);
}

/// A cohort that one is in.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({"membership": {"cohort_id": "0199a000-0000-7000-8000-000000000060",
    "state": "invited", "since": "2021-01-10T01:00:00Z", "place": null},
    "title": "Ажлын 10 дахь жилийн багш нар, 2021", "time_zone": "Asia/Ulaanbaatar",
    "self_paced": {"from": "2021-01-15", "until": "2021-02-05"},
    "self_paced_window": {"state": "open", "opens_at": "2021-01-14T16:00:00Z",
        "ends_at": "2021-02-05T16:00:00Z", "closes_at": "2021-02-07T16:00:00Z"},
    "webinars": {"from": "2021-02-08", "until": "2021-03-01"}, "courses": []}))]
struct OwnCohort {
    /// What one is to it.
    membership: Membership,
    /// What it is called.
    title: String,
    /// In which its days are read, by IANA's name.
    time_zone: String,
    /// The days for lessons and quizzes that everybody has; null when they are always open.
    self_paced: Option<Window>,
    /// When that is open for oneself, with what one has been granted; null when it always is.
    self_paced_window: Option<ItemWindow>,
    /// The days in which webinars are held.
    webinars: Option<Window>,
    /// The courses, in order, as far as one takes them.
    courses: Vec<OwnCourse>,
}

/// A course of a cohort that one is in.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = OwnCohortCourse)]
struct OwnCourse {
    /// The course.
    course_id: Uuid,
    /// The enrolment.
    enrolment_id: Uuid,
    /// What it is called.
    title: String,
    /// When one has completed it.
    completed_at: Option<DateTime<Utc>>,
    /// How much is done of what it asks for.
    done: usize,
    /// What is left to do, in reading order.
    left: Vec<LeftItem>,
}

/// Something that is left to do.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = CohortLeftItem, example = json!({"item_id": "0199a000-0000-7000-8000-000000000021",
    "title": "Манлайлал гэж юу вэ?", "kind": "lesson",
    "window": {"state": "open", "opens_at": "2021-01-14T16:00:00Z",
        "ends_at": "2021-02-05T16:00:00Z", "closes_at": "2021-02-07T16:00:00Z"}}))]
struct LeftItem {
    /// The item.
    item_id: Uuid,
    /// What it is called.
    title: String,
    /// What it is.
    kind: ItemKind,
    /// When it is open for oneself.
    window: ItemWindow,
}

/// The cohorts that one is in, waits for or was in: what is open for oneself, until when, and what is left.
#[utoipa::path(tag = "cohorts", operation_id = "list_own_cohorts", params(PageQuery),
    responses((status = 200, description = "A page of cohorts", body = Page<OwnCohort>)))]
#[get("/me/cohorts")]
async fn list(
    app: web::Data<App>,
    actor: Actor,
    page: PageQuery,
) -> Result<web::Json<Page<OwnCohort>>> {
    let reader = app.database.reader();
    let own =
        cohort_member::Entity::find().filter(cohort_member::Column::PersonId.eq(actor.person_id));
    let found = page.load(reader, own, cohort_member::Column::Id, |row| row.id);
    let found = found.await?;
    let ids: Vec<Uuid> = found.items.iter().map(|row| row.cohort_id).collect();
    let cohorts = cohort::Entity::find()
        .filter(cohort::Column::Id.is_in(ids.iter().copied()))
        .all(reader)
        .await?;
    let cohorts: HashMap<Uuid, cohort::Model> =
        cohorts.into_iter().map(|row| (row.id, row)).collect();
    let courses = store::courses_of_all(reader, ids.iter().copied()).await?;
    let granted = store::extensions(reader, ids, [actor.person_id]).await?;
    let all: Vec<Uuid> = courses.values().flatten().copied().collect();
    let mut works = work::of(&app, reader, &all, [actor.person_id]).await?;
    let works = works.remove(&actor.person_id).unwrap_or_default();
    let now = app.clock.now();
    let mut items = Vec::with_capacity(found.items.len());
    for row in found.items {
        let cohort = cohorts.get(&row.cohort_id).ok_or(Code::NotFound)?;
        let schedule = cohort.schedule()?;
        let granted = granted.get(&(row.cohort_id, row.person_id));
        let granted = granted.map_or(&[][..], Vec::as_slice);
        let own = courses.get(&row.cohort_id).map_or(&[][..], Vec::as_slice);
        let own = own.iter().filter_map(|course_id| {
            let is_of = |work: &&Work| work.enrolment.course_id == *course_id;
            works.iter().find(is_of)
        });
        let times = schedule.self_paced_times(granted);
        items.push(OwnCohort {
            membership: Membership::of(reader, &row).await?,
            title: cohort.title.clone(),
            time_zone: cohort.time_zone.clone(),
            self_paced: schedule.self_paced,
            self_paced_window: schedule.self_paced.map(|_| ItemWindow::at(&times, now)),
            webinars: schedule.webinars,
            courses: own
                .map(|work| course(work, (&schedule, granted), now))
                .collect(),
        });
    }
    Ok(web::Json(Page {
        items,
        next: found.next,
    }))
}

fn course(
    work: &Work,
    (schedule, granted): (&Schedule, &[Extension]),
    now: DateTime<Utc>,
) -> OwnCourse {
    let left = work.left().map(|(item, _)| LeftItem {
        item_id: item.id,
        title: item.title.clone(),
        kind: item.kind(),
        window: ItemWindow::at(&schedule.times(granted, (item.id, item.kind())), now),
    });
    OwnCourse {
        course_id: work.enrolment.course_id,
        enrolment_id: work.enrolment.id,
        title: work.version.document.title.clone(),
        completed_at: work.enrolment.completed_at,
        done: work.progress.done.len(),
        left: left.collect(),
    }
}
