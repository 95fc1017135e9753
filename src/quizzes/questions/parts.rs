//! What the keys of questions are made of: options, pairs, known answers, units, gaps, places on
//! pictures.

use garde::Validate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::validation::{
    at_least_three_points, exactly_one_correct, finite, is_not_zero, is_variable_name,
};

/// One option of a choice.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// What the option says, in Markdown.
    #[garde(length(chars, min = 1, max = 2_000))]
    pub text: String,
    /// Whether the option is right.
    #[serde(default)]
    #[garde(skip)]
    pub correct: bool,
    /// What choosing it earns, in per cent of the marks; less than nothing takes away. Absent for
    /// what `correct` says. Counts in a single choice and where options are weighted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[garde(inner(custom(finite), range(min = -100.0, max = 100.0)))]
    pub percent: Option<f64>,
    /// The author's comment for whoever chooses it, in Markdown.
    #[serde(default)]
    #[garde(length(chars, max = 2_000))]
    pub comment: String,
}

/// A prompt and its match.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct Pair {
    /// What stands on the left.
    #[garde(length(chars, min = 1, max = 2_000))]
    pub prompt: String,
    /// What belongs to it.
    #[garde(length(chars, min = 1, max = 2_000))]
    pub matches: String,
}

/// A typed answer that is recognised.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct KnownText {
    /// The answer, written as those accepted are.
    #[garde(length(chars, min = 1, max = 500))]
    pub text: String,
    /// What it earns, in per cent of the marks.
    #[garde(custom(finite), range(min = 0.0, max = 100.0))]
    pub percent: f64,
    /// The author's comment for whoever gives it, in Markdown.
    #[serde(default)]
    #[garde(length(chars, max = 2_000))]
    pub comment: String,
}

/// A number that is recognised.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct KnownNumber {
    /// The number.
    #[garde(custom(finite))]
    pub number: f64,
    /// How far from it an answer may be.
    #[serde(default)]
    #[garde(custom(finite), range(min = 0.0))]
    pub tolerance: f64,
    /// What it earns, in per cent of the marks.
    #[garde(custom(finite), range(min = 0.0, max = 100.0))]
    pub percent: f64,
    /// The author's comment for whoever gives it, in Markdown.
    #[serde(default)]
    #[garde(length(chars, max = 2_000))]
    pub comment: String,
}

/// Which units a number may be given in.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"units": [{"name": "m", "factor": 1.0}, {"name": "cm", "factor": 100.0}],
    "penalty_percent": 10}))]
pub struct UnitRule {
    /// The units.
    #[garde(length(min = 1, max = 20), dive)]
    pub units: Vec<Unit>,
    /// What is taken off, in per cent of the marks, when the unit is missing or none of these. The
    /// number is then taken as if it were in the unit of the right number.
    #[serde(default)]
    #[garde(range(max = 100))]
    pub penalty_percent: u8,
}

/// A unit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct Unit {
    /// How it is written after the number.
    #[garde(length(chars, min = 1, max = 50))]
    pub name: String,
    /// How many of it are one of the unit that the right number is given in: 100 for `cm` when
    /// that is in metres (Moodle's "multiplier").
    #[garde(custom(finite), custom(is_not_zero))]
    pub factor: f64,
}

/// A variable of a calculated question, drawn evenly from a range.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct Variable {
    /// Its name, which stands in braces in the formula and in the text.
    #[garde(length(chars, min = 1, max = 30), custom(is_variable_name))]
    pub name: String,
    /// The least value.
    #[garde(custom(finite))]
    pub least: f64,
    /// The greatest value.
    #[garde(custom(finite), range(min = self.least))]
    pub most: f64,
    /// How many decimals a drawn value has.
    #[serde(default)]
    #[garde(range(max = 10))]
    pub decimals: u8,
}

