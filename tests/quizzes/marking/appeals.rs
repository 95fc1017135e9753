//! A learner who does not agree with a mark.

use chrono::TimeDelta;
use futures_util::future::join_all;
use serde_json::{Value, json};
use surgalt::policy::Role;

use super::{another, changes, essay_text, hand_in, mark};
use crate::mail::read;
use crate::quizzes::{Learning, asked, attempt_path, essay, true_or_false};
use crate::support::{Answer, Client, House, PASSWORD};

stories![
    an_appeal_that_is_accepted_changes_the_mark_and_the_learner_is_told,
    an_appeal_that_is_rejected_changes_nothing,
    an_appeal_is_made_in_time_and_once,
    only_who_grades_decides_and_nobody_decides_for_oneself,
    of_two_who_decide_at_once_one_is_heard,
];

/// A statement that the author holds to be true, and an essay worth four marks.
fn statement_and_essay(quiz: &mut Value) {
    quiz["questions"] = json!([
        {"text": "Дэлхий хавтгай.", "answer": {"kind": "true_false", "correct": true}},
        essay(),
    ]);
}

fn appeals_path(attempt: &Value) -> String {
    format!("{}/appeals", attempt_path(attempt))
}

async fn appeal(learner: &Client, attempt: &Value, kind: &str) -> Answer {
    let question = &asked(attempt, kind)["id"];
    let body = json!({"question_id": question, "text": "Би зөв хариулсан."});
    learner.post(&appeals_path(attempt), body).await
}

async fn decide(decider: &Client, appeal: &Value, decision: Value) -> Answer {
    let path = format!(
        "/api/v1/appeals/{}/decision",
        appeal["id"].as_str().unwrap()
    );
    decider.post(&path, decision).await
}

/// An attempt in which the statement was answered "wrongly"; it is graded.
async fn graded(house: &House) -> (Learning, Value) {
    let learning = Learning::begin(house, statement_and_essay).await;
    let attempt = learning.start().await;
    hand_in(&learning.teacher, &attempt, true_or_false(false)).await;
    (learning, attempt)
}

async fn an_appeal_that_is_accepted_changes_the_mark_and_the_learner_is_told(house: House) {
    let (learning, attempt) = graded(&house).await;
    let made = appeal(&learning.teacher, &attempt, "true_false")
        .await
        .expect(201);
    assert_eq!(
        (&made["marks_before"], &made["accepted"]),
        (&json!(0.0), &Value::Null)
    );
    let decider = house.person(&[Role::Methodologist]).await;
    let waiting = decider.get("/api/v1/appeals").await.expect(200);
    let waiting = &waiting["items"][0];
    assert_eq!(
        (&waiting["appeal"], &waiting["item_title"]),
        (&made, &json!("Сорил"))
    );
    assert_eq!(waiting["person"]["id"], learning.teacher.id().to_string());

    for (decision, field) in [
        (json!({"accepted": true, "answer": "Тийм."}), "marks"),
        (
            json!({"accepted": true, "marks": 1.01, "answer": "Тийм."}),
            "marks",
        ),
        (
            json!({"accepted": true, "marks": -1, "answer": "Тийм."}),
            "marks",
        ),
        (
            json!({"accepted": false, "marks": 1, "answer": "Үгүй."}),
            "marks",
        ),
        (json!({"accepted": false, "answer": ""}), "answer"),
    ] {
        let problem = decide(&decider, &made, decision.clone())
            .await
            .refused(422, "invalid");
        assert_eq!(
            problem["fields"][0]["field"], field,
            "{decision}: {problem}"
        );
    }
    let decision = json!({"accepted": true, "marks": 1, "answer": "Дэлхий бөөрөнхий."});
    let decided = decide(&decider, &made, decision).await.expect(200);
    assert_eq!(
        (&decided["accepted"], &decided["marks_after"]),
        (&json!(true), &json!(1.0))
    );
    assert_eq!(
        decider.get("/api/v1/appeals").await.expect(200)["items"],
        json!([])
    );

    let own = learning
        .teacher
        .get(&appeals_path(&attempt))
        .await
        .expect(200);
    assert_eq!(own, json!([decided]));
    let now = learning
        .teacher
        .get(&attempt_path(&attempt))
        .await
        .expect(200);
    assert_eq!(now["attempt"]["outcome"]["marks"], 1.0);
    let seen = changes(&learning.teacher, &attempt).await;
    assert_eq!(
        seen.len(),
        1,
        "the first mark by rule stands in the attempt itself"
    );
    assert_eq!(
        (&seen[0]["before"], &seen[0]["after"]),
        (&json!(0.0), &json!(1.0))
    );
    assert_eq!(
        (&seen[0]["why"], &seen[0]["appeal_id"]),
        (&json!("appeal"), &made["id"])
    );

    let mails = house.mails().await;
    let letter = read(mails.last().unwrap());
    let text = letter.body_text(0).unwrap().into_owned();
    assert_eq!(
        letter.subject().unwrap(),
        "Таны гомдлыг шийдвэрлэлээ: Багшийн мэргэжлийн хөгжил"
    );
    assert!(
        text.contains("хүлээн авлаа") && text.contains("Дэлхий бөөрөнхий."),
        "{text}"
    );
    assert!(text.contains("0 → 1"), "{text}");
}

