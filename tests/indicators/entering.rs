use serde_json::{Value, json};
use surgalt::policy::Role;

use super::{belongs_to, indicator, organisation, points, programme, value};
use crate::support::House;

stories![
    what_schools_enter_adds_up_to_the_province,
    what_was_entered_is_replaced_by_what_comes_after_it_and_stays,
    an_officer_enters_for_the_own_part_only_and_sees_no_other,
    an_indicator_that_has_values_keeps_its_meaning,
    what_does_not_fit_is_refused_by_name,
];

async fn what_schools_enter_adds_up_to_the_province(house: House) {
    let author = house.person(&[Role::Methodologist]).await;
    let programme = programme(&house, "1000", None).await;
    let province = organisation(&house, None).await;
    let soum = organisation(&house, Some(&province)).await;
    let schools = [
        organisation(&house, Some(&soum)).await,
        organisation(&house, Some(&soum)).await,
        organisation(&house, Some(&province)).await,
    ];
    let other = organisation(&house, None).await;
    let new = json!({"code": "9.7a", "title": "Арга зүй эзэмшсэн багш", "kind": "percent",
        "unit": "%", "targets": [{"year": 2015, "target": 40}, {"year": 2016, "target": 80}]});
    let address = indicator(&author, programme, new).await;
    let values = format!("{address}/values");
    for (place, part, whole) in [
        (&schools[0], 10, 20),
        (&schools[1], 30, 30),
        (&schools[2], 24, 50),
        (&other, 0, 100),
    ] {
        let figure = json!({"part": part, "whole": whole});
        let new = value("2016", Some(place.0), figure);
        author.post(&values, new).await.expect(201);
    }
    assert_eq!(house.deeds("indicator_value_entered").await, 4);
    let at = |place: uuid::Uuid| format!("organisation_id={place}&from=2015&to=2016");
    let seen = points(&author, programme, &at(province.0)).await;
    assert_eq!(
        (&seen[0]["period"], &seen[0]["value"]),
        (&json!("2015"), &Value::Null)
    );
    assert_eq!(seen[0]["target"], 40.0);
    let point = &seen[1];
    assert_eq!((&point["part"], &point["whole"]), (&json!(64), &json!(100)));
    assert_eq!(
        (&point["value"], &point["target"]),
        (&json!(64.0), &json!(80.0))
    );
    assert_eq!(point["reached_percent"], 80.0);
    assert_eq!(
        (&point["source"], &point["entries"]),
        (&json!("below"), &json!(3))
    );
    let seen = points(&author, programme, &at(soum.0)).await;
    assert_eq!(seen[1]["value"], 80.0);
    let seen = points(&author, programme, "from=2016&to=2016").await;
    assert_eq!(
        (&seen[0]["value"], &seen[0]["entries"]),
        (&json!(32.0), &json!(4))
    );
    // What is entered for the soum itself stands for its schools.
    let new = value("2016", Some(soum.0), json!({"part": 0, "whole": 50}));
    author.post(&values, new).await.expect(201);
    let seen = points(&author, programme, &at(province.0)).await;
    assert_eq!(
        (&seen[1]["value"], &seen[1]["entries"]),
        (&json!(24.0), &json!(2))
    );
}

