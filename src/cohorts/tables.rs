//! The tables of cohorts, of who is in them, and of what follows from their windows.

#![expect(
    missing_docs,
    reason = "sea-orm's derives make items without doc comments"
)]

/// People who learn the same courses in the same window.
pub mod cohort {
    use sea_orm::entity::prelude::*;

    use crate::cohorts::membership::SelfEnrolment;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "cohorts")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub programme_id: Uuid,
        pub title: String,
        pub time_zone: String,
        /// In the words of `rule.rs`.
        pub rule: Json,
        pub capacity: Option<i32>,
        pub self_enrolment: SelfEnrolment,
        pub self_paced_from: Option<Date>,
        pub self_paced_until: Option<Date>,
        pub webinars_from: Option<Date>,
        pub webinars_until: Option<Date>,
        /// A list of items and their last days.
        pub deadlines: Json,
        pub grace_days: i32,
        /// What the timetable shows.
        pub timetable: Json,
        pub remind_from: Option<DateTimeUtc>,
        pub remind_until: Option<DateTimeUtc>,
        pub invitations_asked_at: Option<DateTimeUtc>,
        pub invitations_done_at: Option<DateTimeUtc>,
        pub revision: i32,
        pub created_by: Uuid,
        pub created_at: DateTimeUtc,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

/// A course of a cohort.
pub mod cohort_course {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "cohort_courses")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub cohort_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub course_id: Uuid,
        pub number: i32,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

/// Somebody who is in a cohort, waits for it, or was in it.
pub mod cohort_member {
    use sea_orm::entity::prelude::*;

    use crate::cohorts::membership::State;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "cohort_members")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub cohort_id: Uuid,
        pub person_id: Uuid,
        /// As it was when the person came into the cohort, like the two that follow.
        pub organisation_id: Option<Uuid>,
        pub position: Option<String>,
        pub year_of_service: Option<i32>,
        pub state: State,
        /// By the rule, and not by an own wish.
        pub by_rule: bool,
        /// Since when the state is what it is.
        pub since: DateTimeUtc,
        pub joined_at: DateTimeUtc,
        pub decided_by: Option<Uuid>,
        pub reason: String,
        pub revision: i32,
        /// Where the person is now: the person's row, which the database itself repeats here, whatever is written.
        pub place_id: Option<Uuid>,
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

/// A later last day for one person.
pub mod cohort_extension {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "cohort_extensions")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub cohort_id: Uuid,
        pub person_id: Uuid,
        /// Absent for all items.
        pub item_id: Option<Uuid>,
        pub until: Date,
        pub reason: String,
        pub granted_by: Uuid,
        pub granted_at: DateTimeUtc,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

/// That the house has thought of reminding a person of a cohort, once a kind.
pub mod cohort_reminder {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "cohort_reminders")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub cohort_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub person_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub kind: String,
        /// The day of the letter, at the person's place; absent when there was nothing to tell.
        pub day: Option<Date>,
        /// When that letter leaves.
        pub due_at: Option<DateTimeUtc>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

/// The secret address of a person's calendar.
pub mod calendar_feed {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "calendar_feeds")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub person_id: Uuid,
        pub hash: String,
        pub created_at: DateTimeUtc,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
