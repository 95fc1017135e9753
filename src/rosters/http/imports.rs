//! Importing a roster, and looking at what has come of it.

use actix_multipart::Multipart;
use actix_web::http::StatusCode;
use actix_web::{HttpMessage, HttpRequest, HttpResponse, get, post, web};
use sea_orm::{ActiveModelTrait, ActiveValue::Set};
use uuid::Uuid;

use super::form::{self, Received, RosterForm};
use super::views::{RosterImport, RosterImportWithCounts};
use crate::app::App;
use crate::error::{Error, FieldError, Result};
use crate::http::routes::Routes;
use crate::http::{IdempotencyKey, Page, PageQuery, Spoken, etag, idempotency};
use crate::ids;
use crate::messages::{Arguments, Language};
use crate::outbox::{self, Job};
use crate::people::registration::today;
use crate::people::{store as people, tree};
use crate::policy::{Action, Actor};
use crate::rosters::reading::{self, Refusal, Roster};
use crate::rosters::state::Status;
use crate::rosters::tables::{roster_file, roster_import};
use crate::rosters::{dry_run, store};

/// The routes of this file.
pub fn routes(config: &mut Routes) {
    config.service(send).service(list).service(read);
}

/// Imports a roster: a list of people and of where they are, as CSV (any separator; UTF-8, UTF-16,
/// Windows-1251, old Mongolian fonts), XLSX, or OneRoster 1.1 or 1.2. It is compared with the register
/// in the background, and nothing changes until it is applied. A file that is not a roster is refused,
/// with what it seems to be. Rows about organisations outside of one's part are not taken.
#[utoipa::path(tag = "rosters", operation_id = "import_roster",
    request_body(content = RosterForm, content_type = "multipart/form-data"),
    params(("Idempotency-Key" = Option<String>, Header, description = "Makes the request happen once, however often it is sent")),
    responses((status = 201, description = "It is being compared", body = RosterImport)))]
#[post("/roster-imports")]
async fn send(
    app: web::Data<App>,
    actor: Actor,
    spoken: Spoken,
    key: IdempotencyKey,
    request: HttpRequest,
    sent: Multipart,
) -> Result<HttpResponse> {
    actor.require(Action::KeepRegister)?;
    let received = form::receive(sent).await?;
    request.extensions_mut().insert(received.hash());
    if let Some(place) = received.organisation_id {
        let reader = app.database.reader();
        tree::require_in_sight(reader, &actor, "organisation_id", place).await?;
    }
    let (received, roster) = read_file(received, spoken.0).await?;
    let now = app.clock.now();
    let zone = people::get(app.database.reader(), actor.person_id)
        .await?
        .time_zone;
    let as_of = received.as_of.unwrap_or_else(|| today(&zone, now));
    let created = StatusCode::CREATED;
    let answer = idempotency::once(&app, &actor, &key, created, async |transaction| {
        let id = ids::new_id();
        let row = roster_import::ActiveModel {
            id: Set(id),
            created_by: Set(actor.person_id),
            created_at: Set(now),
            file_name: Set(received.name),
            format: Set(roster.format.name().to_owned()),
            as_of: Set(as_of),
            complete: Set(received.complete),
            organisation_id: Set(received.organisation_id),
            status: Set(Status::Comparing),
            row_count: Set(i32::try_from(roster.rows.len()).unwrap_or(i32::MAX)),
            worked_through: Set(0),
            remarks: Set(dry_run::remarks(&roster, received.complete)),
            revision: Set(0),
            applied_by: Set(None),
            applied_at: Set(None),
            undone_by: Set(None),
            undone_at: Set(None),
        };
        let row = row.insert(transaction).await?;
        let file = roster_file::ActiveModel {
            import_id: Set(id),
            bytes: Set(received.bytes),
        };
        file.insert(transaction).await?;
        let job = Job::CompareRoster { import_id: id };
        let key = format!("compare roster {id}");
        outbox::enqueue(transaction, key, job, now, now).await?;
        Ok(RosterImport::new(row, spoken.0))
    })
    .await?;
    app.outbox.wake();
    Ok(answer)
}

/// Reads the file, off the threads that answer.
async fn read_file(received: Received, language: Language) -> Result<(Received, Roster)> {
    let names_place = received.organisation_id.is_some();
    let (received, roster) = web::block(move || {
        let roster = reading::read(&received.bytes, names_place);
        (received, roster)
    })
    .await
    .map_err(Error::internal)?;
    let roster = roster.map_err(|refusal| refused(refusal, language))?;
    Ok((received, roster))
}

fn refused(refusal: Refusal, language: Language) -> Error {
    let mut arguments = Arguments(refusal.arguments);
    if let Some(column) = refusal.column {
        arguments = arguments.with("column", column.heading(language));
    }
    Error::fields(vec![FieldError {
        field: "file".to_owned(),
        key: refusal.key,
        arguments,
    }])
}

/// The imports that one may see: one's own, and for who looks after everybody, everybody's.
#[utoipa::path(tag = "rosters", operation_id = "list_roster_imports", params(PageQuery),
    responses((status = 200, description = "A page of imports", body = Page<RosterImport>)))]
#[get("/roster-imports")]
async fn list(
    app: web::Data<App>,
    actor: Actor,
    spoken: Spoken,
    page: PageQuery,
) -> Result<web::Json<Page<RosterImport>>> {
    actor.require(Action::KeepRegister)?;
    let reader = app.database.reader();
    let all = store::visible_to(&actor);
    let found = page
        .load(reader, all, roster_import::Column::Id, |row| row.id)
        .await?;
    Ok(web::Json(found.map(|row| RosterImport::new(row, spoken.0))))
}

/// An import: how far it has come, and how many rows mean what.
#[utoipa::path(tag = "rosters", operation_id = "read_roster_import",
    params(("id" = Uuid, Path, description = "The import")),
    responses((status = 200, description = "The import", body = RosterImportWithCounts,
        headers(("ETag" = String, description = "Changes with the status")))))]
#[get("/roster-imports/{id}")]
async fn read(
    app: web::Data<App>,
    actor: Actor,
    spoken: Spoken,
    id: web::Path<Uuid>,
) -> Result<HttpResponse> {
    actor.require(Action::KeepRegister)?;
    let reader = app.database.reader();
    let import = store::find(reader, &actor, *id).await?;
    let counts = store::counts(reader, import.id).await?;
    let tag = etag::of(import.revision);
    let import = RosterImport::new(import, spoken.0);
    Ok(HttpResponse::Ok()
        .insert_header(tag)
        .json(RosterImportWithCounts::new(import, &counts)))
}
