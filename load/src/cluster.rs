//! The scenario `cluster`: the scenario `room` on several servers that share a database and a bus, both started here
//! unless they are named. Servers are killed and stand still while people speak; afterwards everybody must have the
//! same log, every acknowledged line once, and the attendance that the log says.

pub mod services;

use std::sync::{Arc, Mutex};

use clap::Args;

use crate::Failure;
use crate::room::{self, Cluster};
use services::{Nats, Postgresql, Services};

/// How many servers there are, and what happens to them.
#[derive(Debug, Clone, Args)]
#[group(skip)]
pub struct Plan {
    /// How many servers share the room.
    #[arg(long, default_value_t = 3, value_parser = clap::value_parser!(u16).range(1..=9))]
    nodes: u16,
    /// The address of the bus; one is started when absent.
    #[arg(long)]
    bus: Option<String>,
    /// How often one of the servers stands still for half a minute, at random.
    #[arg(long, default_value_t = 0)]
    pauses: u16,
    /// How often the bus is killed and started again.
    #[arg(long, default_value_t = 0)]
    bus_restarts: u16,
    /// How often the database crashes and recovers.
    #[arg(long, default_value_t = 0)]
    database_restarts: u16,
    #[command(flatten)]
    room: room::Plan,
}

/// Plays the scenario and prints its figures; whether all is well.
///
/// # Errors
/// When it cannot be played to its end.
pub async fn run(plan: Plan) -> Result<bool, Failure> {
    let folder = match plan.room.folder() {
        Some(folder) => tempfile::tempdir_in(folder)?,
        None => tempfile::tempdir()?,
    };
    let postgresql = match plan.room.names_database() {
        true => None,
        false => Some(Postgresql::start(folder.path()).await?),
    };
    let nats = match plan.bus {
        Some(_) => None,
        None => Some(Nats::start(folder.path()).await?),
    };
    if nats.is_none() && plan.bus_restarts > 0 || postgresql.is_none() && plan.database_restarts > 0
    {
        return Err(
            "only what was started here is started again: leave out --bus, --database".into(),
        );
    }
    let started = nats.as_ref().map(|nats| nats.url.clone());
    let database = postgresql.as_ref().map(|server| server.url.clone());
    let cluster = Cluster {
        nodes: plan.nodes.into(),
        bus: plan.bus.or(started).unwrap_or_default(),
        pauses: plan.pauses,
        bus_restarts: plan.bus_restarts,
        database_restarts: plan.database_restarts,
        services: Arc::new(Mutex::new(Services { nats, postgresql })),
    };
    room::run(plan.room.on(database, cluster)).await
}
