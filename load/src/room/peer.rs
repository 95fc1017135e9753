//! Starts what is measured: the server of this house, or one of the peers.

use std::path::Path;
use std::process::{Command, Stdio};

use super::Plan;
use super::dialect::Peer;
use crate::database::Place;
use crate::server::{Running, serve};
use crate::{Failure, cores};

/// The peers on Node, as they are written into a folder of their own.
const FILES: [(&str, &str); 4] = [
    ("package.json", include_str!("../../peers/package.json")),
    ("uws.mjs", include_str!("../../peers/uws.mjs")),
    ("ws.mjs", include_str!("../../peers/ws.mjs")),
    ("socketio.mjs", include_str!("../../peers/socketio.mjs")),
];

/// Starts the server of this house. Tickets live longer than by default: ten thousand are asked for
/// before the first is used.
///
/// # Errors
/// When the program is not there.
pub fn start_here(plan: &Plan, place: &Place, listen: &str) -> Result<Running, Failure> {
    let mut command = serve(place, listen)?;
    command.env("SURGALT_WEBINARS__TICKET_SECONDS", "600");
    command.env(
        "SURGALT_WEBINARS__BATCH_MILLISECONDS",
        plan.batch_ms.to_string(),
    );
    if let Some(cluster) = &plan.cluster {
        command.env("SURGALT_BUS__URL", &cluster.bus);
    }
    cores::on(plan.server_core, || Running::spawn(command, &place.folder))
}

/// Starts a peer.
///
/// # Errors
/// When it is not there; for those on Node also when `npm` cannot install them.
pub fn start(plan: &Plan, folder: &Path) -> Result<Running, Failure> {
    let command = match plan.peer {
        Peer::NodeWs => node(folder, "ws.mjs", "--omit=optional")?,
        Peer::SocketIo => node(folder, "socketio.mjs", "--omit=optional")?,
        // A hundred megabytes, which nobody else needs.
        Peer::Uws => node(folder, "uws.mjs", "--include=optional")?,
        Peer::Limit | Peer::Surgalt => {
            let mut command = Command::new(std::env::current_exe()?);
            command.args(["limit", "--batch-ms", &plan.batch_ms.to_string()]);
            command
        }
    };
    cores::on(plan.server_core, || Running::spawn(command, folder))
}

fn node(folder: &Path, program: &str, packages: &str) -> Result<Command, Failure> {
    for (name, text) in FILES {
        std::fs::write(folder.join(name), text)?;
    }
    let installed = Command::new("npm")
        .args([
            "install",
            "--no-audit",
            "--no-fund",
            "--loglevel=error",
            packages,
        ])
        // What they install by scripts is none of ours.
        .arg("--ignore-scripts")
        .current_dir(folder)
        .stdin(Stdio::null())
        .output()
        .map_err(|error| format!("the peers on Node need node and npm: npm: {error}"))?;
    if !installed.status.success() {
        let said = String::from_utf8_lossy(&installed.stderr);
        return Err(format!("npm cannot install the peers: {}", said.trim()).into());
    }
    let mut command = Command::new("node");
    command.arg(program).current_dir(folder);
    Ok(command)
}
