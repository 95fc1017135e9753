//! The tables of webinars, their rooms' logs, tickets and attendance; those of slides are beside
//! them, in `slides/tables.rs`.

#![expect(
    missing_docs,
    reason = "sea-orm's derives make items without doc comments"
)]

/// A live session of a course's webinar item.
pub mod webinar {
    use sea_orm::entity::prelude::*;

    use crate::webinars::room::Status;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "webinars")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub course_id: Uuid,
        pub item_id: Uuid,
        pub host_id: Uuid,
        pub title: String,
        pub starts_at: DateTimeUtc,
        pub ends_at: DateTimeUtc,
        pub status: Status,
        pub revision: i32,
        pub created_at: DateTimeUtc,
        /// Its own time zone, by IANA's name.
        pub time_zone: String,
        pub series_id: Option<Uuid>,
        /// For which day its series planned it, in the series' time zone.
        pub series_day: Option<Date>,
        /// Whether it was moved or called off by itself, and no longer follows its series.
        pub apart: bool,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

/// A group for which a webinar is held; one without is for all who take the course.
pub mod webinar_group {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "webinar_groups")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub webinar_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub group_id: Uuid,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

/// Webinars that are held again and again, by a rule.
pub mod webinar_series {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "webinar_series")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub course_id: Uuid,
        pub item_id: Uuid,
        pub host_id: Uuid,
        pub title: String,
        pub time_zone: String,
        /// In the words of `series.rs`.
        pub rule: Json,
        /// The identifiers of the groups for which it is.
        pub groups: Json,
        /// As a whole: then it does not change any more.
        pub called_off: bool,
        pub revision: i32,
        pub created_at: DateTimeUtc,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

/// A numbered event of a room.
pub mod room_event {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "room_events")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub webinar_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub number: i64,
        pub at: DateTimeUtc,
        /// The event as JSON, in the words of `room.rs`.
        pub event: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

/// How far the rooms' stream has been copied here, and which server copies it until when.
pub mod room_projection {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "room_projections")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub stream: String,
        pub position: i64,
        pub leased_by: Option<Uuid>,
        pub leased_until: Option<DateTimeUtc>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

/// A single-use ticket to a room's socket.
pub mod room_ticket {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "room_tickets")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub hash: String,
        pub webinar_id: Uuid,
        pub person_id: Uuid,
        pub expires_at: DateTimeUtc,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

/// How long a person attended a webinar that has ended.
pub mod attendance {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "attendance")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub webinar_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub person_id: Uuid,
        /// The name shown in the room.
        pub name: String,
        /// The role that the policy gave.
        pub role: String,
        /// Counted, corrections included.
        pub seconds: i64,
        /// Of the planned time, by what a course may count.
        pub share_percent: i32,
        pub active_percent: i32,
        pub watched_percent: i32,
        pub intervals: Json,
        pub activity: Json,
        pub checks: Json,
        pub watched: Json,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

/// That a webinar has been counted, and what was held of it.
pub mod attendance_sheet {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "attendance_sheets")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub webinar_id: Uuid,
        pub started_at: DateTimeUtc,
        pub ended_at: DateTimeUtc,
        /// Seconds that make the whole.
        pub of_seconds: i64,
        pub counted_at: DateTimeUtc,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

/// A correction of somebody's attendance; rows are only added.
pub mod attendance_correction {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "attendance_corrections")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub webinar_id: Uuid,
        pub person_id: Uuid,
        /// In the words of `attendance/credit.rs`.
        pub change: Json,
        pub reason: String,
        pub made_by: Uuid,
        pub made_at: DateTimeUtc,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

/// The code with which a person checks in at somebody else's computer.
pub mod check_in_code {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "check_in_codes")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub webinar_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub person_id: Uuid,
        /// As it is: so short a code has no secret worth a hash, and its owner reads it again.
        pub code: String,
        pub created_at: DateTimeUtc,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
