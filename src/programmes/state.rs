//! How far a learner is with one item: a pure rule over what the learner has done.

use serde::Serialize;
use utoipa::ToSchema;

use crate::completion::rules::Facts;
use crate::courses::document::{CompletionRule, Item, ItemKind};

/// How far a learner is with an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ItemState {
    /// There is still something to do.
    Open,
    /// The lesson has been read.
    Read,
    /// The quiz has been passed.
    Passed,
    /// Enough of the webinar has been attended.
    Attended,
}

/// The state of an item. Where the course asks for no share of a webinar, having been there at
/// all is enough.
#[must_use]
pub fn of(item: &Item, rule: &CompletionRule, facts: &Facts) -> ItemState {
    let (is_done, done) = match item.kind() {
        ItemKind::Lesson => (facts.lessons_read.contains(&item.id), ItemState::Read),
        ItemKind::Quiz => (facts.quizzes_passed.contains(&item.id), ItemState::Passed),
        ItemKind::Webinar => {
            let attended = facts.attended_percent.get(&item.id).copied().unwrap_or(0);
            let needed = rule.webinar_share_percent.unwrap_or(1);
            (attended >= needed, ItemState::Attended)
        }
    };
    if is_done { done } else { ItemState::Open }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::courses::document::{Content, Lesson, WebinarItem};

    fn item(content: Content) -> Item {
        Item {
            id: Uuid::from_u128(1),
            title: "Хичээл".to_owned(),
            required: true,
            content,
        }
    }

    #[test]
    fn a_lesson_is_read_and_nothing_else() {
        let lesson = item(Content::Lesson(Lesson {
            markdown: String::new(),
            files: Vec::new(),
            minutes: 0,
        }));
        let rule = CompletionRule::default();
        let mut facts = Facts::default();
        facts.quizzes_passed.insert(lesson.id);
        assert_eq!(of(&lesson, &rule, &facts), ItemState::Open);
        facts.lessons_read.insert(lesson.id);
        assert_eq!(of(&lesson, &rule, &facts), ItemState::Read);
    }

    #[test]
    fn a_webinar_is_attended_from_the_share_that_the_course_asks_for() {
        let webinar = item(Content::Webinar(WebinarItem {
            description: String::new(),
            minutes: 60,
        }));
        for (asked, attended, expected) in [
            (Some(80), 79, ItemState::Open),
            (Some(80), 80, ItemState::Attended),
            (None, 0, ItemState::Open),
            (None, 1, ItemState::Attended),
        ] {
            let rule = CompletionRule {
                webinar_share_percent: asked,
                ..CompletionRule::default()
            };
            let mut facts = Facts::default();
            facts.attended_percent.insert(webinar.id, attended);
            assert_eq!(
                of(&webinar, &rule, &facts),
                expected,
                "{asked:?} {attended}"
            );
        }
    }
}
