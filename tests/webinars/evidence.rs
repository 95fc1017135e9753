//! Attendance as proof: cuts, shared computers, corrections, the replay, long days.

mod corrections;
mod export;
mod times;

use chrono::TimeDelta;
use serde_json::{Value, json};
use surgalt::policy::Role;
use uuid::Uuid;

use super::{Hall, document, plan};
use crate::support::{Client, House, PASSWORD, RoomClient};

stories![
    a_cut_line_is_counted_once_and_what_one_did_beside_it,
    three_teachers_at_one_computer_are_credited_each,
    codes_are_for_those_who_attend_and_are_not_guessed,
    what_was_watched_later_counts_where_the_course_says_so,
    many_who_were_away_watch_at_once,
];

impl Hall {
    /// A hall whose course and length are the story's own.
    async fn of(house: House, document: Value, minutes: i64) -> Self {
        let host = house.person(&[Role::Methodologist]).await;
        let course = house.course(&host, document).await;
        let plan = plan(&house, &course, 0, minutes);
        let webinar = host.post("/api/v1/webinars", plan).await.expect(201);
        let webinar = webinar["id"].as_str().unwrap().to_owned();
        Self {
            house,
            host,
            course,
            webinar,
        }
    }

    /// A teacher who takes the course and has done everything of it but the webinar.
    async fn nearly_done(&self) -> Client {
        let teacher = self.house.person(&[Role::Learner]).await;
        let enrolment = self.house.enrol(&teacher, &self.course).await;
        let lesson = self.course.document.items().nth(1);
        if let Some(lesson) = lesson {
            self.house.read(enrolment, lesson.id).await;
        }
        teacher
    }

    /// Time passes, and whoever goes on asking signs in again.
    async fn wait(&mut self, minutes: i64, others: &mut [&mut Client]) {
        self.house.clock.advance(TimeDelta::minutes(minutes));
        self.host.sign_in(PASSWORD).await;
        for other in others {
            other.sign_in(PASSWORD).await;
        }
    }

    /// Ends the webinar, and waits until it has been counted.
    async fn is_counted(&self) {
        self.end().await;
        self.house.outbox_is_empty().await;
    }
}

async fn enter(hall: &Hall, who: &Client) -> RoomClient {
    who.enter(&hall.webinar).await.that_is_not_told_all()
}

async fn certificates(of: &Client) -> usize {
    let own = of.get("/api/v1/me/certificates").await.expect(200);
    own["items"].as_array().unwrap().len()
}

/// Seconds that are counted, which may be some more or less than the story's minutes: it takes a
/// while to be told.
#[track_caller]
fn lasts(seconds: &Value, minutes: i64) {
    let seconds = seconds.as_i64().unwrap();
    let off = (seconds - minutes * 60).abs();
    assert!(off < 45, "{seconds} s, expected {minutes} min");
}

async fn a_cut_line_is_counted_once_and_what_one_did_beside_it(house: House) {
    let mut hall = Hall::open(house).await;
    let mut teacher = hall.teacher().await;
    hall.start().await;
    let mut room = enter(&hall, &teacher).await;
    hall.wait(10, &mut [&mut teacher]).await;
    room.says("таслагдах нь").await;
    let cut = room;
    hall.wait(0, &mut []).await;
    let (session, last) = (cut.session, cut.last);
    drop(cut);
    hall.logs("left").await;
    hall.wait(5, &mut [&mut teacher]).await;
    let hello = json!({"type": "hello", "session": session, "last": last});
    let mut room = teacher.enter_with(&hall.webinar, hello).await;
    room = room.that_is_not_told_all();
    let mut host = hall.host.enter(&hall.webinar).await;
    let check = host
        .does(json!({"type": "open_check", "seconds": 60}))
        .await;
    let answer = json!({"type": "answer_check", "check": check, "command": 2});
    room.send(answer).await;
    room.until(|room| room.acknowledged.contains_key(&2)).await;
    let live = hall.attendance(&teacher).await;
    assert_eq!(live["checks"], json!({"answered": 1, "of": 1}));
    assert_eq!(live["is_present"], true);
    hall.wait(45, &mut [&mut teacher]).await;
    hall.is_counted().await;

    let counted = hall.attendance(&teacher).await;
    lasts(&counted["share"]["present_seconds"], 55);
    assert_eq!(counted["intervals"].as_array().unwrap().len(), 2);
    assert_eq!(counted["active"]["moments"], 2);
    // Five minutes around the line until the cut, and five after the answer.
    lasts(&counted["active"]["seconds"], 5 + 5);
    assert_eq!(counted["checks"], json!({"answered": 1, "of": 1}));
    assert_eq!(counted["is_present"], false);
    assert_eq!(counted["shares"]["connected"], 91);
    let everybody = hall.host.get(&hall.path("/attendance")).await.expect(200);
    assert_eq!(everybody["items"].as_array().unwrap().len(), 2);
    let first = hall.host.get(&hall.path("/attendance?limit=1")).await;
    assert!(first.expect(200)["next"].is_string());
}

