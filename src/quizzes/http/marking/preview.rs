//! Who changes by a correction, and how, before it is made.

use std::collections::{BTreeMap, BTreeSet};

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::views::Whose;
use crate::app::App;
use crate::certificates::tables::certificate;
use crate::error::{Code, Error, Result};
use crate::http::PageQuery;
use crate::quizzes::correction::lay_over;
use crate::quizzes::effect::{Effect, effect};
use crate::quizzes::grading::Outcome;
use crate::quizzes::hundredths::Hundredths;
use crate::quizzes::paper::questions_of;
use crate::quizzes::quiz::Quiz;
use crate::quizzes::regrade::attempts;
use crate::quizzes::store;
use crate::quizzes::tables::attempt;
use crate::quizzes::tables::marking::correction;

/// How many attempts are read in one go, and looked at for one page at most.
const CHUNK: u64 = 100;
const LOOKED_AT: usize = 1_000;

/// A page of the attempts that a correction changes.
#[derive(Debug, Serialize, ToSchema)]
pub struct CorrectionPreview {
    /// In how many versions the question says the same and is corrected.
    versions: usize,
    /// How many attempts have been looked at for this page.
    looked_at: usize,
    /// Those that change.
    items: Vec<CorrectionEffect>,
    /// What to ask for the next page with, as `after`; null on the last page. A page may be short,
    /// or empty, and yet not be the last.
    next: Option<Uuid>,
}

/// What a correction changes of one attempt.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "attempt_id": "0199a000-0000-7000-8000-000000000010",
    "person": {"id": "0199a000-0000-7000-8000-000000000001", "surname": "Дорж", "given_name": "Бат"},
    "pseudonym": null, "marks_before": 1.0, "marks_after": 0.0,
    "outcome_before": {"marks": 6.0, "most": 10.0, "percent": 60.0, "passed": true},
    "outcome_after": {"marks": 5.0, "most": 10.0, "percent": 50.0, "passed": false},
    "certificate": "stays"
}))]
pub struct CorrectionEffect {
    /// The attempt.
    attempt_id: Uuid,
    /// Whose it is.
    #[serde(flatten)]
    whose: Whose,
    /// The mark of the answer before; null when it has none.
    marks_before: Option<Hundredths>,
    /// The mark after.
    marks_after: Option<Hundredths>,
    /// What the attempt came to before; null while it is not graded.
    outcome_before: Option<Outcome>,
    /// What it comes to after.
    outcome_after: Option<Outcome>,
    /// What it means for the person's certificate.
    certificate: Consequence,
}

/// What a correction means for a certificate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Consequence {
    /// Nothing.
    None,
    /// The attempt was passed and no longer is, and no other one is passed: the certificate that
    /// was issued stays until the registrar revokes it.
    Stays,
    /// The attempt is passed now: when that completes the course, a certificate is issued.
    MayBeIssued,
}

/// Looks through attempts until the page is full, or there were enough for one request.
pub async fn preview(
    app: &App,
    correction: &correction::Model,
    quizzes: &BTreeMap<Uuid, Quiz>,
    page: &PageQuery,
) -> Result<CorrectionPreview> {
    let reader = app.database.reader();
    let corrected: BTreeMap<Uuid, Quiz> = quizzes
        .iter()
        .map(|(version, quiz)| {
            let mut quiz = quiz.clone();
            lay_over(&mut quiz, &correction.after.0);
            (*version, quiz)
        })
        .collect();
    let versions: Vec<Uuid> = corrected.keys().copied().collect();
    let mut preview = CorrectionPreview {
        versions: versions.len(),
        looked_at: 0,
        items: Vec::new(),
        next: page.after(),
    };
    loop {
        let after = preview.next;
        let rows = attempts(reader, correction.item_id, &versions, after, CHUNK).await?;
        let is_last = u64::try_from(rows.len()).map_err(Error::internal)? < CHUNK;
        let certified = certified(reader, &rows).await?;
        for row in rows {
            preview.next = Some(row.id);
            preview.looked_at += 1;
            let quiz = corrected.get(&row.version_id).ok_or(Code::NotFound)?;
            if let Some(effect) = effect_on(app, correction, quiz, &row).await? {
                let has_certificate = certified.contains(&row.enrolment_id);
                let shown = shown(app, quiz, &row, &effect, has_certificate).await?;
                preview.items.push(shown);
            }
            if preview.items.len() >= page.limit() {
                return Ok(preview);
            }
        }
        if is_last {
            preview.next = None;
            return Ok(preview);
        }
        if preview.looked_at >= LOOKED_AT {
            return Ok(preview);
        }
    }
}

/// The enrolments among those of these attempts that have a certificate.
async fn certified(
    connection: &impl ConnectionTrait,
    rows: &[attempt::Model],
) -> Result<BTreeSet<Uuid>> {
    let enrolments = rows.iter().map(|row| row.enrolment_id);
    let found = certificate::Entity::find()
        .filter(certificate::Column::EnrolmentId.is_in(enrolments))
        .filter(certificate::Column::RevokedAt.is_null())
        .all(connection)
        .await?;
    Ok(found.into_iter().map(|row| row.enrolment_id).collect())
}

async fn effect_on(
    app: &App,
    correction: &correction::Model,
    quiz: &Quiz,
    row: &attempt::Model,
) -> Result<Option<Effect>> {
    if row.submitted_at.is_none() {
        return Ok(None);
    }
    let reader = app.database.reader();
    let answers = store::answers(reader, row.id).await?;
    let markings = store::marking::markings(reader, [row.id]).await?;
    let markings = markings.get(&(row.id, correction.question_id));
    let markings = markings.map(Vec::as_slice).unwrap_or_default();
    let questions = questions_of(quiz, row.seed);
    effect(&questions, quiz, correction, row, (&answers, markings))
}

async fn shown(
    app: &App,
    quiz: &Quiz,
    row: &attempt::Model,
    effect: &Effect,
    has_certificate: bool,
) -> Result<CorrectionEffect> {
    let reader = app.database.reader();
    let passed = |outcome: Option<Outcome>| outcome.is_some_and(|outcome| outcome.passed);
    let certificate = match (passed(effect.outcome_before), passed(effect.outcome_after)) {
        (true, false) if has_certificate => {
            let others = store::of_item(reader, row.enrolment_id, row.item_id).await?;
            let mut others = others.iter().filter(|other| other.id != row.id);
            match others.any(|other| other.passed == Some(true)) {
                true => Consequence::None,
                false => Consequence::Stays,
            }
        }
        (false, true) if !has_certificate => Consequence::MayBeIssued,
        _ => Consequence::None,
    };
    Ok(CorrectionEffect {
        attempt_id: row.id,
        whose: Whose::of(reader, row, quiz).await?,
        marks_before: effect.before,
        marks_after: effect.after,
        outcome_before: effect.outcome_before,
        outcome_after: effect.outcome_after,
        certificate,
    })
}
