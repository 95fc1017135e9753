//! Configuration: defaults compiled in, then a file, then the environment.
//!
//! Every key is explained in `config/default.toml`, which is also where the defaults come from.
//! A key that does not exist or a value that does not fit stops the start, by name.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use figment::Figment;
use figment::providers::{Env, Format, Toml};
use serde::{Deserialize, Serialize};

use crate::cohorts::reminders::QuietHours;
use crate::quizzes::hundredths::Hundredths;

mod bus;
mod limits;
mod secret;
mod sign_in;

pub use bus::Bus;
pub use secret::Secret;
pub use sign_in::SignIn;

/// The compiled-in defaults, and the explanation of every key.
pub const DEFAULTS: &str = include_str!("../config/default.toml");

/// What an operator can set.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// Where the server listens and how it is reached.
    pub server: Server,
    /// The folder for the database, files, mails and the lock of this installation.
    pub data_folder: PathBuf,
    /// The database.
    pub database: Database,
    /// What several servers share beside the database.
    pub bus: Bus,
    /// Sign-in and its tokens.
    pub sign_in: SignIn,
    /// Uploaded files.
    pub files: Files,
    /// Quizzes and their grading.
    pub quizzes: Quizzes,
    /// The question bank.
    pub question_bank: QuestionBank,
    /// Outgoing mail.
    pub mail: Mail,
    /// Reminders of windows.
    pub reminders: Reminders,
    /// Live webinars.
    pub webinars: Webinars,
    /// What certificates say of whoever issues them.
    pub certificates: Certificates,
    /// What an attestation asks for.
    pub attestation: Attestation,
    /// Surveys.
    pub surveys: Surveys,
    /// Logs.
    pub log: Log,
}

/// See `[server]` in `config/default.toml`.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Server {
    /// The address to listen on; port 0 takes a free one.
    pub listen: SocketAddr,
    /// The address people reach the server at; links in mails and on certificates start with it.
    pub public_address: String,
    /// Threads that answer requests; 0 for one a processor core.
    pub workers: usize,
    /// The largest JSON body that is read, in bytes.
    pub json_limit_bytes: usize,
    /// How long a connection stays open without a request, in seconds.
    pub keep_alive_seconds: u64,
    /// How long open requests may take to finish after the server was told to stop, in seconds.
    pub shutdown_seconds: u64,
    /// Whether the client's address is taken from the `X-Forwarded-For` of a proxy in front.
    pub trust_proxy: bool,
}

/// See `[database]` in `config/default.toml`.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Database {
    /// Empty for SQLite in the data folder, else a `postgres://` address.
    pub url: Secret,
    /// The most connections held open for reading (SQLite) or for everything (PostgreSQL).
    pub connections: u32,
    /// How long a connection or a lock is waited for, in seconds.
    pub wait_seconds: u64,
}

/// See `[files]` in `config/default.toml`.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Files {
    /// Where the bytes are: empty for the data folder, `s3://bucket/prefix` for a store that speaks S3.
    pub storage: String,
    /// The largest file that is taken, in bytes.
    pub limit_bytes: u64,
    /// The media types that are taken.
    pub media_types: Vec<String>,
}

/// See `[quizzes]` in `config/default.toml`.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Quizzes {
    /// The largest file that is taken as an answer, in bytes.
    pub answer_file_limit_bytes: u64,
    /// How many files may be uploaded to one attempt.
    pub answer_files_per_attempt: usize,
    /// How long after grading a mark may be appealed against, in days.
    pub appeal_days: i64,
}

/// See `[question_bank]` in `config/default.toml`.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QuestionBank {
    /// The largest file of questions that is imported, in bytes.
    pub import_limit_bytes: u64,
}

/// See `[mail]` in `config/default.toml`.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mail {
    /// Empty to write mails as `.eml` files into the data folder, else an `smtp://` address.
    pub smtp_url: Secret,
    /// The sender of every mail.
    pub from: String,
    /// How long a mail server may take to answer, in seconds.
    pub timeout_seconds: u64,
    /// How long before a webinar its participants are reminded, in minutes.
    pub webinar_reminder_minutes: i64,
}

impl Mail {
    /// The e-mail address that sends every mail, without the name before it.
    #[must_use]
    pub fn from_address(&self) -> String {
        let sender = self.from.parse::<lettre::message::Mailbox>();
        sender.map_or_else(|_| self.from.clone(), |sender| sender.email.to_string())
    }
}

/// See `[reminders]` in `config/default.toml`.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reminders {
    /// The hour in the evening from which on no reminder leaves.
    pub quiet_from: u8,
    /// The hour in the morning from which on they leave again.
    pub quiet_until: u8,
}

impl Reminders {
    /// The hours in which no reminder leaves.
    #[must_use]
    pub fn quiet_hours(&self) -> QuietHours {
        QuietHours {
            from: self.quiet_from.into(),
            until: self.quiet_until.into(),
        }
    }
}

