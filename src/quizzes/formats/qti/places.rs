//! Places on pictures: pointed at, or filled by dragging.

use super::super::super::grading::picture::point_in;
use super::super::super::questions::AnswerKey;
use super::super::super::questions::parts::{DragChoice, HotZone, Point, Shape, Zone};
use super::super::super::response::{PlacedChoice, Response};
use super::super::Severity;
use super::choices::fallback_text;
use super::dragged::drag_text;
use super::item::{Item, Refusal, question_text};
use super::node::{Node, Part};
use super::pictures::{picture, shape, shape_of};
use super::processing::shapes::Area;
use super::processing::{Scalar, Value, Values};
use super::table::{Probe, Taken, answer, contained, names, number, response_of};

/// Reads a picture with places to choose from.
///
/// # Errors
/// When the picture is missing or nothing tells which place is right.
pub fn hotspot(item: &mut Item<'_>, interaction: &Node) -> Result<Taken, Refusal> {
    let response = response_of(interaction);
    let choices = interaction.all_named("hotspotChoice");
    let mut found = Vec::new();
    for choice in &choices {
        let shape = shape_of(item, choice, interaction)?;
        let name = choice.attribute_or_empty("identifier").trim().to_owned();
        found.push((shape, answer(&response, names(item, &response, &[&name]))));
    }
    let correct = item.correct(&response).members().to_vec();
    let is_declared = |given: &Values| {
        let given = given.get(&response).map(Value::members).unwrap_or_default();
        given
            .iter()
            .all(|one| correct.iter().any(|right| right.matches(one)))
    };
    let tried: Vec<(Shape, bool, Values)> = found
        .into_iter()
        .map(|(shape, given)| {
            let right = if correct.is_empty() {
                item.marks(&given) > 0.0
            } else {
                is_declared(&given)
            };
            (shape, right, given)
        })
        .collect();
    pointed(item, interaction, tried, true)
}

/// Reads a picture to be pointed at anywhere.
///
/// # Errors
/// When the picture is missing or nothing tells where is right.
pub fn select_point(item: &mut Item<'_>, interaction: &Node) -> Result<Taken, Refusal> {
    let response = response_of(interaction);
    let declared = item.session.rules().declared.get(&response);
    let areas = declared.and_then(|known| known.areas.as_ref());
    let entries: Vec<(Area, f64)> = areas.map(|areas| areas.entries.clone()).unwrap_or_default();
    let mut tried = Vec::new();
    for (area, marks) in entries.iter().filter(|(_, marks)| *marks > 0.0) {
        let shape = shape(item, area, interaction)?;
        let at = point_in(&shape);
        let place = Scalar::Point(f64::from(at.x), f64::from(at.y));
        tried.push((
            shape,
            *marks > 0.0,
            answer(&response, contained(item, &response, vec![place])),
        ));
    }
    pointed(item, interaction, tried, false)
}

fn pointed(
    item: &mut Item<'_>,
    interaction: &Node,
    tried: Vec<(Shape, bool, Values)>,
    zones_shown: bool,
) -> Result<Taken, Refusal> {
    if !tried.iter().any(|(_, right, _)| *right) {
        return Err(item.refusal("import-qti-no-key"));
    }
    let picture = picture(item, interaction)?;
    let right: Vec<&(Shape, bool, Values)> = tried.iter().filter(|(_, right, _)| *right).collect();
    let mut sets: Vec<Vec<&(Shape, bool, Values)>> = tried.iter().map(|one| vec![one]).collect();
    sets.push(right.clone());
    sets.push(right.iter().skip(1).copied().collect());
    let most_points = match interaction
        .attribute("maxChoices")
        .and_then(|text| text.trim().parse().ok())
    {
        None => 1,
        Some(0_u8) => u8::try_from(tried.len()).unwrap_or(50).min(50),
        Some(most) => most.min(50),
    };
    // The share is of all right places, even where fewer may be pointed at.
    let given = |set: &Vec<&(Shape, bool, Values)>| joined(set.iter().map(|(_, _, given)| given));
    let most = sets
        .iter()
        .map(|set| item.marks(&given(set)))
        .fold(0.0, f64::max);
    let probes: Vec<Probe> = sets
        .iter()
        .filter(|set| set.len() <= usize::from(most_points))
        .map(|set| Probe {
            given: given(set),
            response: Response::Hotspot {
                points: set.iter().map(|(shape, ..)| point_in(shape)).collect(),
            },
        })
        .collect();
    if most <= 0.0 {
        return Err(item.refusal("import-qti-no-key"));
    }
    let zones = tried.iter().map(|(shape, correct, _)| HotZone {
        shape: shape.clone(),
        correct: *correct,
        comment: String::new(),
    });
    let answer = AnswerKey::Hotspot {
        picture,
        zones: zones.collect(),
        zones_shown,
        most_points,
    };
    Ok(Taken {
        text: asked(item),
        answer,
        most,
        probes,
        options: Vec::new(),
    })
}

