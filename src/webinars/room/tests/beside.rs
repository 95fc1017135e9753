//! Several people at one device.

use super::super::hall::id;
use super::*;

fn check_in(hall: &mut Hall, with: u128, person: u128) -> Result<Decision, Refusal> {
    let (person, name) = (id(person), format!("person {person}"));
    let request = companions::Request::CheckIn { person, name };
    hall.ask(with, Request::Companions(request))
}

fn check_out(hall: &mut Hall, by: u128, person: u128) -> Result<Decision, Refusal> {
    let person = id(person);
    hall.ask(
        by,
        Request::Companions(companions::Request::CheckOut { person }),
    )
}

#[test]
fn who_checks_whom_in_and_out() {
    let mut hall = live_hall();
    assert_eq!(check_in(&mut hall, BAT, SARNAI), Err(Refusal::NotInRoom));
    hall.joins(BAT);
    hall.joins(OFFICER);
    assert_eq!(
        check_in(&mut hall, OFFICER, SARNAI),
        Err(Refusal::NotAllowed)
    );
    assert_eq!(check_in(&mut hall, BAT, BAT), Err(Refusal::NotAllowed));
    assert!(check_in(&mut hall, BAT, SARNAI).is_ok());
    assert_eq!(hall.state.present(), 2 + 1, "a companion has no connection");
    let last = hall.state.last;
    assert_eq!(
        hall.who_sees(last, [HOST, BAT, SARNAI, 5]),
        [HOST, BAT, SARNAI],
        "who sits where is nobody else's business"
    );
    hall.joins(5);
    assert_eq!(check_out(&mut hall, 5, SARNAI), Err(Refusal::NotCheckedIn));
    for by in [BAT, SARNAI, HOST] {
        assert!(check_out(&mut hall, by, SARNAI).is_ok());
        assert_eq!(check_out(&mut hall, by, SARNAI), Err(Refusal::NotCheckedIn));
        assert!(check_in(&mut hall, BAT, SARNAI).is_ok());
    }
    assert!(
        check_in(&mut hall, 5, SARNAI).is_ok(),
        "at another computer"
    );
    assert_eq!(
        check_out(&mut hall, BAT, SARNAI),
        Err(Refusal::NotCheckedIn)
    );
}

#[test]
fn a_device_has_room_for_a_classroom_and_who_is_removed_is_out() {
    let mut hall = live_hall();
    hall.joins(BAT);
    for person in 100..160 {
        assert!(check_in(&mut hall, BAT, person).is_ok());
    }
    let full = Err(Refusal::TooManyCompanions);
    assert_eq!(check_in(&mut hall, BAT, SARNAI), full);
    assert!(
        check_in(&mut hall, BAT, 100).is_ok(),
        "once more is the same"
    );
    assert!(check_out(&mut hall, BAT, 100).is_ok());
    assert!(check_in(&mut hall, BAT, SARNAI).is_ok());
    hall.does(
        HOST,
        serde_json::json!({"type": "remove", "person": id(BAT)}),
    );
    assert_eq!(
        check_out(&mut hall, HOST, SARNAI),
        Err(Refusal::NotCheckedIn)
    );
    assert_eq!(check_in(&mut hall, HOST, BAT), Err(Refusal::PersonUnknown));
}
