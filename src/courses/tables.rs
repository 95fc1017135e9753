//! The tables of courses, their versions and files.

#![expect(
    missing_docs,
    reason = "sea-orm's derives make items without doc comments"
)]

/// A course and its draft.
pub mod course {
    use sea_orm::entity::prelude::*;

    use crate::courses::document::CourseDocument;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "courses")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub programme_id: Uuid,
        pub author_id: Uuid,
        /// Whether anybody may enrol; otherwise a methodologist enrols.
        pub self_enrolment: bool,
        pub draft: CourseDocument,
        pub revision: i32,
        pub published_version_id: Option<Uuid>,
        pub created_at: DateTimeUtc,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

/// A course as it was published; never changed.
pub mod course_version {
    use sea_orm::entity::prelude::*;

    use crate::courses::document::CourseDocument;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "course_versions")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub course_id: Uuid,
        pub number: i32,
        pub document: CourseDocument,
        pub published_by: Uuid,
        pub published_at: DateTimeUtc,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

/// A file of a course or, without one, of the question bank; its bytes are in the storage under its
/// identifier.
pub mod file {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "files")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        /// Absent for a file of the question bank.
        pub course_id: Option<Uuid>,
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
