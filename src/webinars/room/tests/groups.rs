//! Breakout groups.

use std::collections::BTreeSet;

use serde_json::json;

use super::super::hall::id;
use super::*;

const DULAM: u128 = 5;
const ALL: [u128; 4] = [HOST, BAT, SARNAI, DULAM];

fn hall() -> Hall {
    let mut hall = live_hall();
    for person in [BAT, SARNAI, DULAM] {
        hall.joins(person);
    }
    hall
}

fn open(seconds: Option<u32>) -> serde_json::Value {
    json!({"type": "open_groups", "names": ["east", "west"], "seconds": seconds})
}

fn fill(group: u32, people: &[u128]) -> serde_json::Value {
    let people: Vec<_> = people.iter().map(|person| id(*person)).collect();
    json!({"type": "fill_groups", "members": [{"group": group, "people": people}]})
}

fn say(group: u32) -> serde_json::Value {
    json!({"type": "say", "text": "here", "to": {"group": group}})
}

#[test]
fn what_is_written_in_a_group_stays_in_it() {
    let mut hall = hall();
    hall.tries([
        (BAT, open(None), "not_allowed"),
        (HOST, fill(1, &[BAT]), "groups_closed"),
        (BAT, say(1), "groups_closed"),
        (HOST, open(Some(600)), ""),
        (HOST, open(None), "groups_open"),
        (HOST, fill(3, &[BAT]), "group_unknown"),
        (HOST, fill(1, &[99]), "person_unknown"),
        (HOST, fill(1, &[BAT, SARNAI]), ""),
        (DULAM, say(1), "group_unknown"),
    ]);
    let line = hall.does(BAT, say(1));
    assert_eq!(hall.who_sees(line, ALL), [HOST, BAT, SARNAI]);
    let visit = hall.does(HOST, say(2));
    assert_eq!(hall.who_sees(visit, ALL), [HOST]);
    // Who moves reads on in the other group, and what was before in the first.
    hall.does(HOST, fill(2, &[SARNAI]));
    let later = hall.does(BAT, say(1));
    assert_eq!(hall.who_sees(later, ALL), [HOST, BAT]);
    assert_eq!(hall.who_sees(line, ALL), [HOST, BAT, SARNAI]);
    assert_eq!(hall.snapshot(SARNAI)["groups"]["own"], 2);
    hall.does(HOST, json!({"type": "recall_groups"}));
    hall.tries([
        (BAT, say(1), "groups_closed"),
        (HOST, json!({"type": "recall_groups"}), "groups_closed"),
        (HOST, open(None), ""),
        (BAT, say(1), "group_unknown"),
    ]);
    hall.does(HOST, fill(1, &[DULAM]));
    let next = hall.does(DULAM, say(1));
    assert_eq!(
        hall.who_sees(next, ALL),
        [HOST, DULAM],
        "the first of other groups"
    );
}

#[test]
fn groups_close_when_their_time_is_over() {
    let mut hall = hall();
    hall.does(HOST, open(Some(60)));
    hall.does(HOST, fill(1, &[BAT]));
    hall.wait(60);
    hall.tries([(BAT, say(1), "groups_closed"), (HOST, open(None), "")]);
    assert!(hall.snapshot(BAT)["groups"].get("own").is_none());
}

#[test]
fn a_lot_deals_evenly_and_the_same_seed_the_same() {
    let deal = |seed: u64| {
        let mut hall = hall();
        for person in 100..117 {
            hall.joins(person);
        }
        hall.does(HOST, open(None));
        hall.does(HOST, fill(1, &[BAT]));
        hall.does(HOST, json!({"type": "deal_groups", "seed": seed}));
        let Event::Groups(crate::webinars::room::groups::Event::GroupsFilled { members }) =
            hall.log.last().unwrap().event.clone()
        else {
            panic!("not filled")
        };
        members
            .into_iter()
            .map(|members| members.people)
            .collect::<Vec<BTreeSet<Uuid>>>()
    };
    let dealt = deal(7);
    // Nineteen people and the one who is in a group already.
    assert_eq!((dealt[0].len(), dealt[1].len()), (9, 10));
    assert!(dealt[0].is_disjoint(&dealt[1]));
    assert!(
        dealt
            .iter()
            .all(|people| !people.contains(&id(HOST)) && !people.contains(&id(BAT)))
    );
    assert_eq!(deal(7), dealt);
    assert_ne!(deal(8), dealt);
}
