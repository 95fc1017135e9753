//! Keeping the line: cuts, resends, restarts.

use serde_json::json;

use super::Hall;
use crate::support::{House, PASSWORD};

stories![
    who_greets_with_the_handshake_is_welcomed_with_its_answer,
    one_line_reaches_everybody_with_its_number,
    who_was_cut_gets_every_event_once_and_in_order,
    a_line_sent_again_after_a_cut_is_said_once,
    who_was_away_for_long_gets_a_snapshot_and_reads_the_rest,
    a_device_that_comes_back_replaces_its_dead_connection,
    a_server_that_stops_tells_everybody_to_come_back,
];

async fn one_line_reaches_everybody_with_its_number(house: House) {
    let hall = Hall::open(house).await;
    let (bat, sarnai) = (hall.teacher().await, hall.teacher().await);
    let mut host_room = hall.host.enter(&hall.webinar).await;
    assert_eq!(host_room.role, "host");
    host_room.does(json!({"type": "start"})).await;
    let mut bat_room = bat.enter(&hall.webinar).await;
    let mut sarnai_room = sarnai.enter(&hall.webinar).await;
    assert_eq!(bat_room.role, "participant");
    let snapshot = sarnai_room.snapshot.clone().unwrap();
    assert_eq!(
        (&snapshot["status"], &snapshot["present"]),
        (&json!("live"), &json!(3))
    );

    let number = bat_room.says("Сайн байна уу, Өмнөговиос").await;
    bat_room.does(json!({"type": "raise_hand"})).await;
    let shown = host_room
        .does(json!({"type": "show_slide", "slide": 7}))
        .await;
    for room in [&mut host_room, &mut bat_room, &mut sarnai_room] {
        room.sees(shown).await;
        let said = room
            .entries
            .iter()
            .find(|entry| entry["number"] == number)
            .unwrap();
        assert_eq!(said["event"]["text"], "Сайн байна уу, Өмнөговиос");
        assert_eq!(said["by"]["person"], json!(bat.id()));
        assert!(
            said["by"]["name"]
                .as_str()
                .unwrap()
                .starts_with("Д. Бат-Өлзий")
        );
    }
    let lowered = json!({"type": "lower_hand", "person": bat.id()});
    assert_eq!(sarnai_room.may_not(lowered.clone()).await, "not_allowed");
    host_room.does(lowered).await;
    assert_eq!(
        sarnai_room.may_not(json!({"type": "end"})).await,
        "not_allowed"
    );
    host_room.command(json!({"type": "end"})).await;
    for room in [&mut host_room, &mut bat_room, &mut sarnai_room] {
        assert_eq!(room.is_closed().await, 4002);
    }
    let log = hall.log().await;
    let received = sarnai_room.entries;
    assert_eq!(
        log[log.len() - received.len()..],
        received,
        "the log is what was sent"
    );
}