/// Reads labels that are dragged to places shown on a picture.
///
/// # Errors
/// When the picture is missing or nothing tells what belongs where.
pub fn graphic_gaps(item: &mut Item<'_>, interaction: &Node) -> Result<Taken, Refusal> {
    let response = response_of(interaction);
    let labels: Vec<&Node> =
        interaction.all(&|node| matches!(node.name.as_str(), "gapImg" | "gapText"));
    let spots = interaction.all_named("associableHotspot");
    let pair = |label: &Node, spot: &Node| {
        let name = |node: &Node| node.attribute_or_empty("identifier").trim().to_owned();
        let pair = Scalar::DirectedPair(name(label), name(spot));
        (
            pair.clone(),
            answer(&response, contained(item, &response, vec![pair])),
        )
    };
    let correct = item.correct(&response).members().to_vec();
    let mut found = Vec::new();
    for spot in &spots {
        let right = labels.iter().position(|label| {
            let (pair, given) = pair(label, spot);
            if correct.is_empty() {
                item.marks(&given) > 0.0
            } else {
                correct.iter().any(|known| known.matches(&pair))
            }
        });
        found.push((*spot, right));
    }
    let tries: Vec<(u16, Values)> = found
        .iter()
        .filter_map(|(spot, right)| Some((number((*right)?), pair(labels.get((*right)?)?, spot).1)))
        .collect();
    let mut zones = Vec::new();
    for (spot, right) in found {
        match right {
            Some(choice) => {
                zones.push(Zone {
                    shape: shape_of(item, spot, interaction)?,
                    choice: number(choice),
                });
            }
            None => item.remark(Severity::LeftOut, "import-qti-place-without-label"),
        }
    }
    let choices = labels.iter().map(|label| DragChoice {
        text: drag_text(label),
        again: label.attribute("matchMax").map(str::trim) != Some("1"),
    });
    placed(item, interaction, zones, choices.collect(), tries, true)
}

/// Reads a thing that is dragged onto a picture which shows no places.
///
/// # Errors
/// When the picture is missing or nothing tells where the thing belongs.
pub fn position_object(item: &mut Item<'_>, stage: &Node) -> Result<Taken, Refusal> {
    let interactions = stage.all_named("positionObjectInteraction");
    let mut zones = Vec::new();
    let mut choices = Vec::new();
    let mut tries = Vec::new();
    for (at, interaction) in interactions.iter().enumerate() {
        let response = response_of(interaction);
        let declared = item.session.rules().declared.get(&response);
        let areas = declared.and_then(|known| known.areas.as_ref());
        let entries: Vec<(Area, f64)> =
            areas.map(|areas| areas.entries.clone()).unwrap_or_default();
        for (area, _) in entries.iter().filter(|(_, marks)| *marks > 0.0) {
            let shape = shape(item, area, stage)?;
            let point = point_in(&shape);
            let place = Scalar::Point(f64::from(point.x), f64::from(point.y));
            tries.push((
                number(at),
                answer(&response, contained(item, &response, vec![place])),
            ));
            zones.push(Zone {
                shape,
                choice: number(at),
            });
        }
        let again = interaction.attribute("maxChoices").map(str::trim) != Some("1");
        choices.push(DragChoice {
            text: drag_text(interaction),
            again,
        });
    }
    placed(item, stage, zones, choices, tries, false)
}

fn placed(
    item: &mut Item<'_>,
    interaction: &Node,
    zones: Vec<Zone>,
    choices: Vec<DragChoice>,
    tries: Vec<(u16, Values)>,
    zones_shown: bool,
) -> Result<Taken, Refusal> {
    if zones.is_empty() {
        return Err(item.refusal("import-qti-no-key"));
    }
    let picture = picture(item, interaction)?;
    let places: Vec<Point> = zones.iter().map(|zone| point_in(&zone.shape)).collect();
    let one = |at: usize| -> Option<(PlacedChoice, &Values)> {
        let (choice, given) = tries.get(at)?;
        Some((
            PlacedChoice {
                choice: *choice,
                at: *places.get(at)?,
            },
            given,
        ))
    };
    let mut sets: Vec<Vec<usize>> = (0..tries.len()).map(|at| vec![at]).collect();
    sets.push((0..tries.len()).collect());
    sets.push((1..tries.len()).collect());
    let probes: Vec<Probe> = sets
        .into_iter()
        .map(|set| {
            let all: Vec<(PlacedChoice, &Values)> = set.into_iter().filter_map(&one).collect();
            Probe {
                given: joined(all.iter().map(|(_, given)| *given)),
                response: Response::DragOntoImage {
                    placed: all.iter().map(|(placed, _)| *placed).collect(),
                },
            }
        })
        .collect();
    let most = probes
        .iter()
        .map(|probe| item.marks(&probe.given))
        .fold(0.0, f64::max);
    if most <= 0.0 {
        return Err(item.refusal("import-qti-no-key"));
    }
    let answer = AnswerKey::DragOntoImage {
        picture,
        choices,
        zones,
        zones_shown,
    };
    Ok(Taken {
        text: asked(item),
        answer,
        most,
        probes,
        options: Vec::new(),
    })
}

/// Several answers as one.
fn joined<'v>(all: impl Iterator<Item = &'v Values>) -> Values {
    let mut given = Values::new();
    for (name, value) in all.flatten() {
        let value = match (given.remove(name), value) {
            (Some(Value::Multiple(mut some)), Value::Multiple(more)) => {
                some.extend(more.iter().cloned());
                Value::Multiple(some)
            }
            (_, value) => value.clone(),
        };
        given.insert(name.clone(), value);
    }
    given
}

fn asked(item: &Item<'_>) -> String {
    let text = question_text(&item.body, &mut |node| {
        let mut prompt = Node::new("div");
        let prompts = node.all_named("prompt");
        prompt.parts.clone_from(&prompts.first()?.parts);
        Some(Part::Node(prompt))
    });
    if text.is_empty() {
        fallback_text(item)
    } else {
        text
    }
}
