//! Questions as items: QTI's own interactions, right answers, mappings and rules, so that other
//! systems mark them as we do.

mod choices;
mod gaps;
mod manifest;
mod open;
mod own;
mod page;
pub(super) mod parts;
mod places;
mod typed;

use super::super::super::questions::parts::DragChoice;
use super::super::super::questions::{AnswerKey, Question};
use super::super::{Exported, Files, Remark, Severity};
use super::node::{Node, Part};
use super::tree::Spelling;
use page::Page;
use parts::{condition, float, operator, outcome, set, variable};

pub use gaps::filled;
pub use manifest::package;
pub use own::{Own, unpacked};

/// What is particular to a kind of question.
#[derive(Debug, Default)]
struct Draft {
    responses: Vec<Node>,
    /// The text with its gaps, where it stands outside of an interaction.
    body: Option<Vec<Part>>,
    /// What follows the text.
    interaction: Vec<Node>,
    /// Whether the text of the question is among what is above.
    holds_text: bool,
    rules: Vec<Node>,
    /// Comments by the names of options.
    option_comments: Vec<(String, String)>,
}

/// An item, what was remarked, and the files it names; nothing when the format cannot hold the
/// question.
pub struct Item {
    /// The element.
    pub node: Node,
    /// The files that it names.
    pub files: Vec<uuid::Uuid>,
}

/// Writes a question.
#[must_use]
pub fn item(
    exported: &Exported<'_>,
    name: &str,
    files: &Files,
    spelling: Spelling,
) -> (Option<Item>, Vec<Remark>) {
    let mut page = Page::new(files, &exported.identifier);
    let Some(draft) = draft(&mut page, exported.question) else {
        return (None, page.remarks);
    };
    let node = assembled(&mut page, exported, name, draft, spelling);
    let files = page.named.into_iter().collect();
    (Some(Item { node, files }), page.remarks)
}

fn draft(page: &mut Page<'_>, question: &Question) -> Option<Draft> {
    let marks = f64::from(question.marks);
    Some(match &question.answer {
        AnswerKey::SingleChoice { options } => choices::single(page, options, marks),
        AnswerKey::MultipleChoice { options, scoring } => {
            choices::multiple(page, options, *scoring, marks)
        }
        AnswerKey::TrueFalse {
            correct,
            true_comment,
            false_comment,
        } => choices::true_false(*correct, true_comment, false_comment, marks),
        AnswerKey::ShortText {
            accepted,
            others,
            case_sensitive,
            wildcards,
        } => {
            if others.iter().any(|known| !known.comment.is_empty()) {
                page.remark(Severity::LeftOut, "import-qti-comments");
            }
            typed::alone(typed::text(
                "RESPONSE",
                accepted,
                others,
                *case_sensitive,
                *wildcards,
                marks,
            ))
        }
        AnswerKey::Number {
            correct,
            tolerance,
            tolerance_percent,
            units,
            others,
        } => {
            if units.is_some() {
                page.remark(Severity::LeftOut, "import-qti-units");
            }
            if others.iter().any(|known| !known.comment.is_empty()) {
                page.remark(Severity::LeftOut, "import-qti-comments");
            }
            let wide = tolerance.max(correct.abs() * tolerance_percent / 100.0);
            typed::alone(typed::number("RESPONSE", *correct, wide, others, marks))
        }
        AnswerKey::Calculated { .. } => {
            page.remark(Severity::Refused, "import-qti-calculated");
            return None;
        }
        AnswerKey::Matching { pairs, distractors } => {
            choices::matching(page, pairs, distractors, marks)
        }
        AnswerKey::Ordering { items, scoring } => choices::ordering(page, items, *scoring, marks),
        AnswerKey::GapFill { gaps, choices } => {
            gaps::written(page, &question.text, gaps, choices, marks)
        }
        AnswerKey::DragOntoImage {
            picture,
            choices,
            zones,
            zones_shown,
        } => {
            let draft = places::drag_onto_image(page, picture, choices, zones, *zones_shown, marks);
            return draft.or_else(|| without_picture(page));
        }
        AnswerKey::Hotspot {
            picture,
            zones,
            zones_shown,
            most_points,
        } => {
            let draft = places::hotspot(page, picture, zones, *zones_shown, *most_points, marks);
            return draft.or_else(|| without_picture(page));
        }
        AnswerKey::Essay {
            guidance,
            rubric,
            template,
        } => open::essay(page, guidance, rubric.as_ref(), template),
        AnswerKey::File {
            guidance,
            rubric,
            most_files,
        } => open::file(page, guidance, rubric.as_ref(), *most_files),
        AnswerKey::Information => Draft::default(),
    })
}

fn without_picture(page: &mut Page<'_>) -> Option<Draft> {
    page.remark(Severity::Refused, "import-qti-picture-missing");
    None
}

