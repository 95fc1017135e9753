//! `surgalt demo`: a fresh folder with a real course and a few people, served at once; with
//! `--walk`, the main job is done in it and the server stops.

use std::net::{SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::time::Duration;

use clap::Args;
use surgalt::clock::Clock;
use surgalt::config::{Config, Secret};
use surgalt::courses::document::CourseDocument;
use surgalt::demo::people::{PASSWORD, everybody};
use surgalt::demo::walk::{Report, Walk, WalkError, walk};
use surgalt::demo::{content, seed};
use surgalt::server::Server;

use super::Failure;
use super::serve::told_to_stop;

/// A file that says that the folder is a demo's, and may be emptied.
const MARK: &str = "this-is-a-demo";

/// What the demo can be told.
#[derive(Debug, Args)]
pub struct Task {
    /// The folder to make; one that an earlier demo has made is made anew.
    #[arg(long, default_value = "data/demo")]
    data: PathBuf,
    /// Do the main job as real clients over HTTP and websockets, tell each step, and stop.
    #[arg(long)]
    walk: bool,
}

/// Makes the folder, serves, and walks when asked to.
pub async fn run(task: Task, mut config: Config) -> Result<(), Failure> {
    make_fresh(&task.data)?;
    config.data_folder = task.data.clone();
    config.database.url = Secret::new("");
    config.mail.smtp_url = Secret::new("");
    if task.walk {
        // Any free port: a walk disturbs no server that runs already.
        config.server.listen = free_address()?;
        config.server.public_address = format!("http://{}", config.server.listen);
    }
    let mut server = Server::start(config, Clock::system()).await?;
    let base = format!("http://{}", server.address);
    seed::people(&server.app).await?;
    let document = content::course()?;
    seed_course(&base, &server, &document).await?;
    let outcome = if task.walk {
        walk_through(base, &task.data, document).await
    } else {
        introduce(&base, &task.data);
        tokio::select! {
            outcome = server.wait() => outcome.map_err(Failure::from),
            () = told_to_stop() => Ok(()),
        }
    };
    server.stop().await;
    outcome
}

/// An address on this machine that was free a moment ago.
fn free_address() -> std::io::Result<SocketAddr> {
    TcpListener::bind(("127.0.0.1", 0))?.local_addr()
}

/// An empty folder with the mark in it. A folder that is not a demo's is left alone.
fn make_fresh(folder: &Path) -> Result<(), Failure> {
    if folder.join(MARK).exists() {
        std::fs::remove_dir_all(folder)?;
    } else if folder.exists() && folder.read_dir()?.next().is_some() {
        let folder = folder.display();
        return Err(format!("{folder} is not a demo's folder and not empty; name another").into());
    }
    std::fs::create_dir_all(folder)?;
    std::fs::write(
        folder.join(MARK),
        "surgalt demo empties this folder when it starts\n",
    )?;
    Ok(())
}

async fn seed_course(
    base: &str,
    server: &Server,
    document: &CourseDocument,
) -> Result<(), Failure> {
    let (base, app, document) = (base.to_owned(), server.app.clone(), document.clone());
    as_client(move || async move { seed::course(&base, &app, &document).await }).await?;
    Ok(())
}

async fn walk_through(
    base: String,
    folder: &Path,
    document: CourseDocument,
) -> Result<(), Failure> {
    let plan = Walk {
        base,
        data_folder: folder.to_owned(),
        patience: Duration::from_secs(20),
        webinar: Duration::from_secs(6),
        document,
    };
    let report: Report = as_client(move || async move {
        walk(&plan, |step, took| println!("{:>8.0?}  {step}", took)).await
    })
    .await?;
    println!(
        "certificate {}; {} acknowledged facts checked; certificate.pdf and mail/ are in {}",
        report.serial_number,
        report.checked,
        folder.display()
    );
    Ok(())
}

fn introduce(base: &str, folder: &Path) {
    println!("Surgalt's demo is at {base}");
    println!("  API documentation  {base}/api/docs/");
    println!("  data and mails     {}", folder.display());
    println!("  sign-ins           everybody's password is {PASSWORD}");
    for person in everybody() {
        let role = person.role.name();
        println!(
            "    {:<28} {role:<14} {} {}",
            person.email, person.surname, person.given_name
        );
    }
    println!("Stop it with Ctrl-C.");
}

/// Runs clients on a thread of their own: their library keeps to one thread, while the server's
/// runtime has many.
async fn as_client<T, F>(work: impl FnOnce() -> F + Send + 'static) -> Result<T, Failure>
where
    T: Send + 'static,
    F: Future<Output = Result<T, WalkError>>,
{
    let thread = tokio::task::spawn_blocking(|| actix_web::rt::System::new().block_on(work()));
    Ok(thread.await??)
}