async fn what_was_entered_is_replaced_by_what_comes_after_it_and_stays(house: House) {
    let author = house.person(&[Role::Methodologist]).await;
    let programme = programme(&house, "1000", None).await;
    let new = json!({"code": "9.5", "title": "Сургууль, цэцэрлэг", "kind": "count",
        "unit": "байгууллага", "targets": [{"year": 2016, "target": 40}]});
    let address = indicator(&author, programme, new).await;
    let values = format!("{address}/values");
    for count in [20, 30] {
        let new = value("2016", None, json!({"value": count}));
        author.post(&values, new).await.expect(201);
    }
    let new = value("2016-Q2", None, json!({"value": 12}));
    author.post(&values, new).await.expect(201);
    let seen = points(&author, programme, "from=2016&to=2016").await;
    assert_eq!(
        (&seen[0]["value"], &seen[0]["reached_percent"]),
        (&json!(30.0), &json!(75.0))
    );
    assert_eq!(seen[0]["source"], "entered");
    let quarters = points(&author, programme, "from=2016&to=2016&by=quarter").await;
    assert_eq!(quarters.len(), 4);
    assert_eq!(
        (&quarters[1]["value"], &quarters[1]["target"]),
        (&json!(12.0), &Value::Null)
    );
    let history = author
        .get(&format!("{values}?period=2016"))
        .await
        .expect(200);
    let history = history["items"].as_array().unwrap();
    assert_eq!(history.len(), 2);
    assert_eq!(
        (&history[0]["value"], &history[1]["value"]),
        (&json!(20.0), &json!(30.0))
    );
    assert_eq!(seen[0]["value_id"], history[1]["id"]);

    // The same request over a bad line is one value.
    let headers = [("idempotency-key", "bad-line-1")];
    for _ in 0..2 {
        let new = value("2015", None, json!({"value": 7}));
        let method = actix_web::http::Method::POST;
        let sent = author.send_json(method, &values, &headers, new);
        sent.await.expect(201);
    }
    let history = author
        .get(&format!("{values}?period=2015"))
        .await
        .expect(200);
    assert_eq!(history["items"].as_array().unwrap().len(), 1);

    let csv =
        format!("/api/v1/programmes/{programme}/indicators/report?from=2016&to=2016&format=csv");
    let headers = [("accept-language", "en")];
    let get = actix_web::http::Method::GET;
    let csv = author.send(get, &csv, &headers, Vec::new()).await;
    let csv = String::from_utf8(csv.bytes).unwrap();
    assert!(csv.contains("\"Target, 2016\",\"Value, 2016\""), "{csv}");
    assert!(
        csv.contains("9.5,\"Сургууль, цэцэрлэг\",байгууллага,40,30,75"),
        "{csv}"
    );
    let xlsx =
        format!("/api/v1/programmes/{programme}/indicators/report?from=2016&to=2016&format=xlsx");
    assert!(author.get(&xlsx).await.bytes.starts_with(b"PK"));
}

async fn an_officer_enters_for_the_own_part_only_and_sees_no_other(house: House) {
    let author = house.person(&[Role::Methodologist]).await;
    let (officer, neighbour) = (
        house.person(&[Role::Officer]).await,
        house.person(&[Role::Officer]).await,
    );
    let programme = programme(&house, "1000", None).await;
    let (ours, theirs) = (
        organisation(&house, None).await,
        organisation(&house, None).await,
    );
    let school = organisation(&house, Some(&ours)).await;
    belongs_to(&house, &officer, ours.0).await;
    belongs_to(&house, &neighbour, theirs.0).await;
    let new = json!({"code": "9.5", "title": "Сургууль", "kind": "count",
        "targets": [{"year": 2016, "target": 40}]});
    let address = indicator(&author, programme, new).await;
    let values = format!("{address}/values");
    let new = value("2016", Some(school.0), json!({"value": 3}));
    officer.post(&values, new.clone()).await.expect(201);
    for (whose, field) in [
        (Some(theirs.0), "organisation_id"),
        (None, "organisation_id"),
    ] {
        let new = value("2016", whose, json!({"value": 3}));
        let refused = officer.post(&values, new).await.refused(422, "invalid");
        assert_eq!(refused["fields"][0]["field"], field);
    }
    let refused = neighbour.post(&values, new).await.refused(422, "invalid");
    assert_eq!(refused["fields"][0]["field"], "organisation_id");
    let seen = officer.get(&values).await.expect(200);
    assert_eq!(seen["items"].as_array().unwrap().len(), 1);
    let seen = neighbour.get(&values).await.expect(200);
    assert_eq!(seen["items"], json!([]));

    // The report of what one sees is that of the own part; a count of the whole is no aim of it.
    let own = points(&officer, programme, "from=2016&to=2016").await;
    assert_eq!(
        (&own[0]["value"], &own[0]["target"]),
        (&json!(3.0), &Value::Null)
    );
    let own = points(&neighbour, programme, "from=2016&to=2016").await;
    assert_eq!(own[0]["value"], Value::Null);
    let report = format!("/api/v1/programmes/{programme}/indicators/report");
    let of_theirs = format!("{report}?organisation_id={}", school.0);
    neighbour.get(&of_theirs).await.refused(404, "not_found");
    let whole = points(&author, programme, "from=2016&to=2016").await;
    assert_eq!(
        (&whole[0]["value"], &whole[0]["target"]),
        (&json!(3.0), &json!(40.0))
    );
    let learner = house.person(&[Role::Learner]).await;
    for address in [&report, &values, &address] {
        learner.get(address).await.refused(403, "forbidden");
    }
    let refused = officer.delete_if_match(&address, "*").await;
    refused.refused(403, "forbidden");
}

