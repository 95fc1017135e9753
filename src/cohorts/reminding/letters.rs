//! The letters that remind people: one a day of the house's, and one a day of an officer's.

use std::collections::{BTreeSet, HashMap, HashSet};

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};
use uuid::Uuid;

use crate::app::App;
use crate::cohorts::reminders::{self, QuietHours};
use crate::cohorts::tables::cohort_reminder;
use crate::db::Transaction;
use crate::error::Result;
use crate::messages::dates;
use crate::outbox::{self, Job, Letter, NewJob};
use crate::people::tables::person;

/// How long a letter that has left stays of interest: it keeps its day from having another.
const LOOK_BACK: TimeDelta = TimeDelta::hours(36);

/// People looked up with one query.
const AT_ONCE: usize = 500;

/// The letters of some people: those that are written already, and those to be written.
pub(super) struct Letters {
    quiet: QuietHours,
    zones: HashMap<Uuid, String>,
    written: HashMap<Uuid, Vec<reminders::Letter>>,
    /// Those to be written.
    pub(super) jobs: Vec<NewJob>,
    now: DateTime<Utc>,
}

impl Letters {
    /// Reads what is written already.
    pub(super) async fn read(
        app: &App,
        transaction: &Transaction,
        people: &BTreeSet<Uuid>,
        now: DateTime<Utc>,
    ) -> Result<Self> {
        let zones = zones(transaction, people.iter().copied()).await?;
        let rows: Vec<(Uuid, Option<NaiveDate>, Option<DateTime<Utc>>)> =
            cohort_reminder::Entity::find()
                .filter(cohort_reminder::Column::PersonId.is_in(people.iter().copied()))
                .filter(cohort_reminder::Column::DueAt.gt(now - LOOK_BACK))
                .select_only()
                .column(cohort_reminder::Column::PersonId)
                .column(cohort_reminder::Column::Day)
                .column(cohort_reminder::Column::DueAt)
                .into_tuple()
                .all(transaction)
                .await?;
        let mut written: HashMap<Uuid, Vec<reminders::Letter>> = HashMap::new();
        for (person_id, day, due_at) in rows {
            written
                .entry(person_id)
                .or_default()
                .extend(day.zip(due_at));
        }
        Ok(Self {
            quiet: app.config.reminders.quiet_hours(),
            zones: zones.into_iter().collect(),
            written,
            jobs: Vec::new(),
            now,
        })
    }

    /// The letter in which a person is told something.
    pub(super) fn tell(&mut self, person_id: Uuid) -> reminders::Letter {
        let zone = self.zones.get(&person_id).map_or("", String::as_str);
        let written = self.written.entry(person_id).or_default();
        let letter = reminders::letter(self.now, dates::zone(zone), self.quiet, written);
        if !written.contains(&letter) {
            written.push(letter);
            let (day, due_at) = letter;
            self.jobs.push(NewJob {
                key: format!("reminder {person_id} {day}"),
                job: Job::Letter {
                    person_id,
                    letter: Letter::Reminder { day },
                },
                due_at,
                created_at: self.now,
            });
        }
        letter
    }
}

/// Reminds these people of a cohort in an officer's name, each at most once a day at the person's place; says
/// how many are told now. Those who were told today are left out.
///
/// # Errors
/// When the database fails.
pub async fn remind_by_hand(
    app: &App,
    transaction: &Transaction,
    (cohort_id, officer_id): (Uuid, Uuid),
    people: &[Uuid],
    now: DateTime<Utc>,
) -> Result<usize> {
    let quiet = app.config.reminders.quiet_hours();
    let mut told = 0;
    for people in people.chunks(AT_ONCE) {
        let zones = zones(transaction, people.iter().copied()).await?;
        let letters: Vec<NewJob> = zones
            .into_iter()
            .map(|(person_id, zone)| {
                let zone = dates::zone(&zone);
                let due_at = quiet.awake(now, zone);
                let day = due_at.with_timezone(&zone).date_naive();
                NewJob {
                    key: format!("officer-reminder {person_id} {day}"),
                    job: Job::Letter {
                        person_id,
                        letter: Letter::OfficerReminder {
                            cohort_id,
                            officer_id,
                        },
                    },
                    due_at,
                    created_at: now,
                }
            })
            .collect();
        let keys = letters.iter().map(|letter| letter.key.clone());
        let known: HashSet<String> = outbox::known(transaction, keys).await?;
        let letters: Vec<NewJob> = letters
            .into_iter()
            .filter(|letter| !known.contains(&letter.key))
            .collect();
        told += letters.len();
        outbox::enqueue_all(transaction, letters).await?;
    }
    Ok(told)
}

/// The time zones in which people live.
async fn zones(
    connection: &impl ConnectionTrait,
    people: impl IntoIterator<Item = Uuid>,
) -> Result<Vec<(Uuid, String)>> {
    Ok(person::Entity::find()
        .filter(person::Column::Id.is_in(people))
        .select_only()
        .column(person::Column::Id)
        .column(person::Column::TimeZone)
        .into_tuple()
        .all(connection)
        .await?)
}
