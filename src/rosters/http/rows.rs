//! The rows of an import, and deciding about the doubtful ones.

use std::collections::HashMap;

use actix_web::{get, put, web};
use garde::Validate;
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter,
    QuerySelect,
};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::views::{RosterCandidate, RosterRow};
use crate::app::App;
use crate::db::Transaction;
use crate::error::{Code, Error, Result};
use crate::http::problem::Problem;
use crate::http::routes::Routes;
use crate::http::{Json, Page, PageQuery, Spoken};
use crate::people::store as people;
use crate::people::tables::person;
use crate::policy::{Action, Actor};
use crate::rosters::difference::{Changes, update};
use crate::rosters::state::{Decision, Difference, Status};
use crate::rosters::store;
use crate::rosters::tables::{roster_import, roster_row};

/// The routes of this file.
pub fn routes(config: &mut Routes) {
    config.service(list).service(decide);
}

/// Which rows a list is about.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Filter {
    /// Those that mean this; all when absent.
    difference: Option<Difference>,
}

/// The rows of an import, in the order of the file, with what each means.
#[utoipa::path(tag = "rosters", operation_id = "list_roster_rows",
    params(("id" = Uuid, Path, description = "The import"), PageQuery, Filter),
    responses((status = 200, description = "A page of rows", body = Page<RosterRow>)))]
#[get("/roster-imports/{id}/rows")]
async fn list(
    app: web::Data<App>,
    actor: Actor,
    spoken: Spoken,
    id: web::Path<Uuid>,
    page: PageQuery,
    filter: Option<web::Query<Filter>>,
) -> Result<web::Json<Page<RosterRow>>> {
    actor.require(Action::KeepRegister)?;
    let filter = filter.ok_or_else(|| Error::field("difference", "field-invalid"))?;
    let reader = app.database.reader();
    let import = store::find(reader, &actor, *id).await?;
    let mut rows = roster_row::Entity::find().filter(roster_row::Column::ImportId.eq(import.id));
    if let Some(difference) = filter.difference {
        rows = rows.filter(roster_row::Column::Difference.eq(difference));
    }
    let found = page
        .load(reader, rows, roster_row::Column::Id, |row| row.id)
        .await?;
    let meant = found.items.iter().flat_map(|row| row.candidates.0.iter());
    let meant = people::visible_to(&actor)
        .filter(person::Column::Id.is_in(meant.copied()))
        .all(reader)
        .await?;
    let meant: HashMap<Uuid, RosterCandidate> = meant
        .into_iter()
        .map(|person| (person.id, RosterCandidate::new(person)))
        .collect();
    Ok(web::Json(found.map(|row| {
        let candidates = row.candidates.0.iter();
        let candidates = candidates.filter_map(|id| meant.get(id).cloned());
        let candidates = candidates.collect();
        RosterRow::new(row, candidates, spoken.0)
    })))
}

/// What is decided about a doubtful row.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[schema(as = NewRosterDecision, example = json!({"decision": "another_person"}))]
struct NewDecision {
    /// What it is.
    #[garde(skip)]
    decision: Decision,
    /// Which of the candidates it is, for `same_person`; may be absent when there is one.
    #[garde(skip)]
    #[schema(example = "0199a000-0000-7000-8000-000000000001")]
    person_id: Option<Uuid>,
}

/// Decides about a doubtful row. A later decision replaces an earlier one, until the import is applied.
#[utoipa::path(tag = "rosters", operation_id = "decide_roster_row", request_body = NewDecision,
    params(("id" = Uuid, Path, description = "The import"),
        ("number" = i32, Path, description = "The row's number")),
    responses((status = 200, description = "The row, as it is now", body = RosterRow),
        (status = 409, description = "`roster_not_ready`: the import has been applied, or the row is not doubtful; `identifier_taken`: another person has the row's number, code or address",
            body = Problem, content_type = "application/problem+json")))]
