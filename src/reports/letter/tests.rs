use std::collections::HashMap;

use chrono::DateTime;
use uuid::Uuid;

use super::*;
use crate::reports::report::{Below, Organisation};

fn organisation(number: u128, name: &str) -> Option<Organisation> {
    Some(Organisation {
        id: Uuid::from_u128(number),
        name: name.to_owned(),
    })
}

fn figures(invited: i64, behind: i64) -> Figures {
    Figures {
        invited,
        behind,
        finished: invited - behind,
        survey_answered: Some(1),
        ..Figures::default()
    }
}

fn report(name: &str, below: Vec<Below>) -> Report {
    let mut total = figures(0, 0);
    for one in &below {
        total.invited += one.figures.invited;
        total.behind += one.figures.behind;
        total.finished += one.figures.finished;
    }
    Report {
        organisation: organisation(1, name),
        total,
        below,
        ..Report::of(
            Default::default(),
            (
                "Арав дахь жилийн багш нар, 2021".to_owned(),
                DateTime::UNIX_EPOCH,
            ),
            None,
            &HashMap::new(),
        )
    }
}

fn school(number: u128, invited: i64, behind: i64) -> Below {
    Below {
        organisation: organisation(number, &format!("{number}-р сургууль")),
        figures: figures(invited, behind),
    }
}

fn mailing(below: Vec<Report>, language: Language) -> Mailing {
    Mailing {
        report: report("Архангай аймаг", vec![school(1, 100, 20)]),
        below,
        due: vec![(
            "Арав дахь жил".to_owned(),
            NaiveDate::from_ymd_opt(2021, 2, 5).unwrap(),
        )],
        zone: chrono_tz::Asia::Ulaanbaatar,
        language,
    }
}

fn pages(mailing: &Mailing) -> usize {
    let drawn = page::render(&letters(mailing), mailing).unwrap();
    let pdf = hayro::hayro_syntax::Pdf::new(drawn).ok().unwrap();
    pdf.pages().len()
}

#[test]
fn schools_stand_from_the_furthest_behind_up() {
    let schools = vec![
        school(1, 10, 1),
        school(2, 4, 2),
        school(3, 0, 0),
        school(4, 20, 10),
        school(5, 3, 0),
    ];
    let mailing = mailing(vec![report("Их-Уул сум", schools)], Language::Mn);
    let letters = letters(&mailing);
    let [letter] = letters.as_slice() else {
        panic!("one letter for one district");
    };
    assert_eq!(letter.addressee, "Их-Уул сум");
    assert_eq!(letter.sender, "Архангай аймаг");
    let names: Vec<&str> = letter
        .schools
        .rows
        .iter()
        .map(|row| row[0].as_str())
        .collect();
    let expected = [
        "4-р сургууль",
        "2-р сургууль",
        "1-р сургууль",
        "5-р сургууль",
    ];
    assert_eq!(names, expected, "and nobody who has nobody");
    // 13 of 37 beside 20 of 100.
    let behind = &letter.figures.rows[4];
    assert_eq!(behind[1..], ["13", "35 %", "20", "20 %"]);
    assert!(
        letter.asks.iter().any(|ask| ask.contains("2021 оны 2")),
        "{:?}",
        letter.asks
    );
}

#[test]
fn a_letter_says_everything_in_every_language_and_asks_nothing_of_whom_there_is_nothing_to_ask() {
    for language in Language::ALL {
        let behind = report("Их-Уул сум", vec![school(1, 10, 4)]);
        let done = report("Хайрхан сум", vec![school(1, 10, 0)]);
        let mut mailing = mailing(vec![behind, done], language);
        let two = letters(&mailing);
        let all = format!("{two:?}");
        assert!(!all.contains("report-"), "{all}");
        assert_ne!(two[0].asks[0], two[1].asks[0]);
        mailing.due.clear();
        assert_ne!(letters(&mailing)[0].asks[0], two[0].asks[0], "it is over");
        mailing.below.clear();
        assert_eq!(
            letters(&mailing)[0].addressee,
            "Архангай аймаг",
            "a letter to itself"
        );
    }
}

#[test]
fn a_long_list_goes_on_on_as_many_pages_as_it_needs_and_a_strange_name_keeps_nothing_back() {
    let few = report("Их-Уул сум", vec![school(1, 10, 4)]);
    assert_eq!(
        pages(&mailing(vec![few.clone(), few.clone()], Language::Mn)),
        2
    );
    let schools = (1..=120).map(|number| school(number, 10, 4));
    let many = report("Сүхбаатар дүүрэг", schools.collect());
    let needed = pages(&mailing(vec![many], Language::Mn));
    assert!((4..=6).contains(&needed), "{needed} pages");
    let mut strange = school(1, 10, 4);
    strange.organisation = organisation(1, &format!("漢字\u{0} {}", "Үүрийнтуяа".repeat(60)));
    assert!(pages(&mailing(vec![report("漢", vec![strange])], Language::Ky)) >= 1);
}
