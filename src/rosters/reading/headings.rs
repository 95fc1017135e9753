//! The row of a table that holds its headings; and what a table is that is not a roster.

use super::super::columns::Column;
use super::super::row::Problem;
use super::Refusal;
use super::table::Table;

/// Headings are looked for in so many rows: lists begin with a title and an approval.
const FIRST_ROWS: usize = 20;

/// What a list of Moodle's cohorts, or of groups of its courses, is refused as.
const COHORTS: &str = "roster-is-moodle-cohorts";
const GROUPS: &str = "roster-is-moodle-groups";

/// The headings of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Headings {
    /// The place of their row among the table's rows.
    pub row: usize,
    /// What each column holds.
    pub columns: Vec<Option<Column>>,
    /// Columns that are not known.
    pub remarks: Vec<Problem>,
}

/// Finds the headings of a roster; `names_place` tells whether rows need to name an organisation.
///
/// # Errors
/// When the table is not a roster: what it seems to be, and which column is missing.
pub fn find(table: &Table, names_place: bool) -> Result<Headings, Refusal> {
    let known = |cells: &[String]| {
        let columns = cells.iter().filter_map(|cell| Column::of(cell));
        let mut columns: Vec<Column> = columns.collect();
        columns.sort_unstable();
        columns.dedup();
        columns.len()
    };
    let rows = table.rows.iter().take(FIRST_ROWS).enumerate();
    // Of equals the first.
    let best = rows.rev().max_by_key(|(_, row)| known(&row.cells));
    let Some((place, row)) = best else {
        return Err(Refusal::new("roster-empty"));
    };
    let has = |column: Column| {
        row.cells
            .iter()
            .any(|cell| Column::of(cell) == Some(column))
    };
    let seems = table.rows.first().and_then(|first| seems(&first.cells));
    // The full name of a course is no person's.
    let is_of_courses = seems.is_some_and(|key| key != COHORTS && key != GROUPS);
    let is_named = has(Column::GivenName) || has(Column::FullName);
    let missing = [
        (!is_named || is_of_courses).then_some(Column::GivenName),
        (!names_place && !has(Column::Organisation) && !has(Column::OrganisationCode))
            .then_some(Column::Organisation),
    ];
    if let Some(column) = missing.into_iter().flatten().next() {
        let key = match (seems, known(&row.cells)) {
            (Some(key), _) => key,
            (None, 0) => "roster-no-headings",
            (None, _) => "roster-column-missing",
        };
        return Err(Refusal::without(key, column));
    }
    let mut headings = Headings {
        row: place,
        columns: Vec::with_capacity(row.cells.len()),
        remarks: Vec::new(),
    };
    for cell in &row.cells {
        let column = Column::of(cell);
        let is_twice = column.is_some() && headings.columns.contains(&column);
        let key = match column {
            None => "roster-column-unknown",
            Some(_) => "roster-column-twice",
        };
        if (column.is_none() || is_twice) && !is_number(cell) {
            let heading: String = cell.chars().take(60).collect();
            let remark = Problem::new(None, key);
            headings.remarks.push(remark.with("heading", heading));
        }
        headings.columns.push(column.filter(|_| !is_twice));
    }
    Ok(headings)
}

/// Whether a heading is that of the rows' numbers, or nothing: not worth a remark.
fn is_number(heading: &str) -> bool {
    let heading = heading.trim();
    heading.is_empty() || heading.starts_with('\u{2116}') || heading == "#"
}

/// What a table seems to be by the headings of its first row: the files that Moodle is given (its
/// documentation, "Upload courses", "Upload cohorts", "Import groups").
fn seems(headings: &[String]) -> Option<&'static str> {
    let has = |name: &str| {
        headings
            .iter()
            .any(|heading| heading.trim().eq_ignore_ascii_case(name))
    };
    let begins = |beginning: &str| {
        headings
            .iter()
            .any(|heading| heading.starts_with(beginning))
    };
    if has("shortname") && begins("enrolment_") {
        Some("roster-is-moodle-enrolments")
    } else if has("shortname") {
        Some("roster-is-moodle-courses")
    } else if has("groupname") {
        Some(GROUPS)
    } else if has("name") && has("idnumber") {
        Some(COHORTS)
    } else {
        None
    }
}
