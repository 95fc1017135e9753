//! The queues in which what many people ask for at one moment is done together (see
//! [`crate::db::batching`]). Each is emptied by a task of its own, so that answers never wait for a
//! crowd that submits, and nobody who asks for something small for either.

use std::sync::Arc;

use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

use crate::app::App;
use crate::db::batching::{Batch, Batched};
use crate::people::actors::{self, Actors};
use crate::quizzes::finish::Submitter;
use crate::quizzes::own_attempts::{self, OwnAttempts};
use crate::quizzes::recording::Recorder;
use crate::quizzes::starting::Starter;
use crate::webinars::tickets::{self, Doorkeeper, Issuer};

/// How many beginnings share a commit.
const STARTS: usize = 256;
/// How many deliveries of answers share a commit.
const ANSWERS: usize = 256;
/// How many submissions share a commit: each is graded within it, and whoever comes next waits as
/// long as all of them take.
const SUBMISSIONS: usize = 64;
/// How many batches of changes are under way beside the first, where the database takes several
/// writers: while one waits for the disk, the next is decided.
const WRITERS_BESIDE: usize = 1;

/// Does what comes until everything has been served.
pub async fn run_until(app: Arc<App>, served: CancellationToken) {
    let writers = if app.database.takes_one_writer() {
        0
    } else {
        WRITERS_BESIDE
    };
    let database = || app.database.clone();
    let mut tasks = Tasks {
        app: app.clone(),
        served,
        running: JoinSet::new(),
    };
    tasks.run(|app| &app.actors, Actors(database()), actors::TOGETHER, 1);
    tasks.run(
        |app| &app.own_attempts,
        OwnAttempts(database()),
        own_attempts::TOGETHER,
        1,
    );
    let together = tickets::TOGETHER;
    tasks.run(|app| &app.tickets, Issuer(database()), together, writers);
    tasks.run(|app| &app.doors, Doorkeeper(database()), together, writers);
    tasks.run(|app| &app.starts, Starter(app.clone()), STARTS, writers);
    tasks.run(|app| &app.answers, Recorder(app.clone()), ANSWERS, writers);
    tasks.run(
        |app| &app.submissions,
        Submitter(app.clone()),
        SUBMISSIONS,
        writers,
    );
    while let Some(ended) = tasks.running.join_next().await {
        if let Err(error) = ended {
            // Who waits in its queue, or comes to it, is told to come back.
            tracing::error!(%error, "a queue of requests has died");
        }
    }
}

/// The tasks that empty the queues.
struct Tasks {
    app: Arc<App>,
    served: CancellationToken,
    running: JoinSet<()>,
}

impl Tasks {
    fn run<B: Batch + 'static>(
        &mut self,
        queue: fn(&App) -> &Batched<B>,
        batch: B,
        most: usize,
        beside: usize,
    ) {
        let (app, served) = (self.app.clone(), self.served.clone());
        self.running
            .spawn(async move { queue(&app).run_until(&batch, most, beside, &served).await });
    }
}
