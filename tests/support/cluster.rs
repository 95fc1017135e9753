//! Several servers of one installation: one database, one bus, one bucket, and a proxy in front.

use std::io::Write;
use std::net::{SocketAddr, TcpStream};
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use surgalt::config::{Config, Secret};
use surgalt::ids;

use super::{Backend, Client, House, free_port, new_bucket, new_postgresql_database};

/// Servers of a house when all stories are told to a cluster.
const SERVERS: usize = 3;

/// Whether the stories that run on PostgreSQL are told to several servers behind a proxy: `TEST_CLUSTER` is set, by hand,
/// for it needs HAProxy, and some stories do not hold there yet.
///
/// `TEST_CLUSTER=1 cargo test --workspace --test stories on_postgresql`
pub fn is_wanted() -> bool {
    std::env::var_os("TEST_CLUSTER").is_some()
}

/// The configurations of the servers of a house: one where a story has taken the bus away. Their letters, which are files, lie in one folder, so that a story finds them.
pub fn servers(config: Config) -> Vec<Config> {
    if config.bus.url.reveal().is_empty() {
        return vec![config];
    }
    let first = config.data_folder.clone();
    std::fs::create_dir_all(first.join("mail")).unwrap();
    let others = (1..SERVERS).map(|number| {
        let folder = first.with_extension(number.to_string());
        std::fs::create_dir_all(&folder).unwrap();
        symlink(first.join("mail"), folder.join("mail")).unwrap();
        Config {
            data_folder: folder,
            ..config.clone()
        }
    });
    let others: Vec<_> = others.collect();
    std::iter::once(config).chain(others).collect()
}

/// A proxy that spreads requests over servers, one after the other; who polls stays where it is.
pub struct Proxy {
    pub address: SocketAddr,
    child: Child,
}

impl Proxy {
    /// Starts HAProxy before these servers.
    pub fn start(servers: &[SocketAddr], folder: &Path) -> Self {
        let address = SocketAddr::from(([127, 0, 0, 1], free_port()));
        let mut text = format!(
            "defaults\n mode http\n timeout connect 5s\n timeout client 120s\n timeout server 120s\n \
             timeout tunnel 1h\n\
             listen surgalt\n bind {address}\n balance roundrobin\n \
             cookie SERVER insert indirect nocache\n"
        );
        for (number, server) in servers.iter().enumerate() {
            text += &format!(" server node{number} {server} cookie node{number}\n");
        }
        let path = folder.join("haproxy.cfg");
        std::fs::File::create(&path)
            .unwrap()
            .write_all(text.as_bytes())
            .unwrap();
        let child = Command::new("haproxy")
            .args(["-db", "-q", "-f"])
            .arg(&path)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("haproxy is there: use tests/run");
        let begun = Instant::now();
        while TcpStream::connect(address).is_err() {
            assert!(
                begun.elapsed() < Duration::from_secs(30),
                "haproxy does not start"
            );
            std::thread::sleep(Duration::from_millis(5));
        }
        Self { address, child }
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

/// Several servers of one installation, each on an address of its own.
pub struct Cluster {
    pub houses: Vec<House>,
    settings: Settings,
}

/// What the servers share.
#[derive(Clone)]
pub struct Settings {
    database: Secret,
    bus: String,
    prefix: String,
    bucket: String,
}

impl Settings {
    /// A bus and a bucket for the database of this configuration.
    pub fn of(config: &Config) -> Self {
        let bus = std::env::var("TEST_NATS_URL")
            .expect("TEST_NATS_URL names the NATS server of the tests: use tests/run");
        Self {
            database: config.database.url.clone(),
            bus,
            prefix: format!("story-{}", ids::new_id().simple()),
            bucket: new_bucket(),
        }
    }

    /// Writes them into the configuration of a server.
    pub fn apply(&self, config: &mut Config) {
        config.database.url = self.database.clone();
        config.bus.url = Secret::new(self.bus.clone());
        config.bus.prefix.clone_from(&self.prefix);
        config.files.storage.clone_from(&self.bucket);
    }
}

impl Cluster {
    /// So many servers.
    pub async fn open(servers: usize) -> Self {
        let mut config = Config::defaults().unwrap();
        config.database.url = Secret::new(new_postgresql_database().await);
        let mut cluster = Self {
            houses: Vec::new(),
            settings: Settings::of(&config),
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
        let house = House::open_alone(Backend::Postgresql, change).await;
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