async fn an_indicator_that_has_values_keeps_its_meaning(house: House) {
    let author = house.person(&[Role::Methodologist]).await;
    let programme = programme(&house, "1000", None).await;
    let new = json!({"code": "9.5", "title": "Сургууль", "kind": "count"});
    let address = indicator(&author, programme, new.clone()).await;
    let list = format!("/api/v1/programmes/{programme}/indicators");
    let same = author.post(&list, new).await;
    same.refused(409, "already_exists");
    let tag = author.get(&address).await.header("etag");
    let change = |kind: &str| {
        json!({"code": "9.5a", "title": "Сургууль, цэцэрлэг", "kind": kind,
            "targets": [{"year": 2016, "target": 30}]})
    };
    let changed = author.put_if_match(&address, &tag, change("amount")).await;
    let changed_tag = changed.header("etag");
    assert_eq!(changed.expect(200)["targets"][0]["target"], 30.0);
    let stale = author.put_if_match(&address, &tag, change("count")).await;
    stale.refused(412, "changed");
    let new = value("2016", None, json!({"value": 12.5}));
    author
        .post(&format!("{address}/values"), new)
        .await
        .expect(201);
    let refused = author
        .put_if_match(&address, &changed_tag, change("percent"))
        .await;
    refused.refused(409, "in_use");
    let refused = author.delete_if_match(&address, &changed_tag).await;
    refused.refused(409, "in_use");
    let renamed = author
        .put_if_match(&address, &changed_tag, change("amount"))
        .await;
    renamed.expect(200);

    let other = json!({"code": "9.6", "title": "Хөтөлбөр", "kind": "count"});
    let other = indicator(&author, programme, other).await;
    let tag = author.get(&other).await.header("etag");
    author.delete_if_match(&other, &tag).await.expect(204);
    author.get(&other).await.refused(404, "not_found");
    let listed = author.get(&list).await.expect(200);
    assert_eq!(listed["items"].as_array().unwrap().len(), 1);
}

async fn what_does_not_fit_is_refused_by_name(house: House) {
    let author = house.person(&[Role::Methodologist]).await;
    let programme = programme(&house, "1000", None).await;
    let list = format!("/api/v1/programmes/{programme}/indicators");
    for (change, field) in [
        (json!({"kind": "share"}), "kind"),
        (json!({"code": ""}), "code"),
        (json!({"query": "finished_share"}), "query"),
        (json!({"query": "everything"}), "query"),
        (
            json!({"targets": [{"year": 1000, "target": 1}]}),
            "targets[0].year",
        ),
        (
            json!({"targets": [{"year": 2016, "target": 1.5}]}),
            "targets[0].target",
        ),
        (
            json!({"targets": [{"year": 2016, "target": 1}, {"year": 2016, "target": 2}]}),
            "targets[1].year",
        ),
    ] {
        let mut new = json!({"code": "9.5", "title": "Сургууль", "kind": "count"});
        for (name, value) in change.as_object().unwrap() {
            new[name] = value.clone();
        }
        let refused = author.post(&list, new).await.refused(422, "invalid");
        assert_eq!(refused["fields"][0]["field"], field, "{refused}");
    }
    let new = json!({"code": "9.5", "title": "Сургууль", "kind": "count"});
    let address = indicator(&author, programme, new).await;
    let values = format!("{address}/values");
    let with = |name: &str, wrong: Value| {
        let mut new = value("2016", None, json!({"value": 3}));
        new[name] = wrong;
        new
    };
    for (new, field) in [
        (with("value", json!(3.5)), "value"),
        (with("value", json!(-3)), "value"),
        (with("part", json!(1)), "value, part, whole"),
        (with("period", json!("2016-Q5")), "period"),
        (with("note", json!("")), "note"),
        (with("found_on", json!("2199-01-01")), "found_on"),
        (with("organisation_id", json!(programme)), "organisation_id"),
        (
            with("evidence_file_id", json!(programme)),
            "evidence_file_id",
        ),
    ] {
        let refused = author.post(&values, new).await.refused(422, "invalid");
        assert_eq!(refused["fields"][0]["field"], field, "{refused}");
    }
    let counted =
        json!({"code": "x", "title": "Бүртгүүлсэн", "kind": "count", "query": "enrolled"});
    let counted = indicator(&author, programme, counted).await;
    let new = value("2016", None, json!({"value": 3}));
    let refused = author.post(&format!("{counted}/values"), new).await;
    refused.refused(409, "filled_by_query");
    for query in [
        "from=2020&to=2010",
        "from=1990&to=2020",
        "from=x",
        "by=week",
    ] {
        let asked = author.get(&format!("{list}/report?{query}")).await;
        asked.refused(422, "invalid");
    }
}
