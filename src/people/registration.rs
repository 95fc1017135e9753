//! Registering a person: what is asked for, and how it is stored. The API, the command line and
//! the demo all register here.

use chrono::{DateTime, NaiveDate, Utc};
use garde::Validate;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, DbErr, EntityTrait, SqlErr};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::identifiers::{ContactKind, fold_email, fold_telephone};
use super::placements::{self, NewPlacement};
use super::position::Position;
use super::tables::{organisation, person};
use super::{contacts, names, placing, register_number, store};
use crate::db::Transaction;
use crate::error::{Code, Error, Result};
use crate::ids;
use crate::messages::Language;
use crate::policy::Role;

/// A person to be registered.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "email": "bat@example.mn", "surname": "Дорж", "given_name": "Бат", "roles": ["learner"]
}))]
pub struct NewPerson {
    /// The e-mail address; the invitation goes there. Who has none that is read gets a recovery code or
    /// a card from an officer.
    #[garde(inner(email, length(chars, max = 254)))]
    pub email: Option<String>,
    /// The telephone number; one of eight digits is Mongolian.
    #[garde(inner(custom(telephone_number)))]
    pub telephone: Option<String>,
    /// The surname (овог), as documents write it.
    #[garde(length(chars, min = 1, max = 100), custom(written_name))]
    pub surname: String,
    /// The given name (нэр), as documents write it.
    #[garde(length(chars, min = 1, max = 100), custom(written_name))]
    pub given_name: String,
    /// The language; Mongolian when absent.
    #[serde(default)]
    #[garde(skip)]
    pub language: Language,
    /// The time zone (IANA name); Ulaanbaatar's when absent.
    #[serde(default = "ulaanbaatar")]
    #[garde(custom(known_time_zone))]
    pub time_zone: String,
    /// The organisation the person belongs to.
    #[garde(skip)]
    pub organisation_id: Option<Uuid>,
    /// As what the person is there, from today on; something else when absent.
    #[serde(default)]
    #[garde(skip)]
    pub position: Option<Position>,
    /// The register number: two Cyrillic letters and eight digits.
    #[serde(default)]
    #[garde(inner(custom(register_number::known)))]
    pub register_number: Option<String>,
    /// By which the sector's information system names the person.
    #[serde(default)]
    #[garde(inner(length(chars, min = 1, max = 50), custom(written_name)))]
    pub sector_code: Option<String>,
    /// The day on which the person's service in education began.
    #[serde(default)]
    #[garde(skip)]
    pub service_began_on: Option<NaiveDate>,
    /// The roles; learner when absent.
    #[serde(default = "learner")]
    #[garde(length(min = 1, max = 5))]
    pub roles: Vec<Role>,
}

impl Default for NewPerson {
    /// A learner in Ulaanbaatar's time who is still without a name.
    fn default() -> Self {
        Self {
            email: None,
            telephone: None,
            surname: String::new(),
            given_name: String::new(),
            language: Language::default(),
            time_zone: ulaanbaatar(),
            organisation_id: None,
            position: None,
            register_number: None,
            sector_code: None,
            service_began_on: None,
            roles: learner(),
        }
    }
}

fn ulaanbaatar() -> String {
    "Asia/Ulaanbaatar".to_owned()
}

fn learner() -> Vec<Role> {
    vec![Role::Learner]
}

/// Names stand on certificates: no control characters, no white space at the ends.
///
/// # Errors
/// A key of the message catalogue.
pub fn written_name(value: &str, _: &()) -> garde::Result {
    if value.trim() == value && !value.chars().any(char::is_control) {
        Ok(())
    } else {
        Err(garde::Error::new("field-name"))
    }
}

/// An e-mail address, for what is one only by another field's word.
///
/// # Errors
/// A key of the message catalogue.
pub fn email_address(value: &str) -> Result<(), &'static str> {
    let is_short = value.chars().count() <= 254;
    match garde::rules::email::parse_email(value.trim()) {
        Ok(()) if is_short => Ok(()),
        _ => Err("field-email"),
    }
}

/// A telephone number.
///
/// # Errors
/// A key of the message catalogue.
pub fn telephone_number(value: &str, _: &()) -> garde::Result {
    match fold_telephone(value) {
        Some(_) => Ok(()),
        None => Err(garde::Error::new("field-telephone")),
    }
}

