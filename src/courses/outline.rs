//! Changing a draft part by part: modules, items and questions are added, replaced, removed and
//! put in order. What is not there is `None`; a change that was made tells where in the document,
//! so that a refused field can be named from there.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::document::{Content, CourseDocument, Item, Module};
use crate::error::FieldError;
use crate::quizzes::questions::Question;
use crate::quizzes::quiz::Quiz;

/// Where a part stands in the document: `modules[0].items[2]`.
pub type Place = String;

/// Adds a module at the end.
pub fn add_module(document: &mut CourseDocument, module: Module) -> Place {
    document.modules.push(module);
    format!("modules[{}]", document.modules.len() - 1)
}

/// Puts a module in the place of the one with this identifier, which it keeps.
pub fn replace_module(document: &mut CourseDocument, id: Uuid, module: Module) -> Option<Place> {
    let at = document.modules.iter().position(|module| module.id == id)?;
    *document.modules.get_mut(at)? = Module { id, ..module };
    Some(format!("modules[{at}]"))
}

/// Takes a module out, with everything in it.
pub fn remove_module(document: &mut CourseDocument, id: Uuid) -> Option<Module> {
    let at = document.modules.iter().position(|module| module.id == id)?;
    Some(document.modules.remove(at))
}

/// Adds an item at the end of a module.
pub fn add_item(document: &mut CourseDocument, module_id: Uuid, item: Item) -> Option<Place> {
    let at = document
        .modules
        .iter()
        .position(|module| module.id == module_id)?;
    let items = &mut document.modules.get_mut(at)?.items;
    items.push(item);
    Some(format!("modules[{at}].items[{}]", items.len() - 1))
}

/// Puts an item in the place of the one with this identifier, which it keeps.
pub fn replace_item(document: &mut CourseDocument, id: Uuid, item: Item) -> Option<Place> {
    let (place, old) = item_mut(document, id)?;
    *old = Item { id, ..item };
    Some(place)
}

/// Takes an item out.
pub fn remove_item(document: &mut CourseDocument, id: Uuid) -> Option<Item> {
    document.modules.iter_mut().find_map(|module| {
        let at = module.items.iter().position(|item| item.id == id)?;
        Some(module.items.remove(at))
    })
}

/// Adds a question at the end of a quiz.
pub fn add_question(
    document: &mut CourseDocument,
    item_id: Uuid,
    question: Question,
) -> Option<Place> {
    let (place, item) = item_mut(document, item_id)?;
    let Content::Quiz(quiz) = &mut item.content else {
        return None;
    };
    quiz.questions.push(question);
    Some(format!(
        "{place}.content.questions[{}]",
        quiz.questions.len() - 1
    ))
}

/// Puts a question in the place of the one with this identifier, which it keeps.
pub fn replace_question(
    document: &mut CourseDocument,
    id: Uuid,
    question: Question,
) -> Option<Place> {
    let (place, quiz, at) = quiz_of(document, id)?;
    *quiz.questions.get_mut(at)? = Question { id, ..question };
    Some(format!("{place}.content.questions[{at}]"))
}

/// Takes a question out of its quiz; tells where the quiz stands.
pub fn remove_question(document: &mut CourseDocument, id: Uuid) -> Option<Place> {
    let (place, quiz, at) = quiz_of(document, id)?;
    quiz.questions.remove(at);
    Some(place)
}

fn item_mut(document: &mut CourseDocument, id: Uuid) -> Option<(Place, &mut Item)> {
    let modules = document.modules.iter_mut().enumerate();
    let mut items = modules.flat_map(|(module_at, module)| {
        let items = module.items.iter_mut().enumerate();
        items.map(move |(at, item)| (format!("modules[{module_at}].items[{at}]"), item))
    });
    items.find(|(_, item)| item.id == id)
}

