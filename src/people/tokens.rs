//! Access tokens: JSON Web Tokens (RFC 7519) signed with Ed25519 (RFC 8037), valid for minutes.
//!
//! The keys are in the database, so that every node signs and verifies with the same ones. The
//! newest key that is not retired signs; a retired one goes on verifying the tokens it has signed
//! until they expire.

use std::collections::HashMap;
use std::sync::RwLock;

use aws_lc_rs::signature::{Ed25519KeyPair, KeyPair};
use chrono::{DateTime, TimeDelta, Utc};
use jsonwebtoken::{
    Algorithm, DecodingKey, EncodingKey, Header, Validation, decode, decode_header, encode,
};
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder,
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::tables::signing_key;
use crate::app::App;
use crate::db::Transaction;
use crate::error::{Code, Error, Result};
use crate::ids;

/// How long a node may go on with keys that another has replaced.
const KEYS_ARE_READ_EVERY: TimeDelta = TimeDelta::seconds(30);

/// What an access token says.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Claims {
    /// The person.
    #[serde(rename = "sub")]
    pub person: Uuid,
    /// The device's session.
    #[serde(rename = "sid")]
    pub session: Uuid,
    /// When it was issued, in seconds since 1970.
    #[serde(rename = "iat")]
    pub issued_at: i64,
    /// When it expires, in seconds since 1970.
    #[serde(rename = "exp")]
    pub expires_at: i64,
}

/// The keys that this node knows.
#[derive(Default)]
pub struct Keys {
    known: RwLock<Known>,
}

#[derive(Default)]
struct Known {
    /// By identifier, each with when it was retired.
    verifying: HashMap<String, (DecodingKey, Option<DateTime<Utc>>)>,
    signing: Option<(String, EncodingKey)>,
    read_at: Option<DateTime<Utc>>,
}

impl std::fmt::Debug for Keys {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("signing keys")
    }
}

impl Keys {
    /// Reads the keys, so that what another node has changed holds here.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn read(&self, connection: &impl ConnectionTrait, now: DateTime<Utc>) -> Result<()> {
        let rows = signing_key::Entity::find()
            .order_by_asc(signing_key::Column::CreatedAt)
            .all(connection)
            .await?;
        let mut fresh = Known {
            read_at: Some(now),
            ..Known::default()
        };
        for row in rows {
            let key = DecodingKey::from_ed_der(&row.public_key);
            fresh
                .verifying
                .insert(row.id.clone(), (key, row.retired_at));
            if row.retired_at.is_none() {
                fresh.signing = Some((row.id, EncodingKey::from_ed_der(&row.private_key)));
            }
        }
        *self.known.write().map_err(poisoned)? = fresh;
        Ok(())
    }

    /// Whether there is a key to sign with.
    ///
    /// # Errors
    /// When a thread died while it held the keys.
    pub fn can_sign(&self) -> Result<bool> {
        Ok(self.known.read().map_err(poisoned)?.signing.is_some())
    }

    /// Signs an access token, or something else that this server has said.
    ///
    /// # Errors
    /// When there is no key to sign with.
    pub fn sign(&self, claims: &impl Serialize) -> Result<String> {
        let known = self.known.read().map_err(poisoned)?;
        let (id, key) = known
            .signing
            .as_ref()
            .ok_or_else(|| Error::internal("no signing key"))?;
        let header = Header {
            kid: Some(id.clone()),
            ..Header::new(Algorithm::EdDSA)
        };
        encode(&header, claims, key).map_err(Error::internal)
    }

    /// What a token says, when one of our keys signed it and it has not expired.
    ///
    /// # Errors
    /// [`Code::Unauthenticated`] otherwise.
    pub async fn verify(&self, app: &App, token: &str) -> Result<Claims> {
        let refused = |_| Error::from(Code::Unauthenticated);
        let header = decode_header(token).map_err(refused)?;
        let id = header.kid.ok_or(Code::Unauthenticated)?;
        if self.is_worth_reading(&id, app.clock.now())? {
            self.read(app.database.reader(), app.clock.now()).await?;
        }
        let known = self.known.read().map_err(poisoned)?;
        let (key, retired_at) = known.verifying.get(&id).ok_or(Code::Unauthenticated)?;
        // Expiry is checked below, against the application's clock.
        let mut validation = Validation::new(Algorithm::EdDSA);
        validation.validate_exp = false;
        validation.set_required_spec_claims(&["sub", "exp"]);
        let claims = decode::<Claims>(token, key, &validation)
            .map_err(refused)?
            .claims;
        let now = app.clock.now();
        let life = TimeDelta::seconds(app.config.sign_in.access_token_seconds);
        // A retired key verifies what it had signed and nothing newer: it may have been retired
        // because somebody else has it.
        let is_out_of_use = retired_at.is_some_and(|at| {
            now > at + life || claims.issued_at > (at + KEYS_ARE_READ_EVERY).timestamp()
        });
        if claims.expires_at <= now.timestamp() || is_out_of_use {
            return Err(Code::Unauthenticated.into());
        }
        Ok(claims)
    }

    /// An unknown key may be one that another node has just made; but tokens with invented keys
    /// must not make us read the table each time, so it is read once a second at most. A known
    /// key may have been retired elsewhere, so that the table is also read from time to time.
    fn is_worth_reading(&self, id: &str, now: DateTime<Utc>) -> Result<bool> {
        let known = self.known.read().map_err(poisoned)?;
        let age = known.read_at.map_or(TimeDelta::MAX, |at| now - at);
        let is_unknown = !known.verifying.contains_key(id);
        Ok(age > KEYS_ARE_READ_EVERY || is_unknown && age >= TimeDelta::seconds(1))
    }
}

fn poisoned<T>(_: T) -> Error {
    Error::internal("a thread died while it held the signing keys")
}

/// Makes a key, and retires those before it. Keys that were retired longer ago than any token
/// lives are deleted.
///
/// # Errors
/// When the database fails.
pub async fn rotate(
    transaction: &Transaction,
    now: DateTime<Utc>,
    token_life: TimeDelta,
) -> Result<String> {
    signing_key::Entity::update_many()
        .col_expr(signing_key::Column::RetiredAt, Expr::value(now))
        .filter(signing_key::Column::RetiredAt.is_null())
        .exec(transaction)
        .await?;
    signing_key::Entity::delete_many()
        .filter(signing_key::Column::RetiredAt.lt(now - token_life))
        .exec(transaction)
        .await?;
    let pair = Ed25519KeyPair::generate().map_err(Error::internal)?;
    let private = pair.to_pkcs8().map_err(Error::internal)?;
    let id = ids::new_id().to_string();
    signing_key::ActiveModel {
        id: Set(id.clone()),
        private_key: Set(private.as_ref().to_vec()),
        public_key: Set(pair.public_key().as_ref().to_vec()),
        created_at: Set(now),
        retired_at: Set(None),
    }
    .insert(transaction)
    .await?;
    Ok(id)
}
