//! Importing files of questions into the bank.

use std::cell::Cell;

use actix_multipart::{Field, Multipart, MultipartError};
use actix_web::http::StatusCode;
use actix_web::http::header::CONTENT_LENGTH;
use actix_web::{HttpMessage, HttpRequest, HttpResponse, post, web};
use futures_util::TryStreamExt;
use serde::Serialize;
use sha2::{Digest, Sha256};
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;

use crate::app::App;
use crate::error::{Code, Error, FieldError, Result};
use crate::http::idempotency::BodyHash;
use crate::http::{IdempotencyKey, Spoken, idempotency};
use crate::ids;
use crate::messages::{Arguments, Language};
use crate::policy::{Action, Actor};
use crate::quizzes::bank::arrival::Arrival;
use crate::quizzes::bank::importing::{self, Line, Note, Report};
use crate::quizzes::bank::importing_files::{ArrivedFile, ArrivedFiles};
use crate::quizzes::bank::store;
use crate::quizzes::bank::writing::Hand;
use crate::quizzes::formats::{Format, Imported, Refused, Severity, door};

/// The routes of this file.
pub fn routes(config: &mut ServiceConfig) {
    config.service(import);
}

/// What a form may hold beside its file: the field names, the boundaries and the short fields.
const BESIDE_THE_FILE: u64 = 65_536;

/// The longest value of a short field, in bytes.
const SHORT: usize = 100;

/// The form that questions are imported with.
#[derive(ToSchema)]
#[expect(dead_code, reason = "only described: the form is read as a stream")]
pub struct ImportForm {
    /// The file.
    #[schema(value_type = String, format = Binary, content_media_type = "application/octet-stream")]
    file: Vec<u8>,
    /// The category that the questions are put into. Categories that the file names are made below
    /// it.
    category_id: Uuid,
    /// The format of the file; recognised by its content and its name when absent.
    format: Option<Format>,
    /// Only tell what would be done.
    dry_run: Option<bool>,
}

/// What an import has done or, on trial, would do.
#[derive(Debug, Serialize, ToSchema)]
pub struct ImportReport {
    /// The format that the file was read in.
    format: Format,
    /// Whether nothing was changed.
    dry_run: bool,
    /// How many questions are new.
    new: usize,
    /// How many had changed.
    changed: usize,
    /// How many the bank has just so.
    unchanged: usize,
    /// How many were refused; `remarks` say why.
    refused: usize,
    /// The questions that were taken, in the order of the file.
    questions: Vec<ReportedQuestion>,
    /// What was changed, left out or refused.
    remarks: Vec<ReportedRemark>,
    /// The files that came with the questions.
    files: Vec<ReportedFile>,
}

/// A question that was taken.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReportedQuestion {
    /// Where it stands in the file.
    place: String,
    /// By which the next import knows it again.
    identifier: String,
    /// What authors call it, or the beginning of its text.
    title: String,
    /// The categories below the one that was imported into.
    category: Vec<String>,
    /// What became of it.
    outcome: Arrival,
    /// The question of the bank; on trial a new one has no lasting identifier.
    question_id: Uuid,
    /// The number of its current version.
    version: i32,
}

/// Something that was changed, left out or refused.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReportedRemark {
    /// Where it stands in the file.
    place: String,
    /// What became of it.
    severity: Severity,
    /// The stable name of what is wrong, for programs.
    code: String,
    /// The same in the person's language.
    message: String,
}

/// A file that came with the questions.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReportedFile {
    /// The file of the bank.
    id: Uuid,
    /// Its name.
    name: String,
    /// What it is; null when it was left out.
    media_type: Option<String>,
    /// How many bytes it has.
    size: u64,
    /// Whether the bank had not had it.
    new: bool,
}

impl ReportedRemark {
    /// A note in this language.
    pub fn new(note: Note, language: Language) -> Self {
        let code = note
            .key
            .trim_start_matches("import-")
            .trim_start_matches("field-");
        Self {
            code: code.replace('-', "_"),
            message: language.text(&note.key, &note.arguments),
            place: note.place,
            severity: note.severity,
        }
    }
}

impl From<Line> for ReportedQuestion {
    fn from(line: Line) -> Self {
        Self {
            place: line.place,
            identifier: line.identifier,
            title: line.title,
            category: line.category,
            outcome: line.arrival,
            question_id: line.question_id,
            version: line.version,
        }
    }
}

