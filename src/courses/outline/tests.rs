use std::collections::BTreeSet;

use proptest::prelude::*;
use serde_json::json;

use super::*;
use crate::courses::identifiers::{check, give, meanings};

/// A course with as many modules as there are numbers, each with so many items: lessons and
/// quizzes by turns, a quiz with two questions.
fn course(items: &[usize]) -> CourseDocument {
    let question = json!({"text": "Үнэн үү?", "answer": {"kind": "true_false", "correct": true}});
    let item = |at: usize| match at % 2 {
        0 => json!({"title": "Хичээл", "content": {"kind": "lesson", "markdown": "…"}}),
        _ => json!({"title": "Сорил", "content": {"kind": "quiz", "pass_percent": 60,
            "questions": [question, question]}}),
    };
    let modules: Vec<_> = items
        .iter()
        .map(|count| json!({"title": "Модуль", "items": (0..*count).map(item).collect::<Vec<_>>()}))
        .collect();
    let mut document = serde_json::from_value(json!({
        "title": "Сургалт", "language": "mn", "hours": 8, "modules": modules
    }))
    .unwrap();
    give(&mut document, numbers());
    document
}

/// Identifiers 1, 2, 3 …
fn numbers() -> impl FnMut() -> Uuid {
    let mut last = 0;
    move || {
        last += 1;
        Uuid::from_u128(last)
    }
}

fn order(document: &CourseDocument) -> Order {
    let item = |item: &Item| ItemOrder {
        id: item.id,
        questions: match &item.content {
            Content::Quiz(quiz) => Some(quiz.questions.iter().map(|one| one.id).collect()),
            _ => None,
        },
    };
    let module = |module: &Module| ModuleOrder {
        id: module.id,
        items: module.items.iter().map(item).collect(),
    };
    Order {
        modules: document.modules.iter().map(module).collect(),
    }
}

fn refused(document: &CourseDocument, order: &Order) -> Vec<(String, String)> {
    let refused = reorder(&mut document.clone(), order).unwrap_err();
    refused
        .into_iter()
        .map(|one| (one.field, one.key))
        .collect()
}

fn new_item() -> Item {
    course(&[1]).modules.remove(0).items.remove(0)
}

#[test]
fn each_change_tells_where_it_was_made() {
    let mut draft = course(&[1, 3]);
    let (module, lesson, quiz) = (
        draft.modules[1].id,
        draft.modules[1].items[0].id,
        draft.modules[1].items[1].id,
    );
    let question = match &draft.modules[1].items[1].content {
        Content::Quiz(quiz) => quiz.questions[1].clone(),
        _ => panic!("the second item is a quiz"),
    };
    let some = |place: &str| Some(place.to_owned());
    assert_eq!(
        add_item(&mut draft, module, new_item()),
        some("modules[1].items[3]")
    );
    assert_eq!(
        replace_item(&mut draft, lesson, new_item()),
        some("modules[1].items[0]")
    );
    assert_eq!(draft.modules[1].items[0].id, lesson);
    let added = add_question(&mut draft, quiz, question.clone());
    assert_eq!(added, some("modules[1].items[1].content.questions[2]"));
    remove_question(&mut draft, question.id);
    let replaced = replace_question(&mut draft, question.id, question.clone());
    assert_eq!(replaced, some("modules[1].items[1].content.questions[1]"));
    let first = draft.modules[0].clone();
    assert_eq!(
        replace_module(&mut draft, module, first.clone()),
        some("modules[1]")
    );
    assert_eq!(draft.modules[1].id, module);
    assert_eq!(draft.modules[1].items, first.items);
    assert_eq!(add_module(&mut draft, first), "modules[2]");
}

