//! What a season is: its cohorts with their windows, and what came of it. Read from a file, or the
//! small one that is built in.

use std::path::Path;

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use serde::Deserialize;
use surgalt::messages::dates;
use surgalt::webinars::series::instant;

use crate::Failure;

/// Where the season of 2021 is.
pub const SEASON_2021: &str = "../shared/data/season-2021/season.json";

/// The season that is played where that one is not.
const SMALL: &str = include_str!("../../small-season.json");

/// A season.
#[derive(Debug, Clone, Deserialize)]
pub struct Season {
    /// The programme.
    pub programme: Programme,
    /// How many people take part in all cohorts together.
    pub participants_total: u32,
    /// How many of a hundred finish.
    pub completed_percent: f64,
    /// The same among those who lead a school in their first year of service.
    pub completed_percent_first_year_managers: f64,
    /// How many of a hundred of those who finish find it very good.
    pub survey_very_good_percent: f64,
    /// In which its days are read, by IANA's name.
    pub timezone: String,
    /// The cohorts, in the order of time.
    pub cohorts: Vec<Cohort>,
}

/// A programme.
#[derive(Debug, Clone, Deserialize)]
pub struct Programme {
    /// What it is called.
    pub title: Title,
}

/// What a programme is called.
#[derive(Debug, Clone, Deserialize)]
pub struct Title {
    /// In Mongolian.
    pub mn: String,
}

/// A cohort: whom it is for, and its two windows, the last days included.
#[derive(Debug, Clone, Deserialize)]
pub struct Cohort {
    /// Whom it is for.
    pub target: Target,
    /// For lessons and quizzes.
    pub self_paced: (NaiveDate, NaiveDate),
    /// For webinars.
    pub webinars: (NaiveDate, NaiveDate),
}

/// Whom a cohort is for.
#[derive(Debug, Clone, Deserialize)]
pub struct Target {
    /// In this year of service.
    pub year_of_service: u16,
}

impl Season {
    /// The season of a file; when none is named, that of 2021 if it is there, else the small one.
    ///
    /// # Errors
    /// When the file cannot be read, or its days make no sense.
    pub fn read(path: Option<&Path>) -> Result<Self, Failure> {
        let path = path.or_else(|| Some(Path::new(SEASON_2021)).filter(|path| path.exists()));
        let text = match path {
            Some(path) => std::fs::read_to_string(path)
                .map_err(|error| format!("{}: {error}", path.display()))?,
            None => SMALL.to_owned(),
        };
        let season: Self = serde_json::from_str(&text)?;
        season.require_possible()?;
        Ok(season)
    }

    fn require_possible(&self) -> Result<(), Failure> {
        if self.cohorts.is_empty() {
            return Err("a season has cohorts".into());
        }
        for cohort in &self.cohorts {
            let (from, until) = cohort.self_paced;
            let fits = (until - from).num_days() >= 8
                && cohort.webinars.0 > until
                && cohort.webinars.1 > cohort.webinars.0
                && cohort.target.year_of_service > 0;
            if !fits {
                return Err(format!(
                    "a cohort's self-paced window has nine days at least, and its webinars come \
                     after it: {cohort:?}"
                )
                .into());
            }
        }
        Ok(())
    }

    /// The moment at which a clock on the wall shows this.
    ///
    /// # Errors
    /// When there is no such hour.
    pub fn at(&self, day: NaiveDate, hour: u32, minute: u32) -> Result<DateTime<Utc>, Failure> {
        let time = NaiveTime::from_hms_opt(hour, minute, 0).ok_or("there is no such hour")?;
        let zone = dates::zone(&self.timezone);
        let at = instant(zone, day.and_time(time));
        Ok(at.ok_or("there is no such day")?)
    }
}

#[cfg(test)]
pub mod tests {
    use super::*;

    /// The season that is built in.
    pub fn small() -> Season {
        let season: Season = serde_json::from_str(SMALL).unwrap();
        season.require_possible().unwrap();
        season
    }

    #[test]
    fn a_day_is_read_in_the_seasons_own_time_zone() {
        let season = small();
        let day = season.cohorts[0].self_paced.0;
        let at = season.at(day, 9, 30).unwrap();
        assert_eq!(at.to_rfc3339(), "2021-01-15T01:30:00+00:00");
        assert!(season.at(day, 24, 0).is_err());
    }

    #[test]
    fn windows_that_make_no_sense_are_refused() {
        let mut season = small();
        season.cohorts[0].webinars.0 = season.cohorts[0].self_paced.1;
        assert!(season.require_possible().is_err());
        season.cohorts.clear();
        assert!(season.require_possible().is_err());
    }
}
