//! The job that has a deck drawn. Done again after a cut, it draws again and tells the room once.

use std::os::unix::process::ExitStatusExt;
use std::path::PathBuf;
use std::process::Stdio;
use std::time::Duration;

use bytes::Bytes;
use futures_util::StreamExt;
use object_store::{ObjectStoreExt, PutPayload};
use sha2::{Digest, Sha256};
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::process::{Child, ChildStdin, ChildStdout, Command};
use uuid::Uuid;

use super::pictures::{DeckState, LINE_LIMIT, Listener, Picture, Reason, Word};
use super::store;
use super::tables::{slide_deck, slide_picture};
use super::telling::tell;
use crate::app::App;
use crate::courses::files;
use crate::error::{Error, Result};
use crate::ids;

/// How long a process that has said its last may take to end.
const END_WITHIN: Duration = Duration::from_secs(5);
/// Signals that stop a process because the house stops: SIGINT and SIGTERM.
const STOPPING: [i32; 2] = [2, 15];

/// Why drawing has ended before its end.
enum Stop {
    /// The deck cannot be drawn.
    Failed(Reason),
    /// The process ended in the middle of a word.
    Died,
    /// The deck has been replaced or removed.
    Gone,
    /// The house is at fault: it is tried again.
    Fault(Error),
}

impl From<Error> for Stop {
    fn from(error: Error) -> Self {
        Self::Fault(error)
    }
}

/// Draws the slides of a deck, stores them and tells the room.
///
/// # Errors
/// When the database, the storage, the drawing program or the room cannot be reached.
pub async fn draw(app: &App, deck_id: Uuid) -> Result<()> {
    let Some(deck) = store::deck(app.database.reader(), deck_id).await? else {
        return Ok(());
    };
    let outcome = match deck.state {
        // The pictures may be there still, when the house was killed before they were cleared.
        DeckState::Failed => return store::clear(app, deck_id).await,
        DeckState::Ready => Ok(()),
        DeckState::Waiting | DeckState::Rendering => draw_anew(app, &deck).await,
    };
    let failed = match outcome {
        Ok(()) => match tell(app, deck.webinar_id, None).await? {
            // Another deck is the business of its own job.
            Some((refused, reason)) if refused == deck_id => Some(reason),
            _ => None,
        },
        Err(Stop::Failed(reason)) => Some(reason),
        Err(Stop::Died) => Some(Reason::Unreadable),
        Err(Stop::Gone) => None,
        Err(Stop::Fault(error)) => return Err(error),
    };
    // Of a deck that was ready before, the room may have been told: its pictures stay.
    if let Some(reason) = failed.filter(|_| deck.state != DeckState::Ready) {
        store::turn(app, deck_id, DeckState::Failed, Some(reason), None).await?;
        store::clear(app, deck_id).await?;
    }
    Ok(())
}

async fn draw_anew(app: &App, deck: &slide_deck::Model) -> Result<(), Stop> {
    turn(app, deck.id, DeckState::Rendering, None).await?;
    store::clear(app, deck.id).await?;
    let mut child = program(app).spawn().map_err(Error::unavailable)?;
    let patience = Duration::from_secs(app.config.webinars.slides_seconds);
    let drawing = tokio::time::timeout(patience, converse(app, deck.id, &mut child));
    let outcome = drawing.await.unwrap_or(Err(Stop::Failed(Reason::TooHeavy)));
    match outcome {
        Ok(()) => turn(app, deck.id, DeckState::Ready, None).await,
        Err(Stop::Died) => Err(why_it_died(app, &mut child).await),
        Err(other) => Err(other),
    }
}

/// The drawing process. It is killed when it is let go, and never sees the secrets that may stand in
/// our environment.
fn program(app: &App) -> Command {
    let webinars = &app.config.webinars;
    let named = &webinars.slides_program;
    let path = if named.as_os_str().is_empty() {
        // The program that runs, also when the file was replaced by a newer one meanwhile.
        PathBuf::from("/proc/self/exe")
    } else {
        named.clone()
    };
    let mut command = Command::new(path);
    command
        .args(["draw-slides", "--seconds"])
        .arg(webinars.slides_seconds.to_string())
        .env_clear()
        // Our allocator takes a gibibyte of addresses at a time, which is all that the process may have: of twenty
        // that began so, one found none left for itself.
        .env("MIMALLOC_ARENA_RESERVE", "64MiB")
        .current_dir("/")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        // Ctrl-C in the operator's terminal is for the server.
        .process_group(0)
        .kill_on_drop(true);
    command
}

