//! Marks given by people, corrections of published questions, appeals, files handed in as answers,
//! and the record of every change of a mark.

use sea_orm_migration::sea_orm::DbBackend;
use sea_orm_migration::{prelude::*, schema::*};

use crate::table::{index, part_of, reference, table};

#[derive(DeriveMigrationName)]
pub struct Step;

#[async_trait::async_trait]
impl MigrationTrait for Step {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        markings(manager).await?;
        attempt_files(manager).await?;
        corrections(manager).await?;
        appeals(manager).await?;
        mark_changes(manager).await
    }
}

/// One row each time a person marks an answer; the last one of each person counts.
async fn markings(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            table("markings")
                .col(uuid("id").primary_key())
                .col(uuid("attempt_id"))
                .col(uuid("question_id"))
                .col(uuid("marker_id"))
                // Whether it is one of the ordinary marks, or decides between two of them.
                .col(text("stage"))
                .col(integer("marks"))
                // The number of the level chosen for each criterion of the rubric.
                .col(json_binary_null("levels"))
                .col(text("comment"))
                .col(timestamp_with_time_zone("at"))
                .foreign_key(&mut part_of("attempt_id", "attempts"))
                .foreign_key(&mut reference("marker_id", "people"))
                .to_owned(),
        )
        .await?;
    index(manager, "markings", &["attempt_id", "question_id"], false).await
}

async fn attempt_files(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            table("attempt_files")
                .col(uuid("id").primary_key())
                .col(uuid("attempt_id"))
                .col(text("name"))
                .col(text("media_type"))
                .col(big_integer("size"))
                .col(text("sha256"))
                .col(uuid("uploaded_by"))
                .col(timestamp_with_time_zone("created_at"))
                .foreign_key(&mut part_of("attempt_id", "attempts"))
                .foreign_key(&mut reference("uploaded_by", "people"))
                .to_owned(),
        )
        .await?;
    index(manager, "attempt_files", &["attempt_id"], false).await
}

/// Versions never change: what was wrong in one is kept here, and laid over it when it is read.
async fn corrections(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            table("corrections")
                .col(uuid("id").primary_key())
                .col(uuid("course_id"))
                .col(uuid("item_id"))
                .col(uuid("question_id"))
                .col(json_binary("before"))
                .col(json_binary("after"))
                .col(text("reason"))
                .col(uuid("made_by"))
                .col(timestamp_with_time_zone("made_at"))
                // How far regrading has come: the last attempt that has been looked at, how many
                // there were, how many of them changed, and when the end was reached.
                .col(uuid_null("regraded_through"))
                .col(integer("regraded"))
                .col(integer("changed"))
                .col(timestamp_with_time_zone_null("regraded_at"))
                .foreign_key(&mut reference("course_id", "courses"))
                .foreign_key(&mut reference("made_by", "people"))
                .to_owned(),
        )
        .await?;
    index(manager, "corrections", &["course_id", "item_id"], false).await?;
    manager
        .create_table(
            table("corrected_versions")
                .col(uuid("version_id"))
                .col(uuid("correction_id"))
                .primary_key(Index::create().col("version_id").col("correction_id"))
                .foreign_key(&mut reference("version_id", "course_versions"))
                .foreign_key(&mut part_of("correction_id", "corrections"))
                .to_owned(),
        )
        .await
}

async fn appeals(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            table("appeals")
                .col(uuid("id").primary_key())
                .col(uuid("attempt_id"))
                .col(uuid("question_id"))
                .col(uuid("person_id"))
                .col(text("text"))
                .col(timestamp_with_time_zone("made_at"))
                .col(integer("marks_before"))
                .col(timestamp_with_time_zone_null("decided_at"))
                .col(uuid_null("decided_by"))
                .col(boolean_null("accepted"))
                .col(integer_null("marks_after"))
                .col(text_null("answer"))
                .foreign_key(&mut part_of("attempt_id", "attempts"))
                .foreign_key(&mut reference("person_id", "people"))
                .foreign_key(&mut reference("decided_by", "people"))
                .to_owned(),
        )
        .await?;
    // Unique: a mark is appealed against once.
    index(manager, "appeals", &["attempt_id", "question_id"], true).await?;
    // What waits for a decision.
    index(manager, "appeals", &["decided_at"], false).await
}

async fn mark_changes(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            table("mark_changes")
                .col(uuid("id").primary_key())
                .col(uuid("attempt_id"))
                .col(uuid("question_id"))
                .col(integer_null("marks_before"))
                .col(integer("marks_after"))
                .col(text("why"))
                .col(uuid_null("changed_by"))
                .col(timestamp_with_time_zone("at"))
                .col(uuid_null("correction_id"))
                .col(uuid_null("appeal_id"))
                .foreign_key(&mut reference("attempt_id", "attempts"))
                .foreign_key(&mut reference("changed_by", "people"))
                .foreign_key(&mut reference("correction_id", "corrections"))
                .foreign_key(&mut reference("appeal_id", "appeals"))
                .to_owned(),
        )
        .await?;
    index(manager, "mark_changes", &["attempt_id"], false).await?;
    only_grows(manager).await
}

/// What has been written about a mark is not written anew, by whatever program.
async fn only_grows(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let statements: &[&str] = match manager.get_database_backend() {
        DbBackend::Sqlite => &[
            "CREATE TRIGGER mark_changes_stay BEFORE UPDATE ON mark_changes \
             BEGIN SELECT RAISE(ABORT, 'the record of marks only grows'); END",
            "CREATE TRIGGER mark_changes_are_kept BEFORE DELETE ON mark_changes \
             BEGIN SELECT RAISE(ABORT, 'the record of marks only grows'); END",
        ],
        _ => &[
            "CREATE FUNCTION mark_changes_only_grow() RETURNS trigger LANGUAGE plpgsql AS \
             $$ BEGIN RAISE EXCEPTION 'the record of marks only grows'; END $$",
            "CREATE TRIGGER mark_changes_stay BEFORE UPDATE OR DELETE ON mark_changes \
             FOR EACH ROW EXECUTE FUNCTION mark_changes_only_grow()",
        ],
    };
    for statement in statements {
        manager
            .get_connection()
            .execute_unprepared(statement)
            .await?;
    }
    Ok(())
}
