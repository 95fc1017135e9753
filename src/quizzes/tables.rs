//! The tables of attempts and answers.

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
        pub started_at: DateTimeUtc,
        pub deadline: Option<DateTimeUtc>,
        pub submitted_at: Option<DateTimeUtc>,
        pub graded_at: Option<DateTimeUtc>,
        /// In hundredths.
        pub marks: Option<i32>,
        /// In hundredths.
        pub marks_possible: i32,
        pub passed: Option<bool>,
        pub revision: i32,
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
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
