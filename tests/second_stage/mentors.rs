//! A mentor helps a new teacher; both note when they have met.

use chrono::TimeDelta;
use serde_json::json;

use super::District;
use crate::support::House;

stories![
    a_mentor_and_a_new_teacher_note_their_meetings,
    nobody_next_door_hears_of_a_pair,
];

/// So many days from now.
fn day(district: &District, days: i64) -> String {
    let at = district.house.clock.now() + TimeDelta::days(days);
    at.date_naive().to_string()
}

async fn a_mentor_and_a_new_teacher_note_their_meetings(house: House) {
    let district = District::of(house).await;
    let (mentor, teacher, officer) = (&district.visitor, &district.teacher, &district.officer);
    let new = json!({"mentor_id": mentor.id(), "teacher_id": teacher.id(),
        "course_id": district.course.id, "since": day(&district, -30)});
    let pair = officer
        .post("/api/v1/mentorships", new.clone())
        .await
        .expect(201);
    assert_eq!(pair["until"], json!(null));
    officer
        .post("/api/v1/mentorships", new.clone())
        .await
        .refused(409, "already_exists");
    let path = format!("/api/v1/mentorships/{}", pair["id"].as_str().unwrap());
    let meetings = format!("{path}/meetings");
    let meeting = json!({"held_on": day(&district, -10), "minutes": 45, "topic": "Анги удирдах",
        "next_step": "Хичээлд суух"});
    for who in [mentor, teacher] {
        let noted = who.post(&meetings, meeting.clone()).await.expect(201);
        assert_eq!(noted["noted_by"], json!(who.id()));
    }
    officer
        .post(&meetings, meeting.clone())
        .await
        .refused(403, "forbidden");
    for held_on in [day(&district, -31), day(&district, 3)] {
        let mut wrong = meeting.clone();
        wrong["held_on"] = json!(held_on);
        let refused = mentor.post(&meetings, wrong).await.refused(422, "invalid");
        assert_eq!(refused["fields"][0]["field"], "held_on");
    }
    let listed = officer.get(&meetings).await.expect(200);
    assert_eq!(listed["items"].as_array().unwrap().len(), 2);
    let table = officer.get("/api/v1/mentorships/export").await.expect(200);
    let line = &table["mentorships"][0];
    assert_eq!(
        (&line["meetings"], &line["minutes"]),
        (&json!(2), &json!(90))
    );
    let table = officer.get("/api/v1/mentorships/export?format=csv").await;
    assert_eq!(String::from_utf8(table.bytes).unwrap().lines().count(), 2);

    let tag = officer.get(&path).await.header("etag");
    let change = json!({"until": day(&district, 200)});
    mentor
        .patch_if_match(&path, &tag, change.clone())
        .await
        .refused(403, "forbidden");
    officer
        .patch_if_match(&path, &tag, change.clone())
        .await
        .expect(200);
    officer
        .patch_if_match(&path, &tag, change)
        .await
        .refused(412, "changed");
    let wrong = json!({"until": day(&district, -31)});
    let refused = officer
        .patch_if_match(&path, "*", wrong)
        .await
        .refused(422, "invalid");
    assert_eq!(refused["fields"][0]["field"], "until");
    for (days, count) in [(-31, 0), (-30, 1), (200, 1), (201, 0)] {
        let on = day(&district, days);
        let found = mentor.get(&format!("/api/v1/mentorships?on={on}")).await;
        let found = found.expect(200);
        assert_eq!(found["items"].as_array().unwrap().len(), count, "{days}");
    }
    let mut alone = new;
    alone["mentor_id"] = json!(teacher.id());
    officer
        .post("/api/v1/mentorships", alone)
        .await
        .refused(422, "invalid");
}

async fn nobody_next_door_hears_of_a_pair(house: House) {
    let district = District::of(house).await;
    let neighbour = district.neighbour().await;
    let new = json!({"mentor_id": district.visitor.id(), "teacher_id": district.teacher.id(),
        "since": day(&district, -30)});
    neighbour
        .post("/api/v1/mentorships", new.clone())
        .await
        .refused(422, "invalid");
    district
        .teacher
        .post("/api/v1/mentorships", new.clone())
        .await
        .refused(403, "forbidden");
    let pair = district
        .officer
        .post("/api/v1/mentorships", new)
        .await
        .expect(201);
    let path = format!("/api/v1/mentorships/{}", pair["id"].as_str().unwrap());
    neighbour.get(&path).await.refused(404, "not_found");
    neighbour
        .get(&format!("{path}/meetings"))
        .await
        .refused(404, "not_found");
    neighbour
        .patch_if_match(&path, "*", json!({"until": null}))
        .await
        .refused(404, "not_found");
    let meeting = json!({"held_on": day(&district, -10), "minutes": 45, "topic": "Өөр"});
    neighbour
        .post(&format!("{path}/meetings"), meeting)
        .await
        .refused(404, "not_found");
    let listed = neighbour.get("/api/v1/mentorships").await.expect(200);
    assert_eq!(listed["items"], json!([]));
    let table = neighbour
        .get("/api/v1/mentorships/export")
        .await
        .expect(200);
    assert_eq!(table["mentorships"], json!([]));
}