async fn three_teachers_at_one_computer_are_credited_each(house: House) {
    let mut hall = Hall::open(house).await;
    let mut bat = hall.nearly_done().await;
    let (sarnai, dulam) = (hall.nearly_done().await, hall.nearly_done().await);
    hall.start().await;
    let mut codes = Vec::new();
    for teacher in [&sarnai, &dulam] {
        let path = hall.path("/check-in-code");
        let code = teacher.post(&path, json!(null)).await.expect(200);
        let again = teacher.post(&path, json!(null)).await.expect(200);
        assert_eq!(code, again);
        codes.push(code["code"].as_str().unwrap().to_owned());
    }
    let path = hall.path("/check-ins");
    let first = json!({"code": codes[0]});
    bat.post(&path, first.clone())
        .await
        .refused(409, "not_in_room");
    let mut computer = enter(&hall, &bat).await;
    let checked_in = bat.post(&path, first).await.expect(200);
    assert_eq!(checked_in["person_id"], json!(sarnai.id()));
    let (begin, end) = codes[1].split_at(3);
    let typed = format!("{}-{end}", begin.to_lowercase());
    let checked_in = bat.post(&path, json!({"code": typed})).await;
    assert_eq!(checked_in.expect(200)["person_id"], json!(dulam.id()));
    computer
        .until(|room| {
            room.kinds()
                .iter()
                .filter(|kind| **kind == "checked_in")
                .count()
                == 2
        })
        .await;
    hall.wait(50, &mut [&mut bat]).await;
    computer.says("Бид гурвуулаа").await;
    let leaves = format!("{path}/{}", dulam.id());
    assert_eq!(bat.delete(&leaves).await.status, 204);
    assert_eq!(bat.delete(&leaves).await.status, 204, "twice is once");
    hall.wait(10, &mut [&mut bat]).await;
    hall.is_counted().await;
    for (teacher, minutes) in [(&bat, 60), (&sarnai, 60), (&dulam, 50)] {
        lasts(
            &hall.attendance(teacher).await["share"]["present_seconds"],
            minutes,
        );
    }
    let (mut sarnai, mut dulam) = (sarnai, dulam);
    for teacher in [&mut bat, &mut sarnai, &mut dulam] {
        teacher.sign_in(PASSWORD).await;
        assert_eq!(
            certificates(teacher).await,
            1,
            "each has completed the course"
        );
    }
    let code = json!({"code": codes[0]});
    bat.post(&path, code).await.refused(422, "invalid");
}

async fn codes_are_for_those_who_attend_and_are_not_guessed(house: House) {
    let hall = Hall::open(house).await;
    let (bat, sarnai) = (hall.teacher().await, hall.teacher().await);
    let (code, entered) = (hall.path("/check-in-code"), hall.path("/check-ins"));
    let none = || json!(null);
    hall.host
        .post(&code, none())
        .await
        .refused(403, "forbidden");
    let stranger = hall.house.person(&[Role::Learner]).await;
    stranger.post(&code, none()).await.refused(404, "not_found");
    let officer = hall.house.person(&[Role::Officer]).await;
    hall.house.in_one_school(&[&officer, &bat]).await;
    officer.post(&code, none()).await.refused(403, "forbidden");
    let guess = json!({"code": "0123-45"});
    officer
        .post(&entered, guess.clone())
        .await
        .refused(403, "forbidden");
    let own = bat.post(&code, none()).await.expect(200);
    let _room = enter(&hall, &bat).await;
    let own = json!({"code": own["code"]});
    let refused = bat.post(&entered, own).await.refused(422, "invalid");
    assert_eq!(
        refused["fields"][0]["field"], "code",
        "one's own is no companion"
    );
    for _ in 0..119 {
        bat.post(&entered, guess.clone())
            .await
            .refused(422, "invalid");
    }
    let told = bat.post(&entered, guess.clone()).await;
    assert!(!told.header("retry-after").is_empty());
    told.refused(429, "too_many_requests");
    sarnai.post(&entered, guess).await.refused(422, "invalid");
}

