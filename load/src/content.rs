//! The course that is taken: one quiz with questions of several kinds, and answers to them.

use serde_json::{Value, json};
use surgalt::courses::document::{Content, CourseDocument};
use surgalt::quizzes::questions::{AnswerKey, Question};
use surgalt::quizzes::quiz::Quiz;
use surgalt::quizzes::response::{ChosenMatch, Response};
use uuid::Uuid;

use crate::Failure;
use crate::moments::Random;

/// A course of one module with one quiz of so many questions, everything shuffled, for an hour.
///
/// # Errors
/// When the form of a course has changed.
pub fn course(item_id: Uuid, questions: u16) -> Result<CourseDocument, Failure> {
    let questions: Vec<Value> = (0..questions).map(question).collect();
    Ok(serde_json::from_value(json!({
        "title": "Манлайлал", "language": "mn", "hours": 24,
        "modules": [{"id": Uuid::from_u128(1), "title": "Шалгалт", "items": [{
            "id": item_id, "title": "Төгсөлтийн шалгалт",
            "content": {
                "kind": "quiz", "minutes": 60, "pass_percent": 60, "feedback": "marks",
                "shuffle_questions": true, "shuffle_options": true, "questions": questions,
            },
        }]}],
    }))?)
}

/// A course of one module with one webinar.
///
/// # Errors
/// When the form of a course has changed.
pub fn webinar_course(item_id: Uuid) -> Result<CourseDocument, Failure> {
    Ok(serde_json::from_value(json!({
        "title": "Манлайлал", "language": "mn", "hours": 24,
        "modules": [{"id": Uuid::from_u128(1), "title": "Вебинар", "items": [{
            "id": item_id, "title": "Нээлтийн вебинар",
            "content": {"kind": "webinar", "minutes": 120},
        }]}],
    }))?)
}

/// The quiz of the course.
///
/// # Errors
/// When there is none.
pub fn quiz_of(document: &CourseDocument, item_id: Uuid) -> Result<&Quiz, Failure> {
    match document.item(item_id).map(|item| &item.content) {
        Some(Content::Quiz(quiz)) => Ok(quiz),
        _ => Err("the course has no quiz".into()),
    }
}

/// The kinds of questions come one after the other.
pub fn question(number: u16) -> Value {
    let (text, answer) = match number % 6 {
        0 => (
            "Багийн ажилд хамгийн түрүүнд юуг тохирох вэ?",
            json!({"kind": "single_choice", "options": [
                {"text": "Хамтын зорилго", "correct": true},
                {"text": "Шагнал урамшуулал"},
                {"text": "Ажлын байрны тохижилт"},
                {"text": "Хэлбэр төрх"},
            ]}),
        ),
        1 => (
            "Манлайлагчид байх чанаруудыг сонгоно уу.",
            json!({"kind": "multiple_choice", "options": [
                {"text": "Сонсож чаддаг", "correct": true},
                {"text": "Хариуцлага хүлээдэг", "correct": true},
                {"text": "Алдаагаа бусдад тохдог"},
                {"text": "Суралцахаа зогсоодоггүй", "correct": true},
                {"text": "Зөвхөн тушаал өгдөг"},
            ]}),
        ),
        2 => (
            "Манлайлал бол зөвхөн албан тушаалаар тодорхойлогдоно.",
            json!({"kind": "true_false", "correct": false}),
        ),
        3 => (
            "Монгол Улсын нийслэл аль хот вэ?",
            json!({"kind": "short_text", "accepted": ["Улаанбаатар", "Улаанбаатар хот"]}),
        ),
        4 => (
            "Сургуулийн жилд хэдэн улирал байдаг вэ?",
            json!({"kind": "number", "correct": 4.0}),
        ),
        _ => (
            "Малыг төлтэй нь тохируулна уу.",
            json!({"kind": "matching", "distractors": ["тугал"], "pairs": [
                {"prompt": "Адуу", "matches": "унага"},
                {"prompt": "Тэмээ", "matches": "ботго"},
                {"prompt": "Хонь", "matches": "хурга"},
            ]}),
        ),
    };
    json!({
        "id": Uuid::from_u128(u128::from(number) + 1_000),
        "text": text, "marks": 1 + number % 3, "answer": answer,
    })
}

/// Something that a learner might answer: right as often as not. Numbers are those of whatever
/// order the learner's paper has.
pub fn response(question: &Question, random: &mut Random) -> Response {
    let count = |length: usize| u16::try_from(length).unwrap_or(u16::MAX);
    let is_right = random.below(2) == 0;
    match &question.answer {
        AnswerKey::MultipleChoice { options, .. } => Response::MultipleChoice {
            options: (0..count(options.len()))
                .filter(|_| random.below(2) == 0)
                .collect(),
        },
        AnswerKey::TrueFalse { .. } => Response::TrueFalse { value: is_right },
        AnswerKey::ShortText { accepted, .. } => Response::ShortText {
            text: match accepted.first() {
                Some(text) if is_right => text.clone(),
                _ => "Дархан".to_owned(),
            },
        },
        AnswerKey::Number { correct, .. } => Response::Number {
            text: if is_right {
                correct.to_string()
            } else {
                "3,5".to_owned()
            },
        },
        AnswerKey::Matching { pairs, distractors } => Response::Matching {
            pairs: (0..count(pairs.len()))
                .map(|prompt| ChosenMatch {
                    prompt,
                    chosen: random.below(count(pairs.len() + distractors.len())),
                })
                .collect(),
        },
        AnswerKey::SingleChoice { options } => Response::SingleChoice {
            option: random.below(count(options.len())),
        },
        // The course has no others.
        _ => Response::TrueFalse { value: is_right },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_course_is_one_that_the_server_takes_and_every_answer_fits() {
        let item_id = Uuid::from_u128(9);
        let document = course(item_id, 12).unwrap();
        surgalt::http::json::validate(&document).unwrap();
        let quiz = quiz_of(&document, item_id).unwrap();
        assert_eq!(quiz.questions.len(), 12);
        surgalt::http::json::validate(&webinar_course(item_id).unwrap()).unwrap();
        let mut random = Random::new(1);
        for _ in 0..50 {
            for question in &quiz.questions {
                let response = response(question, &mut random);
                assert_eq!(response.problems(&question.answer), [], "{response:?}");
            }
        }
    }
}
