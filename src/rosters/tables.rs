//! The tables of imports of rosters.

#![expect(
    missing_docs,
    reason = "sea-orm's derives make items without doc comments"
)]

/// An import of a roster.
pub mod roster_import {
    use sea_orm::entity::prelude::*;

    use crate::rosters::row::Problems;
    use crate::rosters::state::Status;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "roster_imports")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub created_by: Uuid,
        pub created_at: DateTimeUtc,
        pub file_name: String,
        pub format: String,
        pub as_of: Date,
        /// Whether people of the named organisations who are not in the file have left.
        pub complete: bool,
        /// The organisation of rows that name none.
        pub organisation_id: Option<Uuid>,
        pub status: Status,
        pub row_count: i32,
        /// The number of the row that the work under way has come to.
        pub worked_through: i32,
        pub remarks: Problems,
        pub revision: i32,
        pub applied_by: Option<Uuid>,
        pub applied_at: Option<DateTimeUtc>,
        pub undone_by: Option<Uuid>,
        pub undone_at: Option<DateTimeUtc>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

/// The file of an import, until it has been compared.
pub mod roster_file {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "roster_files")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub import_id: Uuid,
        pub bytes: Vec<u8>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

/// A row of an import, and what it means.
pub mod roster_row {
    use sea_orm::FromJsonQueryResult;
    use sea_orm::entity::prelude::*;
    use serde::{Deserialize, Serialize};

    use crate::rosters::before::Before;
    use crate::rosters::difference::Changes;
    use crate::rosters::row::{Problems, Said};
    use crate::rosters::state::{Decision, Difference, Outcome};

    /// The people of whom one may be meant.
    #[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, FromJsonQueryResult)]
    pub struct Candidates(pub Vec<Uuid>);

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "roster_rows")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub import_id: Uuid,
        pub number: i32,
        pub place: String,
        pub difference: Difference,
        pub said: Said,
        pub organisation_id: Option<Uuid>,
        pub person_id: Option<Uuid>,
        /// How often the person's row had been changed when it was compared.
        pub person_revision: Option<i32>,
        pub candidates: Candidates,
        pub changes: Changes,
        pub problems: Problems,
        pub decision: Option<Decision>,
        pub outcome: Option<Outcome>,
        /// How the person was before it was applied.
        pub before: Option<Before>,
        /// How often the person's row had been changed then.
        pub revision_after: Option<i32>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
