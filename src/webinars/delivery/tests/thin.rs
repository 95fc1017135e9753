//! What a thin line is told.

use super::*;

#[test]
fn a_thin_line_is_told_once_a_minute_while_people_come_and_go() {
    let mut hall = Hall::new();
    hall.has_thin_lines = true;
    // A broad line and thin ones: a participant, a presenter, a host.
    let people = [2, 5, 15, 14];
    for person in people {
        hall.joins(person);
    }
    hall.happens(&[(2, Audience::Everybody)], 0);
    let mut told = [0; 4];
    for second in 1..=120 {
        let before = people.map(|person| hall.clients[&(1_000 + person)].1);
        let to = if second % 2 == 0 {
            Audience::Everybody
        } else {
            Audience::Hosts
        };
        hall.happens(&[(DECORATOR, to)], 1);
        for ((told, person), before) in told.iter_mut().zip(people).zip(before) {
            *told += u32::from(hall.clients[&(1_000 + person)].1 > before);
        }
    }
    assert_eq!(told, [60, 2, 2, 2]);
    assert_eq!(hall.clients[&1_014].2, [1], "all of it was decoration");
    hall.happens(
        &[(2, Audience::Everybody), (DECORATOR, Audience::Everybody)],
        1,
    );
    assert!(
        people[1..]
            .iter()
            .all(|person| hall.clients[&(1_000 + person)].2 == [1, 122])
    );
}
