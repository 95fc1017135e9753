//! One room over several servers: whoever comes through which, all have the same webinar.

use serde_json::{Value, json};

use super::Hall;
use crate::support::{Client, Cluster, RoomClient, houses_are_closed};

/// A hall of several servers, with its host at the first.
async fn open(servers: usize) -> (Hall, Cluster) {
    let mut cluster = Cluster::open(servers).await;
    let first = cluster.houses.remove(0);
    let hall = Hall::open(first).await;
    (hall, cluster)
}

/// The text side of a room's log: what was said, in order.
fn said(log: &[Value]) -> Vec<&str> {
    let lines = log.iter().filter(|entry| entry["event"]["type"] == "said");
    lines
        .map(|entry| entry["event"]["text"].as_str().unwrap())
        .collect()
}

async fn comes_back(person: &Client, hall: &Hall, room: &RoomClient) -> RoomClient {
    person.resume(&hall.webinar, room).await
}

#[actix_web::test]
async fn people_of_three_servers_share_one_room_one_log_and_one_attendance() {
    let (hall, cluster) = open(3).await;
    let (bat, sarnai) = (hall.teacher().await, hall.teacher().await);
    hall.start().await;
    let mut host = hall.host.enter(&hall.webinar).await;
    let mut one = cluster.at(0, &bat).enter(&hall.webinar).await;
    let mut other = cluster.at(1, &sarnai).enter(&hall.webinar).await;
    let mut last = 0;
    for round in 0..10 {
        last = host.says(&format!("багш {round}")).await;
        assert!(one.says(&format!("Бат {round}")).await > last);
        last = other.says(&format!("Сарнай {round}")).await;
    }
    for room in [&mut host, &mut one, &mut other] {
        room.sees(last).await;
        assert_eq!(room.lines().len(), 30);
    }
    assert_eq!(host.lines(), one.lines());
    assert_eq!(host.lines(), other.lines());
    assert_eq!(host.present, 3);
    // What the host decides holds wherever people came in.
    host.does(json!({"type": "remove", "person": bat.id()}))
        .await;
    assert_eq!(one.is_closed().await, 4003);
    hall.end().await;
    assert_eq!(other.is_closed().await, 4002);
    let log = hall.log().await;
    assert_eq!(said(&log), host.lines());
    for person in [&bat, &sarnai] {
        let seconds = &hall.attendance(person).await["intervals"];
        assert_eq!(seconds.as_array().unwrap().len(), 1, "{seconds}");
    }
    drop((hall, cluster));
    houses_are_closed().await;
}

#[actix_web::test]
async fn a_server_that_stops_takes_nothing_with_it() {
    let (hall, mut cluster) = open(3).await;
    let (bat, sarnai) = (hall.teacher().await, hall.teacher().await);
    // The second server holds the room: its teacher came first.
    let mut one = cluster.at(0, &bat).enter(&hall.webinar).await;
    let mut host = hall.host.enter(&hall.webinar).await;
    host.does(json!({"type": "start"})).await;
    let mut other = cluster.at(1, &sarnai).enter(&hall.webinar).await;
    one.says("Сонсогдож байна").await;
    other.says("Надад ч бас").await;
    cluster.stop(0).await;
    assert_eq!(one.is_closed().await, 4001);
    // Nobody else notices more than a moment.
    let line = host.says("Үргэлжлүүлье").await;
    other.sees(line).await;
    let mut again = comes_back(&cluster.at(0, &bat), &hall, &one).await;
    assert_eq!(again.session, one.session);
    let line = again.says("Буцаад ирлээ").await;
    for room in [&mut host, &mut other, &mut again] {
        room.sees(line).await;
    }
    let expected = [
        "Сонсогдож байна",
        "Надад ч бас",
        "Үргэлжлүүлье",
        "Буцаад ирлээ",
    ];
    assert_eq!(host.lines(), expected);
    assert_eq!(said(&hall.log().await), expected);
    // Who came back was here all the time.
    hall.end().await;
    let intervals = &hall.attendance(&bat).await["intervals"];
    assert_eq!(intervals.as_array().unwrap().len(), 1, "{intervals}");
    drop((hall, cluster));
    houses_are_closed().await;
}

#[actix_web::test]
async fn a_room_is_taken_up_where_the_last_server_left_it() {
    let (hall, cluster) = open(2).await;
    let bat = hall.teacher().await;
    hall.start().await;
    let mut room = hall.host.enter(&hall.webinar).await;
    room.says("Эхэлье").await;
    let Hall {
        house,
        host,
        webinar,
        ..
    } = hall;
    house.leave().await;
    let mut again = cluster.at(0, &host).resume(&webinar, &room).await;
    let line = again.says("Үргэлжлүүлье").await;
    let mut teacher = cluster.at(0, &bat).enter(&webinar).await;
    let ended = again.does(json!({"type": "end"})).await;
    assert!(ended > line);
    assert_eq!(teacher.is_closed().await, 4002);
    drop(cluster);
    houses_are_closed().await;
}
