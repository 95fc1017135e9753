//! Adding, removing and preferring addresses and numbers, so that the person's row always repeats the main address,
//! and whether letters reach it.

use chrono::{DateTime, Utc};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter,
};
use uuid::Uuid;

use super::{get, of, usable};
use crate::db::{self, Transaction};
use crate::error::{Code, Error, FieldError, Result};
use crate::ids;
use crate::messages::Arguments;
use crate::people::identifiers::ContactKind;
use crate::people::tables::access::contact;
use crate::people::tables::{person, single_use_token};

/// The most addresses and numbers of one person.
const MOST: u64 = 10;

/// The row of the main address that `people.email` repeats, for those who write many new people down at
/// once; folded as it is stored.
#[must_use]
pub fn main_email(person_id: Uuid, email: String, now: DateTime<Utc>) -> contact::ActiveModel {
    main(person_id, (ContactKind::Email, email), now)
}

/// The row of the main address or number of somebody new, folded as it is stored.
#[must_use]
pub fn main(
    person_id: Uuid,
    (kind, value): (ContactKind, String),
    now: DateTime<Utc>,
) -> contact::ActiveModel {
    contact::ActiveModel {
        id: Set(ids::new_id()),
        person_id: Set(person_id),
        kind: Set(kind),
        value: Set(value),
        main: Set(true),
        added_by: Set(None),
        verified_at: Set(None),
        bounced_at: Set(None),
        bounce_reason: Set(None),
        created_at: Set(now),
    }
}

/// Adds an address or a number, folded as it is stored. It becomes the main one when there is none that
/// is better. The row of the person must be locked.
///
/// # Errors
/// [`Code::EmailTaken`] and [`Code::TelephoneTaken`] when it is another person's,
/// [`Code::AlreadyExists`] when it is the person's own, [`Code::Invalid`] when there are too many.
pub async fn add(
    transaction: &Transaction,
    person_id: Uuid,
    (kind, value): (ContactKind, String),
    added_by: Option<Uuid>,
    now: DateTime<Utc>,
) -> Result<contact::Model> {
    let so_far = contact::Entity::find().filter(contact::Column::PersonId.eq(person_id));
    if so_far.count(transaction).await? >= MOST {
        let arguments = Arguments::none().with("most", MOST);
        return Err(Error::fields(vec![FieldError {
            arguments,
            ..FieldError::new("value", "field-too-many-contacts")
        }]));
    }
    make_room(transaction, person_id, kind, &value).await?;
    let row = contact::ActiveModel {
        id: Set(ids::new_id()),
        person_id: Set(person_id),
        kind: Set(kind),
        value: Set(value),
        main: Set(false),
        added_by: Set(added_by),
        created_at: Set(now),
        ..Default::default()
    };
    let added = row
        .insert(transaction)
        .await
        .map_err(db::taken(taken(kind)))?;
    choose_main(transaction, person_id, kind).await?;
    get(transaction, person_id, added.id).await
}

fn taken(kind: ContactKind) -> Code {
    match kind {
        ContactKind::Email => Code::EmailTaken,
        ContactKind::Telephone => Code::TelephoneTaken,
    }
}

/// A mere claim of another person gives way.
async fn make_room(
    transaction: &Transaction,
    person_id: Uuid,
    kind: ContactKind,
    value: &str,
) -> Result<()> {
    let found = contact::Entity::find()
        .filter(contact::Column::Value.eq(value))
        .one(transaction)
        .await?;
    match found {
        None => Ok(()),
        Some(row) if row.person_id == person_id => Err(Code::AlreadyExists.into()),
        Some(row) if row.is_claim() => delete(transaction, row.id).await,
        Some(_) => Err(taken(kind).into()),
    }
}

/// What was sent to the address opens nothing any more.
async fn delete(transaction: &Transaction, id: Uuid) -> Result<()> {
    single_use_token::Entity::delete_many()
        .filter(single_use_token::Column::ContactId.eq(id))
        .exec(transaction)
        .await?;
    contact::Entity::delete_by_id(id).exec(transaction).await?;
    Ok(())
}

/// Removes one. The row of the person must be locked.
///
/// # Errors
/// [`Code::LastIdentifier`] when nothing would be left by which the person is known.
pub async fn remove(
    transaction: &Transaction,
    person: &person::Model,
    row: &contact::Model,
) -> Result<()> {
    delete(transaction, row.id).await?;
    let left = contact::Entity::find()
        .filter(contact::Column::PersonId.eq(person.id))
        .filter(usable())
        .count(transaction)
        .await?;
    if left == 0 && person.register_number.is_none() && !row.is_claim() {
        return Err(Code::LastIdentifier.into());
    }
    choose_main(transaction, person.id, row.kind).await
}

