//! Who gets a seat when, and that nobody is passed over.

use serde_json::json;

use super::super::super::attendance::Attendance;
use super::super::super::command::Command;
use super::super::super::event::Event;
use super::super::hall::{BAT, HOST, Hall, OFFICER, SARNAI, id, join, live_hall};
use super::*;

mod histories;

const DULAM: u128 = 5;
const TUYA: u128 = 6;

/// A room of two seats, one of them the host's, the other Bat's; gives the number of Bat's join.
fn full_hall() -> (Hall, u64) {
    let mut hall = live_hall();
    hall.does(HOST, json!({"type": "set_rules", "capacity": 2}));
    let bat = hall.joins(BAT);
    (hall, bat)
}

/// Who is in and who waits for a seat, in order.
fn seats(hall: &Hall) -> (Vec<u128>, Vec<u128>) {
    let present = hall.state.people.present();
    let present = present.map(|(id, _)| id.as_u128()).collect();
    let queue = hall.state.people.queue.iter();
    (present, queue.map(Uuid::as_u128).collect())
}

fn comes_back(hall: &mut Hall, person: u128, session: u64) -> u64 {
    hall.number(join(person, Some(session)))
}

#[test]
fn who_waits_moves_up_when_somebody_says_goodbye() {
    let (mut hall, bat) = full_hall();
    hall.joins(SARNAI);
    let dulam = hall.joins(DULAM);
    hall.joins(TUYA);
    assert_eq!(seats(&hall), (vec![HOST, BAT], vec![SARNAI, DULAM, TUYA]));
    let waiting = hall.snapshot(DULAM);
    assert_eq!(
        (&waiting["waiting"], &waiting["waits_for"]),
        (&json!(2), &json!("seat"))
    );
    hall.says_goodbye(DULAM, dulam);
    hall.says_goodbye(BAT, bat);
    hall.settles();
    assert_eq!(seats(&hall), (vec![HOST, SARNAI], vec![TUYA]));
    let seated = hall.log.last().unwrap();
    assert_eq!(hall.who_sees(seated.number, [HOST, BAT, SARNAI]), [HOST]);
    assert!(
        hall.says(SARNAI, (8, 1), "in").is_err(),
        "of another session"
    );
    hall.does(SARNAI, json!({"type": "say", "text": "in"}));
}

#[test]
fn who_was_cut_keeps_the_seat_for_a_while_and_no_longer() {
    let (mut hall, bat) = full_hall();
    let sarnai = hall.joins(SARNAI);
    hall.leaves(BAT, bat);
    hall.wait(89).settles();
    assert_eq!(seats(&hall), (vec![HOST], vec![SARNAI]));
    let back = comes_back(&mut hall, BAT, bat);
    assert_eq!(seats(&hall), (vec![HOST, BAT], vec![SARNAI]));
    hall.leaves(BAT, back);
    hall.wait(90).settles();
    assert_eq!(seats(&hall), (vec![HOST, SARNAI], vec![]));
    comes_back(&mut hall, BAT, bat);
    assert_eq!(seats(&hall), (vec![HOST, SARNAI], vec![BAT]), "too late");
    hall.says_goodbye(SARNAI, sarnai);
    hall.settles();
    assert_eq!(seats(&hall), (vec![HOST, BAT], vec![]));
}

#[test]
fn who_was_cut_keeps_the_place_but_no_seat_waits_meanwhile() {
    let (mut hall, bat) = full_hall();
    let sarnai = hall.joins(SARNAI);
    hall.joins(DULAM);
    hall.leaves(SARNAI, sarnai);
    hall.wait(30).says_goodbye(BAT, bat);
    hall.settles();
    assert_eq!(
        seats(&hall),
        (vec![HOST, DULAM], vec![SARNAI]),
        "passed over"
    );
    hall.joins(TUYA);
    let back = comes_back(&mut hall, SARNAI, sarnai);
    assert_eq!(seats(&hall).1, [SARNAI, TUYA], "first as before");
    hall.leaves(SARNAI, back);
    hall.wait(90).joins(BAT);
    assert_eq!(seats(&hall).1, [TUYA, BAT], "gone for too long");
}

