//! What happens in a cohort on which day: pure.

use chrono::{Days, NaiveDate};

use super::description::{Cohort, Season};

/// How many days before its window a cohort is invited.
const BEFORE: u64 = 3;
/// How many days later somebody may still work who is granted more time.
pub const GRANTED: u64 = 5;

/// Something that happens on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// Everybody whom the rule means is invited.
    Invite,
    /// People work: the day of the self-paced window, the first being 0.
    Study(u16),
    /// The groups are made, and their webinars planned.
    Plan,
    /// The window has closed: who comes now is refused, and some are granted more time.
    Close,
    /// Who was granted more time does the rest.
    CatchUp,
    /// The webinar of a group is held.
    Meet(usize),
    /// Who missed the webinar watches it.
    Watch,
}

/// What happens in a cohort of so many groups on a day, in the order of the day's hours.
pub fn steps(cohort: &Cohort, groups: usize, day: NaiveDate) -> Vec<Step> {
    let (from, until) = cohort.self_paced;
    let later = |day: NaiveDate, days: u64| day.checked_add_days(Days::new(days));
    let mut steps = Vec::new();
    if later(day, BEFORE) == Some(from) {
        steps.push(Step::Invite);
    }
    if (from..=until).contains(&day) {
        let number = (day - from).num_days();
        steps.extend(u16::try_from(number).ok().map(Step::Study));
    }
    if later(day, 2) == Some(until) {
        steps.push(Step::Plan);
    }
    if later(until, 1) == Some(day) {
        steps.push(Step::Close);
    }
    if later(until, 2) == Some(day) {
        steps.push(Step::CatchUp);
    }
    let session = (0_u64..).zip(0..groups);
    let session = session.filter(|(days, _)| meets_on(cohort, *days) == Some(day));
    steps.extend(session.map(|(_, group)| Step::Meet(group)));
    if watches_on(cohort, groups) == Some(day) {
        steps.push(Step::Watch);
    }
    steps
}

/// The day on which the webinar of a group is held: group by group, and all over again when the window has
/// fewer days than there are groups.
fn meets_on(cohort: &Cohort, group: u64) -> Option<NaiveDate> {
    let (from, until) = cohort.webinars;
    // The last day is for watching.
    let days = u64::try_from((until - from).num_days()).ok()?.max(1);
    from.checked_add_days(Days::new(group.checked_rem(days)?))
}

/// The day after the last webinar.
fn watches_on(cohort: &Cohort, groups: usize) -> Option<NaiveDate> {
    let last = (0_u64..)
        .zip(0..groups)
        .filter_map(|(days, _)| meets_on(cohort, days));
    last.max()?.succ_opt()
}

/// The day on which a group meets.
pub fn meeting_day(cohort: &Cohort, group: usize) -> Option<NaiveDate> {
    meets_on(cohort, u64::try_from(group).ok()?)
}

/// The hour and minute of a step, of the cohort with this place in the season: no two webinars of a day are
/// held at once.
pub fn begins(cohort: &Cohort, place: usize, step: Step) -> (u32, u32) {
    match step {
        Step::Invite | Step::Study(_) => (9, 10),
        Step::Close => (9, 20),
        Step::CatchUp => (9, 30),
        Step::Watch => (9, 40),
        Step::Plan => (9, 50),
        Step::Meet(group) => {
            let (from, until) = cohort.webinars;
            let days = usize::try_from((until - from).num_days()).unwrap_or(1);
            let again = group.checked_div(days).unwrap_or_default();
            let hour = 11 + 2 * place + 6 * again;
            (u32::try_from(hour).unwrap_or(u32::MAX), 0)
        }
    }
}

/// Of what everybody who has something left to do is reminded on the morning of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reminder {
    /// The window has opened, three days are left, or it was missed.
    Everybody,
    /// Half of the window is over: whoever has done nothing.
    Idle,
}

/// Who is reminded on a day.
pub fn reminds(cohort: &Cohort, day: NaiveDate) -> Option<Reminder> {
    let (from, until) = cohort.self_paced;
    let length = u64::try_from((until - from).num_days() + 1).ok()?;
    // Half of an odd number of days is over at noon, and the letter comes the morning after.
    let half = from.checked_add_days(Days::new(length.div_ceil(2)))?;
    let last_days = until.checked_sub_days(Days::new(2))?;
    match day {
        day if day == from || day == last_days || until.succ_opt() == Some(day) => {
            Some(Reminder::Everybody)
        }
        day if day == half && half < last_days => Some(Reminder::Idle),
        _ => None,
    }
}

