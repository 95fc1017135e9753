//! What an item declares: its variables with their types, defaults and right answers, and the
//! tables that turn answers into marks.

use std::collections::BTreeMap;

use super::super::node::Node;
use super::shapes::Area;
use super::value::{BaseType, Cardinality, Scalar, Value};

/// What a variable is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// An answer of the learner.
    Response,
    /// What the rules find.
    Outcome,
    /// What is drawn before the item is shown.
    Template,
}

/// A variable.
#[derive(Debug, Clone, PartialEq)]
pub struct Declaration {
    /// What it is for.
    pub role: Role,
    /// What it may be; a record has none.
    pub base: BaseType,
    /// How many values it has.
    pub cardinality: Cardinality,
    /// What it is before anything happens.
    pub default: Value,
    /// The right answer.
    pub correct: Value,
    /// The marks for each answer.
    pub mapping: Option<Mapping>,
    /// The marks for each place.
    pub areas: Option<AreaMapping>,
    /// What a number of marks means.
    pub table: Option<Table>,
    /// The most that it can come to by intention.
    pub normal_maximum: Option<f64>,
}

/// Marks for answers.
#[derive(Debug, Clone, PartialEq)]
pub struct Mapping {
    /// The answers, whether their letters' case counts, and their marks.
    pub entries: Vec<(Scalar, bool, f64)>,
    /// The marks for any other.
    pub default: f64,
    /// The least sum.
    pub lower: Option<f64>,
    /// The greatest sum.
    pub upper: Option<f64>,
}

/// Marks for places.
#[derive(Debug, Clone, PartialEq)]
pub struct AreaMapping {
    /// The places and their marks.
    pub entries: Vec<(Area, f64)>,
    /// The marks for anywhere else.
    pub default: f64,
    /// The least sum.
    pub lower: Option<f64>,
    /// The greatest sum.
    pub upper: Option<f64>,
}

/// A table from a number to a value.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// Whether the sources are thresholds (`interpolationTable`) or exact (`matchTable`).
    pub by_threshold: bool,
    /// Each source, whether a threshold itself belongs to it, and the value.
    pub entries: Vec<(f64, bool, Value)>,
    /// The value for what is not in the table.
    pub default: Value,
}

/// The variables that an item declares, by their names.
#[must_use]
pub fn read(item: &Node) -> BTreeMap<String, Declaration> {
    let roles = item.nodes().filter_map(|node| {
        let role = match node.name.as_str() {
            "responseDeclaration" => Role::Response,
            "outcomeDeclaration" => Role::Outcome,
            "templateDeclaration" => Role::Template,
            _ => return None,
        };
        Some((node, role))
    });
    roles
        .map(|(node, role)| {
            let name = node.attribute_or_empty("identifier").trim().to_owned();
            (name, declaration(node, role))
        })
        .collect()
}

fn declaration(node: &Node, role: Role) -> Declaration {
    let cardinality =
        Cardinality::read(node.attribute_or_empty("cardinality")).unwrap_or(Cardinality::Single);
    let base = BaseType::read(node.attribute_or_empty("baseType")).unwrap_or(BaseType::String);
    let values = |name: &str| {
        let texts: Vec<String> = node
            .child(name)
            .map(|node| node.named("value").map(Node::text).collect())
            .unwrap_or_default();
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        Value::read(&texts, base, cardinality).unwrap_or_default()
    };
    // QTI 2.1, 5.2: a number that says nothing else begins with 0. Some files write the default
    // as an attribute.
    let default = if node.child("defaultValue").is_some() {
        values("defaultValue")
    } else if let Some(text) = node.attribute("defaultValue") {
        Value::read(&[text], base, cardinality).unwrap_or_default()
    } else if role == Role::Outcome && cardinality == Cardinality::Single && base.is_number() {
        Scalar::read("0", base).map_or(Value::Null, Value::Single)
    } else {
        Value::Null
    };
    Declaration {
        role,
        base,
        cardinality,
        default,
        correct: values("correctResponse"),
        mapping: node.child("mapping").map(|node| mapping(node, base)),
        areas: node.child("areaMapping").map(area_mapping),
        table: table(node, base),
        normal_maximum: node.number("normalMaximum"),
    }
}

