//! Credits and hours of a person over the years, and what is missing for the next attestation.

use actix_web::{get, web};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::earned::EarnedCredit;
use crate::app::App;
use crate::certificates::credits::{self, Attestation, Earned, Rule, Sum, Year};
use crate::certificates::store::credits as store;
use crate::error::{Error, Result};
use crate::http::routes::Routes;
use crate::messages::dates;
use crate::people;
use crate::people::tables::person;
use crate::policy::{Action, Actor};
use crate::quizzes::hundredths::Hundredths;

/// The routes of this file.
pub fn routes(config: &mut Routes) {
    config.service(read_own).service(read);
}

/// When the attestation is that is asked about.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct CreditsQuery {
    /// The day of the attestation; when absent, the next day on which a full number of periods of
    /// service is over.
    attestation_on: Option<NaiveDate>,
}

/// What a person has earned over the years.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "person_id": "0199a000-0000-7000-8000-000000000003", "credits": 3.5, "hours": 72,
    "years": [{"year": 2026, "credits": 3.5, "hours": 72, "programmes": [
        {"code": "5.2", "title": "Хувь хүний хөгжлийн манлайлал", "credits": 1.5, "hours": 24,
            "certificates": 1}],
        "elsewhere": {"credits": 2.0, "hours": 48}}],
    "earned_elsewhere": [],
    "attestation": {"needed": 5.0, "since": "2021-09-02", "until": "2026-09-01", "earned": 3.5,
        "missing": 1.5}
}))]
struct PersonCredits {
    /// The person.
    person_id: Uuid,
    /// Credits in all.
    credits: Hundredths,
    /// Academic hours in all.
    hours: u32,
    /// By the year of completion, the first year first.
    years: Vec<YearOfCredits>,
    /// What was earned elsewhere, as it was entered, what was withdrawn included.
    earned_elsewhere: Vec<EarnedCredit>,
    /// What is missing for the next attestation; null when the installation has no rule for it.
    attestation: Option<AttestationView>,
}

/// What was earned in a year.
#[derive(Debug, Serialize, ToSchema)]
struct YearOfCredits {
    /// The year.
    year: i32,
    /// Credits in all.
    credits: Hundredths,
    /// Academic hours in all.
    hours: u32,
    /// By programme.
    programmes: Vec<ProgrammeCredits>,
    /// Elsewhere.
    elsewhere: CreditsElsewhere,
}

/// What was earned in a programme.
#[derive(Debug, Serialize, ToSchema)]
struct ProgrammeCredits {
    /// The programme's code, as it stands on the certificates.
    code: String,
    /// The programme's title.
    title: String,
    /// Credits.
    credits: Hundredths,
    /// Academic hours.
    hours: u32,
    /// How many certificates these come from.
    certificates: u32,
}

/// What was earned elsewhere.
#[derive(Debug, Serialize, ToSchema)]
struct CreditsElsewhere {
    /// Credits.
    credits: Hundredths,
    /// Academic hours.
    hours: u32,
}

/// How a person stands before an attestation.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = NextAttestation)]
struct AttestationView {
    /// The credits that are needed.
    needed: Hundredths,
    /// The first day that counts.
    since: NaiveDate,
    /// The deadline: the last day that counts; null when it is not known.
    until: Option<NaiveDate>,
    /// The credits earned on these days.
    earned: Hundredths,
    /// The credits that are still missing.
    missing: Hundredths,
}

impl From<Attestation> for AttestationView {
    fn from(attestation: Attestation) -> Self {
        Self {
            needed: attestation.needed,
            since: attestation.since,
            until: attestation.until,
            earned: attestation.earned,
            missing: attestation.missing,
        }
    }
}

impl From<(i32, Year)> for YearOfCredits {
    fn from((number, year): (i32, Year)) -> Self {
        let Sum { credits, hours, .. } = year.sum;
        let programmes = year.programmes.into_iter();
        let programmes = programmes.map(|((code, title), sum)| ProgrammeCredits {
            code,
            title,
            credits: sum.credits,
            hours: sum.hours,
            certificates: sum.count,
        });
        Self {
            year: number,
            credits,
            hours,
            programmes: programmes.collect(),
            elsewhere: CreditsElsewhere {
                credits: year.elsewhere.credits,
                hours: year.elsewhere.hours,
            },
        }
    }
}

/// One's own credits and hours over the years, and what is missing for the next attestation.
#[utoipa::path(tag = "credits", operation_id = "read_own_credits", params(CreditsQuery),
    responses((status = 200, description = "The credits", body = PersonCredits),
        (status = 422, description = "The day is not one",
            body = crate::http::problem::Problem, content_type = "application/problem+json")))]
#[get("/me/credits")]
async fn read_own(
    app: web::Data<App>,
    actor: Actor,
    query: Option<web::Query<CreditsQuery>>,
) -> Result<web::Json<PersonCredits>> {
    let own = people::store::get(app.database.reader(), actor.person_id).await?;
    of(&app, own, query).await
}

/// The credits and hours of somebody whom one may see.
#[utoipa::path(tag = "credits", operation_id = "read_credits",
    params(("id" = Uuid, Path, description = "The person"), CreditsQuery),
    responses((status = 200, description = "The credits", body = PersonCredits),
        (status = 422, description = "The day is not one",
            body = crate::http::problem::Problem, content_type = "application/problem+json")))]
#[get("/people/{id}/credits")]
async fn read(
    app: web::Data<App>,
    actor: Actor,
    id: web::Path<Uuid>,
    query: Option<web::Query<CreditsQuery>>,
) -> Result<web::Json<PersonCredits>> {
    actor.require(Action::SeeProgress)?;
    let person = people::store::find(app.database.reader(), &actor, *id).await?;
    of(&app, person, query).await
}

async fn of(
    app: &App,
    person: person::Model,
    query: Option<web::Query<CreditsQuery>>,
) -> Result<web::Json<PersonCredits>> {
    let query = query.ok_or_else(|| Error::field("attestation_on", "field-invalid"))?;
    let reader = app.database.reader();
    let mut earned = store::from_certificates(reader, person.id).await?;
    let elsewhere = store::elsewhere(reader, person.id).await?;
    let counting = elsewhere.iter().filter(|row| row.withdrawn_at.is_none());
    earned.extend(counting.map(Earned::from));
    let zone = dates::zone(&person.time_zone);
    let today = app.clock.now().with_timezone(&zone).date_naive();
    let rule = Rule {
        credits: app.config.attestation.credits,
        years: app.config.attestation.years,
    };
    let known = (query.attestation_on, person.service_began_on);
    let attestation = credits::attestation(rule, known, today, &earned);
    let Sum { credits, hours, .. } = credits::sum(&earned);
    let years = credits::by_year(&earned).into_iter();
    Ok(web::Json(PersonCredits {
        person_id: person.id,
        credits,
        hours,
        years: years.map(YearOfCredits::from).collect(),
        earned_elsewhere: elsewhere.into_iter().map(EarnedCredit::from).collect(),
        attestation: attestation.map(AttestationView::from),
    }))
}
