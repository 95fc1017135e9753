use proptest::prelude::*;

use super::*;

const SCHOOL: Uuid = Uuid::from_u128(1);
const OTHER_SCHOOL: Uuid = Uuid::from_u128(2);

pub fn known(number: u128, place: Uuid, name: &str) -> Known {
    let (surname, given_name) = names::divided(name);
    Known {
        id: Uuid::from_u128(number),
        organisation_id: Some(place),
        since: Some("2015-09-01".parse().unwrap()),
        position: Some(Position::Teacher),
        subject: String::new(),
        surname,
        given_name,
        email: None,
        register_number: None,
        sector_code: None,
        service_began_on: None,
        revision: 0,
        is_seen: true,
        is_kept: true,
    }
}

pub fn said(name: &str) -> Said {
    let (surname, given_name) = names::divided(name);
    Said {
        surname: Some(surname).filter(|surname| !surname.is_empty()),
        given_name,
        ..Said::default()
    }
}

fn numbered(number: &str, mut said: Said) -> Said {
    said.register_number = Some(number.to_owned());
    said.birth_date = register_number::birth_date(number);
    said
}

/// Who is found at the first school: `same 7`, `doubtful 7 8`, `new`.
fn found(people: &[Known], said: &Said) -> String {
    match Register::new(people).find(said, SCHOOL) {
        Found::New => "new".to_owned(),
        Found::Same(known) => format!("same {}", known.id.as_u128()),
        Found::Doubtful(all) => {
            let all = all.iter().map(|known| known.id.as_u128().to_string());
            format!("doubtful {}", all.collect::<Vec<_>>().join(" "))
        }
        Found::Contradiction => "contradiction".to_owned(),
        Found::Outside => "outside".to_owned(),
    }
}

#[test]
fn at_the_same_school_a_name_in_any_spelling_is_enough() {
    let people = [
        known(7, SCHOOL, "Дорж Бат-Эрдэнэ"),
        known(8, SCHOOL, "Ганбаатар Цэцэгмаа"),
        known(9, SCHOOL, "Лхагва Болд"),
        known(10, SCHOOL, "Пүрэв Оюун"),
        known(11, SCHOOL, "Пүрвээ Оюун"),
    ];
    for (name, expected) in [
        ("Дорж Бат-Эрдэнэ", "same 7"),
        ("Доржийн Батэрдэнэ", "same 7"),
        ("Dorj Bat-Erdene", "same 7"),
        ("Д.Бат-Эрдэнэ", "same 7"),
        ("Бат-Эрдэнэ", "same 7"),
        ("Ganbaatar Tsetsegmaa", "same 8"),
        ("Ганбатар Cecegmaa", "same 8"),
        ("Б.Бат-Эрдэнэ", "new"),
        ("Дорж Бат", "new"),
        // One letter of Cyrillic is another name, or a slip of the pen.
        ("Лхагва Булд", "doubtful 9"),
        ("Lkhagva Bold", "same 9"),
        ("П.Оюун", "doubtful 10 11"),
        ("Пүрэв Оюун", "same 10"),
    ] {
        assert_eq!(found(&people, &said(name)), expected, "{name}");
    }
}

#[test]
fn elsewhere_a_name_needs_a_second_sign() {
    let mut people = vec![
        known(7, OTHER_SCHOOL, "Дорж Бат"),
        known(8, OTHER_SCHOOL, "Ганбаатар Сарнай"),
    ];
    people[0].register_number = Some("УБ85011234".to_owned());
    people[1].service_began_on = Some("2012-09-01".parse().unwrap());
    let mut bat = said("Dorj Bat");
    assert_eq!(found(&people, &bat), "doubtful 7");
    bat.birth_date = Some("1985-01-12".parse().unwrap());
    assert_eq!(found(&people, &bat), "same 7");
    bat.birth_date = Some("1985-01-13".parse().unwrap());
    assert_eq!(found(&people, &bat), "new", "another birth date");
    assert_eq!(
        found(&people, &numbered("ТА90020211", said("Дорж Бат"))),
        "new"
    );

    let mut sarnai = said("Ганбаатар Сарнай");
    sarnai.service_began_on = Some("2012-09-01".parse().unwrap());
    assert_eq!(found(&people, &sarnai), "same 8");
    sarnai.service_began_on = Some("2013-09-01".parse().unwrap());
    assert_eq!(found(&people, &sarnai), "doubtful 8");
    // An initial says too little about the whole country.
    assert_eq!(found(&people, &said("Г.Сарнай")), "new");
}

