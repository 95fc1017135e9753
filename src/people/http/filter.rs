//! Whom a list of people is about.

use chrono::NaiveDate;
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect, QueryTrait,
};
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;

use crate::error::{Error, Result};
use crate::people::identifiers::Identifier;
use crate::people::position::Position;
use crate::people::tables::access::contact;
use crate::people::tables::{organisation, person};
use crate::people::{contacts, names, placing, register_number};
use crate::policy::Actor;

/// Whom a list of people is about; what is absent does not matter.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Filter {
    /// People of this organisation and of those below it.
    organisation_id: Option<Uuid>,
    /// People who are this now.
    position: Option<Position>,
    /// People who are in this year of service today; the first year is 1.
    #[param(minimum = 1, maximum = 80)]
    year_of_service: Option<u32>,
    /// The beginning of the given name, or the given name and the beginning of the surname, in either
    /// order and in any spelling; or a whole register number, e-mail address or telephone number.
    text: Option<String>,
}

impl Filter {
    /// The actor looking at the organisation that is asked about; none when it is out of sight.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn look(
        &self,
        connection: &impl ConnectionTrait,
        actor: Actor,
    ) -> Result<Option<Actor>> {
        let Some(id) = self.organisation_id else {
            return Ok(Some(actor));
        };
        let found = organisation::Entity::find_by_id(id).one(connection).await?;
        Ok(found.and_then(|found| actor.looking_at(&found.path)))
    }

    /// The column in whose order these people are read by who sees everybody: that of the index which leads
    /// to them, where they may be many. Absent for that of identifiers.
    #[must_use]
    pub fn order(&self) -> Option<person::Column> {
        match (&self.text, self.year_of_service) {
            (Some(text), _) => is_beginning(text).then_some(person::Column::NameKey),
            (None, Some(_)) => Some(person::Column::ServiceBeganOn),
            (None, None) => None,
        }
    }

    /// The condition on these people, but for where they are.
    ///
    /// # Errors
    /// [`crate::error::Code::Invalid`] when a year of service cannot be.
    pub fn condition(self, today: NaiveDate) -> Result<Condition> {
        let mut wanted = Condition::all();
        if let Some(position) = self.position {
            wanted = wanted.add(person::Column::Position.eq(position.name()));
        }
        if let Some(year) = self.year_of_service {
            let between = Some(year).filter(|year| (1..=80).contains(year));
            let between = between.and_then(|year| placing::began_between(year, today));
            let (after, until) =
                between.ok_or_else(|| Error::field("year_of_service", "field-invalid"))?;
            wanted = wanted
                .add(person::Column::ServiceBeganOn.gt(after))
                .add(person::Column::ServiceBeganOn.lte(until));
        }
        if let Some(text) = self.text.filter(|text| !text.trim().is_empty()) {
            wanted = wanted.add(named(&text));
        }
        Ok(wanted)
    }
}

/// Whether a text is the beginning of a name, of which there may be many: nothing that one person has, not two words.
fn is_beginning(text: &str) -> bool {
    of_one(text).is_none() && names::words(text).len() == 1
}

/// Who has the register number, the e-mail address or the telephone number that a text is; absent when it is none.
fn of_one(text: &str) -> Option<Condition> {
    if let Some(number) = register_number::fold(text) {
        return Some(Condition::all().add(person::Column::RegisterNumber.eq(number)));
    }
    let (Identifier::Email(value) | Identifier::Telephone(value)) = Identifier::read(text)? else {
        return None;
    };
    let whose = contact::Entity::find()
        .filter(contact::Column::Value.eq(value))
        // As for signing in: what somebody only claims leads nowhere.
        .filter(contacts::usable())
        .select_only()
        .column(contact::Column::PersonId);
    Some(Condition::all().add(person::Column::Id.in_subquery(whose.into_query())))
}

/// The people of this name, register number or address. Names are asked for by their beginnings, which an index
/// knows however many people there are.
fn named(text: &str) -> Condition {
    if let Some(one) = of_one(text) {
        return one;
    }
    let beginning = |key: String| {
        // Keys are of small letters, digits and a space, all of which are before the tilde.
        let end = format!("{key}~");
        Condition::all()
            .add(person::Column::NameKey.gte(key))
            .add(person::Column::NameKey.lt(end))
    };
    match names::words(text).as_slice() {
        [] => Condition::all().add(person::Column::Id.is_null()),
        [given] => beginning(given.clone()),
        // "Дорж Бат", "Бат Дорж", and "Бат Эрдэнэ" for Бат-Эрдэнэ. Few have such a name: they are found first, and
        // where they are is asked of them.
        [first, rest @ ..] => {
            let any = Condition::any()
                .add(beginning(format!("{first}{}", rest.concat())))
                .add(beginning(format!("{first} {}", rest.concat())))
                .add(beginning(format!("{} {first}", rest.concat())));
            let whose = person::Entity::find()
                .select_only()
                .column(person::Column::Id)
                .filter(any);
            Condition::all().add(person::Column::Id.in_subquery(whose.into_query()))
        }
    }
}
