//! The tables of forms, surveys and their answers.

#![expect(
    missing_docs,
    reason = "sea-orm's derives make items without doc comments"
)]

use sea_orm::{DeriveActiveEnum, EnumIter};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// When a survey waits for somebody who takes the course.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema, EnumIter, DeriveActiveEnum,
)]
#[serde(rename_all = "snake_case")]
#[schema(as = SurveyMoment)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum Moment {
    /// From the first day on, for whoever has the link.
    #[sea_orm(string_value = "link")]
    Link,
    /// When a webinar of an item has been attended and is over.
    #[sea_orm(string_value = "webinar")]
    Webinar,
    /// When the course has been completed.
    #[sea_orm(string_value = "completion")]
    Completion,
    /// When the course has been completed; the certificate is issued when it is answered, or at
    /// the close.
    #[sea_orm(string_value = "certificate")]
    Certificate,
}

/// A form and its draft.
pub mod form {
    use sea_orm::entity::prelude::*;

    use crate::surveys::document::{FormDocument, Purpose};

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "forms")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub purpose: Purpose,
        pub draft: FormDocument,
        pub revision: i32,
        pub published_version_id: Option<Uuid>,
        /// Absent for one that the house brings along.
        pub author_id: Option<Uuid>,
        pub created_at: DateTimeUtc,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

/// A form as it was published; never changed.
pub mod form_version {
    use sea_orm::entity::prelude::*;

    use crate::surveys::document::FormDocument;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "form_versions")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub form_id: Uuid,
        pub number: i32,
        pub document: FormDocument,
        pub published_by: Option<Uuid>,
        pub published_at: DateTimeUtc,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {
        #[sea_orm(
            belongs_to = "super::form::Entity",
            from = "Column::FormId",
            to = "super::form::Column::Id"
        )]
        Form,
    }

    impl Related<super::form::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::Form.def()
        }
    }
    impl ActiveModelBehavior for ActiveModel {}
}

/// A version of a form, put to the people of a course.
pub mod survey_placement {
    use sea_orm::entity::prelude::*;

    use super::Moment;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "survey_placements")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub course_id: Uuid,
        pub version_id: Uuid,
        pub moment: Moment,
        /// The course's item whose webinar closes with the survey.
        pub item_id: Option<Uuid>,
        pub anonymous: bool,
        pub opens_at: DateTimeUtc,
        pub closes_at: DateTimeUtc,
        /// Set by the work that follows the close, before it does anything else.
        pub closed_at: Option<DateTimeUtc>,
        /// When what was answered anonymously was counted.
        pub settled_at: Option<DateTimeUtc>,
        /// The fewest people of whom anything is told.
        pub smallest_group: i32,
        pub revision: i32,
        pub placed_by: Uuid,
        pub created_at: DateTimeUtc,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

/// That a person has answered a survey, or begun to.
pub mod survey_participation {
    use sea_orm::entity::prelude::*;

    use crate::surveys::answers::Answers;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "survey_participations")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub placement_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub person_id: Uuid,
        /// Where the person was then.
        pub organisation_id: Option<Uuid>,
        pub answered: bool,
        /// The key of the request that brought the answer.
        pub request_key: Option<String>,
        /// What is not finished yet; of named surveys only, as what follows.
        pub draft: Option<Answers>,
        pub answer_id: Option<Uuid>,
        pub answered_at: Option<DateTimeUtc>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

/// What somebody has answered.
pub mod survey_answer {
    use sea_orm::entity::prelude::*;

    use crate::surveys::answers::Answers;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "survey_answers")]
    pub struct Model {
        /// Drawn: it tells nothing of the time.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub placement_id: Uuid,
        /// The place that it is counted for.
        pub organisation_id: Option<Uuid>,
        /// Whether it has been written anew since it came, with others.
        pub mixed: bool,
        pub answers: Answers,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

/// How often a value was given in a cell, in one place; see `tally.rs`.
pub mod survey_count {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "survey_counts")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub placement_id: Uuid,
        /// Nil for no organisation.
        #[sea_orm(primary_key, auto_increment = false)]
        pub organisation_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub cell: String,
        #[sea_orm(primary_key, auto_increment = false)]
        pub value: String,
        pub count: i32,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

/// A certificate that waits for the answer to a survey, or for its close.
pub mod withheld_certificate {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "withheld_certificates")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub enrolment_id: Uuid,
        pub placement_id: Uuid,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
