//! Looking after people: registering, inviting, changing, giving roles; and the signing keys.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, get, patch, post, put, web};
use chrono::{DateTime, Utc};
use garde::Validate;
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, EntityTrait, IntoActiveModel, QueryFilter, QuerySelect,
};
use serde::Deserialize;
use serde_json::json;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::filter::Filter;
use super::views::{Person, PersonChange};
use crate::app::App;
use crate::audit::{self, Changes, Deed, Line};
use crate::db::Transaction;
use crate::error::{Code, Error, Result};
use crate::http::routes::Routes;
use crate::http::{IdempotencyKey, IfMatch, Json, Page, PageQuery, etag, idempotency};
use crate::outbox::{self, Letter};
use crate::people::contacts::{self, Trouble};
use crate::people::identifiers::fold_email;
use crate::people::registration::{NewPerson, register_person, require_organisation, sorted};
use crate::people::tables::person;
use crate::people::{names, recovery, register_number, registration, sessions, single_use, store};
use crate::policy::{Action, Actor, Role, Sight};

/// The routes of this file.
pub fn routes(config: &mut Routes) {
    config
        .service(list)
        .service(register)
        .service(read)
        .service(change)
        .service(give_roles)
        .service(invite_again);
}

/// Which people are asked for.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct ReachQuery {
    /// Only those who cannot be reached by mail in this way.
    #[param(inline)]
    contact: Option<Trouble>,
}

/// The people whom one may see: school by school for whoever watches a part of the tree or asks about one.
#[utoipa::path(tag = "people", operation_id = "list_people",
    params(PageQuery, Filter, ReachQuery),
    responses((status = 200, description = "A page of people", body = Page<Person>)))]
#[get("/people")]
async fn list(
    app: web::Data<App>,
    actor: Actor,
    page: PageQuery,
    filter: Option<web::Query<Filter>>,
    reach: Option<web::Query<ReachQuery>>,
) -> Result<web::Json<Page<Person>>> {
    actor.require(Action::SeePeople)?;
    let filter = filter.ok_or_else(|| Error::field("organisation_id", "field-invalid"))?;
    let reach = reach.ok_or_else(|| Error::field("contact", "field-invalid"))?;
    let today = registration::today("Asia/Ulaanbaatar", app.clock.now());
    let reader = app.database.reader();
    let filter = filter.into_inner();
    let order = filter.order();
    let Some(actor) = filter.look(reader, actor).await? else {
        return Ok(web::Json(Page::empty()));
    };
    let wanted = filter
        .condition(today)?
        .add_option(reach.contact.map(Trouble::condition));
    let visible = |actor: &Actor| store::visible_to(actor).filter(wanted.clone());
    let found = match order.filter(|_| actor.sight() == Sight::Everyone) {
        Some(order) => {
            let order = (order, person::Column::Id);
            page.load_by(reader, visible(&actor), order, |row| row.id)
                .await?
        }
        None => store::paging::page(&page, reader, &actor, visible, |row| row.id).await?,
    };
    let ids = found.items.iter().map(|row| row.id);
    let mut roles = store::roles_of_all(reader, ids).await?;
    Ok(web::Json(found.map(|row| {
        let roles = roles.remove(&row.id).unwrap_or_default();
        Person::new(row, roles)
    })))
}

/// Registers a person, who gets an invitation by mail.
#[utoipa::path(tag = "people", operation_id = "register_person", request_body = NewPerson,
    params(("Idempotency-Key" = Option<String>, Header, description = "Makes the request happen once, however often it is sent")),
    responses((status = 201, description = "Registered and invited", body = Person)))]
#[post("/people")]
async fn register(
    app: web::Data<App>,
    actor: Actor,
    key: IdempotencyKey,
    Json(new): Json<NewPerson>,
) -> Result<HttpResponse> {
    actor.require(Action::ManagePeople)?;
    let answer = idempotency::once(
        &app,
        &actor,
        &key,
        StatusCode::CREATED,
        async |transaction| {
            let now = app.clock.now();
            let person = register_person(transaction, &new, None, now).await?;
            outbox::send(&app, transaction, person.id, Letter::Invitation).await?;
            let roles = sorted(&new.roles);
            let line = Line::new(&actor, Deed::PersonRegistered, person.id, now)
                .about(person.id)
                .with(json!({"roles": roles}));
            audit::record(transaction, line).await?;
            Ok(Person::new(person, roles))
        },
    )
    .await?;
    app.outbox.wake();
    Ok(answer)
}

