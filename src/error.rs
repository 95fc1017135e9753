//! Every way in which a request can fail: one table of stable codes, and the RFC 9457 answer.
//!
//! A handler returns [`Error`]; `http/problem.rs` writes it in the person's language.

use std::fmt;

use actix_web::http::StatusCode;
use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use utoipa::ToSchema;

use crate::messages::Arguments;

/// The result of everything that a request can cause.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Declares the codes once: the name in Rust, the name on the wire, the status.
macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $name:ident = $wire:literal, $status:ident;)+) => {
        /// What went wrong. The name on the wire is stable: clients decide by it.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, ToSchema)]
        pub enum Code {
            $($(#[doc = $doc])+ #[serde(rename = $wire)] $name,)+
        }

        impl Code {
            /// Every code.
            pub const ALL: &[Self] = &[$(Self::$name,)+];

            /// The name on the wire.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Self::$name => $wire,)+ }
            }

            /// The HTTP status.
            #[must_use]
            pub fn status(self) -> StatusCode {
                match self { $(Self::$name => StatusCode::$status,)+ }
            }
        }
    };
}

codes! {
    /// The request is not HTTP or JSON that can be read.
    Malformed = "malformed", BAD_REQUEST;
    /// Nobody is signed in, or the access token is no longer valid.
    Unauthenticated = "unauthenticated", UNAUTHORIZED;
    /// Nobody has that name, or the password is wrong; which of the two is not said.
    WrongCredentials = "wrong_credentials", UNAUTHORIZED;
    /// The link, invitation or token was used before, has expired or never existed.
    TokenInvalid = "token_invalid", UNAUTHORIZED;
    /// The recovery code or card is wrong, was used or cancelled, or has expired.
    RecoveryCodeInvalid = "recovery_code_invalid", UNAUTHORIZED;
    /// The person's roles do not allow this.
    Forbidden = "forbidden", FORBIDDEN;
    /// There is no such thing, or it is none of the person's business.
    NotFound = "not_found", NOT_FOUND;
    /// The address exists, but not with this method.
    MethodNotAllowed = "method_not_allowed", METHOD_NOT_ALLOWED;
    /// The e-mail address belongs to another person.
    EmailTaken = "email_taken", CONFLICT;
    /// The register number or the sector's code belongs to another person.
    IdentifierTaken = "identifier_taken", CONFLICT;
    /// The placement does not fit the others of the person.
    PlacementOverlaps = "placement_overlaps", CONFLICT;
    /// The import of a roster is not at the point where this can be done.
    RosterNotReady = "roster_not_ready", CONFLICT;
    /// Something depends on what an import of a roster has done; each thing is named.
    RosterInUse = "roster_in_use", CONFLICT;
    /// The telephone number belongs to another person.
    TelephoneTaken = "telephone_taken", CONFLICT;
    /// The address has not been verified yet.
    ContactUnverified = "contact_unverified", CONFLICT;
    /// It is the last by which the person is known.
    LastIdentifier = "last_identifier", CONFLICT;
    /// The person has been switched off.
    SwitchedOff = "switched_off", CONFLICT;
    /// Something of this code or name exists already.
    AlreadyExists = "already_exists", CONFLICT;
    /// The last administrator cannot be taken away.
    LastAdministrator = "last_administrator", CONFLICT;
    /// The course has not been published.
    NotPublished = "not_published", CONFLICT;
    /// The thing is used by another and cannot be deleted.
    InUse = "in_use", CONFLICT;
    /// The quiz has no tries left for this person.
    NoTriesLeft = "no_tries_left", CONFLICT;
    /// The attempt has been submitted.
    AttemptClosed = "attempt_closed", CONFLICT;
    /// The attempt has not been started.
    AttemptNotStarted = "attempt_not_started", CONFLICT;
    /// The quiz is not open yet.
    QuizNotOpen = "quiz_not_open", CONFLICT;
    /// The window of the person's cohort has not opened; the answer says when it does.
    WindowNotOpen = "window_not_open", CONFLICT;
    /// The window of the person's cohort is closed; the answer says since when.
    WindowClosed = "window_closed", CONFLICT;
    /// The cohort takes nobody who comes by an own wish, or not any longer.
    CohortClosed = "cohort_closed", CONFLICT;
    /// The cohort is for others.
    NotEligible = "not_eligible", CONFLICT;
    /// There is no application to the cohort that waits for a decision.
    ApplicationDecided = "application_decided", CONFLICT;
    /// The quiz is closed.
    QuizClosed = "quiz_closed", CONFLICT;
    /// The next try at the quiz has to wait.
    TryTooSoon = "try_too_soon", CONFLICT;
    /// A later question has been answered, and there is no way back.
    NoWayBack = "no_way_back", CONFLICT;
    /// The answer is not one that a person grades, or not yet.
    NotGradable = "not_gradable", CONFLICT;
    /// The answer has been marked by as many as it needs, or by this person.
    AlreadyMarked = "already_marked", CONFLICT;
    /// The attempt has as many files as it may have.
    TooManyFiles = "too_many_files", CONFLICT;
    /// The webinar has as many decks of slides as it may have.
    TooManyDecks = "too_many_decks", CONFLICT;
    /// A mark cannot be appealed against: not yet, or not any longer.
    AppealClosed = "appeal_closed", CONFLICT;
    /// The appeal has been decided.
    AppealDecided = "appeal_decided", CONFLICT;
    /// An earlier correction of the question is still being worked through.
    Regrading = "regrading", CONFLICT;
    /// The webinar is not open, or is over.
    WebinarClosed = "webinar_closed", CONFLICT;
    /// The attendance of the webinar has not been counted yet: it is not over.
    AttendanceNotCounted = "attendance_not_counted", CONFLICT;
    /// The attendance of the person has been corrected as often as it may be.
    TooManyCorrections = "too_many_corrections", CONFLICT;
    /// One has to be in the webinar's room for it.
    NotInRoom = "not_in_room", CONFLICT;
    /// As many people have checked in at one's device as can.
    TooManyCompanions = "too_many_companions", CONFLICT;
    /// A webinar can be watched again only when it has ended.
    ReplayNotReady = "replay_not_ready", CONFLICT;
    /// The certificate has been revoked.
    CertificateRevoked = "certificate_revoked", CONFLICT;
    /// The certificate was corrected since: another version of it is the present one.
    CertificateSuperseded = "certificate_superseded", CONFLICT;
    /// No PDF of the certificate can be drawn.
    CertificateNotDrawable = "certificate_not_drawable", CONFLICT;
    /// The batch of certificates is still being frozen.
    ExportNotReady = "export_not_ready", CONFLICT;
    /// The entry was withdrawn before.
    AlreadyWithdrawn = "already_withdrawn", CONFLICT;
    /// A query fills the indicator: nothing is entered for it.
    FilledByQuery = "filled_by_query", CONFLICT;
    /// The survey does not take answers: not yet, or not any longer.
    SurveyClosed = "survey_closed", CONFLICT;
    /// The person has answered the survey.
    SurveyAnswered = "survey_answered", CONFLICT;
    /// The survey is anonymous and keeps nothing of anybody's own.
    SurveyAnonymous = "survey_anonymous", CONFLICT;
    /// The form is one that the house brings along.
    FormBuiltIn = "form_built_in", CONFLICT;
    /// The visit is in a state in which this cannot be done.
    VisitNotOpen = "visit_not_open", CONFLICT;
    /// The idempotency key was used for another request.
    IdempotencyKeyReused = "idempotency_key_reused", CONFLICT;
    /// Somebody changed it since it was read.
    Changed = "changed", PRECONDITION_FAILED;
    /// The body or the file is larger than is taken.
    TooLarge = "too_large", PAYLOAD_TOO_LARGE;
    /// The media type is not taken.
    UnsupportedMediaType = "unsupported_media_type", UNSUPPORTED_MEDIA_TYPE;
    /// The range lies outside the file.
    RangeNotSatisfiable = "range_not_satisfiable", RANGE_NOT_SATISFIABLE;
    /// Fields are missing or do not fit; each is named.
    Invalid = "invalid", UNPROCESSABLE_ENTITY;
    /// The header If-Match is missing.
    IfMatchRequired = "if_match_required", PRECONDITION_REQUIRED;
    /// Too many tries; the answer says when to come back.
    TooManyRequests = "too_many_requests", TOO_MANY_REQUESTS;
    /// A fault of the server; the log has it.
    Internal = "internal", INTERNAL_SERVER_ERROR;
    /// The database or the storage cannot be reached or is full.
    Unavailable = "unavailable", SERVICE_UNAVAILABLE;
}

