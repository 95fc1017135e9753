//! Requests that are sent again: the header `Idempotency-Key` makes a request happen once, however
//! often a bad line makes a client send it. The key, what the request changes and its answer
//! commit together, so that none is ever there without the others.

use std::future::{Ready, ready};

use actix_web::dev::Payload;
use actix_web::http::StatusCode;
use actix_web::{FromRequest, HttpMessage, HttpRequest, HttpResponse};
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, EntityTrait};
use serde::Serialize;

use crate::app::App;
use crate::db::Transaction;
use crate::error::{Code, Error, Result};
use crate::ids;
use crate::policy::Actor;

/// The SHA-256 of a body that was read, kept with its request by `http/json.rs`.
#[derive(Debug, Clone)]
pub struct BodyHash(pub String);

/// The key of a request, when it has one.
#[derive(Debug)]
pub struct IdempotencyKey {
    key: Option<String>,
    request: HttpRequest,
}

impl FromRequest for IdempotencyKey {
    type Error = Error;
    type Future = Ready<Result<Self>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let header = request.headers().get("idempotency-key");
        let key = header.map(|value| value.to_str().unwrap_or_default().to_owned());
        if key
            .as_ref()
            .is_some_and(|key| key.is_empty() || key.len() > 200)
        {
            return ready(Err(Error::field("Idempotency-Key", "field-invalid")));
        }
        ready(Ok(Self {
            key,
            request: request.clone(),
        }))
    }
}

impl IdempotencyKey {
    /// Whether the request has none.
    #[must_use]
    pub fn is_absent(&self) -> bool {
        self.key.is_none()
    }

    /// The key itself, for work that must keep nothing of what the request says.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        self.key.as_deref()
    }

    /// What the request asks for, so that one key cannot stand for two requests.
    fn request_hash(&self) -> String {
        let body = self
            .request
            .extensions()
            .get::<BodyHash>()
            .map(|hash| hash.0.clone());
        let asked = format!(
            "{} {} {}",
            self.request.method(),
            self.request.uri(),
            body.unwrap_or_default()
        );
        ids::hash_of_secret(&asked)
    }
}

/// Does the work in one transaction and answers with what it returns; a request that was answered
/// before gets the same answer again, and the work is not done twice.
///
/// # Errors
/// Those of the work, which then leaves no trace; [`Code::IdempotencyKeyReused`] when the key was
/// used for another request.
pub async fn once<T: Serialize>(
    app: &App,
    actor: &Actor,
    key: &IdempotencyKey,
    status: StatusCode,
    work: impl AsyncFnOnce(&Transaction) -> Result<T>,
) -> Result<HttpResponse> {
    let transaction = app.database.begin().await?;
    if let Some(key_text) = &key.key {
        let row = table::ActiveModel {
            person_id: Set(actor.person_id),
            key: Set(key_text.clone()),
            request_hash: Set(key.request_hash()),
            response_status: Set(0),
            response_body: Set(String::new()),
            created_at: Set(app.clock.now()),
        };
        // Of two requests with one key that arrive together, the second waits here for the first.
        let inserted = table::Entity::insert(row)
            .on_conflict(
                OnConflict::columns([table::Column::PersonId, table::Column::Key])
                    .do_nothing()
                    .to_owned(),
            )
            .exec_without_returning(&transaction)
            .await?;
        if inserted == 0 {
            return replay(&transaction, actor, key, key_text).await;
        }
    }
    let body = serde_json::to_string(&work(&transaction).await?).map_err(Error::internal)?;
    if let Some(key_text) = &key.key {
        let row = table::ActiveModel {
            person_id: Set(actor.person_id),
            key: Set(key_text.clone()),
            response_status: Set(i32::from(status.as_u16())),
            response_body: Set(body.clone()),
            ..Default::default()
        };
        table::Entity::update(row).exec(&transaction).await?;
    }
    transaction.commit().await?;
    Ok(answer(status, body))
}

async fn replay(
    transaction: &Transaction,
    actor: &Actor,
    key: &IdempotencyKey,
    key_text: &str,
) -> Result<HttpResponse> {
    let kept = table::Entity::find_by_id((actor.person_id, key_text.to_owned()))
        .one(transaction)
        .await?
        .ok_or(Code::IdempotencyKeyReused)?;
    if kept.request_hash != key.request_hash() {
        return Err(Code::IdempotencyKeyReused.into());
    }
    let status = u16::try_from(kept.response_status).ok();
    let status = status.and_then(|status| StatusCode::from_u16(status).ok());
    Ok(answer(status.unwrap_or(StatusCode::OK), kept.response_body))
}

fn answer(status: StatusCode, body: String) -> HttpResponse {
    HttpResponse::build(status)
        .content_type("application/json")
        .body(body)
}

/// The table of answers that are kept.
pub mod table {
    #![expect(
        missing_docs,
        reason = "sea-orm's derives make items without doc comments"
    )]

    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "idempotency_keys")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub person_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub key: String,
        pub request_hash: String,
        pub response_status: i32,
        pub response_body: String,
        pub created_at: DateTimeUtc,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
