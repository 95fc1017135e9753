//! What the administrator sees of letters that do not leave, and does about them.

use chrono::TimeDelta;
use serde_json::{Value, json};
use surgalt::config::Secret;
use surgalt::outbox::{self, Letter};
use surgalt::policy::Role;

use crate::support::{Backend, Client, House, MailServer, Mood};

stories_on![
    letters_that_a_mail_server_does_not_take_are_seen_and_sent_now,
    a_letter_that_is_given_up_does_not_leave,
];

async fn house_with(server: &MailServer, backend: Backend) -> House {
    House::open_with(backend, |config| {
        config.mail.smtp_url = Secret::new(&server.address);
        config.mail.timeout_seconds = 1;
    })
    .await
}

async fn write_to(house: &House, person: &Client) {
    let transaction = house.app.database.begin().await.unwrap();
    let letter = Letter::PasswordChanged;
    outbox::send(&house.app, &transaction, person.id(), letter)
        .await
        .unwrap();
    transaction.commit().await.unwrap();
    house.app.outbox.wake();
}

/// What the administrator is shown, once so many have failed.
async fn troubled(administrator: &Client, count: usize) -> Vec<Value> {
    for _ in 0..400 {
        let path = "/api/v1/mail-queue?troubled=true";
        let page = administrator.get(path).await.expect(200);
        let items = page["items"].as_array().unwrap().clone();
        if items.len() == count && items.iter().all(|one| one["at_work"] == false) {
            return items;
        }
        tokio::time::sleep(std::time::Duration::from_millis(25)).await;
    }
    panic!("{count} letters should be in trouble within ten seconds");
}

async fn letters_that_a_mail_server_does_not_take_are_seen_and_sent_now(backend: Backend) {
    let server = MailServer::open(Mood::Away).await;
    let house = house_with(&server, backend).await;
    let administrator = house.person(&[Role::Administrator]).await;
    let teacher = house.person(&[Role::Learner]).await;
    write_to(&house, &teacher).await;
    let [letter] = &troubled(&administrator, 1).await[..] else {
        unreachable!("there is one")
    };
    assert_eq!(letter["letter"], "password-changed");
    assert_eq!(letter["person"]["address"], teacher.email);
    assert_eq!(letter["tries"], 1);
    assert!(!letter["last_error"].as_str().unwrap().is_empty());
    let well = administrator.get("/api/v1/mail-queue?troubled=false").await;
    assert_eq!(well.expect(200)["items"], json!([]));

    // It would wait for minutes; the administrator has mended the server and does not.
    server.turn(Mood::Kind);
    let path = format!(
        "/api/v1/mail-queue/{}/sending",
        letter["id"].as_str().unwrap()
    );
    administrator.post(&path, json!(null)).await.expect(204);
    assert_eq!(server.has_taken(1).await[0].recipient, teacher.email);
    house.outbox_is_empty().await;
    administrator.post(&path, json!(null)).await.expect(404);
    let left = administrator.get("/api/v1/mail-queue").await.expect(200);
    assert_eq!(left["items"], json!([]));
}

async fn a_letter_that_is_given_up_does_not_leave(backend: Backend) {
    let server = MailServer::open(Mood::Away).await;
    let house = house_with(&server, backend).await;
    let administrator = house.person(&[Role::Administrator]).await;
    let teachers = [
        house.person(&[Role::Learner]).await,
        house.person(&[Role::Learner]).await,
    ];
    for teacher in &teachers {
        write_to(&house, teacher).await;
    }
    let letters = troubled(&administrator, 2).await;
    let to_first = |one: &&Value| one["person"]["id"] == json!(teachers[0].id());
    let given_up = letters.iter().find(to_first).unwrap();
    let path = format!("/api/v1/mail-queue/{}", given_up["id"].as_str().unwrap());
    administrator.delete(&path).await.expect(204);
    administrator.delete(&path).await.expect(404);
    assert_eq!(house.deeds("letter_given_up").await, 1);

    server.turn(Mood::Kind);
    house.clock.advance(TimeDelta::hours(2));
    house.app.outbox.wake();
    server.has_taken(1).await;
    house.outbox_is_empty().await;
    let recipients: Vec<_> = server
        .letters()
        .into_iter()
        .map(|one| one.recipient)
        .collect();
    assert_eq!(recipients, [teachers[1].email.clone()]);
}
