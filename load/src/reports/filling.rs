//! Filling a database with seasons, straight, some thousand people a transaction.

use std::io::Write;

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, IntoActiveModel};
use surgalt::certificates::tables::serial_counter;
use surgalt::clock::Clock;
use surgalt::db::{self, Database};
use surgalt::ids;
use surgalt::indicators::kind::Query;
use surgalt::indicators::tables::indicator;
use surgalt::people::contacts;
use surgalt::policy::Role;
use surgalt::programmes::tables::programme;
use surgalt::rosters::row::Problems;
use surgalt::rosters::state::Status;
use surgalt::rosters::tables::roster_import;
use surgalt::surveys::built_in;
use surgalt::surveys::document::Purpose;
use surgalt::surveys::tables::{form, form_version, survey_count};
use tokio::time::Instant;
use uuid::Uuid;

use super::country::Country;
use super::ledger::Ledger;
use super::names;
use super::rows::Rows;
use super::season::Season;
use super::taking_part::{Growing, Part};
use super::teacher::Teacher;
use super::world::{Programme, SeasonKnown, Signed, Staff, World};
use crate::Failure;
use crate::moments::Random;
use crate::seed::{self, insert};

/// People in one transaction.
const AT_ONCE: usize = 4_000;
/// One in so many comes again in the next season.
const AGAIN: usize = 5;

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

async fn staff(
    transaction: &db::Transaction,
    country: &Country,
    now: DateTime<Utc>,
) -> Result<Staff, Failure> {
    let mut signed = Vec::new();
    let place = |places: &[super::country::Place]| places.first().map(|place| place.id);
    for (name, role, organisation_id) in [
        ("district", Role::Officer, place(&country.districts)),
        ("province", Role::Officer, place(&country.provinces)),
        ("ministry", Role::Officer, Some(country.ministry.id)),
        ("registrar", Role::Registrar, None),
        ("author", Role::Methodologist, None),
    ] {
        let mut person = seed::person("staff", name, now);
        person.organisation_id = Set(organisation_id);
        let id = *person.id.as_ref();
        let email = format!("{name}@staff.example");
        insert(transaction, vec![person]).await?;
        insert(transaction, vec![contacts::main_email(id, email, now)]).await?;
        insert(transaction, vec![seed::role(id, role)]).await?;
        let session_id = ids::new_id();
        insert(transaction, vec![seed::device(session_id, id, now)]).await?;
        signed.push(Signed {
            person_id: id,
            session_id,
        });
    }
    match signed.as_slice() {
        [district, province, ministry, registrar, author] => Ok(Staff {
            district: *district,
            province: *province,
            ministry: *ministry,
            registrar: *registrar,
            author: *author,
        }),
        _ => Err("five people were signed in".into()),
    }
}

async fn programme(
    transaction: &db::Transaction,
    author_id: Uuid,
    now: DateTime<Utc>,
) -> Result<Programme, Failure> {
    let id = ids::new_id();
    let row = programme::ActiveModel {
        id: Set(id),
        code: Set("5.2".to_owned()),
        title: Set("Манлайлал".to_owned()),
        description: Set(String::new()),
        revision: Set(0),
        created_at: Set(now),
        ..Default::default()
    };
    insert(transaction, vec![row]).await?;
    let document = built_in::all().into_iter().next();
    let document = document.ok_or("the house brings no form along")?.document;
    let (form_id, form_version_id) = (ids::new_id(), ids::new_id());
    let row = form::ActiveModel {
        id: Set(form_id),
        purpose: Set(Purpose::Survey),
        draft: Set(document.clone()),
        revision: Set(0),
        published_version_id: Set(Some(form_version_id)),
        author_id: Set(Some(author_id)),
        created_at: Set(now),
    };
    insert(transaction, vec![row]).await?;
    let row = form_version::ActiveModel {
        id: Set(form_version_id),
        form_id: Set(form_id),
        number: Set(1),
        document: Set(document),
        published_by: Set(Some(author_id)),
        published_at: Set(now),
    };
    insert(transaction, vec![row]).await?;
    let indicators = [
        ("1", Query::Enrolled),
        ("2", Query::Finished),
        ("3", Query::Certified),
        ("4", Query::FinishedShare),
    ];
    let rows = indicators.map(|(code, query)| indicator::ActiveModel {
        id: Set(ids::new_id()),
        programme_id: Set(id),
        code: Set(code.to_owned()),
        title: Set(format!("Үзүүлэлт {code}")),
        kind: Set(query.kind()),
        unit: Set(String::new()),
        query: Set(Some(query)),
        revision: Set(0),
        created_at: Set(now),
    });
    insert(transaction, rows.to_vec()).await?;
    Ok(Programme {
        id,
        author_id,
        form_version_id,
    })
}