async fn who_greets_with_the_handshake_is_welcomed_with_its_answer(house: House) {
    let hall = Hall::open(house).await;
    let teacher = hall.teacher().await;
    let mut room = teacher
        .enter_greeting(&hall.webinar, r#"{"type":"hello"}"#)
        .await;
    let number = room.says("Сайн уу").await;
    room.sees(number).await;
    let hello = format!(
        r#"{{"type":"hello","session":{},"last":{}}}"#,
        room.session, room.last
    );
    let mut back = teacher.enter_greeting(&hall.webinar, &hello).await;
    assert_eq!(back.session, room.session);
    assert_eq!(back.snapshot, None, "it goes on where it stopped");
    back.says("Back").await;
    assert_eq!(
        room.is_closed().await,
        4004,
        "the device has a new connection"
    );
    let other = hall.teacher().await;
    for no_hello in ["", "{}", r#"{"type":"say","command":1,"text":"a"}"#] {
        let mut room = other.enter_greeting(&hall.webinar, no_hello).await;
        assert_eq!(room.is_closed().await, 4006, "{no_hello}");
    }
}

async fn who_was_cut_gets_every_event_once_and_in_order(house: House) {
    let hall = Hall::open(house).await;
    let teacher = hall.teacher().await;
    hall.start().await;
    let mut host_room = hall.host.enter(&hall.webinar).await;
    let mut room = teacher.enter(&hall.webinar).await;
    let mut said = Vec::new();
    for cut in 0..5 {
        for line in 0..4 {
            said.push(format!("мөр {cut}.{line}"));
            let number = host_room.says(said.last().unwrap()).await;
            if line == 1 {
                room.sees(number).await;
                // The line is cut without a word; two more lines are said meanwhile.
            }
        }
        let before = room;
        room = teacher.resume(&hall.webinar, &before).await;
        assert_eq!(room.session, before.session);
        assert!(
            room.snapshot.is_none(),
            "the missed events themselves were sent"
        );
        room.entries.splice(0..0, before.entries);
        hall.house.clock.advance(chrono::TimeDelta::seconds(10));
    }
    let number = host_room.says("төгсгөл").await;
    said.push("төгсгөл".to_owned());
    room.sees(number).await;
    assert_eq!(room.lines(), said);
}

async fn a_line_sent_again_after_a_cut_is_said_once(house: House) {
    let hall = Hall::open(house).await;
    let teacher = hall.teacher().await;
    hall.start().await;
    let mut room = teacher.enter(&hall.webinar).await;
    let line = json!({"type": "say", "command": 1, "text": "Намайг сонсож байна уу"});
    room.send(line.clone()).await;
    // The line is cut before the answer comes, whether or not the line was written down.
    let mut back = teacher.resume(&hall.webinar, &room).await;
    drop(room);
    for _ in 0..3 {
        back.send(line.clone()).await;
    }
    back.until(|room| room.acknowledged.contains_key(&1)).await;
    let number = back.acknowledged[&1];
    back.sees(number).await;
    back.send(json!({"type": "say", "command": 2, "text": "Одоо сонсогдож байна"}))
        .await;
    back.until(|room| room.acknowledged.contains_key(&2)).await;
    let log = hall.log().await;
    let said: Vec<_> = log
        .iter()
        .filter(|entry| entry["event"]["type"] == "said")
        .collect();
    assert_eq!(said.len(), 2, "{said:?}");
    assert_eq!(said[0]["number"], number);
}

async fn who_was_away_for_long_gets_a_snapshot_and_reads_the_rest(house: House) {
    let mut hall = Hall::open(house).await;
    let mut teacher = hall.teacher().await;
    hall.start().await;
    let mut host_room = hall.host.enter(&hall.webinar).await;
    let early = teacher.enter(&hall.webinar).await;
    drop(early.line);
    let hello = |last: u64| json!({"type": "hello", "session": early.session, "last": last});
    for turn in 0..110 {
        for line in 0..20 {
            host_room
                .command(json!({"type": "say", "text": format!("{turn}.{line}")}))
                .await;
        }
        let sent = (turn + 1) * 20;
        host_room
            .until(|room| room.acknowledged.len() == sent)
            .await;
        hall.house.clock.advance(chrono::TimeDelta::seconds(10));
    }
    let all = host_room.last;
    teacher.sign_in(PASSWORD).await;
    hall.host.sign_in(PASSWORD).await;
    let late = teacher.enter_with(&hall.webinar, hello(early.last)).await;
    assert!(
        late.snapshot.is_some(),
        "2,200 entries are too many to be sent"
    );
    assert!(late.last > all);
    // Beyond the memory of the room, but not too many: read from the log.
    let mut back = teacher.enter_with(&hall.webinar, hello(all - 1_500)).await;
    assert!(back.snapshot.is_none());
    back.sees(all + 2).await;
    assert_eq!(back.entries.len(), 1_502);
    // A number that never was.
    let future = teacher.enter_with(&hall.webinar, hello(1 << 40)).await;
    assert!(future.snapshot.is_some());
    assert_eq!(hall.log().await.last().unwrap()["number"], future.last);
}

async fn a_device_that_comes_back_replaces_its_dead_connection(house: House) {
    let hall = Hall::open(house).await;
    let teacher = hall.teacher().await;
    let mut dead = teacher.enter(&hall.webinar).await;
    let mut back = teacher.resume(&hall.webinar, &dead).await;
    assert_eq!(dead.is_closed().await, 4004);
    let number = back.says("би энд байна").await;
    back.sees(number).await;
    assert_eq!(back.present, 1);
    assert!(
        !hall
            .log()
            .await
            .iter()
            .any(|entry| entry["event"]["type"] == "left")
    );
}

async fn a_server_that_stops_tells_everybody_to_come_back(house: House) {
    let hall = Hall::open(house).await;
    let mut room = hall.host.enter(&hall.webinar).await;
    room.says("одоо зогсоно").await;
    let Hall { house, .. } = hall;
    drop(house);
    assert_eq!(room.is_closed().await, 4001);
}
