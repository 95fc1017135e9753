//! What the register has of a person: a certificate, and credits that were earned elsewhere with a file
//! that proves it; a batch; and an indicator of a programme.

use actix_web::web::Bytes;
use chrono::Datelike;
use object_store::ObjectStoreExt;
use sea_orm::ActiveValue::Set;
use surgalt::certificates::exported::Wanted;
use surgalt::certificates::standing::ExportState;
use surgalt::certificates::tables::credits::earned_credit;
use surgalt::certificates::tables::exports::export;
use surgalt::certificates::tables::{Snapshot, certificate};
use surgalt::courses::files;
use surgalt::evidence::tables::evidence_file;
use surgalt::ids;
use surgalt::indicators::kind::Kind;
use surgalt::indicators::tables::indicator;
use surgalt::messages::Language;
use uuid::Uuid;

use crate::support::{Client, House};

/// What the register has beside the certificate.
pub struct Registry {
    pub export: Uuid,
    pub credit: Uuid,
    pub evidence: Uuid,
    pub indicator: Uuid,
}

impl Registry {
    pub async fn of(house: &House, owner: &Client, programme_id: Uuid) -> Self {
        let evidence = evidence(house).await;
        Self {
            export: export(house, owner).await,
            credit: credit(house, owner, evidence).await,
            evidence,
            indicator: indicator(house, programme_id).await,
        }
    }
}

/// A certificate of this person in this programme and course.
pub async fn certificate(
    house: &House,
    (owner, programme_id, course_id): (&Client, Uuid, Uuid),
    enrolment_id: Uuid,
    code: &str,
) -> Uuid {
    let id = ids::new_id();
    let now = house.clock.now();
    let row = certificate::ActiveModel {
        id: Set(id),
        enrolment_id: Set(enrolment_id),
        person_id: Set(owner.id()),
        serial_number: Set(format!("SG-{id}")),
        code: Set(code.to_owned()),
        snapshot: Set(Snapshot {
            surname: "Дорж".to_owned(),
            given_name: "Бат-Өлзий".to_owned(),
            course_title: "Шинэ зуун, шинэ ур чадвар".to_owned(),
            hours: 16,
            completed_on: now.date_naive(),
            issuer: "Сургалт".to_owned(),
            signatory: "Сүрэн".to_owned(),
            signatory_position: String::new(),
            language: Language::Mn,
            credits: 100,
            programme_code: "5.2".to_owned(),
            programme_title: "Хөгжлийн төлөө хамтдаа".to_owned(),
        }),
        issued_at: Set(now),
        version: Set(1),
        course_id: Set(course_id),
        programme_id: Set(programme_id),
        year: Set(now.year()),
        stamp: Set(1),
        export_state: Set(ExportState::Waiting),
        ..Default::default()
    };
    house.save(row).await;
    id
}

/// A batch that waits for answers.
async fn export(house: &House, made_by: &Client) -> Uuid {
    let id = ids::new_id();
    let now = house.clock.now();
    let row = export::ActiveModel {
        id: Set(id),
        wanted: Set(Wanted::default()),
        made_by: Set(made_by.id()),
        made_at: Set(now),
        expected: Set(0),
        rows: Set(0),
        prepared_at: Set(Some(now)),
        accepted: Set(0),
        refused: Set(0),
        ..Default::default()
    };
    house.save(row).await;
    id
}

async fn evidence(house: &House) -> Uuid {
    let id = ids::new_id();
    let bytes = Bytes::from_static("Сайн байна уу".as_bytes());
    let place = files::location(id);
    let stored = house.app.files.put(&place, bytes.clone().into()).await;
    stored.unwrap();
    let registrar = house.person(&[surgalt::policy::Role::Registrar]).await;
    let row = evidence_file::ActiveModel {
        id: Set(id),
        name: Set("гэрчилгээ.txt".to_owned()),
        media_type: Set("text/plain".to_owned()),
        size: Set(i64::try_from(bytes.len()).unwrap()),
        sha256: Set(ids::hash_of_secret("Сайн байна уу")),
        uploaded_by: Set(registrar.id()),
        created_at: Set(house.clock.now()),
    };
    house.save(row).await;
    id
}

async fn credit(house: &House, owner: &Client, evidence: Uuid) -> Uuid {
    let id = ids::new_id();
    let now = house.clock.now();
    let row = earned_credit::ActiveModel {
        id: Set(id),
        person_id: Set(owner.id()),
        title: Set("Хүүхэд хамгааллын сургалт".to_owned()),
        provider: Set("Их сургууль".to_owned()),
        earned_on: Set(now.date_naive()),
        credits: Set(200),
        hours: Set(48),
        reason: Set("Эх хувийг үзсэн".to_owned()),
        evidence_file_id: Set(Some(evidence)),
        entered_by: Set(owner.id()),
        entered_at: Set(now),
        ..Default::default()
    };
    house.save(row).await;
    id
}

async fn indicator(house: &House, programme_id: Uuid) -> Uuid {
    let id = ids::new_id();
    let row = indicator::ActiveModel {
        id: Set(id),
        programme_id: Set(programme_id),
        code: Set("9.5".to_owned()),
        title: Set("Сургууль, цэцэрлэг".to_owned()),
        kind: Set(Kind::Count),
        unit: Set("байгууллага".to_owned()),
        query: Set(None),
        revision: Set(0),
        created_at: Set(house.clock.now()),
    };
    house.save(row).await;
    id
}
