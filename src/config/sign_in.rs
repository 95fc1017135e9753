//! The keys of `[sign_in]`.

use serde::{Deserialize, Serialize};

/// See `[sign_in]` in `config/default.toml`.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SignIn {
    /// How long an access token is valid, in seconds.
    pub access_token_seconds: i64,
    /// How long a device stays signed in without being used, in days.
    pub refresh_token_days: i64,
    /// How long a link that signs a person in is valid, in minutes.
    pub magic_link_minutes: i64,
    /// How long an invitation is valid, in days.
    pub invitation_days: i64,
    /// The tries at signing in to one account that are let through in 15 minutes.
    pub tries_per_account: i32,
    /// The tries at signing in from one address that are let through in 15 minutes.
    pub tries_per_address: i32,
    /// How long a link that verifies an address is valid, in days.
    pub verification_days: i64,
    /// How long a recovery code is valid, in hours.
    pub recovery_code_hours: i64,
    /// How many recovery codes one person may issue in an hour.
    pub recovery_codes_per_hour: u64,
    /// How long a sign-in card is valid, in days.
    pub card_days: i64,
    /// How many sign-in cards one person may issue in an hour.
    pub cards_per_hour: u64,
    /// Memory for one password hash, in KiB.
    pub hash_memory_kib: u32,
}
