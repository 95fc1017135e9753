//! Roles, people removed, the lobby, the rules that hosts set.

use serde_json::json;

use super::super::hall::id;
use super::super::seats::WaitsFor;
use super::*;

const DULAM: u128 = 5;

#[test]
fn who_gives_which_role() {
    let mut hall = live_hall();
    for person in [BAT, SARNAI, DULAM, OFFICER] {
        hall.joins(person);
    }
    let give = |person, role| json!({"type": "give_role", "person": id(person), "role": role});
    hall.tries([
        (BAT, give(BAT, "host"), "not_allowed"),
        (HOST, give(99, "co_host"), "person_unknown"),
        (HOST, give(BAT, "co_host"), ""),
        (HOST, give(BAT, "co_host"), "role_already_given"),
        (BAT, give(SARNAI, "co_host"), "not_allowed"),
        (BAT, give(SARNAI, "presenter"), ""),
        (SARNAI, give(DULAM, "presenter"), "not_allowed"),
        (SARNAI, json!({"type": "show_slide", "slide": 4}), ""),
        (BAT, give(HOST, "participant"), "not_allowed"),
        (BAT, give(BAT, "participant"), "not_allowed"),
        (HOST, give(BAT, "participant"), ""),
        (BAT, give(SARNAI, "participant"), "not_allowed"),
        (HOST, give(SARNAI, "participant"), ""),
        (
            SARNAI,
            json!({"type": "show_slide", "slide": 5}),
            "not_allowed",
        ),
        (HOST, give(OFFICER, "presenter"), ""),
        (OFFICER, json!({"type": "show_slide", "slide": 5}), ""),
    ]);
}

#[test]
fn the_author_of_an_entry_has_the_role_that_holds() {
    let mut hall = live_hall();
    hall.joins(BAT);
    hall.does(
        HOST,
        json!({"type": "give_role", "person": id(BAT), "role": "presenter"}),
    );
    let entry = hall
        .asks(BAT, json!({"type": "show_slide", "slide": 2}))
        .unwrap();
    assert_eq!(entry.by.unwrap().role, Role::Presenter);
    hall.joins(BAT);
    let joined = hall.log.last().unwrap();
    assert_eq!(joined.by.as_ref().unwrap().role, Role::Presenter);
    let Event::Life(Life::Joined { policy, .. }) = joined.event else {
        panic!("not joined")
    };
    assert_eq!(policy, Some(Role::Participant));
    hall.does(
        HOST,
        json!({"type": "give_role", "person": id(BAT), "role": "participant"}),
    );
    assert_eq!(
        hall.state.known_role(Uuid::from_u128(BAT)),
        Some(Role::Participant)
    );
}

#[test]
fn only_who_leads_is_announced_to_everybody() {
    let mut hall = live_hall();
    hall.joins(BAT);
    assert_eq!(hall.log.last().unwrap().to, Audience::Hosts);
    let give = json!({"type": "give_role", "person": id(BAT), "role": "co_host"});
    hall.does(HOST, give);
    hall.joins(BAT);
    assert!(hall.log.last().unwrap().to.is_everybody());
    hall.joins(SARNAI);
    assert_eq!(hall.log.last().unwrap().to, Audience::Hosts);
}

#[test]
fn a_room_is_handed_over_and_taken_up_again() {
    let mut hall = live_hall();
    hall.joins(BAT);
    hall.joins(SARNAI);
    let over = |person| json!({"type": "hand_over", "person": id(person)});
    hall.tries([
        (BAT, over(SARNAI), "not_allowed"),
        (HOST, over(HOST), "role_already_given"),
        (HOST, over(BAT), ""),
        (BAT, over(SARNAI), ""),
        // Who handed over is co-host, and the host of the plan is host whatever happens.
        (BAT, over(SARNAI), "not_allowed"),
        (BAT, json!({"type": "end"}), "not_allowed"),
        (HOST, over(BAT), ""),
    ]);
}

