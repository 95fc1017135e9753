//! Choices: one option or several.

use super::super::super::questions::parts::Choice;
use super::super::super::questions::{AnswerKey, MultipleScoring};
use super::super::super::response::Response;
use super::item::{Item, Refusal, markdown, question_text};
use super::node::Node;
use super::processing::Cardinality;
use super::table::{Probe, Taken, answer, names, number, percent, response_of};

/// Above this many options not every set of them is tried.
const ALL_SETS_TO: usize = 10;

/// An option: its name, its text and the comment that stands in it.
struct Named {
    name: String,
    text: String,
    comment: String,
}

/// Reads a choice; `kind` names the elements of its options.
///
/// # Errors
/// When nothing tells which option is right.
pub fn read(item: &Item<'_>, interaction: &Node, kind: &str) -> Result<Taken, Refusal> {
    let response = response_of(interaction);
    let options: Vec<Named> = interaction.all_named(kind).into_iter().map(named).collect();
    if options.len() < 2 {
        return Err(item.refusal("import-qti-one-option"));
    }
    let declared = item.session.rules().declared.get(&response);
    let takes_one = declared.is_some_and(|known| known.cardinality == Cardinality::Single)
        || interaction.attribute("maxChoices").map(str::trim) == Some("1");
    let mut text = question_text(&item.body, &mut |_| None);
    if text.is_empty() {
        text = fallback_text(item);
    }
    if takes_one {
        single(item, &response, options, text)
    } else {
        multiple(item, &response, options, text, most_choices(interaction))
    }
}

/// What is asked where an item says nothing: its title.
#[must_use]
pub fn fallback_text(item: &Item<'_>) -> String {
    let title = item.node.attribute_or_empty("title").trim();
    if title.is_empty() {
        "…".to_owned()
    } else {
        super::super::html::plain_to_markdown(title)
    }
}

fn named(node: &Node) -> Named {
    let comments: Vec<String> = node
        .all_named("feedbackInline")
        .into_iter()
        .map(markdown)
        .collect();
    let without = node.mapped(&mut |inner| (inner.name == "feedbackInline").then_some(None));
    let name = node.attribute_or_empty("identifier").trim().to_owned();
    let text = markdown(&without);
    Named {
        text: if text.is_empty() { name.clone() } else { text },
        comment: comments.join("\n\n"),
        name,
    }
}

fn most_choices(interaction: &Node) -> usize {
    match interaction
        .attribute("maxChoices")
        .and_then(|text| text.trim().parse().ok())
    {
        None | Some(0) => usize::MAX,
        Some(most) => most,
    }
}

fn single(
    item: &Item<'_>,
    response: &str,
    options: Vec<Named>,
    text: String,
) -> Result<Taken, Refusal> {
    let probe = |at: usize, option: &Named| Probe {
        given: answer(response, names(item, response, &[&option.name])),
        response: Response::SingleChoice { option: number(at) },
    };
    let mut probes: Vec<Probe> = options
        .iter()
        .enumerate()
        .map(|(at, option)| probe(at, option))
        .collect();
    let marks: Vec<f64> = probes
        .iter()
        .map(|probe| item.marks(&probe.given))
        .collect();
    let most = marks.iter().copied().fold(0.0, f64::max);
    if most <= 0.0 {
        return Err(item.refusal("import-qti-no-key"));
    }
    let declared = item
        .correct(response)
        .members()
        .first()
        .map(super::processing::Scalar::text);
    let is_declared = |option: &Named| declared.as_ref() == Some(&option.name);
    let best = |(_, marks): &(&Named, &f64)| **marks >= most;
    let both = || options.iter().zip(&marks);
    let correct = both()
        .position(|pair| best(&pair) && is_declared(pair.0))
        .or_else(|| both().position(|pair| best(&pair)))
        .unwrap_or(0);
    let names: Vec<String> = options.iter().map(|option| option.name.clone()).collect();
    let is_plain = marks.iter().all(|marks| *marks == 0.0 || *marks >= most);
    let lower: Vec<String> = names.iter().map(|name| name.to_lowercase()).collect();
    let order = (
        lower.iter().position(|name| name == "true"),
        lower.iter().position(|name| name == "false"),
    );
    if let (2, Some(yes), Some(no), true) = (options.len(), order.0, order.1, is_plain) {
        for (at, probe) in probes.iter_mut().enumerate() {
            probe.response = Response::TrueFalse { value: at == yes };
        }
        let comment = |at: usize| {
            options
                .get(at)
                .map(|option| option.comment.clone())
                .unwrap_or_default()
        };
        let answer = AnswerKey::TrueFalse {
            correct: correct == yes,
            true_comment: comment(yes),
            false_comment: comment(no),
        };
        return Ok(Taken {
            text,
            answer,
            most,
            probes,
            options: names,
        });
    }
    let options = options
        .into_iter()
        .zip(&marks)
        .enumerate()
        .map(|(at, (option, marks))| Choice {
            text: option.text,
            correct: at == correct,
            percent: (at != correct && *marks != 0.0).then(|| percent(marks / most)),
            comment: option.comment,
        });
    let answer = AnswerKey::SingleChoice {
        options: options.collect(),
    };
    Ok(Taken {
        text,
        answer,
        most,
        probes,
        options: names,
    })
}

