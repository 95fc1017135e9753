//! What came of a named survey, for each part of the tree and for nobody outside it.

use serde_json::json;

use super::{Study, answer, officer, place, put};
use crate::support::House;

stories![
    each_part_of_the_tree_has_its_own_results,
    an_answer_stays_where_it_was_given,
];

async fn each_part_of_the_tree_has_its_own_results(house: House) {
    let study = Study::begin(house).await;
    let province = place(&study.house, "Архангай", None).await;
    let district = place(&study.house, "Ихтамир сум", Some(&province)).await;
    let school = place(&study.house, "1-р сургууль", Some(&district)).await;
    let other = place(&study.house, "Баянхонгор", None).await;
    let survey = study.place(json!({})).await;
    for (place, overall) in [(&school, "very_good"), (&district, "good"), (&other, "bad")] {
        let learner = study.learner(Some(place.id)).await;
        answer(&learner, &survey, overall).await;
    }
    let silent = study.learner(Some(school.id)).await;
    let path = format!("/api/v1/surveys/{survey}/results");
    let watcher = officer(&study.house, province.id).await;
    let results = watcher.get(&path).await.expect(200);
    assert_eq!(results["organisation_id"], json!(province.id));
    assert_eq!(
        (&results["asked"], &results["answered"]),
        (&json!(3), &json!(2))
    );
    assert_eq!(results["questions"][0]["values"][0]["share"], 0.5);
    assert_eq!(results["questions"][0]["values"][3]["count"], 0);
    assert_eq!(
        results["parts"],
        json!([{"organisation_id": district.id, "name": district.name,
        "asked": 3, "answered": 2, "told": true}])
    );
    let below = format!("{path}?organisation_id={}", school.id);
    let below = watcher.get(&below).await.expect(200);
    assert_eq!(below["questions"][0]["answered"], 1);
    let outside = format!("{path}?organisation_id={}", other.id);
    watcher.get(&outside).await.refused(404, "not_found");
    let all = study.author.get(&path).await.expect(200);
    assert_eq!((&all["asked"], &all["answered"]), (&json!(4), &json!(3)));

    let export = format!("/api/v1/surveys/{survey}/export");
    let lines = watcher.get(&export).await.expect(200);
    assert_eq!(lines["answers"].as_array().unwrap().len(), 2);
    let table = watcher.get(&format!("{export}?format=csv")).await;
    assert!(table.header("content-type").starts_with("text/csv"));
    let table = String::from_utf8(table.bytes).unwrap();
    assert!(
        table.contains("Маш сайн") && !table.contains("Муу"),
        "{table}"
    );
    let book = study.author.get(&format!("{export}?format=xlsx")).await;
    assert_eq!((book.status.as_u16(), &book.bytes[..2]), (200, &b"PK"[..]));
    assert_eq!(study.house.deeds("data_exported").await, 3);
    let below = format!("{export}?organisation_id={}", school.id);
    let lines = watcher.get(&below).await.expect(200);
    assert_eq!(lines["answers"].as_array().unwrap().len(), 1);

    let listed = watcher.get("/api/v1/surveys").await.expect(200);
    assert_eq!(listed["items"].as_array().unwrap().len(), 1);
    // A neighbour of whom nobody takes the course has never heard of the survey.
    let elsewhere = place(&study.house, "Говь-Алтай", None).await;
    let stranger = officer(&study.house, elsewhere.id).await;
    for path in [path, export, format!("/api/v1/surveys/{survey}")] {
        stranger.get(&path).await.refused(404, "not_found");
    }
    let listed = stranger.get("/api/v1/surveys").await.expect(200);
    assert_eq!(listed["items"], json!([]));
    let refused = silent
        .get(&format!("/api/v1/surveys/{survey}/results"))
        .await;
    refused.refused(403, "forbidden");
}

async fn an_answer_stays_where_it_was_given(house: House) {
    let study = Study::begin(house).await;
    let [before, after] = [
        place(&study.house, "А", None).await,
        place(&study.house, "Б", None).await,
    ];
    let survey = study.place(json!({})).await;
    let learner = study.learner(Some(before.id)).await;
    answer(&learner, &survey, "very_good").await;
    put(&study.house, &learner, after.id).await;
    for (place, answered) in [(&before, 1), (&after, 0)] {
        let path = format!(
            "/api/v1/surveys/{survey}/results?organisation_id={}",
            place.id
        );
        let results = study.author.get(&path).await.expect(200);
        assert_eq!(results["answered"], answered);
        assert_eq!(results["questions"][0]["answered"], answered);
    }
}
