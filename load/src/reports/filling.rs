//! Filling a database with seasons, straight, some thousand people a transaction.

use std::io::Write;

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ConnectionTrait, DbBackend, IntoActiveModel};
use surgalt::certificates::tables::serial_counter;
use surgalt::clock::Clock;
use surgalt::db::{self, Database};
use surgalt::ids;
use surgalt::rosters::row::Problems;
use surgalt::rosters::state::Status;
use surgalt::rosters::tables::roster_import;
use surgalt::surveys::tables::survey_count;
use tokio::time::Instant;
use uuid::Uuid;

use super::country::Country;
use super::founding::{programme, staff};
use super::ledger::Ledger;
use super::names;
use super::rows::Rows;
use super::season::Season;
use super::taking_part::{Growing, Part};
use super::teacher::Teacher;
use super::world::{Programme, SeasonKnown, Staff, World};
use crate::Failure;
use crate::moments::Random;
use crate::seed::insert;

/// People in one transaction.
const AT_ONCE: usize = 4_000;
/// One in so many comes again in the next season.
const AGAIN: usize = 5;

/// Lets PostgreSQL tidy up after what has been written, as it does by itself within minutes while people work. SQLite
/// does nothing of the kind, here or there.
///
/// # Errors
/// When the database fails.
pub async fn settle(database: &Database) -> Result<(), Failure> {
    let connection = database.reader();
    if connection.get_database_backend() == DbBackend::Postgres {
        connection.execute_unprepared("VACUUM ANALYZE").await?;
    }
    Ok(())
}

/// Fills an empty database with so many people in so many seasons, the last of which goes on.
///
/// # Errors
/// When the database fails.
pub async fn fill(database: &Database, people: u32, seasons: u32) -> Result<World, Failure> {
    let begun = Instant::now();
    let now = Clock::system().now();
    let first = now - TimeDelta::days(i64::from(seasons.saturating_sub(1)) * 365 + 29);
    let mut country = Country::new(first);
    let transaction = database.begin().await?;
    db::insert_all(&transaction, country.rows.drain(..), None).await?;
    let staff = staff(&transaction, &country, now).await?;
    let programme = programme(&transaction, staff.author.person_id, now).await?;
    transaction.commit().await?;

    let mut filling = Filling {
        database,
        country,
        programme,
        random: Random::new(2021),
        ledger: Ledger::default(),
        rows: Rows::default(),
        written: 0,
        begun,
    };
    let (mut known, mut former) = (Vec::new(), Vec::new());
    for number in 0..seasons {
        let season = Season::new(
            first + TimeDelta::days(i64::from(number) * 365),
            people / seasons,
        );
        let from = people / seasons * number;
        former = filling
            .season(&season, from..from + people / seasons, &former)
            .await?;
        let [.., quiz_id, _] = season.items;
        known.push(SeasonKnown {
            year: season.year(),
            cohorts: season.cohorts.iter().map(|one| one.id).collect(),
            course_id: season.course_id,
            webinar_id: season.webinars().next().unwrap_or_default(),
            survey_id: season.survey_id,
            quiz_id,
        });
    }
    filling.imports(&staff, first, seasons).await?;
    let district = filling.district()?;
    let somebody = former
        .iter()
        .find(|teacher| teacher.school.district == district.0);
    let somebody = somebody.ok_or("nobody works in the district")?;
    Ok(World {
        url: String::new(),
        people,
        staff,
        district_id: district.0,
        province_id: district.1,
        provinces: filling.country.provinces.iter().map(|one| one.id).collect(),
        seasons: known,
        person_id: somebody.id,
        register_number: names::register_number(somebody.number),
        name: (somebody.surname.clone(), somebody.given_name.clone()),
        programme: filling.programme,
        ledger: filling.ledger,
        written: (filling.written, begun.elapsed().as_secs_f64()),
    })
}

/// What is being filled.
struct Filling<'a> {
    database: &'a Database,
    country: Country,
    programme: Programme,
    random: Random,
    ledger: Ledger,
    rows: Rows,
    written: usize,
    begun: Instant,
}

