//! Broken clients, hostile clients, and readers that do not read.

use std::time::Duration;

use awc::ws::Message;
use futures_util::SinkExt;
use serde_json::json;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpSocket, TcpStream};

use super::Hall;
use crate::support::{Client, House, PASSWORD};

stories![
    broken_messages_are_refused_and_too_many_close_the_connection,
    what_is_too_long_or_not_text_closes_the_connection,
    a_client_must_greet_first,
    a_flood_of_commands_hurts_nobody_else,
    a_reader_that_does_not_read_costs_nobody_anything,
    who_does_not_wait_for_the_answer_is_understood,
    many_readers_that_do_not_read_are_let_go,
];

async fn broken_messages_are_refused_and_too_many_close_the_connection(house: House) {
    let hall = Hall::open(house).await;
    let teacher = hall.teacher().await;
    let mut room = teacher.enter(&hall.webinar).await;
    let broken = [
        "",
        "{",
        "[]",
        "null",
        r#"{"type":"dance","command":3}"#,
        r#"{"type":"hello"}"#,
        r#"{"type":"say","command":5,"text":"a","to":"all"}"#,
    ];
    for (count, text) in (1..).zip(broken) {
        room.send_text(text.to_owned()).await;
        room.until(|room| room.refused.len() == count).await;
    }
    assert!(room.refused.iter().all(|(_, code)| code == "frame_invalid"));
    assert_eq!((room.refused[4].0, room.refused[6].0), (Some(3), Some(5)));
    let number = room.says("миний аппликейшн эвдэрчихэж").await;
    room.sees(number).await;
    for _ in 0..4 {
        room.socket()
            .send(Message::Binary(vec![0; 100].into()))
            .await
            .unwrap();
    }
    assert_eq!(room.is_closed().await, 1008);
}

async fn what_is_too_long_or_not_text_closes_the_connection(house: House) {
    let hall = Hall::open(house).await;
    let teacher = hall.teacher().await;
    let mut room = teacher.enter(&hall.webinar).await;
    let long = json!({"type": "say", "text": "Ө".repeat(2_001)});
    assert_eq!(room.may_not(long).await, "text_too_long");
    room.send_text("x".repeat(1 << 20)).await;
    assert_eq!(room.is_closed().await, 1009);

    let mut room = teacher.enter(&hall.webinar).await;
    let part = || actix_web::web::Bytes::from(vec![b'x'; 20_000]);
    use actix_ws::Item::{Continue, FirstText, Last};
    for item in [FirstText(part()), Continue(part()), Last(part())] {
        // The server may have closed before the last part is sent.
        let _ = room.socket().send(Message::Continuation(item)).await;
    }
    assert_eq!(room.is_closed().await, 1009);

    let mut room = teacher.enter(&hall.webinar).await;
    let masked_with_zeros = [0x81, 0x82, 0, 0, 0, 0, 0xff, 0xfe];
    room.socket()
        .io_mut()
        .write_all(&masked_with_zeros)
        .await
        .unwrap();
    assert_eq!(room.is_closed().await, 1007);

    let mut room = teacher.enter(&hall.webinar).await;
    let not_masked = [0x81, 0x02, b'{', b'}'];
    room.socket().io_mut().write_all(&not_masked).await.unwrap();
    assert_eq!(room.is_closed().await, 1002);
    hall.logs("left").await;
}

async fn a_client_must_greet_first(house: House) {
    let hall = Hall::open(house).await;
    let teacher = hall.teacher().await;
    let early = json!({"type": "say", "command": 1, "text": "сайн уу"});
    let room = teacher.enter_with(&hall.webinar, early).await;
    assert_eq!(room.closed.unwrap().0, 4006);
    let strange = json!({"type": "hello", "last": -1});
    let room = teacher.enter_with(&hall.webinar, strange).await;
    assert_eq!(room.closed.unwrap().0, 4006);
    assert!(hall.log().await.is_empty());
    // The session of somebody else is not continued: one gets one's own.
    let other = hall.teacher().await.enter(&hall.webinar).await;
    let hello = json!({"type": "hello", "session": other.session, "last": 0});
    let room = teacher.enter_with(&hall.webinar, hello).await;
    assert_ne!(room.session, other.session);
}

async fn a_flood_of_commands_hurts_nobody_else(house: House) {
    let hall = Hall::open(house).await;
    let (wild, calm) = (hall.teacher().await, hall.teacher().await);
    let mut wild_room = wild.enter(&hall.webinar).await;
    let mut calm_room = calm.enter(&hall.webinar).await;
    for number in 0..2_000 {
        wild_room
            .command(json!({"type": "say", "text": format!("{number}")}))
            .await;
    }
    calm_room.says("намайг сонсож байна уу").await;
    wild_room
        .until(|room| room.acknowledged.len() + room.refused.len() == 2_000)
        .await;
    assert_eq!(wild_room.acknowledged.len(), 20);
    assert!(
        wild_room
            .refused
            .iter()
            .all(|(_, code)| code == "too_many_commands")
    );
}

