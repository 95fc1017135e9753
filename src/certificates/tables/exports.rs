//! The tables of batches for the sector's information system.

/// A batch: certificates frozen together to be registered elsewhere.
pub mod export {
    use sea_orm::entity::prelude::*;

    use crate::certificates::exported::Wanted;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "certificate_exports")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        /// Which certificates were asked for.
        pub wanted: Wanted,
        pub made_by: Uuid,
        pub made_at: DateTimeUtc,
        /// How many there were when it began.
        pub expected: i32,
        /// How many are frozen.
        pub rows: i32,
        /// The last certificate that was looked at.
        pub through: Option<Uuid>,
        /// When the last was frozen.
        pub prepared_at: Option<DateTimeUtc>,
        pub accepted: i32,
        pub refused: i32,
        /// When the last row was answered.
        pub closed_at: Option<DateTimeUtc>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

/// A certificate in a batch, as it was when the batch took it, and what was answered to it.
pub mod export_row {
    use sea_orm::entity::prelude::*;

    use crate::certificates::exported::{Exported, Outcome};
    use crate::certificates::standing::Change;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "certificate_export_rows")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub export_id: Uuid,
        /// The certificate, which is also the key of the row for the other side.
        #[sea_orm(primary_key, auto_increment = false)]
        pub certificate_id: Uuid,
        pub stamp: i32,
        pub change: Change,
        pub content: Exported,
        pub outcome: Outcome,
        pub reason: Option<String>,
        pub answered_by: Option<Uuid>,
        pub answered_at: Option<DateTimeUtc>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
