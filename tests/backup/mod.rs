//! An operator moves the house from one database to another, and puts it back after a fire.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Duration;

use object_store::{ObjectStoreExt, PutPayload};
use sea_orm::{ConnectionTrait, DbBackend, QueryResult, Statement};
use serde_json::Value;
use surgalt::backup::archive::{Contents, Head, Reader, Writer};
use surgalt::backup::{BackupError, putting_back, tables, taking};
use surgalt::config::{Config, Secret};
use surgalt::courses::files;
use surgalt::db::Database;
use surgalt::demo::walk::{Walk, walk};
use surgalt::demo::{content, seed};
use surgalt::policy::Role;
use tempfile::TempDir;

use crate::support::{
    Backend, Client, House, PASSWORD, new_bucket, new_postgresql_database, short_course,
};

stories_on![
    everything_moves_to_the_other_database_while_people_work,
    what_cannot_be_put_back_is_refused_and_changes_nothing,
    an_archive_holds_every_table_and_column,
];

/// A place where nothing is yet.
struct Place {
    config: Config,
    folder: TempDir,
}

impl Place {
    async fn new(backend: Backend) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut config = Config::defaults().unwrap();
        config.data_folder = folder.path().join("data");
        std::fs::create_dir(&config.data_folder).unwrap();
        if backend == Backend::Postgresql {
            config.files.storage = new_bucket();
            config.database.url = Secret::new(new_postgresql_database().await);
        }
        Self { config, folder }
    }

    async fn database(&self) -> Database {
        let config = &self.config;
        Database::connect(&config.database, &config.data_folder)
            .await
            .unwrap()
    }

    async fn put_back(&self, archive: &Path) -> Result<Contents, BackupError> {
        let database = self.database().await;
        let storage = files::open_storage(&self.config).unwrap();
        let archive = Reader::open(archive)?;
        let outcome = putting_back::put_back(&database, &*storage, archive, |_| {}).await;
        database.close().await.unwrap();
        outcome
    }
}

async fn back_up(house: &House, folder: &Path) -> (PathBuf, Contents) {
    let path = folder.join("surgalt.zip");
    let (database, storage) = (&house.app.database, &*house.app.files);
    let now = house.clock.now();
    let contents = taking::take(database, storage, &path, now, |_| {}).await;
    (path, contents.unwrap())
}

/// The lines of each table, in an order of their own.
fn lines(archive: &Path) -> BTreeMap<String, Vec<String>> {
    let mut archive = Reader::open(archive).unwrap();
    let names: Vec<String> = archive.contents.rows.keys().cloned().collect();
    let table = |name: String| {
        let mut table = archive.table(&name).unwrap();
        let mut lines = Vec::new();
        while let Some(row) = table.read::<Vec<Value>>().unwrap() {
            lines.push(serde_json::to_string(&row).unwrap());
        }
        lines.sort();
        (name, lines)
    };
    names.into_iter().map(table).collect()
}

/// What the database holds rows to: its triggers and references, and whether they are awake.
async fn rules(place: &Place) -> Vec<String> {
    let database = place.database().await;
    let reader = database.reader();
    let sql = match reader.get_database_backend() {
        DbBackend::Sqlite => "SELECT sql AS rule FROM sqlite_master WHERE type = 'trigger'",
        _ => {
            "SELECT concat(conrelid::regclass, conname, pg_get_constraintdef(oid)) AS rule FROM pg_constraint \
             UNION ALL SELECT concat(tgrelid::regclass, tgname, tgenabled) FROM pg_trigger WHERE NOT tgisinternal"
        }
    };
    let asked = Statement::from_string(reader.get_database_backend(), sql);
    let found = reader.query_all_raw(asked).await.unwrap();
    let rule = |row: &QueryResult| row.try_get("", "rule").unwrap();
    let mut rules: Vec<String> = found.iter().map(rule).collect();
    rules.sort();
    database.close().await.unwrap();
    assert!(!rules.is_empty());
    rules
}

fn other(backend: Backend) -> Backend {
    match backend {
        Backend::Sqlite => Backend::Postgresql,
        Backend::Postgresql => Backend::Sqlite,
    }
}

