//! The statistics of a quiz as they are shown.

use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::error::{Code, Result};
use crate::http::sheets::{Entry, Sheet};
use crate::messages::{Arguments, Language};
use crate::quizzes::questions::{AnswerKey, Question};
use crate::quizzes::statistics::sampling::{Place, Tries};
use crate::quizzes::statistics::{QuestionStatistics, QuizStatistics, Statistics, Tally};
use crate::quizzes::store::quiz_at;
use crate::quizzes::store::statistics::Sample;

/// How a quiz and its questions have worked.
#[derive(Debug, Serialize, ToSchema)]
pub struct QuizReport {
    /// The course.
    course_id: Uuid,
    /// The quiz.
    item_id: Uuid,
    /// What it is called.
    title: String,
    /// The versions of the course whose attempts are counted, which ask the same.
    versions: Vec<i32>,
    /// All versions with graded attempts, those that ask the same together, the newest last.
    samples: Vec<SampleSize>,
    /// Which tries of a learner are counted.
    tries: Tries,
    /// The quiz as a whole.
    quiz: QuizStatistics,
    /// Its questions: those that every paper has in the author's order, then those that were drawn.
    questions: Vec<QuestionReport>,
}

/// How many attempts there are at versions that ask the same.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({"versions": [1, 2], "attempts": 60}))]
pub struct SampleSize {
    /// The numbers of the versions.
    versions: Vec<i32>,
    /// How many graded attempts there are, all tries.
    attempts: usize,
}

/// How a question has worked.
#[derive(Debug, Serialize, ToSchema)]
pub struct QuestionReport {
    /// The question.
    id: Uuid,
    /// Its number in this list, from 1.
    number: usize,
    /// The number of the draw that it comes from, from 1; null when every paper has it.
    draw: Option<usize>,
    /// What authors call it; null for who neither writes nor grades questions.
    title: Option<String>,
    /// What it asks, in Markdown; null for who neither writes nor grades questions.
    text: Option<String>,
    /// The figures.
    figures: QuestionStatistics,
    /// What was answered, and by whom; null for who neither writes nor grades questions. Empty for
    /// kinds whose answers are not counted: orders, places on pictures, essays and files.
    answers: Option<Vec<Tally>>,
    /// Whether its answers are `true` and `false`, which each language calls its own way.
    #[serde(skip)]
    is_statement: bool,
}

impl QuizReport {
    /// The report of a sample.
    ///
    /// # Errors
    /// [`Code::NotFound`] when the sample has no such quiz.
    pub fn new(
        (course_id, item_id): (Uuid, Uuid),
        samples: &[Sample],
        sample: &Sample,
        tries: Tries,
        found: Statistics,
        asked: Vec<(Place, Question)>,
        reads_questions: bool,
    ) -> Result<Self> {
        let (item, _) = quiz_at(sample.newest().ok_or(Code::NotFound)?, item_id)?;
        let all = found.questions.into_iter().zip(found.answers).zip(asked);
        let questions = (1..).zip(all);
        let questions = questions.map(|(number, ((figures, answers), (place, question)))| {
            let is_statement = matches!(question.answer, AnswerKey::TrueFalse { .. });
            QuestionReport {
                id: place.id,
                number,
                draw: place.draw.map(|draw| draw + 1),
                title: reads_questions.then_some(question.title),
                text: reads_questions.then_some(question.text),
                figures,
                answers: reads_questions.then_some(answers),
                is_statement,
            }
        });
        let size = |sample: &Sample| SampleSize {
            versions: numbers(sample),
            attempts: sample.attempts,
        };
        Ok(Self {
            course_id,
            item_id,
            title: item.title.clone(),
            versions: numbers(sample),
            samples: samples.iter().map(size).collect(),
            tries,
            quiz: found.quiz,
            questions: questions.collect(),
        })
    }

    /// The same as tables, with headings in this language.
    #[must_use]
    pub fn sheets(&self, language: Language) -> Vec<Sheet> {
        let text = |key: &str| language.text(&format!("statistics-{key}"), &Arguments::none());
        let sheet = |name: &str, headings: &[&str], rows| Sheet {
            name: text(name),
            headings: headings.iter().map(|key| text(key)).collect(),
            rows,
        };
        let mut sheets = vec![
            sheet("sheet-quiz", &["quiz", "figure"], self.quiz_rows(&text)),
            sheet("sheet-questions", &QUESTION_HEADINGS, self.question_rows()),
        ];
        if self
            .questions
            .iter()
            .any(|question| question.answers.is_some())
        {
            let rows = self.answer_rows(&text);
            sheets.push(sheet("sheet-answers", &ANSWER_HEADINGS, rows));
        }
        sheets
    }

