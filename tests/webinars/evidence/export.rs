//! The table for those who paid: it opens in each form, is right, and computes nothing.

use calamine::{Data, Reader, Xlsx};
use sea_orm::{ActiveModelTrait, ActiveValue::Set};
use serde_json::json;
use surgalt::people::tables::person;
use surgalt::policy::Role;

use super::{Hall, enter, id, lasts};
use crate::support::{Answer, Client, House};

stories![the_table_opens_and_is_right_in_each_form];

async fn read(hall: &Hall, reader: &Client, format: &str, language: &str) -> Answer {
    let path = hall.path(&format!("/attendance/export?format={format}"));
    let headers = [("accept-language", language)];
    let get = actix_web::http::Method::GET;
    let answer = reader.send(get, &path, &headers, Vec::new()).await;
    assert_eq!(answer.status, 200, "{answer:?}");
    let name = format!("attachment; filename=\"attendance.{format}\"");
    assert_eq!(answer.header("content-disposition"), name);
    answer
}

fn rows(answer: Answer) -> Vec<Vec<String>> {
    let text = String::from_utf8(answer.bytes).unwrap();
    assert!(
        text.starts_with('\u{feff}'),
        "spreadsheets know it by its mark"
    );
    let lines = text.trim_start_matches('\u{feff}').lines();
    lines
        .map(|line| {
            // Moments have commas and stand in quotes.
            let mut quoted = false;
            let is_end = |letter: char| {
                quoted ^= letter == '"';
                letter == ',' && !quoted
            };
            let cells = line.split(is_end);
            cells
                .map(|cell| cell.trim_matches('"').to_owned())
                .collect()
        })
        .collect()
}

async fn the_table_opens_and_is_right_in_each_form(house: House) {
    let mut hall = Hall::open(house).await;
    let (mut bat, mut sarnai) = (hall.nearly_done().await, hall.nearly_done().await);
    let mut officer = hall.house.person(&[Role::Officer]).await;
    hall.house.in_one_school(&[&officer, &bat]).await;
    let formula = "=HYPERLINK(\"http://example.mn\")";
    let row = person::ActiveModel {
        id: Set(bat.id()),
        given_name: Set(formula.to_owned()),
        ..Default::default()
    };
    let transaction = hall.house.app.database.begin().await.unwrap();
    row.update(&transaction).await.unwrap();
    transaction.commit().await.unwrap();
    hall.start().await;
    let mut rooms = [enter(&hall, &bat).await, enter(&hall, &sarnai).await];
    rooms[0].says("Сайн байна уу").await;
    hall.wait(30, &mut [&mut bat, &mut sarnai]).await;
    rooms[1].says("Баяртай").await;
    let [mut stays, leaves] = rooms;
    drop(leaves);
    hall.logs("left").await;
    let live = read(&hall, &hall.host, "json", "mn").await.json();
    assert_eq!(live["counted"], false);
    assert_eq!(live["people"].as_array().unwrap().len(), 2, "not the host");
    hall.wait(30, &mut [&mut bat, &mut sarnai, &mut officer])
        .await;
    stays.says("Төгсөв").await;
    hall.is_counted().await;
    let change = json!({"person_id": id(&sarnai), "reason": "Акт",
        "change": {"kind": "seconds", "seconds": 600}});
    let path = hall.path("/attendance/corrections");
    hall.host.post(&path, change).await.expect(201);

    let table = read(&hall, &hall.host, "json", "mn").await.json();
    assert_eq!(table["counted"], true);
    let people = table["people"].as_array().unwrap();
    let of = |client: &Client| {
        people
            .iter()
            .find(|one| one["person_id"] == json!(id(client)))
    };
    let (of_bat, of_sarnai) = (of(&bat).unwrap(), of(&sarnai).unwrap());
    assert_eq!(of_bat["organisation"], "1-р сургууль");
    assert_eq!(of_bat["credited"], true);
    assert_eq!(of_bat["active_moments"], 2);
    lasts(&of_sarnai["connected_seconds"], 30);
    lasts(&of_sarnai["counted_seconds"], 40);
    assert_eq!(of_sarnai["credited"], false, "66 % of 80");

    let lines = rows(read(&hall, &hall.host, "csv", "en").await);
    assert_eq!(lines.len(), 3);
    assert_eq!(lines[0][..3], ["Surname", "Given name", "Organisation"]);
    let is_bat = |line: &&Vec<String>| line[1].starts_with("'=HYPERLINK");
    let of_bat = lines.iter().find(is_bat).expect("shown, not computed");
    assert_eq!(of_bat[2], "1-р сургууль");
    assert_eq!(of_bat[13], "yes");
    let of_sarnai = lines[1..].iter().find(|line| !is_bat(line)).unwrap();
    assert_eq!(of_sarnai[10..12], ["10", "40"], "{of_sarnai:?}");
    assert_eq!(of_sarnai[13], "no");

    let bytes = read(&hall, &hall.host, "xlsx", "mn").await.bytes;
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(std::io::Cursor::new(bytes)).unwrap();
    assert_eq!(book.sheet_names(), ["Ирц"]);
    assert!(book.worksheet_formula("Ирц").unwrap().is_empty());
    let cells = book.worksheet_range("Ирц").unwrap();
    assert_eq!(cells.get((0, 0)), Some(&Data::String("Овог".to_owned())));
    let given: Vec<&Data> = cells.rows().filter_map(|row| row.get(1)).collect();
    assert!(given.contains(&&Data::String(formula.to_owned())));

    let own_part = rows(read(&hall, &officer, "csv", "ru").await);
    assert_eq!(own_part.len(), 2, "an officer reads the own part");
    assert_eq!(own_part[0][0], "Фамилия");
    let own = rows(read(&hall, &sarnai, "csv", "ky").await);
    assert_eq!((own.len(), own[1][13].as_str()), (2, "жок"));
    assert_eq!(hall.house.deeds("data_exported").await, 6);
}
