//! What somebody is at an organisation.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::messages::{Arguments, Language};

/// A position: by it cohorts are made and reports are divided.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Position {
    /// Teaches at a school.
    Teacher,
    /// Leads a school.
    Director,
    /// Leads a kindergarten.
    KindergartenHead,
    /// Looks after the training at a school.
    TrainingManager,
    /// Looks after children in need at a school.
    SocialWorker,
    /// Works at the education office of a province, district or soum.
    EducationOfficeSpecialist,
    /// Works at a ministry, an institute or a university.
    Specialist,
    /// Anything else.
    Other,
}

impl Position {
    /// Every position.
    pub const ALL: [Self; 8] = [
        Self::Teacher,
        Self::Director,
        Self::KindergartenHead,
        Self::TrainingManager,
        Self::SocialWorker,
        Self::EducationOfficeSpecialist,
        Self::Specialist,
        Self::Other,
    ];

    /// The position's name on the wire and in the database.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Teacher => "teacher",
            Self::Director => "director",
            Self::KindergartenHead => "kindergarten_head",
            Self::TrainingManager => "training_manager",
            Self::SocialWorker => "social_worker",
            Self::EducationOfficeSpecialist => "education_office_specialist",
            Self::Specialist => "specialist",
            Self::Other => "other",
        }
    }

    /// The position of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.name() == name)
    }

    /// The key of its words in the message catalogue, divided by `|`: the first is shown, by any of
    /// them it is known in a roster.
    #[must_use]
    pub fn words(self) -> String {
        format!("position-{}", self.name().replace('_', "-"))
    }

    /// What it is called.
    #[must_use]
    pub fn called(self, language: Language) -> String {
        let words = language.text(&self.words(), &Arguments::none());
        words.split('|').next().unwrap_or_default().to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_position_is_found_by_its_name_and_has_words_in_every_language() {
        for position in Position::ALL {
            assert_eq!(Position::named(position.name()), Some(position));
            let json = serde_json::to_value(position).unwrap();
            assert_eq!(json, position.name());
            for language in Language::ALL {
                let words = language.text(&position.words(), &Arguments::none());
                assert_ne!(words, position.words(), "{language:?}");
            }
        }
        assert_eq!(Position::named("king"), None);
    }
}
