//! Sign-in cards: printed for a school or for some people, each good for its person, once.

use actix_web::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, ContentEncoding, LOCATION};
use actix_web::{HttpResponse, delete, get, post, web};
use chrono::{DateTime, TimeDelta, Utc};
use garde::Validate;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, IntoActiveModel};
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::app::App;
use crate::audit::{self, Deed, Line};
use crate::error::{Error, Result};
use crate::http::routes::Routes;
use crate::http::{Json, Page, PageQuery};
use crate::ids;
use crate::messages::{Arguments, Language, dates};
use crate::outbox::Letter;
use crate::people::card_sheet::{self, Card, Words};
use crate::people::contacts;
use crate::people::recovery::{self, Issue, Issued};
use crate::people::recovery_code::grouped;
use crate::people::store::cards;
use crate::people::tables::access::recovery_code::CodeKind;
use crate::people::tables::access::sign_in_card_batch;
use crate::policy::{Action, Actor};

/// The most cards of one batch.
const MOST: usize = 500;

/// The routes of this file.
pub fn routes(config: &mut Routes) {
    config.service(print).service(list).service(revoke);
}

/// For whom cards are printed: for some people, or for all learners of a school, those of the
/// organisations below it included; at most 500.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"organisation_id": "0199a000-0000-7000-8000-000000000005"}))]
pub struct NewCards {
    /// The people; absent for a whole school.
    #[serde(default)]
    #[garde(inner(length(min = 1, max = MOST)))]
    people: Option<Vec<Uuid>>,
    /// The school; absent for some people.
    #[serde(default)]
    #[garde(skip)]
    organisation_id: Option<Uuid>,
}

/// Cards that were printed together.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "id": "0199a000-0000-7000-8000-000000000081",
    "organisation_id": "0199a000-0000-7000-8000-000000000005", "cards": 24,
    "issued_by": "0199a000-0000-7000-8000-000000000004", "issued_at": "2026-11-30T03:00:00Z",
    "expires_at": "2026-12-14T03:00:00Z", "revoked_at": null
}))]
pub struct CardBatch {
    /// The identifier.
    id: Uuid,
    /// The school they were printed for; null for a list of people.
    organisation_id: Option<Uuid>,
    /// How many there are.
    cards: i32,
    /// Who printed them.
    issued_by: Uuid,
    /// When.
    issued_at: DateTime<Utc>,
    /// Until when they work.
    expires_at: DateTime<Utc>,
    /// When those that were left were revoked.
    revoked_at: Option<DateTime<Utc>>,
}

impl From<sign_in_card_batch::Model> for CardBatch {
    fn from(row: sign_in_card_batch::Model) -> Self {
        Self {
            id: row.id,
            organisation_id: row.organisation_id,
            cards: row.cards,
            issued_by: row.issued_by,
            issued_at: row.issued_at,
            expires_at: row.expires_at,
            revoked_at: row.revoked_at,
        }
    }
}

/// Prints sign-in cards for people in one's part, ten on a page: name, school, a QR code, and below it the
/// code to type. A newer card takes the place of an older one. Each person is told at every address, and
/// each card is in the audit log. Of a school, those who are more than learners get a card from an
/// administrator only; of a list, all or none.
#[utoipa::path(tag = "people", operation_id = "print_sign_in_cards", request_body = NewCards,
    responses((status = 201, description = "The cards; their codes are not shown again", body = Vec<u8>,
        content_type = "application/pdf",
        headers(("Location" = String, description = "The batch, for revoking it")))))]
#[post("/sign-in-cards")]
async fn print(
    app: web::Data<App>,
    actor: Actor,
    Json(new): Json<NewCards>,
) -> Result<HttpResponse> {
    let actor = actor.in_roles_for(Action::RecoverAccess)?;
    let reader = app.database.reader();
    let people = match (&new.people, new.organisation_id) {
        (Some(people), None) => cards::of_people(reader, &actor, people).await?,
        (None, Some(id)) => cards::of_school(reader, &actor, id, MOST).await?,
        _ => {
            return Err(Error::field(
                "people, organisation_id",
                "field-one-of-person-and-organisation",
            ));
        }
    };
    let now = app.clock.now();
    let life = TimeDelta::days(app.config.sign_in.card_days);
    let batch = sign_in_card_batch::Model {
        id: ids::new_id(),
        organisation_id: new.organisation_id,
        cards: i32::try_from(people.len()).unwrap_or(i32::MAX),
        issued_by: actor.person_id,
        issued_at: now,
        expires_at: now + life,
        revoked_at: None,
    };
    let schools = cards::schools(reader, &people).await?;
    let page = format!("{}/recovery#code=", app.config.server.public_address);
    let (mut printed, mut codes) = (Vec::new(), Vec::new());
    for person in people {
        let code = recovery::new_printed();
        let school = person.organisation_id.and_then(|id| schools.get(&id));
        printed.push(Card {
            name: format!("{} {}", person.surname, person.given_name),
            school: school.cloned().unwrap_or_default(),
            address: format!("{page}{}", grouped(&code)),
            code: grouped(&code),
        });
        codes.push(Issued {
            person_id: person.id,
            id: ids::new_id(),
            hash: ids::hash_of_secret(&code),
        });
    }
    // Drawn before anything is written down: cards that nobody has would take the place of older ones.
    let zone = dates::zone(&app.config.webinars.time_zone);
    let words = words(now, batch.expires_at, zone);
    let drawing = move || card_sheet::render(&printed, &words);
    let drawn = tokio::task::spawn_blocking(drawing).await;
    let pdf = drawn.map_err(Error::internal)?.map_err(Error::internal)?;
    let place = format!("/api/v1/sign-in-cards/{}", batch.id);
    write_down(&app, &actor, batch, codes, life).await?;
    app.outbox.wake();
    Ok(HttpResponse::Created()
        .content_type("application/pdf")
        .insert_header((LOCATION, place))
        .insert_header((CACHE_CONTROL, "no-store"))
        .insert_header((CONTENT_DISPOSITION, "attachment; filename=\"cards.pdf\""))
        .insert_header(ContentEncoding::Identity)
        .body(pdf))
}

