//! Nobody learns who has answered what: not from results, not from an export, not from the database.

use std::collections::BTreeSet;

use chrono::TimeDelta;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use serde_json::{Value, json};
use surgalt::http::idempotency::table as idempotency;
use surgalt::people::tables::organisation;
use surgalt::surveys::tables::{survey_answer, survey_count, survey_participation};
use uuid::Uuid;

use super::{Study, answer, officer, place};
use crate::support::{Client, House, PASSWORD};

stories![
    a_small_school_is_not_told_of_and_the_tree_adds_up,
    the_database_does_not_tell_who_said_what,
    answers_are_mixed_while_the_survey_is_open,
    of_too_few_nothing_is_told,
];

/// Two schools of a province, one of seven and one of three, who have all answered an anonymous survey.
struct Answered {
    study: Study,
    survey: String,
    province: organisation::Model,
    schools: [organisation::Model; 2],
    people: Vec<Client>,
}

impl Answered {
    async fn of(house: House, numbers: [usize; 2]) -> Self {
        let study = Study::begin(house).await;
        let province = place(&study.house, "Архангай", None).await;
        let first = place(&study.house, "1-р сургууль", Some(&province)).await;
        let second = place(&study.house, "2-р сургууль", Some(&province)).await;
        let survey = study.place(json!({"anonymous": true})).await;
        let mut people = Vec::new();
        for (school, number) in [&first, &second].into_iter().zip(numbers) {
            for at in 0..number {
                let person = study.learner(Some(school.id)).await;
                let overall = if at == 0 { "bad" } else { "very_good" };
                let path = format!("/api/v1/me/surveys/{survey}/answer");
                let mut body = json!({"answers": {"overall": overall}});
                if at < 2 {
                    body["answers"]["better"] = json!(format!("{} {at}", school.name));
                }
                person.post(&path, body).await.expect(200);
                people.push(person);
            }
        }
        Self {
            study,
            survey,
            province,
            schools: [first, second],
            people,
        }
    }

    async fn results(&self, who: &Client, organisation_id: Option<Uuid>) -> Value {
        let part = organisation_id.map_or(String::new(), |id| format!("?organisation_id={id}"));
        let path = format!("/api/v1/surveys/{}/results{part}", self.survey);
        who.get(&path).await.expect(200)
    }

    async fn rows(&self) -> Vec<survey_answer::Model> {
        let reader = self.study.house.app.database.reader().clone();
        let all = survey_answer::Entity::find();
        self.study
            .house
            .look(async move { all.all(&reader).await.unwrap() })
            .await
    }
}

async fn a_small_school_is_not_told_of_and_the_tree_adds_up(house: House) {
    let mut answered = Answered::of(house, [7, 3]).await;
    let house = &answered.study.house;
    let neighbour = place(house, "Баянхонгор", None).await;
    let mut officers = Vec::new();
    for id in [answered.province.id, answered.schools[0].id, neighbour.id] {
        officers.push(officer(house, id).await);
    }
    // While it is open only how many have answered is told.
    let open = answered.results(&officers[0], None).await;
    assert_eq!(
        (&open["untold"], &open["answered"]),
        (&json!("open"), &json!(10))
    );
    assert_eq!(open["questions"], json!([]));
    let texts = format!("/api/v1/surveys/{}/texts?question=better", answered.survey);
    assert_eq!(
        officers[0].get(&texts).await.expect(200)["items"],
        json!([])
    );
    let export = format!("/api/v1/surveys/{}/export", answered.survey);
    assert_eq!(
        officers[0].get(&export).await.expect(200)["answers"],
        json!([])
    );
    let path = format!("/api/v1/surveys/{}/results", answered.survey);
    officers[2].get(&path).await.refused(404, "not_found");

    answered.study.days_pass(8).await;
    for officer in &mut officers {
        officer.sign_in(PASSWORD).await;
    }
    let told = answered.results(&officers[0], None).await;
    assert_eq!(
        (&told["untold"], &told["asked"]),
        (&json!(null), &json!(10))
    );
    let overall = &told["questions"][0];
    assert_eq!(
        (&overall["key"], &overall["answered"]),
        (&json!("overall"), &json!(10))
    );
    let counts: Vec<_> = overall["values"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| &one["count"])
        .collect();
    assert_eq!(counts, [8, 0, 0, 2, 0]);
    assert_eq!(overall["values"][0]["share"], 0.8);
    // Seven would be enough by themselves, but the province without them would be the other three.
    let parts = told["parts"].as_array().unwrap();
    let parts: Vec<_> = parts
        .iter()
        .map(|one| (&one["answered"], &one["told"]))
        .collect();
    assert_eq!(
        parts,
        [(&json!(7), &json!(false)), (&json!(3), &json!(false))]
    );
    let own = answered.results(&officers[1], None).await;
    assert_eq!(
        (&own["untold"], &own["answered"]),
        (&json!("too_few"), &json!(7))
    );
    assert_eq!(own["questions"], json!([]));
    assert_eq!(
        officers[1].get(&texts).await.expect(200)["items"],
        json!([])
    );
    assert_eq!(
        officers[1].get(&export).await.expect(200)["answers"],
        json!([])
    );
    let other = format!("{path}?organisation_id={}", answered.schools[1].id);
    officers[1].get(&other).await.refused(404, "not_found");
    officers[2].get(&path).await.refused(404, "not_found");
    let texts = officers[0].get(&texts).await.expect(200);
    assert_eq!(texts["items"].as_array().unwrap().len(), 4);
    let choice = format!("/api/v1/surveys/{}/texts?question=overall", answered.survey);
    officers[0].get(&choice).await.refused(422, "invalid");

    let exported = officers[0].get(&export).await.expect(200);
    let lines = exported["answers"].as_array().unwrap();
    assert_eq!(lines.len(), 10);
    assert!(lines.iter().all(|line| line["person"].is_null()));
    let table = officers[0].get(&format!("{export}?format=csv")).await;
    let table = String::from_utf8(table.bytes).unwrap();
    assert_eq!(table.lines().count(), 11);
    for person in &answered.people {
        assert!(!table.contains(&person.id().to_string()));
    }
}

