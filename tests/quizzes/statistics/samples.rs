//! Which attempts are counted: of which papers, versions and tries.

use sea_orm::ActiveValue::Set;
use serde_json::{Value, json};
use surgalt::courses::document::CourseDocument;
use surgalt::courses::tables::course_version;
use surgalt::ids;
use surgalt::policy::Role;

use super::{CLASS, path, published, quiz, takes};
use crate::support::{Course, House};

stories![
    what_is_drawn_is_counted_where_it_stood,
    versions_that_ask_the_same_are_one_sample,
    the_try_that_counts_is_counted_unless_others_are_asked_for,
];

async fn what_is_drawn_is_counted_where_it_stood(house: House) {
    let statement = |number: usize| {
        json!({"id": ids::new_id(), "text": format!("Өгүүлбэр {number}"),
            "answer": {"kind": "true_false", "correct": true}})
    };
    let mut quiz = quiz();
    quiz["draws"] = json!([{"id": ids::new_id(), "count": 1, "marks": 2,
        "pool": {"category_id": ids::new_id()},
        "questions": [statement(1), statement(2), statement(3)]}]);
    quiz["questions"].as_array_mut().unwrap().truncate(1);
    let (author, course, item) = published(&house, quiz).await;
    for answers in [CLASS, CLASS].concat() {
        takes(&house, &course, &[answers]).await;
    }
    let report = author.get(&path(&course, item, "")).await.expect(200);
    assert_eq!(report["quiz"]["attempts"], 8);
    assert_eq!(report["quiz"]["most"], 3.0);
    let questions = report["questions"].as_array().unwrap();
    let (fixed, drawn) = questions.split_first().unwrap();
    assert_eq!(
        (&fixed["draw"], &fixed["figures"]["shown"]),
        (&Value::Null, &json!(8))
    );
    let mut shown = 0;
    for question in drawn {
        assert_eq!(question["draw"], 1);
        assert_eq!(question["figures"]["most"], 2.0);
        let here = question["figures"]["shown"].as_u64().unwrap();
        assert!(
            here > 0,
            "a question of the pool that nobody was asked is not told of"
        );
        let answers = question["answers"].as_array().unwrap();
        let counts = answers
            .iter()
            .map(|answer| answer["count"].as_u64().unwrap());
        assert_eq!(counts.sum::<u64>(), here);
        shown += here;
    }
    assert_eq!(shown, 8, "each paper has one of them");
}

/// A further version of a course, with another quiz.
async fn version(
    house: &House,
    course: &Course,
    number: i32,
    change: impl FnOnce(&mut Value),
) -> Course {
    let mut document = serde_json::to_value(&course.document).unwrap();
    change(&mut document["modules"][0]["items"][0]["content"]);
    let document: CourseDocument = serde_json::from_value(document).unwrap();
    let author = house.person(&[Role::Methodologist]).await;
    let version_id = ids::new_id();
    house
        .save(course_version::ActiveModel {
            id: Set(version_id),
            course_id: Set(course.id),
            number: Set(number),
            document: Set(document.clone()),
            published_by: Set(author.id()),
            published_at: Set(house.clock.now()),
        })
        .await;
    Course {
        id: course.id,
        version_id,
        document,
    }
}

async fn versions_that_ask_the_same_are_one_sample(house: House) {
    let (author, first, item) = published(&house, quiz()).await;
    let longer = version(&house, &first, 2, |quiz| quiz["minutes"] = json!(90)).await;
    let reworded = version(&house, &first, 3, |quiz| {
        quiz["questions"][0]["text"] = json!("Улирлыг нэрлэ.");
    })
    .await;
    version(&house, &first, 4, |quiz| {
        quiz["penalty_percent"] = json!(25);
    })
    .await;
    takes(&house, &first, &[CLASS[0]]).await;
    takes(&house, &longer, &[CLASS[1]]).await;
    takes(&house, &longer, &[CLASS[2]]).await;
    takes(&house, &reworded, &[CLASS[3]]).await;

    let of = async |query: &str| author.get(&path(&first, item, query)).await.expect(200);
    let newest = of("").await;
    let samples = json!([{"versions": [1, 2], "attempts": 3}, {"versions": [3], "attempts": 1}]);
    assert_eq!(
        (&newest["versions"], &newest["samples"]),
        (&json!([3]), &samples)
    );
    assert_eq!(newest["quiz"]["attempts"], 1);
    assert_eq!(newest["questions"][0]["text"], "Улирлыг нэрлэ.");
    for number in [1, 2] {
        let older = of(&format!("?version={number}")).await;
        assert_eq!(older["versions"], json!([1, 2]));
        assert_eq!(older["quiz"]["attempts"], 3);
        assert_eq!(older["questions"][0]["answers"][0]["count"], 3);
    }
    let untried = of("?version=4").await;
    assert_eq!(
        (&untried["versions"], &untried["samples"]),
        (&json!([4]), &samples)
    );
    assert_eq!(untried["quiz"]["attempts"], 0);
    let refused = author.get(&path(&first, item, "?version=5")).await;
    refused.refused(404, "not_found");
    let refused = author.get(&path(&first, ids::new_id(), "")).await;
    refused.refused(404, "not_found");
}

async fn the_try_that_counts_is_counted_unless_others_are_asked_for(house: House) {
    let (author, course, item) = published(&house, quiz()).await;
    takes(&house, &course, &[CLASS[2], CLASS[0], CLASS[1]]).await;
    for (query, attempts, mean) in [
        ("", 1, 3.0),
        ("?tries=counting", 1, 3.0),
        ("?tries=first", 1, 1.0),
        ("?tries=all", 3, 2.0),
    ] {
        let report = author.get(&path(&course, item, query)).await.expect(200);
        assert_eq!(report["quiz"]["attempts"], attempts, "{query}");
        assert_eq!(report["quiz"]["mean"], mean, "{query}");
        assert_eq!(report["samples"][0]["attempts"], 3, "all tries");
    }
    for query in ["?tries=best", "?format=pdf", "?version=one"] {
        let answer = author.get(&path(&course, item, query)).await;
        assert_eq!(answer.status, 400, "{query}");
    }
}
