//! Takes formulas out of HTML, each for a mark in its place, and puts them back into Markdown.

use super::escape;

/// Stands, with a number after it, for a formula that was taken out.
pub(super) const BEGIN: char = '\u{e000}';
/// Ends the number.
pub(super) const END: char = '\u{e001}';

/// Characters of private use, with which the steps between HTML and Markdown mark places.
pub(super) const MARKS: std::ops::RangeInclusive<char> = '\u{e000}'..='\u{e00f}';

/// The longest formula between single dollars: what is further apart is money.
const LONGEST_BETWEEN_DOLLARS: usize = 500;

/// Formulas that were taken out, as the Markdown that shows them.
pub(super) struct Formulas(Vec<String>);

impl Formulas {
    /// The text with its formulas at their places.
    pub(super) fn put_back(&self, text: &str) -> String {
        let mut result = String::with_capacity(text.len());
        let mut rest = text;
        while let Some((before, after)) = rest.split_once(BEGIN) {
            result.push_str(before);
            let Some((number, after)) = after.split_once(END) else {
                rest = after;
                continue;
            };
            let formula = number
                .parse()
                .ok()
                .and_then(|number: usize| self.0.get(number));
            result.push_str(formula.map_or("", String::as_str));
            rest = after;
        }
        result.push_str(rest);
        result
    }
}

/// The HTML with a mark for each formula, and the formulas.
pub(super) fn take_out(html: &str) -> (String, Formulas) {
    let html: String = html
        .chars()
        .filter(|letter| !MARKS.contains(letter))
        .collect();
    let mut result = String::with_capacity(html.len());
    let mut formulas = Vec::new();
    let mut rest = html.as_str();
    let mut missing = Missing::default();
    while let Some(at) = rest.find(['\\', '$', '<']) {
        let (before, from) = rest.split_at(at);
        result.push_str(before);
        if let Some((formula, after)) = formula(from, &mut missing) {
            result.push_str(&format!("{BEGIN}{}{END}", formulas.len()));
            formulas.push(formula);
            rest = after;
            continue;
        }
        let untouched = untouched(from);
        result.push_str(from.get(..untouched).unwrap_or_default());
        rest = from.get(untouched..).unwrap_or_default();
    }
    result.push_str(rest);
    (result, Formulas(formulas))
}

/// Ends of formulas that do not stand in the rest of the text, so that each is looked for in vain
/// only once.
#[derive(Default)]
struct Missing(Vec<&'static str>);

impl Missing {
    fn split<'text>(
        &mut self,
        text: &'text str,
        end: &'static str,
    ) -> Option<(&'text str, &'text str)> {
        if self.0.contains(&end) {
            return None;
        }
        let found = text.split_once(end);
        if found.is_none() {
            self.0.push(end);
        }
        found
    }
}

/// How many bytes at the beginning are to be left as they are: a whole tag, an escaped character,
/// or the first character.
fn untouched(from: &str) -> usize {
    let mut letters = from.chars();
    let first = letters.next().map_or(0, char::len_utf8);
    let second = letters.next();
    match (from.chars().next(), second) {
        (Some('<'), Some(letter)) if letter.is_ascii_alphabetic() || letter == '/' => {
            from.find('>').map_or(from.len(), |end| end + 1)
        }
        (Some('\\'), Some(letter)) if letter == '\\' || letter == '$' => first + letter.len_utf8(),
        _ => first,
    }
}

fn formula<'html>(from: &'html str, missing: &mut Missing) -> Option<(String, &'html str)> {
    if from.starts_with("<math") {
        let (inner, after) = missing.split(from, "</math>")?;
        return Some((mathml(inner), after));
    }
    let delimited = [
        ("\\(", "\\)", "$"),
        ("\\[", "\\]", "$$"),
        ("$$", "$$", "$$"),
    ];
    for (begin, end, dollars) in delimited {
        if let Some(inner) = from.strip_prefix(begin) {
            let (inner, after) = missing.split(inner, end)?;
            let tex = tex(inner)?;
            return Some((format!("{dollars}{tex}{dollars}"), after));
        }
    }
    let (inner, after) = between_dollars(from.strip_prefix('$')?)?;
    Some((format!("${}$", tex(inner)?), after))
}

/// What stands between single dollars when that is a formula and not money, by the rule of Pandoc:
/// no space within the dollars, and no digit after them.
fn between_dollars(from: &str) -> Option<(&str, &str)> {
    let mut before = '\\';
    for (at, letter) in from.char_indices().take(LONGEST_BETWEEN_DOLLARS) {
        match letter {
            '<' | '\n' => return None,
            '$' if before != '\\' => {
                let (inner, after) = (from.get(..at)?, from.get(at + 1..)?);
                let is_formula = !inner.starts_with(char::is_whitespace)
                    && !inner.ends_with(char::is_whitespace)
                    && !inner.starts_with("&nbsp;")
                    && !after.starts_with(|letter: char| letter.is_ascii_digit());
                return is_formula.then_some((inner, after));
            }
            _ => before = letter,
        }
    }
    None
}

/// TeX as it was meant: without tags, with characters for entities, on one line.
fn tex(html: &str) -> Option<String> {
    let text = super::tokens::text_of(html);
    let words: Vec<&str> = text.split_whitespace().collect();
    let tex = words.join(" ");
    // A dollar within dollars would end them, but for one that TeX itself escapes.
    let ends_early = tex.replace("\\$", "").contains('$');
    (!tex.is_empty() && !ends_early).then_some(tex)
}

fn mathml(opened: &str) -> String {
    let words: Vec<&str> = opened.split_whitespace().collect();
    let mut result = String::new();
    for letter in words.join(" ").chars() {
        match letter {
            '*' | '_' | '$' | '`' | '\\' | '~' | '[' => {
                result.push_str(&format!("&#{};", u32::from(letter)));
            }
            _ => result.push(letter),
        }
    }
    result.push_str("</math>");
    result
}

/// HTML in which formulas stand as other systems know them, and nothing else looks like one.
pub(super) fn from_spans(html: &str) -> String {
    const SPAN: &str = "<span data-math-style=\"";
    let mut result = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((before, after)) = rest.split_once(SPAN) {
        result.push_str(&escape::not_a_formula(before));
        let formula = after.split_once("</span>").and_then(|(formula, after)| {
            let (style, tex) = formula.split_once("\">")?;
            Some((style == "display", tex, after))
        });
        let Some((display, tex, after)) = formula else {
            result.push_str(SPAN);
            rest = after;
            continue;
        };
        let (begin, end) = if display {
            ("\\[", "\\]")
        } else {
            ("\\(", "\\)")
        };
        result.push_str(begin);
        result.push_str(tex);
        result.push_str(end);
        rest = after;
    }
    result.push_str(&escape::not_a_formula(rest));
    result
}
