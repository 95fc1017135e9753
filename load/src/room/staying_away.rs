//! A client that does not read for a while, or has lost its line.

use rustix::net::sockopt::set_socket_recv_buffer_size;

use super::client::{Client, Ending, SECOND};
use super::world::World;

/// What the kernel keeps for a reader that does not read.
const WINDOW: usize = 4 * 1024;

impl Client {
    /// When it must come back after the line was lost: the first time after a second, then two, four,
    /// up to thirty, each with some chance.
    pub fn come_back_later(&mut self, world: &mut World) {
        let longest = (1_u32 << self.tries.min(5)).min(30);
        self.tries += 1;
        let wait = f64::from(longest) * (0.75 + world.random.share() / 2.0);
        self.come_back(wait, world.now);
    }

    /// It comes back after so many seconds.
    pub fn come_back(&mut self, seconds: f64, now: u64) {
        let wait = std::time::Duration::from_secs_f64(seconds);
        self.back_at = Some(now + u64::try_from(wait.as_micros()).unwrap_or(SECOND));
    }

    /// Stops reading, or reads on. A reader that stops takes back the kernel's promises as well: a
    /// telephone has no megabytes in which the server could leave what is not read. Who has not read for
    /// so long that nothing was heard takes the line for cut, as the protocol says.
    ///
    /// # Errors
    /// When the line has ended.
    pub fn stall(&mut self, stalls: bool, now: u64) -> Result<(), Ending> {
        if let Some(stream) = self.stream.as_ref().filter(|_| stalls) {
            let narrowed = set_socket_recv_buffer_size(stream, WINDOW);
            narrowed.map_err(|_| Ending::Cut)?;
        }
        self.stalls = stalls;
        if self.is_silent(now) {
            return Err(Ending::Cut);
        }
        Ok(())
    }
}
