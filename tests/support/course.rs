//! Courses for stories that are not about writing them: published and enrolled in at once.

use sea_orm::{ActiveModelTrait, ActiveValue::Set};
use serde_json::Value;
use surgalt::courses::document::CourseDocument;
use surgalt::courses::tables::{course, course_version};
use surgalt::ids;
use surgalt::programmes::tables::{enrolment, programme};
use uuid::Uuid;

use super::{Client, House};

/// A published course.
pub struct Course {
    pub id: Uuid,
    pub version_id: Uuid,
    pub document: CourseDocument,
}

impl House {
    /// Publishes this document; identifiers that are missing in it are given.
    pub async fn course(&self, author: &Client, document: Value) -> Course {
        let mut document: CourseDocument = serde_json::from_value(document).unwrap();
        give_identifiers(&mut document);
        let (id, version_id, programme_id) = (ids::new_id(), ids::new_id(), ids::new_id());
        let now = self.clock.now();
        let transaction = self.app.database.begin().await.unwrap();
        programme::ActiveModel {
            id: Set(programme_id),
            code: Set(programme_id.to_string()),
            title: Set("Хөгжлийн төлөө хамтдаа".to_owned()),
            description: Set(String::new()),
            revision: Set(0),
            created_at: Set(now),
            ..Default::default()
        }
        .insert(&transaction)
        .await
        .unwrap();
        course::ActiveModel {
            id: Set(id),
            programme_id: Set(programme_id),
            author_id: Set(author.id()),
            self_enrolment: Set(true),
            draft: Set(document.clone()),
            revision: Set(0),
            published_version_id: Set(Some(version_id)),
            created_at: Set(now),
        }
        .insert(&transaction)
        .await
        .unwrap();
        course_version::ActiveModel {
            id: Set(version_id),
            course_id: Set(id),
            number: Set(1),
            document: Set(document.clone()),
            published_by: Set(author.id()),
            published_at: Set(now),
        }
        .insert(&transaction)
        .await
        .unwrap();
        transaction.commit().await.unwrap();
        Course {
            id,
            version_id,
            document,
        }
    }

    /// Enrols a person; returns the enrolment.
    pub async fn enrol(&self, learner: &Client, course: &Course) -> Uuid {
        let id = ids::new_id();
        let transaction = self.app.database.begin().await.unwrap();
        enrolment::ActiveModel {
            id: Set(id),
            person_id: Set(learner.id()),
            course_id: Set(course.id),
            version_id: Set(course.version_id),
            revision: Set(0),
            created_at: Set(self.clock.now()),
            completed_at: Set(None),
            ..Default::default()
        }
        .insert(&transaction)
        .await
        .unwrap();
        transaction.commit().await.unwrap();
        id
    }
}

fn give_identifiers(document: &mut CourseDocument) {
    for module in &mut document.modules {
        module.id = ids::new_id();
        for item in &mut module.items {
            item.id = ids::new_id();
            if let surgalt::courses::document::Content::Quiz(quiz) = &mut item.content {
                quiz.questions
                    .iter_mut()
                    .for_each(|question| question.id = ids::new_id());
            }
        }
    }
}
