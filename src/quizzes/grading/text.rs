//! Whether a typed text is one that the author knows.
//!
//! Texts are compared composed (NFC, so that a letter typed as two code points is the same), with
//! single spaces between words, and, unless the author says otherwise, without regard to capital
//! and small letters. A text that only looks the same is the same: on a keyboard with two
//! alphabets a Latin letter easily slips into a Cyrillic word, and nobody can see it.

use unicode_normalization::UnicodeNormalization;

use super::super::questions::AnswerKey;
use super::super::questions::parts::{Gap, KnownText};

/// An answer that was recognised.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Recognised<'a> {
    /// The share of the marks it earns.
    pub share: f64,
    /// The author's comment on it; empty when there is none.
    pub comment: &'a str,
}

/// The answer of a short text that a learner has typed; absent when the author knows none such.
#[must_use]
pub fn recognised<'a>(key: &'a AnswerKey, typed: &str) -> Option<Recognised<'a>> {
    let AnswerKey::ShortText {
        accepted,
        others,
        case_sensitive,
        wildcards,
    } = key
    else {
        return None;
    };
    among(accepted, others, typed, *case_sensitive, *wildcards)
}

/// The same for a gap.
#[must_use]
pub fn recognised_in_gap<'a>(gap: &'a Gap, typed: &str) -> Option<Recognised<'a>> {
    let Gap::Typed {
        accepted,
        others,
        case_sensitive,
        ..
    } = gap
    else {
        return None;
    };
    among(accepted, others, typed, *case_sensitive, false)
}

fn among<'a>(
    accepted: &[String],
    others: &'a [KnownText],
    typed: &str,
    case_sensitive: bool,
    wildcards: bool,
) -> Option<Recognised<'a>> {
    let fits = |known: &str| {
        let forms = [plain(known, case_sensitive), alike(known, case_sensitive)];
        let typed = [plain(typed, case_sensitive), alike(typed, case_sensitive)];
        forms.iter().zip(&typed).any(|(known, typed)| {
            if wildcards {
                matches_pattern(known, typed)
            } else {
                known == typed
            }
        })
    };
    let other = others.iter().find(|known| fits(&known.text));
    if accepted.iter().any(|known| fits(known)) {
        // A comment on a right answer stands among the others, with 100 per cent.
        let comment = other.filter(|known| known.percent >= 100.0);
        return Some(Recognised {
            share: 1.0,
            comment: comment.map_or("", |known| &known.comment),
        });
    }
    other.map(|known| Recognised {
        share: known.percent / 100.0,
        comment: &known.comment,
    })
}

fn plain(text: &str, case_sensitive: bool) -> String {
    let composed: String = text.nfc().collect();
    let spaced = composed.split_whitespace().collect::<Vec<_>>().join(" ");
    if case_sensitive {
        spaced
    } else {
        spaced.to_lowercase()
    }
}

/// The text with every Latin or Greek letter that looks like a Cyrillic one put as that: capital
/// letters before they are made small, since capital H looks like the Cyrillic N and small h does
/// not.
fn alike(text: &str, case_sensitive: bool) -> String {
    let composed: String = text.nfc().map(cyrillic_twin).collect();
    plain(&composed, case_sensitive)
}

/// After the "confusables" of Unicode Technical Standard 39, as far as they concern the alphabets
/// of Mongolian, Kyrgyz and Russian.
fn cyrillic_twin(letter: char) -> char {
    match letter {
        'A' => '\u{410}',
        'B' => '\u{412}',
        'C' => '\u{421}',
        'E' => '\u{415}',
        'H' => '\u{41d}',
        'I' => '\u{406}',
        'K' => '\u{41a}',
        'M' => '\u{41c}',
        'O' => '\u{41e}',
        'P' => '\u{420}',
        'T' => '\u{422}',
        'X' => '\u{425}',
        'Y' => '\u{4ae}',
        '\u{398}' | '\u{19f}' => '\u{4e8}',
        'a' => '\u{430}',
        'c' => '\u{441}',
        'e' => '\u{435}',
        'i' => '\u{456}',
        'k' => '\u{43a}',
        'o' => '\u{43e}',
        'p' => '\u{440}',
        'x' => '\u{445}',
        'y' => '\u{443}',
        '\u{3b8}' | '\u{275}' => '\u{4e9}',
        other => other,
    }
}

/// Whether the text fits a pattern in which `*` stands for any characters, none included, and `\*`
/// for a star. The pattern was folded as the text was.
fn matches_pattern(pattern: &str, text: &str) -> bool {
    let mut parts: Vec<String> = vec![String::new()];
    let mut letters = pattern.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' if letters.peek() == Some(&'*') => {
                letters.next();
                push(&mut parts, '*');
            }
            '*' => parts.push(String::new()),
            other => push(&mut parts, other),
        }
    }
    let Some((first, rest)) = parts.split_first() else {
        return text.is_empty();
    };
    let Some((last, middle)) = rest.split_last() else {
        return first == text;
    };
    // Each part is taken at its first place: what is left for the others is then the most.
    let Some(mut left) = text.strip_prefix(first.as_str()) else {
        return false;
    };
    for part in middle {
        let Some((_, after)) = left.split_once(part.as_str()) else {
            return false;
        };
        left = after;
    }
    left.ends_with(last.as_str())
}

fn push(parts: &mut [String], letter: char) {
    if let Some(last) = parts.last_mut() {
        last.push(letter);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn share(accepted: &str, typed: &str, case_sensitive: bool, wildcards: bool) -> Option<f64> {
        let key = AnswerKey::ShortText {
            accepted: vec![accepted.to_owned()],
            others: vec![KnownText {
                text: "нуур".to_owned(),
                percent: 40.0,
                comment: "close".to_owned(),
            }],
            case_sensitive,
            wildcards,
        };
        recognised(&key, typed).map(|known| known.share)
    }

    #[test]
    fn what_looks_the_same_is_the_same() {
        for (accepted, typed) in [
            ("Хөвсгөл", "хөвсгөл"),
            ("Хөвсгөл", "  ХӨВСГӨЛ "),
            ("Хөвсгөл", "Xөвсгөл"),
            ("ХӨВСГӨЛ", "XΘBCГΘЛ"),
            ("намар", "HAMAP"),
            ("үүр", "YYР"),
            ("horse", "HORSE"),
            ("хоёр  үг", "хоёр үг"),
            ("й", "и\u{306}"),
        ] {
            assert_eq!(share(accepted, typed, false, false), Some(1.0), "{typed}");
        }
        assert_eq!(share("намар", "haмap", false, false), None);
        assert_eq!(share("Намар", "намар", true, false), None);
        assert_eq!(share("x", "Нуур", false, false), Some(0.4));
    }

    #[test]
    fn a_star_stands_for_any_characters_where_the_author_wishes_it() {
        for (pattern, typed, fits) in [
            ("*нуур*", "Хөвсгөл нуур байна", true),
            ("Хөвс*л", "хөвсгөл", true),
            ("Хөвс*л", "хөвсл", true),
            ("Хөвс*л", "хөвсгө", false),
            ("ab*ba", "aba", false),
            ("*a*a*", "a", false),
            (r"2\*3", "2*3", true),
            (r"2\*3", "2**3", false),
            ("*", "", true),
        ] {
            assert_eq!(
                share(pattern, typed, false, true) == Some(1.0),
                fits,
                "{pattern} {typed}"
            );
        }
        assert_eq!(share("2*3", "2*3", false, false), Some(1.0));
        assert_eq!(share("2*3", "2x3", false, false), None);
    }
}
