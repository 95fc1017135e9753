//! A certificate as the sector's information system reads it, and the table of a batch: pure rules.

use chrono::NaiveDate;
use sea_orm::{DeriveActiveEnum, EnumIter, FromJsonQueryResult};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::standing::Change;
use crate::http::sheets::{Entry, Sheet};
use crate::quizzes::hundredths::Hundredths;

/// Which certificates a batch is to take, of those that are due; what is absent does not matter.
#[derive(
    Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema, FromJsonQueryResult,
)]
#[serde(deny_unknown_fields)]
#[schema(as = WantedCertificates, example = json!({"year": 2026}))]
pub struct Wanted {
    /// Those of this programme.
    pub programme_id: Option<Uuid>,
    /// Those of this course.
    pub course_id: Option<Uuid>,
    /// Those of courses that were completed in this year.
    pub year: Option<i32>,
    /// Those of people who were in this organisation, or below it, when they completed the course.
    pub organisation_id: Option<Uuid>,
}

/// What was answered to a row.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    Serialize,
    Deserialize,
    ToSchema,
    EnumIter,
    DeriveActiveEnum,
)]
#[serde(rename_all = "snake_case")]
#[sea_orm(rs_type = "String", db_type = "Text")]
#[schema(as = ExportOutcome)]
pub enum Outcome {
    /// Nothing yet.
    #[sea_orm(string_value = "sent")]
    Sent,
    /// It was registered.
    #[sea_orm(string_value = "accepted")]
    Accepted,
    /// It was refused, with a reason.
    #[sea_orm(string_value = "refused")]
    Refused,
}

/// A row of a batch, as it was frozen. `key` is the same in every batch for as long as the certificate
/// exists: by it the other side knows what a change is a change of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema, FromJsonQueryResult)]
#[schema(as = ExportedCertificate, example = json!({
    "key": "0199a000-0000-7000-8000-000000000001", "change": "new",
    "serial_number": "SG-5.2-2026-000001", "version": 1, "verification_code": "0123-4567-89AB-CDEF",
    "register_number": "УБ85041234", "sector_code": "T-104422", "surname": "Дорж",
    "given_name": "Бат", "organisation_code": "65-01", "organisation": "1-р сургууль",
    "programme_code": "5.2", "programme": "Хувь хүний хөгжлийн манлайлал",
    "course": "Манлайлал", "hours": 24, "credits": 1.5, "completed_on": "2026-06-03",
    "issued_on": "2026-06-03", "revoked_on": null
}))]
pub struct Exported {
    /// By which the row is answered: the certificate.
    pub key: Uuid,
    /// What is asked for.
    pub change: Change,
    /// The serial number.
    pub serial_number: String,
    /// The number of the version.
    pub version: i32,
    /// The code by which anybody checks this version.
    pub verification_code: String,
    /// The person's register number.
    pub register_number: Option<String>,
    /// By which the sector's information system names the person.
    pub sector_code: Option<String>,
    /// The surname on the certificate.
    pub surname: String,
    /// The given name on the certificate.
    pub given_name: String,
    /// By which the sector's lists name the organisation the person was in.
    pub organisation_code: Option<String>,
    /// What that organisation is called.
    pub organisation: Option<String>,
    /// The programme's code.
    pub programme_code: String,
    /// The programme's title.
    pub programme: String,
    /// The course's title.
    pub course: String,
    /// Academic hours.
    pub hours: u16,
    /// Credits.
    pub credits: Hundredths,
    /// The day of completion.
    pub completed_on: NaiveDate,
    /// The day on which this version was issued (UTC).
    pub issued_on: NaiveDate,
    /// The day on which it was revoked (UTC).
    pub revoked_on: Option<NaiveDate>,
}

/// The columns, by names that do not change and are in no language of people: programs read them.
pub const COLUMNS: [&str; 19] = [
    "key",
    "change",
    "serial_number",
    "version",
    "verification_code",
    "register_number",
    "sector_code",
    "surname",
    "given_name",
    "organisation_code",
    "organisation",
    "programme_code",
    "programme",
    "course",
    "hours",
    "credits",
    "completed_on",
    "issued_on",
    "revoked_on",
];

/// The rows of a batch as one table.
#[must_use]
pub fn table(rows: &[Exported]) -> Sheet {
    Sheet {
        name: "certificates".to_owned(),
        headings: COLUMNS.map(str::to_owned).to_vec(),
        rows: rows.iter().map(Exported::entries).collect(),
    }
}

impl Exported {
    /// The cells, in the order of [`COLUMNS`].
    fn entries(&self) -> Vec<Entry> {
        let text = |text: &str| Entry::Text(text.to_owned());
        let perhaps = |text: &Option<String>| text.clone().map_or(Entry::Nothing, Entry::Text);
        let day = |day: NaiveDate| Entry::Text(day.to_string());
        vec![
            Entry::Text(self.key.to_string()),
            text(self.change.name()),
            text(&self.serial_number),
            Entry::Count(usize::try_from(self.version).unwrap_or_default()),
            text(&self.verification_code),
            perhaps(&self.register_number),
            perhaps(&self.sector_code),
            text(&self.surname),
            text(&self.given_name),
            perhaps(&self.organisation_code),
            perhaps(&self.organisation),
            text(&self.programme_code),
            text(&self.programme),
            text(&self.course),
            Entry::Count(usize::from(self.hours)),
            Entry::Number(self.credits.into()),
            day(self.completed_on),
            day(self.issued_on),
            self.revoked_on.map_or(Entry::Nothing, day),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_has_a_cell_for_each_column_under_the_name_it_has_in_json() {
        let row = Exported {
            key: Uuid::nil(),
            change: Change::Revoked,
            serial_number: "SG-5.2-2026-000001".to_owned(),
            version: 2,
            verification_code: "0123-4567-89AB-CDEF".to_owned(),
            register_number: Some("УБ85041234".to_owned()),
            sector_code: None,
            surname: "Дорж".to_owned(),
            given_name: "Бат".to_owned(),
            organisation_code: None,
            organisation: None,
            programme_code: "5.2".to_owned(),
            programme: "Манлайлал".to_owned(),
            course: "Манлайлал".to_owned(),
            hours: 24,
            credits: Hundredths::from_count(150),
            completed_on: "2026-06-03".parse().unwrap(),
            issued_on: "2026-06-03".parse().unwrap(),
            revoked_on: "2026-06-04".parse().ok(),
        };
        let json = serde_json::to_value(&row).unwrap();
        let sheet = table(&[row]);
        let cells = &sheet.rows[0];
        assert_eq!(cells.len(), COLUMNS.len());
        for (column, cell) in COLUMNS.iter().zip(cells) {
            let written = match cell {
                Entry::Text(text) => serde_json::json!(text),
                Entry::Number(number) => serde_json::json!(number),
                Entry::Count(count) => serde_json::json!(count),
                Entry::Nothing => serde_json::Value::Null,
            };
            assert_eq!(json[column], written, "{column}");
        }
        assert_eq!(json.as_object().unwrap().len(), COLUMNS.len());
    }
}