/// A gap in a text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema, Validate)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Gap {
    /// A word or a few, typed.
    Typed {
        /// Every answer that is fully right.
        #[garde(length(min = 1, max = 50), inner(length(chars, min = 1, max = 500)))]
        accepted: Vec<String>,
        /// Further answers that are recognised.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        #[garde(length(max = 50), dive)]
        others: Vec<KnownText>,
        /// Whether capital and small letters differ.
        #[serde(default)]
        #[garde(skip)]
        case_sensitive: bool,
        /// How much it counts beside the other gaps.
        #[serde(default = "one")]
        #[garde(range(min = 1, max = 100))]
        weight: u8,
    },
    /// A number, typed.
    Number {
        /// The right number.
        #[garde(custom(finite))]
        correct: f64,
        /// How far from it an answer may be.
        #[serde(default)]
        #[garde(custom(finite), range(min = 0.0))]
        tolerance: f64,
        /// Further numbers that are recognised.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        #[garde(length(max = 50), dive)]
        others: Vec<KnownNumber>,
        /// How much it counts beside the other gaps.
        #[serde(default = "one")]
        #[garde(range(min = 1, max = 100))]
        weight: u8,
    },
    /// One of several options, selected.
    Selected {
        /// The options in the author's order; exactly one is correct.
        #[garde(length(min = 2, max = 50), dive, custom(exactly_one_correct))]
        options: Vec<Choice>,
        /// How much it counts beside the other gaps.
        #[serde(default = "one")]
        #[garde(range(min = 1, max = 100))]
        weight: u8,
    },
    /// One of the question's choices, dragged here.
    Dragged {
        /// The number of the right choice, from 0.
        #[garde(skip)]
        choice: u16,
        /// How much it counts beside the other gaps.
        #[serde(default = "one")]
        #[garde(range(min = 1, max = 100))]
        weight: u8,
    },
}

impl Gap {
    /// How much the gap counts beside the others.
    #[must_use]
    pub fn weight(&self) -> u8 {
        match self {
            Self::Typed { weight, .. }
            | Self::Number { weight, .. }
            | Self::Selected { weight, .. }
            | Self::Dragged { weight, .. } => *weight,
        }
    }
}

/// Something to be dragged.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct DragChoice {
    /// What it says, in Markdown; a picture of a file when the label is one.
    #[garde(length(chars, min = 1, max = 2_000))]
    pub text: String,
    /// Whether it may be used more than once.
    #[serde(default, skip_serializing_if = "is_false")]
    #[garde(skip)]
    pub again: bool,
}

/// A picture that a question works on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct Picture {
    /// The file of the course or the bank.
    #[garde(skip)]
    pub file: Uuid,
    /// What is on it, for whoever does not see it.
    #[serde(default)]
    #[garde(length(chars, max = 1_000))]
    pub alternative: String,
    /// Its width, in pixels: the unit of every place on it.
    #[garde(range(min = 1, max = 20_000))]
    pub width: u16,
    /// Its height, in pixels.
    #[garde(range(min = 1, max = 20_000))]
    pub height: u16,
}

/// A place on a picture that a choice is dragged to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct Zone {
    /// Where it is.
    #[garde(dive)]
    pub shape: Shape,
    /// The number of the choice that belongs there, from 0.
    #[garde(skip)]
    pub choice: u16,
}

/// A place on a picture to be pointed at, or not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct HotZone {
    /// Where it is.
    #[garde(dive)]
    pub shape: Shape,
    /// Whether it is right to point there.
    #[serde(default)]
    #[garde(skip)]
    pub correct: bool,
    /// The author's comment for whoever points there, in Markdown.
    #[serde(default)]
    #[garde(length(chars, max = 2_000))]
    pub comment: String,
}

/// A part of a picture, in its pixels from the upper left corner; its edge belongs to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema, Validate)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Shape {
    /// A rectangle.
    Rectangle {
        /// The left edge.
        #[garde(skip)]
        x: u16,
        /// The upper edge.
        #[garde(skip)]
        y: u16,
        /// How wide it is.
        #[garde(range(min = 1))]
        width: u16,
        /// How high it is.
        #[garde(range(min = 1))]
        height: u16,
    },
    /// A circle.
    Circle {
        /// The middle, from the left.
        #[garde(skip)]
        x: u16,
        /// The middle, from above.
        #[garde(skip)]
        y: u16,
        /// The radius.
        #[garde(range(min = 1))]
        radius: u16,
    },
    /// A polygon.
    Polygon {
        /// Its corners in order.
        #[garde(length(max = 200), custom(at_least_three_points))]
        points: Vec<Point>,
    },
}

/// A point of a picture, in its pixels from the upper left corner.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct Point {
    /// From the left.
    #[garde(skip)]
    pub x: u16,
    /// From above.
    #[garde(skip)]
    pub y: u16,
}

fn one() -> u8 {
    1
}

fn is_false(value: &bool) -> bool {
    !*value
}
