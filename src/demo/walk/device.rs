//! A person's device on a bad line: it sends until it is answered. Requests that make something
//! carry an idempotency key, so that sending again does nothing twice.

use std::cell::RefCell;
use std::time::{Duration, Instant};

use actix_web::http::{Method, StatusCode};
use serde_json::{Value, json};

use super::WalkError;
use crate::ids;

/// How long the device waits before it sends again.
const PAUSE: Duration = Duration::from_millis(100);

/// A device on which a person is signed in.
pub struct Device {
    base: String,
    email: String,
    password: String,
    /// How long a server that does not answer is waited for.
    patience: Duration,
    token: RefCell<Option<String>>,
    http: awc::Client,
}

impl Device {
    /// A device of a person; it signs in when it has to.
    #[must_use]
    pub fn new(base: &str, email: &str, password: &str, patience: Duration) -> Self {
        Self {
            base: base.to_owned(),
            email: email.to_owned(),
            password: password.to_owned(),
            patience,
            token: RefCell::new(None),
            http: awc::Client::builder()
                .timeout(Duration::from_secs(10))
                .finish(),
        }
    }

    /// Reads.
    ///
    /// # Errors
    /// When the answer is a refusal, or none came for too long.
    pub async fn get(&self, path: &str) -> Result<Value, WalkError> {
        parsed(path, &self.bytes(path).await?)
    }

    /// Reads something that is not JSON.
    ///
    /// # Errors
    /// When the answer is a refusal, or none came for too long.
    pub async fn bytes(&self, path: &str) -> Result<Vec<u8>, WalkError> {
        self.request(Method::GET, path, None).await
    }

    /// Makes something.
    ///
    /// # Errors
    /// When the answer is a refusal, or none came for too long.
    pub async fn post(&self, path: &str, body: Value) -> Result<Value, WalkError> {
        parsed(path, &self.request(Method::POST, path, Some(body)).await?)
    }

    /// Puts something in its place.
    ///
    /// # Errors
    /// When the answer is a refusal, or none came for too long.
    pub async fn put(&self, path: &str, body: Value) -> Result<Value, WalkError> {
        parsed(path, &self.request(Method::PUT, path, Some(body)).await?)
    }

    /// The address of a socket of this server.
    #[must_use]
    pub fn socket_address(&self, path: &str) -> String {
        format!("{}{path}", self.base.replacen("http", "ws", 1))
    }

    /// What opens sockets.
    #[must_use]
    pub fn http(&self) -> &awc::Client {
        &self.http
    }

    /// How long a server that does not answer is waited for.
    #[must_use]
    pub fn patience(&self) -> Duration {
        self.patience
    }

    async fn request(
        &self,
        method: Method,
        path: &str,
        body: Option<Value>,
    ) -> Result<Vec<u8>, WalkError> {
        let key = ids::new_id().to_string();
        let begun = Instant::now();
        loop {
            let token = self.token.borrow().clone();
            if token.is_none() {
                self.sign_in(begun).await?;
                continue;
            }
            match self
                .send_once(&method, path, &key, token, body.as_ref())
                .await
            {
                Ok((StatusCode::UNAUTHORIZED, _)) => *self.token.borrow_mut() = None,
                Ok((status, bytes)) if status.is_success() => return Ok(bytes),
                Ok((StatusCode::SERVICE_UNAVAILABLE, _)) | Err(_) => {
                    self.pause(begun, path).await?
                }
                Ok((status, bytes)) => {
                    let said = String::from_utf8_lossy(&bytes).into_owned();
                    return Err(WalkError(format!(
                        "{method} {path} answered {status}: {said}"
                    )));
                }
            }
        }
    }

    /// Accepts an invitation with the device's password. A token works once: when the answer was
    /// lost, signing in tells whether it had worked.
    ///
    /// # Errors
    /// When the invitation is refused and signing in is too.
    pub async fn accept_invitation(&self, token: &str) -> Result<(), WalkError> {
        let begun = Instant::now();
        let path = "/api/v1/invitations/accept";
        let body = json!({"token": token, "password": self.password});
        loop {
            match self
                .send_once(&Method::POST, path, "", None, Some(&body))
                .await
            {
                Ok((status, _)) if status.is_success() => return Ok(()),
                Ok((StatusCode::SERVICE_UNAVAILABLE, _)) | Err(_) => {
                    self.pause(begun, path).await?
                }
                Ok(_) => return self.sign_in(begun).await,
            }
        }
    }

    async fn sign_in(&self, begun: Instant) -> Result<(), WalkError> {
        let body = json!({"email": self.email, "password": self.password});
        let path = "/api/v1/sign-in";
        match self
            .send_once(&Method::POST, path, "", None, Some(&body))
            .await
        {
            Ok((StatusCode::OK, bytes)) => {
                let token = parsed(path, &bytes)?["access_token"]
                    .as_str()
                    .map(str::to_owned);
                *self.token.borrow_mut() = token;
                Ok(())
            }
            Ok((StatusCode::SERVICE_UNAVAILABLE, _)) | Err(_) => self.pause(begun, path).await,
            Ok((status, _)) => Err(WalkError(format!(
                "{} cannot sign in: {status}",
                self.email
            ))),
        }
    }

    /// One request and its answer; an error when the line was cut or nothing came.
    async fn send_once(
        &self,
        method: &Method,
        path: &str,
        key: &str,
        token: Option<String>,
        body: Option<&Value>,
    ) -> Result<(StatusCode, Vec<u8>), ()> {
        let mut request = self
            .http
            .request(method.clone(), format!("{}{path}", self.base));
        if let Some(token) = token {
            request = request.bearer_auth(token);
        }
        if method == Method::POST && !key.is_empty() {
            request = request.insert_header(("idempotency-key", key));
        }
        let sent = match body {
            Some(body) => request.send_json(body).await,
            None => request.send().await,
        };
        let mut answer = sent.map_err(|_| ())?;
        let bytes = answer.body().limit(64 << 20).await.map_err(|_| ())?;
        Ok((answer.status(), bytes.to_vec()))
    }

    async fn pause(&self, begun: Instant, path: &str) -> Result<(), WalkError> {
        if begun.elapsed() > self.patience {
            return Err(WalkError(format!(
                "{path} was not answered for {:?}",
                self.patience
            )));
        }
        tokio::time::sleep(PAUSE).await;
        Ok(())
    }
}

fn parsed(path: &str, bytes: &[u8]) -> Result<Value, WalkError> {
    if bytes.is_empty() {
        return Ok(Value::Null);
    }
    serde_json::from_slice(bytes)
        .map_err(|error| WalkError(format!("{path} did not answer JSON: {error}")))
}
