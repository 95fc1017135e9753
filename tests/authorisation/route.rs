//! A route of the OpenAPI document, and asking for it as the document shows by example.

use std::fmt;

use actix_web::http::{Method, StatusCode};
use serde_json::Value;

use super::belongings::Belongings;
use crate::support::Client;

/// A route of the document.
pub struct Route {
    pub method: Method,
    pub path: String,
    /// Whether the document says that nobody needs to sign in.
    pub is_open: bool,
    operation: Value,
    schemas: Value,
}

/// Every route of the document.
pub fn all() -> Vec<Route> {
    let document = serde_json::to_value(surgalt::openapi::document()).unwrap();
    let mut routes = Vec::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            let Ok(method) = method.to_uppercase().parse() else {
                continue;
            };
            let is_open = operation["security"][0]["access_token"].is_null();
            routes.push(Route {
                method,
                path: path.clone(),
                is_open,
                operation: operation.clone(),
                schemas: document["components"]["schemas"].clone(),
            });
        }
    }
    routes
}

impl Route {
    /// Whether asking changes nothing.
    pub fn only_reads(&self) -> bool {
        self.method == Method::GET || self.method == Method::HEAD
    }

    /// Asks for the route with these things, as this person.
    pub async fn ask(&self, client: &Client, things: &Belongings) -> Outcome {
        let mut address = things.address(&self.path);
        for name in self.required("query") {
            let mark = if address.contains('?') { '&' } else { '?' };
            address = format!("{address}{mark}{name}=7");
        }
        let mut headers = Vec::new();
        if self.required("header").any(|name| name == "If-Match") {
            headers.push(("if-match", "*"));
        }
        let (media_type, body) = self.body(things);
        if let Some(media_type) = &media_type {
            headers.push(("content-type", media_type.as_str()));
        }
        let answer = client
            .send(self.method.clone(), &address, &headers, body)
            .await;
        Outcome {
            status: answer.status,
            code: answer.json()["code"]
                .as_str()
                .unwrap_or_default()
                .to_owned(),
            text: String::from_utf8_lossy(&answer.bytes).into_owned(),
        }
    }

    fn required(&self, place: &str) -> impl Iterator<Item = &str> {
        let parameters = self.operation["parameters"]
            .as_array()
            .into_iter()
            .flatten();
        parameters
            .filter(move |one| one["in"] == place && one["required"] == true)
            .filter_map(|one| one["name"].as_str())
    }

    /// The body that the document shows, about things that exist.
    fn body(&self, things: &Belongings) -> (Option<String>, Vec<u8>) {
        let Some(content) = self.operation["requestBody"]["content"].as_object() else {
            return (None, Vec::new());
        };
        if content.contains_key("multipart/form-data") {
            return upload();
        }
        let (media_type, content) = content.iter().next().unwrap();
        let schema = content["schema"]["$ref"].as_str().unwrap_or_default();
        let schema = &self.schemas[schema.rsplit('/').next().unwrap_or_default()];
        let example = [
            &content["example"],
            &schema["example"],
            &schema["examples"][0],
        ]
        .into_iter()
        .find(|example| !example.is_null())
        .unwrap_or_else(|| panic!("{self}: the document shows no example of the body"));
        let body = things.named_in(example.clone()).to_string().into_bytes();
        (Some(media_type.clone()), body)
    }
}

/// A small text, as a form sends it.
fn upload() -> (Option<String>, Vec<u8>) {
    let body = "--line\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n\
                Content-Type: text/plain\r\n\r\nСайн байна уу\r\n--line--\r\n";
    let media_type = "multipart/form-data; boundary=line".to_owned();
    (Some(media_type), body.as_bytes().to_vec())
}

impl fmt::Display for Route {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} {}", self.method, self.path)
    }
}

/// What somebody was told.
pub struct Outcome {
    status: StatusCode,
    code: String,
    text: String,
}

impl Outcome {
    pub fn asks_to_sign_in(&self) -> bool {
        let tried = [
            "wrong_credentials",
            "token_invalid",
            "recovery_code_invalid",
        ];
        self.status == 401 && !tried.contains(&self.code.as_str())
    }

    /// Whether the person is kept away. A wrong password is not: the route was open to try.
    pub fn is_refusal(&self) -> bool {
        self.asks_to_sign_in() || self.status == 403 || self.status == 404
    }

    /// Whether the request never reached a decision: the server failed, or the question was wrong.
    pub fn is_fault(&self) -> bool {
        self.status.is_server_error() || [400, 405, 413, 415].contains(&self.status.as_u16())
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text: String = self.text.chars().take(200).collect();
        write!(formatter, "{} {text}", self.status)
    }
}
