//! Rules: what sets a variable, and on which condition.

use super::super::node::Node;
use super::value::{Cardinality, Scalar, Value, to_whole};
use super::{BaseType, Declaration, Fault, Run};

/// How a row of rules went on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Flow {
    /// To its end.
    On,
    /// A rule ended the processing.
    Exit,
    /// A constraint of a template does not hold: it is to be drawn again.
    Again,
}

impl Run<'_, '_> {
    /// Response processing: its own rules, or else the standard template that it names.
    pub(super) fn responses(&mut self, node: &Node) -> Result<(), Fault> {
        if node.nodes().next().is_some() {
            return self.rules(node).map(|_| ());
        }
        match node
            .attribute("template")
            .or_else(|| node.attribute("templateLocation"))
        {
            Some(address) => self.standard(address),
            None => Ok(()),
        }
    }

    /// All rules in an element, in their order.
    pub(super) fn rules(&mut self, node: &Node) -> Result<Flow, Fault> {
        for rule in node.nodes() {
            let flow = self.rule(rule)?;
            if flow != Flow::On {
                return Ok(flow);
            }
        }
        Ok(Flow::On)
    }

    fn rule(&mut self, node: &Node) -> Result<Flow, Fault> {
        self.step()?;
        match node.name.as_str() {
            "responseCondition" | "outcomeCondition" | "templateCondition" => self.condition(node),
            "responseProcessingFragment" | "outcomeProcessingFragment" => self.rules(node),
            "exitResponse" | "exitTest" | "exitTemplate" => Ok(Flow::Exit),
            "templateConstraint" => {
                let holds = self.truth(node.nodes().next())?;
                Ok(if holds == Some(true) {
                    Flow::On
                } else {
                    Flow::Again
                })
            }
            "setOutcomeValue" | "setTemplateValue" | "setResponseValue" => self.set(node),
            "setDefaultValue" => self.set_default(node),
            "setCorrectResponse" => {
                let value = self.value(node)?;
                let value = self.fitted(node, value);
                let name = node.attribute_or_empty("identifier").to_owned();
                self.session.correct.insert(name, value);
                Ok(Flow::On)
            }
            "lookupOutcomeValue" => self.look_up(node),
            "include" => {
                let address = node.attribute_or_empty("href").to_owned();
                self.standard(&address).map(|()| Flow::On)
            }
            other => Err(Fault::Unknown(other.to_owned())),
        }
    }

    fn condition(&mut self, node: &Node) -> Result<Flow, Fault> {
        for branch in node.nodes() {
            self.step()?;
            let is_else = branch.name.ends_with("Else");
            let mut inner = branch.nodes();
            if !is_else && self.truth(inner.next())? != Some(true) {
                continue;
            }
            for rule in inner {
                let flow = self.rule(rule)?;
                if flow != Flow::On {
                    return Ok(flow);
                }
            }
            return Ok(Flow::On);
        }
        Ok(Flow::On)
    }

    fn set(&mut self, node: &Node) -> Result<Flow, Fault> {
        let value = self.value(node)?;
        let value = self.fitted(node, value);
        let name = node.attribute_or_empty("identifier").to_owned();
        self.session.values.insert(name, value);
        Ok(Flow::On)
    }

    /// Sets a default; without an expression the variable goes back to what it was declared with.
    fn set_default(&mut self, node: &Node) -> Result<Flow, Fault> {
        let name = node.attribute_or_empty("identifier").to_owned();
        let value = match (node.nodes().next(), self.declared(&name)) {
            (Some(_), _) => {
                let value = self.value(node)?;
                self.fitted(node, value)
            }
            (None, Some(declared)) => declared.default.clone(),
            (None, None) => Value::Null,
        };
        self.session.values.insert(name, value);
        Ok(Flow::On)
    }

