//! Registering a person: what is asked for, and how it is stored. The API, the command line and
//! the demo all register here.

use chrono::{DateTime, Utc};
use garde::Validate;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::store;
use super::tables::{organisation, person};
use crate::db::{self, Transaction};
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
    /// The e-mail address; the invitation goes there.
    #[garde(email, length(chars, max = 254))]
    pub email: String,
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
    /// The roles; learner when absent.
    #[serde(default = "learner")]
    #[garde(length(min = 1, max = 5))]
    pub roles: Vec<Role>,
}

impl Default for NewPerson {
    /// A learner in Ulaanbaatar's time who is still without a name.
    fn default() -> Self {
        Self {
            email: String::new(),
            surname: String::new(),
            given_name: String::new(),
            language: Language::default(),
            time_zone: ulaanbaatar(),
            organisation_id: None,
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
/// [`Code::EmailTaken`], or [`Code::Invalid`] when the organisation does not exist.
pub async fn register_person(
    transaction: &Transaction,
    new: &NewPerson,
    password_hash: Option<String>,
    now: DateTime<Utc>,
) -> Result<person::Model> {
    require_organisation(transaction, new.organisation_id).await?;
    let person = person::ActiveModel {
        id: Set(ids::new_id()),
        organisation_id: Set(new.organisation_id),
        email: Set(Some(store::fold_email(&new.email))),
        surname: Set(new.surname.clone()),
        given_name: Set(new.given_name.clone()),
        language: Set(new.language),
        time_zone: Set(new.time_zone.clone()),
        password_hash: Set(password_hash),
        active: Set(true),
        revision: Set(0),
        created_at: Set(now),
        ..Default::default()
    }
    .insert(transaction)
    .await
    .map_err(db::taken(Code::EmailTaken))?;
    store::set_roles(transaction, person.id, &sorted(&new.roles)).await?;
    Ok(person)
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
/// [`Code::Invalid`] otherwise.
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
