//! Texts with gaps: `multianswer` (Cloze), `gapselect` and `ddwtos`.

use super::super::html;
use super::super::xml::Element;
use super::choices::one_right;
use super::cloze::{self, Answer, Code, Kind};
use super::number::{parse, right_and_others};
use super::question::{LONGEST_TEXT, Problem, Reading};
use super::simple::text_of;
use super::typed::{accepted_and_others, has_wildcard};
use crate::quizzes::questions::AnswerKey;
use crate::quizzes::questions::parts::{Choice, DragChoice, Gap, KnownNumber, KnownText};

/// How many gaps a text may have: what is more would be refused in any case.
const MOST_GAPS: usize = 100;

/// How many answers a gap may have.
const MOST_ANSWERS: usize = 200;

/// The text of the question as it is written, and the element that it stands in.
pub(super) fn written<'file>(
    reading: &mut Reading<'file>,
) -> Result<(&'file Element, String), Problem> {
    let element = reading.take_all("questiontext").first().copied();
    let element = element.ok_or_else(|| Problem::unreadable("questiontext"))?;
    let raw = element
        .child("text")
        .map_or_else(|| element.own_text(), Element::text);
    if raw.len() > LONGEST_TEXT {
        return Err(Problem::new("import-moodle-too-long"));
    }
    Ok((element, raw))
}

pub(super) fn multianswer(
    reading: &mut Reading<'_>,
    text: &mut String,
) -> Result<AnswerKey, Problem> {
    let (element, raw) = written(reading)?;
    let (raw, codes) = cloze::take_out(&raw);
    if codes.is_empty() {
        return Err(Problem::new("import-moodle-no-gaps"));
    }
    *text = reading.markdown_of(&raw, element);
    let mut gaps = Vec::new();
    for code in codes {
        gaps.push(gap(reading, element, code)?);
    }
    Ok(AnswerKey::GapFill {
        gaps,
        choices: Vec::new(),
    })
}

fn gap(reading: &mut Reading<'_>, element: &Element, code: Code) -> Result<Gap, Problem> {
    if code.answers.len() > MOST_ANSWERS {
        return Err(Problem::new("import-moodle-too-long"));
    }
    let weight = code.weight.unwrap_or(1);
    let weight = u8::try_from(weight).map_err(|_| Problem::unreadable("weight"))?;
    let markdown = reading.is_markdown();
    // Within HTML the words of an answer are HTML as well.
    let plain = |text: &str| {
        if markdown {
            text.to_owned()
        } else {
            html::plain_text(text).trim().to_owned()
        }
    };
    let comment =
        |reading: &mut Reading<'_>, answer: &Answer| reading.markdown_of(&answer.comment, element);
    match code.kind {
        Kind::Typed { case_sensitive } => {
            let mut answers = Vec::new();
            for answer in &code.answers {
                let text = plain(&answer.text);
                if text == "*" && answer.percent <= 0.0 {
                    if !answer.comment.is_empty() {
                        reading.left_out("*#");
                    }
                    continue;
                }
                if has_wildcard(&text) {
                    reading.approximated("*");
                }
                let comment = comment(reading, answer);
                let text = text.replace("\\*", "*");
                answers.push(KnownText {
                    text,
                    percent: answer.percent,
                    comment,
                });
            }
            let (accepted, others) = accepted_and_others(answers)?;
            Ok(Gap::Typed {
                accepted,
                others,
                case_sensitive,
                weight,
            })
        }
        Kind::Number => {
            let mut answers = Vec::new();
            for answer in &code.answers {
                let text = plain(&answer.text);
                if text == "*" {
                    reading.left_out("*#");
                    continue;
                }
                let (number, tolerance) = text.split_once(':').unwrap_or((&text, "0"));
                let (number, tolerance) = (parse(number), parse(tolerance));
                let (Some(number), Some(tolerance)) = (number, tolerance) else {
                    return Err(Problem::unreadable("NUMERICAL"));
                };
                let comment = comment(reading, answer);
                let tolerance = tolerance.abs();
                answers.push(KnownNumber {
                    number,
                    tolerance,
                    percent: answer.percent,
                    comment,
                });
            }
            let (right, others) = right_and_others(answers)?;
            Ok(Gap::Number {
                correct: right.number,
                tolerance: right.tolerance,
                others,
                weight,
            })
        }
        Kind::Selected | Kind::InView => {
            if code.kind == Kind::InView {
                reading.approximated("MULTICHOICE_V");
            }
            let mut answers = Vec::new();
            for answer in &code.answers {
                let text = reading.markdown_of(&answer.text, element);
                let comment = comment(reading, answer);
                let choice = Choice {
                    text,
                    correct: false,
                    percent: None,
                    comment,
                };
                answers.push((choice, answer.percent));
            }
            Ok(Gap::Selected {
                options: one_right(answers)?,
                weight,
            })
        }
        Kind::Several => Err(Problem::new("import-moodle-part").with("part", "MULTIRESPONSE")),
    }
}

