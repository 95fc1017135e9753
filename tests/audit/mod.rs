//! The audit log: who did what to whom, and who may know.

mod deeds;
mod reading;

use serde_json::Value;

use crate::support::Client;

/// The lines that somebody sees under these conditions.
async fn lines(reader: &Client, conditions: &str) -> Vec<Value> {
    let path = format!("/api/v1/audit-log?limit=200&{conditions}");
    let page = reader.get(&path).await.expect(200);
    page["items"].as_array().unwrap().clone()
}

fn actions(lines: &[Value]) -> Vec<&str> {
    lines
        .iter()
        .map(|line| line["action"].as_str().unwrap())
        .collect()
}
