//! Certificates that wait for a survey come with the answer, or at its close; once.

use chrono::TimeDelta;
use serde_json::{Value, json};
use surgalt::courses::document::Content;
use surgalt::policy::Role;
use uuid::Uuid;

use super::{Study, answer, waiting};
use crate::support::{Client, House, PASSWORD};

stories![
    the_certificate_comes_with_the_answer_and_once,
    who_does_not_answer_gets_the_certificate_at_the_close,
    after_the_close_and_before_the_opening_nothing_waits,
];

/// Does everything that the course asks for.
async fn complete(study: &Study, who: &Client) -> Uuid {
    let enrolment = study.house.enrol(who, &study.course).await;
    for item in study.course.document.items() {
        match item.content {
            Content::Lesson(_) => study.house.read(enrolment, item.id).await,
            Content::Quiz(_) => {
                study
                    .house
                    .graded(enrolment, &study.course, item.id, true)
                    .await
            }
            Content::Webinar(_) => {
                let webinar = study
                    .house
                    .webinar(&study.author, &study.course, item.id)
                    .await;
                study.house.attended(who, enrolment, webinar.id, 95).await;
            }
        }
    }
    enrolment
}

async fn certificates(who: &Client) -> Vec<Value> {
    let own = who.get("/api/v1/me/certificates").await.expect(200);
    own["items"].as_array().unwrap().clone()
}

async fn the_certificate_comes_with_the_answer_and_once(house: House) {
    let mut study = Study::begin(house).await;
    for anonymous in [true, false] {
        let change = json!({"moment": "certificate", "anonymous": anonymous});
        let survey = study.place(change).await;
        let mut bat = study.house.person(&[Role::Learner]).await;
        let enrolment = complete(&study, &bat).await;
        assert!(certificates(&bat).await.is_empty());
        let progress = format!("/api/v1/enrolments/{enrolment}/progress");
        let read = bat.get(&progress).await.expect(200);
        assert_eq!(
            (&read["complete"], &read["awaits_survey_id"]),
            (&json!(true), &json!(survey))
        );
        assert_eq!(waiting(&bat).await, std::slice::from_ref(&survey));
        let before = study.house.mails().await.len();

        let path = format!("/api/v1/me/surveys/{survey}/answer");
        let body = json!({"answers": {"overall": "very_good"}});
        tokio::join!(
            bat.post(&path, body.clone()),
            bat.post(&path, body.clone()),
            bat.post(&path, body.clone())
        );
        assert_eq!(certificates(&bat).await.len(), 1);
        let mails = study.house.mails().await.split_off(before);
        assert_eq!(
            mails
                .iter()
                .filter(|mail| mail.contains(&bat.email))
                .count(),
            1
        );
        let read = bat.get(&progress).await.expect(200);
        assert_eq!(read["awaits_survey_id"], json!(null));
        let path = format!("/api/v1/surveys/{survey}");
        study.author.delete(&path).await.refused(409, "in_use");
        // The next round is about another survey.
        study.days_pass(8).await;
        bat.sign_in(PASSWORD).await;
        assert_eq!(certificates(&bat).await.len(), 1);
    }
}

async fn who_does_not_answer_gets_the_certificate_at_the_close(house: House) {
    let mut study = Study::begin(house).await;
    let survey = study
        .place(json!({"moment": "certificate", "anonymous": true}))
        .await;
    let mut people = Vec::new();
    for _ in 0..3 {
        let person = study.house.person(&[Role::Learner]).await;
        complete(&study, &person).await;
        people.push(person);
    }
    answer(&people[0], &survey, "good").await;
    let completed_on = certificates(&people[0]).await[0]["completed_on"].clone();
    study.days_pass(8).await;
    for person in &mut people {
        person.sign_in(PASSWORD).await;
        let own = certificates(person).await;
        assert_eq!(own.len(), 1);
        // The day that counts is that of completion.
        assert_eq!(own[0]["completed_on"], completed_on);
    }
    // Closing again changes nothing.
    let id = survey.parse().unwrap();
    surgalt::surveys::closing::close(&study.house.app, id)
        .await
        .unwrap();
    assert_eq!(certificates(&people[1]).await.len(), 1);
}

async fn after_the_close_and_before_the_opening_nothing_waits(house: House) {
    let mut study = Study::begin(house).await;
    let opens_at = study.house.clock.now() + TimeDelta::days(2);
    let survey = study
        .place(json!({"moment": "certificate", "opens_at": opens_at}))
        .await;
    let early = study.house.person(&[Role::Learner]).await;
    complete(&study, &early).await;
    assert_eq!(certificates(&early).await.len(), 1);
    study.days_pass(8).await;
    let late = study.house.person(&[Role::Learner]).await;
    complete(&study, &late).await;
    assert_eq!(certificates(&late).await.len(), 1);
    assert!(waiting(&late).await.is_empty());
    let path = format!("/api/v1/me/surveys/{survey}/answer");
    let body = json!({"answers": {"overall": "good"}});
    late.post(&path, body).await.refused(409, "survey_closed");
}
