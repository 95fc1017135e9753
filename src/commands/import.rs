//! `surgalt import`: a course from a folder or a JSON file, written by hand or by another system.
//!
//! Works beside a running server, as the API does.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use clap::Args;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use surgalt::clock::Clock;
use surgalt::config::Config;
use surgalt::courses::document::CourseDocument;
use surgalt::courses::drafts::{self, NewDraft};
use surgalt::courses::import::{COURSE, parse_bundle};
use surgalt::courses::versions;
use surgalt::db::Database;
use surgalt::error::{Code, Error};
use surgalt::people;
use surgalt::policy::{Action, allows};
use surgalt::programmes::tables::programme;

use super::Failure;
use super::database::{in_words, open};

/// The most that is read of one file, in bytes: a lesson holds 400,000.
const FILE_LIMIT: u64 = 16 << 20;

/// How many files a course may have; more means that the wrong folder was named.
const FILES: usize = 2_000;

/// The course and where it goes.
#[derive(Debug, Args)]
pub struct Task {
    /// The folder with course.json in it, or one JSON file with everything in it.
    path: PathBuf,
    /// The e-mail address of the methodologist whose course it becomes.
    #[arg(long)]
    author: String,
    /// The code of the programme it belongs to.
    #[arg(long)]
    programme: String,
    /// Let anybody enrol.
    #[arg(long)]
    self_enrolment: bool,
    /// Publish it at once.
    #[arg(long)]
    publish: bool,
}

/// Imports the course and tells what was repaired on the way.
pub async fn run(config: Config, task: Task) -> Result<(), Failure> {
    let files = read(&task.path)?;
    let (document, repaired) = parse_bundle(&files).map_err(|error| in_words(&error))?;
    let database = open(&config).await?;
    let outcome = save(&database, task, document).await;
    database.close().await?;
    let said = outcome.map_err(|error| in_words(&error))?;
    for place in repaired {
        let (before, after) = (place.before, place.after);
        println!(
            "repaired {}, {}: {before} -> {after}",
            place.file, place.place
        );
    }
    println!("{said}");
    Ok(())
}

async fn save(database: &Database, task: Task, document: CourseDocument) -> Result<String, Error> {
    let now = Clock::system().now();
    let transaction = database.begin().await?;
    let author = people::store::by_name(&transaction, &task.author).await?;
    let author = author.ok_or_else(|| Error::field("--author", "field-unknown"))?;
    let roles = people::store::roles_of(&transaction, author.id).await?;
    if !roles.iter().any(|role| allows(*role, Action::Author)) {
        return Err(Code::Forbidden.into());
    }
    let programme = programme::Entity::find()
        .filter(programme::Column::Code.eq(task.programme))
        .one(&transaction)
        .await?
        .ok_or_else(|| Error::field("--programme", "field-unknown"))?;
    let title = document.title.clone();
    let draft = NewDraft {
        programme_id: programme.id,
        author_id: author.id,
        self_enrolment: task.self_enrolment,
        document,
    };
    let course = drafts::create(&transaction, draft, now).await?;
    let id = course.id;
    let state = if task.publish {
        let version = versions::publish(&transaction, course, author.id, now).await?;
        format!("published as version {}", version.number)
    } else {
        "a draft".to_owned()
    };
    transaction.commit().await?;
    Ok(format!("“{title}” is imported as course {id}, {state}"))
}

/// The files of the folder by their path within it, or the one file as the course.
fn read(path: &Path) -> Result<BTreeMap<String, Vec<u8>>, Failure> {
    let mut files = BTreeMap::new();
    if path.is_dir() {
        collect(path, path, &mut files)?;
    } else {
        files.insert(COURSE.to_owned(), read_file(path)?);
    }
    Ok(files)
}

fn collect(
    root: &Path,
    folder: &Path,
    files: &mut BTreeMap<String, Vec<u8>>,
) -> Result<(), Failure> {
    let named = |error| format!("{}: {error}", folder.display());
    for entry in std::fs::read_dir(folder).map_err(named)? {
        let entry = entry.map_err(named)?;
        // Links are not followed: what they lead to is not part of the folder.
        let (path, kind) = (entry.path(), entry.file_type().map_err(named)?);
        let extension = path.extension().and_then(|extension| extension.to_str());
        if kind.is_dir() {
            collect(root, &path, files)?;
        } else if kind.is_file() && matches!(extension, Some("json" | "md")) {
            let within: Vec<_> = path
                .strip_prefix(root)?
                .iter()
                .map(|part| part.to_string_lossy())
                .collect();
            files.insert(within.join("/"), read_file(&path)?);
        }
        if files.len() > FILES {
            return Err(format!("{} holds more than {FILES} files", root.display()).into());
        }
    }
    Ok(())
}

fn read_file(path: &Path) -> Result<Vec<u8>, Failure> {
    let named = |error| format!("{}: {error}", path.display());
    if path.metadata().map_err(named)?.len() > FILE_LIMIT {
        return Err(format!("{} is larger than {FILE_LIMIT} bytes", path.display()).into());
    }
    Ok(std::fs::read(path).map_err(named)?)
}
