//! What is open for whom, when: the outline, lessons, quizzes, and what somebody is granted.

use chrono::TimeDelta;
use serde_json::{Value, json};

use super::{Season, organisation, teacher};
use crate::support::{Client, House};

stories![
    nothing_is_open_before_its_day_and_everybody_is_told_when,
    a_try_ends_with_the_window_and_what_was_done_in_time_stays,
    who_is_granted_more_time_has_it_also_in_the_try_that_runs,
    who_takes_the_course_by_oneself_is_bound_by_no_window,
    a_window_that_is_moved_moves_for_everybody,
];

/// A school, a teacher of it, and a cohort of the school to which the teacher is invited.
async fn begin(season: &Season) -> (String, Client) {
    let school = organisation(&season.house, "1-р сургууль", None).await.0;
    let bat = teacher(&season.house, school, 9).await;
    let cohort = season
        .make(|new| {
            new["rule"] = json!({"organisations": [school]});
            new["grace_days"] = json!(1);
            new["webinars"] = json!({"from": season.day(12), "until": season.day(20)});
            new["deadlines"] = json!([{"item_id": season.items()[0], "until": season.day(4)}]);
        })
        .await;
    season.invite(&cohort).await;
    (cohort, bat)
}

fn lesson(season: &Season, enrolment: uuid::Uuid) -> String {
    format!("/api/v1/enrolments/{enrolment}/items/{}", season.items()[0])
}

fn quiz(season: &Season, enrolment: uuid::Uuid) -> String {
    format!(
        "/api/v1/enrolments/{enrolment}/items/{}/attempts",
        season.items()[1]
    )
}

async fn outline(bat: &Client, enrolment: uuid::Uuid) -> Vec<Value> {
    let outline = bat
        .get(&format!("/api/v1/enrolments/{enrolment}"))
        .await
        .expect(200);
    let items = outline["modules"][0]["items"].as_array().unwrap().iter();
    items.map(|item| item["window"].clone()).collect()
}

async fn nothing_is_open_before_its_day_and_everybody_is_told_when(house: House) {
    let season = Season::open(house).await;
    let (_, mut bat) = begin(&season).await;
    let enrolment = season.enrolment(&bat).await;
    let windows = outline(&bat, enrolment).await;
    let window = |state: &str, opens, ends, closes| {
        json!({"state": state, "opens_at": season.at(opens, 0), "ends_at": season.at(ends, 0),
            "closes_at": season.at(closes, 0)})
    };
    assert_eq!(
        windows,
        [
            window("not_yet", 0, 5, 6),
            window("not_yet", 0, 10, 11),
            window("not_yet", 12, 21, 21),
        ]
    );
    let (lesson, quiz) = (lesson(&season, enrolment), quiz(&season, enrolment));
    let refused = bat
        .send(
            actix_web::http::Method::GET,
            &lesson,
            &[("accept-language", "en")],
            Vec::new(),
        )
        .await
        .refused(409, "window_not_open");
    assert_eq!(refused["at"], json!(season.at(0, 0)));
    let detail = refused["detail"].as_str().unwrap();
    assert!(
        detail.contains("00:00 (UTC+8)"),
        "on the cohort's own clock: {detail}"
    );
    bat.put(&format!("{lesson}/read"), json!(null))
        .await
        .refused(409, "window_not_open");
    bat.post(&quiz, json!(null))
        .await
        .refused(409, "window_not_open");
    // The paper may be fetched before, as before any quiz opens.
    let made = bat
        .post(&format!("{quiz}?step=create"), json!(null))
        .await
        .expect(200);
    assert_eq!(made["attempt"]["state"], "created");

    season.until(0, 0, &mut [&mut bat]).await;
    bat.get(&lesson).await.expect(200);
    bat.put(&format!("{lesson}/read"), json!(null))
        .await
        .expect(204);
    let started = bat.post(&quiz, json!(null)).await.expect(200);
    assert_eq!(
        started["attempt"]["deadline"],
        json!(season.at(11, 0)),
        "grace included"
    );
    assert_eq!(outline(&bat, enrolment).await[0]["state"], "open");
}

async fn a_try_ends_with_the_window_and_what_was_done_in_time_stays(house: House) {
    let season = Season::open(house).await;
    let (cohort, mut bat) = begin(&season).await;
    let enrolment = season.enrolment(&bat).await;
    let (lesson, quiz) = (lesson(&season, enrolment), quiz(&season, enrolment));
    season.until(3, 12, &mut [&mut bat]).await;
    bat.put(&format!("{lesson}/read"), json!(null))
        .await
        .expect(204);
    // The lesson's own day is over, then its grace; the quiz is open still.
    season.until(5, 12, &mut [&mut bat]).await;
    assert_eq!(outline(&bat, enrolment).await[0]["state"], "grace");
    bat.get(&lesson).await.expect(200);
    season.until(10, 23, &mut [&mut bat]).await;
    let windows = outline(&bat, enrolment).await;
    assert_eq!(
        [&windows[0]["state"], &windows[1]["state"]],
        ["closed", "grace"]
    );
    bat.get(&lesson).await.refused(409, "window_closed");
    // What was noted is confirmed again, however late it is sent again.
    bat.put(&format!("{lesson}/read"), json!(null))
        .await
        .expect(204);
    let started = bat.post(&quiz, json!(null)).await.expect(200);
    season.until(11, 0, &mut [&mut bat]).await;
    bat.post(&quiz, json!(null))
        .await
        .refused(409, "window_closed");
    let id = started["attempt"]["id"].as_str().unwrap();
    let over = bat.get(&format!("/api/v1/attempts/{id}")).await.expect(200);
    assert_eq!(over["attempt"]["state"], "abandoned");
    let own = bat.get("/api/v1/me/cohorts").await.expect(200);
    let own = &own["items"][0];
    assert_eq!(own["self_paced_window"]["state"], "closed");
    assert_eq!(own["courses"][0]["done"], 1);
    let left = own["courses"][0]["left"].as_array().unwrap();
    let left: Vec<_> = left.iter().map(|one| &one["window"]["state"]).collect();
    assert_eq!(left, ["closed", "not_yet"]);
    let invited = bat.post(&format!("{cohort}/membership"), json!(null)).await;
    assert_eq!(
        invited.expect(200)["state"],
        "member",
        "an invitation does not expire"
    );
}

