//! The queues in which what many people ask for at one moment is done together (see
//! [`crate::db::batching`]). Each is emptied by a task of its own, so that answers never wait for a
//! crowd that submits, and nobody who asks for something small for either.

use std::sync::Arc;

use tokio_util::sync::CancellationToken;

use crate::app::App;
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
    let database = &app.database;
    let (actors, own_attempts) = (Actors(database.clone()), OwnAttempts(database.clone()));
    let (issuer, doorkeeper) = (Issuer(database.clone()), Doorkeeper(database.clone()));
    let (starter, recorder, submitter) = (
        Starter(app.clone()),
        Recorder(app.clone()),
        Submitter(app.clone()),
    );
    tokio::join!(
        app.actors.run_until(&actors, actors::TOGETHER, 1, &served),
        app.own_attempts
            .run_until(&own_attempts, own_attempts::TOGETHER, 1, &served),
        app.tickets
            .run_until(&issuer, tickets::TOGETHER, writers, &served),
        app.doors
            .run_until(&doorkeeper, tickets::TOGETHER, writers, &served),
        app.starts.run_until(&starter, STARTS, writers, &served),
        app.answers.run_until(&recorder, ANSWERS, writers, &served),
        app.submissions
            .run_until(&submitter, SUBMISSIONS, writers, &served),
    );
}
