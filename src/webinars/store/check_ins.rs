//! The codes with which people check in at somebody else's computer: kept, and looked up.

use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

use super::role_in_room;
use crate::app::App;
use crate::error::{Code, Error, Result};
use crate::ids;
use crate::people;
use crate::webinars::event::Role;
use crate::webinars::tables::{check_in_code, webinar};

/// The code of a person for a webinar; made when it is asked for first.
///
/// # Errors
/// When the database fails.
pub async fn code_of(app: &App, webinar_id: Uuid, person_id: Uuid) -> Result<String> {
    // Of ten thousand codes a new one meets none but once in a hundred thousand times.
    const DRAWS: usize = 3;
    for _ in 0..DRAWS {
        let transaction = app.database.begin().await?;
        let row = check_in_code::ActiveModel {
            webinar_id: Set(webinar_id),
            person_id: Set(person_id),
            code: Set(ids::new_short_code()),
            created_at: Set(app.clock.now()),
        };
        // The person has one already, or somebody else has this one.
        check_in_code::Entity::insert(row)
            .on_conflict(OnConflict::new().do_nothing().to_owned())
            .exec_without_returning(&transaction)
            .await?;
        let kept = check_in_code::Entity::find_by_id((webinar_id, person_id))
            .one(&transaction)
            .await?;
        if let Some(kept) = kept {
            transaction.commit().await?;
            return Ok(kept.code);
        }
    }
    Err(Error::unavailable("no code is free"))
}

/// Whose code it is, if the person still attends the webinar.
///
/// # Errors
/// When the database fails.
pub async fn owner_of(
    connection: &impl ConnectionTrait,
    webinar: &webinar::Model,
    code: &str,
) -> Result<Option<Uuid>> {
    let row = check_in_code::Entity::find()
        .filter(check_in_code::Column::WebinarId.eq(webinar.id))
        .filter(check_in_code::Column::Code.eq(code))
        .one(connection)
        .await?;
    let Some(row) = row else { return Ok(None) };
    let roles = people::store::roles_of(connection, row.person_id).await?;
    let role = role_in_room(connection, webinar, row.person_id, &roles).await;
    match role {
        Ok(Role::Participant) => Ok(Some(row.person_id)),
        Ok(_) => Ok(None),
        Err(error) if error.code == Code::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}
