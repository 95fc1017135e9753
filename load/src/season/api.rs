//! The API as the people of a season use it: few kept connections for many people, and how long each
//! route took.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::net::SocketAddr;

use serde_json::Value;
use tokio::time::Instant;
use uuid::Uuid;

use crate::Failure;
use crate::client::Connection;
use crate::room::histogram::Histogram;

/// How many things a page has.
const PAGE: usize = 200;

/// The way to the server.
#[derive(Debug)]
pub struct Api {
    /// Where it listens.
    pub address: SocketAddr,
    idle: RefCell<Vec<Connection>>,
    times: RefCell<BTreeMap<String, Histogram>>,
}

/// What the server has answered.
#[derive(Debug)]
pub struct Answer {
    status: u16,
    body: Vec<u8>,
    asked: String,
}

impl Api {
    /// The way to a server that listens there.
    pub fn new(address: SocketAddr) -> Self {
        Self {
            address,
            idle: RefCell::default(),
            times: RefCell::default(),
        }
    }

    /// Reads.
    ///
    /// # Errors
    /// When there is no answer.
    pub async fn get(&self, token: &str, path: &str) -> Result<Answer, Failure> {
        self.call(token, "GET", path, None).await
    }

    /// Makes something, or has something done.
    ///
    /// # Errors
    /// When there is no answer.
    pub async fn post(&self, token: &str, path: &str, body: &Value) -> Result<Answer, Failure> {
        self.call(token, "POST", path, Some(body)).await
    }

    /// Puts something.
    ///
    /// # Errors
    /// When there is no answer.
    pub async fn put(&self, token: &str, path: &str, body: &Value) -> Result<Answer, Failure> {
        self.call(token, "PUT", path, Some(body)).await
    }

    /// Reads everything that a list has, page by page.
    ///
    /// # Errors
    /// When it is refused.
    pub async fn pages(&self, token: &str, path: &str) -> Result<Vec<Value>, Failure> {
        let (mut all, mut next) = (Vec::new(), None);
        let sign = if path.contains('?') { '&' } else { '?' };
        loop {
            let after = next.map_or(String::new(), |id: String| format!("&after={id}"));
            let path = format!("{path}{sign}limit={PAGE}{after}");
            let mut page = self.get(token, &path).await?.expect(200)?;
            if let Some(Value::Array(items)) = page.get_mut("items") {
                all.append(items);
            }
            match at(&page, "/next").as_str() {
                Some(id) => next = Some(id.to_owned()),
                None => return Ok(all),
            }
        }
    }

    async fn call(
        &self,
        token: &str,
        method: &str,
        path: &str,
        body: Option<&Value>,
    ) -> Result<Answer, Failure> {
        let body = body.filter(|body| !body.is_null()).map(Value::to_string);
        let body = body.unwrap_or_default();
        self.send(token, ("application/json", method, path), body.as_bytes())
            .await
    }

    /// Sends a body of any type.
    ///
    /// # Errors
    /// When there is no answer.
    pub async fn send(
        &self,
        token: &str,
        (media_type, method, path): (&str, &str, &str),
        body: &[u8],
    ) -> Result<Answer, Failure> {
        let kept = self.idle.borrow_mut().pop();
        let mut connection = kept.unwrap_or_else(|| Connection::new(self.address, ""));
        connection.bear(token);
        let begun = Instant::now();
        let asked = format!("{method} {path}");
        let reply = connection.send_as(media_type, method, path, body).await;
        let reply = reply.map_err(|error| format!("{asked}: {error}"))?;
        let took = u64::try_from(begun.elapsed().as_micros()).unwrap_or(u64::MAX);
        let mut times = self.times.borrow_mut();
        times.entry(route(method, path)).or_default().record(took);
        self.idle.borrow_mut().push(connection);
        Ok(Answer {
            status: reply.status,
            body: reply.body,
            asked,
        })
    }

    /// How long each route took.
    pub fn times(&self) -> BTreeMap<String, Histogram> {
        self.times.borrow().clone()
    }
}

impl Answer {
    /// The answer's JSON, when it has this status.
    ///
    /// # Errors
    /// When it has another.
    pub fn expect(self, status: u16) -> Result<Value, Failure> {
        if self.status != status {
            let said = String::from_utf8_lossy(&self.body);
            return Err(format!("{} answered {}: {said}", self.asked, self.status).into());
        }
        match self.body.is_empty() {
            true => Ok(Value::Null),
            false => Ok(serde_json::from_slice(&self.body)?),
        }
    }

    /// Goes on when the request was refused for this reason.
    ///
    /// # Errors
    /// When it was not, or for another.
    pub fn refused(self, status: u16, code: &str) -> Result<(), Failure> {
        let asked = self.asked.clone();
        let problem = self.expect(status)?;
        match at(&problem, "/code") == code {
            true => Ok(()),
            false => Err(format!("{asked} was refused otherwise than {code}: {problem}").into()),
        }
    }
}

/// The route of a request: what names one thing or person is left out of its path.
fn route(method: &str, path: &str) -> String {
    let path = path.split('?').next().unwrap_or_default();
    let path = path.strip_prefix("/api/v1").unwrap_or(path);
    let parts = path.split('/').map(|part| match part.parse::<Uuid>() {
        Ok(_) => "{id}",
        Err(_) => part,
    });
    format!("{method} {}", parts.collect::<Vec<_>>().join("/"))
}

/// A part of an answer, by its JSON pointer; null when there is none.
pub fn at<'a>(answer: &'a Value, pointer: &str) -> &'a Value {
    answer.pointer(pointer).unwrap_or(&Value::Null)
}

/// An identifier in an answer.
///
/// # Errors
/// When there is none.
pub fn id(answer: &Value, field: &str) -> Result<Uuid, Failure> {
    let text = answer.get(field).and_then(Value::as_str);
    let id = text.and_then(|text| text.parse().ok());
    Ok(id.ok_or_else(|| format!("there is no identifier {field} in {answer}"))?)
}

/// A text in an answer.
///
/// # Errors
/// When there is none.
pub fn text(answer: &Value, field: &str) -> Result<String, Failure> {
    let text = answer.get(field).and_then(Value::as_str).map(str::to_owned);
    Ok(text.ok_or_else(|| format!("there is no text {field} in {answer}"))?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_route_names_nobody() {
        let path = "/api/v1/people/0199a000-0000-7000-8000-000000000007/recovery-codes?x=1";
        assert_eq!(route("POST", path), "POST /people/{id}/recovery-codes");
        assert_eq!(route("GET", "/readyz"), "GET /readyz");
    }

    #[test]
    fn another_answer_than_was_expected_is_told_in_words() {
        let answer = |body: &str| Answer {
            status: 409,
            body: body.as_bytes().to_vec(),
            asked: "PUT /x".to_owned(),
        };
        let error = answer("no").expect(200).unwrap_err().to_string();
        assert_eq!(error, "PUT /x answered 409: no");
        let closed = r#"{"code":"window_closed"}"#;
        answer(closed).refused(409, "window_closed").unwrap();
        assert!(answer(closed).refused(409, "in_use").is_err());
        assert!(answer(closed).refused(404, "window_closed").is_err());
    }
}
