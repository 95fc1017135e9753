//! Imports of rosters and their rows as the API shows them.

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::messages::{Arguments, Language};
use crate::people::position::Position;
use crate::people::tables::person;
use crate::rosters::columns::Column;
use crate::rosters::difference::Change;
use crate::rosters::reading::Format;
use crate::rosters::row::{Problem, Said};
use crate::rosters::state::{Decision, Difference, Outcome, Status};
use crate::rosters::store::Count;
use crate::rosters::tables::{roster_import, roster_row};

/// An import of a roster.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({"id": "0199a000-0000-7000-8000-000000000071",
    "created_by": "0199a000-0000-7000-8000-000000000001", "created_at": "2021-09-15T01:00:00Z",
    "file_name": "багш нар.xlsx", "format": "xlsx", "as_of": "2021-09-15", "complete": true,
    "organisation_id": null, "status": "compared", "row_count": 412, "worked_through": 412,
    "remarks": [], "applied_by": null, "applied_at": null, "undone_by": null, "undone_at": null}))]
pub struct RosterImport {
    /// The identifier.
    pub id: Uuid,
    /// Who has sent the file.
    pub created_by: Uuid,
    /// When.
    pub created_at: DateTime<Utc>,
    /// What the file is called.
    pub file_name: String,
    /// Its form.
    pub format: Option<Format>,
    /// The day that the list is of.
    pub as_of: NaiveDate,
    /// Whether people of the named organisations who are not in it have left.
    pub complete: bool,
    /// The organisation of rows that name none.
    pub organisation_id: Option<Uuid>,
    /// How far it has come.
    pub status: Status,
    /// How many rows there are, those of people who have left among them.
    pub row_count: i32,
    /// How many of them the work under way, or the last one, has come to.
    pub worked_through: i32,
    /// What of the file was left out or taken differently.
    pub remarks: Vec<RosterProblem>,
    /// Who has applied it.
    pub applied_by: Option<Uuid>,
    /// When it had been applied.
    pub applied_at: Option<DateTime<Utc>>,
    /// Who has undone it.
    pub undone_by: Option<Uuid>,
    /// When it had been undone.
    pub undone_at: Option<DateTime<Utc>>,
}

impl RosterImport {
    /// An import, in a language.
    pub fn new(row: roster_import::Model, language: Language) -> Self {
        let remarks = row.remarks.0.into_iter();
        Self {
            id: row.id,
            created_by: row.created_by,
            created_at: row.created_at,
            file_name: row.file_name,
            format: Format::named(&row.format),
            as_of: row.as_of,
            complete: row.complete,
            organisation_id: row.organisation_id,
            status: row.status,
            row_count: row.row_count,
            worked_through: row.worked_through,
            remarks: remarks
                .map(|remark| RosterProblem::new(remark, language))
                .collect(),
            applied_by: row.applied_by,
            applied_at: row.applied_at,
            undone_by: row.undone_by,
            undone_at: row.undone_at,
        }
    }
}

/// An import, and how many of its rows there are of each kind.
#[derive(Debug, Serialize, ToSchema)]
pub struct RosterImportWithCounts {
    /// The import.
    #[serde(flatten)]
    pub import: RosterImport,
    /// How many rows mean what.
    pub counts: Vec<RosterCount>,
    /// Doubtful rows about which nobody has decided: they are left out when it is applied.
    pub undecided: i64,
    /// How many rows have become what.
    pub outcomes: Vec<RosterOutcomeCount>,
}

/// How many rows mean this.
#[derive(Debug, Serialize, ToSchema)]
pub struct RosterCount {
    /// What they mean.
    pub difference: Difference,
    /// How many there are.
    pub count: i64,
}

/// How many rows have become this.
#[derive(Debug, Serialize, ToSchema)]
pub struct RosterOutcomeCount {
    /// What they have become.
    pub outcome: Outcome,
    /// How many there are.
    pub count: i64,
}

