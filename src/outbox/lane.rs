//! The queues that jobs wait in. A mail server that is slow or away holds up the letters, and
//! nothing else.

use sea_orm::{DeriveActiveEnum, EnumIter};

/// A queue with its own places.
#[derive(Debug, Clone, Copy, PartialEq, Eq, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum Lane {
    /// Letters: they wait for a mail server most of the time.
    #[sea_orm(string_value = "mail")]
    Mail,
    /// What waits for our own database.
    #[sea_orm(string_value = "work")]
    Work,
    /// Drawing slides: it takes a processor for minutes.
    #[sea_orm(string_value = "drawing")]
    Drawing,
}

impl Lane {
    /// Every queue.
    pub const ALL: [Self; 3] = [Self::Mail, Self::Work, Self::Drawing];

    /// The queue's name in figures.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Mail => "mail",
            Self::Work => "work",
            Self::Drawing => "drawing",
        }
    }

    /// How many of its jobs are done at once on one node. Mail servers count the connections of
    /// a client and refuse those beyond ten or so.
    #[must_use]
    pub fn places(self) -> usize {
        match self {
            Self::Mail => 8,
            Self::Work => 4,
            Self::Drawing => 1,
        }
    }
}
