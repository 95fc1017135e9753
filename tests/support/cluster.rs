//! Several servers of one installation: one database, one bus, one bucket.

use surgalt::config::{Config, Secret};
use surgalt::ids;

use super::{Backend, Client, House, new_bucket, new_postgresql_database};

/// Several servers of one installation, each on an address of its own.
pub struct Cluster {
    pub houses: Vec<House>,
    settings: Settings,
}

/// What the servers share.
#[derive(Clone)]
struct Settings {
    database: String,
    bus: String,
    prefix: String,
    bucket: String,
}

impl Settings {
    fn apply(&self, config: &mut Config) {
        config.database.url = Secret::new(self.database.clone());
        config.bus.url = Secret::new(self.bus.clone());
        config.bus.prefix.clone_from(&self.prefix);
        config.files.storage.clone_from(&self.bucket);
    }
}

impl Cluster {
    /// So many servers.
    pub async fn open(servers: usize) -> Self {
        let bus = std::env::var("TEST_NATS_URL")
            .expect("TEST_NATS_URL names the NATS server of the tests: use tests/run");
        let settings = Settings {
            database: new_postgresql_database().await,
            bus,
            prefix: format!("story-{}", ids::new_id().simple()),
            bucket: new_bucket(),
        };
        let mut cluster = Self {
            houses: Vec::new(),
            settings,
        };
        for _ in 0..servers {
            cluster.add().await;
        }
        cluster
    }

    /// Starts one more server.
    pub async fn add(&mut self) {
        let settings = self.settings.clone();
        let change = |config: &mut Config| settings.apply(config);
        let house = House::open_with(Backend::Postgresql, change).await;
        self.houses.push(house);
    }

    /// Stops a server as an operator does.
    pub async fn stop(&mut self, server: usize) {
        self.houses.remove(server).leave().await;
    }

    /// The same person at another server.
    pub fn at(&self, server: usize, person: &Client) -> Client {
        let mut there = person.clone();
        there.base.clone_from(&self.houses[server].base);
        there
    }
}
