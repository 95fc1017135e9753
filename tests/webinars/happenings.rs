//! What happens in a room, and who is told of it: questions, polls, a host that dies.

use serde_json::{Value, json};

use super::Hall;
use crate::support::{Client, House, RoomClient};

stories![
    a_moderated_question_reaches_all_only_when_approved,
    one_person_with_two_devices_votes_once,
    a_host_that_dies_leaves_the_room_to_the_co_host,
    what_is_for_the_hosts_no_other_reads,
    who_waits_in_the_lobby_is_told_the_room_when_admitted,
    a_group_keeps_to_itself,
];

/// Comes into a room in which not everything is for everybody.
pub async fn enter(hall: &Hall, person: &Client) -> RoomClient {
    person.enter(&hall.webinar).await.that_is_not_told_all()
}

/// The kinds of the entries that concern this thing.
fn kinds_of<'a>(log: &'a [Value], name: &str, number: u64) -> Vec<&'a str> {
    let concerns = |entry: &&Value| entry["number"] == number || entry["event"][name] == number;
    let entries = log.iter().filter(concerns);
    entries
        .map(|entry| entry["event"]["type"].as_str().unwrap())
        .collect()
}

async fn a_moderated_question_reaches_all_only_when_approved(house: House) {
    let hall = Hall::open(house).await;
    let (bat, sarnai) = (hall.teacher().await, hall.teacher().await);
    hall.start().await;
    let mut host = enter(&hall, &hall.host).await;
    host.does(json!({"type": "set_rules", "questions_moderated": true}))
        .await;
    let mut bat_room = enter(&hall, &bat).await;
    let mut sarnai_room = enter(&hall, &sarnai).await;
    let question = bat_room
        .does(json!({"type": "ask_question", "text": "Бичлэгийг хаанаас үзэх вэ"}))
        .await;
    host.sees(question).await;
    let vote = json!({"type": "vote_for_question", "question": question});
    assert_eq!(sarnai_room.may_not(vote.clone()).await, "question_unknown");
    let newcomer = enter(&hall, &hall.teacher().await).await;
    assert!(newcomer.snapshot.unwrap().get("questions").is_none());

    let approve = json!({"type": "approve_question", "question": question});
    assert_eq!(sarnai_room.may_not(approve.clone()).await, "not_allowed");
    let approved = host.does(approve).await;
    sarnai_room.sees(approved).await;
    let shown = sarnai_room.entries.last().unwrap();
    assert_eq!(shown["event"]["text"], "Бичлэгийг хаанаас үзэх вэ");
    sarnai_room.does(vote.clone()).await;
    assert_eq!(sarnai_room.may_not(vote).await, "already_voted");
    let newcomer = enter(&hall, &hall.teacher().await).await;
    assert_eq!(newcomer.snapshot.unwrap()["questions"][0]["votes"], 1);
    let answer = json!({"type": "answer_question", "question": question, "text": "Маргааш"});
    let answered = host.does(answer).await;
    for room in [&mut bat_room, &mut sarnai_room] {
        room.sees(answered).await;
    }
    let after = ["question_approved", "question_voted", "question_answered"];
    assert_eq!(kinds_of(&sarnai_room.entries, "question", question), after);
}