fn assembled(
    page: &mut Page<'_>,
    exported: &Exported<'_>,
    name: &str,
    draft: Draft,
    spelling: Spelling,
) -> Node {
    let question = exported.question;
    let space = match spelling {
        Spelling::Second => "http://www.imsglobal.org/xsd/imsqti_v2p2",
        Spelling::Third => "http://www.imsglobal.org/xsd/imsqtiasi_v3p0",
    };
    let title = if question.title.is_empty() {
        name
    } else {
        &question.title
    };
    let mut item = Node::new("assessmentItem")
        .with("xmlns", space)
        .with("identifier", name)
        .with("title", title)
        .with("adaptive", "false")
        .with("timeDependent", "false");
    if let Some(language) = &exported.language {
        item = item.with("xml:lang", language);
    }
    item = item.holding_all(draft.responses);
    let asks = question.answer != AnswerKey::Information;
    let comments = commented(page, question, &draft.option_comments);
    if asks {
        let score = outcome("SCORE", "float", Some(0.0)).with("normalMaximum", question.marks);
        item = item.holding(score).holding(outcome(
            "MAXSCORE",
            "float",
            Some(f64::from(question.marks)),
        ));
    }
    item = item.holding_all(comments.outcomes);
    let mut body = Node::new("itemBody");
    if let Some(parts) = draft.body {
        body.parts = parts;
    } else if !draft.holds_text {
        body.parts = page.blocks(&question.text);
    }
    item = item.holding(body.holding_all(draft.interaction));
    if !draft.rules.is_empty() || !comments.rules.is_empty() {
        let rules = Node::new("responseProcessing").holding_all(draft.rules);
        item = item.holding(rules.holding_all(comments.rules));
    }
    item.holding_all(comments.feedback)
}

/// Comments as feedback: the outcomes they hang on, the rules that set these, and their texts.
#[derive(Default)]
struct Comments {
    outcomes: Vec<Node>,
    rules: Vec<Node>,
    feedback: Vec<Node>,
}

fn commented(page: &mut Page<'_>, question: &Question, options: &[(String, String)]) -> Comments {
    let mut comments = Comments::default();
    let mut modal = |page: &mut Page<'_>, on: &str, name: &str, text: &str| {
        let mut node = Node::new("modalFeedback")
            .with("outcomeIdentifier", on)
            .with("identifier", name)
            .with("showHide", "show");
        node.parts = page.blocks(text);
        node
    };
    let asks = question.answer != AnswerKey::Information;
    let by_outcome = &question.outcome_comments;
    if !asks {
        if !question.comment.is_empty() || !by_outcome.is_empty() {
            page.remark(Severity::LeftOut, "import-qti-comments");
        }
        return comments;
    }
    if !question.comment.is_empty() {
        comments
            .outcomes
            .push(outcome("COMMENT", "identifier", None));
        comments
            .rules
            .push(set("COMMENT", parts::base("identifier", "always")));
        comments
            .feedback
            .push(modal(page, "COMMENT", "always", &question.comment));
    }
    if !by_outcome.is_empty() {
        comments
            .outcomes
            .push(outcome("FEEDBACK", "identifier", None));
        let shows = |name: &str| vec![set("FEEDBACK", parts::base("identifier", name))];
        let score = || variable("SCORE");
        let enough = operator("sum", [score(), float(1e-9)]);
        comments.rules.push(condition(
            vec![
                (
                    operator("gte", [enough, variable("MAXSCORE")]),
                    shows("right"),
                ),
                (operator("gt", [score(), float(0.0)]), shows("partly")),
            ],
            Some(shows("wrong")),
        ));
        let texts = [
            ("right", &by_outcome.right),
            ("partly", &by_outcome.partly),
            ("wrong", &by_outcome.wrong),
        ];
        for (name, text) in texts.into_iter().filter(|(_, text)| !text.is_empty()) {
            comments.feedback.push(modal(page, "FEEDBACK", name, text));
        }
    }
    if !options.is_empty() {
        let several = matches!(question.answer, AnswerKey::MultipleChoice { .. });
        let cardinality = if several { "multiple" } else { "single" };
        comments.outcomes.push(
            Node::new("outcomeDeclaration")
                .with("identifier", "CHOSEN")
                .with("cardinality", cardinality)
                .with("baseType", "identifier"),
        );
        comments.rules.push(set("CHOSEN", variable("RESPONSE")));
        for (name, text) in options {
            comments.feedback.push(modal(page, "CHOSEN", name, text));
        }
    }
    comments
}

/// So many parts that share the marks evenly: what each is worth.
fn share_of(marks: f64, parts: usize) -> f64 {
    marks / choices::count(parts).max(1.0)
}

/// Something to be dragged: a picture where it is nothing else.
fn draggable(page: &mut Page<'_>, choice: &DragChoice, at: usize, onto_picture: bool) -> Node {
    let most = if choice.again { 0 } else { 1 };
    let mut words = Node::new("gapText");
    words.parts = page.words(&choice.text);
    let picture = match words.parts.as_slice() {
        [Part::Node(only)] if only.name == "img" => Some(only.clone()),
        _ => None,
    };
    let name = parts::named("choice", at);
    if let Some(image) = picture {
        let address = image.attribute_or_empty("src");
        let object = Node::new("object")
            .with("data", address)
            .with("type", page::kind_of(address));
        let words = image.attribute_or_empty("alt");
        let object = if words.is_empty() {
            object
        } else {
            object.saying(words)
        };
        return Node::new("gapImg")
            .with("identifier", name)
            .with("matchMax", most)
            .holding(object);
    }
    if onto_picture {
        page.remark(Severity::Changed, "import-qti-label-in-words");
    }
    words.with("identifier", name).with("matchMax", most)
}
