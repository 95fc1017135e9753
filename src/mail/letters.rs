//! What each letter says: its facts from the database, its words from the message catalogue.

use bytes::Bytes;
use chrono::{DateTime, TimeDelta, Utc};
use chrono_tz::Tz;
use sea_orm::EntityTrait;
use uuid::Uuid;

use super::calendar::Invitation;
use super::frame::{Action, Content};
use crate::app::App;
use crate::certificates::pdf::{self, Pdf};
use crate::certificates::{self, code, wording};
use crate::courses::tables::course;
use crate::error::{Code, Result};
use crate::messages::{Arguments, Language, dates};
use crate::outbox;
use crate::people;
use crate::people::single_use::{self, Purpose};
use crate::people::tables::access::{contact, recovery_code};
use crate::people::tables::person;
use crate::programmes::tables::enrolment;
use crate::quizzes;
use crate::quizzes::hundredths::Hundredths;
use crate::quizzes::tables::marking::appeal;

mod cohorts;
mod visits;
mod webinars;

/// A letter that is ready to be sent.
#[derive(Debug)]
pub(super) struct Letter {
    /// What it says.
    pub content: Content,
    /// The webinars it invites to.
    pub invitations: Vec<Invitation>,
    /// The name of the file of a certificate, and the file.
    pub certificate: Option<(String, Bytes)>,
}

/// Writes a letter; none when it has nothing to say any longer.
///
/// # Errors
/// [`Code::NotFound`] when what it is about is gone, or when the database fails.
pub(super) async fn write(
    app: &App,
    (person, address): (&person::Model, &contact::Model),
    letter: &outbox::Letter,
) -> Result<Option<Letter>> {
    let writer = Writer {
        app,
        person,
        address,
        language: person.language,
        zone: dates::zone(&person.time_zone),
        now: app.clock.now(),
        name: letter.name(),
    };
    match letter {
        outbox::Letter::Invitation => writer.invitation().await.map(Some),
        outbox::Letter::MagicLink => writer.magic_link().await.map(Some),
        outbox::Letter::VerifyAddress => writer.verification().await.map(Some),
        outbox::Letter::PasswordChanged | outbox::Letter::ContactsChanged => {
            Ok(Some(Letter::of(writer.content(&Arguments::none()))))
        }
        outbox::Letter::RecoveryIssued { code_id } => writer.recovery(*code_id).await.map(Some),
        outbox::Letter::Enrolled { enrolment_id } => writer.enrolled(*enrolment_id).await.map(Some),
        outbox::Letter::WebinarScheduled { webinar_id }
        | outbox::Letter::WebinarSoon { webinar_id } => writer.webinar(*webinar_id).await,
        outbox::Letter::SeriesScheduled { series_id } => writer.series(*series_id).await,
        outbox::Letter::VisitPlanned { visit_id } => writer.visit_planned(*visit_id).await,
        outbox::Letter::VisitSoon { visit_id } => writer.visit_soon(*visit_id).await,
        outbox::Letter::CertificateIssued { certificate_id } => {
            writer.certificate(*certificate_id, None).await
        }
        outbox::Letter::CertificateCorrected {
            certificate_id,
            version,
        } => writer.certificate(*certificate_id, Some(*version)).await,
        outbox::Letter::AppealDecided { appeal_id } => {
            writer.appeal_decided(*appeal_id).await.map(Some)
        }
        outbox::Letter::CohortJoined { cohort_id } => writer.cohort_joined(*cohort_id).await,
        outbox::Letter::CohortRefused { cohort_id } => {
            writer.cohort_refused(*cohort_id).await.map(Some)
        }
        outbox::Letter::Reminder { day } => writer.reminder(*day).await,
        outbox::Letter::OfficerReminder {
            cohort_id,
            officer_id,
        } => writer.officer_reminder(*cohort_id, *officer_id).await,
    }
}

impl Letter {
    fn of(content: Content) -> Self {
        Self {
            content,
            invitations: Vec::new(),
            certificate: None,
        }
    }
}

