//! QTI's own rules: template, response and outcome processing, as an item brings them along. They
//! are run to find out what an item holds for right, whatever way its rule is written, and to
//! check that our key gives the same marks.
//!
//! Nothing here can fail loudly or run for long: a run has a number of steps, values are typed,
//! what is unknown is a [`Fault`]. Chance comes in as a parameter.

use std::collections::BTreeMap;

use super::node::Node;

pub mod declarations;
mod expressions;
mod numbers;
mod rules;
pub mod shapes;
mod templates;
mod texts;
pub mod value;

#[cfg(test)]
mod scoring_tests;
#[cfg(test)]
mod tests;

pub use declarations::{Declaration, Role};
pub use value::{BaseType, Cardinality, Scalar, Value};

/// How many expressions and rules one run may come to: the largest item of a real package takes
/// some hundred.
const MOST_STEPS: u32 = 50_000;

/// How often a draw is repeated until an item's constraint holds, as the standard suggests.
const MOST_DRAWS: u32 = 100;

/// Why a rule cannot be run.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// It uses what is not known here, or belongs to a whole test.
    #[error("unknown: {0}")]
    Unknown(String),
    /// It takes too many steps or too much room.
    #[error("too long")]
    TooLong,
}

/// The variables of an item and their values.
pub type Values = BTreeMap<String, Value>;

/// The rules of an item.
#[derive(Debug, Clone)]
pub struct Rules<'a> {
    item: &'a Node,
    /// The variables that it declares.
    pub declared: BTreeMap<String, Declaration>,
}

/// An item in the course of being answered: what was drawn and what is right thereby.
#[derive(Debug, Clone)]
pub struct Session<'a> {
    rules: &'a Rules<'a>,
    /// What each variable is.
    pub values: Values,
    /// The right answers.
    pub correct: Values,
}

/// What carries a run: its session, the steps left, and the numbers from 0 to 1 that chance
/// gives.
struct Run<'s, 'a> {
    session: &'s mut Session<'a>,
    steps: u32,
    draw: &'s mut dyn FnMut() -> f64,
}

impl<'a> Rules<'a> {
    /// Reads the rules of an item.
    #[must_use]
    pub fn of(item: &'a Node) -> Self {
        Self {
            item,
            declared: declarations::read(item),
        }
    }

    /// Whether anything is drawn or set before the item is shown.
    #[must_use]
    pub fn is_template(&self) -> bool {
        self.item.child("templateProcessing").is_some()
    }

    /// Whether chance plays a part.
    #[must_use]
    pub fn is_random(&self) -> bool {
        let is_drawn = |node: &Node| node.name.starts_with("random");
        !self.item.all(&is_drawn).is_empty()
    }

    /// Begins a session: variables take their defaults, then the item's template processing runs.
    ///
    /// # Errors
    /// When it cannot be run.
    pub fn begin(&'a self, draw: &mut dyn FnMut() -> f64) -> Result<Session<'a>, Fault> {
        let mut session = Session {
            rules: self,
            values: self.all(|declared| declared.default.clone()),
            correct: self.all(|declared| declared.correct.clone()),
        };
        if let Some(node) = self.item.child("templateProcessing") {
            let fresh = session.clone();
            let mut run = Run::new(&mut session, draw);
            for _ in 0..MOST_DRAWS {
                if run.templates(node)? {
                    return Ok(session);
                }
                run.session.values.clone_from(&fresh.values);
                run.session.correct.clone_from(&fresh.correct);
            }
            return Err(Fault::TooLong);
        }
        Ok(session)
    }

    fn all(&self, of: impl Fn(&Declaration) -> Value) -> Values {
        let declared = self.declared.iter();
        declared
            .map(|(name, declared)| (name.clone(), of(declared)))
            .collect()
    }
}

impl<'a> Session<'a> {
    /// The rules that it runs by.
    #[must_use]
    pub fn rules(&self) -> &'a Rules<'a> {
        self.rules
    }

    /// Answers, and runs response and outcome processing. The values of all variables afterwards.
    ///
    /// # Errors
    /// When a rule cannot be run.
    pub fn answered(&self, responses: &Values) -> Result<Values, Fault> {
        let mut session = self.clone();
        session.values.extend(responses.clone());
        let mut never = || 0.0;
        let mut run = Run::new(&mut session, &mut never);
        if let Some(node) = self.rules.item.child("responseProcessing") {
            run.responses(node)?;
        }
        if let Some(node) = self.rules.item.child("outcomeProcessing") {
            run.rules(node)?;
        }
        Ok(session.values)
    }
}

impl<'s, 'a> Run<'s, 'a> {
    fn new(session: &'s mut Session<'a>, draw: &'s mut dyn FnMut() -> f64) -> Self {
        Self {
            session,
            steps: MOST_STEPS,
            draw,
        }
    }

    fn step(&mut self) -> Result<(), Fault> {
        self.steps = self.steps.checked_sub(1).ok_or(Fault::TooLong)?;
        Ok(())
    }

    fn declared(&self, name: &str) -> Option<&'a Declaration> {
        self.session.rules.declared.get(name)
    }

    fn value_of(&self, name: &str) -> Value {
        self.session.values.get(name).cloned().unwrap_or_default()
    }
}
