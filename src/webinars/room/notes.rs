//! Shared notes: one page of lines that everybody reads and those who present write together.
//!
//! | | who presents | others |
//! |---|---|---|
//! | write a line, change it, delete it | yes | no |
//!
//! A line is named by the entry that began it, as everything in a room is. Who changes a line names the
//! entry that changed it last, so nobody overwrites what somebody else has written meanwhile; two who
//! work on two lines never meet.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::super::command::Refusal;
use super::super::event::Entry;
use super::super::state::State;
use super::text::checked;
use super::{Outcome, everybody};

/// Lines in the notes. With [`NOTE_LENGTH`] it bounds what everybody is told who comes new.
pub const NOTE_LIMIT: usize = 100;
/// Characters in a line.
pub const NOTE_LENGTH: usize = 300;

/// What can be asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub enum Request {
    /// Write a new line.
    WriteNote {
        /// The line that it comes after; the first when left out.
        #[serde(default)]
        after: Option<u64>,
        /// At most [`NOTE_LENGTH`] characters.
        text: String,
    },
    /// Change a line.
    EditNote {
        /// Its number.
        note: u64,
        /// The number of the entry that wrote or changed it last, as the author has seen it.
        base: u64,
        /// The text now.
        text: String,
    },
    /// Delete a line.
    DeleteNote {
        /// Its number.
        note: u64,
        /// As for `edit_note`.
        base: u64,
    },
}

/// What can happen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "type", rename_all = "snake_case")]
#[schema(as = RoomNoteEvent)]
pub enum Event {
    /// There is a new line; the entry's number names it.
    NoteWritten {
        /// The line that it comes after; the first when absent.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        after: Option<u64>,
        /// The text.
        text: String,
    },
    /// A line was changed.
    NoteEdited {
        /// Its number.
        note: u64,
        /// The text now.
        text: String,
    },
    /// A line was deleted.
    NoteDeleted {
        /// Its number.
        note: u64,
    },
}

/// A line of the notes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// Its number.
    pub note: u64,
    /// The entry that wrote or changed it last.
    pub base: u64,
    /// The text now.
    pub text: String,
}

fn place(notes: &[Note], number: u64) -> Result<usize, Refusal> {
    let place = notes.iter().position(|one| one.note == number);
    place.ok_or(Refusal::NoteUnknown)
}

/// Goes on when the line is as the author has seen it.
fn unchanged(notes: &[Note], number: u64, base: u64) -> Result<(), Refusal> {
    let note = notes.iter().find(|one| one.note == number);
    match note {
        None => Err(Refusal::NoteUnknown),
        Some(note) if note.base != base => Err(Refusal::NoteChanged),
        Some(_) => Ok(()),
    }
}

pub(super) fn decide(state: &State, request: Request) -> Outcome {
    let notes = &state.notes;
    match request {
        Request::WriteNote { .. } if notes.len() >= NOTE_LIMIT => Err(Refusal::TooManyNotes),
        Request::WriteNote { after, text } => {
            after.map(|after| place(notes, after)).transpose()?;
            let text = checked(&text, NOTE_LENGTH)?;
            everybody(Event::NoteWritten { after, text })
        }
        Request::EditNote { note, base, text } => {
            unchanged(notes, note, base)?;
            let text = checked(&text, NOTE_LENGTH)?;
            everybody(Event::NoteEdited { note, text })
        }
        Request::DeleteNote { note, base } => {
            unchanged(notes, note, base)?;
            everybody(Event::NoteDeleted { note })
        }
    }
}

pub(in super::super) fn apply(notes: &mut Vec<Note>, entry: &Entry, event: &Event) {
    match event {
        Event::NoteWritten { after, text } => {
            let before = after.and_then(|after| place(notes, after).ok());
            let note = Note {
                note: entry.number,
                base: entry.number,
                text: text.clone(),
            };
            notes.insert(before.map_or(0, |place| place + 1), note);
        }
        Event::NoteEdited { note, text } => {
            if let Some(one) = notes.iter_mut().find(|one| one.note == *note) {
                one.base = entry.number;
                one.text.clone_from(text);
            }
        }
        Event::NoteDeleted { note } => notes.retain(|one| one.note != *note),
    }
}
