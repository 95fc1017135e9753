//! The table of work to be done.

#![expect(
    missing_docs,
    reason = "sea-orm's derives make items without doc comments"
)]

/// A job that a committed change has caused.
pub mod outbox_job {
    use sea_orm::entity::prelude::*;

    use crate::outbox::job::Job;
    use crate::outbox::lane::Lane;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "outbox")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        /// The same cause enqueues the same job once.
        pub key: String,
        pub job: Job,
        pub lane: Lane,
        pub status: String,
        pub tries: i32,
        pub due_at: DateTimeUtc,
        pub leased_until: Option<DateTimeUtc>,
        /// The node whose worker has claimed it.
        pub leased_by: Option<Uuid>,
        pub last_error: Option<String>,
        pub created_at: DateTimeUtc,
        pub done_at: Option<DateTimeUtc>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