/// Opens a room's socket by hand and sends this behind the handshake, in one piece.
pub async fn opens_with(client: &Client, webinar: &str, behind: &[u8]) -> TcpStream {
    let ticket = client.ticket(webinar).await;
    let address = client.base.trim_start_matches("http://").to_owned();
    let socket = TcpSocket::new_v4().unwrap();
    socket.set_recv_buffer_size(4_096).unwrap();
    let mut stream = socket.connect(address.parse().unwrap()).await.unwrap();
    let request = format!(
        "GET /api/v1/webinars/{webinar}/socket?ticket={ticket} HTTP/1.1\r\nHost: {address}\r\n\
         Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n\
         Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: surgalt.v1\r\n\r\n"
    );
    let bytes = [request.as_bytes(), behind].concat();
    stream.write_all(&bytes).await.unwrap();
    let mut answer = [0; 12];
    stream.read_exact(&mut answer).await.unwrap();
    assert_eq!(&answer, b"HTTP/1.1 101");
    stream
}

/// A text as a client sends it, masked with zeros.
pub fn masked(text: &str) -> Vec<u8> {
    let mut frame = vec![0x81, 0x80 | u8::try_from(text.len()).unwrap(), 0, 0, 0, 0];
    frame.extend_from_slice(text.as_bytes());
    frame
}

/// Opens a room and never reads again.
async fn opens_and_sleeps(client: &Client, webinar: &str) -> TcpStream {
    let mut stream = opens_with(client, webinar, b"").await;
    stream
        .write_all(&masked(r#"{"type":"hello"}"#))
        .await
        .unwrap();
    stream
}

async fn a_reader_that_does_not_read_costs_nobody_anything(house: House) {
    let mut hall = Hall::open(house).await;
    let (mut sleeper, listener) = (hall.teacher().await, hall.teacher().await);
    let mut host_room = hall.host.enter(&hall.webinar).await;
    let asleep = opens_and_sleeps(&sleeper, &hall.webinar).await;
    host_room.until(|room| room.present == 2).await;
    let mut listening = listener.enter(&hall.webinar).await;
    let line = "Ө".repeat(2_000);
    let mut acknowledged = 0;
    // Far more than the buffers of a socket, a connection and a room hold together.
    for _ in 0..100 {
        for _ in 0..20 {
            host_room
                .command(json!({"type": "say", "text": line}))
                .await;
        }
        acknowledged += 20;
        host_room
            .until(|room| room.acknowledged.len() == acknowledged)
            .await;
        hall.house.clock.advance(chrono::TimeDelta::seconds(10));
        let number = host_room.last;
        listening.sees(number).await;
    }
    assert_eq!(listening.lines().len(), 2_000, "who reads has lost nothing");
    hall.host.sign_in(PASSWORD).await;
    sleeper.sign_in(PASSWORD).await;
    let sleeping = || async { hall.attendance(&sleeper).await["is_present"] == true };
    for _ in 0..100 {
        if !sleeping().await {
            break;
        }
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    assert!(!sleeping().await, "who does not read is let go");
    drop(asleep);
    let hello = json!({"type": "hello", "last": host_room.last - 100});
    let mut back = sleeper.enter_with(&hall.webinar, hello).await;
    let last = host_room.last;
    back.sees(last).await;
    assert!(
        back.lines().len() >= 99,
        "and comes back for what was missed"
    );
}

async fn who_does_not_wait_for_the_answer_is_understood(house: House) {
    let hall = Hall::open(house).await;
    let hasty = hall.teacher().await;
    let mut behind = masked(r#"{"type":"hello"}"#);
    for command in 1..=3 {
        behind.extend(masked(&format!(
            r#"{{"type":"say","command":{command},"text":"яарч байна"}}"#
        )));
    }
    let mut stream = opens_with(&hasty, &hall.webinar, &behind).await;
    let mut heard = Vec::new();
    while !String::from_utf8_lossy(&heard).contains(r#""command":3,"number":"#) {
        let mut bytes = [0; 4_096];
        let reading = tokio::time::timeout(Duration::from_secs(10), stream.read(&mut bytes));
        let count = reading.await.expect("it is answered").unwrap();
        assert!(count > 0, "{}", String::from_utf8_lossy(&heard));
        heard.extend_from_slice(&bytes[..count]);
    }
    let text = String::from_utf8_lossy(&heard);
    assert_eq!(text.matches(r#""type":"acknowledged""#).count(), 3);
    // The head of the answer is whole, and nothing stands between it and the first frame.
    let end = text.find("\r\n\r\n").unwrap();
    assert!(!text[..end].to_lowercase().contains("content-length"));
    assert_eq!(heard[end + 4], 0x81);
}

async fn many_readers_that_do_not_read_are_let_go(house: House) {
    let hall = Hall::open(house).await;
    let mut host_room = hall.host.enter(&hall.webinar).await;
    let listener = hall.teacher().await;
    let mut listening = listener.enter(&hall.webinar).await;
    let mut asleep = Vec::new();
    for _ in 0..5 {
        let sleeper = hall.teacher().await;
        for _ in 0..8 {
            asleep.push(opens_and_sleeps(&sleeper, &hall.webinar).await);
        }
    }
    host_room.until(|room| room.present == 7).await;
    let line = "Ө".repeat(2_000);
    // More than the buffers of a socket hold, for each of them.
    for turn in 1..=100 {
        for _ in 0..20 {
            host_room
                .command(json!({"type": "say", "text": line}))
                .await;
        }
        host_room
            .until(|room| room.acknowledged.len() == turn * 20)
            .await;
        hall.house.clock.advance(chrono::TimeDelta::seconds(10));
        let number = host_room.last;
        listening.sees(number).await;
    }
    assert_eq!(listening.lines().len(), 2_000, "who reads has lost nothing");
    host_room.until(|room| room.present == 2).await;
    drop(asleep);
}
