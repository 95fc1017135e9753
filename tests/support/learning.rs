//! What learners do, written down as the routes of lessons, quizzes and webinars write it, for
//! stories that are about what follows from it.

use sea_orm::{ActiveModelTrait, ActiveValue::Set};
use serde_json::{Value, json};
use surgalt::completion;
use surgalt::courses::document::Content;
use surgalt::db::Transaction;
use surgalt::ids;
use surgalt::programmes::tables::lesson_read;
use surgalt::quizzes::tables::attempt;
use surgalt::webinars::room::Status;
use surgalt::webinars::tables::{attendance, webinar};
use uuid::Uuid;

use super::{Client, Course, House};

/// A course of one lesson, one quiz and one webinar.
pub fn short_course(title: &str, language: &str) -> Value {
    json!({
        "title": title, "language": language, "hours": 24,
        "modules": [{"title": "Нэгдүгээр модуль", "items": [
            {"title": "Манлайлал гэж юу вэ?", "content": {"kind": "lesson", "markdown": "Эхэлье."}},
            {"title": "Сорил 1", "content": {"kind": "quiz", "pass_percent": 60, "questions": [
                {"text": "Зөв үү?", "answer": {"kind": "true_false", "correct": true}}]}},
            {"title": "Хаалтын вебинар", "content": {"kind": "webinar", "minutes": 60}},
        ]}],
    })
}

impl House {
    /// A lesson is read; what that completes is evaluated.
    pub async fn read(&self, enrolment_id: Uuid, item_id: Uuid) {
        let transaction = self.app.database.begin().await.unwrap();
        lesson_read::ActiveModel {
            enrolment_id: Set(enrolment_id),
            item_id: Set(item_id),
            read_at: Set(self.clock.now()),
        }
        .insert(&transaction)
        .await
        .unwrap();
        self.evaluate_and_commit(transaction, enrolment_id).await;
    }

    /// A try at a quiz is graded; what that completes is evaluated.
    pub async fn graded(&self, enrolment_id: Uuid, course: &Course, item_id: Uuid, passed: bool) {
        let transaction = self.app.database.begin().await.unwrap();
        let now = self.clock.now();
        attempt::ActiveModel {
            id: Set(ids::new_id()),
            enrolment_id: Set(enrolment_id),
            item_id: Set(item_id),
            version_id: Set(course.version_id),
            number: Set(i32::from(passed)),
            seed: Set(0),
            created_at: Set(now),
            started_at: Set(Some(now)),
            deadline: Set(None),
            awaited_until: Set(None),
            abandoned_at: Set(None),
            submitted_at: Set(Some(now)),
            graded_at: Set(Some(now)),
            marks: Set(Some(i32::from(passed) * 100)),
            marks_possible: Set(100),
            revision: Set(0),
            passed: Set(Some(passed)),
        }
        .insert(&transaction)
        .await
        .unwrap();
        self.evaluate_and_commit(transaction, enrolment_id).await;
    }

    /// A webinar of this item, which lasts an hour from now.
    pub async fn webinar(&self, host: &Client, course: &Course, item_id: Uuid) -> webinar::Model {
        let transaction = self.app.database.begin().await.unwrap();
        let now = self.clock.now();
        let webinar = webinar::ActiveModel {
            id: Set(ids::new_id()),
            course_id: Set(course.id),
            item_id: Set(item_id),
            host_id: Set(host.id()),
            title: Set("Хаалтын вебинар".to_owned()),
            starts_at: Set(now),
            ends_at: Set(now + chrono::TimeDelta::hours(1)),
            status: Set(Status::Scheduled),
            revision: Set(0),
            created_at: Set(now),
            ..Default::default()
        }
        .insert(&transaction)
        .await
        .unwrap();
        transaction.commit().await.unwrap();
        webinar
    }

    /// A learner's attendance of a webinar is counted; what that completes is evaluated.
    pub async fn attended(
        &self,
        learner: &Client,
        enrolment_id: Uuid,
        webinar_id: Uuid,
        percent: i32,
    ) {
        let transaction = self.app.database.begin().await.unwrap();
        attendance::ActiveModel {
            webinar_id: Set(webinar_id),
            person_id: Set(learner.id()),
            seconds: Set(i64::from(percent) * 36),
            share_percent: Set(percent),
            intervals: Set(json!([])),
            ..Default::default()
        }
        .insert(&transaction)
        .await
        .unwrap();
        self.evaluate_and_commit(transaction, enrolment_id).await;
    }

    /// Does everything that a short course asks for, and returns the certificate.
    pub async fn certificate(&self, host: &Client, learner: &Client, course: &Course) -> Value {
        let enrolment_id = self.enrol(learner, course).await;
        let items: Vec<_> = course.document.items().cloned().collect();
        for item in items {
            match item.content {
                Content::Lesson(_) => self.read(enrolment_id, item.id).await,
                Content::Quiz(_) => self.graded(enrolment_id, course, item.id, true).await,
                Content::Webinar(_) => {
                    let webinar = self.webinar(host, course, item.id).await;
                    self.attended(learner, enrolment_id, webinar.id, 95).await;
                }
            }
        }
        let own = learner.get("/api/v1/me/certificates").await.expect(200);
        let [certificate] = own["items"].as_array().unwrap().as_slice() else {
            panic!("one certificate, not {own}");
        };
        certificate.clone()
    }

    async fn evaluate_and_commit(&self, transaction: Transaction, enrolment_id: Uuid) {
        completion::evaluate(&self.app, &transaction, enrolment_id)
            .await
            .unwrap();
        transaction.commit().await.unwrap();
        self.app.outbox.wake();
    }
}
