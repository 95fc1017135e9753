//! The database and the bus of a cluster, as Debian has them, each in a folder and on a port of its own.

use std::fs::File;
use std::net::TcpListener;
use std::os::unix::fs::{PermissionsExt, chown};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use rustix::process::{Pid, Signal, kill_process};
use tokio::net::TcpStream;
use tokio::time::{Instant, sleep};

use crate::Failure;

/// How long a service may take to start.
const START: Duration = Duration::from_secs(60);
/// Where Debian puts the programs of PostgreSQL, a folder a version.
const PROGRAMS: &str = "/usr/lib/postgresql";
/// Connections to the database: each server has a handful.
const CONNECTIONS: &str = "max_connections=200";

/// What a cluster shares, as far as it was started here.
#[derive(Debug)]
pub struct Services {
    /// The bus.
    pub nats: Option<Nats>,
    /// The database.
    pub postgresql: Option<Postgresql>,
}

/// A server of NATS with streams on disk.
#[derive(Debug)]
pub struct Nats {
    /// Its address.
    pub url: String,
    port: u16,
    folder: PathBuf,
    child: Child,
}

impl Nats {
    /// Starts it.
    ///
    /// # Errors
    /// When it is not there or does not start.
    pub async fn start(folder: &Path) -> Result<Self, Failure> {
        let port = free_port()?;
        let nats = Self {
            url: format!("nats://127.0.0.1:{port}"),
            port,
            folder: folder.to_owned(),
            child: Self::spawn(port, folder)?,
        };
        listens(port).await?;
        Ok(nats)
    }

    fn spawn(port: u16, folder: &Path) -> Result<Child, Failure> {
        let child = Command::new("nats-server")
            .args(["--addr", "127.0.0.1", "--port", &port.to_string()])
            .arg("--jetstream")
            .arg("--store_dir")
            .arg(folder.join("nats"))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(log(&folder.join("nats.log"))?)
            .spawn();
        Ok(child.map_err(|error| {
            format!("nats-server (package nats-server) does not start: {error}")
        })?)
    }

    /// Kills it without a word and starts it again at once.
    ///
    /// # Errors
    /// When it does not start.
    pub fn restart(&mut self) -> Result<(), Failure> {
        end(&mut self.child);
        self.child = Self::spawn(self.port, &self.folder)?;
        Ok(())
    }
}

impl Drop for Nats {
    fn drop(&mut self) {
        end(&mut self.child);
    }
}

/// A server of PostgreSQL that keeps what it has acknowledged.
#[derive(Debug)]
pub struct Postgresql {
    /// Its address.
    pub url: String,
    port: u16,
    folder: PathBuf,
    user: Option<&'static str>,
    child: Child,
}

impl Postgresql {
    /// Makes it and starts it. It does not run as root: then it is the user `postgres` of Debian's package.
    ///
    /// # Errors
    /// When it is not there or does not start.
    pub async fn start(folder: &Path) -> Result<Self, Failure> {
        let port = free_port()?;
        let (programs, data) = (programs()?, folder.join("postgresql"));
        std::fs::create_dir(&data)?;
        let user = user(&data, folder)?;
        let made = command(&user, &programs.join("initdb"))
            .args([
                "--username",
                "load",
                "--auth",
                "trust",
                "--encoding",
                "UTF8",
            ])
            .args(["--locale", "C.UTF-8", "--no-sync", "--pgdata"])
            .arg(&data)
            .output()?;
        if !made.status.success() {
            let said = String::from_utf8_lossy(&made.stderr);
            return Err(format!("initdb fails: {}", said.trim()).into());
        }
        let server = Self {
            url: format!("postgres://load@127.0.0.1:{port}"),
            port,
            folder: folder.to_owned(),
            child: Self::spawn(port, folder, user)?,
            user,
        };
        listens(port).await?;
        Ok(server)
    }

    fn spawn(port: u16, folder: &Path, user: Option<&str>) -> Result<Child, Failure> {
        let settings = [
            CONNECTIONS,
            "listen_addresses=127.0.0.1",
            "unix_socket_directories=",
        ];
        let child = command(&user, &programs()?.join("postgres"))
            .arg("-D")
            .arg(folder.join("postgresql"))
            .args(["-p", &port.to_string()])
            .args(settings.iter().flat_map(|setting| ["-c", setting]))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(log(&folder.join("postgresql.log"))?)
            .spawn();
        Ok(child?)
    }

    /// Stops it as a crash does (it recovers from its log), and starts it again at once.
    ///
    /// # Errors
    /// When it does not start.
    pub fn restart(&mut self) -> Result<(), Failure> {
        kill_process(Pid::from_child(&self.child), Signal::QUIT)?;
        self.child.wait()?;
        self.child = Self::spawn(self.port, &self.folder, self.user)?;
        Ok(())
    }
}

impl Drop for Postgresql {
    fn drop(&mut self) {
        end(&mut self.child);
    }
}

/// The programs of the newest version that is there.
fn programs() -> Result<PathBuf, Failure> {
    let versions = std::fs::read_dir(PROGRAMS).into_iter().flatten().flatten();
    let programs = versions.map(|version| version.path().join("bin"));
    let newest = programs
        .filter(|programs| programs.join("initdb").exists())
        .max();
    newest
        .ok_or_else(|| "PostgreSQL (package postgresql) is not there: --database names one".into())
}

/// Who runs PostgreSQL: this user, or `postgres` when this one is root, whose the folder is then.
fn user(data: &Path, folder: &Path) -> Result<Option<&'static str>, Failure> {
    if !rustix::process::geteuid().is_root() {
        return Ok(None);
    }
    let id = Command::new("id").args(["-u", "postgres"]).output()?;
    let id = String::from_utf8_lossy(&id.stdout).trim().parse::<u32>();
    let id = id.map_err(|_| "there is no user postgres, and PostgreSQL does not run as root")?;
    chown(data, Some(id), None)?;
    std::fs::set_permissions(folder, std::fs::Permissions::from_mode(0o711))?;
    Ok(Some("postgres"))
}

fn command(user: &Option<&str>, program: &Path) -> Command {
    let Some(user) = user else {
        return Command::new(program);
    };
    let mut command = Command::new("setpriv");
    command.args(["--reuid", user, "--regid", user, "--clear-groups"]);
    command.arg(program);
    command
}

fn free_port() -> Result<u16, Failure> {
    Ok(TcpListener::bind("127.0.0.1:0")?.local_addr()?.port())
}

async fn listens(port: u16) -> Result<(), Failure> {
    let begun = Instant::now();
    while TcpStream::connect(("127.0.0.1", port)).await.is_err() {
        if begun.elapsed() > START {
            return Err(format!("nothing listens on port {port}").into());
        }
        sleep(Duration::from_millis(20)).await;
    }
    Ok(())
}

/// What a service says goes on where it was before.
fn log(path: &Path) -> Result<File, Failure> {
    Ok(File::options().create(true).append(true).open(path)?)
}

/// Nothing that it has is needed any more.
fn end(child: &mut Child) {
    if let Err(error) = child.kill().and_then(|()| child.wait()) {
        eprintln!("load: a service does not end: {error}");
    }
}
