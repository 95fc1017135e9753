//! What a person has, so that a route is asked for something that exists: an enrolment in a
//! course, with all that hangs on it.

use actix_web::web::Bytes;
use object_store::ObjectStoreExt;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait};
use serde_json::{Value, json};
use surgalt::courses::files;
use surgalt::courses::tables::{course, file};
use surgalt::ids;
use surgalt::people::tables::{organisation, person};
use surgalt::policy::Role;
use surgalt::quizzes::tables::marking::{appeal, attempt_file};
use uuid::Uuid;

use super::cohorts::cohort_with;
use super::letters;
use super::meetings::Meetings;
use super::registers;
use super::registry::{self, Registry};
use super::studies::Studies;
use super::ways_in;
use crate::support::{Client, Course, House};

/// Things of one person, and the course that the person takes.
pub struct Belongings {
    /// What stands in an address, by the word before it and, where that is not enough, by the one
    /// after it or the one before that.
    places: Vec<(&'static str, String)>,
    /// What stands in a body, by the field's name.
    names: Vec<(&'static str, Uuid)>,
}

impl Belongings {
    /// The things of a new person who stands where `watcher` watches.
    pub async fn of_somebody(house: &House, watcher: &Client) -> Self {
        let root = organisation(house, None).await;
        belongs_to(house, watcher.id(), root).await;
        let somebody = house.person(&[Role::Learner]).await;
        let school = organisation(house, Some(root)).await;
        belongs_to(house, somebody.id(), school).await;
        Self::of(house, &somebody).await
    }

    /// The things of this person, who also hosts the webinar.
    pub async fn of(house: &House, owner: &Client) -> Self {
        let mut things = Self::of_course(house, owner).await;
        let devices = owner.get("/api/v1/me/devices").await.expect(200);
        things.places.extend(ways_in::of(house, owner).await);
        let organisation = organisation(house, place_of(house, owner).await).await;
        let placement = registers::placement(house, owner, organisation).await;
        let import = registers::import(house, owner, organisation).await;
        things.places.extend([
            ("placements", placement.to_string()),
            ("roster-imports", import.to_string()),
            ("rows", "1".to_owned()),
            ("devices", devices[0]["id"].as_str().unwrap().to_owned()),
            ("people", owner.id().to_string()),
            ("check-ins", owner.id().to_string()),
            ("removed", owner.id().to_string()),
            ("organisations", organisation.to_string()),
            (
                "mail-queue",
                letters::waiting(house, owner).await.to_string(),
            ),
        ]);
        things
            .names
            .extend([("person_id", owner.id()), ("organisation_id", organisation)]);
        things
    }

    async fn of_course(house: &House, owner: &Client) -> Self {
        let methodologist = house.person(&[Role::Methodologist]).await;
        let file_id = ids::new_id();
        let course = house.course(&methodologist, document(file_id)).await;
        store_file(house, &methodologist, &course, file_id).await;
        let programme = programme_of(house, &course).await;
        let module = &course.document.modules[0];
        let [lesson, quiz, meeting] = [0, 1, 2].map(|number| module.items[number].id);
        let question = serde_json::to_value(&module.items[1]).unwrap();
        let question = &question["content"]["questions"][0]["id"];
        let enrolment = house.enrol(owner, &course).await;
        let start = format!("/api/v1/enrolments/{enrolment}/items/{quiz}/attempts");
        let handed_in = handed_in(house, owner, &start, file_id).await;
        let grant = json!({"person_id": owner.id(), "extra_minutes": 5, "reason": "?"});
        let grants = format!("/api/v1/courses/{}/items/{quiz}/accommodations", course.id);
        let grant = methodologist.post(&grants, grant).await.expect(201);
        let appeal = appeal(house, owner, handed_in, question).await;
        let attempt = owner.post(&start, json!(null)).await.expect(200);
        let code = ids::new_code();
        let of = (owner, programme, course.id);
        let certificate = registry::certificate(house, of, enrolment, &code).await;
        let registry = Registry::of(house, owner, programme).await;
        let meetings = Meetings::of(house, owner, &course, meeting).await;
        let studies = Studies::of(house, owner, &course, &methodologist).await;
        let (category, in_the_bank) = in_the_bank(&methodologist).await;
        let cohort = cohort_with(house, &methodologist, (programme, course.id), owner).await;
        let feed = owner.post("/api/v1/me/calendar-feed", json!(null)).await;
        let feed = feed.expect(201)["address"].as_str().unwrap().to_owned();
        let places = [
            ("programmes", programme.to_string()),
            ("cohorts", cohort.0.to_string()),
            ("members", owner.id().to_string()),
            ("cohort-extensions", cohort.1.to_string()),
            ("calendars", feed.rsplit('/').next().unwrap().to_owned()),
            ("courses", course.id.to_string()),
            ("versions", "1".to_owned()),
            ("modules", module.id.to_string()),
            ("items/attempts", quiz.to_string()),
            ("items/accommodations", quiz.to_string()),
            ("items/sealed-paper", quiz.to_string()),
            ("accommodations", grant["id"].as_str().unwrap().to_owned()),
            ("items/questions", quiz.to_string()),
            ("items/corrections", quiz.to_string()),
            ("attempts/files", handed_in.to_string()),
            ("attempts/appeals", handed_in.to_string()),
            ("appeals", appeal.to_string()),
            ("items/statistics", quiz.to_string()),
            ("items", lesson.to_string()),
            ("questions", question.as_str().unwrap().to_owned()),
            ("answers", question.as_str().unwrap().to_owned()),
            ("files", file_id.to_string()),
            ("categories", category.to_string()),
            ("question-bank/questions", in_the_bank.to_string()),
            ("enrolments", enrolment.to_string()),
            (
                "attempts",
                attempt["attempt"]["id"].as_str().unwrap().to_owned(),
            ),
            ("webinars/replay", meetings.over.to_string()),
            ("webinars", meetings.planned.to_string()),
            ("webinar-series", meetings.series.to_string()),
            ("groups", meetings.group.to_string()),
            ("slides", meetings.picture.to_string()),
            ("certificates", certificate.to_string()),
            ("verify", code),
            ("certificate-exports", registry.export.to_string()),
            ("earned-credits", registry.credit.to_string()),
            ("evidence-files", registry.evidence.to_string()),
            ("indicators", registry.indicator.to_string()),
        ];
        let names = [
            ("programme_id", programme),
            ("course_id", course.id),
            ("version_id", course.version_id),
            ("item_id", meeting),
            ("question_id", question.as_str().unwrap().parse().unwrap()),
            ("category_id", category),
        ];
        Self {
            places: [&places[..], &studies.places()].concat(),
            names: [&names[..], &studies.names()].concat(),
        }
    }

    /// The address of a route, with these things in the places of its parameters.
    pub fn address(&self, path: &str) -> String {
        let words: Vec<_> = path.split('/').collect();
        let filled = words.iter().enumerate().map(|(number, word)| {
            if !word.starts_with('{') {
                return *word;
            }
            let before = words[number - 1];
            let exactly = format!("{before}/{}", words.get(number + 1).unwrap_or(&""));
            let within = number.checked_sub(2).and_then(|at| words.get(at));
            let within = format!("{}/{before}", within.unwrap_or(&""));
            let named = |name: &str| self.places.iter().find(|(place, _)| *place == name);
            let place = named(&within).or_else(|| named(&exactly));
            let place = place.or_else(|| named(before));
            &place
                .unwrap_or_else(|| panic!("what stands for {word} in {path}? say so here"))
                .1
        });
        filled.collect::<Vec<_>>().join("/")
    }

    /// A body, about these things.
    pub fn named_in(&self, mut body: Value) -> Value {
        for (name, id) in &self.names {
            if body.get(name).is_some_and(Value::is_string) {
                body[name] = json!(id);
            }
        }
        body
    }
}

fn document(file_id: Uuid) -> Value {
    json!({
        "title": "Шинэ зуун, шинэ ур чадвар", "language": "mn", "hours": 16,
        "modules": [{"title": "Нэгдүгээр модуль", "items": [
            {"title": "Унших", "content":
                {"kind": "lesson", "markdown": "Сайн байна уу", "files": [file_id]}},
            {"title": "Бичих", "content": {"kind": "quiz", "pass_percent": 60, "questions": [
                {"text": "Яагаад?", "marks": 2, "answer": {"kind": "true_false", "correct": true}},
            ]}},
            {"title": "Уулзах", "content": {"kind": "webinar", "minutes": 60}},
        ]}],
    })
}

/// A category of the question bank and a question in it.
async fn in_the_bank(methodologist: &Client) -> (Uuid, Uuid) {
    let id = |thing: Value| thing["id"].as_str().unwrap().parse::<Uuid>().unwrap();
    let new = json!({"name": ids::new_code()});
    let category = methodologist
        .post("/api/v1/question-bank/categories", new)
        .await;
    let category = id(category.expect(201));
    let new = json!({"category_id": category, "question":
        {"text": "Яагаад?", "answer": {"kind": "true_false", "correct": true}}});
    let question = methodologist
        .post("/api/v1/question-bank/questions", new)
        .await;
    (category, id(question.expect(201)))
}

async fn programme_of(house: &House, course: &Course) -> Uuid {
    let found = course::Entity::find_by_id(course.id)
        .one(house.app.database.reader())
        .await;
    found.unwrap().unwrap().programme_id
}

async fn store_file(house: &House, author: &Client, course: &Course, id: Uuid) {
    let bytes = Bytes::from_static("Сайн байна уу".as_bytes());
    let place = files::location(id);
    house
        .app
        .files
        .put(&place, bytes.clone().into())
        .await
        .unwrap();
    let row = file::ActiveModel {
        id: Set(id),
        course_id: Set(Some(course.id)),
        name: Set("мэнд.txt".to_owned()),
        media_type: Set("text/plain".to_owned()),
        size: Set(i64::try_from(bytes.len()).unwrap()),
        sha256: Set(ids::hash_of_secret("Сайн байна уу")),
        uploaded_by: Set(author.id()),
        created_at: Set(house.clock.now()),
    };
    house.save(row).await;
}

/// An attempt that has been answered and submitted, with a file in it.
async fn handed_in(house: &House, owner: &Client, start: &str, file_id: Uuid) -> Uuid {
    let attempt = owner.post(start, json!(null)).await.expect(200);
    let id: Uuid = attempt["attempt"]["id"].as_str().unwrap().parse().unwrap();
    let question = &attempt["paper"]["questions"][0]["id"];
    let answer = json!({"client_number": 1, "response": {"kind": "true_false", "value": true}});
    let place = format!("/api/v1/attempts/{id}");
    let path = format!("{place}/answers/{}", question.as_str().unwrap());
    owner.put(&path, answer).await.expect(200);
    let path = format!("{place}/submission");
    owner.post(&path, json!(null)).await.expect(200);
    house
        .save(attempt_file::ActiveModel {
            id: Set(file_id),
            attempt_id: Set(id),
            name: Set("мэнд.txt".to_owned()),
            media_type: Set("text/plain".to_owned()),
            size: Set(i64::try_from("Сайн байна уу".len()).unwrap()),
            sha256: Set(ids::hash_of_secret("Сайн байна уу")),
            uploaded_by: Set(owner.id()),
            created_at: Set(house.clock.now()),
        })
        .await;
    id
}

async fn appeal(house: &House, owner: &Client, attempt_id: Uuid, question: &Value) -> Uuid {
    let id = ids::new_id();
    house
        .save(appeal::ActiveModel {
            id: Set(id),
            attempt_id: Set(attempt_id),
            question_id: Set(question.as_str().unwrap().parse().unwrap()),
            person_id: Set(owner.id()),
            text: Set("Зөв хариулсан.".to_owned()),
            made_at: Set(house.clock.now()),
            marks_before: Set(200),
            decided_at: Set(None),
            decided_by: Set(None),
            accepted: Set(None),
            marks_after: Set(None),
            answer: Set(None),
        })
        .await;
    id
}

async fn organisation(house: &House, parent: Option<Uuid>) -> Uuid {
    let id = ids::new_id();
    let above = match parent {
        None => String::new(),
        Some(parent) => {
            let found = organisation::Entity::find_by_id(parent)
                .one(house.app.database.reader())
                .await;
            found.unwrap().unwrap().path
        }
    };
    let row = organisation::ActiveModel {
        id: Set(id),
        parent_id: Set(parent),
        path: Set(format!("{above}{id}/")),
        name: Set("Архангай аймаг".to_owned()),
        created_at: Set(house.clock.now()),
        ..Default::default()
    };
    house.save(row).await;
    id
}

/// Where somebody is.
async fn place_of(house: &House, who: &Client) -> Option<Uuid> {
    let found = person::Entity::find_by_id(who.id())
        .one(house.app.database.reader())
        .await;
    found.unwrap().unwrap().organisation_id
}

async fn belongs_to(house: &House, person_id: Uuid, organisation_id: Uuid) {
    let transaction = house.app.database.begin().await.unwrap();
    let row = person::ActiveModel {
        id: Set(person_id),
        organisation_id: Set(Some(organisation_id)),
        ..Default::default()
    };
    row.update(&transaction).await.unwrap();
    transaction.commit().await.unwrap();
}
