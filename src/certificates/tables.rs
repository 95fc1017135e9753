//! The tables of certificates, of what they said before, and of serial numbers.

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
    /// Hundredths of a credit; nothing on certificates from before there were any.
    #[serde(default)]
    pub credits: i32,
    /// The programme's code.
    #[serde(default)]
    pub programme_code: String,
    /// The programme's title.
    #[serde(default)]
    pub programme_title: String,
}

pub mod credits;
pub mod exports;

/// A certificate that has been issued: one row a serial number, which says what its present version
/// says.
pub mod certificate {
    use sea_orm::entity::prelude::*;

    use super::Snapshot;
    use crate::certificates::standing::ExportState;

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
        /// The number of the present version, 1 until it is corrected.
        pub version: i32,
        /// When it was corrected last.
        pub corrected_at: Option<DateTimeUtc>,
        pub course_id: Uuid,
        pub programme_id: Uuid,
        /// Where the person was when the course was completed.
        pub organisation_id: Option<Uuid>,
        /// The year of completion.
        pub year: i32,
        /// The surname in small letters, by which it is looked for.
        pub surname_key: String,
        /// The given name in small letters.
        pub given_name_key: String,
        /// See [`Standing`](crate::certificates::standing::Standing), also for the next four.
        pub stamp: i32,
        pub registered_stamp: Option<i32>,
        pub refused_stamp: Option<i32>,
        /// The batch that waits for an answer.
        pub open_export_id: Option<Uuid>,
        /// What follows from these, by which the next batch is looked for.
        pub export_state: ExportState,
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

/// What a certificate said before it was corrected.
pub mod superseded {
    use sea_orm::entity::prelude::*;

    use super::Snapshot;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "superseded_certificates")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub certificate_id: Uuid,
        pub version: i32,
        pub code: String,
        pub snapshot: Snapshot,
        /// When this version was made.
        pub issued_at: DateTimeUtc,
        pub superseded_at: DateTimeUtc,
        pub superseded_by: Uuid,
        pub reason: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {
        #[sea_orm(
            belongs_to = "super::certificate::Entity",
            from = "Column::CertificateId",
            to = "super::certificate::Column::Id"
        )]
        Certificate,
    }

    impl Related<super::certificate::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::Certificate.def()
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
