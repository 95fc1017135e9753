//! A season beside the one before, and all cohorts of a programme together.

use chrono::{Datelike, TimeDelta};
use serde_json::{Value, json};

use super::{Season, some};
use crate::support::{House, short_course};

stories![
    a_cohort_stands_beside_the_one_like_it_of_the_year_before,
    a_programme_has_a_season_of_all_its_cohorts,
];

const SHOWN: [&str; 5] = ["invited", "started", "on_track", "behind", "finished"];

async fn a_cohort_stands_beside_the_one_like_it_of_the_year_before(house: House) {
    let document = short_course("Манлайлал", "mn");
    let mut season = Season::open(house, document, |_| {}).await;
    let earlier = season.cohort.clone();
    let mut old = season.teachers(season.tree.schools[0], 3).await;
    season.invite(&earlier).await;
    let mut officer = season.officer(season.tree.province).await;
    // One finishes on the first day, and one on the ninth.
    season.finishes(&old[0]).await;
    let late = old.last_mut().unwrap();
    season
        .passes(TimeDelta::days(8), &mut [&mut officer, late])
        .await;
    season.finishes(&old[2]).await;

    // A year later there are others in their tenth year.
    season
        .passes(TimeDelta::days(358), &mut [&mut officer])
        .await;
    season.cohort = season.cohort("Арав дахь жил, дараагийн", |_| {}).await;
    let new = season.teachers(season.tree.schools[0], 2).await;
    season.invite(&season.cohort.clone()).await;
    season.finishes(&new[0]).await;
    season.passes(TimeDelta::days(6), &mut [&mut officer]).await;

    let report = season.report(&officer, "").await;
    assert_eq!(some(&report["total"], &SHOWN), [2, 1, 0, 1, 1]);
    let against = &report["against"];
    assert_eq!(against["title"], "Арав дахь жил");
    // On the seventh day of that one two had done nothing, and by its end one of them had finished.
    assert_eq!(some(&against["then"], &SHOWN), [3, 1, 0, 2, 1]);
    assert_eq!(some(&against["in_the_end"], &SHOWN), [3, 2, 0, 1, 2]);
    assert_eq!(some(&against["then"], &["certified", "attended"]), [1, 1]);
    assert_eq!(against["then"]["survey_answered"], Value::Null);
    assert_eq!(against["in_the_end"]["survey_answered"], 0);

    // What is named is compared, and what does not exist is not.
    let id = earlier.rsplit('/').next().unwrap();
    let named = season.report(&officer, &format!("?against={id}")).await;
    assert_eq!(named["against"]["then"], against["then"]);
    let unknown = format!("{}/report?against={}", season.cohort, season.programme);
    officer.get(&unknown).await.refused(422, "invalid");
    // The first one has nothing before it.
    let first = officer.get(&format!("{earlier}/report")).await.expect(200);
    assert_eq!(first["against"], Value::Null);

    // The programme's season is the newer one; the older is asked for by its year.
    let programme = format!("/api/v1/programmes/{}/report", season.programme);
    let report = officer.get(&programme).await.expect(200);
    assert_eq!(some(&report["total"], &SHOWN), [2, 1, 0, 1, 1]);
    assert_eq!(some(&report["against"]["then"], &SHOWN), [3, 1, 0, 2, 1]);
    let year = season.begins.year();
    let before = format!("{programme}?year={year}");
    let report = officer.get(&before).await.expect(200);
    assert_eq!(some(&report["total"], &SHOWN), [3, 2, 0, 1, 2]);
    assert!(
        report["title"]
            .as_str()
            .unwrap()
            .ends_with(&year.to_string())
    );
    let never = officer
        .get(&format!("{programme}?year=1990"))
        .await
        .expect(200);
    assert_eq!(some(&never["total"], &SHOWN), [0, 0, 0, 0, 0]);
    officer
        .get(&format!("{programme}?year=x"))
        .await
        .refused(422, "invalid");
}

async fn a_programme_has_a_season_of_all_its_cohorts(house: House) {
    let document = short_course("Манлайлал", "mn");
    let season = Season::open(house, document, |_| {}).await;
    let part = json!({"code": "ДЭД-1", "title": "Дэд хөтөлбөр", "parent_id": season.programme});
    let made = season
        .methodologist
        .post("/api/v1/programmes", part)
        .await
        .expect(201);
    let below = season
        .cohort("Захирлууд", |new| {
            new["programme_id"] = made["id"].clone();
            new["rule"] = json!({"people": []});
            new["self_enrolment"] = json!("open");
            new["capacity"] = json!(1);
        })
        .await;
    let teachers = season.teachers(season.tree.schools[0], 2).await;
    season.invite(&season.cohort.clone()).await;
    let others = season.teachers(season.tree.schools[2], 2).await;
    for one in &others {
        one.post(&format!("{below}/membership"), json!({}))
            .await
            .expect(200);
    }
    season.reads(&teachers[0]).await;
    season.house.clock.advance(TimeDelta::minutes(2));
    let officer = season.officer(season.tree.province).await;
    let path = format!("/api/v1/programmes/{}/report", season.programme);
    let report = officer.get(&path).await.expect(200);
    // Two of the one cohort and one of the other, in which one more waits.
    assert_eq!(
        some(&report["total"], &["invited", "waiting", "started"]),
        [3, 1, 1]
    );
    // The course is the same: its lesson is asked of all three.
    assert_eq!(some(&report["items"][0], &["done", "of"]), [1, 3]);
    assert_eq!(report["items"].as_array().unwrap().len(), 3);
    let path = format!("/api/v1/programmes/{}/report", made["id"].as_str().unwrap());
    let report = officer.get(&path).await.expect(200);
    assert_eq!(some(&report["total"], &["invited", "waiting"]), [1, 1]);
}
