//! Who is asked when, and what becomes of an answer on a bad line.

use actix_web::http::Method;
use chrono::TimeDelta;
use serde_json::json;
use surgalt::courses::document::Content;
use surgalt::policy::Role;

use super::{Study, answer, waiting};
use crate::support::{House, PASSWORD};

stories![
    an_answer_counts_once_however_often_the_line_breaks,
    a_survey_waits_for_those_whom_it_concerns,
    a_survey_takes_answers_in_its_window_only,
    a_draft_is_kept_until_it_is_sent,
];

async fn an_answer_counts_once_however_often_the_line_breaks(house: House) {
    let study = Study::begin(house).await;
    for anonymous in [false, true] {
        let survey = study.place(json!({"anonymous": anonymous})).await;
        let bat = study.learner(None).await;
        let path = format!("/api/v1/me/surveys/{survey}/answer");
        let body = json!({"answers": {"overall": "very_good"}});
        let send = async |key: &str| {
            let headers = [("idempotency-key", key)];
            bat.send_json(Method::POST, &path, &headers, body.clone())
                .await
        };
        let first = send("a").await.expect(200);
        assert_eq!(first["answered"], true);
        // The answer was lost on the way, and the request is sent again.
        assert_eq!(send("a").await.expect(200), first);
        send("b").await.refused(409, "survey_answered");
        bat.post(&path, body.clone())
            .await
            .refused(409, "survey_answered");
        let results = format!("/api/v1/surveys/{survey}/results");
        let results = study.author.get(&results).await.expect(200);
        assert_eq!(results["answered"], 1);
        if !anonymous {
            assert_eq!(results["questions"][0]["values"][0]["count"], 1);
        }
        assert!(!waiting(&bat).await.contains(&survey));
    }
    // Two devices at once.
    let survey = study.place(json!({})).await;
    let bat = study.learner(None).await;
    let path = format!("/api/v1/me/surveys/{survey}/answer");
    let body = json!({"answers": {"overall": "good"}});
    let (one, other) = tokio::join!(bat.post(&path, body.clone()), bat.post(&path, body.clone()));
    let mut statuses = [one.status.as_u16(), other.status.as_u16()];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 409]);
}

async fn a_survey_waits_for_those_whom_it_concerns(house: House) {
    let study = Study::begin(house).await;
    let items: Vec<_> = study.course.document.items().cloned().collect();
    let meeting = items.last().unwrap().id;
    let by_link = study.place(json!({})).await;
    let at_webinar = study
        .place(json!({"moment": "webinar", "item_id": meeting}))
        .await;
    let at_end = study.place(json!({"moment": "completion"})).await;
    let stranger = study.house.person(&[Role::Learner]).await;
    assert!(waiting(&stranger).await.is_empty());
    let path = format!("/api/v1/me/surveys/{by_link}");
    stranger.get(&path).await.refused(404, "not_found");

    let bat = study.house.person(&[Role::Learner]).await;
    let enrolment = study.house.enrol(&bat, &study.course).await;
    assert_eq!(waiting(&bat).await, std::slice::from_ref(&by_link));
    let early = json!({"answers": {"overall": "good"}});
    let early = bat
        .post(&format!("/api/v1/me/surveys/{at_end}/answer"), early)
        .await;
    early.refused(404, "not_found");
    for item in &items {
        match item.content {
            Content::Lesson(_) => study.house.read(enrolment, item.id).await,
            Content::Quiz(_) => {
                study
                    .house
                    .graded(enrolment, &study.course, item.id, true)
                    .await
            }
            Content::Webinar(_) => {}
        }
    }
    assert_eq!(waiting(&bat).await, std::slice::from_ref(&by_link));
    let webinar = study
        .house
        .webinar(&study.author, &study.course, meeting)
        .await;
    study.house.attended(&bat, enrolment, webinar.id, 90).await;
    let mut all = [by_link, at_webinar.clone(), at_end];
    all.sort();
    let mut found = waiting(&bat).await;
    found.sort();
    assert_eq!(found, all);
    answer(&bat, &at_webinar, "good").await;
    assert_eq!(waiting(&bat).await.len(), 2);

    // Where it cannot be placed.
    let path = format!("/api/v1/courses/{}/surveys", study.course.id);
    let closes_at = study.house.clock.now() + TimeDelta::days(1);
    for (change, field) in [
        (json!({"moment": "webinar"}), "item_id"),
        (
            json!({"moment": "webinar", "item_id": items[0].id}),
            "item_id",
        ),
        (json!({"item_id": meeting}), "item_id"),
        (json!({"form_id": meeting}), "form_id"),
        (
            json!({"form_id": "0199a000-0000-7000-8000-000000000a02"}),
            "form_id",
        ),
        (json!({"closes_at": "2020-01-01T00:00:00Z"}), "closes_at"),
    ] {
        let mut new = json!({"form_id": super::SATISFACTION, "moment": "link", "anonymous": true,
            "closes_at": closes_at});
        for (name, value) in change.as_object().unwrap() {
            new[name] = value.clone();
        }
        let refused = study.author.post(&path, new).await.refused(422, "invalid");
        assert_eq!(refused["fields"][0]["field"], field, "{change}");
    }
    bat.get("/api/v1/surveys").await.refused(403, "forbidden");
}

