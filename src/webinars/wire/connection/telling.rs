//! What a connection is told by its room: where it is, what it missed, what happens.

use chrono::{DateTime, Utc};

use super::super::super::close::Close;
use super::super::super::command::Refusal;
use super::super::super::delivery::{self, Variant};
use super::super::super::message::{Joined, Missed};
use super::super::super::protocol::{ROOM_BUSY, ServerFrame, encode_frame};
use super::super::super::room::seats::WaitsFor;
use super::super::frame;
use super::super::outgoing::{Frame, Outgoing};
use super::{Connection, Deed, Missing, Moment, Phase, Place, Returning};
use crate::messages::Arguments;

impl Connection {
    /// The room let the client in.
    pub(in super::super) fn joined(&mut self, joined: Joined, at: Moment, deeds: &mut Vec<Deed>) {
        if !matches!(self.phase, Phase::Entering) {
            // The client did not wait for the answer.
            deeds.push(Deed::Leave {
                connection: joined.connection,
                last_heard: self.heard.now,
                goodbye: false,
            });
            return;
        }
        self.phase = Phase::In(Place {
            connection: joined.connection,
            session: joined.session,
            told: joined.through,
            sent: 0,
            is_waiting: joined.reader.is_waiting,
            missed: None,
        });
        self.pinged = at.passed;
        self.welcome(joined, at.now, deeds);
        self.go_on(deeds);
    }

    /// The room let the client in that waited.
    pub(in super::super) fn admitted(
        &mut self,
        joined: Joined,
        now: DateTime<Utc>,
        deeds: &mut Vec<Deed>,
    ) {
        if let Phase::In(place) = &mut self.phase {
            (place.told, place.is_waiting) = (joined.through, false);
            self.welcome(joined, now, deeds);
        }
    }

    /// Tells the client where it is and what it missed.
    fn welcome(&mut self, joined: Joined, now: DateTime<Utc>, deeds: &mut Vec<Deed>) {
        let (through, present) = (joined.through, joined.present);
        let (after, snapshot, missed) = match joined.missed {
            Missed::Snapshot(snapshot) => (through, Some(snapshot), None),
            missed @ (Missed::Lines(after, _) | Missed::Log(after)) => (after, None, Some(missed)),
        };
        let welcome = ServerFrame::Welcome {
            session: joined.session,
            connection: joined.connection,
            role: joined.reader.role,
            after,
            now,
            snapshot,
        };
        let frame = Frame {
            bytes: frame::text(&encode_frame(&welcome)),
            through: Some(after),
        };
        self.push(frame, deeds);
        match missed {
            None | Some(Missed::Snapshot(_)) => {}
            Some(Missed::Lines(after, lines)) => {
                for frame in delivery::seen_by(&joined.reader, &lines, after, through, present) {
                    self.push(frame, deeds);
                }
            }
            Some(Missed::Log(after)) if after < through => {
                if let Phase::In(place) = &mut self.phase {
                    let missing = Missing {
                        after,
                        through,
                        present,
                        listener: joined.reader,
                    };
                    place.missed = Some(Box::new(Returning {
                        missing,
                        is_reading: false,
                        held: Outgoing::default(),
                    }));
                }
            }
            Some(Missed::Log(_)) => {}
        }
    }

    /// The client waits, and is told its place.
    pub(in super::super) fn placed(
        &mut self,
        place: usize,
        waits_for: WaitsFor,
        deeds: &mut Vec<Deed>,
    ) {
        let frame = encode_frame(&ServerFrame::Place { place, waits_for });
        self.push(Frame::plain(frame::text(&frame)), deeds);
    }

    pub(super) fn refuse(&mut self, command: Option<u64>, code: &str, deeds: &mut Vec<Deed>) {
        let key = format!("room-{}", code.replace('_', "-"));
        let refused = ServerFrame::Refused {
            command,
            code: code.to_owned(),
            detail: self.seat.language.text(&key, &Arguments::none()),
        };
        self.push(Frame::plain(frame::text(&encode_frame(&refused))), deeds);
    }

    /// The room did not let the client in.
    pub(in super::super) fn turned_away(&mut self, refusal: Refusal, deeds: &mut Vec<Deed>) {
        if matches!(self.phase, Phase::Entering) {
            self.refuse(None, refusal.code(), deeds);
            let close = match refusal {
                Refusal::Ended | Refusal::Cancelled => Close::Ended,
                Refusal::Removed => Close::Removed,
                _ => Close::NotAdmitted,
            };
            self.close(Some(close), deeds);
        }
    }

