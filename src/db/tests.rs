use sea_orm::ConnectionTrait;

use super::*;
use crate::config::Config;

#[tokio::test]
async fn after_the_disk_was_full_the_next_transaction_is_a_whole_one() {
    let folder = tempfile::tempdir().unwrap();
    let mut config = Config::defaults().unwrap().database;
    config.wait_seconds = 1;
    let database = Database::connect(&config, folder.path()).await.unwrap();
    let other = Database::connect(&config, folder.path()).await.unwrap();
    let transaction = database.begin().await.unwrap();
    // What SQLite does by itself when it has no room left.
    transaction.execute_unprepared("ROLLBACK").await.unwrap();
    drop(transaction);
    // A whole transaction holds the write lock; a part of one would not, and never commit.
    let transaction = database.begin().await.unwrap();
    let refused = other.begin().await.unwrap_err();
    assert!(is_unavailable(&refused), "{refused}");
    transaction.commit().await.unwrap();
    other.begin().await.unwrap();
}

#[tokio::test]
async fn more_rows_are_inserted_than_one_statement_takes() {
    use crate::people::tables::signing_key;
    use sea_orm::{ActiveValue::Set, PaginatorTrait};

    let folder = tempfile::tempdir().unwrap();
    let config = Config::defaults().unwrap().database;
    let database = Database::connect(&config, folder.path()).await.unwrap();
    database.migrate().await.unwrap();
    let rows = (0..10_000).map(|number: i32| signing_key::ActiveModel {
        id: Set(number.to_string()),
        private_key: Set(Vec::new()),
        public_key: Set(Vec::new()),
        created_at: Set(chrono::DateTime::UNIX_EPOCH),
        retired_at: Set(None),
    });
    let again = OnConflict::column(signing_key::Column::Id)
        .do_nothing()
        .to_owned();
    let transaction = database.begin().await.unwrap();
    for _ in 0..2 {
        insert_all(&transaction, rows.clone(), Some(again.clone()))
            .await
            .unwrap();
    }
    transaction.commit().await.unwrap();
    let count = signing_key::Entity::find().count(database.reader()).await;
    assert_eq!(count.unwrap(), 10_000);
}

#[tokio::test]
async fn files_of_courses_outlive_the_step_that_lets_the_bank_have_files() {
    let folder = tempfile::tempdir().unwrap();
    let config = Config::defaults().unwrap().database;
    let database = Database::connect(&config, folder.path()).await.unwrap();
    Migrator::up(&database.writer, Some(8)).await.unwrap();
    for row in [
        "people (id, email, surname, given_name, language, time_zone, active, revision, \
         created_at) VALUES ('p', 'a@b.mn', '', '', 'mn', '', 1, 0, '2026-01-01')",
        "programmes (id, code, title, description, revision, created_at) \
         VALUES ('g', '', '', '', 0, '2026-01-01')",
        "courses (id, programme_id, author_id, self_enrolment, draft, revision, created_at) \
         VALUES ('c', 'g', 'p', 1, '{}', 0, '2026-01-01')",
        "files (id, course_id, name, media_type, size, sha256, uploaded_by, created_at) \
         VALUES ('f', 'c', 'a.txt', 'text/plain', 1, '', 'p', '2026-01-01')",
    ] {
        let insert = format!("INSERT INTO {row}");
        database.writer.execute_unprepared(&insert).await.unwrap();
    }
    database.migrate().await.unwrap();
    // The row is there as it was, and may now be one of the bank.
    let moved = "UPDATE files SET course_id = NULL WHERE course_id = 'c' AND name = 'a.txt'";
    let moved = database.writer.execute_unprepared(moved).await.unwrap();
    assert_eq!(moved.rows_affected(), 1);
    let nobody = "UPDATE files SET uploaded_by = 'nobody'";
    assert!(database.writer.execute_unprepared(nobody).await.is_err());
}

#[tokio::test]
async fn who_has_begun_is_known_from_what_was_done_before() {
    let folder = tempfile::tempdir().unwrap();
    let config = Config::defaults().unwrap().database;
    let database = Database::connect(&config, folder.path()).await.unwrap();
    Migrator::up(&database.writer, Some(22)).await.unwrap();
    // Nobody else refers to these rows: what they refer to need not be there.
    let off = "PRAGMA foreign_keys = OFF";
    database.writer.execute_unprepared(off).await.unwrap();
    for row in [
        "enrolments (id, person_id, course_id, version_id, revision, created_at) VALUES \
         ('read', 'p', 'c', 'v', 0, '2026-01-01'), ('idle', 'q', 'c', 'v', 0, '2026-01-01')",
        "lessons_read (enrolment_id, item_id, read_at) VALUES \
         ('read', 'i', '2026-01-05'), ('read', 'j', '2026-01-03')",
    ] {
        let insert = format!("INSERT INTO {row}");
        database.writer.execute_unprepared(&insert).await.unwrap();
    }
    database.migrate().await.unwrap();
    for (found, count) in [
        (
            "enrolments SET revision = 1 WHERE started_at = '2026-01-03'",
            1,
        ),
        ("enrolments SET revision = 1 WHERE started_at IS NULL", 1),
        ("outbox SET tries = 1 WHERE key = 'count-progress'", 1),
    ] {
        let update = format!("UPDATE {found}");
        let found = database.writer.execute_unprepared(&update).await;
        assert_eq!(found.unwrap().rows_affected(), count);
    }
}
