//! A person's device: speaks to the server as any client does, and to nothing else.

use actix_web::http::header::HeaderMap;
use actix_web::http::{Method, StatusCode};
use serde_json::Value;
use uuid::Uuid;

/// A device, signed in or not.
#[derive(Clone)]
pub struct Client {
    pub base: String,
    pub email: String,
    pub person_id: Option<Uuid>,
    pub access_token: Option<String>,
    pub refresh_token: Option<String>,
    http: awc::Client,
}

/// What the server has answered.
#[derive(Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub bytes: Vec<u8>,
}

impl Client {
    pub fn new(base: &str) -> Self {
        Self {
            base: base.to_owned(),
            email: String::new(),
            person_id: None,
            access_token: None,
            refresh_token: None,
            http: awc::Client::builder()
                .timeout(std::time::Duration::from_secs(30))
                .finish(),
        }
    }

    /// The identifier of the person who is signed in.
    pub fn id(&self) -> Uuid {
        self.person_id.unwrap()
    }

    pub async fn sign_in(&mut self, password: &str) {
        let body = serde_json::json!({"email": self.email, "password": password});
        let answer = self.post("/api/v1/sign-in", body).await.expect(200);
        self.take_tokens(&answer);
    }

    pub fn take_tokens(&mut self, tokens: &Value) {
        self.access_token = Some(tokens["access_token"].as_str().unwrap().to_owned());
        self.refresh_token = Some(tokens["refresh_token"].as_str().unwrap().to_owned());
    }

    /// Sends a request; `headers` are added, `body` is sent as it is.
    pub async fn send(
        &self,
        method: Method,
        path: &str,
        headers: &[(&str, &str)],
        body: Vec<u8>,
    ) -> Answer {
        // A connection for each request: one kept from before may just be closed by the server.
        let url = format!("{}{path}", self.base);
        let mut request = self.http.request(method, url).force_close();
        if let Some(token) = &self.access_token {
            request = request.bearer_auth(token);
        }
        for header in headers {
            request = request.insert_header(*header);
        }
        let mut response = request.send_body(body).await.unwrap();
        let bytes = response.body().limit(64 << 20).await.unwrap().to_vec();
        Answer {
            status: response.status(),
            headers: response.headers().clone(),
            bytes,
        }
    }

    /// Sends JSON with further headers.
    pub async fn send_json(
        &self,
        method: Method,
        path: &str,
        headers: &[(&str, &str)],
        body: Value,
    ) -> Answer {
        let mut all = vec![("content-type", "application/json")];
        all.extend_from_slice(headers);
        self.send(method, path, &all, body.to_string().into_bytes())
            .await
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.send(Method::GET, path, &[], Vec::new()).await
    }

    pub async fn delete(&self, path: &str) -> Answer {
        self.send(Method::DELETE, path, &[], Vec::new()).await
    }

    pub async fn post(&self, path: &str, body: Value) -> Answer {
        self.send_json(Method::POST, path, &[], body).await
    }

    pub async fn put(&self, path: &str, body: Value) -> Answer {
        self.send_json(Method::PUT, path, &[], body).await
    }

    /// Changes what was read with this entity tag.
    pub async fn put_if_match(&self, path: &str, tag: &str, body: Value) -> Answer {
        self.send_json(Method::PUT, path, &[("if-match", tag)], body)
            .await
    }

    /// Deletes what was read with this entity tag.
    pub async fn delete_if_match(&self, path: &str, tag: &str) -> Answer {
        self.send(Method::DELETE, path, &[("if-match", tag)], Vec::new())
            .await
    }

    /// Changes what was read with this entity tag.
    pub async fn patch_if_match(&self, path: &str, tag: &str, body: Value) -> Answer {
        self.send_json(Method::PATCH, path, &[("if-match", tag)], body)
            .await
    }
}

impl Answer {
    /// The body as JSON.
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.bytes).unwrap_or(Value::Null)
    }

    /// A header, or an empty text.
    pub fn header(&self, name: &str) -> String {
        self.headers
            .get(name)
            .map(|value| value.to_str().unwrap().to_owned())
            .unwrap_or_default()
    }

    /// The body, when the status is the one that the story expects.
    #[track_caller]
    pub fn expect(self, status: u16) -> Value {
        assert_eq!(
            self.status,
            status,
            "{}",
            String::from_utf8_lossy(&self.bytes)
        );
        self.json()
    }

    /// Fails unless the request was refused with this status and this stable code.
    #[track_caller]
    pub fn refused(self, status: u16, code: &str) -> Value {
        assert_eq!(
            self.header("content-type"),
            "application/problem+json",
            "{self:?}"
        );
        let body = self.expect(status);
        assert_eq!(body["code"], code, "{body}");
        body
    }
}
