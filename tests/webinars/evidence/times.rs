//! Long days and odd nights.

use chrono::{DateTime, TimeDelta, TimeZone, Utc};
use chrono_tz::Tz;
use sea_orm::{ActiveModelTrait, ActiveValue::Set};
use serde_json::{Value, json};
use surgalt::messages::{Language, dates};
use surgalt::people::tables::person;

use super::{Hall, document, enter, lasts};
use crate::support::{House, PASSWORD};

stories![
    a_night_with_two_dates_and_a_changed_clock_is_as_long_as_it_is,
    eight_hours_of_training_with_checks_and_a_cut,
];

/// The next moment at which the clocks of a place are changed.
fn next_change(zone: Tz, after: DateTime<Utc>) -> DateTime<Utc> {
    let offset = |at: DateTime<Utc>| {
        zone.from_utc_datetime(&at.naive_utc())
            .format("%z")
            .to_string()
    };
    let hours = (0..24 * 366).map(|hour| after + TimeDelta::hours(hour));
    let hour = hours.map(|at| DateTime::from_timestamp(at.timestamp() / 3_600 * 3_600, 0).unwrap());
    let mut changes =
        hour.filter(|at| *at > after && offset(*at) != offset(*at - TimeDelta::hours(1)));
    changes.next().expect("clocks are changed every year there")
}

async fn a_night_with_two_dates_and_a_changed_clock_is_as_long_as_it_is(house: House) {
    let zone = Tz::Europe__Berlin;
    // From half past eleven in the evening, through midnight and the change, for four hours.
    let change = next_change(zone, house.clock.now() + TimeDelta::days(2));
    let begin = change - TimeDelta::minutes(150);
    house.clock.advance(begin - house.clock.now());
    let mut hall = Hall::of(house, document(), 240).await;
    let mut teacher = hall.nearly_done().await;
    let row = person::ActiveModel {
        id: Set(hall.host.id()),
        time_zone: Set(zone.name().to_owned()),
        ..Default::default()
    };
    let transaction = hall.house.app.database.begin().await.unwrap();
    row.update(&transaction).await.unwrap();
    transaction.commit().await.unwrap();
    hall.start().await;
    let mut room = enter(&hall, &teacher).await;
    for _ in 0..8 {
        hall.wait(30, &mut [&mut teacher]).await;
        room.says("шөнө").await;
    }
    hall.is_counted().await;
    let counted = hall.attendance(&teacher).await;
    lasts(&counted["share"]["present_seconds"], 240);
    assert!(counted["shares"]["connected"].as_u64().unwrap() >= 99);
    let path = hall.path("/attendance/export?format=csv");
    let headers = [("accept-language", "en")];
    let get = actix_web::http::Method::GET;
    let answer = hall.host.send(get, &path, &headers, Vec::new()).await;
    let text = String::from_utf8(answer.bytes).unwrap();
    let shown = |at: &Value| {
        let at: DateTime<Utc> = at.as_str().unwrap().parse().unwrap();
        dates::moment(Language::En, at, zone)
    };
    let first = shown(&counted["intervals"][0]["from"]);
    let last = shown(&counted["intervals"][0]["to"]);
    assert!(text.contains(&first) && text.contains(&last), "{text}");
    let zone_of = |moment: &str| moment.rsplit_once('(').unwrap().1.to_owned();
    assert_ne!(zone_of(&first), zone_of(&last), "the clocks were changed");
    let day_of = |moment: &str| moment.split_once(',').unwrap().0.to_owned();
    assert_ne!(day_of(&first), day_of(&last), "midnight was passed");
}

async fn eight_hours_of_training_with_checks_and_a_cut(house: House) {
    let mut hall = Hall::of(house, document(), 480).await;
    let mut teacher = hall.nearly_done().await;
    hall.start().await;
    let mut host = hall.host.enter(&hall.webinar).await;
    let mut room = enter(&hall, &teacher).await;
    for hour in 1..=8 {
        hall.wait(30, &mut [&mut teacher]).await;
        let check = host
            .does(json!({"type": "open_check", "seconds": 600}))
            .await;
        if hour == 4 {
            // The line is dead over this check, and for a quarter of an hour.
            room.says("уучлаарай").await;
            let (session, last) = (room.session, room.last);
            drop(room);
            hall.logs("left").await;
            hall.wait(15, &mut [&mut teacher]).await;
            let hello = json!({"type": "hello", "session": session, "last": last});
            room = teacher.enter_with(&hall.webinar, hello).await;
            room = room.that_is_not_told_all();
            hall.wait(15, &mut [&mut teacher]).await;
            continue;
        }
        let command = 100 + hour;
        room.send(json!({"type": "answer_check", "check": check, "command": command}))
            .await;
        room.until(|room| room.acknowledged.contains_key(&command))
            .await;
        hall.wait(30, &mut [&mut teacher]).await;
    }
    host.says("Баярлалаа").await;
    hall.is_counted().await;
    teacher.sign_in(PASSWORD).await;
    let counted = hall.attendance(&teacher).await;
    lasts(&counted["share"]["present_seconds"], 465);
    assert_eq!(counted["checks"], json!({"answered": 7, "of": 8}));
    assert_eq!(counted["active"]["moments"], 8);
    assert_eq!(super::certificates(&teacher).await, 1);
}