async fn an_appeal_that_is_rejected_changes_nothing(house: House) {
    let (learning, attempt) = graded(&house).await;
    let made = appeal(&learning.teacher, &attempt, "true_false")
        .await
        .expect(201);
    let decider = house.person(&[Role::Administrator]).await;
    let decision = json!({"accepted": false, "answer": "Номын 12-р хуудсыг үзнэ үү."});
    let decided = decide(&decider, &made, decision.clone()).await.expect(200);
    assert_eq!(
        (&decided["accepted"], &decided["marks_after"]),
        (&json!(false), &Value::Null)
    );
    decide(&decider, &made, decision)
        .await
        .refused(409, "appeal_decided");
    let now = learning
        .teacher
        .get(&attempt_path(&attempt))
        .await
        .expect(200);
    assert_eq!(now["attempt"]["outcome"]["marks"], 0.0);
    assert!(changes(&learning.teacher, &attempt).await.is_empty());
    let mails = house.mails().await;
    let text = read(mails.last().unwrap())
        .body_text(0)
        .unwrap()
        .into_owned();
    assert!(
        text.contains("хүлээн аваагүй") && text.contains("12-р хуудсыг"),
        "{text}"
    );
}

async fn an_appeal_is_made_in_time_and_once(house: House) {
    let mut learning = Learning::begin(&house, statement_and_essay).await;
    let attempt = learning.start().await;
    let teacher = &learning.teacher;
    appeal(teacher, &attempt, "essay")
        .await
        .refused(409, "appeal_closed");
    hand_in(teacher, &attempt, essay_text("Учир нь …")).await;
    appeal(teacher, &attempt, "essay")
        .await
        .refused(409, "appeal_closed");
    let marker = house.person(&[Role::Methodologist]).await;
    mark(&marker, &attempt, "essay", json!({"marks": 1}))
        .await
        .expect(200);

    let unknown = json!({"question_id": learning.item, "text": "?"});
    let problem = teacher
        .post(&appeals_path(&attempt), unknown)
        .await
        .refused(422, "invalid");
    assert_eq!(problem["fields"][0]["field"], "question_id");
    let silent = json!({"question_id": asked(&attempt, "essay")["id"], "text": ""});
    teacher
        .post(&appeals_path(&attempt), silent)
        .await
        .refused(422, "invalid");
    // Sent from two devices at once, it is made once.
    let made = join_all((0..4).map(|_| appeal(teacher, &attempt, "essay"))).await;
    let (taken, refused): (Vec<_>, Vec<_>) =
        made.into_iter().partition(|answer| answer.status == 201);
    assert_eq!(taken.len(), 1);
    for answer in refused {
        answer.refused(409, "already_exists");
    }
    house
        .clock
        .advance(TimeDelta::days(14) + TimeDelta::minutes(1));
    learning.teacher.sign_in(PASSWORD).await;
    appeal(&learning.teacher, &attempt, "true_false")
        .await
        .refused(409, "appeal_closed");
}

async fn only_who_grades_decides_and_nobody_decides_for_oneself(house: House) {
    let (mut learning, attempt) = graded(&house).await;
    let made = appeal(&learning.teacher, &attempt, "true_false")
        .await
        .expect(201);
    let decision = json!({"accepted": true, "marks": 1, "answer": "Тийм."});
    for role in [Role::Learner, Role::Officer, Role::Registrar] {
        let other = house.person(&[role]).await;
        decide(&other, &made, decision.clone())
            .await
            .refused(403, "forbidden");
        other.get("/api/v1/appeals").await.refused(403, "forbidden");
        other
            .get(&appeals_path(&attempt))
            .await
            .refused(404, "not_found");
        appeal(&other, &attempt, "true_false")
            .await
            .refused(404, "not_found");
    }
    let both = house.person(&[Role::Learner, Role::Methodologist]).await;
    learning.enrolment = house.enrol(&both, &learning.course).await;
    learning.teacher = both;
    let own = learning.start().await;
    hand_in(&learning.teacher, &own, true_or_false(false)).await;
    let own = appeal(&learning.teacher, &own, "true_false")
        .await
        .expect(201);
    decide(&learning.teacher, &own, decision.clone())
        .await
        .refused(404, "not_found");
    let queue = learning.teacher.get("/api/v1/appeals").await.expect(200);
    assert_eq!(
        queue["items"].as_array().unwrap().len(),
        1,
        "only the other's"
    );
    decide(&learning.teacher, &made, decision).await.expect(200);
}

async fn of_two_who_decide_at_once_one_is_heard(house: House) {
    let (learning, _) = graded(&house).await;
    let (teacher, attempt) = another(&house, &learning).await;
    hand_in(&teacher, &attempt, true_or_false(false)).await;
    let made = appeal(&teacher, &attempt, "true_false").await.expect(201);
    let one = house.person(&[Role::Methodologist]).await;
    let other = house.person(&[Role::Administrator]).await;
    let (first, second) = futures_util::join!(
        decide(
            &one,
            &made,
            json!({"accepted": true, "marks": 1, "answer": "Тийм."})
        ),
        decide(&other, &made, json!({"accepted": false, "answer": "Үгүй."})),
    );
    let (heard, late) = if first.status == 200 {
        (first, second)
    } else {
        (second, first)
    };
    late.refused(409, "appeal_decided");
    let heard = heard.expect(200);
    let kept = teacher.get(&appeals_path(&attempt)).await.expect(200);
    assert_eq!(kept, json!([heard]));
    let marks = if heard["accepted"] == true { 1.0 } else { 0.0 };
    let now = teacher.get(&attempt_path(&attempt)).await.expect(200);
    assert_eq!(now["attempt"]["outcome"]["marks"], marks);
    assert_eq!(house.mails().await.len(), 1, "one letter");
    assert_eq!(house.deeds("appeal_decided").await, 1);
}