/// See `[webinars]` in `config/default.toml`.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Webinars {
    /// The time zone of webinars that are planned without one, by IANA's name.
    pub time_zone: String,
    /// How long a ticket to a room is valid, in seconds.
    pub ticket_seconds: i64,
    /// How often the log notes who is present, in seconds: after a crash, attendance is known
    /// up to the last note.
    pub presence_seconds: i64,
    /// How long a socket may be silent before it is taken for lost, in seconds.
    pub silence_seconds: u64,
    /// How long a room gathers what comes before it tells it, in milliseconds.
    pub batch_milliseconds: u64,
    /// The largest PDF of slides that is taken, in bytes.
    pub slides_limit_bytes: u64,
    /// How long drawing a PDF of slides may take, in seconds.
    pub slides_seconds: u64,
    /// The program that draws slides; empty for the running one.
    pub slides_program: PathBuf,
}

/// See `[certificates]` in `config/default.toml`.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Certificates {
    /// The organisation that issues certificates.
    pub issuer: String,
    /// Who signs for it.
    pub signatory: String,
    /// The signatory's position.
    pub signatory_position: String,
    /// The letters that serial numbers begin with.
    pub series: String,
}

/// See `[attestation]` in `config/default.toml`.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Attestation {
    /// The credits that are needed; 0 when there is no rule.
    pub credits: Hundredths,
    /// In how many years before it.
    pub years: u16,
}

/// See `[surveys]` in `config/default.toml`.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Surveys {
    /// The fewest people of whom the results of an anonymous survey tell anything.
    pub smallest_group: i32,
}

/// See `[log]` in `config/default.toml`.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Log {
    /// Which messages are logged, for example `info` or `surgalt=debug,info`.
    pub filter: String,
    /// `text` for people or `json` for machines.
    pub format: LogFormat,
}

/// How a line of the log looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LogFormat {
    /// For people.
    Text,
    /// For machines: one JSON object a line.
    Json,
}

/// Why a configuration cannot be used; the text names the key.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The named file is not there.
    #[error("the configuration file {0} does not exist")]
    NoSuchFile(PathBuf),
    /// A key does not exist or a value does not fit.
    #[error("the configuration cannot be used: {0}")]
    Unusable(String),
}

impl Config {
    /// Reads the configuration: defaults, then `file` when given, then the environment, where
    /// `SURGALT_MAIL__FROM` sets the key `mail.from`, then what was `given` with the command, by key.
    ///
    /// # Errors
    /// When the file does not exist, a key does not exist or a value does not fit.
    pub fn load(file: Option<&Path>, given: &[(&str, &str)]) -> Result<Self, ConfigError> {
        let mut figment = Figment::from(Toml::string(DEFAULTS));
        if let Some(file) = file {
            if !file.exists() {
                return Err(ConfigError::NoSuchFile(file.to_owned()));
            }
            figment = figment.merge(Toml::file_exact(file));
        }
        figment = figment.merge(
            Env::prefixed("SURGALT_")
                .ignore(&["config_file"])
                .split("__"),
        );
        for one in given {
            figment = figment.merge(*one);
        }
        Self::from_figment(figment)
    }

    /// The compiled-in defaults alone.
    ///
    /// # Errors
    /// Never, as long as the defaults fit, which a test holds.
    pub fn defaults() -> Result<Self, ConfigError> {
        Self::from_figment(Figment::from(Toml::string(DEFAULTS)))
    }

    fn from_figment(figment: Figment) -> Result<Self, ConfigError> {
        let config: Self = figment.extract().map_err(|errors| {
            let all: Vec<String> = errors.into_iter().map(|error| error.to_string()).collect();
            ConfigError::Unusable(all.join("; "))
        })?;
        config.check()
    }

    fn check(self) -> Result<Self, ConfigError> {
        let refuse = |text: &str| Err(ConfigError::Unusable(text.to_owned()));
        let url = self.database.url.reveal();
        if !url.is_empty() && !url.starts_with("postgres://") && !url.starts_with("postgresql://") {
            return refuse("database.url must be empty (SQLite) or start with postgres://");
        }
        if let Some(fault) = self.bus.fault() {
            return refuse(fault);
        }
        let storage = &self.files.storage;
        if !storage.is_empty() && storage.strip_prefix("s3://").is_none_or(str::is_empty) {
            return refuse(
                "files.storage must be empty (the data folder) or name a bucket: s3://…",
            );
        }
        let smtp = self.mail.smtp_url.reveal();
        if !smtp.is_empty() && !smtp.starts_with("smtp://") && !smtp.starts_with("smtps://") {
            return refuse(
                "mail.smtp_url must be empty (files), or start with smtp:// or smtps://",
            );
        }
        if self.mail.from.parse::<lettre::message::Mailbox>().is_err() {
            return refuse("mail.from must be an address such as Surgalt <surgalt@example.mn>");
        }
        if self.webinars.time_zone.parse::<chrono_tz::Tz>().is_err() {
            return refuse("webinars.time_zone must be a name such as Asia/Ulaanbaatar");
        }
        let public = &self.server.public_address;
        if !public.starts_with("http://") && !public.starts_with("https://")
            || public.ends_with('/')
        {
            return refuse(
                "server.public_address must start with http:// or https:// and not end with /",
            );
        }
        if self.sign_in.hash_memory_kib < 8 {
            return refuse("sign_in.hash_memory_kib must be at least 8");
        }
        for (key, value, least, most) in self.numbers_with_limits() {
            if !(least..=most).contains(&value) {
                return refuse(&format!("{key} must be from {least} to {most}"));
            }
        }
        Ok(self)
    }
}

#[cfg(test)]
mod tests;
