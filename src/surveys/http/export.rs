//! What was answered, sheet by sheet: of a named survey with the people in one's sight, of an anonymous
//! one without anything that leads to them.

use std::collections::{HashMap, HashSet};

use actix_web::{HttpRequest, HttpResponse, get, web};
use chrono::{DateTime, Utc};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, JoinType, QueryFilter, QueryOrder, QuerySelect,
};
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::app::App;
use crate::audit::{self, Deed};
use crate::error::Result;
use crate::http::export::{self, Format};
use crate::http::language;
use crate::http::routes::Routes;
use crate::http::sheets::{self, Sheet};
use crate::messages::{Arguments, Language};
use crate::people;
use crate::people::tables::{organisation, person};
use crate::policy::{Action, Actor};
use crate::surveys::answers::{Answer, Answers};
use crate::surveys::columns;
use crate::surveys::document::FormDocument;
use crate::surveys::store::{self, counts};
use crate::surveys::tables::{survey_answer, survey_participation, survey_placement};

/// Answers that are read at once.
const AT_ONCE: usize = 1_000;

/// The routes of this file.
pub fn routes(config: &mut Routes) {
    config.service(export_answers);
}

/// What is exported, and in which form.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct ExportQuery {
    /// The form of the answer; JSON when absent.
    #[param(inline)]
    format: Option<Format>,
    /// An organisation, with everything below it; one's own part, or everything, when absent.
    organisation_id: Option<Uuid>,
}

/// What was answered to a survey.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = SurveyExport)]
struct Export {
    /// The survey.
    survey_id: Uuid,
    /// What everybody has answered; empty while nothing may be told.
    answers: Vec<Line>,
}

/// What one person has answered.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = SurveyExportLine)]
struct Line {
    /// Who; null of an anonymous survey.
    person: Option<Who>,
    /// What, by the keys of the questions.
    #[schema(value_type = std::collections::BTreeMap<String, Answer>)]
    answers: Answers,
}

/// Who has answered.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = SurveyExportPerson)]
struct Who {
    /// The account.
    person_id: Uuid,
    /// The surname.
    surname: String,
    /// The given name.
    given_name: String,
    /// Where the person was then.
    organisation: Option<String>,
    /// When it was answered.
    answered_at: Option<DateTime<Utc>>,
}

