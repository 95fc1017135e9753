//! Writing a course: the draft as a whole, its modules and items, and their order.
//!
//! What is added goes to the end and disturbs nobody; everything else says, by `If-Match`, which
//! state of the draft it was made from, so that two authors never overwrite each other.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, delete, get, post, put, web};
use serde::Serialize;
use uuid::Uuid;

use crate::app::App;
use crate::courses::document::{CourseDocument, Item, Module};
use crate::courses::outline::{self, Order, Place};
use crate::courses::tables::course;
use crate::courses::{drafts, store};
use crate::error::{Code, Error, Result};
use crate::http::routes::Routes;
use crate::http::{IdempotencyKey, IfMatch, Json, etag, idempotency};
use crate::policy::{Action, Actor};

/// The routes of this file.
pub fn routes(config: &mut Routes) {
    config
        .service(read_draft)
        .service(replace_draft)
        .service(reorder)
        .service(add_module)
        .service(replace_module)
        .service(remove_module)
        .service(add_item)
        .service(replace_item)
        .service(remove_item);
}

/// Changes the draft and answers with the part that was changed.
pub(super) async fn change_draft<T: Serialize>(
    app: &App,
    actor: &Actor,
    course_id: Uuid,
    if_match: &IfMatch,
    change: impl FnOnce(&mut CourseDocument) -> Result<Option<Place>>,
    changed: impl FnOnce(&CourseDocument) -> Option<T>,
) -> Result<HttpResponse> {
    actor.require(Action::Author)?;
    let transaction = app.database.begin().await?;
    let course = drafts::edit(app, &transaction, course_id, Some(if_match), change).await?;
    transaction.commit().await?;
    let mut answer = match changed(&course.draft) {
        Some(part) => HttpResponse::Ok().json(part),
        None => HttpResponse::NoContent().finish(),
    };
    insert_tag(&mut answer, &course);
    Ok(answer)
}

/// Adds to the draft and answers with what was added, which has its identifiers now.
pub(super) async fn add_to_draft<T: Serialize>(
    app: &App,
    actor: &Actor,
    course_id: Uuid,
    key: &IdempotencyKey,
    add: impl FnOnce(&mut CourseDocument) -> Option<Place>,
    added: impl FnOnce(CourseDocument) -> Option<T>,
) -> Result<HttpResponse> {
    actor.require(Action::Author)?;
    idempotency::once(app, actor, key, StatusCode::CREATED, async |transaction| {
        let course =
            drafts::edit(app, transaction, course_id, None, |draft| Ok(add(draft))).await?;
        added(course.draft).ok_or_else(|| Code::NotFound.into())
    })
    .await
}

/// Replacing keeps the identifier that the address names; the body may repeat it, and no other.
pub(super) fn require_same(id: Uuid, sent: Uuid) -> Result<()> {
    if sent.is_nil() || sent == id {
        Ok(())
    } else {
        Err(Error::field("id", "field-identifier-jumps"))
    }
}

fn insert_tag(answer: &mut HttpResponse, course: &course::Model) {
    let (name, value) = etag::of(course.revision);
    if let Ok(value) = value.parse() {
        answer.headers_mut().insert(name, value);
    }
}

/// The draft as a whole, with the right answers in it.
#[utoipa::path(tag = "authoring", operation_id = "read_draft",
    params(("id" = Uuid, Path, description = "The course")),
    responses((status = 200, description = "The draft", body = CourseDocument,
        headers(("ETag" = String, description = "For If-Match")))))]
#[get("/courses/{id}/draft")]
async fn read_draft(
    app: web::Data<App>,
    actor: Actor,
    id: web::Path<Uuid>,
) -> Result<HttpResponse> {
    actor.require(Action::Author)?;
    let course = store::get(app.database.reader(), *id).await?;
    let mut answer = HttpResponse::Ok().json(&course.draft);
    insert_tag(&mut answer, &course);
    Ok(answer)
}

