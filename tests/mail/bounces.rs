use chrono::TimeDelta;
use sea_orm::ActiveValue::Set;
use serde_json::{Value, json};
use surgalt::config::Secret;

use crate::support::{Backend, Client, House, MailServer, Mood};

stories_on![
    a_letter_that_is_refused_goes_to_another_address_and_the_officer_sees_it,
    an_address_that_gets_letters_again_is_good_again,
];

async fn house_with(server: &MailServer, backend: Backend) -> House {
    House::open_with(backend, |config| {
        config.mail.smtp_url = Secret::new(&server.address);
        config.mail.timeout_seconds = 5;
        config.sign_in.access_token_seconds = 86_400;
    })
    .await
}

async fn ask_for_link(house: &House, name: &str) {
    let body = json!({"name": name});
    let answer = house.stranger().post("/api/v1/magic-links", body).await;
    answer.expect(202);
}

async fn contacts(by: &Client, whom: &Client) -> Vec<Value> {
    let path = format!("/api/v1/people/{}/contacts", whom.id());
    let found = by.get(&path).await.expect(200);
    found.as_array().unwrap().clone()
}

/// The people whom somebody sees as not reached, by identifier.
async fn listed(by: &Client, trouble: &str) -> Vec<String> {
    let path = format!("/api/v1/people?contact={trouble}");
    let page = by.get(&path).await.expect(200);
    let ids = page["items"].as_array().unwrap().iter();
    ids.map(|one| one["id"].as_str().unwrap().to_owned())
        .collect()
}

async fn a_letter_that_is_refused_goes_to_another_address_and_the_officer_sees_it(
    backend: Backend,
) {
    let server = MailServer::open(Mood::Kind).await;
    let house = house_with(&server, backend).await;
    let tree = house.tree().await;
    let path = format!("/api/v1/people/{}/contacts", tree.teacher.id());
    for (kind, value) in [("telephone", "95959595"), ("email", "second@example.mn")] {
        let new = json!({"kind": kind, "value": value});
        tree.officer.post(&path, new).await.expect(201);
    }
    // Both additions to the first address, and the question to the second.
    server.has_taken(3).await;
    assert!(listed(&tree.officer, "bounced").await.is_empty());

    server.forget(&tree.teacher.email);
    ask_for_link(&house, "95959595").await;
    let letters = server.has_taken(4).await;
    assert_eq!(letters[3].recipient, "second@example.mn");
    let teacher = [tree.teacher.id().to_string()];
    assert_eq!(listed(&tree.officer, "bounced").await, teacher);
    assert!(listed(&tree.neighbour, "bounced").await.is_empty());
    let person = tree
        .officer
        .get(&format!("/api/v1/people/{}", teacher[0]))
        .await
        .expect(200);
    assert_eq!(person["email_bounced"], true);
    let known = contacts(&tree.officer, &tree.teacher).await;
    let first = known
        .iter()
        .find(|one| one["value"] == tree.teacher.email.as_str());
    assert!(
        first.unwrap()["bounce_reason"]
            .as_str()
            .unwrap()
            .contains("550")
    );

    // The next one does not even try the first.
    ask_for_link(&house, "95959595").await;
    let letters = server.has_taken(5).await;
    assert_eq!(letters[4].recipient, "second@example.mn");

    server.forget("second@example.mn");
    ask_for_link(&house, "second@example.mn").await;
    for _ in 0..200 {
        if listed(&tree.officer, "unreachable").await == teacher {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(25)).await;
    }
    panic!("nobody is told that the teacher is not reached any more");
}

async fn an_address_that_gets_letters_again_is_good_again(backend: Backend) {
    let server = MailServer::open(Mood::Kind).await;
    let house = house_with(&server, backend).await;
    let tree = house.tree().await;
    server.forget(&tree.teacher.email);
    house
        .change_person(&tree.teacher, |row| {
            row.register_number = Set(Some("УБ90010113".to_owned()));
        })
        .await;
    ask_for_link(&house, "УБ90010113").await;
    let teacher = [tree.teacher.id().to_string()];
    for _ in 0..200 {
        if listed(&tree.officer, "bounced").await == teacher {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(25)).await;
    }
    assert_eq!(listed(&tree.officer, "bounced").await, teacher);

    // The mailbox is mended; after a week the letter that waits tries it once more.
    server.remember(&tree.teacher.email);
    house
        .clock
        .advance(TimeDelta::days(7) + TimeDelta::hours(2));
    house.app.outbox.wake();
    server.has_taken(1).await;
    let mut officer = tree.officer.clone();
    officer.sign_in(crate::support::PASSWORD).await;
    for _ in 0..200 {
        if listed(&officer, "bounced").await.is_empty() {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(25)).await;
    }
    panic!("the address is still taken for bad");
}
