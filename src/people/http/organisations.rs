//! The organisation tree: whose people an officer watches.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, get, patch, post, web};
use garde::Validate;
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter,
    QuerySelect, Select,
};
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::json;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::app::App;
use crate::audit::{self, Changes, Deed, Line};
use crate::db;
use crate::error::{Code, Error, Result};
use crate::http::problem::Problem;
use crate::http::routes::Routes;
use crate::http::{IdempotencyKey, IfMatch, Json, Page, PageQuery, etag, idempotency};
use crate::people::kind::OrganisationKind;
use crate::people::registration::written_name;
use crate::people::tables::organisation;
use crate::people::{names, tree};
use crate::policy::{Action, Actor};

/// The routes of this file.
pub fn routes(config: &mut Routes) {
    config
        .service(list)
        .service(create)
        .service(read)
        .service(change);
}

/// An organisation: a ministry, a province, a district, a school.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({"id": "0199a000-0000-7000-8000-000000000005", "parent_id": null,
    "name": "Архангай аймаг", "kind": "province", "code": "65"}))]
pub struct Organisation {
    /// The identifier.
    id: Uuid,
    /// The organisation it is a part of; null for a root.
    parent_id: Option<Uuid>,
    /// What it is called.
    name: String,
    /// Its kind.
    kind: OrganisationKind,
    /// By which the sector's lists name it; null when that is not known.
    code: Option<String>,
}

impl From<organisation::Model> for Organisation {
    fn from(row: organisation::Model) -> Self {
        Self {
            id: row.id,
            parent_id: row.parent_id,
            name: row.name,
            kind: OrganisationKind::named(&row.kind).unwrap_or_default(),
            code: row.code,
        }
    }
}

/// An organisation to be added to the tree.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"name": "Архангай аймаг", "parent_id": null, "kind": "province"}))]
pub struct NewOrganisation {
    /// What it is called.
    #[garde(length(chars, min = 1, max = 300), custom(written_name))]
    name: String,
    /// The organisation it is a part of; absent for a root.
    #[garde(skip)]
    parent_id: Option<Uuid>,
    /// Its kind; something else when absent.
    #[serde(default)]
    #[garde(skip)]
    kind: OrganisationKind,
    /// By which the sector's lists name it; no two organisations have the same.
    #[garde(inner(length(chars, min = 1, max = 50), custom(written_name)))]
    code: Option<String>,
}

/// What is changed of an organisation; what is absent stays.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"name": "Архангай аймаг", "kind": "province"}))]
pub struct OrganisationChange {
    /// What it is called.
    #[garde(inner(length(chars, min = 1, max = 300), custom(written_name)))]
    name: Option<String>,
    /// Its kind.
    #[garde(skip)]
    kind: Option<OrganisationKind>,
    /// By which the sector's lists name it; null takes it away.
    #[serde(default, deserialize_with = "named")]
    #[garde(inner(inner(length(chars, min = 1, max = 50), custom(written_name))))]
    #[schema(value_type = Option<String>)]
    code: Option<Option<String>>,
    /// Where it is moved to, with all that is below it; null makes it a root.
    #[serde(default, deserialize_with = "named")]
    #[garde(skip)]
    #[schema(value_type = Option<Uuid>)]
    parent_id: Option<Option<Uuid>>,
}

/// A field that was named, if only as null.
fn named<'de, D: Deserializer<'de>, T: Deserialize<'de>>(
    deserializer: D,
) -> Result<Option<Option<T>>, D::Error> {
    Option::deserialize(deserializer).map(Some)
}

/// Which organisations a list is about; what is absent does not matter.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Filter {
    /// Those directly below this one.
    parent_id: Option<Uuid>,
    /// Those at the top of the tree, which lie below none, or only the others.
    root: Option<bool>,
    /// Those of this kind.
    kind: Option<OrganisationKind>,
    /// Those with this in their name, in any spelling, or with this code.
    text: Option<String>,
}

impl Filter {
    fn apply(self, mut selection: Select<organisation::Entity>) -> Select<organisation::Entity> {
        if let Some(parent) = self.parent_id {
            selection = selection.filter(organisation::Column::ParentId.eq(parent));
        }
        if let Some(root) = self.root {
            let parent = organisation::Column::ParentId;
            selection = selection.filter(match root {
                true => parent.is_null(),
                false => parent.is_not_null(),
            });
        }
        if let Some(kind) = self.kind {
            selection = selection.filter(organisation::Column::Kind.eq(kind.name()));
        }
        if let Some(text) = self.text.filter(|text| !text.trim().is_empty()) {
            let is_named = organisation::Column::NameKey.contains(names::key(&text));
            let has_code = organisation::Column::Code.eq(text.trim());
            // A text without a letter or digit is in every name.
            selection = selection.filter(match names::key(&text).is_empty() {
                true => has_code,
                false => sea_orm::sea_query::ExprTrait::or(is_named, has_code),
            });
        }
        selection
    }
}

/// The organisations of the part of the tree that one may see.
#[utoipa::path(tag = "organisations", operation_id = "list_organisations",
    params(PageQuery, Filter),
    responses((status = 200, description = "A page of organisations", body = Page<Organisation>)))]
