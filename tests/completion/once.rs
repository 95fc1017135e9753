use futures_util::future::join_all;
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};
use serde_json::json;
use surgalt::certificates::tables::certificate;
use surgalt::completion;
use surgalt::outbox::tables::outbox_job;
use surgalt::policy::Role;
use surgalt::programmes::tables::enrolment;

use crate::support::House;

stories![
    everything_done_at_the_same_moment_earns_exactly_one_certificate,
    a_whole_cohort_that_finishes_at_once_gets_serial_numbers_without_a_gap,
    what_is_not_committed_has_not_been_earned,
];

/// A course of so many lessons and nothing else.
fn lessons(count: usize) -> serde_json::Value {
    let lesson = json!({"title": "Хичээл", "content": {"kind": "lesson", "markdown": ""}});
    json!({"title": "Манлайлал", "language": "mn", "hours": 24,
        "modules": [{"title": "Модуль", "items": vec![lesson; count]}]})
}

async fn letters(house: &House, certificate: &certificate::Model) -> u64 {
    let key = format!("certificate {}", certificate.id);
    outbox_job::Entity::find()
        .filter(outbox_job::Column::Key.eq(key))
        .count(house.app.database.reader())
        .await
        .unwrap()
}

async fn everything_done_at_the_same_moment_earns_exactly_one_certificate(house: House) {
    let host = house.person(&[Role::Methodologist]).await;
    let teacher = house.person(&[Role::Learner]).await;
    let course = house.course(&host, lessons(12)).await;
    let enrolment = house.enrol(&teacher, &course).await;

    // Each in a transaction of its own that sees only its own lesson until it has the lock.
    join_all(
        course
            .document
            .items()
            .map(|item| house.read(enrolment, item.id)),
    )
    .await;
    let evaluate = async || {
        let transaction = house.app.database.begin().await.unwrap();
        completion::evaluate(&house.app, &transaction, enrolment)
            .await
            .unwrap();
        transaction.commit().await.unwrap();
    };
    join_all((0..8).map(|_| evaluate())).await;

    let reader = house.app.database.reader();
    let certificates = certificate::Entity::find().all(reader).await.unwrap();
    assert_eq!(certificates.len(), 1);
    assert_eq!(certificates[0].enrolment_id, enrolment);
    assert_eq!(letters(&house, &certificates[0]).await, 1);
    let enrolment = enrolment::Entity::find_by_id(enrolment).one(reader).await;
    let enrolment = enrolment.unwrap().unwrap();
    assert_eq!(enrolment.completed_at, Some(certificates[0].issued_at));
    assert_eq!(enrolment.revision, 1);
    assert_eq!(house.mails().await.len(), 1);
}

async fn a_whole_cohort_that_finishes_at_once_gets_serial_numbers_without_a_gap(house: House) {
    let host = house.person(&[Role::Methodologist]).await;
    let course = house.course(&host, lessons(1)).await;
    let lesson = course.document.items().next().unwrap().id;
    let mut enrolments = Vec::new();
    for _ in 0..12 {
        let teacher = house.person(&[Role::Learner]).await;
        enrolments.push(house.enrol(&teacher, &course).await);
    }
    join_all(enrolments.iter().map(|id| house.read(*id, lesson))).await;

    let certificates = certificate::Entity::find()
        .all(house.app.database.reader())
        .await
        .unwrap();
    let mut numbers: Vec<_> = certificates.iter().map(|row| &row.serial_number).collect();
    numbers.sort();
    let year = house.clock.now().format("%Y");
    let expected: Vec<_> = (1..=12).map(|n| format!("SG-{year}-{n:06}")).collect();
    assert_eq!(numbers, expected.iter().collect::<Vec<_>>());
}

async fn what_is_not_committed_has_not_been_earned(house: House) {
    let host = house.person(&[Role::Methodologist]).await;
    let teacher = house.person(&[Role::Learner]).await;
    let course = house.course(&host, lessons(1)).await;
    let lesson = course.document.items().next().unwrap().id;
    let enrolment = house.enrol(&teacher, &course).await;
    {
        use sea_orm::{ActiveModelTrait, ActiveValue::Set};
        let transaction = house.app.database.begin().await.unwrap();
        surgalt::programmes::tables::lesson_read::ActiveModel {
            enrolment_id: Set(enrolment),
            item_id: Set(lesson),
            read_at: Set(house.clock.now()),
        }
        .insert(&transaction)
        .await
        .unwrap();
        completion::evaluate(&house.app, &transaction, enrolment)
            .await
            .unwrap();
        transaction.rollback().await.unwrap();
    }
    let own = teacher.get("/api/v1/me/certificates").await.expect(200);
    assert_eq!(own["items"], json!([]));
    assert!(house.mails().await.is_empty());

    house.read(enrolment, lesson).await;
    let own = teacher.get("/api/v1/me/certificates").await.expect(200);
    let number = own["items"][0]["serial_number"].as_str().unwrap();
    assert!(number.ends_with("-000001"), "{number}");
}
