//! Gaps of a text as lines of a cell. `1: word` is a typed answer of the first gap; when an answer
//! of a gap has a star, that gap is selected from its answers. `1#: 3 ± 0.1` is a number, and `1x2: word`
//! says that the gap counts twice.

use super::cells::{number, option, text, within};
use super::lines::{self, Line};
use crate::quizzes::questions::parts::{Choice, Gap, KnownNumber, KnownText};

/// The lines of gaps, and whether capital and small letters differ in them; nothing when a
/// spreadsheet cannot hold them: what is dragged, and gaps of which some care for capitals.
pub fn write(gaps: &[Gap]) -> Option<(Vec<String>, bool)> {
    let mut lines = Vec::new();
    let mut cares: Option<bool> = None;
    for (at, gap) in gaps.iter().enumerate() {
        let (sign, answers): (_, Vec<String>) = match gap {
            Gap::Typed {
                accepted,
                others,
                case_sensitive,
                ..
            } => {
                if cares.is_some_and(|cares| cares != *case_sensitive) {
                    return None;
                }
                cares = Some(*case_sensitive);
                let accepted = accepted
                    .iter()
                    .map(|accepted| Line::says(accepted).write("*"));
                (
                    "",
                    accepted
                        .chain(others.iter().map(|known| text(known).write("*")))
                        .collect(),
                )
            }
            Gap::Number {
                correct,
                tolerance,
                others,
                ..
            } => {
                let first = std::iter::once(within(*correct, *tolerance));
                (
                    "#",
                    first
                        .chain(others.iter().map(|known| number(known, "")))
                        .collect(),
                )
            }
            Gap::Selected { options, .. } => ("", options.iter().map(option).collect()),
            Gap::Dragged { .. } => return None,
        };
        let weight = match gap.weight() {
            1 => String::new(),
            weight => format!("x{weight}"),
        };
        let place = format!("{}{sign}{weight}", at + 1);
        lines.extend(
            answers
                .into_iter()
                .map(|answer| format!("{place}: {answer}")),
        );
    }
    Some((lines, cares.unwrap_or(false)))
}

/// The lines of one gap.
#[derive(Default)]
struct Draft {
    is_number: bool,
    weight: u8,
    lines: Vec<String>,
}

/// Reads the gaps of a cell. Comments on right answers that are typed have no place: the text of
/// each such line is left in `lost`.
///
/// # Errors
/// The line that cannot be read.
pub fn read(cell: &str, case_sensitive: bool, lost: &mut Vec<String>) -> Result<Vec<Gap>, String> {
    let mut drafts: Vec<Draft> = Vec::new();
    for line in lines::logical(cell) {
        let (place, is_number, weight, answer) = place(&line).ok_or_else(|| line.clone())?;
        if place == drafts.len() + 1 {
            drafts.push(Draft::default());
        }
        let count = drafts.len();
        let draft = drafts
            .last_mut()
            .filter(|_| place == count)
            .ok_or_else(|| line.clone())?;
        draft.is_number |= is_number;
        draft.weight = draft.weight.max(weight);
        draft.lines.push(answer.to_owned());
    }
    drafts
        .into_iter()
        .map(|draft| draft.gap(case_sensitive, lost))
        .collect()
}

/// What stands before the colon: the number of the gap, whether its answers are numbers, and how
/// much it counts. Then the rest.
fn place(line: &str) -> Option<(usize, bool, u8, &str)> {
    let (place, answer) = line.split_once(':')?;
    let (place, weight) = match place.split_once(['x', 'X', '\u{d7}']) {
        Some((place, weight)) => (place, weight.trim().parse().ok()?),
        None => (place, 1),
    };
    let place = place.trim();
    let number = place.strip_suffix('#');
    Some((
        number.unwrap_or(place).trim().parse().ok()?,
        number.is_some(),
        weight,
        answer,
    ))
}

impl Draft {
    fn gap(self, case_sensitive: bool, lost: &mut Vec<String>) -> Result<Gap, String> {
        let weight = self.weight;
        if self.is_number {
            let (correct, tolerance, others) = numbers(&self.lines)?;
            return Ok(Gap::Number {
                correct,
                tolerance,
                others,
                weight,
            });
        }
        let lines: Vec<Line> = self
            .lines
            .iter()
            .map(|line| Line::read(line, true, "*"))
            .collect();
        if lines.iter().any(|line| line.star) {
            let options = lines.into_iter().map(choice).collect();
            return Ok(Gap::Selected { options, weight });
        }
        let (accepted, others) = texts(lines, lost);
        Ok(Gap::Typed {
            accepted,
            others,
            case_sensitive,
            weight,
        })
    }
}

/// A line as an option.
pub fn choice(line: Line) -> Choice {
    Choice {
        text: line.text,
        correct: line.star,
        percent: line.percent,
        comment: line.comment,
    }
}

/// Lines as typed answers: accepted ones say nothing of what they earn.
pub fn texts(lines: Vec<Line>, lost: &mut Vec<String>) -> (Vec<String>, Vec<KnownText>) {
    let mut accepted = Vec::new();
    let mut others = Vec::new();
    for line in lines {
        match line.percent {
            Some(percent) => others.push(KnownText {
                text: line.text,
                percent,
                comment: line.comment,
            }),
            None => {
                if !line.comment.is_empty() {
                    lost.push(line.comment);
                }
                accepted.push(line.text);
            }
        }
    }
    (accepted, others)
}

/// Lines as numbers: the right one, how far from it an answer may be, and others that are known.
///
/// # Errors
/// The line that is no number, or the cell when none is right.
pub fn numbers(lines: &[String]) -> Result<(f64, f64, Vec<KnownNumber>), String> {
    let mut right = None;
    let mut others = Vec::new();
    for raw in lines {
        let line = Line::read(raw, true, "");
        let (number, tolerance) = lines::within(&line.text).ok_or_else(|| raw.clone())?;
        match (line.percent, right) {
            (None, None) if line.comment.is_empty() => right = Some((number, tolerance)),
            (percent, _) => others.push(KnownNumber {
                number,
                tolerance,
                percent: percent.unwrap_or(100.0),
                comment: line.comment,
            }),
        }
    }
    let (correct, tolerance) = right.ok_or_else(|| lines.join("\n"))?;
    Ok((correct, tolerance, others))
}
