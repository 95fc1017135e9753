//! By what a person gets in: an address, and sign-in cards that were printed for the person's school.

use sea_orm::{ActiveValue::Set, EntityTrait};
use surgalt::ids;
use surgalt::people::tables::access::sign_in_card_batch;
use surgalt::people::tables::person;
use uuid::Uuid;

use crate::support::{Client, House};

/// What stands in an address, by the word before it.
pub async fn of(house: &House, owner: &Client) -> [(&'static str, String); 2] {
    let contacts = owner.get("/api/v1/me/contacts").await.expect(200);
    let contact = contacts[0]["id"].as_str().unwrap();
    [
        ("contacts", contact.to_owned()),
        ("sign-in-cards", cards(house, owner).await.to_string()),
    ]
}

async fn cards(house: &House, owner: &Client) -> Uuid {
    let found = person::Entity::find_by_id(owner.id())
        .one(house.app.database.reader())
        .await;
    let (id, now) = (ids::new_id(), house.clock.now());
    let row = sign_in_card_batch::ActiveModel {
        id: Set(id),
        organisation_id: Set(found.unwrap().unwrap().organisation_id),
        cards: Set(1),
        issued_by: Set(owner.id()),
        issued_at: Set(now),
        expires_at: Set(now),
        revoked_at: Set(None),
    };
    house.save(row).await;
    id
}
