//! Everything there is, put together from the configuration: the only list of routes.

use std::sync::Arc;
use std::time::Duration;

use metrics_exporter_prometheus::PrometheusHandle;
use object_store::ObjectStore;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use crate::bus::Bus;
use crate::clock::Clock;
use crate::config::Config;
use crate::courses::versions::Versions;
use crate::db::Database;
use crate::db::batching::Batched;
use crate::error::{Error, Result};
use crate::http::routes::Routes;
use crate::outbox::Worker;
use crate::people::password::Passwords;
use crate::people::tokens::{self, Keys};
use crate::quizzes::sealed_papers::SealedPapers;
use crate::{
    audit, certificates, cohorts, completion, courses, evidence, http, indicators, mail, people,
    programmes, quizzes, reports, rosters, second_stage, surveys, telemetry, webinars,
};

/// What handlers and workers share.
#[derive(Debug)]
pub struct App {
    /// What the operator has set.
    pub config: Config,
    /// This node, of however many share the database: the same at every start.
    pub node_id: Uuid,
    /// The time.
    pub clock: Clock,
    /// The database.
    pub database: Database,
    /// The keys that sign access tokens.
    pub keys: Keys,
    /// Hashing of passwords.
    pub passwords: Passwords,
    /// The worker's bell.
    pub outbox: Worker,
    /// What several servers share beside the database, when there are several.
    pub bus: Option<Bus>,
    /// Sessions whose people wait to be read together.
    pub actors: Batched<people::actors::Actors>,
    /// Attempts that wait to be read together.
    pub own_attempts: Batched<quizzes::own_attempts::OwnAttempts>,
    /// Tickets to rooms that wait to be issued together.
    pub tickets: Batched<webinars::tickets::Issuer>,
    /// People at the doors of rooms, who are let in together.
    pub doors: Batched<webinars::tickets::Doorkeeper>,
    /// Attempts that wait to be begun together.
    pub starts: Batched<quizzes::starting::Starter>,
    /// Answers that wait to be written down together.
    pub answers: Batched<quizzes::recording::Recorder>,
    /// Attempts that wait to be submitted together.
    pub submissions: Batched<quizzes::finish::Submitter>,
    /// Published versions of courses, read once.
    pub versions: Versions,
    /// When the cohorts of courses have their windows, read every few seconds.
    pub schedules: cohorts::windows::Schedules,
    /// What cohorts add up to, kept for a while.
    pub reports: reports::Reports,
    /// What indicators have counted, kept for a while.
    pub counts: indicators::counting::Counts,
    /// What opens sealed papers, read once.
    pub sealed_papers: SealedPapers,
    /// Where the bytes of files are.
    pub files: Arc<dyn ObjectStore>,
    /// The way mail leaves the house.
    pub mail: mail::Transport,
    /// The figures.
    pub metrics: PrometheusHandle,
    /// The running rooms of webinars.
    pub hub: webinars::Hub,
    /// The threads that serve their sockets.
    pub wire: webinars::Wire,
    /// Who attends webinars that go on.
    pub rolls: webinars::rolls::Rolls,
    /// Cancelled when the server begins to stop.
    pub stopping: CancellationToken,
}

impl App {
    /// Puts the application together on a database whose schema is up to date.
    ///
    /// # Errors
    /// When the database or the data folder cannot be used.
    pub async fn build(
        config: Config,
        clock: Clock,
        database: Database,
        node_id: Uuid,
    ) -> Result<Self> {
        let passwords = Passwords::new(config.sign_in.hash_memory_kib)?;
        let files = courses::files::open_storage(&config)?;
        courses::files::ask(&*files).await?;
        let (outbox, stopping) = (Worker::default(), CancellationToken::new());
        let patience = Duration::from_secs(config.database.wait_seconds);
        let bus = Bus::connect(&config.bus, &clock, &stopping).await;
        let bus = bus.map_err(Error::internal)?;
        let hub = match &bus {
            None => webinars::Hub::on_database(&config, &clock, &database, &outbox, &stopping),
            Some(bus) => {
                let bus = bus.clone();
                webinars::Hub::on_bus(&config, &clock, &database, &outbox, bus, &stopping)
                    .await
                    .map_err(Error::internal)?
            }
        };
        let wire = webinars::Wire::start(&hub, &stopping).map_err(Error::internal)?;
        let app = Self {
            node_id,
            passwords,
            files,
            mail: mail::Transport::new(&config)?,
            clock,
            database,
            keys: Keys::default(),
            outbox,
            bus,
            actors: Batched::new(patience),
            own_attempts: Batched::new(patience),
            tickets: Batched::new(patience),
            doors: Batched::new(patience),
            starts: Batched::new(patience),
            answers: Batched::new(patience),
            submissions: Batched::new(patience),
            versions: Versions::default(),
            schedules: cohorts::windows::Schedules::default(),
            reports: reports::Reports::default(),
            counts: indicators::counting::Counts::default(),
            sealed_papers: SealedPapers::default(),
            metrics: telemetry::metrics()?,
            hub,
            wire,
            rolls: webinars::rolls::Rolls::default(),
            stopping,
            config,
        };
        app.read_or_make_keys().await?;
        surveys::forms::keep_built_in(&app).await?;
        Ok(app)
    }

    async fn read_or_make_keys(&self) -> Result<()> {
        let now = self.clock.now();
        self.keys.read(self.database.reader(), now).await?;
        if self.keys.can_sign()? {
            return Ok(());
        }
        let transaction = self.database.begin().await?;
        let life = chrono::TimeDelta::seconds(self.config.sign_in.access_token_seconds);
        tokens::rotate(&transaction, now, life).await?;
        transaction.commit().await.map_err(Error::from)?;
        self.keys.read(self.database.reader(), now).await
    }
}

/// Every route of the API and beside it.
pub fn routes(config: &mut Routes) {
    config
        .scope("/api/v1", api)
        .configure(certificates::page::routes)
        .configure(http::health::routes);
}

/// actix tries one route after the other: those come first for which thousands ask at the same moment.
fn api(config: &mut Routes) {
    config
        .configure(webinars::http::routes)
        .configure(quizzes::http::routes)
        .configure(people::http::routes)
        .configure(rosters::http::routes)
        .configure(programmes::http::routes)
        .configure(cohorts::http::routes)
        .configure(courses::http::routes)
        .configure(completion::http::routes)
        .configure(certificates::http::routes)
        .configure(indicators::http::routes)
        .configure(reports::http::routes)
        .configure(evidence::http::routes)
        .configure(surveys::http::routes)
        .configure(second_stage::http::routes)
        .configure(audit::http::routes)
        .configure(mail::http::routes)
        .configure(http::settings::routes);
}
