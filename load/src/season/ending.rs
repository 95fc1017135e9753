//! The end of a season: the sector's information system is told of the certificates, and everything that
//! the server has is held against the ledger.

use chrono::TimeDelta;
use surgalt::db::Database;
use tokio::time::Instant;
use uuid::Uuid;

use super::cast::Opinion;
use super::figures::Hour;
use super::measures::{RouteFigures, SeasonFigures};
use super::person::Person;
use super::play::Play;
use super::registers::{self, Balance};
use super::reports::{self, Asked};
use super::{bare, finish, places, weighing};
use crate::Failure;
use crate::database::Place;
use crate::report::{median, rounded};
use crate::room::histogram::Histogram;

/// Longer than the server keeps any report of a season.
const AGE: TimeDelta = TimeDelta::minutes(1);
/// How often a report is weighed; the middle counts.
const TIMES: usize = 5;

impl Play {
    /// The window of a cohort has just closed: its report says so.
    ///
    /// # Errors
    /// When the server refuses.
    pub async fn check_closed(&mut self, place: usize) -> Result<usize, Failure> {
        let cohort = self.cohorts.get(place).ok_or("there is no cohort")?;
        let path = format!("/api/v1/cohorts/{}/report", cohort.id);
        self.check_report(&path, &[place], Hour::Closed).await
    }

    async fn check_report(
        &mut self,
        path: &str,
        cohorts: &[usize],
        hour: Hour,
    ) -> Result<usize, Failure> {
        self.let_reports_age().await?;
        let asked = Asked {
            path,
            cohorts,
            hour,
        };
        reports::check(
            (&self.world, &self.staff),
            &self.cohorts,
            &self.people,
            asked,
        )
        .await
    }

    /// Ends the season; what was measured, and what went wrong in words.
    ///
    /// # Errors
    /// When the server refuses.
    pub async fn end(
        mut self,
        begun: Instant,
        place: &Place,
        database: &Database,
    ) -> Result<(SeasonFigures, Vec<String>), Failure> {
        let exported = finish::export(&self.world, &self.staff, &mut self.time).await?;
        let wall = begun.elapsed().as_secs_f64();
        let times = self.world.api.times();
        let server_cpu_s = self.server.processor_seconds();
        let server_rss_mb = self.server.peak_memory();
        let mut balance = self.balance(&exported).await?;
        let reported = self.check_reports().await?;
        balance.looked_at += u64::try_from(reported)?;
        let (letters, unknown) = self.world.mail.letters();
        let difference = self.world.due.borrow().against(&letters);
        balance.add(Balance {
            lost: difference.lost,
            surplus: difference.surplus,
            looked_at: letters.total(),
        });
        let mut errors = self.world.errors.borrow().clone();
        errors.extend(
            unknown
                .into_iter()
                .map(|one| format!("an unknown letter: {one}")),
        );
        let wrong = errors.len();
        errors.extend(difference.words);
        let (cold, warm) = self.weigh().await?;
        let sql_ms = bare::milliseconds(database).await?;
        let mut all = Histogram::default();
        times.values().for_each(|times| all.add(times));
        let total = RouteFigures::of(&all);
        let count = |is: fn(&Person) -> bool| count(&self.people, is);
        let answered = count(|person| person.record.answered.is_some());
        let very_good = count(|person| person.record.answered == Some(Opinion::VeryGood));
        let share = f64::from(very_good) * 100.0 / f64::from(answered.max(1));
        let hundredth = |figure: f64| rounded(figure, 100.0);
        let figures = SeasonFigures {
            scenario: "season",
            database: place.kind(),
            people: count(|person| person.record.invited),
            finished: answered,
            certificates: count(|person| person.record.certificate.is_some()),
            very_good_percent: rounded(share, 10.0),
            mails: letters.total(),
            refused: self.people.iter().map(|person| person.record.refused).sum(),
            wall_s: rounded(wall, 10.0),
            requests: total.requests,
            requests_per_second: rounded(requests(total.requests) / wall, 10.0),
            p50_ms: total.p50_ms,
            p99_ms: total.p99_ms,
            routes: times
                .iter()
                .map(|(route, times)| (route.clone(), RouteFigures::of(times)))
                .collect(),
            report_ms_cold: cold.map(hundredth),
            report_ms_warm: warm.map(hundredth),
            report_ratio: cold.zip(sql_ms).map(|(cold, sql)| hundredth(cold / sql)),
            sql_ms: sql_ms.map(hundredth),
            server_cpu_s,
            server_rss_mb: server_rss_mb.map(|most| rounded(most, 10.0)),
            database_mb: weighing::database_size(place, database)
                .await?
                .map(hundredth),
            checked: balance.looked_at,
            lost: balance.lost,
            duplicated: balance.surplus,
            errors: wrong,
        };
        Ok((figures, errors))
    }

