use serde_json::{Value, json};
use surgalt::people::tables::person;
use surgalt::policy::Role;

use crate::support::{House, short_course};

stories![
    a_teacher_sees_what_is_still_missing_and_then_that_nothing_is,
    what_is_missing_is_said_in_the_language_of_who_asks,
    the_best_session_of_a_webinar_counts,
    nobody_looks_over_the_shoulder_of_a_learner_without_the_right_to,
];

fn codes(progress: &Value) -> Vec<&str> {
    let missing = progress["missing"].as_array().unwrap();
    missing
        .iter()
        .map(|item| item["code"].as_str().unwrap())
        .collect()
}

async fn a_teacher_sees_what_is_still_missing_and_then_that_nothing_is(house: House) {
    let host = house.person(&[Role::Methodologist]).await;
    let teacher = house.person(&[Role::Learner]).await;
    let course = house.course(&host, short_course("Манлайлал", "mn")).await;
    let enrolment = house.enrol(&teacher, &course).await;
    let items: Vec<_> = course.document.items().map(|item| item.id).collect();
    let path = format!("/api/v1/enrolments/{enrolment}/progress");

    let progress = teacher.get(&path).await.expect(200);
    assert_eq!(
        codes(&progress),
        ["lesson_unread", "quiz_not_passed", "webinar_not_attended"]
    );
    assert_eq!(progress["missing"][1]["text"], "Сорилд тэнцэнэ үү");
    assert_eq!(progress["complete"], false);

    house.read(enrolment, items[0]).await;
    house.graded(enrolment, &course, items[1], false).await;
    let progress = teacher.get(&path).await.expect(200);
    assert_eq!(
        codes(&progress),
        ["quiz_not_passed", "webinar_not_attended"]
    );
    assert_eq!(progress["done"][0]["title"], "Манлайлал гэж юу вэ?");

    house.graded(enrolment, &course, items[1], true).await;
    let webinar = house.webinar(&host, &course, items[2]).await;
    house.attended(&teacher, enrolment, webinar.id, 80).await;
    let progress = teacher.get(&path).await.expect(200);
    assert_eq!(progress["missing"], json!([]));
    assert_eq!(progress["complete"], true);
    let own = teacher.get("/api/v1/me/certificates").await.expect(200);
    assert_eq!(own["items"][0]["id"], progress["certificate_id"]);
    assert_eq!(own["items"][0]["enrolment_id"], json!(enrolment));
}

async fn what_is_missing_is_said_in_the_language_of_who_asks(house: House) {
    let host = house.person(&[Role::Methodologist]).await;
    let teacher = house.person(&[Role::Learner]).await;
    let course = house.course(&host, short_course("Манлайлал", "mn")).await;
    let enrolment = house.enrol(&teacher, &course).await;
    let path = format!("/api/v1/enrolments/{enrolment}/progress");
    let change = json!({"language": "ky"});
    let patch = actix_web::http::Method::PATCH;
    teacher
        .send_json(patch, "/api/v1/me", &[], change)
        .await
        .expect(200);
    for (header, expected) in [
        ("ru", "Прочитайте занятие"),
        ("en", "Read the lesson"),
        ("de", "Сабакты окуңуз"),
    ] {
        let get = actix_web::http::Method::GET;
        let headers = [("accept-language", header)];
        let answer = teacher.send(get, &path, &headers, Vec::new()).await;
        assert_eq!(answer.expect(200)["missing"][0]["text"], expected);
    }
}

async fn the_best_session_of_a_webinar_counts(house: House) {
    let host = house.person(&[Role::Methodologist]).await;
    let teacher = house.person(&[Role::Learner]).await;
    let course = house.course(&host, short_course("Манлайлал", "mn")).await;
    let enrolment = house.enrol(&teacher, &course).await;
    let item = course.document.items().last().unwrap().id;
    let path = format!("/api/v1/enrolments/{enrolment}/progress");
    for (percent, best) in [(30, Some(30)), (20, Some(30)), (79, Some(79)), (100, None)] {
        let webinar = house.webinar(&host, &course, item).await;
        house
            .attended(&teacher, enrolment, webinar.id, percent)
            .await;
        let progress = teacher.get(&path).await.expect(200);
        let webinar = progress["missing"].as_array().unwrap().get(2).cloned();
        let attended = webinar.map(|webinar| webinar["attended_percent"].clone());
        assert_eq!(attended, best.map(|best: i32| json!(best)));
    }
}

async fn nobody_looks_over_the_shoulder_of_a_learner_without_the_right_to(house: House) {
    let host = house.person(&[Role::Methodologist]).await;
    let teacher = house.person(&[Role::Learner]).await;
    let course = house.course(&host, short_course("Манлайлал", "mn")).await;
    let enrolment = house.enrol(&teacher, &course).await;
    let path = format!("/api/v1/enrolments/{enrolment}/progress");

    let colleague = house.person(&[Role::Learner]).await;
    colleague.get(&path).await.refused(404, "not_found");
    house
        .stranger()
        .get(&path)
        .await
        .refused(401, "unauthenticated");
    house
        .person(&[Role::Registrar])
        .await
        .get(&path)
        .await
        .expect(200);

    let officer = house.person(&[Role::Officer]).await;
    officer.get(&path).await.refused(404, "not_found");
    let administrator = house.person(&[Role::Administrator]).await;
    let school = json!({"name": "1-р сургууль"});
    let school = administrator.post("/api/v1/organisations", school).await;
    let school = school.expect(201)["id"].as_str().unwrap().parse().unwrap();
    let transaction = house.app.database.begin().await.unwrap();
    for id in [officer.id(), teacher.id()] {
        use sea_orm::{ActiveModelTrait, ActiveValue::Set};
        person::ActiveModel {
            id: Set(id),
            organisation_id: Set(Some(school)),
            ..Default::default()
        }
        .update(&transaction)
        .await
        .unwrap();
    }
    transaction.commit().await.unwrap();
    officer.get(&path).await.expect(200);
}
