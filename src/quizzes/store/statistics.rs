//! Queries for the statistics of a quiz: the graded attempts of the people whom the actor may see,
//! and what was answered in them.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, JoinType, QueryFilter, QueryOrder,
    QuerySelect, RelationTrait, Select,
};
use uuid::Uuid;

use super::{outcome, quiz_at};
use crate::app::App;
use crate::courses;
use crate::courses::tables::course_version;
use crate::error::{Code, Error, Result};
use crate::people;
use crate::people::tables::person;
use crate::policy::Actor;
use crate::programmes::tables::enrolment;
use crate::quizzes::hundredths::Hundredths;
use crate::quizzes::questions::Question;
use crate::quizzes::quiz::Quiz;
use crate::quizzes::response::Response;
use crate::quizzes::statistics::sampling::{self, Answered, Frame, Place, Tries, Try};
use crate::quizzes::statistics::{Cell, Table};
use crate::quizzes::tables::{answer, attempt};

/// The answers of so many attempts are read by one query: 10,000 attempts take twenty, and what
/// their responses weigh is never in memory at once.
const AT_ONCE: usize = 500;

/// Versions of a course whose quiz asks the same, and how many attempts were graded at it.
#[derive(Debug, Clone)]
pub struct Sample {
    /// The versions, the oldest first.
    pub versions: Vec<Arc<course_version::Model>>,
    /// How many attempts of people in sight were graded, all tries.
    pub attempts: usize,
}

/// The samples there are of a quiz, the newest last; those of one version without any attempt are not
/// among them.
///
/// # Errors
/// When the database fails.
pub async fn samples(
    app: &App,
    actor: &Actor,
    (course_id, item_id): (Uuid, Uuid),
) -> Result<Vec<Sample>> {
    let reader = app.database.reader();
    let counted: Vec<(Uuid, i64)> = graded(actor, course_id, item_id)
        .select_only()
        .column(attempt::Column::VersionId)
        .column_as(attempt::Column::Id.count(), "attempts")
        .group_by(attempt::Column::VersionId)
        .into_tuple()
        .all(reader)
        .await?;
    let mut versions = Vec::with_capacity(counted.len());
    for (id, attempts) in counted {
        let attempts = usize::try_from(attempts).unwrap_or(0);
        versions.push((app.versions.get(reader, id).await?, attempts));
    }
    versions.sort_by_key(|(version, _)| version.number);
    let mut samples: Vec<Sample> = Vec::new();
    for (version, attempts) in versions {
        let (_, quiz) = quiz_at(&version, item_id)?;
        let same = samples.iter_mut().find(|sample| {
            sample
                .asks(item_id)
                .is_ok_and(|own| sampling::asks_the_same(own, quiz))
        });
        match same {
            Some(sample) => {
                sample.versions.push(version);
                sample.attempts += attempts;
            }
            None => samples.push(Sample {
                versions: vec![version],
                attempts,
            }),
        }
    }
    samples.sort_by_key(|sample| sample.newest().map(|version| version.number));
    Ok(samples)
}

impl Sample {
    /// The newest of the versions.
    #[must_use]
    pub fn newest(&self) -> Option<&Arc<course_version::Model>> {
        self.versions.last()
    }

    /// The quiz, as the newest of the versions has it.
    ///
    /// # Errors
    /// [`Code::NotFound`] when there is none.
    pub fn asks(&self, item_id: Uuid) -> Result<&Quiz> {
        let newest = self.newest().ok_or(Code::NotFound)?;
        quiz_at(newest, item_id).map(|(_, quiz)| quiz)
    }
}

/// The sample that is asked for: of the version with this number; else the newest; else that of the
/// version that is published, which nobody has tried.
///
/// # Errors
/// [`Code::NotFound`] when there is no such version, it has no such quiz, or the actor neither sees
/// the course nor anybody who has tried it.
pub async fn sample(
    app: &App,
    actor: &Actor,
    (course_id, item_id): (Uuid, Uuid),
    number: Option<i32>,
    samples: &[Sample],
) -> Result<Sample> {
    let reader = app.database.reader();
    if number.is_none()
        && let Some(newest) = samples.last()
    {
        return Ok(newest.clone());
    }
    let has = |sample: &&Sample| {
        let mut versions = sample.versions.iter();
        versions.any(|version| Some(version.number) == number)
    };
    let tried = samples.iter().find(has);
    if let Some(tried) = tried {
        return Ok(tried.clone());
    }
    if samples.is_empty() {
        // Nobody whom the actor sees leads to this course: the actor must see it for itself.
        courses::store::head(reader, actor, course_id).await?;
    }
    let mut versions = course_version::Entity::find()
        .filter(course_version::Column::CourseId.eq(course_id))
        .order_by_desc(course_version::Column::Number)
        .select_only()
        .column(course_version::Column::Id);
    if let Some(number) = number {
        versions = versions.filter(course_version::Column::Number.eq(number));
    }
    let id: Option<Uuid> = versions.into_tuple().one(reader).await?;
    let version = app.versions.get(reader, id.ok_or(Code::NotFound)?).await?;
    let (_, quiz) = quiz_at(&version, item_id)?;
    let same = samples.iter().find(|sample| {
        sample
            .asks(item_id)
            .is_ok_and(|own| sampling::asks_the_same(own, quiz))
    });
    Ok(same.cloned().unwrap_or(Sample {
        versions: vec![version],
        attempts: 0,
    }))
}

