//! The course of a season: its beginning, its days, and its end.

use std::cell::RefCell;

use chrono::{Days, NaiveDate};
use surgalt::clock::Clock;
use surgalt::policy::Role;
use tokio::time::Instant;
use uuid::Uuid;

use super::agenda::{self, Reminder, Step};
use super::api::{Api, at};
use super::cast::cast;
use super::description::Season;
use super::letters::{Kind, Letters};
use super::measures::SeasonFigures;
use super::person::Person;
use super::places::Places;
use super::post::MailServer;
use super::time::{self, Time};
use super::world::{Cohort, PASSWORD, Staff, World};
use super::{Plan, finish, meeting, office, study};
use crate::Failure;
use crate::database::Place;
use crate::seed::register;
use crate::server::Running;

/// How many days before the season its register is kept.
const BEFORE: u64 = 14;

/// A season that is played.
#[derive(Debug)]
pub struct Play {
    /// What everybody shares.
    pub world: World,
    /// Who works for it.
    pub staff: Staff,
    /// Its time.
    pub time: Time,
    /// The server.
    pub server: Running,
    /// Its programme.
    pub programme: Uuid,
    /// Its cohorts.
    pub cohorts: Vec<Cohort>,
    /// Who takes part.
    pub people: Vec<Person>,
    /// How many people a webinar has at most.
    pub room: usize,
}

/// Plays a season to its end; what was measured, and what went wrong in words.
///
/// # Errors
/// When it cannot be played to its end.
pub async fn play(
    plan: &Plan,
    season: Season,
    place: &Place,
) -> Result<(SeasonFigures, Vec<String>), Failure> {
    let begun = Instant::now();
    let database = place.connect().await?;
    let mut play = Play::begin(plan, season, place, &database).await?;
    let (first, last) = agenda::days(&play.world.season).ok_or("the season has no days")?;
    for day in first.iter_days().take_while(|day| *day <= last) {
        play.day(day).await?;
    }
    let outcome = play.end(begun, place, &database).await;
    database.close().await?;
    outcome
}

impl Play {
    async fn begin(
        plan: &Plan,
        season: Season,
        place: &Place,
        database: &surgalt::db::Database,
    ) -> Result<Self, Failure> {
        let (first, _) = agenda::days(&season).ok_or("the season has no days")?;
        let before = first.checked_sub_days(Days::new(BEFORE));
        let at = season.at(before.ok_or("there is no such day")?, 9, 0)?;
        let clock = Clock::system();
        clock.advance(at - clock.now());
        let transaction = database.begin().await?;
        let administrator = (office::ADMINISTRATOR, PASSWORD);
        register(
            &transaction,
            administrator,
            Role::Administrator,
            clock.now(),
        )
        .await?;
        transaction.commit().await?;
        let mail = MailServer::open().await?;
        let (server, time) = time::start(place, at, &mail.address).await?;
        let number = plan.people.unwrap_or(season.participants_total);
        let places = Places::for_people(number);
        let parts = cast(&season, number, places.schools, plan.seed)?;
        let people: Vec<Person> = parts.into_iter().map(Person::new).collect();
        let world = World {
            api: Api::new(server.address),
            clock: time.clock.clone(),
            at_once: usize::try_from(plan.connections)?,
            due: RefCell::new(Letters::default()),
            errors: RefCell::default(),
            season,
            places,
            mail,
        };
        let staff = office::open(&world).await?;
        office::register(&world, &staff, &people).await?;
        let (programme, cohorts) = office::plan(&world, &staff).await?;
        let room = usize::try_from(plan.room)?;
        Ok(Self {
            world,
            staff,
            time,
            server,
            programme,
            cohorts,
            people,
            room,
        })
    }

    /// Plays a day: in the morning reminders leave, then happens what is due, in the order of its hours.
    async fn day(&mut self, day: NaiveDate) -> Result<(), Failure> {
        self.time.until(self.world.season.at(day, 9, 0)?).await?;
        self.remind(day);
        // Letters wait a few minutes for what else there is to tell.
        self.time.until(self.world.season.at(day, 9, 6)?).await?;
        let mut due = Vec::new();
        for (place, cohort) in self.world.season.cohorts.iter().enumerate() {
            for step in agenda::steps(cohort, self.groups(place), day) {
                due.push((agenda::begins(cohort, place, step), place, step));
            }
        }
        due.sort_unstable();
        for ((hour, minute), place, step) in due {
            self.time
                .until(self.world.season.at(day, hour, minute)?)
                .await?;
            self.step(place, step, day).await?;
            self.time.settle().await?;
        }
        Ok(())
    }

    /// How many groups a cohort has.
    fn groups(&self, place: usize) -> usize {
        let own = self
            .people
            .iter()
            .filter(|person| person.part.cohort == place);
        own.count().div_ceil(self.room)
    }

