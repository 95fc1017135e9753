//! A province's whole list. `TEST_ROSTER_ROWS=10000` makes it as long as the longest that is promised, and
//! prints how long each step takes.

use std::fmt::Write;
use std::time::Instant;

use serde_json::json;

use super::{Register, apply, outcome, path_of, send};
use crate::support::House;

stories![a_long_list_is_compared_applied_and_compared_again];

/// A name of its own for each number, of syllables that stay apart however they are spelled.
fn name(number: usize) -> String {
    const SYLLABLES: [&str; 10] = ["ба", "га", "да", "жа", "за", "ка", "ла", "ма", "на", "па"];
    let digits = [
        number / 1_000,
        number / 100 % 10,
        number / 10 % 10,
        number % 10,
    ];
    digits.iter().map(|digit| SYLLABLES[*digit]).collect()
}

async fn a_long_list_is_compared_applied_and_compared_again(house: House) {
    let rows = std::env::var("TEST_ROSTER_ROWS").ok();
    let rows: usize = rows.map_or(300, |rows| rows.parse().unwrap());
    let register = Register::open(house).await;
    let list = |place: &str, subject: &str| {
        let mut list = "Овог,Нэр,РД,Сургууль,Албан тушаал,Заадаг хичээл\n".to_owned();
        for number in 0..rows {
            let (name, month, day) = (name(number), number / 2_800 + 1, number % 28 + 1);
            let last = number / 28 % 100;
            writeln!(
                list,
                "Дорж,{name},УБ85{month:02}{day:02}{last:02},{place},Багш,{subject}"
            )
            .unwrap();
        }
        list
    };
    let steps = [
        ("new", list("1-р сургууль", "Физик")),
        ("unchanged", list("1-р сургууль", "Физик")),
        ("moved", list("2-р сургууль", "Математик")),
    ];
    for (difference, list) in steps {
        let began = Instant::now();
        let sent = send(&register.registrar, list.as_bytes(), &[]).await;
        let path = path_of(&sent.expect(201));
        let sent = began.elapsed();
        register.house.outbox_is_empty().await;
        let compared = began.elapsed();
        let import = register.registrar.get(&path).await.expect(200);
        let counts = import["counts"].as_array().unwrap();
        let of = |name: &str| {
            let count = counts.iter().find(|one| one["difference"] == name);
            count.unwrap()["count"].as_u64().unwrap()
        };
        let taken = of(difference);
        assert_eq!(taken, u64::try_from(rows).unwrap(), "{import}");
        let began = Instant::now();
        let import = apply(&register, &register.registrar, &path).await;
        let applied = u64::try_from(outcome(&import, "applied")).unwrap();
        assert_eq!(applied, if difference == "unchanged" { 0 } else { taken });
        println!(
            "{rows} rows, {taken} {difference}: sent {sent:?}, compared {compared:?}, applied {:?}",
            began.elapsed()
        );
        assert_eq!(import["undecided"], json!(0));
    }
}
