//! Puts the course and its people straight into the database: thousands who are signed in and
//! enrolled within seconds, because nobody's password is hashed.

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait};
use surgalt::clock::Clock;
use surgalt::courses::document::CourseDocument;
use surgalt::courses::tables::{course, course_version};
use surgalt::db::{Database, Transaction};
use surgalt::ids;
use surgalt::messages::Language;
use surgalt::people::contacts;
use surgalt::people::password::Passwords;
use surgalt::people::registration::{NewPerson, register_person};
use surgalt::people::tables::{person, person_role, session};
use surgalt::people::tokens::{self, Claims, Keys};
use surgalt::policy::Role;
use surgalt::programmes::tables::{enrolment, programme};
use uuid::Uuid;

use crate::Failure;

/// Rows in one statement: far below the most parameters of either database.
const CHUNK: usize = 500;

/// How long the access tokens are valid: longer than any measurement takes.
const TOKEN_LIFE: TimeDelta = TimeDelta::days(1);

/// What has been put there.
#[derive(Debug)]
pub struct Seeded {
    /// The course.
    pub document: CourseDocument,
    /// The course as it is kept.
    pub course_id: Uuid,
    /// Its version.
    pub version_id: Uuid,
    /// The quiz or webinar in it.
    pub item_id: Uuid,
    /// Who wrote it, and hosts its webinars.
    pub author: Author,
    /// Who takes it.
    pub learners: Vec<Learner>,
}

/// Who wrote the course, signed in on one device.
#[derive(Debug, Clone)]
pub struct Author {
    /// The account.
    pub person_id: Uuid,
    /// The access token of the device.
    pub token: String,
}

/// Somebody who takes the course, signed in on one device.
#[derive(Debug, Clone)]
pub struct Learner {
    /// The account.
    pub person_id: Uuid,
    /// The enrolment.
    pub enrolment_id: Uuid,
    /// The access token of the device.
    pub token: String,
}

/// Puts a course there, and the people who take it. `item_id` is the quiz or webinar in it.
///
/// # Errors
/// When the database fails.
pub async fn seed(
    database: &Database,
    people: u32,
    document: CourseDocument,
    item_id: Uuid,
) -> Result<Seeded, Failure> {
    let now = Clock::system().now();
    let keys = signing_keys(database, now).await?;
    let sign = |person: Uuid, session: Uuid| sign(&keys, person, session, now);
    let transaction = database.begin().await?;
    let run = ids::new_id().simple().to_string();
    let course = publish(&transaction, &run, &document, now).await?;
    let (mut persons, mut roles) = (Vec::new(), Vec::new());
    let (mut sessions, mut enrolments) = (Vec::new(), Vec::new());
    let mut learners = Vec::new();
    let author_session_id = ids::new_id();
    sessions.push(device(author_session_id, course.author_id, now));
    for number in 1..=people {
        let person = person(&run, &number.to_string(), now);
        let (person_id, enrolment_id, session_id) =
            (*person.id.as_ref(), ids::new_id(), ids::new_id());
        persons.push(person);
        roles.push(role(person_id, Role::Learner));
        sessions.push(device(session_id, person_id, now));
        enrolments.push(enrolment::ActiveModel {
            id: Set(enrolment_id),
            person_id: Set(person_id),
            course_id: Set(course.course_id),
            version_id: Set(course.version_id),
            revision: Set(0),
            created_at: Set(now),
            completed_at: Set(None),
            ..Default::default()
        });
        learners.push(Learner {
            person_id,
            enrolment_id,
            token: sign(person_id, session_id)?,
        });
    }
    let of = |person: &person::ActiveModel| {
        let email = person.email.as_ref().clone().unwrap_or_default();
        contacts::main_email(*person.id.as_ref(), email, now)
    };
    let addresses = persons.iter().map(of).collect();
    insert(&transaction, persons).await?;
    insert(&transaction, addresses).await?;
    insert(&transaction, roles).await?;
    insert(&transaction, sessions).await?;
    insert(&transaction, enrolments).await?;
    transaction.commit().await?;
    Ok(Seeded {
        document,
        course_id: course.course_id,
        version_id: course.version_id,
        item_id,
        author: Author {
            person_id: course.author_id,
            token: sign(course.author_id, author_session_id)?,
        },
        learners,
    })
}

/// The access token of somebody's device.
///
/// # Errors
/// When there is no key.
pub fn sign(
    keys: &Keys,
    person: Uuid,
    session: Uuid,
    now: DateTime<Utc>,
) -> Result<String, Failure> {
    Ok(keys.sign(&Claims {
        person,
        session,
        issued_at: now.timestamp(),
        expires_at: (now + TOKEN_LIFE).timestamp(),
    })?)
}

