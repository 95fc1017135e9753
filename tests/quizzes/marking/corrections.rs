//! A question that was wrong, and the people whose marks it decides.

use sea_orm::{EntityTrait, PaginatorTrait};
use serde_json::{Value, json};
use surgalt::policy::Role;
use surgalt::quizzes::tables::marking::mark_change;

use super::{another, changes, essay_text, hand_in, mark, one_essay};
use crate::quizzes::{Learning, attempt_path, true_or_false};
use crate::support::{Answer, Client, House};

stories![
    a_dry_run_says_who_changes_and_changes_nothing,
    a_correction_reaches_everybody_and_every_mark_tells_why,
    what_a_person_has_decided_keeps_its_share,
    what_would_change_the_meaning_of_answers_is_refused,
    of_two_who_correct_at_once_one_is_heard,
];

/// A statement that the author wrongly holds to be true.
pub fn wrong_key(quiz: &mut Value) {
    quiz["questions"] = json!([
        {"text": "Дэлхий хавтгай.", "answer": {"kind": "true_false", "correct": true}},
    ]);
}

fn path(learning: &Learning) -> String {
    let (course, item) = (learning.course.id, learning.item);
    format!("/api/v1/courses/{course}/items/{item}/corrections")
}

/// Asks for the first question of the quiz to be this one.
async fn correct(
    author: &Client,
    learning: &Learning,
    change: impl FnOnce(&mut Value),
    dry_run: bool,
) -> Answer {
    let question = &learning.quiz().questions[0];
    let mut corrected = serde_json::to_value(question).unwrap();
    change(&mut corrected);
    let body = json!({"question_id": question.id, "question": corrected,
        "reason": "Түлхүүр буруу байсан.", "dry_run": dry_run});
    author.post(&path(learning), body).await
}

pub fn right_key(question: &mut Value) {
    question["answer"]["correct"] = json!(false);
}

/// Three people: one said that it is true, one that it is not, and one said nothing.
async fn answered(house: &House) -> (Learning, [(Client, Value); 3]) {
    let learning = Learning::begin(house, wrong_key).await;
    let believer = another(house, &learning).await;
    hand_in(&believer.0, &believer.1, true_or_false(true)).await;
    let doubter = another(house, &learning).await;
    hand_in(&doubter.0, &doubter.1, true_or_false(false)).await;
    let silent = another(house, &learning).await;
    let submission = format!("{}/submission", attempt_path(&silent.1));
    silent.0.post(&submission, json!(null)).await.expect(200);
    (learning, [believer, doubter, silent])
}

pub async fn outcome(of: &(Client, Value)) -> (f64, bool) {
    let read = of.0.get(&attempt_path(&of.1)).await.expect(200);
    let outcome = &read["attempt"]["outcome"];
    (
        outcome["marks"].as_f64().unwrap(),
        outcome["passed"].as_bool().unwrap(),
    )
}

async fn certificates(person: &Client) -> usize {
    let own = person.get("/api/v1/me/certificates").await.expect(200);
    own["items"].as_array().unwrap().len()
}

async fn a_dry_run_says_who_changes_and_changes_nothing(house: House) {
    let (learning, people) = answered(&house).await;
    let author = house.person(&[Role::Methodologist]).await;
    let told = correct(&author, &learning, right_key, true)
        .await
        .expect(200);
    assert_eq!(
        (&told["versions"], &told["looked_at"]),
        (&json!(1), &json!(3))
    );
    assert_eq!(told["next"], Value::Null);
    let items = told["items"].as_array().unwrap();
    let [believer, doubter] = items.as_slice() else {
        panic!("who said nothing does not change: {told}");
    };
    assert_eq!(believer["person"]["id"], people[0].0.id().to_string());
    assert_eq!(
        (&believer["marks_before"], &believer["marks_after"]),
        (&json!(1.0), &json!(0.0))
    );
    assert_eq!(believer["outcome_before"]["passed"], true);
    assert_eq!(believer["outcome_after"]["passed"], false);
    assert_eq!(believer["certificate"], "stays", "it was issued");
    assert_eq!(
        (&doubter["marks_before"], &doubter["marks_after"]),
        (&json!(0.0), &json!(1.0))
    );
    assert_eq!(doubter["certificate"], "may_be_issued");

    // Page by page it is the same.
    let question = &learning.quiz().questions[0];
    let mut corrected = serde_json::to_value(question).unwrap();
    right_key(&mut corrected);
    let body = json!({"question_id": question.id, "question": corrected, "reason": "?",
        "dry_run": true});
    let mut next = String::new();
    for expected in items {
        let page = format!("{}?limit=1{next}", path(&learning));
        let told = author.post(&page, body.clone()).await.expect(200);
        assert_eq!(told["items"], json!([expected]));
        next = format!("&after={}", told["next"].as_str().unwrap());
    }
    let page = format!("{}?limit=1{next}", path(&learning));
    let told = author.post(&page, body).await.expect(200);
    assert_eq!((&told["items"], &told["next"]), (&json!([]), &Value::Null));

    assert_eq!(outcome(&people[0]).await, (1.0, true));
    assert!(changes(&people[0].0, &people[0].1).await.is_empty());
    let made = author.get(&path(&learning)).await.expect(200);
    assert_eq!(made["items"], json!([]));
}

