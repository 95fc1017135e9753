use chrono::TimeDelta;
use sea_orm::{ActiveValue::Set, ConnectionTrait};
use serde_json::json;
use surgalt::policy::Role;

use super::{actions, lines};
use crate::support::{Client, House, Tree};

stories![
    the_neighbours_officer_finds_nothing,
    the_log_is_read_page_by_page_and_by_what_is_looked_for,
    what_was_done_is_seen_from_where_the_person_was_then,
    nobody_changes_or_deletes_a_line,
];

async fn code_for(by: &Client, whom: &Client) {
    let path = format!("/api/v1/people/{}/recovery-codes", whom.id());
    by.post(&path, json!(null)).await.expect(201);
}

async fn export(reader: &Client, conditions: &str) -> String {
    let path = format!("/api/v1/audit-log/export?{conditions}");
    let answer = reader.get(&path).await;
    assert_eq!(answer.status, 200);
    String::from_utf8(answer.bytes).unwrap()
}

async fn the_neighbours_officer_finds_nothing(house: House) {
    let tree = house.tree().await;
    code_for(&tree.officer, &tree.teacher).await;
    let school = house.person_in(&[Role::Officer], tree.school).await;
    // Who sees everybody by another role reads the log as an officer.
    let third = house.organisation("Ховд", None).await;
    let both = house
        .person_in(&[Role::Officer, Role::Methodologist], third)
        .await;
    let (teacher, officer) = (tree.teacher.id(), tree.officer.id());
    let entry = lines(&tree.officer, "").await.remove(0);
    let entry = entry["subject_id"].as_str().unwrap().to_owned();
    for conditions in [
        String::new(),
        format!("person={teacher}"),
        format!("actor={officer}"),
        format!("subject={entry}"),
        "action=recovery_code_issued".to_owned(),
        format!("person={teacher}&actor={officer}&action=recovery_code_issued"),
        format!("person={teacher}&from=2020-01-01T00:00:00Z&to=2100-01-01T00:00:00Z"),
    ] {
        for stranger in [&tree.neighbour, &both] {
            let seen = lines(stranger, &conditions).await;
            assert!(seen.is_empty(), "{conditions}");
            let table = export(stranger, &conditions).await;
            assert_eq!(table.lines().count(), 1, "{table}");
        }
        for reader in [&tree.officer, &school] {
            assert_eq!(lines(reader, &conditions).await.len(), 1, "{conditions}");
        }
    }
    for reader in [&tree.teacher, &house.person(&[Role::Registrar]).await] {
        reader
            .get("/api/v1/audit-log")
            .await
            .refused(403, "forbidden");
        reader
            .get("/api/v1/audit-log/export")
            .await
            .refused(403, "forbidden");
    }
    // What one has done oneself one sees: here, to export nothing seven times.
    assert_eq!(
        actions(&lines(&tree.neighbour, "").await),
        ["data_exported"; 7]
    );
}

/// Five codes for the teacher, a minute after each other.
async fn five_codes(house: &House, tree: &Tree) {
    for _ in 0..5 {
        house.clock.advance(TimeDelta::minutes(1));
        code_for(&tree.officer, &tree.teacher).await;
    }
}

async fn the_log_is_read_page_by_page_and_by_what_is_looked_for(house: House) {
    let tree = house.tree().await;
    let begun = house.clock.now();
    five_codes(&house, &tree).await;
    let mut administrator = house.person(&[Role::Administrator]).await;
    administrator.sign_in(crate::support::PASSWORD).await;
    for reader in [&tree.officer, &administrator] {
        let mut read = Vec::new();
        let mut after = String::new();
        loop {
            let path = format!("/api/v1/audit-log?limit=2{after}");
            let page = reader.get(&path).await.expect(200);
            read.extend(page["items"].as_array().unwrap().clone());
            let Some(next) = page["next"].as_str() else {
                break;
            };
            after = format!("&after={next}");
        }
        let times: Vec<&str> = read.iter().map(|one| one["at"].as_str().unwrap()).collect();
        assert_eq!(times.len(), 5);
        assert!(
            times.is_sorted_by(|newer, older| newer > older),
            "{times:?}"
        );
        let line = &read[0];
        assert_eq!(line["actor"]["id"], json!(tree.officer.id()));
        assert_eq!(line["person"]["id"], json!(tree.teacher.id()));
        assert_eq!(line["organisation_id"], json!(tree.school));
        assert!(line["session_id"].is_string());
    }
    let at = |minutes| (begun + TimeDelta::minutes(minutes)).format("%FT%T%.3fZ");
    let between = format!("from={}&to={}", at(2), at(4));
    assert_eq!(lines(&tree.officer, &between).await.len(), 2);
    assert_eq!(lines(&administrator, &between).await.len(), 2);
    assert!(
        lines(&administrator, "action=data_exported")
            .await
            .is_empty()
    );
    let path = "/api/v1/audit-log?action=king_crowned";
    administrator.get(path).await.refused(422, "invalid");
    administrator
        .get("/api/v1/audit-log?from=soon")
        .await
        .refused(422, "invalid");

    let table = export(&tree.officer, "action=recovery_code_issued").await;
    assert_eq!(table.lines().count(), 6);
    assert!(table.contains("Сэргээх код олгосон") && table.contains("Бат-Өлзий"));
    let book = administrator
        .get("/api/v1/audit-log/export?format=xlsx")
        .await;
    assert!(book.bytes.starts_with(b"PK"));
    assert_eq!(lines(&administrator, "action=data_exported").await.len(), 2);
}

async fn what_was_done_is_seen_from_where_the_person_was_then(house: House) {
    let tree = house.tree().await;
    code_for(&tree.officer, &tree.teacher).await;
    house
        .change_person(&tree.teacher, |row| {
            row.organisation_id = Set(Some(tree.elsewhere));
        })
        .await;
    code_for(&tree.neighbour, &tree.teacher).await;
    let about = format!("person={}", tree.teacher.id());
    for reader in [&tree.officer, &tree.neighbour] {
        let seen = lines(reader, &about).await;
        assert_eq!(seen.len(), 1);
        assert_eq!(seen[0]["actor"]["id"], json!(reader.id()));
    }
    let administrator = house.person(&[Role::Administrator]).await;
    assert_eq!(lines(&administrator, &about).await.len(), 2);
}

async fn nobody_changes_or_deletes_a_line(house: House) {
    let tree = house.tree().await;
    code_for(&tree.officer, &tree.teacher).await;
    for statement in [
        "UPDATE audit_log SET action = 'person_changed'",
        "DELETE FROM audit_log",
        "UPDATE audit_places SET action = 'person_changed'",
        "DELETE FROM audit_places",
    ] {
        let app = house.app.clone();
        let rewritten = house
            .look(async move {
                let transaction = app.database.begin().await.unwrap();
                transaction.execute_unprepared(statement).await
            })
            .await;
        let refused = rewritten.unwrap_err();
        assert!(refused.to_string().contains("only grows"), "{refused}");
    }
    assert_eq!(lines(&tree.officer, "").await.len(), 1);
}
