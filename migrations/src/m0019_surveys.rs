//! Surveys: forms and their versions, where they are put, who has answered, and what was answered.

use sea_orm_migration::sea_orm::DbBackend;
use sea_orm_migration::{prelude::*, schema::*};

use crate::table::{index, part_of, reference, table};

#[derive(DeriveMigrationName)]
pub struct Step;

#[async_trait::async_trait]
impl MigrationTrait for Step {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        forms(manager).await?;
        placements(manager).await?;
        participations(manager).await?;
        answers(manager).await?;
        withheld_certificates(manager).await
    }
}

async fn forms(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            table("forms")
                .col(uuid("id").primary_key())
                .col(text("purpose"))
                .col(json_binary("draft"))
                .col(integer("revision"))
                .col(uuid_null("published_version_id"))
                // Nobody wrote those that the house brings along.
                .col(uuid_null("author_id"))
                .col(timestamp_with_time_zone("created_at"))
                .foreign_key(&mut reference("author_id", "people"))
                .to_owned(),
        )
        .await?;
    manager
        .create_table(
            table("form_versions")
                .col(uuid("id").primary_key())
                .col(uuid("form_id"))
                .col(integer("number"))
                .col(json_binary("document"))
                .col(uuid_null("published_by"))
                .col(timestamp_with_time_zone("published_at"))
                .foreign_key(&mut part_of("form_id", "forms"))
                .to_owned(),
        )
        .await?;
    index(manager, "form_versions", &["form_id", "number"], true).await
}

async fn placements(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            table("survey_placements")
                .col(uuid("id").primary_key())
                .col(uuid("course_id"))
                .col(uuid("version_id"))
                .col(text("moment"))
                // The course's item whose webinar closes with the survey.
                .col(uuid_null("item_id"))
                .col(boolean("anonymous"))
                .col(timestamp_with_time_zone("opens_at"))
                .col(timestamp_with_time_zone("closes_at"))
                // Set by the work that follows the close, before it does anything else.
                .col(timestamp_with_time_zone_null("closed_at"))
                // When what was answered anonymously was counted.
                .col(timestamp_with_time_zone_null("settled_at"))
                // The fewest people of whom anything is told.
                .col(integer("smallest_group"))
                .col(integer("revision"))
                .col(uuid("placed_by"))
                .col(timestamp_with_time_zone("created_at"))
                .foreign_key(&mut reference("course_id", "courses"))
                .foreign_key(&mut reference("version_id", "form_versions"))
                .foreign_key(&mut reference("placed_by", "people"))
                .to_owned(),
        )
        .await?;
    index(manager, "survey_placements", &["course_id"], false).await?;
    index(manager, "survey_placements", &["version_id"], false).await
}

/// Who has answered. Of an anonymous survey nothing here leads to what was answered: no time, no
/// number, no identifier.
async fn participations(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            table("survey_participations")
                .col(uuid("placement_id"))
                .col(uuid("person_id"))
                // Where the person was then.
                .col(uuid_null("organisation_id"))
                .col(boolean("answered"))
                // The key of the request that brought the answer.
                .col(text_null("request_key"))
                // These are of named surveys only.
                .col(json_binary_null("draft"))
                .col(uuid_null("answer_id"))
                .col(timestamp_with_time_zone_null("answered_at"))
                .primary_key(Index::create().col("placement_id").col("person_id"))
                .foreign_key(&mut reference("placement_id", "survey_placements"))
                .foreign_key(&mut reference("person_id", "people"))
                .to_owned(),
        )
        .await?;
    index(manager, "survey_participations", &["person_id"], false).await?;
    index(manager, "survey_participations", &["answer_id"], true).await
}

/// What was answered, whole, and counted. SQLite would number the rows in the order in which they
/// came: these tables have no rows but their keys, which are drawn.
async fn answers(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let is_sqlite = manager.get_database_backend() == DbBackend::Sqlite;
    let mut answers = table("survey_answers")
        .col(uuid("id").primary_key())
        .col(uuid("placement_id"))
        // The place that it is counted for.
        .col(uuid_null("organisation_id"))
        // Whether it has been written anew since it came, with others.
        .col(boolean("mixed"))
        .col(json_binary("answers"))
        .foreign_key(&mut reference("placement_id", "survey_placements"))
        .to_owned();
    let mut counts = table("survey_counts")
        .col(uuid("placement_id"))
        // Nil for no organisation: a key has no nulls.
        .col(uuid("organisation_id"))
        // The question, or the question and one of its statements.
        .col(text("cell"))
        .col(text("value"))
        .col(integer("count"))
        .primary_key(
            Index::create()
                .col("placement_id")
                .col("organisation_id")
                .col("cell")
                .col("value"),
        )
        .foreign_key(&mut reference("placement_id", "survey_placements"))
        .to_owned();
    if is_sqlite {
        answers.extra("WITHOUT ROWID");
        counts.extra("WITHOUT ROWID");
    }
    manager.create_table(answers).await?;
    index(manager, "survey_answers", &["placement_id", "id"], false).await?;
    manager.create_table(counts).await
}

/// Certificates that wait for the answer to a survey, or for its close.
async fn withheld_certificates(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            table("withheld_certificates")
                .col(uuid("enrolment_id").primary_key())
                .col(uuid("placement_id"))
                .foreign_key(&mut part_of("enrolment_id", "enrolments"))
                .foreign_key(&mut reference("placement_id", "survey_placements"))
                .to_owned(),
        )
        .await?;
    index(
        manager,
        "withheld_certificates",
        &["placement_id", "enrolment_id"],
        false,
    )
    .await
}
