//! Tokens that are sent by mail and work once: invitations and links that sign in.

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

use super::tables::single_use_token;
use crate::db::Transaction;
use crate::error::{Code, Result};
use crate::ids;

/// What a token is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// Setting the first password, or a new one.
    Invitation,
    /// Signing in without a password.
    MagicLink,
}

impl Purpose {
    fn name(self) -> &'static str {
        match self {
            Self::Invitation => "invitation",
            Self::MagicLink => "magic_link",
        }
    }

    /// The page that a person is sent to, from the public address. The token stands behind `#`:
    /// browsers do not send what stands there, so it reaches no log on the way.
    #[must_use]
    pub fn page(self, token: &str) -> String {
        let page = match self {
            Self::Invitation => "invitation",
            Self::MagicLink => "sign-in",
        };
        format!("{page}#token={token}")
    }
}

/// Makes a token; only its hash is kept.
///
/// # Errors
/// When the database fails.
pub async fn make(
    transaction: &Transaction,
    person_id: Uuid,
    purpose: Purpose,
    now: DateTime<Utc>,
    life: TimeDelta,
) -> Result<String> {
    let token = ids::new_secret();
    single_use_token::ActiveModel {
        hash: Set(ids::hash_of_secret(&token)),
        person_id: Set(person_id),
        purpose: Set(purpose.name().to_owned()),
        expires_at: Set(now + life),
        used_at: Set(None),
    }
    .insert(transaction)
    .await?;
    Ok(token)
}

/// Uses a token, once: of two that come together, one update finds the row unused.
///
/// # Errors
/// [`Code::TokenInvalid`] when it was used, has expired or never was.
pub async fn take(
    transaction: &Transaction,
    token: &str,
    purpose: Purpose,
    now: DateTime<Utc>,
) -> Result<Uuid> {
    let hash = ids::hash_of_secret(token);
    let used = single_use_token::Entity::update_many()
        .col_expr(single_use_token::Column::UsedAt, Expr::value(now))
        .filter(single_use_token::Column::Hash.eq(&hash))
        .filter(single_use_token::Column::Purpose.eq(purpose.name()))
        .filter(single_use_token::Column::UsedAt.is_null())
        .filter(single_use_token::Column::ExpiresAt.gt(now))
        .exec(transaction)
        .await?;
    if used.rows_affected == 0 {
        return Err(Code::TokenInvalid.into());
    }
    let row = single_use_token::Entity::find_by_id(hash)
        .one(transaction)
        .await?;
    row.map(|row| row.person_id)
        .ok_or(Code::TokenInvalid.into())
}

/// Makes every open token of a person useless, for example after the password was changed.
///
/// # Errors
/// When the database fails.
pub async fn cancel_all(transaction: &Transaction, person_id: Uuid) -> Result<()> {
    single_use_token::Entity::delete_many()
        .filter(single_use_token::Column::PersonId.eq(person_id))
        .exec(transaction)
        .await?;
    Ok(())
}