async fn the_database_does_not_tell_who_said_what(house: House) {
    let mut answered = Answered::of(house, [6, 6]).await;
    let before = answered.rows().await;
    answered.study.days_pass(8).await;
    let after = answered.rows().await;
    assert_eq!(after.len(), 12);
    let ids =
        |rows: &[survey_answer::Model]| rows.iter().map(|row| row.id).collect::<BTreeSet<_>>();
    assert!(
        ids(&before).is_disjoint(&ids(&after)),
        "the rows are others"
    );
    for row in &after {
        assert_eq!(row.id.get_version_num(), 4, "the identifier tells no time");
        assert!(row.mixed);
        assert!(
            answered
                .schools
                .iter()
                .any(|school| Some(school.id) == row.organisation_id)
        );
    }
    let reader = answered.study.house.app.database.reader().clone();
    let (people, keys, counts) = answered
        .study
        .house
        .look(async move {
            (
                survey_participation::Entity::find()
                    .all(&reader)
                    .await
                    .unwrap(),
                idempotency::Entity::find().all(&reader).await.unwrap(),
                survey_count::Entity::find()
                    .filter(survey_count::Column::Value.eq("very_good"))
                    .all(&reader)
                    .await
                    .unwrap(),
            )
        })
        .await;
    assert_eq!(people.len(), 12);
    for one in people {
        assert!(one.answered && one.answered_at.is_none() && one.answer_id.is_none());
        assert_eq!(one.draft, None);
    }
    // The hash of a body with one answer of five would be an answer to whoever tries five.
    assert!(keys.is_empty());
    assert_eq!(
        counts.iter().map(|one| one.count).collect::<Vec<_>>(),
        [5, 5]
    );
}

async fn answers_are_mixed_while_the_survey_is_open(house: House) {
    let mut answered = Answered::of(house, [4, 0]).await;
    let fresh = answered.rows().await;
    answered.study.house.clock.advance(TimeDelta::hours(2));
    answered.study.house.outbox_is_empty().await;
    // Four are not enough: they wait for others.
    assert_eq!(answered.rows().await, fresh);
    let fifth = answered.study.learner(None).await;
    answer(&fifth, &answered.survey, "good").await;
    answered.study.house.clock.advance(TimeDelta::hours(2));
    answered.study.house.outbox_is_empty().await;
    let mixed = answered.rows().await;
    assert!(mixed.iter().all(|row| row.mixed));
    assert!(
        mixed
            .iter()
            .all(|row| fresh.iter().all(|one| one.id != row.id))
    );
    assert_eq!(mixed.len(), 5);
    answered.study.days_pass(8).await;
    // Too few have answered there to be told of: no answer says any more that it comes from there.
    let settled = answered.rows().await;
    assert!(settled.iter().all(|row| row.organisation_id.is_none()));
    let results = answered.results(&answered.study.author, None).await;
    assert_eq!(results["questions"][0]["answered"], 5);
}

async fn of_too_few_nothing_is_told(house: House) {
    let mut answered = Answered::of(house, [2, 2]).await;
    answered.study.days_pass(8).await;
    let results = answered.results(&answered.study.author, None).await;
    assert_eq!(
        (&results["untold"], &results["answered"]),
        (&json!("too_few"), &json!(4))
    );
    let export = format!("/api/v1/surveys/{}/export", answered.survey);
    let exported = answered.study.author.get(&export).await.expect(200);
    assert_eq!(exported["answers"], json!([]));
}
