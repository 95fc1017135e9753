use serde_json::{Value, json};
use surgalt::policy::Role;
use surgalt::programmes::tables::lesson_read;

use super::{draft, enrol_oneself, id, published_course, rows};
use crate::support::House;

stories![
    a_teacher_reads_a_lesson_and_it_stays_read,
    the_outline_hides_what_learners_must_not_see,
    only_lessons_are_read_and_only_by_their_learner,
];

async fn a_teacher_reads_a_lesson_and_it_stays_read(house: House) {
    let methodologist = house.person(&[Role::Methodologist]).await;
    let teacher = house.person(&[Role::Learner]).await;
    let course = published_course(&methodologist).await;
    let enrolment = enrol_oneself(&teacher, &course).await;
    let outline = teacher.get(&enrolment).await.expect(200);
    let states = |outline: &Value| -> Vec<Value> {
        let modules = outline["modules"].as_array().unwrap();
        let items = modules
            .iter()
            .flat_map(|module| module["items"].as_array().unwrap());
        items.map(|item| item["state"].clone()).collect()
    };
    assert_eq!(states(&outline), ["open", "open", "open"]);
    let lesson = id(&outline["modules"][0]["items"][0]);
    let path = format!("{enrolment}/items/{lesson}");
    let item = teacher.get(&path).await.expect(200);
    let expected = json!({
        "id": lesson, "title": "Манлайлал гэж юу вэ?", "kind": "lesson", "required": true,
        "html": "<p>Сайн <em>байна</em> уу</p>\n", "minutes": 5, "files": [], "quiz": null,
    });
    assert_eq!(item, expected);

    let read = format!("{path}/read");
    teacher.put(&read, json!(null)).await.expect(204);
    let first = rows::<lesson_read::Entity>(&house).await;
    house.clock.advance(chrono::TimeDelta::minutes(1));
    // A phone that did not hear the answer sends it again, twice at the same moment.
    let (one, other) = futures_util::join!(
        teacher.put(&read, json!(null)),
        teacher.put(&read, json!(null)),
    );
    one.expect(204);
    other.expect(204);
    let after = rows::<lesson_read::Entity>(&house).await;
    assert_eq!(first.len(), 1);
    assert_eq!(after, first);
    let outline = methodologist.get(&enrolment).await.expect(200);
    assert_eq!(states(&outline), ["read", "open", "open"]);
}

async fn the_outline_hides_what_learners_must_not_see(house: House) {
    let methodologist = house.person(&[Role::Methodologist]).await;
    let teacher = house.person(&[Role::Learner]).await;
    let course = published_course(&methodologist).await;
    let enrolment = enrol_oneself(&teacher, &course).await;
    let outline = teacher.get(&enrolment).await.expect(200);
    assert_eq!(
        outline["description_html"],
        "<p>Багш нарт <strong>зориулав</strong>.</p>\n"
    );
    let quiz = id(&outline["modules"][0]["items"][1]);
    let item = teacher
        .get(&format!("{enrolment}/items/{quiz}"))
        .await
        .expect(200);
    for shown in [&outline, &item] {
        assert!(!shown.to_string().contains("correct"), "{shown}");
        assert!(!shown.to_string().contains("questions"), "{shown}");
    }
}

async fn only_lessons_are_read_and_only_by_their_learner(house: House) {
    let methodologist = house.person(&[Role::Methodologist]).await;
    let teacher = house.person(&[Role::Learner]).await;
    let neighbour = house.person(&[Role::Learner]).await;
    let course = published_course(&methodologist).await;
    let enrolment = enrol_oneself(&teacher, &course).await;
    enrol_oneself(&neighbour, &course).await;
    let (_, draft) = draft(&methodologist, &course).await;
    let items = &draft["modules"][0]["items"];
    let lesson = format!("{enrolment}/items/{}", id(&items[0]));
    let quiz = format!("{enrolment}/items/{}", id(&items[1]));
    teacher
        .put(&format!("{quiz}/read"), json!(null))
        .await
        .refused(404, "not_found");
    for person in [&neighbour, &methodologist] {
        person.get(&lesson).await.refused(404, "not_found");
        person
            .put(&format!("{lesson}/read"), json!(null))
            .await
            .refused(404, "not_found");
    }
    house
        .stranger()
        .get(&lesson)
        .await
        .refused(401, "unauthenticated");
    assert_eq!(rows::<lesson_read::Entity>(&house).await, []);
}
