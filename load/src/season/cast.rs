//! Who takes part, and what becomes of each: drawn from a seed, so that a season can be played again.
//! The shares of a season are met exactly, because its reports are held against them.

use surgalt::people::position::Position;

use super::description::Season;
use crate::Failure;
use crate::moments::Random;

/// What somebody makes of the season.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// Does everything in time, and sits in the webinar.
    Live,
    /// The same on a bad line: is cut from the webinar, and comes back.
    Cut,
    /// Misses the webinar, and watches it later.
    Later,
    /// Leaves content until the window has closed, and is granted more time.
    Granted,
    /// Never comes.
    Absent,
    /// Reads a lesson, and comes no more.
    Dabbler,
    /// Leaves content until the window has closed, and is refused.
    TooLate,
    /// Does everything, and leaves the webinar in the middle.
    Leaver,
}

impl Fate {
    /// Whether it ends with a certificate.
    pub const fn finishes(self) -> bool {
        matches!(self, Self::Live | Self::Cut | Self::Later | Self::Granted)
    }

    /// Whether the person reads a lesson in time.
    pub const fn starts(self) -> bool {
        !matches!(self, Self::Absent)
    }

    /// Whether everything of the self-paced window is done within it.
    pub const fn is_in_time(self) -> bool {
        matches!(self, Self::Live | Self::Cut | Self::Later | Self::Leaver)
    }
}

/// How somebody gets in the first time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WayIn {
    /// By a link that is sent by mail.
    Link,
    /// By a code of the district's officer: the address on record is not read, the password forgotten.
    Code,
}

/// How somebody finds the course.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Opinion {
    /// Very good.
    VeryGood,
    /// Good.
    Good,
    /// Fair.
    Fair,
}

impl Opinion {
    /// Its name in the satisfaction survey.
    pub const fn name(self) -> &'static str {
        match self {
            Self::VeryGood => "very_good",
            Self::Good => "good",
            Self::Fair => "fair",
        }
    }
}

/// What somebody does in the season.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// From 0 on, over all cohorts.
    pub number: u32,
    /// The cohort's place in the season.
    pub cohort: usize,
    /// The school's number.
    pub school: u32,
    /// As what.
    pub position: Position,
    /// What comes of it.
    pub fate: Fate,
    /// How the person gets in.
    pub way_in: WayIn,
    /// The days of the self-paced window on which the person works, the first being 0.
    pub days: (u16, u16),
    /// Whether the first try at the first quiz fails.
    pub fails_first: bool,
    /// What the person thinks of it.
    pub opinion: Opinion,
}

/// The people of a season.
///
/// # Errors
/// When there are too many.
pub fn cast(season: &Season, people: u32, schools: u32, seed: i64) -> Result<Vec<Part>, Failure> {
    let mut random = Random::new(seed);
    let mut parts = Vec::new();
    for number in 0..people {
        let cohort = usize::try_from(number)? % season.cohorts.len();
        let cohort_of = season.cohorts.get(cohort).ok_or("there is no cohort")?;
        let (from, until) = cohort_of.self_paced;
        // The last two days are left to those who come too late.
        let days = u16::try_from((until - from).num_days() - 1)?;
        let (one, other) = (random.below(days), random.below(days));
        parts.push(Part {
            number,
            cohort,
            school: u32::from(random.below(u16::try_from(schools)?)),
            position: position(random.share()),
            fate: Fate::Absent,
            way_in: if random.share() < 0.12 {
                WayIn::Code
            } else {
                WayIn::Link
            },
            days: (one.min(other), one.max(other)),
            fails_first: random.share() < 0.05,
            opinion: Opinion::VeryGood,
        });
    }
    let finishers = finishers(season, &parts, &mut random)?;
    for (part, finishes) in parts.iter_mut().zip(&finishers) {
        part.fate = fate(*finishes, random.share());
    }
    opinions(season, &mut parts, &mut random)?;
    Ok(parts)
}

fn position(share: f64) -> Position {
    match share {
        ..0.76 => Position::Teacher,
        ..0.81 => Position::Director,
        ..0.85 => Position::KindergartenHead,
        ..0.91 => Position::TrainingManager,
        ..0.96 => Position::SocialWorker,
        _ => Position::Specialist,
    }
}

/// Whether somebody leads a school.
const fn leads(position: Position) -> bool {
    matches!(
        position,
        Position::Director | Position::KindergartenHead | Position::TrainingManager
    )
}

