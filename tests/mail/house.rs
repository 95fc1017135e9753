use chrono::TimeDelta;
use sea_orm::{EntityTrait, PaginatorTrait};
use serde_json::json;
use surgalt::http::idempotency::table as answer;
use surgalt::outbox::housekeeping::clean;
use surgalt::outbox::tables::outbox_job;
use surgalt::people::tables::{rate_limit, refresh_token, single_use_token};
use surgalt::policy::Role;

use crate::support::House;

stories![
    what_has_served_its_time_goes_and_nothing_else,
    the_operator_sees_how_the_outbox_is,
];

async fn what_has_served_its_time_goes_and_nothing_else(house: House) {
    let administrator = house.person(&[Role::Administrator]).await;
    let new = json!({"email": "saruul@example.mn", "surname": "Дорж", "given_name": "Саруул"});
    let post = actix_web::http::Method::POST;
    let headers = [("idempotency-key", "one")];
    let path = "/api/v1/people";
    let answer = administrator.send_json(post, path, &headers, new).await;
    answer.expect(201);
    house.outbox_is_empty().await;
    let reader = house.app.database.reader();
    let counts = async || {
        [
            outbox_job::Entity::find().count(reader).await.unwrap(),
            answer::Entity::find().count(reader).await.unwrap(),
            single_use_token::Entity::find()
                .count(reader)
                .await
                .unwrap(),
            refresh_token::Entity::find().count(reader).await.unwrap(),
            rate_limit::Entity::find()
                .count(reader)
                .await
                .unwrap()
                .min(1),
        ]
    };
    // After so long: the job, the kept answer, the invitation, the device and the tries.
    for (after, left) in [
        (TimeDelta::zero(), [1, 1, 1, 1, 1]),
        (TimeDelta::hours(47), [1, 1, 1, 1, 0]),
        (TimeDelta::hours(49), [1, 0, 1, 1, 0]),
        (TimeDelta::days(29), [1, 0, 1, 1, 0]),
        (TimeDelta::days(32), [0, 0, 0, 1, 0]),
        (TimeDelta::days(62), [0, 0, 0, 0, 0]),
    ] {
        clean(&house.app, house.clock.now() + after).await.unwrap();
        assert_eq!(counts().await, left, "after {after}");
    }
}

async fn the_operator_sees_how_the_outbox_is(house: House) {
    for _ in 0..100 {
        let figures = house.stranger().get("/metrics").await.bytes;
        let figures = String::from_utf8(figures).unwrap();
        let all_there = ["waiting", "oldest_seconds"].iter().all(|name| {
            ["mail", "work"]
                .iter()
                .all(|lane| figures.contains(&format!("surgalt_outbox_{name}{{lane=\"{lane}\"}}")))
        });
        if all_there {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    panic!("the outbox's figures are missing");
}
