//! When a quiz is open and how often, and who is granted something beyond it.

use chrono::TimeDelta;
use serde_json::{Value, json};
use surgalt::policy::Role;

use super::{Learning, attempt_path, submission_path};
use crate::support::House;

stories![
    a_quiz_is_open_within_its_window_only,
    what_is_asked_is_known_before_the_first_try,
    the_next_try_waits_as_long_as_the_author_says,
    the_average_of_all_tries_counts_where_the_author_wishes_it,
    a_teacher_who_sees_badly_has_more_time_also_in_the_try_that_runs,
    a_school_that_had_no_power_has_another_try,
    what_is_granted_fits_and_is_for_somebody,
];

async fn a_quiz_is_open_within_its_window_only(house: House) {
    let now = house.clock.now();
    let mut learning = Learning::begin(&house, |quiz| {
        quiz["opens_at"] = json!(now + TimeDelta::minutes(10));
        quiz["closes_at"] = json!(now + TimeDelta::minutes(60));
    })
    .await;
    let start = learning.attempts();
    learning
        .teacher
        .post(&start, json!(null))
        .await
        .refused(409, "quiz_not_open");
    learning.minutes_pass(&house, 45).await;
    let started = learning.start().await;
    assert_eq!(
        started["attempt"]["deadline"],
        json!(now + TimeDelta::minutes(60)),
        "the end of the quiz cuts a try short"
    );
    learning.minutes_pass(&house, 20).await;
    learning
        .teacher
        .post(&start, json!(null))
        .await
        .refused(409, "quiz_closed");
    let read = learning
        .teacher
        .get(&attempt_path(&started))
        .await
        .expect(200);
    assert_eq!(read["attempt"]["state"], "abandoned");
}

async fn what_is_asked_is_known_before_the_first_try(house: House) {
    let learning = Learning::begin(&house, |quiz| {
        quiz["tries"] = json!(2);
        quiz["minutes"] = json!(30);
        quiz["counting"] = json!("last");
    })
    .await;
    let item = format!(
        "/api/v1/enrolments/{}/items/{}",
        learning.enrolment, learning.item
    );
    let told = learning.teacher.get(&item).await.expect(200);
    let terms = &told["quiz"];
    let asked = learning.quiz().questions.len();
    assert_eq!(terms["question_count"], asked, "{told}");
    assert_eq!(terms["counting"], "last");
    assert_eq!(
        (&terms["tries"], &terms["minutes"]),
        (&json!(2), &json!(30))
    );

    let author = house.person(&[Role::Methodologist]).await;
    let grant = json!({"person_id": learning.teacher.id(), "extra_minutes": 15, "extra_tries": 1,
        "reason": "Хараа муу"});
    author
        .post(&accommodations(&learning), grant)
        .await
        .expect(201);
    let told = learning.teacher.get(&item).await.expect(200);
    let terms = &told["quiz"];
    assert_eq!(
        (&terms["tries"], &terms["minutes"]),
        (&json!(3), &json!(45))
    );
    // Of others nothing is granted.
    let preview = format!(
        "/api/v1/courses/{}/items/{}/preview",
        learning.course.id, learning.item
    );
    let told = author.get(&preview).await.expect(200);
    assert_eq!(told["quiz"]["minutes"], 30);
}

async fn the_next_try_waits_as_long_as_the_author_says(house: House) {
    let mut learning =
        Learning::begin(&house, |quiz| quiz["minutes_between_tries"] = json!(60)).await;
    let first = learning.start().await;
    learning
        .teacher
        .post(&submission_path(&first), json!(null))
        .await
        .expect(200);
    let start = learning.attempts();
    learning
        .teacher
        .post(&start, json!(null))
        .await
        .refused(409, "try_too_soon");
    learning.minutes_pass(&house, 61).await;
    assert_eq!(learning.start().await["attempt"]["number"], 2);
}

async fn the_average_of_all_tries_counts_where_the_author_wishes_it(house: House) {
    let learning = Learning::begin(&house, |quiz| quiz["counting"] = json!("average")).await;
    let progress = format!("/api/v1/enrolments/{}/progress", learning.enrolment);
    let first = learning.start().await;
    learning
        .teacher
        .post(&submission_path(&first), json!(null))
        .await
        .expect(200);
    let second = learning.start().await;
    learning.answer_everything(&second).await;
    learning
        .teacher
        .post(&submission_path(&second), json!(null))
        .await
        .expect(200);
    let list = learning.list().await;
    assert!(list.iter().all(|attempt| attempt["counts"] == true));
    let read = learning.teacher.get(&progress).await.expect(200);
    assert_eq!(
        read["complete"], false,
        "nothing and everything is half, and 60 per cent pass"
    );
}

