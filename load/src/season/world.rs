//! What everybody in a season shares.

use std::cell::RefCell;
use std::collections::HashMap;
use std::future::Future;
use std::time::Duration;

use futures_util::{StreamExt, stream};
use serde_json::json;
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

/// With which everybody signs in who has one.
pub const PASSWORD: &str = "a password of the load";
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

/// Those who work for the season.
#[derive(Debug)]
pub struct Staff {
    /// Who looks after the house.
    pub administrator: Desk,
    /// Who keeps the register.
    pub registrar: Desk,
    /// Who writes courses and hosts webinars.
    pub methodologist: Desk,
    /// An officer for each district.
    pub officers: Vec<Desk>,
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
    pub async fn each<T, Done>(&self, all: impl IntoIterator<Item = T>, act: impl FnMut(T) -> Done)
    where
        Done: Future<Output = ()>,
    {
        stream::iter(all)
            .for_each_concurrent(self.at_once, act)
            .await;
    }
}

/// Where somebody works who has a password: signed in when there is something to do.
#[derive(Debug)]
pub struct Desk {
    email: String,
    device: RefCell<Option<Device>>,
}

impl Desk {
    /// A desk at which nobody has signed in.
    pub fn new(email: &str) -> Self {
        Self {
            email: email.to_owned(),
            device: RefCell::default(),
        }
    }

    /// An access token.
    ///
    /// # Errors
    /// When the server gives none.
    pub async fn token(&self, world: &World) -> Result<String, Failure> {
        // Nothing is borrowed while it is waited.
        let known = self.device.borrow().clone();
        let mut device = match known.filter(|known| known.is_fresh(&world.clock)) {
            Some(known) => known,
            None => {
                let body = json!({"name": self.email, "password": PASSWORD});
                let answer = world.api.post("", "/api/v1/sign-in", &body).await?;
                serde_json::from_value(answer.expect(200)?)?
            }
        };
        let token = device.token(&world.api, &world.clock).await?;
        *self.device.borrow_mut() = Some(device);
        Ok(token)
    }
}
