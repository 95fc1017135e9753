//! The room over plain HTTP, where the network breaks websockets.

use chrono::TimeDelta;
use serde_json::{Value, json};

use super::Hall;
use crate::support::{Client, House, PASSWORD, RoomClient};

stories![
    a_teacher_whose_network_breaks_websockets_takes_part,
    what_is_lost_on_its_way_is_neither_lost_nor_doubled,
    who_was_cut_comes_back_and_misses_nothing,
    one_session_moves_between_a_socket_and_plain_http,
    a_socket_and_plain_http_count_once,
    who_does_not_fetch_costs_a_bound_and_resumes,
    a_server_that_stops_tells_who_polls_to_come_back,
];

fn hello() -> Value {
    json!({"type": "hello"})
}

async fn enter(hall: &Hall, person: &Client) -> RoomClient {
    person.enter_by_polling(&hall.webinar, hello()).await
}

async fn a_teacher_whose_network_breaks_websockets_takes_part(house: House) {
    let hall = Hall::open(house).await;
    let teacher = hall.teacher().await;
    hall.start().await;
    let mut host_room = hall.host.enter(&hall.webinar).await;
    let mut room = enter(&hall, &teacher).await;
    assert_eq!(room.role, "participant");
    assert_eq!(room.snapshot.clone().unwrap()["present"], 2);
    let said = room.says("Вебсокет манайд ажилладаггүй").await;
    host_room.sees(said).await;
    assert_eq!(host_room.lines(), ["Вебсокет манайд ажилладаггүй"]);
    // Both wait for the other: an answer comes when there is something, not after a while.
    for turn in 0..5 {
        let asked = host_room.says(&format!("асуулт {turn}")).await;
        room.sees(asked).await;
        let answered = room.says(&format!("хариулт {turn}")).await;
        host_room.sees(answered).await;
    }
    room.does(json!({"type": "raise_hand"})).await;
    assert_eq!(room.may_not(json!({"type": "end"})).await, "not_allowed");
    assert_eq!(
        room.may_not(json!({"type": "dance"})).await,
        "frame_invalid"
    );
    let frames: Vec<Value> = (90..100)
        .map(|command| json!({"type": "lower_hand", "command": command, "person": hall.host.id()}))
        .collect();
    room.polling().post(json!(frames)).await.expect(204);
    room.until(|room| room.refused.iter().any(|one| one.0 == Some(99)))
        .await;
    for wrong in [json!([]), json!(vec![hello(); 17]), json!("x")] {
        room.polling().post(wrong).await.refused(422, "invalid");
    }
    host_room.command(json!({"type": "end"})).await;
    assert_eq!(room.is_closed().await, 4002);
    let has = room.polling().has;
    room.polling()
        .fetch(has)
        .await
        .refused(401, "token_invalid");
    let log = hall.log_for(&teacher).await;
    let received = room.entries;
    assert!(
        received.len() > 10 && log.ends_with(&received),
        "the log is what was sent"
    );
}

async fn what_is_lost_on_its_way_is_neither_lost_nor_doubled(house: House) {
    let hall = Hall::open(house).await;
    let teacher = hall.teacher().await;
    hall.start().await;
    let mut host_room = hall.host.enter(&hall.webinar).await;
    let mut room = enter(&hall, &teacher).await;
    let has = room.polling().has;
    host_room.says("нэг").await;
    // The answer is lost on its way: what was not confirmed comes again, with what came later.
    let lost = room.polling().fetch(has).await.expect(200);
    assert_eq!(lost["after"], has);
    let number = host_room.says("хоёр").await;
    room.sees(number).await;
    assert_eq!(room.lines(), ["нэг", "хоёр"]);
    // A proxy sends a request twice; the client did not hear of it and sends it again as well.
    let line = json!([{"type": "say", "command": 1, "text": "гурав"}]);
    for _ in 0..3 {
        room.polling().post(line.clone()).await.expect(204);
    }
    room.until(|room| room.acknowledged.contains_key(&1)).await;
    let number = host_room.says("дөрөв").await;
    room.sees(number).await;
    assert_eq!(room.lines(), ["нэг", "хоёр", "гурав", "дөрөв"]);
    // A request of long ago comes late, and one that never could have been.
    let late = room.polling().fetch(1).await.expect(200);
    assert!(late["after"].as_u64().unwrap() > 1);
    let has = room.polling().has;
    room.polling()
        .fetch(has + 1_000)
        .await
        .refused(422, "invalid");
    let number = room.says("тав").await;
    room.sees(number).await;
}

