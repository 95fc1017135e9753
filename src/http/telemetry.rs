//! Figures of every request: how many, with what outcome, and how long they took.

use std::time::{Duration, Instant};

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::StatusCode;
use actix_web::middleware::Next;
use metrics::{SharedString, counter, histogram};

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
    let known = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];
    let asked = request.method().as_str();
    // What a client invents would make figures of its own without end.
    let method = known.into_iter().find(|known| *known == asked);
    let method = method.unwrap_or("other");
    let answer = next.call(request).await?;
    let route = answer.request().match_pattern();
    let route = route.unwrap_or_else(|| "unknown".to_owned());
    count(method, route, answer.status(), begun.elapsed());
    Ok(answer)
}

/// Counts one request.
pub fn count(
    method: &'static str,
    route: impl Into<SharedString>,
    status: StatusCode,
    took: Duration,
) {
    let (route, status) = (route.into(), status.as_u16().to_string());
    counter!("surgalt_requests_total",
        "method" => method, "route" => route.clone(), "status" => status)
    .increment(1);
    histogram!("surgalt_request_seconds", "method" => method, "route" => route)
        .record(took.as_secs_f64());
}
