//! The running server: the socket it listens on, its workers, and how it stops.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use actix_web::dev::ServerHandle;
use actix_web::middleware::{Compress, from_fn};
use actix_web::{App as ActixApp, HttpServer, web};
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;
use tracing_actix_web::TracingLogger;
use utoipa_actix_web::AppExt;

use crate::app::{self, App};
use crate::clock::Clock;
use crate::config::Config;
use crate::db::{Database, FolderLock};
use crate::http::methods::{self, Methods};
use crate::http::{problem, telemetry};
use crate::{batches, openapi, outbox, webinars};

/// Why a server does not start; the text says what to do.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// Another server has the data folder, or it cannot be written to.
    #[error(transparent)]
    Folder(#[from] crate::db::FolderLockError),
    /// The database cannot be opened.
    #[error("the database cannot be opened: {0}")]
    Database(#[from] sea_orm::DbErr),
    /// The application cannot be put together.
    #[error("the server cannot be put together: {0}")]
    App(#[from] crate::error::Error),
    /// The address cannot be listened on.
    #[error("the address {0} cannot be listened on: {1}")]
    Listen(SocketAddr, std::io::Error),
}

/// A server that runs.
pub struct Server {
    /// The address it listens on.
    pub address: SocketAddr,
    /// What handlers share.
    pub app: Arc<App>,
    handle: ServerHandle,
    http: JoinHandle<std::io::Result<()>>,
    worker: JoinHandle<()>,
    batches: JoinHandle<()>,
    served: CancellationToken,
    _lock: FolderLock,
}

impl Server {
    /// Starts: takes the data folder, brings the schema up to date, and listens.
    ///
    /// To be called on a multi-thread runtime: rooms and the outbox's worker run there, while
    /// actix's own threads each run one request after the other.
    ///
    /// # Errors
    /// See [`StartError`].
    pub async fn start(config: Config, clock: Clock) -> Result<Self, StartError> {
        let lock = FolderLock::take(&config.data_folder)?;
        let database = Database::connect(&config.database, &config.data_folder).await?;
        database.migrate().await?;
        let app = Arc::new(App::build(config, clock, database, lock.node_id).await?);
        let (address, http, handle) = listen(&app)?;
        let worker = tokio::spawn(outbox::work_until(app.clone(), app.stopping.clone()));
        let served = CancellationToken::new();
        let batches = tokio::spawn(batches::run_until(app.clone(), served.clone()));
        tracing::info!(%address, "listening");
        Ok(Self {
            address,
            app,
            handle,
            http,
            worker,
            batches,
            served,
            _lock: lock,
        })
    }

    /// Waits until the server has been stopped or has failed.
    ///
    /// # Errors
    /// When listening failed.
    pub async fn wait(&mut self) -> std::io::Result<()> {
        match (&mut self.http).await {
            Ok(outcome) => outcome,
            Err(error) => Err(std::io::Error::other(error)),
        }
    }

    /// Stops: tells sockets to come back later, finishes open requests and the job at hand, and
    /// closes the database.
    pub async fn stop(self) {
        self.app.stopping.cancel();
        self.handle.stop(true).await;
        self.app.hub.stopped().await;
        self.app.wire.stopped().await;
        // Only now: the last requests wait for their commits.
        self.served.cancel();
        if let Err(error) = self.batches.await {
            tracing::error!(%error, "the batches of requests had died");
        }
        if let Err(error) = self.worker.await {
            tracing::error!(%error, "the outbox's worker had died");
        }
        // A connection that is never given back must not keep the process from ending: what was
        // committed is safe without a close.
        let wait = Duration::from_secs(self.app.config.server.shutdown_seconds);
        match tokio::time::timeout(wait, self.app.database.clone().close()).await {
            Ok(Ok(())) => {}
            Ok(Err(error)) => tracing::error!(%error, "the database did not close"),
            Err(_) => tracing::warn!("a connection to the database is still in use"),
        }
    }
}

type Listening = (SocketAddr, JoinHandle<std::io::Result<()>>, ServerHandle);

fn listen(app: &Arc<App>) -> Result<Listening, StartError> {
    let config = &app.config.server;
    let failed = |error| StartError::Listen(config.listen, error);
    let shared = web::Data::from(app.clone());
    let json_limit = config.json_limit_bytes;
    let methods = web::Data::new(Methods::of(&openapi::document()));
    let mut server = HttpServer::new(move || {
        let (actix, _) = ActixApp::new()
            .into_utoipa_app()
            .app_data(shared.clone())
            .app_data(web::PayloadConfig::new(json_limit))
            .app_data(methods.clone())
            .configure(app::routes)
            .split_for_parts();
        actix
            .configure(openapi::routes)
            .default_service(web::to(methods::no_route))
            .wrap(from_fn(problem::write_problems))
            .wrap(Compress::default())
            .wrap(from_fn(telemetry::count_requests))
            .wrap(TracingLogger::default())
    })
    .on_connect(webinars::keep_socket)
    .disable_signals()
    .keep_alive(Duration::from_secs(config.keep_alive_seconds))
    .shutdown_timeout(config.shutdown_seconds)
    .client_request_timeout(Duration::from_secs(30));
    if config.workers > 0 {
        server = server.workers(config.workers);
    }
    let server = server.bind(config.listen).map_err(failed)?;
    let address = server.addrs().first().copied().unwrap_or(config.listen);
    let running = server.run();
    let handle = running.handle();
    Ok((address, tokio::spawn(running), handle))
}
