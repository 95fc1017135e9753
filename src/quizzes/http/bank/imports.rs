//! Importing files of questions into the bank.

use std::cell::Cell;

use actix_multipart::Multipart;
use actix_web::http::StatusCode;
use actix_web::{HttpMessage, HttpRequest, HttpResponse, post, web};

use super::form::{self, ImportForm, Received};
use super::reports::ImportReport;
use crate::app::App;
use crate::db::Transaction;
use crate::error::{Error, FieldError, Result};
use crate::http::routes::Routes;
use crate::http::{IdempotencyKey, Spoken, idempotency};
use crate::messages::Arguments;
use crate::policy::{Action, Actor};
use crate::quizzes::bank::importing;
use crate::quizzes::bank::importing_files::ArrivedFiles;
use crate::quizzes::bank::store;
use crate::quizzes::bank::writing::Hand;
use crate::quizzes::formats::{Format, Imported, Refused, door};

/// The routes of this file.
pub fn routes(config: &mut Routes) {
    config.service(import);
}

/// Imports a file of questions: GIFT, Aiken, Moodle XML, QTI 2.1 and 2.2, QTI 3.0 or a spreadsheet.
/// A question that the category has under the same identifier gets a new version, and only when it
/// has changed: importing the same file again changes nothing. What has no counterpart here is
/// reported, and never dropped silently.
#[utoipa::path(tag = "question bank", operation_id = "import_questions",
    request_body(content = ImportForm, content_type = "multipart/form-data"),
    params(("Idempotency-Key" = Option<String>, Header, description = "Makes the request happen once, however often it is sent")),
    responses((status = 200, description = "What was done", body = ImportReport)))]
#[post("/question-bank/imports")]
async fn import(
    app: web::Data<App>,
    actor: Actor,
    spoken: Spoken,
    key: IdempotencyKey,
    request: HttpRequest,
    sent: Multipart,
) -> Result<HttpResponse> {
    actor.require(Action::Author)?;
    let limit = app.config.question_bank.import_limit_bytes;
    form::refuse_early(&request, limit)?;
    let received = form::receive(sent, limit).await?;
    request.extensions_mut().insert(received.hash());
    let category_id = received.category_id;
    store::named_category(app.database.reader(), "category_id", category_id).await?;
    let dry_run = received.dry_run;
    let (format, imported) = read(received).await?;
    let files = ArrivedFiles::look_up(&app, &imported.files).await?;
    let hand = Hand {
        person_id: actor.person_id,
        now: app.clock.now(),
    };
    let is_written_down = Cell::new(false);
    let outcome = async {
        if !dry_run {
            files.store(&app, &imported.files).await?;
        }
        let work = async |transaction: &Transaction| {
            let category = store::lock_category(transaction, category_id).await?;
            files.write_down(transaction, hand).await?;
            let report = importing::import(transaction, imported, &files, &category, hand).await?;
            is_written_down.set(true);
            Ok(ImportReport::new(format, dry_run, report, &files, spoken.0))
        };
        if dry_run {
            // The same work, in a transaction that leaves no trace.
            let transaction = app.database.begin().await?;
            let report = work(&transaction).await?;
            transaction.rollback().await?;
            return Ok(HttpResponse::Ok().json(report));
        }
        idempotency::once(&app, &actor, &key, StatusCode::OK, work).await
    };
    let outcome = outcome.await;
    // Also when the request was sent again and its first answer stands.
    if !dry_run && (outcome.is_err() || !is_written_down.get()) {
        files.discard(&app).await;
    }
    outcome
}

/// Reads the questions of the file, off the threads that answer.
async fn read(received: Received) -> Result<(Format, Imported)> {
    let format = received
        .format
        .or_else(|| door::recognise(&received.name, &received.bytes));
    let format = format.ok_or_else(|| Error::field("file", "import-format-unknown"))?;
    let imported = web::block(move || door::read(format, &received.bytes)).await;
    let imported = imported.map_err(Error::internal)?.map_err(refused)?;
    Ok((format, imported))
}

fn refused(refused: Refused) -> Error {
    let field = match refused.place.as_str() {
        "" => "file".to_owned(),
        place => format!("file: {place}"),
    };
    let arguments = refused.arguments.into_iter();
    Error::fields(vec![FieldError {
        field,
        key: refused.key.to_owned(),
        arguments: Arguments(
            arguments
                .map(|(name, value)| (name.to_owned(), value))
                .collect(),
        ),
    }])
}
