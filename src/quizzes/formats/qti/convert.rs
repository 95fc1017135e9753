//! From an item to a question.

use garde::Validate;

use super::super::super::questions::{AnswerKey, OutcomeComments, Question};
use super::super::{Remark, Severity};
use super::item::{Item, Refusal, Rule, markdown, question_text};
use super::node::Node;
use super::processing::{Role, Rules};
use super::table::{Taken, interactions};
use super::{choices, dragged, drawn, feedback, gaps, open, orders, pairs, places};

/// The question that an item is, and what was remarked; or the one remark why it is none.
///
/// # Errors
/// The reason why the item does not become a question.
pub fn question(node: &Node, place: &str) -> Result<(Question, Vec<Remark>), Refusal> {
    let refused = |key| Remark::new(place, Severity::Refused, key);
    match node.attribute("adaptive") {
        Some("true") => return Err(refused("import-qti-adaptive")),
        // Said again from QTI 1.2, which has no word for it.
        Some("randomised") => return Err(refused("import-qti-randomised")),
        _ => {}
    }
    let rules = Rules::of(node);
    if rules.is_template() && rules.is_random() {
        return drawn::question(node, &rules, place)
            .ok_or_else(|| refused("import-qti-randomised"));
    }
    let mut item = Item::new(&rules, node, place)?;
    if node.child("stylesheet").is_some() {
        item.remark(Severity::LeftOut, "import-qti-stylesheet");
    }
    let body = item.body.clone();
    let asked = interactions(&body);
    let needs_key = !asked.is_empty() && !asked.iter().all(|node| open::is_open(node));
    if needs_key && item.rule == Rule::Unknown {
        return Err(item.refusal("import-qti-no-key"));
    }
    let taken = taken(&mut item, &rules, &asked)?;
    let mut question = Question {
        id: uuid::Uuid::nil(),
        source: None,
        section: 0,
        title: node
            .attribute_or_empty("title")
            .trim()
            .chars()
            .take(300)
            .collect(),
        text: taken.text.clone(),
        marks: 1,
        comment: String::new(),
        outcome_comments: OutcomeComments::default(),
        answer: taken.answer.clone(),
    };
    question.marks = marks(&mut item, &taken);
    if item.rule != Rule::Own && needs_key {
        item.remark(Severity::Changed, "import-qti-no-rule");
    }
    feedback::take(&mut item, &taken, &mut question);
    taken.compare(&mut item);
    let remarks = std::mem::take(&mut item.remarks);
    match problem(&question) {
        None => Ok((question, remarks)),
        Some(problem) => Err(refused("import-qti-invalid").with("problem", problem)),
    }
}

pub(super) fn taken(
    item: &mut Item<'_>,
    rules: &Rules<'_>,
    asked: &[&Node],
) -> Result<Taken, Refusal> {
    let stages = item.body.all_named("positionObjectStage");
    if let [stage] = stages.as_slice() {
        let stage = (*stage).clone();
        return places::position_object(item, &stage);
    }
    let [first, others @ ..] = asked else {
        return information(item, rules);
    };
    let is_gap = |node: &&Node| {
        matches!(
            node.name.as_str(),
            "textEntryInteraction" | "inlineChoiceInteraction"
        )
    };
    if asked.iter().all(|node| is_gap(&node)) {
        return gaps::read(item, asked);
    }
    if !others.is_empty() {
        return Err(item.refusal("import-qti-several-interactions"));
    }
    match first.name.as_str() {
        "choiceInteraction" => choices::read(item, first, "simpleChoice"),
        "orderInteraction" => orders::ordering(item, first),
        "matchInteraction" | "associateInteraction" => pairs::matching(item, first),
        "gapMatchInteraction" => dragged::dragged(item, first),
        "hotspotInteraction" => places::hotspot(item, first),
        "selectPointInteraction" => places::select_point(item, first),
        "graphicGapMatchInteraction" => places::graphic_gaps(item, first),
        "extendedTextInteraction" | "uploadInteraction" => Ok(open::read(item, first)),
        other => {
            let refusal = item.refusal("import-qti-interaction");
            Err(refusal.with("interaction", other))
        }
    }
}

/// A text that asks nothing, or whose question the file does not hold.
fn information(item: &mut Item<'_>, rules: &Rules<'_>) -> Result<Taken, Refusal> {
    let text = question_text(&item.body, &mut |_| None);
    if text.is_empty() {
        return Err(item.refusal("import-qti-empty"));
    }
    let has_responses = rules
        .declared
        .values()
        .any(|known| known.role == Role::Response);
    if has_responses {
        return Err(item.refusal("import-qti-no-interaction"));
    }
    if item.stated_worth().is_some() {
        item.remark(Severity::Changed, "import-qti-asks-nothing");
    }
    Ok(Taken {
        text,
        answer: AnswerKey::Information,
        most: 1.0,
        probes: Vec::new(),
        options: Vec::new(),
    })
}

/// The marks of a question: a whole number from 1 on.
fn marks(item: &mut Item<'_>, taken: &Taken) -> u16 {
    let by_rule = (item.rule == Rule::Own && !taken.probes.is_empty()).then_some(taken.most);
    // QTI 1.2 counts marks in per cent beside the points.
    let points = item
        .node
        .number("pointsPossible")
        .filter(|points| *points > 0.0);
    let worth = points
        .or(by_rule)
        .or_else(|| item.stated_worth())
        .unwrap_or(1.0);
    let whole = worth.round().clamp(1.0, 1_000.0);
    if (whole - worth).abs() > 1e-9 && taken.answer != AnswerKey::Information {
        let remark = Remark::new(&item.place, Severity::Changed, "import-qti-marks-rounded")
            .with("marks", worth.to_string());
        item.remarks.push(remark);
    }
    super::processing::value::to_whole(whole)
        .and_then(|whole| u16::try_from(whole).ok())
        .unwrap_or(1)
}

/// The first thing that the rules for authors have against a question.
#[must_use]
pub fn problem(question: &Question) -> Option<String> {
    let report = question.validate().err()?;
    let mut problems = report.iter().map(|(path, _)| path.to_string());
    problems.next()
}

/// What is for the person who grades.
#[must_use]
pub fn guidance(body: &Node) -> String {
    let blocks = body.all(&|node| {
        node.name == "rubricBlock" && node.attribute_or_empty("view").contains("scorer")
    });
    let texts: Vec<String> = blocks
        .into_iter()
        .map(markdown)
        .filter(|text| !text.is_empty())
        .collect();
    texts.join("\n\n")
}
