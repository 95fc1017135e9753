//! The letters that have not left yet, for the administrator: why one waits, sending it now, and giving it up.

use std::collections::{HashMap, HashSet};

use actix_web::{HttpResponse, delete, get, post, web};
use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter,
    QuerySelect,
};
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::app::App;
use crate::audit::{self, Deed, Line};
use crate::db::{self, Transaction};
use crate::error::{Code, Error, Result};
use crate::http::routes::Routes;
use crate::http::{Page, PageQuery};
use crate::outbox::tables::outbox_job;
use crate::outbox::{Job, Lane, Letter};
use crate::people::tables::access::contact;
use crate::people::tables::person;
use crate::policy::{Action, Actor};

/// The routes of this file.
pub fn routes(config: &mut Routes) {
    config.service(list).service(send_now).service(give_up);
}

/// Which letters are asked for.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Filter {
    /// Only those that could not be sent so far, and are tried again; or only those of which that is not so.
    troubled: Option<bool>,
}

/// A letter that has not left yet.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "id": "0199a000-0000-7000-8000-000000000081", "letter": "certificate-issued",
    "person": {"id": "0199a000-0000-7000-8000-000000000003", "surname": "Дорж", "given_name": "Бат",
        "address": "bat@example.mn"},
    "created_at": "2026-02-01T01:00:00Z", "due_at": "2026-02-01T01:05:00Z", "tries": 3,
    "last_error": "the mail server does not answer", "at_work": false
}))]
struct WaitingLetter {
    /// The identifier.
    id: Uuid,
    /// What it is about, by the name of its words in the catalogue.
    letter: &'static str,
    /// To whom; null when the person or the address is gone.
    person: Option<Addressee>,
    /// When it was written down.
    created_at: DateTime<Utc>,
    /// When it is tried next.
    due_at: DateTime<Utc>,
    /// How often it has been tried.
    tries: i32,
    /// Why the last try failed, in the words of the mail server; null when none has.
    last_error: Option<String>,
    /// Whether it is being sent right now.
    at_work: bool,
}

/// To whom a letter goes.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = LetterAddressee)]
struct Addressee {
    /// The person.
    id: Uuid,
    /// The surname.
    surname: String,
    /// The given name.
    given_name: String,
    /// The address: the one that the letter is for, else the main one; null when there is none.
    address: Option<String>,
}

/// The letters that have not left yet, those first that are due first.
#[utoipa::path(tag = "operation", operation_id = "list_mail_queue", params(PageQuery, Filter),
    responses((status = 200, description = "A page of letters", body = Page<WaitingLetter>)))]
#[get("/mail-queue")]
async fn list(
    app: web::Data<App>,
    actor: Actor,
    page: PageQuery,
    filter: Option<web::Query<Filter>>,
) -> Result<web::Json<Page<WaitingLetter>>> {
    actor.require(Action::Operate)?;
    let filter = filter.ok_or_else(|| Error::field("troubled", "field-invalid"))?;
    let troubled = filter.troubled.map(|troubled| match troubled {
        true => outbox_job::Column::LastError.is_not_null(),
        false => outbox_job::Column::LastError.is_null(),
    });
    let waiting = outbox_job::Entity::find()
        .filter(outbox_job::Column::Status.eq("waiting"))
        .filter(outbox_job::Column::Lane.eq(Lane::Mail));
    let waiting = match troubled {
        Some(troubled) => waiting.filter(troubled),
        None => waiting,
    };
    let order = (outbox_job::Column::DueAt, outbox_job::Column::Id);
    let reader = app.database.reader();
    let found = page.load_by(reader, waiting, order, |row| row.id).await?;
    let addressees = addressees(reader, &found.items).await?;
    let now = app.clock.now();
    let shown = found.items.into_iter().filter_map(|row| {
        Some(WaitingLetter {
            id: row.id,
            letter: letter(&row.job)?.name(),
            person: addressees.get(&row.id).cloned(),
            created_at: row.created_at,
            due_at: row.due_at,
            tries: row.tries,
            last_error: row.last_error,
            at_work: row.leased_until.is_some_and(|until| until > now),
        })
    });
    Ok(web::Json(Page {
        items: shown.collect(),
        next: found.next,
    }))
}

fn letter(job: &Job) -> Option<&Letter> {
    match job {
        Job::Letter { letter, .. } | Job::LetterTo { letter, .. } => Some(letter),
        _ => None,
    }
}

