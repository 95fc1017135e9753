//! What everybody in a season shares.

use std::cell::RefCell;
use std::collections::HashMap;
use std::future::Future;
use std::time::Duration;

use futures_util::StreamExt;
use futures_util::stream;
use surgalt::clock::Clock;
use tokio::time::{Instant, sleep};
use uuid::Uuid;

use super::api::Api;
use super::course::Course;
use super::description::Season;
use super::letters::{Kind, Letters};
use super::person::Device;
use super::places::Places;
use super::post::MailServer;
use crate::Failure;

/// How long a letter that somebody waits for may take.
const PATIENCE: Duration = Duration::from_secs(120);
/// How often somebody looks for it.
const LOOK: Duration = Duration::from_millis(5);

/// What everybody shares.
#[derive(Debug)]
pub struct World {
    /// The season.
    pub season: Season,
    /// The tree of organisations.
    pub places: Places,
    /// The way to the server.
    pub api: Api,
    /// The season's time.
    pub clock: Clock,
    /// Where letters come.
    pub mail: MailServer,
    /// How many people act at once.
    pub at_once: usize,
    /// The letters that must come.
    pub due: RefCell<Letters>,
    /// What went wrong.
    pub errors: RefCell<Vec<String>>,
}

/// Those who work for the season, signed in.
#[derive(Debug)]
pub struct Staff {
    /// Who looks after the house.
    pub administrator: RefCell<Device>,
    /// Who keeps the register.
    pub registrar: RefCell<Device>,
    /// Who writes courses and hosts webinars.
    pub methodologist: RefCell<Device>,
    /// An officer for each district.
    pub officers: Vec<RefCell<Device>>,
    /// The organisations by their codes.
    pub organisations: HashMap<String, Uuid>,
}

/// A cohort as the server knows it.
#[derive(Debug)]
pub struct Cohort {
    /// The identifier.
    pub id: Uuid,
    /// Its course, as it was written.
    pub course: Course,
    /// The course's identifier.
    pub course_id: Uuid,
    /// The satisfaction survey before the certificate.
    pub survey_id: Uuid,
    /// The groups, and for each its webinar.
    pub groups: Vec<Group>,
}

/// A group of a cohort's people.
#[derive(Debug, Clone)]
pub struct Group {
    /// Its webinar, once it is planned.
    pub webinar_id: Option<Uuid>,
    /// When it was held, once it was.
    pub live: Option<super::attending::Stretch>,
}

impl World {
    /// Notes that a letter must come.
    pub fn expects(&self, address: &str, kind: Kind) {
        self.due.borrow_mut().count(address, kind);
    }

    /// Notes what went wrong, when it did.
    pub fn note(&self, who: &str, outcome: Result<(), Failure>) {
        if let Err(error) = outcome {
            self.errors.borrow_mut().push(format!("{who}: {error}"));
        }
    }

    /// The token of the link that is on its way to an address.
    ///
    /// # Errors
    /// When it does not come.
    pub async fn token(&self, address: &str) -> Result<String, Failure> {
        let begun = Instant::now();
        loop {
            if let Some(token) = self.mail.token(address) {
                return Ok(token);
            }
            if begun.elapsed() > PATIENCE {
                return Err(format!("no link came to {address}").into());
            }
            sleep(LOOK).await;
        }
    }

    /// Everybody acts, so many at once.
    pub async fn each<T, Done>(
        &self,
        all: impl IntoIterator<Item = T>,
        act: impl FnMut(T) -> Done,
    ) where
        Done: Future<Output = ()>,
    {
        stream::iter(all).for_each_concurrent(self.at_once, act).await;
    }
}

/// The access token of somebody who works for the season.
///
/// # Errors
/// When it cannot be renewed.
pub async fn token(world: &World, device: &RefCell<Device>) -> Result<String, Failure> {
    // Nothing is borrowed while it is waited.
    let mut own = device.borrow().clone();
    let token = own.token(&world.api, &world.clock).await?;
    *device.borrow_mut() = own;
    Ok(token)
}
