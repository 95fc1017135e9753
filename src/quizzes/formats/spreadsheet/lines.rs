//! The little there is to learn for cells of several lines: each line is an answer, a star in front
//! makes it right, `[50%]` says what it earns, what follows `//` is a comment. A backslash in
//! front of one of these signs makes it an ordinary one, a backslash at the end of a line goes on
//! with the next. Everything that an answer may say can be written, and plain answers look plain.

/// A line of a cell.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Line {
    /// Whether a star stands in front.
    pub star: bool,
    /// The per cent in front.
    pub percent: Option<f64>,
    /// What it says.
    pub text: String,
    /// What follows `//`.
    pub comment: String,
}

/// What divides an answer from its comment, when it stands as a word of its own.
const COMMENT: &str = "//";

/// The lines of a cell, those joined that a backslash joins; empty ones are left out.
pub fn logical(cell: &str) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for physical in cell.split('\n') {
        line.push_str(physical);
        if line.ends_with('\\') {
            line.pop();
            line.push('\n');
        } else {
            lines.push(std::mem::take(&mut line));
        }
    }
    if line.ends_with('\n') {
        line.pop();
        line.push('\\');
    }
    lines.push(line);
    lines.retain(|line| !line.trim().is_empty());
    lines
}

/// Writes lines as a cell.
pub fn cell(lines: impl IntoIterator<Item = String>) -> String {
    lines
        .into_iter()
        .map(|line| line.replace('\n', "\\\n"))
        .collect::<Vec<_>>()
        .join("\n")
}

impl Line {
    /// A line that only says something.
    pub fn says(text: &str) -> Self {
        Self {
            text: text.to_owned(),
            ..Self::default()
        }
    }

    /// The same with what it earns and its comment.
    pub fn known(text: &str, percent: f64, comment: &str) -> Self {
        Self {
            star: false,
            percent: Some(percent),
            text: text.to_owned(),
            comment: comment.to_owned(),
        }
    }

    /// Reads a line in which stars have a meaning or not. `signs` are those that mean something
    /// at the beginning of the text, besides.
    pub fn read(line: &str, stars: bool, signs: &str) -> Self {
        let (said, comment) = split_at_word(line, COMMENT).unwrap_or((line, ""));
        let comment = comment.trim();
        let comment = comment
            .strip_suffix(COMMENT)
            .filter(|before| before.trim_end().ends_with('\\') && before.ends_with(' '))
            .unwrap_or(comment);
        let mut said = said.trim();
        let mut read = Self::default();
        if let Some(rest) = said.strip_prefix('*').filter(|_| stars) {
            read.star = true;
            said = rest.trim_start();
        }
        if let Some((percent, rest)) = credit(said) {
            read.percent = Some(percent);
            said = rest.trim_start();
        }
        read.text = unmarked(&plain_words(said, COMMENT), signs);
        read.comment = plain_words(comment.trim(), COMMENT);
        read
    }

    /// Writes the line.
    pub fn write(&self, signs: &str) -> String {
        let star = if self.star { "*" } else { "" };
        let percent = self
            .percent
            .map_or_else(String::new, |percent| format!("[{percent}%] "));
        let text = marked(&marked_words(&self.text, COMMENT), signs);
        let mut line = format!("{star}{percent}{text}");
        if !self.comment.is_empty() {
            line.push_str(" // ");
            line.push_str(&marked_words(&self.comment, COMMENT));
        }
        // The backslash is one of the text and joins no lines.
        if line.ends_with('\\') {
            line.push_str(" //");
        }
        line
    }
}

/// What `[50%]` in front says, and the rest.
fn credit(text: &str) -> Option<(f64, &str)> {
    let (inside, rest) = text.strip_prefix('[')?.split_once(']')?;
    Some((number(inside.trim().strip_suffix('%')?)?, rest))
}

/// A number with a decimal point, or a comma as most of the world writes it.
pub fn number(text: &str) -> Option<f64> {
    let text = text.trim().replace(',', ".").replace('\u{2212}', "-");
    text.parse().ok().filter(|number: &f64| number.is_finite())
}

/// A number with `± tolerance` behind it.
pub fn within(text: &str) -> Option<(f64, f64)> {
    let (middle, tolerance) = text
        .split_once('\u{b1}')
        .or_else(|| text.split_once("+-"))
        .or_else(|| text.split_once("+/-"))
        .unwrap_or((text, "0"));
    Some((
        number(middle)?,
        number(tolerance).filter(|tolerance| *tolerance >= 0.0)?,
    ))
}

