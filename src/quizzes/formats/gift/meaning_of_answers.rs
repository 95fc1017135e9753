//! What the answers of a question in GIFT mean as a key.

use super::super::{Remark, Severity};
use super::meaning::{markdown, optional};
use super::syntax::{Answer, Number, NumberValue, Text};
use crate::quizzes::questions::parts::{Choice, KnownNumber, KnownText, Pair};
use crate::quizzes::questions::{AnswerKey, MultipleScoring, OutcomeComments};

/// A key, and comments that belong to how right an answer is.
pub struct Meaning {
    /// The key.
    pub answer: AnswerKey,
    /// The comments.
    pub outcome_comments: OutcomeComments,
}

/// Options: one is to be chosen when any begins with `=`, otherwise several, by their weights.
pub fn choice(options: Vec<Answer>, place: &str, remarks: &mut Vec<Remark>) -> Meaning {
    let is_single = options.iter().any(|option| option.right);
    let is_full =
        |option: &Answer| option.right && option.weight.is_none_or(|weight| weight >= 100.0);
    let right = options
        .iter()
        .position(is_full)
        .or_else(|| options.iter().position(|option| option.right));
    if options.iter().filter(|option| is_full(option)).count() > 1 {
        remarks.push(Remark::new(
            place,
            Severity::Changed,
            "import-several-right",
        ));
    }
    let choice = |(at, option): (usize, Answer)| {
        let correct = if is_single {
            right == Some(at)
        } else {
            option.weight.is_some_and(|weight| weight > 0.0)
        };
        let earns_all = if option.right { Some(100.0) } else { None };
        let percent = option.weight.or(earns_all);
        Choice {
            text: markdown(&option.text),
            correct,
            percent: percent.filter(|percent| !(is_single && correct && *percent == 100.0)),
            comment: optional(option.feedback.as_ref()),
        }
    };
    let options = options.into_iter().enumerate().map(choice).collect();
    let answer = if is_single {
        AnswerKey::SingleChoice { options }
    } else {
        AnswerKey::MultipleChoice {
            options,
            scoring: MultipleScoring::Weighted,
        }
    };
    Meaning {
        answer,
        outcome_comments: OutcomeComments::default(),
    }
}

/// What an answer that is typed earns; less than nothing cannot be.
fn earned(weight: Option<f64>, place: &str, remarks: &mut Vec<Remark>) -> f64 {
    let weight = weight.unwrap_or(100.0);
    if weight < 0.0 {
        remarks.push(Remark::new(
            place,
            Severity::Changed,
            "import-negative-credit",
        ));
    }
    weight.clamp(0.0, 100.0)
}

/// A comment that all answers share which earn everything.
fn shared<'a>(mut comments: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let first = comments.next()?;
    comments.all(|comment| comment == first).then_some(first)
}

/// Says so when an answer that earns a part stood before one that earns everything and both may
/// fit: there the first that fits counts, here those that earn everything come first.
fn note_order<T>(
    known: &[T],
    percent: impl Fn(&T) -> f64,
    meets: impl Fn(&T, &T) -> bool,
    place: &str,
    remarks: &mut Vec<Remark>,
) {
    let is_full = |one: &T| percent(one) >= 100.0;
    let changes = known.iter().take(50).enumerate().any(|(at, later)| {
        let mut earlier = known.iter().take(at);
        is_full(later) && earlier.any(|one| !is_full(one) && meets(one, later))
    });
    if changes {
        remarks.push(Remark::new(
            place,
            Severity::Changed,
            "import-order-changed",
        ));
    }
}

/// Texts that are typed. A star stands for anything, as in Moodle, unless a backslash is before it.
pub fn short_text(texts: Vec<Answer>, place: &str, remarks: &mut Vec<Remark>) -> Meaning {
    let wildcards = texts.iter().any(|answer| has_wildcard(&answer.text.text));
    let known = |answer: &Answer| KnownText {
        text: if wildcards {
            answer.text.text.clone()
        } else {
            answer.text.text.replace("\\*", "*")
        },
        percent: earned(answer.weight, place, remarks),
        comment: optional(answer.feedback.as_ref()),
    };
    let known: Vec<KnownText> = texts.iter().map(known).collect();
    if wildcards {
        note_order(&known, |known| known.percent, |_, _| true, place, remarks);
    }
    let (full, mut others): (Vec<_>, Vec<_>) =
        known.into_iter().partition(|known| known.percent >= 100.0);
    let mut outcome_comments = OutcomeComments::default();
    let mut accepted = Vec::new();
    if let Some(comment) = shared(full.iter().map(|known| known.comment.as_str())) {
        comment.clone_into(&mut outcome_comments.right);
        accepted.extend(full.into_iter().map(|known| known.text));
    } else {
        let (silent, mut commented): (Vec<_>, Vec<_>) =
            full.into_iter().partition(|known| known.comment.is_empty());
        accepted.extend(silent.into_iter().map(|known| known.text));
        if accepted.is_empty() && !commented.is_empty() {
            accepted.push(commented.remove(0).text);
            remarks.push(Remark::new(
                place,
                Severity::LeftOut,
                "import-comment-left-out",
            ));
        }
        others.splice(0..0, commented);
    }
    let answer = AnswerKey::ShortText {
        accepted,
        others,
        case_sensitive: false,
        wildcards,
    };
    Meaning {
        answer,
        outcome_comments,
    }
}

