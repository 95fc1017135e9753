//! What several servers share beside the database.

use serde::{Deserialize, Serialize};

use super::Secret;

/// See `[bus]` in `config/default.toml`.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bus {
    /// Empty for one server by itself, else `nats://` addresses.
    pub url: Secret,
    /// What the names of streams and subjects begin with.
    pub prefix: String,
    /// On how many servers of the bus the rooms' logs are kept.
    pub replicas: usize,
}

impl Bus {
    /// What is wrong with it, if anything is.
    pub(super) fn fault(&self) -> Option<&'static str> {
        let url = self.url.reveal();
        let is_address = |url: &str| url.starts_with("nats://") || url.starts_with("tls://");
        if !url.is_empty() && !url.split(',').all(is_address) {
            return Some(
                "bus.url must be empty (one server) or addresses such as nats://host:4222",
            );
        }
        let is_sign = |sign: char| sign.is_ascii_alphanumeric() || sign == '-';
        if self.prefix.is_empty() || !self.prefix.chars().all(is_sign) {
            return Some("bus.prefix must be letters, digits and hyphens");
        }
        None
    }
}
