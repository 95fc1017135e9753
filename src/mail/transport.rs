//! Where mail goes: to a mail server, or into a folder, which is the embedded default.

use std::path::PathBuf;
use std::time::Duration;

use lettre::address::Envelope;
use lettre::{AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};
use tokio::fs;
use tokio::io::AsyncWriteExt;

use crate::config::Config;
use crate::error::{Error, Result};
use crate::outbox::Failure;

/// The way mail leaves the house.
#[derive(Debug)]
pub enum Transport {
    /// A mail server. Each letter has a connection of its own: one that hangs is simply dropped,
    /// and no state of it reaches the next letter.
    Smtp {
        /// How the server is spoken to.
        server: AsyncSmtpTransport<Tokio1Executor>,
        /// How long handing over one letter may take, from looking the server up to its word that
        /// it has the letter.
        patience: Duration,
    },
    /// A folder with one `.eml` file a letter.
    Folder(PathBuf),
}

impl Transport {
    /// The way that the configuration names.
    ///
    /// # Errors
    /// When the address of the mail server cannot be read, or the folder cannot be made.
    pub fn new(config: &Config) -> Result<Self> {
        let url = config.mail.smtp_url.reveal();
        if url.is_empty() {
            let folder = config.data_folder.join("mail");
            std::fs::create_dir_all(&folder).map_err(Error::unavailable)?;
            return Ok(Self::Folder(folder));
        }
        // The error of the library is left out: it may hold the password.
        let builder = AsyncSmtpTransport::<Tokio1Executor>::from_url(url)
            .map_err(|_| Error::internal("mail.smtp_url cannot be read"))?;
        let patience = Duration::from_secs(config.mail.timeout_seconds);
        Ok(Self::Smtp {
            server: builder.timeout(Some(patience)).build(),
            patience,
        })
    }

    /// Hands a letter over. `name` names its file: the same letter, handed over twice, is one file.
    ///
    /// # Errors
    /// [`Failure::Permanent`] when the mail server refuses the letter for good.
    pub async fn hand_over(&self, message: &Message, name: &str) -> Result<(), Failure> {
        match self {
            Self::Smtp { server, patience } => {
                let (envelope, bytes) = (message.envelope(), message.formatted());
                match tokio::time::timeout(*patience, send(server, envelope, &bytes)).await {
                    Ok(outcome) => outcome,
                    Err(_) => Err(Error::unavailable("the mail server takes too long").into()),
                }
            }
            Self::Folder(folder) => {
                let path = folder.join(format!("{name}.eml"));
                let written = write(path, &message.formatted()).await;
                written.map_err(|error| Error::unavailable(error).into())
            }
        }
    }
}

async fn send(
    server: &AsyncSmtpTransport<Tokio1Executor>,
    envelope: &Envelope,
    bytes: &[u8],
) -> Result<(), Failure> {
    match server.send_raw(envelope, bytes).await {
        Ok(_) => Ok(()),
        Err(error) if is_about_the_recipient(&error) => {
            Err(Failure::Permanent(Error::unavailable(error)))
        }
        Err(error) => Err(Error::unavailable(error).into()),
    }
}

/// Whether the server has said that nobody ever gets mail at this address: 550 to 553 and 556
/// (RFC 5321, section 4.2.3; RFC 7504). The other permanent answers are about us, for example a
/// password that was changed on the server: once that is mended, all letters shall go at once. So is one
/// of these that names a policy, such as being taken for spam (5.7: RFC 3463, section 3.8): it must not
/// mark the addresses of a whole country as bad.
fn is_about_the_recipient(error: &lettre::transport::smtp::Error) -> bool {
    let code = error.status().map(u16::from);
    let names_policy = error.to_string().contains("5.7.");
    code.is_some_and(|code| matches!(code, 550..=553 | 556)) && !names_policy
}

/// Writes beside the place and then moves there: whoever looks into the folder never finds half a
/// letter.
async fn write(path: PathBuf, bytes: &[u8]) -> std::io::Result<()> {
    let beside = path.with_extension("part");
    let mut file = fs::File::create(&beside).await?;
    file.write_all(bytes).await?;
    file.sync_all().await?;
    drop(file);
    fs::rename(beside, path).await
}
