//! The PDF of a certificate: drawn once, by whoever needs it first, and then kept.

use bytes::Bytes;
use object_store::path::Path;
use object_store::{ObjectStoreExt, PutPayload};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};

use super::tables::certificate;
use super::{document, wording};
use crate::app::App;
use crate::error::{Code, Error, Result};

/// The PDF of a certificate.
#[derive(Debug)]
pub enum Pdf {
    /// As it was drawn the first time.
    Drawn(Bytes),
    /// It cannot be drawn: a name or a title has a character that no typeface has, or is too long
    /// for the sheet. Trying again would not help, so this is no error: whatever waits for the PDF
    /// goes on without it. The failure has been logged and noted for the registrar.
    Impossible,
}

/// The PDF from the storage, drawn now if it is not there yet. Two that draw it at once draw the
/// same bytes.
///
/// # Errors
/// [`Code::Unavailable`] when the storage or the database fails; it is worth trying again.
pub async fn get(app: &App, certificate: &certificate::Model) -> Result<Pdf> {
    if certificate.rendered_at.is_some() {
        match app.files.get(&path(certificate)).await {
            Ok(found) => return Ok(Pdf::Drawn(found.bytes().await?)),
            // Lost from the storage: drawn again.
            Err(object_store::Error::NotFound { .. }) => {}
            Err(error) => return Err(error.into()),
        }
    }
    let text = wording::text(certificate, &app.config.server.public_address);
    // Drawing takes milliseconds of pure work, too long for a thread that answers requests.
    let drawn = tokio::task::spawn_blocking(move || document::render(&text)).await;
    match drawn.map_err(Error::internal)? {
        Ok(bytes) => {
            let bytes = Bytes::from(bytes);
            let payload = PutPayload::from(bytes.clone());
            app.files.put(&path(certificate), payload).await?;
            note(app, certificate, None).await?;
            Ok(Pdf::Drawn(bytes))
        }
        Err(failure) => {
            let (serial_number, failure) = (&certificate.serial_number, failure.to_string());
            tracing::error!(serial_number, failure, "a certificate cannot be drawn");
            note(app, certificate, Some(failure)).await?;
            Ok(Pdf::Impossible)
        }
    }
}

/// Notes how drawing went, of the version that was drawn; the file is in the storage before the row
/// says so.
async fn note(app: &App, certificate: &certificate::Model, failure: Option<String>) -> Result<()> {
    let rendered_at = failure.is_none().then(|| app.clock.now());
    let transaction = app.database.begin().await?;
    let change = certificate::ActiveModel {
        rendered_at: Set(rendered_at),
        rendering_failure: Set(failure),
        ..Default::default()
    };
    certificate::Entity::update_many()
        .set(change)
        .filter(certificate::Column::Id.eq(certificate.id))
        .filter(certificate::Column::Version.eq(certificate.version))
        .exec(&transaction)
        .await?;
    Ok(transaction.commit().await?)
}

/// A version that was corrected has a file of its own, so that one which is being drawn while it is
/// corrected is never taken for the other.
fn path(certificate: &certificate::Model) -> Path {
    let id = certificate.id;
    match certificate.version {
        ..=1 => Path::from(format!("certificates/{id}.pdf")),
        version => Path::from(format!("certificates/{id}-{version}.pdf")),
    }
}

impl Pdf {
    /// The bytes, for who asked for nothing else.
    ///
    /// # Errors
    /// [`Code::CertificateNotDrawable`] when there are none.
    pub fn bytes(self) -> Result<Bytes> {
        match self {
            Self::Drawn(bytes) => Ok(bytes),
            Self::Impossible => Err(Code::CertificateNotDrawable.into()),
        }
    }
}
