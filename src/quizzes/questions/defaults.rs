//! What a question says where its author says nothing, and what is then left out of its JSON.

use super::scoring::{MultipleScoring, OrderingScoring};

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde asks for a reference"
)]
pub(super) fn is_right_minus_wrong(scoring: &MultipleScoring) -> bool {
    *scoring == MultipleScoring::RightMinusWrong
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde asks for a reference"
)]
pub(super) fn is_neighbours(scoring: &OrderingScoring) -> bool {
    *scoring == OrderingScoring::Neighbours
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde asks for a reference"
)]
pub(super) fn is_nothing(number: &f64) -> bool {
    *number == 0.0
}

pub(super) fn is_false(value: &bool) -> bool {
    !*value
}

pub(super) fn is_true(value: &bool) -> bool {
    *value
}

pub(super) fn yes() -> bool {
    true
}

pub(super) fn two_decimals() -> u8 {
    2
}

pub(super) fn one_point() -> u8 {
    1
}

pub(super) fn one_file() -> u8 {
    1
}

pub(super) fn one_mark() -> u16 {
    1
}
