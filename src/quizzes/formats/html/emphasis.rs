//! Chooses, once the neighbours are known, how strong and emphasised words are marked: by asterisks
//! where Markdown understands them, otherwise by HTML.

/// A mark that stands for the beginning or end of emphasis until then.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Mark {
    character: char,
    asterisks: &'static str,
    html: &'static str,
    begins: bool,
}

pub(super) const STRONG: (char, char) = ('\u{e002}', '\u{e003}');
pub(super) const EMPHASIS: (char, char) = ('\u{e004}', '\u{e005}');

const MARKS: [Mark; 4] = [
    Mark {
        character: STRONG.0,
        asterisks: "**",
        html: "<strong>",
        begins: true,
    },
    Mark {
        character: STRONG.1,
        asterisks: "**",
        html: "</strong>",
        begins: false,
    },
    Mark {
        character: EMPHASIS.0,
        asterisks: "*",
        html: "<em>",
        begins: true,
    },
    Mark {
        character: EMPHASIS.1,
        asterisks: "*",
        html: "</em>",
        begins: false,
    },
];

fn mark(letter: char) -> Option<&'static Mark> {
    MARKS.iter().find(|mark| mark.character == letter)
}

/// The text with asterisks or HTML for every mark.
pub(super) fn resolve(text: &str) -> String {
    let joined = text
        .replace(&format!("{}{}", STRONG.1, STRONG.0), "")
        .replace(&format!("{}{}", EMPHASIS.1, EMPHASIS.0), "");
    let letters: Vec<char> = joined.chars().collect();
    let as_html = those_as_html(&letters);
    let mut result = String::with_capacity(joined.len());
    for (at, letter) in letters.iter().enumerate() {
        match mark(*letter) {
            Some(mark) if as_html.contains(&at) => result.push_str(mark.html),
            Some(mark) => result.push_str(mark.asterisks),
            None => result.push(*letter),
        }
    }
    result
}

/// The places of the marks that must be HTML, in order.
fn those_as_html(letters: &[char]) -> std::collections::BTreeSet<usize> {
    let mut as_html = std::collections::BTreeSet::new();
    let mut open = Vec::new();
    for (at, letter) in letters.iter().enumerate() {
        let Some(mark) = mark(*letter) else { continue };
        let before = at.checked_sub(1).and_then(|at| letters.get(at)).copied();
        let after = letters.get(at + 1).copied();
        if mark.begins {
            open.push((at, understood(before, after, true)));
        } else if let Some((began, begins_well)) = open.pop()
            && !(begins_well && understood(after, before, false))
        {
            as_html.extend([began, at]);
        }
    }
    as_html
}

/// Whether asterisks between what stands outside and what stands inside are understood: by the
/// rule of CommonMark for delimiter runs, and never right beside the end of other emphasis.
fn understood(outside: Option<char>, inside: Option<char>, begins: bool) -> bool {
    let is_word = |letter: char| {
        letter.is_alphanumeric()
            || super::formulas::MARKS.contains(&letter) && mark(letter).is_none()
    };
    let other = outside
        .and_then(mark)
        .is_some_and(|mark| mark.begins != begins);
    let opens_word = inside.is_some_and(|letter| is_word(letter) || mark(letter).is_some());
    let free_outside = outside.is_none_or(|letter| !is_word(letter));
    !other && outside != Some('*') && inside != Some('*') && (opens_word || free_outside)
}
