use chrono::TimeDelta;
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};
use surgalt::config::Secret;
use surgalt::outbox::tables::outbox_job;
use surgalt::outbox::{self, Job, Letter};
use surgalt::policy::Role;

use super::read;
use crate::support::{Backend, Client, House, MailServer, Mood, short_course};

stories_on![
    a_mail_server_that_was_away_gets_every_letter_once,
    a_mail_server_that_never_speaks_holds_up_nothing_but_letters,
    a_letter_that_is_slow_holds_up_none_but_itself,
    an_address_that_nobody_has_is_noted_and_tried_much_later,
];

async fn house_with(server: &MailServer, backend: Backend) -> House {
    House::open_with(backend, |config| {
        config.mail.smtp_url = Secret::new(&server.address);
        config.mail.timeout_seconds = 1;
    })
    .await
}

async fn write_to(house: &House, people: &[Client]) {
    let transaction = house.app.database.begin().await.unwrap();
    for person in people {
        outbox::send(
            &house.app,
            &transaction,
            person.id(),
            Letter::PasswordChanged,
        )
        .await
        .unwrap();
    }
    transaction.commit().await.unwrap();
    house.app.outbox.wake();
}

async fn people(house: &House, count: usize) -> Vec<Client> {
    let mut people = Vec::new();
    for _ in 0..count {
        people.push(house.person(&[Role::Learner]).await);
    }
    people
}

/// The letters that still wait.
async fn waiting(house: &House) -> Vec<outbox_job::Model> {
    outbox_job::Entity::find()
        .filter(outbox_job::Column::Status.eq("waiting"))
        .all(house.app.database.reader())
        .await
        .unwrap()
}

async fn all_have_been_tried(house: &House, count: u64) {
    for _ in 0..400 {
        let failed = outbox_job::Entity::find()
            .filter(outbox_job::Column::LastError.is_not_null())
            .count(house.app.database.reader())
            .await
            .unwrap();
        if failed >= count {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(25)).await;
    }
    panic!("not every letter was tried within ten seconds");
}

/// The only letter that still waits, once all others are noted as sent and it has failed once.
async fn the_one_left(house: &House) -> outbox_job::Model {
    for _ in 0..400 {
        let mut left = waiting(house).await;
        if left.len() == 1 && left[0].last_error.is_some() {
            return left.remove(0);
        }
        tokio::time::sleep(std::time::Duration::from_millis(25)).await;
    }
    panic!("there is not one letter left after ten seconds");
}

async fn a_mail_server_that_was_away_gets_every_letter_once(backend: Backend) {
    let server = MailServer::open(Mood::Away).await;
    let house = house_with(&server, backend).await;
    let teachers = people(&house, 12).await;
    write_to(&house, &teachers).await;
    all_have_been_tried(&house, 12).await;
    assert_eq!(waiting(&house).await.len(), 12);
    assert!(server.letters().is_empty());

    server.turn(Mood::Kind);
    house.clock.advance(TimeDelta::hours(2));
    house.app.outbox.wake();
    let letters = server.has_taken(12).await;
    house.outbox_is_empty().await;
    assert!(waiting(&house).await.is_empty());
    let mut recipients: Vec<_> = letters.iter().map(|letter| &letter.recipient).collect();
    let mut expected: Vec<_> = teachers.iter().map(|teacher| &teacher.email).collect();
    recipients.sort();
    expected.sort();
    assert_eq!(recipients, expected);
    assert_eq!(server.letters().len(), 12);
    let subject = read(&letters[0].message).subject().map(str::to_owned);
    assert_eq!(subject.as_deref(), Some("Таны нууц үг солигдлоо"));
}

async fn a_mail_server_that_never_speaks_holds_up_nothing_but_letters(backend: Backend) {
    let server = MailServer::open(Mood::Silent).await;
    let house = house_with(&server, backend).await;
    let host = house.person(&[Role::Methodologist]).await;
    let course = house.course(&host, short_course("Манлайлал", "mn")).await;
    let item = course.document.items().last().unwrap().id;
    let webinar = house.webinar(&host, &course, item).await;
    write_to(&house, &people(&house, 30).await).await;

    let transaction = house.app.database.begin().await.unwrap();
    let job = Job::AnnounceWebinar {
        webinar_id: webinar.id,
    };
    let now = house.clock.now();
    let begun = std::time::Instant::now();
    outbox::enqueue(&transaction, "announce".to_owned(), job, now, now)
        .await
        .unwrap();
    transaction.commit().await.unwrap();
    house.app.outbox.wake();
    let is_done = async || {
        let job = outbox_job::Entity::find().filter(outbox_job::Column::Key.eq("announce"));
        let job = job.one(house.app.database.reader()).await.unwrap().unwrap();
        job.done_at.is_some()
    };
    while !is_done().await {
        assert!(begun.elapsed().as_secs() < 10, "held up by letters");
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    // Done while every letter still waits.
    assert!(waiting(&house).await.len() >= 30);
    assert!(server.letters().is_empty());
    server.turn(Mood::Kind);
}

async fn a_letter_that_is_slow_holds_up_none_but_itself(backend: Backend) {
    let server = MailServer::open(Mood::Kind).await;
    let house = house_with(&server, backend).await;
    let teachers = people(&house, 10).await;
    server.stall(&teachers[0].email);
    write_to(&house, &teachers).await;
    let letters = server.has_taken(9).await;
    assert!(
        letters
            .iter()
            .all(|letter| letter.recipient != teachers[0].email)
    );
    let slow = the_one_left(&house).await;
    assert!(slow.last_error.unwrap().contains("takes too long"));
}

async fn an_address_that_nobody_has_is_noted_and_tried_much_later(backend: Backend) {
    let server = MailServer::open(Mood::Kind).await;
    let house = house_with(&server, backend).await;
    let teachers = people(&house, 3).await;
    server.forget(&teachers[1].email);
    write_to(&house, &teachers).await;
    server.has_taken(2).await;
    let refused = the_one_left(&house).await;
    assert!(refused.last_error.unwrap().contains("550"));
    assert!(refused.due_at - house.clock.now() > TimeDelta::minutes(50));

    let figures = house.stranger().get("/metrics").await.bytes;
    let figures = String::from_utf8(figures).unwrap();
    for outcome in ["sent", "refused"] {
        let figure = format!("letter=\"password-changed\",outcome=\"{outcome}\"");
        assert!(figures.contains(&figure), "{outcome} is not counted");
    }
}
