//! Drafts: how they are begun and changed. The API, the import and the demo all write here.

use chrono::{DateTime, Utc};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait};
use uuid::Uuid;

use super::document::CourseDocument;
use super::outline::Place;
use super::tables::course;
use super::{identifiers, store};
use crate::app::App;
use crate::db::Transaction;
use crate::error::{Code, Error, FieldError, Result};
use crate::http::{IfMatch, json};
use crate::ids;
use crate::programmes::tables::programme;
use crate::quizzes::bank::publishing;

/// A course to be begun.
#[derive(Debug, Clone)]
pub struct NewDraft {
    /// The programme it belongs to.
    pub programme_id: Uuid,
    /// Who makes it.
    pub author_id: Uuid,
    /// Whether anybody may enrol.
    pub self_enrolment: bool,
    /// What is in it so far, without identifiers.
    pub document: CourseDocument,
}

/// Begins a course.
///
/// # Errors
/// [`Code::Invalid`] when the programme does not exist or the document does not fit.
pub async fn create(
    transaction: &Transaction,
    new: NewDraft,
    now: DateTime<Utc>,
) -> Result<course::Model> {
    let programme = programme::Entity::find_by_id(new.programme_id);
    if programme.one(transaction).await?.is_none() {
        return Err(Error::field("programme_id", "field-unknown"));
    }
    let mut draft = new.document;
    draft.forget_candidates();
    json::validate(&draft)?;
    // A new course has neither identifiers nor files of its own that the document could name.
    identifiers::check(&draft, &std::collections::HashMap::new()).map_err(Error::fields)?;
    let id = ids::new_id();
    require_files(transaction, id, &draft).await?;
    publishing::require_known(transaction, &draft).await?;
    identifiers::give(&mut draft, ids::new_id);
    let row = course::ActiveModel {
        id: Set(id),
        programme_id: Set(new.programme_id),
        author_id: Set(new.author_id),
        self_enrolment: Set(new.self_enrolment),
        draft: Set(draft),
        revision: Set(0),
        published_version_id: Set(None),
        created_at: Set(now),
    };
    Ok(row.insert(transaction).await?)
}

/// Changes the draft of a course: locks it, lets `change` work on the document, checks the
/// outcome and keeps it. Fields that are refused are named from the place that `change` returns.
///
/// # Errors
/// [`Code::NotFound`] when there is no such course or `change` finds nothing to change;
/// [`Code::Changed`] when somebody else was faster; [`Code::Invalid`].
pub async fn edit(
    app: &App,
    transaction: &Transaction,
    course_id: Uuid,
    if_match: Option<&IfMatch>,
    change: impl FnOnce(&mut CourseDocument) -> Result<Option<Place>>,
) -> Result<course::Model> {
    let course = store::lock(transaction, course_id).await?;
    if let Some(if_match) = if_match {
        if_match.require(course.revision)?;
    }
    let known = store::known_identifiers(app, transaction, &course).await?;
    let mut draft = course.draft;
    let place = change(&mut draft)?.ok_or(Code::NotFound)?;
    draft.forget_candidates();
    let checked = async {
        json::validate(&draft)?;
        identifiers::check(&draft, &known).map_err(Error::fields)?;
        require_files(transaction, course_id, &draft).await?;
        publishing::require_known(transaction, &draft).await
    };
    checked.await.map_err(|error| named_from(&place, error))?;
    identifiers::give(&mut draft, ids::new_id);
    let row = course::ActiveModel {
        id: Set(course_id),
        draft: Set(draft),
        revision: Set(course.revision + 1),
        ..Default::default()
    };
    Ok(row.update(transaction).await?)
}

/// Names refused fields as they stand in the part that was sent.
fn named_from(place: &str, mut error: Error) -> Error {
    for field in &mut error.fields {
        let within = field.field.strip_prefix(place);
        if let Some(within) = within.and_then(|rest| rest.strip_prefix('.')) {
            field.field = within.to_owned();
        }
    }
    error
}

/// Every file that a lesson names must be one of the course.
async fn require_files(
    transaction: &Transaction,
    course_id: Uuid,
    draft: &CourseDocument,
) -> Result<()> {
    let named = draft.files();
    let ids = named.iter().map(|(_, file)| *file);
    let missing = store::missing_files(transaction, course_id, ids).await?;
    let refused: Vec<FieldError> = named
        .into_iter()
        .filter(|(_, file)| missing.contains(file))
        .map(|(place, _)| FieldError::new(place, "field-unknown"))
        .collect();
    if refused.is_empty() {
        Ok(())
    } else {
        Err(Error::fields(refused))
    }
}
