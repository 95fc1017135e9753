//! What is worth a line in the audit log: stable names, by which programs and people search.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Declares the deeds once: the name in Rust, the name on the wire, and what it is done to.
macro_rules! deeds {
    ($($(#[doc = $doc:literal])+ $name:ident = $wire:literal, $subject:literal;)+) => {
        /// What was done. The name on the wire is stable.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
        #[serde(rename_all = "snake_case")]
        pub enum Deed {
            $($(#[doc = $doc])+ $name,)+
        }

        impl Deed {
            /// Every deed.
            pub const ALL: &[Self] = &[$(Self::$name,)+];

            /// The name on the wire and in the database.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Self::$name => $wire,)+ }
            }

            /// What kind of thing it is done to.
            #[must_use]
            pub fn subject(self) -> &'static str {
                match self { $(Self::$name => $subject,)+ }
            }

            /// The deed of this name.
            #[must_use]
            pub fn named(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|deed| deed.name() == name)
            }
        }
    };
}

deeds! {
    /// A person was put into the register.
    PersonRegistered = "person_registered", "person";
    /// What the register says of a person was changed.
    PersonChanged = "person_changed", "person";
    /// A person was switched off, and can no longer sign in.
    PersonSwitchedOff = "person_switched_off", "person";
    /// A person can sign in again.
    PersonSwitchedOn = "person_switched_on", "person";
    /// The roles of a person were changed.
    RolesGiven = "roles_given", "person";
    /// An invitation was sent to a person, beside the one that comes with registration.
    PersonInvited = "person_invited", "person";
    /// The password of a person was set on the server.
    PasswordSet = "password_set", "person";
    /// An address or a telephone number was added to a person by somebody else.
    ContactAdded = "contact_added", "contact";
    /// A recovery code was issued to a person.
    RecoveryCodeIssued = "recovery_code_issued", "recovery_code";
    /// A recovery code was used.
    RecoveryCodeUsed = "recovery_code_used", "recovery_code";
    /// A sign-in card was issued to a person.
    SignInCardIssued = "sign_in_card_issued", "sign_in_card_batch";
    /// A sign-in card was used.
    SignInCardUsed = "sign_in_card_used", "recovery_code";
    /// The unused cards of a batch were revoked.
    SignInCardsRevoked = "sign_in_cards_revoked", "sign_in_card_batch";
    /// An organisation was added to the tree.
    OrganisationCreated = "organisation_created", "organisation";
    /// An organisation was renamed, recoded or moved.
    OrganisationChanged = "organisation_changed", "organisation";
    /// It was added to the register where a person is or was.
    PlacementAdded = "placement_added", "placement";
    /// Where a person is or was, or when, was corrected.
    PlacementCorrected = "placement_corrected", "placement";
    /// It was taken back that a person was somewhere.
    PlacementRemoved = "placement_removed", "placement";
    /// A roster was applied to the register.
    RosterApplied = "roster_applied", "roster_import";
    /// What a roster had changed was undone.
    RosterUndone = "roster_undone", "roster_import";
    /// An application for a place in a cohort was decided.
    ApplicationDecided = "application_decided", "cohort_member";
    /// A person was taken out of a cohort by somebody else.
    CohortMemberRemoved = "cohort_member_removed", "cohort_member";
    /// A person was granted a later last day.
    ExtensionGranted = "extension_granted", "cohort_extension";
    /// A later last day was taken back.
    ExtensionWithdrawn = "extension_withdrawn", "cohort_extension";
    /// A person was enrolled in a course by somebody else.
    PersonEnrolled = "person_enrolled", "enrolment";
    /// A person was moved to another version of a course.
    EnrolmentMoved = "enrolment_moved", "enrolment";
    /// A name on a certificate was corrected.
    CertificateCorrected = "certificate_corrected", "certificate";
    /// A batch of certificates was made for the sector's information system.
    CertificatesExported = "certificates_exported", "certificate_export";
    /// A certificate was revoked.
    CertificateRevoked = "certificate_revoked", "certificate";
    /// The attendance of a person was corrected.
    AttendanceCorrected = "attendance_corrected", "webinar";
    /// An answer was marked by hand.
    AnswerMarked = "answer_marked", "attempt";
    /// An appeal was decided.
    AppealDecided = "appeal_decided", "appeal";
    /// A question that was published was corrected, and attempts are graded anew.
    QuestionCorrected = "question_corrected", "correction";
    /// The value of an indicator was entered.
    IndicatorValueEntered = "indicator_value_entered", "indicator_value";
    /// Personal data left the platform as a file.
    DataExported = "data_exported", "export";
    /// The key that signs access tokens was replaced.
    SigningKeyReplaced = "signing_key_replaced", "signing_key";
    /// A letter that could not be sent was given up.
    LetterGivenUp = "letter_given_up", "letter";
}

impl Deed {
    /// The key of its words in the message catalogue.
    #[must_use]
    pub fn words(self) -> String {
        format!("audit-{}", self.name().replace('_', "-"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::messages::{Arguments, Language};

    #[test]
    fn every_deed_has_its_words_in_every_language_and_is_found_by_its_name() {
        for deed in Deed::ALL {
            assert_eq!(Deed::named(deed.name()), Some(*deed));
            assert_eq!(serde_json::to_value(deed).unwrap(), deed.name());
            for language in Language::ALL {
                let words = language.text(&deed.words(), &Arguments::none());
                assert_ne!(words, deed.words(), "{language:?}");
            }
        }
        assert_eq!(Deed::named("king_crowned"), None);
    }
}