/// Who writes to whom, when, and about what.
struct Writer<'a> {
    app: &'a App,
    person: &'a person::Model,
    /// At which of the person's addresses.
    address: &'a contact::Model,
    language: Language,
    zone: Tz,
    now: DateTime<Utc>,
    /// The letter's name in the message catalogue.
    name: &'static str,
}

impl Writer<'_> {
    async fn invitation(&self) -> Result<Letter> {
        let life = TimeDelta::days(self.app.config.sign_in.invitation_days);
        self.with_token(Purpose::Invitation, life).await
    }

    async fn magic_link(&self) -> Result<Letter> {
        let life = TimeDelta::minutes(self.app.config.sign_in.magic_link_minutes);
        self.with_token(Purpose::MagicLink, life).await
    }

    async fn verification(&self) -> Result<Letter> {
        let life = TimeDelta::days(self.app.config.sign_in.verification_days);
        self.with_token(Purpose::Verification, life).await
    }

    /// Whoever has not asked for a code must learn who issued it.
    async fn recovery(&self, id: Uuid) -> Result<Letter> {
        let reader = self.app.database.reader();
        let code = recovery_code::Entity::find_by_id(id).one(reader).await?;
        let code = code.ok_or(Code::NotFound)?;
        let issuer = people::store::get(reader, code.issued_by).await?;
        let issuer = format!("{} {}", issuer.surname, issuer.given_name);
        let until = dates::moment(self.language, code.expires_at, self.zone);
        let arguments = Arguments::none()
            .with("issuer", issuer)
            .with("until", until);
        Ok(Letter::of(self.content(&arguments)))
    }

    /// A letter with a token, which is made now: one that waited in the outbox would have grown
    /// old there.
    async fn with_token(&self, purpose: Purpose, life: TimeDelta) -> Result<Letter> {
        let transaction = self.app.database.begin().await?;
        let (person_id, contact_id) = (self.person.id, Some(self.address.id));
        let life_from_now = (self.now, life);
        let token =
            single_use::make(&transaction, person_id, purpose, contact_id, life_from_now).await?;
        transaction.commit().await?;
        let until = dates::moment(self.language, self.now + life, self.zone);
        let arguments = Arguments::none()
            .with("until", until)
            .with("email", &self.address.value);
        let mut content = self.content(&arguments);
        content.action = Some(self.action(&purpose.page(&token)));
        let token = Arguments::none().with("token", token);
        content
            .notes
            .push(self.language.text("letter-token", &token));
        Ok(Letter::of(content))
    }

    async fn enrolled(&self, id: Uuid) -> Result<Letter> {
        let reader = self.app.database.reader();
        let enrolment = enrolment::Entity::find_by_id(id).one(reader).await?;
        let enrolment = enrolment.ok_or(Code::NotFound)?;
        let version = self.app.versions.get(reader, enrolment.version_id).await?;
        let course = &version.document;
        let mut content = self.content(&Arguments::none().with("course", &course.title));
        content.facts = vec![
            self.fact("letter-fact-course", &course.title),
            self.length(course.hours, Hundredths::default()),
        ];
        content.action = Some(self.action(&format!("enrolments/{id}")));
        Ok(Letter::of(content))
    }

    /// The title that learners see; the draft's as long as nothing has been published.
    async fn course_title(&self, course_id: Uuid) -> Result<String> {
        let reader = self.app.database.reader();
        let course = course::Entity::find_by_id(course_id).one(reader).await?;
        let course = course.ok_or(Code::NotFound)?;
        match course.published_version_id {
            None => Ok(course.draft.title),
            Some(id) => {
                let version = self.app.versions.get(reader, id).await?;
                Ok(version.document.title.clone())
            }
        }
    }

    /// When the PDF cannot be drawn, the person gets the letter all the same, and is told: the
    /// certificate holds without it, and the registrar sees what is wrong. Of several corrections that
    /// come one after the other, only the last has something to say.
    async fn certificate(&self, id: Uuid, version: Option<i32>) -> Result<Option<Letter>> {
        let certificate = certificates::store::get(self.app.database.reader(), id).await?;
        let is_present = version.is_none_or(|version| version == certificate.version);
        if certificate.revoked_at.is_some() || !is_present {
            return Ok(None);
        }
        let snapshot = &certificate.snapshot;
        let mut content = self.content(&Arguments::none().with("course", &snapshot.course_title));
        let completed_on = dates::date(self.language, snapshot.completed_on);
        content.facts = vec![
            self.fact("letter-fact-course", &snapshot.course_title),
            self.length(snapshot.hours, Hundredths::from_count(snapshot.credits)),
            self.fact("certificate-completed-on", &completed_on),
            self.fact("certificate-serial-number", &certificate.serial_number),
        ];
        if version.is_some() {
            let name = format!("{} {}", snapshot.surname, snapshot.given_name);
            content.facts.insert(0, self.fact("verify-name", &name));
        }
        let address = code::address(&self.app.config.server.public_address, &certificate.code);
        let action = self.action("");
        content.action = Some(Action { address, ..action });
        let file = match pdf::get(self.app, &certificate).await? {
            Pdf::Drawn(bytes) => Some((format!("{}.pdf", certificate.serial_number), bytes)),
            Pdf::Impossible => {
                content.notes = vec![self.words("letter-certificate-without-file")];
                None
            }
        };
        Ok(Some(Letter {
            content,
            invitations: Vec::new(),
            certificate: file,
        }))
    }

    async fn appeal_decided(&self, id: Uuid) -> Result<Letter> {
        let reader = self.app.database.reader();
        let appeal = appeal::Entity::find_by_id(id).one(reader).await?;
        let appeal = appeal.ok_or(Code::NotFound)?;
        let attempt = quizzes::store::marking::attempt(reader, appeal.attempt_id).await?;
        let version = self.app.versions.get(reader, attempt.version_id).await?;
        let (item, _) = quizzes::store::quiz_at(&version, attempt.item_id)?;
        let accepted = appeal.accepted.unwrap_or_default();
        let arguments = Arguments::none()
            .with("course", &version.document.title)
            .with("item", &item.title)
            .with("accepted", if accepted { "yes" } else { "no" })
            .with("answer", appeal.answer.as_deref().unwrap_or_default());
        let mut content = self.content(&arguments);
        let before = Hundredths::from_count(appeal.marks_before);
        let after = appeal.marks_after.map_or(before, Hundredths::from_count);
        let marks = Arguments::none()
            .with("before", f64::from(before))
            .with("after", f64::from(after));
        let marks = self.language.text("letter-marks-changed", &marks);
        content.facts = vec![
            self.fact("letter-fact-course", &version.document.title),
            self.fact("letter-fact-marks", &marks),
        ];
        content.action = Some(self.action(&format!("attempts/{}", attempt.id)));
        Ok(Letter::of(content))
    }

    /// What every letter has: a subject, whom it speaks to, what it is about, and a last note.
    fn content(&self, arguments: &Arguments) -> Content {
        let part = |part: &str| {
            let key = format!("letter-{}.{part}", self.name);
            self.language.text(&key, arguments)
        };
        let name = Arguments::none().with("name", &self.person.given_name);
        Content {
            language: self.language,
            subject: part("subject"),
            greeting: self.language.text("letter-greeting", &name),
            lead: part("lead"),
            facts: Vec::new(),
            action: None,
            notes: vec![part("note")],
        }
    }

    /// The letter's button, which leads to a page of the platform.
    fn action(&self, page: &str) -> Action {
        Action {
            label: self.words(&format!("letter-{}.button", self.name)),
            address: format!("{}/{page}", self.app.config.server.public_address),
        }
    }

    fn fact(&self, key: &str, value: &str) -> (String, String) {
        (self.words(key), value.to_owned())
    }

    fn length(&self, hours: u16, credits: Hundredths) -> (String, String) {
        let length = wording::length(self.language, hours, credits);
        self.fact("certificate-hours-label", &length)
    }

    fn words(&self, key: &str) -> String {
        self.language.text(key, &Arguments::none())
    }
}
