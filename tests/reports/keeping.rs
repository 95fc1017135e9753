//! What is done is written down where it is decided, and taken back when it is decided otherwise.

use chrono::TimeDelta;
use sea_orm::{ConnectionTrait, EntityTrait, PaginatorTrait};
use serde_json::{Value, json};
use surgalt::outbox::{self, Job};
use surgalt::programmes::tables::item_done;

use super::{Season, some};
use crate::support::{Client, House, PASSWORD};

stories![
    a_regrade_takes_an_item_back,
    what_was_done_before_is_counted_once,
];

/// A lesson to be read, and a quiz whose key is wrong.
fn document() -> Value {
    let question = json!({"text": "Дэлхий хавтгай.",
        "answer": {"kind": "true_false", "correct": true}});
    json!({"title": "Манлайлал", "language": "mn", "hours": 24, "modules": [{"title": "Нэг", "items": [
        {"title": "Хичээл", "content": {"kind": "lesson", "markdown": ""}},
        {"title": "Сорил", "content": {"kind": "quiz", "pass_percent": 60,
            "questions": [question]}}]}]})
}

/// Somebody answers that it is true.
async fn believes(season: &Season, learner: &Client) {
    let (enrolment, quiz) = (season.enrolment(learner).await, season.item(1));
    let path = format!("/api/v1/enrolments/{enrolment}/items/{quiz}/attempts");
    let attempt = learner.post(&path, json!(null)).await.expect(200);
    let attempt = &attempt["attempt"]["id"];
    let question = question(season);
    let attempt = format!("/api/v1/attempts/{}", attempt.as_str().unwrap());
    let answer = format!("{attempt}/answers/{}", question["id"].as_str().unwrap());
    let response = json!({"client_number": 1, "response": {"kind": "true_false", "value": true}});
    learner.put(&answer, response).await.expect(200);
    let submission = format!("{attempt}/submission");
    learner.post(&submission, json!(null)).await.expect(200);
}

fn question(season: &Season) -> Value {
    let item = season.course.document.items().nth(1).unwrap();
    let item = serde_json::to_value(item).unwrap();
    item["content"]["questions"][0].clone()
}

async fn a_regrade_takes_an_item_back(house: House) {
    let mut season = Season::open(house, document(), |_| {}).await;
    let mut teachers = season.teachers(season.tree.schools[0], 2).await;
    season.invite(&season.cohort.clone()).await;
    believes(&season, &teachers[0]).await;
    believes(&season, &teachers[1]).await;
    season.reads(&teachers[1]).await;
    let [_, finished] = &mut teachers[..] else {
        panic!("two teachers")
    };
    season.passes(TimeDelta::days(6), &mut [finished]).await;
    let officer = season.officer(season.tree.province).await;
    let names = [
        "invited",
        "started",
        "on_track",
        "behind",
        "finished",
        "certified",
    ];
    let report = season.report(&officer, "").await;
    assert_eq!(some(&report["total"], &names), [2, 2, 1, 0, 1, 1]);
    assert_eq!(some(&report["items"][1], &["done", "of"]), [2, 2]);

    let mut right = question(&season);
    let id = right["id"].clone();
    right["answer"]["correct"] = json!(false);
    let path = format!(
        "/api/v1/courses/{}/items/{}/corrections",
        season.course.id,
        season.item(1)
    );
    let correction = json!({"question_id": id, "question": right, "dry_run": false,
        "reason": "Түлхүүр буруу байсан."});
    season
        .methodologist
        .post(&path, correction)
        .await
        .expect(202);
    season.house.outbox_is_empty().await;

    // Nobody has passed it any more, so who has only that is behind; who has completed the course has.
    let report = season.report(&officer, "").await;
    assert_eq!(some(&report["items"][0], &["done", "of"]), [1, 2]);
    assert_eq!(some(&report["items"][1], &["done", "of"]), [0, 2]);
    assert_eq!(some(&report["total"], &names), [2, 2, 0, 1, 1, 1]);
}

async fn what_was_done_before_is_counted_once(house: House) {
    let mut season = Season::open(house, document(), |_| {}).await;
    let teachers = season.teachers(season.tree.schools[0], 3).await;
    season.invite(&season.cohort.clone()).await;
    believes(&season, &teachers[0]).await;
    season.reads(&teachers[0]).await;
    season.reads(&teachers[1]).await;
    season.passes(TimeDelta::days(6), &mut []).await;
    let mut officer = season.officer(season.tree.province).await;
    let before = season.report(&officer, "").await;
    let app = season.house.app.clone();
    let written = async || {
        let app = app.clone();
        let rows = async move { item_done::Entity::find().all(app.database.reader()).await };
        let mut rows = season.house.look(rows).await.unwrap();
        rows.sort_by_key(|row| (row.enrolment_id, row.item_id));
        rows
    };
    let kept = written().await;
    assert_eq!(kept.len(), 3);

    // As a database is that comes from before: only who has begun is known to it.
    let transaction = app.database.begin().await.unwrap();
    for statement in [
        "DELETE FROM items_done",
        "UPDATE enrolments SET self_paced_done = 0, webinars_done = 0, attended_percent = NULL",
    ] {
        transaction.execute_unprepared(statement).await.unwrap();
    }
    let now = season.house.clock.now();
    for key in ["count-progress", "count-progress again"] {
        outbox::enqueue(&transaction, key.to_owned(), Job::CountProgress, now, now)
            .await
            .unwrap();
    }
    transaction.commit().await.unwrap();
    season.house.outbox_is_empty().await;
    // Each item is done when it was done, however late it was counted.
    let counted = written().await;
    assert_eq!(counted.len(), kept.len());
    for (counted, kept) in counted.iter().zip(&kept) {
        assert_eq!(counted.item_id, kept.item_id);
        assert!((counted.done_at - kept.done_at).abs() < TimeDelta::minutes(1));
    }
    officer.sign_in(PASSWORD).await;
    let after = season.report(&officer, "").await;
    for name in ["total", "below", "items"] {
        assert_eq!(after[name], before[name]);
    }
    let count = async move { item_done::Entity::find().count(app.database.reader()).await };
    assert_eq!(season.house.look(count).await.unwrap(), 3);
}
