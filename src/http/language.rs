//! The language that a request wishes to be answered in.

use std::convert::Infallible;
use std::future::{Ready, ready};

use actix_web::dev::Payload;
use actix_web::http::header::{ACCEPT_LANGUAGE, HeaderMap};
use actix_web::{FromRequest, HttpRequest};

use crate::messages::Language;

/// The language of `Accept-Language`, else Mongolian.
#[derive(Debug, Clone, Copy)]
pub struct Spoken(pub Language);

/// The language that these headers wish for, when they name one that the product speaks.
#[must_use]
pub fn wished(headers: &HeaderMap) -> Option<Language> {
    headers
        .get(ACCEPT_LANGUAGE)
        .and_then(|value| value.to_str().ok())
        .and_then(Language::from_accept_language)
}

impl FromRequest for Spoken {
    type Error = Infallible;
    type Future = Ready<Result<Self, Infallible>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(Ok(Self(wished(request.headers()).unwrap_or_default())))
    }
}
