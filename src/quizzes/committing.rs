//! The three queues through which a cohort comes at once: attempts that begin, answers, and
//! submissions. Each is emptied by a task of its own, so that answers never wait for a crowd that
//! submits.

use std::sync::Arc;

use tokio_util::sync::CancellationToken;

use super::finish::Submitter;
use super::recording::Recorder;
use super::starting::Starter;
use crate::app::App;

/// How many beginnings share a commit.
const STARTS: usize = 256;
/// How many deliveries of answers share a commit.
const ANSWERS: usize = 256;
/// How many submissions share a commit: each is graded within it, and whoever comes next waits as
/// long as all of them take.
const SUBMISSIONS: usize = 64;

/// Commits what comes until everything has been served.
pub async fn commit_until(app: Arc<App>, served: CancellationToken) {
    let (starter, recorder, submitter) = (
        Starter(app.clone()),
        Recorder(app.clone()),
        Submitter(app.clone()),
    );
    tokio::join!(
        app.starts.run_until(&starter, STARTS, &served),
        app.answers.run_until(&recorder, ANSWERS, &served),
        app.submissions.run_until(&submitter, SUBMISSIONS, &served),
    );
}
