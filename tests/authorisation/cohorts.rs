//! A cohort that somebody is in, so that its routes are asked for something that exists.

use sea_orm::ActiveValue::Set;
use serde_json::{Value, json};
use surgalt::cohorts::membership::State;
use surgalt::cohorts::tables::cohort_member;
use surgalt::ids;
use uuid::Uuid;

use crate::support::{Client, House};

/// A cohort with this person in it, and a later last day that the person has been granted.
pub async fn cohort_with(
    house: &House,
    methodologist: &Client,
    (programme, course): (Uuid, Uuid),
    owner: &Client,
) -> (Uuid, Uuid) {
    let id = |thing: Value| thing["id"].as_str().unwrap().parse::<Uuid>().unwrap();
    let day = |days| (house.clock.now() + chrono::TimeDelta::days(days)).date_naive();
    let new = json!({"programme_id": programme, "title": "Ээлж", "courses": [course],
        "rule": {"people": [owner.id()]}, "self_paced": {"from": day(-2), "until": day(9)}});
    let cohort = id(methodologist.post("/api/v1/cohorts", new).await.expect(201));
    house
        .save(cohort_member::ActiveModel {
            id: Set(ids::new_id()),
            cohort_id: Set(cohort),
            person_id: Set(owner.id()),
            organisation_id: Set(None),
            position: Set(None),
            year_of_service: Set(None),
            state: Set(State::Invited),
            by_rule: Set(true),
            since: Set(house.clock.now()),
            joined_at: Set(house.clock.now()),
            decided_by: Set(None),
            reason: Set(String::new()),
            revision: Set(0),
            place_id: Set(None),
        })
        .await;
    let new = json!({"person_id": owner.id(), "until": day(12), "reason": "Өвчтэй"});
    let path = format!("/api/v1/cohorts/{cohort}/extensions");
    let granted = methodologist.post(&path, new).await.expect(201);
    (cohort, id(granted))
}
