//! How an essay or a file is marked: what a person needs for it, and the marks given.

use actix_web::{HttpResponse, get, put, web};
use chrono::{DateTime, Utc};
use garde::Validate;
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;
use uuid::Uuid;

use super::views::{Whose, require_at_most};
use crate::app::App;
use crate::audit::{self, Deed, Line};
use crate::error::{Code, Error, Result};
use crate::http::routes::Routes;
use crate::http::{IfMatch, Json, etag};
use crate::policy::{Action, Actor};
use crate::programmes;
use crate::quizzes::http::answer_files::AnswerFile;
use crate::quizzes::hundredths::Hundredths;
use crate::quizzes::marking::{
    LevelsProblem, Stage, Standing, WaitingFor, may_see, rubric_marks, stage_for, standing,
};
use crate::quizzes::paper::questions_of;
use crate::quizzes::questions::rubric::Rubric;
use crate::quizzes::questions::{AnswerKey, Question};
use crate::quizzes::quiz::Quiz;
use crate::quizzes::response::Response;
use crate::quizzes::set_marks::{Mark, Marked, set_mark};
use crate::quizzes::tables::marking::{attempt_file, given_mark};
use crate::quizzes::tables::{answer, attempt};
use crate::quizzes::{finish, store};

/// The routes of this file.
pub fn routes(config: &mut Routes) {
    config.service(sheet).service(give);
}

/// What a person needs to mark an attempt.
#[derive(Debug, Serialize, ToSchema)]
pub struct GradingSheet {
    /// The attempt.
    attempt_id: Uuid,
    /// Whose it is.
    #[serde(flatten)]
    whose: Whose,
    /// When it was submitted.
    submitted_at: Option<DateTime<Utc>>,
    /// When the last mark was given; null while one is missing.
    graded_at: Option<DateTime<Utc>>,
    /// The answers that a person marks, in the author's order.
    essays: Vec<Essay>,
}

/// An answer that a person marks.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "question_id": "0199a000-0000-7000-8000-000000000020", "question": "Яагаад?",
    "guidance": "Хоёр шалтгаан нэрлэсэн эсэх", "rubric": null, "most": 4.0, "text": "Учир нь …",
    "files": [], "waiting_for": null, "marks": 3.5, "comment": "Нэг шалтгаан дутуу.",
    "markings": [{"stage": "marking", "is_own": true, "marks": 3.5, "levels": null,
        "comment": "Нэг шалтгаан дутуу.", "at": "2026-01-16T02:00:00Z"}]
}))]
pub struct Essay {
    /// The question.
    question_id: Uuid,
    /// What is asked, in Markdown.
    question: String,
    /// What to look for, by the author; never shown to a learner.
    guidance: String,
    /// By what the answer is marked; null when marks are given as a whole.
    rubric: Option<Rubric>,
    /// The most marks there are.
    most: Hundredths,
    /// What the learner has written; empty where files are handed in.
    text: String,
    /// The files handed in.
    files: Vec<AnswerFile>,
    /// Whose turn it is; null when the marks are settled.
    waiting_for: Option<WaitingFor>,
    /// The marks that count; null while they are not settled.
    marks: Option<Hundredths>,
    /// What the learner is told about them.
    comment: String,
    /// The marks that people have given, as far as the person who asks may know of them: of two
    /// markers neither knows of the other before both have marked.
    markings: Vec<SeenMarking>,
}

/// A mark that somebody has given.
#[derive(Debug, Serialize, ToSchema)]
pub struct SeenMarking {
    /// What kind of mark it is.
    stage: Stage,
    /// Whether the person who asks has given it.
    is_own: bool,
    /// The marks.
    marks: Hundredths,
    /// The number of the level chosen for each criterion, from 0; null without a rubric.
    levels: Option<Vec<u16>>,
    /// What the learner is told.
    comment: String,
    /// When it was given.
    at: DateTime<Utc>,
}

/// The answers of an attempt of somebody else that a person marks, with what to look for.
#[utoipa::path(tag = "quizzes", operation_id = "read_grading_sheet",
    params(("id" = Uuid, Path, description = "The attempt")),
    responses((status = 200, description = "The sheet", body = GradingSheet,
        headers(("ETag" = String, description = "For If-Match")))))]