impl RosterImportWithCounts {
    /// An import with what was counted.
    pub fn new(import: RosterImport, counts: &[Count]) -> Self {
        let sum = |fits: &dyn Fn(&Count) -> bool| {
            let fitting = counts.iter().filter(|count| fits(count));
            fitting.map(|count| count.count).sum::<i64>()
        };
        let outcomes = [
            Outcome::Applied,
            Outcome::Skipped,
            Outcome::Undone,
            Outcome::Kept,
        ];
        Self {
            import,
            counts: Difference::ALL
                .into_iter()
                .map(|difference| RosterCount {
                    difference,
                    count: sum(&|count| count.difference == difference),
                })
                .collect(),
            undecided: sum(&|count| {
                count.difference == Difference::Doubtful && count.decision.is_none()
            }),
            outcomes: outcomes
                .into_iter()
                .map(|outcome| RosterOutcomeCount {
                    outcome,
                    count: sum(&|count| count.outcome == Some(outcome)),
                })
                .collect(),
        }
    }
}

/// Why something is not taken as it stands.
#[derive(Debug, Serialize, ToSchema)]
pub struct RosterProblem {
    /// The column that it is about; null for the row or the file as a whole.
    pub column: Option<Column>,
    /// What the column is called in the person's language.
    pub heading: Option<String>,
    /// The stable name of what is wrong, for programs.
    pub code: String,
    /// What is wrong, in the person's language.
    pub message: String,
}

impl RosterProblem {
    fn new(problem: Problem, language: Language) -> Self {
        Self {
            column: problem.column,
            heading: problem.column.map(|column| column.heading(language)),
            code: problem.key.trim_start_matches("roster-").replace('-', "_"),
            message: language.text(&problem.key, &Arguments(problem.arguments)),
        }
    }
}

/// A row of an import, and what it means.
#[derive(Debug, Serialize, ToSchema)]
pub struct RosterRow {
    /// The identifier, by which pages go on.
    pub id: Uuid,
    /// Its number in the import, from 1.
    pub number: i32,
    /// Where it stands in the file; empty for people who have left.
    pub place: String,
    /// What it means for the register.
    pub difference: Difference,
    /// What it says.
    pub says: Said,
    /// The organisation it is about.
    pub organisation_id: Option<Uuid>,
    /// The person of the register it is about.
    pub person_id: Option<Uuid>,
    /// The people of whom one may be meant.
    pub candidates: Vec<RosterCandidate>,
    /// What it changes.
    pub changes: Vec<Change>,
    /// Why it, or a part of it, is not taken.
    pub problems: Vec<RosterProblem>,
    /// What somebody has decided about it, when it is doubtful.
    pub decision: Option<Decision>,
    /// What applying has made of it.
    pub outcome: Option<Outcome>,
}

/// Somebody who may be meant by a doubtful row.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct RosterCandidate {
    /// The person.
    pub person_id: Uuid,
    /// The surname.
    pub surname: String,
    /// The given name.
    pub given_name: String,
    /// Where the person is.
    pub organisation_id: Option<Uuid>,
    /// As what.
    pub position: Option<Position>,
    /// The register number.
    pub register_number: Option<String>,
    /// The day on which service began.
    pub service_began_on: Option<NaiveDate>,
}

impl RosterCandidate {
    /// A person who may be meant.
    pub fn new(person: person::Model) -> Self {
        Self {
            person_id: person.id,
            surname: person.surname,
            given_name: person.given_name,
            organisation_id: person.organisation_id,
            position: person.position.as_deref().and_then(Position::named),
            register_number: person.register_number,
            service_began_on: person.service_began_on,
        }
    }
}

impl RosterRow {
    /// A row with those who may be meant, in a language.
    pub fn new(
        row: roster_row::Model,
        candidates: Vec<RosterCandidate>,
        language: Language,
    ) -> Self {
        let problems = row.problems.0.into_iter();
        Self {
            id: row.id,
            number: row.number,
            place: row.place,
            difference: row.difference,
            says: row.said,
            organisation_id: row.organisation_id,
            person_id: row.person_id,
            candidates,
            changes: row.changes.0,
            problems: problems
                .map(|problem| RosterProblem::new(problem, language))
                .collect(),
            decision: row.decision,
            outcome: row.outcome,
        }
    }
}