#[test]
fn a_room_that_lost_its_host_goes_on_and_its_co_host_ends_it() {
    let mut hall = Hall::new();
    let host = hall.joins(HOST);
    hall.does(HOST, json!({"type": "start"}));
    let bat = hall.joins(BAT);
    hall.does(
        HOST,
        json!({"type": "give_role", "person": id(BAT), "role": "co_host"}),
    );
    hall.tries([(BAT, json!({"type": "end"}), "not_allowed")]);
    hall.leaves(HOST, host);
    assert_eq!(hall.snapshot(BAT)["host_present"], true, "a co-host leads");
    hall.leaves(BAT, bat);
    hall.joins(SARNAI);
    assert_eq!(hall.snapshot(SARNAI)["host_present"], false);
    hall.tries([
        (
            SARNAI,
            json!({"type": "say", "text": "is anybody there"}),
            "",
        ),
        (SARNAI, json!({"type": "end"}), "not_allowed"),
        (BAT, json!({"type": "end"}), ""),
    ]);
}

#[test]
fn who_is_removed_is_out_until_let_back() {
    let mut hall = live_hall();
    let connection = hall.joins(BAT);
    hall.joins(SARNAI);
    hall.does(
        HOST,
        json!({"type": "give_role", "person": id(SARNAI), "role": "co_host"}),
    );
    hall.does(BAT, json!({"type": "raise_hand"}));
    let remove = |person| json!({"type": "remove", "person": id(person)});
    let back = |person| json!({"type": "let_back", "person": id(person)});
    hall.tries([
        (BAT, remove(SARNAI), "not_allowed"),
        (SARNAI, remove(HOST), "not_allowed"),
        (SARNAI, remove(SARNAI), "not_allowed"),
        (SARNAI, back(BAT), "not_removed"),
        (SARNAI, remove(99), "person_unknown"),
        (SARNAI, remove(BAT), ""),
        (SARNAI, remove(BAT), "already_removed"),
        (BAT, json!({"type": "say", "text": "!"}), "removed"),
        (
            HOST,
            json!({"type": "give_role", "person": id(BAT), "role": "host"}),
            "person_unknown",
        ),
    ]);
    assert_eq!((hall.state.present(), hall.state.hands.len()), (2, 0));
    let join = join(BAT, Some(connection));
    assert_eq!(hall.try_do(join.clone()), Err(Refusal::Removed));
    let (person, last_heard) = (Uuid::from_u128(BAT), hall.now);
    let leave = Command::Leave {
        person,
        connection,
        last_heard,
        goodbye: false,
    };
    assert_eq!(
        hall.try_do(leave),
        Ok(Decision::Nothing),
        "it was closed already"
    );
    hall.does(HOST, back(BAT));
    assert!(hall.try_do(join).is_ok());
}

#[test]
fn who_is_removed_reads_nothing_and_is_let_back_also_afterwards() {
    use staff::may_read;
    for (policy, removed, reads) in [
        (Role::Participant, false, true),
        (Role::Participant, true, false),
        (Role::Observer, true, true),
        (Role::Observer, false, true),
    ] {
        assert_eq!(may_read(policy, removed), reads, "{policy:?} {removed}");
    }
    let mut hall = live_hall();
    for person in [BAT, SARNAI, DULAM] {
        hall.joins(person);
    }
    let let_back = |person| json!({"type": "let_back", "person": id(person)});
    hall.does(
        HOST,
        json!({"type": "give_role", "person": id(DULAM), "role": "co_host"}),
    );
    for person in [BAT, DULAM] {
        hall.does(HOST, json!({"type": "remove", "person": id(person)}));
    }
    hall.does(HOST, json!({"type": "end"}));
    hall.tries([
        (BAT, let_back(BAT), "webinar_ended"),
        (DULAM, let_back(BAT), "webinar_ended"),
        (SARNAI, let_back(BAT), "not_allowed"),
        (HOST, let_back(SARNAI), "not_removed"),
        (
            HOST,
            json!({"type": "remove", "person": id(SARNAI)}),
            "webinar_ended",
        ),
        (HOST, let_back(BAT), ""),
    ]);
    assert!(!hall.state.is_removed(Uuid::from_u128(BAT)));
    assert_eq!(hall.state.status, Status::Ended);
}

