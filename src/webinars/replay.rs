//! The replay of a webinar: its log once more, as far as one reader may see it, in times from its
//! beginning.
//!
//! The log is read twice. The first time an [`Index`] takes note of what stands at the head: when it
//! began and ended, its chapters, the people who appear, and which lines were taken away. The second
//! time each entry becomes a [`Moment`], so that only one page of the log is in memory.
//!
//! Left out is who came and went (that is attendance, and not every viewer's business), single votes
//! and answers to checks, but one's own, and the text of lines that were deleted or removed: who was
//! not there does not read what was taken back.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, TimeDelta, Utc};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::event::{Audience, Entry, Event, Life, Reader, Role};
use super::room::{chat, checks, polls, slides};

/// A slide that was shown for less is leafed over, and no chapter.
const LEAFED_OVER: TimeDelta = TimeDelta::seconds(5);
/// Chapters at most; those beyond are found by looking.
pub const CHAPTER_LIMIT: usize = 2_000;

/// A place to go to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = ReplayChapter)]
pub struct Chapter {
    /// When it begins, in milliseconds from the beginning; negative before it.
    pub offset: i64,
    /// The number of the entry that begins it.
    pub number: u64,
    /// The slide that is shown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub slide: Option<u32>,
    /// What is asked in the poll that is opened.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub poll: Option<String>,
}

/// Somebody who appears.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = ReplayPerson)]
pub struct Person {
    /// The account.
    pub person: Uuid,
    /// The name shown in the room.
    pub name: String,
    /// The greatest role that the person appears in.
    pub role: Role,
}

/// One entry of the log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = ReplayMoment)]
pub struct Moment {
    /// Its number in the log, by which later entries name it.
    pub number: u64,
    /// When, in milliseconds from the beginning; negative before it.
    pub offset: i64,
    /// Who did it, by the place from 0 in the list of people; absent when the house did.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<usize>,
    /// Whom it concerned; absent when everybody.
    #[serde(skip_serializing_if = "Audience::is_everybody")]
    pub to: Audience,
    /// What happened.
    pub event: Event,
}

/// What must be known of a log before it can be told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Index {
    reader: Reader,
    started_at: Option<DateTime<Utc>>,
    ended_at: Option<DateTime<Utc>>,
    /// The entry with which it ended: who is let back afterwards is no part of it.
    end: Option<u64>,
    last: u64,
    marks: Vec<Mark>,
    people: Vec<Person>,
    places: HashMap<Uuid, usize>,
    taken_away: HashSet<u64>,
}

/// A chapter before the beginning is known.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Mark {
    at: DateTime<Utc>,
    number: u64,
    slide: Option<u32>,
    poll: Option<String>,
}

impl Index {
    /// Of a log of which nothing has been read yet.
    #[must_use]
    pub fn new(reader: Reader) -> Self {
        Self {
            reader,
            started_at: None,
            ended_at: None,
            end: None,
            last: 0,
            marks: Vec::new(),
            people: Vec::new(),
            places: HashMap::new(),
            taken_away: HashSet::new(),
        }
    }

    /// Takes note of the next entry.
    pub fn take(&mut self, entry: &Entry) {
        self.last = entry.number;
        match &entry.event {
            Event::Life(Life::Started) => self.started_at = Some(entry.at),
            Event::Life(Life::Ended) => {
                (self.ended_at, self.end) = (Some(entry.at), Some(entry.number));
            }
            Event::Chat(chat::Event::LineDeleted { line } | chat::Event::LineRemoved { line }) => {
                self.taken_away.insert(*line);
            }
            Event::Slides(slides::Event::SlideShown { slide }) => {
                self.mark(entry, Some(*slide), None);
            }
            Event::Polls(polls::Event::PollOpened { question, .. }) => {
                self.mark(entry, None, Some(question.clone()));
            }
            _ => {}
        }
        if self.shows(entry)
            && let Some(author) = &entry.by
        {
            let next = self.people.len();
            let place = *self.places.entry(author.person).or_insert(next);
            match self.people.get_mut(place) {
                Some(known) => known.role = known.role.joined_with(author.role),
                None => self.people.push(Person {
                    person: author.person,
                    name: author.name.clone(),
                    role: author.role,
                }),
            }
        }
    }

    fn mark(&mut self, entry: &Entry, slide: Option<u32>, poll: Option<String>) {
        let is_leafed_over = |mark: &mut Mark| {
            slide.is_some() && mark.slide.is_some() && entry.at - mark.at < LEAFED_OVER
        };
        self.marks.pop_if(is_leafed_over);
        if self.marks.len() < CHAPTER_LIMIT {
            self.marks.push(Mark {
                at: entry.at,
                number: entry.number,
                slide,
                poll,
            });
        }
    }

    /// Whether an entry is told to this reader.
    fn shows(&self, entry: &Entry) -> bool {
        let is_own = entry.by.as_ref().map(|by| by.person) == Some(self.reader.person);
        self.reader.sees(entry.aim())
            && self.end.is_none_or(|end| entry.number <= end)
            && match &entry.event {
                Event::Life(
                    Life::Joined { .. }
                    | Life::Left { .. }
                    | Life::Restarted
                    | Life::NodeLost { .. }
                    | Life::Checkpoint,
                )
                | Event::Lobby(_) => false,
                Event::Polls(polls::Event::Voted { .. })
                | Event::Checks(checks::Event::CheckAnswered { .. }) => is_own,
                _ => true,
            }
    }

    /// An entry as it is told, if it is.
    #[must_use]
    pub fn moment(&self, entry: Entry) -> Option<Moment> {
        if !self.shows(&entry) {
            return None;
        }
        let author = entry.by.as_ref();
        Some(Moment {
            number: entry.number,
            offset: self.offset(entry.at),
            by: author.and_then(|author| self.places.get(&author.person).copied()),
            to: entry.to,
            event: self.without_what_was_taken_away(entry.number, entry.event),
        })
    }

    fn without_what_was_taken_away(&self, number: u64, mut event: Event) -> Event {
        if let Event::Chat(change) = &mut event {
            match change {
                chat::Event::Said { text, .. } if self.taken_away.contains(&number) => text.clear(),
                chat::Event::LineEdited { line, text } if self.taken_away.contains(line) => {
                    text.clear();
                }
                _ => {}
            }
        }
        event
    }

    /// The chapters, in order.
    #[must_use]
    pub fn chapters(&self) -> Vec<Chapter> {
        let chapters = self.marks.iter().map(|mark| Chapter {
            offset: self.offset(mark.at),
            number: mark.number,
            slide: mark.slide,
            poll: mark.poll.clone(),
        });
        chapters.collect()
    }

    /// The people who appear, in the order in which they do.
    #[must_use]
    pub fn people(&self) -> &[Person] {
        &self.people
    }

    /// When the webinar began.
    #[must_use]
    pub const fn started_at(&self) -> Option<DateTime<Utc>> {
        self.started_at
    }

    /// When it ended.
    #[must_use]
    pub const fn ended_at(&self) -> Option<DateTime<Utc>> {
        self.ended_at
    }

    /// The number of the last entry.
    #[must_use]
    pub const fn last(&self) -> u64 {
        self.last
    }

    fn offset(&self, at: DateTime<Utc>) -> i64 {
        self.started_at
            .map_or(0, |started| (at - started).num_milliseconds())
    }
}

#[cfg(test)]
mod tests;
