//! Tokens that are sent by mail and work once: invitations, links that sign in, and links that show
//! that letters to an address arrive. Whoever uses any of them has shown that.

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

use super::tables::single_use_token;
use super::{contacts, store};
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
    /// Showing that letters to an address arrive.
    Verification,
}

impl Purpose {
    fn name(self) -> &'static str {
        match self {
            Self::Invitation => "invitation",
            Self::MagicLink => "magic_link",
            Self::Verification => "verification",
        }
    }

    /// The page that a person is sent to, from the public address. The token stands behind `#`:
    /// browsers do not send what stands there, so it reaches no log on the way.
    #[must_use]
    pub fn page(self, token: &str) -> String {
        let page = match self {
            Self::Invitation => "invitation",
            Self::MagicLink => "sign-in",
            Self::Verification => "address",
        };
        format!("{page}#token={token}")
    }
}

/// Makes a token that is sent to one of the person's addresses, or printed; only its hash is kept.
///
/// # Errors
/// When the database fails.
pub async fn make(
    transaction: &Transaction,
    person_id: Uuid,
    purpose: Purpose,
    contact_id: Option<Uuid>,
    (now, life): (DateTime<Utc>, TimeDelta),
) -> Result<String> {
    let token = ids::new_secret();
    single_use_token::ActiveModel {
        hash: Set(ids::hash_of_secret(&token)),
        person_id: Set(person_id),
        purpose: Set(purpose.name().to_owned()),
        expires_at: Set(now + life),
        used_at: Set(None),
        contact_id: Set(contact_id),
    }
    .insert(transaction)
    .await?;
    Ok(token)
}

/// Uses a token, once: of two that come together, one update finds the row unused. The address that it
/// was sent to is verified by it. Returns whose it is.
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
    let found = single_use_token::Entity::find_by_id(&hash)
        .filter(single_use_token::Column::Purpose.eq(purpose.name()))
        .one(transaction)
        .await?;
    let found = found.ok_or(Code::TokenInvalid)?;
    // The person first, as whoever cancels tokens does: nobody waits for each other.
    store::lock(transaction, found.person_id).await?;
    let used = single_use_token::Entity::update_many()
        .col_expr(single_use_token::Column::UsedAt, Expr::value(now))
        .filter(single_use_token::Column::Hash.eq(&hash))
        .filter(single_use_token::Column::UsedAt.is_null())
        .filter(single_use_token::Column::ExpiresAt.gt(now))
        .exec(transaction)
        .await?;
    if used.rows_affected == 0 {
        return Err(Code::TokenInvalid.into());
    }
    if let Some(contact_id) = found.contact_id {
        let contact = contacts::get(transaction, found.person_id, contact_id).await?;
        contacts::verify(transaction, contact, now).await?;
    }
    Ok(found.person_id)
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
