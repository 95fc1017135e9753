//! Expressions: what a rule reckons with. A value that an operator cannot take gives NULL, as the
//! standard has it; an operator that is not known ends the run.

use std::collections::BTreeMap;

use super::super::node::Node;
use super::shapes::Area;
use super::value::{BaseType, Scalar, Value};
use super::{Fault, Run, numbers, texts};

/// How many members a container may come to.
const MOST_MEMBERS: usize = 10_000;

impl Run<'_, '_> {
    /// The value of an expression.
    pub(super) fn expression(&mut self, node: &Node) -> Result<Value, Fault> {
        self.step()?;
        let name = node.attribute_or_empty("identifier");
        Ok(match node.name.as_str() {
            "baseValue" => base_value(node),
            "variable" => self.variable(name),
            "correct" => self.session.correct.get(name).cloned().unwrap_or_default(),
            "default" => self
                .declared(name)
                .map_or(Value::Null, |known| known.default.clone()),
            "null" => Value::Null,
            "mapResponse" | "mapOutcome" => self.mapped(name)?,
            "mapResponsePoint" => {
                let areas = self.declared(name).and_then(|known| known.areas.as_ref());
                let areas = areas.ok_or_else(|| Fault::Unknown(node.name.clone()))?;
                Value::float(areas.marks(&self.value_of(name)))
            }
            "randomInteger" => self.random_integer(node),
            "randomFloat" => self.random_float(node),
            "record" => self.record(node)?,
            _ => {
                let mut values = Vec::new();
                for inner in node.nodes() {
                    values.push(self.expression(inner)?);
                }
                self.operator(node, &values)?
            }
        })
    }

    /// Whether a condition holds; NULL is neither.
    pub(super) fn truth_of(&mut self, node: &Node) -> Result<Option<bool>, Fault> {
        Ok(truth(&self.expression(node)?))
    }

    fn variable(&self, name: &str) -> Value {
        match (self.session.values.get(name), name) {
            (Some(value), _) => value.clone(),
            (None, "numAttempts") => Value::Single(Scalar::Integer(1)),
            (None, "completionStatus") => Value::Single(Scalar::Name("completed".to_owned())),
            (None, "duration") => Value::Single(Scalar::Duration(0.0)),
            (None, _) => Value::Null,
        }
    }

    fn mapped(&self, name: &str) -> Result<Value, Fault> {
        let mapping = self.declared(name).and_then(|known| known.mapping.as_ref());
        let mapping = mapping.ok_or_else(|| Fault::Unknown("mapping".to_owned()))?;
        Ok(Value::float(mapping.marks(&self.value_of(name))))
    }

    fn record(&mut self, node: &Node) -> Result<Value, Fault> {
        let mut fields = BTreeMap::new();
        for field in node.nodes() {
            let name = field
                .attribute("fieldIdentifier")
                .or_else(|| field.attribute("identifier"))
                .unwrap_or_default();
            let inner = if field.name == "fieldValue" {
                field.nodes().next()
            } else {
                Some(field)
            };
            let Some(inner) = inner else { continue };
            if let Value::Single(scalar) = self.expression(inner)? {
                fields.insert(name.to_owned(), scalar);
            }
        }
        Ok(Value::Record(fields))
    }

    fn operator(&mut self, node: &Node, values: &[Value]) -> Result<Value, Fault> {
        let first = values.first().unwrap_or(&Value::Null);
        let second = values.get(1).unwrap_or(&Value::Null);
        let any_null = values.iter().any(Value::is_null);
        Ok(match node.name.as_str() {
            "isNull" => Value::truth(first.is_null()),
            "isNotNull" => Value::truth(!first.is_null()),
            "multiple" => Value::Multiple(gathered(values)?),
            "ordered" => Value::Ordered(gathered(values)?),
            "and" => all(values),
            "or" => any(values),
            "not" => truth(first).map_or(Value::Null, |value| Value::truth(!value)),
            "anyN" => self.any_of(node, values),
            // Not of the standard, but met: no more than so many hold.
            "allN" => self.at_most(node, values),
            "containerSize" => numbers::count(first.members().len()),
            "repeat" => self.repeated(node, values)?,
            "random" => self.random_member(first),
            "fieldValue" => field(node, first),
            _ if any_null => match node.name.as_str() {
                // What is not there is in no container, but NULL compared is NULL.
                "gcd" | "lcm" | "sum" | "product" | "subtract" | "divide" | "power" | "max"
                | "min" | "round" | "truncate" | "integerDivide" | "integerModulus" | "roundTo"
                | "integerToFloat" | "mathOperator" | "statsOperator" | "match" | "equal"
                | "equalRounded" | "gt" | "gte" | "lt" | "lte" | "member" | "contains"
                | "index" | "delete" | "inside" | "stringMatch" | "patternMatch" | "substring"
                | "durationLT" | "durationGTE" => Value::Null,
                other => return Err(Fault::Unknown(other.to_owned())),
            },
            "match" => Value::truth(first.matches(second)),
            "member" => match first {
                Value::Single(one) => {
                    Value::truth(second.members().iter().any(|other| other.matches(one)))
                }
                _ => Value::Null,
            },
            "contains" => Value::truth(contains(first, second)),
            "index" => self.indexed(node, first, second),
            "delete" => without(first, second),
            "inside" => inside(node, first)?,
            "stringMatch" | "substring" => texts::compared(node, first, second),
            "patternMatch" => texts::pattern(node, first, second)?,
            "durationLT" => numbers::durations(first, second, |one, two| one < two),
            "durationGTE" => numbers::durations(first, second, |one, two| one >= two),
            // Text and names are held against each other with `equal` in many files.
            "equal" if first.number().is_none() => Value::truth(first.matches(second)),
            // A list that was written down with NULL in it has no statistics.
            "statsOperator" if self.has_null_member(node)? => Value::Null,
            _ => numbers::operator(self, node, values)?,
        })
    }

