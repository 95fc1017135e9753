//! A course as one document: what an author edits as a draft, what publishing freezes as a
//! version, what `surgalt import` reads, and what a learner's outline is drawn from.
//!
//! Identifiers of modules, items and questions stay the same from version to version, so that
//! what a learner has done is kept when the learner is moved to a newer version. An identifier
//! that is missing (nil) in what an author sends is given by the server.

use garde::Validate;
use sea_orm::FromJsonQueryResult;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::messages::Language;
use crate::quizzes::quiz::Quiz;

/// A whole course: its description, its rule of completion and its modules in order.
#[derive(
    Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema, Validate, FromJsonQueryResult,
)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "title": "Хувь хүний хөгжлийн манлайлал", "language": "mn", "hours": 24,
    "modules": [{"title": "Манлайлал", "items": [
        {"title": "Манлайлал гэж юу вэ?",
            "content": {"kind": "lesson", "markdown": "Энэ хичээлээр…", "minutes": 25}}]}]
}))]
pub struct CourseDocument {
    /// What the course is called, on the page and on the certificate.
    #[garde(length(chars, min = 1, max = 300))]
    pub title: String,
    /// What the course is about, in Markdown.
    #[serde(default)]
    #[garde(length(chars, max = 20_000))]
    pub description: String,
    /// The language the course is written in.
    #[garde(skip)]
    pub language: Language,
    /// The academic hours the certificate states.
    #[garde(range(min = 1, max = 1_000))]
    pub hours: u16,
    /// What a learner must have done to complete the course.
    #[serde(default)]
    #[garde(dive)]
    pub completion: CompletionRule,
    /// The modules in the order they are read.
    #[serde(default)]
    #[garde(length(max = 200), dive)]
    pub modules: Vec<Module>,
}

/// What a learner must have done to complete a course; each part counts the required items only.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct CompletionRule {
    /// Every required lesson must have been read.
    #[garde(skip)]
    pub lessons_read: bool,
    /// Every required quiz must have been passed.
    #[garde(skip)]
    pub quizzes_passed: bool,
    /// The share of the planned time, in per cent, that must have been attended of each required
    /// webinar; absent when webinars do not count.
    #[garde(inner(range(min = 1, max = 100)))]
    pub webinar_share_percent: Option<u8>,
    /// What of a webinar counts towards that share.
    #[serde(default)]
    #[garde(skip)]
    pub webinar_counts: WebinarCounts,
}

/// What of a webinar counts as attended.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum WebinarCounts {
    /// The time connected.
    #[default]
    Connected,
    /// The time connected for which something vouches that the person did: an answered check, a vote,
    /// a line.
    Active,
    /// The time connected, and what was watched of the replay later.
    ConnectedOrWatched,
}

impl Default for CompletionRule {
    fn default() -> Self {
        Self {
            lessons_read: true,
            quizzes_passed: true,
            webinar_share_percent: Some(80),
            webinar_counts: WebinarCounts::Connected,
        }
    }
}

/// A part of a course.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"title": "Манлайлал", "items": [
    {"title": "Хаалтын вебинар", "content": {"kind": "webinar", "minutes": 60}}]}))]
pub struct Module {
    /// The module's identifier, the same in every version.
    #[serde(default)]
    #[garde(skip)]
    pub id: Uuid,
    /// What the module is called.
    #[garde(length(chars, min = 1, max = 300))]
    pub title: String,
    /// The items in the order they are worked through.
    #[serde(default)]
    #[garde(length(max = 200), dive)]
    pub items: Vec<Item>,
}

/// One thing to do in a module: a lesson to read, a quiz to answer or a webinar to attend.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"title": "Манлайлал гэж юу вэ?",
    "content": {"kind": "lesson", "markdown": "Энэ хичээлээр…", "minutes": 25}}))]
pub struct Item {
    /// The item's identifier, the same in every version.
    #[serde(default)]
    #[garde(skip)]
    pub id: Uuid,
    /// What the item is called.
    #[garde(length(chars, min = 1, max = 300))]
    pub title: String,
    /// Whether the rule of completion counts the item.
    #[serde(default = "required_by_default")]
    #[garde(skip)]
    pub required: bool,
    /// What the item is.
    #[garde(dive)]
    pub content: Content,
}

fn required_by_default() -> bool {
    true
}

/// What an item is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Content {
    /// Something to read.
    Lesson(Lesson),
    /// Questions to answer.
    Quiz(Quiz),
    /// A live session to attend; its sessions are scheduled apart, see `webinars`.
    Webinar(WebinarItem),
}

impl Validate for Content {
    type Context = ();

