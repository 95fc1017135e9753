//! The servers of a room: one, or several that share it.

use std::net::SocketAddr;

use crate::Failure;
use crate::database::Place;
use crate::server::Running;

use super::{Plan, peer};

/// Servers of one installation.
pub struct Servers(Vec<Server>);

/// One server.
pub struct Server {
    /// The program.
    pub running: Running,
    /// Where its folder and the database are; absent for a peer.
    place: Option<Place>,
}

impl Servers {
    /// A peer.
    pub fn peer(running: Running) -> Self {
        Self(vec![Server {
            running,
            place: None,
        }])
    }

    /// As many servers of this house on one database as the plan wants, each with a folder of its own.
    ///
    /// # Errors
    /// When the program is not there.
    pub fn start(plan: &Plan, place: &Place) -> Result<Self, Failure> {
        let count = plan.cluster.as_ref().map_or(1, |cluster| cluster.nodes);
        let servers = (0..count).map(|number| {
            let folder = place.folder.join(format!("node-{number}"));
            let place = match number {
                0 => place.clone(),
                _ => Place::existing(place.url.clone(), folder),
            };
            std::fs::create_dir_all(&place.folder)?;
            Ok(Server {
                running: peer::start_here(plan, &place, "127.0.0.1:0")?,
                place: Some(place),
            })
        });
        servers.collect::<Result<_, _>>().map(Self)
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.0.len()
    }

    /// One of them.
    pub fn at(&mut self, which: usize) -> Option<&mut Running> {
        self.0.get_mut(which).map(|server| &mut server.running)
    }

    /// Whether all of them listen.
    ///
    /// # Errors
    /// When one does not start.
    pub fn are_up(&mut self) -> Result<bool, Failure> {
        for server in &mut self.0 {
            if !server.running.is_up()? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Where they listen.
    pub fn addresses(&self) -> Vec<SocketAddr> {
        self.0.iter().map(|server| server.running.address).collect()
    }

    /// Starts a server again that was killed, where it listened before. Gives the processor time that it had used.
    ///
    /// # Errors
    /// When it cannot be killed or started.
    pub fn kill(&mut self, which: usize, plan: &Plan) -> Result<f64, Failure> {
        let Some(server) = self.0.get_mut(which) else {
            return Ok(0.0);
        };
        let spent = server.running.processor_seconds().unwrap_or_default();
        server.running.kill()?;
        if let Some(place) = &server.place {
            let listen = server.running.address.to_string();
            server.running = peer::start_here(plan, place, &listen)?;
        }
        Ok(spent)
    }

    /// The processor time that all have used, in seconds.
    pub fn processor_seconds(&self) -> Option<f64> {
        self.sum(Running::processor_seconds)
    }

    /// The most memory that each has had, together, in mebibytes.
    pub fn peak_memory(&self) -> Option<f64> {
        self.sum(Running::peak_memory)
    }

    /// The memory that all have now, in bytes.
    pub fn memory(&self) -> Option<f64> {
        self.sum(Running::memory)
    }

    fn sum(&self, figure: impl Fn(&Running) -> Option<f64>) -> Option<f64> {
        self.0.iter().map(|server| figure(&server.running)).sum()
    }
}
