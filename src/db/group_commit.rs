//! Many small changes in one transaction. A commit costs a write to the disk however much it
//! holds, so changes that wait at the same moment are committed together: one waits no longer than
//! alone, and a thousand wait for a few commits instead of a thousand.
//!
//! What waits is bounded: when the queue is full, whoever comes next waits at its end, and is told
//! to come back later when that takes too long. Nothing is confirmed before its commit.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use async_trait::async_trait;
use tokio::sync::{mpsc, oneshot};
use tokio_util::sync::CancellationToken;

use crate::error::{Code, Error, Result};

/// How much may wait at one time.
const WAITING: usize = 8_192;

/// What is done with changes that are committed together.
#[async_trait]
pub trait Together: Send + Sync {
    /// A change that is asked for.
    type Change: Send + Sync;
    /// What comes of it.
    type Done: Send;

    /// Does them all in one transaction and commits it; what is refused for a reason of its own
    /// leaves no trace and keeps none of the others from being done.
    ///
    /// # Errors
    /// When the transaction fails, and with it all of them.
    async fn commit(&self, changes: &[Self::Change]) -> Result<Vec<Result<Self::Done>>>;
}

struct Waiting<T: Together> {
    change: T::Change,
    done: oneshot::Sender<Result<T::Done>>,
}

/// The queue of changes that are committed together.
pub struct GroupCommit<T: Together> {
    sender: mpsc::Sender<Waiting<T>>,
    receiver: Mutex<Option<mpsc::Receiver<Waiting<T>>>>,
    patience: Duration,
}

impl<T: Together> std::fmt::Debug for GroupCommit<T> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let waiting = self.sender.max_capacity() - self.sender.capacity();
        write!(formatter, "GroupCommit({waiting} waiting)")
    }
}

impl<T: Together> GroupCommit<T> {
    /// An empty queue, in which nobody waits for longer than this.
    #[must_use]
    pub fn new(patience: Duration) -> Self {
        let (sender, receiver) = mpsc::channel(WAITING);
        Self {
            sender,
            receiver: Mutex::new(Some(receiver)),
            patience,
        }
    }

    /// Hands a change in and waits until it has been committed.
    ///
    /// # Errors
    /// Those of the change; [`Code::Unavailable`] when it waits for too long or the server stops.
    /// It may then have been done all the same: a change is written so that asking again is
    /// harmless.
    pub async fn commit(&self, change: T::Change) -> Result<T::Done> {
        let (done, outcome) = oneshot::channel();
        let handed_in = async {
            self.sender
                .send(Waiting { change, done })
                .await
                .map_err(|_| Error::from(Code::Unavailable))?;
            outcome.await.map_err(|_| Error::from(Code::Unavailable))?
        };
        match tokio::time::timeout(self.patience, handed_in).await {
            Ok(outcome) => outcome,
            Err(_) => Err(Error::unavailable(
                "a change waited too long for its commit",
            )),
        }
    }

    /// Commits what waits, at most so many at once, until the server stops; what had been handed in
    /// by then is still done. To be run once.
    pub async fn run_until(&self, together: &T, most: usize, stopping: &CancellationToken) {
        let receiver = self
            .receiver
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take();
        let Some(mut receiver) = receiver else {
            tracing::error!("a queue of changes is run twice");
            return;
        };
        let mut waiting = Vec::with_capacity(most);
        loop {
            let came = tokio::select! {
                came = receiver.recv_many(&mut waiting, most) => came,
                () = stopping.cancelled(), if !receiver.is_closed() => {
                    receiver.close();
                    continue;
                }
            };
            if came == 0 {
                return;
            }
            let (changes, answers): (Vec<_>, Vec<_>) = waiting
                .drain(..)
                .map(|waiting| (waiting.change, waiting.done))
                .unzip();
            let outcomes = commit_or_divide(together, &changes).await;
            for (answer, outcome) in answers.into_iter().zip(outcomes) {
                // Whoever does not wait any more asks again.
                let _ = answer.send(outcome);
            }
        }
    }
}

