//! Somebody who keeps the register, and the batches for the sector's information system.

use serde_json::{Value, json};
use surgalt::policy::Role;

use super::path;
use crate::support::{Client, Course, House, short_course};

/// Somebody who keeps the register, and a course with its host.
pub struct Register {
    pub house: House,
    host: Client,
    pub registrar: Client,
    pub course: Course,
}

impl Register {
    pub async fn open(house: House) -> Self {
        let host = house.person(&[Role::Methodologist]).await;
        let registrar = house.person(&[Role::Registrar]).await;
        let course = house.course(&host, short_course("Манлайлал", "mn")).await;
        Self {
            house,
            host,
            registrar,
            course,
        }
    }

    pub async fn certificate(&self) -> Value {
        let teacher = self.house.person(&[Role::Learner]).await;
        self.house
            .certificate(&self.host, &teacher, &self.course)
            .await
    }

    /// Makes a batch, waits until it is frozen, and reads its file.
    pub async fn batch(&self, wanted: Value) -> (String, Vec<Value>) {
        let made = self
            .registrar
            .post("/api/v1/certificate-exports", wanted)
            .await;
        let made = made.expect(201);
        self.house.outbox_is_empty().await;
        let path = format!(
            "/api/v1/certificate-exports/{}",
            made["id"].as_str().unwrap()
        );
        let file = self
            .registrar
            .get(&format!("{path}/file"))
            .await
            .expect(200);
        assert_eq!(file["export_id"], made["id"]);
        assert!(self.house.deeds("certificates_exported").await > 0);
        (path, file["rows"].as_array().unwrap().clone())
    }

    pub async fn acknowledge(&self, batch: &str, rows: Value) -> Value {
        let path = format!("{batch}/acknowledgement");
        let answer = self.registrar.post(&path, json!({"rows": rows})).await;
        answer.expect(200)
    }

    pub async fn state(&self, certificate: &Value) -> String {
        let read = self.registrar.get(&path(certificate)).await.expect(200);
        read["export_state"].as_str().unwrap().to_owned()
    }

    pub async fn correct(&self, certificate: &Value, version: i32) {
        let body = json!({"version": version, "given_name": format!("Бат {version}"),
            "reason": "Алдаатай"});
        let corrections = format!("{}/corrections", path(certificate));
        self.registrar.post(&corrections, body).await.expect(201);
    }

    pub async fn revoke(&self, certificate: &Value) {
        let revocation = format!("{}/revocation", path(certificate));
        let reason = json!({"reason": "Давхар олгосон"});
        self.registrar.post(&revocation, reason).await.expect(201);
    }
}

pub fn accepted(certificate: &Value) -> Value {
    json!({"key": certificate["id"], "outcome": "accepted"})
}

pub fn refused(certificate: &Value, reason: &str) -> Value {
    json!({"key": certificate["id"], "outcome": "refused", "reason": reason})
}

/// What each row asks for.
pub fn changes(rows: &[Value]) -> Vec<&str> {
    rows.iter()
        .map(|row| row["change"].as_str().unwrap())
        .collect()
}