/// The keys of the installation; a fresh one gets its first.
///
/// # Errors
/// When the database fails.
pub async fn signing_keys(database: &Database, now: DateTime<Utc>) -> Result<Keys, Failure> {
    let keys = Keys::default();
    keys.read(database.reader(), now).await?;
    if !keys.can_sign()? {
        let transaction = database.begin().await?;
        tokens::rotate(&transaction, now, TOKEN_LIFE).await?;
        transaction.commit().await?;
        keys.read(database.reader(), now).await?;
    }
    Ok(keys)
}

/// Registers somebody who signs in with a password.
///
/// # Errors
/// When the database fails.
pub async fn register(
    transaction: &Transaction,
    (email, password): (&str, &str),
    role: Role,
    now: DateTime<Utc>,
) -> Result<(), Failure> {
    let new = NewPerson {
        email: Some(email.to_owned()),
        surname: "Load".to_owned(),
        given_name: role.name().to_owned(),
        roles: vec![role],
        ..NewPerson::default()
    };
    let hash = Passwords::new(8)?.hash(password.to_owned()).await?;
    register_person(transaction, &new, Some(hash), now).await?;
    Ok(())
}

/// Writes all rows, many in a statement.
///
/// # Errors
/// When the database fails.
pub async fn insert<A>(transaction: &Transaction, rows: Vec<A>) -> Result<(), Failure>
where
    A: ActiveModelTrait,
{
    let mut rows = rows.into_iter();
    loop {
        let chunk: Vec<A> = rows.by_ref().take(CHUNK).collect();
        if chunk.is_empty() {
            return Ok(());
        }
        A::Entity::insert_many(chunk)
            .exec_without_returning(transaction)
            .await?;
    }
}

struct Published {
    author_id: Uuid,
    course_id: Uuid,
    version_id: Uuid,
}

async fn publish(
    transaction: &Transaction,
    run: &str,
    document: &CourseDocument,
    now: DateTime<Utc>,
) -> Result<Published, Failure> {
    let author = person(run, "author", now);
    let author_id = *author.id.as_ref();
    insert(transaction, vec![author]).await?;
    insert(transaction, vec![role(author_id, Role::Methodologist)]).await?;
    let (programme_id, course_id, version_id) = (ids::new_id(), ids::new_id(), ids::new_id());
    let programme = programme::ActiveModel {
        id: Set(programme_id),
        code: Set(run.to_owned()),
        title: Set("Load".to_owned()),
        description: Set(String::new()),
        revision: Set(0),
        created_at: Set(now),
        ..Default::default()
    };
    insert(transaction, vec![programme]).await?;
    let course = course::ActiveModel {
        id: Set(course_id),
        programme_id: Set(programme_id),
        author_id: Set(author_id),
        self_enrolment: Set(false),
        draft: Set(document.clone()),
        revision: Set(0),
        published_version_id: Set(None),
        created_at: Set(now),
    };
    insert(transaction, vec![course]).await?;
    let version = course_version::ActiveModel {
        id: Set(version_id),
        course_id: Set(course_id),
        number: Set(1),
        document: Set(document.clone()),
        published_by: Set(author_id),
        published_at: Set(now),
    };
    insert(transaction, vec![version]).await?;
    let published = course::ActiveModel {
        id: Set(course_id),
        published_version_id: Set(Some(version_id)),
        ..Default::default()
    };
    course::Entity::update(published).exec(transaction).await?;
    Ok(Published {
        author_id,
        course_id,
        version_id,
    })
}

/// Somebody without a password.
pub fn person(run: &str, name: &str, now: DateTime<Utc>) -> person::ActiveModel {
    person::ActiveModel {
        id: Set(ids::new_id()),
        organisation_id: Set(None),
        email: Set(Some(format!("{name}@{run}.example"))),
        unreachable: Set(false),
        surname: Set("Load".to_owned()),
        given_name: Set(name.to_owned()),
        language: Set(Language::Mn),
        time_zone: Set("Asia/Ulaanbaatar".to_owned()),
        password_hash: Set(None),
        active: Set(true),
        revision: Set(0),
        created_at: Set(now),
        ..Default::default()
    }
}

/// The session of somebody's device.
pub fn device(id: Uuid, person_id: Uuid, now: DateTime<Utc>) -> session::ActiveModel {
    session::ActiveModel {
        id: Set(id),
        person_id: Set(person_id),
        device: Set("load".to_owned()),
        created_at: Set(now),
        last_used_at: Set(now),
        ended_at: Set(None),
    }
}

/// What somebody is to the platform.
pub fn role(person_id: Uuid, role: Role) -> person_role::ActiveModel {
    person_role::ActiveModel {
        person_id: Set(person_id),
        role: Set(role.name().to_owned()),
    }
}
