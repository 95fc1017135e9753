//! The routes of reports.

mod daily;
mod read;

use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::report::Organisation;
use crate::error::{Code, Result};
use crate::http::routes::Routes;
use crate::people;
use crate::people::tables::organisation;
use crate::policy::{Actor, Sight};

/// The routes of this feature.
pub fn routes(config: &mut Routes) {
    read::routes(config);
    daily::routes(config);
}

/// The part of the tree that is asked about: the organisation that is named, or else all that one sees; nothing
/// for everything.
///
/// # Errors
/// [`Code::Invalid`] when one may not see the organisation, [`Code::NotFound`] when one sees no part at all.
async fn part(
    connection: &impl ConnectionTrait,
    actor: &Actor,
    named: Option<Uuid>,
) -> Result<Option<organisation::Model>> {
    if let Some(id) = named {
        let found = people::tree::require_in_sight(connection, actor, "organisation", id);
        return Ok(Some(found.await?));
    }
    match actor.sight() {
        Sight::Everyone => Ok(None),
        Sight::Part(path) => {
            let last = path.trim_end_matches('/').rsplit('/').next();
            let id = last.and_then(|id| id.parse().ok()).ok_or(Code::NotFound)?;
            Ok(Some(people::tree::find(connection, actor, id).await?))
        }
        Sight::Self_ => Err(Code::NotFound.into()),
    }
}

fn named(part: Option<&organisation::Model>) -> Option<Organisation> {
    part.map(|part| Organisation {
        id: part.id,
        name: part.name.clone(),
    })
}

fn path(part: Option<&organisation::Model>) -> &str {
    part.map_or("", |part| part.path.as_str())
}
