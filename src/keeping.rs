//! What has been made is kept in memory for a while: twenty times as long as making it took, so that making
//! never costs more than a twentieth of a processor, however often anybody asks. A small cohort is as good as
//! live; a large one is a few seconds old. One maker at a time for each thing: whoever comes meanwhile waits
//! for what that one makes.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, Mutex};
use std::time::Instant;

use chrono::{DateTime, TimeDelta, Utc};

use crate::clock::Clock;
use crate::error::{Error, Result};

/// How many times longer it is kept than making it takes.
const TIMES: i32 = 20;

/// Things that are kept; when there are more, it begins anew.
const KEPT: usize = 256;

/// Things by what they are of.
#[derive(Debug)]
pub struct Kept<K, T>(Mutex<HashMap<K, Arc<Slot<T>>>>);

type Slot<T> = tokio::sync::Mutex<Option<Made<T>>>;

/// What has been made, when, and for how long it is good.
#[derive(Debug)]
struct Made<T> {
    what: Arc<T>,
    at: DateTime<Utc>,
    good_for: TimeDelta,
}

impl<K, T> Default for Kept<K, T> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<K: Eq + Hash, T> Kept<K, T> {
    /// What is kept, or else made now.
    ///
    /// # Errors
    /// When it cannot be made; whoever asks next tries again.
    pub async fn get(
        &self,
        clock: &Clock,
        key: K,
        make: impl Future<Output = Result<T>>,
    ) -> Result<Arc<T>> {
        let slot = self.slot(key)?;
        let mut made = slot.lock().await;
        let now = clock.now();
        let is_good = |made: &&Made<T>| {
            let age = now - made.at;
            age >= TimeDelta::zero() && age < made.good_for
        };
        if let Some(good) = made.as_ref().filter(is_good) {
            return Ok(good.what.clone());
        }
        let begun = Instant::now();
        let what = Arc::new(make.await?);
        let took = TimeDelta::from_std(begun.elapsed()).unwrap_or_default();
        *made = Some(Made {
            what: what.clone(),
            at: now,
            good_for: took * TIMES,
        });
        Ok(what)
    }

    fn slot(&self, key: K) -> Result<Arc<Slot<T>>> {
        let mut slots = self.0.lock().map_err(poisoned)?;
        if slots.len() >= KEPT && !slots.contains_key(&key) {
            slots.clear();
        }
        Ok(slots.entry(key).or_default().clone())
    }
}

fn poisoned<E>(_: E) -> Error {
    Error::internal("a thread died while it held what is kept")
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::time::Duration;

    use super::*;
    use crate::error::Code;

    #[tokio::test]
    async fn fifty_who_ask_at_once_get_what_one_of_them_makes() {
        let (kept, made) = (Kept::default(), AtomicUsize::new(0));
        let clock = Clock::system();
        let ask = || {
            kept.get(&clock, "cohort", async {
                tokio::time::sleep(Duration::from_millis(20)).await;
                Ok(made.fetch_add(1, Ordering::Relaxed))
            })
        };
        let all = futures_util::future::join_all((0..50).map(|_| ask())).await;
        assert!(all.iter().all(|one| **one.as_ref().unwrap() == 0));
        // It took 20 ms at least: it is good for 400 and not for an hour.
        clock.advance(TimeDelta::milliseconds(100));
        assert_eq!(*ask().await.unwrap(), 0);
        clock.advance(TimeDelta::hours(1));
        assert_eq!(*ask().await.unwrap(), 1);
        clock.advance(TimeDelta::hours(-1));
        assert_eq!(
            *ask().await.unwrap(),
            2,
            "a clock that was put back keeps nothing"
        );
    }

    #[tokio::test]
    async fn what_could_not_be_made_is_tried_again_and_not_more_is_kept_than_fits() {
        let kept = Kept::default();
        let clock = Clock::system();
        let refused = kept.get(&clock, 0, async { Err(Code::NotFound.into()) });
        assert!(refused.await.is_err());
        for number in 0..KEPT + 10 {
            let one = kept.get(&clock, number, async move { Ok(number) });
            assert_eq!(*one.await.unwrap(), number);
        }
        assert!(kept.0.lock().unwrap().len() <= KEPT);
    }
}