impl From<&ArrivedFile> for ReportedFile {
    fn from(file: &ArrivedFile) -> Self {
        Self {
            id: file.id,
            name: file.name.clone(),
            media_type: file.media_type.clone(),
            size: file.size,
            new: file.is_new,
        }
    }
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
    form: Multipart,
) -> Result<HttpResponse> {
    actor.require(Action::Author)?;
    let limit = app.config.question_bank.import_limit_bytes;
    refuse_early(&request, limit)?;
    let received = receive(form, limit).await?;
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
        let work = async |transaction: &crate::db::Transaction| {
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

impl ImportReport {
    fn new(
        format: Format,
        dry_run: bool,
        report: Report,
        files: &ArrivedFiles,
        language: Language,
    ) -> Self {
        let count = |arrival| {
            let questions = report.questions.iter();
            questions.filter(|line| line.arrival == arrival).count()
        };
        let mut refused: Vec<&str> = report
            .notes
            .iter()
            .filter(|note| note.severity == Severity::Refused)
            .map(|note| note.place.as_str())
            .collect();
        refused.dedup();
        Self {
            format,
            dry_run,
            new: count(Arrival::New),
            changed: count(Arrival::Changed),
            unchanged: count(Arrival::Unchanged),
            refused: refused.len(),
            questions: report
                .questions
                .into_iter()
                .map(ReportedQuestion::from)
                .collect(),
            remarks: report
                .notes
                .into_iter()
                .map(|note| ReportedRemark::new(note, language))
                .collect(),
            files: files.iter().map(ReportedFile::from).collect(),
        }
    }
}

/// A form that says beforehand that it is too large is not read at all.
fn refuse_early(request: &HttpRequest, limit: u64) -> Result<()> {
    let length = request.headers().get(CONTENT_LENGTH);
    let length = length.and_then(|length| length.to_str().ok()?.parse::<u64>().ok());
    if length.is_some_and(|length| length > limit.saturating_add(BESIDE_THE_FILE)) {
        return Err(Code::TooLarge.into());
    }
    Ok(())
}

/// A form that has been read.
struct Received {
    name: String,
    bytes: Vec<u8>,
    category_id: Uuid,
    format: Option<Format>,
    dry_run: bool,
}

impl Received {
    fn hash(&self) -> BodyHash {
        let asked = format!(
            "{} {} {:?} {} {}",
            self.name,
            self.category_id,
            self.format,
            self.dry_run,
            ids::hexadecimal(&Sha256::digest(&self.bytes))
        );
        BodyHash(ids::hash_of_secret(&asked))
    }
}

/// Reads the form; of its file never more than `limit` bytes are held.
async fn receive(mut form: Multipart, limit: u64) -> Result<Received> {
    let (mut file, mut category_id, mut format, mut dry_run) = (None, None, None, None);
    while let Some(mut field) = form.try_next().await.map_err(unreadable)? {
        let name = field.name().unwrap_or_default().to_owned();
        let is_known = ["file", "category_id", "format", "dry_run"].contains(&name.as_str());
        let is_repeated = match name.as_str() {
            "file" => file.is_some(),
            "category_id" => category_id.is_some(),
            "format" => format.is_some(),
            _ => dry_run.is_some(),
        };
        if !is_known || is_repeated {
            return Err(Error::field(name, "field-unknown"));
        }
        if name == "file" {
            let file_name = name_of(&field);
            let limit = usize::try_from(limit).unwrap_or(usize::MAX);
            let bytes = bytes_of(&mut field, limit).await?.ok_or(Code::TooLarge)?;
            file = Some((file_name, bytes));
            continue;
        }
        let value = bytes_of(&mut field, SHORT).await?;
        let value = value.and_then(|bytes| String::from_utf8(bytes).ok());
        let invalid = || Error::field(name.as_str(), "field-invalid");
        let value = value.ok_or_else(invalid)?;
        match (name.as_str(), value.trim()) {
            ("category_id", value) => {
                category_id = Some(value.parse::<Uuid>().map_err(|_| invalid())?);
            }
            ("format", "") => {}
            ("format", value) => format = Some(door::named(value).ok_or_else(invalid)?),
            (_, "true") => dry_run = Some(true),
            (_, "false") => dry_run = Some(false),
            _ => return Err(invalid()),
        }
    }
    let (name, bytes) = file.ok_or_else(|| Error::field("file", "field-empty"))?;
    Ok(Received {
        name,
        bytes,
        category_id: category_id.ok_or_else(|| Error::field("category_id", "field-empty"))?,
        format,
        dry_run: dry_run.unwrap_or(false),
    })
}

/// The bytes of a field; none when there are more than `limit`.
async fn bytes_of(field: &mut Field, limit: usize) -> Result<Option<Vec<u8>>> {
    let mut bytes = Vec::new();
    while let Some(chunk) = field.try_next().await.map_err(unreadable)? {
        if bytes.len().saturating_add(chunk.len()) > limit {
            return Ok(None);
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(Some(bytes))
}

/// The name that a file was sent with; only its ending counts.
fn name_of(field: &Field) -> String {
    let disposition = field.content_disposition();
    let name = disposition.and_then(|disposition| disposition.get_filename());
    name.unwrap_or_default().chars().take(255).collect()
}

fn unreadable(error: MultipartError) -> Error {
    match error {
        MultipartError::ContentTypeIncompatible
        | MultipartError::ContentTypeMissing
        | MultipartError::ContentTypeParse => Code::UnsupportedMediaType.into(),
        _ => Code::Malformed.into(),
    }
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