/// Replaces the draft as a whole. What keeps its identifier stays the same thing for learners;
/// what comes without one is new.
#[utoipa::path(tag = "authoring", operation_id = "replace_draft", request_body = CourseDocument,
    params(("id" = Uuid, Path, description = "The course"),
        ("If-Match" = String, Header, description = "The ETag that the change was made from")),
    responses((status = 200, description = "The draft as it is now", body = CourseDocument,
        headers(("ETag" = String, description = "For If-Match")))))]
#[put("/courses/{id}/draft")]
async fn replace_draft(
    app: web::Data<App>,
    actor: Actor,
    id: web::Path<Uuid>,
    if_match: IfMatch,
    Json(document): Json<CourseDocument>,
) -> Result<HttpResponse> {
    let replace = |draft: &mut CourseDocument| {
        *draft = document;
        Ok(Some(Place::new()))
    };
    change_draft(&app, &actor, *id, &if_match, replace, |draft| {
        Some(draft.clone())
    })
    .await
}

/// Puts modules, items and questions in another order; an item may move to another module.
#[utoipa::path(tag = "authoring", operation_id = "reorder_draft", request_body = Order,
    params(("id" = Uuid, Path, description = "The course"),
        ("If-Match" = String, Header, description = "The ETag that the change was made from")),
    responses((status = 200, description = "The draft as it is now", body = CourseDocument,
        headers(("ETag" = String, description = "For If-Match")))))]
#[put("/courses/{id}/outline")]
async fn reorder(
    app: web::Data<App>,
    actor: Actor,
    id: web::Path<Uuid>,
    if_match: IfMatch,
    Json(order): Json<Order>,
) -> Result<HttpResponse> {
    let reorder = |draft: &mut CourseDocument| {
        outline::reorder(draft, &order).map_err(Error::fields)?;
        Ok(Some(Place::new()))
    };
    change_draft(&app, &actor, *id, &if_match, reorder, |draft| {
        Some(draft.clone())
    })
    .await
}

/// Adds a module at the end of the draft, with the items that are in it.
#[utoipa::path(tag = "authoring", operation_id = "add_module", request_body = Module,
    params(("id" = Uuid, Path, description = "The course"),
        ("Idempotency-Key" = Option<String>, Header, description = "Makes the request happen once, however often it is sent")),
    responses((status = 201, description = "Added", body = Module)))]
#[post("/courses/{id}/modules")]
async fn add_module(
    app: web::Data<App>,
    actor: Actor,
    id: web::Path<Uuid>,
    key: IdempotencyKey,
    Json(module): Json<Module>,
) -> Result<HttpResponse> {
    let add = |draft: &mut CourseDocument| Some(outline::add_module(draft, module));
    add_to_draft(&app, &actor, *id, &key, add, |mut draft| {
        draft.modules.pop()
    })
    .await
}

/// Replaces a module and everything in it.
#[utoipa::path(tag = "authoring", operation_id = "replace_module", request_body = Module,
    params(("id" = Uuid, Path, description = "The course"),
        ("module_id" = Uuid, Path, description = "The module"),
        ("If-Match" = String, Header, description = "The ETag that the change was made from")),
    responses((status = 200, description = "As it is now", body = Module,
        headers(("ETag" = String, description = "For If-Match")))))]
#[put("/courses/{id}/modules/{module_id}")]
async fn replace_module(
    app: web::Data<App>,
    actor: Actor,
    path: web::Path<(Uuid, Uuid)>,
    if_match: IfMatch,
    Json(module): Json<Module>,
) -> Result<HttpResponse> {
    let (id, module_id) = path.into_inner();
    require_same(module_id, module.id)?;
    let replace =
        |draft: &mut CourseDocument| Ok(outline::replace_module(draft, module_id, module));
    change_draft(&app, &actor, id, &if_match, replace, |draft| {
        let mut modules = draft.modules.iter();
        modules.find(|module| module.id == module_id).cloned()
    })
    .await
}

