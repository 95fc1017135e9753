//! Databases that live as long as a scenario: a folder with SQLite in it, or a fresh database of a
//! PostgreSQL server.

use std::path::{Path, PathBuf};

use sea_orm::{ConnectionTrait, DatabaseConnection};
use surgalt::config::{self, Config, Secret};
use surgalt::db::Database;
use surgalt::ids;

use crate::Failure;

/// Where a database is.
#[derive(Debug, Clone)]
pub struct Place {
    /// The data folder; with SQLite the database is in it.
    pub folder: PathBuf,
    /// The address of the database; empty for SQLite in the folder.
    pub url: String,
    /// The server and the name of a database that was made for the scenario.
    made: Option<(String, String)>,
}

impl Place {
    /// A fresh database in a folder of its own below `folder`, which is on the disk that is measured.
    ///
    /// # Errors
    /// When it cannot be made.
    pub async fn fresh(database: &str, folder: &Path, name: &str) -> Result<Self, Failure> {
        let folder = folder.join(name);
        std::fs::create_dir_all(&folder)?;
        if database == "sqlite" {
            return Ok(Self::existing(String::new(), folder));
        }
        let server = server_of(database)?;
        let name = format!("load_{name}_{}", ids::new_id().simple());
        let connection = connect(&format!("{server}/postgres")).await?;
        connection
            .execute_unprepared(&format!("CREATE DATABASE {name}"))
            .await?;
        connection.close().await?;
        Ok(Self {
            folder,
            url: format!("{server}/{name}"),
            made: Some((server.to_owned(), name)),
        })
    }

    /// The database of a server that runs already.
    pub fn existing(url: String, folder: PathBuf) -> Self {
        Self {
            folder,
            url,
            made: None,
        }
    }

    /// Whether it is SQLite.
    pub fn is_sqlite(&self) -> bool {
        self.url.is_empty()
    }

    /// What it is called in figures.
    pub fn kind(&self) -> &'static str {
        if self.is_sqlite() {
            "sqlite"
        } else {
            "postgresql"
        }
    }

    /// Connects as the server does, and brings the schema up to date.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn connect(&self) -> Result<Database, Failure> {
        let settings = config::Database {
            url: Secret::new(self.url.clone()),
            connections: 2,
            ..Config::defaults()?.database
        };
        let database = Database::connect(&settings, &self.folder).await?;
        database.migrate().await?;
        Ok(database)
    }

    /// Drops what was made for the scenario on a server; folders go with the one they are in.
    ///
    /// # Errors
    /// When the server fails.
    pub async fn give_back(self) -> Result<(), Failure> {
        if let Some((server, name)) = self.made {
            let connection = connect(&format!("{server}/postgres")).await?;
            connection
                .execute_unprepared(&format!("DROP DATABASE {name} WITH (FORCE)"))
                .await?;
            connection.close().await?;
        }
        Ok(())
    }
}

async fn connect(url: &str) -> Result<DatabaseConnection, Failure> {
    let mut options = sea_orm::ConnectOptions::new(url);
    options.max_connections(1).sqlx_logging(false);
    Ok(sea_orm::Database::connect(options).await?)
}

/// The address of a PostgreSQL server without the database that stands at its end.
fn server_of(url: &str) -> Result<&str, Failure> {
    let refused = || format!("--database must be sqlite or begin with postgres://, not {url:?}");
    let (scheme, rest) = url.split_once("://").ok_or_else(refused)?;
    if scheme != "postgres" && scheme != "postgresql" {
        return Err(refused().into());
    }
    let end = rest.find(['/', '?']).unwrap_or(rest.len());
    Ok(url
        .get(..scheme.len() + "://".len() + end)
        .unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_server_is_what_stands_before_the_database() {
        for url in [
            "postgres://surgalt@127.0.0.1:5432",
            "postgres://surgalt@127.0.0.1:5432/",
            "postgres://surgalt@127.0.0.1:5432/other?sslmode=disable",
        ] {
            assert_eq!(server_of(url).unwrap(), "postgres://surgalt@127.0.0.1:5432");
        }
        assert!(server_of("mysql://127.0.0.1").is_err());
        assert!(server_of("postgres").is_err());
    }
}
