//! The harness of the stories: a whole server on a database of its own, and people who use it.

mod client;
mod course;
mod house;
mod room;

pub use client::{Answer, Client};
pub use course::Course;
pub use house::{Backend, House, PASSWORD};

/// Runs each story on each database.
macro_rules! stories {
    ($($story:ident),+ $(,)?) => {
        mod on_sqlite {
            $(#[actix_web::test]
            async fn $story() {
                super::$story($crate::support::House::open($crate::support::Backend::Sqlite).await).await;
            })+
        }
        mod on_postgresql {
            $(#[actix_web::test]
            async fn $story() {
                super::$story($crate::support::House::open($crate::support::Backend::Postgresql).await).await;
            })+
        }
    };
}
