//! Entity tags: an update names the state it was made from, so that nobody overwrites what
//! somebody else has changed meanwhile (RFC 9110, sections 8.8.3 and 13.1.1).

use std::future::{Ready, ready};

use actix_web::dev::Payload;
use actix_web::http::header::{ETAG, HeaderName, IF_MATCH};
use actix_web::{FromRequest, HttpRequest};

use crate::error::{Code, Error, Result};

/// The header that tells the state of a thing with this revision.
#[must_use]
pub fn of(revision: i32) -> (HeaderName, String) {
    (ETAG, tag(revision))
}

fn tag(revision: i32) -> String {
    format!("\"{revision}\"")
}

/// The state that an update was made from. The header is required: without it the answer is 428.
#[derive(Debug, Clone)]
pub struct IfMatch(String);

impl IfMatch {
    /// Goes on when the thing still has the state that the update was made from.
    ///
    /// # Errors
    /// [`Code::Changed`] otherwise.
    pub fn require(&self, revision: i32) -> Result<()> {
        let expected = tag(revision);
        let fits = self
            .0
            .split(',')
            .map(str::trim)
            .any(|one| one == "*" || one == expected);
        if fits {
            Ok(())
        } else {
            Err(Code::Changed.into())
        }
    }
}

impl FromRequest for IfMatch {
    type Error = Error;
    type Future = Ready<Result<Self>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let header = request
            .headers()
            .get(IF_MATCH)
            .and_then(|value| value.to_str().ok());
        ready(
            header
                .map(|value| Self(value.to_owned()))
                .ok_or(Code::IfMatchRequired.into()),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_update_made_from_an_older_state_is_refused() {
        assert!(IfMatch("\"3\"".to_owned()).require(3).is_ok());
        assert!(IfMatch("\"2\", \"3\"".to_owned()).require(3).is_ok());
        assert!(IfMatch("*".to_owned()).require(3).is_ok());
        assert_eq!(
            IfMatch("\"2\"".to_owned()).require(3).unwrap_err().code,
            Code::Changed
        );
        assert_eq!(
            IfMatch("3".to_owned()).require(3).unwrap_err().code,
            Code::Changed
        );
    }
}
