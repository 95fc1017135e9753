//! Typed answers: which texts and numbers an item's rule takes, found by trying them.

mod numbers;

use super::super::super::questions::parts::{KnownNumber, KnownText};
use super::item::Item;
use super::node::Node;
use super::processing::{BaseType, Scalar, Value, Values};
use super::table::percent;

/// How many answers are tried for one response.
const MOST_TRIED: usize = 120;

/// What a typed answer may be.
#[derive(Debug, Clone, PartialEq)]
pub enum Typed {
    /// A text.
    Text {
        /// What is fully right.
        accepted: Vec<String>,
        /// What is partly right.
        others: Vec<KnownText>,
        /// Whether capital and small letters differ.
        case_sensitive: bool,
        /// Whether `*` stands for anything.
        wildcards: bool,
    },
    /// A number.
    Number {
        /// The right one.
        correct: f64,
        /// How far from it is right as well.
        tolerance: f64,
        /// What is partly right.
        others: Vec<KnownNumber>,
    },
}

/// A response that is tried while others stay as they are.
pub struct Trial<'t, 'a> {
    item: &'t Item<'a>,
    response: &'t str,
    base: BaseType,
    context: Values,
    nothing: f64,
}

impl<'t, 'a> Trial<'t, 'a> {
    /// Begins to try a response. The others are right where the item says what that is: a rule
    /// that wants all of them shows nothing otherwise.
    #[must_use]
    pub fn of(item: &'t Item<'a>, response: &'t str) -> Self {
        let base = item
            .session
            .rules()
            .declared
            .get(response)
            .map_or(BaseType::String, |known| known.base);
        let mut context = item.session.correct.clone();
        context.retain(|_, value| !value.is_null());
        context.remove(response);
        let nothing = item.marks(&context);
        Self {
            item,
            response,
            base,
            context,
            nothing,
        }
    }

    /// What an answer adds.
    fn gain(&self, answer: &Scalar) -> f64 {
        let mut given = self.context.clone();
        let value = super::table::contained(self.item, self.response, vec![answer.clone()]);
        given.insert(self.response.to_owned(), value);
        self.item.marks(&given) - self.nothing
    }

    fn text_gain(&self, text: &str) -> f64 {
        Scalar::read(text, self.base).map_or(0.0, |answer| self.gain(&answer))
    }

    /// The key and what the best answer adds; nothing when no answer adds anything.
    #[must_use]
    pub fn key(&self) -> Option<(Typed, f64)> {
        if self.base.is_number() {
            self.number()
        } else {
            self.text()
        }
    }

    /// Texts that the item names: as right, in its mapping, or in its rule.
    #[must_use]
    pub fn candidates(&self) -> Vec<String> {
        let declared = self.item.session.rules().declared.get(self.response);
        let mapping = declared.and_then(|known| known.mapping.as_ref());
        let mapped = mapping.iter().flat_map(|mapping| &mapping.entries);
        let correct = self
            .item
            .correct(self.response)
            .members()
            .iter()
            .map(Scalar::text);
        let mut texts: Vec<String> = correct
            .chain(mapped.map(|(key, _, _)| key.text()))
            .collect();
        let is_number = self.base.is_number();
        let kinds: &[&str] = if is_number {
            &["integer", "float"]
        } else {
            &["string", "identifier"]
        };
        let is_kind = |node: &Node| kinds.contains(&node.attribute_or_empty("baseType"));
        for node in self.processing_nodes(&|node| node.name == "baseValue" && is_kind(node)) {
            texts.push(node.text());
        }
        for node in self.processing_nodes(&|node| node.name == "patternMatch") {
            texts.extend(literals(node.attribute_or_empty("pattern")));
        }
        texts.retain(|text| !text.trim().is_empty());
        let mut seen = Vec::new();
        texts.retain(|text| {
            !seen.contains(text) && {
                seen.push(text.clone());
                true
            }
        });
        texts.truncate(MOST_TRIED);
        texts
    }

    fn processing_nodes(&self, wanted: &dyn Fn(&Node) -> bool) -> Vec<&Node> {
        let processing = self.item.node.child("responseProcessing");
        let mut found = Vec::new();
        for node in processing.into_iter() {
            found.extend(self.below(node, wanted));
        }
        found
    }

