use proptest::prelude::*;
use serde_json::json;

use super::*;

const LESSON: Uuid = Uuid::from_u128(1);
const QUIZ: Uuid = Uuid::from_u128(2);
const WEBINAR: Uuid = Uuid::from_u128(3);
const OPTIONAL: Uuid = Uuid::from_u128(4);

fn course(rule: CompletionRule) -> CourseDocument {
    let quiz = json!({"kind": "quiz", "pass_percent": 60, "questions": []});
    let mut course: CourseDocument = serde_json::from_value(json!({
        "title": "Багшийн манлайлал", "language": "mn", "hours": 24,
        "modules": [
            {"title": "Нэг", "items": [
                {"id": LESSON, "title": "Хичээл", "content": {"kind": "lesson", "markdown": ""}},
                {"id": QUIZ, "title": "Сорил", "content": quiz},
            ]},
            {"title": "Хоёр", "items": [
                {"id": WEBINAR, "title": "Вебинар", "content": {"kind": "webinar", "minutes": 60}},
                {"id": OPTIONAL, "title": "Дадлага", "required": false, "content": quiz},
            ]},
        ],
    }))
    .unwrap();
    course.completion = rule;
    course
}

fn rule(lessons: bool, quizzes: bool, webinars: Option<u8>) -> CompletionRule {
    CompletionRule {
        lessons_read: lessons,
        quizzes_passed: quizzes,
        webinar_share_percent: webinars,
        ..CompletionRule::default()
    }
}

fn facts(lessons: &[Uuid], quizzes: &[Uuid], attended_percent: u8) -> Facts {
    Facts {
        lessons_read: lessons.iter().copied().collect(),
        quizzes_passed: quizzes.iter().copied().collect(),
        attended_percent: HashMap::from([(WEBINAR, attended_percent)]),
    }
}

fn webinar(attended_percent: u8, needed_percent: u8) -> Lack {
    Lack::WebinarNotAttended {
        attended_percent,
        needed_percent,
    }
}

#[test]
fn every_kind_of_item_is_missing_until_it_is_done() {
    let everything = rule(true, true, Some(80));
    let table = [
        (everything.clone(), facts(&[LESSON], &[QUIZ], 80), vec![]),
        (
            everything.clone(),
            Facts::default(),
            vec![
                (LESSON, Lack::LessonUnread),
                (QUIZ, Lack::QuizNotPassed),
                (WEBINAR, webinar(0, 80)),
            ],
        ),
        (
            everything.clone(),
            facts(&[LESSON], &[QUIZ], 79),
            vec![(WEBINAR, webinar(79, 80))],
        ),
        (
            everything.clone(),
            facts(&[LESSON], &[OPTIONAL], 100),
            vec![(QUIZ, Lack::QuizNotPassed)],
        ),
        // Having passed a quiz is not having read the lesson of the same identifier.
        (
            everything,
            facts(&[QUIZ], &[LESSON], 100),
            vec![(LESSON, Lack::LessonUnread), (QUIZ, Lack::QuizNotPassed)],
        ),
        (
            rule(false, true, None),
            facts(&[], &[], 0),
            vec![(QUIZ, Lack::QuizNotPassed)],
        ),
        (rule(true, false, None), facts(&[LESSON], &[], 0), vec![]),
        (
            rule(false, false, Some(1)),
            facts(&[], &[], 0),
            vec![(WEBINAR, webinar(0, 1))],
        ),
    ];
    for (rule, facts, expected) in table {
        let progress = progress(&course(rule.clone()), &facts);
        let missing: Vec<_> = progress
            .missing
            .iter()
            .map(|missing| (missing.item_id, missing.lack))
            .collect();
        assert_eq!(missing, expected, "{rule:?} {facts:?}");
        assert_eq!(progress.complete, expected.is_empty(), "{rule:?} {facts:?}");
    }
}

#[test]
fn a_course_that_asks_for_nothing_is_never_complete() {
    let everything_done = facts(&[LESSON], &[QUIZ], 100);
    let progress = progress(&course(rule(false, false, None)), &everything_done);
    assert!(!progress.complete);
    assert_eq!((progress.done.len(), progress.missing.len()), (0, 0));
}

#[test]
fn what_is_done_is_added_up_apart_for_webinars_and_only_of_what_is_asked_for() {
    let everything = rule(true, true, Some(80));
    for (rule, facts, self_paced, webinars, attended) in [
        (everything.clone(), Facts::default(), 0, 0, None),
        (
            everything.clone(),
            facts(&[LESSON], &[QUIZ], 80),
            2,
            1,
            Some(80),
        ),
        (
            everything.clone(),
            facts(&[LESSON], &[OPTIONAL], 79),
            1,
            0,
            Some(79),
        ),
        (everything, facts(&[], &[], 0), 0, 0, Some(0)),
        (
            rule(true, false, None),
            facts(&[LESSON], &[QUIZ], 90),
            1,
            0,
            None,
        ),
    ] {
        let course = course(rule.clone());
        let tally = tally(&course, &facts, &progress(&course, &facts));
        let expected = Tally {
            self_paced,
            webinars,
            attended_percent: attended,
        };
        assert_eq!(tally, expected, "{rule:?} {facts:?}");
    }
    assert_eq!(self_paced(&course(rule(true, true, Some(80)))), 2);
    assert_eq!(self_paced(&course(rule(false, true, None))), 1);
}

prop_compose! {
    fn some_facts()(
        lessons in proptest::sample::subsequence(vec![LESSON, QUIZ, WEBINAR, OPTIONAL], 0..=4),
        quizzes in proptest::sample::subsequence(vec![LESSON, QUIZ, WEBINAR, OPTIONAL], 0..=4),
        percent in 0..=100_u8,
    ) -> Facts {
        facts(&lessons, &quizzes, percent)
    }
}

proptest! {
    #[test]
    fn every_counted_item_is_either_done_or_missing(
        facts in some_facts(),
        lessons: bool,
        quizzes: bool,
        share in proptest::option::of(1..=100_u8),
    ) {
        let progress = progress(&course(rule(lessons, quizzes, share)), &facts);
        let mut seen: Vec<Uuid> = progress.missing.iter().map(|missing| missing.item_id).collect();
        seen.extend(&progress.done);
        seen.sort();
        let counted = [(lessons, LESSON), (quizzes, QUIZ), (share.is_some(), WEBINAR)];
        let expected: Vec<Uuid> =
            counted.iter().filter(|(counts, _)| *counts).map(|(_, id)| *id).collect();
        prop_assert_eq!(&seen, &expected);
        let tally = tally(&course(rule(lessons, quizzes, share)), &facts, &progress);
        prop_assert_eq!(tally.self_paced + tally.webinars, progress.done.len());
        let complete = progress.missing.is_empty() && !expected.is_empty();
        prop_assert_eq!(progress.complete, complete);
    }

    #[test]
    fn doing_more_never_takes_anything_back(before in some_facts(), more in some_facts()) {
        let course = course(rule(true, true, Some(50)));
        let mut after = before.clone();
        after.lessons_read.extend(&more.lessons_read);
        after.quizzes_passed.extend(&more.quizzes_passed);
        for (item, percent) in more.attended_percent {
            let best = after.attended_percent.entry(item).or_insert(0);
            *best = percent.max(*best);
        }
        let (before, after) = (progress(&course, &before), progress(&course, &after));
        prop_assert!(before.done.iter().all(|item| after.done.contains(item)));
        prop_assert!(after.complete || !before.complete);
    }
}
