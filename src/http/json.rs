//! Strict JSON: unknown fields, wrong types and values out of range are refused, each by name.

use std::borrow::Cow;
use std::fmt::Display;

use actix_web::dev::Payload;
use actix_web::web::Bytes;
use actix_web::{FromRequest, HttpMessage, HttpRequest};
use futures_util::future::LocalBoxFuture;
use garde::i18n::{
    I18n, InvalidCreditCard, InvalidEmail, InvalidPhoneNumber, InvalidUrl, IpKind, with_i18n,
};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

use super::idempotency::BodyHash;
use crate::error::{Code, Error, FieldError, Result};
use crate::ids;
use crate::messages::Arguments;

/// A JSON body that has been read and validated.
#[derive(Debug)]
pub struct Json<T>(pub T);

impl<T> FromRequest for Json<T>
where
    T: DeserializeOwned + garde::Validate<Context = ()> + 'static,
{
    type Error = actix_web::Error;
    type Future = LocalBoxFuture<'static, Result<Self, actix_web::Error>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let request = request.clone();
        let bytes = Bytes::from_request(&request, payload);
        Box::pin(async move {
            if request.content_type() != "application/json" {
                return Err(Error::from(Code::UnsupportedMediaType).into());
            }
            let bytes = bytes.await?;
            let hash = ids::hexadecimal(&Sha256::digest(&bytes));
            request.extensions_mut().insert(BodyHash(hash));
            Ok(Self(parse(&bytes)?))
        })
    }
}

/// Reads and validates JSON.
///
/// # Errors
/// [`Code::Malformed`] when it is not JSON, [`Code::Invalid`] naming each field that does not fit.
pub fn parse<T>(bytes: &[u8]) -> Result<T>
where
    T: DeserializeOwned + garde::Validate<Context = ()>,
{
    // PostgreSQL cannot keep the character U+0000 in a text; nobody types it.
    let holds_nul = bytes.contains(&0) || bytes.windows(6).any(|window| window == b"\\u0000");
    if holds_nul {
        return Err(Code::Malformed.into());
    }
    // serde reads a structure from a list as well, its fields in order; no document says so.
    if !bytes.trim_ascii_start().starts_with(b"{") {
        return Err(not_an_object(bytes));
    }
    let mut reader = serde_json::Deserializer::from_slice(bytes);
    let value: T = serde_path_to_error::deserialize(&mut reader).map_err(|error| {
        let field = error.path().to_string();
        let inner = error.into_inner();
        // A number where a word of a few is meant is told as no JSON at all, though it is.
        let is_json = || serde_json::from_slice::<Value>(bytes).is_ok();
        if inner.is_data() || is_json() {
            unreadable(if field == "." { String::new() } else { field }, &inner)
        } else {
            Code::Malformed.into()
        }
    })?;
    reader.end().map_err(|_| Error::from(Code::Malformed))?;
    validate(&value)?;
    Ok(value)
}

/// Why a body that does not begin like an object is refused.
fn not_an_object(bytes: &[u8]) -> Error {
    match serde_json::from_slice::<Map<String, Value>>(bytes) {
        Err(error) if error.is_data() => unreadable(String::new(), &error),
        _ => Code::Malformed.into(),
    }
}

fn unreadable(field: String, error: &serde_json::Error) -> Error {
    Error::fields(vec![FieldError {
        field,
        key: "field-unreadable".to_owned(),
        arguments: Arguments::none().with("reason", reason(error)),
    }])
}

/// Validates a value that was not read from JSON.
///
/// # Errors
/// [`Code::Invalid`] naming each field that does not fit.
pub fn validate<T: garde::Validate<Context = ()>>(value: &T) -> Result<()> {
    let Err(report) = with_i18n(Keys, || value.validate()) else {
        return Ok(());
    };
    let fields = report
        .iter()
        .map(|(path, error)| {
            let mut parts = error.message().split('|');
            let key = parts.next().unwrap_or_default().to_owned();
            let mut arguments = Arguments::none();
            for (name, value) in parts.filter_map(|part| part.split_once('=')) {
                arguments = arguments.with(name, value);
            }
            FieldError {
                field: path.to_string(),
                key,
                arguments,
            }
        })
        .collect();
    Err(Error::fields(fields))
}

