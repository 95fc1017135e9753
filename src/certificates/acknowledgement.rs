//! What the sector's information system has answered to a batch, as JSON or as a table: pure rules.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::error::{Code, Error, FieldError, Result};

/// The most faults that are named at once: whoever sends a wrong file sees soon that it is one.
pub const MOST_FAULTS: usize = 100;

/// The most characters of a reason.
const REASON: usize = 1_000;

/// What was answered to a batch, or to a part of it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"rows": [
    {"key": "0199a000-0000-7000-8000-000000000001", "outcome": "accepted"},
    {"key": "0199a000-0000-7000-8000-000000000002", "outcome": "refused",
        "reason": "register number unknown"}
]}))]
pub struct Acknowledgement {
    /// The answers, in any order.
    pub rows: Vec<Answer>,
}

/// What was answered to a row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = AcknowledgedRow)]
pub struct Answer {
    /// The row's key.
    pub key: Uuid,
    /// Whether it was registered.
    pub outcome: Answered,
    /// Why it was refused; only with a refusal, and not without one.
    #[serde(default)]
    #[schema(max_length = 1_000)]
    pub reason: Option<String>,
}

/// Whether a row was registered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = AcknowledgedOutcome)]
pub enum Answered {
    /// It was.
    Accepted,
    /// It was not.
    Refused,
}

/// The answers by their keys, each once.
///
/// # Errors
/// [`Code::Invalid`] naming each row that is refused without a reason, accepted with one, or says
/// something else than an earlier row with its key.
pub fn checked(rows: Vec<Answer>) -> Result<BTreeMap<Uuid, Answer>> {
    let mut faults = Vec::new();
    let mut checked: BTreeMap<Uuid, Answer> = BTreeMap::new();
    for (at, row) in rows.into_iter().enumerate() {
        let fault = |field: &str, key: &str| FieldError::new(format!("rows[{at}].{field}"), key);
        let row = Answer {
            reason: row.reason.filter(|reason| !reason.trim().is_empty()),
            ..row
        };
        match (row.outcome, &row.reason) {
            (Answered::Refused, None) => faults.push(fault("reason", "field-empty")),
            (Answered::Accepted, Some(_)) => faults.push(fault("reason", "field-only-refused")),
            // PostgreSQL cannot keep the character U+0000 in a text.
            (Answered::Refused, Some(reason))
                if reason.chars().count() > REASON || reason.contains('\0') =>
            {
                faults.push(fault("reason", "field-invalid"));
            }
            _ => {}
        }
        match checked.get(&row.key) {
            Some(known) if known.outcome != row.outcome => {
                faults.push(fault("key", "field-answered-otherwise"));
            }
            Some(_) => {}
            None => {
                checked.insert(row.key, row);
            }
        }
    }
    refuse(faults)?;
    Ok(checked)
}

/// Goes on when there are no faults.
///
/// # Errors
/// [`Code::Invalid`] with the first of them.
pub fn refuse(mut faults: Vec<FieldError>) -> Result<()> {
    if faults.is_empty() {
        return Ok(());
    }
    faults.truncate(MOST_FAULTS);
    Err(Error::fields(faults))
}

/// Reads the answers from a table in UTF-8: the file of the batch itself, perhaps, with the columns
/// `outcome` and `reason` added. Columns are found by their headings, others are left alone; commas,
/// semicolons and tabs divide. A row without an outcome has not been answered yet.
///
/// # Errors
/// [`Code::Malformed`] when it is not a table in UTF-8, [`Code::Invalid`] naming the columns that are
/// missing or each cell that cannot be read.
pub fn read(bytes: &[u8]) -> Result<Vec<Answer>> {
    let text = std::str::from_utf8(bytes).map_err(|_| Error::from(Code::Malformed))?;
    let text = text.trim_start_matches('\u{feff}');
    let mut reader = csv::ReaderBuilder::new()
        .flexible(true)
        .delimiter(divider(text))
        .from_reader(text.as_bytes());
    let headings = reader.headers().map_err(|_| Error::from(Code::Malformed))?;
    let column = |name: &str| {
        let is_it = |heading: &str| heading.trim().eq_ignore_ascii_case(name);
        headings.iter().position(is_it)
    };
    let (key, outcome, reason) = (column("key"), column("outcome"), column("reason"));
    let missing = [("key", key), ("outcome", outcome)];
    let missing = missing.into_iter().filter(|(_, place)| place.is_none());
    refuse(
        missing
            .map(|(name, _)| FieldError::new(name, "field-column-missing"))
            .collect(),
    )?;
    let mut faults = Vec::new();
    let mut rows = Vec::new();
    for (at, record) in reader.records().enumerate() {
        let record = record.map_err(|_| Error::from(Code::Malformed))?;
        let cell = |place: Option<usize>| {
            let cell = place.and_then(|place| record.get(place));
            cell.map(str::trim).filter(|text| !text.is_empty())
        };
        let Some(said) = cell(outcome) else { continue };
        let fault = |field: &str, key: &str| FieldError::new(format!("rows[{at}].{field}"), key);
        let outcome = match said.to_ascii_lowercase().as_str() {
            "accepted" => Some(Answered::Accepted),
            "refused" => Some(Answered::Refused),
            _ => None,
        };
        let key = cell(key).and_then(|key| key.parse::<Uuid>().ok());
        match (key, outcome) {
            (Some(key), Some(outcome)) => rows.push(Answer {
                key,
                outcome,
                reason: cell(reason).map(str::to_owned),
            }),
            (None, _) => faults.push(fault("key", "field-invalid")),
            (_, None) => faults.push(fault("outcome", "field-invalid")),
        }
    }
    refuse(faults)?;
    Ok(rows)
}

