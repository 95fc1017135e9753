//! Rosters: a province's list of teachers becomes the register, once somebody has looked at it.

mod applying;
mod part;
mod reading;
mod size;
mod undoing;

use actix_web::http::Method;
use serde_json::{Value, json};
use surgalt::policy::Role;

use crate::support::{Answer, Client, House};

pub const PATH: &str = "/api/v1/roster-imports";

/// A province with two schools, and who keeps its register.
pub struct Register {
    pub house: House,
    pub administrator: Client,
    pub registrar: Client,
    pub province: String,
    pub school: String,
    pub other: String,
}

impl Register {
    pub async fn open(house: House) -> Self {
        let administrator = house.person(&[Role::Administrator]).await;
        let registrar = house.person(&[Role::Registrar]).await;
        let province = organisation(&administrator, "Архангай аймаг", None).await;
        let school = organisation(&administrator, "1-р сургууль", Some(&province)).await;
        let other = organisation(&administrator, "2-р сургууль", Some(&province)).await;
        Self {
            house,
            administrator,
            registrar,
            province,
            school,
            other,
        }
    }

    /// Registers a teacher; gives the identifier.
    pub async fn teacher(&self, surname: &str, given_name: &str, more: Value) -> String {
        let email = format!("{}@example.mn", surgalt::ids::new_code().to_lowercase());
        let mut new = json!({"email": email, "surname": surname, "given_name": given_name,
            "organisation_id": self.school, "position": "teacher"});
        for (name, value) in more.as_object().unwrap() {
            new[name] = value.clone();
        }
        let made = self.administrator.post("/api/v1/people", new).await;
        made.expect(201)["id"].as_str().unwrap().to_owned()
    }

    /// Imports a list and waits until it has been compared; gives the path of the import.
    pub async fn import(&self, list: &str, complete: bool) -> String {
        let fields = [("complete", if complete { "true" } else { "false" })];
        let sent = send(&self.registrar, list.as_bytes(), &fields).await;
        let path = path_of(&sent.expect(201));
        self.house.outbox_is_empty().await;
        path
    }

    /// The only person of a given name.
    pub async fn person(&self, text: &str) -> Option<Value> {
        let list = self
            .administrator
            .get(&format!("/api/v1/people?text={}", encoded(text)))
            .await;
        let list = list.expect(200);
        let items = list["items"].as_array().unwrap();
        assert!(items.len() < 2, "{text}: {list}");
        items.first().cloned()
    }
}

pub async fn organisation(by: &Client, name: &str, parent: Option<&str>) -> String {
    let new = json!({"name": name, "parent_id": parent});
    let made = by.post("/api/v1/organisations", new).await.expect(201);
    made["id"].as_str().unwrap().to_owned()
}

pub fn path_of(import: &Value) -> String {
    format!("{PATH}/{}", import["id"].as_str().unwrap())
}

/// A text as it stands in an address.
pub fn encoded(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

/// Sends a file with further fields.
pub async fn send(client: &Client, file: &[u8], fields: &[(&str, &str)]) -> Answer {
    send_with(client, file, fields, &[]).await
}

pub async fn send_with(
    client: &Client,
    file: &[u8],
    fields: &[(&str, &str)],
    headers: &[(&str, &str)],
) -> Answer {
    let mut body = Vec::new();
    for (name, value) in fields {
        let part =
            format!("--line\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
        body.extend(part.into_bytes());
    }
    body.extend_from_slice(
        b"--line\r\nContent-Disposition: form-data; name=\"file\"; filename=\"list.csv\"\r\n\
          Content-Type: application/octet-stream\r\n\r\n",
    );
    body.extend_from_slice(file);
    body.extend_from_slice(b"\r\n--line--\r\n");
    let mut all = vec![("content-type", "multipart/form-data; boundary=line")];
    all.extend_from_slice(headers);
    client.send(Method::POST, PATH, &all, body).await
}

/// The rows as `place difference given_name codes`.
pub async fn rows(client: &Client, path: &str, query: &str) -> Vec<String> {
    let list = client.get(&format!("{path}/rows{query}")).await.expect(200);
    let items = list["items"].as_array().unwrap().iter();
    items
        .map(|row| {
            let problems = row["problems"].as_array().unwrap().iter();
            let codes = problems.map(|one| one["code"].as_str().unwrap());
            let text = |value: &Value| value.as_str().unwrap().to_owned();
            let mut told = vec![
                text(&row["place"]),
                text(&row["difference"]),
                text(&row["says"]["given_name"]),
            ];
            told.extend(codes.map(str::to_owned));
            told.join(" ").trim().to_owned()
        })
        .collect()
}

/// Applies an import, and waits.
pub async fn apply(register: &Register, by: &Client, path: &str) -> Value {
    let applied = by.post(&format!("{path}/application"), json!(null)).await;
    assert_eq!(applied.expect(202)["status"], "applying");
    register.house.outbox_is_empty().await;
    let import = by.get(path).await.expect(200);
    assert_eq!(import["status"], "applied", "{import}");
    import
}

/// How many rows have become what.
pub fn outcome(import: &Value, name: &str) -> i64 {
    let outcomes = import["outcomes"].as_array().unwrap();
    let found = outcomes.iter().find(|one| one["outcome"] == name);
    found.unwrap()["count"].as_i64().unwrap()
}