#[get("/attempts/{id}/grading-sheet")]
async fn sheet(app: web::Data<App>, actor: Actor, id: web::Path<Uuid>) -> Result<HttpResponse> {
    actor.require(Action::Grade)?;
    let row = store::find_gradable(app.database.reader(), &actor, *id).await?;
    let row = finish::close_if_overdue(&app, row, app.clock.now()).await?;
    written_sheet(&app, &actor, &row).await
}

async fn written_sheet(app: &App, actor: &Actor, row: &attempt::Model) -> Result<HttpResponse> {
    let reader = app.database.reader();
    let version = app.versions.get(reader, row.version_id).await?;
    let (_, quiz) = store::quiz_at(&version, row.item_id)?;
    // What is still being written is nobody else's business.
    let essays = match row.submitted_at {
        Some(_) => essays(app, actor, row, quiz).await?,
        None => Vec::new(),
    };
    let written = GradingSheet {
        attempt_id: row.id,
        whose: Whose::of(reader, row, quiz).await?,
        submitted_at: row.submitted_at,
        graded_at: row.graded_at,
        essays,
    };
    Ok(HttpResponse::Ok()
        .insert_header(etag::of(row.revision))
        .json(written))
}

async fn essays(app: &App, actor: &Actor, row: &attempt::Model, quiz: &Quiz) -> Result<Vec<Essay>> {
    let reader = app.database.reader();
    let answers = store::answers(reader, row.id).await?;
    let files = store::marking::files(reader, row.id).await?;
    let markings = store::marking::markings(reader, [row.id]).await?;
    let mut essays = Vec::new();
    for question in questions_of(quiz, row.seed) {
        let (Some(answer), true) = (answers.get(&question.id), is_marked(&question)) else {
            continue;
        };
        let given = markings.get(&(row.id, question.id));
        let given = given.map(Vec::as_slice).unwrap_or_default();
        essays.push(essay(actor, quiz, question, (answer, &files, given))?);
    }
    Ok(essays)
}

/// Whether a person marks answers to this question.
fn is_marked(question: &Question) -> bool {
    matches!(
        question.answer,
        AnswerKey::Essay { .. } | AnswerKey::File { .. }
    )
}

fn essay(
    actor: &Actor,
    quiz: &Quiz,
    question: Question,
    (answer, files, markings): (&answer::Model, &[attempt_file::Model], &[given_mark::Model]),
) -> Result<Essay> {
    let (text, named) = match store::response(answer)? {
        Response::Essay { text } => (text, Vec::new()),
        Response::File { files } => (String::new(), files),
        _ => (String::new(), Vec::new()),
    };
    let given = store::marking::given(markings);
    let most = Hundredths::from_whole(question.worth());
    let seen = |row: &&given_mark::Model| {
        may_see(actor.person_id, row.marker_id, &given, &quiz.marking, most)
    };
    let turn = match standing(&given, &quiz.marking, most) {
        Standing::Waits(turn) if answer.marks.is_none() => Some(turn),
        _ => None,
    };
    Ok(Essay {
        question_id: question.id,
        guidance: question.answer.guidance().unwrap_or_default().to_owned(),
        rubric: question.answer.rubric().cloned(),
        question: question.text,
        most,
        text,
        files: files
            .iter()
            .filter(|file| named.contains(&file.id))
            .cloned()
            .map(AnswerFile::from)
            .collect(),
        waiting_for: turn,
        marks: answer.marks.map(Hundredths::from_count),
        comment: answer.comment.clone().unwrap_or_default(),
        markings: markings
            .iter()
            .filter(seen)
            .map(|row| SeenMarking {
                stage: row.stage,
                is_own: row.marker_id == actor.person_id,
                marks: Hundredths::from_count(row.marks),
                levels: row.levels.as_ref().map(|levels| levels.0.clone()),
                comment: row.comment.clone(),
                at: row.at,
            })
            .collect(),
    })
}

/// The marks that a person gives to an answer: as a whole, or by the levels of the rubric where the
/// question has one.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"marks": 3.5, "comment": "Нэг шалтгаан дутуу."}))]
pub struct GivenMarks {
    /// From 0 to the most that the question is worth; absent with a rubric.
    #[serde(default)]
    #[garde(skip)]
    marks: Option<Hundredths>,
    /// The number of the level chosen for each criterion, from 0; absent without a rubric.
    #[serde(default)]
    #[garde(inner(length(max = 30)))]
    levels: Option<Vec<u16>>,
    /// What the learner is told about it.
    #[serde(default)]
    #[garde(length(chars, max = 20_000))]
    comment: String,
}

