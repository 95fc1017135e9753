//! Forms and surveys as the API shows them, and as it takes them.

use chrono::{DateTime, Utc};
use garde::Validate;
use sea_orm::FromQueryResult;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::surveys::answers::Answers;
use crate::surveys::document::{FormDocument, Purpose, Words};
use crate::surveys::tables::{Moment, form, form_version, survey_participation, survey_placement};

/// A form with its draft.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Form)]
pub struct Form {
    /// The identifier.
    id: Uuid,
    /// What it is for.
    purpose: Purpose,
    /// Whether the house brings it along; such a form is not changed.
    built_in: bool,
    /// Whether it can be used: a version of it has been published.
    published: bool,
    /// When it was begun.
    created_at: DateTime<Utc>,
    /// What will be published next.
    draft: FormDocument,
}

impl From<form::Model> for Form {
    fn from(row: form::Model) -> Self {
        Self {
            id: row.id,
            purpose: row.purpose,
            built_in: row.author_id.is_none(),
            published: row.published_version_id.is_some(),
            created_at: row.created_at,
            draft: row.draft,
        }
    }
}

/// A form to be begun.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[schema(as = NewForm, example = json!({"purpose": "survey", "draft": {"languages": ["mn"],
    "title": {"mn": "Хичээлийн санал асуулга"},
    "questions": [{"key": "pace", "text": {"mn": "Хурд ямар байв?"}, "required": true,
        "asks": {"kind": "scale", "steps": 5}}]}}))]
pub struct NewForm {
    /// What it is for.
    #[garde(skip)]
    pub purpose: Purpose,
    /// What it asks.
    #[garde(dive)]
    pub draft: FormDocument,
}

/// A form as it was published.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = FormVersion)]
pub struct Version {
    /// The identifier.
    id: Uuid,
    /// The form.
    form_id: Uuid,
    /// Counts from 1.
    number: i32,
    /// Who published it; null for what the house brings along.
    published_by: Option<Uuid>,
    /// When.
    published_at: DateTime<Utc>,
    /// What it asks.
    document: FormDocument,
}

impl From<form_version::Model> for Version {
    fn from(row: form_version::Model) -> Self {
        Self {
            id: row.id,
            form_id: row.form_id,
            number: row.number,
            published_by: row.published_by,
            published_at: row.published_at,
            document: row.document,
        }
    }
}

/// A version of a form in a list.
#[derive(Debug, Serialize, ToSchema, FromQueryResult)]
#[schema(as = FormVersionSummary)]
pub struct VersionSummary {
    /// The identifier.
    pub id: Uuid,
    /// Counts from 1.
    number: i32,
    /// Who published it; null for what the house brings along.
    published_by: Option<Uuid>,
    /// When.
    published_at: DateTime<Utc>,
}

/// A survey: a version of a form that is placed in a course.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = SurveyPlacement)]
pub struct Placement {
    /// The identifier.
    id: Uuid,
    /// The course whose people are asked.
    course_id: Uuid,
    /// The version of the form.
    version_id: Uuid,
    /// When it waits for somebody.
    moment: Moment,
    /// The webinar item that it closes; null unless the moment is `webinar`.
    item_id: Option<Uuid>,
    /// Whether nobody learns who has answered what.
    anonymous: bool,
    /// From when on it takes answers.
    opens_at: DateTime<Utc>,
    /// Until when.
    closes_at: DateTime<Utc>,
    /// The fewest people of whom anything is told, when it is anonymous.
    smallest_group: i32,
    /// When what was answered anonymously was counted; from then on results are told.
    settled_at: Option<DateTime<Utc>>,
}

impl From<survey_placement::Model> for Placement {
    fn from(row: survey_placement::Model) -> Self {
        Self {
            id: row.id,
            course_id: row.course_id,
            version_id: row.version_id,
            moment: row.moment,
            item_id: row.item_id,
            anonymous: row.anonymous,
            opens_at: row.opens_at,
            closes_at: row.closes_at,
            smallest_group: row.smallest_group,
            settled_at: row.settled_at,
        }
    }
}

