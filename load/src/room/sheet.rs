//! What one client has seen and done: its page of the ledger.

use surgalt::webinars::attendance::OUTAGE_GRACE;

/// How an open line ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// It is open, or was until the webinar ended.
    Open,
    /// The client, the line or the server cut it.
    Cut,
    /// The server was killed.
    Killed,
}

/// A line that was open, in microseconds since the program began.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// From the welcome.
    pub from: u64,
    /// When the client last sent something that the server must have heard.
    pub sent: u64,
    /// The end.
    pub to: u64,
    /// How it ended.
    pub end: End,
    /// The session.
    pub session: u64,
}

/// A command that was acknowledged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Acknowledged {
    /// The session in which it was sent.
    pub session: u64,
    /// The client's own number.
    pub command: u64,
    /// The number of the entry that it became.
    pub number: u64,
    /// When its line was due; absent for the beginning and the end.
    pub due: Option<u64>,
}

/// A client's page.
#[derive(Debug, Clone, Default)]
pub struct Sheet {
    /// The pieces of the log that came, from (not included) and through; only a snapshot begins a
    /// new one.
    pub pieces: Vec<(u64, u64)>,
    /// Lines of this program in them.
    pub said: u64,
    /// When the line was open.
    pub spans: Vec<Span>,
    /// What was acknowledged.
    pub acknowledged: Vec<Acknowledged>,
}

/// What cuts attendance short by rule: a killed server wrote down last who was there at most a
/// checkpoint before, and here so much later at most is looked at.
const CHECKPOINT: u64 = 20_000_000;
/// How long a server may take to notice that a line was cut. A session that is back before simply
/// goes on.
const NOTICED: u64 = 15_000_000;

impl Sheet {
    /// Goes on from a number that is not the one before.
    pub fn begin_piece(&mut self, after: u64) {
        if self
            .pieces
            .last()
            .is_none_or(|(_, through)| *through != after)
        {
            self.pieces.push((after, after));
        }
    }

    /// The log came through this number.
    pub fn go_on(&mut self, to: u64) {
        if let Some((_, through)) = self.pieces.last_mut() {
            *through = to;
        }
    }

    /// The least and the most time, in microseconds, that may be counted as attended between the
    /// beginning and the end of the webinar, with the moments at which the server was killed.
    ///
    /// The protocol counts a line that was cut until it was last heard, and a session that came
    /// back from a killed server, or before its old line was missed, without a gap.
    pub fn attended(&self, live: (u64, u64), kills: &[u64]) -> (u64, u64) {
        let within = |from: u64, to: u64| to.min(live.1).saturating_sub(from.max(live.0));
        let (mut least, mut most) = (0, 0);
        let mut spans = self.spans.iter().peekable();
        while let Some(span) = spans.next() {
            let back = spans.peek().filter(|next| next.session == span.session);
            let gap = back.map(|next| (span.to, next.from));
            most += within(span.from, span.to);
            least += match span.end {
                End::Open => within(span.from, span.to),
                End::Cut => within(span.from, span.sent),
                End::Killed if gap.is_some_and(is_forgiven) => within(span.from, span.to),
                End::Killed => within(span.from, span.to.saturating_sub(CHECKPOINT)),
            };
            if let Some((from, to)) = gap {
                let killed = kills
                    .iter()
                    .any(|kill| (from.saturating_sub(NOTICED)..to).contains(kill));
                if killed || to - from < NOTICED {
                    most += within(from, to);
                }
                if span.end == End::Killed && is_forgiven((from, to)) {
                    least += within(from, to);
                }
            }
        }
        (least, most)
    }
}

/// Whether an outage was surely short enough: the last sign of life is older than the kill.
fn is_forgiven((from, to): (u64, u64)) -> bool {
    let grace = OUTAGE_GRACE.num_microseconds().unwrap_or_default();
    to - from + CHECKPOINT < u64::try_from(grace).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECOND: u64 = 1_000_000;

    fn span(from: u64, to: u64, end: End) -> Span {
        Span {
            from: from * SECOND,
            sent: (to - 2) * SECOND,
            to: to * SECOND,
            end,
            session: 1,
        }
    }

    fn attended(spans: &[Span], kills: &[u64]) -> (u64, u64) {
        let sheet = Sheet {
            spans: spans.to_vec(),
            ..Sheet::default()
        };
        let kills: Vec<u64> = kills.iter().map(|kill| kill * SECOND).collect();
        let (least, most) = sheet.attended((10 * SECOND, 100 * SECOND), &kills);
        (least / SECOND, most / SECOND)
    }

    #[test]
    fn what_may_be_counted_follows_the_rules_of_the_protocol() {
        use End::{Cut, Killed, Open};
        // Only what was live.
        assert_eq!(attended(&[span(0, 100, Open)], &[]), (90, 90));
        assert_eq!(attended(&[span(20, 130, Open)], &[]), (80, 80));
        // A cut line counts until it was heard; a short gap may not be noticed.
        let cut = [span(0, 50, Cut), span(52, 100, Open)];
        assert_eq!(attended(&cut, &[]), (38 + 48, 90));
        let long = [span(0, 50, Cut), span(80, 100, Open)];
        assert_eq!(attended(&long, &[]), (38 + 20, 60));
        assert_eq!(attended(&long, &[70]), (38 + 20, 90));
        // A killed server is nobody's absence.
        let killed = [span(0, 50, Killed), span(60, 100, Open)];
        assert_eq!(attended(&killed, &[50]), (90, 90));
        // Who does not come back is counted to the last sign of life.
        assert_eq!(attended(&[span(0, 50, Killed)], &[50]), (20, 40));
        // Another session forgives nothing.
        let mut other = killed;
        other[1].session = 2;
        assert_eq!(attended(&other, &[50]), (20 + 40, 80));
    }

    #[test]
    fn pieces_grow_until_a_snapshot_begins_another() {
        let mut sheet = Sheet::default();
        sheet.begin_piece(7);
        sheet.go_on(12);
        sheet.begin_piece(12);
        sheet.go_on(15);
        sheet.begin_piece(90);
        assert_eq!(sheet.pieces, [(7, 15), (90, 90)]);
    }
}