/// The numbers between double brackets in the order of the text, which is written anew with
/// numbers in order.
fn numbered(text: &str) -> (String, Vec<usize>) {
    let mut result = String::with_capacity(text.len());
    let mut numbers = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("[[") {
        result.push_str(before);
        result.push_str("[[");
        rest = after;
        let Some((number, behind)) = after.split_once("]]") else {
            continue;
        };
        if let Ok(number) = number.parse() {
            numbers.push(number);
            result.push_str(&format!("{}]]", numbers.len()));
            rest = behind;
        }
    }
    result.push_str(rest);
    (result, numbers)
}

/// Words that may hold a little HTML, as Markdown.
pub(super) fn words(text: &str) -> String {
    if text.contains(['<', '&']) {
        html::to_markdown(text)
    } else {
        html::plain_to_markdown(text)
    }
}

pub(super) fn gap_select(
    reading: &mut Reading<'_>,
    text: &mut String,
) -> Result<AnswerKey, Problem> {
    // Whether options are shuffled is the quiz's to say, and here not the usual.
    reading.take_all("shuffleanswers");
    let options = reading.take_all("selectoption");
    let group = |element: &Element| super::simple::text_at(element, &["group"]);
    let (renumbered, numbers) = numbered(text);
    *text = renumbered;
    few(&numbers)?;
    let mut gaps = Vec::new();
    for number in numbers {
        let right = number.checked_sub(1).and_then(|at| options.get(at));
        let right = right.ok_or_else(|| Problem::unreadable("selectoption"))?;
        let of_group = options
            .iter()
            .filter(|option| group(option) == group(right));
        let option = |option: &&Element| Choice {
            text: words(&text_of(option)),
            correct: std::ptr::eq(*option, *right),
            percent: None,
            comment: String::new(),
        };
        gaps.push(Gap::Selected {
            options: of_group.map(option).collect(),
            weight: 1,
        });
    }
    some_gaps(gaps, Vec::new())
}

/// Each gap may be given every option, so that many of both would become very many.
pub(super) fn few<T>(gaps: &[T]) -> Result<(), Problem> {
    if gaps.len() > MOST_GAPS {
        return Err(Problem::new("import-moodle-too-long"));
    }
    Ok(())
}

pub(super) fn some_gaps(gaps: Vec<Gap>, choices: Vec<DragChoice>) -> Result<AnswerKey, Problem> {
    if gaps.is_empty() {
        return Err(Problem::new("import-moodle-no-gaps"));
    }
    Ok(AnswerKey::GapFill { gaps, choices })
}

pub(super) fn drag_words(
    reading: &mut Reading<'_>,
    text: &mut String,
) -> Result<AnswerKey, Problem> {
    reading.take_all("shuffleanswers");
    let boxes = reading.take_all("dragbox");
    let mut groups: Vec<String> = boxes
        .iter()
        .map(|element| super::simple::text_at(element, &["group"]))
        .collect();
    groups.dedup();
    if groups.len() > 1 {
        reading.approximated("group");
    }
    let choice = |element: &&Element| DragChoice {
        text: words(&text_of(element)),
        again: element.child("infinite").is_some(),
    };
    let choices: Vec<DragChoice> = boxes.iter().map(choice).collect();
    let (renumbered, numbers) = numbered(text);
    *text = renumbered;
    let mut gaps = Vec::new();
    for number in numbers {
        let choice = number.checked_sub(1).filter(|at| *at < choices.len());
        let choice = choice.and_then(|at| u16::try_from(at).ok());
        let choice = choice.ok_or_else(|| Problem::unreadable("dragbox"))?;
        gaps.push(Gap::Dragged { choice, weight: 1 });
    }
    some_gaps(gaps, choices)
}
