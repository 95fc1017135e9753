//! Recovery codes and sign-in cards, as they are written down: issued, cancelled, and used once.
//!
//! A code that an officer tells somebody is short, so it is hashed as slowly as a password and looked
//! for by its person. The code on a card is long enough to be looked for by itself.

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, EntityTrait, PaginatorTrait,
    QueryFilter, QueryOrder,
};
use uuid::Uuid;

use super::recovery_code::{PRINTED, TOLD, Typed, checked};
use super::store;
use super::tables::access::recovery_code::{self, CodeKind};
use super::tables::person;
use crate::app::App;
use crate::db::{self, Transaction};
use crate::error::{Code, Error, Result};
use crate::ids;

/// How many people's codes are cancelled at once.
const AT_ONCE: usize = 1_000;

/// A new code for somebody to tell: as it is said, and as it is kept.
///
/// # Errors
/// When the machine has no memory for the hash.
pub async fn new_told(app: &App) -> Result<(String, String)> {
    const RANDOM: usize = TOLD - 1;
    let code = checked(ids::new_letters::<RANDOM>());
    let hash = app.passwords.hash(code.clone()).await?;
    Ok((code, hash))
}

/// A new code for a card.
#[must_use]
pub fn new_printed() -> String {
    const RANDOM: usize = PRINTED - 1;
    checked(ids::new_letters::<RANDOM>())
}

/// What is written down of a code.
#[derive(Debug)]
pub struct Issued {
    /// Whose it is.
    pub person_id: Uuid,
    /// Its identifier.
    pub id: Uuid,
    /// As it is kept.
    pub hash: String,
}

/// Who issues codes of which kind, when, and until when they work.
#[derive(Debug, Clone, Copy)]
pub struct Issue {
    /// How they reach their people.
    pub kind: CodeKind,
    /// The batch of cards.
    pub batch_id: Option<Uuid>,
    /// Who issues them.
    pub issued_by: Uuid,
    /// Now.
    pub now: DateTime<Utc>,
    /// For how long they work.
    pub life: TimeDelta,
}

/// Writes codes down. What the same people had before of that kind does not work any more.
///
/// # Errors
/// When the database fails.
pub async fn issue(transaction: &Transaction, issue: Issue, codes: Vec<Issued>) -> Result<()> {
    let people: Vec<Uuid> = codes.iter().map(|code| code.person_id).collect();
    for some in people.chunks(AT_ONCE) {
        let of_them = Condition::all()
            .add(recovery_code::Column::PersonId.is_in(some.iter().copied()))
            .add(recovery_code::Column::Kind.eq(issue.kind));
        cancel(transaction, of_them, issue.now).await?;
    }
    let rows = codes.into_iter().map(|code| recovery_code::ActiveModel {
        id: Set(code.id),
        person_id: Set(code.person_id),
        kind: Set(issue.kind),
        batch_id: Set(issue.batch_id),
        hash: Set(code.hash),
        issued_by: Set(issue.issued_by),
        issued_at: Set(issue.now),
        expires_at: Set(issue.now + issue.life),
        used_at: Set(None),
        cancelled_at: Set(None),
    });
    db::insert_all(transaction, rows, None).await?;
    Ok(())
}

/// Goes on when somebody may issue so many more of a kind: only so many an hour. The row of the issuer is
/// locked, so that of two requests the second sees the first.
///
/// # Errors
/// [`Code::TooManyRequests`], with when to come back.
pub async fn require_rate(
    transaction: &Transaction,
    issuer: Uuid,
    kind: CodeKind,
    (more, most): (u64, u64),
    now: DateTime<Utc>,
) -> Result<()> {
    let hour = TimeDelta::hours(1);
    store::lock(transaction, issuer).await?;
    let lately = recovery_code::Entity::find()
        .filter(recovery_code::Column::IssuedBy.eq(issuer))
        .filter(recovery_code::Column::Kind.eq(kind))
        .filter(recovery_code::Column::IssuedAt.gt(now - hour))
        .order_by_asc(recovery_code::Column::IssuedAt);
    if lately.clone().count(transaction).await? + more <= most {
        return Ok(());
    }
    let first = lately.one(transaction).await?;
    let back = first.map_or(hour, |first| first.issued_at + hour - now);
    Err(Error {
        // Rounded up: whoever comes back when told is let through.
        retry_after_seconds: Some(back.num_seconds() + 1),
        ..Code::TooManyRequests.into()
    })
}

