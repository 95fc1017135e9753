//! The course of a cohort: lessons, two quizzes, a webinar. Who has written it knows the right answers.

use serde_json::{Value, json};
use surgalt::courses::document::{Content, CourseDocument};
use surgalt::quizzes::questions::{AnswerKey, Question};
use uuid::Uuid;

use crate::Failure;

/// The share of the webinar that is asked for, in per cent.
pub const SHARE: i64 = 80;
/// How long the webinar is planned, in minutes.
pub const MINUTES: i64 = 90;
/// How many questions a quiz has.
const QUESTIONS: usize = 5;

/// A course, by the identifiers that the server has given.
#[derive(Debug, Clone)]
pub struct Course {
    /// Its lessons.
    pub lessons: Vec<Uuid>,
    /// Its quizzes.
    pub quizzes: Vec<Quiz>,
    /// Its webinar.
    pub webinar: Uuid,
}

/// A quiz.
#[derive(Debug, Clone)]
pub struct Quiz {
    /// The item.
    pub id: Uuid,
    /// Its questions, and whether what each says is true.
    pub questions: Vec<(Uuid, bool)>,
}

impl Course {
    /// The course as it was published.
    ///
    /// # Errors
    /// When it is another one.
    pub fn of(document: &CourseDocument) -> Result<Self, Failure> {
        let (mut lessons, mut quizzes, mut webinar) = (Vec::new(), Vec::new(), None);
        for item in document.items() {
            match &item.content {
                Content::Lesson(_) => lessons.push(item.id),
                Content::Quiz(quiz) => quizzes.push(Quiz {
                    id: item.id,
                    questions: quiz.questions.iter().filter_map(truth).collect(),
                }),
                Content::Webinar(_) => webinar = Some(item.id),
            }
        }
        Ok(Self {
            lessons,
            quizzes,
            webinar: webinar.ok_or("the course has no webinar")?,
        })
    }

    /// Everything that is to be done in the self-paced window.
    pub fn self_paced(&self) -> impl Iterator<Item = Uuid> {
        let quizzes = self.quizzes.iter().map(|quiz| quiz.id);
        self.lessons.iter().copied().chain(quizzes)
    }

    /// Everything that is to be done.
    pub fn items(&self) -> impl Iterator<Item = Uuid> {
        self.self_paced().chain([self.webinar])
    }
}

fn truth(question: &Question) -> Option<(Uuid, bool)> {
    match question.answer {
        AnswerKey::TrueFalse { correct, .. } => Some((question.id, correct)),
        _ => None,
    }
}

/// A course as the API takes it.
pub fn document(title: &str) -> Value {
    let markdown =
        "Энэ хичээлээр багийн манлайлал, **сонсох** чадварын тухай уншина.\n\n".repeat(20);
    let lesson = json!({"title": "Манлайлал гэж юу вэ?",
        "content": {"kind": "lesson", "markdown": markdown, "minutes": 25}});
    let question = |number: usize| {
        let is_true = number.is_multiple_of(2);
        let text = match is_true {
            true => "Багийн ажилд хамтын зорилго чухал.",
            false => "Манлайлал зөвхөн албан тушаалаар тодорхойлогдоно.",
        };
        json!({"text": text, "marks": 1, "answer": {"kind": "true_false", "correct": is_true}})
    };
    let questions: Vec<Value> = (0..QUESTIONS).map(question).collect();
    let quiz = json!({"title": "Сорил", "content": {"kind": "quiz", "minutes": 60,
        "pass_percent": 60, "feedback": "marks", "shuffle_questions": true,
        "questions": questions}});
    let webinar = json!({"title": "Хаалтын вебинар",
        "content": {"kind": "webinar", "minutes": MINUTES}});
    json!({
        "title": title, "language": "mn", "hours": 24,
        "completion": {"lessons_read": true, "quizzes_passed": true,
            "webinar_share_percent": SHARE, "webinar_counts": "connected_or_watched"},
        "modules": [
            {"title": "Хичээл", "items": [lesson, lesson, lesson]},
            {"title": "Шалгалт", "items": [quiz, quiz]},
            {"title": "Вебинар", "items": [webinar]},
        ],
    })
}

impl Quiz {
    /// The right answer to a question, or the wrong one.
    pub fn response(&self, question: Uuid, right: bool) -> Value {
        let known = self.questions.iter().find(|(id, _)| *id == question);
        let is_true = known.is_some_and(|(_, is_true)| *is_true);
        json!({"kind": "true_false", "value": is_true == right})
    }
}

#[cfg(test)]
pub mod tests {
    use super::*;

    /// The course as a server would publish it.
    pub fn published() -> Course {
        let mut document: CourseDocument = serde_json::from_value(document("10 дахь жил")).unwrap();
        surgalt::http::json::validate(&document).unwrap();
        for item in document
            .modules
            .iter_mut()
            .flat_map(|module| &mut module.items)
        {
            item.id = surgalt::ids::new_id();
            if let Content::Quiz(quiz) = &mut item.content {
                for question in &mut quiz.questions {
                    question.id = surgalt::ids::new_id();
                }
            }
        }
        Course::of(&document).unwrap()
    }

    #[test]
    fn the_course_has_five_things_to_do_at_ones_own_pace_and_a_webinar() {
        let course = published();
        assert_eq!((course.lessons.len(), course.quizzes.len()), (3, 2));
        assert_eq!(
            (course.self_paced().count(), course.items().count()),
            (5, 6)
        );
    }

    #[test]
    fn a_right_answer_is_right() {
        let quiz = &published().quizzes[0];
        assert_eq!(quiz.questions.len(), QUESTIONS);
        let (id, is_true) = quiz.questions[1];
        assert_eq!(quiz.response(id, true)["value"], is_true);
        assert_eq!(quiz.response(id, false)["value"], !is_true);
    }
}
