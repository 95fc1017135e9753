//! The kinds of work that a committed change causes.

use chrono::NaiveDate;
use sea_orm::FromJsonQueryResult;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::lane::Lane;

/// Files that one job deletes: it is done in seconds, and done again at little cost.
pub const FILES_AT_ONCE: usize = 500;

/// A job. It holds identifiers, never secrets: tokens in mails are made when the mail is sent.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, FromJsonQueryResult)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Job {
    /// Send a letter to a person.
    Letter {
        /// Whom to.
        person_id: Uuid,
        /// What about.
        letter: Letter,
    },
    /// Send a letter to one address of a person, and to no other.
    LetterTo {
        /// The address.
        contact_id: Uuid,
        /// What about.
        letter: Letter,
    },
    /// Close an attempt at a quiz whose deadline has passed, and what that completes.
    CloseAttempt {
        /// The attempt.
        attempt_id: Uuid,
    },
    /// Grade anew what a correction of a question concerns.
    Regrade {
        /// The correction.
        correction_id: Uuid,
        /// Whether it is looked through once more, for attempts that were submitted meanwhile.
        again: bool,
    },
    /// Count who attended a webinar that has ended, and what that completes.
    CountAttendance {
        /// The webinar.
        webinar_id: Uuid,
    },
    /// Remind everybody for whom it is held that a webinar begins soon.
    RemindOfWebinar {
        /// The webinar.
        webinar_id: Uuid,
    },
    /// Tell everybody for whom it is held that a webinar has been scheduled or moved.
    AnnounceWebinar {
        /// The webinar.
        webinar_id: Uuid,
    },
    /// Tell everybody for whom it is held the sessions of a series of webinars.
    AnnounceSeries {
        /// The series.
        series_id: Uuid,
    },
    /// Call off a session that its series has no longer.
    CallOffWebinar {
        /// The webinar.
        webinar_id: Uuid,
        /// As it was when this was decided; nothing is done when it has been changed since.
        revision: i32,
    },
    /// Draw the slides of a deck that was uploaded.
    DrawSlides {
        /// The deck.
        deck_id: Uuid,
    },
    /// Tell a webinar's room that its slides were removed.
    TellSlides {
        /// The webinar.
        webinar_id: Uuid,
        /// Who removed them.
        removed_by: Uuid,
    },
    /// Delete the bytes of files that nothing names any longer.
    DiscardFiles {
        /// Where the bytes are: at most [`FILES_AT_ONCE`].
        ids: Vec<Uuid>,
    },
    /// Compare a roster that was imported with the register.
    CompareRoster {
        /// The import.
        import_id: Uuid,
    },
    /// Apply an import of a roster.
    ApplyRoster {
        /// The import.
        import_id: Uuid,
    },
    /// Undo an import of a roster.
    UndoRoster {
        /// The import.
        import_id: Uuid,
    },
    /// Invite whom a cohort's rule means.
    InviteCohort {
        /// The cohort.
        cohort_id: Uuid,
    },
    /// Do what follows from a change of a cohort.
    FollowCohort {
        /// The cohort.
        cohort_id: Uuid,
    },
    /// Think of whom the windows of cohorts call to be reminded.
    RemindCohorts,
    /// Freeze a batch of certificates for the sector's information system.
    PrepareCertificateExport {
        /// The batch.
        export_id: Uuid,
    },
    /// Write answers to an anonymous survey anew, together.
    MixSurvey {
        /// The survey.
        placement_id: Uuid,
    },
    /// Close a survey whose end has come.
    CloseSurvey {
        /// The survey.
        placement_id: Uuid,
    },
    /// Count once what was done before it was written down where it is decided.
    CountProgress,
    /// End a webinar that is still live long after its planned end.
    CloseForgottenWebinar {
        /// The webinar.
        webinar_id: Uuid,
    },
}

