//! Places on pictures, written.

use super::super::super::super::questions::parts::{DragChoice, HotZone, Picture, Zone};
use super::super::super::Severity;
use super::super::node::Node;
use super::page::{Page, kind_of};
use super::parts::{
    correct_response, map_response, mapping, named, operator, response, set, shaped, when_given,
};
use super::{Draft, draggable, share_of};

fn picture(page: &mut Page<'_>, picture: &Picture) -> Option<Node> {
    let address = page.address(picture.file)?;
    let kind = kind_of(&address);
    let node = Node::new("object")
        .with("data", address)
        .with("type", kind)
        .with("width", picture.width)
        .with("height", picture.height);
    Some(if picture.alternative.is_empty() {
        node
    } else {
        node.saying(&picture.alternative)
    })
}

/// Places to be pointed at; nothing when the picture is missing.
pub fn hotspot(
    page: &mut Page<'_>,
    shown: &Picture,
    zones: &[HotZone],
    zones_shown: bool,
    most_points: u8,
    marks: f64,
) -> Option<Draft> {
    let picture = picture(page, shown)?;
    let right = zones.iter().filter(|zone| zone.correct).count();
    let size = share_of(marks, right);
    if zones.iter().any(|zone| !zone.comment.is_empty()) {
        page.remark(Severity::LeftOut, "import-qti-comments");
    }
    let numbered = || zones.iter().enumerate();
    let signed = |zone: &HotZone| if zone.correct { size } else { -size };
    if zones_shown {
        let entries: Vec<(String, f64)> = numbered()
            .map(|(at, zone)| (named("zone", at), signed(zone)))
            .collect();
        let correct = numbered()
            .filter(|(_, zone)| zone.correct)
            .map(|(at, _)| named("zone", at));
        let choices = numbered().map(|(at, zone)| {
            shaped(
                Node::new("hotspotChoice").with("identifier", named("zone", at)),
                &zone.shape,
            )
        });
        let interaction = Node::new("hotspotInteraction")
            .with("responseIdentifier", "RESPONSE")
            .with("maxChoices", most_points)
            .holding(picture)
            .holding_all(choices.collect::<Vec<Node>>());
        return Some(Draft {
            responses: vec![
                response("RESPONSE", "multiple", "identifier")
                    .holding(correct_response(correct))
                    .holding(mapping(entries, Some((0.0, marks)))),
            ],
            interaction: vec![interaction],
            rules: vec![when_given(
                "RESPONSE",
                vec![set("SCORE", map_response("RESPONSE"))],
            )],
            ..Draft::default()
        });
    }
    // Right places come first: where one lies upon a wrong one, it is right.
    let areas = zones
        .iter()
        .filter(|zone| zone.correct)
        .map(|zone| (zone, size));
    let areas: Vec<Node> = areas
        .map(|(zone, marks)| {
            shaped(Node::new("areaMapEntry"), &zone.shape).with("mappedValue", marks)
        })
        .collect();
    let map = Node::new("areaMapping")
        .with("lowerBound", 0)
        .with("upperBound", marks)
        .with("defaultValue", -size)
        .holding_all(areas);
    let interaction = Node::new("selectPointInteraction")
        .with("responseIdentifier", "RESPONSE")
        .with("maxChoices", most_points)
        .holding(picture);
    let score = Node::new("mapResponsePoint").with("identifier", "RESPONSE");
    Some(Draft {
        responses: vec![response("RESPONSE", "multiple", "point").holding(map)],
        interaction: vec![interaction],
        rules: vec![when_given("RESPONSE", vec![set("SCORE", score)])],
        ..Draft::default()
    })
}

/// Labels to be dragged to their places; nothing when the picture is missing.
pub fn drag_onto_image(
    page: &mut Page<'_>,
    shown: &Picture,
    choices: &[DragChoice],
    zones: &[Zone],
    zones_shown: bool,
    marks: f64,
) -> Option<Draft> {
    let picture = picture(page, shown)?;
    if !zones_shown {
        page.remark(Severity::Changed, "import-qti-places-shown");
    }
    let size = share_of(marks, zones.len());
    let mut right = Vec::new();
    let mut entries = Vec::new();
    for (at, zone) in zones.iter().enumerate() {
        let text = choices
            .get(usize::from(zone.choice))
            .map(|choice| &choice.text);
        right.push(format!(
            "{} {}",
            named("choice", usize::from(zone.choice)),
            named("zone", at)
        ));
        let alike = choices
            .iter()
            .enumerate()
            .filter(|(_, other)| Some(&other.text) == text);
        entries.extend(alike.map(|(other, _)| {
            (
                format!("{} {}", named("choice", other), named("zone", at)),
                size,
            )
        }));
    }
    let labels: Vec<Node> = choices
        .iter()
        .enumerate()
        .map(|(at, choice)| draggable(page, choice, at, true))
        .collect();
    let spots = zones.iter().enumerate().map(|(at, zone)| {
        let spot = Node::new("associableHotspot").with("identifier", named("zone", at));
        shaped(spot, &zone.shape).with("matchMax", 1)
    });
    let interaction = operator("graphicGapMatchInteraction", [picture])
        .with("responseIdentifier", "RESPONSE")
        .holding_all(labels)
        .holding_all(spots.collect::<Vec<Node>>());
    Some(Draft {
        responses: vec![
            response("RESPONSE", "multiple", "directedPair")
                .holding(correct_response(right))
                .holding(mapping(entries, None)),
        ],
        interaction: vec![interaction],
        rules: vec![when_given(
            "RESPONSE",
            vec![set("SCORE", map_response("RESPONSE"))],
        )],
        ..Draft::default()
    })
}
