//! `surgalt draw-slides`: draws the PDF on its standard input for the server that has started it.
//!
//! Before it reads a byte it gives up what it does not need: memory beyond a gibibyte, processor time
//! beyond the server's patience, files, and its place before others.

use std::io::{self, Read, Write};

use clap::Args;
use rustix::process::{Resource, Rlimit, nice, setrlimit};
use surgalt::webinars::slides::drawing;

use super::Failure;

/// Memory that drawing may take: a page at twice the greater width takes a tenth of it.
const MEMORY: u64 = 1 << 30;

/// What the server says.
#[derive(Debug, Args)]
pub struct Task {
    /// Processor time that drawing may take, in seconds.
    #[arg(long)]
    seconds: u64,
}

/// Draws what it is given.
pub fn run(task: &Task) -> Result<(), Failure> {
    for (resource, most) in [
        (Resource::As, MEMORY),
        (Resource::Cpu, task.seconds),
        (Resource::Core, 0),
        (Resource::Fsize, 0),
        (Resource::Nofile, 3),
    ] {
        let limit = Rlimit {
            current: Some(most),
            maximum: Some(most),
        };
        setrlimit(resource, limit)?;
    }
    nice(10)?;
    let mut pdf = Vec::new();
    io::stdin().lock().read_to_end(&mut pdf)?;
    let mut out = io::BufWriter::new(io::stdout().lock());
    drawing::draw(pdf, &mut out)?;
    Ok(out.flush()?)
}
