//! What becomes of an import, step by step, and of its rows.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use sea_orm::{DeriveActiveEnum, EnumIter};

/// How far an import has come.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema, EnumIter, DeriveActiveEnum,
)]
#[serde(rename_all = "snake_case")]
#[sea_orm(rs_type = "String", db_type = "Text")]
#[schema(as = RosterStatus)]
pub enum Status {
    /// It is being compared with the register. Nothing has changed.
    #[sea_orm(string_value = "comparing")]
    Comparing,
    /// The difference can be looked at. Nothing has changed.
    #[sea_orm(string_value = "compared")]
    Compared,
    /// It is being applied.
    #[sea_orm(string_value = "applying")]
    Applying,
    /// It has been applied.
    #[sea_orm(string_value = "applied")]
    Applied,
    /// It is being undone.
    #[sea_orm(string_value = "undoing")]
    Undoing,
    /// It has been undone.
    #[sea_orm(string_value = "undone")]
    Undone,
}

/// What a row means for the register.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    ToSchema,
    EnumIter,
    DeriveActiveEnum,
)]
#[serde(rename_all = "snake_case")]
#[sea_orm(rs_type = "String", db_type = "Text")]
#[schema(as = RosterDifference)]
pub enum Difference {
    /// A person whom the register does not have.
    #[sea_orm(string_value = "new")]
    New,
    /// A person of whom something is different.
    #[sea_orm(string_value = "changed")]
    Changed,
    /// A person who is at another organisation now.
    #[sea_orm(string_value = "moved")]
    Moved,
    /// A person who is no longer at the organisation.
    #[sea_orm(string_value = "left")]
    Left,
    /// A person who may be one of those whom the register has: somebody has to decide.
    #[sea_orm(string_value = "doubtful")]
    Doubtful,
    /// A person of whom everything is known already.
    #[sea_orm(string_value = "unchanged")]
    Unchanged,
    /// A row that is not taken, and why.
    #[sea_orm(string_value = "error")]
    Error,
}

/// What somebody has decided about a doubtful row.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema, EnumIter, DeriveActiveEnum,
)]
#[serde(rename_all = "snake_case")]
#[sea_orm(rs_type = "String", db_type = "Text")]
#[schema(as = RosterDecision)]
pub enum Decision {
    /// It is one of those whom the register has.
    #[sea_orm(string_value = "same_person")]
    SamePerson,
    /// It is somebody new.
    #[sea_orm(string_value = "another_person")]
    AnotherPerson,
    /// The row is left out.
    #[sea_orm(string_value = "leave_out")]
    LeaveOut,
}

/// What applying has made of a row.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema, EnumIter, DeriveActiveEnum,
)]
#[serde(rename_all = "snake_case")]
#[sea_orm(rs_type = "String", db_type = "Text")]
#[schema(as = RosterOutcome)]
pub enum Outcome {
    /// The register says so now.
    #[sea_orm(string_value = "applied")]
    Applied,
    /// It could not be applied; the row says why.
    #[sea_orm(string_value = "skipped")]
    Skipped,
    /// It was undone.
    #[sea_orm(string_value = "undone")]
    Undone,
    /// It was applied and could not be undone: something has come to depend on it.
    #[sea_orm(string_value = "kept")]
    Kept,
}

impl Difference {
    /// Every difference.
    pub const ALL: [Self; 7] = [
        Self::New,
        Self::Changed,
        Self::Moved,
        Self::Left,
        Self::Doubtful,
        Self::Unchanged,
        Self::Error,
    ];

    /// What is to be done with a row when the import is applied: what a decision says of a doubtful
    /// one. Undecided ones are left out.
    #[must_use]
    pub fn to_do(self, decision: Option<Decision>) -> Option<ToDo> {
        match (self, decision) {
            (_, Some(Decision::LeaveOut)) => None,
            (Self::New, _) | (Self::Doubtful, Some(Decision::AnotherPerson)) => {
                Some(ToDo::Register)
            }
            (Self::Changed | Self::Moved, _) | (Self::Doubtful, Some(Decision::SamePerson)) => {
                Some(ToDo::Change)
            }
            (Self::Left, _) => Some(ToDo::End),
            (Self::Doubtful | Self::Unchanged | Self::Error, _) => None,
        }
    }
}

/// What is to be done with a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ToDo {
    /// Register somebody new.
    Register,
    /// Change what the register says of somebody.
    Change,
    /// Say that somebody has left.
    End,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_doubtful_row_does_nothing_until_somebody_has_decided() {
        let doubtful = |decision| Difference::Doubtful.to_do(decision);
        assert_eq!(doubtful(None), None);
        assert_eq!(doubtful(Some(Decision::LeaveOut)), None);
        assert_eq!(doubtful(Some(Decision::SamePerson)), Some(ToDo::Change));
        assert_eq!(
            doubtful(Some(Decision::AnotherPerson)),
            Some(ToDo::Register)
        );
        for nothing in [Difference::Unchanged, Difference::Error] {
            assert_eq!(nothing.to_do(None), None);
        }
        assert_eq!(Difference::Left.to_do(None), Some(ToDo::End));
    }
}
