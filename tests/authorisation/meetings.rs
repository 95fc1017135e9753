//! The webinars that a person hosts: one that is planned, with slides, one that is over, a series; and
//! a group for which webinars are held.

use chrono::TimeDelta;
use object_store::ObjectStoreExt;
use sea_orm::ActiveValue::Set;
use serde_json::json;
use surgalt::courses::files;
use surgalt::ids;
use surgalt::programmes::tables::course_group;
use surgalt::webinars::room::Status;
use surgalt::webinars::slides::pictures::DeckState;
use surgalt::webinars::slides::tables::{slide_deck, slide_picture};
use surgalt::webinars::tables::{webinar, webinar_series};
use uuid::Uuid;

use crate::support::{Client, Course, House};

/// The webinars of one host.
pub struct Meetings {
    pub planned: Uuid,
    /// A picture of a slide of the planned one.
    pub picture: Uuid,
    pub over: Uuid,
    /// A series without sessions, and a group of the course's people.
    pub series: Uuid,
    pub group: Uuid,
}

impl Meetings {
    pub async fn of(house: &House, host: &Client, course: &Course, item_id: Uuid) -> Self {
        let plan = (course.id, item_id);
        let planned = webinar(house, host, plan, Status::Scheduled).await;
        Self {
            planned,
            picture: picture(house, host, planned).await,
            over: webinar(house, host, plan, Status::Ended).await,
            series: series(house, host, plan).await,
            group: group(house, course.id).await,
        }
    }
}

async fn webinar(
    house: &House,
    host: &Client,
    (course_id, item_id): (Uuid, Uuid),
    status: Status,
) -> Uuid {
    let id = ids::new_id();
    let starts_at = house.clock.now() + TimeDelta::hours(1);
    let row = webinar::ActiveModel {
        id: Set(id),
        course_id: Set(course_id),
        item_id: Set(item_id),
        host_id: Set(host.id()),
        title: Set("Уулзах".to_owned()),
        starts_at: Set(starts_at),
        ends_at: Set(starts_at + TimeDelta::hours(1)),
        status: Set(status),
        revision: Set(0),
        created_at: Set(house.clock.now()),
        ..Default::default()
    };
    house.save(row).await;
    id
}

async fn series(house: &House, host: &Client, (course_id, item_id): (Uuid, Uuid)) -> Uuid {
    let id = ids::new_id();
    let rule = json!({"every": "day", "starts_on": "2026-03-02", "at": "10:00", "minutes": 60,
        "count": 2});
    let row = webinar_series::ActiveModel {
        id: Set(id),
        course_id: Set(course_id),
        item_id: Set(item_id),
        host_id: Set(host.id()),
        title: Set("Уулзах".to_owned()),
        time_zone: Set("Asia/Hovd".to_owned()),
        rule: Set(rule),
        groups: Set(json!([])),
        called_off: Set(false),
        revision: Set(0),
        created_at: Set(house.clock.now()),
    };
    house.save(row).await;
    id
}

async fn group(house: &House, course_id: Uuid) -> Uuid {
    let id = ids::new_id();
    let row = course_group::ActiveModel {
        id: Set(id),
        course_id: Set(course_id),
        name: Set("Оройн бүлэг".to_owned()),
        revision: Set(0),
        created_at: Set(house.clock.now()),
    };
    house.save(row).await;
    id
}

async fn picture(house: &House, host: &Client, webinar_id: Uuid) -> Uuid {
    let (deck_id, id) = (ids::new_id(), ids::new_id());
    let bytes = b"RIFF".to_vec();
    let row = slide_deck::ActiveModel {
        id: Set(deck_id),
        webinar_id: Set(webinar_id),
        name: Set("хичээл.pdf".to_owned()),
        state: Set(DeckState::Ready),
        reason: Set(None),
        slides: Set(Some(1)),
        uploaded_by: Set(host.id()),
        created_at: Set(house.clock.now()),
    };
    house.save(row).await;
    let row = slide_picture::ActiveModel {
        id: Set(id),
        deck_id: Set(deck_id),
        slide: Set(1),
        width: Set(640),
        height: Set(360),
        media_type: Set("image/webp".to_owned()),
        size: Set(i64::try_from(bytes.len()).unwrap()),
        sha256: Set(ids::hash_of_secret("RIFF")),
    };
    house.save(row).await;
    let place = files::location(id);
    house.app.files.put(&place, bytes.into()).await.unwrap();
    id
}
