//! Whether the server is alive and ready, and its figures.

use actix_web::{HttpResponse, get, web};
use serde::Serialize;
use utoipa::ToSchema;

use super::routes::Routes;
use crate::app::App;
use crate::bus::Bus;
use crate::error::{Code, Error, Result};

/// How the server is.
#[derive(Debug, Serialize, ToSchema)]
pub struct Health {
    /// `ok`.
    pub status: &'static str,
}

/// The routes of this file.
pub fn routes(config: &mut Routes) {
    config.service(alive).service(ready).service(figures);
}

/// Whether the process answers at all.
#[utoipa::path(tag = "operation", operation_id = "alive", security(()),
    responses((status = 200, description = "It does", body = Health)))]
#[get("/healthz")]
async fn alive() -> web::Json<Health> {
    web::Json(Health { status: "ok" })
}

/// Whether the server can do its work: the database answers, the bus is heard, and the server is not stopping.
#[utoipa::path(tag = "operation", operation_id = "ready", security(()),
    responses((status = 200, description = "It can", body = Health)))]
#[get("/readyz")]
async fn ready(app: web::Data<App>) -> Result<web::Json<Health>> {
    if app.stopping.is_cancelled() {
        return Err(Code::Unavailable.into());
    }
    if app.bus.as_ref().is_some_and(Bus::is_cut_off) {
        return Err(Error::unavailable("the bus is not heard"));
    }
    app.database.reader().ping().await?;
    Ok(web::Json(Health { status: "ok" }))
}

/// Figures for Prometheus.
#[utoipa::path(tag = "operation", operation_id = "figures", security(()),
    responses((status = 200, description = "Figures in Prometheus's text format",
        body = String, content_type = "text/plain")))]
#[get("/metrics")]
async fn figures(app: web::Data<App>) -> HttpResponse {
    HttpResponse::Ok()
        .content_type("text/plain; version=0.0.4; charset=utf-8")
        .body(app.metrics.render())
}
