//! Frames: how they are cut, and who is told what.

use super::*;
use crate::webinars::event::Audience;

fn lines(count: u64, length: usize) -> Vec<Line> {
    (1..=count)
        .map(|number| Line {
            number,
            at: DateTime::UNIX_EPOCH,
            by: None,
            to: Audience::Everybody,
            json: "0".repeat(length),
        })
        .collect()
}

#[test]
fn a_frame_is_bounded_in_entries_and_in_bytes_and_nothing_falls_between_two() {
    for (count, length, frames) in [
        (0, 10, vec![]),
        (1, 10, vec![1]),
        (200, 10, vec![200]),
        (401, 10, vec![200, 400, 401]),
        (7, 16 * 1024, vec![3, 6, 7]),
        (3, 60 * 1024, vec![1, 2, 3]),
    ] {
        let encoded = encode(&lines(count, length), 0, count, 1);
        let through: Vec<u64> = encoded.iter().map(|frame| frame.1).collect();
        assert_eq!(through, frames, "{count} entries of {length} bytes");
        let mut after = 0;
        for (frame, through) in encoded {
            let head = format!(r#"{{"type":"events","after":{after},"through":{through},"#);
            assert!(frame.starts_with(&head));
            after = through;
        }
    }
}

#[test]
fn what_is_left_out_is_spoken_for_by_the_frame_around_it() {
    let lines = lines(5, 10);
    let range = |lines: &[&Line]| {
        let frames = encode(lines, 2, 9, 1);
        let only = frames.first().unwrap();
        assert_eq!((frames.len(), only.1), (1, 9));
        assert!(
            only.0
                .starts_with(r#"{"type":"events","after":2,"through":9,"#)
        );
    };
    range(&[]);
    range(&[&lines[3]]);
    range(&[&lines[2], &lines[4]]);
}

#[test]
fn each_is_told_what_concerns_them_and_where_it_goes_on_from() {
    let mut delivery = Delivery::default();
    let mut queues = Vec::new();
    for (person, role) in [
        (1, Role::Host),
        (2, Role::Participant),
        (3, Role::Participant),
    ] {
        let (outgoing, queue) = mpsc::channel(OUTGOING_LIMIT);
        queues.push(queue);
        let person = Uuid::from_u128(person);
        let member = Member {
            person,
            policy: role,
            session: 1,
            reader: Reader::new(person, role),
            told: 0,
            told_at: DateTime::UNIX_EPOCH,
            outgoing,
        };
        delivery
            .members
            .insert(u64::try_from(queues.len()).unwrap(), member);
    }
    let line = |number, seconds, to| {
        Arc::new(Line {
            number,
            at: DateTime::UNIX_EPOCH + TimeDelta::seconds(seconds),
            by: Some(Uuid::from_u128(2)),
            to,
            json: number.to_string(),
        })
    };
    delivery.broadcast(vec![line(1, 0, Audience::Staff)], 3);
    delivery.broadcast(
        vec![line(2, 1, Audience::Everybody), line(3, 1, Audience::Hosts)],
        3,
    );
    delivery.broadcast(vec![line(4, 17, Audience::Staff)], 3);
    let mut told = |queue: usize| {
        let frames = std::iter::from_fn(|| queues[queue].try_recv().ok());
        let frames = frames.map(|frame| match frame {
            Outgoing::Events { frame, .. } => frame.to_string(),
            other => panic!("{other:?}"),
        });
        frames.collect::<Vec<_>>()
    };
    let frame =
        |after, through, entries: &[&str]| events_frame(after, through, 3, entries.iter().copied());
    let all = vec![
        frame(0, 1, &["1"]),
        frame(1, 3, &["2", "3"]),
        frame(3, 4, &["4"]),
    ];
    assert_eq!(told(0), all);
    assert_eq!(told(1), all, "who did it");
    // Nothing at first, and after a while an empty frame that says the line is alive.
    assert_eq!(told(2), [frame(0, 3, &["2"]), frame(3, 4, &[])]);
}
