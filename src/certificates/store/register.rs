//! Looking things up in the register of certificates.

use sea_orm::sea_query::{Expr, ExprTrait, Func};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, JoinType, QueryFilter, QuerySelect,
    RelationTrait, Select, Value,
};
use uuid::Uuid;

use super::visible_to;
use crate::certificates::exported::Wanted;
use crate::certificates::standing::ExportState;
use crate::certificates::tables::{certificate, superseded};
use crate::error::Result;
use crate::people;
use crate::people::store::paging::{self, AboutPeople};
use crate::people::tables::person;
use crate::policy::Actor;

/// What is looked for; what is absent does not matter.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Programme, course, year, and where the person was.
    pub wanted: Wanted,
    /// Only those that were revoked, or only those that were not.
    pub is_revoked: Option<bool>,
    /// Where it stands with the sector's information system.
    pub export: Option<ExportState>,
    /// A serial number, or the beginning of a name or of both names.
    pub text: Option<String>,
}

/// What is found of what is looked for, whoever may see it.
pub enum Found {
    /// These few certificates, in the order of their identifiers.
    These(Vec<Uuid>),
    /// Many, each with this condition.
    Many(Condition),
}

impl Found {
    /// The condition that a certificate is one of them.
    #[must_use]
    pub fn condition(self) -> Condition {
        match self {
            Self::Many(condition) => condition,
            Self::These(ids) => Condition::all().add(certificate::Column::Id.is_in(ids)),
        }
    }
}

/// Looks in the register. An organisation has to be one that the actor sees.
///
/// # Errors
/// [`Code::NotFound`](crate::error::Code) when it is not.
pub async fn find(
    connection: &impl ConnectionTrait,
    actor: &Actor,
    filter: &Filter,
) -> Result<Found> {
    if let Some(id) = filter.wanted.organisation_id {
        people::store::part::find(connection, actor, id).await?;
    }
    let revoked = filter.is_revoked.map(|is_revoked| match is_revoked {
        true => certificate::Column::RevokedAt.is_not_null(),
        false => certificate::Column::RevokedAt.is_null(),
    });
    let (export, text) = (filter.export, filter.text.as_deref());
    let state = certificate::Column::ExportState;
    if text.is_some() || filter.is_revoked == Some(true) || export.is_some() {
        let by_index = wanted(connection, &filter.wanted)
            .await?
            .add_option(revoked.clone())
            .add_option(export.map(|export| state.eq(export)))
            .add_option(text.map(|text| written(text, begins)));
        if let Some(few) = paging::few::<certificate::Entity>(connection, by_index).await? {
            return Ok(Found::These(few));
        }
    }
    // Of many the next one is near: each is asked, in the order of the list.
    let each = |column, value: Value| paging::asked_of_each(connection, actor, column, value);
    let many = belonging(connection, &filter.wanted, each)
        .await?
        .add_option(revoked)
        .add_option(export.map(|export| each(state, export.into())))
        // Many begin so: their index would be followed to the last of them.
        .add_option(text.map(|text| written(text, begins_of_each)));
    Ok(Found::Many(many))
}

/// The condition on certificates of a programme, a course, a year and a part of the tree.
///
/// # Errors
/// When the database fails.
pub async fn wanted(connection: &impl ConnectionTrait, wanted: &Wanted) -> Result<Condition> {
    belonging(connection, wanted, |column, value| column.eq(value)).await
}

async fn belonging(
    connection: &impl ConnectionTrait,
    wanted: &Wanted,
    is_equal: impl Fn(certificate::Column, Value) -> Expr,
) -> Result<Condition> {
    let is = |column, id: Option<Uuid>| id.map(|id| is_equal(column, id.into()));
    let mut part = None;
    if let Some(id) = wanted.organisation_id {
        let found = people::tables::organisation::Entity::find_by_id(id)
            .one(connection)
            .await?;
        let path = found.map(|organisation| organisation.path);
        // No path begins with this; an organisation that is gone has no certificates.
        let path = path.unwrap_or_else(|| "-".to_owned());
        let below = people::store::part::below(&path);
        part = Some(certificate::Column::OrganisationId.in_subquery(below));
    }
    let year = wanted.year;
    let year = year.map(|year| is_equal(certificate::Column::Year, year.into()));
    Ok(Condition::all()
        .add_option(is(certificate::Column::ProgrammeId, wanted.programme_id))
        .add_option(is(certificate::Column::CourseId, wanted.course_id))
        .add_option(year)
        .add_option(part))
}

/// What somebody has typed: a serial number, or the beginning of a surname or of a given name; of two
/// words the first may begin the one and the second the other.
fn written(text: &str, begins: fn(certificate::Column, &str) -> Expr) -> Condition {
    let key = text.trim().to_lowercase();
    let number = certificate::Column::SerialNumber.eq(text.trim().to_uppercase());
    let any = Condition::any()
        .add(number)
        .add(begins(certificate::Column::SurnameKey, &key))
        .add(begins(certificate::Column::GivenNameKey, &key));
    match key.split_once(' ') {
        None => any,
        Some((surname, given_name)) => any.add(
            Condition::all()
                .add(begins(certificate::Column::SurnameKey, surname))
                .add(begins(certificate::Column::GivenNameKey, given_name.trim())),
        ),
    }
}

/// A beginning as a range, which both databases find by their index. No text goes on with the last
/// character that there is.
fn begins(column: certificate::Column, key: &str) -> Expr {
    column.between(key.to_owned(), format!("{key}{}", char::MAX))
}

/// The same without its index: keys are of small letters already.
fn begins_of_each(column: certificate::Column, key: &str) -> Expr {
    let key = (key.to_owned(), format!("{key}{}", char::MAX));
    Expr::from(Func::lower(column.into_expr())).between(key.0, key.1)
}

impl AboutPeople for superseded::Entity {
    const ID: superseded::Column = superseded::Column::Id;

    fn with_people() -> Select<Self> {
        Self::find()
            .join(JoinType::InnerJoin, superseded::Relation::Certificate.def())
            .join(JoinType::InnerJoin, certificate::Relation::Person.def())
    }
}

/// The superseded versions of the certificates that the actor may see.
#[must_use]
pub fn superseded_visible_to(actor: &Actor) -> Select<superseded::Entity> {
    let in_sight =
        people::store::in_sight(actor, person::Column::Id, person::Column::OrganisationId);
    superseded::Entity::with_people().filter(in_sight)
}

/// The certificates with these identifiers that the actor may see.
///
/// # Errors
/// When the database fails.
pub async fn all(
    connection: &impl ConnectionTrait,
    actor: &Actor,
    ids: Vec<Uuid>,
) -> Result<Vec<certificate::Model>> {
    Ok(visible_to(actor)
        .filter(certificate::Column::Id.is_in(ids))
        .all(connection)
        .await?)
}

/// What a certificate said before, the newest version first; it has a few at most.
///
/// # Errors
/// When the database fails.
pub async fn superseded_of(
    connection: &impl ConnectionTrait,
    certificate_id: Uuid,
) -> Result<Vec<superseded::Model>> {
    use sea_orm::QueryOrder;
    Ok(superseded::Entity::find()
        .filter(superseded::Column::CertificateId.eq(certificate_id))
        .order_by_desc(superseded::Column::Version)
        .all(connection)
        .await?)
}