async fn everything_moves_to_the_other_database_while_people_work(backend: Backend) {
    let house = House::open(backend).await;
    let host = house.person(&[Role::Methodologist]).await;
    let teacher = house.person(&[Role::Learner]).await;
    house.in_one_school(&[&host, &teacher]).await;
    let course = house.course(&host, short_course("Манлайлал", "mn")).await;
    let certificate = house.certificate(&host, &teacher, &course).await;
    // And the main job, from the invitation to the certificate, so that many tables have rows.
    seed::people(&house.app).await.unwrap();
    let plan = Walk {
        base: house.base.clone(),
        data_folder: house.app.config.data_folder.clone(),
        patience: Duration::from_secs(120),
        // Long enough for who comes late because the machine has much to do.
        webinar: Duration::from_secs(20),
        document: content::course().unwrap(),
    };
    walk(&plan, |_, _| {}).await.unwrap();
    let picture = object_store::path::Path::from("courses/picture");
    let bytes: Vec<u8> = (0..3_000_000_u32).map(|at| at.to_le_bytes()[0]).collect();
    let payload = PutPayload::from(bytes.clone());
    house.app.files.put(&picture, payload).await.unwrap();

    let place = Place::new(other(backend)).await;
    let newcomers = async {
        for _ in 0..20 {
            house.person(&[Role::Learner]).await;
        }
    };
    let ((archive, contents), ()) =
        futures_util::future::join(back_up(&house, place.folder.path()), newcomers).await;
    assert_eq!(contents.rows["certificates"], 2);
    let filled = contents.rows.values().filter(|rows| **rows > 0).count();
    assert!(filled > 20, "{contents:?}");
    assert!(
        contents.files >= 1 && contents.missing.is_empty(),
        "{contents:?}"
    );
    let put_back = place.put_back(&archive).await.unwrap();
    assert_eq!(put_back, contents);
    let fresh = Place::new(other(backend)).await;
    fresh.database().await.migrate().await.unwrap();
    assert_eq!(rules(&place).await, rules(&fresh).await);

    // What is taken from there is what was taken here.
    let Place { config, folder } = place;
    let moved = House::open_with(backend, |its| {
        its.database.url = config.database.url.clone();
        its.files.storage = config.files.storage.clone();
        its.data_folder = config.data_folder.clone();
    })
    .await;
    let again = folder.path().join("again");
    std::fs::create_dir(&again).unwrap();
    let (second, _) = back_up(&moved, &again).await;
    let (one, two) = (lines(&archive), lines(&second));
    for (table, lines) in &one {
        // The server that was opened there has taken up its work, and counted its visitors.
        if !["outbox", "rate_limits"].contains(&table.as_str()) {
            assert_eq!(lines, &two[table], "{table}");
        }
    }
    let stored = moved.app.files.get(&picture).await.unwrap();
    assert_eq!(stored.bytes().await.unwrap(), bytes);

    // People go on: their passwords and certificates are theirs, and new ones are numbered on.
    let mut same = Client::new(&moved.base);
    same.email = teacher.email.clone();
    same.sign_in(PASSWORD).await;
    let own = same.get("/api/v1/me/certificates").await.expect(200);
    assert_eq!(
        own["items"][0]["serial_number"],
        certificate["serial_number"]
    );
    let colleague = moved.person(&[Role::Learner]).await;
    let mut author = Client::new(&moved.base);
    author.email = host.email.clone();
    author.person_id = host.person_id;
    author.sign_in(PASSWORD).await;
    let next = moved.certificate(&author, &colleague, &course).await;
    assert_ne!(next["serial_number"], certificate["serial_number"]);
}

