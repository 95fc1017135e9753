//! The register of certificates: versions of what a certificate says, by what it is looked for, what the
//! sector's information system has been told of it, and credits that were earned elsewhere.

use sea_orm_migration::sea_orm::{DbBackend, Statement};
use sea_orm_migration::{prelude::*, schema::*};

use crate::table::{index, part_of, reference, table};

#[derive(DeriveMigrationName)]
pub struct Step;

#[async_trait::async_trait]
impl MigrationTrait for Step {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        certificates(manager).await?;
        fill(manager).await?;
        for columns in [
            &["programme_id", "id"][..],
            &["programme_id", "year", "id"],
            &["course_id", "id"],
            &["year", "id"],
            &["organisation_id", "id"],
            &["organisation_id", "year", "id"],
            &["surname_key", "id"],
            &["given_name_key", "id"],
            &["export_state", "id"],
        ] {
            index(manager, "certificates", columns, false).await?;
        }
        superseded(manager).await?;
        exports(manager).await?;
        evidence_files(manager).await?;
        earned_credits(manager).await
    }
}

async fn certificates(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    // Compared letter by letter, whatever the language of the database: then a beginning is a range.
    let key = |name: &'static str| {
        let mut column = text(name).default("").to_owned();
        if manager.get_database_backend() != DbBackend::Sqlite {
            column.extra("COLLATE \"C\"");
        }
        column
    };
    for column in [
        // Which version of the number this is, and since when.
        integer("version").default(1).to_owned(),
        timestamp_with_time_zone_null("corrected_at"),
        // Where it belongs: filled for every row below.
        uuid_null("course_id"),
        uuid_null("programme_id"),
        // Where the person was on the day of completion.
        uuid_null("organisation_id"),
        // The year of completion, which the series is of.
        integer("year").default(0).to_owned(),
        key("surname_key"),
        key("given_name_key"),
        // What the sector's information system knows: see certificates/standing.rs.
        integer("stamp").default(1).to_owned(),
        integer_null("registered_stamp"),
        integer_null("refused_stamp"),
        uuid_null("open_export_id"),
        text("export_state").default("waiting").to_owned(),
    ] {
        let mut change = Table::alter().table("certificates").to_owned();
        manager
            .alter_table(change.add_column(column).to_owned())
            .await?;
    }
    Ok(())
}

/// Fills the new columns of certificates that were issued before.
async fn fill(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let connection = manager.get_connection();
    for statement in [
        "UPDATE certificates SET \
         course_id = (SELECT course_id FROM enrolments WHERE enrolments.id = enrolment_id), \
         organisation_id = (SELECT organisation_id FROM people WHERE people.id = person_id), \
         year = CAST(substr(snapshot ->> 'completed_on', 1, 4) AS INTEGER)",
        "UPDATE certificates SET programme_id = \
         (SELECT programme_id FROM courses WHERE courses.id = course_id)",
        "UPDATE certificates SET stamp = 2, export_state = 'not_needed' WHERE revoked_at IS NOT NULL",
    ] {
        connection.execute_unprepared(statement).await?;
    }
    // SQLite makes small letters of Latin ones only.
    let backend = manager.get_database_backend();
    let all = "SELECT serial_number, snapshot ->> 'surname' AS surname, \
               snapshot ->> 'given_name' AS given_name FROM certificates";
    let rows = connection
        .query_all_raw(Statement::from_string(backend, all))
        .await?;
    for row in rows {
        let key = |name| {
            row.try_get::<String>("", name)
                .map(|name| name.to_lowercase())
        };
        let update = Query::update()
            .table("certificates")
            .value("surname_key", key("surname")?)
            .value("given_name_key", key("given_name")?)
            .and_where(Expr::col("serial_number").eq(row.try_get::<String>("", "serial_number")?))
            .to_owned();
        connection.execute(&update).await?;
    }
    Ok(())
}

