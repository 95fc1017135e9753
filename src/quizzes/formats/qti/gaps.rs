//! Gaps in a text: typed, selected and filled by dragging. A single typed answer at the end of a
//! text is a question of its own kind.

use super::super::super::questions::AnswerKey;
use super::super::super::questions::parts::{Choice, DragChoice, Gap};
use super::super::super::response::{FilledGap, Response};
use super::choices::fallback_text;
use super::item::{Item, Refusal, gap_mark, markdown, question_text};
use super::node::{Node, Part};
use super::processing::{Scalar, Value, Values};
use super::table::{Probe, Taken, answer, contained, names, number, percent, response_of};
use super::typed::{Trial, Typed};

/// A gap on its way: what it is, what its right answer adds, and answers to be tried with ours.
pub(super) struct Found {
    pub gap: Gap,
    pub gain: f64,
    pub tries: Vec<(Values, FilledGap)>,
}

/// Reads an item of typed and selected answers only.
///
/// # Errors
/// When nothing tells what is right.
pub fn read(item: &Item<'_>, interactions: &[&Node]) -> Result<Taken, Refusal> {
    if let [only] = interactions {
        if only.name == "textEntryInteraction" && stands_last(&item.body) {
            return alone(item, only);
        }
    }
    let mut found = Vec::new();
    for (at, interaction) in interactions.iter().enumerate() {
        let gap = if interaction.name == "textEntryInteraction" {
            typed_gap(item, &response_of(interaction), at)
        } else {
            selected_gap(item, interaction, at)
        };
        found.push(gap.ok_or_else(|| item.refusal("import-qti-no-key"))?);
    }
    let mut next = 0;
    let text = question_text(&item.body, &mut |_| {
        next += 1;
        Some(gap_mark(next))
    });
    Ok(filled(item, text, found, Vec::new()))
}

/// Whether nothing comes after the only interaction.
fn stands_last(body: &Node) -> bool {
    let marked = body.mapped(&mut |node| {
        (node.name == "textEntryInteraction").then(|| Some(Part::Text("\u{e125}".to_owned())))
    });
    marked.text().trim_end().ends_with('\u{e125}')
}

/// A single typed answer.
fn alone(item: &Item<'_>, interaction: &Node) -> Result<Taken, Refusal> {
    let response = response_of(interaction);
    let trial = Trial::of(item, &response);
    let no_key = || {
        let pattern = !item.node.all_named("patternMatch").is_empty();
        item.refusal(if pattern {
            "import-qti-pattern"
        } else {
            "import-qti-no-key"
        })
    };
    let (key, gain) = trial.key().ok_or_else(no_key)?;
    let is_number = matches!(key, Typed::Number { .. });
    let probes = trial.tries(&key).into_iter().map(|text| Probe {
        given: answer(&response, trial.given(&text)),
        response: if is_number {
            Response::Number { text }
        } else {
            Response::ShortText { text }
        },
    });
    let probes: Vec<Probe> = probes.collect();
    let most = probes
        .iter()
        .map(|probe| item.marks(&probe.given))
        .fold(gain, f64::max);
    let answer = match key {
        Typed::Text {
            accepted,
            others,
            case_sensitive,
            wildcards,
        } => AnswerKey::ShortText {
            accepted,
            others,
            case_sensitive,
            wildcards,
        },
        Typed::Number {
            correct,
            tolerance,
            others,
        } => AnswerKey::Number {
            correct,
            tolerance,
            tolerance_percent: 0.0,
            units: None,
            others,
        },
    };
    let text = question_text(&item.body, &mut |_| None);
    let text = if text.is_empty() {
        fallback_text(item)
    } else {
        text
    };
    Ok(Taken {
        text,
        answer,
        most,
        probes,
        options: Vec::new(),
    })
}

fn typed_gap(item: &Item<'_>, response: &str, at: usize) -> Option<Found> {
    let trial = Trial::of(item, response);
    let (key, gain) = trial.key()?;
    let tries = trial.tries(&key).into_iter().map(|text| {
        let given = answer(response, trial.given(&text));
        (
            given,
            FilledGap {
                gap: number(at),
                text: Some(text),
                choice: None,
            },
        )
    });
    let tries = tries.collect();
    let gap = match key {
        Typed::Text {
            accepted,
            others,
            case_sensitive,
            wildcards: false,
        } => Gap::Typed {
            accepted,
            others,
            case_sensitive,
            weight: 1,
        },
        // A gap knows no wildcards: the words themselves are what it takes.
        Typed::Text {
            accepted,
            others,
            case_sensitive,
            wildcards: true,
        } => Gap::Typed {
            accepted: accepted
                .iter()
                .map(|text| text.trim_matches('*').to_owned())
                .filter(|text| !text.is_empty())
                .collect(),
            others,
            case_sensitive,
            weight: 1,
        },
        Typed::Number {
            correct,
            tolerance,
            others,
        } => Gap::Number {
            correct,
            tolerance,
            others,
            weight: 1,
        },
    };
    Some(Found { gap, gain, tries })
}

