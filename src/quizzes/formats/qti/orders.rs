//! Orders.

use super::super::super::questions::{AnswerKey, OrderingScoring};
use super::super::super::response::Response;
use super::choices::fallback_text;
use super::item::{Item, Refusal, markdown, question_text};
use super::node::Node;
use super::processing::{Scalar, Value};
use super::table::{Probe, Taken, answer, number, response_of};

/// Something that can be put in order: its name and its text.
type Named = (String, String);

/// Reads an order.
///
/// # Errors
/// When nothing tells the right order, or it is one of some of the things.
pub fn ordering(item: &Item<'_>, interaction: &Node) -> Result<Taken, Refusal> {
    let response = response_of(interaction);
    let choices: Vec<Named> = interaction
        .all_named("simpleChoice")
        .into_iter()
        .map(|node| {
            (
                node.attribute_or_empty("identifier").trim().to_owned(),
                markdown(node),
            )
        })
        .collect();
    let given = |names: &[&String]| {
        let names = names.iter().map(|name| Scalar::Name((*name).clone()));
        answer(&response, Value::Ordered(names.collect()))
    };
    let names: Vec<&String> = choices.iter().map(|(name, _)| name).collect();
    let declared: Vec<String> = item
        .correct(&response)
        .members()
        .iter()
        .map(Scalar::text)
        .collect();
    let right: Vec<&String> = if declared.is_empty() {
        let best = orders(names.len())
            .into_iter()
            .map(|order| arranged(&names, &order));
        let scored = best.map(|order| (item.marks(&given(&order)), order));
        let best = scored.fold(
            (0.0, Vec::new()),
            |best, next| if next.0 > best.0 { next } else { best },
        );
        best.1
    } else {
        declared
            .iter()
            .filter_map(|name| names.iter().copied().find(|known| *known == name))
            .collect()
    };
    if right.is_empty() {
        return Err(item.refusal("import-qti-no-key"));
    }
    if right.len() != choices.len() || right.len() < 2 {
        return Err(item.refusal("import-qti-partial-order"));
    }
    let text = |name: &String| {
        let known = choices.iter().find(|(known, _)| known == name);
        known
            .map(|(_, text)| text.clone())
            .filter(|text| !text.is_empty())
            .unwrap_or_else(|| name.clone())
    };
    let items: Vec<String> = right.iter().map(|name| text(name)).collect();
    let probes: Vec<Probe> = orders(right.len())
        .into_iter()
        .map(|order| Probe {
            given: given(&arranged(&right, &order)),
            response: Response::Ordering {
                items: order.iter().map(|at| number(*at)).collect(),
            },
        })
        .collect();
    let most = probes
        .iter()
        .map(|probe| item.marks(&probe.given))
        .fold(0.0, f64::max);
    if most <= 0.0 {
        return Err(item.refusal("import-qti-no-key"));
    }
    let asked = question_text(&item.body, &mut |_| None);
    let asked = if asked.is_empty() {
        fallback_text(item)
    } else {
        asked
    };
    let mut taken = Taken {
        text: asked,
        answer: AnswerKey::Information,
        most,
        probes,
        options: Vec::new(),
    };
    let schemes = [
        OrderingScoring::AllOrNothing,
        OrderingScoring::Positions,
        OrderingScoring::Neighbours,
    ];
    let keys = schemes.map(|scoring| AnswerKey::Ordering {
        items: items.clone(),
        scoring,
    });
    let best = keys
        .iter()
        .rev()
        .max_by_key(|key| taken.agreement(item, key))
        .cloned();
    taken.answer = best.unwrap_or(AnswerKey::Information);
    Ok(taken)
}

fn arranged<'n>(names: &[&'n String], order: &[usize]) -> Vec<&'n String> {
    order
        .iter()
        .filter_map(|at| names.get(*at).copied())
        .collect()
}

/// All orders of a few things; of many the right one, its reverse, neighbours changed and turns.
fn orders(count: usize) -> Vec<Vec<usize>> {
    let right: Vec<usize> = (0..count).collect();
    if count <= 5 {
        return right.iter().fold(vec![Vec::new()], |shorter, _| {
            let longer = shorter.iter().flat_map(|order: &Vec<usize>| {
                let left = right.iter().filter(|at| !order.contains(at));
                left.map(|at| order.iter().copied().chain([*at]).collect::<Vec<usize>>())
            });
            longer.collect()
        });
    }
    let mut orders = vec![right.clone(), right.iter().rev().copied().collect()];
    for at in 0..count {
        let mut changed = right.clone();
        if at + 1 < count {
            changed.swap(at, at + 1);
            orders.push(changed.clone());
        }
        let mut turned = right.clone();
        turned.rotate_left(at);
        orders.push(turned);
    }
    orders.sort();
    orders.dedup();
    orders
}