/// What a certificate said before it was corrected, under a code of its own.
async fn superseded(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            table("superseded_certificates")
                .col(uuid("id").primary_key())
                .col(uuid("certificate_id"))
                .col(integer("version"))
                .col(text_uniq("code"))
                .col(json_binary("snapshot"))
                .col(timestamp_with_time_zone("issued_at"))
                .col(timestamp_with_time_zone("superseded_at"))
                .col(uuid("superseded_by"))
                .col(text("reason"))
                .foreign_key(&mut reference("certificate_id", "certificates"))
                .foreign_key(&mut reference("superseded_by", "people"))
                .to_owned(),
        )
        .await?;
    let columns = ["certificate_id", "version"];
    index(manager, "superseded_certificates", &columns, true).await
}

/// Batches for the sector's information system, and what it has answered to each row.
async fn exports(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            table("certificate_exports")
                .col(uuid("id").primary_key())
                // Which certificates were asked for.
                .col(json_binary("wanted"))
                .col(uuid("made_by"))
                .col(timestamp_with_time_zone("made_at"))
                // How many there were to freeze, how many are frozen, and through which.
                .col(integer("expected"))
                .col(integer("rows"))
                .col(uuid_null("through"))
                .col(timestamp_with_time_zone_null("prepared_at"))
                .col(integer("accepted"))
                .col(integer("refused"))
                .col(timestamp_with_time_zone_null("closed_at"))
                .foreign_key(&mut reference("made_by", "people"))
                .to_owned(),
        )
        .await?;
    manager
        .create_table(
            table("certificate_export_rows")
                .col(uuid("export_id"))
                .col(uuid("certificate_id"))
                .col(integer("stamp"))
                .col(text("change"))
                .col(json_binary("content"))
                .col(text("outcome"))
                .col(text_null("reason"))
                .col(uuid_null("answered_by"))
                .col(timestamp_with_time_zone_null("answered_at"))
                .primary_key(Index::create().col("export_id").col("certificate_id"))
                .foreign_key(&mut part_of("export_id", "certificate_exports"))
                .foreign_key(&mut reference("certificate_id", "certificates"))
                .to_owned(),
        )
        .await?;
    // A certificate waits for an answer in one batch at most.
    manager
        .get_connection()
        .execute_unprepared(
            "CREATE UNIQUE INDEX certificate_export_rows_one_open \
             ON certificate_export_rows (certificate_id) WHERE outcome = 'sent'",
        )
        .await?;
    Ok(())
}

/// Files that prove something which the platform has not seen itself.
async fn evidence_files(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            table("evidence_files")
                .col(uuid("id").primary_key())
                .col(text("name"))
                .col(text("media_type"))
                .col(big_integer("size"))
                .col(text("sha256"))
                .col(uuid("uploaded_by"))
                .col(timestamp_with_time_zone("created_at"))
                .foreign_key(&mut reference("uploaded_by", "people"))
                .to_owned(),
        )
        .await
}

async fn earned_credits(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            table("earned_credits")
                .col(uuid("id").primary_key())
                .col(uuid("person_id"))
                .col(text("title"))
                .col(text("provider"))
                .col(date("earned_on"))
                // Hundredths of a credit.
                .col(integer("credits"))
                .col(integer("hours"))
                .col(text("reason"))
                .col(uuid_null("evidence_file_id"))
                .col(uuid("entered_by"))
                .col(timestamp_with_time_zone("entered_at"))
                .col(uuid_null("withdrawn_by"))
                .col(timestamp_with_time_zone_null("withdrawn_at"))
                .col(text_null("withdrawal_reason"))
                .foreign_key(&mut reference("person_id", "people"))
                .foreign_key(&mut reference("evidence_file_id", "evidence_files"))
                .foreign_key(&mut reference("entered_by", "people"))
                .foreign_key(&mut reference("withdrawn_by", "people"))
                .to_owned(),
        )
        .await?;
    index(manager, "earned_credits", &["person_id"], false).await?;
    index(manager, "earned_credits", &["evidence_file_id"], false).await
}
