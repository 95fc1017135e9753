//! Figures of every request: how many, with what outcome, and how long they took.

use std::time::Instant;

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::middleware::Next;
use metrics::{counter, histogram};

/// Middleware: counts and times requests by route. The route is the pattern, not the address:
/// addresses hold identifiers and would make a figure of their own each.
///
/// # Errors
/// None of its own.
pub async fn count_requests(
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, actix_web::Error> {
    let begun = Instant::now();
    let method = match request.method().as_str() {
        known @ ("GET" | "HEAD" | "POST" | "PUT" | "PATCH" | "DELETE" | "OPTIONS") => known,
        // What a client invents would make figures of its own without end.
        _ => "other",
    }
    .to_owned();
    let answer = next.call(request).await?;
    let route = answer
        .request()
        .match_pattern()
        .unwrap_or_else(|| "unknown".to_owned());
    let status = answer.status().as_u16().to_string();
    counter!("surgalt_requests_total",
        "method" => method.clone(), "route" => route.clone(), "status" => status)
    .increment(1);
    histogram!("surgalt_request_seconds", "method" => method, "route" => route)
        .record(begun.elapsed().as_secs_f64());
    Ok(answer)
}
