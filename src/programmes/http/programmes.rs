//! Programmes: courses that belong together, under one code.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, get, patch, post, web};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter,
    QuerySelect,
};
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;

use crate::app::App;
use crate::db::{self, Transaction};
use crate::error::{Code, Error, Result};
use crate::http::routes::Routes;
use crate::http::{IdempotencyKey, IfMatch, Json, Page, PageQuery, etag, idempotency};
use crate::ids;
use crate::policy::{Action, Actor};
use crate::programmes::tables::programme;

mod forms;

use forms::{NewProgramme, Programme, ProgrammeChange};

/// How deep programmes may lie within programmes.
const DEEPEST: usize = 10;

/// The routes of this file.
pub fn routes(config: &mut Routes) {
    config
        .service(list)
        .service(create)
        .service(read)
        .service(change);
}

/// Which programmes are asked for.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Filter {
    /// Only the parts of this programme.
    parent: Option<Uuid>,
}

/// The programmes.
#[utoipa::path(tag = "programmes", operation_id = "list_programmes", params(PageQuery, Filter),
    responses((status = 200, description = "A page of programmes", body = Page<Programme>)))]
#[get("/programmes")]
async fn list(
    app: web::Data<App>,
    _actor: Actor,
    page: PageQuery,
    filter: Option<web::Query<Filter>>,
) -> Result<web::Json<Page<Programme>>> {
    let filter = filter.ok_or_else(|| Error::field("parent", "field-invalid"))?;
    let reader = app.database.reader();
    let mut all = programme::Entity::find();
    if let Some(parent_id) = filter.parent {
        all = all.filter(programme::Column::ParentId.eq(parent_id));
    }
    let found = page.load(reader, all, programme::Column::Id, |row| row.id);
    Ok(web::Json(found.await?.map(Programme::from)))
}

/// Makes a programme.
#[utoipa::path(tag = "programmes", operation_id = "create_programme", request_body = NewProgramme,
    params(("Idempotency-Key" = Option<String>, Header, description = "Makes the request happen once, however often it is sent")),
    responses((status = 201, description = "Made", body = Programme)))]
#[post("/programmes")]
async fn create(
    app: web::Data<App>,
    actor: Actor,
    key: IdempotencyKey,
    Json(new): Json<NewProgramme>,
) -> Result<HttpResponse> {
    actor.require(Action::Author)?;
    let created = StatusCode::CREATED;
    idempotency::once(&app, &actor, &key, created, async |transaction| {
        require_years(new.first_year, new.last_year)?;
        let id = ids::new_id();
        require_parent(transaction, id, new.parent_id).await?;
        let row = programme::ActiveModel {
            id: Set(id),
            code: Set(new.code),
            title: Set(new.title),
            description: Set(new.description),
            revision: Set(0),
            created_at: Set(app.clock.now()),
            parent_id: Set(new.parent_id),
            provider: Set(new.provider),
            first_year: Set(new.first_year),
            last_year: Set(new.last_year),
            legal_basis: Set(new.legal_basis),
            credits: Set(new.credits.count()),
            hours: Set(new.hours),
        };
        let row = row
            .insert(transaction)
            .await
            .map_err(db::taken(Code::AlreadyExists))?;
        Ok(Programme::from(row))
    })
    .await
}

/// The years are in order.
fn require_years(first: Option<i32>, last: Option<i32>) -> Result<()> {
    match first.zip(last) {
        Some((first, last)) if last < first => {
            Err(Error::field("last_year", "field-last-before-first"))
        }
        _ => Ok(()),
    }
}

/// The programme above exists and is not a part of this one: there is no circle, nor one that two changes at the
/// same moment would make, because the rows above are locked on the way up.
async fn require_parent(
    transaction: &Transaction,
    id: Uuid,
    parent_id: Option<Uuid>,
) -> Result<()> {
    let (mut above, mut depth) = (parent_id, 0);
    while let Some(one) = above {
        let found = programme::Entity::find_by_id(one)
            .lock_exclusive()
            .one(transaction)
            .await?;
        let found = found.ok_or_else(|| Error::field("parent_id", "field-unknown"))?;
        depth += 1;
        if one == id || depth > DEEPEST {
            return Err(Error::field("parent_id", "field-not-below-itself"));
        }
        above = found.parent_id;
    }
    Ok(())
}

/// A programme.
#[utoipa::path(tag = "programmes", operation_id = "read_programme",
    params(("id" = Uuid, Path, description = "The programme")),
    responses((status = 200, description = "The programme", body = Programme,
        headers(("ETag" = String, description = "For If-Match")))))]
#[get("/programmes/{id}")]
async fn read(app: web::Data<App>, _actor: Actor, id: web::Path<Uuid>) -> Result<HttpResponse> {
    let found = programme::Entity::find_by_id(*id)
        .one(app.database.reader())
        .await?;
    Ok(answer(found.ok_or(Code::NotFound)?))
}

/// Changes a programme.
#[utoipa::path(tag = "programmes", operation_id = "change_programme",
    request_body = ProgrammeChange,
    params(("id" = Uuid, Path, description = "The programme"),
        ("If-Match" = String, Header, description = "The ETag that the change was made from")),
    responses((status = 200, description = "As it is now", body = Programme,
        headers(("ETag" = String, description = "For If-Match")))))]
#[patch("/programmes/{id}")]
async fn change(
    app: web::Data<App>,
    actor: Actor,
    id: web::Path<Uuid>,
    if_match: IfMatch,
    Json(change): Json<ProgrammeChange>,
) -> Result<HttpResponse> {
    actor.require(Action::Author)?;
    let transaction = app.database.begin().await?;
    let found = programme::Entity::find_by_id(*id)
        .lock_exclusive()
        .one(&transaction)
        .await?;
    let before = found.ok_or(Code::NotFound)?;
    if_match.require(before.revision)?;
    let revision = before.revision + 1;
    require_years(
        change.first_year.unwrap_or(before.first_year),
        change.last_year.unwrap_or(before.last_year),
    )?;
    if let Some(parent_id) = change.parent_id {
        require_parent(&transaction, before.id, parent_id).await?;
    }
    let mut row = before.into_active_model();
    if let Some(code) = change.code {
        row.code = Set(code);
    }
    if let Some(title) = change.title {
        row.title = Set(title);
    }
    if let Some(description) = change.description {
        row.description = Set(description);
    }
    row.parent_id = change.parent_id.map_or(row.parent_id, Set);
    row.provider = change.provider.map_or(row.provider, Set);
    row.first_year = change.first_year.map_or(row.first_year, Set);
    row.last_year = change.last_year.map_or(row.last_year, Set);
    row.legal_basis = change.legal_basis.map_or(row.legal_basis, Set);
    row.credits = change
        .credits
        .map_or(row.credits, |credits| Set(credits.count()));
    row.hours = change.hours.map_or(row.hours, Set);
    row.revision = Set(revision);
    let programme = row
        .update(&transaction)
        .await
        .map_err(db::taken(Code::AlreadyExists))?;
    transaction.commit().await?;
    Ok(answer(programme))
}

fn answer(programme: programme::Model) -> HttpResponse {
    let tag = etag::of(programme.revision);
    HttpResponse::Ok()
        .insert_header(tag)
        .json(Programme::from(programme))
}
