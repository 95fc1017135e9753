//! The register of certificates: looking things up.

use std::collections::HashMap;

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest, get, web};
use futures_util::future::{Ready, ready};
use sea_orm::QueryFilter;
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::views::{Certificate, SupersededVersion};
use crate::app::App;
use crate::certificates::exported::Wanted;
use crate::certificates::standing::ExportState;
use crate::certificates::store;
use crate::certificates::store::register::{self, Found};
use crate::certificates::tables::{certificate, superseded};
use crate::error::{Error, Result};
use crate::http::routes::Routes;
use crate::http::{Page, PageQuery};
use crate::people::store::paging;
use crate::policy::{Action, Actor};

/// The routes of this file.
pub fn routes(config: &mut Routes) {
    config
        .service(list_own)
        .service(list)
        .service(read)
        .service(list_versions);
}

/// What is looked for in the register; what is absent does not matter.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct RegisterQuery {
    /// Certificates of this programme.
    programme_id: Option<Uuid>,
    /// Certificates of this course.
    course_id: Option<Uuid>,
    /// Certificates of courses that were completed in this year.
    year: Option<i32>,
    /// Certificates of people who were in this organisation, or below it, when they completed the
    /// course.
    organisation_id: Option<Uuid>,
    /// Whether it holds. Superseded versions are listed only when they are asked for.
    #[param(inline)]
    state: Option<State>,
    /// Where it stands with the sector's information system.
    #[param(inline)]
    export: Option<ExportState>,
    /// A serial number, or the beginning of a surname, of a given name, or of both.
    text: Option<String>,
}

/// Whether a certificate holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum State {
    /// It holds.
    Valid,
    /// It was corrected: a later version of the same number holds instead.
    Superseded,
    /// It was revoked.
    Revoked,
}

impl FromRequest for RegisterQuery {
    type Error = Error;
    type Future = Ready<Result<Self>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let query = web::Query::<Self>::from_query(request.query_string());
        let refused = |field: &str| Error::field(field, "field-invalid");
        ready(match query.map(web::Query::into_inner) {
            Ok(query) if query.text.as_ref().is_some_and(|text| text.len() > 800) => {
                Err(refused("text"))
            }
            Ok(query) => Ok(query),
            Err(_) => Err(refused(
                "programme_id, course_id, year, organisation_id, state, export, text",
            )),
        })
    }
}

impl RegisterQuery {
    fn filter(self) -> register::Filter {
        let is_revoked = match self.state {
            Some(State::Valid) => Some(false),
            Some(State::Revoked) => Some(true),
            Some(State::Superseded) | None => None,
        };
        register::Filter {
            wanted: Wanted {
                programme_id: self.programme_id,
                course_id: self.course_id,
                year: self.year,
                organisation_id: self.organisation_id,
            },
            is_revoked,
            export: self.export,
            text: self.text.filter(|text| !text.trim().is_empty()),
        }
    }
}

/// One's own certificates.
#[utoipa::path(tag = "certificates", operation_id = "list_own_certificates", params(PageQuery),
    responses((status = 200, description = "A page of certificates", body = Page<Certificate>)))]
#[get("/me/certificates")]
async fn list_own(
    app: web::Data<App>,
    actor: Actor,
    page: PageQuery,
) -> Result<web::Json<Page<Certificate>>> {
    let id = certificate::Column::Id;
    let found = page
        .load(app.database.reader(), store::own(&actor), id, |row| row.id)
        .await?;
    Ok(web::Json(found.map(|row| Certificate::new(&app, row))))
}

/// The register: the certificates of the people whom one may see, one line a serial number. Versions
/// that were corrected are not among them, unless it is they that are asked for (`state=superseded`).
#[utoipa::path(tag = "certificates", operation_id = "list_certificates",
    params(PageQuery, RegisterQuery),
    responses((status = 200, description = "A page of certificates", body = Page<Certificate>)))]
#[get("/certificates")]
async fn list(
    app: web::Data<App>,
    actor: Actor,
    page: PageQuery,
    query: RegisterQuery,
) -> Result<web::Json<Page<Certificate>>> {
    actor.require(Action::SeeCertificates)?;
    let reader = app.database.reader();
    let is_superseded = query.state == Some(State::Superseded);
    let of_part = query.organisation_id.is_some();
    let looked_for = register::find(reader, &actor, &query.filter()).await?;
    if is_superseded {
        let condition = looked_for.condition();
        let visible =
            |actor: &Actor| register::superseded_visible_to(actor).filter(condition.clone());
        let found = paging::page(&page, reader, &actor, visible, |row| row.id);
        return Ok(web::Json(with_numbers(&app, &actor, found.await?).await?));
    }
    let condition = match looked_for {
        Found::Many(condition) => condition,
        Found::These(ids) => {
            let visible = store::visible_to(&actor);
            let found = paging::page_of(&page, reader, &ids, visible, |row| row.id);
            return Ok(web::Json(
                found.await?.map(|row| Certificate::new(&app, row)),
            ));
        }
    };
    let visible = |actor: &Actor| store::visible_to(actor).filter(condition.clone());
    let found = match of_part {
        true => {
            // Place by place: an index leads from one of the part to the next.
            let order = (certificate::Column::OrganisationId, certificate::Column::Id);
            page.load_by(reader, visible(&actor), order, |row| row.id)
                .await?
        }
        false => paging::page(&page, reader, &actor, visible, |row| row.id).await?,
    };
    Ok(web::Json(found.map(|row| Certificate::new(&app, row))))
}

/// Superseded versions, each as the certificate that it was.
async fn with_numbers(
    app: &App,
    actor: &Actor,
    page: Page<superseded::Model>,
) -> Result<Page<Certificate>> {
    let ids = page.items.iter().map(|row| row.certificate_id).collect();
    let rows = register::all(app.database.reader(), actor, ids).await?;
    let rows: HashMap<Uuid, certificate::Model> =
        rows.into_iter().map(|row| (row.id, row)).collect();
    let items = page.items.into_iter().filter_map(|former| {
        let row = rows.get(&former.certificate_id)?.clone();
        Some(Certificate::superseded(app, row, former))
    });
    Ok(Page {
        items: items.collect(),
        next: page.next,
    })
}

/// A certificate of one's own, or of somebody whom one may see when one may see the register.
#[utoipa::path(tag = "certificates", operation_id = "read_certificate",
    params(("id" = Uuid, Path, description = "The certificate")),
    responses((status = 200, description = "The certificate", body = Certificate)))]
#[get("/certificates/{id}")]
async fn read(
    app: web::Data<App>,
    actor: Actor,
    id: web::Path<Uuid>,
) -> Result<web::Json<Certificate>> {
    let found = store::find(app.database.reader(), &actor, *id).await?;
    Ok(web::Json(Certificate::new(&app, found)))
}

/// What a certificate said before it was corrected, the newest version first; nothing when it never
/// was.
#[utoipa::path(tag = "certificates", operation_id = "list_certificate_versions",
    params(("id" = Uuid, Path, description = "The certificate")),
    responses((status = 200, description = "The superseded versions",
        body = Vec<SupersededVersion>)))]
#[get("/certificates/{id}/versions")]
async fn list_versions(
    app: web::Data<App>,
    actor: Actor,
    id: web::Path<Uuid>,
) -> Result<web::Json<Vec<SupersededVersion>>> {
    let reader = app.database.reader();
    let found = store::find(reader, &actor, *id).await?;
    let versions = register::superseded_of(reader, found.id).await?;
    let versions = versions.into_iter().map(SupersededVersion::from);
    Ok(web::Json(versions.collect()))
}
