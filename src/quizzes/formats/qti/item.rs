//! An item on its way to become a question: its body, its rule, and what has been remarked.

use super::super::html;
use super::super::{Remark, Severity};
use super::node::{Node, Part};
use super::processing::{Fault, Role, Rules, Session, Value, Values};
use super::tree;

/// Stand around the number of a gap until the body has become Markdown; no text of a file that is
/// for people has them.
const GAP: (char, char) = ('\u{e123}', '\u{e124}');

/// An item.
pub struct Item<'a> {
    /// The element.
    pub node: &'a Node,
    /// Its body, with what is set before it is shown filled in.
    pub body: Node,
    /// Where it stands.
    pub place: String,
    /// Its rules at work.
    pub session: Session<'a>,
    /// What has been remarked.
    pub remarks: Vec<Remark>,
    /// Which variable the marks are in.
    score: String,
    /// By what the marks are found.
    pub rule: Rule,
}

/// By what an item's marks are found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rule {
    /// By its own rule.
    Own,
    /// It has none, or one that cannot be run: by the marks that its answers are mapped to.
    Mapped,
    /// The same: by its right answers.
    Correct,
    /// Nothing tells.
    Unknown,
}

/// Why an item does not become a question.
pub type Refusal = Remark;

impl<'a> Item<'a> {
    /// Begins with an item.
    ///
    /// # Errors
    /// When what is drawn or set before it is shown cannot be found out.
    pub fn new(rules: &'a Rules<'a>, node: &'a Node, place: &str) -> Result<Self, Refusal> {
        let refused = |key| Remark::new(place, Severity::Refused, key);
        let session = rules
            .begin(&mut || 0.0)
            .map_err(|fault| refused("import-qti-rule-unknown").with("rule", fault_name(&fault)))?;
        Ok(Self::of_session(rules, node, place, session))
    }

    /// An item whose numbers have been drawn.
    #[must_use]
    pub fn of_session(
        rules: &'a Rules<'a>,
        node: &'a Node,
        place: &str,
        session: Session<'a>,
    ) -> Self {
        let body = node.child("itemBody").cloned().unwrap_or_default();
        let mut item = Self {
            node,
            body: filled_in(&body, &session.values),
            place: place.to_owned(),
            score: score_variable(rules),
            session,
            remarks: Vec::new(),
            rule: Rule::Own,
        };
        item.choose_rule(rules);
        item
    }

    /// Finds out whether the item's own rule can be run and sets marks at all.
    fn choose_rule(&mut self, rules: &Rules<'_>) {
        let sets_marks = |node: &Node| {
            let named = matches!(node.name.as_str(), "setOutcomeValue" | "lookupOutcomeValue");
            named && node.attribute("identifier") == Some(&self.score)
        };
        let processing = |name: &str| self.node.child(name);
        let sets = |node: &Node| !node.all(&sets_marks).is_empty();
        let is_standard = processing("responseProcessing").is_some_and(|node| {
            node.attribute("template").is_some() && node.nodes().next().is_none()
        });
        let own = is_standard
            || processing("responseProcessing").is_some_and(sets)
            || processing("outcomeProcessing").is_some_and(sets);
        let responses = || {
            rules
                .declared
                .values()
                .filter(|known| known.role == Role::Response)
        };
        let fallback = if responses().any(|known| known.mapping.is_some() || known.areas.is_some())
        {
            Rule::Mapped
        } else if self
            .session
            .correct
            .values()
            .any(|correct| !correct.is_null())
        {
            Rule::Correct
        } else {
            Rule::Unknown
        };
        let attempt = self.session.answered(&self.session.correct);
        self.rule = match attempt {
            Ok(_) if own => Rule::Own,
            Ok(_) => fallback,
            Err(fault) => {
                let remark = Remark::new(&self.place, Severity::Changed, "import-qti-rule-unknown");
                self.remarks.push(remark.with("rule", fault_name(&fault)));
                fallback
            }
        };
    }

    /// Remarks what was taken in other words or left out.
    pub fn remark(&mut self, severity: Severity, key: &'static str) {
        self.remarks.push(Remark::new(&self.place, severity, key));
    }

    /// A reason not to take the item.
    #[must_use]
    pub fn refusal(&self, key: &'static str) -> Refusal {
        Remark::new(&self.place, Severity::Refused, key)
    }

