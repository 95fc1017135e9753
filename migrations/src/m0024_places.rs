//! Lists of a part of the tree are read school by school, and in a school person by person: indexes that lead
//! from one line to the next, whatever is asked for.

use sea_orm_migration::prelude::*;

use crate::table::index;

#[derive(DeriveMigrationName)]
pub struct Step;

#[async_trait::async_trait]
impl MigrationTrait for Step {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for (table, columns) in [
            ("people", &["organisation_id", "id"][..]),
            ("people", &["organisation_id", "name_key", "id"]),
            ("people", &["organisation_id", "position", "id"]),
            ("people", &["organisation_id", "service_began_on", "id"]),
            ("enrolments", &["course_id", "id"]),
            ("cohort_members", &["cohort_id", "id"]),
            (
                "survey_participations",
                &["placement_id", "organisation_id"],
            ),
            (
                "survey_participations",
                &["placement_id", "organisation_id"],
            ),
        ] {
            index(manager, table, columns, false).await?;
        }
        // The beginnings of those.
        for (table, name) in [
            ("people", "people_organisation_id"),
            ("enrolments", "enrolments_course_id"),
        ] {
            let index = Index::drop().name(name).table(table).to_owned();
            manager.drop_index(index).await?;
        }
        Ok(())
    }
}
