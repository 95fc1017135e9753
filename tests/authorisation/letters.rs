//! A letter that has not left.

use chrono::TimeDelta;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use surgalt::ids;
use surgalt::outbox::tables::outbox_job;
use surgalt::outbox::{self, Job, Letter};
use uuid::Uuid;

use crate::support::{Client, House};

/// A letter to somebody that leaves much later.
pub async fn waiting(house: &House, to: &Client) -> Uuid {
    let now = house.clock.now();
    let key = format!("letter {}", ids::new_id());
    let letter = Job::Letter {
        person_id: to.id(),
        letter: Letter::PasswordChanged,
    };
    let due_at = now + TimeDelta::days(1_000);
    let transaction = house.app.database.begin().await.unwrap();
    outbox::enqueue(&transaction, key.clone(), letter, due_at, now)
        .await
        .unwrap();
    transaction.commit().await.unwrap();
    let row = outbox_job::Entity::find().filter(outbox_job::Column::Key.eq(key));
    row.one(house.app.database.reader())
        .await
        .unwrap()
        .unwrap()
        .id
}
