use serde_json::{Value, json};

use super::super::room::hall::{BAT, HOST, Hall, SARNAI, live_hall};
use super::*;

fn index_of(hall: &Hall, person: u128) -> Index {
    let mut index = Index::new(hall.reader(person));
    hall.log.iter().for_each(|entry| index.take(entry));
    index
}

/// What a person is told of the events of these kinds.
fn told(hall: &Hall, person: u128, kinds: &[&str]) -> Vec<Value> {
    let index = index_of(hall, person);
    let moments = hall
        .log
        .iter()
        .filter_map(|entry| index.moment(entry.clone()));
    let events = moments.map(|moment| serde_json::to_value(moment.event).unwrap());
    events
        .filter(|event| kinds.contains(&event["type"].as_str().unwrap()))
        .collect()
}

#[test]
fn what_was_taken_away_has_no_text() {
    let mut hall = live_hall();
    hall.joins(BAT);
    let stays = hall.does(BAT, json!({"type": "say", "text": "үлдэнэ"}));
    let deleted = hall.does(BAT, json!({"type": "say", "text": "нууц үг"}));
    hall.does(
        BAT,
        json!({"type": "edit_line", "line": deleted, "text": "нууц үг 2"}),
    );
    hall.does(BAT, json!({"type": "delete_line", "line": deleted}));
    let removed = hall.does(BAT, json!({"type": "say", "text": "муу үг"}));
    hall.does(HOST, json!({"type": "remove_line", "line": removed}));
    for person in [HOST, BAT, SARNAI] {
        let texts: Vec<_> = told(&hall, person, &["said", "line_edited"])
            .iter()
            .map(|event| event["text"].as_str().unwrap().to_owned())
            .collect();
        assert_eq!(texts, ["үлдэнэ", "", "", ""]);
    }
    let index = index_of(&hall, SARNAI);
    assert_eq!(
        index.moment(hall.log[0].clone()),
        None,
        "who came is not told"
    );
    let line = hall.log.iter().find(|entry| entry.number == stays).unwrap();
    let moment = index.moment(line.clone()).unwrap();
    assert_eq!(index.people()[moment.by.unwrap()].name, "person 2");
}

#[test]
fn a_vote_is_ones_own_and_results_are_everybodys() {
    let mut hall = live_hall();
    hall.joins(BAT);
    hall.joins(SARNAI);
    let answers = json!({"kind": "single", "options": ["a", "b"]});
    let open = json!({"type": "open_poll", "question": "?", "answers": answers});
    let poll = hall.does(HOST, open);
    for person in [BAT, SARNAI] {
        hall.does(
            person,
            json!({"type": "vote", "poll": poll, "answer": {"options": [1]}}),
        );
    }
    hall.does(HOST, json!({"type": "close_poll", "poll": poll}));
    let kinds = ["poll_opened", "voted", "poll_closed"];
    for (person, count) in [(HOST, 2), (BAT, 3), (SARNAI, 3)] {
        let events = told(&hall, person, &kinds);
        assert_eq!(events.len(), count, "{person}");
        assert_eq!(events.last().unwrap()["results"]["counts"], json!([2, 0]));
        assert_eq!(events[0]["answers"], answers);
    }
}

#[test]
fn chapters_are_slides_that_stood_and_polls() {
    let mut hall = Hall::new();
    hall.joins(HOST);
    let show = |slide: u32| json!({"type": "show_slide", "slide": slide});
    hall.does(HOST, show(1));
    hall.wait(60).does(HOST, json!({"type": "start"}));
    hall.wait(10).does(HOST, show(2));
    hall.wait(1).does(HOST, show(3));
    hall.wait(1).does(HOST, show(4));
    let answers = json!({"kind": "words"});
    hall.wait(2).does(
        HOST,
        json!({"type": "open_poll", "question": "Яагаад?", "answers": answers}),
    );
    hall.wait(1).does(HOST, show(5));
    let chapters = index_of(&hall, BAT).chapters();
    let told: Vec<_> = chapters
        .iter()
        .map(|chapter| (chapter.offset, chapter.slide, chapter.poll.as_deref()))
        .collect();
    assert_eq!(
        told,
        [
            (-60_000, Some(1), None),
            (12_000, Some(4), None),
            (14_000, None, Some("Яагаад?")),
            (15_000, Some(5), None),
        ]
    );
}

#[test]
fn chapters_have_an_end() {
    let mut hall = live_hall();
    for number in 0..CHAPTER_LIMIT + 5 {
        let slide = 1 + u32::try_from(number % 9).unwrap();
        hall.wait(10)
            .does(HOST, json!({"type": "show_slide", "slide": slide}));
    }
    assert_eq!(index_of(&hall, BAT).chapters().len(), CHAPTER_LIMIT);
}