async fn who_is_granted_more_time_has_it_also_in_the_try_that_runs(house: House) {
    let season = Season::open(house).await;
    let (cohort, mut bat) = begin(&season).await;
    let mut methodologist = season.methodologist.clone();
    let enrolment = season.enrolment(&bat).await;
    season
        .until(9, 12, &mut [&mut bat, &mut methodologist])
        .await;
    let quiz = quiz(&season, enrolment);
    let started = bat.post(&quiz, json!(null)).await.expect(200);
    assert_eq!(started["attempt"]["deadline"], json!(season.at(11, 0)));
    let path = format!("{cohort}/extensions");
    let new =
        json!({"person_id": bat.id(), "until": season.day(14), "reason": "Цахилгаан тасарсан"});
    let stranger = json!({"person_id": methodologist.id(), "until": season.day(14), "reason": "?"});
    let refused = methodologist
        .post(&path, stranger)
        .await
        .refused(422, "invalid");
    assert_eq!(refused["fields"][0]["field"], "person_id");
    let far = json!({"person_id": bat.id(), "until": "9999-01-01", "reason": "?"});
    methodologist.post(&path, far).await.refused(422, "invalid");
    bat.post(&path, new.clone()).await.refused(403, "forbidden");
    let granted = methodologist.post(&path, new).await.expect(201);
    let attempt = format!(
        "/api/v1/attempts/{}",
        started["attempt"]["id"].as_str().unwrap()
    );
    let deadline = async |bat: &Client| {
        let read = bat.get(&attempt).await.expect(200);
        read["attempt"]["deadline"].clone()
    };
    assert_eq!(deadline(&bat).await, json!(season.at(15, 0)));
    let list = methodologist.get(&path).await.expect(200);
    assert_eq!(list["items"], json!([granted]));
    let id = granted["id"].as_str().unwrap();
    let taken_back = methodologist
        .delete(&format!("/api/v1/cohort-extensions/{id}"))
        .await;
    taken_back.expect(204);
    assert_eq!(deadline(&bat).await, json!(season.at(11, 0)));
    for deed in ["extension_granted", "extension_withdrawn"] {
        assert_eq!(season.house.deeds(deed).await, 1, "{deed}");
    }
}

async fn who_takes_the_course_by_oneself_is_bound_by_no_window(house: House) {
    let season = Season::open(house).await;
    begin(&season).await;
    let school = organisation(&season.house, "2-р сургууль", None).await.0;
    let alone = teacher(&season.house, school, 9).await;
    let enrolment = season.house.enrol(&alone, &season.course).await;
    assert_eq!(
        outline(&alone, enrolment).await,
        [json!(null), json!(null), json!(null)]
    );
    alone.get(&lesson(&season, enrolment)).await.expect(200);
    let started = alone
        .post(&quiz(&season, enrolment), json!(null))
        .await
        .expect(200);
    assert_eq!(started["attempt"]["deadline"], json!(null));
}

async fn a_window_that_is_moved_moves_for_everybody(house: House) {
    let season = Season::open(house).await;
    let (cohort, mut bat) = begin(&season).await;
    let mut methodologist = season.methodologist.clone();
    let enrolment = season.enrolment(&bat).await;
    season
        .until(1, 12, &mut [&mut bat, &mut methodologist])
        .await;
    let started = bat
        .post(&quiz(&season, enrolment), json!(null))
        .await
        .expect(200);
    let read = methodologist.get(&cohort).await;
    let tag = read.header("etag");
    let programme = read.expect(200)["programme_id"].clone();
    let change = season.cohort(|new| {
        new["programme_id"] = programme;
        new["self_paced"]["until"] = json!(season.day(19));
    });
    methodologist
        .put_if_match(&cohort, &tag, change)
        .await
        .expect(200);
    season.house.outbox_is_empty().await;
    let attempt = format!(
        "/api/v1/attempts/{}",
        started["attempt"]["id"].as_str().unwrap()
    );
    let read = bat.get(&attempt).await.expect(200);
    assert_eq!(read["attempt"]["deadline"], json!(season.at(20, 0)));
    let windows = outline(&bat, enrolment).await;
    assert_eq!(windows[0]["closes_at"], json!(season.at(20, 0)));
    let moved = season.at(20, 0) - season.at(11, 0);
    assert_eq!(moved, TimeDelta::days(9));
}