#[test]
fn a_seat_is_kept_through_a_restart_of_the_server() {
    let (mut hall, bat) = full_hall();
    let sarnai = hall.joins(SARNAI);
    hall.wait(600).number(Command::Restart);
    hall.wait(20);
    comes_back(&mut hall, SARNAI, sarnai);
    hall.settles();
    assert_eq!(
        seats(&hall),
        (vec![], vec![SARNAI]),
        "the seats are others'"
    );
    hall.wait(20);
    comes_back(&mut hall, BAT, bat);
    assert_eq!(seats(&hall), (vec![BAT], vec![SARNAI]));
    // The host is not back within the time.
    hall.wait(50).settles();
    assert_eq!(seats(&hall), (vec![BAT, SARNAI], vec![]));
}

#[test]
fn capacity_raised_lets_in_and_lowered_removes_nobody() {
    let (mut hall, _) = full_hall();
    for person in [SARNAI, DULAM, TUYA] {
        hall.joins(person);
    }
    let capacity = |capacity| json!({"type": "set_rules", "capacity": capacity});
    hall.does(HOST, capacity(4));
    hall.settles();
    assert_eq!(seats(&hall), (vec![HOST, BAT, SARNAI, DULAM], vec![TUYA]));
    hall.does(HOST, capacity(1));
    hall.settles();
    assert_eq!(hall.state.present(), 4);
    hall.joins(OFFICER);
    assert_eq!(seats(&hall).1, [TUYA], "who looks on does not wait");
}

#[test]
fn the_door_opened_before_a_small_hall_makes_a_queue() {
    let mut hall = live_hall();
    let rules = json!({"type": "set_rules", "admission": "by_host", "capacity": 2});
    hall.does(HOST, rules);
    for person in [BAT, SARNAI, DULAM] {
        hall.joins(person);
    }
    hall.tries([
        (HOST, json!({"type": "admit", "person": id(DULAM)}), ""),
        (HOST, json!({"type": "set_rules", "admission": "open"}), ""),
        (HOST, json!({"type": "admit"}), "not_in_lobby"),
        (
            HOST,
            json!({"type": "admit", "person": id(BAT)}),
            "room_full",
        ),
    ]);
    hall.settles();
    assert_eq!(seats(&hall), (vec![HOST, DULAM], vec![BAT, SARNAI]));
}

#[test]
fn waiting_for_a_seat_is_not_attending() {
    let (mut hall, bat) = full_hall();
    hall.joins(SARNAI);
    // It is no admission that the chat is closed, although the door is open.
    hall.wait(100)
        .does(HOST, json!({"type": "set_rules", "chat": false}));
    hall.wait(100).says_goodbye(BAT, bat);
    hall.settles().wait(50).does(HOST, json!({"type": "end"}));
    let people = Attendance::of(&hall.log).people(TimeDelta::seconds(250));
    let seconds: Vec<_> = people.iter().map(|one| one.connected_seconds).collect();
    assert_eq!(seconds, [250, 200, 50]);
}

#[test]
fn a_room_that_lost_its_host_says_so_and_says_when_one_is_back() {
    let mut hall = Hall::new();
    let host = hall.joins(HOST);
    hall.joins(BAT);
    let told = |hall: &mut Hall| {
        let before = hall.log.len();
        hall.settles();
        let new = hall.log[before..].iter().map(|entry| &entry.event);
        new.cloned().collect::<Vec<_>>()
    };
    let (missing, back) = (
        [Event::Life(Life::HostMissing)],
        [Event::Life(Life::HostBack)],
    );
    hall.does(HOST, json!({"type": "start"}));
    hall.leaves(HOST, host);
    assert_eq!(told(hall.wait(14)), [], "a short cut is not worth a word");
    let host = hall.joins(HOST);
    hall.leaves(HOST, host);
    assert_eq!(told(hall.wait(15)), missing);
    assert_eq!(told(hall.wait(99)), [], "once");
    let host = hall.joins(HOST);
    assert_eq!(told(&mut hall), back);
    hall.says_goodbye(HOST, host);
    assert_eq!(told(&mut hall), missing);
}