/// The graded attempts of the people whom the actor may see.
fn graded(actor: &Actor, course_id: Uuid, item_id: Uuid) -> Select<attempt::Entity> {
    attempt::Entity::find()
        .join(JoinType::InnerJoin, attempt::Relation::Enrolment.def())
        .join(JoinType::InnerJoin, enrolment::Relation::Person.def())
        .filter(people::store::in_sight(
            actor,
            person::Column::Id,
            person::Column::OrganisationId,
        ))
        .filter(enrolment::Column::CourseId.eq(course_id))
        .filter(attempt::Column::ItemId.eq(item_id))
        .filter(attempt::Column::GradedAt.is_not_null())
}

/// What was answered in the attempts of a sample, and to which questions.
///
/// # Errors
/// When the database fails.
pub async fn table(
    app: &App,
    actor: &Actor,
    (course_id, item_id): (Uuid, Uuid),
    sample: &Sample,
    tries: Tries,
) -> Result<(Table, Vec<(Place, Question)>)> {
    let reader = app.database.reader();
    let quiz = sample.asks(item_id)?;
    let versions = sample
        .versions
        .iter()
        .map(|version| (version.id, version.clone()));
    let versions: Arc<BTreeMap<Uuid, Arc<course_version::Model>>> = Arc::new(versions.collect());
    let mut rows: Vec<attempt::Model> = graded(actor, course_id, item_id)
        .filter(attempt::Column::VersionId.is_in(versions.keys().copied()))
        .order_by_asc(attempt::Column::Id)
        .all(reader)
        .await?;
    let all = rows.iter().filter_map(|row| {
        Some(Try {
            id: row.id,
            enrolment_id: row.enrolment_id,
            number: row.number,
            outcome: outcome(row)?,
        })
    });
    let counted = tries.counted(&all.collect::<Vec<_>>(), quiz.counting);
    rows.retain(|row| counted.contains(&row.id));
    let frame = Arc::new(Frame::of(quiz));
    let mut cells = Vec::with_capacity(rows.len());
    while !rows.is_empty() {
        let rest = rows.split_off(rows.len().min(AT_ONCE));
        let some = std::mem::replace(&mut rows, rest);
        let answers = answers(reader, &some).await?;
        let (frame, versions) = (frame.clone(), versions.clone());
        // Off the threads that answer: tens of thousands of answers are read and renumbered.
        let read = move || rows_of(&frame, &versions, item_id, some, answers);
        let read = tokio::task::spawn_blocking(read).await;
        cells.extend(read.map_err(Error::internal)??);
    }
    Ok(frame.table(cells))
}

/// A saved answer, as far as it is counted.
#[derive(Debug, FromQueryResult)]
struct AnswerRow {
    attempt_id: Uuid,
    question_id: Uuid,
    response: serde_json::Value,
    marks: Option<i32>,
}

async fn answers(
    connection: &impl ConnectionTrait,
    attempts: &[attempt::Model],
) -> Result<Vec<AnswerRow>> {
    Ok(answer::Entity::find()
        .filter(answer::Column::AttemptId.is_in(attempts.iter().map(|row| row.id)))
        .select_only()
        .columns([
            answer::Column::AttemptId,
            answer::Column::QuestionId,
            answer::Column::Response,
            answer::Column::Marks,
        ])
        .into_model::<AnswerRow>()
        .all(connection)
        .await?)
}

fn rows_of(
    frame: &Frame,
    versions: &BTreeMap<Uuid, Arc<course_version::Model>>,
    item_id: Uuid,
    attempts: Vec<attempt::Model>,
    answers: Vec<AnswerRow>,
) -> Result<Vec<Vec<Cell>>> {
    let mut of_attempts: HashMap<Uuid, HashMap<Uuid, Answered>> = HashMap::new();
    for row in answers {
        let response: Response = serde_json::from_value(row.response).map_err(Error::internal)?;
        let marks = Hundredths::from_count(row.marks.unwrap_or(0));
        let own = of_attempts.entry(row.attempt_id).or_default();
        own.insert(row.question_id, (response, marks));
    }
    let mut rows = Vec::with_capacity(attempts.len());
    for attempt in attempts {
        let version = versions.get(&attempt.version_id).ok_or(Code::NotFound)?;
        let (_, quiz) = quiz_at(version, item_id)?;
        let answers = of_attempts.remove(&attempt.id).unwrap_or_default();
        rows.push(frame.row(quiz, attempt.seed, &answers));
    }
    Ok(rows)
}