/// Commits the changes together; when that fails by the fault of one of them, one by one, so that
/// it fails alone.
async fn commit_or_divide<T: Together>(
    together: &T,
    changes: &[T::Change],
) -> Vec<Result<T::Done>> {
    let failed = match together.commit(changes).await {
        Ok(outcomes) => return outcomes,
        Err(failed) => failed,
    };
    if changes.len() == 1 {
        return vec![Err(failed)];
    }
    if failed.code == Code::Unavailable {
        tracing::error!(error = %failed, count = changes.len(), "changes could not be committed");
        return changes
            .iter()
            .map(|_| Err(Code::Unavailable.into()))
            .collect();
    }
    tracing::warn!(error = %failed, count = changes.len(), "changes are committed one by one");
    let mut outcomes = Vec::with_capacity(changes.len());
    for change in changes {
        let alone = together.commit(std::slice::from_ref(change)).await;
        outcomes.push(alone.and_then(|mut outcomes| {
            let outcome = outcomes.pop();
            outcome.unwrap_or_else(|| Err(Error::internal("a change was not answered")))
        }));
    }
    outcomes
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use futures_util::future::join_all;

    use super::*;

    /// Doubles numbers; refuses 13, and fails as a whole when 99 is among them.
    #[derive(Default)]
    struct Doubling {
        commits: AtomicUsize,
    }

    #[async_trait]
    impl Together for Doubling {
        type Change = u32;
        type Done = u32;

        async fn commit(&self, changes: &[u32]) -> Result<Vec<Result<u32>>> {
            self.commits.fetch_add(1, Ordering::Relaxed);
            tokio::task::yield_now().await;
            if changes.contains(&99) {
                return Err(Code::Internal.into());
            }
            let one = |number: &u32| match number {
                13 => Err(Code::Invalid.into()),
                number => Ok(number * 2),
            };
            Ok(changes.iter().map(one).collect())
        }
    }

    async fn outcomes(numbers: &[u32], most: usize) -> (Vec<Result<u32, Code>>, usize) {
        let (queue, doubling) = (
            GroupCommit::new(Duration::from_secs(10)),
            Doubling::default(),
        );
        let stopping = CancellationToken::new();
        let asked = async {
            let asked = join_all(numbers.iter().map(|number| queue.commit(*number))).await;
            stopping.cancel();
            asked
        };
        let (asked, ()) = futures_util::join!(asked, queue.run_until(&doubling, most, &stopping));
        let commits = doubling.commits.load(Ordering::Relaxed);
        let codes = asked
            .into_iter()
            .map(|outcome| outcome.map_err(|error| error.code));
        (codes.collect(), commits)
    }

    #[tokio::test]
    async fn what_waits_together_is_committed_together() {
        let numbers: Vec<u32> = (100..200).collect();
        let (done, commits) = outcomes(&numbers, 50).await;
        let doubled: Vec<Result<u32, Code>> = (100..200).map(|number| Ok(number * 2)).collect();
        assert_eq!(done, doubled);
        assert!(commits <= 4, "{commits} commits for 100 changes");
    }

    #[tokio::test]
    async fn what_is_refused_or_fails_does_so_alone() {
        let (done, _) = outcomes(&[1, 13, 2], 50).await;
        assert_eq!(done, [Ok(2), Err(Code::Invalid), Ok(4)]);
        let (done, _) = outcomes(&[1, 99, 13, 2], 50).await;
        assert_eq!(
            done,
            [Ok(2), Err(Code::Internal), Err(Code::Invalid), Ok(4)]
        );
    }

    #[tokio::test]
    async fn after_the_end_nothing_is_taken_and_nobody_waits_for_ever() {
        let queue = GroupCommit::<Doubling>::new(Duration::from_millis(50));
        let code = |outcome: Result<u32>| outcome.map_err(|error| error.code);
        assert_eq!(
            code(queue.commit(1).await),
            Err(Code::Unavailable),
            "nobody commits"
        );
        let stopping = CancellationToken::new();
        stopping.cancel();
        queue.run_until(&Doubling::default(), 10, &stopping).await;
        assert_eq!(code(queue.commit(1).await), Err(Code::Unavailable));
    }
}