async fn who_was_cut_comes_back_and_misses_nothing(house: House) {
    let hall = Hall::open(house).await;
    let teacher = hall.teacher().await;
    hall.start().await;
    let mut host_room = hall.host.enter(&hall.webinar).await;
    let mut room = enter(&hall, &teacher).await;
    let mut said = Vec::new();
    for cut in 0..4 {
        for line in 0..4 {
            said.push(format!("мөр {cut}.{line}"));
            let number = host_room.says(said.last().unwrap()).await;
            if line == 1 {
                room.sees(number).await;
            }
        }
        // A command was sent, and its answer never came.
        let own = json!({"type": "say", "command": cut + 1, "text": format!("өөрөө {cut}")});
        room.send(own.clone()).await;
        let back = json!({"type": "hello", "session": room.session, "last": room.last});
        let before = room;
        room = teacher.enter_by_polling(&hall.webinar, back).await;
        assert_eq!(room.session, before.session);
        assert!(room.snapshot.is_none());
        room.entries.splice(0..0, before.entries);
        room.send(own).await;
        room.until(|room| room.acknowledged.contains_key(&(cut + 1)))
            .await;
        let number = room.acknowledged[&(cut + 1)];
        room.sees(number).await;
        said.push(format!("өөрөө {cut}"));
        hall.house.clock.advance(TimeDelta::seconds(10));
    }
    assert_eq!(room.lines(), said);
    let log = hall.log().await;
    let all = log.iter().filter(|entry| entry["event"]["type"] == "said");
    assert_eq!(all.count(), said.len());
}

async fn one_session_moves_between_a_socket_and_plain_http(house: House) {
    let hall = Hall::open(house).await;
    let teacher = hall.teacher().await;
    hall.start().await;
    let mut host_room = hall.host.enter(&hall.webinar).await;
    let mut socket = teacher.enter(&hall.webinar).await;
    let number = socket.says("вебсокетоор").await;
    socket.sees(number).await;
    let back = json!({"type": "hello", "session": socket.session, "last": socket.last});
    let mut polls = teacher.enter_by_polling(&hall.webinar, back).await;
    assert_eq!(polls.session, socket.session);
    assert_eq!(socket.is_closed().await, 4004);
    // What was acknowledged over the socket does not happen again.
    polls
        .send(json!({"type": "say", "command": 1, "text": "вебсокетоор"}))
        .await;
    polls.until(|room| room.acknowledged.contains_key(&1)).await;
    assert_eq!(polls.acknowledged[&1], number);
    polls
        .send(json!({"type": "say", "command": 2, "text": "HTTP-ээр"}))
        .await;
    polls.until(|room| room.acknowledged.contains_key(&2)).await;
    let number = polls.acknowledged[&2];
    polls.sees(number).await;
    let mut socket = teacher.resume(&hall.webinar, &polls).await;
    assert_eq!(socket.session, polls.session);
    assert_eq!(polls.is_closed().await, 4004);
    let number = host_room.says("хоёулаа энд байна").await;
    socket.sees(number).await;
    host_room.sees(number).await;
    assert_eq!(host_room.present, 2);
    let log = hall.log().await;
    assert!(log.iter().all(|entry| entry["event"]["type"] != "left"));
}

