//! What a file in GIFT means as questions.

use uuid::Uuid;

use super::super::{Imported, ImportedQuestion, Remark, Severity, html, shared};
use super::meaning_of_answers::{self as answers, Meaning};
use super::syntax::{Answers, Item, Part, Text, TextFormat};
use crate::quizzes::questions::{AnswerKey, OutcomeComments, Question};

/// Stands in for the gap while HTML is made Markdown; for private use, so in nobody's text.
const GAP: char = '\u{e0ff}';

/// The questions of a file.
pub fn questions(parts: Vec<Part>) -> Imported {
    let mut imported = Imported::default();
    let mut category = Vec::new();
    for part in parts {
        match part {
            Part::Category { path } => category = category_of(&path),
            Part::Broken { line, key } => {
                let remark = Remark::new(format!("line {line}"), Severity::Refused, key);
                imported.remarks.push(remark);
            }
            Part::Item(item) => take(&mut imported, &category, *item),
        }
    }
    imported
}

/// The category that a path names: without the context and the top, which every path has. A slash
/// within a name is written twice.
fn category_of(path: &str) -> Vec<String> {
    const CONTEXTS: [&str; 5] = ["$course$", "$module$", "$system$", "$cat1$", "$coursecat$"];
    let names = path.replace("//", "\u{e001}");
    let mut names: Vec<String> = names
        .split('/')
        .map(|name| name.replace('\u{e001}', "/").trim().to_owned())
        .filter(|name| !name.is_empty())
        .collect();
    if names
        .first()
        .is_some_and(|first| CONTEXTS.contains(&first.as_str()))
    {
        names.remove(0);
    }
    if names.first().is_some_and(|first| first == "top") {
        names.remove(0);
    }
    names
}

fn take(imported: &mut Imported, category: &[String], item: Item) {
    let place = format!("line {}", item.line);
    let mut remarks = Vec::new();
    let mut text = asked(&item, &place, &mut remarks);
    if text.is_empty() && !matches!(item.answers, Answers::Description) {
        text = item.title.clone().unwrap_or_default();
        remarks.push(Remark::new(&place, Severity::Changed, "import-title-asked"));
    }
    note_files(&item, &place, &mut remarks);
    let Meaning {
        answer,
        outcome_comments,
    } = match item.answers {
        Answers::Description => Meaning::of(AnswerKey::Information),
        Answers::Essay => Meaning::of(AnswerKey::Essay {
            guidance: String::new(),
            rubric: None,
            template: String::new(),
        }),
        Answers::TrueFalse {
            is_true,
            first,
            second,
        } => {
            // The first comment is for a wrong answer, whatever the right one is.
            let (wrong, right) = (optional(first.as_ref()), optional(second.as_ref()));
            let (true_comment, false_comment) = if is_true {
                (right, wrong)
            } else {
                (wrong, right)
            };
            Meaning::of(AnswerKey::TrueFalse {
                correct: is_true,
                true_comment,
                false_comment,
            })
        }
        Answers::Choices(options) => answers::choice(options, &place, &mut remarks),
        Answers::Short(texts) => answers::short_text(texts, &place, &mut remarks),
        Answers::Numerical(numbers) => match answers::number(numbers, &place, &mut remarks) {
            Some(meaning) => meaning,
            None => return imported.remarks.append(&mut remarks),
        },
        Answers::Matching(pairs) => answers::matching(pairs),
    };
    let question = Question {
        id: Uuid::nil(),
        source: None,
        section: 0,
        title: item.title.unwrap_or_default(),
        text,
        marks: 1,
        comment: optional(item.general_feedback.as_ref()),
        outcome_comments,
        answer,
    };
    let taken = ImportedQuestion {
        place,
        category: category.to_vec(),
        tags: item.tags,
        difficulty: None,
        language: None,
        identifier: item.id.unwrap_or_default(),
        question,
    };
    imported.remarks.append(&mut remarks);
    shared::take(imported, taken);
}

/// What is asked. Answers in the middle of it leave a gap, as in Moodle.
fn asked(item: &Item, place: &str, remarks: &mut Vec<Remark>) -> String {
    let Some(tail) = &item.tail else {
        return markdown(&item.stem);
    };
    // What is left of careless copying is no part of a sentence.
    if tail.text.chars().all(|letter| "\"';,".contains(letter)) {
        remarks.push(Remark::new(
            place,
            Severity::LeftOut,
            "import-text-after-answers",
        ));
        return markdown(&item.stem);
    }
    let space = |is_there: bool| if is_there { " " } else { "" };
    let (before, after) = item.spaced;
    let text = format!(
        "{}{}{GAP}{}{}",
        item.stem.text,
        space(before),
        space(after),
        tail.text
    );
    let format = item.stem.format;
    markdown(&Text { format, text }).replace(GAP, "_____")
}

/// A text as Markdown.
pub fn markdown(text: &Text) -> String {
    match text.format {
        TextFormat::Markdown => text.text.clone(),
        TextFormat::Plain => html::plain_to_markdown(&text.text),
        TextFormat::Html => html::to_markdown(&text.text),
        TextFormat::Moodle => html::to_markdown(&text.text.replace('\n', "<br>\n")),
    }
}

/// The same for a text that may be absent.
pub fn optional(text: Option<&Text>) -> String {
    text.map(markdown).unwrap_or_default()
}

/// Files that a text names but a text file cannot hold.
fn note_files(item: &Item, place: &str, remarks: &mut Vec<Remark>) {
    let texts = [
        Some(&item.stem),
        item.tail.as_ref(),
        item.general_feedback.as_ref(),
    ];
    let answers: Vec<&Text> = match &item.answers {
        Answers::Choices(of) | Answers::Short(of) => of
            .iter()
            .flat_map(|one| [Some(&one.text), one.feedback.as_ref()])
            .flatten()
            .collect(),
        _ => Vec::new(),
    };
    for text in texts.into_iter().flatten().chain(answers) {
        for named in text.text.split("@@PLUGINFILE@@/").skip(1) {
            let file = named
                .split(['"', '\'', ')', ' ', '>'])
                .next()
                .unwrap_or_default();
            let remark = Remark::new(place, Severity::LeftOut, "import-file-missing");
            remarks.push(remark.with("file", file));
        }
    }
}

impl Meaning {
    /// A key without comments by outcome.
    fn of(answer: AnswerKey) -> Self {
        Self {
            answer,
            outcome_comments: OutcomeComments::default(),
        }
    }
}
