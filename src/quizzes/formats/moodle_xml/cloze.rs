//! The gaps that stand within a text as `{1:SHORTANSWER:=right~%50%partly#comment}`.

/// A gap as it is written.
#[derive(Debug, PartialEq)]
pub(super) struct Code {
    pub(super) weight: Option<u32>,
    pub(super) kind: Kind,
    pub(super) answers: Vec<Answer>,
}

/// An answer of a gap; texts without the backslashes that kept their signs.
#[derive(Debug, PartialEq)]
pub(super) struct Answer {
    pub(super) percent: f64,
    pub(super) text: String,
    pub(super) comment: String,
}

/// What a gap is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Typed {
        case_sensitive: bool,
    },
    Number,
    Selected,
    /// The same with all options in view, upright or side by side.
    InView,
    Several,
}

const KINDS: [(&[&str], Kind); 6] = [
    (
        &["SHORTANSWER", "SA", "MW"],
        Kind::Typed {
            case_sensitive: false,
        },
    ),
    (
        &["SHORTANSWER_C", "SAC", "MWC"],
        Kind::Typed {
            case_sensitive: true,
        },
    ),
    (&["NUMERICAL", "NM"], Kind::Number),
    (
        &["MULTICHOICE", "MC", "MULTICHOICE_S", "MCS"],
        Kind::Selected,
    ),
    (
        &[
            "MULTICHOICE_V",
            "MCV",
            "MULTICHOICE_VS",
            "MCVS",
            "MULTICHOICE_H",
            "MCH",
            "MULTICHOICE_HS",
            "MCHS",
        ],
        Kind::InView,
    ),
    (
        &[
            "MULTIRESPONSE",
            "MR",
            "MULTIRESPONSE_S",
            "MRS",
            "MULTIRESPONSE_H",
            "MRH",
            "MULTIRESPONSE_HS",
            "MRHS",
        ],
        Kind::Several,
    ),
];

/// The text with `[[1]]`, `[[2]]`, … for its gaps, and the gaps.
pub(super) fn take_out(text: &str) -> (String, Vec<Code>) {
    let mut result = String::with_capacity(text.len());
    let mut codes = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find('{') {
        let (before, from) = rest.split_at(at);
        result.push_str(before);
        rest = match code(from) {
            Ok((code, after)) => {
                codes.push(code);
                result.push_str(&format!("[[{}]]", codes.len()));
                after
            }
            Err(NoGap::Text) => {
                result.push('{');
                from.get(1..).unwrap_or_default()
            }
            // No gap after this one would end either.
            Err(NoGap::Endless) => {
                rest = from;
                break;
            }
        };
    }
    result.push_str(rest);
    (result, codes)
}

/// Why a brace begins no gap.
enum NoGap {
    Text,
    Endless,
}

fn code(from: &str) -> Result<(Code, &str), NoGap> {
    let (weight, kind, inner) = head(from).ok_or(NoGap::Text)?;
    let (answers, after) = answers(inner).ok_or(NoGap::Endless)?;
    Ok((
        Code {
            weight,
            kind,
            answers,
        },
        after,
    ))
}

/// The weight and the kind of a gap, and what stands behind them.
fn head(from: &str) -> Option<(Option<u32>, Kind, &str)> {
    let inner = from.strip_prefix('{')?;
    let (weight, inner) = inner.split_at(inner.find(|letter: char| !letter.is_ascii_digit())?);
    let inner = inner.strip_prefix(':')?;
    let name_ends = inner.find(|letter: char| !(letter.is_ascii_alphabetic() || letter == '_'))?;
    let (name, inner) = inner.split_at(name_ends);
    let name = name.to_ascii_uppercase();
    let (_, kind) = KINDS
        .iter()
        .find(|(names, _)| names.contains(&name.as_str()))?;
    Some((weight.parse().ok(), *kind, inner.strip_prefix(':')?))
}

/// Reads answers up to the brace that ends the gap.
fn answers(text: &str) -> Option<(Vec<Answer>, &str)> {
    let mut parts = vec![vec![String::new()]];
    let mut letters = text.char_indices();
    while let Some((at, letter)) = letters.next() {
        let rest = text.get(at..)?;
        let answer = parts.last_mut()?;
        match letter {
            '}' => {
                let answers = parts.into_iter().filter_map(answer_of).collect();
                return Some((answers, rest.get(1..)?));
            }
            '~' => parts.push(vec![String::new()]),
            // An entity of HTML has a number sign in it that begins no comment.
            '#' if answer.len() == 1 && !ends_in_ampersand(answer) => answer.push(String::new()),
            '\\' if rest
                .get(1..)
                .is_some_and(|after| after.starts_with(['}', '~', '#', '=', '"', '%'])) =>
            {
                let kept = letters.next().map(|(_, letter)| letter);
                answer.last_mut()?.extend([KEPT].into_iter().chain(kept));
            }
            '&' if rest.starts_with(BACKSLASH) || rest.starts_with(AMPERSAND) => {
                let kept = if rest.starts_with(BACKSLASH) {
                    '\\'
                } else {
                    '&'
                };
                answer.last_mut()?.extend([kept, KEPT]);
                letters.nth(BACKSLASH.len() - 2);
            }
            _ => answer.last_mut()?.push(letter),
        }
    }
    None
}

/// A backslash that would otherwise keep the sign after it.
const BACKSLASH: &str = "&#92;";

/// An ampersand that would otherwise keep the number sign after it.
const AMPERSAND: &str = "&#38;";

fn ends_in_ampersand(answer: &[String]) -> bool {
    answer
        .last()
        .is_some_and(|text| text.ends_with('&') || text.ends_with("&amp;"))
}

fn answer_of(parts: Vec<String>) -> Option<Answer> {
    let mut parts = parts.into_iter();
    let text = parts.next().unwrap_or_default();
    let comment = parts.next().unwrap_or_default().trim().to_owned();
    let trimmed = text.trim_start();
    let (percent, text) = if let Some(text) = trimmed.strip_prefix(RIGHT) {
        (100.0, text)
    } else if let Some((percent, text)) = percent_of(trimmed) {
        (percent, text)
    } else {
        (0.0, trimmed)
    };
    let text = text.trim().replace(KEPT, "");
    let comment = comment.replace(KEPT, "");
    (!text.is_empty() || !comment.is_empty()).then_some(Answer {
        percent,
        text,
        comment,
    })
}

const RIGHT: char = '=';

/// Stands before a sign that a backslash kept from its meaning; XML can hold no such character.
const KEPT: char = '\0';

fn percent_of(text: &str) -> Option<(f64, &str)> {
    let (percent, text) = text.strip_prefix('%')?.split_once('%')?;
    Some((super::number::parse(percent)?, text))
}

/// A text with backslashes before the signs that mean something in a gap.
pub(super) fn escaped(text: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    let mut result = String::with_capacity(text.len());
    for (at, letter) in letters.iter().enumerate() {
        let next = letters.get(at + 1);
        match letter {
            '\\' if next.is_none_or(|next| "}~#=\"%".contains(*next)) => result.push_str(BACKSLASH),
            '}' | '~' | '#' => {
                result.push('\\');
                result.push(*letter);
            }
            '&' if is_last_ampersand(letters.get(at..).unwrap_or_default()) => {
                result.push_str(AMPERSAND);
            }
            _ => result.push(*letter),
        }
    }
    result
}

fn is_last_ampersand(rest: &[char]) -> bool {
    matches!(rest, ['&'] | ['&', 'a', 'm', 'p', ';'])
}
