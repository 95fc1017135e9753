//! The steps of the walk.

use std::rc::Rc;
use std::time::{Duration, Instant};

use chrono::TimeDelta;
use serde_json::{Value, json};

use super::device::Device;
use super::ledger::Ledger;
use super::mailbox::{self, Mail};
use super::seat::{Seat, read_log};
use super::{Walk, WalkError, answers};
use crate::clock::Clock;
use crate::courses::document::Content;
use crate::demo::people::{ADMINISTRATOR, METHODOLOGIST, PASSWORD};
use crate::ids;
use crate::quizzes::quiz::Quiz;

/// The password that the invited teacher chooses.
const CHOSEN: &str = "сайхан өдөр 7";

/// The walkers and what they have got so far.
pub struct Steps<'walk> {
    walk: &'walk Walk,
    administrator: Device,
    methodologist: Rc<Device>,
    teacher: Rc<Device>,
    teacher_email: String,
    teacher_id: String,
    course_id: String,
    enrolment_id: String,
    /// The course as it was published: with the identifiers that the server gave.
    published: Value,
    ledger: Ledger,
}

impl<'walk> Steps<'walk> {
    /// Nobody has done anything yet.
    pub fn new(walk: &'walk Walk) -> Self {
        let device =
            |email: &str, password: &str| Device::new(&walk.base, email, password, walk.patience);
        let teacher_email = format!("walker-{}@demo.example", ids::new_id().simple());
        Self {
            administrator: device(ADMINISTRATOR.email, PASSWORD),
            methodologist: Rc::new(device(METHODOLOGIST.email, PASSWORD)),
            teacher: Rc::new(device(&teacher_email, CHOSEN)),
            teacher_email,
            teacher_id: String::new(),
            course_id: String::new(),
            enrolment_id: String::new(),
            published: Value::Null,
            ledger: Ledger::default(),
            walk,
        }
    }

    /// A programme, a course with the whole document as its draft, and its first version.
    pub async fn write_the_course(&mut self) -> Result<(), WalkError> {
        let code = format!("5.2-{}", ids::new_code());
        let title = "Хувь хүний хөгжлийн манлайлал хөтөлбөр";
        let programme = json!({"code": code, "title": title});
        let programme = self
            .methodologist
            .post("/api/v1/programmes", programme)
            .await?;
        let draft = serde_json::to_value(&self.walk.document).map_err(unexpected)?;
        let course = json!({"programme_id": programme["id"], "draft": draft});
        let course = self.methodologist.post("/api/v1/courses", course).await?;
        self.course_id = text(&course, "id")?;
        let path = format!("/api/v1/courses/{}/versions", self.course_id);
        let version = self.methodologist.post(&path, Value::Null).await?;
        let path = format!("{path}/{}", version["number"]);
        self.published = self.methodologist.get(&path).await?["document"].clone();
        Ok(())
    }

    /// The teacher is registered, gets a mail, and chooses a password by its link.
    pub async fn invite_the_teacher(&mut self) -> Result<(), WalkError> {
        let person = json!({
            "email": self.teacher_email, "surname": "Дорж", "given_name": "Бат-Өлзий",
        });
        let person = self.administrator.post("/api/v1/people", person).await?;
        self.teacher_id = text(&person, "id")?;
        let mail = self.wait_for_mail(|mail| mail.token().is_some()).await?;
        let token = mail.token().unwrap_or_default();
        self.teacher.accept_invitation(&token).await
    }

    /// The methodologist enrols the teacher.
    pub async fn enrol_the_teacher(&mut self) -> Result<(), WalkError> {
        let path = format!("/api/v1/courses/{}/enrolments", self.course_id);
        let body = json!({"people": [self.teacher_id]});
        self.methodologist.post(&path, body).await?;
        let own = self.teacher.get("/api/v1/me/enrolments").await?;
        self.enrolment_id = text(&own["items"][0], "id")?;
        Ok(())
    }

    /// Every lesson is fetched and marked as read.
    pub async fn read_the_lessons(&mut self) -> Result<(), WalkError> {
        for item in items(&self.published, "lesson") {
            let id = text(&item, "id")?;
            let path = format!("/api/v1/enrolments/{}/items/{id}", self.enrolment_id);
            let lesson = self.teacher.get(&path).await?;
            if lesson["html"].as_str().is_none_or(str::is_empty) {
                return Err(WalkError(format!("lesson {id} is empty: {lesson}")));
            }
            self.teacher
                .put(&format!("{path}/read"), Value::Null)
                .await?;
            self.ledger.lessons.push((self.enrolment_id.clone(), id));
        }
        Ok(())
    }

