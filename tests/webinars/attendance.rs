//! What counts afterwards: attendance over cuts, devices and dead servers.

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait};
use serde_json::{Value, json};
use surgalt::policy::Role;
use surgalt::webinars::tables::{attendance, room_event};

use super::Hall;
use crate::support::{Client, House, PASSWORD};

stories![
    a_telephone_and_a_computer_count_once,
    a_killed_server_costs_only_what_it_was_silent,
    a_webinar_nobody_ended_is_ended_by_the_house,
    a_learner_sees_the_own_attendance_and_an_officer_the_own_part,
];

/// What was counted for a person when the webinar had ended.
async fn counted(hall: &Hall, person: &Client) -> Option<(i64, i32)> {
    hall.house.outbox_is_empty().await;
    let row = attendance::Entity::find_by_id((hall.id(), person.id()));
    let app = hall.house.app.clone();
    let row = hall
        .house
        .look(async move { row.one(app.database.reader()).await.unwrap() })
        .await;
    let row = row.filter(|row| row.role == "participant");
    row.map(|row| (row.seconds, row.share_percent))
}

async fn a_telephone_and_a_computer_count_once(house: House) {
    let mut hall = Hall::open(house).await;
    let mut teacher = hall.teacher().await;
    let clock = hall.house.clock.clone();
    hall.start().await;
    let mut telephone = teacher.enter(&hall.webinar).await;
    clock.advance(TimeDelta::minutes(10));
    teacher.sign_in(PASSWORD).await;
    let mut computer = teacher.enter(&hall.webinar).await;
    computer.says("хоёр төхөөрөмжөөс").await;
    assert_eq!(computer.snapshot.clone().unwrap()["present"], 1);
    telephone.says("утаснаас").await;
    clock.advance(TimeDelta::minutes(20));
    hall.host.sign_in(PASSWORD).await;
    telephone.says("салж байна").await;
    drop(telephone);
    hall.logs("left").await;
    clock.advance(TimeDelta::minutes(18));
    hall.host.sign_in(PASSWORD).await;
    computer.says("би ч бас").await;
    drop(computer);
    for _ in 0..100 {
        if hall.attendance(&teacher).await["is_present"] == false {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    clock.advance(TimeDelta::minutes(12));
    hall.host.sign_in(PASSWORD).await;
    hall.end().await;
    let (seconds, percent) = counted(&hall, &teacher).await.unwrap();
    assert!((48 * 60..48 * 60 + 30).contains(&seconds), "{seconds}");
    assert_eq!(percent, 80);
    let shown = hall.attendance(&teacher).await;
    assert_eq!(shown["share"]["present_seconds"], seconds);
    assert_eq!(shown["intervals"].as_array().unwrap().len(), 1);
    assert_eq!(
        counted(&hall, &hall.host).await,
        None,
        "who hosts does not attend"
    );
}

/// A room's log as a server leaves it that was killed: nobody has left.
async fn leave_log(hall: &Hall, teacher: &Client, at: DateTime<Utc>, entries: &[(i64, Value)]) {
    let transaction = hall.house.app.database.begin().await.unwrap();
    for (number, (seconds, event)) in (1..).zip(entries) {
        let at = at + TimeDelta::seconds(*seconds);
        let by = json!({"person": teacher.id(), "name": "Д. Бат", "role": "participant"});
        let mut entry = json!({"number": number, "at": at, "event": event});
        if event["type"] == "joined" {
            entry["by"] = by;
        }
        let row = room_event::ActiveModel {
            webinar_id: Set(hall.id()),
            number: Set(number),
            at: Set(at),
            event: Set(entry.to_string()),
        };
        row.insert(&transaction).await.unwrap();
    }
    transaction.commit().await.unwrap();
}

async fn a_killed_server_costs_only_what_it_was_silent(house: House) {
    let mut hall = Hall::open(house).await;
    let teacher = hall.teacher().await;
    let now = hall.house.clock.now();
    let at = DateTime::from_timestamp(now.timestamp() - 3_000, 0).unwrap();
    let log = [
        (0, json!({"type": "started"})),
        (0, json!({"type": "joined", "session": 2})),
        (1_000, json!({"type": "checkpoint"})),
        (
            1_005,
            json!({"type": "poll_opened", "of": "a later version", "options": [1, 2]}),
        ),
    ];
    leave_log(&hall, &teacher, at, &log).await;
    // The server starts again; the teacher's client comes back with its session.
    let hello = json!({"type": "hello", "session": 2, "last": 3});
    let mut back = teacher.enter_with(&hall.webinar, hello).await;
    assert_eq!(back.session, 2);
    back.sees(6).await;
    assert_eq!(back.kinds(), ["poll_opened", "restarted", "joined"]);
    assert_eq!(
        back.entries[0]["event"]["options"],
        json!([1, 2]),
        "sent as it was stored"
    );
    hall.house.clock.advance(TimeDelta::seconds(600));
    hall.host.sign_in(PASSWORD).await;
    hall.end().await;
    let (seconds, _) = counted(&hall, &teacher).await.unwrap();
    assert!((1_605..1_635).contains(&seconds), "{seconds}");
}

async fn a_webinar_nobody_ended_is_ended_by_the_house(house: House) {
    let mut hall = Hall::open(house).await;
    let teacher = hall.teacher().await;
    hall.start().await;
    let mut room = teacher.enter(&hall.webinar).await;
    hall.house.clock.advance(TimeDelta::minutes(179));
    hall.house.outbox_is_empty().await;
    room.says("багш аа?").await;
    hall.house.clock.advance(TimeDelta::minutes(2));
    hall.house.outbox_is_empty().await;
    assert_eq!(room.is_closed().await, 4002);
    let (_, percent) = counted(&hall, &teacher).await.unwrap();
    assert_eq!(percent, 100);
    hall.host.sign_in(PASSWORD).await;
    let log = hall.log().await;
    let last = log.last().unwrap();
    assert_eq!(last["event"]["type"], "ended");
    assert!(last.get("by").is_none(), "nobody did it");
}

async fn a_learner_sees_the_own_attendance_and_an_officer_the_own_part(house: House) {
    let hall = Hall::open(house).await;
    let (bat, sarnai) = (hall.teacher().await, hall.teacher().await);
    hall.start().await;
    let _rooms = [
        bat.enter(&hall.webinar).await,
        sarnai.enter(&hall.webinar).await,
    ];
    let path = hall.path("/attendance");
    let people = |page: Value| -> Vec<Value> {
        page["items"]
            .as_array()
            .unwrap()
            .iter()
            .map(|one| one["person"].clone())
            .collect()
    };
    assert_eq!(people(bat.get(&path).await.expect(200)), [json!(bat.id())]);
    assert_eq!(people(hall.host.get(&path).await.expect(200)).len(), 2);
    let first = hall.host.get(&format!("{path}?limit=1")).await.expect(200);
    let rest = format!("{path}?after={}", first["next"].as_str().unwrap());
    assert_eq!(people(hall.host.get(&rest).await.expect(200)).len(), 1);
    let officer = hall.house.person(&[Role::Officer]).await;
    officer.get(&path).await.refused(404, "not_found");
    hall.house.in_one_school(&[&officer, &bat]).await;
    assert_eq!(
        people(officer.get(&path).await.expect(200)),
        [json!(bat.id())]
    );
}