impl Job {
    /// The queue that it waits in.
    #[must_use]
    pub fn lane(&self) -> Lane {
        match self {
            Self::Letter { .. } | Self::LetterTo { .. } => Lane::Mail,
            Self::DrawSlides { .. } => Lane::Drawing,
            _ => Lane::Work,
        }
    }
}

/// What a letter is about.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "about", rename_all = "snake_case")]
pub enum Letter {
    /// An invitation to set a password and sign in.
    Invitation,
    /// A link that signs in.
    MagicLink,
    /// A link that shows that letters to an address arrive.
    VerifyAddress,
    /// The password was changed.
    PasswordChanged,
    /// The addresses or telephone numbers of the account were changed.
    ContactsChanged,
    /// Somebody has issued a recovery code or a sign-in card.
    RecoveryIssued {
        /// The code.
        code_id: Uuid,
    },
    /// The person was enrolled.
    Enrolled {
        /// The enrolment.
        enrolment_id: Uuid,
    },
    /// A webinar has been scheduled or moved; with an iCalendar part.
    WebinarScheduled {
        /// The webinar.
        webinar_id: Uuid,
    },
    /// A webinar begins soon; with an iCalendar part.
    WebinarSoon {
        /// The webinar.
        webinar_id: Uuid,
    },
    /// A series of webinars has been planned or changed; with an iCalendar part.
    SeriesScheduled {
        /// The series.
        series_id: Uuid,
    },
    /// A certificate was issued; the PDF is attached.
    CertificateIssued {
        /// The certificate.
        certificate_id: Uuid,
    },
    /// A name on a certificate was corrected; the PDF of the new version is attached.
    CertificateCorrected {
        /// The certificate.
        certificate_id: Uuid,
        /// The version that was made.
        version: i32,
    },
    /// A visit at the workplace has been planned or moved; with an iCalendar part.
    VisitPlanned {
        /// The visit.
        visit_id: Uuid,
    },
    /// A visit at the workplace is tomorrow; with an iCalendar part.
    VisitSoon {
        /// The visit.
        visit_id: Uuid,
    },
    /// An appeal against a mark was decided.
    AppealDecided {
        /// The appeal.
        appeal_id: Uuid,
    },
    /// The person has come into a cohort, and is enrolled in its courses.
    CohortJoined {
        /// The cohort.
        cohort_id: Uuid,
    },
    /// The person's school has not consented that the person takes part in a cohort.
    CohortRefused {
        /// The cohort.
        cohort_id: Uuid,
    },
    /// What the house reminds the person of on one day.
    Reminder {
        /// The day, at the person's place.
        day: NaiveDate,
    },
    /// An officer reminds the person of a cohort.
    OfficerReminder {
        /// The cohort.
        cohort_id: Uuid,
        /// Who reminds.
        officer_id: Uuid,
    },
}

impl Letter {
    /// The name of its words in the message catalogue.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Invitation => "invitation",
            Self::MagicLink => "magic-link",
            Self::VerifyAddress => "verify-address",
            Self::PasswordChanged => "password-changed",
            Self::ContactsChanged => "contacts-changed",
            Self::RecoveryIssued { .. } => "recovery-issued",
            Self::Enrolled { .. } => "enrolled",
            Self::WebinarScheduled { .. } => "webinar-scheduled",
            Self::WebinarSoon { .. } => "webinar-soon",
            Self::SeriesScheduled { .. } => "series-scheduled",
            Self::CertificateIssued { .. } => "certificate-issued",
            Self::CertificateCorrected { .. } => "certificate-corrected",
            Self::VisitPlanned { .. } => "visit-planned",
            Self::VisitSoon { .. } => "visit-soon",
            Self::AppealDecided { .. } => "appeal-decided",
            Self::CohortJoined { .. } => "cohort-joined",
            Self::CohortRefused { .. } => "cohort-refused",
            Self::Reminder { .. } => "reminder",
            Self::OfficerReminder { .. } => "officer-reminder",
        }
    }
}
