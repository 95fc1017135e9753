//! Questions written as GIFT. Every text is marked as Markdown, so that it comes back as it was.

use super::super::{Exported, Remark, Severity, Written, shared};
use super::blocks::escape;
use crate::quizzes::questions::parts::{Choice, KnownNumber, KnownText};
use crate::quizzes::questions::{AnswerKey, MultipleScoring, OutcomeComments, Question};

/// Writes questions; what GIFT cannot hold is remarked.
pub fn write(questions: &[Exported<'_>]) -> Written {
    let mut file = String::new();
    let mut remarks = Vec::new();
    let mut category: &[String] = &[];
    for (index, exported) in questions.iter().enumerate() {
        let place = shared::called(exported, index);
        let Some(answers) = answers(exported.question, &place, &mut remarks) else {
            remarks.push(shared::not_held(&place));
            continue;
        };
        if exported.category != category {
            category = &exported.category;
            file.push_str(&format!("$CATEGORY: {}\n\n", path(category)));
        }
        note_left_out(exported, &place, &mut remarks);
        file.push_str(&comments(exported));
        let question = exported.question;
        if !question.title.is_empty() {
            file.push_str(&format!("::{}::", escape(&line(&question.title))));
        }
        file.push_str("[markdown]");
        file.push_str(&escape(&question.text));
        file.push_str(&answers);
        file.push_str("\n\n");
    }
    Written {
        bytes: file.into_bytes(),
        remarks,
    }
}

/// A text of which line breaks are no part.
fn line(text: &str) -> String {
    text.split(['\n', '\r']).collect::<Vec<_>>().join(" ")
}

/// The path of a category. It begins at the top of the course, so that no name is taken for it.
fn path(category: &[String]) -> String {
    let name = |name: &String| {
        // A slash of its own is written twice, and must not touch the one that divides.
        let space = if name.starts_with('/') { " " } else { "" };
        format!("{space}{}", escape(&line(name)).replace('/', "//"))
    };
    let mut path = vec!["$course$".to_owned(), "top".to_owned()];
    path.extend(category.iter().map(name));
    path.join("/")
}

/// The comments that give a question its identifier and its tags.
fn comments(exported: &Exported<'_>) -> String {
    let bracketed = |name: &str, value: &str| {
        let value = line(value).replace(']', "\\]");
        // A backslash at the end would make the bracket one of the value.
        let space = if value.ends_with('\\') { " " } else { "" };
        format!("// [{name}:{value}{space}]\n")
    };
    let mut comments = String::new();
    if !exported.identifier.is_empty() {
        comments.push_str(&bracketed("id", &exported.identifier));
    }
    for tag in &exported.tags {
        comments.push_str(&bracketed("tag", tag));
    }
    comments
}

/// Says what of a question is not written.
fn note_left_out(exported: &Exported<'_>, place: &str, remarks: &mut Vec<Remark>) {
    let question = exported.question;
    let mut note = |is_there: bool, field: &str| {
        if is_there {
            remarks.push(shared::left_out(place, field));
        }
    };
    note(question.worth() > 1, "marks");
    note(exported.difficulty.is_some(), "difficulty");
    note(exported.language.is_some(), "language");
    let OutcomeComments {
        right,
        partly,
        wrong,
    } = &question.outcome_comments;
    note(
        !right.is_empty() && !holds_right(question),
        "outcome_comments.right",
    );
    note(!partly.is_empty(), "outcome_comments.partly");
    let holds_wrong = matches!(question.answer, AnswerKey::Number { .. });
    note(!wrong.is_empty() && !holds_wrong, "outcome_comments.wrong");
    match &question.answer {
        AnswerKey::ShortText { case_sensitive, .. } => note(*case_sensitive, "case_sensitive"),
        AnswerKey::Essay {
            guidance,
            rubric,
            template,
        } => {
            note(!guidance.is_empty(), "guidance");
            note(rubric.is_some(), "rubric");
            note(!template.is_empty(), "template");
        }
        _ => {}
    }
}

/// Whether the comment on right answers can stand beside the answers: it can when nothing else
/// earns everything.
fn holds_right(question: &Question) -> bool {
    match &question.answer {
        AnswerKey::ShortText { others, .. } => others.iter().all(|known| known.percent < 100.0),
        AnswerKey::Number { others, .. } => others.iter().all(|known| known.percent < 100.0),
        _ => false,
    }
}

/// The answers in braces; nothing when GIFT cannot hold such a question.
fn answers(question: &Question, place: &str, remarks: &mut Vec<Remark>) -> Option<String> {
    let right = if holds_right(question) {
        question.outcome_comments.right.as_str()
    } else {
        ""
    };
    let mut lines = Vec::new();
    match &question.answer {
        AnswerKey::SingleChoice { options } => lines.extend(options.iter().map(single)),
        AnswerKey::MultipleChoice { options, scoring } => {
            multiple(options, *scoring, place, remarks, &mut lines)?;
        }
        AnswerKey::TrueFalse {
            correct,
            true_comment,
            false_comment,
        } => {
            return Some(true_false(question, *correct, true_comment, false_comment));
        }
        AnswerKey::ShortText {
            accepted,
            others,
            wildcards,
            ..
        } => {
            // Moodle takes any arrow for that of a pair.
            if short_texts(question).any(|text| text.contains("->")) {
                return None;
            }
            let text = |text: &str| {
                if *wildcards {
                    text.to_owned()
                } else {
                    text.replace('*', "\\*")
                }
            };
            lines.extend(
                accepted
                    .iter()
                    .map(|one| answer('=', None, &text(one), right)),
            );
            let known = |known: &KnownText| {
                answer('=', Some(known.percent), &text(&known.text), &known.comment)
            };
            lines.extend(others.iter().map(known));
        }
        AnswerKey::Number {
            correct,
            tolerance,
            tolerance_percent,
            units: None,
            others,
        } => {
            let wide = (correct * tolerance_percent / 100.0).abs();
            if wide > *tolerance {
                let remark = Remark::new(place, Severity::Changed, "export-tolerance-absolute");
                remarks.push(remark.with("tolerance", wide.to_string()));
            }
            lines.extend(numbers(*correct, tolerance.max(wide), others, right));
            if !question.outcome_comments.wrong.is_empty() {
                lines.push(format!("~{}", comment(&question.outcome_comments.wrong)));
            }
        }
        AnswerKey::Matching { pairs, distractors } => {
            for pair in pairs {
                if pair.prompt.contains("->") {
                    remarks.push(Remark::new(place, Severity::Changed, "export-arrow"));
                }
                // In Markdown this shows the same, and is not the arrow that divides.
                let prompt = text(&pair.prompt).replace("->", "-&gt;");
                lines.push(format!("={prompt} -> {}", escape(&pair.matches)));
            }
            lines.extend(
                distractors
                    .iter()
                    .map(|matches| format!("= -> {}", escape(matches))),
            );
        }
        AnswerKey::Essay { .. } => {}
        AnswerKey::Information => {
            if !question.comment.is_empty() {
                remarks.push(shared::left_out(place, "comment"));
            }
            return Some(String::new());
        }
        AnswerKey::Number { .. }
        | AnswerKey::Calculated { .. }
        | AnswerKey::Ordering { .. }
        | AnswerKey::GapFill { .. }
        | AnswerKey::DragOntoImage { .. }
        | AnswerKey::Hotspot { .. }
        | AnswerKey::File { .. } => return None,
    }
    let is_number = matches!(question.answer, AnswerKey::Number { .. });
    let mut inside = String::from(if is_number { "{#\n" } else { "{\n" });
    for line in lines {
        inside.push_str(&format!("\t{line}\n"));
    }
    Some(inside + &general(question) + "}")
}

/// The comment on any answer, on a line of its own.
fn general(question: &Question) -> String {
    if question.comment.is_empty() {
        return String::new();
    }
    format!("\t####{}\n", text(&question.comment))
}

/// A text among the answers. The format stands in front of it again when it begins like one, or
/// like a weight.
fn text(text: &str) -> String {
    let marked = if text.starts_with(['[', '%']) {
        "[markdown]"
    } else {
        ""
    };
    format!("{marked}{}", escape(text))
}

fn comment(comment: &str) -> String {
    if comment.is_empty() {
        String::new()
    } else {
        format!("#{}", text(comment))
    }
}

/// An answer with its sign, its weight and its comment.
fn answer(sign: char, weight: Option<f64>, says: &str, remark: &str) -> String {
    let weight = weight.map_or_else(String::new, |weight| format!("%{weight}%"));
    format!("{sign}{weight}{}{}", text(says), comment(remark))
}

fn single(option: &Choice) -> String {
    let (sign, percent) = if option.correct {
        ('=', None)
    } else {
        ('~', option.percent)
    };
    answer(sign, percent, &option.text, &option.comment)
}

/// Options with weights. Right minus wrong can be said in weights, other ways to mark cannot.
fn multiple(
    options: &[Choice],
    scoring: MultipleScoring,
    place: &str,
    remarks: &mut Vec<Remark>,
    lines: &mut Vec<String>,
) -> Option<()> {
    let right = options.iter().filter(|option| option.correct).count();
    let share = 100.0 / f64::from(u32::try_from(right).unwrap_or(u32::MAX));
    for option in options {
        let percent = match scoring {
            MultipleScoring::Weighted if option.correct => option.percent.or(Some(share)),
            MultipleScoring::Weighted => option.percent,
            MultipleScoring::RightMinusWrong if option.correct => Some(share),
            MultipleScoring::RightMinusWrong => Some(-share),
            _ => return None,
        };
        lines.push(answer('~', percent, &option.text, &option.comment));
    }
    if scoring != MultipleScoring::Weighted {
        remarks.push(Remark::new(
            place,
            Severity::Changed,
            "export-scoring-weights",
        ));
    }
    Some(())
}

fn true_false(question: &Question, correct: bool, on_true: &str, on_false: &str) -> String {
    let (sign, wrong, right) = if correct {
        ("TRUE", on_false, on_true)
    } else {
        ("FALSE", on_true, on_false)
    };
    let comments = match (wrong, right) {
        ("", "") => String::new(),
        (wrong, "") => format!("#{}", text(wrong)),
        (wrong, right) => format!("#{}#{}", text(wrong), text(right)),
    };
    let general = general(question);
    if general.is_empty() {
        return format!("{{{sign}{comments}}}");
    }
    format!("{{{sign}{comments}\n{general}}}")
}

/// The texts that a typed answer is compared with.
fn short_texts(question: &Question) -> impl Iterator<Item = &str> {
    let (accepted, others) = match &question.answer {
        AnswerKey::ShortText {
            accepted, others, ..
        } => (accepted.as_slice(), others.as_slice()),
        _ => (&[][..], &[][..]),
    };
    let accepted = accepted.iter().map(String::as_str);
    accepted.chain(others.iter().map(|known| known.text.as_str()))
}

fn numbers(correct: f64, tolerance: f64, others: &[KnownNumber], right: &str) -> Vec<String> {
    let number = |number: f64, tolerance: f64| format!("{number}:{tolerance}");
    let mut lines = vec![format!("={}{}", number(correct, tolerance), comment(right))];
    lines.extend(others.iter().map(|known| {
        let number = number(known.number, known.tolerance);
        format!("=%{}%{number}{}", known.percent, comment(&known.comment))
    }));
    lines
}
