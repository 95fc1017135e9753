//! The outline of a course that somebody takes: what there is to do, and how far the person is.

use actix_web::{get, web};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::views::{self, Enrolment};
use crate::app::App;
use crate::cohorts::windows::{self, ItemWindow};
use crate::completion;
use crate::completion::rules::Facts;
use crate::courses::document::{CourseDocument, Item, ItemKind, Module};
use crate::courses::markdown;
use crate::error::Result;
use crate::http::routes::Routes;
use crate::policy::Actor;
use crate::programmes::state::{self, ItemState};
use crate::programmes::store;

/// The routes of this file.
pub fn routes(config: &mut Routes) {
    config.service(read);
}

/// A course that somebody takes, with how far the person is.
#[derive(Debug, Serialize, ToSchema)]
pub struct Outline {
    /// Who takes it, and in which version.
    #[serde(flatten)]
    enrolment: Enrolment,
    /// What the course is about, as HTML that is safe to show.
    description_html: String,
    /// The academic hours that the certificate states.
    hours: u16,
    /// The modules in the order they are read.
    modules: Vec<OutlineModule>,
}

/// A part of the course.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({"id": "0199a000-0000-7000-8000-000000000011",
    "title": "Манлайлал, өөрийн манлайллын хэв маяг",
    "items": [{"id": "0199a000-0000-7000-8000-000000000021", "title": "Манлайлал гэж юу вэ?",
        "kind": "lesson", "required": true, "state": "read", "attended_percent": null,
        "window": {"state": "open", "opens_at": "2021-01-14T16:00:00Z",
            "ends_at": "2021-02-05T16:00:00Z", "closes_at": "2021-02-07T16:00:00Z"}}]}))]
pub struct OutlineModule {
    /// The identifier.
    id: Uuid,
    /// What it is called.
    title: String,
    /// The items in the order they are worked through.
    items: Vec<OutlineItem>,
}

/// One thing to do.
#[derive(Debug, Serialize, ToSchema)]
pub struct OutlineItem {
    /// The identifier.
    id: Uuid,
    /// What it is called.
    title: String,
    /// What it is.
    kind: ItemKind,
    /// Whether the course asks for it.
    required: bool,
    /// How far the person is with it.
    state: ItemState,
    /// The share of the best session of a webinar that the person attended, in per cent; null
    /// where there has been none.
    attended_percent: Option<u8>,
    /// When the windows of the learner's cohort leave it open; null when no cohort says so. A webinar is held
    /// at its own times, whatever its window is.
    window: Option<ItemWindow>,
}

impl OutlineModule {
    fn new(
        module: &Module,
        course: &CourseDocument,
        facts: &Facts,
        window: impl Fn(&Item) -> Option<ItemWindow>,
    ) -> Self {
        let item = |item: &Item| OutlineItem {
            id: item.id,
            title: item.title.clone(),
            kind: item.kind(),
            required: item.required,
            state: state::of(item, &course.completion, facts),
            attended_percent: facts.attended_percent.get(&item.id).copied(),
            window: window(item),
        };
        Self {
            id: module.id,
            title: module.title.clone(),
            items: module.items.iter().map(item).collect(),
        }
    }
}

/// The outline of a course that one takes, or of somebody's whose progress one may see.
#[utoipa::path(tag = "learning", operation_id = "read_enrolment",
    params(("id" = Uuid, Path, description = "The enrolment")),
    responses((status = 200, description = "The outline", body = Outline)))]
#[get("/enrolments/{id}")]
async fn read(
    app: web::Data<App>,
    actor: Actor,
    id: web::Path<Uuid>,
) -> Result<web::Json<Outline>> {
    let reader = app.database.reader();
    let row = store::find(reader, &actor, *id).await?;
    let version = app.versions.get(reader, row.version_id).await?;
    let facts = completion::store::facts(reader, &row, &version.document).await?;
    let now = app.clock.now();
    let windows = windows::of(&app, reader, [&row]).await?;
    let window = |item: &Item| {
        let frame = windows.of_item(&row, item, now);
        frame.map(|frame| ItemWindow::at(&frame.times, now))
    };
    let course = &version.document;
    let modules = course.modules.iter();
    Ok(web::Json(Outline {
        enrolment: views::show_one(&app, reader, &row).await?,
        description_html: markdown::render(&course.description),
        hours: course.hours,
        modules: modules
            .map(|module| OutlineModule::new(module, course, &facts, window))
            .collect(),
    }))
}