fn selected_gap(item: &Item<'_>, interaction: &Node, at: usize) -> Option<Found> {
    let response = response_of(interaction);
    let options: Vec<&Node> = interaction.all_named("inlineChoice");
    let mut context = item.session.correct.clone();
    context.retain(|name, value| !value.is_null() && *name != response);
    let nothing = item.marks(&context);
    let given: Vec<Values> = options
        .iter()
        .map(|option| {
            let name = option.attribute_or_empty("identifier").trim();
            answer(&response, names(item, &response, &[name]))
        })
        .collect();
    let gains: Vec<f64> = given
        .iter()
        .map(|given| {
            let mut all = context.clone();
            all.extend(given.clone());
            item.marks(&all) - nothing
        })
        .collect();
    let most = gains.iter().copied().fold(0.0, f64::max);
    if most <= 0.0 || options.len() < 2 {
        return None;
    }
    let correct = gains.iter().position(|gain| *gain >= most)?;
    let choices = options
        .iter()
        .zip(&gains)
        .enumerate()
        .map(|(at, (option, gain))| {
            let text = markdown(option);
            let name = option.attribute_or_empty("identifier");
            Choice {
                text: if text.is_empty() {
                    name.to_owned()
                } else {
                    text
                },
                correct: at == correct,
                percent: (at != correct && *gain != 0.0).then(|| percent(gain / most)),
                comment: String::new(),
            }
        });
    let gap = Gap::Selected {
        options: choices.collect(),
        weight: 1,
    };
    let tries = given.into_iter().enumerate().map(|(option, given)| {
        (
            given,
            FilledGap {
                gap: number(at),
                text: None,
                choice: Some(number(option)),
            },
        )
    });
    Some(Found {
        gap,
        gain: most,
        tries: tries.collect(),
    })
}

/// Puts gaps together: their weights, and answers in which some are right.
pub(super) fn filled(
    item: &Item<'_>,
    text: String,
    found: Vec<Found>,
    choices: Vec<DragChoice>,
) -> Taken {
    let least = found
        .iter()
        .map(|gap| gap.gain)
        .fold(f64::INFINITY, f64::min);
    let weights: Vec<u8> = found.iter().map(|gap| weight(gap.gain / least)).collect();
    let first: Vec<&(Values, FilledGap)> = found.iter().filter_map(|gap| best(item, gap)).collect();
    let mut probes = vec![together(&first)];
    for (at, gap) in found.iter().enumerate() {
        for one in &gap.tries {
            let mut all = first.clone();
            if let Some(place) = all.get_mut(at) {
                *place = one;
            }
            probes.push(together(&all));
        }
        probes.extend(best(item, gap).map(|one| together(&[one])));
    }
    probes.truncate(400);
    let most = probes
        .iter()
        .map(|probe| item.marks(&probe.given))
        .fold(0.0, f64::max);
    let gaps = found
        .into_iter()
        .zip(weights)
        .map(|(found, weight)| weighted(found.gap, weight));
    let answer = AnswerKey::GapFill {
        gaps: gaps.collect(),
        choices,
    };
    Taken {
        text,
        answer,
        most,
        probes,
        options: Vec::new(),
    }
}

/// The try of a gap that earns most.
fn best<'f>(item: &Item<'_>, gap: &'f Found) -> Option<&'f (Values, FilledGap)> {
    let mut context = item.session.correct.clone();
    context.retain(|_, value| !value.is_null());
    let marks = |given: &Values| {
        let mut all = context.clone();
        all.extend(given.clone());
        item.marks(&all)
    };
    gap.tries
        .iter()
        .rev()
        .max_by(|one, two| marks(&one.0).total_cmp(&marks(&two.0)))
}

fn together(all: &[&(Values, FilledGap)]) -> Probe {
    let mut given = Values::new();
    for (values, _) in all {
        for (name, value) in values {
            let joined = match (given.remove(name), value) {
                (Some(Value::Multiple(mut some)), Value::Multiple(more)) => {
                    some.extend(more.iter().cloned());
                    Value::Multiple(some)
                }
                (_, value) => value.clone(),
            };
            given.insert(name.clone(), joined);
        }
    }
    Probe {
        given,
        response: Response::GapFill {
            gaps: all.iter().map(|(_, gap)| gap.clone()).collect(),
        },
    }
}

fn weight(ratio: f64) -> u8 {
    let nearest = ratio.round().clamp(1.0, 100.0);
    super::processing::value::to_whole(nearest)
        .and_then(|whole| u8::try_from(whole).ok())
        .unwrap_or(1)
}

fn weighted(mut gap: Gap, new: u8) -> Gap {
    match &mut gap {
        Gap::Typed { weight, .. }
        | Gap::Number { weight, .. }
        | Gap::Selected { weight, .. }
        | Gap::Dragged { weight, .. } => *weight = new,
    }
    gap
}
