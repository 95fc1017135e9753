//! The tables of visits and mentors.

#![expect(
    missing_docs,
    reason = "sea-orm's derives make items without doc comments"
)]

/// A visit at somebody's workplace.
pub mod visit {
    use sea_orm::entity::prelude::*;

    use crate::second_stage::visit::{State, Steps};
    use crate::surveys::answers::Answers;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "visits")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub course_id: Uuid,
        /// Who is visited.
        pub person_id: Uuid,
        pub visitor_id: Uuid,
        pub form_version_id: Option<Uuid>,
        pub place: String,
        pub time_zone: String,
        pub starts_at: DateTimeUtc,
        pub ends_at: DateTimeUtc,
        pub state: State,
        pub observation: Answers,
        pub steps: Steps,
        pub follow_up_on: Option<Date>,
        pub held_at: Option<DateTimeUtc>,
        pub acknowledged_at: Option<DateTimeUtc>,
        pub closed_at: Option<DateTimeUtc>,
        pub revision: i32,
        pub planned_by: Uuid,
        pub created_at: DateTimeUtc,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {
        #[sea_orm(
            belongs_to = "crate::people::tables::person::Entity",
            from = "Column::PersonId",
            to = "crate::people::tables::person::Column::Id"
        )]
        Person,
    }

    impl Related<crate::people::tables::person::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::Person.def()
        }
    }
    impl ActiveModelBehavior for ActiveModel {}
}

/// That somebody is the mentor of a new teacher.
pub mod mentorship {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "mentorships")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub mentor_id: Uuid,
        pub teacher_id: Uuid,
        pub course_id: Option<Uuid>,
        pub since: Date,
        /// The last day.
        pub until: Option<Date>,
        pub revision: i32,
        pub paired_by: Uuid,
        pub created_at: DateTimeUtc,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {
        #[sea_orm(
            belongs_to = "crate::people::tables::person::Entity",
            from = "Column::TeacherId",
            to = "crate::people::tables::person::Column::Id"
        )]
        Teacher,
    }

    impl Related<crate::people::tables::person::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::Teacher.def()
        }
    }
    impl ActiveModelBehavior for ActiveModel {}
}

/// A meeting of a mentor and a teacher.
pub mod mentor_meeting {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "mentor_meetings")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub mentorship_id: Uuid,
        pub held_on: Date,
        pub minutes: i32,
        pub topic: String,
        pub next_step: String,
        pub noted_by: Uuid,
        pub created_at: DateTimeUtc,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
