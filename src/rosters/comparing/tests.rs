use super::super::matching::tests::{known, said};
use super::super::places::Place;
use super::*;

const SCHOOL: Uuid = Uuid::from_u128(1);
const OTHER_SCHOOL: Uuid = Uuid::from_u128(2);

fn places() -> Places {
    let place = |id: Uuid, name: &str| Place {
        id,
        path: format!("{id}/"),
        name: name.to_owned(),
        code: None,
    };
    let all = vec![
        place(SCHOOL, "1-р сургууль"),
        place(OTHER_SCHOOL, "2-р сургууль"),
    ];
    Places::new(all, None, false)
}

fn row(line: usize, name: &str) -> Row {
    let mut said = said(name);
    said.organisation = Some("1-р сургууль".to_owned());
    Row {
        place: line.to_string(),
        said,
        problems: Vec::new(),
    }
}

/// What comes of each row: its place, the difference and the problems.
fn told(rows: Vec<Row>, people: &[Known], is_complete: bool) -> Vec<String> {
    let places = places();
    let against = Against {
        places: &places,
        people,
        as_of: "2021-09-15".parse().unwrap(),
        is_complete,
    };
    let compared = compare(rows, &against, &|id| id.to_string());
    let told = compared.iter().map(|row| {
        let difference = serde_json::to_value(row.difference).unwrap();
        let problems = row.problems.iter().map(|problem| problem.key.clone());
        let problems: Vec<String> = problems.collect();
        let person = row.person.map(|(id, _)| id.as_u128().to_string());
        format!(
            "{}: {} {}{}",
            row.place,
            difference.as_str().unwrap(),
            person.unwrap_or_default(),
            problems.join(" ")
        )
    });
    told.collect()
}

#[test]
fn a_complete_list_tells_who_is_new_and_who_has_left() {
    let people = [
        known(7, SCHOOL, "Дорж Бат"),
        known(8, SCHOOL, "Ганбаатар Сарнай"),
        known(9, OTHER_SCHOOL, "Лхагва Болд"),
    ];
    let rows = || vec![row(2, "Dorj Bat"), row(3, "Пүрэв Оюун")];
    assert_eq!(told(rows(), &people, false), ["2: unchanged 7", "3: new "]);
    // The other school is not named: nobody has left it.
    assert_eq!(
        told(rows(), &people, true),
        ["2: unchanged 7", "3: new ", ": left 8"]
    );
}

#[test]
fn who_stands_twice_is_taken_once_and_the_row_says_where() {
    let people = [known(7, SCHOOL, "Дорж Бат")];
    let mut numbered = row(6, "Ц.Нэргүй");
    numbered.said.register_number = Some("УБ85011234".to_owned());
    let mut again = numbered.clone();
    again.place = "7".to_owned();
    again.said.given_name = "Нэргүйбаатар".to_owned();
    let mut namesake = row(8, "Ц.Нэргүй");
    namesake.said.register_number = Some("УБ85011242".to_owned());
    let rows = vec![
        row(2, "Дорж Бат"),
        row(3, "Dorj Bat"),
        row(4, "Пүрэв Оюун"),
        row(5, "Пүрэв Оюун"),
        numbered,
        again,
        namesake,
    ];
    assert_eq!(
        told(rows, &people, false),
        [
            "2: unchanged 7",
            "3: error 7roster-twice",
            "4: new ",
            "5: error roster-twice",
            "6: new ",
            "7: error roster-twice",
            "8: new "
        ]
    );
}

#[test]
fn a_row_is_refused_for_its_own_reason() {
    let mut chief = known(7, SCHOOL, "Дорж Бат");
    chief.is_kept = false;
    let mut renamed = row(2, "Д.Бат");
    renamed.said.email = Some("new@example.mn".to_owned());
    let mut elsewhere = row(4, "Пүрэв Оюун");
    elsewhere.said.organisation = Some("9-р сургууль".to_owned());
    let mut gone = row(5, "Хэн Нэгэн");
    gone.said.left = true;
    let rows = vec![renamed, row(3, "Нэр"), elsewhere, gone];
    assert_eq!(
        told(rows, &[chief], true),
        [
            "2: error 7roster-has-role",
            "3: error roster-surname-missing",
            "4: error roster-place-unknown",
            "5: error roster-left-unknown",
        ]
    );
}

#[test]
fn whoever_may_be_meant_by_a_doubtful_row_has_not_left() {
    let people = [known(7, SCHOOL, "Дорж Болд")];
    assert_eq!(
        told(vec![row(2, "Дорж Булд")], &people, true),
        ["2: doubtful "]
    );
}
