//! Rule 1 of the house: nothing acknowledged is ever lost. The server is killed without warning at
//! 50 random moments while people do the main job, and everything that it had acknowledged is
//! found again, once.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::time::Duration;

use sea_orm::{ConnectionTrait, Database, EntityTrait, PaginatorTrait};
use surgalt::certificates::tables::certificate;
use surgalt::clock::Clock;
use surgalt::config::{Config, Secret};
use surgalt::demo::walk::{Walk, walk};
use surgalt::demo::{content, seed};
use surgalt::ids;
use surgalt::programmes::tables::enrolment;
use surgalt::server::Server;

use crate::support::{Installation, free_port};

/// How often the server is killed.
const KILLS: u32 = 50;

#[test]
fn a_server_killed_at_fifty_random_moments_loses_nothing_on_sqlite() {
    kill_during_walks(String::new());
}

#[test]
fn a_server_killed_at_fifty_random_moments_loses_nothing_on_postgresql() {
    let server = std::env::var("TEST_POSTGRES_URL")
        .expect("TEST_POSTGRES_URL names the PostgreSQL server of the tests: use tests/run");
    let name = format!("kill_{}", ids::new_id().simple());
    runtime().block_on(async {
        let connection = Database::connect(format!("{server}/postgres"))
            .await
            .unwrap();
        connection
            .execute_unprepared(&format!("CREATE DATABASE {name}"))
            .await
            .unwrap();
    });
    kill_during_walks(format!("{server}/{name}"));
}

fn kill_during_walks(database: String) {
    let folder = tempfile::tempdir().unwrap();
    let plan = Plan(Installation {
        folder: folder.path().join("data"),
        database,
        port: free_port(),
    });
    runtime().block_on(plan.seed());
    let kills = Arc::new(AtomicU32::new(0));
    let over = Arc::new(AtomicBool::new(false));
    let killer = plan.keep_killing(kills.clone(), over.clone());
    let over = Over(over);
    let mut walks = 0;
    while kills.load(Ordering::SeqCst) < KILLS {
        plan.walk();
        walks += 1;
    }
    drop(over);
    killer.join().unwrap();
    runtime().block_on(plan.expect_certificates(walks));
    println!("{walks} walks under {} kills", kills.load(Ordering::SeqCst));
}

/// Says that the walks are over, also when one has failed.
struct Over(Arc<AtomicBool>);

impl Drop for Over {
    fn drop(&mut self) {
        self.0.store(true, Ordering::SeqCst);
    }
}

/// One installation that is killed again and again.
#[derive(Clone)]
struct Plan(Installation);

impl Plan {
    fn config(&self) -> Config {
        let mut config = Config::defaults().unwrap();
        config.data_folder.clone_from(&self.0.folder);
        config.database.url = Secret::new(self.0.database.clone());
        config.server.listen = ([127, 0, 0, 1], 0).into();
        config.sign_in.hash_memory_kib = 8;
        config
    }

    async fn seed(&self) {
        let server = Server::start(self.config(), Clock::system()).await.unwrap();
        seed::people(&server.app).await.unwrap();
        server.stop().await;
    }

    /// Starts the server, kills it at a random moment, and again, until the walks are over.
    fn keep_killing(
        &self,
        kills: Arc<AtomicU32>,
        over: Arc<AtomicBool>,
    ) -> std::thread::JoinHandle<()> {
        let plan = self.clone();
        std::thread::spawn(move || {
            let mut random = u64::from_ne_bytes(ids::new_seed().to_ne_bytes());
            while !over.load(Ordering::SeqCst) {
                let mut server = plan.0.start();
                // Knuth's linear congruential generator is random enough for moments.
                random = random
                    .wrapping_mul(6_364_136_223_846_793_005)
                    .wrapping_add(1);
                let moment = Duration::from_millis(20 + (random >> 33) % 2_000);
                if kills.load(Ordering::SeqCst) < KILLS {
                    std::thread::sleep(moment);
                    kills.fetch_add(1, Ordering::SeqCst);
                } else {
                    while !over.load(Ordering::SeqCst) {
                        std::thread::sleep(Duration::from_millis(20));
                    }
                }
                assert!(server.is_alive(), "the server ended by itself");
                drop(server);
            }
        })
    }

    fn walk(&self) {
        let mut document = content::course().unwrap();
        // What is attended while the server is dead cannot be known, so less is asked for.
        document.completion.webinar_share_percent = Some(1);
        let plan = Walk {
            base: format!("http://127.0.0.1:{}", self.0.port),
            data_folder: self.0.folder.clone(),
            patience: Duration::from_secs(60),
            webinar: Duration::from_secs(8),
            document,
        };
        let outcome = actix_web::rt::System::new().block_on(walk(&plan, |_, _| {}));
        let report = outcome.unwrap_or_else(|error| panic!("{error}"));
        assert!(
            report.checked > 40,
            "only {} facts were checked",
            report.checked
        );
    }

    /// One certificate for each walk, and for nothing else.
    async fn expect_certificates(&self, walks: u64) {
        let config = self.config();
        let database = surgalt::db::Database::connect(&config.database, &config.data_folder)
            .await
            .unwrap();
        let certificates = certificate::Entity::find()
            .count(database.reader())
            .await
            .unwrap();
        let enrolments = enrolment::Entity::find()
            .count(database.reader())
            .await
            .unwrap();
        assert_eq!((certificates, enrolments), (walks, walks));
    }
}

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .unwrap()
}