fn mapping(node: &Node, base: BaseType) -> Mapping {
    let sensitive = |node: &Node| {
        node.attribute("caseSensitive")
            .map(|value| value != "false")
    };
    let usual = sensitive(node).unwrap_or(true);
    let entries = node.named("mapEntry").filter_map(|entry| {
        let key = Scalar::read(entry.attribute_or_empty("mapKey"), base)?;
        let marks = entry.number("mappedValue")?;
        Some((key, sensitive(entry).unwrap_or(usual), marks))
    });
    Mapping {
        entries: entries.collect(),
        default: node.number("defaultValue").unwrap_or(0.0),
        lower: node.number("lowerBound"),
        upper: node.number("upperBound"),
    }
}

fn area_mapping(node: &Node) -> AreaMapping {
    let entries = node
        .named("areaMapEntry")
        .filter_map(|entry| Some((Area::read(entry)?, entry.number("mappedValue")?)));
    AreaMapping {
        entries: entries.collect(),
        default: node.number("defaultValue").unwrap_or(0.0),
        lower: node.number("lowerBound"),
        upper: node.number("upperBound"),
    }
}

fn table(node: &Node, base: BaseType) -> Option<Table> {
    let (table, by_threshold, entry) =
        match (node.child("matchTable"), node.child("interpolationTable")) {
            (Some(table), _) => (table, false, "matchTableEntry"),
            (None, Some(table)) => (table, true, "interpolationTableEntry"),
            (None, None) => return None,
        };
    let value = |text: &str| Scalar::read(text, base).map_or(Value::Null, Value::Single);
    let entries = table.named(entry).filter_map(|entry| {
        let includes = entry.attribute("includeBoundary") != Some("false");
        let target = value(entry.attribute("targetValue")?);
        Some((entry.number("sourceValue")?, includes, target))
    });
    Some(Table {
        by_threshold,
        entries: entries.collect(),
        default: table.attribute("defaultValue").map_or(Value::Null, value),
    })
}

fn within(sum: f64, lower: Option<f64>, upper: Option<f64>) -> f64 {
    let sum = lower.map_or(sum, |lower| sum.max(lower));
    upper.map_or(sum, |upper| sum.min(upper))
}

impl Mapping {
    /// The marks of an answer. Every member of a container counts once.
    #[must_use]
    pub fn marks(&self, answer: &Value) -> f64 {
        let mut seen: Vec<&Scalar> = Vec::new();
        for member in answer.members() {
            if !seen.iter().any(|known| known.matches(member)) {
                seen.push(member);
            }
        }
        let sum = match answer {
            Value::Null => self.default,
            _ => seen.into_iter().map(|member| self.mark(member)).sum(),
        };
        within(sum, self.lower, self.upper)
    }

    fn mark(&self, member: &Scalar) -> f64 {
        let fits = |key: &Scalar, sensitive: bool| match (key, member) {
            (Scalar::Text(key), Scalar::Text(text)) if !sensitive => {
                key.to_lowercase() == text.to_lowercase()
            }
            (key, member) => key.matches(member),
        };
        let mut entries = self.entries.iter();
        entries
            .find(|(key, sensitive, _)| fits(key, *sensitive))
            .map_or(self.default, |(_, _, marks)| *marks)
    }
}

impl AreaMapping {
    /// The marks of a place or several. Every area counts once.
    #[must_use]
    pub fn marks(&self, answer: &Value) -> f64 {
        let mut used = vec![false; self.entries.len()];
        let mut sum = 0.0;
        for member in answer.members() {
            let Scalar::Point(x, y) = member else {
                continue;
            };
            let at = self
                .entries
                .iter()
                .position(|(area, _)| area.contains(*x, *y));
            match at.and_then(|at| Some((used.get_mut(at)?, self.entries.get(at)?))) {
                None => sum += self.default,
                Some((true, _)) => {}
                Some((used, (_, marks))) => {
                    *used = true;
                    sum += marks;
                }
            }
        }
        within(sum, self.lower, self.upper)
    }
}

impl Table {
    /// The value for a number.
    #[must_use]
    pub fn value(&self, source: f64) -> Value {
        let found = self.entries.iter().find(|(threshold, includes, _)| {
            if self.by_threshold {
                source > *threshold || (*includes && source == *threshold)
            } else {
                source == *threshold
            }
        });
        found.map_or_else(|| self.default.clone(), |(_, _, value)| value.clone())
    }
}
