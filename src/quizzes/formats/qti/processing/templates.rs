//! Template processing: what is drawn and set before an item is shown.

use super::super::node::Node;
use super::rules::Flow;
use super::{Fault, Run, Value};

impl Run<'_, '_> {
    /// Runs template processing once; false when a constraint asks for another draw.
    pub(super) fn templates(&mut self, node: &Node) -> Result<bool, Fault> {
        Ok(self.rules(node)? != Flow::Again)
    }

    /// A whole number from `min` to `max` in steps of `step`.
    pub(super) fn random_integer(&mut self, node: &Node) -> Value {
        let least = self.bound(node, "min").unwrap_or(0.0);
        let Some(most) = self.bound(node, "max") else {
            return Value::Null;
        };
        let step = self.bound(node, "step").unwrap_or(1.0).max(1.0);
        let count = ((most - least) / step).floor() + 1.0;
        if count < 1.0 {
            return Value::Null;
        }
        let drawn = (self.share() * count).floor().min(count - 1.0);
        super::numbers::whole(least + drawn * step)
    }

    /// A number from `min` to `max`.
    pub(super) fn random_float(&mut self, node: &Node) -> Value {
        let least = self.bound(node, "min").unwrap_or(0.0);
        match self.bound(node, "max") {
            Some(most) if most >= least => Value::float(least + self.share() * (most - least)),
            _ => Value::Null,
        }
    }

    /// A member of a container.
    pub(super) fn random_member(&mut self, of: &Value) -> Value {
        let members = of.members();
        let share = self.share();
        let mut at = 0;
        // Counted up instead of multiplied: a container has few members.
        while at + 1 < members.len() && share >= super::numbers::ratio(at + 1, members.len()) {
            at += 1;
        }
        members.get(at).cloned().map_or(Value::Null, Value::Single)
    }

    fn share(&mut self) -> f64 {
        (self.draw)().clamp(0.0, 1.0)
    }

    /// An attribute that is a number or names a variable that is one.
    pub(super) fn bound(&self, node: &Node, name: &str) -> Option<f64> {
        let text = node.attribute(name)?.trim();
        node.number(name)
            .or_else(|| self.value_of(text.trim_matches(['{', '}'])).number())
    }
}
