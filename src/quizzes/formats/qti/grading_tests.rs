//! The cases of an independent implementation, marked by our own grading after an import.

use std::collections::BTreeMap;
use std::io::{Cursor, Write};

use serde_json::Value as Json;

use super::super::files_for_tests;
use super::table::{number, our_share};
use super::*;
use crate::quizzes::grading::picture::point_in;
use crate::quizzes::paper::matches_to_choose;
use crate::quizzes::questions::parts::Point;
use crate::quizzes::questions::{AnswerKey, Question};
use crate::quizzes::response::{ChosenMatch, FilledGap, PlacedChoice, Response};

/// Items whose rule no question of ours has, and why.
const NOT_HAD: &[(&str, &str)] = &[
    ("isNull_isNotNull", "gives marks for no answer"),
    ("qti22_advanced_q13_match", "matches are all or nothing"),
    (
        "templateProcessing_setCorrectResponse",
        "gaps are all or nothing",
    ),
    (
        "positionObject_mapResponsePoint_scoring",
        "places have marks of their own, and most of them need not be found",
    ),
];

/// An item in a package with the pictures that it names.
fn package(item: &[u8]) -> Vec<u8> {
    let text = String::from_utf8_lossy(item);
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let mut add = |name: &str, bytes: &[u8]| {
        if zip
            .start_file(name, zip::write::SimpleFileOptions::default())
            .is_ok()
        {
            zip.write_all(bytes).unwrap();
        }
    };
    add("item.xml", item);
    for (_, rest) in text
        .match_indices(" data=\"")
        .map(|(at, found)| text.split_at(at + found.len()))
    {
        add(rest.split('"').next().unwrap(), b"a picture");
    }
    zip.finish().unwrap().into_inner()
}

fn texts(json: &Json) -> Vec<String> {
    match json {
        Json::Array(all) => all.iter().flat_map(texts).collect(),
        Json::Null => Vec::new(),
        Json::String(text) => vec![text.clone()],
        other => vec![other.to_string()],
    }
}

fn response(
    question: &Question,
    item: &Node,
    responses: &serde_json::Map<String, Json>,
) -> Response {
    let body = item.child("itemBody").unwrap();
    let place = |kind: &str, name: &str| {
        let all = body.all_named(kind);
        all.iter()
            .position(|node| node.attribute("identifier") == Some(name))
            .unwrap()
    };
    let asked = table::interactions(body);
    let first = asked
        .first()
        .map(|one| table::response_of(one))
        .unwrap_or_default();
    let given = responses.get(&first).map(texts).unwrap_or_default();
    let words = |pair: &String| {
        let mut words = pair.split_whitespace().map(str::to_owned);
        (words.next().unwrap(), words.next().unwrap())
    };
    let point = |text: &String| {
        let (x, y) = words(text);
        Point {
            x: x.parse().unwrap(),
            y: y.parse().unwrap(),
        }
    };
    match &question.answer {
        AnswerKey::SingleChoice { .. } => match given.first() {
            Some(name) => Response::SingleChoice {
                option: number(place("simpleChoice", name)),
            },
            None => Response::MultipleChoice {
                options: Vec::new(),
            },
        },
        AnswerKey::MultipleChoice { .. } => Response::MultipleChoice {
            options: given
                .iter()
                .map(|name| number(place("simpleChoice", name)))
                .collect(),
        },
        AnswerKey::Number { .. } => Response::Number {
            text: given.concat(),
        },
        AnswerKey::Essay { .. } => Response::Essay {
            text: given.concat(),
        },
        AnswerKey::Matching { pairs, distractors } => {
            let prompts = body.all_named("simpleMatchSet");
            let text = |name: &str| {
                let all = body.all_named("simpleAssociableChoice");
                item::markdown(
                    all.into_iter()
                        .find(|node| node.attribute("identifier") == Some(name))
                        .unwrap(),
                )
            };
            let chosen = given.iter().map(words).filter_map(|(prompt, other)| {
                let mut all = prompts[0].nodes();
                let at = all.position(|node| node.attribute("identifier") == Some(&prompt))?;
                let wanted = text(&other);
                let to = matches_to_choose(pairs, distractors)
                    .iter()
                    .position(|known| **known == wanted)?;
                Some(ChosenMatch {
                    prompt: number(at),
                    chosen: number(to),
                })
            });
            Response::Matching {
                pairs: chosen.collect(),
            }
        }
        AnswerKey::GapFill { .. } => {
            let filled = asked.iter().enumerate().filter_map(|(at, one)| {
                let value = responses.get(&table::response_of(one)).map(texts)?.pop()?;
                let options = one.all_named("inlineChoice");
                let option = options
                    .iter()
                    .position(|node| node.attribute("identifier") == Some(&value));
                let text = option.is_none().then_some(value);
                Some(FilledGap {
                    gap: number(at),
                    text,
                    choice: option.map(number),
                })
            });
            Response::GapFill {
                gaps: filled.collect(),
            }
        }
        AnswerKey::Hotspot { zones, .. } => Response::Hotspot {
            points: given
                .iter()
                .map(|name| point_in(&zones[place("hotspotChoice", name)].shape))
                .collect(),
        },
        AnswerKey::DragOntoImage { .. } => Response::DragOntoImage {
            placed: given
                .iter()
                .map(|text| PlacedChoice {
                    choice: 0,
                    at: point(text),
                })
                .collect(),
        },
        _ => Response::ShortText {
            text: given.concat(),
        },
    }
}

#[test]
fn an_independent_implementations_scores_are_our_marks() {
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
        let item = &files[&format!("{name}/item.xml")];
        let Ok(imported) = read(&package(item)) else {
            continue;
        };
        let [imported] = imported.questions.as_slice() else {
            continue;
        };
        let question = &imported.question;
        if matches!(
            question.answer,
            AnswerKey::Information | AnswerKey::Essay { .. }
        ) {
            continue;
        }
        let root = tree::read(item).unwrap();
        let cases: Json = serde_json::from_slice(bytes).unwrap();
        for case in cases["cases"].as_array().unwrap() {
            let expect = &case["expect"];
            let Some(score) = expect["outcomes"]["SCORE"]
                .as_f64()
                .or(expect["score"].as_f64())
            else {
                continue;
            };
            all += 1;
            let response = response(question, &root, case["responses"].as_object().unwrap());
            let ours = our_share(&question.answer, &response) * f64::from(question.marks);
            if (ours - score).abs() < 1e-3 {
                right += 1;
            } else {
                wrong.push(format!("{name}: {}: {ours} for {score}", case["name"]));
            }
        }
    }
    println!("QTI 2 scoring by our own grading: {right} of {all} cases of imported questions");
    println!("{wrong:#?}");
    let is_named = |wrong: &&String| NOT_HAD.iter().any(|(name, _)| wrong.starts_with(name));
    let unnamed: Vec<&String> = wrong.iter().filter(|wrong| !is_named(wrong)).collect();
    assert!(unnamed.is_empty(), "{unnamed:#?}");
    for (name, why) in NOT_HAD {
        assert!(
            wrong.iter().any(|wrong| wrong.starts_with(name)),
            "{name} ({why}) is had: take it off"
        );
    }
    assert_eq!((right, all), (41, 52));
}
