//! The tables of attempts: what was answered, what happened, sealed papers and accommodations.

#![expect(
    missing_docs,
    reason = "sea-orm's derives make items without doc comments"
)]

pub mod marking;

/// One try of one learner at one quiz.
pub mod attempt {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "attempts")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub enrolment_id: Uuid,
        pub item_id: Uuid,
        /// The version whose questions the attempt was given: it stays with them.
        pub version_id: Uuid,
        pub number: i32,
        /// Orders questions and options, the same each time.
        pub seed: i64,
        pub created_at: DateTimeUtc,
        /// Absent while only its paper has been fetched.
        pub started_at: Option<DateTimeUtc>,
        pub deadline: Option<DateTimeUtc>,
        /// Until when, after the deadline, answers that were made in time are awaited.
        pub awaited_until: Option<DateTimeUtc>,
        pub submitted_at: Option<DateTimeUtc>,
        pub graded_at: Option<DateTimeUtc>,
        /// In hundredths.
        pub marks: Option<i32>,
        /// In hundredths.
        pub marks_possible: i32,
        pub passed: Option<bool>,
        pub revision: i32,
        pub abandoned_at: Option<DateTimeUtc>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {
        #[sea_orm(
            belongs_to = "crate::programmes::tables::enrolment::Entity",
            from = "Column::EnrolmentId",
            to = "crate::programmes::tables::enrolment::Column::Id"
        )]
        Enrolment,
    }

    impl Related<crate::programmes::tables::enrolment::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::Enrolment.def()
        }
    }
    impl ActiveModelBehavior for ActiveModel {}
}

/// The answer to one question of an attempt.
pub mod answer {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "answers")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub attempt_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub question_id: Uuid,
        pub response: Json,
        /// The client's own number: an older one never replaces a newer one.
        pub client_number: i64,
        pub saved_at: DateTimeUtc,
        /// In hundredths; absent until the attempt is submitted, and as long as a person has to
        /// read the answer.
        pub marks: Option<i32>,
        pub graded_by: Option<Uuid>,
        pub comment: Option<String>,
        /// How certain the learner was, where the quiz asks.
        pub certainty: Option<String>,
        /// Whether it arrived after the deadline; it counts all the same.
        pub late: bool,
        /// When the device says that it was made, or when it arrived.
        pub made_at: Option<DateTimeUtc>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

/// Something that happened in an attempt; never changed.
pub mod attempt_entry {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "attempt_entries")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub attempt_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub number: i64,
        pub kind: String,
        pub question_id: Option<Uuid>,
        pub client_number: Option<i64>,
        /// JSON, letter by letter as it was hashed.
        pub body: String,
        /// The session of the device.
        pub device_id: Option<Uuid>,
        pub address: String,
        /// When the device says that it was made.
        pub claimed_at: Option<DateTimeUtc>,
        pub recorded_at: DateTimeUtc,
        pub hash: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

/// The last entry of an attempt.
pub mod attempt_chain {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "attempt_chains")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub attempt_id: Uuid,
        pub number: i64,
        pub hash: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

/// The paper of a quiz, sealed for all who take it.
pub mod sealed_paper {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "sealed_papers")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub version_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub item_id: Uuid,
        pub key: String,
        pub seed: i64,
        pub sealed: Vec<u8>,
        pub created_at: DateTimeUtc,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

/// Terms of their own for a person or an organisation.
pub mod accommodation {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "accommodations")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub course_id: Uuid,
        pub item_id: Uuid,
        pub person_id: Option<Uuid>,
        pub organisation_id: Option<Uuid>,
        pub extra_minutes: i32,
        pub extra_tries: i32,
        pub closes_at: Option<DateTimeUtc>,
        pub reason: String,
        pub created_by: Uuid,
        pub created_at: DateTimeUtc,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
