//! The questions of a room, with where each stands and who votes for it.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::super::super::command::Refusal;
use super::super::super::event::{Author, Entry, Role};
use super::super::Audience;
use super::{Event, QUESTION_LIMIT};

/// Where a question stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// Waits for a host's approval.
    Waiting,
    /// Not answered yet.
    New,
    /// Answered aloud.
    AnsweredLive,
    /// Answered in writing.
    AnsweredInWriting,
    /// Will not be answered.
    Dismissed,
}

impl Standing {
    pub(super) const fn is_open(self) -> bool {
        matches!(self, Self::Waiting | Self::New)
    }
}

/// The questions of a room.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in super::super::super) struct Questions {
    all: BTreeMap<u64, Question>,
    /// Over all questions.
    pub(super) votes: usize,
}

/// A question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in super::super::super) struct Question {
    pub(in super::super::super) person: Uuid,
    pub(in super::super::super) name: String,
    pub(in super::super::super) text: String,
    pub(in super::super::super) standing: Standing,
    /// Whether everybody sees it.
    is_public: bool,
    pub(in super::super::super) voters: BTreeSet<Uuid>,
}

impl Question {
    pub(super) fn audience(&self) -> Audience {
        if self.is_public {
            Audience::Everybody
        } else {
            Audience::Person(self.person)
        }
    }
}

impl Questions {
    /// The open questions that a person sees, those with most votes first.
    pub(in super::super::super) fn open_for(
        &self,
        person: Uuid,
        role: Role,
    ) -> Vec<(u64, &Question)> {
        let sees =
            |question: &Question| question.is_public || role.leads() || question.person == person;
        let open = |question: &Question| question.standing.is_open() && sees(question);
        let all = self
            .all
            .iter()
            .map(|(number, question)| (*number, question));
        let mut open: Vec<_> = all.filter(|(_, question)| open(question)).collect();
        open.sort_by_key(|(number, question)| (usize::MAX - question.voters.len(), *number));
        open
    }

    pub(super) fn open(&self) -> impl Iterator<Item = &Question> {
        self.all.values().filter(|one| one.standing.is_open())
    }

    /// A question that the author sees.
    pub(super) fn seen(&self, number: u64, author: &Author) -> Result<&Question, Refusal> {
        self.all
            .get(&number)
            .filter(|one| one.is_public || author.role.leads() || one.person == author.person)
            .ok_or(Refusal::QuestionUnknown)
    }

    fn forget(&mut self, number: u64) {
        if let Some(question) = self.all.remove(&number) {
            self.votes -= question.voters.len();
        }
    }

    fn stand(&mut self, number: u64, standing: Standing) {
        if let Some(question) = self.all.get_mut(&number) {
            question.standing = standing;
        }
    }
}

pub(in super::super::super) fn apply(questions: &mut Questions, entry: &Entry, event: &Event) {
    let Some(author) = &entry.by else { return };
    match event {
        Event::QuestionAsked { text, moderated } => {
            let closed = |(_, one): &(&u64, &Question)| !one.standing.is_open();
            let oldest = questions.all.iter().find(closed).map(|(number, _)| *number);
            if let Some(oldest) = oldest.filter(|_| questions.all.len() >= QUESTION_LIMIT) {
                questions.forget(oldest);
            }
            let question = Question {
                person: author.person,
                name: author.name.clone(),
                text: text.clone(),
                standing: if *moderated {
                    Standing::Waiting
                } else {
                    Standing::New
                },
                is_public: !moderated,
                voters: BTreeSet::new(),
            };
            questions.all.insert(entry.number, question);
        }
        Event::QuestionApproved { question, .. } => {
            if let Some(question) = questions.all.get_mut(question) {
                (question.standing, question.is_public) = (Standing::New, true);
            }
        }
        Event::QuestionVoted { question, .. } => {
            if let Some(question) = questions.all.get_mut(question) {
                questions.votes += usize::from(question.voters.insert(author.person));
            }
        }
        Event::QuestionVoteTakenBack { question, .. } => {
            if let Some(question) = questions.all.get_mut(question) {
                questions.votes -= usize::from(question.voters.remove(&author.person));
            }
        }
        Event::QuestionAnswered { question, text } => {
            let standing = match text {
                Some(_) => Standing::AnsweredInWriting,
                None => Standing::AnsweredLive,
            };
            questions.stand(*question, standing);
        }
        Event::QuestionDismissed { question } => questions.stand(*question, Standing::Dismissed),
        Event::QuestionWithdrawn { question } => questions.forget(*question),
    }
}
