//! What holds for any history of a room.

use proptest::prelude::*;

use super::super::attendance::Attendance;
use super::hall::{BAT, Hall, SARNAI, author, checkpoint, live_hall};
use super::*;

/// Anything that anybody may try, sensible or not.
fn anything() -> impl Strategy<Value = (Command, i64)> {
    let someone = 1..=5_u128;
    let request = prop_oneof![
        Just(Request::Start),
        Just(Request::End),
        Just(Request::Cancel),
        "[а-яөү ]{0,5}".prop_map(|text| Request::Say { text }),
        Just(Request::RaiseHand),
        (1..=5_u128).prop_map(|person| Request::LowerHand {
            person: Uuid::from_u128(person)
        }),
        (0..3_u32).prop_map(|slide| Request::ShowSlide { slide }),
    ];
    let join = (someone.clone(), proptest::option::of(0..40_u64)).prop_map(|(person, session)| {
        Command::Join {
            author: author(person, None),
            session,
        }
    });
    let leave =
        (someone.clone(), 0..40_u64, -30..30_i64).prop_map(|(person, connection, offset)| {
            let last_heard = DateTime::from_timestamp(1_800_000_000 + offset, 0).unwrap();
            Command::Leave {
                person: Uuid::from_u128(person),
                connection,
                last_heard,
            }
        });
    let ask = (
        someone,
        proptest::option::of((0..40_u64, 0..30_u64)),
        request,
    )
        .prop_map(|(person, sent, request)| Command::Ask {
            author: author(person, sent),
            request,
        });
    let house = prop_oneof![
        3 => Just(checkpoint()),
        3 => Just(Command::Restart),
        1 => Just(Command::Close)
    ];
    (
        prop_oneof![5 => join, 3 => leave, 8 => ask, 2 => house],
        -2..20_i64,
    )
}

proptest! {
    #[test]
    fn replaying_the_stored_log_gives_the_same_room(
        history in proptest::collection::vec(anything(), 0..120),
    ) {
        let mut hall = Hall::new();
        for (command, seconds) in history {
            let before = hall.state.clone();
            let outcome = hall.wait(seconds).try_do(command);
            if !matches!(outcome, Ok(Decision::Append(_))) {
                prop_assert_eq!(&before, &hall.state, "only an entry changes the room");
            }
        }
        let stored: Vec<String> =
            hall.log.iter().map(|entry| serde_json::to_string(entry).unwrap()).collect();
        let read: Vec<Entry> =
            stored.iter().map(|entry| serde_json::from_str(entry).unwrap()).collect();
        prop_assert_eq!(&read, &hall.log);
        prop_assert_eq!(State::replay(&read), hall.state);
        for (place, pair) in (1_u64..).zip(hall.log.windows(2)) {
            prop_assert_eq!((pair[0].number, pair[1].number), (place, place + 1));
            prop_assert!(pair[0].at <= pair[1].at);
        }
    }

    #[test]
    fn the_count_of_people_is_the_count_of_people(
        history in proptest::collection::vec(anything(), 0..120),
    ) {
        let mut hall = Hall::new();
        for (command, seconds) in history {
            let _ = hall.wait(seconds).try_do(command);
            let present = Attendance::of(&hall.log).people(TimeDelta::hours(1));
            let counted = present.iter().filter(|person| person.is_present).count();
            prop_assert_eq!(u32::try_from(counted).unwrap(), hall.state.present);
        }
    }

    #[test]
    fn nobody_attends_longer_than_the_webinar_was_live_nor_one_moment_twice(
        history in proptest::collection::vec(anything(), 0..120),
    ) {
        let mut hall = Hall::new();
        for (command, seconds) in history {
            let _ = hall.wait(seconds).try_do(command);
        }
        let started = hall.log.iter().find(|entry| entry.event == Event::Started);
        let live = started.map_or(0, |entry| (hall.state.last_at - entry.at).num_seconds());
        for person in Attendance::of(&hall.log).people(TimeDelta::hours(1)) {
            prop_assert!(person.share.present_seconds <= u64::try_from(live).unwrap());
            prop_assert!(person.intervals.windows(2).all(|pair| pair[0].to < pair[1].from));
        }
    }

    #[test]
    fn what_only_a_host_may_no_other_ever_did(
        history in proptest::collection::vec(anything(), 0..120),
    ) {
        let mut hall = Hall::new();
        for (command, seconds) in history {
            let _ = hall.wait(seconds).try_do(command);
        }
        for entry in &hall.log {
            let role = entry.by.as_ref().map(|author| author.role);
            match &entry.event {
                Event::Started | Event::Cancelled | Event::SlideShown { .. } => prop_assert_eq!(role, Some(Role::Host)),
                Event::Ended => prop_assert!(matches!(role, Some(Role::Host) | None)),
                Event::Said { .. } | Event::HandRaised => {
                    prop_assert_ne!(role, Some(Role::Observer));
                }
                Event::HandLowered { person } => {
                    let own = entry.by.as_ref().is_some_and(|author| author.person == *person);
                    prop_assert!(own || role == Some(Role::Host));
                }
                _ => {}
            }
        }
    }

    /// Two devices with numbered lines to say, on a line that loses commands, loses answers and is
    /// cut at any moment: every line is in the log once, each device's lines in their order.
    #[test]
    fn cuts_and_resends_leave_every_line_once_and_in_order(
        troubles in proptest::collection::vec((0..2_usize, 0..6_u8, 1..=16_usize), 0..150),
    ) {
        const LINES: u64 = 40;
        let mut hall = live_hall();
        let sessions = [hall.joins(BAT), hall.joins(SARNAI)];
        let mut unacknowledged = [1_u64, 1];
        let calm = (0..60).map(|turn| (turn % 2, 5, 16));
        for (device, trouble, burst) in troubles.into_iter().chain(calm) {
            let (person, session) = ([BAT, SARNAI][device], sessions[device]);
            hall.wait(20);
            if trouble == 0 {
                let author = author(person, None);
                hall.number(Command::Join { author, session: Some(session) });
            }
            let first = unacknowledged[device];
            let in_flight = first..=LINES.min(first + u64::try_from(burst).unwrap() - 1);
            for command in in_flight {
                // The line may go dead in the middle of what was sent.
                if trouble == 1 && command % 3 == 0 {
                    break;
                }
                hall.wait(1).says(person, (session, command), &format!("{command}")).unwrap();
                // The answer may be lost although the line was written down.
                if trouble > 2 {
                    unacknowledged[device] = command + 1;
                }
            }
        }
        for person in [BAT, SARNAI].map(Uuid::from_u128) {
            let said: Vec<String> = hall.log.iter()
                .filter(|entry| entry.by.as_ref().is_some_and(|author| author.person == person))
                .filter_map(|entry| match &entry.event {
                    Event::Said { text } => Some(text.clone()),
                    _ => None,
                })
                .collect();
            let expected: Vec<String> = (1..=LINES).map(|line| line.to_string()).collect();
            prop_assert_eq!(said, expected);
        }
    }
}
