//! How a person's marks come about: by a rubric, by one person or by two who do not know of each
//! other, and by a third when the two are far apart.
//!
//! Two marks that differ by no more than the quiz allows (in per cent of the question's marks,
//! compared exactly) come to their mean; beyond that a third person, who sees both, decides alone.

use sea_orm::{DeriveActiveEnum, EnumIter};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use utoipa::ToSchema;
use uuid::Uuid;

use super::hundredths::Hundredths;
use super::questions::rubric::Rubric;
use super::quiz::Marking;

/// What a person's mark is.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema, EnumIter, DeriveActiveEnum,
)]
#[serde(rename_all = "snake_case")]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum Stage {
    /// One of the ordinary marks: the only one, or one of two.
    #[sea_orm(string_value = "marking")]
    Marking,
    /// The mark of a third person, who has seen that two are far apart.
    #[sea_orm(string_value = "reconciliation")]
    Reconciliation,
    /// The mark that an appeal has led to.
    #[sea_orm(string_value = "appeal")]
    Appeal,
}

/// Why a mark was changed.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema, EnumIter, DeriveActiveEnum,
)]
#[serde(rename_all = "snake_case")]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum Why {
    /// It was graded by rule.
    #[sea_orm(string_value = "graded")]
    Graded,
    /// The question was corrected.
    #[sea_orm(string_value = "regraded")]
    Regraded,
    /// One person, or two who agree, have marked it.
    #[sea_orm(string_value = "marked")]
    Marked,
    /// A third person has decided between two.
    #[sea_orm(string_value = "reconciled")]
    Reconciled,
    /// The learner has appealed.
    #[sea_orm(string_value = "appeal")]
    Appeal,
}

/// The mark of one person: the last one that the person gave.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Given {
    /// Who.
    pub marker: Uuid,
    /// What it is.
    pub stage: Stage,
    /// The marks.
    pub marks: Hundredths,
}

/// Whose turn it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum WaitingFor {
    /// The first mark, be it the only one.
    First,
    /// The second of two.
    Second,
    /// A third person: the two are far apart.
    Reconciliation,
}

/// How far the marking of one answer has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Somebody has still to mark it.
    Waits(WaitingFor),
    /// What it came to.
    Settled(Hundredths, Why),
}

/// How far the marking of an answer worth `most` has come, from the last mark of each person, in
/// the order in which they were given. Of several people where one is asked for, the last counts: a mark is corrected.
#[must_use]
pub fn standing(given: &[Given], rule: &Marking, most: Hundredths) -> Standing {
    let last = |stage| given.iter().rev().find(|one| one.stage == stage);
    if let Some(decided) = last(Stage::Appeal) {
        return Standing::Settled(decided.marks, Why::Appeal);
    }
    if let Some(decided) = last(Stage::Reconciliation) {
        return Standing::Settled(decided.marks, Why::Reconciled);
    }
    if rule.markers < 2 {
        return match last(Stage::Marking) {
            Some(one) => Standing::Settled(one.marks, Why::Marked),
            None => Standing::Waits(WaitingFor::First),
        };
    }
    match given {
        [] => Standing::Waits(WaitingFor::First),
        [_] => Standing::Waits(WaitingFor::Second),
        [first, second, ..] => {
            let (one, other) = (
                i64::from(first.marks.count()),
                i64::from(second.marks.count()),
            );
            let allowed = i64::from(most.count()) * i64::from(rule.difference_percent);
            if (one - other).abs() * 100 <= allowed {
                Standing::Settled(first.marks.mean(second.marks), Why::Marked)
            } else {
                Standing::Waits(WaitingFor::Reconciliation)
            }
        }
    }
}

/// What a person's mark would be, if the person may mark the answer at all.
///
/// One marker may be corrected by anybody. Of two, each may change the own mark until the other's is
/// there; who marked one of two that are far apart does not decide between them.
#[must_use]
pub fn stage_for(marker: Uuid, given: &[Given], rule: &Marking, most: Hundredths) -> Option<Stage> {
    if rule.markers < 2 {
        return Some(Stage::Marking);
    }
    let has_marked = given.iter().any(|one| one.marker == marker);
    match standing(given, rule, most) {
        Standing::Waits(WaitingFor::First | WaitingFor::Second) => Some(Stage::Marking),
        Standing::Waits(WaitingFor::Reconciliation) if !has_marked => Some(Stage::Reconciliation),
        Standing::Waits(WaitingFor::Reconciliation) | Standing::Settled(..) => None,
    }
}

/// Whether the answer waits for this very person. Of two markers the one who has marked waits for
/// the other.
#[must_use]
pub fn waits_for(
    marker: Uuid,
    given: &[Given],
    rule: &Marking,
    most: Hundredths,
) -> Option<WaitingFor> {
    let Standing::Waits(turn) = standing(given, rule, most) else {
        return None;
    };
    let has_marked = given.iter().any(|one| one.marker == marker);
    (!has_marked).then_some(turn)
}

/// Which of the marks of an answer a person may see who is about to mark it: the own ones; all of
/// them once they are settled, or when a third person has to decide between them.
#[must_use]
pub fn may_see(
    viewer: Uuid,
    marker: Uuid,
    given: &[Given],
    rule: &Marking,
    most: Hundredths,
) -> bool {
    if viewer == marker {
        return true;
    }
    match standing(given, rule, most) {
        Standing::Settled(..) => true,
        Standing::Waits(WaitingFor::Reconciliation) => given.iter().all(|one| one.marker != viewer),
        Standing::Waits(_) => false,
    }
}

/// Why levels do not fit a rubric.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LevelsProblem {
    /// There must be one level for each criterion.
    OneForEach,
    /// There is no such level at the criterion with this number.
    Unknown(usize),
}

/// The marks that the levels chosen come to: their share of the most points there are, rounded to
/// the nearest hundredth. A rubric whose levels are all worth nothing earns nothing.
///
/// # Errors
/// [`LevelsProblem`] when the levels do not fit the rubric.
pub fn rubric_marks(
    rubric: &Rubric,
    levels: &[u16],
    most: Hundredths,
) -> Result<Hundredths, LevelsProblem> {
    if levels.len() != rubric.criteria.len() {
        return Err(LevelsProblem::OneForEach);
    }
    let (mut points, mut most_points) = (0_u32, 0_u32);
    for (at, (criterion, level)) in rubric.criteria.iter().zip(levels).enumerate() {
        let chosen = criterion.levels.get(usize::from(*level));
        points += u32::from(chosen.ok_or(LevelsProblem::Unknown(at))?.points);
        let greatest = criterion.levels.iter().map(|level| level.points).max();
        most_points += u32::from(greatest.unwrap_or(0));
    }
    Ok(most.times(f64::from(points) / f64::from(most_points)))
}

/// A person's marks for a question whose worth has changed from `before` to `after`: the same
/// share of it.
#[must_use]
pub fn scaled(marks: Hundredths, before: u16, after: u16) -> Hundredths {
    let share = f64::from(marks) / f64::from(before);
    Hundredths::from_whole(after).times(share)
}

/// What a marker calls an attempt whose learner stays unknown: eight letters that tell nothing of
/// the learner, and are the same each time.
#[must_use]
pub fn pseudonym(attempt_id: Uuid) -> String {
    const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    let hash = Sha256::digest([b"pseudonym".as_slice(), attempt_id.as_bytes()].concat());
    hash.iter()
        .take(8)
        .filter_map(|byte| ALPHABET.get(usize::from(byte & 31)))
        .map(|letter| char::from(*letter))
        .collect()
}

#[cfg(test)]
#[path = "marking_tests.rs"]
mod tests;
