//! The ledger: what the server has acknowledged to each person, and whether its own facts agree.

use std::collections::{BTreeMap, HashMap};

use surgalt::quizzes::grading::{
    Given, Grade, MarkingRules, Outcome, grade, marks_possible, outcome,
};
use surgalt::quizzes::hundredths::Hundredths;
use surgalt::quizzes::paper::{part_order, questions_of};
use surgalt::quizzes::quiz::Quiz;
use surgalt::quizzes::receipts::{self, Entry, EntryKind};
use surgalt::quizzes::recording::Answer;
use surgalt::quizzes::tables::attempt;
use uuid::Uuid;

/// An answer that was acknowledged, with its receipt.
#[derive(Debug, Clone)]
pub struct Acknowledged {
    /// The question.
    pub question_id: Uuid,
    /// The client's own number.
    pub client_number: i64,
    /// What was answered.
    pub answer: Answer,
    /// The number of the entry in the attempt's history.
    pub number: i64,
    /// Its hash.
    pub hash: String,
}

/// What was acknowledged to one person.
#[derive(Debug, Clone)]
pub struct Sheet {
    /// The enrolment.
    pub enrolment_id: Uuid,
    /// The attempt, once it was started.
    pub attempt_id: Option<Uuid>,
    /// The answers in the order in which they were given.
    pub entries: Vec<Acknowledged>,
    /// Whether submitting was acknowledged.
    pub submitted: bool,
}

impl Sheet {
    /// Nothing yet.
    pub fn new(enrolment_id: Uuid) -> Self {
        Self {
            enrolment_id,
            attempt_id: None,
            entries: Vec::new(),
            submitted: false,
        }
    }

    /// The last answer to a question.
    fn last(&self, question_id: Uuid) -> Option<&Acknowledged> {
        let mut entries = self.entries.iter().rev();
        entries.find(|entry| entry.question_id == question_id)
    }
}

/// What the server has of one person's attempts.
#[derive(Debug, Clone, Default)]
pub struct Facts {
    /// The attempts at the quiz.
    pub attempts: Vec<attempt::Model>,
    /// The history of the first, in order, with the hashes.
    pub chain: Vec<(Entry, String)>,
    /// The marks of each answer that counts, by question.
    pub marks: BTreeMap<Uuid, Option<i32>>,
}

/// Where ledger and server do not agree.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Findings {
    /// Acknowledged, and not there as it was acknowledged.
    pub lost: u32,
    /// There more often than it was made.
    pub duplicated: u32,
    /// Everything else, and what was lost or duplicated, in words.
    pub errors: Vec<String>,
}

impl Findings {
    /// These and others.
    pub fn add(&mut self, other: Self) {
        self.lost += other.lost;
        self.duplicated += other.duplicated;
        self.errors.extend(other.errors);
    }

    /// Something acknowledged is not there.
    pub fn lose(&mut self, what: String) {
        self.lost += 1;
        self.errors.push(what);
    }

    /// Something is there too often.
    pub fn duplicate(&mut self, what: String) {
        self.duplicated += 1;
        self.errors.push(what);
    }
}

/// Holds the facts against the ledger.
pub fn check(sheet: &Sheet, facts: &Facts, quiz: &Quiz) -> Findings {
    let mut findings = Findings::default();
    let Some(attempt_id) = sheet.attempt_id else {
        return findings;
    };
    let attempt = match facts.attempts.as_slice() {
        [attempt] if attempt.id == attempt_id => attempt,
        [_, _, ..] => {
            findings.duplicate(format!("attempt {attempt_id} is there more than once"));
            return findings;
        }
        _ => {
            findings.lose(format!("attempt {attempt_id} is not there"));
            return findings;
        }
    };
    if let Err(number) = receipts::verify(attempt_id, &facts.chain) {
        let fault = format!("attempt {attempt_id}: the chain breaks at entry {number}");
        findings.errors.push(fault);
    }
    check_answers(sheet, facts, attempt_id, &mut findings);
    check_submission(sheet, facts, attempt, &mut findings);
    if sheet.submitted {
        check_marks(sheet, facts, attempt, quiz, &mut findings);
    }
    findings
}