async fn one_person_with_two_devices_votes_once(house: House) {
    let hall = Hall::open(house).await;
    let (bat, sarnai) = (hall.teacher().await, hall.teacher().await);
    hall.start().await;
    let mut host = enter(&hall, &hall.host).await;
    let mut telephone = enter(&hall, &bat).await;
    let mut computer = enter(&hall, &bat).await;
    let mut sarnai_room = enter(&hall, &sarnai).await;
    let answers = json!({"kind": "single", "options": ["Тийм", "Үгүй"]});
    let poll = host
        .does(json!({"type": "open_poll", "question": "Ойлгомжтой юу", "answers": answers}))
        .await;
    let vote = |option: u32| json!({"type": "vote", "poll": poll, "answer": {"options": [option]}});
    telephone.sees(poll).await;
    let first = telephone.does(vote(1)).await;
    assert_eq!(computer.may_not(vote(1)).await, "already_voted");
    let second = computer.does(vote(2)).await;
    sarnai_room.does(vote(1)).await;
    // Both devices of the person see the person's votes, and nobody else's.
    telephone.sees(second).await;
    assert_eq!(
        kinds_of(&telephone.entries, "poll", poll),
        ["poll_opened", "voted", "voted"]
    );
    let close = json!({"type": "close_poll", "poll": poll});
    assert_eq!(telephone.may_not(close.clone()).await, "not_allowed");
    let closed = host.does(close).await;
    for room in [&mut host, &mut telephone, &mut sarnai_room] {
        room.sees(closed).await;
        let results = &room.entries.last().unwrap()["event"]["results"];
        assert_eq!(results, &json!({"people": 2, "counts": [1, 1]}));
    }
    assert_eq!(
        kinds_of(&host.entries, "poll", poll).len(),
        5,
        "who opened it counts along"
    );
    let votes = |log: Vec<Value>| {
        let votes = log
            .into_iter()
            .filter(|entry| entry["event"]["type"] == "voted");
        votes
            .map(|entry| entry["number"].as_u64().unwrap())
            .collect::<Vec<_>>()
    };
    assert_eq!(votes(hall.log_for(&bat).await), [first, second]);
    assert_eq!(votes(hall.log_for(&sarnai).await).len(), 1);
    assert_eq!(votes(hall.log().await).len(), 3);
}

