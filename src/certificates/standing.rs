//! Where a certificate stands with the sector's information system: pure rules.
//!
//! What the other system is to know of a certificate changes when it is corrected and when it is
//! revoked; each time its *stamp* grows by one. The certificate is registered when the newest stamp has
//! been accepted. It is in one open batch at most, and comes again only when there is something to tell
//! that has not been accepted: so each is registered once, however often and late the other side answers.

use sea_orm::{DeriveActiveEnum, EnumIter};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What is known of a certificate and of what the other side has said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Standing {
    /// Which state of the certificate is the present one, 1 when it is issued.
    pub stamp: i32,
    /// Whether it is revoked, which is the last thing that happens to it.
    pub revoked: bool,
    /// The newest stamp that the other side has accepted.
    pub registered: Option<i32>,
    /// The newest stamp that the other side has refused, until somebody lets it be sent again.
    pub refused: Option<i32>,
    /// Whether it is in a batch that waits for an answer.
    pub is_out: bool,
}

/// Where it stands, in a word.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    Serialize,
    Deserialize,
    ToSchema,
    EnumIter,
    DeriveActiveEnum,
)]
#[serde(rename_all = "snake_case")]
#[sea_orm(rs_type = "String", db_type = "Text")]
#[schema(as = CertificateExportState)]
pub enum ExportState {
    /// It has not been registered; the next batch takes it.
    #[sea_orm(string_value = "waiting")]
    Waiting,
    /// It is in a batch that waits for an answer.
    #[sea_orm(string_value = "exported")]
    Exported,
    /// It is registered as it is.
    #[sea_orm(string_value = "registered")]
    Registered,
    /// It is registered, and was corrected or revoked since; the next batch takes the change.
    #[sea_orm(string_value = "changed")]
    Changed,
    /// It was refused as it is; it comes again when it has been corrected or is released.
    #[sea_orm(string_value = "refused")]
    Refused,
    /// It was revoked before it was registered: there is nothing to tell.
    #[sea_orm(string_value = "not_needed")]
    NotNeeded,
}

impl ExportState {
    /// The states from which the next batch takes.
    pub const DUE: [Self; 2] = [Self::Waiting, Self::Changed];
}

/// What a row of a batch asks the other side for.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    Serialize,
    Deserialize,
    ToSchema,
    EnumIter,
    DeriveActiveEnum,
)]
#[serde(rename_all = "snake_case")]
#[sea_orm(rs_type = "String", db_type = "Text")]
#[schema(as = CertificateChange)]
pub enum Change {
    /// To register it.
    #[sea_orm(string_value = "new")]
    New,
    /// To replace what is registered under its key.
    #[sea_orm(string_value = "changed")]
    Changed,
    /// To note that what is registered under its key no longer holds.
    #[sea_orm(string_value = "revoked")]
    Revoked,
}

impl Change {
    /// The word in a table.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Changed => "changed",
            Self::Revoked => "revoked",
        }
    }
}

impl Default for Standing {
    fn default() -> Self {
        Self::ISSUED
    }
}

impl Standing {
    /// That of a certificate which has just been issued.
    pub const ISSUED: Self = Self {
        stamp: 1,
        revoked: false,
        registered: None,
        refused: None,
        is_out: false,
    };

    /// Where it stands.
    #[must_use]
    pub fn state(self) -> ExportState {
        if self.is_out {
            ExportState::Exported
        } else if self.registered == Some(self.stamp) {
            ExportState::Registered
        } else if self.registered.is_none() && self.revoked {
            ExportState::NotNeeded
        } else if self.refused == Some(self.stamp) {
            ExportState::Refused
        } else if self.registered.is_none() {
            ExportState::Waiting
        } else {
            ExportState::Changed
        }
    }

    /// What the next batch asks for; nothing when it does not take the certificate.
    #[must_use]
    pub fn due(self) -> Option<Change> {
        match self.state() {
            ExportState::Waiting => Some(Change::New),
            ExportState::Changed if self.revoked => Some(Change::Revoked),
            ExportState::Changed => Some(Change::Changed),
            _ => None,
        }
    }

    /// After it has been corrected.
    #[must_use]
    pub fn corrected(self) -> Self {
        Self {
            stamp: self.stamp.saturating_add(1),
            ..self
        }
    }

    /// After it has been revoked.
    #[must_use]
    pub fn revoked(self) -> Self {
        Self {
            stamp: self.stamp.saturating_add(1),
            revoked: true,
            ..self
        }
    }

    /// After a batch has taken it.
    #[must_use]
    pub fn taken(self) -> Self {
        Self {
            is_out: true,
            ..self
        }
    }

    /// After the other side has answered to the row that was frozen at `stamp`, however much has
    /// happened since.
    #[must_use]
    pub fn answered(self, stamp: i32, accepted: bool) -> Self {
        let newest = |known: Option<i32>| Some(known.map_or(stamp, |known| known.max(stamp)));
        Self {
            is_out: false,
            registered: if accepted {
                newest(self.registered)
            } else {
                self.registered
            },
            refused: if accepted {
                self.refused
            } else {
                newest(self.refused)
            },
            ..self
        }
    }

    /// After somebody has said that what was refused may be sent again as it is.
    #[must_use]
    pub fn released(self) -> Self {
        Self {
            refused: None,
            ..self
        }
    }
}

#[cfg(test)]
mod tests;
