//! E-mail addresses and telephone numbers: one's own, and those of people whom one lets in again.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, delete, get, post, put, web};
use chrono::{DateTime, Utc};
use garde::Validate;
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;
use uuid::Uuid;

use super::sign_in::{Token, from_address};
use crate::app::App;
use crate::audit::{self, Deed, Line};
use crate::db::Transaction;
use crate::error::{Code, Error, Result};
use crate::http::problem::Problem;
use crate::http::routes::Routes;
use crate::http::{IdempotencyKey, Json, idempotency};
use crate::outbox::{self, Letter};
use crate::people::identifiers::{ContactKind, fold_email, fold_telephone};
use crate::people::rate_limit::{self, Limit};
use crate::people::registration::email_address;
use crate::people::single_use::{self, Purpose};
use crate::people::tables::access::contact;
use crate::people::{contacts, store};
use crate::policy::{Action, Actor};

/// The routes of this file.
pub fn routes(config: &mut Routes) {
    config
        .service(list_own)
        .service(add_own)
        .service(remove_own)
        .service(make_main)
        .service(ask_for_verification)
        .service(verify)
        .service(list)
        .service(add);
}

/// An e-mail address or a telephone number of a person.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "id": "0199a000-0000-7000-8000-000000000071", "kind": "email", "value": "bat@example.mn",
    "main": true, "verified_at": "2026-02-01T01:00:00Z", "bounced_at": null, "bounce_reason": null,
    "created_at": "2026-01-15T01:00:00Z"
}))]
pub struct Contact {
    /// The identifier.
    id: Uuid,
    /// What it is.
    kind: ContactKind,
    /// The address in small letters, or the number as E.164 writes it.
    value: String,
    /// Whether it is used first, of its kind.
    main: bool,
    /// When the person showed that letters arrive there; null for telephone numbers.
    verified_at: Option<DateTime<Utc>>,
    /// When a mail server refused a letter to it for good; letters go to another one until it is mended.
    bounced_at: Option<DateTime<Utc>>,
    /// What the mail server said.
    bounce_reason: Option<String>,
    /// When it was added.
    created_at: DateTime<Utc>,
}

impl From<contact::Model> for Contact {
    fn from(row: contact::Model) -> Self {
        Self {
            id: row.id,
            kind: row.kind,
            value: row.value,
            main: row.main,
            verified_at: row.verified_at,
            bounced_at: row.bounced_at,
            bounce_reason: row.bounce_reason,
            created_at: row.created_at,
        }
    }
}

/// An e-mail address or a telephone number to be added.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"kind": "email", "value": "bat.dorj@example.mn"}))]
pub struct NewContact {
    /// What it is.
    #[garde(skip)]
    kind: ContactKind,
    /// The address, or the number; one of eight digits is Mongolian.
    #[garde(length(chars, min = 1, max = 254))]
    value: String,
}

impl NewContact {
    /// Folded as it is stored.
    fn folded(&self) -> Result<(ContactKind, String)> {
        let value = match self.kind {
            ContactKind::Email => {
                email_address(&self.value).map_err(|key| Error::field("value", key))?;
                fold_email(&self.value)
            }
            ContactKind::Telephone => fold_telephone(&self.value)
                .ok_or_else(|| Error::field("value", "field-telephone"))?,
        };
        Ok((self.kind, value))
    }
}

/// One's own e-mail addresses and telephone numbers, the main ones first.
#[utoipa::path(tag = "own account", operation_id = "list_own_contacts",
    responses((status = 200, description = "All of them", body = Vec<Contact>)))]
#[get("/me/contacts")]
async fn list_own(app: web::Data<App>, actor: Actor) -> Result<web::Json<Vec<Contact>>> {
    let found = contacts::of(app.database.reader(), actor.person_id).await?;
    Ok(web::Json(found.into_iter().map(Contact::from).collect()))
}

/// Adds an e-mail address or a telephone number to one's account. A letter goes to a new address; it
/// counts once the link in it was used. The addresses that one had are told.
#[utoipa::path(tag = "own account", operation_id = "add_own_contact", request_body = NewContact,
    params(("Idempotency-Key" = Option<String>, Header, description = "Makes the request happen once, however often it is sent")),
    responses((status = 201, description = "Added", body = Contact),
        (status = 409, description = "`email_taken`, `telephone_taken`: it is another person's; `already_exists`: one has it; `idempotency_key_reused`",
            body = Problem, content_type = "application/problem+json")))]