async fn a_socket_and_plain_http_count_once(house: House) {
    let mut hall = Hall::open(house).await;
    let mut teacher = hall.teacher().await;
    let clock = hall.house.clock.clone();
    hall.start().await;
    let mut socket = teacher.enter(&hall.webinar).await;
    clock.advance(TimeDelta::minutes(10));
    teacher.sign_in(PASSWORD).await;
    let mut polls = enter(&hall, &teacher).await;
    clock.advance(TimeDelta::minutes(10));
    socket.says("вебсокет одоо тасарна").await;
    drop(socket);
    hall.host.sign_in(PASSWORD).await;
    hall.logs("left").await;
    clock.advance(TimeDelta::minutes(20));
    polls.says("би энд хэвээр").await;
    polls.polling().hang_up().await.expect(204);
    polls
        .polling()
        .hang_up()
        .await
        .refused(401, "token_invalid");
    assert_eq!(polls.is_closed().await, 1006);
    hall.host.sign_in(PASSWORD).await;
    for _ in 0..200 {
        if hall.attendance(&teacher).await["is_present"] == false {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(25)).await;
    }
    clock.advance(TimeDelta::minutes(10));
    hall.host.sign_in(PASSWORD).await;
    let shown = hall.attendance(&teacher).await;
    assert_eq!(shown["intervals"].as_array().unwrap().len(), 1, "{shown}");
    let seconds = shown["share"]["present_seconds"].as_i64().unwrap();
    assert!((40 * 60..40 * 60 + 30).contains(&seconds), "{seconds}");
}

async fn who_does_not_fetch_costs_a_bound_and_resumes(house: House) {
    let hall = Hall::open(house).await;
    let teacher = hall.teacher().await;
    hall.start().await;
    let mut host_room = hall.host.enter(&hall.webinar).await;
    let mut room = enter(&hall, &teacher).await;
    let number = host_room.says("эхлэл").await;
    room.sees(number).await;
    let (has, last) = (room.polling().has, room.last);
    for turn in 0..100 {
        host_room.says(&format!("мөр {turn}")).await;
        if turn % 10 == 9 {
            hall.house.clock.advance(TimeDelta::seconds(10));
        }
    }
    let told = room.polling().fetch(has).await.expect(200);
    assert_eq!(
        told["frames"].as_array().unwrap().len(),
        1,
        "nothing of it was kept"
    );
    assert_eq!(told["frames"][0]["code"], 4_000);
    let reason = told["frames"][0]["reason"].as_str().unwrap();
    let from = reason.strip_prefix("resume from ").unwrap();
    // What came last had arrived, but the server had not heard so.
    assert!(from.parse::<u64>().unwrap() <= last);
    let back = json!({"type": "hello", "session": room.session, "last": last});
    let mut back = teacher.enter_by_polling(&hall.webinar, back).await;
    assert!(back.snapshot.is_none());
    back.sees(host_room.last).await;
    assert_eq!(back.lines(), host_room.lines()[1..]);
}

async fn a_server_that_stops_tells_who_polls_to_come_back(house: House) {
    let hall = Hall::open(house).await;
    let mut room = enter(&hall, &hall.host).await;
    let number = room.says("одоо зогсоно").await;
    room.sees(number).await;
    let Hall { house, .. } = hall;
    let has = room.polling().has;
    // The request waits when the server is told to stop.
    let closing = async {
        tokio::time::sleep(std::time::Duration::from_millis(200)).await;
        drop(house);
    };
    let waiting = room.polling().fetch(has);
    let (told, ()) = futures_util::future::join(waiting, closing).await;
    let told = told.expect(200);
    let frames = told["frames"].as_array().unwrap();
    // The note that everybody was here until now may have been quicker than the goodbye; then the
    // next request finds no server, which says the same.
    let last = frames.last().unwrap();
    assert!(
        last["code"] == 4_001 || last["events"][0]["event"]["type"] == "checkpoint",
        "{last}"
    );
}
