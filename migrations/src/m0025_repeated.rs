//! What lists and counts ask for stands where they look: whether letters reach somebody in the person's own row, and
//! where somebody is now in what the person is to a cohort. The few whom no letter reaches are found by themselves, in
//! a part of the tree or in the whole of it.

use sea_orm_migration::sea_orm::DbBackend;
use sea_orm_migration::{prelude::*, schema::*};

use crate::table::index;

#[derive(DeriveMigrationName)]
pub struct Step;

#[async_trait::async_trait]
impl MigrationTrait for Step {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        letters(manager).await?;
        places(manager).await?;
        // Of two conditions that hold for many.
        let both = ["position", "service_began_on", "id"];
        index(manager, "people", &both, false).await
    }
}

async fn letters(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    for (column, default) in [("bounced", false), ("unreachable", true)] {
        let mut change = Table::alter().table("people").to_owned();
        change.add_column(boolean(column).default(default));
        manager.alter_table(change).await?;
    }
    for statement in [
        "UPDATE people SET bounced = TRUE WHERE id IN (SELECT person_id FROM contacts \
         WHERE kind = 'email' AND main AND bounced_at IS NOT NULL)",
        // A mere claim of the person is no address that gets mail.
        "UPDATE people SET unreachable = FALSE WHERE id IN (SELECT person_id FROM contacts \
         WHERE kind = 'email' AND bounced_at IS NULL \
         AND (verified_at IS NOT NULL OR added_by IS NULL OR added_by <> person_id))",
        "CREATE INDEX people_bounced ON people (id) WHERE bounced",
        "CREATE INDEX people_bounced_place ON people (organisation_id, id) WHERE bounced",
        "CREATE INDEX people_unreachable ON people (id) WHERE unreachable",
        "CREATE INDEX people_unreachable_place ON people (organisation_id, id) WHERE unreachable",
        // Nothing asks for it any more.
        "DROP INDEX contacts_bounced",
    ] {
        let connection = manager.get_connection();
        connection.execute_unprepared(statement).await?;
    }
    Ok(())
}

/// Whichever of a move and a new membership comes first, the other one sees it: the database repeats the place, not
/// two modules that would have to think of each other.
async fn places(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut change = Table::alter().table("cohort_members").to_owned();
    change.add_column(uuid_null("place_id"));
    manager.alter_table(change).await?;
    let fill = "UPDATE cohort_members SET place_id = \
                (SELECT organisation_id FROM people WHERE people.id = cohort_members.person_id)";
    let in_step: &[&str] = match manager.get_database_backend() {
        DbBackend::Sqlite => &[
            "CREATE TRIGGER cohort_members_come AFTER INSERT ON cohort_members BEGIN \
             UPDATE cohort_members SET place_id = \
             (SELECT organisation_id FROM people WHERE people.id = NEW.person_id) \
             WHERE id = NEW.id; END",
            "CREATE TRIGGER people_move AFTER UPDATE OF organisation_id ON people \
             WHEN OLD.organisation_id IS NOT NEW.organisation_id BEGIN \
             UPDATE cohort_members SET place_id = NEW.organisation_id \
             WHERE person_id = NEW.id; END",
        ],
        _ => &[
            // A move that is under way is waited for, and waits for this.
            "CREATE FUNCTION cohort_members_come() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN \
             SELECT organisation_id INTO NEW.place_id FROM people \
             WHERE people.id = NEW.person_id FOR SHARE; RETURN NEW; END $$",
            "CREATE TRIGGER cohort_members_come BEFORE INSERT ON cohort_members \
             FOR EACH ROW EXECUTE FUNCTION cohort_members_come()",
            "CREATE FUNCTION people_move() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN \
             UPDATE cohort_members SET place_id = NEW.organisation_id \
             WHERE person_id = NEW.id; RETURN NULL; END $$",
            "CREATE TRIGGER people_move AFTER UPDATE OF organisation_id ON people \
             FOR EACH ROW WHEN (OLD.organisation_id IS DISTINCT FROM NEW.organisation_id) \
             EXECUTE FUNCTION people_move()",
        ],
    };
    let connection = manager.get_connection();
    connection.execute_unprepared(fill).await?;
    for statement in in_step {
        connection.execute_unprepared(statement).await?;
    }
    // Read without the rows themselves by whatever counts.
    let listed = ["cohort_id", "place_id", "person_id", "state"];
    index(manager, "cohort_members", &listed, false).await
}
