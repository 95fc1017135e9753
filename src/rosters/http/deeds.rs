//! Applying an import, and undoing it: decided here, done in the background.

use actix_web::{HttpResponse, post, web};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, IntoActiveModel};
use serde_json::json;
use uuid::Uuid;

use super::views::RosterImport;
use crate::app::App;
use crate::audit::{self, Deed, Line};
use crate::db::Transaction;
use crate::error::{Code, Error, Result};
use crate::http::Spoken;
use crate::http::problem::Problem;
use crate::http::routes::Routes;
use crate::outbox::{self, Job};
use crate::policy::{Action, Actor};
use crate::rosters::state::Status;
use crate::rosters::store;
use crate::rosters::store::dependants::dependants;
use crate::rosters::tables::roster_import;

/// The routes of this file.
pub fn routes(config: &mut Routes) {
    config.service(apply).service(undo);
}

/// Applies an import, in the background: the register comes to say what the rows say. Doubtful rows
/// about which nobody has decided, and rows with errors, are left out. Nobody is written to. Asking again
/// changes nothing.
#[utoipa::path(tag = "rosters", operation_id = "apply_roster_import",
    params(("id" = Uuid, Path, description = "The import")),
    responses((status = 202, description = "It is being applied, or has been", body = RosterImport),
        (status = 409, description = "`roster_not_ready`: it is still being compared, or has been undone",
            body = Problem, content_type = "application/problem+json")))]
#[post("/roster-imports/{id}/application")]
async fn apply(
    app: web::Data<App>,
    actor: Actor,
    spoken: Spoken,
    id: web::Path<Uuid>,
) -> Result<HttpResponse> {
    actor.require(Action::KeepRegister)?;
    let transaction = app.database.begin().await?;
    store::find(&transaction, &actor, *id).await?;
    let import = store::lock(&transaction, *id).await?;
    let import = match import.status {
        Status::Applying | Status::Applied => import,
        Status::Compared => {
            let job = Job::ApplyRoster { import_id: *id };
            let mut row = begun(&app, &transaction, &import, Status::Applying, job).await?;
            row.applied_by = Set(Some(actor.person_id));
            tell(&app, &transaction, &actor, Deed::RosterApplied, &import).await?;
            row.update(&transaction).await?
        }
        Status::Comparing | Status::Undoing | Status::Undone => {
            return Err(Code::RosterNotReady.into());
        }
    };
    transaction.commit().await?;
    app.outbox.wake();
    Ok(HttpResponse::Accepted().json(RosterImport::new(import, spoken.0)))
}

/// Undoes an import as a whole, in the background: who was new is taken out of the register, who was
/// changed, moved or said to have left is as before. Not when something depends on it: somebody who was
/// new has signed in or been enrolled, or somebody has been changed since.
#[utoipa::path(tag = "rosters", operation_id = "undo_roster_import",
    params(("id" = Uuid, Path, description = "The import")),
    responses((status = 202, description = "It is being undone, or has been", body = RosterImport),
        (status = 409, description = "`roster_not_ready`: it has not been applied; `roster_in_use`: something depends on it, each thing is named in `fields`",
            body = Problem, content_type = "application/problem+json")))]
#[post("/roster-imports/{id}/undoing")]
async fn undo(
    app: web::Data<App>,
    actor: Actor,
    spoken: Spoken,
    id: web::Path<Uuid>,
) -> Result<HttpResponse> {
    actor.require(Action::KeepRegister)?;
    let transaction = app.database.begin().await?;
    store::find(&transaction, &actor, *id).await?;
    let import = store::lock(&transaction, *id).await?;
    let import = match import.status {
        Status::Undoing | Status::Undone => import,
        Status::Applied => {
            let fields = dependants(&transaction, *id).await?.fields();
            if !fields.is_empty() {
                return Err(Error {
                    fields,
                    ..Code::RosterInUse.into()
                });
            }
            let job = Job::UndoRoster { import_id: *id };
            let mut row = begun(&app, &transaction, &import, Status::Undoing, job).await?;
            row.undone_by = Set(Some(actor.person_id));
            tell(&app, &transaction, &actor, Deed::RosterUndone, &import).await?;
            row.update(&transaction).await?
        }
        Status::Comparing | Status::Compared | Status::Applying => {
            return Err(Code::RosterNotReady.into());
        }
    };
    transaction.commit().await?;
    app.outbox.wake();
    Ok(HttpResponse::Accepted().json(RosterImport::new(import, spoken.0)))
}

/// Who began it; what each row does to the register is kept with the row.
async fn tell(
    app: &App,
    transaction: &Transaction,
    actor: &Actor,
    deed: Deed,
    import: &roster_import::Model,
) -> Result<()> {
    let line = Line::new(actor, deed, import.id, app.clock.now())
        .in_organisation(import.organisation_id)
        .with(json!({"file_name": import.file_name, "rows": import.row_count}));
    audit::record(transaction, line).await
}

/// Writes the job down, and gives the import's row with its new status, to be saved.
async fn begun(
    app: &App,
    transaction: &Transaction,
    import: &roster_import::Model,
    status: Status,
    job: Job,
) -> Result<roster_import::ActiveModel> {
    let now = app.clock.now();
    let name = match status {
        Status::Undoing => "undo",
        _ => "apply",
    };
    let key = format!("{name} roster {}", import.id);
    outbox::enqueue(transaction, key, job, now, now).await?;
    let mut row = import.clone().into_active_model();
    row.status = Set(status);
    row.worked_through = Set(0);
    row.revision = Set(import.revision + 1);
    Ok(row)
}