/// Every acknowledged answer is in the history once, as it was sent, under its receipt.
fn check_answers(sheet: &Sheet, facts: &Facts, attempt_id: Uuid, findings: &mut Findings) {
    let mut kept: HashMap<(Uuid, i64), Vec<&(Entry, String)>> = HashMap::new();
    for link in &facts.chain {
        if let (Some(question_id), Some(client_number)) = (link.0.question_id, link.0.client_number)
        {
            kept.entry((question_id, client_number))
                .or_default()
                .push(link);
        }
    }
    for entry in &sheet.entries {
        let place = (entry.question_id, entry.client_number);
        let what = || {
            let number = entry.client_number;
            format!("attempt {attempt_id}: answer {number}")
        };
        match kept.get(&place).map(Vec::as_slice) {
            None | Some([]) => findings.lose(format!("{} is not in the history", what())),
            Some([(found, hash)]) => {
                let is_same = found.number == entry.number
                    && *hash == entry.hash
                    && serde_json::to_string(&entry.answer).is_ok_and(|body| body == found.body);
                if !is_same {
                    findings.lose(format!("{} is another in the history", what()));
                }
            }
            Some(_) => findings.duplicate(format!("{} is there more than once", what())),
        }
    }
}

/// It was submitted once when that was acknowledged.
fn check_submission(
    sheet: &Sheet,
    facts: &Facts,
    attempt: &attempt::Model,
    findings: &mut Findings,
) {
    let name = EntryKind::Submitted.name();
    let submissions = facts.chain.iter().filter(|(entry, _)| entry.kind == name);
    let is_there = attempt.submitted_at.is_some();
    match (submissions.count(), sheet.submitted) {
        (1, true) if is_there => {}
        (0 | 1, false) => {}
        (0 | 1, true) => findings.lose(format!("attempt {} was not submitted", attempt.id)),
        _ => findings.duplicate(format!("attempt {} was submitted twice", attempt.id)),
    }
}

/// The marks are those that the pure rule gives to the answers of the ledger.
fn check_marks(
    sheet: &Sheet,
    facts: &Facts,
    attempt: &attempt::Model,
    quiz: &Quiz,
    findings: &mut Findings,
) {
    let (grades, expected) = expected(sheet, quiz, attempt.seed);
    let given = (attempt.marks, attempt.marks_possible, attempt.passed);
    let due = (
        Some(expected.marks.count()),
        expected.most.count(),
        Some(expected.passed),
    );
    if given != due {
        let fault = format!("attempt {} was given {given:?}, not {due:?}", attempt.id);
        findings.errors.push(fault);
    }
    for (question_id, marks) in grades {
        let given = facts.marks.get(&question_id).copied().flatten();
        if given != Some(marks.count()) {
            let due = marks.count();
            let fault = format!(
                "attempt {}: question {question_id} was given {given:?}, not {due}",
                attempt.id
            );
            findings.errors.push(fault);
        }
    }
}

/// The marks of each answered question, and what the attempt comes to.
fn expected(sheet: &Sheet, quiz: &Quiz, seed: i64) -> (Vec<(Uuid, Hundredths)>, Outcome) {
    let questions = questions_of(quiz, seed);
    let rules = MarkingRules::of(quiz);
    let mut grades = Vec::new();
    for question in &questions {
        let Some(entry) = sheet.last(question.id) else {
            continue;
        };
        let order = part_order(quiz, question, seed);
        let response = entry.answer.response.renumbered(&order);
        let given = Given {
            response: &response,
            certainty: entry.answer.certainty,
        };
        if let Grade::Marked(marks) = grade(question, Some(given), rules) {
            grades.push((question.id, marks));
        }
    }
    let earned = grades.iter().map(|(_, marks)| *marks);
    let outcome = outcome(earned, marks_possible(&questions), quiz.pass_percent);
    (grades, outcome)
}

#[cfg(test)]
mod tests;
