//! One's own account: who one is, one's password, one's devices.

use actix_web::{HttpResponse, delete, get, patch, post, web};
use chrono::{DateTime, Utc};
use garde::Validate;
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter,
    QueryOrder, QuerySelect,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::views::{OwnChange, Person};
use crate::app::App;
use crate::error::{Code, Result};
use crate::http::Json;
use crate::http::routes::Routes;
use crate::outbox::Letter;
use crate::people::rate_limit::{self, Limit};
use crate::people::tables::{person, session};
use crate::people::{contacts, recovery, sessions, single_use, store};
use crate::policy::Actor;

/// The routes of this file.
pub fn routes(config: &mut Routes) {
    config
        .service(own)
        .service(change_own)
        .service(change_password)
        .service(devices)
        .service(sign_device_out);
}

/// The person who is signed in.
#[utoipa::path(tag = "own account", operation_id = "read_own_account",
    responses((status = 200, description = "The person who is signed in", body = Person)))]
#[get("/me")]
async fn own(app: web::Data<App>, actor: Actor) -> Result<web::Json<Person>> {
    let person = store::get(app.database.reader(), actor.person_id).await?;
    Ok(web::Json(Person::new(person, actor.roles)))
}

/// Changes one's language or time zone.
#[utoipa::path(tag = "own account", operation_id = "change_own_account", request_body = OwnChange,
    responses((status = 200, description = "As it is now", body = Person)))]
#[patch("/me")]
async fn change_own(
    app: web::Data<App>,
    actor: Actor,
    Json(change): Json<OwnChange>,
) -> Result<web::Json<Person>> {
    let transaction = app.database.begin().await?;
    let before = person::Entity::find_by_id(actor.person_id)
        .lock_exclusive()
        .one(&transaction)
        .await?
        .ok_or(Code::NotFound)?;
    let revision = before.revision;
    let mut row = before.into_active_model();
    if let Some(language) = change.language {
        row.language = Set(language);
    }
    if let Some(time_zone) = change.time_zone {
        row.time_zone = Set(time_zone);
    }
    row.revision = Set(revision + 1);
    let person = row.update(&transaction).await?;
    transaction.commit().await?;
    Ok(web::Json(Person::new(person, actor.roles)))
}

/// The password that is, and the one that shall be.
#[derive(Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"current": "сайхан өдөр 7", "new": "сайхан шөнө 8"}))]
pub struct PasswordChange {
    /// The password that is.
    #[garde(length(chars, min = 1, max = 200))]
    current: String,
    /// The password that shall be.
    #[garde(length(chars, min = 8, max = 200))]
    new: String,
}

/// Changes one's password. Every other device is signed out, open links, recovery codes and cards
/// stop working, and a mail to every address tells the person.
#[utoipa::path(tag = "own account", operation_id = "change_password",
    request_body = PasswordChange, responses((status = 204, description = "Changed")))]
#[post("/me/password")]
async fn change_password(
    app: web::Data<App>,
    actor: Actor,
    Json(change): Json<PasswordChange>,
) -> Result<HttpResponse> {
    let person = store::get(app.database.reader(), actor.person_id).await?;
    let account = Limit::account(&app, "password", Some(&person), "");
    rate_limit::count_try(&app, &[account]).await?;
    if !app
        .passwords
        .fits(change.current, person.password_hash)
        .await?
    {
        return Err(Code::WrongCredentials.into());
    }
    let hash = app.passwords.hash(change.new).await?;
    let transaction = app.database.begin().await?;
    let now = app.clock.now();
    person::ActiveModel {
        id: Set(actor.person_id),
        password_hash: Set(Some(hash)),
        ..Default::default()
    }
    .update(&transaction)
    .await?;
    sessions::end_all(&transaction, actor.person_id, Some(actor.session_id), now).await?;
    single_use::cancel_all(&transaction, actor.person_id).await?;
    recovery::cancel_all(&transaction, actor.person_id, now).await?;
    let letter = vec![(actor.person_id, Letter::PasswordChanged)];
    contacts::tell_everywhere(&transaction, letter, now).await?;
    transaction.commit().await?;
    app.outbox.wake();
    Ok(HttpResponse::NoContent().finish())
}

/// A device on which one is signed in.
#[derive(Debug, Serialize, ToSchema)]
pub struct Device {
    /// The identifier of the device's session.
    id: Uuid,
    /// What the device called itself when it signed in.
    device: String,
    /// When it signed in.
    created_at: DateTime<Utc>,
    /// When its tokens were last renewed.
    last_used_at: DateTime<Utc>,
    /// Whether it is the device that asks.
    current: bool,
}

/// The devices on which one is signed in, the one used last first; 200 at most.
#[utoipa::path(tag = "own account", operation_id = "list_devices",
    responses((status = 200, description = "The devices", body = Vec<Device>)))]
#[get("/me/devices")]
async fn devices(app: web::Data<App>, actor: Actor) -> Result<web::Json<Vec<Device>>> {
    let rows = session::Entity::find()
        .filter(session::Column::PersonId.eq(actor.person_id))
        .filter(session::Column::EndedAt.is_null())
        .order_by_desc(session::Column::LastUsedAt)
        .limit(200)
        .all(app.database.reader())
        .await?;
    let devices = rows.into_iter().map(|row| Device {
        id: row.id,
        device: row.device,
        created_at: row.created_at,
        last_used_at: row.last_used_at,
        current: row.id == actor.session_id,
    });
    Ok(web::Json(devices.collect()))
}

/// Signs one of one's devices out.
#[utoipa::path(tag = "own account", operation_id = "sign_device_out",
    params(("id" = Uuid, Path, description = "The device's session")),
    responses((status = 204, description = "Signed out"), (status = 404, description = "No such device of one's own", body = crate::http::problem::Problem)))]
#[delete("/me/devices/{id}")]
async fn sign_device_out(
    app: web::Data<App>,
    actor: Actor,
    id: web::Path<Uuid>,
) -> Result<HttpResponse> {
    let transaction = app.database.begin().await?;
    let session = session::Entity::find_by_id(*id)
        .filter(session::Column::PersonId.eq(actor.person_id))
        .one(&transaction)
        .await?
        .ok_or(Code::NotFound)?;
    sessions::end(&transaction, session.id, app.clock.now()).await?;
    transaction.commit().await?;
    Ok(HttpResponse::NoContent().finish())
}
