//! Who polls, and then does not any more.

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::{Value, json};

use super::Hall;
use crate::support::{Backend, House};

stories_on![who_stays_away_has_left_when_last_heard];

async fn who_stays_away_has_left_when_last_heard(backend: Backend) {
    let house = House::open_with(backend, |config| config.webinars.silence_seconds = 2).await;
    let hall = Hall::open(house).await;
    let teacher = hall.teacher().await;
    hall.start().await;
    let hello = json!({"type": "hello"});
    let mut room = teacher.enter_by_polling(&hall.webinar, hello).await;
    // Nothing is said, and requests come back empty: who asks is there.
    let fetched = room.polling();
    for _ in 0..4 {
        let answer = fetched.fetch(fetched.has).await.expect(200);
        for frame in answer["frames"].as_array().unwrap() {
            assert_eq!(frame["type"], "events", "{frame}");
        }
        fetched.has = answer["through"].as_u64().unwrap();
    }
    let last_heard = hall.house.clock.now();
    assert!(
        hall.log()
            .await
            .iter()
            .all(|entry| entry["event"]["type"] != "left")
    );
    hall.logs("left").await;
    let log = hall.log().await;
    let left = log
        .iter()
        .find(|entry| entry["event"]["type"] == "left")
        .unwrap();
    let time = |value: &Value| value.as_str().unwrap().parse::<DateTime<Utc>>().unwrap();
    let noted = time(&left["event"]["last_heard"]);
    // The last request was heard before it was answered a second later.
    assert!(noted <= last_heard && last_heard - noted < TimeDelta::seconds(4));
    assert!(time(&left["at"]) - noted >= TimeDelta::seconds(2));
    assert_eq!(hall.attendance(&teacher).await["is_present"], false);
    let has = room.polling().has;
    let told = room.polling().fetch(has).await;
    if told.status == 200 {
        let told = told.expect(200);
        let frames = told["frames"].as_array().unwrap();
        assert_eq!(frames.last().unwrap()["code"], 4_005, "{frames:?}");
    } else {
        told.refused(401, "token_invalid");
    }
}