/// In Mongolian: they are for a school's wall, whoever prints them.
fn words(issued_at: DateTime<Utc>, expires_at: DateTime<Utc>, zone: chrono_tz::Tz) -> Words {
    let language = Language::Mn;
    let until = dates::moment(language, expires_at, zone);
    let text = |key: &str, arguments: &Arguments| language.text(key, arguments);
    Words {
        language: language.code().to_owned(),
        title: text("card-title", &Arguments::none()),
        instruction: text("card-instruction", &Arguments::none()),
        expiry: text("card-expiry", &Arguments::none().with("until", until)),
        issued_at,
    }
}

async fn write_down(
    app: &App,
    actor: &Actor,
    batch: sign_in_card_batch::Model,
    codes: Vec<Issued>,
    life: TimeDelta,
) -> Result<()> {
    let (now, batch_id) = (batch.issued_at, batch.id);
    let transaction = app.database.begin().await?;
    let more = u64::try_from(codes.len()).unwrap_or(u64::MAX);
    let rate = (more, app.config.sign_in.cards_per_hour);
    recovery::require_rate(&transaction, actor.person_id, CodeKind::Printed, rate, now).await?;
    let row = batch.into_active_model().reset_all();
    row.insert(&transaction).await?;
    let told = codes.iter().map(|code| {
        let letter = Letter::RecoveryIssued { code_id: code.id };
        (code.person_id, letter)
    });
    contacts::tell_everywhere(&transaction, told.collect(), now).await?;
    let lines = codes.iter().map(|code| {
        let line = Line::new(actor, Deed::SignInCardIssued, batch_id, now);
        line.about(code.person_id).with(json!({"code": code.id}))
    });
    audit::record_all(&transaction, lines.collect()).await?;
    let issue = Issue {
        kind: CodeKind::Printed,
        batch_id: Some(batch_id),
        issued_by: actor.person_id,
        now,
        life,
    };
    recovery::issue(&transaction, issue, codes).await?;
    Ok(transaction.commit().await?)
}

/// The batches of cards that one has printed, and those of the schools in one's part.
#[utoipa::path(tag = "people", operation_id = "list_sign_in_cards", params(PageQuery),
    responses((status = 200, description = "A page of batches", body = Page<CardBatch>)))]
#[get("/sign-in-cards")]
async fn list(
    app: web::Data<App>,
    actor: Actor,
    page: PageQuery,
) -> Result<web::Json<Page<CardBatch>>> {
    let actor = actor.in_roles_for(Action::RecoverAccess)?;
    let id = sign_in_card_batch::Column::Id;
    let found = page.load(
        app.database.reader(),
        cards::visible_to(&actor),
        id,
        |row| row.id,
    );
    Ok(web::Json(found.await?.map(CardBatch::from)))
}

/// Revokes a batch: the cards of it that have not been used do not work any more.
#[utoipa::path(tag = "people", operation_id = "revoke_sign_in_cards",
    params(("id" = Uuid, Path, description = "The batch")),
    responses((status = 200, description = "As it is now; revoking it again changes nothing",
        body = CardBatch)))]
#[delete("/sign-in-cards/{id}")]
async fn revoke(
    app: web::Data<App>,
    actor: Actor,
    id: web::Path<Uuid>,
) -> Result<web::Json<CardBatch>> {
    let actor = actor.in_roles_for(Action::RecoverAccess)?;
    let transaction = app.database.begin().await?;
    let batch = cards::lock(&transaction, &actor, *id).await?;
    if batch.revoked_at.is_some() {
        return Ok(web::Json(CardBatch::from(batch)));
    }
    let now = app.clock.now();
    let cards = recovery::cancel_batch(&transaction, batch.id, now).await?;
    let organisation_id = batch.organisation_id;
    let mut row = batch.into_active_model();
    row.revoked_at = Set(Some(now));
    let batch = row.update(&transaction).await?;
    let line = Line::new(&actor, Deed::SignInCardsRevoked, batch.id, now)
        .in_organisation(organisation_id)
        .with(json!({"cards": cards}));
    audit::record(&transaction, line).await?;
    transaction.commit().await?;
    Ok(web::Json(CardBatch::from(batch)))
}
