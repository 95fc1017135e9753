//! Items that draw numbers: where the right answer follows by a formula, they are calculated
//! questions.

use super::super::super::questions::Question;
use super::super::Remark;
use super::node::Node;
use super::processing::Rules;

/// The calculated question that an item is; nothing when it is not as simple as that.
#[must_use]
pub fn question(_node: &Node, _rules: &Rules<'_>, _place: &str) -> Option<(Question, Vec<Remark>)> {
    None
}
