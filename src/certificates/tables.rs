//! The tables of certificates and serial numbers.

#![expect(
    missing_docs,
    reason = "sea-orm's derives make items without doc comments"
)]

use chrono::NaiveDate;
use sea_orm::FromJsonQueryResult;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::messages::Language;

/// What a certificate says, as it was on the day of issue: later changes of a name or a course do
/// not reach it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema, FromJsonQueryResult)]
pub struct Snapshot {
    /// The person's surname.
    pub surname: String,
    /// The person's given name.
    pub given_name: String,
    /// The course's title.
    pub course_title: String,
    /// The course's academic hours.
    pub hours: u16,
    /// The day on which the course was completed, where the person lives.
    pub completed_on: NaiveDate,
    /// The organisation that issues.
    pub issuer: String,
    /// Who signs for it.
    pub signatory: String,
    /// The signatory's position.
    pub signatory_position: String,
    /// The language of the certificate: that of the course.
    pub language: Language,
}

/// A certificate that has been issued.
pub mod certificate {
    use sea_orm::entity::prelude::*;

    use super::Snapshot;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "certificates")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub enrolment_id: Uuid,
        pub person_id: Uuid,
        pub serial_number: String,
        /// What the verification address ends with.
        pub code: String,
        pub snapshot: Snapshot,
        pub issued_at: DateTimeUtc,
        pub rendered_at: Option<DateTimeUtc>,
        /// Why the PDF cannot be drawn, as the last try found.
        pub rendering_failure: Option<String>,
        pub revoked_at: Option<DateTimeUtc>,
        pub revoked_by: Option<Uuid>,
        pub revocation_reason: Option<String>,
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

/// The last serial number of a series.
pub mod serial_counter {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "serial_counters")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub series: String,
        pub last: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