/// Puts a backslash before a sign at the beginning.
pub fn marked(text: &str, signs: &str) -> String {
    let sign = text.trim_start_matches('\\').chars().next();
    let means = sign.is_some_and(|sign| signs.contains(sign) || sign == '[');
    if means {
        format!("\\{text}")
    } else {
        text.to_owned()
    }
}

/// Takes the backslash before a sign at the beginning away.
pub fn unmarked(text: &str, signs: &str) -> String {
    let sign = text.trim_start_matches('\\').chars().next();
    let means = sign.is_some_and(|sign| signs.contains(sign) || sign == '[');
    text.strip_prefix('\\')
        .filter(|_| means)
        .unwrap_or(text)
        .to_owned()
}

/// The words of a text: what stands between white space, and where each begins.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let begin = text.as_ptr();
    text.split(char::is_whitespace)
        .filter(|word| !word.is_empty())
        .map(move |word| (word.as_ptr().addr() - begin.addr(), word))
}

/// The text before and after a word that is this sign.
pub fn split_at_word<'a>(text: &'a str, sign: &str) -> Option<(&'a str, &'a str)> {
    let (at, _) = words(text).find(|(_, word)| *word == sign)?;
    Some((text.get(..at)?, text.get(at + sign.len()..)?))
}

/// Puts a backslash before each word that is this sign, or is it after backslashes.
pub fn marked_words(text: &str, sign: &str) -> String {
    changed_words(text, |word| {
        (word.trim_start_matches('\\') == sign).then(|| format!("\\{word}"))
    })
}

/// Takes those backslashes away.
pub fn plain_words(text: &str, sign: &str) -> String {
    changed_words(text, |word| {
        let is_marked = word.starts_with('\\') && word.trim_start_matches('\\') == sign;
        word.strip_prefix('\\')
            .filter(|_| is_marked)
            .map(str::to_owned)
    })
}

fn changed_words(text: &str, change: impl Fn(&str) -> Option<String>) -> String {
    let mut changed = String::with_capacity(text.len());
    let mut kept = 0;
    for (at, word) in words(text) {
        if let Some(other) = change(word) {
            changed.push_str(text.get(kept..at).unwrap_or_default());
            changed.push_str(&other);
            kept = at + word.len();
        }
    }
    changed.push_str(text.get(kept..).unwrap_or_default());
    changed
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn lines_say_what_people_expect() {
        for (line, star, percent, text, comment) in [
            ("Ulaanbaatar", false, None, "Ulaanbaatar", ""),
            ("* Ulaanbaatar // yes!", true, None, "Ulaanbaatar", "yes!"),
            ("*[50%]half", true, Some(50.0), "half", ""),
            (
                "[33,3 %] third // almost",
                false,
                Some(33.3),
                "third",
                "almost",
            ),
            (r"\*starred*", false, None, "*starred*", ""),
            (
                "https://example.org/a//b",
                false,
                None,
                "https://example.org/a//b",
                "",
            ),
            (r"a \// b // c", false, None, "a // b", "c"),
            (r"$\frac{a}{b}$", false, None, r"$\frac{a}{b}$", ""),
            ("[x] y", false, None, "[x] y", ""),
        ] {
            let expected = Line {
                star,
                percent,
                text: text.into(),
                comment: comment.into(),
            };
            assert_eq!(Line::read(line, true, "*"), expected, "{line}");
        }
        assert_eq!(Line::read("*a", false, ""), Line::says("*a"));
        assert_eq!(logical("a\n\n b\\\nc\n"), ["a", " b\nc"]);
        assert_eq!(within("9,81 ± 0.01"), Some((9.81, 0.01)));
        assert_eq!(within("−5"), Some((-5.0, 0.0)));
        assert_eq!(within("5 ± -1"), None);
    }

    proptest! {
        #[test]
        fn every_line_comes_back(
            lines in prop::collection::vec((any::<bool>(), r"([*\[\]a%/=\\ \n1-]|//){0,12}", r"([a/\\ \n]|//){0,8}"), 1..4),
        ) {
            let lines: Vec<Line> = lines
                .into_iter()
                .map(|(star, text, comment)| Line {
                    star,
                    percent: star.then_some(12.5),
                    text: format!("x{text}").replacen("x", "", usize::from(!text.trim().is_empty() && text.trim() == text)),
                    comment: comment.trim().to_owned(),
                })
                .map(|line| Line { text: line.text.trim().to_owned(), ..line })
                .collect();
            let written = cell(lines.iter().map(|line| line.write("*")));
            let read: Vec<_> = logical(&written).iter().map(|line| Line::read(line, true, "*")).collect();
            prop_assert_eq!(read, lines, "{}", written);
        }
    }
}