/// The name of a time zone.
///
/// # Errors
/// A key of the message catalogue.
pub fn known_time_zone(value: &str, _: &()) -> garde::Result {
    match value.parse::<chrono_tz::Tz>() {
        Ok(_) => Ok(()),
        Err(_) => Err(garde::Error::new("field-time-zone")),
    }
}

/// Puts a person into the register, with a password or, more often, waiting for an invitation.
///
/// # Errors
/// Those of [`contacts::add`], or [`crate::error::Code::Invalid`] when the organisation does not
/// exist or nothing is there by which the person is known.
pub async fn register_person(
    transaction: &Transaction,
    new: &NewPerson,
    password_hash: Option<String>,
    now: DateTime<Utc>,
) -> Result<person::Model> {
    require_organisation(transaction, new.organisation_id).await?;
    if new.position.is_some() && new.organisation_id.is_none() {
        return Err(Error::field("organisation_id", "field-empty"));
    }
    let email = new.email.as_deref().map(fold_email);
    let telephone = new.telephone.as_deref().and_then(fold_telephone);
    if email.is_none() && telephone.is_none() && new.register_number.is_none() {
        return Err(Error::field("email", "field-no-identifier"));
    }
    let person = person::ActiveModel {
        id: Set(ids::new_id()),

        surname: Set(new.surname.clone()),
        given_name: Set(new.given_name.clone()),
        language: Set(new.language),
        time_zone: Set(new.time_zone.clone()),
        password_hash: Set(password_hash),
        active: Set(true),
        revision: Set(0),
        created_at: Set(now),
        register_number: Set(new
            .register_number
            .as_deref()
            .and_then(register_number::fold)),
        sector_code: Set(new.sector_code.clone()),
        service_began_on: Set(new.service_began_on),
        name_key: Set(names::full_key(&new.surname, &new.given_name)),
        ..Default::default()
    }
    .insert(transaction)
    .await
    .map_err(taken)?;
    store::set_roles(transaction, person.id, &sorted(&new.roles)).await?;
    let contacts = [
        email.map(|email| (ContactKind::Email, email)),
        telephone.map(|telephone| (ContactKind::Telephone, telephone)),
    ];
    for contact in contacts.into_iter().flatten() {
        contacts::add(transaction, person.id, contact, None, now).await?;
    }
    let person = store::get(transaction, person.id).await?;
    match new.organisation_id {
        None => Ok(person),
        Some(place) => settle(transaction, person, place, new.position, now).await,
    }
}

/// Says that a person is at an organisation from today on, as what and for what subject the person was
/// before unless a position is named.
///
/// # Errors
/// When the database fails.
pub async fn settle(
    transaction: &Transaction,
    person: person::Model,
    organisation_id: Uuid,
    position: Option<Position>,
    now: DateTime<Utc>,
) -> Result<person::Model> {
    let known = placements::of(transaction, person.id).await?;
    let before = placing::open(&known);
    let new = NewPlacement {
        organisation_id,
        position: position
            .or_else(|| before.map(|one| one.position))
            .unwrap_or(Position::Other),
        subject: before.map(|one| one.subject.clone()).unwrap_or_default(),
        since: today(&person.time_zone, now),
        until: None,
    };
    placements::move_to(transaction, person, new, now).await
}

/// The day it is in a time zone.
#[must_use]
pub fn today(time_zone: &str, now: DateTime<Utc>) -> NaiveDate {
    let zone = time_zone.parse().unwrap_or(chrono_tz::Asia::Ulaanbaatar);
    now.with_timezone(&zone).date_naive()
}

/// The error when a person's row was refused because somebody else has its register number or code.
pub fn taken(error: DbErr) -> Error {
    match error.sql_err() {
        Some(SqlErr::UniqueConstraintViolation(_)) => Code::IdentifierTaken.into(),
        _ => error.into(),
    }
}

/// Roles in order, each once.
#[must_use]
pub fn sorted(roles: &[Role]) -> Vec<Role> {
    let mut roles = roles.to_vec();
    roles.sort();
    roles.dedup();
    roles
}

/// Goes on when the organisation exists or none is named.
///
/// # Errors
/// [`crate::error::Code::Invalid`] otherwise.
pub async fn require_organisation(transaction: &Transaction, id: Option<Uuid>) -> Result<()> {
    let Some(id) = id else { return Ok(()) };
    match organisation::Entity::find_by_id(id)
        .one(transaction)
        .await?
    {
        Some(_) => Ok(()),
        None => Err(Error::field("organisation_id", "field-unknown")),
    }
}
