//! The deck, and the slide that everybody is on.

use serde_json::json;

use super::super::hall::{BAT, HOST, SARNAI, id, live_hall};
use super::super::slides::Request::{RemoveDeck, UseDeck};
use super::super::*;

fn use_deck(deck: u128, slides: u32) -> Request {
    let deck = Uuid::from_u128(deck);
    Request::Slides(UseDeck { deck, slides })
}

#[test]
fn a_slide_beyond_the_deck_is_refused_and_without_one_any_goes() {
    let mut hall = live_hall();
    let show = |slide: u32| json!({"type": "show_slide", "slide": slide});
    hall.tries([(HOST, show(40), ""), (HOST, show(10_000), "slide_invalid")]);
    assert!(hall.snapshot(BAT).get("deck").is_none());
    hall.ask(HOST, use_deck(9, 12)).unwrap();
    assert_eq!(hall.state.slide, 12, "nobody stands behind the last slide");
    let deck = json!({"deck": Uuid::from_u128(9), "slides": 12});
    assert_eq!(hall.snapshot(BAT)["deck"], deck);
    hall.tries([
        (HOST, show(0), "slide_invalid"),
        (HOST, show(13), "slide_invalid"),
        (HOST, show(5), ""),
    ]);
    hall.ask(HOST, use_deck(10, 20)).unwrap();
    assert_eq!(hall.state.slide, 5, "a better deck does not leaf");
    hall.ask(HOST, Request::Slides(RemoveDeck)).unwrap();
    hall.tries([(HOST, show(40), "")]);
}

#[test]
fn a_deck_is_told_once_and_only_by_who_leads() {
    let mut hall = live_hall();
    hall.joins(BAT);
    hall.joins(SARNAI);
    hall.does(
        HOST,
        json!({"type": "give_role", "person": id(BAT), "role": "co_host"}),
    );
    hall.does(
        HOST,
        json!({"type": "give_role", "person": id(SARNAI), "role": "presenter"}),
    );
    let remove = Request::Slides(RemoveDeck);
    for (person, request, expected) in [
        (SARNAI, use_deck(9, 12), Some(Refusal::NotAllowed)),
        (HOST, remove.clone(), Some(Refusal::DeckUnknown)),
        (BAT, use_deck(9, 12), None),
        (HOST, use_deck(9, 12), Some(Refusal::DeckInUse)),
        (SARNAI, remove.clone(), Some(Refusal::NotAllowed)),
        (BAT, remove, None),
    ] {
        assert_eq!(
            hall.ask(person, request.clone()).err(),
            expected,
            "{request:?}"
        );
    }
}

#[test]
fn the_house_takes_away_a_deck_that_is_gone_once() {
    let mut hall = live_hall();
    hall.ask(HOST, use_deck(9, 12)).unwrap();
    let Ok(Decision::Append(entry)) = hall.try_do(Command::RemoveDeck) else {
        panic!("it is told");
    };
    assert_eq!((entry.by, hall.state.deck), (None, None));
    assert_eq!(hall.try_do(Command::RemoveDeck), Ok(Decision::Nothing));
    hall.ask(HOST, use_deck(9, 12)).unwrap();
    hall.ask(HOST, Request::End {}).unwrap();
    assert_eq!(hall.try_do(Command::RemoveDeck), Ok(Decision::Nothing));
}

#[test]
fn no_frame_brings_a_deck() {
    for kind in ["use_deck", "remove_deck"] {
        let frame = json!({"type": kind, "deck": Uuid::from_u128(9), "slides": 2});
        assert!(serde_json::from_value::<Request>(frame).is_err(), "{kind}");
    }
}
