//! The usual schemes by which an answer that is partly right is marked; `grading/credit.rs` computes
//! them.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// How an answer to a multiple choice that is partly right is marked. Marks are never less than
/// nothing, but for the quiz's own penalty.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum MultipleScoring {
    /// Every right option chosen counts one, every wrong one takes one away, out of the number
    /// of right options (Canvas New Quizzes, "Partial credit with penalty").
    #[default]
    RightMinusWrong,
    /// Exactly the right options, or nothing (Moodle `qtype_multichoiceset`; Canvas "Exact
    /// match").
    AllOrNothing,
    /// Every option counts alike: chosen though right, or left though wrong (Moodle
    /// `qtype_mtf`, "Subpoints").
    EachOption,
    /// All options judged rightly earn the marks, all but one half of them, fewer none (Moodle
    /// `qtype_kprime`, "Kprime").
    Kprime,
    /// The percentages of the chosen options are added (Moodle `qtype_multichoice`); an option
    /// without one counts its share of 100 when it is right and nothing when it is wrong.
    Weighted,
}

/// How an order that is partly right is marked.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum OrderingScoring {
    /// The share of the right order's neighbours that still stand next to each other in that
    /// order (Moodle `qtype_ordering`, "Relative to the next item (excluding last)").
    #[default]
    Neighbours,
    /// The whole order, or nothing (Moodle `qtype_ordering`, "All or nothing").
    AllOrNothing,
    /// The share of the items at their right place (Moodle `qtype_ordering`, "Absolute
    /// position").
    Positions,
}
