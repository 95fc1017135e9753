//! Matches.

use super::super::super::paper::matches_to_choose;
use super::super::super::questions::AnswerKey;
use super::super::super::questions::parts::Pair;
use super::super::super::response::{ChosenMatch, Response};
use super::choices::fallback_text;
use super::item::{Item, Refusal, markdown, question_text};
use super::node::Node;
use super::processing::Scalar;
use super::table::{Probe, Taken, answer, contained, number, response_of};

/// Something that can be matched: its name and its text.
type Named = (String, String);

/// Reads a match of two sets, or pairs within one.
///
/// # Errors
/// When nothing tells the right pairs, or something has several.
pub fn matching(item: &Item<'_>, interaction: &Node) -> Result<Taken, Refusal> {
    let response = response_of(interaction);
    let within_one = interaction.name == "associateInteraction";
    let sets: Vec<Vec<Named>> = if within_one {
        let all = named(interaction);
        vec![all.clone(), all]
    } else {
        interaction.named("simpleMatchSet").map(named).collect()
    };
    let [from, to] = sets.as_slice() else {
        return Err(item.refusal("import-qti-no-key"));
    };
    let right = right_pairs(item, &response, from, to, within_one);
    if right.is_empty() {
        return Err(item.refusal("import-qti-no-key"));
    }
    let directed = paired(&right, from, to, within_one);
    let (pairs, swapped) = match directed {
        Some(pairs) => (pairs, false),
        None => {
            let turned: Vec<(String, String)> = right
                .iter()
                .map(|(one, two)| (two.clone(), one.clone()))
                .collect();
            let pairs = paired(&turned, to, from, within_one);
            (
                pairs.ok_or_else(|| item.refusal("import-qti-several-matches"))?,
                true,
            )
        }
    };
    let others = if swapped { from } else { to };
    let text = |all: &[Named], name: &str| {
        all.iter()
            .find(|(known, _)| known == name)
            .map(|(_, text)| text.clone())
            .unwrap_or_default()
    };
    let prompts = if swapped { to } else { from };
    let key_pairs: Vec<Pair> = pairs
        .iter()
        .map(|(prompt, other)| Pair {
            prompt: text(prompts, prompt),
            matches: text(others, other),
        })
        .collect();
    let is_used = |name: &String| {
        pairs
            .iter()
            .any(|(one, two)| two == name || (within_one && one == name))
    };
    let distractors: Vec<String> = others
        .iter()
        .filter(|(name, _)| !is_used(name))
        .map(|(_, text)| text.clone())
        .collect();
    if key_pairs.len() < 2 {
        return Err(item.refusal("import-qti-one-option"));
    }
    let key = AnswerKey::Matching {
        pairs: key_pairs,
        distractors,
    };
    let given = |chosen: &[(usize, String)]| {
        let scalars = chosen.iter().filter_map(|(at, other)| {
            let (prompt, _) = pairs.get(*at)?;
            let (one, two) = if swapped {
                (other, prompt)
            } else {
                (prompt, other)
            };
            Some(if within_one {
                Scalar::Pair(one.clone(), two.clone())
            } else {
                Scalar::DirectedPair(one.clone(), two.clone())
            })
        });
        answer(&response, contained(item, &response, scalars.collect()))
    };
    let probes: Vec<Probe> = tries(&pairs)
        .into_iter()
        .map(|chosen| Probe {
            given: given(&chosen),
            response: response_to(&key, &chosen, &|name| text(others, name)),
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
    Ok(Taken {
        text: asked,
        answer: key,
        most,
        probes,
        options: Vec::new(),
    })
}

fn named(set: &Node) -> Vec<Named> {
    let choices = set.all_named("simpleAssociableChoice").into_iter();
    let named = choices.map(|node| {
        let name = node.attribute_or_empty("identifier").trim().to_owned();
        let text = markdown(node);
        (name.clone(), if text.is_empty() { name } else { text })
    });
    named.collect()
}

/// The right pairs: those declared, or else every one that earns marks by itself.
fn right_pairs(
    item: &Item<'_>,
    response: &str,
    from: &[Named],
    to: &[Named],
    within_one: bool,
) -> Vec<(String, String)> {
    let declared = item
        .correct(response)
        .members()
        .iter()
        .filter_map(|member| match member {
            Scalar::Pair(one, two) | Scalar::DirectedPair(one, two) => {
                Some((one.clone(), two.clone()))
            }
            _ => None,
        });
    let declared: Vec<(String, String)> = declared.collect();
    if !declared.is_empty() {
        return declared;
    }
    let mut right: Vec<(String, String)> = Vec::new();
    for ((one, _), (two, _)) in from
        .iter()
        .flat_map(|one| to.iter().map(move |two| (one, two)))
    {
        let pair = if within_one {
            Scalar::Pair(one.clone(), two.clone())
        } else {
            Scalar::DirectedPair(one.clone(), two.clone())
        };
        let known = right
            .iter()
            .any(|(first, second)| within_one && first == two && second == one);
        if !known
            && one != two
            && item.marks(&answer(response, contained(item, response, vec![pair]))) > 0.0
        {
            right.push((one.clone(), two.clone()));
        }
    }
    right
}

/// The pairs in the order of the prompts, when each prompt has exactly one.
fn paired(
    right: &[(String, String)],
    prompts: &[Named],
    others: &[Named],
    within_one: bool,
) -> Option<Vec<(String, String)>> {
    if within_one {
        let mut seen: Vec<&String> = right.iter().flat_map(|(one, two)| [one, two]).collect();
        let count = seen.len();
        seen.sort();
        seen.dedup();
        return (seen.len() == count).then(|| right.to_vec());
    }
    let pairs = prompts.iter().map(|(prompt, _)| {
        let mut mine = right.iter().filter(|(one, _)| one == prompt);
        let pair = mine.next()?;
        let known = others.iter().any(|(name, _)| *name == pair.1);
        (mine.next().is_none() && known).then(|| pair.clone())
    });
    pairs.collect()
}

/// All right, each alone, one wrong, all wrong, half, none.
fn tries(pairs: &[(String, String)]) -> Vec<Vec<(usize, String)>> {
    let right: Vec<(usize, String)> = pairs
        .iter()
        .enumerate()
        .map(|(at, (_, other))| (at, other.clone()))
        .collect();
    let turned: Vec<(usize, String)> = right
        .iter()
        .zip(right.iter().cycle().skip(1))
        .map(|((at, _), (_, other))| (*at, other.clone()))
        .collect();
    let mut tries = vec![Vec::new(), right.clone(), turned.clone()];
    tries.push(right.iter().take(right.len() / 2).cloned().collect());
    for one in &right {
        tries.push(vec![one.clone()]);
    }
    let swapped_two = turned.iter().take(1).chain(right.iter().skip(2));
    tries.push(swapped_two.cloned().collect());
    tries
}

fn response_to(
    key: &AnswerKey,
    chosen: &[(usize, String)],
    text: &dyn Fn(&str) -> String,
) -> Response {
    let AnswerKey::Matching { pairs, distractors } = key else {
        return Response::Matching { pairs: Vec::new() };
    };
    let to_choose = matches_to_choose(pairs, distractors);
    let pairs = chosen.iter().filter_map(|(at, other)| {
        let wanted = text(other);
        let place = to_choose.iter().position(|known| **known == wanted)?;
        Some(ChosenMatch {
            prompt: number(*at),
            chosen: number(place),
        })
    });
    Response::Matching {
        pairs: pairs.collect(),
    }
}
