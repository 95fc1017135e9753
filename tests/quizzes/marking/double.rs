//! Two people who mark the same answer without knowing of each other, and a third who decides.

use futures_util::future::join_all;
use serde_json::{Value, json};
use surgalt::policy::Role;

use super::{changes, essay_text, hand_in, mark, marks_path, one_essay, queue, sheet_path};
use crate::quizzes::{Learning, attempt_path};
use crate::support::{Client, House};

stories![
    two_who_are_near_come_to_their_mean,
    of_two_who_are_far_apart_a_third_decides,
    two_who_mark_at_the_same_moment_are_both_heard,
    a_crowd_that_marks_at_once_leaves_two_marks,
];

/// An attempt that two people mark, who may differ by one mark of ten.
async fn twice_marked(house: &House) -> (Learning, Value) {
    let learning = Learning::begin(house, |quiz| {
        one_essay(quiz);
        quiz["marking"] = json!({"markers": 2, "difference_percent": 10});
    })
    .await;
    let attempt = learning.start().await;
    hand_in(&learning.teacher, &attempt, essay_text("Учир нь …")).await;
    (learning, attempt)
}

async fn markers<const COUNT: usize>(house: &House) -> [Client; COUNT] {
    let people = (0..COUNT).map(|_| house.person(&[Role::Methodologist]));
    join_all(people).await.try_into().ok().unwrap()
}

async fn two_who_are_near_come_to_their_mean(house: House) {
    let (learning, attempt) = twice_marked(&house).await;
    let [one, other, third] = markers(&house).await;
    let tag_of_other = other.get(&sheet_path(&attempt)).await.header("etag");
    let given = json!({"marks": 6.5, "comment": "Сайн."});
    let sheet = mark(&one, &attempt, "essay", given).await.expect(200);
    assert_eq!(sheet["essays"][0]["marks"], Value::Null, "not settled");
    assert_eq!(sheet["essays"][0]["markings"][0]["marks"], 6.5, "one's own");

    // The other sees nothing of it, and what was read before still holds.
    let read = other.get(&sheet_path(&attempt)).await;
    assert_eq!(read.header("etag"), tag_of_other);
    let sheet = read.expect(200);
    assert_eq!(sheet["essays"][0]["markings"], json!([]));
    assert_eq!(sheet["essays"][0]["waiting_for"], "second");
    assert!(changes(&other, &attempt).await.is_empty());
    let read = learning.teacher.get(&attempt_path(&attempt)).await;
    assert_eq!(read.expect(200)["attempt"]["state"], "submitted");
    assert_eq!(queue(&one, "").await.len(), 0, "it waits for the other");

    // Until then one may think again.
    mark(
        &one,
        &attempt,
        "essay",
        json!({"marks": 7, "comment": "Сайн."}),
    )
    .await
    .expect(200);
    let path = marks_path(&attempt, "essay");
    let given = json!({"marks": 7.99, "comment": "Маш сайн."});
    let sheet = other
        .put_if_match(&path, &tag_of_other, given)
        .await
        .expect(200);
    let essay = &sheet["essays"][0];
    assert_eq!(
        (&essay["marks"], &essay["waiting_for"]),
        (&json!(7.5), &Value::Null)
    );
    assert_eq!(
        essay["markings"].as_array().unwrap().len(),
        2,
        "now all is told"
    );
    let read = learning
        .teacher
        .get(&attempt_path(&attempt))
        .await
        .expect(200);
    assert_eq!(read["attempt"]["outcome"]["marks"], 7.5);
    let comment = &read["feedback"]["questions"][0]["grader_comment"];
    assert_eq!(comment, "Сайн.\n\nМаш сайн.");
    let seen = changes(&learning.teacher, &attempt).await;
    assert_eq!((seen.len(), &seen[0]["after"]), (1, &json!(7.5)));

    for late in [&one, &other, &third] {
        mark(late, &attempt, "essay", json!({"marks": 0}))
            .await
            .refused(409, "already_marked");
    }
}

async fn of_two_who_are_far_apart_a_third_decides(house: House) {
    let (learning, attempt) = twice_marked(&house).await;
    let [one, other, third] = markers(&house).await;
    mark(
        &one,
        &attempt,
        "essay",
        json!({"marks": 9, "comment": "Гайхалтай."}),
    )
    .await
    .expect(200);
    let sheet = mark(&other, &attempt, "essay", json!({"marks": 4}))
        .await
        .expect(200);
    assert_eq!(sheet["essays"][0]["waiting_for"], "reconciliation");
    let own = sheet["essays"][0]["markings"].as_array().unwrap();
    assert_eq!(
        (own.len(), &own[0]["marks"]),
        (1, &json!(4.0)),
        "only one's own"
    );
    for involved in [&one, &other] {
        assert!(queue(involved, "").await.is_empty());
        mark(involved, &attempt, "essay", json!({"marks": 6}))
            .await
            .refused(409, "already_marked");
    }

    assert_eq!(queue(&third, "waiting_for=reconciliation").await.len(), 1);
    let sheet = third.get(&sheet_path(&attempt)).await.expect(200);
    let both = sheet["essays"][0]["markings"].as_array().unwrap();
    let told: Vec<_> = both
        .iter()
        .map(|one| one["marks"].as_f64().unwrap())
        .collect();
    assert_eq!(told, [9.0, 4.0], "who decides sees both");
    mark(
        &third,
        &attempt,
        "essay",
        json!({"marks": 8, "comment": "Хангалттай."}),
    )
    .await
    .expect(200);
    let read = learning
        .teacher
        .get(&attempt_path(&attempt))
        .await
        .expect(200);
    assert_eq!(read["attempt"]["outcome"]["marks"], 8.0);
    assert_eq!(
        read["feedback"]["questions"][0]["grader_comment"],
        "Хангалттай."
    );
    let seen = changes(&one, &attempt).await;
    assert_eq!(seen.len(), 1);
    assert_eq!(
        (&seen[0]["why"], &seen[0]["by"]["id"]),
        (&json!("reconciled"), &json!(third.id()))
    );
}

async fn two_who_mark_at_the_same_moment_are_both_heard(house: House) {
    for _ in 0..5 {
        let (learning, attempt) = twice_marked(&house).await;
        let [one, other] = markers(&house).await;
        let (first, second) = futures_util::join!(
            mark(&one, &attempt, "essay", json!({"marks": 6})),
            mark(&other, &attempt, "essay", json!({"marks": 7})),
        );
        first.expect(200);
        second.expect(200);
        let read = learning
            .teacher
            .get(&attempt_path(&attempt))
            .await
            .expect(200);
        assert_eq!(read["attempt"]["outcome"]["marks"], 6.5, "neither was lost");
    }
}

async fn a_crowd_that_marks_at_once_leaves_two_marks(house: House) {
    let (learning, attempt) = twice_marked(&house).await;
    let crowd = markers::<6>(&house).await;
    let given = crowd
        .iter()
        .map(|marker| mark(marker, &attempt, "essay", json!({"marks": 6})));
    let mut taken = 0;
    for answer in join_all(given).await {
        match answer.status.as_u16() {
            200 => taken += 1,
            412 => drop(answer.refused(412, "changed")),
            _ => drop(answer.refused(409, "already_marked")),
        }
    }
    assert_eq!(taken, 2);
    let read = learning
        .teacher
        .get(&attempt_path(&attempt))
        .await
        .expect(200);
    assert_eq!(read["attempt"]["outcome"]["marks"], 6.0);
    assert_eq!(changes(&crowd[0], &attempt).await.len(), 1);
}
