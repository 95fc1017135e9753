//! Which of several tries counts.

use uuid::Uuid;

use super::grading::Outcome;
use super::hundredths::Hundredths;
use super::quiz::CountingTry;

/// What a learner's tries at a quiz come to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counted {
    /// The attempts that count: one, or all of which the average is taken.
    pub attempts: Vec<Uuid>,
    /// What they come to, in per cent of the most marks.
    pub percent: Hundredths,
    /// Whether that passes the quiz.
    pub passed: bool,
}

/// What the graded attempts come to, given in the order they were started; absent when there are
/// none.
///
/// - Best: a passed one before any other, then the one with the highest percentage, then the
///   earliest.
/// - Average: the percentages' mean, rounded down, passes from `pass_percent` on.
#[must_use]
pub fn counted(
    counting: CountingTry,
    pass_percent: u8,
    graded: &[(Uuid, Outcome)],
) -> Option<Counted> {
    let one = |(id, outcome): &(Uuid, Outcome)| Counted {
        attempts: vec![*id],
        percent: outcome.percent,
        passed: outcome.passed,
    };
    match counting {
        CountingTry::Best => best(graded).map(one),
        CountingTry::First => graded.first().map(one),
        CountingTry::Last => graded.last().map(one),
        CountingTry::Average => {
            let sum: i64 = graded
                .iter()
                .map(|(_, outcome)| i64::from(outcome.percent.count()))
                .sum();
            let mean = sum.checked_div(i64::try_from(graded.len()).ok()?)?;
            let percent = Hundredths::from_count(i32::try_from(mean).ok()?);
            Some(Counted {
                attempts: graded.iter().map(|(id, _)| *id).collect(),
                percent,
                passed: percent >= Hundredths::from_whole(pass_percent.into()),
            })
        }
    }
}

fn best(graded: &[(Uuid, Outcome)]) -> Option<&(Uuid, Outcome)> {
    let rank = |outcome: &Outcome| (outcome.passed, outcome.percent);
    graded.iter().reduce(|best, next| {
        if rank(&next.1) > rank(&best.1) {
            next
        } else {
            best
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_way_of_counting_counts_as_it_says() {
        let outcome = |marks, passed| {
            Outcome::new(
                Hundredths::from_count(marks),
                Hundredths::from_count(1_000),
                passed,
            )
        };
        let graded: Vec<(Uuid, Outcome)> = (1..)
            .map(Uuid::from_u128)
            .zip([
                outcome(500, false),
                outcome(700, true),
                outcome(700, true),
                outcome(610, true),
            ])
            .collect();
        use CountingTry::{Average, Best, First, Last};
        for (counting, attempts, percent, passed) in [
            (Best, vec![2], 7_000, true),
            (First, vec![1], 5_000, false),
            (Last, vec![4], 6_100, true),
            (Average, vec![1, 2, 3, 4], 6_275, true),
        ] {
            let counted = counted(counting, 60, &graded).unwrap();
            let expected: Vec<Uuid> = attempts.into_iter().map(Uuid::from_u128).collect();
            assert_eq!(counted.attempts, expected, "{counting:?}");
            assert_eq!((counted.percent.count(), counted.passed), (percent, passed));
        }
        assert!(!counted(Average, 63, &graded).unwrap().passed);
        assert_eq!(counted(Average, 60, &[]), None);
        // A passed one counts before one that was not, whatever their percentages.
        let strict = [
            (Uuid::nil(), outcome(900, false)),
            (Uuid::max(), outcome(800, true)),
        ];
        assert_eq!(counted(Best, 60, &strict).unwrap().attempts, [Uuid::max()]);
    }
}
