//! People: who they are, how they sign in, and where in the organisation tree they stand.
//!
//! An administrator registers a person, who gets an invitation by mail and sets a password. Signing
//! in opens a *session*, one a device: a short-lived access token that is sent with every request,
//! and a refresh token that is exchanged for new ones, once each. A refresh token that comes a
//! second time has been stolen by one side or the other, and ends the session.
//!
//! Where somebody is or was, and as what, are dated facts: `placing.rs` has their rules, `placements.rs`
//! writes them down. `tree.rs` keeps the tree of organisations. `names.rs` knows a name in any spelling.
//! People are known by e-mail addresses, telephone numbers (`contacts.rs`) and register numbers;
//! `identifiers.rs` reads what they type. Who has lost the password and the address gets in by a code that
//! an officer tells or prints on a card: `recovery.rs`, `recovery_code.rs`, `card_sheet.rs`.
//!
//! `http/` has the routes, `store.rs` the queries, `tokens.rs` the signed access tokens,
//! `actors.rs` who is asking, `password.rs` the hashes, `sessions.rs` the devices, `rate_limit.rs` how often one may try.

pub mod actors;
pub mod card_sheet;
pub mod contacts;
pub mod http;
pub mod identifiers;
pub mod kind;
pub mod names;
pub mod password;
pub mod placements;
pub mod placing;
pub mod position;
pub mod rate_limit;
pub mod recovery;
pub mod recovery_code;
pub mod register_number;
pub mod registration;
pub mod sessions;
pub mod single_use;
pub mod store;
pub mod tables;
pub mod tokens;
pub mod tree;
