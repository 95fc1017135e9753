//! The organisation tree: whose people an officer watches.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, get, post, web};
use garde::Validate;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;

use crate::app::App;
use crate::audit::{self, Deed, Line};
use crate::error::{Error, Result};
use crate::http::{IdempotencyKey, Json, Page, PageQuery, idempotency};
use crate::ids;
use crate::people::tables::organisation;
use crate::policy::{Action, Actor, Sight};

/// The routes of this file.
pub fn routes(config: &mut ServiceConfig) {
    config.service(list).service(create);
}

/// An organisation: a ministry, a province, a district, a school.
#[derive(Debug, Serialize, ToSchema)]
pub struct Organisation {
    /// The identifier.
    id: Uuid,
    /// The organisation it is a part of; null for a root.
    parent_id: Option<Uuid>,
    /// What it is called.
    name: String,
}

impl From<organisation::Model> for Organisation {
    fn from(row: organisation::Model) -> Self {
        Self {
            id: row.id,
            parent_id: row.parent_id,
            name: row.name,
        }
    }
}

/// An organisation to be added to the tree.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"name": "Архангай аймаг", "parent_id": null}))]
pub struct NewOrganisation {
    /// What it is called.
    #[garde(length(chars, min = 1, max = 300))]
    name: String,
    /// The organisation it is a part of; absent for a root.
    #[garde(skip)]
    parent_id: Option<Uuid>,
}

/// The organisations of the part of the tree that one may see.
#[utoipa::path(tag = "organisations", operation_id = "list_organisations", params(PageQuery),
    responses((status = 200, description = "A page of organisations", body = Page<Organisation>)))]
#[get("/organisations")]
async fn list(
    app: web::Data<App>,
    actor: Actor,
    page: PageQuery,
) -> Result<web::Json<Page<Organisation>>> {
    actor.require(Action::SeePeople)?;
    let mut selection = organisation::Entity::find();
    match actor.sight() {
        Sight::Everyone => {}
        Sight::Part(path) => {
            selection = selection.filter(organisation::Column::Path.starts_with(path));
        }
        Sight::Self_ => selection = selection.filter(organisation::Column::Id.is_null()),
    }
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
    responses((status = 201, description = "Added", body = Organisation)))]
#[post("/organisations")]
async fn create(
    app: web::Data<App>,
    actor: Actor,
    key: IdempotencyKey,
    Json(new): Json<NewOrganisation>,
) -> Result<HttpResponse> {
    actor.require(Action::ManageOrganisations)?;
    idempotency::once(
        &app,
        &actor,
        &key,
        StatusCode::CREATED,
        async |transaction| {
            let id = ids::new_id();
            let above = match new.parent_id {
                None => String::new(),
                Some(parent) => organisation::Entity::find_by_id(parent)
                    .one(transaction)
                    .await?
                    .map(|parent| parent.path)
                    .ok_or_else(|| Error::field("parent_id", "field-unknown"))?,
            };
            let row = organisation::ActiveModel {
                id: Set(id),
                parent_id: Set(new.parent_id),
                path: Set(format!("{above}{id}/")),
                name: Set(new.name.clone()),
                created_at: Set(app.clock.now()),
                ..Default::default()
            };
            let row = row.insert(transaction).await?;
            let line = Line::new(&actor, Deed::OrganisationCreated, id, app.clock.now())
                .in_organisation(Some(id))
                .with(json!({"name": row.name, "parent_id": row.parent_id}));
            audit::record(transaction, line).await?;
            Ok(Organisation::from(row))
        },
    )
    .await
}
