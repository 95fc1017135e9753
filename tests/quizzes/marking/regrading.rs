//! Grading anew that is killed, done twice, or asked for by another node.

use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};
use serde_json::{Value, json};
use surgalt::ids;
use surgalt::quizzes::questions::Question;
use surgalt::quizzes::regrade::{self, BATCH, regrade_batch};
use surgalt::quizzes::tables::marking::correction::{self, Kept};
use surgalt::quizzes::tables::marking::{corrected_version, mark_change};
use uuid::Uuid;

use super::corrections::{outcome, right_key, wrong_key};
use super::{another, hand_in};
use crate::quizzes::{Learning, attempt_path, true_or_false};
use crate::support::House;

stories![
    regrading_that_is_killed_goes_on_where_it_was,
    a_correction_of_another_node_is_seen_within_seconds,
];

/// Writes a correction down as another node would that is killed before it grades anew.
async fn written_elsewhere(house: &House, learning: &Learning, after: Question) -> Uuid {
    let id = ids::new_id();
    house
        .save(correction::ActiveModel {
            id: Set(id),
            course_id: Set(learning.course.id),
            item_id: Set(learning.item),
            question_id: Set(after.id),
            before: Set(Kept(learning.quiz().questions[0].clone())),
            after: Set(Kept(after)),
            reason: Set("Түлхүүр буруу.".to_owned()),
            made_by: Set(learning.teacher.id()),
            made_at: Set(house.clock.now()),
            regraded_through: Set(None),
            regraded: Set(0),
            changed: Set(0),
            regraded_at: Set(None),
        })
        .await;
    house
        .save(corrected_version::ActiveModel {
            version_id: Set(learning.course.version_id),
            correction_id: Set(id),
        })
        .await;
    id
}

fn corrected(learning: &Learning, change: impl FnOnce(&mut Value)) -> Question {
    let mut question = serde_json::to_value(&learning.quiz().questions[0]).unwrap();
    change(&mut question);
    serde_json::from_value(question).unwrap()
}

async fn regrading_that_is_killed_goes_on_where_it_was(house: House) {
    let learning = Learning::begin(&house, wrong_key).await;
    let count = BATCH + 5;
    let mut people = Vec::new();
    for _ in 0..count {
        let (teacher, attempt) = another(&house, &learning).await;
        hand_in(&teacher, &attempt, true_or_false(false)).await;
        people.push((teacher, attempt));
    }
    let correction = written_elsewhere(&house, &learning, corrected(&learning, right_key)).await;
    let (app, version) = (house.app.clone(), learning.course.version_id);
    app.versions.forget(version).unwrap();
    let more = house
        .look(async move { regrade_batch(&app, correction).await.unwrap() })
        .await;
    assert!(more, "the first batch is not all");
    assert_eq!(outcome(&people[0]).await, (1.0, true));
    assert_eq!(
        outcome(people.last().unwrap()).await,
        (0.0, false),
        "not yet"
    );

    // Two workers take it up, each as after a kill; then it is done once more for good measure.
    let (one, other) = (house.app.clone(), house.app.clone());
    let both = async move {
        let (one, other) = futures_util::join!(
            regrade::regrade(&one, correction, false),
            regrade::regrade(&other, correction, false),
        );
        one.unwrap();
        other.unwrap();
    };
    house.look(both).await;
    let app = house.app.clone();
    house
        .look(async move { regrade::regrade(&app, correction, true).await.unwrap() })
        .await;
    for person in &people {
        assert_eq!(outcome(person).await, (1.0, true));
    }
    let app = house.app.clone();
    let (row, written) = house
        .look(async move {
            let reader = app.database.reader();
            let row = correction::Entity::find_by_id(correction).one(reader).await;
            let written = mark_change::Entity::find()
                .filter(mark_change::Column::CorrectionId.eq(correction))
                .count(reader)
                .await;
            (row.unwrap().unwrap(), written.unwrap())
        })
        .await;
    let count_written = i32::try_from(count).unwrap();
    assert_eq!((row.regraded, row.changed), (count_written, count_written));
    assert!(row.regraded_at.is_some());
    assert_eq!(written, count, "each mark has changed once");
}

async fn a_correction_of_another_node_is_seen_within_seconds(house: House) {
    let learning = Learning::begin(&house, wrong_key).await;
    let attempt = learning.start().await;
    let reworded = corrected(&learning, |question| {
        question["text"] = json!("Дэлхий бөөрөнхий.")
    });
    written_elsewhere(&house, &learning, reworded).await;
    for _ in 0..100 {
        let read = learning
            .teacher
            .get(&attempt_path(&attempt))
            .await
            .expect(200);
        if read["paper"]["questions"][0]["text"] == "Дэлхий бөөрөнхий." {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    panic!("the correction has not been seen after ten seconds");
}