/// A person whom one may see.
#[utoipa::path(tag = "people", operation_id = "read_person",
    params(("id" = Uuid, Path, description = "The person")),
    responses((status = 200, description = "The person", body = Person,
        headers(("ETag" = String, description = "For If-Match")))))]
#[get("/people/{id}")]
async fn read(app: web::Data<App>, actor: Actor, id: web::Path<Uuid>) -> Result<HttpResponse> {
    actor.require(Action::SeePeople)?;
    let person = store::find(app.database.reader(), &actor, *id).await?;
    let roles = store::roles_of(app.database.reader(), person.id).await?;
    let tag = etag::of(person.revision);
    Ok(HttpResponse::Ok()
        .insert_header(tag)
        .json(Person::new(person, roles)))
}

/// Changes a person.
#[utoipa::path(tag = "people", operation_id = "change_person", request_body = PersonChange,
    params(("id" = Uuid, Path, description = "The person"),
        ("If-Match" = String, Header, description = "The ETag that the change was made from")),
    responses((status = 200, description = "As it is now", body = Person,
        headers(("ETag" = String, description = "For If-Match")))))]
#[patch("/people/{id}")]
async fn change(
    app: web::Data<App>,
    actor: Actor,
    id: web::Path<Uuid>,
    if_match: IfMatch,
    Json(change): Json<PersonChange>,
) -> Result<HttpResponse> {
    actor.require(Action::ManagePeople)?;
    let transaction = app.database.begin().await?;
    store::lock_administrators(&transaction).await?;
    let before = locked(&transaction, &if_match, *id).await?;
    require_organisation(&transaction, change.organisation_id).await?;
    let now = app.clock.now();
    let moved_to = change
        .organisation_id
        .filter(|place| before.organisation_id != Some(*place));
    let surname = change.surname.as_deref().unwrap_or(&before.surname);
    let given_name = change.given_name.as_deref().unwrap_or(&before.given_name);
    let name_key = names::full_key(surname, given_name);
    let mut row = before.clone().into_active_model();
    row.name_key = Set(name_key);
    if let Some(email) = change.email {
        let email = fold_email(&email);
        contacts::correct_email(&transaction, before.id, email, actor.person_id, now).await?;
    }
    if let Some(surname) = change.surname {
        row.surname = Set(surname);
    }
    if let Some(given_name) = change.given_name {
        row.given_name = Set(given_name);
    }
    if let Some(number) = change.register_number {
        row.register_number = Set(register_number::fold(&number));
    }
    if let Some(code) = change.sector_code {
        row.sector_code = Set(Some(code));
    }
    if let Some(day) = change.service_began_on {
        row.service_began_on = Set(Some(day));
    }
    if let Some(active) = change.active {
        row.active = Set(active);
    }
    row.revision = Set(before.revision + 1);
    row.update(&transaction)
        .await
        .map_err(registration::taken)?;
    let mut person = store::get(&transaction, before.id).await?;
    if let Some(place) = moved_to {
        person = registration::settle(&transaction, person, place, None, now).await?;
    }
    if !person.active {
        sessions::end_all(&transaction, person.id, None, now).await?;
        recovery::cancel_all(&transaction, person.id, now).await?;
    }
    if !person.active || person.email != before.email {
        // What is under way to the former address must not open the account.
        single_use::cancel_all(&transaction, person.id).await?;
    }
    store::require_an_administrator(&transaction).await?;
    let roles = store::roles_of(&transaction, person.id).await?;
    audit::record(&transaction, changed(&actor, &before, &person, now)).await?;
    transaction.commit().await?;
    let tag = etag::of(person.revision);
    Ok(HttpResponse::Ok()
        .insert_header(tag)
        .json(Person::new(person, roles)))
}

