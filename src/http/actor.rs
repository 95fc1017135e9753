//! Who is asking: the access token, and the device and the roles as they are now.

use std::net::IpAddr;

use actix_web::dev::Payload;
use actix_web::http::header::AUTHORIZATION;
use actix_web::{FromRequest, HttpRequest, web};
use futures_util::future::LocalBoxFuture;

use crate::app::App;
use crate::error::{Code, Error, Result};
use crate::policy::Actor;

impl FromRequest for Actor {
    type Error = Error;
    type Future = LocalBoxFuture<'static, Result<Self>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let token = bearer(request).map(str::to_owned);
        let app = request.app_data::<web::Data<App>>().cloned();
        Box::pin(async move {
            let (Some(token), Some(app)) = (token, app) else {
                return Err(Code::Unauthenticated.into());
            };
            let claims = app.keys.verify(&app, &token).await?;
            // The device and the roles are read each time: signing out and taking a role away
            // hold at once, not when the token expires.
            app.actors.ask(claims.session).await
        })
    }
}

fn bearer(request: &HttpRequest) -> Option<&str> {
    let header = request.headers().get(AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = header.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}

/// The address that the request comes from, for limits of rate.
#[must_use]
pub fn address(request: &HttpRequest, trust_proxy: bool) -> String {
    let peer = request.peer_addr().map(|address| address.ip().to_string());
    // The last entry of the last header is the one that our own proxy wrote; those before it are
    // the client's word.
    let lines = request.headers().get_all("x-forwarded-for");
    let last = lines
        .last()
        .filter(|_| trust_proxy)
        .and_then(|value| value.to_str().ok());
    let last = last
        .and_then(|value| value.rsplit(',').next()?.trim().parse::<IpAddr>().ok())
        .map(|address| address.to_string());
    last.or(peer).unwrap_or_default()
}