    /// Every required quiz is answered question by question, submitted and passed.
    pub async fn answer_the_quizzes(&mut self) -> Result<(), WalkError> {
        for item in items(&self.published, "quiz") {
            if item["required"] == true {
                self.answer_quiz(&item).await?;
            }
        }
        Ok(())
    }

    async fn answer_quiz(&mut self, item: &Value) -> Result<(), WalkError> {
        let quiz: Quiz =
            match serde_json::from_value(item["content"].clone()).map_err(unexpected)? {
                Content::Quiz(quiz) => quiz,
                _ => return Err(WalkError("the item is not a quiz".to_owned())),
            };
        let id = text(item, "id")?;
        let path = format!(
            "/api/v1/enrolments/{}/items/{id}/attempts",
            self.enrolment_id
        );
        let started = self.teacher.post(&path, Value::Null).await?;
        let attempt = text(&started["attempt"], "id")?;
        let shown = started["paper"]["questions"]
            .as_array()
            .cloned()
            .unwrap_or_default();
        for (place, question) in shown.iter().enumerate() {
            let question_id = text(question, "id")?;
            let known = quiz
                .questions
                .iter()
                .find(|one| one.id.to_string() == question_id);
            let response = known
                .and_then(|known| answers::right_response(&question["asked"], &known.answer))
                .ok_or_else(|| WalkError(format!("no answer is known to {question}")))?;
            let path = format!("/api/v1/attempts/{attempt}/answers/{question_id}");
            let body = json!({"client_number": place + 1, "response": response});
            self.teacher.put(&path, body).await?;
            let answers = self.ledger.answers.entry(attempt.clone()).or_default();
            answers.insert(question_id, response);
        }
        let path = format!("/api/v1/attempts/{attempt}/submission");
        let result = self.teacher.post(&path, Value::Null).await?;
        if result["attempt"]["passed"] != true {
            return Err(WalkError(format!(
                "{} was not passed: {}",
                item["title"], result["attempt"]
            )));
        }
        Ok(())
    }

    /// The methodologist schedules, begins and ends a webinar; both chat, the teacher raises a
    /// hand, and the teacher's line is cut once.
    pub async fn sit_in_the_webinar(&mut self) -> Result<(), WalkError> {
        let webinar = self.schedule_webinar().await?;
        let mut host = Seat::new(self.methodologist.clone(), &webinar);
        let mut guest = Seat::new(self.teacher.clone(), &webinar);
        host.command("start", json!({})).await?;
        let begun = Instant::now();
        for (place, line) in [
            "Сайн байна уу",
            "Өнөөдрийн сэдэв: манлайлал",
            "Асуулт байна уу?",
        ]
        .into_iter()
        .enumerate()
        {
            self.say(&mut host, &webinar, &format!("{line} ({place})"))
                .await?;
            host.command("show_slide", json!({"slide": place + 1}))
                .await?;
            self.say(&mut guest, &webinar, &format!("Багш: {line} ({place})"))
                .await?;
            if place == 1 {
                guest.cut();
            }
        }
        guest.command("raise_hand", json!({})).await?;
        let mut turn: u32 = 0;
        while begun.elapsed() < self.walk.webinar {
            match turn % 4 {
                1 => guest.command("lower_hand", json!({})).await?,
                3 => guest.command("raise_hand", json!({})).await?,
                _ => {
                    host.command("show_slide", json!({"slide": turn + 4}))
                        .await?
                }
            };
            turn += 1;
            // A room takes 20 commands in 10 seconds from one person.
            let moment = Duration::from_millis(300);
            let (first, second) = tokio::join!(host.listen_for(moment), guest.listen_for(moment));
            first.and(second)?;
        }
        host.command("end", json!({})).await?;
        guest.listen_until("ended").await?;
        let log = read_log(&self.methodologist, &webinar).await?;
        let said = self.ledger.chat.iter().map(|(_, number, _)| *number).max();
        host.agrees_with(&log, said.unwrap_or(1))?;
        // The guest is not told of everything that the host is.
        let log = read_log(&self.teacher, &webinar).await?;
        guest.agrees_with(&log, said.unwrap_or(1))?;
        self.ledger
            .note_presence(&webinar, &self.teacher_id, &guest);
        Ok(())
    }