    fn quiz_rows(&self, text: &impl Fn(&str) -> String) -> Vec<Vec<Entry>> {
        let versions: Vec<String> = self.versions.iter().map(i32::to_string).collect();
        let tries = match self.tries {
            Tries::Counting => "tries-counting",
            Tries::First => "tries-first",
            Tries::All => "tries-all",
        };
        let quiz = &self.quiz;
        let figures = [
            ("title", Entry::Text(self.title.clone())),
            ("versions", Entry::Text(versions.join(", "))),
            ("tries", Entry::Text(text(tries))),
            ("attempts", Entry::Count(quiz.attempts)),
            ("most", quiz.most.into()),
            ("mean", quiz.mean.into()),
            ("mean-percent", quiz.mean_percent.into()),
            ("median", quiz.median.into()),
            ("standard-deviation", quiz.standard_deviation.into()),
            ("skewness", quiz.skewness.into()),
            ("kurtosis", quiz.kurtosis.into()),
            ("cronbach-alpha", quiz.cronbach_alpha.into()),
            ("error-ratio", quiz.error_ratio.into()),
            ("standard-error", quiz.standard_error.into()),
        ];
        let rows = figures.into_iter();
        rows.map(|(key, entry)| vec![Entry::Text(text(key)), entry])
            .collect()
    }

    fn question_rows(&self) -> Vec<Vec<Entry>> {
        let row = |question: &QuestionReport| {
            let figures = &question.figures;
            vec![
                Entry::Count(question.number),
                question.wording(),
                question.draw.map_or(Entry::Nothing, Entry::Count),
                Entry::Count(figures.shown),
                Entry::Count(figures.answered),
                Entry::Number(figures.most),
                figures.facility_index.into(),
                figures.standard_deviation.into(),
                figures.random_guess_score.into(),
                figures.intended_weight.into(),
                figures.effective_weight.into(),
                figures.discrimination_index.into(),
                figures.upper_lower_index.into(),
                figures.discriminative_efficiency.into(),
            ]
        };
        self.questions.iter().map(row).collect()
    }

    fn answer_rows(&self, text: &impl Fn(&str) -> String) -> Vec<Vec<Entry>> {
        let all = self.questions.iter().flat_map(|question| {
            let answers = question.answers.iter().flatten();
            answers.map(move |answer| (question, answer))
        });
        let row = |(question, answer): (&QuestionReport, &Tally)| {
            let part = if answer.part_text.is_empty() {
                Entry::Count(usize::from(answer.part) + 1)
            } else {
                Entry::Text(answer.part_text.clone())
            };
            let answered = match answer.text.as_str() {
                says @ ("true" | "false") if question.is_statement => text(says),
                says => says.to_owned(),
            };
            let right = answer
                .right
                .map(|right| text(if right { "yes" } else { "no" }));
            vec![
                Entry::Count(question.number),
                question.wording(),
                part,
                Entry::Text(answered),
                right.map_or(Entry::Nothing, Entry::Text),
                Entry::Count(answer.count),
                answer.share.into(),
                answer.mean_total.into(),
            ]
        };
        all.map(row).collect()
    }
}

/// The headings of the questions.
const QUESTION_HEADINGS: [&str; 14] = [
    "number",
    "question",
    "draw",
    "shown",
    "answered",
    "most",
    "facility-index",
    "standard-deviation",
    "random-guess-score",
    "intended-weight",
    "effective-weight",
    "discrimination-index",
    "upper-lower-index",
    "discriminative-efficiency",
];

/// The headings of the answers.
const ANSWER_HEADINGS: [&str; 8] = [
    "number",
    "question",
    "part",
    "answer",
    "right",
    "count",
    "share",
    "mean-total",
];

impl QuestionReport {
    /// What names the question in a table: its title, else what it asks.
    fn wording(&self) -> Entry {
        let title = self.title.as_ref().filter(|title| !title.is_empty());
        let wording = title.or(self.text.as_ref());
        wording.map_or(Entry::Nothing, |text| Entry::Text(text.clone()))
    }
}

fn numbers(sample: &Sample) -> Vec<i32> {
    sample
        .versions
        .iter()
        .map(|version| version.number)
        .collect()
}