    /// The marks that answers earn by the item's own rule, or by what stands in for it.
    #[must_use]
    pub fn marks(&self, responses: &Values) -> f64 {
        match self.rule {
            Rule::Own => {
                let values = self.session.answered(responses).unwrap_or_default();
                values
                    .get(&self.score)
                    .and_then(Value::number)
                    .unwrap_or(0.0)
            }
            Rule::Mapped => responses
                .iter()
                .map(|(name, value)| self.mapped(name, value))
                .sum(),
            Rule::Correct => {
                let all_right = self.session.correct.iter().all(|(name, correct)| {
                    let given = responses.get(name).unwrap_or(&Value::Null);
                    correct.is_null() || correct.matches(given)
                });
                if all_right { 1.0 } else { 0.0 }
            }
            Rule::Unknown => 0.0,
        }
    }

    fn mapped(&self, name: &str, value: &Value) -> f64 {
        let Some(known) = self.session.rules().declared.get(name) else {
            return 0.0;
        };
        match (&known.mapping, &known.areas) {
            _ if value.is_null() => 0.0,
            (Some(mapping), _) => mapping.marks(value),
            (None, Some(areas)) => areas.marks(value),
            (None, None) => 0.0,
        }
    }

    /// All variables after answers; nothing when the rule cannot be run.
    #[must_use]
    pub fn outcome(&self, responses: &Values) -> Values {
        self.session.answered(responses).unwrap_or_default()
    }

    /// What the item says that it is worth, when it says so.
    #[must_use]
    pub fn stated_worth(&self) -> Option<f64> {
        let declared = &self.session.rules().declared;
        let by_variable = declared
            .get("MAXSCORE")
            .and_then(|known| known.default.number());
        let by_attribute = || {
            declared
                .get(&self.score)
                .and_then(|known| known.normal_maximum)
        };
        by_variable
            .or_else(by_attribute)
            .filter(|worth| *worth > 0.0)
    }

    /// The right answer that the item declares.
    #[must_use]
    pub fn correct(&self, response: &str) -> &Value {
        self.session.correct.get(response).unwrap_or(&Value::Null)
    }
}

/// The variable of the marks: `SCORE`, or the one that comes nearest.
fn score_variable(rules: &Rules<'_>) -> String {
    let numbers = || {
        let outcomes = rules.declared.iter();
        outcomes.filter(|(_, known)| known.role == Role::Outcome && known.base.is_number())
    };
    let is_called = |name: &str| name == "SCORE";
    let named = numbers().find(|(name, _)| is_called(name));
    let alike = || numbers().find(|(name, _)| name.to_uppercase().starts_with("SCORE"));
    let found = named.or_else(alike).map(|(name, _)| name.clone());
    found.unwrap_or_else(|| "SCORE".to_owned())
}

/// What a fault names.
#[must_use]
pub fn fault_name(fault: &Fault) -> String {
    match fault {
        Fault::Unknown(name) => name.clone(),
        Fault::TooLong => "…".to_owned(),
    }
}

/// A body with the variables that it prints.
fn filled_in(body: &Node, values: &Values) -> Node {
    body.mapped(&mut |node| {
        if node.name != "printedVariable" {
            return None;
        }
        let value = values.get(node.attribute_or_empty("identifier"));
        let one = value.and_then(|value| value.members().first());
        Some(one.map(|one| Part::Text(one.text())))
    })
}

/// Markdown of what an element holds.
#[must_use]
pub fn markdown(node: &Node) -> String {
    let markdown = html::to_markdown(&tree::inner_html(node)).trim().to_owned();
    let mut found = String::with_capacity(markdown.len());
    for letter in markdown.chars() {
        match letter {
            letter if letter == GAP.0 => found.push_str("[["),
            letter if letter == GAP.1 => found.push_str("]]"),
            letter => found.push(letter),
        }
    }
    found
}

/// What stands for a gap in a body, by its number from 1.
#[must_use]
pub fn gap_mark(number: usize) -> Part {
    Part::Text(format!("{}{number}{}", GAP.0, GAP.1))
}

/// Whether an element asks something.
#[must_use]
pub fn is_interaction(node: &Node) -> bool {
    node.name.ends_with("Interaction") && node.name != "endAttemptInteraction"
}

/// The text of a question: its body, each interaction replaced by its prompt or by what `instead`
/// gives, and without what is for others than the learner.
#[must_use]
pub fn question_text(body: &Node, instead: &mut dyn FnMut(&Node) -> Option<Part>) -> String {
    let seen = body.mapped(&mut |node| match node.name.as_str() {
        "rubricBlock"
        | "feedbackBlock"
        | "feedbackInline"
        | "templateBlock"
        | "templateInline"
        | "endAttemptInteraction"
        | "stylesheet" => Some(None),
        "positionObjectStage" => Some(instead(node)),
        _ if is_interaction(node) => Some(instead(node).or_else(|| {
            let mut prompt = Node::new("div");
            prompt.parts.clone_from(&node.child("prompt")?.parts);
            Some(Part::Node(prompt))
        })),
        _ => None,
    });
    markdown(&seen)
}
