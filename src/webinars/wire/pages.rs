//! What a returning client missed, read from the log page by page, each when the one before is
//! written: a client that does not read holds one page. The reading is done on the rooms' runtime,
//! because a thread that serves sockets never waits.

use uuid::Uuid;

use super::super::delivery;
use super::super::hub::Hub;
use super::super::log::{Line, LogError};
use super::super::protocol::{EVENTS_BYTES, EVENTS_PER_FRAME};
use super::connection::Missing;
use super::mailbox::{Address, Command};
use super::outgoing::Frame;

/// Bytes of entries in one page, unless a single entry is longer.
const PAGE_BYTES: usize = 4 * EVENTS_BYTES;

/// Reads the next page and leaves it for the connection.
pub(super) fn read(hub: &Hub, webinar_id: Uuid, missing: Missing, to: Address) {
    let reading = hub.clone();
    hub.handle().spawn(async move {
        let page = match page(&reading, webinar_id, missing).await {
            Ok(page) => Some(page),
            Err(error) => {
                tracing::error!(%error, "the missed entries of a room cannot be read");
                None
            }
        };
        let Address { mailbox, slot } = to;
        mailbox.put(Command::Page { to: slot, page });
    });
}

async fn page(
    hub: &Hub,
    webinar_id: Uuid,
    missing: Missing,
) -> Result<(Vec<Frame>, u64), LogError> {
    let Missing {
        after,
        through,
        present,
        listener,
    } = missing;
    let count = usize::try_from(through - after).unwrap_or(EVENTS_PER_FRAME);
    let limit = u64::try_from(count.min(EVENTS_PER_FRAME)).unwrap_or(1);
    let lines = hub.log().read(webinar_id, after, limit).await?;
    let mut bytes = 0;
    let fits = lines.iter().take_while(|line| {
        let fits = bytes == 0 || bytes + line.json.len() <= PAGE_BYTES;
        bytes += line.json.len();
        fits
    });
    let lines: Vec<&Line> = fits.collect();
    // A log that ends before it should is told to its end.
    let last = lines.last().map_or(through, |line| line.number);
    let frames = delivery::seen_by(&listener, &lines, after, last, present);
    Ok((frames, last))
}
