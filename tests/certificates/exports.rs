use actix_web::http::Method;
use futures_util::future::join3;
use serde_json::json;
use surgalt::policy::Role;

use super::batch::{Register, accepted, changes, refused};
use super::{ids, name_programme, this_year};
use crate::support::House;

stories![
    each_certificate_is_registered_once_and_its_changes_follow,
    the_same_acknowledgement_changes_nothing_the_second_time,
    what_was_refused_comes_again_when_it_is_mended_or_released,
    the_file_of_a_batch_is_sent_back_as_its_acknowledgement,
    an_acknowledgement_that_makes_no_sense_is_refused_as_a_whole,
    a_batch_takes_what_was_asked_for_and_nothing_twice,
];

async fn each_certificate_is_registered_once_and_its_changes_follow(house: House) {
    let register = Register::open(house).await;
    name_programme(&register.house, &register.course, "5.2", 150).await;
    let certificate = register.certificate().await;
    let early = register.certificate().await;
    register.revoke(&early).await;

    let (batch, rows) = register.batch(json!({})).await;
    assert_eq!(
        changes(&rows),
        ["new"],
        "what was revoked before is nobody's business"
    );
    assert_eq!(rows[0]["key"], certificate["id"]);
    assert_eq!(rows[0]["serial_number"], certificate["serial_number"]);
    assert_eq!(rows[0]["programme_code"], "5.2");
    assert_eq!(
        (&rows[0]["credits"], &rows[0]["hours"]),
        (&json!(1.5), &json!(24))
    );
    assert_eq!(register.state(&certificate).await, "exported");
    // Corrected while it is under way: the file of the batch stays as it was.
    register.correct(&certificate, 1).await;
    let again = register
        .registrar
        .get(&format!("{batch}/file"))
        .await
        .expect(200);
    assert_eq!(again["rows"], json!(rows));
    let (_, none) = register.batch(json!({})).await;
    assert!(none.is_empty(), "nothing is in two open batches: {none:?}");

    let taken = register
        .acknowledge(&batch, json!([accepted(&certificate)]))
        .await;
    assert_eq!(
        (&taken["accepted"], &taken["unchanged"]),
        (&json!(1), &json!(0))
    );
    let closed = register.registrar.get(&batch).await.expect(200);
    assert_eq!(
        (&closed["progress"], &closed["waiting"]),
        (&json!("closed"), &json!(0))
    );
    assert_eq!(register.state(&certificate).await, "changed");

    let (batch, rows) = register.batch(json!({})).await;
    assert_eq!(changes(&rows), ["changed"]);
    assert_eq!(
        (&rows[0]["key"], &rows[0]["version"]),
        (&certificate["id"], &json!(2))
    );
    assert_eq!(rows[0]["given_name"], "Бат 1");
    register
        .acknowledge(&batch, json!([accepted(&certificate)]))
        .await;
    assert_eq!(register.state(&certificate).await, "registered");

    register.revoke(&certificate).await;
    let (batch, rows) = register.batch(json!({})).await;
    assert_eq!(changes(&rows), ["revoked"]);
    assert!(rows[0]["revoked_on"].is_string());
    register
        .acknowledge(&batch, json!([accepted(&certificate)]))
        .await;
    assert_eq!(register.state(&certificate).await, "registered");
    assert!(register.batch(json!({})).await.1.is_empty());
}

async fn the_same_acknowledgement_changes_nothing_the_second_time(house: House) {
    let register = Register::open(house).await;
    let (one, two) = (register.certificate().await, register.certificate().await);
    let (batch, rows) = register.batch(json!({})).await;
    assert_eq!(rows.len(), 2);
    // In parts, and each part twice.
    for (row, accepted_now) in [(accepted(&one), 1), (refused(&two, "алдаа"), 0)] {
        let taken = register.acknowledge(&batch, json!([row])).await;
        assert_eq!(taken["accepted"], accepted_now);
        let again = register.acknowledge(&batch, json!([row])).await;
        assert_eq!(
            (&again["accepted"], &again["refused"]),
            (&json!(0), &json!(0))
        );
        assert_eq!(
            (&again["unchanged"], &again["contradicting"]),
            (&json!(1), &json!([]))
        );
    }
    // Refused, mended, under way again: the answer to the first batch comes once more, and late.
    register.correct(&two, 1).await;
    let (second, _) = register.batch(json!({})).await;
    let both = json!([accepted(&one), refused(&two, "алдаа")]);
    let late = register.acknowledge(&batch, both).await;
    assert_eq!(late["unchanged"], 2);
    assert_eq!(register.state(&two).await, "exported");
    // One who changes their mind is told so, and the first answer stands.
    let other = json!([refused(&one, "алдаа"), accepted(&two)]);
    let other = register.acknowledge(&batch, other).await;
    assert_eq!(other["contradicting"], json!([one["id"], two["id"]]));
    assert_eq!(register.state(&one).await, "registered");
    register.acknowledge(&second, json!([accepted(&two)])).await;
    assert_eq!(register.state(&two).await, "registered");
    assert!(register.batch(json!({})).await.1.is_empty());
}

