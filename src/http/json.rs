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
    let mut reader = serde_json::Deserializer::from_slice(bytes);
    let value: T = serde_path_to_error::deserialize(&mut reader).map_err(|error| {
        let field = error.path().to_string();
        let inner = error.into_inner();
        if inner.is_data() {
            Error::fields(vec![FieldError {
                field: if field == "." { String::new() } else { field },
                key: "field-unreadable".to_owned(),
                arguments: Arguments::none().with("reason", reason(&inner)),
            }])
        } else {
            Code::Malformed.into()
        }
    })?;
    reader.end().map_err(|_| Error::from(Code::Malformed))?;
    validate(&value)?;
    Ok(value)
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