    fn look_up(&mut self, node: &Node) -> Result<Flow, Fault> {
        let source = self.value(node)?.number();
        let name = node.attribute_or_empty("identifier").to_owned();
        let table = self
            .declared(&name)
            .and_then(|declared| declared.table.as_ref());
        let table = table.ok_or_else(|| Fault::Unknown(node.name.clone()))?;
        let value = source.map_or_else(|| table.default.clone(), |source| table.value(source));
        self.session.values.insert(name, value);
        Ok(Flow::On)
    }

    /// The value of the only expression in an element.
    fn value(&mut self, node: &Node) -> Result<Value, Fault> {
        match node.nodes().next() {
            Some(expression) => self.expression(expression),
            None => Ok(Value::Null),
        }
    }

    fn truth(&mut self, node: Option<&Node>) -> Result<Option<bool>, Fault> {
        let node = node.ok_or_else(|| Fault::Unknown("condition".to_owned()))?;
        self.truth_of(node)
    }

    /// A value as the variable that an element names holds it.
    fn fitted(&self, node: &Node, value: Value) -> Value {
        let declared = self.declared(node.attribute_or_empty("identifier"));
        declared.map_or(value.clone(), |declared| fitted(declared, value))
    }

    /// The standard's own rules, known by the last part of their address.
    fn standard(&mut self, address: &str) -> Result<(), Fault> {
        let last = address.rsplit('/').next().unwrap_or(address);
        let name = last.strip_suffix(".xml").unwrap_or(last).to_lowercase();
        let response = self.value_of("RESPONSE");
        let declared = self.declared("RESPONSE");
        let score = match name.as_str() {
            "match_correct" | "cc2_match" | "cc2_match_basic" => {
                let correct = self.session.correct.get("RESPONSE");
                let is_right = correct.is_some_and(|correct| {
                    !correct.is_null() && !response.is_null() && correct.matches(&response)
                });
                if is_right { 1.0 } else { 0.0 }
            }
            "map_response" | "cc2_map_response" => {
                let mapping = declared.and_then(|declared| declared.mapping.as_ref());
                match mapping {
                    Some(mapping) if !response.is_null() => mapping.marks(&response),
                    _ => 0.0,
                }
            }
            "map_response_point" => {
                let areas = declared.and_then(|declared| declared.areas.as_ref());
                match areas {
                    Some(areas) if !response.is_null() => areas.marks(&response),
                    _ => 0.0,
                }
            }
            _ => return Err(Fault::Unknown(address.to_owned())),
        };
        let score = Value::float(score);
        let score = match self.declared("SCORE") {
            Some(declared) => fitted(declared, score),
            None => score,
        };
        self.session.values.insert("SCORE".to_owned(), score);
        Ok(())
    }
}

/// A value as a variable of this declaration holds it: a number of its kind, a container where it
/// is one.
fn fitted(declared: &Declaration, value: Value) -> Value {
    let one = |scalar: Scalar| match (declared.base, &scalar) {
        (BaseType::Integer, Scalar::Float(number)) => {
            to_whole(number.trunc()).map_or(scalar.clone(), Scalar::Integer)
        }
        (BaseType::Float, Scalar::Integer(_)) => {
            scalar.number().map_or(scalar.clone(), Scalar::Float)
        }
        (BaseType::String, Scalar::Name(text)) => Scalar::Text(text.clone()),
        (BaseType::Identifier, Scalar::Text(text)) => Scalar::Name(text.clone()),
        _ => scalar,
    };
    match (declared.cardinality, value) {
        (Cardinality::Single, Value::Single(scalar)) => Value::Single(one(scalar)),
        (Cardinality::Multiple, Value::Single(scalar)) => Value::Multiple(vec![one(scalar)]),
        (Cardinality::Ordered, Value::Single(scalar)) => Value::Ordered(vec![one(scalar)]),
        (Cardinality::Multiple, Value::Multiple(all) | Value::Ordered(all)) => {
            Value::Multiple(all.into_iter().map(one).collect())
        }
        (Cardinality::Ordered, Value::Multiple(all) | Value::Ordered(all)) => {
            Value::Ordered(all.into_iter().map(one).collect())
        }
        (_, value) => value,
    }
}
