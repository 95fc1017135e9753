//! A row of a roster: what it says of one person, and what of it makes no sense.

use chrono::NaiveDate;
use sea_orm::FromJsonQueryResult;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::columns::{self, Column};
use crate::people::position::Position;
use crate::people::{names, register_number};

/// The longest text of a cell, in characters.
const LONGEST: usize = 300;

/// What a row says of a person; what it does not say is absent.
#[derive(
    Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema, FromJsonQueryResult,
)]
#[schema(as = RosterRowSays)]
pub struct Said {
    /// The register number.
    pub register_number: Option<String>,
    /// By which the sector's information system names the person.
    pub sector_code: Option<String>,
    /// The surname, or its initial.
    pub surname: Option<String>,
    /// The given name.
    pub given_name: String,
    /// The e-mail address.
    pub email: Option<String>,
    /// The telephone.
    pub telephone: Option<String>,
    /// The name of the organisation.
    pub organisation: Option<String>,
    /// The code of the organisation.
    pub organisation_code: Option<String>,
    /// The position.
    pub position: Option<Position>,
    /// What the person teaches or looks after.
    pub subject: Option<String>,
    /// Since when the person is there.
    pub since: Option<NaiveDate>,
    /// The day on which the person's service in education began.
    pub service_began_on: Option<NaiveDate>,
    /// The birth date.
    pub birth_date: Option<NaiveDate>,
    /// Whether the person has left, in so many words.
    #[serde(default)]
    pub left: bool,
}

/// A reason why a row, or a part of it, is not taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// The column that it is about; none for the row as a whole.
    pub column: Option<Column>,
    /// A key of the message catalogue.
    pub key: String,
    /// What the message names.
    pub arguments: Vec<(String, String)>,
}

/// Several of them, as a column keeps them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, FromJsonQueryResult)]
pub struct Problems(pub Vec<Problem>);

/// A row as it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Where it stands, such as `12`, `Sheet1!13` or `users.csv:4`.
    pub place: String,
    /// What it says.
    pub said: Said,
    /// What of it makes no sense; such a row is not compared.
    pub problems: Vec<Problem>,
}

impl Problem {
    /// A problem of a column, or of the row.
    #[must_use]
    pub fn new(column: Option<Column>, key: &str) -> Self {
        Self {
            column,
            key: key.to_owned(),
            arguments: Vec::new(),
        }
    }

    /// The same with what the message names.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl ToString) -> Self {
        self.arguments.push((name.to_owned(), value.to_string()));
        self
    }
}

impl Row {
    /// Reads a row from its cells.
    #[must_use]
    pub fn read(place: String, cells: impl IntoIterator<Item = (Column, String)>) -> Self {
        let mut row = Self {
            place,
            said: Said::default(),
            problems: Vec::new(),
        };
        for (column, cell) in cells {
            let cell = cell.split_whitespace().collect::<Vec<_>>().join(" ");
            if cell.is_empty() {
                continue;
            }
            if cell.chars().count() > LONGEST {
                let most = Problem::new(Some(column), "roster-cell-long");
                row.problems.push(most.with("most", LONGEST));
                continue;
            }
            if let Err(key) = row.said.take(column, &cell) {
                let shown: String = cell.chars().take(60).collect();
                row.problems
                    .push(Problem::new(Some(column), key).with("text", shown));
            }
        }
        if row.said.given_name.is_empty() && row.problems.is_empty() {
            let missing = Problem::new(Some(Column::GivenName), "roster-name-missing");
            row.problems.push(missing);
        }
        row
    }
}

impl Said {
    fn take(&mut self, column: Column, cell: &str) -> Result<(), &'static str> {
        let text = Some(cell.to_owned());
        match column {
            Column::RegisterNumber => {
                let number = register_number::fold(cell).ok_or("roster-register-number")?;
                self.birth_date = self.birth_date.or(register_number::birth_date(&number));
                self.register_number = Some(number);
            }
            Column::SectorCode => self.sector_code = text,
            Column::Surname => self.surname = Some(name(cell)?),
            Column::GivenName => self.given_name = name(cell)?,
            Column::FullName => {
                let (surname, given) = names::divided(&name(cell)?);
                if self.given_name.is_empty() {
                    self.given_name = given;
                }
                if self.surname.is_none() && !surname.is_empty() {
                    self.surname = Some(surname);
                }
            }
            Column::Email => {
                let address = cell.to_lowercase();
                let is_address = address.parse::<lettre::Address>().is_ok();
                let has_dot = address
                    .rsplit('@')
                    .next()
                    .is_some_and(|at| at.contains('.'));
                if !is_address || !has_dot || address.len() > 254 {
                    return Err("roster-email");
                }
                self.email = Some(address);
            }
            Column::Telephone => self.telephone = Some(telephone(cell).ok_or("roster-telephone")?),
            Column::Organisation => self.organisation = text,
            Column::OrganisationCode => self.organisation_code = text,
            Column::Position => {
                let known = columns::position(cell);
                // A position that nobody has named here is one all the same.
                self.position = Some(known.unwrap_or(Position::Other));
            }
            Column::Subject => self.subject = text.filter(|text| text.chars().count() <= 200),
            Column::Since => self.since = Some(day(cell).ok_or("roster-day")?),
            Column::ServiceBeganOn => {
                self.service_began_on = Some(day(cell).ok_or("roster-day")?);
            }
            Column::BirthDate => self.birth_date = Some(day(cell).ok_or("roster-day")?),
        }
        Ok(())
    }
}