#[test]
fn what_is_not_there_cannot_be_changed() {
    let before = course(&[2]);
    let mut draft = before.clone();
    let (nobody, lesson) = (Uuid::from_u128(99), draft.modules[0].items[0].id);
    let module = draft.modules[0].clone();
    let question = match &draft.modules[0].items[1].content {
        Content::Quiz(quiz) => quiz.questions[0].clone(),
        _ => panic!("the second item is a quiz"),
    };
    assert_eq!(replace_module(&mut draft, nobody, module), None);
    assert_eq!(remove_module(&mut draft, nobody), None);
    assert_eq!(add_item(&mut draft, nobody, new_item()), None);
    assert_eq!(replace_item(&mut draft, nobody, new_item()), None);
    assert_eq!(remove_item(&mut draft, nobody), None);
    assert_eq!(add_question(&mut draft, lesson, question.clone()), None);
    assert_eq!(replace_question(&mut draft, nobody, question), None);
    assert_eq!(remove_question(&mut draft, nobody), None);
    assert_eq!(draft, before);
}

#[test]
fn an_item_and_a_question_can_be_moved() {
    let mut draft = course(&[2, 1]);
    let moved = draft.modules[0].items[1].id;
    let mut wanted = order(&draft);
    let mut item = wanted.modules[0].items.remove(1);
    item.questions.as_mut().unwrap().reverse();
    let questions = item.questions.clone().unwrap();
    wanted.modules[1].items.insert(0, item);
    reorder(&mut draft, &wanted).unwrap();
    assert_eq!(draft.modules[0].items.len(), 1);
    assert_eq!(draft.modules[1].items[0].id, moved);
    assert_eq!(order(&draft).modules[1].items[0].questions, Some(questions));
}

#[test]
fn an_order_that_forgets_doubles_or_invents_is_refused() {
    let draft = course(&[2]);
    let entry = |field: &str, key: &str| (field.to_owned(), key.to_owned());
    let mut forgets = order(&draft);
    forgets.modules[0].items.pop();
    assert_eq!(
        refused(&draft, &forgets),
        [entry("modules", "field-incomplete")]
    );
    let mut doubles = order(&draft);
    let first = doubles.modules[0].items[0].clone();
    doubles.modules[0].items.push(first);
    let second = entry("modules[0].items[2].id", "field-unknown");
    assert_eq!(refused(&draft, &doubles), [second]);
    let mut invents = order(&draft);
    invents.modules[0].items[0].questions = Some(Vec::new());
    invents.modules[0].items[1].questions = Some(vec![Uuid::from_u128(99)]);
    assert_eq!(
        refused(&draft, &invents),
        [
            entry("modules[0].items[0].questions", "field-unknown"),
            entry("modules[0].items[1].questions[0]", "field-unknown"),
            entry("modules[0].items[1].questions", "field-incomplete"),
        ]
    );
}

#[test]
fn identifiers_that_double_jump_or_come_from_nowhere_are_refused() {
    let known = meanings(&course(&[2, 1]));
    let refusals = |change: &dyn Fn(&mut CourseDocument)| {
        let mut draft = course(&[2, 1]);
        change(&mut draft);
        let refused = check(&draft, &known).err().unwrap_or_default();
        refused
            .into_iter()
            .map(|one| (one.field, one.key))
            .collect::<Vec<_>>()
    };
    let entry = |field: &str, key: &str| vec![(field.to_owned(), format!("field-{key}"))];
    assert_eq!(refusals(&|_| {}), []);
    assert_eq!(
        refusals(&|draft| draft.modules[0].items[0].id = Uuid::nil()),
        []
    );
    assert_eq!(
        refusals(&|draft| draft.modules[1].id = draft.modules[0].id),
        entry("modules[1].id", "duplicate-identifier")
    );
    assert_eq!(
        refusals(&|draft| draft.modules[1].items[0].id = Uuid::from_u128(99)),
        entry("modules[1].items[0].id", "unknown")
    );
    // The lesson's identifier must not come to mean the quiz, nor a question change its quiz.
    assert_eq!(
        refusals(&|draft| {
            let lesson = draft.modules[0].items.remove(0);
            draft.modules[0].items[0].id = lesson.id;
        }),
        [
            entry("modules[0].items[0].id", "identifier-jumps"),
            entry(
                "modules[0].items[0].content.questions[0].id",
                "identifier-jumps"
            ),
            entry(
                "modules[0].items[0].content.questions[1].id",
                "identifier-jumps"
            ),
        ]
        .concat()
    );
}