fn accommodations(learning: &Learning) -> String {
    format!(
        "/api/v1/courses/{}/items/{}/accommodations",
        learning.course.id, learning.item
    )
}

async fn a_teacher_who_sees_badly_has_more_time_also_in_the_try_that_runs(house: House) {
    let mut learning = Learning::begin(&house, |_| {}).await;
    let attempt = learning.start().await;
    let author = house.person(&[Role::Methodologist]).await;
    let path = accommodations(&learning);
    let grant =
        json!({"person_id": learning.teacher.id(), "extra_minutes": 15, "reason": "Хараа муу"});
    let granted = author.post(&path, grant).await.expect(201);
    let deadline = |attempt: &Value| {
        let text = attempt["attempt"]["deadline"].as_str().unwrap();
        text.parse::<chrono::DateTime<chrono::Utc>>().unwrap()
    };
    let read = learning
        .teacher
        .get(&attempt_path(&attempt))
        .await
        .expect(200);
    assert_eq!(deadline(&read) - deadline(&attempt), TimeDelta::minutes(15));
    house.clock.advance(TimeDelta::minutes(31));
    house.outbox_is_empty().await;
    learning.minutes_pass(&house, 0).await;
    let read = learning
        .teacher
        .get(&attempt_path(&attempt))
        .await
        .expect(200);
    assert_eq!(
        read["attempt"]["state"], "open",
        "the first deadline closes nothing"
    );
    let listed = house
        .person(&[Role::Methodologist])
        .await
        .get(&path)
        .await
        .expect(200);
    assert_eq!(listed["items"][0], granted);

    let author = house.person(&[Role::Methodologist]).await;
    let withdraw = format!("/api/v1/accommodations/{}", granted["id"].as_str().unwrap());
    assert_eq!(author.delete(&withdraw).await.status, 204);
    let read = learning
        .teacher
        .get(&attempt_path(&attempt))
        .await
        .expect(200);
    assert_eq!(
        read["attempt"]["state"], "abandoned",
        "the quiz's own time is over"
    );
}

async fn a_school_that_had_no_power_has_another_try(house: House) {
    let learning = Learning::begin(&house, |quiz| quiz["tries"] = json!(1)).await;
    house.in_one_school(&[&learning.teacher]).await;
    let first = learning.start().await;
    learning
        .teacher
        .post(&submission_path(&first), json!(null))
        .await
        .expect(200);
    let start = learning.attempts();
    learning
        .teacher
        .post(&start, json!(null))
        .await
        .refused(409, "no_tries_left");
    let administrator = house.person(&[Role::Administrator]).await;
    let schools = administrator.get("/api/v1/organisations").await.expect(200);
    let school = &schools["items"][0]["id"];
    let grant =
        json!({"organisation_id": school, "extra_tries": 1, "reason": "Цахилгаангүй байсан"});
    administrator
        .post(&accommodations(&learning), grant)
        .await
        .expect(201);
    assert_eq!(learning.start().await["attempt"]["number"], 2);
}

async fn what_is_granted_fits_and_is_for_somebody(house: House) {
    let learning = Learning::begin(&house, |_| {}).await;
    let author = house.person(&[Role::Methodologist]).await;
    let path = accommodations(&learning);
    let person = learning.teacher.id();
    for (grant, field) in [
        (json!({"extra_minutes": 15, "reason": "?"}), "person_id"),
        (
            json!({"person_id": author.id(), "extra_minutes": 15, "reason": "?"}),
            "person_id",
        ),
        (
            json!({"person_id": person, "extra_minutes": 15, "reason": ""}),
            "reason",
        ),
        (
            json!({"person_id": person, "extra_minutes": 15, "reason": "?", "organisation_id": person}),
            "person_id",
        ),
        (
            json!({"organisation_id": person, "reason": "?"}),
            "organisation_id",
        ),
    ] {
        let refused = author.post(&path, grant).await.refused(422, "invalid");
        assert_eq!(refused["fields"][0]["field"], field, "{refused}");
    }
    for role in [Role::Learner, Role::Officer, Role::Registrar] {
        let grant = json!({"person_id": person, "extra_minutes": 15, "reason": "?"});
        house
            .person(&[role])
            .await
            .post(&path, grant)
            .await
            .refused(403, "forbidden");
    }
}
