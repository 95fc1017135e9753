//! What a course asks for, held against what a learner has done: pure rules.

use std::collections::{HashMap, HashSet};

use uuid::Uuid;

use crate::courses::document::{CompletionRule, Content, CourseDocument, Item, ItemKind};

/// What a learner has done, by item.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facts {
    /// The lessons that were read.
    pub lessons_read: HashSet<Uuid>,
    /// The quizzes of which one try or another was passed.
    pub quizzes_passed: HashSet<Uuid>,
    /// The share of the planned time that was attended of the best session of each webinar item,
    /// in per cent.
    pub attended_percent: HashMap<Uuid, u8>,
}

/// How far a learner is. Items that the rule of completion does not count are left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Progress {
    /// Whether everything is done. A course that asks for nothing is never complete: nobody gets
    /// a certificate for having been enrolled.
    pub complete: bool,
    /// The items that are done, in reading order.
    pub done: Vec<Uuid>,
    /// The items that are not, in reading order.
    pub missing: Vec<Missing>,
}

/// An item that is still to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Missing {
    /// The item.
    pub item_id: Uuid,
    /// What it lacks.
    pub lack: Lack,
}

/// What an item lacks to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lack {
    /// The lesson has not been read.
    LessonUnread,
    /// No try at the quiz has been passed.
    QuizNotPassed,
    /// Too little of the webinar has been attended.
    WebinarNotAttended {
        /// The share of the best session that was attended, in per cent.
        attended_percent: u8,
        /// The share that the course asks for, in per cent.
        needed_percent: u8,
    },
}

/// How much is done of what a course asks for, as it is added up for many.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Tally {
    /// Lessons and quizzes that are done.
    pub self_paced: usize,
    /// Webinars that were attended enough.
    pub webinars: usize,
    /// The share of the webinars that was attended, in the mean, in per cent; absent until any was, and where
    /// webinars do not count.
    pub attended_percent: Option<u8>,
}

/// The items that the course asks for, in reading order.
pub fn counted(course: &CourseDocument) -> impl Iterator<Item = &Item> {
    course
        .items()
        .filter(|item| counts(item, &course.completion))
}

/// How many lessons and quizzes the course asks for.
#[must_use]
pub fn self_paced(course: &CourseDocument) -> usize {
    let own_pace = counted(course).filter(|item| item.kind() != ItemKind::Webinar);
    own_pace.count()
}

/// Adds up what is done, and what was attended.
#[must_use]
pub fn tally(course: &CourseDocument, facts: &Facts, progress: &Progress) -> Tally {
    let webinars: Vec<Uuid> = counted(course)
        .filter(|item| item.kind() == ItemKind::Webinar)
        .map(|item| item.id)
        .collect();
    let is_webinar = |id: &&Uuid| webinars.contains(id);
    let attended = webinars
        .iter()
        .filter_map(|id| facts.attended_percent.get(id));
    let shares: Vec<usize> = attended.map(|share| usize::from(*share)).collect();
    let mean = shares.iter().sum::<usize>().checked_div(webinars.len());
    let webinars = progress.done.iter().filter(is_webinar).count();
    Tally {
        self_paced: progress.done.len() - webinars,
        webinars,
        attended_percent: mean
            .filter(|_| !shares.is_empty())
            .and_then(|mean| u8::try_from(mean).ok()),
    }
}

/// Holds the course against the facts.
#[must_use]
pub fn progress(course: &CourseDocument, facts: &Facts) -> Progress {
    let (mut done, mut missing) = (Vec::new(), Vec::new());
    for item in counted(course) {
        match lack(item, &course.completion, facts) {
            None => done.push(item.id),
            Some(lack) => missing.push(Missing {
                item_id: item.id,
                lack,
            }),
        }
    }
    Progress {
        complete: missing.is_empty() && !done.is_empty(),
        done,
        missing,
    }
}

fn counts(item: &Item, rule: &CompletionRule) -> bool {
    let kind_counts = match item.content {
        Content::Lesson(_) => rule.lessons_read,
        Content::Quiz(_) => rule.quizzes_passed,
        Content::Webinar(_) => rule.webinar_share_percent.is_some(),
    };
    item.required && kind_counts
}

fn lack(item: &Item, rule: &CompletionRule, facts: &Facts) -> Option<Lack> {
    match item.content {
        Content::Lesson(_) => {
            (!facts.lessons_read.contains(&item.id)).then_some(Lack::LessonUnread)
        }
        Content::Quiz(_) => {
            (!facts.quizzes_passed.contains(&item.id)).then_some(Lack::QuizNotPassed)
        }
        Content::Webinar(_) => {
            let attended_percent = facts.attended_percent.get(&item.id).copied();
            let attended_percent = attended_percent.unwrap_or(0);
            let needed_percent = rule.webinar_share_percent.unwrap_or(0);
            (attended_percent < needed_percent).then_some(Lack::WebinarNotAttended {
                attended_percent,
                needed_percent,
            })
        }
    }
}

#[cfg(test)]
mod tests;
