//! The question bank: categories, questions with their versions and tags, and files that belong to
//! the bank instead of a course.

use sea_orm_migration::sea_orm::{ConnectionTrait, DbBackend};
use sea_orm_migration::{prelude::*, schema::*};

use crate::table::{index, part_of, reference, table};

#[derive(DeriveMigrationName)]
pub struct Step;

#[async_trait::async_trait]
impl MigrationTrait for Step {
    /// Also on SQLite: the table of files is made anew, and must never be gone half way.
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        categories(manager).await?;
        questions(manager).await?;
        versions_and_tags(manager).await?;
        files_without_a_course(manager).await?;
        files_of_courses(manager).await
    }
}

async fn categories(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            table("question_categories")
                .col(uuid("id").primary_key())
                .col(uuid_null("parent_id"))
                // The identifiers from the root down to this category, each followed by "/".
                .col(text_uniq("path"))
                // The parent and the name, so that no two of one parent are called the same.
                .col(text_uniq("place"))
                .col(text("name"))
                .col(text("description"))
                .col(integer("revision"))
                .col(timestamp_with_time_zone("created_at"))
                .foreign_key(&mut reference("parent_id", "question_categories"))
                .to_owned(),
        )
        .await?;
    index(manager, "question_categories", &["parent_id"], false).await
}

async fn questions(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            table("bank_questions")
                .col(uuid("id").primary_key())
                .col(uuid("category_id"))
                // By which a second import knows it again.
                .col(text("identifier"))
                .col(integer_null("difficulty"))
                .col(text_null("language"))
                .col(text("kind"))
                // The title and the text of the current version in small letters, for searching:
                // SQLite folds no letters but those of ASCII.
                .col(text("words"))
                .col(integer("version"))
                .col(boolean("retired"))
                .col(uuid("created_by"))
                .col(timestamp_with_time_zone("created_at"))
                .col(integer("revision"))
                .foreign_key(&mut reference("category_id", "question_categories"))
                .foreign_key(&mut reference("created_by", "people"))
                .to_owned(),
        )
        .await?;
    let once = &["category_id", "identifier"];
    index(manager, "bank_questions", once, true).await
}

async fn versions_and_tags(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            table("bank_question_versions")
                .col(uuid("question_id"))
                .col(integer("number"))
                .col(json_binary("question"))
                .col(text("note"))
                .col(uuid("author_id"))
                .col(timestamp_with_time_zone("created_at"))
                .primary_key(Index::create().col("question_id").col("number"))
                .foreign_key(&mut reference("question_id", "bank_questions"))
                .foreign_key(&mut reference("author_id", "people"))
                .to_owned(),
        )
        .await?;
    manager
        .create_table(
            table("bank_question_tags")
                .col(uuid("question_id"))
                // In small letters: a tag is one tag, however it is written.
                .col(text("folded"))
                .col(text("tag"))
                .primary_key(Index::create().col("question_id").col("folded"))
                .foreign_key(&mut part_of("question_id", "bank_questions"))
                .to_owned(),
        )
        .await?;
    index(manager, "bank_question_tags", &["folded"], false).await
}

/// A file without a course is one of the bank.
async fn files_without_a_course(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let connection = manager.get_connection();
    if connection.get_database_backend() != DbBackend::Sqlite {
        let column = Table::alter()
            .table("files")
            .modify_column(ColumnDef::new("course_id").uuid().null())
            .to_owned();
        return manager.alter_table(column).await;
    }
    // SQLite cannot take NOT NULL off a column: the table is made anew with its rows.
    manager
        .create_table(
            table("files_anew")
                .col(uuid("id").primary_key())
                .col(uuid_null("course_id"))
                .col(text("name"))
                .col(text("media_type"))
                .col(big_integer("size"))
                .col(text("sha256"))
                .col(uuid("uploaded_by"))
                .col(timestamp_with_time_zone("created_at"))
                .foreign_key(&mut reference("course_id", "courses"))
                .foreign_key(&mut reference("uploaded_by", "people"))
                .to_owned(),
        )
        .await?;
    let columns = "id, course_id, name, media_type, size, sha256, uploaded_by, created_at";
    for statement in [
        &format!("INSERT INTO files_anew ({columns}) SELECT {columns} FROM files"),
        "DROP TABLE files",
        "ALTER TABLE files_anew RENAME TO files",
    ] {
        connection.execute_unprepared(statement).await?;
    }
    index(manager, "files", &["course_id"], false).await
}

/// Which files of the bank the published versions of a course use: whoever takes the course may
/// read them.
async fn files_of_courses(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    index(manager, "files", &["sha256"], false).await?;
    manager
        .create_table(
            table("bank_file_uses")
                .col(uuid("file_id"))
                .col(uuid("course_id"))
                .primary_key(Index::create().col("file_id").col("course_id"))
                .foreign_key(&mut reference("file_id", "files"))
                .foreign_key(&mut reference("course_id", "courses"))
                .to_owned(),
        )
        .await
}