/// To whom these letters go, by job.
async fn addressees(
    connection: &impl ConnectionTrait,
    jobs: &[outbox_job::Model],
) -> Result<HashMap<Uuid, Addressee>> {
    let named = jobs.iter().filter_map(|row| match row.job {
        Job::LetterTo { contact_id, .. } => Some(contact_id),
        _ => None,
    });
    let contacts = contact::Entity::find()
        .filter(contact::Column::Id.is_in(db::few_lengths(named)))
        .all(connection)
        .await?;
    let contacts: HashMap<Uuid, contact::Model> =
        contacts.into_iter().map(|row| (row.id, row)).collect();
    let whom = |row: &outbox_job::Model| match row.job {
        Job::Letter { person_id, .. } => Some((person_id, None)),
        Job::LetterTo { contact_id, .. } => contacts
            .get(&contact_id)
            .map(|found| (found.person_id, Some(found.value.clone()))),
        _ => None,
    };
    let ids: HashSet<Uuid> = jobs.iter().filter_map(|row| Some(whom(row)?.0)).collect();
    let people: Vec<(Uuid, String, String, Option<String>)> = person::Entity::find()
        .filter(person::Column::Id.is_in(db::few_lengths(ids)))
        .select_only()
        .columns([
            person::Column::Id,
            person::Column::Surname,
            person::Column::GivenName,
            person::Column::Email,
        ])
        .into_tuple()
        .all(connection)
        .await?;
    let people: HashMap<Uuid, Addressee> = people
        .into_iter()
        .map(|(id, surname, given_name, address)| {
            let addressee = Addressee {
                id,
                surname,
                given_name,
                address,
            };
            (id, addressee)
        })
        .collect();
    Ok(jobs
        .iter()
        .filter_map(|row| {
            let (person_id, address) = whom(row)?;
            let mut addressee = people.get(&person_id)?.clone();
            addressee.address = address.or(addressee.address);
            Some((row.id, addressee))
        })
        .collect())
}

/// Tries a letter now instead of later. One that is being sent right now is left to that.
#[utoipa::path(tag = "operation", operation_id = "send_letter_now",
    params(("id" = Uuid, Path, description = "The letter")),
    responses((status = 204, description = "It is tried now")))]
#[post("/mail-queue/{id}/sending")]
async fn send_now(app: web::Data<App>, actor: Actor, id: web::Path<Uuid>) -> Result<HttpResponse> {
    actor.require(Action::Operate)?;
    let transaction = app.database.begin().await?;
    let row = lock(&transaction, *id).await?;
    outbox_job::ActiveModel {
        id: Set(row.id),
        due_at: Set(app.clock.now()),
        ..Default::default()
    }
    .update(&transaction)
    .await?;
    transaction.commit().await?;
    app.outbox.wake();
    Ok(HttpResponse::NoContent().finish())
}

/// Gives a letter up: it is not sent. One that is being sent right now may still leave.
#[utoipa::path(tag = "operation", operation_id = "give_letter_up",
    params(("id" = Uuid, Path, description = "The letter")),
    responses((status = 204, description = "It is not tried again")))]
#[delete("/mail-queue/{id}")]
async fn give_up(app: web::Data<App>, actor: Actor, id: web::Path<Uuid>) -> Result<HttpResponse> {
    actor.require(Action::Operate)?;
    let now = app.clock.now();
    let transaction = app.database.begin().await?;
    let row = lock(&transaction, *id).await?;
    let to = addressees(&transaction, std::slice::from_ref(&row)).await?;
    let person_id = to.get(&row.id).map(|addressee| addressee.id);
    let about = letter(&row.job).map(Letter::name);
    // The key stays as long as that of a letter which was sent: the same cause does not bring it back.
    outbox_job::ActiveModel {
        id: Set(row.id),
        status: Set("done".to_owned()),
        done_at: Set(Some(now)),
        leased_until: Set(None),
        ..Default::default()
    }
    .update(&transaction)
    .await?;
    let line = Line::new(&actor, Deed::LetterGivenUp, row.id, now).with(json!({"letter": about}));
    let line = match person_id {
        Some(person_id) => line.about(person_id),
        None => line,
    };
    audit::record(&transaction, line).await?;
    transaction.commit().await?;
    Ok(HttpResponse::NoContent().finish())
}

/// A letter that waits, locked until the transaction ends.
async fn lock(transaction: &Transaction, id: Uuid) -> Result<outbox_job::Model> {
    let found = outbox_job::Entity::find_by_id(id)
        .filter(outbox_job::Column::Status.eq("waiting"))
        .filter(outbox_job::Column::Lane.eq(Lane::Mail))
        .lock_exclusive()
        .one(transaction)
        .await?;
    found.ok_or(Code::NotFound.into())
}
