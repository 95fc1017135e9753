//! What is there before the first season: who asks, and the programme with its form and indicators.

use chrono::{DateTime, Utc};
use sea_orm::ActiveValue::Set;
use surgalt::db::Transaction;
use surgalt::ids;
use surgalt::indicators::kind::Query;
use surgalt::indicators::tables::indicator;
use surgalt::people::contacts;
use surgalt::policy::Role;
use surgalt::programmes::tables::programme;
use surgalt::surveys::built_in;
use surgalt::surveys::document::Purpose;
use surgalt::surveys::tables::{form, form_version};
use uuid::Uuid;

use super::country::{Country, Place};
use super::world::{Programme, Signed, Staff};
use crate::Failure;
use crate::seed::{self, insert};

/// Those who ask, each signed in.
///
/// # Errors
/// When the database fails.
pub async fn staff(
    transaction: &Transaction,
    country: &Country,
    now: DateTime<Utc>,
) -> Result<Staff, Failure> {
    let mut signed = Vec::new();
    let place = |places: &[Place]| places.first().map(|place| place.id);
    for (name, role, organisation_id) in [
        ("district", Role::Officer, place(&country.districts)),
        ("province", Role::Officer, place(&country.provinces)),
        ("ministry", Role::Officer, Some(country.ministry.id)),
        ("registrar", Role::Registrar, None),
        ("author", Role::Methodologist, None),
    ] {
        let mut person = seed::person("staff", name, now);
        person.organisation_id = Set(organisation_id);
        let id = *person.id.as_ref();
        let email = format!("{name}@staff.example");
        insert(transaction, vec![person]).await?;
        insert(transaction, vec![contacts::main_email(id, email, now)]).await?;
        insert(transaction, vec![seed::role(id, role)]).await?;
        let session_id = ids::new_id();
        insert(transaction, vec![seed::device(session_id, id, now)]).await?;
        signed.push(Signed {
            person_id: id,
            session_id,
        });
    }
    match signed.as_slice() {
        [district, province, ministry, registrar, author] => Ok(Staff {
            district: *district,
            province: *province,
            ministry: *ministry,
            registrar: *registrar,
            author: *author,
        }),
        _ => Err("five people were signed in".into()),
    }
}

/// The programme of all seasons.
///
/// # Errors
/// When the database fails.
pub async fn programme(
    transaction: &Transaction,
    author_id: Uuid,
    now: DateTime<Utc>,
) -> Result<Programme, Failure> {
    let id = ids::new_id();
    let row = programme::ActiveModel {
        id: Set(id),
        code: Set("5.2".to_owned()),
        title: Set("Манлайлал".to_owned()),
        description: Set(String::new()),
        revision: Set(0),
        created_at: Set(now),
        ..Default::default()
    };
    insert(transaction, vec![row]).await?;
    let document = built_in::all().into_iter().next();
    let document = document.ok_or("the house brings no form along")?.document;
    let (form_id, form_version_id) = (ids::new_id(), ids::new_id());
    let row = form::ActiveModel {
        id: Set(form_id),
        purpose: Set(Purpose::Survey),
        draft: Set(document.clone()),
        revision: Set(0),
        published_version_id: Set(Some(form_version_id)),
        author_id: Set(Some(author_id)),
        created_at: Set(now),
    };
    insert(transaction, vec![row]).await?;
    let row = form_version::ActiveModel {
        id: Set(form_version_id),
        form_id: Set(form_id),
        number: Set(1),
        document: Set(document),
        published_by: Set(Some(author_id)),
        published_at: Set(now),
    };
    insert(transaction, vec![row]).await?;
    let indicators = [
        ("1", Query::Enrolled),
        ("2", Query::Finished),
        ("3", Query::Certified),
        ("4", Query::FinishedShare),
    ];
    let rows = indicators.map(|(code, query)| indicator::ActiveModel {
        id: Set(ids::new_id()),
        programme_id: Set(id),
        code: Set(code.to_owned()),
        title: Set(format!("Үзүүлэлт {code}")),
        kind: Set(query.kind()),
        unit: Set(String::new()),
        query: Set(Some(query)),
        revision: Set(0),
        created_at: Set(now),
    });
    insert(transaction, rows.to_vec()).await?;
    Ok(Programme {
        id,
        author_id,
        form_version_id,
    })
}
