//! Certificates and the counters their serial numbers come from.

use sea_orm_migration::{prelude::*, schema::*};

use crate::table::{index, reference, table};

#[derive(DeriveMigrationName)]
pub struct Step;

#[async_trait::async_trait]
impl MigrationTrait for Step {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                table("certificates")
                    .col(uuid("id").primary_key())
                    // Unique: exactly one certificate for one completed course.
                    .col(uuid_uniq("enrolment_id"))
                    .col(uuid("person_id"))
                    .col(text_uniq("serial_number"))
                    .col(text_uniq("code"))
                    // What the certificate says, as it was on the day of issue.
                    .col(json_binary("snapshot"))
                    .col(timestamp_with_time_zone("issued_at"))
                    .col(timestamp_with_time_zone_null("rendered_at"))
                    // Why the PDF cannot be drawn, for the registrar.
                    .col(text_null("rendering_failure"))
                    .col(timestamp_with_time_zone_null("revoked_at"))
                    .col(uuid_null("revoked_by"))
                    .col(text_null("revocation_reason"))
                    .foreign_key(&mut reference("enrolment_id", "enrolments"))
                    .foreign_key(&mut reference("person_id", "people"))
                    .foreign_key(&mut reference("revoked_by", "people"))
                    .to_owned(),
            )
            .await?;
        index(manager, "certificates", &["person_id"], false).await?;
        manager
            .create_table(
                table("serial_counters")
                    .col(text("series").primary_key())
                    .col(big_integer("last"))
                    .to_owned(),
            )
            .await
    }
}
