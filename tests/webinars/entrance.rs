//! Getting in: tickets, and who gets none.

use chrono::TimeDelta;
use serde_json::json;
use surgalt::policy::Role;

use super::{Hall, plan};
use crate::support::{House, Polling};

stories![
    a_ticket_opens_the_socket_once,
    a_ticket_is_for_one_webinar_and_a_short_time,
    strangers_find_nothing,
    an_officer_looks_on,
    what_is_no_websocket_is_refused,
    a_person_switched_off_does_not_get_in,
    a_ticket_opens_one_line_over_plain_http,
];

async fn a_ticket_opens_the_socket_once(house: House) {
    let hall = Hall::open(house).await;
    let teacher = hall.teacher().await;
    let ticket = teacher.ticket(&hall.webinar).await;
    assert!(teacher.knock(&hall.webinar, &ticket).await.is_ok());
    // A ticket is as good as its bearer: no access token is looked at.
    let stranger = hall.house.stranger();
    assert!(stranger.knock(&hall.webinar, &ticket).await.is_err());
}

async fn a_ticket_is_for_one_webinar_and_a_short_time(house: House) {
    let hall = Hall::open(house).await;
    let teacher = hall.teacher().await;
    let plan = plan(&hall.house, &hall.course, 60, 60);
    let other = hall.host.post("/api/v1/webinars", plan).await.expect(201);
    let ticket = teacher.ticket(&hall.webinar).await;
    assert!(
        teacher
            .knock(other["id"].as_str().unwrap(), &ticket)
            .await
            .is_err()
    );
    assert!(
        teacher.knock(&hall.webinar, &ticket).await.is_ok(),
        "asking elsewhere used nothing up"
    );
    let ticket = teacher.ticket(&hall.webinar).await;
    hall.house.clock.advance(TimeDelta::seconds(31));
    assert!(teacher.knock(&hall.webinar, &ticket).await.is_err());
    for ticket in ["", "abc", "%00", &"x".repeat(5_000)] {
        assert!(
            teacher.knock(&hall.webinar, ticket).await.is_err(),
            "{ticket}"
        );
    }
}

async fn strangers_find_nothing(house: House) {
    let hall = Hall::open(house).await;
    let other = hall.house.person(&[Role::Learner]).await;
    for rest in ["", "/events", "/attendance"] {
        other.get(&hall.path(rest)).await.refused(404, "not_found");
        hall.house
            .stranger()
            .get(&hall.path(rest))
            .await
            .refused(401, "unauthenticated");
    }
    other
        .post(&hall.path("/tickets"), json!(null))
        .await
        .refused(404, "not_found");
    for rest in ["/start", "/end"] {
        other
            .post(&hall.path(rest), json!(null))
            .await
            .refused(403, "forbidden");
    }
    let list = other.get("/api/v1/webinars").await.expect(200);
    assert_eq!(list["items"], json!([]));
    let teacher = hall.teacher().await;
    let list = teacher.get("/api/v1/webinars").await.expect(200);
    assert_eq!(list["items"][0]["id"], json!(hall.id()));
    teacher
        .post(&hall.path("/start"), json!(null))
        .await
        .refused(403, "forbidden");
}

async fn an_officer_looks_on(house: House) {
    let hall = Hall::open(house).await;
    hall.start().await;
    let officer = hall.house.person(&[Role::Officer]).await;
    // What nobody of the own part takes part in does not exist for an officer.
    officer.get(&hall.path("")).await.refused(404, "not_found");
    let teacher = hall.teacher().await;
    hall.house.in_one_school(&[&officer, &teacher]).await;
    let mut room = officer.enter(&hall.webinar).await;
    assert_eq!(room.role, "observer");
    let line = json!({"type": "say", "text": "шалгаж байна"});
    assert_eq!(room.may_not(line).await, "not_allowed");
    // Another methodologist does not take the webinar out of its host's hands.
    let colleague = hall.house.person(&[Role::Methodologist]).await;
    colleague
        .post(&hall.path("/end"), json!(null))
        .await
        .refused(403, "forbidden");
}