/// Takes a module out of the draft, with everything in it.
#[utoipa::path(tag = "authoring", operation_id = "remove_module",
    params(("id" = Uuid, Path, description = "The course"),
        ("module_id" = Uuid, Path, description = "The module"),
        ("If-Match" = String, Header, description = "The ETag that the change was made from")),
    responses((status = 204, description = "Taken out",
        headers(("ETag" = String, description = "For If-Match")))))]
#[delete("/courses/{id}/modules/{module_id}")]
async fn remove_module(
    app: web::Data<App>,
    actor: Actor,
    path: web::Path<(Uuid, Uuid)>,
    if_match: IfMatch,
) -> Result<HttpResponse> {
    let (id, module_id) = path.into_inner();
    let remove = |draft: &mut CourseDocument| {
        Ok(outline::remove_module(draft, module_id).map(|_| Place::new()))
    };
    change_draft(&app, &actor, id, &if_match, remove, |_| None::<()>).await
}

/// Adds an item at the end of a module: a lesson, a quiz or a webinar.
#[utoipa::path(tag = "authoring", operation_id = "add_item", request_body = Item,
    params(("id" = Uuid, Path, description = "The course"),
        ("module_id" = Uuid, Path, description = "The module"),
        ("Idempotency-Key" = Option<String>, Header, description = "Makes the request happen once, however often it is sent")),
    responses((status = 201, description = "Added", body = Item)))]
#[post("/courses/{id}/modules/{module_id}/items")]
async fn add_item(
    app: web::Data<App>,
    actor: Actor,
    path: web::Path<(Uuid, Uuid)>,
    key: IdempotencyKey,
    Json(item): Json<Item>,
) -> Result<HttpResponse> {
    let (id, module_id) = path.into_inner();
    let add = |draft: &mut CourseDocument| outline::add_item(draft, module_id, item);
    add_to_draft(&app, &actor, id, &key, add, |draft| {
        let mut modules = draft.modules.into_iter();
        modules.find(|module| module.id == module_id)?.items.pop()
    })
    .await
}

/// Replaces an item.
#[utoipa::path(tag = "authoring", operation_id = "replace_item", request_body = Item,
    params(("id" = Uuid, Path, description = "The course"),
        ("item_id" = Uuid, Path, description = "The item"),
        ("If-Match" = String, Header, description = "The ETag that the change was made from")),
    responses((status = 200, description = "As it is now", body = Item,
        headers(("ETag" = String, description = "For If-Match")))))]
#[put("/courses/{id}/items/{item_id}")]
async fn replace_item(
    app: web::Data<App>,
    actor: Actor,
    path: web::Path<(Uuid, Uuid)>,
    if_match: IfMatch,
    Json(item): Json<Item>,
) -> Result<HttpResponse> {
    let (id, item_id) = path.into_inner();
    require_same(item_id, item.id)?;
    let replace = |draft: &mut CourseDocument| Ok(outline::replace_item(draft, item_id, item));
    change_draft(&app, &actor, id, &if_match, replace, |draft| {
        draft.item(item_id).cloned()
    })
    .await
}

/// Takes an item out of the draft. Published versions, and whoever learns from them, keep it.
#[utoipa::path(tag = "authoring", operation_id = "remove_item",
    params(("id" = Uuid, Path, description = "The course"),
        ("item_id" = Uuid, Path, description = "The item"),
        ("If-Match" = String, Header, description = "The ETag that the change was made from")),
    responses((status = 204, description = "Taken out",
        headers(("ETag" = String, description = "For If-Match")))))]
#[delete("/courses/{id}/items/{item_id}")]
async fn remove_item(
    app: web::Data<App>,
    actor: Actor,
    path: web::Path<(Uuid, Uuid)>,
    if_match: IfMatch,
) -> Result<HttpResponse> {
    let (id, item_id) = path.into_inner();
    let remove =
        |draft: &mut CourseDocument| Ok(outline::remove_item(draft, item_id).map(|_| Place::new()));
    change_draft(&app, &actor, id, &if_match, remove, |_| None::<()>).await
}
