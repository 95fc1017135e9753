//! PostgreSQL's own bench, `pgbench`, with a script of the three statements.

use std::fs::{File, read_to_string};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use tokio::time::{Instant, sleep};

use super::{Asking, BODY, HASH, RESPONSE};
use crate::Failure;
use crate::database::Place;

/// How long the bench may take beyond the time that it measures.
const PATIENCE: Duration = Duration::from_secs(60);

/// Rows a second.
///
/// # Errors
/// When `pgbench` is missing or fails.
pub async fn rate(place: &Place, asking: Asking) -> Result<f64, Failure> {
    let in_folder = |name: &str| place.folder.join(name);
    let (file, said, log) = (in_folder("save.sql"), in_folder("said"), in_folder("log"));
    std::fs::write(&file, script(asking.questions))?;
    let connections = asking.attempts.to_string();
    let seconds = asking.within.as_secs().max(1).to_string();
    let bench = Command::new(program())
        .args(["-n", "-M", "prepared", "-D", "n=0", "-j", "2"])
        .args(["-c", &connections, "-T", &seconds])
        .arg("-f")
        .arg(&file)
        .arg(&place.url)
        .stdin(Stdio::null())
        .stdout(File::create(&said)?)
        .stderr(File::create(&log)?)
        .spawn()
        .map_err(|error| {
            format!("pgbench, the bench of PostgreSQL, cannot be run ({error}): install postgresql")
        })?;
    let is_well = ended(bench, asking.within + PATIENCE).await?;
    let said = read_to_string(&said)?;
    let rate = rate_in(&said).filter(|_| is_well);
    rate.ok_or_else(|| {
        let wrong = read_to_string(&log).unwrap_or_default();
        format!("pgbench failed: {}", wrong.trim()).into()
    })
}

/// Whether it ended well; one that does not end in time is ended.
async fn ended(mut bench: Child, patience: Duration) -> Result<bool, Failure> {
    let begun = Instant::now();
    loop {
        if let Some(status) = bench.try_wait()? {
            return Ok(status.success());
        }
        if begun.elapsed() > patience {
            bench.kill()?;
            bench.wait()?;
            return Err("pgbench did not end in time".into());
        }
        sleep(Duration::from_millis(50)).await;
    }
}

/// Each connection answers an attempt of its own, as in the scenario.
fn script(questions: u16) -> String {
    let attempt = "lpad(to_hex(:client_id::bigint + 1), 32, '0')::uuid";
    let question = format!("lpad(to_hex(1000 + :n::bigint % {questions}), 32, '0')::uuid");
    format!(
        "\\set n :n + 1
BEGIN;
INSERT INTO attempt_entries (attempt_id, number, kind, question_id, client_number, body, device_id, \
address, claimed_at, recorded_at, hash) VALUES ({attempt}, :n::bigint, 'answered', {question}, \
:n::bigint, '{BODY}', '0199a000-0000-7000-8000-000000000001'::uuid, '127.0.0.1', NULL, now(), '{HASH}');
INSERT INTO answers (attempt_id, question_id, response, client_number, saved_at, certainty, late, \
made_at) VALUES ({attempt}, {question}, '{RESPONSE}'::jsonb, :n::bigint, now(), NULL, FALSE, now()) \
ON CONFLICT (attempt_id, question_id) DO UPDATE SET response = excluded.response, \
client_number = excluded.client_number, saved_at = excluded.saved_at, \
certainty = excluded.certainty, late = excluded.late, made_at = excluded.made_at;
INSERT INTO attempt_chains (attempt_id, number, hash) VALUES ({attempt}, :n::bigint, '{HASH}') \
ON CONFLICT (attempt_id) DO UPDATE SET number = excluded.number, hash = excluded.hash;
COMMIT;
"
    )
}

/// The newest that is installed where Debian puts it, else the one on the path.
fn program() -> PathBuf {
    let folders = std::fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten();
    let mut found: Vec<(u32, PathBuf)> = folders
        .filter_map(|entry| {
            let path = entry.ok()?.path();
            let version = path.file_name()?.to_str()?.parse().ok()?;
            Some((version, path.join("bin/pgbench")))
        })
        .filter(|(_, program)| program.exists())
        .collect();
    found.sort();
    found
        .pop()
        .map_or_else(|| Path::new("pgbench").to_owned(), |(_, program)| program)
}

/// The rate in what `pgbench` says, without the time to connect.
fn rate_in(said: &str) -> Option<f64> {
    let line = said
        .lines()
        .rev()
        .find_map(|line| line.strip_prefix("tps = "))?;
    line.split_whitespace().next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rate_is_the_one_without_connecting() {
        let new = "latency average = 8.1 ms\ntps = 1234.5 (without initial connection time)\n";
        assert_eq!(rate_in(new), Some(1_234.5));
        let old = "tps = 1200.0 (including connections establishing)\n\
                   tps = 1250.0 (excluding connections establishing)\n";
        assert_eq!(rate_in(old), Some(1_250.0));
        assert_eq!(rate_in("pgbench: error"), None);
    }

    #[test]
    fn nothing_in_an_answer_looks_like_a_variable_of_the_script() {
        for text in [BODY, RESPONSE] {
            let mut after = text.split(':').skip(1);
            assert!(
                after.all(|rest| rest.starts_with(['"', '{', '['])),
                "{text}"
            );
        }
    }
}
