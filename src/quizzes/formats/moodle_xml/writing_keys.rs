//! Writes choices, words, matching, ordering and essays.

use super::writing::Writing;
use crate::quizzes::questions::parts::{Choice, KnownText, Pair};
use crate::quizzes::questions::{AnswerKey, MultipleScoring, OrderingScoring, OutcomeComments};

pub(super) fn single(writing: &mut Writing<'_>, options: &[Choice]) {
    writing.xml.element("single", &[], "true");
    writing.xml.element("shuffleanswers", &[], "true");
    for option in options {
        let usual = if option.correct { 100.0 } else { 0.0 };
        answer(writing, option, option.percent.unwrap_or(usual).to_string());
    }
}

pub(super) fn multiple(writing: &mut Writing<'_>, options: &[Choice], scoring: MultipleScoring) {
    writing.xml.element("single", &[], "false");
    writing.xml.element("shuffleanswers", &[], "true");
    let right = options.iter().filter(|option| option.correct).count();
    let share = 100.0 / f64::from(u32::try_from(right).unwrap_or(u32::MAX).max(1));
    for option in options {
        let percent = match (scoring, option.correct) {
            (MultipleScoring::AllOrNothing, true) => "100".to_owned(),
            (MultipleScoring::AllOrNothing, false) => "0".to_owned(),
            (MultipleScoring::RightMinusWrong, right) => {
                moodle_share(if right { share } else { -share })
            }
            (_, right) => match option.percent {
                Some(percent) => percent.to_string(),
                None => moodle_share(if right { share } else { 0.0 }),
            },
        };
        answer(writing, option, percent);
    }
}

