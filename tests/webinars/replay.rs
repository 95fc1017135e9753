//! The replay: an ended webinar once more, for whoever may see it, as far as they may see it.

use actix_web::http::Method;
use serde_json::{Value, json};
use surgalt::policy::Role;

use super::Hall;
use super::slides::{bring, pdf};
use crate::support::{Client, House};

stories![
    an_ended_webinar_can_be_walked_through,
    everybody_is_told_what_they_may_see_and_nothing_twice,
    a_replay_is_there_when_the_webinar_has_ended_and_for_who_may_see_it,
];

/// The lines of a replay, by their kind.
struct Replay {
    head: Value,
    decks: Vec<Value>,
    moments: Vec<Value>,
}

async fn replay(hall: &Hall, by: &Client) -> Replay {
    let answer = by.get(&hall.path("/replay")).await;
    assert_eq!(answer.header("content-type"), "application/x-ndjson");
    assert_eq!(answer.status, 200);
    let text = String::from_utf8(answer.bytes).unwrap();
    let mut lines: Vec<Value> = text
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let head = lines.remove(0);
    assert_eq!(head["type"], "head");
    let (decks, moments) = lines.into_iter().partition(|line| line["type"] == "deck");
    Replay {
        head,
        decks,
        moments,
    }
}

impl Replay {
    fn texts(&self) -> Vec<&str> {
        let said = self
            .moments
            .iter()
            .filter(|one| one["event"]["type"] == "said");
        said.map(|one| one["event"]["text"].as_str().unwrap())
            .collect()
    }

    fn count(&self, kind: &str) -> usize {
        let of_kind = self
            .moments
            .iter()
            .filter(|one| one["event"]["type"] == kind);
        of_kind.count()
    }
}

async fn an_ended_webinar_can_be_walked_through(house: House) {
    let hall = Hall::open(house).await;
    let teacher = hall.teacher().await;
    let slides = bring(&hall, &pdf(3)).await;
    let mut host = hall.host.enter(&hall.webinar).await.that_is_not_told_all();
    let mut room = teacher.enter(&hall.webinar).await.that_is_not_told_all();
    host.does(json!({"type": "start"})).await;
    hall.house.clock.advance(chrono::TimeDelta::minutes(8));
    host.does(json!({"type": "show_slide", "slide": 2})).await;
    room.says("ойлголоо").await;
    let answers = json!({"kind": "quiz", "options": ["Тийм", "Үгүй"]});
    let open = json!({"type": "open_poll", "question": "Тийм үү", "answers": answers});
    let poll = host.does(open).await;
    host.does(json!({"type": "set_right_options", "poll": poll, "options": [2]}))
        .await;
    room.does(json!({"type": "vote", "poll": poll, "answer": {"options": [2]}}))
        .await;
    host.does(json!({"type": "close_poll", "poll": poll})).await;
    hall.end().await;

    let replay = replay(&hall, &teacher).await;
    let seconds: Vec<_> = replay.head["chapters"]
        .as_array()
        .unwrap()
        .iter()
        .map(|chapter| chapter["offset"].as_i64().unwrap() / 1_000)
        .collect();
    assert_eq!(seconds.len(), 2);
    assert!(
        seconds.iter().all(|at| (480..540).contains(at)),
        "{seconds:?}"
    );
    assert_eq!(replay.head["chapters"][0]["slide"], 2);
    assert_eq!(replay.head["chapters"][1]["poll"], "Тийм үү");
    let people: Vec<_> = replay.head["people"]
        .as_array()
        .unwrap()
        .iter()
        .map(|person| person["role"].as_str().unwrap())
        .collect();
    assert_eq!(people, ["host", "participant"]);
    assert_eq!(replay.decks.len(), 1);
    assert_eq!(replay.decks[0]["deck"], slides["deck"]["id"]);
    assert_eq!(replay.decks[0]["pictures"], slides["items"]);
    let picture = replay.decks[0]["pictures"][0]["address"].as_str().unwrap();
    assert_eq!(teacher.get(picture).await.status, 200);

    // The poll can be asked again in place: what was asked, what was right, what came of it.
    let closed = replay
        .moments
        .iter()
        .find(|one| one["event"]["type"] == "poll_closed")
        .unwrap();
    assert_eq!(closed["event"]["results"]["right"], json!([2]));
    assert_eq!(replay.count("poll_opened"), 1);
    assert_eq!(replay.texts(), ["ойлголоо"]);
    let line = replay
        .moments
        .iter()
        .find(|one| one["event"]["type"] == "said")
        .unwrap();
    assert_eq!(line["by"], 1);
    for kind in ["joined", "left", "checkpoint", "right_options_set"] {
        assert_eq!(replay.count(kind), 0, "{kind}");
    }
    let numbers: Vec<_> = replay
        .moments
        .iter()
        .map(|one| one["number"].as_u64().unwrap())
        .collect();
    assert!(numbers.windows(2).all(|pair| pair[0] < pair[1]));
}

async fn everybody_is_told_what_they_may_see_and_nothing_twice(house: House) {
    let hall = Hall::open(house).await;
    let (bat, sarnai) = (hall.teacher().await, hall.teacher().await);
    hall.start().await;
    let mut host = hall.host.enter(&hall.webinar).await.that_is_not_told_all();
    let mut room = bat.enter(&hall.webinar).await.that_is_not_told_all();
    room.does(json!({"type": "say", "text": "дуу алга", "to": "hosts"}))
        .await;
    let line = room.says("муу үг").await;
    host.sees(line).await;
    host.does(json!({"type": "remove_line", "line": line}))
        .await;
    room.says("уучлаарай").await;
    hall.end().await;
    for (reader, texts) in [
        (&hall.host, vec!["дуу алга", "", "уучлаарай"]),
        (&bat, vec!["дуу алга", "", "уучлаарай"]),
        (&sarnai, vec!["", "уучлаарай"]),
    ] {
        assert_eq!(replay(&hall, reader).await.texts(), texts);
    }
    // Who has it already is told so; another person's is another.
    let path = hall.path("/replay");
    let tag = sarnai.get(&path).await.header("etag");
    let known = [("if-none-match", tag.as_str())];
    let again = sarnai.send(Method::GET, &path, &known, Vec::new()).await;
    assert_eq!((again.status.as_u16(), again.bytes.len()), (304, 0));
    let other = hall.host.send(Method::GET, &path, &known, Vec::new()).await;
    assert_eq!(other.status, 200);
    let packed = [("accept-encoding", "gzip")];
    let packed = sarnai.send(Method::GET, &path, &packed, Vec::new()).await;
    assert_eq!(packed.status, 200);
}

async fn a_replay_is_there_when_the_webinar_has_ended_and_for_who_may_see_it(house: House) {
    let hall = Hall::open(house).await;
    let teacher = hall.teacher().await;
    let path = hall.path("/replay");
    teacher.get(&path).await.refused(409, "replay_not_ready");
    hall.start().await;
    teacher.get(&path).await.refused(409, "replay_not_ready");
    hall.end().await;
    let replay = replay(&hall, &teacher).await;
    let kinds: Vec<_> = replay
        .moments
        .iter()
        .map(|one| &one["event"]["type"])
        .collect();
    assert_eq!(kinds, ["started", "ended"]);
    let outsider = hall.house.person(&[Role::Learner]).await;
    outsider.get(&path).await.refused(404, "not_found");
    hall.house
        .stranger()
        .get(&path)
        .await
        .refused(401, "unauthenticated");
}
