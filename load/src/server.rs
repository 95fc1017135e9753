//! The server that is measured: the program beside this one, in a process of its own.

use std::fs::{File, read_to_string};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use rustix::process::{Pid, Signal, kill_process};
use tokio::time::{Instant, sleep};

use crate::Failure;
use crate::database::Place;

/// How long the server may take to start.
const START: Duration = Duration::from_secs(60);

/// Files that a process needs beside its sockets.
const OTHER_FILES: u64 = 200;

/// Ticks of processor time in a second, as Linux counts them for programs (`USER_HZ`): 100 on every
/// processor that the server is built for.
const TICKS: f64 = 100.0;

/// A server that listens.
#[derive(Debug)]
pub struct Running {
    /// Where.
    pub address: SocketAddr,
    /// Absent for a server that somebody else has started.
    child: Option<Child>,
    /// The folder in which it writes where it listens and what is wrong.
    folder: PathBuf,
    begun: Instant,
}

impl Running {
    /// Starts the program on this database, with its defaults but for what makes no sense under
    /// load; `SURGALT_…` variables of whoever measures hold.
    ///
    /// # Errors
    /// When it is not there or does not start.
    pub async fn start(place: &Place) -> Result<Self, Failure> {
        let mut running = Self::spawn(serve(place, "127.0.0.1:0")?, &place.folder)?;
        while !running.is_up()? {
            sleep(Duration::from_millis(20)).await;
        }
        Ok(running)
    }

    /// Starts a program that says on its output where it listens; it may not do so yet.
    ///
    /// # Errors
    /// When it is not there.
    pub fn spawn(mut command: Command, folder: &Path) -> Result<Self, Failure> {
        let child = command
            .stdin(Stdio::null())
            .stdout(File::create(folder.join("address"))?)
            .stderr(File::create(folder.join("log"))?)
            .spawn()
            .map_err(|error| {
                let program = command.get_program().display();
                format!("{program} does not start: {error}")
            })?;
        Ok(Self {
            address: SocketAddr::from(([127, 0, 0, 1], 0)),
            child: Some(child),
            folder: folder.to_owned(),
            begun: Instant::now(),
        })
    }

    /// Whether it listens by now.
    ///
    /// # Errors
    /// When it has ended, or should listen long since.
    pub fn is_up(&mut self) -> Result<bool, Failure> {
        let said = read_to_string(self.folder.join("address")).unwrap_or_default();
        if let Some(address) = announced(&said) {
            self.address = address;
            return Ok(true);
        }
        let ended = match &mut self.child {
            Some(child) => child.try_wait()?.is_some(),
            None => false,
        };
        if ended || self.begun.elapsed() > START {
            let said = read_to_string(self.folder.join("log")).unwrap_or_default();
            return Err(format!("the server does not start: {}", said.trim()).into());
        }
        Ok(false)
    }

    /// A server that runs already, at `http://host:port`.
    ///
    /// # Errors
    /// When the address cannot be understood.
    pub async fn elsewhere(address: &str) -> Result<Self, Failure> {
        let host = address
            .strip_prefix("http://")
            .map(|host| host.trim_end_matches('/'))
            .ok_or("--address must begin with http://")?;
        let host = if host.contains(':') {
            host.to_owned()
        } else {
            format!("{host}:80")
        };
        let found = tokio::net::lookup_host(&host).await?.next();
        Ok(Self {
            address: found.ok_or_else(|| format!("{host} has no address"))?,
            child: None,
            folder: PathBuf::new(),
            begun: Instant::now(),
        })
    }

    /// Ends the server without a word.
    ///
    /// # Errors
    /// When it does not end.
    pub fn kill(&mut self) -> Result<(), Failure> {
        if let Some(mut child) = self.child.take() {
            child.kill()?;
            child.wait()?;
        }
        Ok(())
    }

    /// Lets the server stand still (SIGSTOP): it answers nobody and does not know it.
    ///
    /// # Errors
    /// When the system refuses.
    pub fn pause(&self) -> Result<(), Failure> {
        self.signal(Signal::STOP)
    }

    /// Lets the server go on.
    ///
    /// # Errors
    /// When the system refuses.
    pub fn go_on(&self) -> Result<(), Failure> {
        self.signal(Signal::CONT)
    }

    fn signal(&self, signal: Signal) -> Result<(), Failure> {
        let process = self.child.as_ref().map(Pid::from_child);
        Ok(process.map_or(Ok(()), |process| kill_process(process, signal))?)
    }

    /// The processor time that the server has used, in seconds.
    pub fn processor_seconds(&self) -> Option<f64> {
        let process = self.child.as_ref()?.id();
        processor_seconds(&read_to_string(format!("/proc/{process}/stat")).ok()?)
    }

    /// The most memory that the server has had, in mebibytes.
    pub fn peak_memory(&self) -> Option<f64> {
        let process = self.child.as_ref()?.id();
        let status = read_to_string(format!("/proc/{process}/status")).ok()?;
        Some(kibibytes(&status, "VmHWM:")? / 1_024.0)
    }

    /// The memory that the server has now, in bytes.
    pub fn memory(&self) -> Option<f64> {
        let process = self.child.as_ref()?.id();
        let status = read_to_string(format!("/proc/{process}/status")).ok()?;
        Some(kibibytes(&status, "VmRSS:")? * 1_024.0)
    }
}

