//! A full hall: who waits for a seat, in which order they come in, and who keeps one through a cut.

use chrono::TimeDelta;
use serde_json::json;

use super::Hall;
use crate::support::{Client, House, RoomClient};

stories![
    who_finds_the_hall_full_waits_in_order_and_is_let_in,
    who_was_cut_keeps_the_seat_and_who_is_away_for_long_does_not,
    the_host_makes_room_and_admits_into_the_queue,
    a_room_without_its_host_goes_on_and_says_so,
];

/// A webinar with so many seats, of which the host has one, and so many teachers.
async fn full<const N: usize>(house: House, seats: u32) -> (Hall, RoomClient, [Client; N]) {
    let hall = Hall::open(house).await;
    hall.start().await;
    let mut host = hall.host.enter(&hall.webinar).await.that_is_not_told_all();
    host.does(json!({"type": "set_rules", "capacity": seats}))
        .await;
    let mut teachers = Vec::new();
    for _ in 0..N {
        teachers.push(hall.teacher().await);
    }
    let teachers = teachers.try_into();
    (hall, host, teachers.unwrap_or_else(|_| unreachable!()))
}

async fn who_finds_the_hall_full_waits_in_order_and_is_let_in(house: House) {
    let (hall, mut host, [bat, sarnai, dulam]) = full(house, 2).await;
    let bat_room = bat.enter(&hall.webinar).await;
    let mut sarnai_room = sarnai.enter(&hall.webinar).await;
    let mut dulam_room = dulam.enter(&hall.webinar).await;
    let told = dulam_room.snapshot.clone().unwrap();
    assert_eq!(
        (&told["waiting"], &told["waits_for"], &told["present"]),
        (&json!(2), &json!("seat"), &json!(0))
    );
    let early = json!({"type": "say", "text": "намайг оруулаач"});
    assert_eq!(sarnai_room.may_not(early).await, "waiting_in_lobby");
    let unseen = host.says("эхэллээ").await;

    bat_room.says_goodbye().await;
    sarnai_room.until(RoomClient::is_in).await;
    assert_eq!(sarnai_room.snapshot.clone().unwrap()["present"], 2);
    dulam_room.until(|room| room.place == 1).await;
    let line = sarnai_room.says("орлоо").await;
    host.sees(line).await;
    assert_eq!(host.present, 2);
    let seated = host
        .entries
        .iter()
        .find(|one| one["event"]["type"] == "seated");
    assert_eq!(seated.unwrap()["event"]["people"], json!([sarnai.id()]));
    assert!(sarnai_room.last > unseen && sarnai_room.lines().len() < 2);
    assert!(
        dulam_room.entries.is_empty(),
        "who waits hears nothing of the room"
    );

    hall.house.clock.advance(TimeDelta::minutes(9));
    hall.host
        .post(&hall.path("/end"), json!(null))
        .await
        .expect(200);
    assert_eq!(dulam_room.is_closed().await, 4002);
    let waited = hall.attendance(&dulam).await;
    assert_eq!(
        (&waited["intervals"], &waited["connected_seconds"]),
        (&json!([]), &json!(0))
    );
    // The clock goes on by itself while the story is told.
    let connected = hall.attendance(&sarnai).await["connected_seconds"].as_i64();
    assert!(connected.is_some_and(|seconds| (540..570).contains(&seconds)));
}

async fn who_was_cut_keeps_the_seat_and_who_is_away_for_long_does_not(house: House) {
    let (hall, _host, [bat, sarnai]) = full(house, 2).await;
    let bat_room = bat.enter(&hall.webinar).await;
    let mut sarnai_room = sarnai.enter(&hall.webinar).await;
    let before = (bat_room.session, bat_room.last);
    drop(bat_room);
    hall.logs("left").await;
    hall.house.clock.advance(TimeDelta::seconds(60));
    let hello = json!({"type": "hello", "session": before.0, "last": before.1});
    let back = bat.enter_with(&hall.webinar, hello).await;
    assert!(
        back.is_in() && back.snapshot.is_none(),
        "as if nothing had been"
    );
    // The place in the queue is kept as well.
    drop(sarnai_room);
    sarnai_room = sarnai.enter(&hall.webinar).await;
    assert_eq!(sarnai_room.place, 1);

    drop(back);
    while hall
        .log()
        .await
        .iter()
        .filter(|one| one["event"]["type"] == "left")
        .count()
        < 3
    {
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    hall.house.clock.advance(TimeDelta::seconds(90));
    sarnai_room.until(RoomClient::is_in).await;
    let late = bat.enter(&hall.webinar).await;
    assert_eq!(late.place, 1, "gone for too long");
}

async fn the_host_makes_room_and_admits_into_the_queue(house: House) {
    let (hall, mut host, [bat, sarnai, dulam]) = full(house, 2).await;
    host.does(json!({"type": "set_rules", "admission": "by_host"}))
        .await;
    let mut bat_room = bat.enter(&hall.webinar).await;
    let mut sarnai_room = sarnai.enter(&hall.webinar).await;
    let mut dulam_room = dulam.enter(&hall.webinar).await;
    assert_eq!(
        dulam_room.snapshot.clone().unwrap()["waits_for"],
        "admission"
    );
    // The last is admitted first; then all, and one finds no seat, nor the other.
    host.does(json!({"type": "admit", "person": dulam.id()}))
        .await;
    dulam_room.until(RoomClient::is_in).await;
    host.does(json!({"type": "admit"})).await;
    sarnai_room.until(|room| room.place == 2).await;
    let past = json!({"type": "admit", "person": sarnai.id()});
    assert_eq!(host.may_not(past).await, "room_full");
    host.does(json!({"type": "set_rules", "capacity": 4})).await;
    for room in [&mut bat_room, &mut sarnai_room] {
        room.until(RoomClient::is_in).await;
    }
    host.does(json!({"type": "set_rules", "capacity": 1})).await;
    let line = bat_room.says("бүгд энд").await;
    for room in [&mut host, &mut sarnai_room, &mut dulam_room] {
        room.sees(line).await;
        assert_eq!(room.present, 4, "nobody is removed");
    }
}

async fn a_room_without_its_host_goes_on_and_says_so(house: House) {
    let (hall, host, [bat]) = full(house, 2).await;
    let mut room = bat.enter(&hall.webinar).await;
    host.says_goodbye().await;
    room.until(|room| room.kinds().contains(&"host_missing"))
        .await;
    room.says("хөтлөгч хаана байна").await;
    let _host = hall.host.enter(&hall.webinar).await;
    room.until(|room| room.kinds().contains(&"host_back")).await;
}
