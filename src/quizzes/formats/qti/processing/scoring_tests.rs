//! The cases of an independent implementation, item by item.

use std::collections::BTreeMap;

use serde_json::Value as Json;

use super::super::super::files_for_tests;
use super::super::node::Part;
use super::super::tree;
use super::*;

/// A response as a file of cases writes it.
pub(super) fn response(json: &Json, declared: &Declaration) -> Value {
    let text = |json: &Json| match json {
        Json::String(text) => Some(text.clone()),
        Json::Null => None,
        other => Some(other.to_string()),
    };
    let texts: Vec<String> = match json {
        Json::Array(all) => all.iter().filter_map(text).collect(),
        other => text(other).into_iter().collect(),
    };
    let texts: Vec<&str> = texts
        .iter()
        .map(String::as_str)
        .filter(|text| !text.is_empty())
        .collect();
    Value::read(&texts, declared.base, declared.cardinality).unwrap_or_default()
}

fn is_expected(value: &Value, expected: &Json) -> bool {
    match expected {
        Json::Null => value.is_null(),
        Json::Array(all) => {
            let members = value.members();
            members.len() == all.len()
                && members
                    .iter()
                    .zip(all)
                    .all(|(one, two)| two.as_str() == Some(&one.text()))
        }
        Json::Bool(truth) => *value == Value::truth(*truth),
        Json::Number(number) => value
            .number()
            .is_some_and(|value| (value - number.as_f64().unwrap()).abs() < 1e-9),
        Json::String(text) => value
            .members()
            .first()
            .is_some_and(|one| one.text() == *text),
        Json::Object(_) => false,
    }
}

/// The modal feedback that is shown.
fn shown(item: &Node, values: &Values) -> Vec<String> {
    let feedback = item.named("modalFeedback").filter(|node| {
        let value = values.get(node.attribute_or_empty("outcomeIdentifier"));
        let identifier = node.attribute_or_empty("identifier");
        value.is_some_and(|value| value.members().iter().any(|one| one.text() == identifier))
    });
    feedback
        .map(|node| node.attribute_or_empty("identifier").to_owned())
        .collect()
}

/// The body with its variables filled in, as text.
fn body(item: &Node, values: &Values) -> String {
    let filled = item.child("itemBody").unwrap().mapped(&mut |node| {
        let value = values.get(node.attribute_or_empty("identifier"))?;
        let is_printed = node.name == "printedVariable";
        is_printed.then(|| value.members().first().map(|one| Part::Text(one.text())))
    });
    filled.text()
}

#[test]
fn an_independent_implementations_cases_come_out_alike() {
    let Some(folder) = files_for_tests::folder("qti2-scoring") else {
        return;
    };
    let files: BTreeMap<String, Vec<u8>> = files_for_tests::files(&folder).into_iter().collect();
    let (mut right, mut all, mut wrong) = (0, 0, Vec::new());
    for (file, bytes) in files
        .iter()
        .filter(|(name, _)| name.ends_with("/cases.json"))
    {
        let name = file.trim_end_matches("/cases.json");
        let item = tree::read(&files[&format!("{name}/item.xml")]).unwrap();
        let rules = Rules::of(&item);
        let cases: Json = serde_json::from_slice(bytes).unwrap();
        for case in cases["cases"].as_array().unwrap() {
            all += 1;
            // Two equal draws break the constraint of the one item that draws, the next two hold.
            let mut draws = [0.0, 0.0, 0.0, 0.4].into_iter().cycle();
            let outcome = rules
                .begin(&mut || draws.next().unwrap())
                .and_then(|session| {
                    let responses =
                        case["responses"]
                            .as_object()
                            .unwrap()
                            .iter()
                            .map(|(name, json)| {
                                let declared = rules.declared.get(name);
                                (
                                    name.clone(),
                                    declared.map_or(Value::Null, |known| response(json, known)),
                                )
                            });
                    session.answered(&responses.collect())
                });
            let had = match &outcome {
                // An independent implementation that does not know something says so; so do we.
                Err(fault) => case["xfail"] == true && matches!(fault, Fault::Unknown(_)),
                Ok(values) => is_had(case, &item, values),
            };
            if had {
                right += 1;
            } else {
                wrong.push(format!("{name}: {}: {outcome:?}", case["name"]));
            }
        }
    }
    println!("QTI 2 scoring: {right} of {all} cases");
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert_eq!((right, all), (99, 99));
}

fn is_had(case: &Json, item: &Node, values: &Values) -> bool {
    let expect = &case["expect"];
    let outcomes = expect["outcomes"].as_object();
    let empty = Value::Null;
    let value = |name: &str| values.get(name).unwrap_or(&empty);
    let as_expected = outcomes.is_none_or(|all| {
        all.iter()
            .all(|(name, json)| is_expected(value(name), json))
    });
    let score_expected = value("SCORE").is_null()
        || match &expect["score"] {
            Json::Null => true,
            json => is_expected(value("SCORE"), json),
        };
    let feedback_expected = match &expect["modalFeedbackIdentifiers"] {
        Json::Array(all) => shown(item, values)
            .iter()
            .eq(all.iter().filter_map(Json::as_str)),
        _ => true,
    };
    let body_expected = expect["itemBodyContains"].as_array().is_none_or(|all| {
        let body = body(item, values);
        all.iter().all(|text| body.contains(text.as_str().unwrap()))
    });
    as_expected && score_expected && feedback_expected && body_expected
}
