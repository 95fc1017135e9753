//! What every handler shares: who is asking, strict JSON, pages, entity tags, requests that are
//! sent again, and how a failure is written.

pub mod actor;
pub mod attachment;
pub mod download;
pub mod etag;
pub mod export;
pub mod health;
pub mod idempotency;
pub mod json;
pub mod language;
pub mod methods;
pub mod page;
pub mod problem;
pub mod range;
pub mod routes;
pub mod settings;
pub mod sheets;
pub mod telemetry;
pub mod upload;

pub use etag::IfMatch;
pub use idempotency::IdempotencyKey;
pub use json::Json;
pub use language::Spoken;
pub use page::{Page, PageQuery};