fn multiple(
    item: &Item<'_>,
    response: &str,
    options: Vec<Named>,
    text: String,
    most_choices: usize,
) -> Result<Taken, Refusal> {
    let declared: Vec<usize> = {
        let correct = item.correct(response).members();
        let is_right = |option: &Named| correct.iter().any(|one| one.text() == option.name);
        let numbered = options.iter().enumerate();
        numbered
            .filter(|(_, option)| is_right(option))
            .map(|(at, _)| at)
            .collect()
    };
    let given = |set: &[usize]| {
        let chosen: Vec<&str> = set
            .iter()
            .filter_map(|at| options.get(*at))
            .map(|option| option.name.as_str())
            .collect();
        answer(response, names(item, response, &chosen))
    };
    let sets: Vec<Vec<usize>> = sets(options.len(), &declared)
        .into_iter()
        .filter(|set| set.len() <= most_choices)
        .collect();
    let marks: Vec<f64> = sets.iter().map(|set| item.marks(&given(set))).collect();
    let most = marks.iter().copied().fold(0.0, f64::max);
    // The declared answer if it is the best, else the smallest set that is.
    let declared_is_best = !declared.is_empty() && item.marks(&given(&declared)) >= most;
    let mut best: Vec<&Vec<usize>> = sets
        .iter()
        .zip(&marks)
        .filter(|(_, marks)| **marks >= most)
        .map(|(set, _)| set)
        .collect();
    best.sort_by_key(|set| set.len());
    let correct = match best.first() {
        _ if declared_is_best => declared,
        Some(set) => (*set).clone(),
        None => Vec::new(),
    };
    if most <= 0.0 || correct.is_empty() {
        return Err(item.refusal("import-qti-no-key"));
    }
    let weight = |at: usize| weight(&|set| item.marks(&given(set)), at, &correct) / most;
    let choices: Vec<Choice> = (0..options.len())
        .zip(&options)
        .map(|(at, option)| Choice {
            text: option.text.clone(),
            correct: correct.contains(&at),
            percent: Some(percent(weight(at))),
            comment: option.comment.clone(),
        })
        .collect();
    let probes = sets.iter().map(|set| Probe {
        given: given(set),
        response: Response::MultipleChoice {
            options: set.iter().map(|at| number(*at)).collect(),
        },
    });
    let mut taken = Taken {
        text,
        answer: AnswerKey::Information,
        most,
        probes: probes.collect(),
        options: options.iter().map(|option| option.name.clone()).collect(),
    };
    taken.answer = likest(item, &taken, &choices);
    Ok(taken)
}

/// What an option adds or takes away, beside nothing, beside each right option and beside all of
/// them: a sum that is kept between bounds shows the whole of it only somewhere.
fn weight(marks: &dyn Fn(&[usize]) -> f64, at: usize, correct: &[usize]) -> f64 {
    let alone = correct.iter().map(|one| vec![*one]);
    let bases = [Vec::new(), correct.to_vec()].into_iter().chain(alone);
    let added = bases.filter(|base| !base.contains(&at)).map(|base| {
        let mut with = base.clone();
        with.push(at);
        with.sort_unstable();
        marks(&with) - marks(&base)
    });
    let largest = |best: f64, next: f64| if next.abs() > best.abs() { next } else { best };
    added.fold(0.0, largest)
}

/// The key whose scheme agrees with the item on most answers; among equals the simplest.
fn likest(item: &Item<'_>, taken: &Taken, choices: &[Choice]) -> AnswerKey {
    let plain = || -> Vec<Choice> {
        choices
            .iter()
            .map(|choice| Choice {
                percent: None,
                ..choice.clone()
            })
            .collect()
    };
    let schemes = [
        MultipleScoring::RightMinusWrong,
        MultipleScoring::AllOrNothing,
        MultipleScoring::EachOption,
        MultipleScoring::Kprime,
    ];
    let keys = schemes
        .into_iter()
        .map(|scoring| AnswerKey::MultipleChoice {
            options: plain(),
            scoring,
        });
    let weighted = AnswerKey::MultipleChoice {
        options: choices.to_vec(),
        scoring: MultipleScoring::Weighted,
    };
    let mut best = (0, AnswerKey::Information);
    for key in keys.chain([weighted]) {
        let agreement = taken.agreement(item, &key);
        if agreement > best.0 || best.1 == AnswerKey::Information {
            best = (agreement, key);
        }
    }
    best.1
}

/// The sets of options to be tried.
fn sets(count: usize, declared: &[usize]) -> Vec<Vec<usize>> {
    if count <= ALL_SETS_TO {
        let every = 0..1_u32 << count;
        return every
            .map(|bits| (0..count).filter(|at| bits & (1 << at) != 0).collect())
            .collect();
    }
    let mut sets: Vec<Vec<usize>> = vec![Vec::new(), declared.to_vec(), (0..count).collect()];
    for at in 0..count {
        sets.push(vec![at]);
        let mut other: Vec<usize> = declared
            .iter()
            .copied()
            .filter(|known| *known != at)
            .collect();
        if other.len() == declared.len() {
            other.push(at);
            other.sort_unstable();
        }
        sets.push(other);
        sets.push((0..count).filter(|known| *known != at).collect());
    }
    sets.sort();
    sets.dedup();
    sets
}
