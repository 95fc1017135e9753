//! Places in the queue.

use super::*;

#[test]
fn a_place_is_told_when_it_has_changed_and_not_again() {
    let mut hall = Hall::new();
    let people = [2, 3, 4];
    people.into_iter().for_each(|person| hall.joins(person));
    hall.state.people.queue = people.map(|person| Hall::person(person).0).to_vec();
    assert_eq!(hall.delivery.tell_places(&hall.state), 3);
    assert_eq!(hall.delivery.tell_places(&hall.state), 0);
    hall.state.people.queue.remove(1);
    hall.delivery.posts[0].orders.clear();
    assert_eq!(hall.delivery.tell_places(&hall.state), 1);
    let told = &hall.delivery.posts[0].orders[0];
    let Order::One { to, what } = told else {
        panic!("{told:?}")
    };
    assert_eq!(to.place(), 1_004);
    assert!(matches!(what, Outgoing::Placed { place: 2, .. }));
}
