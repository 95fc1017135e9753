//! The running server: the socket it listens on, its workers, and how it stops.

use std::net::SocketAddr;
use std::sync::{Arc, LazyLock};
use std::time::Duration;

use actix_http::HttpService;
use actix_service::{IntoServiceFactory, ServiceFactory, fn_service, map_config};
use actix_web::body::MessageBody;
use actix_web::dev::{AppConfig, ServerHandle, ServiceRequest, ServiceResponse};
use actix_web::middleware::{Compress, from_fn};
use actix_web::{App as ActixApp, web};
use tokio::net::TcpSocket;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;
use tracing_actix_web::TracingLogger;

use crate::app::{self, App};
use crate::clock::Clock;
use crate::config::Config;
use crate::db::{Database, FolderLock};
use crate::error::Error;
use crate::http::methods::{self, Methods};
use crate::http::routes::Routes;
use crate::http::{problem, telemetry};
use crate::{batches, browser, openapi, outbox, webinars};

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
        tracing::info!(%address, pages = browser::is_built(), "listening");
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

/// How many connections wait to be accepted: a hall of thousands comes at once.
const BACKLOG: u32 = 4_096;
/// How long a client may take to send the head of a request.
const HEAD_WITHIN: Duration = Duration::from_secs(30);

fn listen(app: &Arc<App>) -> Result<Listening, StartError> {
    let config = &app.config.server;
    let failed = |error| StartError::Listen(config.listen, error);
    let listener = bind(config.listen).map_err(failed)?;
    let address = listener.local_addr().map_err(failed)?;
    let told = TOLD.as_ref().map_err(Error::internal)?;
    let shared = app.clone();
    let connections = move || {
        let (app, stopping) = (shared.clone(), shared.stopping.clone());
        let rooms = fn_service(move |offered| {
            let app = app.clone();
            async move {
                let answered = webinars::http::handshake::answer(&app, offered).await;
                answered.map_err(actix_web::Error::from)
            }
        });
        let requests = requests(&shared, told).into_factory();
        HttpService::build()
            .keep_alive(Duration::from_secs(shared.config.server.keep_alive_seconds))
            .client_request_timeout(HEAD_WITHIN)
            .graceful_shutdown_signal(move || stopping.clone().cancelled_owned())
            .local_addr(address)
            .upgrade(rooms)
            .finish(map_config(requests, |()| AppConfig::default()))
            .tcp()
    };
    let mut server = actix_server::Server::build()
        .disable_signals()
        .shutdown_timeout(config.shutdown_seconds);
    if config.workers > 0 {
        server = server.workers(config.workers);
    }
    let server = server.listen("http", listener, connections);
    let running = server.map_err(failed)?.run();
    let handle = running.handle();
    Ok((address, tokio::spawn(running), handle))
}

fn bind(address: SocketAddr) -> std::io::Result<std::net::TcpListener> {
    let socket = match address {
        SocketAddr::V4(_) => TcpSocket::new_v4()?,
        SocketAddr::V6(_) => TcpSocket::new_v6()?,
    };
    // A server that is started again at once takes the address that the former has just left.
    socket.set_reuseaddr(true)?;
    socket.bind(address)?;
    socket.listen(BACKLOG)?.into_std()
}

/// What the server tells of its own routes: made once in a program, whatever the number of threads.
#[derive(Clone)]
struct Told {
    methods: web::Data<Methods>,
    document: web::Bytes,
}

static TOLD: LazyLock<serde_json::Result<Told>> = LazyLock::new(|| {
    let document = openapi::document();
    Ok(Told {
        methods: web::Data::new(Methods::of(&document)),
        document: serde_json::to_vec(&document)?.into(),
    })
});

/// What answers requests, for one of actix's threads.
fn requests(
    app: &Arc<App>,
    told: &Told,
) -> ActixApp<
    impl ServiceFactory<
        ServiceRequest,
        Config = (),
        Response = ServiceResponse<impl MessageBody + use<>>,
        Error = actix_web::Error,
        InitError = (),
    > + use<>,
> {
    ActixApp::new()
        .app_data(web::Data::from(app.clone()))
        .app_data(web::PayloadConfig::new(app.config.server.json_limit_bytes))
        .app_data(told.methods.clone())
        .configure(|config| app::routes(&mut Routes::Served(config)))
        .configure(|config| openapi::routes(config, &told.document))
        .default_service(web::to(methods::no_route))
        .wrap(from_fn(problem::write_problems))
        .wrap(Compress::default())
        .wrap(from_fn(telemetry::count_requests))
        .wrap(TracingLogger::default())
}