#[test]
fn numbers_codes_and_addresses_come_first() {
    let mut people = vec![
        known(7, OTHER_SCHOOL, "Дорж Бат"),
        known(8, SCHOOL, "Дорж Бат"),
    ];
    people[0].register_number = Some("УБ85011234".to_owned());
    people[0].email = Some("bat@example.mn".to_owned());
    people[1].sector_code = Some("T-8".to_owned());
    assert_eq!(
        found(&people, &numbered("УБ85011234", said("Дорж Бат"))),
        "same 7"
    );
    // Married, and named so.
    assert_eq!(
        found(&people, &numbered("УБ85011234", said("Ганболд Бат"))),
        "same 7"
    );
    assert_eq!(
        found(&people, &numbered("УБ85011234", said("Ганболд Сарнай"))),
        "doubtful 7",
        "a number that was copied from the line above"
    );
    let mut by_address = said("Д.Бат");
    by_address.email = Some("bat@example.mn".to_owned());
    assert_eq!(found(&people, &by_address), "same 7");
    by_address.sector_code = Some("T-8".to_owned());
    assert_eq!(found(&people, &by_address), "contradiction");
    let mut of_another = said("Дорж Сарнай");
    of_another.email = Some("bat@example.mn".to_owned());
    assert_eq!(found(&people, &of_another), "doubtful 7");
}

#[test]
fn nobody_outside_of_ones_part_is_told_of() {
    let mut far = known(7, OTHER_SCHOOL, "Дорж Бат");
    far.register_number = Some("УБ85011234".to_owned());
    far.is_seen = false;
    let people = [far];
    assert_eq!(found(&people, &said("Дорж Бат")), "new");
    assert_eq!(
        found(&people, &numbered("УБ85011234", said("Дорж Бат"))),
        "outside"
    );
}

proptest! {
    #[test]
    fn whoever_is_found_agrees_with_the_row(
        names in prop::collection::vec("(Д|Дорж|Бат|Dorj|Gan) (Бат|Bat|Болд|Булд|Bold|Сарнай)", 1..8),
        asked in "(Д|Дорж|Бат|Dorj|Gan) (Бат|Bat|Болд|Булд|Bold|Сарнай)",
    ) {
        let people: Vec<Known> = (10_u128..)
            .zip(&names)
            .map(|(number, name)| known(number, if number % 2 == 0 { SCHOOL } else { OTHER_SCHOOL }, name))
            .collect();
        let said = said(&asked);
        match Register::new(&people).find(&said, SCHOOL) {
            Found::Same(known) => {
                prop_assert_eq!(known.organisation_id, Some(SCHOOL), "nobody is moved by a name alone");
                prop_assert_eq!(names::key(&known.given_name), names::key(&said.given_name));
                prop_assert!(!names::differ_in_one_script(&known.given_name, &said.given_name));
            }
            Found::Doubtful(all) => prop_assert!(!all.is_empty() && all.len() <= 10),
            Found::New => {
                let same = people.iter().any(|known| {
                    known.organisation_id == Some(SCHOOL)
                        && known.given_name == said.given_name
                        && Some(&known.surname) == said.surname.as_ref()
                });
                prop_assert!(!same, "whoever is there under this very name is found");
            }
            other => prop_assert!(false, "{:?}", other),
        }
    }
}