async fn converse(app: &App, deck_id: Uuid, child: &mut Child) -> Result<(), Stop> {
    let (Some(stdin), Some(stdout)) = (child.stdin.take(), child.stdout.take()) else {
        return Err(Error::internal("the drawing process has no pipes").into());
    };
    // Both at once: whoever waits for the other alone may wait for ever.
    let (fed, heard) = tokio::join!(feed(app, deck_id, stdin), listen(app, deck_id, stdout));
    fed?;
    heard
}

/// Gives the process the PDF.
async fn feed(app: &App, deck_id: Uuid, mut stdin: ChildStdin) -> Result<()> {
    let stored = app.files.get(&files::location(deck_id)).await;
    let mut bytes = stored.map_err(Error::unavailable)?.into_stream();
    while let Some(chunk) = bytes.next().await {
        // A process that has gone tells why in other ways.
        if stdin.write_all(&chunk?).await.is_err() {
            break;
        }
    }
    Ok(())
}

/// Takes the pictures as they come: one at a time is in memory.
async fn listen(app: &App, deck_id: Uuid, stdout: ChildStdout) -> Result<(), Stop> {
    let mut out = BufReader::new(stdout);
    let mut listener = Listener::default();
    while !listener.is_done() {
        let mut line = Vec::new();
        let mut start = (&mut out).take(LINE_LIMIT);
        let read = start.read_until(b'\n', &mut line).await;
        read.map_err(Error::unavailable)?;
        if !line.ends_with(b"\n") {
            return Err(Stop::Died);
        }
        match listener.hear(&line).map_err(Stop::Failed)? {
            Word::Opened { slides } => {
                let slides = i32::try_from(slides).map_err(Error::internal)?;
                turn(app, deck_id, DeckState::Rendering, Some(slides)).await?;
            }
            Word::Picture(picture) => {
                // Checked by the listener: a few mebibytes at most.
                let size = usize::try_from(picture.size).map_err(Error::internal)?;
                let mut bytes = vec![0; size];
                if out.read_exact(&mut bytes).await.is_err() {
                    return Err(Stop::Died);
                }
                keep(app, deck_id, picture, bytes.into()).await?;
            }
            Word::Done | Word::Failed { .. } => {}
        }
    }
    Ok(())
}

async fn keep(app: &App, deck_id: Uuid, picture: Picture, bytes: Bytes) -> Result<(), Stop> {
    let id = ids::new_id();
    let row = slide_picture::Model {
        id,
        deck_id,
        slide: i32::try_from(picture.slide).map_err(Error::internal)?,
        width: picture.width.into(),
        height: picture.height.into(),
        media_type: picture.form.media_type().to_owned(),
        size: i64::try_from(picture.size).map_err(Error::internal)?,
        sha256: ids::hexadecimal(&Sha256::digest(&bytes)),
    };
    let place = files::location(id);
    let stored = app.files.put(&place, PutPayload::from(bytes)).await;
    stored.map_err(Error::from)?;
    match store::keep(app, row).await {
        Ok(true) => Ok(()),
        outcome => {
            files::discard(&*app.files, id).await;
            outcome?;
            Err(Stop::Gone)
        }
    }
}

async fn turn(app: &App, id: Uuid, state: DeckState, slides: Option<i32>) -> Result<(), Stop> {
    if store::turn(app, id, state, None, slides).await? {
        Ok(())
    } else {
        Err(Stop::Gone)
    }
}

/// A process that panicked met a PDF that it does not understand; one that was killed met its limits.
async fn why_it_died(app: &App, child: &mut Child) -> Stop {
    let status = tokio::time::timeout(END_WITHIN, child.wait()).await;
    let signal = match status {
        Ok(Ok(status)) => status.signal(),
        Ok(Err(error)) => return Stop::Fault(Error::unavailable(error)),
        Err(_) => None,
    };
    let is_stopped = signal.is_some_and(|signal| STOPPING.contains(&signal));
    if is_stopped || app.stopping.is_cancelled() {
        return Stop::Fault(Error::unavailable("the drawing process was stopped"));
    }
    Stop::Failed(signal.map_or(Reason::Unreadable, |_| Reason::TooHeavy))
}