#[post("/me/contacts")]
async fn add_own(
    app: web::Data<App>,
    actor: Actor,
    key: IdempotencyKey,
    Json(new): Json<NewContact>,
) -> Result<HttpResponse> {
    let new = new.folded()?;
    let person = store::get(app.database.reader(), actor.person_id).await?;
    let limit = Limit::account(&app, "contacts", Some(&person), "");
    rate_limit::count_try(&app, &[limit]).await?;
    let created = StatusCode::CREATED;
    let answer = idempotency::once(&app, &actor, &key, created, async |transaction| {
        store::lock(transaction, actor.person_id).await?;
        let by = Some(actor.person_id);
        let added = put_down(&app, transaction, actor.person_id, new, by).await?;
        Ok(Contact::from(added))
    })
    .await?;
    app.outbox.wake();
    Ok(answer)
}

/// Adds it, tells the addresses that were there before, and asks a new one whether it is true.
async fn put_down(
    app: &App,
    transaction: &Transaction,
    person_id: Uuid,
    new: (ContactKind, String),
    by: Option<Uuid>,
) -> Result<contact::Model> {
    let now = app.clock.now();
    let letter = vec![(person_id, Letter::ContactsChanged)];
    contacts::tell_everywhere(transaction, letter, now).await?;
    let added = contacts::add(transaction, person_id, new, by, now).await?;
    if added.kind == ContactKind::Email {
        outbox::send_to(app, transaction, added.id, Letter::VerifyAddress).await?;
    }
    Ok(added)
}

/// Removes one of one's addresses or numbers. Links that were sent there stop working.
#[utoipa::path(tag = "own account", operation_id = "remove_own_contact",
    params(("id" = Uuid, Path, description = "The address or number")),
    responses((status = 204, description = "Removed"),
        (status = 409, description = "`last_identifier`: nothing would be left by which one is known",
            body = Problem, content_type = "application/problem+json")))]
#[delete("/me/contacts/{id}")]
async fn remove_own(
    app: web::Data<App>,
    actor: Actor,
    id: web::Path<Uuid>,
) -> Result<HttpResponse> {
    let transaction = app.database.begin().await?;
    let person = store::lock(&transaction, actor.person_id).await?;
    let row = contacts::get(&transaction, person.id, *id).await?;
    contacts::remove(&transaction, &person, &row).await?;
    let letter = vec![(person.id, Letter::ContactsChanged)];
    contacts::tell_everywhere(&transaction, letter, app.clock.now()).await?;
    transaction.commit().await?;
    app.outbox.wake();
    Ok(HttpResponse::NoContent().finish())
}

/// Makes one of one's addresses or numbers the main one of its kind: letters go there first.
#[utoipa::path(tag = "own account", operation_id = "make_own_contact_main",
    params(("id" = Uuid, Path, description = "The address or number")),
    responses((status = 200, description = "As it is now", body = Contact),
        (status = 409, description = "`contact_unverified`: use the link in the letter first",
            body = Problem, content_type = "application/problem+json")))]
#[put("/me/contacts/{id}/main")]
async fn make_main(
    app: web::Data<App>,
    actor: Actor,
    id: web::Path<Uuid>,
) -> Result<web::Json<Contact>> {
    let transaction = app.database.begin().await?;
    store::lock(&transaction, actor.person_id).await?;
    let row = contacts::get(&transaction, actor.person_id, *id).await?;
    contacts::make_main(&transaction, &row).await?;
    let row = contacts::get(&transaction, actor.person_id, *id).await?;
    transaction.commit().await?;
    Ok(web::Json(Contact::from(row)))
}

/// Sends the letter once more that verifies one of one's e-mail addresses, also one that was refused.
#[utoipa::path(tag = "own account", operation_id = "verify_own_contact",
    params(("id" = Uuid, Path, description = "The address")),
    responses((status = 202, description = "A mail is under way"),
        (status = 404, description = "No such e-mail address of one's own", body = Problem)))]
