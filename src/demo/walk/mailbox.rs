//! The mails of a server that writes them into a folder.

use std::path::{Path, PathBuf};

use mail_parser::{MessageParser, MimeHeaders};

/// A mail, decoded.
#[derive(Debug, Clone)]
pub struct Mail {
    /// Where it is.
    pub path: PathBuf,
    /// The subject.
    pub subject: String,
    /// The text part.
    pub text: String,
    /// The names of the attachments.
    pub attachments: Vec<String>,
}

/// The mails to this address, the oldest first. A folder or file that cannot be read holds none.
#[must_use]
pub fn mails_to(data_folder: &Path, email: &str) -> Vec<Mail> {
    let Ok(entries) = std::fs::read_dir(data_folder.join("mail")) else {
        return Vec::new();
    };
    let mut paths: Vec<PathBuf> = entries
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .filter(|path| path.extension().is_some_and(|extension| extension == "eml"))
        .collect();
    paths.sort();
    paths
        .into_iter()
        .filter_map(|path| read(path, email))
        .collect()
}

fn read(path: PathBuf, email: &str) -> Option<Mail> {
    let bytes = std::fs::read(&path).ok()?;
    let message = MessageParser::default().parse(&bytes)?;
    let to = message.to()?.first()?.address()?;
    let is_mine = to.eq_ignore_ascii_case(email);
    is_mine.then(|| Mail {
        subject: message.subject().unwrap_or_default().to_owned(),
        text: message.body_text(0).unwrap_or_default().into_owned(),
        attachments: message
            .attachments()
            .filter_map(|part| part.attachment_name().map(str::to_owned))
            .collect(),
        path,
    })
}

impl Mail {
    /// The token of the link in the mail.
    #[must_use]
    pub fn token(&self) -> Option<String> {
        let (_, rest) = self.text.split_once("#token=")?;
        let is_of_token = |letter: &char| letter.is_ascii_alphanumeric() || "-_".contains(*letter);
        Some(rest.chars().take_while(is_of_token).collect())
    }
}
