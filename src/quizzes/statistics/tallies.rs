//! How often each answer was given, and by whom: a distractor that nobody chooses does no work, and
//! one that draws the strong is a fault of the question.

use std::collections::{BTreeMap, HashMap};

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Table;
use super::moments::as_number;

/// How many different typed answers are told of a part of a question: the most frequent.
const MOST_TYPED: usize = 20;

/// What was answered to a part of a question.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Given {
    /// The number of the part: a prompt, a gap; 0 for a question of one part.
    pub part: u16,
    /// The answer.
    pub answer: Answer,
}

/// An answer.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Answer {
    /// One of those that can be chosen, by its number in the author's order.
    Chosen(u16),
    /// What was typed.
    Typed(String),
}

/// An answer that can be chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// The number of the part of the question.
    pub part: u16,
    /// Its number in the author's order.
    pub number: u16,
    /// What the part says; empty for a question of one part.
    pub part_text: String,
    /// What the answer says.
    pub text: String,
    /// Whether it is right.
    pub right: bool,
}

/// How often an answer was given.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[schema(example = json!({"part": 0, "part_text": "", "text": "Өвөл", "typed": false,
    "right": true, "count": 41, "share": 0.68, "mean_total": 13.9}))]
pub struct Tally {
    /// The number of the part of the question, from 0: a prompt, a gap; 0 for a question of one
    /// part.
    pub part: u16,
    /// What the part says; empty for a question of one part, and for a gap.
    pub part_text: String,
    /// What the answer says.
    pub text: String,
    /// Whether it was typed rather than chosen; of typed answers to a part the 20 most frequent are
    /// told.
    pub typed: bool,
    /// Whether it is right. For a typed answer whether it earned every mark, and null for one to a
    /// part of a question, whose marks are not known apart.
    pub right: Option<bool>,
    /// How many gave it.
    pub count: usize,
    /// The share of those who were asked.
    pub share: Option<f64>,
    /// The mean total of those who gave it, in marks; null when nobody did.
    pub mean_total: Option<f64>,
}

/// What is counted of one answer.
#[derive(Debug, Clone, Copy)]
struct Count {
    times: usize,
    /// In hundredths.
    totals: f64,
    earned_everything: bool,
}

/// The answers to each question: those that can be chosen in the author's order, then what was
/// typed, the most frequent first.
pub(super) fn tallies(table: &Table, totals: &[f64]) -> Vec<Vec<Tally>> {
    let mut shown = vec![0_usize; table.questions.len()];
    let mut counted: Vec<HashMap<&Given, Count>> = vec![HashMap::new(); table.questions.len()];
    for (attempt, total) in table.attempts.iter().zip(totals) {
        for cell in attempt {
            let places = (
                shown.get_mut(cell.question),
                counted.get_mut(cell.question),
                table.questions.get(cell.question),
            );
            let (Some(shown), Some(counted), Some(question)) = places else {
                continue;
            };
            *shown += 1;
            for given in &cell.given {
                let count = counted.entry(given).or_insert(Count {
                    times: 0,
                    totals: 0.0,
                    earned_everything: true,
                });
                count.times += 1;
                count.totals += total;
                count.earned_everything &= cell.marks >= question.most;
            }
        }
    }
    let questions = table.questions.iter().zip(shown).zip(counted);
    questions
        .map(|((question, shown), counted)| of_question(&question.known, shown, &counted))
        .collect()
}

fn of_question(known: &[Known], shown: usize, counted: &HashMap<&Given, Count>) -> Vec<Tally> {
    let chosen = known.iter().map(|known| {
        let given = Given {
            part: known.part,
            answer: Answer::Chosen(known.number),
        };
        Tally {
            part_text: known.part_text.clone(),
            right: Some(known.right),
            ..tally(known.part, &known.text, shown, counted.get(&given))
        }
    });
    let mut typed: BTreeMap<u16, Vec<(&str, &Count)>> = BTreeMap::new();
    for (given, count) in counted {
        if let Answer::Typed(text) = &given.answer {
            typed.entry(given.part).or_default().push((text, count));
        }
    }
    // A question whose parts are told apart has one mark for all of them.
    let is_whole = known.is_empty() && typed.len() == 1 && typed.contains_key(&0);
    let typed = typed.into_iter().flat_map(|(part, mut answers)| {
        answers.sort_by(|left, right| right.1.times.cmp(&left.1.times).then(left.0.cmp(right.0)));
        answers.truncate(MOST_TYPED);
        answers.into_iter().map(move |(text, count)| Tally {
            typed: true,
            right: is_whole.then_some(count.earned_everything),
            ..tally(part, text, shown, Some(count))
        })
    });
    chosen.chain(typed).collect()
}

fn tally(part: u16, text: &str, shown: usize, count: Option<&Count>) -> Tally {
    let times = count.map_or(0, |count| count.times);
    Tally {
        part,
        part_text: String::new(),
        text: text.to_owned(),
        typed: false,
        right: None,
        count: times,
        share: (shown > 0).then(|| as_number(times) / as_number(shown)),
        mean_total: count.map(|count| count.totals / as_number(count.times) / 100.0),
    }
}