#[post("/me/contacts/{id}/verification")]
async fn ask_for_verification(
    app: web::Data<App>,
    actor: Actor,
    id: web::Path<Uuid>,
) -> Result<HttpResponse> {
    let person = store::get(app.database.reader(), actor.person_id).await?;
    let limit = Limit::account(&app, "verification", Some(&person), "");
    rate_limit::count_try(&app, &[limit]).await?;
    let transaction = app.database.begin().await?;
    let row = contacts::get(&transaction, actor.person_id, *id).await?;
    if row.kind != ContactKind::Email {
        return Err(Code::NotFound.into());
    }
    outbox::send_to(&app, &transaction, row.id, Letter::VerifyAddress).await?;
    transaction.commit().await?;
    app.outbox.wake();
    Ok(HttpResponse::Accepted().finish())
}

/// Verifies an e-mail address with the token from the letter that was sent there, once.
#[utoipa::path(tag = "sign-in", operation_id = "verify_contact", security(()), request_body = Token,
    responses((status = 204, description = "Verified")))]
#[post("/contacts/verify")]
async fn verify(
    app: web::Data<App>,
    request: HttpRequest,
    Json(body): Json<Token>,
) -> Result<HttpResponse> {
    rate_limit::count_try(&app, &[from_address(&app, &request)]).await?;
    let transaction = app.database.begin().await?;
    let now = app.clock.now();
    single_use::take(&transaction, &body.token, Purpose::Verification, now).await?;
    transaction.commit().await?;
    Ok(HttpResponse::NoContent().finish())
}

/// The e-mail addresses and telephone numbers of a person whom one may let in again.
#[utoipa::path(tag = "people", operation_id = "list_contacts",
    params(("id" = Uuid, Path, description = "The person")),
    responses((status = 200, description = "All of them", body = Vec<Contact>)))]
#[get("/people/{id}/contacts")]
async fn list(
    app: web::Data<App>,
    actor: Actor,
    id: web::Path<Uuid>,
) -> Result<web::Json<Vec<Contact>>> {
    let actor = actor.in_roles_for(Action::RecoverAccess)?;
    let reader = app.database.reader();
    let person = store::find(reader, &actor, *id).await?;
    let found = contacts::of(reader, person.id).await?;
    Ok(web::Json(found.into_iter().map(Contact::from).collect()))
}

/// Adds an e-mail address or a telephone number to a person in one's part, which counts at once. The
/// person is told at every address that there was, and it is in the audit log. An officer adds to
/// learners only.
#[utoipa::path(tag = "people", operation_id = "add_contact", request_body = NewContact,
    params(("id" = Uuid, Path, description = "The person"),
        ("Idempotency-Key" = Option<String>, Header, description = "Makes the request happen once, however often it is sent")),
    responses((status = 201, description = "Added", body = Contact),
        (status = 409, description = "`email_taken`, `telephone_taken`: it is another person's; `already_exists`: the person has it; `idempotency_key_reused`",
            body = Problem, content_type = "application/problem+json")))]
#[post("/people/{id}/contacts")]
async fn add(
    app: web::Data<App>,
    actor: Actor,
    id: web::Path<Uuid>,
    key: IdempotencyKey,
    Json(new): Json<NewContact>,
) -> Result<HttpResponse> {
    let actor = actor.in_roles_for(Action::RecoverAccess)?;
    let new = new.folded()?;
    let created = StatusCode::CREATED;
    let answer = idempotency::once(&app, &actor, &key, created, async |transaction| {
        let person = store::find(transaction, &actor, *id).await?;
        actor.require_to_recover(&store::roles_of(transaction, person.id).await?)?;
        store::lock(transaction, person.id).await?;
        let by = Some(actor.person_id);
        let added = put_down(&app, transaction, person.id, new, by).await?;
        let line = Line::new(&actor, Deed::ContactAdded, added.id, app.clock.now())
            .about(person.id)
            .with(json!({"kind": added.kind, "value": added.value}));
        audit::record(transaction, line).await?;
        Ok(Contact::from(added))
    })
    .await?;
    app.outbox.wake();
    Ok(answer)
}
