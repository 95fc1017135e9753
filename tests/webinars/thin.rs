//! Thin lines, and clocks that are measured.

use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::{Value, json};
use tokio::io::AsyncReadExt;

use super::Hall;
use super::troublemakers::{masked, opens_with};
use crate::support::{Client, House, RoomClient};

stories![
    a_thin_line_costs_less_than_two_kilobytes_a_minute,
    what_is_said_reaches_a_thin_line_and_decoration_does_not,
    a_clock_is_measured_and_nobody_is_trusted,
];

/// What a packet costs beside what it carries: IPv4 and TCP with time stamps, and a record of TLS.
const PACKET: usize = 20 + 32 + 29;
/// A ping and its answer, which the minute of a story is too short for, and the last packet that
/// says that the answer came.
const PING: usize = 2 + 6 + 3 * PACKET;

/// What came over a socket, a piece for each read.
type Heard = Rc<RefCell<Vec<Vec<u8>>>>;

/// Opens a thin line and listens; gives what is heard from the welcome on.
async fn listens_thinly(person: &Client, webinar: &str) -> Heard {
    let hello = masked(r#"{"type":"hello","thin":true}"#);
    let mut stream = opens_with(person, webinar, &hello).await;
    let heard = Heard::default();
    let hears = Rc::clone(&heard);
    actix_web::rt::spawn(async move {
        let mut buffer = vec![0; 65_536];
        while let Ok(count @ 1..) = stream.read(&mut buffer).await {
            hears.borrow_mut().push(buffer[..count].to_vec());
        }
    });
    waits_for(&heard, "\"welcome\"").await;
    heard.borrow_mut().clear();
    heard
}

async fn waits_for(heard: &Heard, text: &str) {
    for _ in 0..1_200 {
        if String::from_utf8_lossy(&heard.borrow().concat()).contains(text) {
            return;
        }
        tokio::time::sleep(Duration::from_millis(25)).await;
    }
    panic!("{text} did not come");
}

async fn a_thin_line_costs_less_than_two_kilobytes_a_minute(house: House) {
    let hall = Hall::open(house).await;
    hall.start().await;
    let mut broad = hall.host.enter(&hall.webinar).await;
    let listener = hall.teacher().await;
    // Who leads is told more than anybody.
    let leads = listens_thinly(&hall.host, &hall.webinar).await;
    let follows = listens_thinly(&listener, &hall.webinar).await;
    let has_left = |room: &RoomClient| room.kinds().iter().filter(|kind| **kind == "left").count();
    for turn in 1..=100 {
        let teacher = hall.teacher().await;
        let room = teacher.enter(&hall.webinar).await;
        hall.house.clock.advance(TimeDelta::milliseconds(300));
        drop(room);
        broad.until(|room| has_left(room) == turn).await;
        hall.house.clock.advance(TimeDelta::milliseconds(300));
    }
    let number = broad.says("минут өнгөрлөө").await;
    broad.sees(number).await;
    let told_broadly: usize = broad
        .entries
        .iter()
        .map(|entry| entry.to_string().len())
        .sum();
    assert!(
        told_broadly > 20_000,
        "the minute was not at rest: {told_broadly}"
    );
    for heard in [leads, follows] {
        waits_for(&heard, "минут өнгөрлөө").await;
        let heard = heard.borrow();
        // Each packet is answered by one that says that it came.
        let bytes: usize = heard.iter().map(|piece| piece.len() + 2 * PACKET).sum();
        assert!(bytes + PING < 2_000, "{bytes} in {} packets", heard.len());
        let text = String::from_utf8_lossy(&heard.concat()).into_owned();
        assert!(
            text.contains(r#""present":"#) && !text.contains("joined"),
            "{text}"
        );
    }
}

async fn what_is_said_reaches_a_thin_line_and_decoration_does_not(house: House) {
    let hall = Hall::open(house).await;
    hall.start().await;
    let mut host = hall.host.enter(&hall.webinar).await;
    let (bat, sarnai) = (hall.teacher().await, hall.teacher().await);
    let hello = json!({"type": "hello", "thin": true});
    let mut socket = bat.enter_with(&hall.webinar, hello.clone()).await;
    let mut polls = sarnai.enter_by_polling(&hall.webinar, hello).await;
    let mut broad = hall.teacher().await.enter(&hall.webinar).await;
    let before = socket.last;
    let line = host.says("эхний мөр").await;
    let decoration = [
        json!({"type": "react_to_line", "line": line, "reaction": "heart"}),
        json!({"type": "react", "reaction": "applause"}),
        json!({"type": "point", "points": [[10, 20]]}),
    ];
    for frame in decoration {
        host.does(frame).await;
    }
    // One's own is answered, and not told either.
    socket
        .does(json!({"type": "react", "reaction": "heart"}))
        .await;
    host.does(json!({"type": "show_slide", "slide": 2})).await;
    let last = host.says("сүүлийн мөр").await;
    let said = ["said", "slide_shown", "said"];
    for room in [&mut socket, &mut polls] {
        room.sees(last).await;
        assert_eq!(room.kinds(), said);
    }
    broad.sees(last).await;
    assert_eq!(broad.kinds().len(), 7, "{:?}", broad.kinds());
    // Nor is it told after a cut; and without being thin it is.
    for (thin, kinds) in [(true, 3), (false, 7)] {
        let back =
            json!({"type": "hello", "session": socket.session, "last": before, "thin": thin});
        let mut back = bat.enter_with(&hall.webinar, back).await;
        back.sees(last).await;
        let told = back
            .entries
            .iter()
            .filter(|entry| entry["number"].as_u64().unwrap() <= last);
        let told = told.filter(|entry| entry["event"]["type"] != "joined");
        assert_eq!(told.count(), kinds, "{:?}", back.kinds());
    }
}

async fn a_clock_is_measured_and_nobody_is_trusted(house: House) {
    let hall = Hall::open(house).await;
    hall.start().await;
    let teacher = hall.teacher().await;
    let clock = hall.house.clock.clone();
    // The telephone's clock is three hours and a bit behind.
    let behind = TimeDelta::milliseconds(3 * 3_600_000 + 217);
    let telephone = || (clock.now() - behind).timestamp_millis();
    let hello = json!({"type": "hello"});
    let rooms = [
        teacher.enter(&hall.webinar).await,
        teacher.enter_by_polling(&hall.webinar, hello).await,
    ];
    for mut room in rooms {
        let sent = telephone();
        room.send(json!({"type": "clock", "sent": sent})).await;
        room.until(|room| room.clocks.len() == 1).await;
        let returned = telephone();
        let shown = &room.clocks[0];
        assert_eq!(shown["sent"], sent);
        let (received, answered) = (time(&shown["received"]), time(&shown["answered"]));
        assert!(received <= answered);
        let offset = ((received - sent) + (answered - returned)) / 2;
        let round_trip = (returned - sent) - (answered - received);
        let error = offset - behind.num_milliseconds();
        assert!(error.abs() <= round_trip / 2 + 1, "{error} of {round_trip}");
        // What happens is dated by the server.
        let number = room.says("цаг хэд болж байна").await;
        room.sees(number).await;
        let at = time(&room.entries.last().unwrap()["at"]);
        assert!((clock.now().timestamp_millis() - at).abs() < 60_000);
        // Who asks without end is refused.
        let mut asked = 1;
        while room.refused.is_empty() {
            for _ in 0..10 {
                room.send(json!({"type": "clock", "sent": 1})).await;
            }
            asked += 10;
            room.until(|room| room.refused.len() + room.clocks.len() == asked)
                .await;
        }
        assert!(room.refused.iter().all(|(_, code)| code == "frame_invalid"));
    }
}

/// A time of the server in milliseconds.
fn time(value: &Value) -> i64 {
    let time: DateTime<Utc> = value.as_str().unwrap().parse().unwrap();
    time.timestamp_millis()
}
