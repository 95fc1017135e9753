//! An officer reminds the own people who are behind.

use std::collections::HashSet;

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, post, web};
use garde::Validate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::behind;
use crate::app::App;
use crate::cohorts::{reminding, store};
use crate::error::Result;
use crate::http::routes::Routes;
use crate::http::{IdempotencyKey, Json, idempotency};
use crate::policy::{Action, Actor};

/// The routes of this file.
pub fn routes(config: &mut Routes) {
    config.service(remind);
}

/// Whom to remind.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[schema(as = NewCohortReminders, example = json!({"organisation": null, "people": null}))]
struct NewReminders {
    /// Only those who came from this organisation, or from below it.
    #[garde(skip)]
    organisation: Option<Uuid>,
    /// Only these; everybody who is behind when absent.
    #[garde(inner(length(max = 5_000)))]
    #[schema(max_items = 5_000)]
    people: Option<Vec<Uuid>>,
}

/// What became of a request to remind.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = CohortReminders, example = json!({"behind": 41, "reminded": 38, "reminded_today": 3}))]
struct Reminders {
    /// How many are behind, of those who were meant.
    behind: usize,
    /// How many get a letter now, or in the morning after the quiet hours.
    reminded: usize,
    /// How many have been reminded by an officer today, and are not again.
    reminded_today: usize,
}

/// Sends a letter to everybody in a cohort whom one may see and who is behind: what is still to do, and until
/// when. Each gets at most one such letter a day, whoever asks for it.
#[utoipa::path(tag = "cohorts", operation_id = "remind_cohort", request_body = NewReminders,
    params(("id" = Uuid, Path, description = "The cohort"),
        ("Idempotency-Key" = Option<String>, Header, description = "Makes the request happen once, however often it is sent")),
    responses((status = 200, description = "The letters are on their way", body = Reminders)))]
#[post("/cohorts/{id}/reminders")]
async fn remind(
    app: web::Data<App>,
    actor: Actor,
    id: web::Path<Uuid>,
    key: IdempotencyKey,
    Json(new): Json<NewReminders>,
) -> Result<HttpResponse> {
    actor.require(Action::LookAfterLearners)?;
    // Who is behind is worked out before the transaction: it may take a moment for a whole province.
    let reader = app.database.reader();
    let cohort = store::find(reader, &actor, *id).await?;
    let whom = behind::wanted(reader, &actor, &cohort, new.organisation).await?;
    let behind = behind::load(&app, &actor, (&cohort, &whom), None, usize::MAX).await?;
    let wanted: Option<HashSet<Uuid>> = new.people.map(|people| people.into_iter().collect());
    let is_wanted = |id: &Uuid| wanted.as_ref().is_none_or(|wanted| wanted.contains(id));
    let people = behind.iter().map(|one| one.person.id);
    let people: Vec<Uuid> = people.filter(is_wanted).collect();
    let answer = idempotency::once(&app, &actor, &key, StatusCode::OK, async |transaction| {
        let (who, now) = ((cohort.id, actor.person_id), app.clock.now());
        let told = reminding::remind_by_hand(&app, transaction, who, &people, now).await?;
        Ok(Reminders {
            behind: people.len(),
            reminded: told,
            reminded_today: people.len() - told,
        })
    })
    .await?;
    app.outbox.wake();
    Ok(answer)
}