/// A share with as many decimals as Moodle's own list of shares has.
fn moodle_share(percent: f64) -> String {
    let text = format!("{percent:.5}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

fn answer(writing: &mut Writing<'_>, option: &Choice, fraction: String) {
    writing.open_markdown("answer", &[("fraction", &fraction)], &option.text);
    writing.markdown("feedback", &option.comment);
    writing.xml.close();
}

/// Rows that are each true or false.
pub(super) fn rows(
    writing: &mut Writing<'_>,
    options: &[Choice],
    kind: &str,
    comments: &OutcomeComments,
) {
    let scoring = if kind == "mtf" { "subpoints" } else { "kprime" };
    writing.text("scoringmethod", &[], scoring);
    writing.xml.element("shuffleanswers", &[], "true");
    writing
        .xml
        .element("numberofrows", &[], &options.len().to_string());
    writing.xml.element("numberofcolumns", &[], "2");
    for (number, option) in (1_usize..).zip(options) {
        writing.xml.open("row", &[("number", &number.to_string())]);
        writing.markdown("optiontext", &option.text);
        writing.markdown("feedbacktext", &option.comment);
        writing.xml.close();
    }
    for (number, text) in [("1", "True"), ("2", "False")] {
        writing.xml.open("column", &[("number", number)]);
        writing.text("responsetext", &[("format", "plain_text")], text);
        writing.xml.close();
    }
    for (number, option) in (1_usize..).zip(options) {
        let number = number.to_string();
        for (column, right) in [("1", option.correct), ("2", !option.correct)] {
            let attributes = [("rownumber", number.as_str()), ("columnnumber", column)];
            writing.xml.open("weight", &attributes);
            writing
                .xml
                .element("value", &[], if right { "1.000" } else { "0.000" });
            writing.xml.close();
        }
    }
    writing.no_outcomes(comments, &["right", "partly", "wrong"]);
}

pub(super) fn true_false(writing: &mut Writing<'_>, correct: bool, comments: [&str; 2]) {
    for (says, comment) in [true, false].into_iter().zip(comments) {
        let fraction = if says == correct { "100" } else { "0" };
        let attributes = [("fraction", fraction), ("format", "moodle_auto_format")];
        writing.xml.open("answer", &attributes);
        writing
            .xml
            .element("text", &[], if says { "true" } else { "false" });
        writing.markdown("feedback", comment);
        writing.xml.close();
    }
}

/// Every typed answer in the order in which it is looked for, with what it earns.
pub(super) fn typed(accepted: &[String], others: &[KnownText]) -> Vec<KnownText> {
    let comments_on =
        |text: &String, known: &KnownText| known.text == *text && known.percent >= 100.0;
    let mut answers = Vec::new();
    for text in accepted {
        let comment = others.iter().find(|known| comments_on(text, known));
        answers.push(KnownText {
            text: text.clone(),
            percent: 100.0,
            comment: comment.map_or_else(String::new, |known| known.comment.clone()),
        });
    }
    let is_own = |known: &&KnownText| !accepted.iter().any(|text| comments_on(text, known));
    answers.extend(others.iter().filter(is_own).cloned());
    answers
}

pub(super) fn short_text(writing: &mut Writing<'_>, key: &AnswerKey, wrong: &str) {
    let AnswerKey::ShortText {
        accepted,
        others,
        case_sensitive,
        wildcards,
    } = key
    else {
        return;
    };
    writing
        .xml
        .element("usecase", &[], if *case_sensitive { "1" } else { "0" });
    for known in typed(accepted, others) {
        // In Moodle a star always stands for any letters, unless a backslash stands before it.
        let text = if *wildcards {
            known.text.clone()
        } else {
            known.text.replace('*', "\\*")
        };
        plain_answer(writing, &text, &known.percent.to_string(), &known.comment);
    }
    otherwise(writing, wrong);
}

/// Moodle's way to comment on every answer that is not named.
pub(super) fn otherwise(writing: &mut Writing<'_>, wrong: &str) {
    if !wrong.is_empty() {
        plain_answer(writing, "*", "0", wrong);
    }
}

fn plain_answer(writing: &mut Writing<'_>, text: &str, fraction: &str, comment: &str) {
    let attributes = [("fraction", fraction), ("format", "plain_text")];
    writing.xml.open("answer", &attributes);
    writing.xml.element("text", &[], text);
    writing.markdown("feedback", comment);
    writing.xml.close();
}

pub(super) fn matching(writing: &mut Writing<'_>, pairs: &[Pair], distractors: &[String]) {
    writing.xml.element("shuffleanswers", &[], "true");
    let pairs = pairs
        .iter()
        .map(|pair| (pair.prompt.as_str(), &pair.matches));
    for (prompt, matches) in pairs.chain(distractors.iter().map(|matches| ("", matches))) {
        writing.open_markdown("subquestion", &[], prompt);
        writing.text("answer", &[], matches);
        writing.xml.close();
    }
}

pub(super) fn ordering(writing: &mut Writing<'_>, items: &[String], scoring: OrderingScoring) {
    let grading = match scoring {
        OrderingScoring::Neighbours => "RELATIVE_NEXT_EXCLUDE_LAST",
        OrderingScoring::AllOrNothing => "ALL_OR_NOTHING",
        OrderingScoring::Positions => "ABSOLUTE_POSITION",
    };
    writing.xml.element("layouttype", &[], "VERTICAL");
    writing.xml.element("selecttype", &[], "ALL");
    writing
        .xml
        .element("selectcount", &[], &items.len().to_string());
    writing.xml.element("gradingtype", &[], grading);
    writing.xml.element("showgrading", &[], "SHOW");
    writing.xml.element("numberingstyle", &[], "none");
    for (number, item) in (1_usize..).zip(items) {
        writing.open_markdown("answer", &[("fraction", &number.to_string())], item);
        writing.xml.close();
    }
}

pub(super) fn essay(writing: &mut Writing<'_>, key: &AnswerKey) {
    let (guidance, template, format, files) = match key {
        AnswerKey::Essay {
            guidance, template, ..
        } => (guidance, template.as_str(), "editor", 0),
        AnswerKey::File {
            guidance,
            most_files,
            ..
        } => (guidance, "", "noinline", *most_files),
        _ => return,
    };
    writing.xml.element("responseformat", &[], format);
    writing.xml.element("responserequired", &[], "1");
    writing.xml.element("attachments", &[], &files.to_string());
    writing.xml.element(
        "attachmentsrequired",
        &[],
        if files > 0 { "1" } else { "0" },
    );
    writing.markdown("graderinfo", guidance);
    writing.markdown("responsetemplate", template);
    if key.rubric().is_some() {
        writing.left_out("answer.rubric");
    }
}
