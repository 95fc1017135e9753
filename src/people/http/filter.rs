//! Whom a list of people is about.

use chrono::NaiveDate;
use sea_orm::{ColumnTrait, Condition, QueryFilter, Select};
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;

use crate::error::{Error, Result};
use crate::people::position::Position;
use crate::people::tables::person;
use crate::people::{names, placing, register_number, store};

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
    /// order and in any spelling; or a whole register number.
    text: Option<String>,
}

impl Filter {
    /// These people out of a selection.
    ///
    /// # Errors
    /// [`crate::error::Code::Invalid`] when a year of service cannot be.
    pub fn apply(
        self,
        mut selection: Select<person::Entity>,
        today: NaiveDate,
    ) -> Result<Select<person::Entity>> {
        if let Some(id) = self.organisation_id {
            let part = store::part_of_tree(id);
            selection = selection.filter(person::Column::OrganisationId.in_subquery(part));
        }
        if let Some(position) = self.position {
            selection = selection.filter(person::Column::Position.eq(position.name()));
        }
        if let Some(year) = self.year_of_service {
            let between = Some(year).filter(|year| (1..=80).contains(year));
            let between = between.and_then(|year| placing::began_between(year, today));
            let (after, until) =
                between.ok_or_else(|| Error::field("year_of_service", "field-invalid"))?;
            selection = selection
                .filter(person::Column::ServiceBeganOn.gt(after))
                .filter(person::Column::ServiceBeganOn.lte(until));
        }
        if let Some(text) = self.text.filter(|text| !text.trim().is_empty()) {
            selection = selection.filter(named(&text));
        }
        Ok(selection)
    }
}

/// The people of this name or register number. Names are asked for by their beginnings, which an index
/// knows however many people there are.
fn named(text: &str) -> Condition {
    if let Some(number) = register_number::fold(text) {
        return Condition::all().add(person::Column::RegisterNumber.eq(number));
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
        // "Дорж Бат", "Бат Дорж", and "Бат Эрдэнэ" for Бат-Эрдэнэ.
        [first, rest @ ..] => Condition::any()
            .add(beginning(format!("{first}{}", rest.concat())))
            .add(beginning(format!("{first} {}", rest.concat())))
            .add(beginning(format!("{} {first}", rest.concat()))),
    }
}