async fn a_correction_reaches_everybody_and_every_mark_tells_why(house: House) {
    let (learning, people) = answered(&house).await;
    let author = house.person(&[Role::Methodologist]).await;
    assert_eq!(
        (
            certificates(&people[0].0).await,
            certificates(&people[1].0).await
        ),
        (1, 0)
    );
    let made = correct(&author, &learning, right_key, false)
        .await
        .expect(202);
    house.outbox_is_empty().await;
    assert_eq!(outcome(&people[0]).await, (0.0, false));
    assert_eq!(outcome(&people[1]).await, (1.0, true));
    assert_eq!(outcome(&people[2]).await, (0.0, false));
    // What was issued stays until the registrar decides; who passes now gets one.
    assert_eq!(
        (
            certificates(&people[0].0).await,
            certificates(&people[1].0).await
        ),
        (1, 1)
    );

    let seen = changes(&people[0].0, &people[0].1).await;
    assert_eq!(seen.len(), 1);
    assert_eq!(
        (&seen[0]["before"], &seen[0]["after"]),
        (&json!(1.0), &json!(0.0))
    );
    assert_eq!(
        (&seen[0]["why"], &seen[0]["correction_id"]),
        (&json!("regraded"), &made["id"])
    );
    assert_eq!(seen[0]["by"]["id"], author.id().to_string());
    let kept = author.get(&path(&learning)).await.expect(200);
    let kept = &kept["items"][0];
    assert_eq!(
        (&kept["regraded"], &kept["changed"]),
        (&json!(3), &json!(2))
    );
    assert!(kept["regraded_at"].is_string());
    assert_eq!(kept["before"]["answer"]["correct"], true);
    assert_eq!(kept["after"]["answer"]["correct"], false);

    // The version is what was published; who answers now is graded by what is right.
    let version = format!("/api/v1/courses/{}/versions/1", learning.course.id);
    let version = author.get(&version).await.expect(200);
    let published = &version["document"]["modules"][0]["items"][0]["content"]["questions"][0];
    assert_eq!(published["answer"]["correct"], true);
    let attempt = learning.start().await;
    let graded = hand_in(&learning.teacher, &attempt, true_or_false(false)).await;
    assert_eq!(graded["attempt"]["passed"], true);

    // A second look, a minute later, finds nothing to do.
    house.clock.advance(chrono::TimeDelta::minutes(2));
    house.outbox_is_empty().await;
    let app = house.app.clone();
    let written = house
        .look(async move {
            let reader = app.database.reader();
            mark_change::Entity::find().count(reader).await.unwrap()
        })
        .await;
    assert_eq!(written, 2);
}

async fn what_a_person_has_decided_keeps_its_share(house: House) {
    let learning = Learning::begin(&house, |quiz| {
        one_essay(quiz);
        quiz["marking"] = json!({"markers": 2});
    })
    .await;
    let author = house.person(&[Role::Methodologist]).await;
    let other = house.person(&[Role::Methodologist]).await;
    let marked = another(&house, &learning).await;
    hand_in(&marked.0, &marked.1, essay_text("…")).await;
    for marker in [&author, &other] {
        mark(marker, &marked.1, "essay", json!({"marks": 7.5}))
            .await
            .expect(200);
    }
    let half = another(&house, &learning).await;
    hand_in(&half.0, &half.1, essay_text("…")).await;
    mark(&author, &half.1, "essay", json!({"marks": 5}))
        .await
        .expect(200);
    let open = another(&house, &learning).await;

    // Another wording changes no mark.
    let reword = |question: &mut Value| question["text"] = json!("Яагаад вэ?");
    correct(&author, &learning, reword, false).await.expect(202);
    house.outbox_is_empty().await;
    assert_eq!(outcome(&marked).await, (7.5, true));
    assert_eq!(changes(&author, &marked.1).await.len(), 1);
    let read = open.0.get(&attempt_path(&open.1)).await.expect(200);
    assert_eq!(read["paper"]["questions"][0]["text"], "Яагаад вэ?");

    // Twice the marks: twice what was given, whether by both or by one of two.
    let worth = |question: &mut Value| question["marks"] = json!(20);
    let told = correct(&author, &learning, worth, true).await.expect(200);
    assert_eq!(told["items"].as_array().unwrap().len(), 2);
    assert_eq!(told["items"][0]["marks_after"], 15.0);
    correct(&author, &learning, worth, false).await.expect(202);
    house.outbox_is_empty().await;
    house.clock.advance(chrono::TimeDelta::minutes(2));
    house.outbox_is_empty().await;
    let mut learner = marked.0.clone();
    learner.sign_in(crate::support::PASSWORD).await;
    let read = learner.get(&attempt_path(&marked.1)).await.expect(200);
    let outcome = json!({"marks": 15.0, "most": 20.0, "percent": 75.0, "passed": true});
    assert_eq!(read["attempt"]["outcome"], outcome);
    let mut other = other;
    other.sign_in(crate::support::PASSWORD).await;
    mark(&other, &half.1, "essay", json!({"marks": 12}))
        .await
        .expect(200);
    let mut learner = half.0.clone();
    learner.sign_in(crate::support::PASSWORD).await;
    let read = learner.get(&attempt_path(&half.1)).await.expect(200);
    assert_eq!(
        read["attempt"]["outcome"]["marks"], 11.0,
        "the mean of 10 and 12"
    );
}

