//! A line to a room without a websocket: plain requests, as `docs/protocol.md` says.

use std::collections::VecDeque;

use actix_web::http::Method;
use serde_json::{Value, json};

use super::{Answer, Client};

/// A client that polls.
pub struct Polling {
    http: Client,
    path: String,
    key: String,
    /// What leads the client to the server that it is connected to, where there are several.
    cookie: String,
    /// How many frames it has.
    pub has: u64,
    waiting: VecDeque<Value>,
}

impl Polling {
    /// Opens a line with a ticket. The device that polls is not signed in: the key is all it has.
    pub async fn open(
        base: &str,
        webinar: &str,
        ticket: &str,
        hello: Value,
    ) -> Result<Self, Answer> {
        let http = Client::new(base);
        let path = format!("/api/v1/webinars/{webinar}/polling");
        let answer = http
            .post(&path, json!({"ticket": ticket, "hello": hello}))
            .await;
        if answer.status != 201 {
            return Err(answer);
        }
        assert_eq!(answer.header("cache-control"), "no-store");
        let key = answer.json()["key"].as_str().unwrap().to_owned();
        let cookie = answer
            .headers
            .get("set-cookie")
            .map(|cookie| cookie.to_str().unwrap());
        let cookie = cookie
            .and_then(|cookie| cookie.split(';').next())
            .unwrap_or_default();
        let cookie = cookie.to_owned();
        let (has, waiting) = (0, VecDeque::new());
        Ok(Self {
            http,
            path,
            key,
            cookie,
            has,
            waiting,
        })
    }

    /// The same line in the address of another webinar.
    pub fn moved_to(&self, webinar: &str) -> Self {
        Self {
            http: self.http.clone(),
            path: format!("/api/v1/webinars/{webinar}/polling"),
            key: self.key.clone(),
            cookie: self.cookie.clone(),
            has: 0,
            waiting: VecDeque::new(),
        }
    }

    /// Asks for what comes after so many frames.
    pub async fn fetch(&self, has: u64) -> Answer {
        let path = format!("{}/frames?after={has}", self.path);
        let key = [("polling-key", &*self.key), ("cookie", &*self.cookie)];
        self.http.send(Method::GET, &path, &key, Vec::new()).await
    }

    /// Sends frames, whatever is answered.
    pub async fn post(&self, frames: Value) -> Answer {
        let path = format!("{}/frames", self.path);
        let key = [("polling-key", &*self.key), ("cookie", &*self.cookie)];
        let body = json!({"frames": frames});
        self.http.send_json(Method::POST, &path, &key, body).await
    }

    /// Sends a frame.
    pub async fn send(&self, text: &str) {
        let frame: Value = serde_json::from_str(text).unwrap();
        self.post(json!([frame])).await.expect(204);
    }

    /// Says goodbye.
    pub async fn hang_up(&self) -> Answer {
        let key = [("polling-key", &*self.key), ("cookie", &*self.cookie)];
        self.http
            .send(Method::DELETE, &self.path, &key, Vec::new())
            .await
    }

    /// The next frame; waits for it. The word `gone` when there is no such line any more.
    pub async fn next(&mut self) -> Vec<u8> {
        loop {
            if let Some(frame) = self.waiting.pop_front() {
                return frame.to_string().into_bytes();
            }
            let answer = self.fetch(self.has).await;
            if answer.status == 401 {
                answer.refused(401, "token_invalid");
                return b"gone".to_vec();
            }
            let fetched = answer.expect(200);
            let frames = fetched["frames"].as_array().unwrap().clone();
            let after = fetched["after"].as_u64().unwrap();
            let is_goodbye = frames.iter().any(|frame| frame["type"] == "closed");
            assert!(after == self.has || is_goodbye, "frames are missing");
            self.has = after + u64::try_from(frames.len()).unwrap();
            assert_eq!(fetched["through"], self.has);
            self.waiting.extend(frames);
        }
    }
}