/// Whether a star stands in it that no backslash makes an ordinary one.
pub fn has_wildcard(text: &str) -> bool {
    let mut before = ' ';
    text.chars()
        .any(|letter| std::mem::replace(&mut before, letter) != '\\' && letter == '*')
}

/// Numbers; nothing when one of them cannot be read or none is right.
pub fn number(numbers: Vec<Number>, place: &str, remarks: &mut Vec<Remark>) -> Option<Meaning> {
    let mut outcome_comments = OutcomeComments::default();
    let mut known: Vec<KnownNumber> = Vec::new();
    for one in numbers {
        let comment = optional(one.feedback.as_ref());
        let percent = match one.sign {
            Some('~') => one.weight.unwrap_or(0.0),
            _ => earned(one.weight, place, remarks),
        };
        let (number, tolerance) = match one.value {
            NumberValue::Exactly(number) => (number, 0.0),
            NumberValue::Within(number, tolerance) => (number, tolerance),
            NumberValue::Between(least, most, decimals) => middle(least, most, decimals),
            NumberValue::Any => {
                if percent > 0.0 {
                    remarks.push(Remark::new(place, Severity::LeftOut, "import-any-number"));
                }
                outcome_comments.wrong = comment;
                continue;
            }
            NumberValue::Unreadable(text) => {
                let remark = Remark::new(place, Severity::Refused, "import-number-unreadable");
                remarks.push(remark.with("text", text));
                return None;
            }
        };
        known.push(KnownNumber {
            number,
            tolerance,
            percent,
            comment,
        });
    }
    let meets =
        |a: &KnownNumber, b: &KnownNumber| (a.number - b.number).abs() <= a.tolerance + b.tolerance;
    note_order(&known, |known| known.percent, meets, place, remarks);
    let (mut full, others): (Vec<_>, Vec<_>) =
        known.into_iter().partition(|known| known.percent >= 100.0);
    if full.is_empty() {
        remarks.push(Remark::new(
            place,
            Severity::Refused,
            "import-nothing-right",
        ));
        return None;
    }
    if let Some(comment) = shared(full.iter().map(|known| known.comment.as_str())) {
        comment.clone_into(&mut outcome_comments.right);
        full.iter_mut().for_each(|known| known.comment.clear());
    } else if full.first().is_some_and(|first| !first.comment.is_empty()) {
        remarks.push(Remark::new(
            place,
            Severity::LeftOut,
            "import-comment-left-out",
        ));
    }
    let first = full.remove(0);
    full.extend(others);
    let answer = AnswerKey::Number {
        correct: first.number,
        tolerance: first.tolerance,
        tolerance_percent: 0.0,
        units: None,
        others: full,
    };
    Some(Meaning {
        answer,
        outcome_comments,
    })
}

/// The middle between two numbers and the distance to both, to one decimal more than they have:
/// computed in binary, 3.141 to 3.142 would miss its own ends.
fn middle(least: f64, most: f64, decimals: usize) -> (f64, f64) {
    let rounded = |number: f64| {
        let text = format!(
            "{number:.places$}",
            places = decimals.saturating_add(1).min(17)
        );
        text.parse().unwrap_or(number)
    };
    (
        rounded(least / 2.0 + most / 2.0),
        rounded(most / 2.0 - least / 2.0),
    )
}

/// Pairs; a match without a prompt belongs to none.
pub fn matching(pairs: Vec<(Text, String)>) -> Meaning {
    let (of_none, pairs): (Vec<_>, Vec<_>) = pairs
        .into_iter()
        .partition(|(prompt, _)| prompt.text.is_empty());
    let pair = |(prompt, matches): (Text, String)| Pair {
        prompt: markdown(&prompt),
        matches,
    };
    let answer = AnswerKey::Matching {
        pairs: pairs.into_iter().map(pair).collect(),
        distractors: of_none.into_iter().map(|(_, matches)| matches).collect(),
    };
    Meaning {
        answer,
        outcome_comments: OutcomeComments::default(),
    }
}
