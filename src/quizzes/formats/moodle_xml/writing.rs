//! Writes questions: what all types share.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use uuid::Uuid;

use super::super::xml::writer::Writer;
use super::super::{Exported, Files, Remark, Severity, Written};
use super::media::{FILES, PLACE, addresses, escaped};
use super::{DIFFICULTY_TAG, LANGUAGE_TAG};
use super::{writing_gaps, writing_keys, writing_numbers, writing_placed};
use crate::quizzes::questions::parts::Gap;
use crate::quizzes::questions::{AnswerKey, MultipleScoring, OutcomeComments};

/// Writes the questions that Moodle has a type for, and says which it has none for.
#[must_use]
pub fn write(questions: &[Exported<'_>], files: &Files) -> Written {
    let mut writing = Writing {
        xml: Writer::new(),
        files,
        remarks: Vec::new(),
        place: String::new(),
    };
    writing.xml.open("quiz", &[]);
    let mut category: &[String] = &[];
    for (number, exported) in questions.iter().enumerate() {
        writing.place = called(exported, number);
        if exported.category != category {
            category = &exported.category;
            writing.category(category);
        }
        writing.question(exported);
    }
    Written {
        bytes: writing.xml.finish(),
        remarks: writing.remarks,
    }
}

/// What a question is called in a remark.
fn called(exported: &Exported<'_>, number: usize) -> String {
    let names = [&exported.identifier, &exported.question.title];
    let name = names.into_iter().find(|name| !name.is_empty());
    name.cloned().unwrap_or_else(|| format!("#{}", number + 1))
}

/// XML that is being written.
pub(super) struct Writing<'files> {
    pub(super) xml: Writer,
    pub(super) files: &'files Files,
    pub(super) remarks: Vec<Remark>,
    place: String,
}

/// Moodle's type for a kind of question, when it has one.
fn type_of(answer: &AnswerKey, files: &Files) -> Result<&'static str, &'static str> {
    const NONE: &str = "export-moodle-kind";
    Ok(match answer {
        AnswerKey::SingleChoice { .. } => "multichoice",
        AnswerKey::MultipleChoice { scoring, .. } => match scoring {
            MultipleScoring::RightMinusWrong | MultipleScoring::Weighted => "multichoice",
            MultipleScoring::AllOrNothing => "multichoiceset",
            MultipleScoring::EachOption => "mtf",
            MultipleScoring::Kprime => "kprime",
        },
        AnswerKey::TrueFalse { .. } => "truefalse",
        AnswerKey::ShortText { .. } => "shortanswer",
        AnswerKey::Number { .. } => "numerical",
        AnswerKey::Calculated { .. } => "calculated",
        AnswerKey::Matching { .. } => "matching",
        AnswerKey::Ordering { .. } => "ordering",
        AnswerKey::GapFill { gaps, .. } => {
            let dragged = gaps
                .iter()
                .filter(|gap| matches!(gap, Gap::Dragged { .. }))
                .count();
            match dragged {
                0 => "multianswer",
                _ if dragged == gaps.len() => "ddwtos",
                _ => return Err("export-moodle-mixed-gaps"),
            }
        }
        AnswerKey::DragOntoImage { picture, .. } if !files.contains_key(&picture.file) => {
            return Err("export-moodle-picture");
        }
        AnswerKey::DragOntoImage { .. } => writing_placed::type_of(answer, files),
        AnswerKey::Hotspot { .. } => return Err(NONE),
        AnswerKey::Essay { .. } | AnswerKey::File { .. } => "essay",
        AnswerKey::Information => "description",
    })
}

