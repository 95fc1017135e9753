//! The sealed papers of quizzes: made once, when the first person fetches one, and never changed.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, ConnectionTrait, EntityTrait};
use uuid::Uuid;

use super::quiz::Quiz;
use super::sealing;
use super::tables::sealed_paper;
use crate::app::App;
use crate::error::{Code, Error, Result};
use crate::ids;

/// How many papers are kept in memory: each is some tens of kilobytes. When it is full it begins
/// anew.
const KEPT: usize = 256;

/// A version of a course and a quiz in it.
type Place = (Uuid, Uuid);

/// The sealed papers that this node has read.
#[derive(Debug, Default)]
pub struct SealedPapers {
    read: RwLock<HashMap<Place, Arc<sealed_paper::Model>>>,
}

impl SealedPapers {
    /// The sealed paper of a quiz.
    ///
    /// # Errors
    /// [`Code::NotFound`] when nobody has fetched it yet.
    pub async fn get(
        &self,
        connection: &impl ConnectionTrait,
        version_id: Uuid,
        item_id: Uuid,
    ) -> Result<Arc<sealed_paper::Model>> {
        let place = (version_id, item_id);
        if let Some(known) = self.known(place) {
            return Ok(known);
        }
        let row = sealed_paper::Entity::find_by_id(place)
            .one(connection)
            .await?;
        let row = Arc::new(row.ok_or(Code::NotFound)?);
        let mut read = self.read.write().unwrap_or_else(PoisonError::into_inner);
        if read.len() >= KEPT {
            read.clear();
        }
        read.insert(place, row.clone());
        Ok(row)
    }

    fn known(&self, place: Place) -> Option<Arc<sealed_paper::Model>> {
        let read = self.read.read().unwrap_or_else(PoisonError::into_inner);
        read.get(&place).cloned()
    }
}

/// The sealed paper of a quiz, which is sealed when there is none yet: of two that come together one
/// keeps what the other has sealed.
///
/// # Errors
/// When the database fails.
pub async fn get_or_seal(
    app: &App,
    version_id: Uuid,
    item_id: Uuid,
    quiz: &Quiz,
) -> Result<Arc<sealed_paper::Model>> {
    let reader = app.database.reader();
    match app.sealed_papers.get(reader, version_id, item_id).await {
        Err(error) if error.code == Code::NotFound => {}
        found => return found,
    }
    let (key, seed) = (ids::new_key(), ids::new_seed());
    let common = sealing::common_paper(quiz, seed);
    let text = serde_json::to_vec(&common).map_err(Error::internal)?;
    let bytes = sealing::seal(&key, &text);
    let row = sealed_paper::ActiveModel {
        version_id: Set(version_id),
        item_id: Set(item_id),
        key: Set(STANDARD.encode(key)),
        seed: Set(seed),
        sealed: Set(bytes.ok_or_else(|| Error::internal("a paper cannot be sealed"))?),
        created_at: Set(app.clock.now()),
    };
    let columns = [
        sealed_paper::Column::VersionId,
        sealed_paper::Column::ItemId,
    ];
    let transaction = app.database.begin().await?;
    sealed_paper::Entity::insert(row)
        .on_conflict(OnConflict::columns(columns).do_nothing().to_owned())
        .exec_without_returning(&transaction)
        .await?;
    transaction.commit().await?;
    app.sealed_papers.get(reader, version_id, item_id).await
}
