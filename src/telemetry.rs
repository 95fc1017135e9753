//! Logs and figures.

use std::sync::OnceLock;

use metrics_exporter_prometheus::{Matcher, PrometheusBuilder, PrometheusHandle};
use tracing_subscriber::EnvFilter;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;

use crate::config::{Log, LogFormat};
use crate::error::{Error, Result};

/// Upper bounds of the buckets that requests are timed in, in seconds.
const SECONDS: [f64; 11] = [
    0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 5.0,
];

/// Starts logging to standard error; each line of a request carries the request's identifier.
///
/// # Errors
/// When the filter cannot be read.
pub fn log(config: &Log) -> Result<(), String> {
    let filter = EnvFilter::try_new(&config.filter)
        .map_err(|error| format!("log.filter cannot be read: {error}"))?;
    let registry = tracing_subscriber::registry().with(filter);
    let format = tracing_subscriber::fmt::layer().with_writer(std::io::stderr);
    let started = match config.format {
        LogFormat::Text => registry.with(format.compact()).try_init(),
        LogFormat::Json => registry.with(format.json().flatten_event(true)).try_init(),
    };
    started.map_err(|error| error.to_string())
}

/// The figures of this process; there is one set, however often it is asked for.
///
/// # Errors
/// When something else records figures in this process.
pub fn metrics() -> Result<PrometheusHandle> {
    static HANDLE: OnceLock<Result<PrometheusHandle, String>> = OnceLock::new();
    let install = || {
        PrometheusBuilder::new()
            .set_buckets_for_metric(Matcher::Suffix("_seconds".to_owned()), &SECONDS)
            .and_then(PrometheusBuilder::install_recorder)
            .map_err(|error| error.to_string())
    };
    HANDLE.get_or_init(install).clone().map_err(Error::internal)
}
