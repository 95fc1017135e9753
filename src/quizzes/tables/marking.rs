//! The tables of marks given by people, corrections, appeals, files handed in as answers, and the
//! record of changed marks.

#![expect(
    missing_docs,
    reason = "sea-orm's derives make items without doc comments"
)]

/// A mark that one person has given to one answer. Rows are only added: the last one of each
/// person counts.
pub mod given_mark {
    use sea_orm::FromJsonQueryResult;
    use sea_orm::entity::prelude::*;
    use serde::{Deserialize, Serialize};

    use crate::quizzes::marking::Stage;

    /// The number of the level chosen for each criterion of a rubric, from 0.
    #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, FromJsonQueryResult)]
    pub struct Levels(pub Vec<u16>);

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "markings")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub attempt_id: Uuid,
        pub question_id: Uuid,
        pub marker_id: Uuid,
        pub stage: Stage,
        /// In hundredths.
        pub marks: i32,
        pub levels: Option<Levels>,
        pub comment: String,
        pub at: DateTimeUtc,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

/// A file that was uploaded to an attempt.
pub mod attempt_file {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "attempt_files")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub attempt_id: Uuid,
        pub name: String,
        pub media_type: String,
        pub size: i64,
        pub sha256: String,
        pub uploaded_by: Uuid,
        pub created_at: DateTimeUtc,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

/// A question that was wrong in published versions, and how far regrading has come.
pub mod correction {
    use sea_orm::FromJsonQueryResult;
    use sea_orm::entity::prelude::*;
    use serde::{Deserialize, Serialize};

    use crate::quizzes::questions::Question;

    /// A question as it was, or as it is to be.
    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize, FromJsonQueryResult)]
    pub struct Kept(pub Question);

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "corrections")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub course_id: Uuid,
        pub item_id: Uuid,
        pub question_id: Uuid,
        pub before: Kept,
        pub after: Kept,
        pub reason: String,
        pub made_by: Uuid,
        pub made_at: DateTimeUtc,
        /// The last attempt that has been looked at.
        pub regraded_through: Option<Uuid>,
        pub regraded: i32,
        pub changed: i32,
        pub regraded_at: Option<DateTimeUtc>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

/// A version that a correction is laid over.
pub mod corrected_version {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "corrected_versions")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub version_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub correction_id: Uuid,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {
        #[sea_orm(
            belongs_to = "super::correction::Entity",
            from = "Column::CorrectionId",
            to = "super::correction::Column::Id"
        )]
        Correction,
    }

    impl Related<super::correction::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::Correction.def()
        }
    }
    impl ActiveModelBehavior for ActiveModel {}
}

/// What a learner has to say against a mark, and what became of it.
pub mod appeal {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "appeals")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub attempt_id: Uuid,
        pub question_id: Uuid,
        pub person_id: Uuid,
        pub text: String,
        pub made_at: DateTimeUtc,
        /// In hundredths.
        pub marks_before: i32,
        pub decided_at: Option<DateTimeUtc>,
        pub decided_by: Option<Uuid>,
        pub accepted: Option<bool>,
        /// In hundredths; absent when the mark stays.
        pub marks_after: Option<i32>,
        pub answer: Option<String>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

/// A change of a mark. Rows are only added; the database refuses anything else.
pub mod mark_change {
    use sea_orm::entity::prelude::*;

    use crate::quizzes::marking::Why;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "mark_changes")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub attempt_id: Uuid,
        pub question_id: Uuid,
        /// In hundredths; absent for the first mark.
        pub marks_before: Option<i32>,
        /// In hundredths.
        pub marks_after: i32,
        pub why: Why,
        /// Absent when nobody decided about this one answer.
        pub changed_by: Option<Uuid>,
        pub at: DateTimeUtc,
        pub correction_id: Option<Uuid>,
        pub appeal_id: Option<Uuid>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
