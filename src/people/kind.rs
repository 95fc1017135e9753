//! Which kinds of organisations there are.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// The kind of an organisation.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum OrganisationKind {
    /// A ministry.
    Ministry,
    /// An institute of a ministry.
    Institute,
    /// A province (аймаг).
    Province,
    /// The capital.
    Capital,
    /// A district of the capital (дүүрэг).
    District,
    /// A district of a province (сум).
    Soum,
    /// A school.
    School,
    /// A kindergarten.
    Kindergarten,
    /// A university.
    University,
    /// An organisation that takes part from outside of the sector.
    Partner,
    /// Anything else.
    #[default]
    Other,
}

impl OrganisationKind {
    /// Every kind.
    pub const ALL: [Self; 11] = [
        Self::Ministry,
        Self::Institute,
        Self::Province,
        Self::Capital,
        Self::District,
        Self::Soum,
        Self::School,
        Self::Kindergarten,
        Self::University,
        Self::Partner,
        Self::Other,
    ];

    /// The kind's name on the wire and in the database.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Ministry => "ministry",
            Self::Institute => "institute",
            Self::Province => "province",
            Self::Capital => "capital",
            Self::District => "district",
            Self::Soum => "soum",
            Self::School => "school",
            Self::Kindergarten => "kindergarten",
            Self::University => "university",
            Self::Partner => "partner",
            Self::Other => "other",
        }
    }

    /// The kind of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_is_found_by_its_name() {
        for kind in OrganisationKind::ALL {
            assert_eq!(OrganisationKind::named(kind.name()), Some(kind));
            assert_eq!(serde_json::to_value(kind).unwrap(), kind.name());
        }
        assert_eq!(OrganisationKind::named("kingdom"), None);
    }
}
