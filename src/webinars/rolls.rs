//! Who attends webinars that go on: each room's log is folded once, and whoever asks again costs only
//! what was written since.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use chrono::TimeDelta;
use tokio::sync::OwnedMutexGuard;
use uuid::Uuid;

use super::attendance::{Attendance, Held, PersonAttendance};
use super::hub::Hub;
use crate::error::{Error, Result};

/// Webinars whose fold is kept. More than a node has live at once; when it is full, one is folded
/// again from the beginning when it is asked for.
const KEPT: usize = 64;
/// Entries read at once.
const READ_LIMIT: u64 = 2_000;

/// The folds of webinars that go on.
#[derive(Debug, Default)]
pub struct Rolls(Mutex<HashMap<Uuid, Shared>>);

type Shared = Arc<tokio::sync::Mutex<Fold>>;

/// A log folded up to a number.
#[derive(Debug, Default)]
struct Fold {
    attendance: Attendance,
    last: u64,
}

impl Rolls {
    /// Everybody's attendance as far as the log has come, and what was held until then.
    ///
    /// # Errors
    /// When the log cannot be read.
    pub async fn read(
        &self,
        hub: &Hub,
        webinar_id: Uuid,
        planned: TimeDelta,
    ) -> Result<(Vec<PersonAttendance>, Held)> {
        let fold = self.read_on(hub, webinar_id).await?;
        let attendance = &fold.attendance;
        Ok((attendance.people(planned), attendance.held(planned)))
    }

    /// The accounts of those who have come so far.
    ///
    /// # Errors
    /// When the log cannot be read.
    pub async fn accounts(&self, hub: &Hub, webinar_id: Uuid) -> Result<Vec<Uuid>> {
        let fold = self.read_on(hub, webinar_id).await?;
        Ok(fold.attendance.accounts().collect())
    }

    /// The attendance of these as far as the log has come.
    ///
    /// # Errors
    /// When the log cannot be read.
    pub async fn of(
        &self,
        hub: &Hub,
        webinar_id: Uuid,
        planned: TimeDelta,
        whom: &HashSet<Uuid>,
    ) -> Result<Vec<PersonAttendance>> {
        let fold = self.read_on(hub, webinar_id).await?;
        let attendance = &fold.attendance;
        Ok(attendance.of_those(planned, |person| whom.contains(&person)))
    }

    /// The fold with all that the log has.
    async fn read_on(&self, hub: &Hub, webinar_id: Uuid) -> Result<OwnedMutexGuard<Fold>> {
        let fold = self.kept(webinar_id);
        // Who asks at the same moment waits here, and then finds it read.
        let mut fold = fold.lock_owned().await;
        loop {
            let lines = hub.log().read(webinar_id, fold.last, READ_LIMIT).await;
            let lines = lines.map_err(Error::unavailable)?;
            if lines.is_empty() {
                break;
            }
            for line in &lines {
                let entry = line.entry().map_err(Error::internal)?;
                fold.attendance.apply(&entry);
                fold.last = line.number;
            }
        }
        Ok(fold)
    }

    /// The fold is not needed any more.
    pub fn forget(&self, webinar_id: Uuid) {
        self.folds().remove(&webinar_id);
    }

    fn kept(&self, webinar_id: Uuid) -> Shared {
        let mut folds = self.folds();
        if folds.len() >= KEPT
            && !folds.contains_key(&webinar_id)
            && let Some(any) = folds.keys().next().copied()
        {
            folds.remove(&any);
        }
        Arc::clone(folds.entry(webinar_id).or_default())
    }

    fn folds(&self) -> MutexGuard<'_, HashMap<Uuid, Shared>> {
        // Nothing under the lock can leave the map half changed.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
