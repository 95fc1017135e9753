mod meaning;
mod round_trip;
mod third_party;
mod trees;

use std::time::{Duration, Instant};

/// How long something takes.
fn time(of: impl FnOnce()) -> Duration {
    let began = Instant::now();
    of();
    began.elapsed()
}