    /// Written by hand so that a refused field is named as it stands in the JSON
    /// (`content.markdown`): derived, it would be `content[0].markdown`.
    fn validate_into(
        &self,
        context: &(),
        parent: &mut dyn FnMut() -> garde::Path,
        report: &mut garde::Report,
    ) {
        match self {
            Self::Lesson(lesson) => lesson.validate_into(context, parent, report),
            Self::Quiz(quiz) => {
                quiz.validate_into(context, parent, report);
                require_known_sections(quiz, parent, report);
            }
            Self::Webinar(webinar) => webinar.validate_into(context, parent, report),
        }
    }
}

/// Refuses questions and draws that stand in a section that the quiz does not have. Without any
/// sections a quiz is one nameless section, which is number 0.
fn require_known_sections(
    quiz: &Quiz,
    parent: &mut dyn FnMut() -> garde::Path,
    report: &mut garde::Report,
) {
    let sections = quiz.sections.len().max(1);
    let questions = quiz.questions.iter().map(|question| question.section);
    let draws = quiz.draws.iter().map(|draw| draw.section);
    let places = questions
        .enumerate()
        .map(|(at, section)| ("questions", at, section));
    let places = places.chain(
        draws
            .enumerate()
            .map(|(at, section)| ("draws", at, section)),
    );
    for (list, at, section) in places {
        if usize::from(section) >= sections {
            let place = parent().join(list).join(at).join("section");
            report.append(place, garde::Error::new("field-unknown"));
        }
    }
}

/// The kind of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ItemKind {
    /// Something to read.
    Lesson,
    /// Questions to answer.
    Quiz,
    /// A live session to attend.
    Webinar,
}

/// A lesson: Markdown and attached files.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct Lesson {
    /// The text, in Markdown (CommonMark with tables, task lists and footnotes).
    #[garde(length(bytes, max = 400_000))]
    pub markdown: String,
    /// The files offered beside the text.
    #[serde(default)]
    #[garde(length(max = 100))]
    pub files: Vec<Uuid>,
    /// How long an ordinary reader needs, in minutes.
    #[serde(default)]
    #[garde(range(max = 600))]
    pub minutes: u16,
}

/// A webinar as a part of the course: any session scheduled for the item counts.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct WebinarItem {
    /// What the webinar is about, in Markdown.
    #[serde(default)]
    #[garde(length(chars, max = 20_000))]
    pub description: String,
    /// How long a session is planned to last, in minutes.
    #[garde(range(min = 1, max = 600))]
    pub minutes: u16,
}

impl CourseDocument {
    /// The item with this identifier, wherever it stands.
    #[must_use]
    pub fn item(&self, id: Uuid) -> Option<&Item> {
        self.items().find(|item| item.id == id)
    }

    /// The quiz at an item, to lay a correction over it; absent when there is none.
    pub fn quiz_mut(&mut self, item_id: Uuid) -> Option<&mut Quiz> {
        let mut items = self.modules.iter_mut().flat_map(|module| &mut module.items);
        match &mut items.find(|item| item.id == item_id)?.content {
            Content::Quiz(quiz) => Some(quiz),
            _ => None,
        }
    }

    /// Every item in reading order.
    pub fn items(&self) -> impl Iterator<Item = &Item> {
        self.modules.iter().flat_map(|module| &module.items)
    }

    /// Empties the draws of quizzes: what may be drawn is fixed by publishing, and by nothing else.
    pub fn forget_candidates(&mut self) {
        let items = self.modules.iter_mut().flat_map(|module| &mut module.items);
        for item in items {
            if let Content::Quiz(quiz) = &mut item.content {
                quiz.draws
                    .iter_mut()
                    .for_each(|draw| draw.questions.clear());
            }
        }
    }

    /// The files that lessons offer, each with where it is named.
    #[must_use]
    pub fn files(&self) -> Vec<(String, Uuid)> {
        let mut files = Vec::new();
        for (module_at, module) in self.modules.iter().enumerate() {
            for (item_at, item) in module.items.iter().enumerate() {
                if let Content::Lesson(lesson) = &item.content {
                    let place = format!("modules[{module_at}].items[{item_at}].content.files");
                    let named = lesson.files.iter().enumerate();
                    files.extend(named.map(|(at, file)| (format!("{place}[{at}]"), *file)));
                }
            }
        }
        files
    }

    /// Whether the course uses a file, be it beside a lesson or, as a picture or a link, within
    /// any of its texts.
    #[must_use]
    pub fn uses_file(&self, file: Uuid) -> bool {
        let file = file.to_string();
        // A document that does not serialise could not have been stored.
        serde_json::to_string(self).is_ok_and(|text| text.contains(&file))
    }
}

impl Item {
    /// The kind of the item.
    #[must_use]
    pub fn kind(&self) -> ItemKind {
        match self.content {
            Content::Lesson(_) => ItemKind::Lesson,
            Content::Quiz(_) => ItemKind::Quiz,
            Content::Webinar(_) => ItemKind::Webinar,
        }
    }
}