/// The quiz that has a question, where it stands, and the question's place in it.
fn quiz_of(document: &mut CourseDocument, question_id: Uuid) -> Option<(Place, &mut Quiz, usize)> {
    let (item_id, at) = document.items().find_map(|item| {
        let Content::Quiz(quiz) = &item.content else {
            return None;
        };
        let mut questions = quiz.questions.iter();
        Some((item.id, questions.position(|one| one.id == question_id)?))
    })?;
    let (place, item) = item_mut(document, item_id)?;
    match &mut item.content {
        Content::Quiz(quiz) => Some((place, quiz, at)),
        _ => None,
    }
}

/// The order that a course shall have: every module, every item and, where it matters, every
/// question, each once. An item may move to another module.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema, garde::Validate)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"modules": [{"id": "0199a000-0000-7000-8000-000000000011", "items": [
    {"id": "0199a000-0000-7000-8000-000000000021"},
    {"id": "0199a000-0000-7000-8000-000000000022", "questions":
        ["0199a000-0000-7000-8000-000000000032", "0199a000-0000-7000-8000-000000000031"]}]}]}))]
pub struct Order {
    /// The modules.
    #[garde(length(max = 200))]
    pub modules: Vec<ModuleOrder>,
}

/// A module and the items it shall have.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ModuleOrder {
    /// The module.
    pub id: Uuid,
    /// Its items.
    pub items: Vec<ItemOrder>,
}

/// An item and, for a quiz, the order of its questions.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ItemOrder {
    /// The item.
    pub id: Uuid,
    /// The questions of the quiz; absent to leave them as they are.
    pub questions: Option<Vec<Uuid>>,
}

/// Puts modules, items and questions in this order.
///
/// # Errors
/// Names what does not exist or stands twice (`field-unknown`), and where something is missing
/// (`field-incomplete`); the document is then half ordered and not to be kept.
pub fn reorder(document: &mut CourseDocument, order: &Order) -> Result<(), Vec<FieldError>> {
    let mut refused = Vec::new();
    let mut modules = std::mem::take(&mut document.modules);
    let mut items: Vec<Item> = Vec::new();
    for module in &mut modules {
        items.append(&mut module.items);
    }
    for (at, wanted) in order.modules.iter().enumerate() {
        let place = format!("modules[{at}]");
        let Some(mut module) = take(&mut modules, |module| module.id == wanted.id) else {
            refused.push(FieldError::new(format!("{place}.id"), "field-unknown"));
            continue;
        };
        for (at, wanted) in wanted.items.iter().enumerate() {
            let place = format!("{place}.items[{at}]");
            let Some(mut item) = take(&mut items, |item| item.id == wanted.id) else {
                refused.push(FieldError::new(format!("{place}.id"), "field-unknown"));
                continue;
            };
            if let Some(questions) = &wanted.questions {
                refused.extend(reorder_questions(&mut item, questions, &place));
            }
            module.items.push(item);
        }
        document.modules.push(module);
    }
    if !modules.is_empty() || !items.is_empty() {
        refused.push(FieldError::new("modules", "field-incomplete"));
    }
    if refused.is_empty() {
        Ok(())
    } else {
        Err(refused)
    }
}

fn reorder_questions(item: &mut Item, order: &[Uuid], place: &str) -> Vec<FieldError> {
    let place = format!("{place}.questions");
    let Content::Quiz(quiz) = &mut item.content else {
        return vec![FieldError::new(place, "field-unknown")];
    };
    let mut refused = Vec::new();
    let mut questions = std::mem::take(&mut quiz.questions);
    for (at, id) in order.iter().enumerate() {
        match take(&mut questions, |question| question.id == *id) {
            Some(question) => quiz.questions.push(question),
            None => refused.push(FieldError::new(format!("{place}[{at}]"), "field-unknown")),
        }
    }
    if !questions.is_empty() {
        refused.push(FieldError::new(place, "field-incomplete"));
    }
    refused
}

/// Takes the first element that fits out of a list.
fn take<T>(list: &mut Vec<T>, fits: impl Fn(&T) -> bool) -> Option<T> {
    let at = list.iter().position(fits)?;
    Some(list.remove(at))
}

#[cfg(test)]
mod tests;