/// What divides the cells: of the three, the one that the headings have most of.
fn divider(text: &str) -> u8 {
    let headings = text.lines().next().unwrap_or_default();
    let count = |divider: &u8| headings.bytes().filter(|byte| byte == divider).count();
    let dividers = [b',', b';', b'\t'].into_iter();
    dividers.rev().max_by_key(count).unwrap_or(b',')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const KEYS: [Uuid; 2] = [Uuid::from_u128(1), Uuid::from_u128(2)];

    fn answer(key: Uuid, outcome: Answered, reason: Option<&str>) -> Answer {
        Answer {
            key,
            outcome,
            reason: reason.map(str::to_owned),
        }
    }

    fn faults(outcome: Result<impl Sized>) -> Vec<(String, String)> {
        let error = outcome.err().unwrap();
        let fields = error.fields.into_iter();
        fields.map(|field| (field.field, field.key)).collect()
    }

    fn fault(field: &str, key: &str) -> Vec<(String, String)> {
        vec![(field.to_owned(), format!("field-{key}"))]
    }

    #[test]
    fn a_refusal_has_a_reason_and_a_key_one_answer() {
        use Answered::{Accepted, Refused};
        let [one, other] = KEYS;
        let said = |rows: &[Answer]| checked(rows.to_vec());
        let both = [
            answer(other, Refused, Some("?")),
            answer(one, Accepted, None),
            answer(one, Accepted, Some(" ")),
        ];
        let keys: Vec<Uuid> = said(&both).unwrap().into_keys().collect();
        assert_eq!(keys, KEYS);
        let without = [answer(one, Refused, Some(" "))];
        assert_eq!(faults(said(&without)), fault("rows[0].reason", "empty"));
        let with = [answer(one, Accepted, Some("why?"))];
        assert_eq!(faults(said(&with)), fault("rows[0].reason", "only-refused"));
        let torn = [answer(one, Accepted, None), answer(one, Refused, Some("?"))];
        assert_eq!(
            faults(said(&torn)),
            fault("rows[1].key", "answered-otherwise")
        );
    }

    #[test]
    fn a_table_is_read_whatever_divides_it_and_whatever_else_stands_in_it() {
        let [one, other] = KEYS;
        let expected = [
            answer(one, Answered::Accepted, None),
            answer(other, Answered::Refused, Some("тодорхойгүй")),
        ];
        for table in [
            format!("key,outcome,reason\n{one},accepted,\n{other},refused,тодорхойгүй\n"),
            format!(
                "\u{feff}KEY;surname;Outcome;reason\r\n{one};a,b,c;accepted;\r\n{other};;REFUSED; тодорхойгүй \r\n"
            ),
            format!(
                "reason\tkey\toutcome\n\t{one}\taccepted\nтодорхойгүй\t{other}\trefused\n\t?\t\n"
            ),
        ] {
            assert_eq!(read(table.as_bytes()).unwrap(), expected, "{table}");
        }
    }

    #[test]
    fn what_cannot_be_read_is_named() {
        let one = KEYS[0];
        assert_eq!(
            faults(read(b"key,status\n")),
            fault("outcome", "column-missing")
        );
        let table = format!("key,outcome\nx,accepted\n{one},maybe\n");
        let expected = [
            fault("rows[0].key", "invalid"),
            fault("rows[1].outcome", "invalid"),
        ];
        assert_eq!(faults(read(table.as_bytes())), expected.concat());
        assert_eq!(read(b"\xff\xfe").unwrap_err().code, Code::Malformed);
        let many = format!("key,outcome\n{}", "x,accepted\n".repeat(500));
        assert_eq!(faults(read(many.as_bytes())).len(), MOST_FAULTS);
    }

    proptest! {
        #[test]
        fn anything_may_be_sent(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            let _ = read(&bytes).map(checked);
        }
    }
}
