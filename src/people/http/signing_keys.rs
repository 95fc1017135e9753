//! The keys that sign access tokens.

use actix_web::{HttpResponse, post, web};
use chrono::TimeDelta;
use serde::Serialize;
use serde_json::json;
use utoipa::ToSchema;

use crate::app::App;
use crate::audit::{self, Deed, Line};
use crate::error::Result;
use crate::http::routes::Routes;
use crate::people::tokens;
use crate::policy::{Action, Actor};

/// The routes of this file.
pub fn routes(config: &mut Routes) {
    config.service(rotate_keys);
}

/// The key that signs access tokens from now on.
#[derive(Debug, Serialize, ToSchema)]
pub struct SigningKey {
    /// Its identifier, as tokens name it.
    id: String,
}

/// Replaces the key that signs access tokens. Tokens that the old key has signed go on working
/// until they expire.
#[utoipa::path(tag = "operation", operation_id = "rotate_signing_keys",
    responses((status = 201, description = "Replaced", body = SigningKey)))]
#[post("/signing-keys")]
async fn rotate_keys(app: web::Data<App>, actor: Actor) -> Result<HttpResponse> {
    actor.require(Action::Operate)?;
    let transaction = app.database.begin().await?;
    let now = app.clock.now();
    let life = TimeDelta::seconds(app.config.sign_in.access_token_seconds);
    let id = tokens::rotate(&transaction, now, life).await?;
    let line = Line::new(&actor, Deed::SigningKeyReplaced, None, now);
    audit::record(&transaction, line.with(json!({"key": id}))).await?;
    transaction.commit().await?;
    app.keys.read(app.database.reader(), now).await?;
    Ok(HttpResponse::Created().json(SigningKey { id }))
}