    async fn schedule_webinar(&self) -> Result<String, WalkError> {
        let item = items(&self.published, "webinar").into_iter().next();
        let item = item.ok_or_else(|| WalkError("the course has no webinar".to_owned()))?;
        let starts_at = Clock::system().now() + TimeDelta::seconds(1);
        let planned = TimeDelta::from_std(self.walk.webinar).map_err(unexpected)?;
        let webinar = json!({
            "course_id": self.course_id, "item_id": item["id"],
            "starts_at": starts_at, "ends_at": starts_at + planned,
        });
        text(
            &self.methodologist.post("/api/v1/webinars", webinar).await?,
            "id",
        )
    }

    async fn say(&mut self, seat: &mut Seat, webinar: &str, line: &str) -> Result<(), WalkError> {
        let number = seat.command("say", json!({"text": line})).await?;
        self.ledger
            .chat
            .push((webinar.to_owned(), number, line.to_owned()));
        Ok(())
    }

    /// The certificate is issued once, by mail too; its PDF is left in the data folder, and a
    /// stranger can verify it.
    pub async fn get_the_certificate(&mut self) -> Result<String, WalkError> {
        let certificate = self.wait_for_certificate().await?;
        let path = format!("/api/v1/certificates/{}/pdf", text(&certificate, "id")?);
        let pdf = self.teacher.bytes(&path).await?;
        if !pdf.starts_with(b"%PDF-") {
            return Err(WalkError("the certificate is not a PDF".to_owned()));
        }
        let target = self.walk.data_folder.join("certificate.pdf");
        std::fs::write(target, pdf).map_err(unexpected)?;
        let address = text(&certificate, "verification_address")?;
        let code = address.rsplit('/').next().unwrap_or_default();
        let seen = self.teacher.get(&format!("/api/v1/verify/{code}")).await?;
        if seen["serial_number"] != certificate["serial_number"] || seen["revoked"] != false {
            return Err(WalkError(format!(
                "the certificate does not verify: {seen}"
            )));
        }
        let has_pdf = |mail: &Mail| mail.attachments.iter().any(|name| name.ends_with(".pdf"));
        self.wait_for_mail(has_pdf).await?;
        text(&certificate, "serial_number")
    }

    async fn wait_for_certificate(&self) -> Result<Value, WalkError> {
        let begun = Instant::now();
        loop {
            let own = self.teacher.get("/api/v1/me/certificates").await?;
            match own["items"].as_array().map(Vec::as_slice) {
                Some([one]) => return Ok(one.clone()),
                Some([]) if begun.elapsed() < self.walk.patience => {}
                Some([]) => {
                    let path = format!("/api/v1/enrolments/{}/progress", self.enrolment_id);
                    let progress = self.teacher.get(&path).await?;
                    return Err(WalkError(format!("there is no certificate: {progress}")));
                }
                _ => return Err(WalkError(format!("there should be one certificate: {own}"))),
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    }

    async fn wait_for_mail(&self, wanted: impl Fn(&Mail) -> bool) -> Result<Mail, WalkError> {
        let begun = Instant::now();
        while begun.elapsed() < self.walk.patience {
            let mails = mailbox::mails_to(&self.walk.data_folder, &self.teacher_email);
            if let Some(mail) = mails.into_iter().rev().find(&wanted) {
                return Ok(mail);
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        Err(WalkError(format!(
            "no such mail came to {}",
            self.teacher_email
        )))
    }

    /// Everything that was acknowledged is looked up again.
    pub async fn check(&self) -> Result<usize, WalkError> {
        self.ledger.check(&self.teacher, &self.methodologist).await
    }
}

/// The items of a published course that are of this kind.
fn items(document: &Value, kind: &str) -> Vec<Value> {
    let modules = document["modules"].as_array().into_iter().flatten();
    let items = modules.flat_map(|module| module["items"].as_array().into_iter().flatten());
    items
        .filter(|item| item["content"]["kind"] == kind)
        .cloned()
        .collect()
}

fn text(value: &Value, field: &str) -> Result<String, WalkError> {
    let found = value[field].as_str().map(str::to_owned);
    found.ok_or_else(|| WalkError(format!("there is no {field} in {value}")))
}

fn unexpected(error: impl std::fmt::Display) -> WalkError {
    WalkError(error.to_string())
}
