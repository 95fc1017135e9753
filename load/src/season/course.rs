//! The course of a cohort: lessons, two quizzes, a webinar. Who has written it knows the right answers.

use serde_json::{Value, json};
use surgalt::ids;
use uuid::Uuid;

/// The share of the webinar that is asked for, in per cent.
pub const SHARE: i64 = 80;
/// How long the webinar is planned, in minutes.
pub const MINUTES: i64 = 90;
/// How many questions a quiz has.
const QUESTIONS: usize = 5;

/// A course, by the identifiers that it was written with.
#[derive(Debug, Clone)]
pub struct Course {
    /// What it is called.
    pub title: String,
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
    /// Writes a course.
    pub fn write(title: String) -> Self {
        let quiz = |_| Quiz {
            id: ids::new_id(),
            questions: (0..QUESTIONS)
                .map(|number| (ids::new_id(), number % 2 == 0))
                .collect(),
        };
        Self {
            title,
            lessons: (0..3).map(|_| ids::new_id()).collect(),
            quizzes: (0..2).map(quiz).collect(),
            webinar: ids::new_id(),
        }
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

    /// The course as the API takes it.
    pub fn document(&self) -> Value {
        let lesson = |id: &Uuid| {
            json!({"id": id, "title": "Манлайлал гэж юу вэ?", "content": {"kind": "lesson",
                "markdown": "Энэ хичээлээр багийн манлайлал, **сонсох** чадварын тухай уншина.\n\n".repeat(20),
                "minutes": 25}})
        };
        let lessons: Vec<Value> = self.lessons.iter().map(lesson).collect();
        let quizzes: Vec<Value> = self.quizzes.iter().map(Quiz::document).collect();
        let webinar = json!({"id": self.webinar, "title": "Хаалтын вебинар",
            "content": {"kind": "webinar", "minutes": MINUTES}});
        json!({
            "title": self.title, "language": "mn", "hours": 24,
            "completion": {"lessons_read": true, "quizzes_passed": true,
                "webinar_share_percent": SHARE, "webinar_counts": "connected_or_watched"},
            "modules": [
                {"id": ids::new_id(), "title": "Хичээл", "items": lessons},
                {"id": ids::new_id(), "title": "Шалгалт", "items": quizzes},
                {"id": ids::new_id(), "title": "Вебинар", "items": [webinar]},
            ],
        })
    }
}

impl Quiz {
    fn document(&self) -> Value {
        let question = |(id, is_true): &(Uuid, bool)| {
            let text = match is_true {
                true => "Багийн ажилд хамтын зорилго чухал.",
                false => "Манлайлал зөвхөн албан тушаалаар тодорхойлогдоно.",
            };
            json!({"id": id, "text": text, "marks": 1,
                "answer": {"kind": "true_false", "correct": is_true}})
        };
        let questions: Vec<Value> = self.questions.iter().map(question).collect();
        json!({"id": self.id, "title": "Сорил", "content": {"kind": "quiz", "minutes": 60,
            "pass_percent": 60, "feedback": "marks", "shuffle_questions": true,
            "questions": questions}})
    }

    /// The right answer to a question, or the wrong one.
    pub fn response(&self, question: Uuid, right: bool) -> Value {
        let known = self.questions.iter().find(|(id, _)| *id == question);
        let is_true = known.is_some_and(|(_, is_true)| *is_true);
        json!({"kind": "true_false", "value": is_true == right})
    }
}

#[cfg(test)]
mod tests {
    use surgalt::courses::document::CourseDocument;

    use super::*;

    #[test]
    fn the_course_is_one_that_the_server_takes() {
        let course = Course::write("10 дахь жил".to_owned());
        let document: CourseDocument = serde_json::from_value(course.document()).unwrap();
        surgalt::http::json::validate(&document).unwrap();
        let items: Vec<Uuid> = document.items().map(|item| item.id).collect();
        assert_eq!(items, course.items().collect::<Vec<_>>());
        assert_eq!(course.self_paced().count() + 1, course.items().count());
    }

    #[test]
    fn a_right_answer_is_right() {
        let course = Course::write("10 дахь жил".to_owned());
        let quiz = &course.quizzes[0];
        let (id, is_true) = quiz.questions[1];
        assert_eq!(quiz.response(id, true)["value"], is_true);
        assert_eq!(quiz.response(id, false)["value"], !is_true);
    }
}