async fn what_was_refused_comes_again_when_it_is_mended_or_released(house: House) {
    let register = Register::open(house).await;
    let mut certificates = Vec::new();
    for _ in 0..4 {
        certificates.push(register.certificate().await);
    }
    let [mended, released, revoked, left] = &certificates[..] else {
        unreachable!()
    };
    let (batch, _) = register.batch(json!({})).await;
    let answers: Vec<_> = certificates
        .iter()
        .map(|one| refused(one, "регистрийн дугаар олдсонгүй"))
        .collect();
    register.acknowledge(&batch, json!(answers)).await;
    assert!(register.batch(json!({})).await.1.is_empty());
    let list = "/api/v1/certificates?export=refused";
    assert_eq!(ids(&register.registrar, list).await.len(), 4);
    let rows = register
        .registrar
        .get(&format!("{batch}/rows?outcome=refused"))
        .await;
    let rows = rows.expect(200);
    assert_eq!(rows["items"][0]["reason"], "регистрийн дугаар олдсонгүй");
    assert_eq!(
        rows["items"][0]["answered_by"],
        json!(register.registrar.id())
    );

    register.correct(mended, 1).await;
    register.revoke(revoked).await;
    let releases = format!("{batch}/releases");
    let keys = json!({"keys": [released["id"], mended["id"], revoked["id"]]});
    for expected in [1, 0] {
        let answer = register.registrar.post(&releases, keys.clone()).await;
        assert_eq!(answer.expect(200)["released"], expected);
    }
    assert_eq!(register.state(left).await, "refused");
    assert_eq!(register.state(revoked).await, "not_needed");
    let (_, rows) = register.batch(json!({})).await;
    assert_eq!(changes(&rows), ["new", "new"]);
    let all = register.registrar.post(&releases, json!({})).await;
    assert_eq!(all.expect(200)["released"], 1);
    let (_, rows) = register.batch(json!({})).await;
    assert_eq!(rows[0]["key"], left["id"]);
}

async fn the_file_of_a_batch_is_sent_back_as_its_acknowledgement(house: House) {
    let register = Register::open(house).await;
    let (one, two) = (register.certificate().await, register.certificate().await);
    let unanswered = register.certificate().await;
    let (batch, _) = register.batch(json!({})).await;
    let registrar = &register.registrar;
    let file = registrar.get(&format!("{batch}/file?format=csv")).await;
    assert_eq!(file.header("content-type"), "text/csv; charset=utf-8");
    let table = String::from_utf8(file.bytes).unwrap();
    let mut lines = table.trim_start_matches('\u{feff}').lines();
    let mut answer = format!("{},outcome,reason\n", lines.next().unwrap());
    for line in lines {
        let said = if line.starts_with(one["id"].as_str().unwrap()) {
            "accepted,"
        } else if line.starts_with(two["id"].as_str().unwrap()) {
            "refused,\"нэр, овог зөрсөн\""
        } else {
            ","
        };
        answer.push_str(&format!("{line},{said}\n"));
    }
    let path = format!("{batch}/acknowledgement");
    let headers = [("content-type", "text/csv; charset=utf-8")];
    let taken = registrar.send(Method::POST, &path, &headers, answer.into_bytes());
    let taken = taken.await.expect(200);
    assert_eq!(
        (&taken["accepted"], &taken["refused"]),
        (&json!(1), &json!(1))
    );
    assert_eq!(register.state(&one).await, "registered");
    assert_eq!(register.state(&two).await, "refused");
    assert_eq!(register.state(&unanswered).await, "exported");
    let open = registrar.get(&batch).await.expect(200);
    assert_eq!(
        (&open["progress"], &open["waiting"]),
        (&json!("open"), &json!(1))
    );
    let workbook = registrar.get(&format!("{batch}/file?format=xlsx")).await;
    assert!(workbook.bytes.starts_with(b"PK"));
}