/// The season's first day on which anything happens, and its last: when the surveys have closed.
pub fn days(season: &Season) -> Option<(NaiveDate, NaiveDate)> {
    let first = season
        .cohorts
        .iter()
        .map(|cohort| cohort.self_paced.0)
        .min()?;
    let last = season
        .cohorts
        .iter()
        .map(|cohort| cohort.webinars.1)
        .max()?;
    Some((
        first.checked_sub_days(Days::new(BEFORE))?,
        last.checked_add_days(Days::new(survey_days() + 1))?,
    ))
}

/// How many days after the webinars a survey stays open.
pub const fn survey_days() -> u64 {
    2
}

#[cfg(test)]
mod tests {
    use super::super::description::tests::small;
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_cohort_goes_from_its_invitation_to_its_last_webinar() {
        let season = small();
        let cohort = &season.cohorts[0];
        for (on, expected) in [
            ("2021-01-11", vec![]),
            ("2021-01-12", vec![Step::Invite]),
            ("2021-01-14", vec![]),
            ("2021-01-15", vec![Step::Study(0)]),
            ("2021-01-23", vec![Step::Study(8), Step::Plan]),
            ("2021-01-25", vec![Step::Study(10)]),
            ("2021-01-26", vec![Step::Close]),
            ("2021-01-27", vec![Step::CatchUp]),
            ("2021-01-28", vec![Step::Meet(0), Step::Meet(2)]),
            ("2021-01-29", vec![Step::Meet(1)]),
            ("2021-01-30", vec![Step::Watch]),
            ("2021-01-31", vec![]),
        ] {
            assert_eq!(steps(cohort, 3, day(on)), expected, "{on}");
        }
    }

    #[test]
    fn the_first_webinar_may_come_before_the_last_have_caught_up() {
        let season = small();
        let cohort = &season.cohorts[1];
        assert_eq!(
            steps(cohort, 1, day("2021-02-02")),
            [Step::Close, Step::Meet(0)]
        );
        assert_eq!(
            steps(cohort, 1, day("2021-02-03")),
            [Step::CatchUp, Step::Watch]
        );
    }

    #[test]
    fn people_are_reminded_as_the_rules_of_the_house_say() {
        use surgalt::cohorts::reminders::{Kind, stage};
        use surgalt::cohorts::schedule::{Schedule, Window};
        use surgalt::messages::dates;

        let season = small();
        for (length, cohort) in [11, 12, 22].into_iter().zip(&season.cohorts) {
            let from = cohort.self_paced.0;
            let until = from + Days::new(length - 1);
            let cohort = Cohort {
                self_paced: (from, until),
                ..cohort.clone()
            };
            let schedule = Schedule {
                zone: dates::zone(&season.timezone),
                self_paced: Some(Window { from, until }),
                webinars: None,
                deadlines: std::collections::BTreeMap::new(),
                grace_days: 0,
            };
            let times = schedule.self_paced_times(&[]);
            let mut known = None;
            for day in (from - Days::new(2))
                .iter_days()
                .take_while(|day| *day <= until + Days::new(3))
            {
                let now = season.at(day, 9, 0).unwrap();
                let kind = stage(&times, now).map(|(kind, _)| kind);
                let new = kind.filter(|_| kind != known);
                known = kind;
                let expected = new.map(|kind| match kind {
                    Kind::HalfTime => Reminder::Idle,
                    Kind::Opens | Kind::ThreeDays | Kind::Missed => Reminder::Everybody,
                });
                assert_eq!(reminds(&cohort, day), expected, "{day} of {length} days");
            }
        }
    }

    #[test]
    fn no_two_webinars_of_a_day_are_held_at_once() {
        let season = small();
        let (first, last) = days(&season).unwrap();
        for day in first.iter_days().take_while(|day| *day <= last) {
            let mut hours = Vec::new();
            for (place, cohort) in season.cohorts.iter().enumerate() {
                for step in steps(cohort, 4, day) {
                    if matches!(step, Step::Meet(_)) {
                        hours.push(begins(cohort, place, step).0);
                    }
                }
            }
            hours.sort_unstable();
            assert!(
                hours.windows(2).all(|two| two[1] >= two[0] + 2),
                "{day}: {hours:?}"
            );
        }
    }

    #[test]
    fn every_step_lies_within_the_season() {
        let season = small();
        let (first, last) = days(&season).unwrap();
        assert_eq!((first, last), (day("2021-01-12"), day("2021-02-17")));
        for cohort in &season.cohorts {
            let all = first.iter_days().take_while(|day| *day <= last);
            let steps: Vec<_> = all.flat_map(|day| steps(cohort, 2, day)).collect();
            let is = |wanted: Step| steps.iter().filter(|step| **step == wanted).count();
            for once in [
                Step::Invite,
                Step::Plan,
                Step::Close,
                Step::CatchUp,
                Step::Watch,
            ] {
                assert_eq!(is(once), 1, "{once:?}");
            }
            assert_eq!((is(Step::Meet(0)), is(Step::Meet(1))), (1, 1));
        }
    }
}