#[put("/roster-imports/{id}/rows/{number}/decision")]
async fn decide(
    app: web::Data<App>,
    actor: Actor,
    spoken: Spoken,
    path: web::Path<(Uuid, i32)>,
    Json(new): Json<NewDecision>,
) -> Result<web::Json<RosterRow>> {
    actor.require(Action::KeepRegister)?;
    let (id, number) = *path;
    let transaction = app.database.begin().await?;
    store::find(&transaction, &actor, id).await?;
    let import = store::lock(&transaction, id).await?;
    let row = roster_row::Entity::find()
        .filter(roster_row::Column::ImportId.eq(id))
        .filter(roster_row::Column::Number.eq(number))
        .lock_exclusive()
        .one(&transaction)
        .await?
        .ok_or(Code::NotFound)?;
    if import.status != Status::Compared || row.difference != Difference::Doubtful {
        return Err(Code::RosterNotReady.into());
    }
    let candidates = people::visible_to(&actor)
        .filter(person::Column::Id.is_in(row.candidates.0.iter().copied()))
        .all(&transaction)
        .await?;
    let shown: Vec<RosterCandidate> = candidates
        .iter()
        .map(|person| RosterCandidate::new(person.clone()))
        .collect();
    let mut decided = Decided::default();
    match new.decision {
        Decision::LeaveOut => {}
        Decision::AnotherPerson => {
            if row.said.surname.is_none() {
                return Err(Error::field("surname", "roster-surname-missing"));
            }
            require_free(&transaction, &row, None).await?;
        }
        Decision::SamePerson => {
            let chosen = chosen(candidates, new.person_id)?;
            require_free(&transaction, &row, Some(chosen.id)).await?;
            decided = same(&transaction, &actor, &import, &row, chosen).await?;
        }
    }
    let mut row = row.into_active_model();
    row.decision = Set(Some(new.decision));
    row.person_id = Set(decided.person.map(|(id, _)| id));
    row.person_revision = Set(decided.person.map(|(_, revision)| revision));
    row.changes = Set(decided.changes);
    let row = row.update(&transaction).await?;
    transaction.commit().await?;
    Ok(web::Json(RosterRow::new(row, shown, spoken.0)))
}

/// What a decision makes of a row.
#[derive(Default)]
struct Decided {
    person: Option<(Uuid, i32)>,
    changes: Changes,
}

/// The candidate that was chosen; the only one when none was named.
fn chosen(mut candidates: Vec<person::Model>, named: Option<Uuid>) -> Result<person::Model> {
    let at = match named {
        Some(id) => candidates.iter().position(|person| person.id == id),
        None => (candidates.len() == 1).then_some(0),
    };
    let at = at.ok_or_else(|| Error::field("person_id", "field-unknown"))?;
    Ok(candidates.swap_remove(at))
}

/// What it changes of a candidate that the row is this person.
async fn same(
    transaction: &Transaction,
    actor: &Actor,
    import: &roster_import::Model,
    row: &roster_row::Model,
    chosen: person::Model,
) -> Result<Decided> {
    let known = store::known(transaction, actor, vec![chosen]).await?;
    let known = known.first().ok_or(Code::NotFound)?;
    if !known.is_kept {
        return Err(Code::Forbidden.into());
    }
    let place = row.organisation_id.ok_or(Code::RosterNotReady)?;
    let update = update(known, &row.said, place, import.as_of);
    let places = store::places(transaction, actor).await?;
    let named = |id: Uuid| {
        let place = places.iter().find(|place| place.id == id);
        place.map(|place| place.name.clone()).unwrap_or_default()
    };
    Ok(Decided {
        person: Some((known.id, known.revision)),
        changes: Changes(update.changes(known, named)),
    })
}

/// Goes on when nobody but the chosen one has the number, code or address of the row.
async fn require_free(
    transaction: &Transaction,
    row: &roster_row::Model,
    chosen: Option<Uuid>,
) -> Result<()> {
    use person::Column as C;
    let keys = [
        (C::RegisterNumber, &row.said.register_number),
        (C::SectorCode, &row.said.sector_code),
        (C::Email, &row.said.email),
    ];
    for (column, key) in keys {
        let Some(key) = key else { continue };
        let holder = person::Entity::find()
            .filter(column.eq(key.as_str()))
            .one(transaction)
            .await?;
        if holder.is_some_and(|holder| Some(holder.id) != chosen) {
            return Err(Code::IdentifierTaken.into());
        }
    }
    Ok(())
}
