//! Calendars that other programs fetch.

use serde_json::json;
use surgalt::policy::Role;

use super::{Season, organisation, teacher};
use crate::support::House;

stories![a_calendar_has_ones_own_webinars_and_the_days_of_ones_cohorts];

async fn a_calendar_has_ones_own_webinars_and_the_days_of_ones_cohorts(house: House) {
    let season = Season::open(house).await;
    let school = organisation(&season.house, "1-р сургууль", None).await.0;
    let bat = teacher(&season.house, school, 9).await;
    let stranger = season.house.person(&[Role::Learner]).await;
    let cohort = season
        .make(|new| new["rule"] = json!({"organisations": [school]}))
        .await;
    season.invite(&cohort).await;
    let new = json!({"course_id": season.course.id, "item_id": season.items()[2], "title": "Хаалт",
        "starts_at": season.at(12, 10), "ends_at": season.at(12, 11)});
    let webinar = season
        .methodologist
        .post("/api/v1/webinars", new)
        .await
        .expect(201);
    let webinar = webinar["id"].as_str().unwrap();
    let extension = json!({"person_id": bat.id(), "until": season.day(15), "reason": "Өвчтэй"});
    let granted = season
        .methodologist
        .post(&format!("{cohort}/extensions"), extension)
        .await;
    granted.expect(201);

    let path = "/api/v1/me/calendar-feed";
    let address = async |who: &crate::support::Client| {
        let made = who.post(path, json!(null)).await.expect(201);
        let address = made["address"].as_str().unwrap().to_owned();
        let public = season.house.app.config.server.public_address.clone();
        address.strip_prefix(&public).unwrap().to_owned()
    };
    let fetched = async |address: &str| {
        let answer = season.house.stranger().get(address).await;
        assert_eq!(answer.status, 200);
        assert!(answer.header("content-type").starts_with("text/calendar"));
        String::from_utf8(answer.bytes)
            .unwrap()
            .replace("\r\n ", "")
    };
    let own = address(&bat).await;
    let calendar = fetched(&own).await;
    let ends = season.day(15).format("%Y%m%d");
    for part in [
        format!("UID:{webinar}@"),
        "SUMMARY:Хаалт".to_owned(),
        "SUMMARY:Нээгдэнэ: Арав дахь жил".to_owned(),
        "SUMMARY:Сүүлийн өдөр: Арав дахь жил".to_owned(),
        format!("DTSTART;VALUE=DATE:{}", season.begins.format("%Y%m%d")),
        format!("DTSTART;VALUE=DATE:{ends}"),
    ] {
        assert!(calendar.contains(&part), "{part} in {calendar}");
    }
    let hosted = fetched(&address(&season.methodologist).await).await;
    assert!(hosted.contains("SUMMARY:Та хөтөлнө: Хаалт"), "{hosted}");
    let nothing = fetched(&address(&stranger).await).await;
    assert!(!nothing.contains("VEVENT"), "{nothing}");

    // A new address replaces the old one, and taking it back closes it.
    let second = address(&bat).await;
    season
        .house
        .stranger()
        .get(&own)
        .await
        .refused(404, "not_found");
    fetched(&second).await;
    bat.delete(path).await.expect(204);
    bat.delete(path).await.expect(204);
    season
        .house
        .stranger()
        .get(&second)
        .await
        .refused(404, "not_found");
    season
        .house
        .stranger()
        .post(path, json!(null))
        .await
        .refused(401, "unauthenticated");
}