#[get("/organisations")]
async fn list(
    app: web::Data<App>,
    actor: Actor,
    page: PageQuery,
    filter: Option<web::Query<Filter>>,
) -> Result<web::Json<Page<Organisation>>> {
    actor.require(Action::SeePeople)?;
    let filter = filter.ok_or_else(|| Error::field("parent_id, root, kind", "field-invalid"))?;
    let selection = filter.into_inner().apply(tree::visible_to(&actor));
    let reader = app.database.reader();
    let found = page
        .load(reader, selection, organisation::Column::Id, |row| row.id)
        .await?;
    Ok(web::Json(found.map(Organisation::from)))
}

/// Adds an organisation to the tree.
#[utoipa::path(tag = "organisations", operation_id = "create_organisation",
    request_body = NewOrganisation,
    params(("Idempotency-Key" = Option<String>, Header, description = "Makes the request happen once, however often it is sent")),
    responses((status = 201, description = "Added", body = Organisation),
        (status = 409, description = "`already_exists`: another organisation has that code",
            body = Problem, content_type = "application/problem+json")))]
#[post("/organisations")]
async fn create(
    app: web::Data<App>,
    actor: Actor,
    key: IdempotencyKey,
    Json(new): Json<NewOrganisation>,
) -> Result<HttpResponse> {
    actor.require(Action::ManageOrganisations)?;
    let created = StatusCode::CREATED;
    idempotency::once(&app, &actor, &key, created, async |transaction| {
        let (parent, now) = (new.parent_id, app.clock.now());
        let row = tree::create(transaction, parent, &new.name, new.kind, new.code, now).await?;
        let line = Line::new(&actor, Deed::OrganisationCreated, row.id, now)
            .in_organisation(Some(row.id))
            .with(json!({"name": row.name, "parent_id": row.parent_id}));
        audit::record(transaction, line).await?;
        Ok(Organisation::from(row))
    })
    .await
}

/// An organisation that one may see.
#[utoipa::path(tag = "organisations", operation_id = "read_organisation",
    params(("id" = Uuid, Path, description = "The organisation")),
    responses((status = 200, description = "The organisation", body = Organisation,
        headers(("ETag" = String, description = "For If-Match")))))]
#[get("/organisations/{id}")]
async fn read(app: web::Data<App>, actor: Actor, id: web::Path<Uuid>) -> Result<HttpResponse> {
    actor.require(Action::SeePeople)?;
    Ok(shown(tree::find(app.database.reader(), &actor, *id).await?))
}

/// Renames an organisation, gives it another kind or code, or moves it with all that is below it:
/// officers see at once what has come into their part, and no longer what has left it.
#[utoipa::path(tag = "organisations", operation_id = "change_organisation",
    request_body = OrganisationChange,
    params(("id" = Uuid, Path, description = "The organisation"),
        ("If-Match" = String, Header, description = "The ETag that the change was made from")),
    responses((status = 200, description = "As it is now", body = Organisation,
            headers(("ETag" = String, description = "For If-Match"))),
        (status = 409, description = "`already_exists`: another organisation has that code",
            body = Problem, content_type = "application/problem+json")))]
#[patch("/organisations/{id}")]
async fn change(
    app: web::Data<App>,
    actor: Actor,
    id: web::Path<Uuid>,
    if_match: IfMatch,
    Json(change): Json<OrganisationChange>,
) -> Result<HttpResponse> {
    actor.require(Action::ManageOrganisations)?;
    let transaction = app.database.begin().await?;
    let former = tree::find(&transaction, &actor, *id).await?;
    let before = match change.parent_id {
        // Locks what is above the new place first: moves lock in one order.
        Some(parent) => tree::move_under(&transaction, *id, parent).await?,
        None => {
            let found = organisation::Entity::find_by_id(*id)
                .lock_exclusive()
                .one(&transaction)
                .await?;
            found.ok_or(Code::NotFound)?
        }
    };
    if_match.require(before.revision)?;
    let revision = before.revision + 1;
    let mut row = before.into_active_model();
    if let Some(name) = change.name {
        row.name_key = Set(names::key(&name));
        row.name = Set(name);
    }
    if let Some(kind) = change.kind {
        row.kind = Set(kind.name().to_owned());
    }
    if let Some(code) = change.code {
        row.code = Set(code);
    }
    row.revision = Set(revision);
    let changed = row
        .update(&transaction)
        .await
        .map_err(db::taken(Code::AlreadyExists))?;
    let changes = Changes::none()
        .field("name", &former.name, &changed.name)
        .field("kind", &former.kind, &changed.kind)
        .field("code", &former.code, &changed.code)
        .field("parent_id", &former.parent_id, &changed.parent_id);
    let line = Line::new(
        &actor,
        Deed::OrganisationChanged,
        changed.id,
        app.clock.now(),
    )
    .in_organisation(Some(changed.id))
    .with(changes.details());
    audit::record(&transaction, line).await?;
    transaction.commit().await?;
    Ok(shown(changed))
}

fn shown(row: organisation::Model) -> HttpResponse {
    let tag = etag::of(row.revision);
    HttpResponse::Ok()
        .insert_header(tag)
        .json(Organisation::from(row))
}