/// serde's reason without the place: the field is named beside it, and a person does not count
/// columns of JSON.
fn reason(error: &serde_json::Error) -> String {
    let text = error.to_string();
    text.rsplit_once(" at line ")
        .map_or(text.clone(), |(reason, _)| reason.to_owned())
}

/// Writes what garde finds as a key of the message catalogue with its arguments.
struct Keys;

#[rustfmt::skip]
impl I18n for Keys {
    fn length_lower_than(&self, min: usize) -> Cow<'static, str> {
        if min == 1 { "field-empty".into() } else { format!("field-too-short|min={min}").into() }
    }
    fn length_greater_than(&self, max: usize) -> Cow<'static, str> { format!("field-too-long|max={max}").into() }
    fn range_lower_than(&self, min: &dyn Display) -> Cow<'static, str> { format!("field-too-small|min={min}").into() }
    fn range_greater_than(&self, max: &dyn Display) -> Cow<'static, str> { format!("field-too-great|max={max}").into() }
    fn credit_card_invalid(&self, _: InvalidCreditCard) -> Cow<'static, str> { "field-invalid".into() }
    fn pattern_no_match(&self, _: &dyn Display) -> Cow<'static, str> { "field-invalid".into() }
    fn contains_missing(&self, _: &dyn Display) -> Cow<'static, str> { "field-invalid".into() }
    fn url_invalid(&self, _: InvalidUrl) -> Cow<'static, str> { "field-invalid".into() }
    fn prefix_missing(&self, _: &dyn Display) -> Cow<'static, str> { "field-invalid".into() }
    fn suffix_missing(&self, _: &dyn Display) -> Cow<'static, str> { "field-invalid".into() }
    fn phone_number_invalid(&self, _: InvalidPhoneNumber) -> Cow<'static, str> { "field-invalid".into() }
    fn ip_invalid(&self, _: IpKind) -> Cow<'static, str> { "field-invalid".into() }
    fn matches_field_mismatch(&self, _: &dyn Display) -> Cow<'static, str> { "field-invalid".into() }
    fn email_invalid(&self, _: InvalidEmail) -> Cow<'static, str> { "field-email".into() }
    fn ascii_invalid(&self) -> Cow<'static, str> { "field-invalid".into() }
    fn alphanumeric_invalid(&self) -> Cow<'static, str> { "field-invalid".into() }
    fn required_not_set(&self) -> Cow<'static, str> { "field-empty".into() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, serde::Deserialize, garde::Validate)]
    #[serde(deny_unknown_fields)]
    struct Name {
        #[garde(length(min = 1))]
        name: String,
    }

    /// The code of the refusal, and the fields with the keys of their messages.
    fn refusal(body: &[u8]) -> (Code, Vec<(String, String)>) {
        let error = parse::<Name>(body).unwrap_err();
        let fields = error.fields.into_iter().map(|one| (one.field, one.key));
        (error.code, fields.collect())
    }

    #[test]
    fn what_is_not_the_json_that_is_asked_for_is_refused_by_name() {
        let invalid = |field: &str, key: &str| {
            (
                Code::Invalid,
                vec![(field.to_owned(), format!("field-{key}"))],
            )
        };
        let malformed = (Code::Malformed, vec![]);
        assert_eq!(parse::<Name>(br#" {"name": "x"} "#).unwrap().name, "x");
        assert_eq!(refusal(br#"{"name": ""}"#), invalid("name", "empty"));
        assert_eq!(refusal(br#"{"name": 1}"#), invalid("name", "unreadable"));
        assert_eq!(refusal(br#"["x"]"#), invalid("", "unreadable"));
        assert_eq!(refusal(b"null"), invalid("", "unreadable"));
        assert_eq!(
            refusal(br#"{"name": "x", "age": 1}"#),
            invalid("age", "unreadable")
        );
        for broken in [
            &b""[..],
            b"{",
            b"{\"name\": \"x\"} {}",
            b"\xff",
            b"{\"name\": \"\xff\"}",
        ] {
            assert_eq!(refusal(broken), malformed, "{broken:?}");
        }
        assert_eq!(refusal(br#"{"name": "a\u0000"}"#), malformed);
    }
}
