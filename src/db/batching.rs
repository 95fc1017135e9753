//! Many small requests to the database in one. A commit costs a write to the disk however much it
//! holds, and a query costs the way to the database and back however many rows it finds; so what
//! waits at the same moment is done together: one request waits no longer than alone, and a thousand
//! wait for a few commits or queries instead of a thousand.
//!
//! What waits is bounded: when the queue is full, whoever comes next waits at its end, and is told
//! to come back later when that takes too long. Nothing is confirmed before its commit.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use async_trait::async_trait;
use futures_util::stream::FuturesUnordered;
use futures_util::{Stream, StreamExt};
use tokio::sync::{mpsc, oneshot};
use tokio::time::sleep;
use tokio_util::sync::CancellationToken;

use crate::error::{Code, Error, Result};

/// How much may wait at one time.
const WAITING: usize = 8_192;
/// When so many wait together, a crowd is coming: it is given a moment to gather. What a batch costs
/// whatever is in it is then shared by many; who comes alone never waits.
const CROWD: usize = 8;
/// How long a crowd gathers.
const GATHER: Duration = Duration::from_millis(4);

/// What is done together.
#[async_trait]
pub trait Batch: Send + Sync {
    /// What is asked for: a change, or something to be read.
    type Request: Send + Sync;
    /// What comes of it.
    type Outcome: Send;

    /// Does them all, changes in one transaction which it commits; gives an outcome for each, in
    /// their order. What is refused for a reason of its own leaves no trace and keeps none of the
    /// others from being done.
    ///
    /// # Errors
    /// When the database fails, and with it all of them.
    async fn run(&self, requests: &[Self::Request]) -> Result<Vec<Result<Self::Outcome>>>;
}

struct Waiting<B: Batch> {
    request: B::Request,
    outcome: oneshot::Sender<Result<B::Outcome>>,
}

/// The queue of requests that are done together.
pub struct Batched<B: Batch> {
    sender: mpsc::Sender<Waiting<B>>,
    receiver: Mutex<Option<mpsc::Receiver<Waiting<B>>>>,
    patience: Duration,
}

impl<B: Batch> std::fmt::Debug for Batched<B> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let waiting = self.sender.max_capacity() - self.sender.capacity();
        write!(formatter, "Batched({waiting} waiting)")
    }
}

impl<B: Batch> Batched<B> {
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

    /// Hands a request in and waits until it is done.
    ///
    /// # Errors
    /// Those of the request; [`Code::Unavailable`] when it waits for too long or the server stops.
    /// It may then have been done all the same: a change is written so that asking again is
    /// harmless.
    pub async fn ask(&self, request: B::Request) -> Result<B::Outcome> {
        let (outcome, awaited) = oneshot::channel();
        let handed_in = async {
            self.sender
                .send(Waiting { request, outcome })
                .await
                .map_err(|_| Error::from(Code::Unavailable))?;
            awaited.await.map_err(|_| Error::from(Code::Unavailable))?
        };
        match tokio::time::timeout(self.patience, handed_in).await {
            Ok(outcome) => outcome,
            Err(_) => Err(Error::unavailable("a request waited too long for its turn")),
        }
    }

    /// Does what waits, at most so many at once, until the server stops; what had been handed in
    /// by then is still done. While a batch is under way as many others are begun as `beside` says:
    /// a database that takes one writer gains nothing by a second. To be run once.
    pub async fn run_until(
        &self,
        batch: &B,
        most: usize,
        beside: usize,
        stopping: &CancellationToken,
    ) {
        let receiver = self
            .receiver
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take();
        let Some(mut receiver) = receiver else {
            tracing::error!("a queue of requests is run twice");
            return;
        };
        let mut under_way = FuturesUnordered::new();
        let mut is_open = true;
        while is_open || !under_way.is_empty() {
            let mut waiting = Vec::new();
            tokio::select! {
                Some(()) = under_way.next() => {}
                came = receiver.recv_many(&mut waiting, most), if is_open && under_way.len() <= beside => {
                    is_open = came > 0;
                    if came >= CROWD {
                        gather(&mut under_way).await;
                        while waiting.len() < most
                            && let Ok(one) = receiver.try_recv()
                        {
                            waiting.push(one);
                        }
                    }
                    under_way.push(run_and_tell(batch, waiting));
                }
                () = stopping.cancelled(), if !receiver.is_closed() => receiver.close(),
            }
        }
    }
}

/// Lets a crowd gather; what is under way goes on meanwhile.
async fn gather(under_way: &mut (impl Stream<Item = ()> + Unpin)) {
    let until = sleep(GATHER);
    tokio::pin!(until);
    loop {
        tokio::select! {
            () = &mut until => return,
            Some(()) = under_way.next() => {}
        }
    }
}

