//! What came of a survey, for any part of the organisation tree in one's sight.

use actix_web::{get, web};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::app::App;
use crate::error::{Error, Result};
use crate::http::routes::Routes;
use crate::http::{Page, PageQuery};
use crate::people::tables::organisation;
use crate::policy::{Action, Actor};
use crate::surveys::answers::Answer;
use crate::surveys::results::{self, QuestionResult};
use crate::surveys::store;
use crate::surveys::store::counts::{self, InPlace};
use crate::surveys::tables::{survey_answer, survey_placement};

/// The routes of this file.
pub fn routes(config: &mut Routes) {
    config.service(read).service(texts);
}

/// Of which part results are asked for.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct PartQuery {
    /// An organisation, with everything below it; one's own part, or everything, when absent.
    organisation_id: Option<Uuid>,
}

/// Which texts are asked for.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct TextQuery {
    /// The key of a question that is answered in words.
    question: String,
    /// An organisation, with everything below it; one's own part, or everything, when absent.
    organisation_id: Option<Uuid>,
}

/// Why nothing is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = SurveyUntold)]
enum Untold {
    /// The survey is anonymous and has not closed: a difference from one day to the next would tell
    /// of single people.
    Open,
    /// Too few have answered here, or elsewhere in the part above.
    TooFew,
}

/// What came of a survey in a part of the tree.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = SurveyResults)]
struct Results {
    /// The survey.
    survey_id: Uuid,
    /// The part; null for everything.
    organisation_id: Option<Uuid>,
    /// How many take the course there.
    asked: u64,
    /// How many of those who were there then have answered.
    answered: u64,
    /// Why nothing more is told; null when it is.
    untold: Option<Untold>,
    /// The questions; empty when nothing is told.
    questions: Vec<QuestionResult>,
    /// The parts just below.
    parts: Vec<Part>,
}

/// A part just below.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = SurveyPart)]
struct Part {
    /// The organisation.
    organisation_id: Uuid,
    /// Its name.
    name: String,
    /// How many take the course there.
    asked: u64,
    /// How many have answered.
    answered: u64,
    /// Whether its results are told.
    told: bool,
}

/// The results of a survey: how many have answered and what, for a part of the organisation tree.
/// Those of an anonymous survey are told when it has closed, of parts that are large enough.
#[utoipa::path(tag = "surveys", operation_id = "read_survey_results",
    params(("id" = Uuid, Path, description = "The survey"), PartQuery),
    responses((status = 200, description = "The results", body = Results)))]
#[get("/surveys/{id}/results")]
async fn read(
    app: web::Data<App>,
    actor: Actor,
    id: web::Path<Uuid>,
    query: web::Query<PartQuery>,
) -> Result<web::Json<Results>> {
    actor.require(Action::SeeProgress)?;
    let reader = app.database.reader();
    let placement = store::find(reader, &actor, *id).await?;
    let part = store::part(reader, &actor, query.organisation_id).await?;
    let asked = counts::enrolled_by_place(reader, placement.course_id, part.as_ref()).await?;
    let answered = counts::answered_by_place(reader, placement.id, part.as_ref()).await?;
    let counted = counts::counted_by_place(reader, placement.id).await?;
    let within = part.as_ref().map_or("", |part| part.path.as_str());
    let untold = untold(&placement, sum(&counted, within));
    let questions = match untold {
        Some(_) => Vec::new(),
        None => {
            let tally = counts::of_part(reader, placement.id, part.as_ref()).await?;
            let version = store::version(reader, placement.version_id).await?;
            results::of(&version.document, &tally)
        }
    };
    let below = organisation::Entity::find().order_by_asc(organisation::Column::Name);
    let below = match &part {
        Some(part) => below.filter(organisation::Column::ParentId.eq(part.id)),
        None => below.filter(organisation::Column::ParentId.is_null()),
    };
    let parts = below.all(reader).await?.into_iter().map(|one| Part {
        organisation_id: one.id,
        asked: sum(&asked, &one.path),
        answered: sum(&answered, &one.path),
        told: self::untold(&placement, sum(&counted, &one.path)).is_none(),
        name: one.name,
    });
    Ok(web::Json(Results {
        survey_id: placement.id,
        organisation_id: part.as_ref().map(|part| part.id),
        asked: sum(&asked, within),
        answered: sum(&answered, within),
        untold,
        questions,
        parts: parts
            .filter(|part| part.asked > 0 || part.answered > 0)
            .collect(),
    }))
}

/// Why nothing is told of a part in which so many answers are counted.
fn untold(placement: &survey_placement::Model, counted: u64) -> Option<Untold> {
    if !placement.anonymous {
        return None;
    }
    match placement.settled_at {
        None => Some(Untold::Open),
        // Settling counts an answer only in parts that may be told of.
        Some(_) => (counted == 0).then_some(Untold::TooFew),
    }
}

fn sum(places: &[InPlace], within: &str) -> u64 {
    let inside = places.iter().filter(|place| {
        let path = place.path.as_deref().unwrap_or_default();
        path.starts_with(within)
    });
    inside
        .map(|place| u64::try_from(place.people).unwrap_or(0))
        .sum()
}

/// What was answered in words to one question, in no order. A page may have fewer texts than were
/// asked for: not everybody answers every question.
#[utoipa::path(tag = "surveys", operation_id = "list_survey_texts",
    params(("id" = Uuid, Path, description = "The survey"), TextQuery, PageQuery),
    responses((status = 200, description = "A page of texts", body = Page<String>)))]
#[get("/surveys/{id}/texts")]
async fn texts(
    app: web::Data<App>,
    actor: Actor,
    id: web::Path<Uuid>,
    query: web::Query<TextQuery>,
    page: PageQuery,
) -> Result<web::Json<Page<String>>> {
    actor.require(Action::SeeProgress)?;
    let reader = app.database.reader();
    let placement = store::find(reader, &actor, *id).await?;
    let part = store::part(reader, &actor, query.organisation_id).await?;
    let document = store::version(reader, placement.version_id).await?.document;
    let question = document.question(&query.question);
    if !question.is_some_and(|question| question.asks.is_text()) {
        return Err(Error::field("question", "field-unknown"));
    }
    let counted = counts::counted_by_place(reader, placement.id).await?;
    let within = part.as_ref().map_or("", |part| part.path.as_str());
    if untold(&placement, sum(&counted, within)).is_some() {
        let (items, next) = (Vec::new(), None);
        return Ok(web::Json(Page { items, next }));
    }
    let all = counts::answers_in(placement.id, part.as_ref());
    let found = page.load(reader, all, survey_answer::Column::Id, |row| row.id);
    let found = found.await?;
    let text = |row: survey_answer::Model| match row.answers.get(&query.question) {
        Some(Answer::Text(text)) => Some(text.clone()),
        _ => None,
    };
    Ok(web::Json(Page {
        items: found.items.into_iter().filter_map(text).collect(),
        next: found.next,
    }))
}