    /// Every register of the server against the ledger.
    async fn balance(&self, exported: &[Uuid]) -> Result<Balance, Failure> {
        let way = (&self.world, &self.staff);
        let mut balance =
            registers::certificates(way, self.programme, &self.people, exported).await?;
        balance.add(registers::audit(way, &self.people).await?);
        balance.add(registers::indicators(way, self.programme, &self.people).await?);
        for (place, cohort) in self.cohorts.iter().enumerate() {
            let own = self
                .people
                .iter()
                .filter(|person| person.part.cohort == place);
            let own: Vec<&Person> = own.collect();
            balance.add(registers::behind(way, cohort, &own).await?);
            balance.add(registers::survey(way, cohort, &own).await?);
            for group in 0..cohort.groups.len() {
                let guests = own.iter().skip(group).step_by(cohort.groups.len());
                let guests: Vec<&Person> = guests.copied().collect();
                balance.add(registers::attendance(way, cohort, group, &guests).await?);
            }
        }
        Ok(balance)
    }

    /// The report of each cohort and of the season, for the country and each province.
    async fn check_reports(&mut self) -> Result<usize, Failure> {
        let mut figures = 0;
        let cohorts: Vec<Uuid> = self.cohorts.iter().map(|cohort| cohort.id).collect();
        for (place, id) in cohorts.into_iter().enumerate() {
            let path = format!("/api/v1/cohorts/{id}/report");
            figures += self.check_report(&path, &[place], Hour::Over).await?;
        }
        let all: Vec<usize> = (0..self.cohorts.len()).collect();
        let path = format!("/api/v1/programmes/{}/report", self.programme);
        Ok(figures + self.check_report(&path, &all, Hour::Over).await?)
    }

    /// So much time passes that no report is good any longer that was made before.
    async fn let_reports_age(&mut self) -> Result<(), Failure> {
        self.time.until(self.world.clock.now() + AGE).await
    }

    /// How long the report of the season takes when it is made anew, and when it is told again.
    async fn weigh(&mut self) -> Result<(Option<f64>, Option<f64>), Failure> {
        let ministry = self.staff.organisations.get(&places::ministry());
        let ministry = ministry.ok_or("an organisation is missing")?;
        let programme = self.programme;
        let path = format!("/api/v1/programmes/{programme}/report?organisation={ministry}");
        let (mut cold, mut warm) = (Vec::new(), Vec::new());
        for _ in 0..TIMES {
            self.let_reports_age().await?;
            let token = self.staff.methodologist.token(&self.world).await?;
            cold.push(weighing::report(&self.world.api, &token, &path).await?);
            warm.push(weighing::report(&self.world.api, &token, &path).await?);
        }
        Ok((median(cold), median(warm)))
    }
}

fn count(people: &[Person], is: fn(&Person) -> bool) -> u32 {
    let found = people.iter().filter(|person| is(person)).count();
    u32::try_from(found).unwrap_or(u32::MAX)
}

fn requests(count: u64) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}