async fn run_and_tell<B: Batch>(batch: &B, waiting: Vec<Waiting<B>>) {
    let waiting = waiting.into_iter();
    let (requests, awaiting): (Vec<_>, Vec<_>) = waiting
        .map(|waiting| (waiting.request, waiting.outcome))
        .unzip();
    if requests.is_empty() {
        return;
    }
    let outcomes = run_or_divide(batch, &requests).await;
    for (awaiting, outcome) in awaiting.into_iter().zip(outcomes) {
        // Whoever does not wait any more asks again.
        let _ = awaiting.send(outcome);
    }
}

/// Does the requests together; when that fails by the fault of one of them, one by one, so that it
/// fails alone.
async fn run_or_divide<B: Batch>(batch: &B, requests: &[B::Request]) -> Vec<Result<B::Outcome>> {
    let failed = match batch.run(requests).await {
        Ok(outcomes) => return outcomes,
        Err(failed) => failed,
    };
    if requests.len() == 1 {
        return vec![Err(failed)];
    }
    if failed.code == Code::Unavailable {
        tracing::error!(error = %failed, count = requests.len(), "requests could not be done");
        return requests
            .iter()
            .map(|_| Err(Code::Unavailable.into()))
            .collect();
    }
    tracing::warn!(error = %failed, count = requests.len(), "requests are done one by one");
    let mut outcomes = Vec::with_capacity(requests.len());
    for request in requests {
        let alone = batch.run(std::slice::from_ref(request)).await;
        outcomes.push(alone.and_then(|mut outcomes| {
            let outcome = outcomes.pop();
            outcome.unwrap_or_else(|| Err(Error::internal("a request was not answered")))
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
        runs: AtomicUsize,
    }

    #[async_trait]
    impl Batch for Doubling {
        type Request = u32;
        type Outcome = u32;

        async fn run(&self, requests: &[u32]) -> Result<Vec<Result<u32>>> {
            self.runs.fetch_add(1, Ordering::Relaxed);
            tokio::task::yield_now().await;
            if requests.contains(&99) {
                return Err(Code::Internal.into());
            }
            let one = |number: &u32| match number {
                13 => Err(Code::Invalid.into()),
                number => Ok(number * 2),
            };
            Ok(requests.iter().map(one).collect())
        }
    }

    async fn outcomes(
        numbers: &[u32],
        most: usize,
        beside: usize,
    ) -> (Vec<Result<u32, Code>>, usize) {
        let (queue, doubling) = (Batched::new(Duration::from_secs(10)), Doubling::default());
        let stopping = CancellationToken::new();
        let asked = async {
            let asked = join_all(numbers.iter().map(|number| queue.ask(*number))).await;
            stopping.cancel();
            asked
        };
        let (asked, ()) =
            futures_util::join!(asked, queue.run_until(&doubling, most, beside, &stopping));
        let runs = doubling.runs.load(Ordering::Relaxed);
        let codes = asked
            .into_iter()
            .map(|outcome| outcome.map_err(|error| error.code));
        (codes.collect(), runs)
    }

    #[tokio::test]
    async fn what_waits_together_is_done_together() {
        let numbers: Vec<u32> = (100..200).collect();
        for beside in [0, 3] {
            let (done, runs) = outcomes(&numbers, 50, beside).await;
            let doubled: Vec<Result<u32, Code>> = (100..200).map(|number| Ok(number * 2)).collect();
            assert_eq!(done, doubled);
            assert!(runs <= 4, "{runs} runs for 100 requests");
        }
    }

    #[tokio::test]
    async fn what_is_refused_or_fails_does_so_alone() {
        let (done, _) = outcomes(&[1, 13, 2], 50, 0).await;
        assert_eq!(done, [Ok(2), Err(Code::Invalid), Ok(4)]);
        let (done, _) = outcomes(&[1, 99, 13, 2], 50, 0).await;
        assert_eq!(
            done,
            [Ok(2), Err(Code::Internal), Err(Code::Invalid), Ok(4)]
        );
    }

    #[tokio::test]
    async fn after_the_end_nothing_is_taken_and_nobody_waits_for_ever() {
        let queue = Batched::<Doubling>::new(Duration::from_millis(50));
        let code = |outcome: Result<u32>| outcome.map_err(|error| error.code);
        assert_eq!(
            code(queue.ask(1).await),
            Err(Code::Unavailable),
            "nobody is there to do it"
        );
        let stopping = CancellationToken::new();
        stopping.cancel();
        queue
            .run_until(&Doubling::default(), 10, 0, &stopping)
            .await;
        assert_eq!(code(queue.ask(1).await), Err(Code::Unavailable));
    }
}
