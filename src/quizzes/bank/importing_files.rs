//! The files that come with imported questions: the bank keeps the same bytes once.

use actix_web::web::Bytes;
use futures_util::stream;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::import_report::Note;
use super::writing::Hand;
use crate::app::App;
use crate::courses::tables::file;
use crate::courses::{files, media};
use crate::db::Transaction;
use crate::error::{Error, Result};
use crate::ids;
use crate::messages::Arguments;
use crate::quizzes::formats::{ImportedFile, Severity};

/// The media types of files by the ending of their names.
const ENDINGS: [(&str, &str); 14] = [
    ("gif", "image/gif"),
    ("jpeg", "image/jpeg"),
    ("jpg", "image/jpeg"),
    ("png", "image/png"),
    ("webp", "image/webp"),
    ("mp3", "audio/mpeg"),
    ("oga", "audio/ogg"),
    ("ogg", "audio/ogg"),
    ("mp4", "video/mp4"),
    ("webm", "video/webm"),
    ("pdf", "application/pdf"),
    ("csv", "text/csv"),
    ("txt", "text/plain"),
    ("zip", "application/zip"),
];

/// A file that has come with an import.
#[derive(Debug, Clone)]
pub struct ArrivedFile {
    /// What it is called within the import.
    stand_in: Uuid,
    /// The file of the bank.
    pub id: Uuid,
    /// Its name.
    pub name: String,
    /// What it is; none when files of its kind are not taken.
    pub media_type: Option<String>,
    /// How many bytes it has.
    pub size: u64,
    /// Whether the bank had not had it.
    pub is_new: bool,
    sha256: String,
}

/// The files that have come with an import.
#[derive(Debug, Default)]
pub struct ArrivedFiles(Vec<ArrivedFile>);

impl ArrivedFiles {
    /// Looks what the bank has of these files; nothing is stored yet.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn look_up(app: &App, imported: &[ImportedFile]) -> Result<Self> {
        let mut arrived: Vec<ArrivedFile> = Vec::with_capacity(imported.len());
        for one in imported {
            let sha256 = ids::hexadecimal(&Sha256::digest(&one.bytes));
            let before = arrived
                .iter()
                .find(|file| file.sha256 == sha256)
                .map(|file| file.id);
            let found = match before {
                Some(id) => Some(id),
                None => file::Entity::find()
                    .filter(file::Column::CourseId.is_null())
                    .filter(file::Column::Sha256.eq(sha256.as_str()))
                    .one(app.database.reader())
                    .await?
                    .map(|file| file.id),
            };
            arrived.push(ArrivedFile {
                stand_in: one.id,
                id: found.unwrap_or_else(ids::new_id),
                name: name(&one.name),
                media_type: media_type(app, one),
                size: u64::try_from(one.bytes.len()).map_err(Error::internal)?,
                is_new: found.is_none(),
                sha256,
            });
        }
        Ok(Self(arrived))
    }

    /// The files, in the order of the import.
    pub fn iter(&self) -> impl Iterator<Item = &ArrivedFile> {
        self.0.iter()
    }

    fn to_be_stored(&self) -> impl Iterator<Item = &ArrivedFile> {
        self.0
            .iter()
            .filter(|file| file.is_new && file.media_type.is_some())
    }

    /// Stores the bytes of those that the bank has not had.
    ///
    /// # Errors
    /// When the storage fails; what has been stored is to be discarded then.
    pub async fn store(&self, app: &App, imported: &[ImportedFile]) -> Result<()> {
        for file in self.to_be_stored() {
            let Some(one) = imported.iter().find(|one| one.id == file.stand_in) else {
                continue;
            };
            let media_type = file.media_type.as_deref().unwrap_or_default();
            let bytes = stream::iter([Ok::<_, Error>(Bytes::copy_from_slice(&one.bytes))]);
            let limit = file.size;
            files::store(&*app.files, file.id, media_type, limit, bytes).await?;
        }
        Ok(())
    }

    /// Deletes the bytes of an import that came to nothing.
    pub async fn discard(&self, app: &App) {
        for file in self.to_be_stored() {
            files::discard(&*app.files, file.id).await;
        }
    }

    /// Writes down those that the bank has not had.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn write_down(&self, transaction: &Transaction, hand: Hand) -> Result<()> {
        for file in self.to_be_stored() {
            let row = file::ActiveModel {
                id: Set(file.id),
                course_id: Set(None),
                name: Set(file.name.clone()),
                media_type: Set(file.media_type.clone().unwrap_or_default()),
                size: Set(i64::try_from(file.size).map_err(Error::internal)?),
                sha256: Set(file.sha256.clone()),
                uploaded_by: Set(hand.person_id),
                created_at: Set(hand.now),
            };
            row.insert(transaction).await?;
        }
        Ok(())
    }

    /// The file of the bank that this file of the import is kept as.
    #[must_use]
    pub fn kept_as(&self, stand_in: Uuid) -> Option<Uuid> {
        self.0
            .iter()
            .find(|file| file.stand_in == stand_in)
            .map(|file| file.id)
    }

    /// The name of this file of the import when it is left out.
    #[must_use]
    pub fn left_out(&self, stand_in: Uuid) -> Option<&str> {
        let mut left_out = self.0.iter().filter(|file| file.media_type.is_none());
        left_out
            .find(|file| file.stand_in == stand_in)
            .map(|file| file.name.as_str())
    }

    /// What is to be said of those that are left out.
    pub fn notes(&self) -> impl Iterator<Item = Note> {
        let left_out = self.0.iter().filter(|file| file.media_type.is_none());
        left_out.map(|file| Note {
            place: file.name.clone(),
            severity: Severity::LeftOut,
            key: "import-file-type".to_owned(),
            arguments: Arguments::none(),
        })
    }
}

/// What a file is, by its name and its first bytes, when files of its kind are taken.
fn media_type(app: &App, file: &ImportedFile) -> Option<String> {
    let ending = file.name.rsplit_once('.')?.1.to_ascii_lowercase();
    let (_, media_type) = ENDINGS.into_iter().find(|(known, _)| *known == ending)?;
    let head = file.bytes.get(..media::HEAD).unwrap_or(&file.bytes);
    let limit = usize::try_from(app.config.files.limit_bytes).unwrap_or(usize::MAX);
    let is_taken = app
        .config
        .files
        .media_types
        .iter()
        .any(|one| one == media_type);
    let fits = is_taken && media::agrees(media_type, head) && file.bytes.len() <= limit;
    fits.then(|| media_type.to_owned())
}

/// The name under which a file is kept: without folders, control characters and beyond what fits.
fn name(given: &str) -> String {
    let name = given.rsplit(['/', '\\']).next().unwrap_or_default();
    let name: String = name
        .chars()
        .filter(|letter| !letter.is_control())
        .take(255)
        .collect();
    match name.trim() {
        "" => "file".to_owned(),
        name => name.to_owned(),
    }
}