    /// Notes the reminders that leave on the morning of a day.
    fn remind(&self, day: NaiveDate) {
        for person in self.people.iter().filter(|person| person.record.invited) {
            let place = person.part.cohort;
            let described = self.world.season.cohorts.get(place);
            let reminder = described.and_then(|cohort| agenda::reminds(cohort, day));
            let (Some(reminder), Some(cohort)) = (reminder, self.cohorts.get(place)) else {
                continue;
            };
            let done = &person.record.done;
            let mut own = cohort.course.self_paced();
            let is_told = match reminder {
                Reminder::Everybody => !own.all(|item| done.contains(&item)),
                Reminder::Idle => !own.any(|item| done.contains(&item)),
            };
            if is_told {
                self.world.expects(&person.email(), Kind::Reminder);
            }
        }
    }

    async fn step(&mut self, place: usize, step: Step, day: NaiveDate) -> Result<(), Failure> {
        let groups = self.groups(place);
        // Once, before many ask for it at the same moment.
        self.staff.methodologist.token(&self.world).await?;
        let (world, staff, time) = (&self.world, &self.staff, &mut self.time);
        let cohort = self.cohorts.get_mut(place).ok_or("there is no cohort")?;
        let own = self
            .people
            .iter_mut()
            .filter(|person| person.part.cohort == place);
        let mut own: Vec<&mut Person> = own.collect();
        match step {
            Step::Invite => {
                office::invite(world, staff, cohort).await?;
                time.settle().await?;
                office::meet(world, staff, cohort, &mut own).await?;
            }
            Step::Study(number) => {
                let due = own
                    .into_iter()
                    .filter(|person| study::is_due(person, number));
                world
                    .each(due, async |person: &mut Person| {
                        let outcome = study::study(world, staff, cohort, person, number).await;
                        world.note(&person.email(), outcome);
                    })
                    .await;
            }
            Step::Plan => divide(world, staff, (cohort, place), groups, &own).await?,
            Step::Close => {
                let until = day.pred_opt().ok_or("there is no such day")?;
                world
                    .each(own, async |person: &mut Person| {
                        let outcome = study::close(world, staff, cohort, person, until).await;
                        world.note(&person.email(), outcome);
                    })
                    .await;
                self.check_closed(place).await?;
            }
            Step::CatchUp => {
                world
                    .each(own, async |person: &mut Person| {
                        let outcome = study::catch_up(world, cohort, person).await;
                        world.note(&person.email(), outcome);
                    })
                    .await;
                self.answer(place).await;
            }
            Step::Meet(group) => {
                let described = world
                    .season
                    .cohorts
                    .get(place)
                    .ok_or("there is no cohort")?;
                let (hour, minute) = agenda::begins(described, place, step);
                let at = world.season.at(day, hour, minute)?;
                let mut guests = members(own, groups, group);
                meeting::hold((world, staff, time), cohort, group, at, &mut guests).await?;
                self.answer(place).await;
            }
            Step::Watch => {
                for group in 0..groups {
                    let webinar = cohort.groups.get(group).and_then(|group| group.webinar_id);
                    let webinar = webinar.ok_or("no webinar is planned")?;
                    let held = finish::attendance(world, staff, webinar).await?;
                    let all = own.iter_mut().enumerate();
                    let guests = all.filter(|(number, _)| number % groups == group);
                    world
                        .each(guests, async |(_, person): (usize, &mut &mut Person)| {
                            let what = (webinar, at(&held, "/held"));
                            let outcome = finish::watch(world, cohort, what, person).await;
                            world.note(&person.email(), outcome);
                        })
                        .await;
                }
                self.answer(place).await;
            }
        }
        Ok(())
    }

    /// Whoever of a cohort has done everything answers the survey.
    async fn answer(&mut self, place: usize) {
        let world = &self.world;
        let Some(cohort) = self.cohorts.get(place) else {
            return;
        };
        let own = self
            .people
            .iter_mut()
            .filter(|person| person.part.cohort == place);
        let due = own.filter(|person| finish::is_due(cohort, person));
        world
            .each(due, async |person: &mut Person| {
                let outcome = finish::answer(world, cohort, person).await;
                world.note(&person.email(), outcome);
            })
            .await;
    }
}

/// The people of a group.
fn members(own: Vec<&mut Person>, groups: usize, group: usize) -> Vec<&mut Person> {
    let all = own.into_iter().enumerate();
    let members = all.filter(|(number, _)| number % groups == group);
    members.map(|(_, person)| person).collect()
}

async fn divide(
    world: &World,
    staff: &Staff,
    (cohort, place): (&mut Cohort, usize),
    groups: usize,
    own: &[&mut Person],
) -> Result<(), Failure> {
    let described = world
        .season
        .cohorts
        .get(place)
        .ok_or("there is no cohort")?;
    let mut planned = Vec::new();
    for group in 0..groups {
        let day = agenda::meeting_day(described, group).ok_or("there is no such day")?;
        let (hour, minute) = agenda::begins(described, place, Step::Meet(group));
        let mut people = Vec::new();
        for person in own.iter().skip(group).step_by(groups) {
            people.push(person.id()?);
            world.expects(&person.email(), Kind::WebinarScheduled);
        }
        planned.push((people, world.season.at(day, hour, minute)?));
    }
    office::divide(world, staff, cohort, planned).await
}
