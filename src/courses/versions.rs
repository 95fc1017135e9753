//! Published versions. They never change, so each is read and parsed once and then shared.

use std::collections::HashMap;
use std::sync::{Arc, RwLock};

use sea_orm::{ConnectionTrait, EntityTrait};
use uuid::Uuid;

use super::tables::course_version;
use crate::error::{Code, Error, Result};

/// How many versions are kept in memory: a course is a few hundred kilobytes, and a season has a
/// handful of courses. When it is full it begins anew.
const KEPT: usize = 64;

/// The versions that this node has read.
#[derive(Debug, Default)]
pub struct Versions {
    read: RwLock<HashMap<Uuid, Arc<course_version::Model>>>,
}

impl Versions {
    /// A version.
    ///
    /// # Errors
    /// [`Code::NotFound`] when there is none.
    pub async fn get(
        &self,
        connection: &impl ConnectionTrait,
        id: Uuid,
    ) -> Result<Arc<course_version::Model>> {
        if let Some(version) = self.read.read().map_err(poisoned)?.get(&id) {
            return Ok(version.clone());
        }
        let row = course_version::Entity::find_by_id(id)
            .one(connection)
            .await?;
        let version = Arc::new(row.ok_or(Code::NotFound)?);
        let mut read = self.read.write().map_err(poisoned)?;
        if read.len() >= KEPT {
            read.clear();
        }
        read.insert(id, version.clone());
        Ok(version)
    }
}

fn poisoned<T>(_: T) -> Error {
    Error::internal("a thread died while it held the versions")
}
