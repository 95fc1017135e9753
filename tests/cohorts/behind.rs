//! Who still has what to do: page by page, as tables, on paper, and never of the neighbour.

use actix_web::http::Method;
use serde_json::{Value, json};

use super::{Season, officer, organisation, teacher};
use crate::support::{Client, House};

stories![
    an_officer_sees_who_of_the_own_part_is_behind_and_with_what,
    the_list_comes_as_tables_and_as_a_sheet_for_each_school,
    a_cohort_has_its_sessions_in_a_timetable,
];

struct Province {
    season: Season,
    cohort: String,
    schools: [uuid::Uuid; 2],
    neighbour: uuid::Uuid,
    province: uuid::Uuid,
}

impl Province {
    /// Two schools of a province with two teachers each, and a teacher in the next province.
    async fn open(house: House) -> (Self, Vec<Client>) {
        let season = Season::open(house).await;
        let house = &season.house;
        let province = organisation(house, "Архангай", None).await;
        let above = Some((province.0, province.1.as_str()));
        let first = organisation(house, "1-р сургууль", above).await.0;
        let second = organisation(house, "2-р <сургууль>", above).await.0;
        let neighbour = organisation(house, "Ховд", None).await.0;
        let mut people = Vec::new();
        for school in [first, first, second, second, neighbour] {
            people.push(teacher(house, school, 9).await);
        }
        let cohort = season
            .make(|new| new["rule"] = json!({"positions": ["teacher"]}))
            .await;
        season.invite(&cohort).await;
        let own = Self {
            cohort,
            schools: [first, second],
            neighbour,
            province: province.0,
            season,
        };
        (own, people)
    }

    async fn behind(&self, officer: &Client, query: &str) -> Value {
        let path = format!("{}/behind{query}", self.cohort);
        officer.get(&path).await.expect(200)
    }
}

fn people(list: &Value) -> Vec<&str> {
    let items = list["items"].as_array().unwrap().iter();
    items
        .map(|one| one["person"]["id"].as_str().unwrap())
        .collect()
}

async fn an_officer_sees_who_of_the_own_part_is_behind_and_with_what(house: House) {
    let (province, teachers) = Province::open(house).await;
    let house = &province.season.house;
    let ids: Vec<String> = teachers.iter().map(|one| one.id().to_string()).collect();
    let own = officer(house, province.province).await;
    let next = officer(house, province.neighbour).await;
    let all = province.behind(&own, "").await;
    assert_eq!(people(&all), ids[..4]);
    assert_eq!(people(&province.behind(&next, "").await), ids[4..]);
    let first = &all["items"][0];
    assert_eq!((&first["done"], &first["of"]), (&json!(0), &json!(3)));
    let codes: Vec<_> = first["left"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| &one["code"])
        .collect();
    assert_eq!(
        codes,
        ["lesson_unread", "quiz_not_passed", "webinar_not_attended"]
    );

    let school = format!("?organisation={}", province.schools[1]);
    assert_eq!(people(&province.behind(&own, &school).await), ids[2..4]);
    let path = format!(
        "{}/behind?organisation={}",
        province.cohort, province.neighbour
    );
    own.get(&path).await.refused(422, "invalid");
    next.get(&format!("{}/behind{school}", province.cohort))
        .await
        .refused(422, "invalid");
    teachers[0].get(&path).await.refused(403, "forbidden");
    own.get(&format!("{}/behind?format=doc", province.cohort))
        .await
        .refused(422, "invalid");

    // One of them finishes, another has less to do; pages go on where they stopped.
    let (done, begun) = (&teachers[0], &teachers[1]);
    let enrolment = province.season.enrolment(done).await;
    let [lesson, quiz, meeting] = province.season.items();
    house.read(enrolment, lesson).await;
    house
        .graded(enrolment, &province.season.course, quiz, true)
        .await;
    let host = &province.season.methodologist;
    let webinar = house.webinar(host, &province.season.course, meeting).await;
    house.attended(done, enrolment, webinar.id, 100).await;
    let enrolment = province.season.enrolment(begun).await;
    house.read(enrolment, lesson).await;
    let page = province.behind(&own, "?limit=2").await;
    assert_eq!(people(&page), ids[1..3]);
    assert_eq!(page["items"][0]["done"], 1);
    let next = format!("?limit=2&after={}", page["next"].as_str().unwrap());
    let last = province.behind(&own, &next).await;
    assert_eq!(
        (people(&last), &last["next"]),
        (vec![ids[3].as_str()], &json!(null))
    );
}