async fn what_cannot_be_put_back_is_refused_and_changes_nothing(backend: Backend) {
    let house = House::open(backend).await;
    house.person(&[Role::Learner]).await;
    let place = Place::new(backend).await;
    let (archive, _) = back_up(&house, place.folder.path()).await;
    let whole = std::fs::read(&archive).unwrap();
    let people = async || {
        let database = place.database().await;
        database.migrate().await.unwrap();
        let sql = "SELECT count(*) FROM people";
        let backend = database.reader().get_database_backend();
        let asked = Statement::from_string(backend, sql);
        let found = database.reader().query_one_raw(asked).await.unwrap();
        let count: i64 = found.unwrap().try_get_by_index(0).unwrap();
        database.close().await.unwrap();
        count
    };

    // A copy that broke off, and one in which a byte has changed.
    let broken = place.folder.path().join("broken.zip");
    std::fs::write(&broken, &whole[..whole.len() / 2]).unwrap();
    let refused = place.put_back(&broken).await.unwrap_err();
    assert!(
        refused.to_string().contains("no whole archive"),
        "{refused}"
    );
    let mut changed = whole.clone();
    let middle = changed.len() / 3;
    changed[middle] ^= 1;
    std::fs::write(&broken, &changed).unwrap();
    place.put_back(&broken).await.unwrap_err();

    // One of a version that is yet to come, and one that holds less than it says.
    let mut of = Reader::open(&archive).unwrap();
    let mut steps = of.head.steps.clone();
    let later = place.folder.path().join("later.zip");
    let head = |steps: &[String]| Head {
        steps: steps.to_vec(),
        ..of.head.clone()
    };
    let less = place.folder.path().join("less.zip");
    let mut writer = Writer::begin(&less, &head(&steps)).unwrap();
    for name in of.contents.rows.clone().keys() {
        let mut table = of.table(name).unwrap();
        writer.table(name, &table.columns).unwrap();
        let mut is_kept = name != "people";
        while let Some(row) = table.read::<Vec<Value>>().unwrap() {
            if std::mem::replace(&mut is_kept, true) {
                writer.row(&row).unwrap();
            }
        }
    }
    writer.end(&of.contents).unwrap();
    steps.push("m9999_tomorrow".to_owned());
    let writer = Writer::begin(
        &later,
        &Head {
            steps,
            ..of.head.clone()
        },
    )
    .unwrap();
    writer.end(&Contents::default()).unwrap();
    let refused = place.put_back(&later).await.unwrap_err();
    assert!(refused.to_string().contains("m9999_tomorrow"), "{refused}");
    let refused = place.put_back(&less).await.unwrap_err();
    assert!(
        matches!(
            refused,
            BackupError::Lost {
                found: 0,
                wanted: 1,
                ..
            }
        ),
        "{refused}"
    );
    assert_eq!(people().await, 0);

    // After all of that the whole one is put back; a second time nothing is overwritten.
    place.put_back(&archive).await.unwrap();
    assert_eq!(people().await, 1);
    let refused = place.put_back(&archive).await.unwrap_err();
    assert!(refused.to_string().contains("not empty"), "{refused}");
    assert_eq!(people().await, 1);
}

async fn an_archive_holds_every_table_and_column(backend: Backend) {
    let place = Place::new(backend).await;
    let database = place.database().await;
    database.migrate().await.unwrap();
    let reader = database.reader();
    let sql = match reader.get_database_backend() {
        DbBackend::Sqlite => {
            "SELECT m.name AS t, c.name AS c FROM sqlite_master m JOIN pragma_table_info(m.name) c \
             WHERE m.type = 'table'"
        }
        _ => {
            "SELECT table_name::text AS t, column_name::text AS c FROM information_schema.columns \
             WHERE table_schema = current_schema()"
        }
    };
    let asked = Statement::from_string(reader.get_database_backend(), sql);
    let mut found = Vec::new();
    for row in reader.query_all_raw(asked).await.unwrap() {
        let table: String = row.try_get("", "t").unwrap();
        let column: String = row.try_get("", "c").unwrap();
        // The steps of the schema are in the head, and how far a bus was copied is true of that bus alone.
        let is_left = ["seaql_migrations", "room_projections"].contains(&&*table);
        if !is_left && !table.starts_with("sqlite_") {
            found.push((table, column));
        }
    }
    let mut known = Vec::new();
    for table in tables::all() {
        for (column, _) in table.columns().unwrap() {
            known.push((table.name(), column));
        }
    }
    found.sort();
    known.sort();
    assert_eq!(known, found);
    database.close().await.unwrap();
}
