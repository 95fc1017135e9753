//! Answering quizzes on bad lines, and grading them.

mod answering;
mod bad_line;
mod grading;
mod isolation;
mod marking;
mod offline;
mod racing;
mod receipts;
mod statistics;
mod terms;

use sea_orm::EntityTrait;
use serde_json::{Value, json};
use surgalt::courses::document::Content;
use surgalt::demo::walk::answers;
use surgalt::policy::Role;
use surgalt::quizzes::questions::Question;
use surgalt::quizzes::quiz::Quiz;
use surgalt::quizzes::tables::attempt;
use uuid::Uuid;

use crate::support::{Client, Course, House, PASSWORD};

/// A teacher who takes a course with one quiz in it.
struct Learning {
    teacher: Client,
    course: Course,
    enrolment: Uuid,
    item: Uuid,
}

impl Learning {
    /// A quiz of seven questions that the server grades, 30 minutes and two tries; `change` makes
    /// it the story's own.
    async fn begin(house: &House, change: impl FnOnce(&mut Value)) -> Self {
        let author = house.person(&[Role::Learner, Role::Methodologist]).await;
        let teacher = house.person(&[Role::Learner]).await;
        let mut quiz = quiz();
        change(&mut quiz);
        let document = json!({
            "title": "Багшийн мэргэжлийн хөгжил", "language": "mn", "hours": 24,
            "modules": [{"title": "Нэгдүгээр модуль", "items": [{"title": "Сорил", "content": quiz}]}]
        });
        let course = house.course(&author, document).await;
        let enrolment = house.enrol(&teacher, &course).await;
        let item = course.document.items().next().unwrap().id;
        Self {
            teacher,
            course,
            enrolment,
            item,
        }
    }

    fn quiz(&self) -> &Quiz {
        match &self.course.document.item(self.item).unwrap().content {
            Content::Quiz(quiz) => quiz,
            _ => panic!("the item is a quiz"),
        }
    }

    fn attempts(&self) -> String {
        format!(
            "/api/v1/enrolments/{}/items/{}/attempts",
            self.enrolment, self.item
        )
    }

    /// Starts an attempt or goes on with the open one.
    async fn start(&self) -> Value {
        self.teacher
            .post(&self.attempts(), json!(null))
            .await
            .expect(200)
    }

    async fn list(&self) -> Vec<Value> {
        let page = self.teacher.get(&self.attempts()).await.expect(200);
        page["items"].as_array().unwrap().clone()
    }

    /// Answers every question of the attempt rightly.
    async fn answer_everything(&self, attempt: &Value) {
        for asked in attempt["paper"]["questions"].as_array().unwrap() {
            let question = self.question(asked);
            let body = json!({"client_number": 1, "response": right_response(question, asked)});
            self.teacher
                .put(&answer_path(attempt, asked), body)
                .await
                .expect(200);
        }
    }

    fn question(&self, asked: &Value) -> &Question {
        let id: Uuid = asked["id"].as_str().unwrap().parse().unwrap();
        self.quiz()
            .questions
            .iter()
            .find(|question| question.id == id)
            .unwrap()
    }

    /// Lets time pass; access tokens do not live long, so the teacher signs in again.
    async fn minutes_pass(&mut self, house: &House, minutes: i64) {
        house.clock.advance(chrono::TimeDelta::minutes(minutes));
        self.teacher.sign_in(PASSWORD).await;
    }
}

/// The attempts as they are in the database.
async fn rows(house: &House) -> Vec<attempt::Model> {
    let app = house.app.clone();
    house
        .look(async move {
            attempt::Entity::find()
                .all(app.database.reader())
                .await
                .unwrap()
        })
        .await
}

fn attempt_path(attempt: &Value) -> String {
    format!(
        "/api/v1/attempts/{}",
        attempt["attempt"]["id"].as_str().unwrap()
    )
}

fn submission_path(attempt: &Value) -> String {
    format!("{}/submission", attempt_path(attempt))
}

fn answer_path(attempt: &Value, asked: &Value) -> String {
    format!(
        "{}/answers/{}",
        attempt_path(attempt),
        asked["id"].as_str().unwrap()
    )
}

/// The question of this kind on the paper.
fn asked<'a>(attempt: &'a Value, kind: &str) -> &'a Value {
    let questions = attempt["paper"]["questions"].as_array().unwrap();
    questions
        .iter()
        .find(|question| question["asked"]["kind"] == kind)
        .unwrap()
}

fn true_or_false(value: bool) -> Value {
    json!({"kind": "true_false", "value": value})
}

/// What a learner who knows everything answers, reading nothing but the paper.
fn right_response(question: &Question, shown: &Value) -> Value {
    let essay = json!({"kind": "essay", "text": "Учир нь хоёр шалтгаан бий."});
    answers::right_response(&shown["asked"], &question.answer).unwrap_or(essay)
}

fn quiz() -> Value {
    let option = |text: &str, correct: bool| json!({"text": text, "correct": correct, "comment": format!("{text}?")});
    json!({
        "kind": "quiz", "tries": 2, "minutes": 30, "pass_percent": 60,
        "shuffle_questions": true, "shuffle_options": true, "feedback": "comments",
        "questions": [
            {"text": "Аль нь улирал вэ?", "answer": {"kind": "single_choice",
                "options": [option("Өвөл", true), option("Даваа", false), option("Улаан", false)]}},
            {"text": "Аль нь тэгш тоо вэ?", "answer": {"kind": "multiple_choice",
                "options": [option("2", true), option("3", false), option("4", true)]}},
            {"text": "Хөвсгөл бол нуур.", "comment": "Хөвсгөл нуур Монголын хамгийн гүн нуур.",
                "answer": {"kind": "true_false", "correct": true}},
            {"text": "Монголын нийслэл?", "answer": {"kind": "short_text", "accepted": ["Улаанбаатар"]}},
            {"text": "Хоёр хагас гэж бич.", "answer": {"kind": "number", "correct": 2.5, "tolerance": 0.01}},
            {"text": "Харгалзуул.", "answer": {"kind": "matching",
                "pairs": [{"prompt": "адуу", "matches": "хөхтөн"}, {"prompt": "бүргэд", "matches": "шувуу"},
                    {"prompt": "тэмээ", "matches": "хөхтөн"}],
                "distractors": ["загас"]}},
            {"text": "Дараал.", "answer": {"kind": "ordering", "items": ["хавар", "зун", "намар", "өвөл"]}},
        ]
    })
}

/// A question worth four marks that a person grades.
fn essay() -> Value {
    json!({"text": "Яагаад?", "marks": 4,
        "answer": {"kind": "essay", "guidance": "Хоёр шалтгаан нэрлэсэн эсэх"}})
}
