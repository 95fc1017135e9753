//! An item's rule, tabulated: what it says to some answers, held against what our key says.

use super::super::super::grading::credit;
use super::super::super::questions::AnswerKey;
use super::super::super::response::Response;
use super::super::{Remark, Severity};
use super::item::{Item, is_interaction};
use super::node::Node;
use super::processing::{Cardinality, Scalar, Value, Values};

/// An answer, as the item takes it and as we do.
#[derive(Debug, Clone)]
pub struct Probe {
    /// As the item takes it.
    pub given: Values,
    /// As we do, in the author's numbers.
    pub response: Response,
}

/// What an item has become, apart from what every question has.
#[derive(Debug, Clone)]
pub struct Taken {
    /// What is asked.
    pub text: String,
    /// The key.
    pub answer: AnswerKey,
    /// The marks that the best answer earns by the item.
    pub most: f64,
    /// Some answers, right, partly right and wrong.
    pub probes: Vec<Probe>,
    /// What the options of a choice are called in the item, so that feedback finds them.
    pub options: Vec<String>,
}

/// How near two shares of the marks are when they are the same: a percentage is kept with a few
/// decimals.
const NEAR: f64 = 1e-4;

/// The share of the marks that our key gives.
#[must_use]
pub fn our_share(key: &AnswerKey, response: &Response) -> f64 {
    if response.is_empty() {
        return 0.0;
    }
    credit::share(key, response).unwrap_or(0.0)
}

impl Taken {
    /// The share of the marks that the item gives.
    #[must_use]
    pub fn item_share(&self, item: &Item<'_>, probe: &Probe) -> f64 {
        item.marks(&probe.given) / self.most
    }

    /// Remarks when the item and our key do not agree on all of the probes.
    pub fn compare(&self, item: &mut Item<'_>) {
        let agree = |probe: &&Probe| {
            let share = self.item_share(item, probe);
            (share - our_share(&self.answer, &probe.response)).abs() < NEAR
        };
        let agreeing = self.probes.iter().filter(agree).count();
        // Whoever answers nothing earns and loses nothing here.
        let nothing = self.probes.is_empty() || item.marks(&Values::new()).abs() / self.most < NEAR;
        let (agreeing, tried) = (agreeing + usize::from(nothing), self.probes.len() + 1);
        if agreeing < tried {
            let remark = Remark::new(&item.place, Severity::Changed, "import-qti-scoring-differs")
                .with("agree", agreeing.to_string())
                .with("tried", tried.to_string());
            item.remarks.push(remark);
        }
    }

    /// On how many of the probes a key agrees with the item.
    #[must_use]
    pub fn agreement(&self, item: &Item<'_>, key: &AnswerKey) -> usize {
        let agree = |probe: &&Probe| {
            (self.item_share(item, probe) - our_share(key, &probe.response)).abs() < NEAR
        };
        self.probes.iter().filter(agree).count()
    }
}

/// The variable that an interaction answers.
#[must_use]
pub fn response_of(interaction: &Node) -> String {
    interaction
        .attribute_or_empty("responseIdentifier")
        .trim()
        .to_owned()
}

/// Names of options as an answer: one where the variable holds one.
#[must_use]
pub fn names(item: &Item<'_>, response: &str, chosen: &[&str]) -> Value {
    let members: Vec<Scalar> = chosen
        .iter()
        .map(|name| Scalar::Name((*name).to_owned()))
        .collect();
    contained(item, response, members)
}

/// Values as an answer: in a container where the variable is one.
#[must_use]
pub fn contained(item: &Item<'_>, response: &str, mut members: Vec<Scalar>) -> Value {
    let declared = item.session.rules().declared.get(response);
    match declared.map(|known| known.cardinality) {
        _ if members.is_empty() => Value::Null,
        Some(Cardinality::Multiple) => Value::Multiple(members),
        Some(Cardinality::Ordered) => Value::Ordered(members),
        _ => Value::Single(members.swap_remove(0)),
    }
}

/// One answer to one variable.
#[must_use]
pub fn answer(response: &str, value: Value) -> Values {
    Values::from([(response.to_owned(), value)])
}

/// A position as the number that questions count parts by; there are at most a hundred.
#[must_use]
pub fn number(at: usize) -> u16 {
    u16::try_from(at).unwrap_or(u16::MAX)
}

/// A share as a percentage with few decimals.
#[must_use]
pub fn percent(share: f64) -> f64 {
    ((share * 1e7).round() / 1e5).clamp(-100.0, 100.0)
}

/// The only interaction of an item.
#[must_use]
pub fn interactions(body: &Node) -> Vec<&Node> {
    body.all(&is_interaction)
}
