use chrono::TimeDelta;
use icalendar::{Calendar, Component};
use mail_parser::MimeHeaders;
use sea_orm::{ActiveModelTrait, ActiveValue::Set};
use surgalt::outbox::{self, Letter};
use surgalt::policy::Role;
use surgalt::webinars::tables::webinar;
use uuid::Uuid;

use super::read;
use crate::support::{Client, House, short_course};

stories![
    a_webinar_that_is_moved_moves_in_the_calendar,
    nobody_is_reminded_of_a_webinar_that_is_over,
];

async fn announce(house: &House, whom: &Client, webinar_id: Uuid) {
    let transaction = house.app.database.begin().await.unwrap();
    let letter = Letter::WebinarScheduled { webinar_id };
    outbox::send(&house.app, &transaction, whom.id(), letter)
        .await
        .unwrap();
    transaction.commit().await.unwrap();
}

/// What a calendar takes from a mail: the alternative part, which the attached file repeats.
fn calendar(mail: &str) -> Calendar {
    let mail = read(mail);
    let is_calendar = |subtype: &str| {
        mail.parts
            .iter()
            .find(|part| {
                let media = part.content_type();
                media.and_then(|media| media.subtype()) == Some(subtype)
            })
            .unwrap()
    };
    let part = is_calendar("calendar");
    let media = part.content_type().unwrap();
    assert_eq!(media.attribute("method"), Some("REQUEST"));
    let file = is_calendar("ics");
    assert_eq!(file.attachment_name(), Some("webinar.ics"));
    let text = part.text_contents().unwrap();
    assert_eq!(std::str::from_utf8(file.contents()).unwrap(), text);
    text.parse().unwrap()
}

async fn a_webinar_that_is_moved_moves_in_the_calendar(house: House) {
    let host = house.person(&[Role::Methodologist]).await;
    let teacher = house.person(&[Role::Learner]).await;
    let title = "Манлайлал, үнэлгээ; ба маш урт гарчиг, хуанлид эвхэгдэж бичигдэх ёстой";
    let course = house.course(&host, short_course(title, "mn")).await;
    let item = course.document.items().last().unwrap().id;
    let webinar = house.webinar(&host, &course, item).await;
    announce(&house, &teacher, webinar.id).await;
    let first = calendar(&house.mails().await[0]);

    let transaction = house.app.database.begin().await.unwrap();
    let starts_at = webinar.starts_at + TimeDelta::days(1);
    webinar::ActiveModel {
        id: Set(webinar.id),
        starts_at: Set(starts_at),
        ends_at: Set(webinar.ends_at + TimeDelta::days(1)),
        revision: Set(1),
        ..Default::default()
    }
    .update(&transaction)
    .await
    .unwrap();
    transaction.commit().await.unwrap();
    announce(&house, &teacher, webinar.id).await;
    let second = calendar(&house.mails().await[1]);

    let events: Vec<_> = [&first, &second]
        .map(|one| one.events().next().unwrap())
        .into();
    assert_eq!(events[0].get_uid(), events[1].get_uid());
    assert_eq!(events[0].get_sequence(), Some(0));
    assert_eq!(events[1].get_sequence(), Some(1));
    let format = "%Y%m%dT%H%M%SZ";
    for (name, at) in [
        ("DTSTART", starts_at),
        ("DTEND", starts_at + TimeDelta::hours(1)),
    ] {
        let expected = at.format(format).to_string();
        assert_eq!(events[1].property_value(name), Some(expected.as_str()));
    }
    assert_eq!(events[1].get_summary(), Some("Хаалтын вебинар"));
    assert!(events[1].get_description().unwrap().contains(title));
    let address = format!(
        "{}/webinars/{}",
        house.app.config.server.public_address, webinar.id
    );
    assert_eq!(events[1].get_url(), Some(address.as_str()));
    let alarm = &events[1].components()[0];
    assert_eq!(alarm.component_kind(), "VALARM");
    assert_eq!(alarm.property_value("TRIGGER"), Some("-PT900S"));
    assert_eq!(second.property_value("METHOD"), Some("REQUEST"));
}

async fn nobody_is_reminded_of_a_webinar_that_is_over(house: House) {
    let host = house.person(&[Role::Methodologist]).await;
    let course = house.course(&host, short_course("Манлайлал", "mn")).await;
    let item = course.document.items().last().unwrap().id;
    let webinar = house.webinar(&host, &course, item).await;
    house.clock.advance(TimeDelta::hours(2));
    announce(&house, &host, webinar.id).await;
    assert!(house.mails().await.is_empty());
}
