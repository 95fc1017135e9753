//! What is written and read again is the same, or something else is said about it.

use proptest::collection::vec;
use proptest::prelude::*;

use crate::quizzes::formats::any_question::{Texts, any_question, question};
use crate::quizzes::formats::gift::meaning_of_answers::has_wildcard;
use crate::quizzes::formats::{Exported, Severity, gift};
use crate::quizzes::questions::{AnswerKey, OutcomeComments, Question};

/// The kinds that GIFT can hold.
const HELD: [&str; 8] = [
    "single_choice",
    "multiple_choice",
    "true_false",
    "short_text",
    "number",
    "matching",
    "essay",
    "information",
];

fn exported(question: &Question) -> Exported<'_> {
    Exported {
        category: Vec::new(),
        tags: Vec::new(),
        difficulty: None,
        language: None,
        identifier: String::new(),
        question,
    }
}

/// The question without what GIFT has no words for.
fn held(mut question: Question) -> Question {
    question.marks = 1;
    let OutcomeComments { right, wrong, .. } = std::mem::take(&mut question.outcome_comments);
    let arrowless = |text: &mut String| *text = text.replace("->", "→");
    match &mut question.answer {
        AnswerKey::MultipleChoice { options, scoring } => {
            *scoring = crate::quizzes::questions::MultipleScoring::Weighted;
            for option in options {
                option.percent = Some(if option.correct { 25.0 } else { -12.5 });
            }
        }
        AnswerKey::ShortText {
            accepted,
            others,
            case_sensitive,
            wildcards,
        } => {
            *case_sensitive = false;
            // What earns everything is accepted, or with a comment of its own stands first.
            let (silent, said): (Vec<_>, Vec<_>) = std::mem::take(others)
                .into_iter()
                .partition(|other| other.percent >= 100.0 && other.comment.is_empty());
            accepted.extend(silent.into_iter().map(|other| other.text));
            *others = said;
            others.sort_by_key(|other| other.percent < 100.0);
            accepted.iter_mut().for_each(arrowless);
            for other in others.iter_mut() {
                arrowless(&mut other.text);
                other.percent = other.percent.min(99.0);
            }
            let mut texts = accepted
                .iter()
                .chain(others.iter().map(|other| &other.text));
            *wildcards = *wildcards && texts.any(|text| has_wildcard(text));
            question.outcome_comments.right = right;
        }
        AnswerKey::Number {
            tolerance_percent,
            units,
            others,
            ..
        } => {
            *tolerance_percent = 0.0;
            *units = None;
            others.sort_by_key(|other| other.percent < 100.0);
            others
                .iter_mut()
                .for_each(|other| other.percent = other.percent.min(99.0));
            question.outcome_comments.right = right;
            question.outcome_comments.wrong = wrong;
        }
        AnswerKey::Matching { pairs, distractors } => {
            let words = |text: &mut String| {
                *text = text.split_whitespace().collect::<Vec<_>>().join(" ");
            };
            for pair in pairs {
                arrowless(&mut pair.prompt);
                words(&mut pair.matches);
            }
            distractors.iter_mut().for_each(words);
        }
        AnswerKey::Essay {
            guidance,
            rubric,
            template,
        } => {
            guidance.clear();
            template.clear();
            *rubric = None;
        }
        AnswerKey::Information => question.comment.clear(),
        _ => {}
    }
    question
}

fn any_held() -> impl Strategy<Value = Question> {
    prop::sample::select(&HELD[..])
        .prop_flat_map(|kind| question(kind, &Texts::nasty()))
        .prop_map(held)
}

proptest! {
    #[test]
    fn questions_come_back_as_they_were(questions in vec(any_held(), 1..4)) {
        let exported: Vec<_> = questions.iter().map(exported).collect();
        let written = gift::write(&exported);
        prop_assert_eq!(&written.remarks, &[]);
        let read = gift::read(&written.bytes).unwrap();
        let back: Vec<_> = read.questions.into_iter().map(|read| read.question).collect();
        prop_assert_eq!(back, questions, "{}", String::from_utf8_lossy(&written.bytes));
        prop_assert_eq!(read.remarks, []);
    }

    #[test]
    fn category_tags_and_identifier_come_back(
        category in vec(Texts::nasty().line, 0..4),
        tags in vec(Texts::nasty().line, 0..3),
        identifier in Texts::nasty().line,
        question in any_held(),
    ) {
        let exported = Exported { category, tags, identifier, ..exported(&question) };
        let written = gift::write(std::slice::from_ref(&exported));
        let read = gift::read(&written.bytes).unwrap().questions.remove(0);
        let words = |text: &String| text.split('\t').collect::<Vec<_>>().join("\t");
        prop_assert_eq!(read.category, exported.category, "{}", String::from_utf8_lossy(&written.bytes));
        prop_assert_eq!(read.tags, exported.tags.iter().map(words).collect::<Vec<_>>());
        prop_assert_eq!(read.identifier, exported.identifier);
    }

    #[test]
    fn what_is_not_held_is_said(question in any_question(&Texts::nasty())) {
        let written = gift::write(&[exported(&question)]);
        let refused = written.remarks.iter().any(|remark| remark.severity == Severity::Refused);
        let read = gift::read(&written.bytes).map(|read| read.questions).unwrap_or_default();
        prop_assert_eq!(read.len(), usize::from(!refused));
        if written.remarks.is_empty() {
            prop_assert_eq!(held(read[0].question.clone()), held(question));
        }
    }

    #[test]
    fn what_earns_everything_as_well_comes_first(
        question in prop::sample::select(vec!["short_text", "number"])
            .prop_flat_map(|kind| question(kind, &Texts::nasty()))
            .prop_map(held),
        full in vec(any::<bool>(), 8),
    ) {
        let mut question = question;
        let mut others: Vec<&mut f64> = match &mut question.answer {
            AnswerKey::ShortText { others, .. } => {
                others.iter_mut().map(|other| &mut other.percent).collect()
            }
            AnswerKey::Number { others, .. } => {
                others.iter_mut().map(|other| &mut other.percent).collect()
            }
            _ => Vec::new(),
        };
        for (percent, _) in others.iter_mut().zip(full).filter(|(_, full)| *full) {
            **percent = 100.0;
        }
        let written = gift::write(&[exported(&question)]);
        let read = gift::read(&written.bytes).unwrap().questions.remove(0).question;
        prop_assert_eq!(held(read).answer, held(question).answer, "{}", String::from_utf8_lossy(&written.bytes));
    }

    #[test]
    fn any_file_is_read_or_refused(file in r"([=~#{}:\\%\[\]\n\r/ a1.>-]|::|//|####|->|\{=|\$CATEGORY:|\[html\]|<p>|TRUE){0,60}") {
        drop(gift::read(file.as_bytes()));
    }
}