/// One thing an author does, at places that may or may not be there.
#[derive(Debug, Clone)]
enum Step {
    AddModule(usize),
    RemoveModule(usize),
    AddItem(usize),
    RemoveItem(usize),
    Rotate(usize),
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        (0..4_usize).prop_map(Step::AddModule),
        (0..6_usize).prop_map(Step::RemoveModule),
        (0..6_usize).prop_map(Step::AddItem),
        (0..12_usize).prop_map(Step::RemoveItem),
        (0..6_usize).prop_map(Step::Rotate),
    ]
}

fn perform(draft: &mut CourseDocument, step: &Step) {
    let module_id = |draft: &CourseDocument, at: usize| draft.modules.get(at).map(|one| one.id);
    match step {
        Step::AddModule(items) => {
            let mut module = course(&[*items]).modules.remove(0);
            clear(&mut module);
            add_module(draft, module);
        }
        Step::RemoveModule(at) => {
            module_id(draft, *at).and_then(|id| remove_module(draft, id));
        }
        Step::AddItem(at) => {
            let item = Item {
                id: Uuid::nil(),
                ..new_item()
            };
            module_id(draft, *at).and_then(|id| add_item(draft, id, item));
        }
        Step::RemoveItem(at) => {
            let id = draft.items().nth(*at).map(|item| item.id);
            id.and_then(|id| remove_item(draft, id));
        }
        Step::Rotate(by) => {
            let mut wanted = order(draft);
            let count = wanted.modules.len().max(1);
            wanted.modules.rotate_left(by % count);
            reorder(draft, &wanted).unwrap();
        }
    }
}

fn clear(module: &mut Module) {
    module.id = Uuid::nil();
    for item in &mut module.items {
        item.id = Uuid::nil();
        if let Content::Quiz(quiz) = &mut item.content {
            quiz.questions
                .iter_mut()
                .for_each(|question| question.id = Uuid::nil());
        }
    }
}

/// Every identifier in a document, doubles as well.
fn identifiers(document: &CourseDocument) -> Vec<Uuid> {
    let mut all: Vec<Uuid> = document.modules.iter().map(|module| module.id).collect();
    for item in document.items() {
        all.push(item.id);
        if let Content::Quiz(quiz) = &item.content {
            all.extend(quiz.questions.iter().map(|question| question.id));
        }
    }
    all
}

proptest! {
    #[test]
    fn whatever_authors_do_every_part_keeps_one_identifier(
        steps in prop::collection::vec(step(), 1..40),
    ) {
        let mut draft = course(&[2, 1]);
        let mut known = meanings(&draft);
        let mut next = 1_000_u128;
        for step in &steps {
            perform(&mut draft, step);
            prop_assert_eq!(check(&draft, &known), Ok(()));
            give(&mut draft, || { next += 1; Uuid::from_u128(next) });
            known.extend(meanings(&draft));
            let all = identifiers(&draft);
            prop_assert!(all.iter().all(|id| !id.is_nil()));
            prop_assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), all.len());
        }
    }

    #[test]
    fn reordering_loses_and_invents_nothing(
        counts in prop::collection::vec(0..4_usize, 1..5),
        keys in prop::collection::vec(any::<u32>(), 40),
    ) {
        let mut draft = course(&counts);
        let before: BTreeSet<Uuid> = identifiers(&draft).into_iter().collect();
        // Every item goes to a module that its key names, in the order of the keys.
        let mut wanted = order(&draft);
        let mut items: Vec<ItemOrder> = Vec::new();
        for module in &mut wanted.modules {
            items.append(&mut module.items);
        }
        let count = wanted.modules.len();
        let mut keyed: Vec<(u32, ItemOrder)> = keys.iter().copied().zip(items).collect();
        keyed.sort_by_key(|(key, _)| *key);
        for (key, item) in keyed {
            wanted.modules[usize::try_from(key).unwrap() % count].items.push(item);
        }
        reorder(&mut draft, &wanted).unwrap();
        prop_assert_eq!(identifiers(&draft).into_iter().collect::<BTreeSet<_>>(), before);
        let shape = |order: &Order| order.modules.iter()
            .map(|module| module.items.iter().map(|item| item.id).collect::<Vec<_>>())
            .collect::<Vec<_>>();
        prop_assert_eq!(shape(&order(&draft)), shape(&wanted));
    }
}