    /// The room answered a command.
    pub(in super::super) fn answered(
        &mut self,
        command: u64,
        outcome: Result<u64, Refusal>,
        deeds: &mut Vec<Deed>,
    ) {
        self.unanswered = self.unanswered.saturating_sub(1);
        match outcome {
            Ok(number) => {
                let frame = encode_frame(&ServerFrame::Acknowledged { command, number });
                self.push(Frame::plain(frame::text(&frame)), deeds);
            }
            Err(refusal) => self.refuse(Some(command), refusal.code(), deeds),
        }
        self.go_on(deeds);
    }

    /// What the clock showed when the client asked, and when it is answered.
    pub(in super::super) fn clock_shown(
        &mut self,
        sent: u64,
        (received, answered): (DateTime<Utc>, DateTime<Utc>),
        deeds: &mut Vec<Deed>,
    ) {
        let frame = encode_frame(&ServerFrame::Clock {
            sent,
            received,
            answered,
        });
        self.push(Frame::plain(frame::text(&frame)), deeds);
    }

    /// The room cannot take a command.
    pub(in super::super) fn busy(&mut self, command: u64, deeds: &mut Vec<Deed>) {
        self.unanswered = self.unanswered.saturating_sub(1);
        self.refuse(Some(command), ROOM_BUSY, deeds);
        // No answer will come that would let the next be read.
        self.go_on(deeds);
    }

    /// Tells what the whole room is told, from where this client stands.
    pub(in super::super) fn tell_with_all(
        &mut self,
        variants: &[Variant],
        through: u64,
        deeds: &mut Vec<Deed>,
    ) {
        if let Phase::In(place) = &self.phase
            && !place.is_waiting
            && let Ok(found) = variants.binary_search_by_key(&place.told, |one| one.after)
            && let Some(variant) = variants.get(found)
        {
            self.tell(&variant.frames, through, deeds);
        }
    }

    /// Tells what happened, through this number.
    pub(in super::super) fn tell(&mut self, frames: &[Frame], through: u64, deeds: &mut Vec<Deed>) {
        let Phase::In(place) = &mut self.phase else {
            return;
        };
        place.told = through;
        let outgoing = match &mut place.missed {
            Some(missed) => &mut missed.held,
            None => &mut self.outgoing,
        };
        for frame in frames {
            if outgoing.is_full() {
                return self.close_slow(deeds);
            }
            outgoing.push(frame.clone());
        }
    }

    /// What is to be read from the log next: only when all that was read before is written.
    pub(in super::super) fn next_page(&mut self) -> Option<Deed> {
        let Phase::In(place) = &mut self.phase else {
            return None;
        };
        let missed = place.missed.as_mut()?;
        let is_all_read = missed.missing.after >= missed.missing.through;
        if missed.is_reading || is_all_read || !self.outgoing.is_empty() {
            return None;
        }
        missed.is_reading = true;
        Some(Deed::Read(missed.missing.clone()))
    }

    /// What was read from the log, through this number; nothing when it could not be read.
    pub(in super::super) fn page(
        &mut self,
        page: Option<(Vec<Frame>, u64)>,
        deeds: &mut Vec<Deed>,
    ) {
        let Phase::In(place) = &mut self.phase else {
            return;
        };
        let Some((frames, after)) = page else {
            return self.close(Some(Close::ComeBack), deeds);
        };
        for frame in frames {
            self.outgoing.push(frame);
        }
        if let Some(missed) = &mut place.missed {
            (missed.missing.after, missed.is_reading) = (after, false);
        }
        self.catch_up();
    }

    /// Goes on with what happened meanwhile, once all that was missed is written: the one and the
    /// other have each a bound. Says whether there is something to be written now.
    pub(in super::super) fn catch_up(&mut self) -> bool {
        let Phase::In(place) = &mut self.phase else {
            return false;
        };
        let is_all_read = |missed: &mut Box<Returning>| {
            !missed.is_reading && missed.missing.after >= missed.missing.through
        };
        if !self.outgoing.is_empty() {
            return false;
        }
        if let Some(missed) = place.missed.take_if(is_all_read) {
            self.outgoing = missed.held;
        }
        !self.outgoing.is_empty()
    }
}
