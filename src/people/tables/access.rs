//! The tables of addresses and telephone numbers, and of the codes by which somebody gets in again.

/// An e-mail address or a telephone number of a person.
pub mod contact {
    use sea_orm::entity::prelude::*;

    use crate::people::identifiers::ContactKind;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "contacts")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub person_id: Uuid,
        pub kind: ContactKind,
        /// As `identifiers.rs` folds it.
        pub value: String,
        /// Of its kind the first that is used; `people.email` repeats the main address.
        pub main: bool,
        /// Who added it; absent for what came with the registration.
        pub added_by: Option<Uuid>,
        /// When the person showed that letters arrive.
        pub verified_at: Option<DateTimeUtc>,
        /// When a mail server said that nobody gets letters there.
        pub bounced_at: Option<DateTimeUtc>,
        pub bounce_reason: Option<String>,
        pub created_at: DateTimeUtc,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

/// A code by which one person gets in again, once.
pub mod recovery_code {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "recovery_codes")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub person_id: Uuid,
        pub kind: CodeKind,
        /// The batch of cards that it was printed in.
        pub batch_id: Option<Uuid>,
        pub hash: String,
        pub issued_by: Uuid,
        pub issued_at: DateTimeUtc,
        pub expires_at: DateTimeUtc,
        pub used_at: Option<DateTimeUtc>,
        pub cancelled_at: Option<DateTimeUtc>,
    }

    /// How the code reaches its person.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, EnumIter, DeriveActiveEnum)]
    #[sea_orm(rs_type = "String", db_type = "Text")]
    pub enum CodeKind {
        /// An officer tells it; kept as a password is.
        #[sea_orm(string_value = "told")]
        Told,
        /// It stands on a card; kept as a secret of full length is.
        #[sea_orm(string_value = "printed")]
        Printed,
    }

    /// The hash is never printed.
    impl std::fmt::Debug for Model {
        fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            write!(formatter, "recovery code {}", self.id)
        }
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

/// Cards that were printed together.
pub mod sign_in_card_batch {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "sign_in_card_batches")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        /// The school they were printed for; absent for a list of people.
        pub organisation_id: Option<Uuid>,
        pub cards: i32,
        pub issued_by: Uuid,
        pub issued_at: DateTimeUtc,
        pub expires_at: DateTimeUtc,
        pub revoked_at: Option<DateTimeUtc>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