async fn a_host_that_dies_leaves_the_room_to_the_co_host(house: House) {
    let hall = Hall::open(house).await;
    let (bat, sarnai) = (hall.teacher().await, hall.teacher().await);
    hall.start().await;
    let mut host = enter(&hall, &hall.host).await;
    let mut bat_room = enter(&hall, &bat).await;
    let mut sarnai_room = enter(&hall, &sarnai).await;
    assert_eq!(bat_room.role, "participant");
    let role = json!({"type": "give_role", "person": bat.id(), "role": "co_host"});
    let given = host.does(role).await;
    sarnai_room.sees(given).await;
    assert_eq!(
        bat_room.may_not(json!({"type": "end"})).await,
        "not_allowed"
    );
    drop(host);
    hall.logs("left").await;

    sarnai_room.says("хөтлөгч тасарчихлаа").await;
    let slide = bat_room
        .does(json!({"type": "show_slide", "slide": 9}))
        .await;
    sarnai_room.sees(slide).await;
    assert_eq!(sarnai_room.entries.last().unwrap()["by"]["role"], "co_host");
    // A co-host who is cut comes back as co-host, and the room says when nobody leads it.
    let back = bat.resume(&hall.webinar, &bat_room).await;
    assert_eq!(back.role, "co_host");
    drop((bat_room, back));
    for _ in 0..100 {
        let newcomer = enter(&hall, &sarnai).await;
        if newcomer.snapshot.unwrap()["host_present"] == false {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    let mut newcomer = enter(&hall, &sarnai).await;
    assert_eq!(newcomer.snapshot.clone().unwrap()["host_present"], false);
    newcomer.says("бид үргэлжлүүлье").await;
    let mut bat_room = enter(&hall, &bat).await;
    bat_room.command(json!({"type": "end"})).await;
    assert_eq!(newcomer.is_closed().await, 4002);
}

async fn what_is_for_the_hosts_no_other_reads(house: House) {
    let hall = Hall::open(house).await;
    let (bat, sarnai) = (hall.teacher().await, hall.teacher().await);
    hall.start().await;
    let mut host = enter(&hall, &hall.host).await;
    let mut bat_room = enter(&hall, &bat).await;
    let mut sarnai_room = enter(&hall, &sarnai).await;
    let away = enter(&hall, &sarnai).await;
    let to_hosts = json!({"type": "say", "text": "дуу алга", "to": "hosts"});
    let secret = bat_room.does(to_hosts).await;
    host.sees(secret).await;
    let reply = json!({"type": "say", "text": "чихэвчээ шалгаарай", "reply_to": secret});
    let answer = host.does(reply).await;
    let said = host.says("эхэлье").await;
    for room in [&mut host, &mut bat_room, &mut sarnai_room] {
        room.sees(said).await;
    }
    let both = ["дуу алга", "чихэвчээ шалгаарай", "эхэлье"];
    assert_eq!(
        (host.lines(), bat_room.lines()),
        (both.to_vec(), both.to_vec())
    );
    assert_eq!(sarnai_room.lines(), ["эхэлье"]);
    // After a cut, from the room's memory.
    let mut back = sarnai
        .resume(&hall.webinar, &away)
        .await
        .that_is_not_told_all();
    back.sees(said).await;
    assert_eq!(back.lines(), ["эхэлье"]);
    // Over REST, and when the webinar is over.
    let numbers = |log: Vec<Value>| {
        let said = log
            .into_iter()
            .filter(|entry| entry["event"]["type"] == "said");
        said.map(|entry| entry["number"].as_u64().unwrap())
            .collect::<Vec<_>>()
    };
    for _ in 0..2 {
        assert_eq!(numbers(hall.log().await), [secret, answer, said]);
        assert_eq!(numbers(hall.log_for(&bat).await), [secret, answer, said]);
        assert_eq!(numbers(hall.log_for(&sarnai).await), [said]);
        if host.closed.is_none() {
            hall.end().await;
            assert_eq!(host.is_closed().await, 4002);
        }
    }
}

async fn who_waits_in_the_lobby_is_told_the_room_when_admitted(house: House) {
    let hall = Hall::open(house).await;
    let (bat, sarnai) = (hall.teacher().await, hall.teacher().await);
    hall.start().await;
    let mut host = enter(&hall, &hall.host).await;
    host.does(json!({"type": "set_rules", "admission": "by_host"}))
        .await;
    let mut bat_room = enter(&hall, &bat).await;
    let mut sarnai_room = enter(&hall, &sarnai).await;
    assert_eq!(sarnai_room.snapshot.clone().unwrap()["waiting"], 2);
    let early = json!({"type": "say", "text": "намайг оруулаач"});
    assert_eq!(sarnai_room.may_not(early).await, "waiting_in_lobby");
    host.does(json!({"type": "show_slide", "slide": 5})).await;
    host.does(json!({"type": "admit", "person": bat.id()}))
        .await;
    bat_room
        .until(|room| room.snapshot.as_ref().unwrap()["slide"] == 5)
        .await;
    let line = bat_room.says("орлоо").await;
    host.sees(line).await;
    assert_eq!(host.present, 2);
    assert!(
        sarnai_room.entries.is_empty(),
        "who waits hears nothing of the room"
    );
    host.does(json!({"type": "admit"})).await;
    sarnai_room
        .until(|room| room.snapshot.as_ref().unwrap()["present"] == 3)
        .await;
    let line = host.says("бүгд ирлээ").await;
    sarnai_room.sees(line).await;
    assert_eq!(sarnai_room.lines(), ["бүгд ирлээ"]);
}

async fn a_group_keeps_to_itself(house: House) {
    let hall = Hall::open(house).await;
    let (bat, sarnai) = (hall.teacher().await, hall.teacher().await);
    hall.start().await;
    let mut host = enter(&hall, &hall.host).await;
    let mut bat_room = enter(&hall, &bat).await;
    let mut sarnai_room = enter(&hall, &sarnai).await;
    host.does(json!({"type": "open_groups", "names": ["Зүүн", "Баруун"]}))
        .await;
    let members =
        json!([{"group": 1, "people": [bat.id()]}, {"group": 2, "people": [sarnai.id()]}]);
    let filled = host
        .does(json!({"type": "fill_groups", "members": members}))
        .await;
    bat_room.sees(filled).await;
    let to_group = json!({"type": "say", "text": "зүүнийхэн", "to": {"group": 1}});
    assert_eq!(sarnai_room.may_not(to_group.clone()).await, "group_unknown");
    bat_room.does(to_group).await;
    let recalled = host.does(json!({"type": "recall_groups"})).await;
    for room in [&mut host, &mut bat_room, &mut sarnai_room] {
        room.sees(recalled).await;
    }
    assert_eq!(bat_room.lines(), ["зүүнийхэн"]);
    assert_eq!(host.lines(), ["зүүнийхэн"]);
    assert!(sarnai_room.lines().is_empty());
    assert_eq!(
        hall.log_for(&bat).await.len(),
        hall.log_for(&sarnai).await.len() + 1,
        "and so does the record"
    );
}