/// Gives an answer its marks, or corrects them. Where two people mark, each marks without knowing of
/// the other, and a third decides when they are far apart. When it was the last answer that waited,
/// the attempt is graded and counts for the course at once.
#[utoipa::path(tag = "quizzes", operation_id = "grade_essay", request_body = GivenMarks,
    params(("id" = Uuid, Path, description = "The attempt"),
        ("question_id" = Uuid, Path, description = "The question"),
        ("If-Match" = String, Header, description = "The ETag of the sheet that was read")),
    responses((status = 200, description = "The sheet as it is now", body = GradingSheet,
        headers(("ETag" = String, description = "For If-Match"))),
        (status = 409, description = "`not_gradable`: the attempt is open, or no person marks the answer; `already_marked`: two people have, or one of them is oneself",
            body = crate::http::problem::Problem, content_type = "application/problem+json")))]
#[put("/attempts/{id}/answers/{question_id}/marks")]
async fn give(
    app: web::Data<App>,
    actor: Actor,
    path: web::Path<(Uuid, Uuid)>,
    if_match: IfMatch,
    Json(given): Json<GivenMarks>,
) -> Result<HttpResponse> {
    actor.require(Action::Grade)?;
    let (id, question_id) = path.into_inner();
    let now = app.clock.now();
    let row = store::find_gradable(app.database.reader(), &actor, id).await?;
    let version = app
        .versions
        .get(app.database.reader(), row.version_id)
        .await?;
    let (_, quiz) = store::quiz_at(&version, row.item_id)?;
    let questions = questions_of(quiz, row.seed);
    let question = questions.iter().find(|one| one.id == question_id);

    let transaction = app.database.begin().await?;
    let enrolment = programmes::store::lock(&transaction, row.enrolment_id).await?;
    let row = store::lock(&transaction, id).await?;
    if_match.require(row.revision)?;
    let answers = store::answers(&transaction, id).await?;
    let answer = answers.get(&question_id);
    let (question, answer) = question
        .filter(|question| is_marked(question) && row.submitted_at.is_some())
        .zip(answer)
        .ok_or(Code::NotGradable)?;
    let markings = store::marking::markings(&transaction, [id]).await?;
    let known = markings.get(&(id, question_id));
    let known = store::marking::given(known.map(Vec::as_slice).unwrap_or_default());
    let most = Hundredths::from_whole(question.worth());
    let stage = stage_for(actor.person_id, &known, &quiz.marking, most);
    let mark = Mark {
        marker: actor.person_id,
        stage: stage.ok_or(Code::AlreadyMarked)?,
        marks: marks_of(question, &given)?,
        levels: given.levels,
        comment: given.comment,
        appeal_id: None,
    };
    let marked = Marked {
        question,
        rule: &quiz.marking,
        before: answer.marks.map(Hundredths::from_count),
    };
    let details = json!({"question_id": question_id, "stage": mark.stage});
    let row = set_mark(&app, &transaction, row, marked, mark, now).await?;
    let line = Line::new(&actor, Deed::AnswerMarked, id, now).about(enrolment.person_id);
    audit::record(&transaction, line.with(details)).await?;
    transaction.commit().await?;
    app.outbox.wake();
    written_sheet(&app, &actor, &row).await
}

/// What the given marks come to.
fn marks_of(question: &Question, given: &GivenMarks) -> Result<Hundredths> {
    let most = Hundredths::from_whole(question.worth());
    match (question.answer.rubric(), given.marks, &given.levels) {
        (None, Some(marks), None) => require_at_most(marks, most).map(|()| marks),
        (None, None, _) => Err(Error::field("marks", "field-empty")),
        (None, Some(_), Some(_)) => Err(Error::field("levels", "field-without-rubric")),
        (Some(_), Some(_), _) => Err(Error::field("marks", "field-by-rubric")),
        (Some(_), None, None) => Err(Error::field("levels", "field-one-level-each")),
        (Some(rubric), None, Some(levels)) => {
            rubric_marks(rubric, levels, most).map_err(|problem| match problem {
                LevelsProblem::OneForEach => Error::field("levels", "field-one-level-each"),
                LevelsProblem::Unknown(at) => {
                    Error::field(format!("levels[{at}]"), "field-unknown-level")
                }
            })
        }
    }
}