async fn the_list_comes_as_tables_and_as_a_sheet_for_each_school(house: House) {
    let (province, teachers) = Province::open(house).await;
    let own = officer(&province.season.house, province.province).await;
    let asked = async |format: &str, language: &str| {
        let path = format!("{}/behind?format={format}", province.cohort);
        let headers = [("accept-language", language)];
        let answer = own.send(Method::GET, &path, &headers, Vec::new()).await;
        assert_eq!(answer.status, 200);
        answer
    };
    let csv = asked("csv", "en").await;
    assert!(csv.header("content-disposition").contains(".csv"));
    let text = String::from_utf8(csv.bytes).unwrap();
    let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    assert_eq!(reader.headers().unwrap().get(0), Some("School"));
    let rows: Vec<_> = reader.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 4);
    assert_eq!(rows[0].get(0), Some("1-р сургууль"));
    assert_eq!(rows[0].get(3), Some("Teacher"));
    assert_eq!(
        rows[0].get(6),
        Some("Манлайлал гэж юу вэ?; Сорил 1; Хаалтын вебинар")
    );
    assert!(!text.contains("Ховд"));
    let book = asked("xlsx", "mn").await;
    assert!(book.bytes.starts_with(b"PK"));
    for (language, heading) in [
        ("mn", "Хийх үлдсэн"),
        ("en", "Still to do"),
        ("ru", "Осталось сделать"),
        ("ky", "Аткаруу калды"),
    ] {
        let page = asked("html", language).await;
        assert!(page.header("content-type").starts_with("text/html"));
        assert!(
            page.header("content-security-policy")
                .contains("default-src 'none'")
        );
        let html = String::from_utf8(page.bytes).unwrap();
        assert_eq!(
            html.matches("<section>").count(),
            2,
            "a sheet for each school"
        );
        assert!(html.contains(heading), "{html}");
        assert!(html.contains("2-р &#60;сургууль&#62;"), "{html}");
        assert!(!html.contains("Ховд"));
        let named = teachers
            .iter()
            .filter(|one| html.contains(&one.id().to_string()));
        assert_eq!(named.count(), 0, "no identifiers on paper");
    }
}

async fn a_cohort_has_its_sessions_in_a_timetable(house: House) {
    let season = Season::open(house).await;
    let school = organisation(&season.house, "1-р сургууль", None).await.0;
    let bat = teacher(&season.house, school, 9).await;
    let plan = async |day: u64, title: &str| {
        let new = json!({"course_id": season.course.id, "item_id": season.items()[2], "title": title,
            "starts_at": season.at(day, 10), "ends_at": season.at(day, 11)});
        let made = season
            .methodologist
            .post("/api/v1/webinars", new)
            .await
            .expect(201);
        made["id"].clone()
    };
    plan(5, "Эрт").await;
    let within = plan(12, "Дотор").await;
    let named = plan(30, "Хожуу").await;
    let rule = json!({"organisations": [school]});
    let window = json!({"from": season.day(11), "until": season.day(20)});
    let by_days = season
        .make(|new| {
            new["rule"] = rule.clone();
            new["webinars"] = window.clone();
        })
        .await;
    let by_name = season
        .make(|new| {
            new["rule"] = rule.clone();
            new["timetable"] = json!({"webinars": [named]});
        })
        .await;
    for (cohort, expected) in [(&by_days, &within), (&by_name, &named)] {
        season.invite(cohort).await;
        for one in [&bat, &season.methodologist] {
            let timetable = one.get(&format!("{cohort}/timetable")).await.expect(200);
            let items = timetable["items"].as_array().unwrap();
            assert_eq!(items.len(), 1, "{timetable}");
            assert_eq!(&items[0]["webinar_id"], expected);
        }
    }
}