async fn what_is_no_websocket_is_refused(house: House) {
    let hall = Hall::open(house).await;
    let teacher = hall.teacher().await;
    let ticket = teacher.ticket(&hall.webinar).await;
    let path = hall.path(&format!("/socket?ticket={ticket}"));
    teacher.get(&path).await.refused(400, "malformed");
    // Without the subprotocol.
    let url = format!("{}{path}", teacher.base);
    assert!(awc::Client::new().ws(&url).connect().await.is_err());
    assert!(
        teacher.knock(&hall.webinar, &ticket).await.is_ok(),
        "what is no handshake uses no ticket up"
    );
}

async fn a_person_switched_off_does_not_get_in(house: House) {
    let hall = Hall::open(house).await;
    let teacher = hall.teacher().await;
    let ticket = teacher.ticket(&hall.webinar).await;
    let administrator = hall.house.person(&[Role::Administrator]).await;
    let path = format!("/api/v1/people/{}", teacher.id());
    let tag = administrator.get(&path).await.header("etag");
    administrator
        .patch_if_match(&path, &tag, json!({"active": false}))
        .await
        .expect(200);
    assert!(teacher.knock(&hall.webinar, &ticket).await.is_err());
}

async fn a_ticket_opens_one_line_over_plain_http(house: House) {
    let hall = Hall::open(house).await;
    let teacher = hall.teacher().await;
    let base = &hall.house.base;
    let hello = json!({"type": "hello"});
    let plan = plan(&hall.house, &hall.course, 60, 60);
    let other = hall.host.post("/api/v1/webinars", plan).await.expect(201);
    let other = other["id"].as_str().unwrap();
    let refused = async |webinar: &str, ticket: &str| {
        let refused = Polling::open(base, webinar, ticket, hello.clone()).await;
        refused.err().unwrap().refused(401, "token_invalid");
    };
    for never in ["", "abc", "%00", &"x".repeat(5_000)] {
        refused(&hall.webinar, never).await;
    }
    let ticket = teacher.ticket(&hall.webinar).await;
    refused(other, &ticket).await;
    for wrong in [
        json!({}),
        json!("hello"),
        json!({"type": "hello", "last": -1}),
    ] {
        let refused = Polling::open(base, &hall.webinar, &ticket, wrong).await;
        refused.err().unwrap().refused(422, "invalid");
    }
    let line = Polling::open(base, &hall.webinar, &ticket, hello.clone()).await;
    let line = line.expect("asking wrongly and elsewhere used nothing up");
    refused(&hall.webinar, &ticket).await;
    assert!(teacher.knock(&hall.webinar, &ticket).await.is_err());
    let ticket = teacher.ticket(&hall.webinar).await;
    hall.house.clock.advance(TimeDelta::seconds(31));
    refused(&hall.webinar, &ticket).await;
    // The key is for this webinar's address, and nothing goes without it.
    let elsewhere = line.moved_to(other);
    elsewhere.fetch(0).await.refused(401, "token_invalid");
    elsewhere.hang_up().await.refused(401, "token_invalid");
    let path = hall.path("/polling/frames");
    teacher.get(&path).await.refused(401, "token_invalid");
    line.fetch(0).await.expect(200);
    // A person who has no business here gets no ticket.
    let stranger = hall.house.person(&[Role::Learner]).await;
    let path = hall.path("/tickets");
    stranger
        .post(&path, json!(null))
        .await
        .refused(404, "not_found");
    hall.start().await;
    let ticket = teacher.ticket(&hall.webinar).await;
    hall.end().await;
    refused(&hall.webinar, &ticket).await;
    teacher
        .post(&path, json!(null))
        .await
        .refused(409, "webinar_closed");
}
