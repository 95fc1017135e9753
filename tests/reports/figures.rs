//! Figures equal what people did.

use chrono::TimeDelta;
use serde_json::{Value, json};

use super::{Season, below, some};
use crate::support::{Client, House, PASSWORD, short_course};

stories![
    an_officer_sees_who_is_behind_in_which_district,
    a_neighbour_finds_nothing,
    who_was_granted_more_time_is_behind_later,
    a_season_is_told_day_by_day,
];

const STATES: [&str; 4] = ["invited", "on_track", "behind", "finished"];

fn short() -> Value {
    short_course("Манлайлал", "mn")
}

async fn tries(season: &Season, learner: &Client) {
    let (enrolment, quiz) = (season.enrolment(learner).await, season.item(1));
    let path = format!("/api/v1/enrolments/{enrolment}/items/{quiz}/attempts");
    learner.post(&path, json!(null)).await.expect(200);
}

async fn survey(season: &Season) -> String {
    let new = json!({"form_id": crate::surveys::SATISFACTION, "moment": "link", "anonymous": true,
        "closes_at": season.house.clock.now() + TimeDelta::days(30)});
    let path = format!("/api/v1/courses/{}/surveys", season.course.id);
    let placed = season.methodologist.post(&path, new).await.expect(201);
    placed["id"].as_str().unwrap().to_owned()
}

async fn an_officer_sees_who_is_behind_in_which_district(house: House) {
    let mut season = Season::open(house, short(), |_| {}).await;
    let [first, second, third] = season.tree.schools;
    let mut near = season.teachers(first, 3).await;
    let far = season.teachers(second, 1).await;
    let mut other = season.teachers(third, 2).await;
    season.teachers(season.tree.neighbour, 1).await;
    season.invite(&season.cohort.clone()).await;
    let survey = survey(&season).await;
    let mut officer = season.officer(season.tree.province).await;

    // One does everything, one reads, one begins the quiz; one leaves.
    season.finishes(&near[0]).await;
    season.reads(&near[1]).await;
    tries(&season, &other[0]).await;
    let leave = format!("{}/members/{}", season.cohort, other[1].id());
    season.methodologist.delete(&leave).await.expect(204);
    crate::surveys::answer(&near[0], &survey, "very_good").await;

    // On the first day nobody is behind: not one item of two is asked for.
    let report = season.report(&officer, "").await;
    assert_eq!(some(&report["total"], &STATES), [5, 4, 0, 1]);
    assert_eq!(report["organisation"]["name"], "Архангай");
    assert_eq!(report["title"], "Арав дахь жил");
    assert_eq!(report["against"], Value::Null);

    // On the seventh day one of the two should be done.
    season.passes(TimeDelta::days(6), &mut [&mut officer]).await;
    let report = season.report(&officer, "").await;
    let total = &report["total"];
    assert_eq!(some(total, &STATES), [5, 1, 3, 1]);
    let more = [
        "waiting",
        "left",
        "started",
        "certified",
        "attended",
        "attended_percent",
    ];
    assert_eq!(some(total, &more), [0, 1, 3, 1, 1, 90]);
    assert_eq!(total["survey_answered"], 1, "who has answered, not what");
    let [upper, lower] = season.tree.districts;
    assert_eq!(some(&below(&report, upper), &STATES), [4, 1, 2, 1]);
    assert_eq!(some(&below(&report, lower), &STATES), [1, 0, 1, 0]);
    assert_eq!(below(&report, season.tree.neighbour), Value::Null);
    let positions = report["positions"].as_array().unwrap();
    assert_eq!(positions.len(), 1);
    assert_eq!(positions[0]["position"], "teacher");
    assert_eq!(report["years_of_service"][0]["year_of_service"], 10);
    assert_eq!(&report["years_of_service"][0]["figures"], total);
    let items: Vec<_> = report["items"].as_array().unwrap().iter().collect();
    let done: Vec<_> = items
        .iter()
        .map(|item| some(item, &["done", "of"]))
        .collect();
    assert_eq!(done, [[2, 5], [1, 5], [1, 5]]);
    assert_eq!(
        (&items[1]["kind"], &items[1]["title"]),
        (&json!("quiz"), &json!("Сорил 1"))
    );

    // Further down, and live: what somebody does now is told within two minutes.
    let district = format!("?organisation={upper}");
    let report = season.report(&officer, &district).await;
    assert_eq!(some(&below(&report, second), &STATES), [1, 0, 1, 0]);
    season.reads(&far[0]).await;
    let report = season.report(&officer, &district).await;
    assert_eq!(some(&below(&report, second), &STATES), [1, 1, 0, 0]);
    assert_eq!(some(&report["total"], &STATES), [4, 2, 1, 1]);

    // Once the window is over, everything of it should be done.
    season.passes(TimeDelta::days(5), &mut [&mut officer]).await;
    let report = season.report(&officer, "").await;
    assert_eq!(some(&report["total"], &STATES), [5, 0, 4, 1]);

    // Who is moved to another province still came from here.
    let moved = near.pop().unwrap();
    season
        .house
        .change_person(&moved, |row| {
            row.organisation_id = sea_orm::ActiveValue::Set(Some(season.tree.neighbour));
        })
        .await;
    let report = season.report(&officer, "").await;
    assert_eq!(some(&report["total"], &["invited"]), [5]);
    // Who finishes late is finished all the same, and a methodologist sees everybody.
    let late = &mut other[0];
    late.sign_in(PASSWORD).await;
    season.finishes(late).await;
    let report = season.report(&season.methodologist, "").await;
    assert_eq!(some(&report["total"], &STATES), [6, 0, 4, 2]);
    assert_eq!(report["organisation"], Value::Null);
    assert_eq!(report["below"].as_array().unwrap().len(), 2);
}