/// Makes every code and card of a person useless, for example after the password was set.
///
/// # Errors
/// When the database fails.
pub async fn cancel_all(
    transaction: &Transaction,
    person_id: Uuid,
    now: DateTime<Utc>,
) -> Result<()> {
    let of_person = recovery_code::Column::PersonId.eq(person_id);
    cancel(transaction, Condition::all().add(of_person), now).await?;
    Ok(())
}

/// Makes the cards of a batch useless that have not been used; returns how many.
///
/// # Errors
/// When the database fails.
pub async fn cancel_batch(
    transaction: &Transaction,
    batch_id: Uuid,
    now: DateTime<Utc>,
) -> Result<u64> {
    let of_batch = recovery_code::Column::BatchId.eq(batch_id);
    cancel(transaction, Condition::all().add(of_batch), now).await
}

async fn cancel(transaction: &Transaction, which: Condition, now: DateTime<Utc>) -> Result<u64> {
    let cancelled = recovery_code::Entity::update_many()
        .col_expr(recovery_code::Column::CancelledAt, Expr::value(now))
        .filter(which)
        .filter(recovery_code::Column::UsedAt.is_null())
        .filter(recovery_code::Column::CancelledAt.is_null())
        .exec(transaction)
        .await?;
    Ok(cancelled.rows_affected)
}

/// The open code that somebody has typed, who named this person; none when it is wrong. That takes the
/// same time whoever was named.
///
/// # Errors
/// When the database fails.
pub async fn find(
    app: &App,
    typed: Typed,
    named: Option<&person::Model>,
) -> Result<Option<recovery_code::Model>> {
    let reader = app.database.reader();
    let now = app.clock.now();
    match typed {
        Typed::Printed(code) => {
            let hash = ids::hash_of_secret(&code);
            let which = recovery_code::Column::Hash.eq(hash);
            open(reader, CodeKind::Printed, which, now).await
        }
        Typed::Told(code) => {
            let person_id = named.map_or(Uuid::nil(), |person| person.id);
            let which = recovery_code::Column::PersonId.eq(person_id);
            let found = open(reader, CodeKind::Told, which, now).await?;
            let hash = found.as_ref().map(|found| found.hash.clone());
            let fits = app.passwords.fits(code, hash).await?;
            Ok(found.filter(|_| fits))
        }
    }
}

async fn open(
    connection: &impl ConnectionTrait,
    kind: CodeKind,
    which: Expr,
    now: DateTime<Utc>,
) -> Result<Option<recovery_code::Model>> {
    Ok(recovery_code::Entity::find()
        .filter(which)
        .filter(recovery_code::Column::Kind.eq(kind))
        .filter(recovery_code::Column::UsedAt.is_null())
        .filter(recovery_code::Column::CancelledAt.is_null())
        .filter(recovery_code::Column::ExpiresAt.gt(now))
        .one(connection)
        .await?)
}

/// Uses a code, once: of two that come together, one update finds the row open.
///
/// # Errors
/// [`Code::RecoveryCodeInvalid`] when it was used, cancelled or has expired meanwhile.
pub async fn take(transaction: &Transaction, id: Uuid, now: DateTime<Utc>) -> Result<()> {
    let used = recovery_code::Entity::update_many()
        .col_expr(recovery_code::Column::UsedAt, Expr::value(now))
        .filter(recovery_code::Column::Id.eq(id))
        .filter(recovery_code::Column::UsedAt.is_null())
        .filter(recovery_code::Column::CancelledAt.is_null())
        .filter(recovery_code::Column::ExpiresAt.gt(now))
        .exec(transaction)
        .await?;
    if used.rows_affected == 0 {
        return Err(Code::RecoveryCodeInvalid.into());
    }
    Ok(())
}