impl Filling<'_> {
    /// A season with new people and some of the last one's; its new people.
    async fn season(
        &mut self,
        season: &Season,
        numbers: std::ops::Range<u32>,
        former: &[Teacher],
    ) -> Result<Vec<Teacher>, Failure> {
        let transaction = self.database.begin().await?;
        season.write(&transaction, &self.programme).await?;
        transaction.commit().await?;
        let mut growing = Growing::default();
        let mut teachers = Vec::new();
        for (number, cohort) in numbers.zip((0..season.cohorts.len()).cycle()) {
            let school = self.country.school(number).ok_or("there are no schools")?;
            let at = (cohort, season.begins);
            let teacher = Teacher::new(number, school, at, &mut self.random, &mut self.rows);
            *self
                .ledger
                .people
                .entry(teacher.school.district)
                .or_default() += 1;
            self.play(season, cohort, &teacher, &mut growing);
            teachers.push(teacher);
            self.write_when(AT_ONCE).await?;
        }
        for (teacher, cohort) in former
            .iter()
            .step_by(AGAIN)
            .zip((0..season.cohorts.len()).cycle())
        {
            self.play(season, cohort, teacher, &mut growing);
            self.write_when(AT_ONCE).await?;
        }
        self.write_when(1).await?;
        self.close(season, growing).await?;
        Ok(teachers)
    }

    fn play(&mut self, season: &Season, cohort: usize, teacher: &Teacher, growing: &mut Growing) {
        let Some(cohort) = season.cohorts.get(cohort) else {
            return;
        };
        let part = Part {
            season,
            cohort,
            programme: &self.programme,
            teacher,
        };
        let counts = part.play(&mut self.random, growing, &mut self.rows);
        let school = &teacher.school;
        self.ledger
            .add((cohort.id, school.province, school.district), counts);
    }

    async fn write_when(&mut self, waiting: usize) -> Result<(), Failure> {
        if self.rows.enrolments.len() < waiting {
            return Ok(());
        }
        self.written += self.rows.write(self.database).await?;
        let seconds = self.begun.elapsed().as_secs();
        eprint!("\r{} rows in {seconds} s ", self.written);
        std::io::stderr().flush()?;
        Ok(())
    }

    /// Writes down how often each answer was given where, and which number the next certificate has.
    async fn close(&mut self, season: &Season, growing: Growing) -> Result<(), Failure> {
        let mut counts = Vec::new();
        let mut in_all = std::collections::BTreeMap::<Uuid, i32>::new();
        let mut count = |organisation_id: Uuid, cell: &str, value: &str, count: i32| {
            counts.push(survey_count::ActiveModel {
                placement_id: Set(season.survey_id),
                organisation_id: Set(organisation_id),
                cell: Set(cell.to_owned()),
                value: Set(value.to_owned()),
                count: Set(count),
            });
        };
        for ((organisation_id, said), people) in growing.answers {
            count(organisation_id, "overall", said, people);
            *in_all.entry(organisation_id).or_default() += people;
        }
        for (organisation_id, people) in in_all {
            count(organisation_id, "", "", people);
            count(organisation_id, "overall", "", people);
        }
        let transaction = self.database.begin().await?;
        self.written += counts.len();
        db::insert_all(&transaction, counts, None).await?;
        let counter = serial_counter::ActiveModel {
            series: Set(format!("SG-5.2-{}", season.year())),
            last: Set(growing.certificates),
        };
        insert(&transaction, vec![counter]).await?;
        Ok(transaction.commit().await?)
    }

    /// A list of each district came in each season.
    async fn imports(
        &mut self,
        staff: &Staff,
        first: DateTime<Utc>,
        seasons: u32,
    ) -> Result<(), Failure> {
        let own = [staff.district.person_id, staff.registrar.person_id];
        let mut rows = Vec::new();
        for number in 0..seasons {
            let at = first + TimeDelta::days(i64::from(number) * 365 - 20);
            for (district, created_by) in self.country.districts.iter().zip(own.iter().cycle()) {
                let import = roster_import::Model {
                    id: ids::new_id_at(at),
                    created_by: *created_by,
                    created_at: at,
                    file_name: "teachers.csv".to_owned(),
                    format: "csv".to_owned(),
                    as_of: at.date_naive(),
                    complete: false,
                    organisation_id: Some(district.id),
                    status: Status::Applied,
                    row_count: 0,
                    worked_through: 0,
                    remarks: Problems::default(),
                    revision: 2,
                    applied_by: Some(*created_by),
                    applied_at: Some(at),
                    undone_by: None,
                    undone_at: None,
                };
                rows.push(import.into_active_model().reset_all());
            }
        }
        self.written += rows.len();
        let transaction = self.database.begin().await?;
        db::insert_all(&transaction, rows, None).await?;
        Ok(transaction.commit().await?)
    }

    /// The district that is asked about, and its province.
    fn district(&self) -> Result<(Uuid, Uuid), Failure> {
        let district = self
            .country
            .districts
            .first()
            .ok_or("there is no district")?;
        let province = self
            .country
            .provinces
            .first()
            .ok_or("there is no province")?;
        Ok((district.id, province.id))
    }
}
