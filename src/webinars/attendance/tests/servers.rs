//! A webinar of several servers, of which one is gone.

use super::*;

#[test]
fn one_server_of_several_that_is_gone_ends_what_came_through_it() {
    let lost = Life::NodeLost {
        node: Uuid::from_u128(8),
        last_heard: second(1_000),
    };
    let log = |back: i64| {
        let log = Log::default().at(0, Started);
        log.joined(0, BAT, 2)
            .through(8)
            .joined(0, BAT + 1, 3)
            .through(9)
            .at(1_004, lost.clone())
            .joined(back, BAT, 2)
            .through(9)
            .at(HOUR, Ended)
    };
    let seconds = |log: Log| -> Vec<u64> {
        let people = Attendance::of(&log.0).people(TimeDelta::seconds(HOUR));
        people.iter().map(|one| one.share.present_seconds).collect()
    };
    assert_eq!(
        seconds(log(1_010)),
        [3_600, 3_600],
        "back at once at another"
    );
    assert_eq!(seconds(log(2_000)), [2_600, 3_600], "away for long");
}
