//! Making cohorts, and what of one makes no sense.

use actix_web::http::Method;
use serde_json::json;
use surgalt::ids;

use super::{Season, organisation, teacher};
use crate::support::House;

stories![
    what_makes_no_sense_is_refused_by_name,
    a_cohort_is_made_once_and_deleted_only_while_nobody_was_in_it,
];

async fn what_makes_no_sense_is_refused_by_name(house: House) {
    let season = Season::open(house).await;
    let programmes = season
        .methodologist
        .get("/api/v1/programmes")
        .await
        .expect(200);
    let programme = &programmes["items"][0]["id"];
    let (unknown, day) = (ids::new_id(), |number| season.day(number));
    for (field, value, refused) in [
        ("programme_id", json!(unknown), "programme_id"),
        ("title", json!(" Арав"), "title"),
        ("time_zone", json!("Mars/Olympus"), "time_zone"),
        ("courses", json!([]), "courses"),
        ("courses", json!([unknown]), "courses[0]"),
        (
            "courses",
            json!([season.course.id, season.course.id]),
            "courses[1]",
        ),
        ("capacity", json!(0), "capacity"),
        ("rule", json!({"positions": ["king"]}), "rule.positions[0]"),
        (
            "rule",
            json!({"years_of_service": [0]}),
            "rule.years_of_service[0]",
        ),
        (
            "rule",
            json!({"organisations": [unknown]}),
            "rule.organisations[0]",
        ),
        ("rule", json!({"people": [unknown]}), "rule.people[0]"),
        (
            "self_paced",
            json!({"from": day(1), "until": day(0)}),
            "self_paced.until",
        ),
        (
            "webinars",
            json!({"from": day(0), "until": day(500)}),
            "webinars.until",
        ),
        (
            "deadlines",
            json!([{"item_id": unknown, "until": day(1)}]),
            "deadlines[0]",
        ),
        (
            "deadlines",
            json!([{"item_id": season.items()[0], "until": day(30)}]),
            "deadlines",
        ),
        ("grace_days", json!(91), "grace_days"),
        (
            "timetable",
            json!({"series": [unknown]}),
            "timetable.series[0]",
        ),
        (
            "timetable",
            json!({"groups": [unknown]}),
            "timetable.groups[0]",
        ),
    ] {
        let new = season.cohort(|new| {
            new["programme_id"] = programme.clone();
            new[field] = value;
        });
        let answer = season.methodologist.post("/api/v1/cohorts", new).await;
        let answer = answer.refused(422, "invalid");
        assert_eq!(answer["fields"][0]["field"], refused, "{answer}");
    }
    let path = "/api/v1/cohorts?programme=7";
    season.methodologist.get(path).await.refused(422, "invalid");
}

async fn a_cohort_is_made_once_and_deleted_only_while_nobody_was_in_it(house: House) {
    let season = Season::open(house).await;
    let school = organisation(&season.house, "1-р сургууль", None).await.0;
    let bat = teacher(&season.house, school, 9).await;
    let programmes = season
        .methodologist
        .get("/api/v1/programmes")
        .await
        .expect(200);
    let new = season.cohort(|new| {
        new["programme_id"] = programmes["items"][0]["id"].clone();
        new["rule"] = json!({"organisations": [school]});
    });
    bat.post("/api/v1/cohorts", new.clone())
        .await
        .refused(403, "forbidden");
    let headers = [("idempotency-key", "one")];
    let mut made = Vec::new();
    for _ in 0..2 {
        let path = "/api/v1/cohorts";
        let sent = season
            .methodologist
            .send_json(Method::POST, path, &headers, new.clone());
        made.push(sent.await.expect(201));
    }
    assert_eq!(made[0], made[1]);
    let filter = format!(
        "/api/v1/cohorts?programme={}",
        new["programme_id"].as_str().unwrap()
    );
    let list = season.methodologist.get(&filter).await.expect(200);
    assert_eq!(list["items"], json!([made[0]]));
    let other = format!("/api/v1/cohorts?programme={school}");
    let none = season.methodologist.get(&other).await.expect(200);
    assert_eq!(none["items"], json!([]));

    let cohort = format!("/api/v1/cohorts/{}", made[0]["id"].as_str().unwrap());
    season.invite(&cohort).await;
    let tag = season.methodologist.get(&cohort).await.header("etag");
    let refused = season.methodologist.delete_if_match(&cohort, &tag).await;
    refused.refused(409, "in_use");
    let empty = season.make(|_| {}).await;
    season
        .methodologist
        .delete(&empty)
        .await
        .refused(428, "if_match_required");
    let tag = season.methodologist.get(&empty).await.header("etag");
    season
        .methodologist
        .delete_if_match(&empty, &tag)
        .await
        .expect(204);
    season
        .methodologist
        .get(&empty)
        .await
        .refused(404, "not_found");
}