async fn what_would_change_the_meaning_of_answers_is_refused(house: House) {
    let (learning, people) = answered(&house).await;
    let author = house.person(&[Role::Administrator]).await;
    let question = &learning.quiz().questions[0];
    let as_it_is = serde_json::to_value(question).unwrap();
    let other_kind = json!({"text": "?", "answer": {"kind": "essay"}});
    let mut right = as_it_is.clone();
    right_key(&mut right);
    let nobody = json!("0199a000-0000-7000-8000-000000000099");
    let mut of_another = right.clone();
    of_another["id"] = nobody.clone();
    let mut worthless = right.clone();
    worthless["marks"] = json!(0);
    let id = json!(question.id);
    for (question_id, corrected, version, field) in [
        (&id, &other_kind, Value::Null, "question.answer.kind"),
        (&id, &as_it_is, Value::Null, "question"),
        (&id, &of_another, Value::Null, "question.id"),
        (&id, &worthless, Value::Null, "question.marks"),
        (&nobody, &right, Value::Null, "question_id"),
        (&id, &right, json!(2), "version"),
        (&id, &right, json!(0), "version"),
    ] {
        let body = json!({"question_id": question_id, "question": corrected, "reason": "?",
            "version": version});
        let problem = author
            .post(&path(&learning), body)
            .await
            .refused(422, "invalid");
        assert_eq!(problem["fields"][0]["field"], field, "{problem}");
    }
    let body = json!({"question_id": id, "question": right, "reason": "?"});
    for role in [Role::Learner, Role::Officer, Role::Registrar] {
        let other = house.person(&[role]).await;
        other
            .post(&path(&learning), body.clone())
            .await
            .refused(403, "forbidden");
        other.get(&path(&learning)).await.refused(403, "forbidden");
    }
    let elsewhere = format!(
        "/api/v1/courses/{}/items/{}/corrections",
        learning.course.id,
        id.as_str().unwrap()
    );
    author
        .post(&elsewhere, body)
        .await
        .refused(404, "not_found");
    house.outbox_is_empty().await;
    assert_eq!(
        outcome(&people[0]).await,
        (1.0, true),
        "nothing has changed"
    );
}

async fn of_two_who_correct_at_once_one_is_heard(house: House) {
    let (learning, people) = answered(&house).await;
    let one = house.person(&[Role::Methodologist]).await;
    let other = house.person(&[Role::Administrator]).await;
    let worth = |question: &mut Value| question["marks"] = json!(3);
    let (first, second) = futures_util::join!(
        correct(&one, &learning, right_key, false),
        correct(&other, &learning, worth, false),
    );
    let (heard, late) = if first.status == 202 {
        (first, second)
    } else {
        (second, first)
    };
    let heard = heard.expect(202);
    match late.status.as_u16() {
        412 => drop(late.refused(412, "changed")),
        409 => drop(late.refused(409, "regrading")),
        _ => {
            // It came when the first had been worked through, and corrects what that has left.
            let late = late.expect(202);
            assert_eq!(late["before"], heard["after"]);
        }
    }
    house.outbox_is_empty().await;
    let made = one.get(&path(&learning)).await.expect(200);
    assert!(house.deeds("question_corrected").await >= 1);
    let last = made["items"].as_array().unwrap().last().unwrap();
    let read = people[0]
        .0
        .get(&attempt_path(&people[0].1))
        .await
        .expect(200);
    let most = &read["attempt"]["outcome"]["most"];
    assert_eq!(most.as_f64(), last["after"]["marks"].as_f64());
}
