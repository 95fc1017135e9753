//! Keeps words that are not meant as Markdown from being read as Markdown.

use super::formulas::{BEGIN, END};

/// A line of plain text as Markdown.
pub(super) fn line(text: &str) -> String {
    let mut markdown = String::new();
    push(&mut markdown, text, true);
    markdown
}

/// Appends plain text as Markdown. `at_line_start` says whether the first character begins a line.
pub(super) fn push(markdown: &mut String, text: &str, at_line_start: bool) {
    let letters: Vec<char> = text.chars().collect();
    let mut at = 0;
    while let Some(&letter) = letters.get(at) {
        let rest = letters.get(at..).unwrap_or_default();
        if let Some(length) = passage(rest) {
            markdown.extend(rest.iter().take(length));
            at += length;
            continue;
        }
        let before = at.checked_sub(1).and_then(|at| letters.get(at)).copied();
        let begins_line = at == 0 && at_line_start;
        if escapes(
            letter,
            before,
            rest.get(1..).unwrap_or_default(),
            begins_line,
        ) {
            markdown.push('\\');
        }
        markdown.push(letter);
        at += 1;
        if begins_line && letter.is_ascii_digit() {
            at += push_number(markdown, letters.get(at..).unwrap_or_default());
        }
    }
}

/// A number at the beginning of a line would begin a list.
fn push_number(markdown: &mut String, rest: &[char]) -> usize {
    let digits = rest
        .iter()
        .take_while(|letter| letter.is_ascii_digit())
        .count();
    markdown.extend(rest.iter().take(digits));
    let Some(mark @ ('.' | ')')) = rest.get(digits) else {
        return digits;
    };
    if rest
        .get(digits + 1)
        .is_none_or(|letter| letter.is_whitespace())
    {
        markdown.push('\\');
    }
    markdown.push(*mark);
    digits + 1
}

/// The length of what is kept as it stands: the place of a formula, or a gap such as `[[1]]`.
fn passage(rest: &[char]) -> Option<usize> {
    match rest {
        [BEGIN, ..] => rest
            .iter()
            .position(|letter| *letter == END)
            .map(|at| at + 1),
        ['[', '[', after @ ..] => {
            let digits = after
                .iter()
                .take_while(|letter| letter.is_ascii_digit())
                .count();
            let closed = matches!(after.get(digits..), Some([']', ']', ..]));
            (digits > 0 && closed).then_some(digits + 4)
        }
        _ => None,
    }
}

fn escapes(letter: char, before: Option<char>, after: &[char], begins_line: bool) -> bool {
    let next = after.first().copied();
    match letter {
        '*' | '`' | '[' | ']' | '~' | '$' => true,
        '<' => {
            next.is_some_and(|next| next.is_ascii_alphabetic() || matches!(next, '/' | '!' | '?'))
        }
        '\\' => next.is_none_or(|next| next.is_ascii_punctuation()),
        // Between letters an underscore is one of them.
        '_' => {
            !(before.is_some_and(char::is_alphanumeric) && next.is_some_and(char::is_alphanumeric))
        }
        '&' => is_entity(after),
        '!' => next == Some('['),
        '#' | '>' | '=' | '|' => begins_line,
        '-' | '+' => begins_line && next.is_none_or(|next| next.is_whitespace() || next == letter),
        _ => false,
    }
}

fn is_entity(after: &[char]) -> bool {
    let name = after.iter().take(32).position(|letter| *letter == ';');
    name.is_some_and(|end| {
        end > 0
            && after
                .iter()
                .take(end)
                .all(|letter| letter.is_ascii_alphanumeric() || *letter == '#')
    })
}

/// HTML in which nothing is taken for a formula by whoever reads it.
pub(super) fn not_a_formula(html: &str) -> String {
    html.replace('$', "&#36;")
        .replace("\\(", "&#92;(")
        .replace("\\[", "&#92;[")
}
