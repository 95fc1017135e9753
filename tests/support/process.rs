//! The server as an operator runs it, in a process of its own, so that it can be killed.

use rustix::process::{Resource, getrlimit, setrlimit};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// An installation whose server is started, killed and started again on one port.
#[derive(Clone)]
pub struct Installation {
    /// The data folder.
    pub folder: PathBuf,
    /// The database's URL; empty for SQLite.
    pub database: String,
    /// The port of the server.
    pub port: u16,
}

/// A server that is killed when it is let go, so that none is left behind.
pub struct ServerProcess(Child);

impl ServerProcess {
    pub fn is_alive(&mut self) -> bool {
        self.0.try_wait().unwrap().is_none()
    }
}

impl Drop for ServerProcess {
    /// SIGKILL: the server does not get to say a word.
    fn drop(&mut self) {
        self.0.kill().unwrap();
        self.0.wait().unwrap();
    }
}

impl Installation {
    /// Starts the server and waits until it listens.
    pub fn start(&self) -> ServerProcess {
        let server = Command::new(env!("CARGO_BIN_EXE_surgalt"))
            .arg("serve")
            .env("SURGALT_DATA_FOLDER", &self.folder)
            .env("SURGALT_DATABASE__URL", &self.database)
            .env("SURGALT_SERVER__LISTEN", format!("127.0.0.1:{}", self.port))
            .env("SURGALT_SERVER__WORKERS", "1")
            .env("SURGALT_SIGN_IN__HASH_MEMORY_KIB", "8")
            .env("SURGALT_SIGN_IN__TRIES_PER_ADDRESS", "100000")
            .env("SURGALT_SIGN_IN__TRIES_PER_ACCOUNT", "100000")
            .env("SURGALT_WEBINARS__PRESENCE_SECONDS", "1")
            .env("SURGALT_LOG__FILTER", "error")
            .stdout(Stdio::null())
            .stderr(log_file(&self.folder))
            .spawn()
            .unwrap();
        let mut server = ServerProcess(server);
        let begun = Instant::now();
        while TcpStream::connect(("127.0.0.1", self.port)).is_err() {
            assert!(server.is_alive(), "the server does not start again");
            assert!(
                begun.elapsed() < Duration::from_secs(60),
                "the server does not start again"
            );
            std::thread::sleep(Duration::from_millis(10));
        }
        server
    }
}

/// A port that was free a moment ago.
pub fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap()
        .port()
}

fn log_file(folder: &Path) -> Stdio {
    let file = std::fs::File::options()
        .create(true)
        .append(true)
        .open(folder.join("log"));
    file.unwrap().into()
}

/// Lets this process open as many files as the machine allows: a hall full of people takes a few for
/// each.
pub fn raise_open_files() {
    let mut limit = getrlimit(Resource::Nofile);
    limit.current = limit.maximum;
    setrlimit(Resource::Nofile, limit).unwrap();
}
