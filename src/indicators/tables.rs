//! The tables of indicators.

#![expect(
    missing_docs,
    reason = "sea-orm's derives make items without doc comments"
)]

/// What is measured of a programme.
pub mod indicator {
    use sea_orm::entity::prelude::*;

    use crate::indicators::kind::{Kind, Query};

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "indicators")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub programme_id: Uuid,
        pub code: String,
        pub title: String,
        pub kind: Kind,
        pub unit: String,
        /// What fills it; absent when people do.
        pub query: Option<Query>,
        pub revision: i32,
        pub created_at: DateTimeUtc,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

/// What is aimed at in a year.
pub mod indicator_target {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "indicator_targets")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub indicator_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub year: i32,
        /// Hundredths.
        pub target: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

/// What was found, as somebody entered it; never changed.
pub mod indicator_value {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "indicator_values")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub indicator_id: Uuid,
        /// See [`Period`](crate::indicators::period::Period).
        pub period: String,
        /// Absent for the programme as a whole.
        pub organisation_id: Option<Uuid>,
        /// Hundredths.
        pub value: i64,
        pub part: Option<i64>,
        pub whole: Option<i64>,
        pub note: String,
        pub evidence_file_id: Option<Uuid>,
        /// The day on which it was found.
        pub found_on: Date,
        pub entered_by: Uuid,
        pub entered_at: DateTimeUtc,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