async fn a_survey_takes_answers_in_its_window_only(house: House) {
    let study = Study::begin(house).await;
    let now = study.house.clock.now();
    let opens_at = now + TimeDelta::days(1);
    let survey = study.place(json!({"opens_at": opens_at})).await;
    let mut bat = study.learner(None).await;
    let path = format!("/api/v1/me/surveys/{survey}/answer");
    let body = json!({"answers": {"overall": "good"}});
    assert!(waiting(&bat).await.is_empty());
    bat.post(&path, body.clone())
        .await
        .refused(409, "survey_closed");
    // It is closed later than was planned.
    let own = format!("/api/v1/surveys/{survey}");
    let mut author = study.author.clone();
    let tag = author.get(&own).await.header("etag");
    let closes_at = now + TimeDelta::days(10);
    let change = json!({"closes_at": closes_at});
    author
        .patch_if_match(&own, &tag, change.clone())
        .await
        .expect(200);
    author
        .patch_if_match(&own, &tag, change)
        .await
        .refused(412, "changed");
    study.house.clock.advance(TimeDelta::days(9));
    bat.sign_in(PASSWORD).await;
    study.house.outbox_is_empty().await;
    bat.post(&path, body.clone()).await.expect(200);
    study.house.clock.advance(TimeDelta::days(2));
    let mut late = study.learner(None).await;
    late.sign_in(PASSWORD).await;
    study.house.outbox_is_empty().await;
    late.post(&path, body).await.refused(409, "survey_closed");
    author.sign_in(PASSWORD).await;
    let tag = author.get(&own).await.header("etag");
    let change = json!({"closes_at": closes_at + TimeDelta::days(30)});
    author
        .patch_if_match(&own, &tag, change)
        .await
        .refused(409, "survey_closed");
    author.delete(&own).await.refused(409, "in_use");
}

async fn a_draft_is_kept_until_it_is_sent(house: House) {
    let study = Study::begin(house).await;
    let survey = study.place(json!({})).await;
    let bat = study.learner(None).await;
    let own = format!("/api/v1/me/surveys/{survey}");
    let path = format!("{own}/answer");
    let half = json!({"answers": {"liked": "Бүлгийн ажил"}});
    bat.put(&path, half.clone()).await.expect(200);
    let read = bat.get(&own).await.expect(200);
    assert_eq!(
        (&read["answers"], &read["answered"]),
        (&half["answers"], &json!(false))
    );
    // A draft is not counted, and not enough.
    let refused = bat.post(&path, half).await.refused(422, "invalid");
    assert_eq!(refused["fields"][0]["field"], "answers.overall");
    let results = study
        .author
        .get(&format!("/api/v1/surveys/{survey}/results"))
        .await;
    assert_eq!(results.expect(200)["answered"], 0);
    let wrong = json!({"answers": {"overall": "superb"}});
    bat.put(&path, wrong).await.refused(422, "invalid");
    let whole = json!({"answers": {"overall": "good", "liked": "Бүлгийн ажил"}});
    let read = bat.post(&path, whole.clone()).await.expect(200);
    assert_eq!(read["answers"], whole["answers"]);
    bat.put(&path, whole.clone())
        .await
        .refused(409, "survey_answered");

    let survey = study.place(json!({"anonymous": true})).await;
    let path = format!("/api/v1/me/surveys/{survey}/answer");
    bat.put(&path, whole).await.refused(409, "survey_anonymous");
}