async fn an_acknowledgement_that_makes_no_sense_is_refused_as_a_whole(house: House) {
    let register = Register::open(house).await;
    let certificate = register.certificate().await;
    let (batch, _) = register.batch(json!({})).await;
    let path = format!("{batch}/acknowledgement");
    let stranger = json!({"key": register.registrar.id(), "outcome": "accepted"});
    let reasonless = json!({"key": certificate["id"], "outcome": "refused"});
    let named = register.registrar.id().to_string();
    for (rows, field) in [
        (json!([accepted(&certificate), stranger]), named.as_str()),
        (json!([reasonless]), "rows[0].reason"),
        (
            json!([accepted(&certificate), refused(&certificate, "?")]),
            "rows[1].key",
        ),
        (json!([{"key": "?", "outcome": "accepted"}]), "rows[0].key"),
        (
            json!([{"key": certificate["id"], "outcome": "lost"}]),
            "rows[0].outcome",
        ),
    ] {
        let answer = register.registrar.post(&path, json!({"rows": rows})).await;
        let answer = answer.refused(422, "invalid");
        assert_eq!(answer["fields"][0]["field"], field, "{answer}");
    }
    let send = async |media_type: &str, body: &[u8]| {
        let headers = [("content-type", media_type)];
        register
            .registrar
            .send(Method::POST, &path, &headers, body.to_vec())
            .await
    };
    send("application/json", b"{")
        .await
        .refused(400, "malformed");
    send("text/csv", b"\xff").await.refused(400, "malformed");
    send("text/csv", b"key,status")
        .await
        .refused(422, "invalid");
    let other = send("text/plain", b"key,outcome").await;
    other.refused(415, "unsupported_media_type");
    assert_eq!(register.state(&certificate).await, "exported");
}

async fn a_batch_takes_what_was_asked_for_and_nothing_twice(house: House) {
    let register = Register::open(house).await;
    let certificate = register.certificate().await;
    let registrar = &register.registrar;
    let year: i32 = this_year(&register.house);
    let (empty, rows) = register.batch(json!({"year": year - 1})).await;
    assert!(rows.is_empty());
    let read = registrar.get(&empty).await.expect(200);
    assert_eq!(
        (&read["progress"], &read["expected"]),
        (&json!("closed"), &json!(0))
    );
    let unknown = registrar
        .post(
            "/api/v1/certificate-exports",
            json!({"organisation_id": registrar.id()}),
        )
        .await;
    unknown.refused(404, "not_found");
    let wrong = registrar
        .post("/api/v1/certificate-exports", json!({"month": 1}))
        .await;
    wrong.refused(422, "invalid");

    // Two who press the button at once, one of them twice.
    let headers = [("idempotency-key", "batch-1")];
    let make = || {
        let body = json!({"year": year});
        let path = "/api/v1/certificate-exports";
        registrar.send_json(Method::POST, path, &headers, body)
    };
    let other = register.house.person(&[Role::Administrator]).await;
    let (one, same, another) = join3(
        make(),
        make(),
        other.post(
            "/api/v1/certificate-exports",
            json!({"course_id": register.course.id}),
        ),
    )
    .await;
    let (one, same) = (one.expect(201), same.expect(201));
    assert_eq!(one["id"], same["id"]);
    let another = another.expect(201);
    register.house.outbox_is_empty().await;
    let mut taken = 0;
    for batch in [one, another] {
        let path = format!(
            "/api/v1/certificate-exports/{}",
            batch["id"].as_str().unwrap()
        );
        taken += registrar.get(&path).await.expect(200)["rows"]
            .as_i64()
            .unwrap();
    }
    assert_eq!(taken, 1);
    assert_eq!(register.state(&certificate).await, "exported");
    let all = registrar
        .get("/api/v1/certificate-exports")
        .await
        .expect(200);
    assert_eq!(all["items"].as_array().unwrap().len(), 3);
}
