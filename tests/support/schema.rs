//! Databases for stories. The schema is made once, and each story begins with a copy of it: made anew for
//! each, it would take a third of the time of all stories.

use std::path::Path;

use sea_orm::{ConnectionTrait, Database};
use surgalt::config::{Config, Secret};
use surgalt::ids;
use tokio::sync::OnceCell;

/// A SQLite file with the schema and nothing else.
static SQLITE: OnceCell<Vec<u8>> = OnceCell::const_new();
/// The name of such a database on the PostgreSQL server.
static POSTGRESQL: OnceCell<String> = OnceCell::const_new();

/// Puts a database into a data folder, unless the folder has one.
pub async fn put_into(data: &Path) {
    let file = data.join("surgalt.db");
    if !file.exists() {
        let bytes = SQLITE.get_or_init(sqlite).await;
        std::fs::create_dir_all(data).unwrap();
        std::fs::write(file, bytes).unwrap();
    }
}

async fn sqlite() -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    migrate(&Config::defaults().unwrap(), folder.path()).await;
    std::fs::read(folder.path().join("surgalt.db")).unwrap()
}

/// Makes a database on the PostgreSQL server of the tests; gives its address.
pub async fn new_postgresql_database() -> String {
    let template = POSTGRESQL.get_or_init(postgresql).await;
    create(&format!(" TEMPLATE {template}")).await
}

async fn postgresql() -> String {
    let url = create("").await;
    let name = url.rsplit('/').next().unwrap().to_owned();
    let mut config = Config::defaults().unwrap();
    config.database.url = Secret::new(url);
    migrate(&config, Path::new("")).await;
    name
}

/// A place of its own in the bucket of the tests.
pub fn new_bucket() -> String {
    std::env::var("AWS_ENDPOINT")
        .expect("AWS_ENDPOINT names the S3 server of the tests: use tests/run");
    format!("s3://stories/{}", ids::new_id().simple())
}

async fn create(options: &str) -> String {
    let server = std::env::var("TEST_POSTGRES_URL")
        .expect("TEST_POSTGRES_URL names the PostgreSQL server of the tests: use tests/run");
    let name = format!("story_{}", ids::new_id().simple());
    let connection = Database::connect(format!("{server}/postgres"))
        .await
        .unwrap();
    connection
        .execute_unprepared(&format!("CREATE DATABASE {name}{options}"))
        .await
        .unwrap();
    connection.close().await.unwrap();
    format!("{server}/{name}")
}

async fn migrate(config: &Config, folder: &Path) {
    let database = surgalt::db::Database::connect(&config.database, folder)
        .await
        .unwrap();
    database.migrate().await.unwrap();
    database.close().await.unwrap();
}