/// A name as documents write it.
fn name(cell: &str) -> Result<String, &'static str> {
    let is_name = cell.chars().any(char::is_alphabetic)
        && cell.chars().count() <= 100
        && !cell.chars().any(char::is_control);
    if is_name {
        Ok(cell.to_owned())
    } else {
        Err("roster-name")
    }
}

/// A telephone with the country's number before it: Mongolian ones have eight digits.
fn telephone(cell: &str) -> Option<String> {
    let plain = |letter: &char| letter.is_ascii_digit();
    let digits: String = cell.chars().filter(plain).collect();
    let others = cell.chars().filter(|letter| !plain(letter));
    if !others.into_iter().all(|letter| " -+()./".contains(letter)) {
        return None;
    }
    match digits.len() {
        8 => Some(format!("+976{digits}")),
        9..=15 => Some(format!("+{digits}")),
        _ => None,
    }
}

/// A day as lists write it: `2021-09-01`, `2021.9.1`, `01.09.2021`, `2021/09/01`; what a spreadsheet
/// adds of a time is left out.
#[must_use]
pub fn day(cell: &str) -> Option<NaiveDate> {
    let date = cell.split([' ', 'T']).next()?;
    let parts: Vec<&str> = date
        .split(['-', '.', '/'])
        .filter(|part| !part.is_empty())
        .collect();
    let [first, month, last] = parts.as_slice() else {
        return None;
    };
    let (year, day) = match first.len() {
        4 => (first, last),
        _ => (last, first),
    };
    if year.len() != 4 {
        return None;
    }
    let day = NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?);
    // Nobody who is in a roster was born before that, and no list is of the far future.
    let sensible = |year: i32| (1900..2100).contains(&year);
    day.filter(|day| sensible(chrono::Datelike::year(day)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(cells: &[(Column, &str)]) -> Row {
        let cells = cells.iter();
        Row::read(
            "2".to_owned(),
            cells.map(|(column, text)| (*column, (*text).to_owned())),
        )
    }

    #[test]
    fn a_row_says_what_its_cells_say() {
        let read = row(&[
            (Column::FullName, "Д. Бат-Эрдэнэ"),
            (Column::RegisterNumber, "уб85011234"),
            (Column::Email, " Bat@Example.MN "),
            (Column::Telephone, "9911-2233"),
            (Column::Position, "Багш"),
            (Column::ServiceBeganOn, "2012.09.01"),
        ]);
        assert_eq!(read.problems, []);
        let said = read.said;
        assert_eq!(
            (said.surname.as_deref(), said.given_name.as_str()),
            (Some("Д"), "Бат-Эрдэнэ")
        );
        assert_eq!(said.register_number.as_deref(), Some("УБ85011234"));
        assert_eq!(said.birth_date, Some("1985-01-12".parse().unwrap()));
        assert_eq!(said.email.as_deref(), Some("bat@example.mn"));
        assert_eq!(said.telephone.as_deref(), Some("+97699112233"));
        assert_eq!(said.position, Some(Position::Teacher));
        assert_eq!(said.service_began_on, Some("2012-09-01".parse().unwrap()));
    }

    #[test]
    fn what_makes_no_sense_is_named_by_its_column() {
        let long = "Б".repeat(301);
        for (column, cell, key) in [
            (Column::RegisterNumber, "12345", "roster-register-number"),
            (Column::Email, "bat", "roster-email"),
            (Column::Email, "bat@mn", "roster-email"),
            (Column::Telephone, "утасгүй", "roster-telephone"),
            (Column::Since, "2021-13-01", "roster-day"),
            (Column::Since, "үгүй", "roster-day"),
            (Column::GivenName, "123", "roster-name"),
            (Column::Subject, long.as_str(), "roster-cell-long"),
            (Column::Surname, "Дорж", "roster-name-missing"),
        ] {
            let read = row(&[(column, cell)]);
            let [problem] = read.problems.as_slice() else {
                panic!("{cell}: {read:?}");
            };
            assert_eq!(problem.key, key, "{cell}");
        }
    }

    #[test]
    fn days_are_read_as_lists_write_them() {
        for text in [
            "2021-09-01",
            "2021.9.1",
            "01.09.2021",
            "1/09/2021",
            "2021/09/01",
            "2021-09-01 00:00:00",
            "2021-09-01T18:25:43.511Z",
            "2021.09.01.",
        ] {
            assert_eq!(day(text), Some("2021-09-01".parse().unwrap()), "{text}");
        }
        for text in ["", "2021", "21-09-01", "0001-01-01", "31.02.2021", "a.b.c"] {
            assert_eq!(day(text), None, "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn no_cell_makes_it_panic(cell: String) {
            for column in Column::ALL {
                row(&[(column, &cell)]);
            }
        }
    }
}
