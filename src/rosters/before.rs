//! How a person was before a row was applied, for undoing.

use chrono::NaiveDate;
use sea_orm::FromJsonQueryResult;
use serde::{Deserialize, Serialize};

use crate::people::placing::Placement;
use crate::people::tables::person;

/// How a person was before a row was applied.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, FromJsonQueryResult)]
pub struct Before {
    /// Whether the person was not in the register at all.
    pub created: bool,
    /// The surname.
    pub surname: String,
    /// The given name.
    pub given_name: String,
    /// The e-mail address.
    pub email: Option<String>,
    /// The register number.
    pub register_number: Option<String>,
    /// By which the sector's information system names the person.
    pub sector_code: Option<String>,
    /// The day on which service began.
    pub service_began_on: Option<NaiveDate>,
    /// Where the person was, and had been.
    pub placements: Vec<Placement>,
}

impl Before {
    /// Before somebody was registered.
    #[must_use]
    pub fn nobody() -> Self {
        Self {
            created: true,
            ..Self::default()
        }
    }

    /// How a person is now.
    #[must_use]
    pub fn of(person: &person::Model, placements: &[Placement]) -> Self {
        Self {
            created: false,
            surname: person.surname.clone(),
            given_name: person.given_name.clone(),
            email: person.email.clone(),
            register_number: person.register_number.clone(),
            sector_code: person.sector_code.clone(),
            service_began_on: person.service_began_on,
            placements: placements.to_vec(),
        }
    }
}