impl Drop for Running {
    /// Without a word: what was acknowledged must not need one.
    fn drop(&mut self) {
        if let Some(child) = &mut self.child {
            let ended = child.kill().and_then(|()| child.wait());
            if let Err(error) = ended {
                eprintln!("load: the server does not end: {error}");
            }
        }
    }
}

/// The program on this database, listening here, with its defaults but for what makes no sense
/// under load; `SURGALT_…` variables of whoever measures hold.
///
/// # Errors
/// When the program is not there.
pub fn serve(place: &Place, listen: &str) -> Result<Command, Failure> {
    let mut command = Command::new(program()?);
    command.arg("serve");
    Ok(configured(command, place, listen))
}

/// A program that serves, with the settings that all measured servers have.
pub fn configured(mut command: Command, place: &Place, listen: &str) -> Command {
    command
        .env("SURGALT_DATA_FOLDER", &place.folder)
        .env("SURGALT_DATABASE__URL", &place.url)
        .env("SURGALT_SERVER__LISTEN", listen)
        .env("SURGALT_SIGN_IN__HASH_MEMORY_KIB", "8")
        .env("SURGALT_SIGN_IN__TRIES_PER_ACCOUNT", "1000000")
        .env("SURGALT_SIGN_IN__TRIES_PER_ADDRESS", "1000000")
        .env("SURGALT_LOG__FILTER", "warn");
    command
}

/// The processor time that this process has used, in seconds.
pub fn own_processor_seconds() -> Option<f64> {
    processor_seconds(&read_to_string("/proc/self/stat").ok()?)
}

/// The program `surgalt` beside this one.
fn program() -> Result<PathBuf, Failure> {
    let own = std::env::current_exe()?;
    let program = own
        .parent()
        .unwrap_or_else(|| Path::new("."))
        .join("surgalt");
    if program.exists() {
        return Ok(program);
    }
    let missing = program.display();
    Err(format!("{missing} is not there; build it: cargo build --workspace").into())
}

/// The address in what the server says when it listens, once the line has ended.
fn announced(said: &str) -> Option<SocketAddr> {
    let (lines, _) = said.rsplit_once('\n')?;
    let (_, address) = lines.lines().find_map(|line| line.split_once("http://"))?;
    address.trim().parse().ok()
}

/// User and system time in `/proc/…/stat`: the 14th and 15th field, counted behind the name, which
/// may have spaces in it.
fn processor_seconds(stat: &str) -> Option<f64> {
    let (_, fields) = stat.rsplit_once(')')?;
    let mut fields = fields.split_whitespace().skip(11);
    let mut ticks = || fields.next()?.parse::<u32>().ok().map(f64::from);
    Some((ticks()? + ticks()?) / TICKS)
}

fn kibibytes(status: &str, name: &str) -> Option<f64> {
    let line = status.lines().find_map(|line| line.strip_prefix(name))?;
    let kibibytes: u32 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(f64::from(kibibytes))
}

/// Goes on when this process, and the server that it starts, may hold a socket for everybody.
///
/// # Errors
/// Saying what to do.
pub fn require_open_files(people: u32) -> Result<(), Failure> {
    let needed = u64::from(people) + OTHER_FILES;
    let limits = read_to_string("/proc/self/limits").unwrap_or_default();
    match open_files(&limits) {
        Some(allowed) if allowed < needed => Err(format!(
            "{people} people need {needed} open files, and {allowed} are allowed: \
             raise the limit in this shell with `ulimit -n {needed}`"
        )
        .into()),
        _ => Ok(()),
    }
}

/// The soft limit of open files; absent when there is none.
fn open_files(limits: &str) -> Option<u64> {
    let line = limits
        .lines()
        .find_map(|line| line.strip_prefix("Max open files"))?;
    line.split_whitespace().next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_linux_tells_is_read() {
        let stat = "42 (a (b) c) S 1 42 42 0 -1 4194560 1 2 3 4 150 50 0 0 20 0 4 0 100 1 2";
        assert_eq!(processor_seconds(stat), Some(2.0));
        let status = "Name:\tsurgalt\nVmHWM:\t   51200 kB\nVmRSS:\t   40000 kB\n";
        assert_eq!(kibibytes(status, "VmHWM:"), Some(51_200.0));
        let limits = "Limit  Soft Limit  Hard Limit  Units\n\
                      Max open files            1024                 524288               files\n";
        assert_eq!(open_files(limits), Some(1_024));
        assert_eq!(
            open_files("Max open files  unlimited  unlimited  files"),
            None
        );
    }

    #[test]
    fn the_address_is_the_one_that_was_announced() {
        let said = "Surgalt listens on http://127.0.0.1:40123\n";
        assert_eq!(announced(said), "127.0.0.1:40123".parse().ok());
        assert_eq!(announced("Surgalt lis"), None);
        // Half a line may have half a port.
        assert_eq!(announced("Surgalt listens on http://127.0.0.1:40"), None);
    }

    #[test]
    fn too_few_open_files_are_told_of() {
        let error = require_open_files(u32::MAX).unwrap_err().to_string();
        assert!(error.contains("ulimit -n"), "{error}");
    }
}
