//! The table of credits that were earned elsewhere.

/// Credits that a person has earned elsewhere, as the registrar has entered them.
pub mod earned_credit {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "earned_credits")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub person_id: Uuid,
        pub title: String,
        pub provider: String,
        pub earned_on: Date,
        /// Hundredths of a credit.
        pub credits: i32,
        pub hours: i32,
        pub reason: String,
        pub evidence_file_id: Option<Uuid>,
        pub entered_by: Uuid,
        pub entered_at: DateTimeUtc,
        pub withdrawn_by: Option<Uuid>,
        pub withdrawn_at: Option<DateTimeUtc>,
        pub withdrawal_reason: Option<String>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
