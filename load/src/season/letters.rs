//! Letters, by address and kind: those that must come, and those that came. Pure.

use std::collections::HashMap;

/// What a letter of the season is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// An invitation to set a password.
    Invitation,
    /// A link that signs in.
    MagicLink,
    /// The password was changed.
    PasswordChanged,
    /// An officer has issued a code.
    RecoveryIssued,
    /// The person is in a cohort.
    CohortJoined,
    /// Something is left to do in a window.
    Reminder,
    /// A webinar has been planned.
    WebinarScheduled,
    /// A webinar begins soon.
    WebinarSoon,
    /// A certificate, with its file.
    CertificateIssued,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 9] = [
        Self::Invitation,
        Self::MagicLink,
        Self::PasswordChanged,
        Self::RecoveryIssued,
        Self::CohortJoined,
        Self::Reminder,
        Self::WebinarScheduled,
        Self::WebinarSoon,
        Self::CertificateIssued,
    ];

    /// Its name in the message catalogue.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Invitation => "invitation",
            Self::MagicLink => "magic-link",
            Self::PasswordChanged => "password-changed",
            Self::RecoveryIssued => "recovery-issued",
            Self::CohortJoined => "cohort-joined",
            Self::Reminder => "reminder",
            Self::WebinarScheduled => "webinar-scheduled",
            Self::WebinarSoon => "webinar-soon",
            Self::CertificateIssued => "certificate-issued",
        }
    }
}

/// How many letters of each kind each address has got.
#[derive(Debug, Clone, Default)]
pub struct Letters(HashMap<String, HashMap<Kind, u32>>);

/// What differs between letters that must come and letters that came.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Difference {
    /// Letters that did not come.
    pub lost: u64,
    /// Letters that came and should not have, or came again.
    pub surplus: u64,
    /// Which, in words.
    pub words: Vec<String>,
}

impl Letters {
    /// Counts one.
    pub fn count(&mut self, address: &str, kind: Kind) {
        let own = match self.0.get_mut(address) {
            Some(own) => own,
            None => self.0.entry(address.to_owned()).or_default(),
        };
        *own.entry(kind).or_default() += 1;
    }

    /// All of them.
    pub fn total(&self) -> u64 {
        let counts = self.0.values().flat_map(HashMap::values);
        counts.map(|count| u64::from(*count)).sum()
    }

    fn to(&self, address: &str, kind: Kind) -> u32 {
        let own = self.0.get(address).and_then(|own| own.get(&kind));
        own.copied().unwrap_or_default()
    }

    /// Holds letters that came against those that must come.
    pub fn against(&self, came: &Self) -> Difference {
        let mut difference = Difference::default();
        let mut addresses: Vec<&String> = self.0.keys().chain(came.0.keys()).collect();
        addresses.sort();
        addresses.dedup();
        for address in addresses {
            for kind in Kind::ALL {
                let (must, has) = (self.to(address, kind), came.to(address, kind));
                difference.lost += u64::from(must.saturating_sub(has));
                difference.surplus += u64::from(has.saturating_sub(must));
                if must != has {
                    let name = kind.name();
                    let words = format!("{address}: {has} letters {name}, must be {must}");
                    difference.words.push(words);
                }
            }
        }
        difference
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_did_not_come_and_what_came_twice_are_told_apart() {
        let mut must = Letters::default();
        let mut came = Letters::default();
        for address in ["a", "b", "c"] {
            must.count(address, Kind::CertificateIssued);
        }
        for address in ["a", "a", "b", "d"] {
            came.count(address, Kind::CertificateIssued);
        }
        let difference = must.against(&came);
        assert_eq!((difference.lost, difference.surplus), (1, 2));
        assert_eq!(difference.words.len(), 3);
        assert_eq!(must.against(&must), Difference::default());
        assert_eq!(came.total(), 4);
    }
}
