//! Queries about certificates. Whatever lists or finds certificates for somebody starts at
//! [`visible_to`].

pub mod credits;
pub mod exports;
pub mod register;

use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, JoinType, QueryFilter, QuerySelect, RelationTrait,
    Select,
};
use uuid::Uuid;

use super::tables::{certificate, superseded};
use crate::error::{Code, Result};
use crate::people;
use crate::people::store::paging::AboutPeople;
use crate::people::tables::person;
use crate::policy::{Action, Actor};

impl AboutPeople for certificate::Entity {
    const ID: certificate::Column = certificate::Column::Id;

    fn with_people() -> Select<Self> {
        Self::find().join(JoinType::InnerJoin, certificate::Relation::Person.def())
    }
}

/// One's own certificates, and those of the people in one's sight when one may see the register.
#[must_use]
pub fn visible_to(actor: &Actor) -> Select<certificate::Entity> {
    if !actor.may(Action::SeeCertificates) {
        return own(actor);
    }
    certificate::Entity::with_people().filter(people::store::in_sight(
        actor,
        person::Column::Id,
        person::Column::OrganisationId,
    ))
}

/// One's own certificates.
#[must_use]
pub fn own(actor: &Actor) -> Select<certificate::Entity> {
    certificate::Entity::find().filter(certificate::Column::PersonId.eq(actor.person_id))
}

/// A certificate that the actor may see.
///
/// # Errors
/// [`Code::NotFound`] when there is none, or it is none of the actor's business.
pub async fn find(
    connection: &impl ConnectionTrait,
    actor: &Actor,
    id: Uuid,
) -> Result<certificate::Model> {
    let found = visible_to(actor)
        .filter(certificate::Column::Id.eq(id))
        .one(connection)
        .await?;
    found.ok_or(Code::NotFound.into())
}

/// A certificate, by identifier, for work that nobody asks for (a mail).
///
/// # Errors
/// [`Code::NotFound`] when there is none.
pub async fn get(connection: &impl ConnectionTrait, id: Uuid) -> Result<certificate::Model> {
    let found = certificate::Entity::find_by_id(id).one(connection).await?;
    found.ok_or(Code::NotFound.into())
}

/// The certificate with this code, folded as `code.rs` does, and the version that the code stands on
/// when that is no longer the present one.
///
/// # Errors
/// When the database fails.
pub async fn by_code(
    connection: &impl ConnectionTrait,
    code: &str,
) -> Result<Option<(certificate::Model, Option<superseded::Model>)>> {
    let present = certificate::Entity::find()
        .filter(certificate::Column::Code.eq(code))
        .one(connection)
        .await?;
    if let Some(present) = present {
        return Ok(Some((present, None)));
    }
    let former = superseded::Entity::find()
        .filter(superseded::Column::Code.eq(code))
        .find_also_related(certificate::Entity)
        .one(connection)
        .await?;
    Ok(former.and_then(|(former, certificate)| Some((certificate?, Some(former)))))
}
