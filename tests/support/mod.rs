//! The harness of the stories: a whole server on a database of its own, and people who use it.

mod client;
mod cluster;
mod course;
mod house;
mod learning;
mod line;
mod polling;
mod process;
mod room;
mod schema;
mod smtp;
mod tree;

pub use client::{Answer, Client};
pub use cluster::Cluster;
pub use course::Course;
pub use house::{Backend, House, PASSWORD, houses_are_closed};
pub use learning::short_course;
pub use line::{BadLine, ask};
pub use polling::Polling;
pub use process::{Installation, free_port, raise_open_files};
pub use room::RoomClient;
pub use schema::{new_bucket, new_postgresql_database};
pub use smtp::{MailServer, Mood};
pub use tree::Tree;

/// Runs each story on each database.
macro_rules! stories {
    ($($story:ident),+ $(,)?) => {
        mod on_sqlite {
            $(#[actix_web::test]
            async fn $story() {
                super::$story($crate::support::House::open($crate::support::Backend::Sqlite).await).await;
                $crate::support::houses_are_closed().await;
            })+
        }
        mod on_postgresql {
            $(#[actix_web::test]
            async fn $story() {
                super::$story($crate::support::House::open($crate::support::Backend::Postgresql).await).await;
                $crate::support::houses_are_closed().await;
            })+
        }
    };
}

/// Runs each story on each database, for stories that open a house of their own kind.
macro_rules! stories_on {
    ($($story:ident),+ $(,)?) => {
        mod on_sqlite {
            $(#[actix_web::test]
            async fn $story() {
                super::$story($crate::support::Backend::Sqlite).await;
                $crate::support::houses_are_closed().await;
            })+
        }
        mod on_postgresql {
            $(#[actix_web::test]
            async fn $story() {
                super::$story($crate::support::Backend::Postgresql).await;
                $crate::support::houses_are_closed().await;
            })+
        }
    };
}
