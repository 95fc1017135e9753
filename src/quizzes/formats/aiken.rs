//! Aiken, the plainest of formats: a question, its options with letters, and the letter of the
//! right one. Read line by line; a question may have several lines, and letters may be Cyrillic.
//!
//! Source: <https://docs.moodle.org/en/Aiken_format>.

#[cfg(test)]
mod tests;

use uuid::Uuid;

use super::{
    Exported, Imported, ImportedQuestion, Refused, Remark, Severity, Written, html, shared,
};
use crate::quizzes::questions::parts::Choice;
use crate::quizzes::questions::{AnswerKey, OutcomeComments, Question};

/// A question while its lines are read.
#[derive(Debug, Default)]
struct Draft {
    /// The line on which it begins, from 1.
    line: usize,
    text: Vec<String>,
    options: Vec<(char, String)>,
}

/// Reads questions.
///
/// # Errors
/// When the file is too large, no text, or holds nothing.
pub fn read(bytes: &[u8]) -> Result<Imported, Refused> {
    let mut imported = Imported::default();
    let text = shared::text_of(bytes, &mut imported.remarks)?;
    let mut draft = Draft::default();
    let mut after_gap = false;
    for (at, line) in text.split('\n').enumerate() {
        let trimmed = line.trim();
        if trimmed.is_empty() {
            after_gap = true;
            draft.gap();
            continue;
        }
        if let Some(answer) = answer(trimmed) {
            std::mem::take(&mut draft).finish(answer, at + 1, &mut imported);
        } else {
            // Options that are followed by another text without an answer between them.
            if after_gap && !draft.options.is_empty() && option(trimmed).is_none() {
                std::mem::take(&mut draft).give_up(&mut imported);
            }
            draft.take(trimmed, at + 1);
        }
        after_gap = false;
    }
    draft.give_up(&mut imported);
    shared::not_empty(imported)
}

/// What stands after `ANSWER:`.
fn answer(line: &str) -> Option<&str> {
    let (word, answer) = line.split_once(':')?;
    word.trim_end()
        .eq_ignore_ascii_case("answer")
        .then(|| answer.trim())
}

/// The letter and the text of an option: `A) …` or `A. …`.
fn option(line: &str) -> Option<(char, &str)> {
    let mut letters = line.chars();
    let letter = letters.next().filter(|letter| letter.is_uppercase())?;
    let sign = letters.next().filter(|sign| matches!(sign, ')' | '.'))?;
    let rest = letters.as_str();
    // A full stop also ends an initial or an abbreviation.
    let is_option = sign == ')' || rest.is_empty() || rest.starts_with(char::is_whitespace);
    is_option.then(|| (letter, rest.trim()))
}

/// The Latin letter that looks like a Cyrillic one; people mix them without seeing it.
fn folded(letter: char) -> char {
    const LOOK_ALIKES: [(char, char); 11] = [
        ('\u{410}', 'A'),
        ('\u{412}', 'B'),
        ('\u{421}', 'C'),
        ('\u{415}', 'E'),
        ('\u{41d}', 'H'),
        ('\u{41a}', 'K'),
        ('\u{41c}', 'M'),
        ('\u{41e}', 'O'),
        ('\u{420}', 'P'),
        ('\u{422}', 'T'),
        ('\u{425}', 'X'),
    ];
    let found = LOOK_ALIKES.iter().find(|(cyrillic, _)| *cyrillic == letter);
    found.map_or(letter, |(_, latin)| *latin)
}

impl Draft {
    /// An empty line: in a question it divides paragraphs.
    fn gap(&mut self) {
        if self.options.is_empty() && !self.text.is_empty() {
            self.text.push(String::new());
        }
    }

    /// Takes a line that is no answer.
    fn take(&mut self, line: &str, number: usize) {
        if self.line == 0 {
            self.line = number;
        }
        let known = |letter| self.options.iter().any(|(known, _)| *known == letter);
        match option(line) {
            Some((letter, text))
                if !self.text.is_empty()
                    && (!self.options.is_empty() || folded(letter) == 'A')
                    && !known(letter) =>
            {
                self.options.push((letter, text.to_owned()));
            }
            _ => match self.options.last_mut() {
                Some((_, text)) => text.push_str(&format!("\n{line}")),
                None => self.text.push(line.to_owned()),
            },
        }
    }

    /// Says that the answer is missing, when there is anything to say it of.
    fn give_up(self, imported: &mut Imported) {
        if !self.text.is_empty() {
            let place = format!("line {}", self.line);
            let key = "import-aiken-answer-missing";
            imported
                .remarks
                .push(Remark::new(place, Severity::Refused, key));
        }
    }

