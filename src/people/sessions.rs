//! Devices on which a person is signed in, and the tokens that keep them so.

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, QueryFilter, QuerySelect};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::tables::{person, refresh_token, session};
use super::tokens::Claims;
use crate::app::App;
use crate::db::Transaction;
use crate::error::{Code, Result};
use crate::ids;

/// What a device signs its requests with.
#[derive(Debug, Serialize, ToSchema)]
pub struct Tokens {
    /// Sent with every request as `Authorization: Bearer …`.
    pub access_token: String,
    /// When the access token expires.
    pub expires_at: DateTime<Utc>,
    /// Exchanged once for new tokens, at `/api/v1/tokens`.
    pub refresh_token: String,
    /// The person who is signed in.
    pub person_id: Uuid,
    /// The device's session, for the audit log.
    #[serde(skip)]
    #[schema(ignore)]
    pub session_id: Uuid,
}

/// For how long a refresh token that was used is taken again: on a bad line the answer with the
/// next one may be lost, and that must sign nobody out in the middle of a quiz.
const LOST_ANSWER: TimeDelta = TimeDelta::seconds(30);

/// What became of a refresh token.
#[derive(Debug)]
pub enum Renewal {
    /// It was good: here are the next ones.
    Renewed(Tokens),
    /// It was used before: somebody has a copy. The session has been ended.
    Stolen,
    /// It has expired, its session has ended, or it never was.
    Unknown,
}

/// Signs a person in on a device.
///
/// # Errors
/// [`Code::WrongCredentials`] when the person has been switched off.
pub async fn open(
    app: &App,
    transaction: &Transaction,
    person: &person::Model,
    device: &str,
) -> Result<Tokens> {
    if !person.active {
        return Err(Code::WrongCredentials.into());
    }
    let now = app.clock.now();
    let session = session::ActiveModel {
        id: Set(ids::new_id()),
        person_id: Set(person.id),
        device: Set(device.chars().take(300).collect()),
        created_at: Set(now),
        last_used_at: Set(now),
        ended_at: Set(None),
    }
    .insert(transaction)
    .await?;
    issue(app, transaction, &session).await
}

/// Exchanges a refresh token. The row of the session is locked, so that of two exchanges of one
/// token that come together the second sees the first.
///
/// # Errors
/// When the database fails.
pub async fn renew(app: &App, transaction: &Transaction, token: &str) -> Result<Renewal> {
    let now = app.clock.now();
    let hash = ids::hash_of_secret(token);
    let Some(found) = refresh_token::Entity::find_by_id(&hash)
        .one(transaction)
        .await?
    else {
        return Ok(Renewal::Unknown);
    };
    let session = session::Entity::find_by_id(found.session_id)
        .filter(session::Column::EndedAt.is_null())
        .lock_exclusive()
        .one(transaction)
        .await?;
    let (Some(session), Some(token)) = (
        session,
        refresh_token::Entity::find_by_id(&hash)
            .one(transaction)
            .await?,
    ) else {
        return Ok(Renewal::Unknown);
    };
    if token
        .used_at
        .is_some_and(|used_at| now - used_at > LOST_ANSWER)
    {
        end(transaction, session.id, now).await?;
        return Ok(Renewal::Stolen);
    }
    if token.expires_at <= now {
        return Ok(Renewal::Unknown);
    }
    // Every token that the session has so far counts as used now: whichever of two holders comes
    // later than this has a copy.
    refresh_token::Entity::update_many()
        .col_expr(refresh_token::Column::UsedAt, Expr::value(now))
        .filter(refresh_token::Column::SessionId.eq(session.id))
        .filter(refresh_token::Column::UsedAt.is_null())
        .exec(transaction)
        .await?;
    session::ActiveModel {
        id: Set(session.id),
        last_used_at: Set(now),
        ..Default::default()
    }
    .update(transaction)
    .await?;
    Ok(Renewal::Renewed(issue(app, transaction, &session).await?))
}

async fn issue(app: &App, transaction: &Transaction, session: &session::Model) -> Result<Tokens> {
    let now = app.clock.now();
    let refresh_token = ids::new_secret();
    refresh_token::ActiveModel {
        hash: Set(ids::hash_of_secret(&refresh_token)),
        session_id: Set(session.id),
        expires_at: Set(now + TimeDelta::days(app.config.sign_in.refresh_token_days)),
        used_at: Set(None),
    }
    .insert(transaction)
    .await?;
    let expires_at = now + TimeDelta::seconds(app.config.sign_in.access_token_seconds);
    let access_token = app.keys.sign(&Claims {
        person: session.person_id,
        session: session.id,
        issued_at: now.timestamp(),
        expires_at: expires_at.timestamp(),
    })?;
    Ok(Tokens {
        access_token,
        expires_at,
        refresh_token,
        person_id: session.person_id,
        session_id: session.id,
    })
}

/// Signs a device out, at once.
///
/// # Errors
/// When the database fails.
pub async fn end(transaction: &Transaction, session_id: Uuid, now: DateTime<Utc>) -> Result<()> {
    session::Entity::update_many()
        .col_expr(session::Column::EndedAt, Expr::value(now))
        .filter(session::Column::Id.eq(session_id))
        .filter(session::Column::EndedAt.is_null())
        .exec(transaction)
        .await?;
    Ok(())
}

/// Signs all devices of a person out, except the one that is named.
///
/// # Errors
/// When the database fails.
pub async fn end_all(
    transaction: &Transaction,
    person_id: Uuid,
    except: Option<Uuid>,
    now: DateTime<Utc>,
) -> Result<()> {
    let mut ending = session::Entity::update_many()
        .col_expr(session::Column::EndedAt, Expr::value(now))
        .filter(session::Column::PersonId.eq(person_id))
        .filter(session::Column::EndedAt.is_null());
    if let Some(kept) = except {
        ending = ending.filter(session::Column::Id.ne(kept));
    }
    ending.exec(transaction).await?;
    Ok(())
}
