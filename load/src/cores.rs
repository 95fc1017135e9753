//! Which processor core who may use, and how many sockets this process may hold.

use std::io;

use rustix::process::{Resource, getrlimit, setrlimit};
use rustix::thread::{CpuSet, sched_getaffinity, sched_setaffinity};

use crate::Failure;

/// Lets the calling thread, and whatever it starts, run on this core only.
///
/// # Errors
/// When there is no such core.
pub fn pin(core: Option<usize>) -> Result<(), Failure> {
    let Some(core) = core else {
        return Ok(());
    };
    if core >= CpuSet::MAX_CPU {
        return Err(format!("there is no core {core}").into());
    }
    let mut cores = CpuSet::new();
    cores.set(core);
    sched_setaffinity(None, &cores).map_err(|error| format!("core {core}: {error}").into())
}

/// Does something, such as starting a program, as if on this core; afterwards all is as before.
///
/// # Errors
/// When there is no such core, or what was done fails.
pub fn on<T>(core: Option<usize>, act: impl FnOnce() -> Result<T, Failure>) -> Result<T, Failure> {
    let before = sched_getaffinity(None).map_err(io::Error::from)?;
    pin(core)?;
    let outcome = act();
    sched_setaffinity(None, &before).map_err(io::Error::from)?;
    outcome
}

/// Raises the number of files that this process, and what it starts, may hold open as far as the
/// system lets everybody.
///
/// # Errors
/// When the system does not.
pub fn raise_open_files() -> Result<(), Failure> {
    let mut limit = getrlimit(Resource::Nofile);
    limit.current = limit.maximum;
    Ok(setrlimit(Resource::Nofile, limit).map_err(io::Error::from)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_done_on_a_core_leaves_no_trace() {
        let before = sched_getaffinity(None).unwrap();
        let one = (0..CpuSet::MAX_CPU).find(|core| before.is_set(*core));
        let count = on(one, || Ok(sched_getaffinity(None)?.count())).unwrap();
        assert_eq!(count, 1);
        assert_eq!(sched_getaffinity(None).unwrap(), before);
        assert!(pin(Some(usize::MAX)).is_err());
        raise_open_files().unwrap();
    }
}
