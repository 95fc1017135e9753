//! Who has the numbers, codes and addresses that some rows give: each belongs to one person.

use std::collections::HashMap;

use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

use crate::db::Transaction;
use crate::error::Result;
use crate::people::tables::access::contact;
use crate::people::tables::person;
use crate::rosters::row::Said;

/// A register number, a code and an address, as far as there are.
pub type Keys<'a> = [&'a Option<String>; 3];

/// Their kinds: a code may be written like an address.
const KINDS: [&str; 3] = ["number", "code", "address"];

/// Who has the numbers, codes and addresses that some rows give.
#[derive(Debug, Default)]
pub struct Holders(HashMap<String, Uuid>);

impl Holders {
    /// Reads them for rows that say this.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn of<'a>(
        transaction: &Transaction,
        said: impl Iterator<Item = &'a Said> + Clone,
    ) -> Result<Self> {
        use person::Column as C;
        let numbers = said.clone().filter_map(|said| said.register_number.clone());
        let codes = said.clone().filter_map(|said| said.sector_code.clone());
        let addresses = said.clone().filter_map(|said| said.email.clone());
        let conditions = [
            C::RegisterNumber.is_in(numbers),
            C::SectorCode.is_in(codes),
            C::Email.is_in(addresses),
        ];
        let values = said.clone().filter_map(|said| said.email.clone());
        let values = values.chain(said.clone().filter_map(|said| said.telephone.clone()));
        let mut holders = Self::default();
        let held = contact::Entity::find().filter(contact::Column::Value.is_in(values));
        for row in held.all(transaction).await? {
            holders.hold_contact(row.value, row.person_id);
        }
        for condition in conditions {
            let rows = person::Entity::find().filter(condition).all(transaction);
            for row in rows.await? {
                let keys = [&row.register_number, &row.sector_code, &row.email];
                holders.hold(keys, row.id);
            }
        }
        Ok(holders)
    }

    /// Whether somebody has one of the keys, other than this person.
    #[must_use]
    pub fn have(&self, keys: Keys<'_>, other_than: Option<Uuid>) -> bool {
        let mut held = keys.into_iter().zip(KINDS).filter_map(|(key, kind)| {
            let key = key.as_ref()?;
            let own = self.0.get(&format!("{kind} {key}"));
            // Also a further address of somebody else belongs to that person.
            own.or_else(|| {
                self.0
                    .get(&format!("contact {key}"))
                    .filter(|_| kind == "address")
            })
        });
        held.any(|holder| Some(*holder) != other_than)
    }

    /// Whether somebody can be reached by this address or number.
    #[must_use]
    pub fn has_contact(&self, value: &str) -> bool {
        self.0.contains_key(&format!("contact {value}"))
    }

    /// Notes that a person can be reached by this address or number.
    pub fn hold_contact(&mut self, value: String, id: Uuid) {
        self.0.insert(format!("contact {value}"), id);
    }

    /// Notes that a person has the keys now.
    pub fn hold(&mut self, keys: Keys<'_>, id: Uuid) {
        for (key, kind) in keys.into_iter().zip(KINDS) {
            if let Some(key) = key {
                self.0.insert(format!("{kind} {key}"), id);
            }
        }
    }
}