async fn what_was_watched_later_counts_where_the_course_says_so(house: House) {
    let mut replayed = document();
    replayed["completion"] = json!({"lessons_read": false, "quizzes_passed": false,
        "webinar_share_percent": 80, "webinar_counts": "connected_or_watched"});
    let mut hall = Hall::of(house, replayed, 60).await;
    let mut teacher = hall.teacher().await;
    let path = hall.path("/watched");
    let from = hall.house.clock.now() + TimeDelta::seconds(5);
    let piece = |begin: i64, end: i64| {
        let at = |minutes| from + TimeDelta::minutes(minutes);
        json!({"intervals": [{"from": at(begin), "to": at(end)}]})
    };
    let not_yet = teacher.post(&path, piece(0, 10)).await;
    not_yet.refused(409, "attendance_not_counted");
    hall.start().await;
    hall.wait(61, &mut [&mut teacher]).await;
    hall.is_counted().await;
    let too_soon = teacher.post(&path, piece(0, 55)).await;
    too_soon.refused(422, "invalid");
    hall.wait(60, &mut [&mut teacher]).await;
    let before_it = teacher.post(&path, piece(-30, -10)).await.expect(200);
    assert_eq!(before_it["watched_seconds"], 0);
    let list = hall.host.get(&hall.path("/attendance")).await.expect(200);
    assert_eq!(list["items"], json!([]), "nothing was written down");
    for (begin, end, watched) in [(0, 30, 30), (20, 45, 45), (20, 45, 45)] {
        let now = teacher.post(&path, piece(begin, end)).await.expect(200);
        lasts(&now["watched_seconds"], watched);
        assert_eq!(now["connected_seconds"], 0, "kept apart");
        assert_eq!(now["shares"]["connected"], 0);
    }
    assert_eq!(certificates(&teacher).await, 0, "75 % is not yet enough");
    let now = teacher.post(&path, piece(45, 52)).await.expect(200);
    assert_eq!(now["watched"].as_array().unwrap().len(), 1);
    assert_eq!(certificates(&teacher).await, 1);
    hall.host
        .post(&path, piece(0, 9))
        .await
        .refused(403, "forbidden");
    let stranger = hall.house.person(&[Role::Learner]).await;
    stranger
        .post(&path, piece(0, 9))
        .await
        .refused(404, "not_found");
    let backwards = teacher.post(&path, piece(9, 0)).await;
    backwards.refused(422, "invalid");
}

/// More than the house has connections to its database: nobody who holds one may wait for a second.
async fn many_who_were_away_watch_at_once(house: House) {
    let mut hall = Hall::of(house, document(), 2).await;
    let mut teachers = Vec::new();
    for _ in 0..12 {
        teachers.push(hall.teacher().await);
    }
    let from = hall.house.clock.now() + TimeDelta::seconds(5);
    let watched = json!({"intervals": [{"from": from, "to": from + TimeDelta::minutes(1)}]});
    hall.start().await;
    hall.wait(3, &mut []).await;
    hall.is_counted().await;
    hall.wait(2, &mut []).await;
    let path = hall.path("/watched");
    let reports = teachers
        .iter()
        .map(|teacher| teacher.post(&path, watched.clone()));
    for report in futures_util::future::join_all(reports).await {
        lasts(&report.expect(200)["watched_seconds"], 1);
    }
}

/// The identifier of somebody, as it stands in answers.
fn id(of: &Client) -> Uuid {
    of.id()
}
