//! A real programme of one province, from its own words (`shared/data`): when it is there, it is put into
//! the platform as it stands.

use std::path::Path;

use sea_orm::{ActiveModelTrait, ActiveValue::Set};
use serde_json::{Value, json};
use surgalt::policy::Role;

use super::{indicator, programme, value};
use crate::support::House;

stories![a_provincial_programme_is_expressed_as_it_stands,];

async fn a_provincial_programme_is_expressed_as_it_stands(house: House) {
    let place = "../shared/data/programme-1000-teachers/programme.json";
    let places = [place.to_owned(), format!("../{place}")];
    let found = places.iter().find(|place| Path::new(place).exists());
    let Some(found) = found else { return };
    let source = std::fs::read_to_string(found).unwrap();
    let source: Value = serde_json::from_str(&source).unwrap();
    let author = house.person(&[Role::Methodologist]).await;
    let whole = programme(&house, "1000", None).await;
    let transaction = house.app.database.begin().await.unwrap();
    let year = |at: usize| {
        source["years"][at]
            .as_i64()
            .and_then(|year| year.try_into().ok())
    };
    let (first, last): (Option<i32>, Option<i32>) = (year(0), year(1));
    let row = programme::ActiveModel {
        id: Set(whole),
        title: Set(source["title"]["mn"].as_str().unwrap().to_owned()),
        first_year: Set(first),
        last_year: Set(last),
        ..Default::default()
    };
    row.update(&transaction).await.unwrap();
    transaction.commit().await.unwrap();
    for part in source["sub_programmes"].as_array().unwrap() {
        programme(&house, part["code"].as_str().unwrap(), Some(whole)).await;
    }
    let indicators = source["indicators"].as_array().unwrap();
    let years: Vec<i32> = (first.unwrap()..=last.unwrap()).collect();
    for (number, one) in indicators.iter().enumerate() {
        let number = i64::try_from(number).unwrap();
        let targets: Vec<Value> = years
            .iter()
            .map(|year| json!({"year": year, "target": 10 + number}))
            .collect();
        let new = json!({"code": one["code"], "title": one["en"], "kind": one["unit"],
            "unit": one["unit"], "targets": targets});
        let address = indicator(&author, whole, new).await;
        for year in &years {
            let new = value(&year.to_string(), None, json!({"value": 5 + number}));
            author
                .post(&format!("{address}/values"), new)
                .await
                .expect(201);
        }
    }
    // The programme says itself which years it is about.
    let report = format!("/api/v1/programmes/{whole}/indicators/report");
    let report = author.get(&report).await.expect(200);
    assert_eq!(report["periods"], json!(["2014", "2015", "2016"]));
    let lines = report["indicators"].as_array().unwrap();
    assert_eq!(lines.len(), indicators.len());
    let codes: Vec<&Value> = lines.iter().map(|line| &line["code"]).collect();
    assert!(codes.iter().any(|code| **code == "9.7a"), "{codes:?}");
    for line in lines {
        for point in line["points"].as_array().unwrap() {
            assert!(
                point["value"].is_number() && point["target"].is_number(),
                "{line}"
            );
            assert_eq!(point["source"], "entered");
        }
    }
}