/// Exports what was answered to a survey, each person's answers on one line, in the reader's language:
/// with the people whom one may see, by name, or of an anonymous survey in no order.
#[utoipa::path(tag = "surveys", operation_id = "export_survey",
    params(("id" = Uuid, Path, description = "The survey"), ExportQuery),
    responses((status = 200, description = "The table", content(
        (Export = "application/json"), (String = "text/csv"),
        (Vec<u8> = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")))))]
#[get("/surveys/{id}/export")]
async fn export_answers(
    app: web::Data<App>,
    actor: Actor,
    id: web::Path<Uuid>,
    query: web::Query<ExportQuery>,
    request: HttpRequest,
) -> Result<HttpResponse> {
    actor.require(Action::SeeProgress)?;
    let reader = app.database.reader();
    let placement = store::find(reader, &actor, *id).await?;
    let part = store::part(reader, &actor, query.organisation_id).await?;
    let own = people::store::get(reader, actor.person_id).await?;
    let language = language::wished(request.headers()).unwrap_or(own.language);
    let document = store::version(reader, placement.version_id).await?.document;
    let lines = if placement.anonymous {
        unnamed(reader, &placement, part.as_ref()).await?
    } else {
        named(reader, &actor, &placement, part.as_ref()).await?
    };
    let table = Export {
        survey_id: placement.id,
        answers: lines,
    };
    let is_named = !placement.anonymous;
    if is_named {
        let transaction = app.database.begin().await?;
        let line = audit::Line::new(&actor, Deed::DataExported, placement.id, app.clock.now())
            .in_organisation(own.organisation_id)
            .with(json!({"what": "survey", "lines": table.answers.len()}));
        audit::record(&transaction, line).await?;
        transaction.commit().await?;
    }
    let sheet = move |table: &Export| sheet(table, &document, is_named, language);
    let format = query.format.unwrap_or_default();
    export::answer(format, "survey", table, sheet).await
}

/// The answers of an anonymous survey that may be told: those that were counted in a part that is
/// told of, in the order of what was drawn for them.
async fn unnamed(
    connection: &impl ConnectionTrait,
    placement: &survey_placement::Model,
    part: Option<&organisation::Model>,
) -> Result<Vec<Line>> {
    let tally = counts::of_part(connection, placement.id, part).await?;
    if placement.settled_at.is_none() || tally.people() == 0 {
        return Ok(Vec::new());
    }
    let rows = counts::answers_in(placement.id, part)
        .order_by_asc(survey_answer::Column::Id)
        .all(connection)
        .await?;
    let line = |row: survey_answer::Model| Line {
        person: None,
        answers: row.answers,
    };
    Ok(rows.into_iter().map(line).collect())
}

/// The answers of the people in the actor's sight.
async fn named(
    connection: &impl ConnectionTrait,
    actor: &Actor,
    placement: &survey_placement::Model,
    part: Option<&organisation::Model>,
) -> Result<Vec<Line>> {
    let of_person = survey_participation::Entity::belongs_to(person::Entity)
        .from(survey_participation::Column::PersonId)
        .to(person::Column::Id);
    let in_place = survey_participation::Entity::belongs_to(organisation::Entity)
        .from(survey_participation::Column::OrganisationId)
        .to(organisation::Column::Id);
    let mut found = survey_participation::Entity::find()
        .select_also(person::Entity)
        .join(JoinType::InnerJoin, of_person.into())
        .join(JoinType::LeftJoin, in_place.into())
        .filter(survey_participation::Column::PlacementId.eq(placement.id))
        .filter(survey_participation::Column::Answered.eq(true))
        .filter(people::store::in_sight(
            actor,
            person::Column::Id,
            person::Column::OrganisationId,
        ))
        .order_by_asc(person::Column::Surname)
        .order_by_asc(person::Column::GivenName)
        .order_by_asc(person::Column::Id);
    if let Some(part) = part {
        found = found.filter(organisation::Column::Path.starts_with(&part.path));
    }
    let rows = found.all(connection).await?;
    let mut answers: HashMap<Uuid, Answers> = HashMap::with_capacity(rows.len());
    let ids: Vec<Uuid> = rows.iter().filter_map(|(row, _)| row.answer_id).collect();
    for some in ids.chunks(AT_ONCE) {
        let found = survey_answer::Entity::find()
            .filter(survey_answer::Column::Id.is_in(some.iter().copied()))
            .all(connection)
            .await?;
        answers.extend(found.into_iter().map(|row| (row.id, row.answers)));
    }
    let places = rows.iter().filter_map(|(row, _)| row.organisation_id);
    let names = names(connection, places.collect()).await?;
    let lines = rows.into_iter().filter_map(|(participation, person)| {
        let (person, place) = (person?, participation.organisation_id);
        Some(Line {
            answers: answers.remove(&participation.answer_id?)?,
            person: Some(Who {
                person_id: person.id,
                surname: person.surname,
                given_name: person.given_name,
                organisation: place.and_then(|place| names.get(&place).cloned()),
                answered_at: participation.answered_at,
            }),
        })
    });
    Ok(lines.collect())
}

/// The names of organisations.
async fn names(
    connection: &impl ConnectionTrait,
    places: HashSet<Uuid>,
) -> Result<HashMap<Uuid, String>> {
    let places: Vec<Uuid> = places.into_iter().collect();
    let mut names = HashMap::new();
    for some in places.chunks(10_000) {
        let rows: Vec<(Uuid, String)> = organisation::Entity::find()
            .select_only()
            .column(organisation::Column::Id)
            .column(organisation::Column::Name)
            .filter(organisation::Column::Id.is_in(some.iter().copied()))
            .into_tuple()
            .all(connection)
            .await?;
        names.extend(rows);
    }
    Ok(names)
}

fn sheet(table: &Export, document: &FormDocument, is_named: bool, language: Language) -> Sheet {
    let word = |name: &str| language.text(&format!("survey-{name}"), &Arguments::none());
    let mut headings = Vec::new();
    if is_named {
        headings.extend(["surname", "given-name", "organisation"].map(word));
    }
    headings.extend(columns::headings(document, language));
    let row = |line: &Line| {
        let mut row = Vec::new();
        if let Some(who) = &line.person {
            row.push(sheets::Entry::Text(who.surname.clone()));
            row.push(sheets::Entry::Text(who.given_name.clone()));
            row.push(
                who.organisation
                    .clone()
                    .map_or(sheets::Entry::Nothing, sheets::Entry::Text),
            );
        }
        row.extend(columns::entries(document, &line.answers, language));
        row
    };
    Sheet {
        name: word("sheet"),
        headings,
        rows: table.answers.iter().map(row).collect(),
    }
}