/// A survey to be placed.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[schema(as = NewSurveyPlacement, example = json!({
    "form_id": "0199a000-0000-7000-8000-000000000a01", "moment": "completion", "anonymous": true,
    "closes_at": "2030-06-15T15:59:59Z"}))]
pub struct NewPlacement {
    /// The form, whose newest version is taken.
    #[garde(skip)]
    pub form_id: Uuid,
    /// When it waits for somebody.
    #[garde(skip)]
    pub moment: Moment,
    /// The webinar item that it closes, for the moment `webinar`.
    #[garde(skip)]
    pub item_id: Option<Uuid>,
    /// Whether nobody learns who has answered what.
    #[garde(skip)]
    pub anonymous: bool,
    /// From when on it takes answers; now when absent.
    #[garde(skip)]
    pub opens_at: Option<DateTime<Utc>>,
    /// Until when.
    #[garde(skip)]
    pub closes_at: DateTime<Utc>,
}

/// A change of a survey's window.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[schema(as = SurveyPlacementChange, example = json!({"closes_at": "2030-06-20T15:59:59Z"}))]
pub struct PlacementChange {
    /// From when on it takes answers.
    #[garde(skip)]
    pub opens_at: Option<DateTime<Utc>>,
    /// Until when.
    #[garde(skip)]
    pub closes_at: Option<DateTime<Utc>>,
}

/// A survey that waits for the reader.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = WaitingSurvey, example = json!({"id": "0199a000-0000-7000-8000-000000000071",
    "course_id": "0199a000-0000-7000-8000-000000000011",
    "title": {"mn": "Сэтгэл ханамжийн судалгаа", "en": "Satisfaction survey"},
    "moment": "certificate", "anonymous": true, "closes_at": "2030-06-15T15:59:59Z"}))]
pub struct Waiting {
    /// The identifier.
    id: Uuid,
    /// The course.
    course_id: Uuid,
    /// What it is called, in each of its languages.
    title: Words,
    /// Why it waits; `certificate`: the certificate is issued when it is answered, or at the close.
    moment: Moment,
    /// Whether nobody learns who has answered what.
    anonymous: bool,
    /// Until when it takes answers.
    closes_at: DateTime<Utc>,
}

impl Waiting {
    pub(super) fn of(placement: &survey_placement::Model, document: &FormDocument) -> Self {
        Self {
            id: placement.id,
            course_id: placement.course_id,
            title: document.title.clone(),
            moment: placement.moment,
            anonymous: placement.anonymous,
            closes_at: placement.closes_at,
        }
    }
}

/// A survey as the one who is asked sees it.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = OwnSurvey)]
pub struct Own {
    /// The survey.
    survey: Waiting,
    /// Whether it takes answers now.
    open: bool,
    /// Whether the reader has answered.
    answered: bool,
    /// When; null of an anonymous survey, which does not remember it.
    answered_at: Option<DateTime<Utc>>,
    /// What is asked.
    document: FormDocument,
    /// What the reader has answered, or so far; of an anonymous survey always empty.
    #[schema(value_type = std::collections::BTreeMap<String, crate::surveys::answers::Answer>)]
    answers: Answers,
}

impl Own {
    pub(super) fn of(
        placement: &survey_placement::Model,
        document: FormDocument,
        open: bool,
        participation: Option<survey_participation::Model>,
        answers: Option<Answers>,
    ) -> Self {
        let survey = Waiting::of(placement, &document);
        let draft = participation.as_ref().and_then(|own| own.draft.clone());
        Self {
            survey,
            open,
            answered: participation.as_ref().is_some_and(|own| own.answered),
            answered_at: participation.and_then(|own| own.answered_at),
            document,
            answers: answers.or(draft).unwrap_or_default(),
        }
    }
}

/// Answers to a form, by the keys of its questions.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[schema(as = GivenAnswers, example = json!({"answers": {"overall": "very_good",
    "parts": {"content": 5, "host": 5}, "liked": "Бүлгийн ажил"}}))]
pub struct Given {
    /// An option for a single choice, a list for a multiple one, a number for a scale, a step for each
    /// statement of a matrix, a text.
    #[garde(skip)]
    #[schema(value_type = std::collections::BTreeMap<String, crate::surveys::answers::Answer>)]
    pub answers: Answers,
}