#[test]
fn who_comes_waits_in_order_until_admitted() {
    let mut hall = live_hall();
    hall.joins(BAT);
    let rules = |rules: serde_json::Value| {
        let mut frame = json!({"type": "set_rules"});
        frame
            .as_object_mut()
            .unwrap()
            .extend(rules.as_object().unwrap().clone());
        frame
    };
    hall.tries([
        (BAT, rules(json!({"chat": false})), "not_allowed"),
        (HOST, rules(json!({"capacity": 0})), "capacity_invalid"),
        (HOST, rules(json!({"capacity": 10_001})), "capacity_invalid"),
        (HOST, rules(json!({"rate": 0})), "rate_invalid"),
        (HOST, rules(json!({"rate": 101})), "rate_invalid"),
        (
            HOST,
            rules(json!({"admission": "by_host", "capacity": 3})),
            "",
        ),
    ]);
    let sarnai = hall.joins(SARNAI);
    hall.joins(DULAM);
    hall.joins(OFFICER);
    assert_eq!(hall.state.present(), 3, "who looks on does not wait");
    let second = Some((WaitsFor::Admission, 2));
    assert_eq!(hall.state.place(Uuid::from_u128(DULAM)), second);
    assert_eq!(
        hall.who_sees(sarnai, [HOST, BAT, SARNAI, DULAM]),
        [HOST, SARNAI]
    );
    assert_eq!(hall.snapshot(HOST)["lobby"]["count"], 2);
    let waiting = hall.snapshot(SARNAI);
    assert_eq!(
        (&waiting["waiting"], &waiting["present"]),
        (&json!(1), &json!(0))
    );
    let admit = |person| json!({"type": "admit", "person": id(person)});
    hall.tries([
        (
            SARNAI,
            json!({"type": "say", "text": "let me in"}),
            "waiting_in_lobby",
        ),
        (BAT, json!({"type": "admit"}), "not_allowed"),
        (HOST, admit(BAT), "not_in_lobby"),
        (
            HOST,
            json!({"type": "give_role", "person": id(DULAM), "role": "host"}),
            "waiting_in_lobby",
        ),
        (HOST, admit(DULAM), ""),
        (HOST, admit(DULAM), "room_full"),
        (
            DULAM,
            json!({"type": "say", "text": "let me sit"}),
            "waiting_in_lobby",
        ),
    ]);
    // Admitted, but the hall is full: in the queue for a seat, and in when there is one.
    let first = Some((WaitsFor::Seat, 1));
    assert_eq!(hall.state.place(Uuid::from_u128(DULAM)), first);
    assert_eq!(hall.snapshot(HOST)["queue"]["count"], 1);
    hall.does(HOST, rules(json!({"capacity": 4})));
    hall.settles();
    hall.tries([
        (HOST, rules(json!({"capacity": 9})), ""),
        (DULAM, json!({"type": "say", "text": "thank you"}), ""),
        (HOST, json!({"type": "admit"}), ""),
    ]);
    assert_eq!(hall.state.present(), 5);
    // Who was in need not wait after a cut.
    hall.leaves(SARNAI, sarnai);
    hall.joins(SARNAI);
    assert_eq!(hall.state.present(), 5);
}

#[test]
fn a_full_hall_still_lets_in_who_presents() {
    let mut hall = live_hall();
    hall.does(HOST, json!({"type": "set_rules", "capacity": 2}));
    hall.joins(BAT);
    let join = |person| join(person, None);
    assert!(hall.try_do(join(SARNAI)).is_ok());
    assert!(!hall.state.is_present(id(SARNAI)), "there is no seat");
    assert!(
        hall.try_do(join(BAT)).is_ok(),
        "a second device takes no place"
    );
    hall.joins(OFFICER);
    hall.settles().joins(HOST);
    assert_eq!(hall.state.present(), 3, "and lets in who looks on");
    let first = Some((WaitsFor::Seat, 1));
    assert_eq!(hall.state.place(id(SARNAI)), first);
}

#[test]
fn hands_can_be_closed_and_are_bounded() {
    let mut hall = live_hall();
    let hand = || json!({"type": "raise_hand"});
    hall.tries([
        (HOST, json!({"type": "set_rules", "hands": false}), ""),
        (BAT, hand(), "hands_closed"),
        (HOST, json!({"type": "set_rules", "hands": true}), ""),
    ]);
    for person in 0..hands::HAND_LIMIT {
        hall.does(100 + u128::try_from(person).unwrap(), hand());
    }
    hall.tries([
        (BAT, hand(), "too_many_hands"),
        (100, hand(), "hand_already_raised"),
    ]);
}