/// Makes one the main one of its kind. The row of the person must be locked.
///
/// # Errors
/// [`Code::ContactUnverified`] when it is only claimed.
pub async fn make_main(transaction: &Transaction, row: &contact::Model) -> Result<()> {
    if row.is_claim() {
        return Err(Code::ContactUnverified.into());
    }
    set_main(transaction, row.person_id, row.kind, Some(row)).await
}

/// Puts an address in the place of the main one, which was wrong. The row of the person must be locked.
///
/// # Errors
/// [`Code::EmailTaken`] when it is another person's.
pub async fn correct_email(
    transaction: &Transaction,
    person_id: Uuid,
    email: String,
    by: Uuid,
    now: DateTime<Utc>,
) -> Result<()> {
    let all = of(transaction, person_id).await?;
    let main = all
        .iter()
        .find(|row| row.main && row.kind == ContactKind::Email);
    if main.is_some_and(|main| main.value == email) {
        return Ok(());
    }
    if let Some(main) = main {
        delete(transaction, main.id).await?;
    }
    // One that the person has claimed is now written down by somebody else.
    let own = all.iter().find(|row| row.value == email);
    if let Some(own) = own.filter(|own| own.is_claim()) {
        delete(transaction, own.id).await?;
    }
    let row = match own.filter(|own| !own.is_claim()) {
        Some(own) => own.clone(),
        None => {
            let new = (ContactKind::Email, email);
            // An administrator who corrects the own address does so as one.
            let by = Some(by).filter(|by| *by != person_id);
            add(transaction, person_id, new, by, now).await?
        }
    };
    make_main(transaction, &row).await
}

/// Notes that a letter to the address has been answered. The row of the person must be locked.
///
/// # Errors
/// When the database fails.
pub async fn verify(
    transaction: &Transaction,
    row: contact::Model,
    now: DateTime<Utc>,
) -> Result<()> {
    contact::ActiveModel {
        id: Set(row.id),
        verified_at: Set(Some(row.verified_at.unwrap_or(now))),
        bounced_at: Set(None),
        bounce_reason: Set(None),
        ..Default::default()
    }
    .update(transaction)
    .await?;
    choose_main(transaction, row.person_id, row.kind).await
}

/// Notes whether the mail server takes letters to the address: why it does not, or none when it does
/// again. The main address stays so; letters go to another until it is mended. The row of the person must be locked.
///
/// # Errors
/// When the database fails.
pub async fn note_delivery(
    transaction: &Transaction,
    (person_id, id): (Uuid, Uuid),
    refused: Option<(DateTime<Utc>, String)>,
) -> Result<()> {
    let (at, reason) = refused.unzip();
    contact::Entity::update_many()
        .col_expr(contact::Column::BouncedAt, Expr::value(at))
        .col_expr(contact::Column::BounceReason, Expr::value(reason))
        .filter(contact::Column::Id.eq(id))
        .exec(transaction)
        .await?;
    repeat(transaction, person_id).await
}

/// Keeps the main one as long as it is good, else takes the best of the others.
async fn choose_main(transaction: &Transaction, person_id: Uuid, kind: ContactKind) -> Result<()> {
    let all = of(transaction, person_id).await?;
    let usable = || all.iter().filter(|row| row.kind == kind && !row.is_claim());
    let best = usable().min_by_key(|row| (row.bounced_at.is_some(), row.order()));
    set_main(transaction, person_id, kind, best).await
}

async fn set_main(
    transaction: &Transaction,
    person_id: Uuid,
    kind: ContactKind,
    main: Option<&contact::Model>,
) -> Result<()> {
    let of_person = contact::Entity::update_many()
        .filter(contact::Column::PersonId.eq(person_id))
        .filter(contact::Column::Kind.eq(kind));
    let id = main.map_or(Uuid::nil(), |main| main.id);
    // First the former one: never are there two.
    of_person
        .clone()
        .col_expr(contact::Column::Main, Expr::value(false))
        .filter(contact::Column::Id.ne(id))
        .exec(transaction)
        .await?;
    of_person
        .col_expr(contact::Column::Main, Expr::value(true))
        .filter(contact::Column::Id.eq(id))
        .exec(transaction)
        .await?;
    match kind {
        ContactKind::Email => repeat(transaction, person_id).await,
        ContactKind::Telephone => Ok(()),
    }
}

/// Repeats in the person's row what its addresses say.
async fn repeat(transaction: &Transaction, person_id: Uuid) -> Result<()> {
    let all = of(transaction, person_id).await?;
    let main = all
        .iter()
        .find(|row| row.main && row.kind == ContactKind::Email);
    person::ActiveModel {
        id: Set(person_id),
        email: Set(main.map(|main| main.value.clone())),
        bounced: Set(main.is_some_and(|main| main.bounced_at.is_some())),
        unreachable: Set(!all.iter().any(contact::Model::is_good)),
        ..Default::default()
    }
    .update(transaction)
    .await?;
    Ok(())
}
