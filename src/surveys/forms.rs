//! Writing forms down: drafts, published versions, and those that the house brings along.

use chrono::{DateTime, Utc};
use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter,
    QueryOrder, QuerySelect,
};
use uuid::Uuid;

use super::built_in::{self, BuiltIn};
use super::document::{FormDocument, Purpose, checks};
use super::tables::{form, form_version};
use crate::app::App;
use crate::db::Transaction;
use crate::error::{Code, Error, Result};
use crate::http::IfMatch;
use crate::ids;

/// Goes on when everything in a form fits together; fields are named with `place` before them.
///
/// # Errors
/// [`Code::Invalid`] naming each field that does not.
pub fn require_fit(document: &FormDocument, place: &str) -> Result<()> {
    let mut faults = checks::faults(document);
    if faults.is_empty() {
        return Ok(());
    }
    for fault in &mut faults {
        fault.field.insert_str(0, place);
    }
    Err(Error::fields(faults))
}

/// A form, its row locked until the transaction ends, that may be changed: the house's own may not.
///
/// # Errors
/// [`Code::NotFound`], [`Code::FormBuiltIn`], [`Code::Changed`].
pub async fn lock(
    transaction: &Transaction,
    id: Uuid,
    if_match: Option<&IfMatch>,
) -> Result<form::Model> {
    let found = form::Entity::find_by_id(id)
        .lock_exclusive()
        .one(transaction)
        .await?;
    let form = found.ok_or(Code::NotFound)?;
    if let Some(if_match) = if_match {
        if_match.require(form.revision)?;
    }
    if form.author_id.is_none() {
        return Err(Code::FormBuiltIn.into());
    }
    Ok(form)
}

/// Publishes a draft as the next version. Surveys that have been placed stay on theirs.
///
/// # Errors
/// [`Code::Invalid`] when it asks nothing.
pub async fn publish(
    transaction: &Transaction,
    form: &form::Model,
    published_by: Option<Uuid>,
    now: DateTime<Utc>,
) -> Result<form_version::Model> {
    if form.draft.questions.is_empty() {
        return Err(Error::field("questions", "field-empty"));
    }
    let newest = newest(transaction, form.id).await?;
    let version = form_version::ActiveModel {
        id: Set(ids::new_id()),
        form_id: Set(form.id),
        number: Set(newest.map_or(1, |version| version.number + 1)),
        document: Set(form.draft.clone()),
        published_by: Set(published_by),
        published_at: Set(now),
    }
    .insert(transaction)
    .await?;
    let row = form::ActiveModel {
        id: Set(form.id),
        published_version_id: Set(Some(version.id)),
        ..Default::default()
    };
    form::Entity::update(row).exec(transaction).await?;
    Ok(version)
}

/// The newest version of a form.
///
/// # Errors
/// When the database fails.
pub async fn newest(
    connection: &impl ConnectionTrait,
    form_id: Uuid,
) -> Result<Option<form_version::Model>> {
    let found = form_version::Entity::find()
        .filter(form_version::Column::FormId.eq(form_id))
        .order_by_desc(form_version::Column::Number);
    Ok(found.one(connection).await?)
}

/// The newest version of a form for a purpose.
///
/// # Errors
/// [`Code::Invalid`] naming the field when there is no such form or nothing of it is published.
pub async fn published(
    connection: &impl ConnectionTrait,
    field: &str,
    form_id: Uuid,
    purpose: Purpose,
) -> Result<form_version::Model> {
    let unknown = || Error::field(field, "field-unknown");
    let form = form::Entity::find_by_id(form_id).one(connection).await?;
    let form = form
        .filter(|form| form.purpose == purpose)
        .ok_or_else(unknown)?;
    let version = form.published_version_id.ok_or_else(unknown)?;
    let found = form_version::Entity::find_by_id(version).one(connection);
    found.await?.ok_or_else(unknown)
}

/// Writes the forms of the house down, and a new version of each that has changed. Nodes that start
/// at the same moment may both do it.
///
/// # Errors
/// When the database fails.
pub async fn keep_built_in(app: &App) -> Result<()> {
    for form in built_in::all() {
        let newest = newest(app.database.reader(), form.id).await?;
        if newest.is_none_or(|version| version.document != form.document) {
            bring_along(app, form).await?;
        }
    }
    Ok(())
}

async fn bring_along(app: &App, built_in: BuiltIn) -> Result<()> {
    let now = app.clock.now();
    let transaction = app.database.begin().await?;
    let row = form::ActiveModel {
        id: Set(built_in.id),
        purpose: Set(built_in.purpose),
        draft: Set(built_in.document.clone()),
        revision: Set(0),
        published_version_id: Set(None),
        author_id: Set(None),
        created_at: Set(now),
    };
    form::Entity::insert(row)
        .on_conflict(OnConflict::column(form::Column::Id).do_nothing().to_owned())
        .exec_without_returning(&transaction)
        .await?;
    // Of two nodes the second waits here, and finds that it is done.
    let form = form::Entity::find_by_id(built_in.id)
        .lock_exclusive()
        .one(&transaction)
        .await?;
    let form = form.ok_or(Code::NotFound)?;
    let newest = newest(&transaction, form.id).await?;
    if newest.is_none_or(|version| version.document != built_in.document) {
        let row = form::ActiveModel {
            id: Set(form.id),
            draft: Set(built_in.document),
            revision: Set(form.revision + 1),
            ..Default::default()
        };
        let form = row.update(&transaction).await?;
        publish(&transaction, &form, None, now).await?;
    }
    Ok(transaction.commit().await?)
}
