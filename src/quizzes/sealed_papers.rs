//! The sealed papers of quizzes: made once, when the first person fetches one, and never changed.

use std::collections::HashMap;
use std::sync::{PoisonError, RwLock};

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

/// How many papers this node knows how to open: a hundred bytes each. When it is full it begins anew.
const KEPT: usize = 256;

/// A version of a course and a quiz in it.
type Place = (Uuid, Uuid);

/// What opens and arranges a sealed paper.
#[derive(Debug, Clone)]
pub struct Opening {
    /// The key, in base64.
    pub key: String,
    /// What the order of the sealed paper was drawn from.
    pub seed: i64,
}

/// What opens the sealed papers that this node has read. The papers themselves, which may be long,
/// stay in the database.
#[derive(Debug, Default)]
pub struct SealedPapers {
    known: RwLock<HashMap<Place, Opening>>,
}

impl SealedPapers {
    /// What opens the sealed paper of a quiz.
    ///
    /// # Errors
    /// [`Code::NotFound`] when nobody has fetched it yet.
    pub async fn opening(
        &self,
        connection: &impl ConnectionTrait,
        version_id: Uuid,
        item_id: Uuid,
    ) -> Result<Opening> {
        let place = (version_id, item_id);
        if let Some(known) = self.known(place) {
            return Ok(known);
        }
        let row = read(connection, place).await?;
        let opening = Opening {
            key: row.key,
            seed: row.seed,
        };
        let mut known = self.known.write().unwrap_or_else(PoisonError::into_inner);
        if known.len() >= KEPT {
            known.clear();
        }
        known.insert(place, opening.clone());
        Ok(opening)
    }

    fn known(&self, place: Place) -> Option<Opening> {
        let known = self.known.read().unwrap_or_else(PoisonError::into_inner);
        known.get(&place).cloned()
    }
}

async fn read(connection: &impl ConnectionTrait, place: Place) -> Result<sealed_paper::Model> {
    let row = sealed_paper::Entity::find_by_id(place)
        .one(connection)
        .await?;
    row.ok_or(Code::NotFound.into())
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
) -> Result<sealed_paper::Model> {
    let (reader, place) = (app.database.reader(), (version_id, item_id));
    match read(reader, place).await {
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
    read(reader, place).await
}