impl Writing<'_> {
    fn category(&mut self, names: &[String]) {
        let mut path = "$course$/top".to_owned();
        for name in names {
            path.push('/');
            path.push_str(&name.replace('/', "//"));
        }
        self.xml.open("question", &[("type", "category")]);
        self.text("category", &[], &path);
        self.xml.close();
    }

    fn question(&mut self, exported: &Exported<'_>) {
        let question = exported.question;
        let kind = match type_of(&question.answer, self.files) {
            Ok(kind) => kind,
            Err(key) => {
                return self
                    .remarks
                    .push(Remark::new(&self.place, Severity::Refused, key));
            }
        };
        self.xml.open("question", &[("type", kind)]);
        self.text("name", &[], &question.title);
        let text = writing_gaps::text(self, question);
        self.markdown("questiontext", &text);
        self.markdown("generalfeedback", &question.comment);
        self.xml
            .element("defaultgrade", &[], &question.marks.to_string());
        self.xml.element("penalty", &[], "0");
        self.xml.element("hidden", &[], "0");
        self.xml.element("idnumber", &[], &exported.identifier);
        self.key(question, kind);
        self.tags(exported);
        self.xml.close();
    }

    fn key(&mut self, question: &crate::quizzes::questions::Question, kind: &str) {
        let comments = &question.outcome_comments;
        match &question.answer {
            AnswerKey::SingleChoice { options } => writing_keys::single(self, options),
            AnswerKey::MultipleChoice { options, scoring } => match kind {
                "mtf" | "kprime" => return writing_keys::rows(self, options, kind, comments),
                _ => writing_keys::multiple(self, options, *scoring),
            },
            AnswerKey::TrueFalse {
                correct,
                true_comment,
                false_comment,
            } => {
                writing_keys::true_false(self, *correct, [true_comment, false_comment]);
                return self.no_outcomes(comments, &["right", "partly", "wrong"]);
            }
            AnswerKey::ShortText { .. } => {
                writing_keys::short_text(self, &question.answer, &comments.wrong);
                return self.no_outcomes(comments, &["right", "partly"]);
            }
            AnswerKey::Number { .. } => {
                writing_numbers::number(self, &question.answer, &comments.wrong);
                return self.no_outcomes(comments, &["right", "partly"]);
            }
            AnswerKey::Calculated { .. } => {
                writing_numbers::calculated(self, &question.answer, &comments.wrong);
                return self.no_outcomes(comments, &["right", "partly"]);
            }
            AnswerKey::Matching { pairs, distractors } => {
                writing_keys::matching(self, pairs, distractors);
            }
            AnswerKey::Ordering { items, scoring } => writing_keys::ordering(self, items, *scoring),
            AnswerKey::GapFill { gaps, choices } if kind == "ddwtos" => {
                writing_gaps::drag_boxes(self, gaps, choices);
            }
            AnswerKey::DragOntoImage { .. } => writing_placed::drag(self, &question.answer, kind),
            AnswerKey::Essay { .. } | AnswerKey::File { .. } => {
                writing_keys::essay(self, &question.answer);
                return self.no_outcomes(comments, &["right", "partly", "wrong"]);
            }
            _ => return self.no_outcomes(comments, &["right", "partly", "wrong"]),
        }
        self.markdown("correctfeedback", &comments.right);
        self.markdown("partiallycorrectfeedback", &comments.partly);
        self.markdown("incorrectfeedback", &comments.wrong);
    }

    /// Says which comments by outcome the type has no place for.
    pub(super) fn no_outcomes(&mut self, comments: &OutcomeComments, without: &[&str]) {
        let all = [
            ("right", &comments.right),
            ("partly", &comments.partly),
            ("wrong", &comments.wrong),
        ];
        for (name, comment) in all {
            if without.contains(&name) && !comment.is_empty() {
                self.left_out(&format!("outcome_comments.{name}"));
            }
        }
    }

    fn tags(&mut self, exported: &Exported<'_>) {
        let language = exported
            .language
            .iter()
            .map(|tag| format!("{LANGUAGE_TAG}{tag}"));
        let difficulty = exported
            .difficulty
            .iter()
            .map(|level| format!("{DIFFICULTY_TAG}{level}"));
        let tags: Vec<String> = exported
            .tags
            .iter()
            .cloned()
            .chain(difficulty)
            .chain(language)
            .collect();
        if tags.is_empty() {
            return;
        }
        self.xml.open("tags", &[]);
        for tag in tags {
            self.text("tag", &[], &tag);
        }
        self.xml.close();
    }

    /// Says that a field, named as in JSON, has no place in the type.
    pub(super) fn left_out(&mut self, field: &str) {
        self.say(Severity::LeftOut, "export-moodle-left-out", field);
    }

    /// Says that a field was written in other words.
    pub(super) fn changed(&mut self, field: &str) {
        self.say(Severity::Changed, "export-moodle-changed", field);
    }

    pub(super) fn say(&mut self, severity: Severity, key: &'static str, field: &str) {
        let remark = Remark::new(&self.place, severity, key).with("field", field);
        if !self.remarks.contains(&remark) {
            self.remarks.push(remark);
        }
    }

    /// An element with plain text in it.
    pub(super) fn text(&mut self, name: &'static str, attributes: &[(&str, &str)], text: &str) {
        self.xml.open(name, attributes);
        self.xml.element("text", &[], text);
        self.xml.close();
    }

    /// An element with Markdown in it.
    pub(super) fn markdown(&mut self, name: &'static str, text: &str) {
        self.open_markdown(name, &[], text);
        self.xml.close();
    }

    /// The same, left open for more.
    pub(super) fn open_markdown(
        &mut self,
        name: &'static str,
        attributes: &[(&str, &str)],
        text: &str,
    ) {
        let attributes: Vec<(&str, &str)> = attributes
            .iter()
            .copied()
            .chain([("format", "markdown")])
            .collect();
        self.xml.open(name, &attributes);
        let (text, files) = self.with_files(text);
        self.xml.element("text", &[], &text);
        for (name, id) in files {
            self.file(&name, id);
        }
    }

    /// The text with Moodle's addresses for our files, and those files under names of their own.
    fn with_files(&mut self, text: &str) -> (String, Vec<(String, Uuid)>) {
        let mut result = String::with_capacity(text.len());
        let mut files: Vec<(String, Uuid)> = Vec::new();
        let mut from = 0;
        for (at, id) in addresses(text) {
            result.push_str(text.get(from..at).unwrap_or_default());
            from = at + FILES.len() + 36;
            let Some((name, _)) = self.files.get(&id) else {
                self.say(Severity::LeftOut, "export-moodle-file", &id.to_string());
                result.push_str(text.get(at..from).unwrap_or_default());
                continue;
            };
            let known = files
                .iter()
                .find(|(_, known)| *known == id)
                .map(|(name, _)| name.clone());
            let taken = files.iter().any(|(taken, _)| taken == name);
            let fresh = if taken {
                format!("{id}-{name}")
            } else {
                name.clone()
            };
            let name = known.unwrap_or_else(|| {
                files.push((fresh.clone(), id));
                fresh
            });
            result.push_str(PLACE);
            result.push_str(&escaped(&name));
        }
        result.push_str(text.get(from..).unwrap_or_default());
        (result, files)
    }

    /// A file within the element that names it.
    pub(super) fn file(&mut self, name: &str, id: Uuid) {
        if let Some((_, bytes)) = self.files.get(&id) {
            let attributes = [("name", name), ("path", "/"), ("encoding", "base64")];
            self.xml
                .element("file", &attributes, &STANDARD.encode(bytes));
        }
    }
}
