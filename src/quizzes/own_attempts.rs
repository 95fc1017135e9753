//! A learner's own attempts, read together for all whose answers come at one moment (see
//! [`crate::db::batching`]).

use std::collections::HashMap;

use async_trait::async_trait;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

use super::tables::attempt;
use crate::db::Database;
use crate::db::batching::Batch;
use crate::error::{Code, Result};
use crate::programmes::tables::enrolment;

/// How many attempts are read at once.
pub const TOGETHER: usize = 256;

/// An attempt, and whose it must be.
#[derive(Debug, Clone, Copy)]
pub struct OwnAttempt {
    /// The attempt.
    pub id: Uuid,
    /// The person who asks.
    pub person_id: Uuid,
}

/// Reads attempts. [`Code::NotFound`] is the outcome for one that there is not, or that is another
/// person's.
#[derive(Debug)]
pub struct OwnAttempts(pub Database);

#[async_trait]
impl Batch for OwnAttempts {
    type Request = OwnAttempt;
    type Outcome = attempt::Model;

    async fn run(&self, asked: &[OwnAttempt]) -> Result<Vec<Result<attempt::Model>>> {
        let rows = attempt::Entity::find()
            .find_also_related(enrolment::Entity)
            .filter(attempt::Column::Id.is_in(asked.iter().map(|one| one.id)))
            .all(self.0.reader())
            .await?;
        let owned = rows
            .into_iter()
            .filter_map(|(row, enrolment)| Some(((row.id, enrolment?.person_id), row)));
        let owned: HashMap<(Uuid, Uuid), attempt::Model> = owned.collect();
        let of = |one: &OwnAttempt| owned.get(&(one.id, one.person_id)).cloned();
        let asked = asked.iter();
        Ok(asked
            .map(|one| of(one).ok_or(Code::NotFound.into()))
            .collect())
    }
}