    fn has_null_member(&mut self, node: &Node) -> Result<bool, Fault> {
        let lists = node
            .nodes()
            .filter(|inner| matches!(inner.name.as_str(), "multiple" | "ordered"));
        for member in lists.flat_map(Node::nodes) {
            if self.expression(member)?.is_null() {
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn any_of(&self, node: &Node, values: &[Value]) -> Value {
        let bound = |name| self.bound(node, name).unwrap_or(0.0);
        let (least, most) = (bound("min"), bound("max"));
        let (held, open) = counted(values);
        if held >= least && held + open <= most {
            Value::truth(true)
        } else if held > most || held + open < least {
            Value::truth(false)
        } else {
            Value::Null
        }
    }

    fn at_most(&self, node: &Node, values: &[Value]) -> Value {
        let (held, _) = counted(values);
        Value::truth(held <= self.bound(node, "max").unwrap_or(0.0))
    }

    fn repeated(&self, node: &Node, values: &[Value]) -> Result<Value, Fault> {
        let times = self.bound(node, "numberRepeats").unwrap_or(0.0);
        let once = gathered(values)?;
        let mut all = Vec::new();
        let mut done = 0.0;
        while done + 1.0 <= times {
            all.extend(once.iter().cloned());
            if all.len() > MOST_MEMBERS || done > 10_000.0 {
                return Err(Fault::TooLong);
            }
            done += 1.0;
        }
        Ok(Value::Ordered(all))
    }

    /// A member by its number, counted from 1.
    fn indexed(&self, node: &Node, of: &Value, second: &Value) -> Value {
        let number = self.bound(node, "n").or_else(|| second.number());
        let at = number
            .and_then(numbers::position)
            .and_then(|at| at.checked_sub(1));
        let member = at.and_then(|at| of.members().get(at));
        member.cloned().map_or(Value::Null, Value::Single)
    }
}

/// True or false; NULL is neither.
pub(super) fn truth(value: &Value) -> Option<bool> {
    match value {
        Value::Single(Scalar::Boolean(value)) => Some(*value),
        _ => None,
    }
}

fn base_value(node: &Node) -> Value {
    let base = BaseType::read(node.attribute_or_empty("baseType")).unwrap_or(BaseType::String);
    Scalar::read(&node.text(), base).map_or(Value::Null, Value::Single)
}

fn all(values: &[Value]) -> Value {
    let truths: Vec<Option<bool>> = values.iter().map(truth).collect();
    if truths.contains(&Some(false)) {
        Value::truth(false)
    } else if truths.contains(&None) {
        Value::Null
    } else {
        Value::truth(true)
    }
}

fn any(values: &[Value]) -> Value {
    let truths: Vec<Option<bool>> = values.iter().map(truth).collect();
    if truths.contains(&Some(true)) {
        Value::truth(true)
    } else if truths.contains(&None) {
        Value::Null
    } else {
        Value::truth(false)
    }
}

/// How many hold, and of how many it is not known.
fn counted(values: &[Value]) -> (f64, f64) {
    values
        .iter()
        .fold((0.0, 0.0), |(held, open), value| match truth(value) {
            Some(true) => (held + 1.0, open),
            Some(false) => (held, open),
            None => (held, open + 1.0),
        })
}

fn gathered(values: &[Value]) -> Result<Vec<Scalar>, Fault> {
    let all: Vec<Scalar> = values
        .iter()
        .flat_map(|value| value.members().to_vec())
        .collect();
    if all.len() > MOST_MEMBERS {
        Err(Fault::TooLong)
    } else {
        Ok(all)
    }
}

/// Whether a container holds all members of another; one that is ordered as an unbroken row.
fn contains(of: &Value, wanted: &Value) -> bool {
    let (all, wanted) = (of.members(), wanted.members());
    if let Value::Ordered(_) = of {
        return wanted.is_empty()
            || all
                .windows(wanted.len().max(1))
                .any(|row| row.iter().zip(wanted).all(|(one, two)| one.matches(two)));
    }
    let mut left: Vec<&Scalar> = all.iter().collect();
    wanted.iter().all(|one| {
        let at = left.iter().position(|other| other.matches(one));
        at.map(|at| left.swap_remove(at)).is_some()
    })
}

/// A container without every member that equals a value; whichever of the two is the container.
fn without(first: &Value, second: &Value) -> Value {
    let (container, gone) = match (first, second) {
        (Value::Single(one), container) => (container, std::slice::from_ref(one)),
        (container, gone) => (container, gone.members()),
    };
    let left = |all: &[Scalar]| -> Vec<Scalar> {
        let stays = |one: &&Scalar| !gone.iter().any(|other| other.matches(one));
        all.iter().filter(stays).cloned().collect()
    };
    match container {
        Value::Multiple(all) => Value::Multiple(left(all)),
        Value::Ordered(all) => Value::Ordered(left(all)),
        _ => Value::Null,
    }
}

fn field(node: &Node, of: &Value) -> Value {
    match of {
        Value::Record(fields) => fields
            .get(node.attribute_or_empty("fieldIdentifier"))
            .cloned()
            .map_or(Value::Null, Value::Single),
        _ => Value::Null,
    }
}

fn inside(node: &Node, of: &Value) -> Result<Value, Fault> {
    let area = Area::read(node).ok_or_else(|| Fault::Unknown("shape".to_owned()))?;
    let is_in = |member: &Scalar| matches!(member, Scalar::Point(x, y) if area.contains(*x, *y));
    Ok(Value::truth(of.members().iter().any(is_in)))
}
