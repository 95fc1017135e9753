//! Credits and hours of a person over the years, and what is missing for the next attestation: pure
//! rules.

use std::collections::BTreeMap;

use chrono::{Datelike, Months, NaiveDate};

use crate::quizzes::hundredths::Hundredths;

/// Something that was earned on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Earned {
    /// The day of completion.
    pub on: NaiveDate,
    /// Credits.
    pub credits: Hundredths,
    /// Academic hours.
    pub hours: u32,
    /// The code and title of the programme, as the certificate names them; absent for what was earned
    /// elsewhere.
    pub programme: Option<(String, String)>,
}

/// What was earned in one year, and within it in each programme.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Year {
    /// In all.
    pub sum: Sum,
    /// By the code and title of the programme.
    pub programmes: BTreeMap<(String, String), Sum>,
    /// Elsewhere.
    pub elsewhere: Sum,
}

/// Credits and hours, and how many certificates or entries they come from.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Sum {
    /// Credits.
    pub credits: Hundredths,
    /// Academic hours.
    pub hours: u32,
    /// Certificates or entries.
    pub count: u32,
}

impl Sum {
    fn add(&mut self, earned: &Earned) {
        self.credits = self.credits + earned.credits;
        self.hours = self.hours.saturating_add(earned.hours);
        self.count = self.count.saturating_add(1);
    }
}

/// All of it.
#[must_use]
pub fn sum<'a>(earned: impl IntoIterator<Item = &'a Earned>) -> Sum {
    let mut sum = Sum::default();
    earned.into_iter().for_each(|one| sum.add(one));
    sum
}

/// By the year of completion.
#[must_use]
pub fn by_year(earned: &[Earned]) -> BTreeMap<i32, Year> {
    let mut years: BTreeMap<i32, Year> = BTreeMap::new();
    for one in earned {
        let year = years.entry(one.on.year()).or_default();
        year.sum.add(one);
        match &one.programme {
            Some(programme) => year
                .programmes
                .entry(programme.clone())
                .or_default()
                .add(one),
            None => year.elsewhere.add(one),
        }
    }
    years
}

/// What an attestation asks for: so many credits in so many years before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rule {
    /// The credits; nothing when no rule has been set.
    pub credits: Hundredths,
    /// The years, 1 or more.
    pub years: u16,
}

/// How somebody stands before an attestation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Attestation {
    /// The credits that are needed.
    pub needed: Hundredths,
    /// The first day that counts.
    pub since: NaiveDate,
    /// The last day that counts, when it is known.
    pub until: Option<NaiveDate>,
    /// The credits earned on these days.
    pub earned: Hundredths,
    /// The credits that are still missing.
    pub missing: Hundredths,
}

/// How somebody stands before the next attestation; nothing when no rule has been set. It is held on
/// `on` or, when that is not known, whenever so many years of service are full, the next time from
/// `today` on. Of somebody of whom neither is known the years up to today are looked at.
#[must_use]
pub fn attestation(
    rule: Rule,
    (on, service_began_on): (Option<NaiveDate>, Option<NaiveDate>),
    today: NaiveDate,
    earned: &[Earned],
) -> Option<Attestation> {
    if rule.credits <= Hundredths::default() || rule.years == 0 {
        return None;
    }
    let until = on.or_else(|| next(rule, service_began_on?, today));
    let last = until.unwrap_or(today);
    // The day of the attestation before counted for that one.
    let since = last.checked_sub_months(months(rule))?.succ_opt()?;
    let counts = earned.iter().filter(|one| (since..=last).contains(&one.on));
    let earned = sum(counts).credits;
    let missing = rule.credits.count().saturating_sub(earned.count()).max(0);
    Some(Attestation {
        needed: rule.credits,
        since,
        until,
        earned,
        missing: Hundredths::from_count(missing),
    })
}

fn months(rule: Rule) -> Months {
    Months::new(u32::from(rule.years).saturating_mul(12))
}