    /// Takes the question, now that its answer is known.
    fn finish(self, answer: &str, line: usize, imported: &mut Imported) {
        let mut refuse = |line: usize, key| {
            let remark = Remark::new(format!("line {line}"), Severity::Refused, key);
            imported.remarks.push(remark.with("answer", answer));
        };
        if self.text.is_empty() {
            return refuse(line, "import-aiken-text-missing");
        }
        if self.options.len() < 2 {
            return refuse(self.line, "import-aiken-options-missing");
        }
        let mut letters = answer.chars().flat_map(char::to_uppercase);
        let letter = letters
            .next()
            .filter(|_| letters.all(|other| ").".contains(other)));
        let stands = |fold: fn(char) -> char| {
            let letter = letter.map(fold);
            self.options
                .iter()
                .position(|(known, _)| Some(fold(*known)) == letter)
        };
        let Some(right) = stands(|letter| letter).or_else(|| stands(folded)) else {
            return refuse(line, "import-aiken-answer-unknown");
        };
        let choice = |(at, (_, text)): (usize, (char, String))| Choice {
            text: html::plain_to_markdown(&text),
            correct: at == right,
            ..Choice::default()
        };
        let question = Question {
            id: Uuid::nil(),
            source: None,
            section: 0,
            title: String::new(),
            text: html::plain_to_markdown(&self.text.join("\n")),
            marks: 1,
            comment: String::new(),
            outcome_comments: OutcomeComments::default(),
            answer: AnswerKey::SingleChoice {
                options: self.options.into_iter().enumerate().map(choice).collect(),
            },
        };
        let taken = ImportedQuestion {
            place: format!("line {}", self.line),
            category: Vec::new(),
            tags: Vec::new(),
            difficulty: None,
            language: None,
            identifier: String::new(),
            question,
        };
        shared::take(imported, taken);
    }
}

/// Writes questions; what Aiken cannot hold is remarked.
#[must_use]
pub fn write(questions: &[Exported<'_>]) -> Written {
    let mut file = String::new();
    let mut remarks = Vec::new();
    for (index, exported) in questions.iter().enumerate() {
        let place = shared::called(exported, index);
        let AnswerKey::SingleChoice { options } = &exported.question.answer else {
            remarks.push(shared::not_held(&place));
            continue;
        };
        let Some(written) = written(&exported.question.text, options) else {
            remarks.push(shared::not_held(&place));
            continue;
        };
        // Only the reader knows what it makes of odd lines, so it is asked.
        let read = read(written.as_bytes())
            .map(|read| read.questions)
            .unwrap_or_default();
        match read.as_slice() {
            [read] if same(&read.question, exported.question) => {}
            [read] if alike(&read.question, options) => {
                remarks.push(Remark::new(&place, Severity::Changed, "export-markup"));
            }
            _ => {
                remarks.push(shared::not_held(&place));
                continue;
            }
        }
        note_left_out(exported, options, &place, &mut remarks);
        file.push_str(&written);
    }
    Written {
        bytes: file.into_bytes(),
        remarks,
    }
}

/// The lines of a question; nothing when there are more options than letters.
fn written(text: &str, options: &[Choice]) -> Option<String> {
    let mut lines = vec![plain(text)];
    let mut right = None;
    let mut letters = 'A'..='Z';
    for option in options {
        let letter = letters.next()?;
        lines.push(format!("{letter}) {}", plain(&option.text)));
        right = right.or(option.correct.then_some(letter));
    }
    lines.push(format!("ANSWER: {}\n\n", right?));
    Some(lines.join("\n"))
}

/// The text that this Markdown shows when there is no more to it than escapes and line breaks.
fn plain(markdown: &str) -> String {
    let mut plain = String::with_capacity(markdown.len());
    let mut letters = markdown.chars().peekable();
    while let Some(letter) = letters.next() {
        let escapes = |next: &char| next.is_ascii_punctuation() || *next == '\n';
        match letters.next_if(|next| letter == '\\' && escapes(next)) {
            Some(escaped) => plain.push(escaped),
            None => plain.push(letter),
        }
    }
    plain
}

fn texts(options: &[Choice]) -> impl Iterator<Item = (&str, bool)> {
    options
        .iter()
        .map(|option| (option.text.as_str(), option.correct))
}

/// Whether everything that Aiken can hold came back as it was.
fn same(read: &Question, question: &Question) -> bool {
    match (&read.answer, &question.answer) {
        (
            AnswerKey::SingleChoice {
                options: read_options,
            },
            AnswerKey::SingleChoice { options },
        ) => read.text == question.text && texts(read_options).eq(texts(options)),
        _ => false,
    }
}

/// Whether at least as many options came back and the same of them is right.
fn alike(read: &Question, options: &[Choice]) -> bool {
    match &read.answer {
        AnswerKey::SingleChoice { options: read } => {
            let right = |options: &[Choice]| options.iter().position(|option| option.correct);
            read.len() == options.len() && right(read) == right(options)
        }
        _ => false,
    }
}

fn note_left_out(
    exported: &Exported<'_>,
    options: &[Choice],
    place: &str,
    remarks: &mut Vec<Remark>,
) {
    let question = exported.question;
    let mut note = |is_there: bool, field: &str| {
        if is_there {
            remarks.push(shared::left_out(place, field));
        }
    };
    note(!exported.category.is_empty(), "category");
    note(!exported.tags.is_empty(), "tags");
    note(exported.difficulty.is_some(), "difficulty");
    note(exported.language.is_some(), "language");
    note(!question.title.is_empty(), "title");
    note(question.marks != 1, "marks");
    note(!question.comment.is_empty(), "comment");
    note(!question.outcome_comments.is_empty(), "outcome_comments");
    note(
        options.iter().any(|option| !option.comment.is_empty()),
        "options.comment",
    );
    note(
        options.iter().any(|option| option.percent.is_some()),
        "options.percent",
    );
}