/// Who finishes: so many of the first year's managers, and so many of all.
fn finishers(season: &Season, parts: &[Part], random: &mut Random) -> Result<Vec<bool>, Failure> {
    let is_first_year_manager = |part: &Part| {
        let cohort = season.cohorts.get(part.cohort);
        leads(part.position) && cohort.is_some_and(|cohort| cohort.target.year_of_service == 1)
    };
    let (mut managers, mut others): (Vec<usize>, Vec<usize>) =
        (0..parts.len()).partition(|place| parts.get(*place).is_some_and(is_first_year_manager));
    shuffle(&mut managers, random);
    shuffle(&mut others, random);
    let all = share_of(parts.len(), season.completed_percent)?;
    let of_managers = share_of(managers.len(), season.completed_percent_first_year_managers)?;
    let of_others = all
        .checked_sub(of_managers)
        .filter(|rest| *rest <= others.len())
        .ok_or("the shares of those who finish contradict each other")?;
    let mut finishes = vec![false; parts.len()];
    let chosen = managers.iter().take(of_managers);
    for place in chosen.chain(others.iter().take(of_others)) {
        if let Some(finishes) = finishes.get_mut(*place) {
            *finishes = true;
        }
    }
    Ok(finishes)
}

fn fate(finishes: bool, share: f64) -> Fate {
    match (finishes, share) {
        (true, ..0.80) => Fate::Live,
        (true, ..0.88) => Fate::Cut,
        (true, ..0.95) => Fate::Later,
        (true, _) => Fate::Granted,
        (false, ..0.45) => Fate::Absent,
        (false, ..0.70) => Fate::Dabbler,
        (false, ..0.85) => Fate::TooLate,
        (false, _) => Fate::Leaver,
    }
}

/// What those think who finish.
fn opinions(season: &Season, parts: &mut [Part], random: &mut Random) -> Result<(), Failure> {
    let mut finished: Vec<&mut Part> = parts
        .iter_mut()
        .filter(|part| part.fate.finishes())
        .collect();
    let very_good = share_of(finished.len(), season.survey_very_good_percent)?;
    shuffle(&mut finished, random);
    for (place, part) in finished.into_iter().skip(very_good).enumerate() {
        part.opinion = match place % 3 {
            2 => Opinion::Fair,
            _ => Opinion::Good,
        };
    }
    Ok(())
}

/// So many of a hundred of them, to the nearest person.
fn share_of(people: usize, percent: f64) -> Result<usize, Failure> {
    let exact = f64::from(u32::try_from(people)?) * percent / 100.0;
    let nearest = (0..=people)
        .find(|count| u32::try_from(*count).is_ok_and(|count| f64::from(count) + 0.5 > exact));
    Ok(nearest.unwrap_or(people))
}

/// Puts things into an order by lot (Fisher and Yates).
fn shuffle<T>(things: &mut [T], random: &mut Random) {
    for last in (1..things.len()).rev() {
        let limit = u16::try_from(last + 1).unwrap_or(u16::MAX);
        things.swap(last, usize::from(random.below(limit)));
    }
}

#[cfg(test)]
mod tests {
    use super::super::description::tests::small;
    use super::*;

    #[test]
    fn exactly_the_seasons_shares_finish_and_find_it_very_good() {
        let season = small();
        for (people, expected) in [(150, 96), (999, 639), (9_633, 6_165)] {
            let parts = cast(&season, people, 40, 7).unwrap();
            let finished: Vec<_> = parts.iter().filter(|part| part.fate.finishes()).collect();
            assert_eq!(finished.len(), expected);
            let very_good = finished
                .iter()
                .filter(|part| part.opinion == Opinion::VeryGood);
            assert_eq!(very_good.count(), share_of(expected, 93.4).unwrap());
            let managers = parts
                .iter()
                .filter(|part| part.cohort == 2 && leads(part.position));
            let (all, done): (Vec<_>, Vec<_>) = managers.map(|part| (part, part.fate)).unzip();
            let done = done.iter().filter(|fate| fate.finishes()).count();
            assert_eq!(done, share_of(all.len(), 75.0).unwrap());
        }
    }

    #[test]
    fn the_same_seed_casts_the_same_people() {
        let season = small();
        let once = cast(&season, 500, 40, 3).unwrap();
        assert_eq!(once, cast(&season, 500, 40, 3).unwrap());
        assert_ne!(once, cast(&season, 500, 40, 4).unwrap());
    }

    #[test]
    fn everybody_works_within_the_window_and_every_fate_occurs() {
        let season = small();
        let parts = cast(&season, 2_000, 40, 1).unwrap();
        for part in &parts {
            let (from, until) = season.cohorts[part.cohort].self_paced;
            assert!(part.days.0 <= part.days.1);
            assert!(i64::from(part.days.1) < (until - from).num_days());
            assert!(part.school < 40);
        }
        let fates = [
            Fate::Live,
            Fate::Cut,
            Fate::Later,
            Fate::Granted,
            Fate::Absent,
            Fate::Dabbler,
            Fate::TooLate,
            Fate::Leaver,
        ];
        for fate in fates {
            assert!(parts.iter().any(|part| part.fate == fate), "{fate:?}");
        }
        assert!(parts.iter().any(|part| part.way_in == WayIn::Code));
    }

    #[test]
    fn shares_that_contradict_each_other_are_refused() {
        let mut season = small();
        season.completed_percent = 1.0;
        season.completed_percent_first_year_managers = 100.0;
        assert!(cast(&season, 300, 10, 1).is_err());
    }
}