    /// The elements in a rule, but not those that only say how many marks there are.
    fn below<'n>(&self, node: &'n Node, wanted: &dyn Fn(&Node) -> bool) -> Vec<&'n Node> {
        let mut found = Vec::new();
        if wanted(node) {
            found.push(node);
        }
        for inner in node.nodes() {
            let names = |node: &Node| node.attribute("identifier") == Some(self.response);
            let sets_only = inner.name == "setOutcomeValue" && inner.all(&names).is_empty();
            if !sets_only {
                found.extend(self.below(inner, wanted));
            }
        }
        found
    }

    fn text(&self) -> Option<(Typed, f64)> {
        let tried: Vec<(String, f64)> = self
            .candidates()
            .into_iter()
            .map(|text| (text.clone(), self.text_gain(&text)))
            .collect();
        let most = tried.iter().map(|(_, gain)| *gain).fold(0.0, f64::max);
        let nonsense = self.text_gain("\u{b6}");
        if nonsense > 0.0 && nonsense >= most {
            // Whatever is typed is right.
            let accepted = vec!["*".to_owned()];
            let all = Typed::Text {
                accepted,
                others: Vec::new(),
                case_sensitive: false,
                wildcards: true,
            };
            return Some((all, nonsense));
        }
        if most <= 0.0 {
            return None;
        }
        let is_same = |text: &str, gain: f64| self.text_gain(text) == gain;
        let earning: Vec<&(String, f64)> = tried.iter().filter(|(_, gain)| *gain > 0.0).collect();
        let case_sensitive = !earning.iter().all(|(text, gain)| {
            is_same(&text.to_uppercase(), *gain) && is_same(&text.to_lowercase(), *gain)
        });
        // Where only some letters' case counts, other cases may earn less.
        let cased: Vec<(String, f64)> = earning
            .iter()
            .flat_map(|(text, _)| [text.to_uppercase(), text.to_lowercase(), capitalised(text)])
            .filter(|text| case_sensitive && !tried.iter().any(|(known, _)| known == text))
            .map(|text| (text.clone(), self.text_gain(&text)))
            .filter(|(_, gain)| *gain > 0.0)
            .collect();
        let wildcards = earning
            .iter()
            .all(|(text, gain)| is_same(&format!("\u{b6}{text}\u{b6}"), *gain));
        let written = |text: &str| {
            let text = text.trim();
            if wildcards {
                format!("*{}*", text.replace('*', "\\*"))
            } else {
                text.to_owned()
            }
        };
        let mut seen: Vec<String> = Vec::new();
        let mut is_new = |text: &str| {
            let folded = if case_sensitive {
                text.to_owned()
            } else {
                text.to_lowercase()
            };
            let new = !seen.contains(&folded);
            seen.push(folded);
            new
        };
        let mut accepted = Vec::new();
        let mut others = Vec::new();
        for (text, gain) in earning.into_iter().chain(&cased) {
            let text = written(text);
            if !is_new(&text) {
                continue;
            }
            if *gain >= most {
                accepted.push(text);
            } else {
                let percent = percent(gain / most);
                others.push(KnownText {
                    text,
                    percent,
                    comment: String::new(),
                });
            }
        }
        Some((
            Typed::Text {
                accepted,
                others,
                case_sensitive,
                wildcards,
            },
            most,
        ))
    }

    /// Answers that are tried when the item and our key are compared.
    #[must_use]
    pub fn tries(&self, key: &Typed) -> Vec<String> {
        match key {
            Typed::Number {
                correct, tolerance, ..
            } => {
                let step = if self.base == BaseType::Integer {
                    1.0
                } else {
                    tolerance.max(correct.abs() * 1e-3).max(1e-3)
                };
                let is_whole = self.base == BaseType::Integer;
                let near = [0.9, 1.1, -0.9, -1.1, 10.0].map(|times| {
                    let number = correct + times * step;
                    if is_whole {
                        number.round()
                    } else {
                        rounded(number)
                    }
                });
                // With all its digits: it may be asked for exactly.
                let itself = if is_whole { correct.round() } else { *correct };
                let all = std::iter::once(itself).chain(near);
                all.map(|number| number.to_string()).collect()
            }
            Typed::Text { .. } => {
                let texts = self.candidates();
                let cased = texts
                    .iter()
                    .flat_map(|text| [text.clone(), text.to_uppercase(), capitalised(text)]);
                let tries = cased.chain(["\u{b6}".to_owned()]).take(40);
                tries.map(|text| text.trim().to_owned()).collect()
            }
        }
    }

    /// An answer as the item takes it.
    #[must_use]
    pub fn given(&self, text: &str) -> Value {
        let answer = Scalar::read(text, self.base);
        answer.map_or(Value::Null, |answer| {
            super::table::contained(self.item, self.response, vec![answer])
        })
    }
}

/// The first letter large, the others small.
fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters.flat_map(char::to_lowercase)).collect()
}

/// A number without the dust of halving.
fn rounded(number: f64) -> f64 {
    format!("{number:.9e}").parse().unwrap_or(number)
}

/// The texts that a simple pattern stands for: words between bars, with `.*` for anything.
fn literals(pattern: &str) -> Vec<String> {
    let inner = pattern.trim_start_matches('^').trim_end_matches('$');
    let plain = inner
        .replace("\\s+", " ")
        .replace("\\s*", "")
        .replace("\\.", ".")
        .replace(".*", "");
    if plain.contains(['[', ']', '(', ')', '+', '?', '{', '}', '\\', '*']) {
        return Vec::new();
    }
    plain.split('|').map(str::to_owned).collect()
}