/// The first day from today on at which a multiple of the rule's years of service is full.
fn next(rule: Rule, service_began_on: NaiveDate, today: NaiveDate) -> Option<NaiveDate> {
    let periods = 1..=200_u32;
    let days = periods.filter_map(|period| {
        let months = u32::from(rule.years).checked_mul(12)?.checked_mul(period)?;
        service_began_on.checked_add_months(Months::new(months))
    });
    days.into_iter().find(|day| *day >= today)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn earned(on: &str, credits: i32, programme: Option<&str>) -> Earned {
        Earned {
            on: day(on),
            credits: Hundredths::from_count(credits),
            hours: 24,
            programme: programme.map(|code| (code.to_owned(), format!("Хөтөлбөр {code}"))),
        }
    }

    fn rule(years: u16) -> Rule {
        Rule {
            credits: Hundredths::from_whole(5),
            years,
        }
    }

    #[test]
    fn credits_are_summed_by_year_and_programme_and_elsewhere_apart() {
        let all = [
            earned("2025-12-31", 100, Some("5.2")),
            earned("2026-01-01", 150, Some("5.2")),
            earned("2026-06-03", 150, Some("5.2")),
            earned("2026-07-01", 50, Some("5.3")),
            earned("2026-08-01", 200, None),
        ];
        let years = by_year(&all);
        assert_eq!(years.keys().copied().collect::<Vec<_>>(), [2025, 2026]);
        let year = &years[&2026];
        let credits = |sum: &Sum| sum.credits.count();
        assert_eq!((credits(&year.sum), year.sum.hours), (550, 96));
        let programmes: Vec<_> = year.programmes.values().map(credits).collect();
        assert_eq!(programmes, [300, 50]);
        assert_eq!((credits(&year.elsewhere), year.elsewhere.count), (200, 1));
    }

    #[test]
    fn what_is_missing_is_counted_in_the_years_before_the_attestation() {
        let all = [
            // The last attestation was on this day.
            earned("2021-09-01", 500, Some("5.2")),
            earned("2021-09-02", 100, Some("5.2")),
            earned("2026-06-03", 150, None),
            earned("2026-09-02", 100, None),
        ];
        let began = Some(day("2016-09-01"));
        for (story, on, began, today, expected) in [
            (
                "five years of service are full again",
                None,
                began,
                "2026-06-30",
                Some((Some("2026-09-01"), 250, 250)),
            ),
            (
                "on the day itself",
                None,
                began,
                "2026-09-01",
                Some((Some("2026-09-01"), 250, 250)),
            ),
            (
                "the day after",
                None,
                began,
                "2026-09-02",
                Some((Some("2031-09-01"), 100, 400)),
            ),
            (
                "the day was set",
                Some("2026-12-01"),
                began,
                "2026-06-30",
                Some((Some("2026-12-01"), 250, 250)),
            ),
            (
                "nothing is known",
                None,
                None,
                "2026-06-30",
                Some((None, 750, 0)),
            ),
            (
                "service begins later",
                None,
                Some(day("2027-01-15")),
                "2026-06-30",
                Some((Some("2032-01-15"), 0, 500)),
            ),
        ] {
            let found = attestation(rule(5), (on.map(day), began), day(today), &all);
            let found = found.map(|one| (one.until, one.earned.count(), one.missing.count()));
            let expected =
                expected.map(|(until, earned, missing)| (until.map(day), earned, missing));
            assert_eq!(found, expected, "{story}");
        }
        let none = Rule {
            credits: Hundredths::default(),
            years: 5,
        };
        assert_eq!(
            attestation(none, (None, began), day("2026-06-30"), &all),
            None
        );
    }

    proptest! {
        #[test]
        fn nobody_misses_more_than_is_needed_nor_less_than_nothing(
            credits in prop::collection::vec((0_u32..4_000, 0_i32..1_000), 0..20),
            began in 0_u32..20_000,
            today in 0_u32..30_000,
            years in 1_u16..20,
        ) {
            let from = day("1970-01-01");
            let after = |days: u32| from + chrono::TimeDelta::days(days.into());
            let all: Vec<Earned> = credits
                .into_iter()
                .map(|(days, credits)| Earned {
                    on: after(days * 8),
                    credits: Hundredths::from_count(credits),
                    hours: 1,
                    programme: None,
                })
                .collect();
            let rule = rule(years);
            let (began, today) = (after(began), after(today));
            let found = attestation(rule, (None, Some(began)), today, &all).unwrap();
            prop_assert!(found.missing >= Hundredths::default() && found.missing <= found.needed);
            prop_assert!(found.earned + found.missing >= found.needed);
            let until = found.until.unwrap();
            prop_assert!(until >= today && until > began);
            prop_assert!(found.since <= until);
            let years: i32 = by_year(&all).values().map(|year| year.sum.credits.count()).sum();
            prop_assert_eq!(years, sum(&all).credits.count());
        }
    }
}