/// One field that was refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldError {
    /// Where it stands: `modules[0].title`.
    pub field: String,
    /// A key of the message catalogue: `field-too-long`.
    pub key: String,
    /// What the message names.
    pub arguments: Arguments,
}

impl FieldError {
    /// A field that was refused for this reason, a key of the message catalogue that names
    /// nothing more.
    #[must_use]
    pub fn new(field: impl Into<String>, key: &str) -> Self {
        Self {
            field: field.into(),
            key: key.to_owned(),
            arguments: Arguments::none(),
        }
    }
}

/// A request that failed.
#[derive(Debug)]
pub struct Error {
    /// What went wrong.
    pub code: Code,
    /// The fields that were refused, for [`Code::Invalid`].
    pub fields: Vec<FieldError>,
    /// The moment that the answer tells, and the time zone in which people speak of it.
    pub moment: Option<(DateTime<Utc>, Tz)>,
    /// After how many seconds to come back, for [`Code::TooManyRequests`].
    pub retry_after_seconds: Option<i64>,
    /// The cause, for the log alone.
    pub cause: Option<Box<dyn std::error::Error + Send + Sync>>,
}

impl From<Code> for Error {
    fn from(code: Code) -> Self {
        Self {
            code,
            fields: Vec::new(),
            moment: None,
            retry_after_seconds: None,
            cause: None,
        }
    }
}

