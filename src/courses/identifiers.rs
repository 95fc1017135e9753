//! The identifiers in a draft. They stay the same from version to version, because what a learner
//! has done is kept under them; so only the server gives them, and none may come to mean
//! something else.

use std::collections::{HashMap, HashSet};

use uuid::Uuid;

use super::document::{Content, CourseDocument, ItemKind};
use crate::error::FieldError;

/// What an identifier stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meaning {
    /// A module.
    Module,
    /// An item of this kind.
    Item(ItemKind),
    /// A question of the quiz with this identifier.
    Question(Uuid),
    /// A draw of the quiz with this identifier.
    Draw(Uuid),
}

/// What each identifier in a document stands for.
#[must_use]
pub fn meanings(document: &CourseDocument) -> HashMap<Uuid, Meaning> {
    let mut all = HashMap::new();
    for module in &document.modules {
        all.insert(module.id, Meaning::Module);
    }
    for item in document.items() {
        all.insert(item.id, Meaning::Item(item.kind()));
        if let Content::Quiz(quiz) = &item.content {
            let questions = quiz.questions.iter();
            all.extend(questions.map(|question| (question.id, Meaning::Question(item.id))));
            let draws = quiz.draws.iter();
            all.extend(draws.map(|draw| (draw.id, Meaning::Draw(item.id))));
        }
    }
    all
}

/// Checks the identifiers that an author has sent against those that the course has given
/// before. Missing (nil) ones are let through: [`give`] fills them.
///
/// # Errors
/// Names each identifier that stands twice (`field-duplicate-identifier`), that the course never
/// gave (`field-unknown`) or that stood for something else (`field-identifier-jumps`).
pub fn check(
    document: &CourseDocument,
    known: &HashMap<Uuid, Meaning>,
) -> Result<(), Vec<FieldError>> {
    let mut check = Check {
        known,
        seen: HashSet::new(),
        refused: Vec::new(),
    };
    for (at, module) in document.modules.iter().enumerate() {
        let place = format!("modules[{at}]");
        check.one(&place, module.id, Meaning::Module);
        for (at, item) in module.items.iter().enumerate() {
            let place = format!("{place}.items[{at}]");
            check.one(&place, item.id, Meaning::Item(item.kind()));
            if let Content::Quiz(quiz) = &item.content {
                for (at, question) in quiz.questions.iter().enumerate() {
                    let place = format!("{place}.content.questions[{at}]");
                    check.one(&place, question.id, Meaning::Question(item.id));
                }
                for (at, draw) in quiz.draws.iter().enumerate() {
                    let place = format!("{place}.content.draws[{at}]");
                    check.one(&place, draw.id, Meaning::Draw(item.id));
                }
            }
        }
    }
    if check.refused.is_empty() {
        Ok(())
    } else {
        Err(check.refused)
    }
}

struct Check<'known> {
    known: &'known HashMap<Uuid, Meaning>,
    seen: HashSet<Uuid>,
    refused: Vec<FieldError>,
}

impl Check<'_> {
    fn one(&mut self, place: &str, id: Uuid, meaning: Meaning) {
        if id.is_nil() {
            return;
        }
        let key = match self.known.get(&id) {
            _ if !self.seen.insert(id) => "field-duplicate-identifier",
            None => "field-unknown",
            Some(before) if *before != meaning => "field-identifier-jumps",
            Some(_) => return,
        };
        self.refused
            .push(FieldError::new(format!("{place}.id"), key));
    }
}

/// Gives every module, item, question and draw that has none (nil) an identifier.
pub fn give(document: &mut CourseDocument, mut new_id: impl FnMut() -> Uuid) {
    let mut fill = |id: &mut Uuid| {
        if id.is_nil() {
            *id = new_id();
        }
    };
    for module in &mut document.modules {
        fill(&mut module.id);
        for item in &mut module.items {
            fill(&mut item.id);
            if let Content::Quiz(quiz) = &mut item.content {
                quiz.questions
                    .iter_mut()
                    .for_each(|question| fill(&mut question.id));
                quiz.draws.iter_mut().for_each(|draw| fill(&mut draw.id));
            }
        }
    }
}