async fn a_neighbour_finds_nothing(house: House) {
    let season = Season::open(house, short(), |_| {}).await;
    let teachers = season.teachers(season.tree.schools[0], 2).await;
    season.teachers(season.tree.neighbour, 1).await;
    season.invite(&season.cohort.clone()).await;
    let neighbour = season.officer(season.tree.neighbour).await;
    let programme = format!("/api/v1/programmes/{}", season.programme);
    for subject in [&season.cohort, &programme] {
        for report in ["report", "report/trend"] {
            let path = format!("{subject}/{report}");
            for id in [season.tree.province, season.tree.schools[0]] {
                let elsewhere = format!("{path}?organisation={id}");
                neighbour.get(&elsewhere).await.refused(422, "invalid");
            }
            teachers[0].get(&path).await.refused(403, "forbidden");
            neighbour
                .get(&format!("{path}?format=doc"))
                .await
                .refused(422, "invalid");
            for format in ["json", "csv", "xlsx", "pdf"] {
                if report == "report/trend" && format == "pdf" {
                    continue;
                }
                let answer = neighbour.get(&format!("{path}?format={format}")).await;
                assert_eq!(answer.status, 200);
                let text = String::from_utf8_lossy(&answer.bytes).into_owned();
                assert!(
                    !text.contains("Архангай") && !text.contains("сум"),
                    "{text}"
                );
            }
        }
        let report = neighbour
            .get(&format!("{subject}/report"))
            .await
            .expect(200);
        assert_eq!(some(&report["total"], &STATES), [1, 1, 0, 0]);
        assert_eq!(report["organisation"]["name"], "Ховд");
    }
    let nowhere = season.house.person(&[surgalt::policy::Role::Officer]).await;
    let path = format!("{}/report", season.cohort);
    nowhere.get(&path).await.refused(404, "not_found");
    let unknown = format!("/api/v1/programmes/{}/report", surgalt::ids::new_id());
    neighbour.get(&unknown).await.refused(404, "not_found");
}

async fn who_was_granted_more_time_is_behind_later(house: House) {
    let mut season = Season::open(house, short(), |_| {}).await;
    let teachers = season.teachers(season.tree.schools[0], 2).await;
    season.invite(&season.cohort.clone()).await;
    let mut officer = season.officer(season.tree.province).await;
    let until = season.begins + chrono::Days::new(29);
    let granted = json!({"person_id": teachers[0].id(), "until": until, "reason": "Өвчтэй"});
    let path = format!("{}/extensions", season.cohort);
    season.methodologist.post(&path, granted).await.expect(201);
    for (days, expected) in [
        (6, [2, 1, 1, 0]),
        (6, [2, 1, 1, 0]),
        // Of thirty days half have passed: one of the two is asked for.
        (5, [2, 0, 2, 0]),
    ] {
        season
            .passes(TimeDelta::days(days), &mut [&mut officer])
            .await;
        let report = season.report(&officer, "").await;
        assert_eq!(some(&report["total"], &STATES), expected);
    }
}

async fn a_season_is_told_day_by_day(house: House) {
    let mut season = Season::open(house, short(), |_| {}).await;
    let mut teachers = season.teachers(season.tree.schools[0], 3).await;
    season.invite(&season.cohort.clone()).await;
    let mut officer = season.officer(season.tree.province).await;
    season.reads(&teachers[0]).await;
    season.finishes(&teachers[1]).await;
    let last = teachers.last_mut().unwrap();
    season
        .passes(TimeDelta::days(2), &mut [&mut officer, last])
        .await;
    season.finishes(&teachers[2]).await;
    season.house.clock.advance(TimeDelta::minutes(2));
    let programme = format!("/api/v1/programmes/{}", season.programme);
    let expected = [[2, 1, 1], [2, 1, 1], [3, 2, 2]];
    for subject in [&season.cohort, &programme] {
        let path = format!("{subject}/report/trend");
        let told = officer.get(&path).await.expect(200);
        let days = told["days"].as_array().unwrap();
        assert_eq!(days[0]["day"], season.begins.to_string());
        let names = ["started", "finished", "certified"];
        let steps: Vec<_> = days.iter().map(|day| some(day, &names)).collect();
        assert_eq!(steps, expected);
        let csv = officer.get(&format!("{path}?format=csv")).await;
        let text = String::from_utf8(csv.bytes).unwrap();
        assert_eq!(text.lines().count(), 4);
        assert!(text.lines().nth(3).unwrap().ends_with(",3,2,2"), "{text}");
    }
}
