//! By what a person is known and reached, how somebody who is locked out gets in again, and who did
//! what to whom.

use sea_orm_migration::sea_orm::DbBackend;
use sea_orm_migration::{prelude::*, schema::*};

use crate::table::{index, part_of, table};

#[derive(DeriveMigrationName)]
pub struct Step;

#[async_trait::async_trait]
impl MigrationTrait for Step {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        contacts(manager).await?;
        recovery(manager).await?;
        audit(manager).await
    }
}

async fn contacts(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            table("contacts")
                .col(uuid("id").primary_key())
                .col(uuid("person_id"))
                .col(text("kind"))
                // As it is looked for: small letters, or +976 and eight digits. One is one person's.
                .col(text_uniq("value"))
                // Where letters go first; `people.email` repeats the main address.
                .col(boolean("main"))
                .col(uuid_null("added_by"))
                .col(timestamp_with_time_zone_null("verified_at"))
                .col(timestamp_with_time_zone_null("bounced_at"))
                .col(text_null("bounce_reason"))
                .col(timestamp_with_time_zone("created_at"))
                .foreign_key(&mut part_of("person_id", "people"))
                .to_owned(),
        )
        .await?;
    index(manager, "contacts", &["person_id"], false).await?;
    let connection = manager.get_connection();
    for statement in [
        "CREATE UNIQUE INDEX contacts_one_main ON contacts (person_id, kind) WHERE main",
        "CREATE INDEX contacts_bounced ON contacts (person_id) WHERE bounced_at IS NOT NULL",
        // The identifier of the person serves for the first contact as well.
        "INSERT INTO contacts (id, person_id, kind, value, main, created_at) \
         SELECT id, id, 'email', email, TRUE, created_at FROM people WHERE email IS NOT NULL",
    ] {
        connection.execute_unprepared(statement).await?;
    }
    // To which address the token was sent: whoever uses it reads what is sent there.
    let mut change = Table::alter().table("single_use_tokens").to_owned();
    change.add_column(uuid_null("contact_id"));
    manager.alter_table(change).await
}

async fn recovery(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            table("sign_in_card_batches")
                .col(uuid("id").primary_key())
                // The school it was printed for; absent for a list of people.
                .col(uuid_null("organisation_id"))
                .col(integer("cards"))
                .col(uuid("issued_by"))
                .col(timestamp_with_time_zone("issued_at"))
                .col(timestamp_with_time_zone("expires_at"))
                .col(timestamp_with_time_zone_null("revoked_at"))
                .foreign_key(&mut part_of("issued_by", "people"))
                .to_owned(),
        )
        .await?;
    for column in ["organisation_id", "issued_by", "expires_at"] {
        index(manager, "sign_in_card_batches", &[column], false).await?;
    }
    manager
        .create_table(
            table("recovery_codes")
                .col(uuid("id").primary_key())
                .col(uuid("person_id"))
                .col(text("kind"))
                .col(uuid_null("batch_id"))
                .col(text("hash"))
                .col(uuid("issued_by"))
                .col(timestamp_with_time_zone("issued_at"))
                .col(timestamp_with_time_zone("expires_at"))
                .col(timestamp_with_time_zone_null("used_at"))
                .col(timestamp_with_time_zone_null("cancelled_at"))
                .foreign_key(&mut part_of("person_id", "people"))
                .foreign_key(&mut part_of("batch_id", "sign_in_card_batches"))
                .to_owned(),
        )
        .await?;
    for columns in [
        &["person_id"][..],
        &["hash"],
        &["batch_id"],
        &["issued_by", "kind", "issued_at"],
        &["expires_at"],
    ] {
        index(manager, "recovery_codes", columns, false).await?;
    }
    Ok(())
}

/// Nothing here refers to another table: the log outlives what it tells of.
async fn audit(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            table("audit_log")
                // Begins with the time of the deed, so that it sorts by it.
                .col(uuid("id").primary_key())
                .col(timestamp_with_time_zone("at"))
                .col(uuid_null("actor_id"))
                .col(uuid_null("session_id"))
                .col(text("action"))
                .col(text("subject_kind"))
                .col(uuid_null("subject_id"))
                .col(uuid_null("person_id"))
                .col(uuid_null("organisation_id"))
                .col(json_binary("details"))
                .to_owned(),
        )
        .await?;
    for columns in [
        ["actor_id", "id"],
        ["person_id", "id"],
        ["subject_id", "id"],
        ["action", "id"],
    ] {
        index(manager, "audit_log", &columns, false).await?;
    }
    // The organisation of the entry and each one above it, as they stood then: what an officer may
    // see is then one range of one index, however large the log and the part of the tree are.
    manager
        .create_table(
            table("audit_places")
                .col(uuid("organisation_id"))
                .col(uuid("entry_id"))
                .col(text("action"))
                .primary_key(Index::create().col("organisation_id").col("entry_id"))
                .to_owned(),
        )
        .await?;
    let by_action = ["organisation_id", "action", "entry_id"];
    index(manager, "audit_places", &by_action, false).await?;
    for table in ["audit_log", "audit_places"] {
        only_grows(manager, table).await?;
    }
    Ok(())
}

/// What was done is not told otherwise later, by whatever program.
async fn only_grows(manager: &SchemaManager<'_>, table: &str) -> Result<(), DbErr> {
    let statements = match manager.get_database_backend() {
        DbBackend::Sqlite => vec![
            format!(
                "CREATE TRIGGER {table}_stays BEFORE UPDATE ON {table} \
                 BEGIN SELECT RAISE(ABORT, 'the audit log only grows'); END"
            ),
            format!(
                "CREATE TRIGGER {table}_is_kept BEFORE DELETE ON {table} \
                 BEGIN SELECT RAISE(ABORT, 'the audit log only grows'); END"
            ),
        ],
        _ => vec![
            format!(
                "CREATE FUNCTION {table}_only_grows() RETURNS trigger LANGUAGE plpgsql AS \
                 $$ BEGIN RAISE EXCEPTION 'the audit log only grows'; END $$"
            ),
            format!(
                "CREATE TRIGGER {table}_stays BEFORE UPDATE OR DELETE ON {table} \
                 FOR EACH ROW EXECUTE FUNCTION {table}_only_grows()"
            ),
        ],
    };
    for statement in statements {
        manager
            .get_connection()
            .execute_unprepared(&statement)
            .await?;
    }
    Ok(())
}