/// The line that tells what was changed of a person, seen from where the person belonged before.
fn changed(
    actor: &Actor,
    before: &person::Model,
    after: &person::Model,
    now: DateTime<Utc>,
) -> Line {
    let deed = match (before.active, after.active) {
        (true, false) => Deed::PersonSwitchedOff,
        (false, true) => Deed::PersonSwitchedOn,
        _ => Deed::PersonChanged,
    };
    let changes = Changes::none()
        .field("email", &before.email, &after.email)
        .field("surname", &before.surname, &after.surname)
        .field("given_name", &before.given_name, &after.given_name)
        .field(
            "organisation_id",
            &before.organisation_id,
            &after.organisation_id,
        )
        .field("active", &before.active, &after.active);
    Line::new(actor, deed, after.id, now)
        .about(after.id)
        .in_organisation(before.organisation_id)
        .with(changes.details())
}

/// The row of a person, locked, as the change expects it.
async fn locked(transaction: &Transaction, if_match: &IfMatch, id: Uuid) -> Result<person::Model> {
    let found = person::Entity::find_by_id(id)
        .lock_exclusive()
        .one(transaction)
        .await?;
    let person = found.ok_or(Code::NotFound)?;
    if_match.require(person.revision)?;
    Ok(person)
}

/// The roles that a person shall have.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"roles": ["learner", "methodologist"]}))]
pub struct Roles {
    /// All of them; one that is not named is taken away.
    #[garde(length(min = 1, max = 5))]
    roles: Vec<Role>,
}

/// Gives a person exactly these roles. They hold from the next request on.
#[utoipa::path(tag = "people", operation_id = "give_roles", request_body = Roles,
    params(("id" = Uuid, Path, description = "The person"),
        ("If-Match" = String, Header, description = "The ETag that the change was made from")),
    responses((status = 200, description = "As it is now", body = Person,
        headers(("ETag" = String, description = "For If-Match")))))]
#[put("/people/{id}/roles")]
async fn give_roles(
    app: web::Data<App>,
    actor: Actor,
    id: web::Path<Uuid>,
    if_match: IfMatch,
    Json(body): Json<Roles>,
) -> Result<HttpResponse> {
    actor.require(Action::ManagePeople)?;
    let transaction = app.database.begin().await?;
    store::lock_administrators(&transaction).await?;
    let before = locked(&transaction, &if_match, *id).await?;
    let roles = sorted(&body.roles);
    let roles_before = store::roles_of(&transaction, *id).await?;
    store::set_roles(&transaction, *id, &roles).await?;
    store::require_an_administrator(&transaction).await?;
    let changes = Changes::none().field("roles", &roles_before, &roles);
    let line = Line::new(&actor, Deed::RolesGiven, *id, app.clock.now())
        .about(*id)
        .with(changes.details());
    audit::record(&transaction, line).await?;
    let revision = Set(before.revision + 1);
    let person = person::ActiveModel {
        id: Set(*id),
        revision,
        ..Default::default()
    }
    .update(&transaction)
    .await?;
    transaction.commit().await?;
    let tag = etag::of(person.revision);
    Ok(HttpResponse::Ok()
        .insert_header(tag)
        .json(Person::new(person, roles)))
}

/// Sends the invitation again; also the way back for a person who has forgotten the password.
#[utoipa::path(tag = "people", operation_id = "invite_again",
    params(("id" = Uuid, Path, description = "The person")),
    responses((status = 202, description = "A mail is under way")))]
#[post("/people/{id}/invitation")]
async fn invite_again(
    app: web::Data<App>,
    actor: Actor,
    id: web::Path<Uuid>,
) -> Result<HttpResponse> {
    actor.require(Action::ManagePeople)?;
    let transaction = app.database.begin().await?;
    let person = store::find(&transaction, &actor, *id).await?;
    outbox::send(&app, &transaction, person.id, Letter::Invitation).await?;
    let line = Line::new(&actor, Deed::PersonInvited, person.id, app.clock.now());
    audit::record(&transaction, line.about(person.id)).await?;
    transaction.commit().await?;
    app.outbox.wake();
    Ok(HttpResponse::Accepted().finish())
}