impl Error {
    /// One refused field; `key` is a key of the message catalogue.
    #[must_use]
    pub fn field(field: impl Into<String>, key: &str) -> Self {
        Self::fields(vec![FieldError::new(field, key)])
    }

    /// Several refused fields.
    #[must_use]
    pub fn fields(fields: Vec<FieldError>) -> Self {
        Self {
            fields,
            ..Code::Invalid.into()
        }
    }

    /// A fault of the server, with its cause for the log.
    #[must_use]
    pub fn internal(cause: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self {
            cause: Some(cause.into()),
            ..Code::Internal.into()
        }
    }

    /// Something outside that cannot be reached, with its cause for the log.
    #[must_use]
    pub fn unavailable(cause: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self {
            cause: Some(cause.into()),
            ..Code::Unavailable.into()
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.code.name())?;
        for field in &self.fields {
            write!(formatter, "; {}: {}", field.field, field.key)?;
        }
        match &self.cause {
            Some(cause) => write!(formatter, ": {cause}"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for Error {}

impl From<sea_orm::DbErr> for Error {
    /// The database's words stay in the log. Lost connections and a full disk are not faults of
    /// the request: the client may try again.
    fn from(error: sea_orm::DbErr) -> Self {
        if crate::db::is_unavailable(&error) {
            Self::unavailable(error)
        } else {
            Self::internal(error)
        }
    }
}

impl From<object_store::Error> for Error {
    fn from(error: object_store::Error) -> Self {
        match error {
            object_store::Error::NotFound { .. } => Code::NotFound.into(),
            other => Self::unavailable(other),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::messages::Language;

    #[test]
    fn every_code_has_its_words_in_every_language() {
        for code in Code::ALL {
            let key = format!("problem-{}", code.name().replace('_', "-"));
            for language in Language::ALL {
                for part in [key.clone(), format!("{key}.detail")] {
                    assert_ne!(
                        language.text(&part, &Arguments::none()),
                        part,
                        "{language:?}"
                    );
                }
            }
        }
    }
}
