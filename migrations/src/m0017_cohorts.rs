//! Cohorts: who learns in which window, who is granted longer, who was reminded of what, and the secret
//! addresses of calendars. A programme says its hours.

use sea_orm_migration::{prelude::*, schema::*};

use crate::table::{index, part_of, reference, table};

#[derive(DeriveMigrationName)]
pub struct Step;

#[async_trait::async_trait]
impl MigrationTrait for Step {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut hours = Table::alter().table("programmes").to_owned();
        let hours = hours.add_column(integer("hours").default(0)).to_owned();
        manager.alter_table(hours).await?;
        index(manager, "programmes", &["parent_id"], false).await?;
        cohorts(manager).await?;
        members(manager).await?;
        reminders(manager).await?;
        manager
            .create_table(
                table("calendar_feeds")
                    .col(uuid("person_id").primary_key())
                    // SHA-256 of the secret in the address, in hexadecimal.
                    .col(text_uniq("hash"))
                    .col(timestamp_with_time_zone("created_at"))
                    .foreign_key(&mut part_of("person_id", "people"))
                    .to_owned(),
            )
            .await
    }
}

async fn cohorts(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            table("cohorts")
                .col(uuid("id").primary_key())
                .col(uuid("programme_id"))
                .col(text("title"))
                .col(text("time_zone"))
                .col(json_binary("rule"))
                .col(integer_null("capacity"))
                .col(text("self_enrolment"))
                // Days in the cohort's time zone, the last one included.
                .col(date_null("self_paced_from"))
                .col(date_null("self_paced_until"))
                .col(date_null("webinars_from"))
                .col(date_null("webinars_until"))
                // The last days of single items.
                .col(json_binary("deadlines"))
                .col(integer("grace_days"))
                // What its timetable shows: identifiers of series, webinars and groups.
                .col(json_binary("timetable"))
                // Within these its people are reminded; the second one only grows.
                .col(timestamp_with_time_zone_null("remind_from"))
                .col(timestamp_with_time_zone_null("remind_until"))
                .col(timestamp_with_time_zone_null("invitations_asked_at"))
                .col(timestamp_with_time_zone_null("invitations_done_at"))
                .col(integer("revision"))
                .col(uuid("created_by"))
                .col(timestamp_with_time_zone("created_at"))
                .foreign_key(&mut reference("programme_id", "programmes"))
                .foreign_key(&mut reference("created_by", "people"))
                .to_owned(),
        )
        .await?;
    index(manager, "cohorts", &["programme_id"], false).await?;
    index(manager, "cohorts", &["remind_until"], false).await?;
    manager
        .create_table(
            table("cohort_courses")
                .col(uuid("cohort_id"))
                .col(uuid("course_id"))
                // Its place in the order.
                .col(integer("number"))
                .primary_key(Index::create().col("cohort_id").col("course_id"))
                .foreign_key(&mut part_of("cohort_id", "cohorts"))
                .foreign_key(&mut reference("course_id", "courses"))
                .to_owned(),
        )
        .await?;
    index(manager, "cohort_courses", &["course_id"], false).await
}

async fn members(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            table("cohort_members")
                .col(uuid("id").primary_key())
                .col(uuid("cohort_id"))
                .col(uuid("person_id"))
                // As it was when the person came into the cohort.
                .col(uuid_null("organisation_id"))
                .col(text_null("position"))
                .col(integer_null("year_of_service"))
                .col(text("state"))
                // By the rule, and not by an own wish.
                .col(boolean("by_rule"))
                // Since when the state is what it is: the order of those who wait.
                .col(timestamp_with_time_zone("since"))
                .col(timestamp_with_time_zone("joined_at"))
                .col(uuid_null("decided_by"))
                .col(text("reason"))
                .col(integer("revision"))
                .foreign_key(&mut reference("cohort_id", "cohorts"))
                .foreign_key(&mut reference("person_id", "people"))
                .foreign_key(&mut reference("organisation_id", "organisations"))
                .to_owned(),
        )
        .await?;
    index(manager, "cohort_members", &["person_id", "cohort_id"], true).await?;
    index(
        manager,
        "cohort_members",
        &["cohort_id", "organisation_id"],
        false,
    )
    .await?;
    index(
        manager,
        "cohort_members",
        &["cohort_id", "state", "id"],
        false,
    )
    .await?;
    manager
        .create_table(
            table("cohort_extensions")
                .col(uuid("id").primary_key())
                .col(uuid("cohort_id"))
                .col(uuid("person_id"))
                // Absent for all items.
                .col(uuid_null("item_id"))
                .col(date("until"))
                .col(text("reason"))
                .col(uuid("granted_by"))
                .col(timestamp_with_time_zone("granted_at"))
                .foreign_key(&mut part_of("cohort_id", "cohorts"))
                .foreign_key(&mut reference("person_id", "people"))
                .foreign_key(&mut reference("granted_by", "people"))
                .to_owned(),
        )
        .await?;
    index(
        manager,
        "cohort_extensions",
        &["cohort_id", "person_id"],
        false,
    )
    .await
}

/// What the house has thought of once for each person, cohort and kind, be it told or not.
async fn reminders(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            table("cohort_reminders")
                .col(uuid("cohort_id"))
                .col(uuid("person_id"))
                .col(text("kind"))
                // In which letter it is told, by the day at the person's place; absent when the
                // person had nothing to be reminded of.
                .col(date_null("day"))
                .col(timestamp_with_time_zone_null("due_at"))
                .primary_key(
                    Index::create()
                        .col("cohort_id")
                        .col("person_id")
                        .col("kind"),
                )
                .foreign_key(&mut part_of("cohort_id", "cohorts"))
                .foreign_key(&mut part_of("person_id", "people"))
                .to_owned(),
        )
        .await?;
    index(manager, "cohort_reminders", &["person_id", "day"], false).await
}
