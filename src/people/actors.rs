//! Who is asking: the people of sessions, read for each request, so that signing out, a role taken
//! away and an account switched off hold at once. The sessions of all requests that come at one
//! moment are read together (see [`crate::db::batching`]).

use std::collections::HashMap;

use async_trait::async_trait;
use sea_orm::{ColumnTrait, EntityTrait, JoinType, QueryFilter, QuerySelect};
use uuid::Uuid;

use super::store::roles_of_all;
use super::tables::{organisation, person, session};
use crate::db::batching::Batch;
use crate::db::{self, Database};
use crate::error::{Code, Result};
use crate::policy::{Actor, Look};

/// How many sessions are read at once.
pub const TOGETHER: usize = 512;

/// Reads who is asking, by the identifiers of sessions. [`Code::Unauthenticated`] is the outcome for
/// a session that there is not or that has ended, and for a person who has been switched off.
#[derive(Debug)]
pub struct Actors(pub Database);

/// A session: its identifier, whose it is, and the path of the person's organisation.
type Row = (Uuid, Uuid, Option<String>);

#[async_trait]
impl Batch for Actors {
    type Request = Uuid;
    type Outcome = Actor;

    async fn run(&self, sessions: &[Uuid]) -> Result<Vec<Result<Actor>>> {
        let reader = self.0.reader();
        let rows: Vec<Row> = session::Entity::find()
            .filter(session::Column::Id.is_in(db::few_lengths(sessions.iter().copied())))
            .filter(session::Column::EndedAt.is_null())
            .filter(person::Column::Active.eq(true))
            .join(
                JoinType::InnerJoin,
                session::Entity::belongs_to(person::Entity)
                    .from(session::Column::PersonId)
                    .to(person::Column::Id)
                    .into(),
            )
            .join(
                JoinType::LeftJoin,
                person::Entity::belongs_to(organisation::Entity)
                    .from(person::Column::OrganisationId)
                    .to(organisation::Column::Id)
                    .into(),
            )
            .select_only()
            .column(session::Column::Id)
            .column(session::Column::PersonId)
            .column(organisation::Column::Path)
            .into_tuple()
            .all(reader)
            .await?;
        let roles = roles_of_all(reader, rows.iter().map(|(_, person_id, _)| *person_id)).await?;
        let actors = rows.into_iter().map(|(session_id, person_id, path)| Actor {
            person_id,
            session_id,
            roles: roles.get(&person_id).cloned().unwrap_or_default(),
            organisation_path: path,
            look: Look::default(),
        });
        let actors: HashMap<Uuid, Actor> = actors.map(|actor| (actor.session_id, actor)).collect();
        let of = |session| actors.get(session).cloned();
        let asked = sessions.iter();
        Ok(asked
            .map(|session| of(session).ok_or(Code::Unauthenticated.into()))
            .collect())
    }
}
