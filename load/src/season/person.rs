//! Somebody in the season: one small struct for each, with what the server has acknowledged.

use std::collections::BTreeSet;

use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc};
use serde::Deserialize;
use serde_json::json;
use surgalt::clock::Clock;
use uuid::Uuid;

use super::api::Api;
use super::attending::Attended;
use super::cast::{Opinion, Part};
use crate::Failure;

/// How long before it expires an access token is renewed.
const SOON: TimeDelta = TimeDelta::minutes(2);

/// What a device has been given to sign in with.
#[derive(Debug, Clone, Deserialize)]
pub struct Device {
    access_token: String,
    refresh_token: String,
    expires_at: DateTime<Utc>,
}

impl Device {
    /// Whether it was used so lately that it is still signed in.
    pub fn is_fresh(&self, clock: &Clock) -> bool {
        clock.now() < self.expires_at + TimeDelta::days(30)
    }

    /// The access token, renewed when it has to be.
    ///
    /// # Errors
    /// When the server does not renew it.
    pub async fn token(&mut self, api: &Api, clock: &Clock) -> Result<String, Failure> {
        if clock.now() + SOON > self.expires_at {
            let body = json!({"token": self.refresh_token});
            let renewed = api.post("", "/api/v1/tokens", &body).await?.expect(200)?;
            *self = serde_json::from_value(renewed)?;
        }
        Ok(self.access_token.clone())
    }
}

/// Somebody in the season.
#[derive(Debug)]
pub struct Person {
    /// What the person does.
    pub part: Part,
    /// The account, once the server has named it.
    pub id: Option<Uuid>,
    /// The device, once the person has signed in.
    pub device: Option<Device>,
    /// The enrolment, once the person has read of it.
    pub enrolment: Option<Uuid>,
    /// What the server has acknowledged.
    pub record: Record,
}

/// What the server has acknowledged to somebody.
#[derive(Debug, Clone, Default)]
pub struct Record {
    /// Whether the person is in the cohort.
    pub invited: bool,
    /// What is done.
    pub done: BTreeSet<Uuid>,
    /// How often something was refused because the window had closed.
    pub refused: u32,
    /// Whether more time was granted.
    pub granted: bool,
    /// When the person was in the webinar.
    pub attended: Attended,
    /// Whether the person has watched it.
    pub watched: bool,
    /// What was answered.
    pub answered: Option<Opinion>,
    /// The certificate.
    pub certificate: Option<Uuid>,
}

impl Person {
    /// Somebody who has not done anything.
    pub fn new(part: Part) -> Self {
        Self {
            part,
            id: None,
            device: None,
            enrolment: None,
            record: Record::default(),
        }
    }

    /// The address on record.
    pub fn email(&self) -> String {
        format!("{}@teachers.example", self.part.number)
    }

    /// The account.
    ///
    /// # Errors
    /// When the server has not named it.
    pub fn id(&self) -> Result<Uuid, Failure> {
        Ok(self.id.ok_or("somebody has no account")?)
    }

    /// The access token of the person's device.
    ///
    /// # Errors
    /// When the person has never signed in.
    pub async fn token(&mut self, api: &Api, clock: &Clock) -> Result<String, Failure> {
        let device = self.device.as_mut().ok_or("somebody has not signed in")?;
        device.token(api, clock).await
    }

    /// The address of something of the person's enrolment.
    ///
    /// # Errors
    /// When the person does not know it.
    pub fn item(&self, item: Uuid) -> Result<String, Failure> {
        let enrolment = self
            .enrolment
            .ok_or("somebody does not know the enrolment")?;
        Ok(format!("/api/v1/enrolments/{enrolment}/items/{item}"))
    }
}

/// When somebody's service began who is in a year of service on a day: well within that year.
pub fn service_began(number: u32, year_of_service: u16, on: NaiveDate) -> Option<NaiveDate> {
    let months = chrono::Months::new(u32::from(year_of_service) * 12);
    let later = Days::new(u64::from(180 + number % 90));
    on.checked_sub_months(months)?.checked_add_days(later)
}

#[cfg(test)]
mod tests {
    use surgalt::cohorts::rule;

    use super::*;

    #[test]
    fn everybody_is_in_the_cohorts_year_of_service_while_it_lasts() {
        let on: NaiveDate = "2021-01-15".parse().unwrap();
        for number in 0..200 {
            for year in [1, 5, 10] {
                let began = service_began(number, year, on).unwrap();
                for day in [on - Days::new(50), on, on + Days::new(150)] {
                    assert_eq!(rule::year_of_service(began, day), Some(year));
                }
            }
        }
    }
}
