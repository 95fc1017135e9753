//! The last lines of the chat, with what can still happen to them: changed, pinned, reacted to.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::super::super::command::Refusal;
use super::super::super::event::{Author, Entry};
use super::super::Audience;
use super::super::reaction::Reaction;
use super::{Event, LINE_LIMIT};

/// The last lines, and what is pinned.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in super::super::super) struct Chat {
    pub(super) lines: BTreeMap<u64, Line>,
    pub(in super::super::super) pins: Vec<Pin>,
    /// Over all lines.
    pub(super) reactions: usize,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) author: Uuid,
    pub(super) name: String,
    pub(super) to: Audience,
    pub(super) at: DateTime<Utc>,
    pub(super) text: String,
    pub(super) reactions: BTreeMap<Reaction, BTreeSet<Uuid>>,
}

/// A pinned line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pin {
    /// Its number.
    pub line: u64,
    /// Who wrote it.
    pub person: Uuid,
    /// The name shown in the room.
    pub name: String,
    /// The text now.
    pub text: String,
}

impl Chat {
    pub(super) fn is_pinned(&self, line: u64) -> bool {
        self.pins.iter().any(|pin| pin.line == line)
    }

    pub(super) fn own(&self, author: &Author, number: u64) -> Result<&Line, Refusal> {
        let line = self.lines.get(&number).ok_or(Refusal::LineUnknown)?;
        if line.author == author.person {
            Ok(line)
        } else {
            Err(Refusal::NotAllowed)
        }
    }

    fn forget(&mut self, number: u64) {
        if let Some(line) = self.lines.remove(&number) {
            self.reactions -= line.reactions.values().map(BTreeSet::len).sum::<usize>();
        }
    }
}

pub(in super::super::super) fn apply(chat: &mut Chat, entry: &Entry, event: &Event) {
    let Some(author) = &entry.by else { return };
    match event {
        Event::Said { text, .. } => {
            let line = Line {
                author: author.person,
                name: author.name.clone(),
                to: entry.to,
                at: entry.at,
                text: text.clone(),
                reactions: BTreeMap::new(),
            };
            chat.lines.insert(entry.number, line);
            if chat.lines.len() > LINE_LIMIT
                && let Some((oldest, _)) = chat.lines.first_key_value()
            {
                let oldest = *oldest;
                chat.forget(oldest);
            }
        }
        Event::LineEdited { line, text } => {
            if let Some(line) = chat.lines.get_mut(line) {
                line.text.clone_from(text);
            }
            if let Some(pin) = chat.pins.iter_mut().find(|pin| pin.line == *line) {
                pin.text.clone_from(text);
            }
        }
        Event::LineDeleted { line } | Event::LineRemoved { line } => {
            chat.forget(*line);
            chat.pins.retain(|pin| pin.line != *line);
        }
        Event::LinePinned { line: number } => {
            if let Some(line) = chat.lines.get(number) {
                chat.pins.push(Pin {
                    line: *number,
                    person: line.author,
                    name: line.name.clone(),
                    text: line.text.clone(),
                });
            }
        }
        Event::LineUnpinned { line } => chat.pins.retain(|pin| pin.line != *line),
        Event::LineReacted { line, reaction, .. } => {
            if let Some(line) = chat.lines.get_mut(line) {
                let people = line.reactions.entry(*reaction).or_default();
                chat.reactions += usize::from(people.insert(author.person));
            }
        }
        Event::ReactionTakenBack { line, reaction, .. } => {
            let line = chat.lines.get_mut(line);
            if let Some(people) = line.and_then(|line| line.reactions.get_mut(reaction)) {
                chat.reactions -= usize::from(people.remove(&author.person));
            }
        }
    }
}
