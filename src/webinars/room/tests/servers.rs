//! A room that several servers know: whose connection came through which.

use super::super::super::event::Through;
use super::*;

fn through(person: u128, node: u128, number: u64) -> Command {
    let Command::Join {
        author, session, ..
    } = join(person, None)
    else {
        panic!("it is a join")
    };
    let node = Uuid::from_u128(node);
    Command::Join {
        author,
        session,
        through: Some(Through { node, number }),
    }
}

fn lose(hall: &Hall, node: u128) -> Command {
    Command::LoseNode {
        node: Uuid::from_u128(node),
        last_heard: hall.now,
    }
}

#[test]
fn a_server_that_asks_again_brings_the_same_connection() {
    let mut hall = live_hall();
    let connection = hall.number(through(BAT, 8, 1));
    let again = hall.try_do(through(BAT, 8, 1));
    assert_eq!(again, Ok(Decision::Already(connection)));
    assert_ne!(
        hall.number(through(BAT, 8, 2)),
        connection,
        "another device"
    );
    assert_ne!(
        hall.number(through(BAT, 9, 1)),
        connection,
        "another server"
    );
    // What has left is not brought back.
    hall.leaves(BAT, connection);
    assert_ne!(hall.number(through(BAT, 8, 1)), connection);
}

#[test]
fn who_came_through_a_server_that_is_gone_is_cut_and_nobody_else() {
    let mut hall = live_hall();
    let host = hall.joins(HOST);
    hall.number(through(BAT, 8, 1));
    hall.number(through(SARNAI, 8, 2));
    hall.number(through(SARNAI, 9, 1));
    assert_eq!(hall.state.present(), 3);
    let lost = lose(&hall, 8);
    hall.number(lost.clone());
    assert!(!hall.state.is_present(Uuid::from_u128(BAT)));
    assert_eq!(hall.state.present(), 2, "one is here with another device");
    assert_eq!(hall.try_do(lost), Ok(Decision::Nothing));
    assert!(hall.state.is_present(Uuid::from_u128(HOST)), "{host}");
    assert_eq!(State::replay(&hall.log), hall.state);
}
