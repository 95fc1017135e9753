//! The register of organisations and people as the sector keeps it: kinds and codes, register numbers,
//! where a person was when, and what a programme is by law.

use sea_orm_migration::{prelude::*, schema::*};

use crate::table::{index, part_of, reference, table};

#[derive(DeriveMigrationName)]
pub struct Step;

#[async_trait::async_trait]
impl MigrationTrait for Step {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        add(
            manager,
            "organisations",
            vec![
                text("kind").default("other").to_owned(),
                // By which the sector's lists name it.
                text_null("code"),
                integer("revision").default(0).to_owned(),
            ],
        )
        .await?;
        index(manager, "organisations", &["code"], true).await?;
        index(manager, "organisations", &["parent_id"], false).await?;
        add(
            manager,
            "people",
            vec![
                text_null("register_number"),
                // By which the sector's information system names the person.
                text_null("sector_code"),
                date_null("service_began_on"),
            ],
        )
        .await?;
        index(manager, "people", &["register_number"], true).await?;
        index(manager, "people", &["sector_code"], true).await?;
        add(
            manager,
            "programmes",
            vec![
                uuid_null("parent_id"),
                text("provider").default("").to_owned(),
                integer_null("first_year"),
                integer_null("last_year"),
                text("legal_basis").default("").to_owned(),
                // Hundredths of a credit.
                integer("credits").default(0).to_owned(),
            ],
        )
        .await?;
        placements(manager).await
    }
}

/// Where a person was, as what: the row without an end is where the person is now, and
/// `people.organisation_id` repeats it.
async fn placements(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            table("placements")
                .col(uuid("id").primary_key())
                .col(uuid("person_id"))
                .col(uuid("organisation_id"))
                .col(text("position"))
                .col(text("subject"))
                .col(date("since"))
                // The first day on which it was no longer so.
                .col(date_null("until"))
                .col(timestamp_with_time_zone("created_at"))
                .foreign_key(&mut part_of("person_id", "people"))
                .foreign_key(&mut reference("organisation_id", "organisations"))
                .to_owned(),
        )
        .await?;
    index(manager, "placements", &["person_id", "since"], true).await?;
    index(manager, "placements", &["organisation_id"], false).await
}

async fn add(
    manager: &SchemaManager<'_>,
    name: &'static str,
    columns: Vec<ColumnDef>,
) -> Result<(), DbErr> {
    for column in columns {
        let mut change = Table::alter().table(name).to_owned();
        manager
            .alter_table(change.add_column(column).to_owned())
            .await?;
    }
    Ok(())
}
