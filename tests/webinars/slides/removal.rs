//! Slides that are removed are gone, for the tables, the disk and the room.

use serde_json::{Value, json};

use super::{Hall, bring, pdf, slides, upload};
use crate::support::House;

stories![
    a_deck_that_is_removed_while_it_comes_stays_away,
    who_removes_slides_and_leads_no_longer_has_removed_them,
];

/// The deck that a newcomer is told of.
async fn deck_of_the_room(hall: &Hall) -> Value {
    let newcomer = hall.teacher().await.enter(&hall.webinar).await;
    newcomer.snapshot.unwrap()["deck"]["deck"].clone()
}

async fn a_deck_that_is_removed_while_it_comes_stays_away(house: House) {
    let hall = Hall::open(house).await;
    hall.start().await;
    for (moment, pages) in (0..6).zip(1..) {
        let pdf = pdf(pages);
        upload(&hall, &hall.host, "application/pdf", &pdf)
            .await
            .expect(201);
        // Somewhere between being uploaded, drawn and told.
        tokio::time::sleep(std::time::Duration::from_millis(moment * 40)).await;
        hall.host.delete(&hall.path("/slides")).await.expect(204);
    }
    hall.house.outbox_is_empty().await;
    assert_eq!(
        slides(&hall, &hall.host).await,
        json!({"deck": null, "coming": null, "items": []})
    );
    assert_eq!(deck_of_the_room(&hall).await, json!(null));
    let files = hall.house.app.config.data_folder.join("files/courses");
    assert_eq!(std::fs::read_dir(files).unwrap().count(), 0);
    // A removal that is told again, late, takes nothing away from the deck that has come since.
    let slides = bring(&hall, &pdf(2)).await;
    let (app, id, by) = (hall.house.app.clone(), hall.id(), hall.host.id());
    let late = async move { surgalt::webinars::slides::tell_removed(&app, id, by).await };
    hall.house.look(late).await.unwrap();
    assert_eq!(deck_of_the_room(&hall).await, slides["deck"]["id"]);
}

async fn who_removes_slides_and_leads_no_longer_has_removed_them(house: House) {
    let hall = Hall::open(house).await;
    hall.start().await;
    bring(&hall, &pdf(1)).await;
    // As a server leaves it that was killed between the tables and the room.
    let app = hall.house.app.clone();
    let (id, by) = (hall.id(), hall.teacher().await.id());
    let told = async move {
        use surgalt::webinars::slides::{store, tell_removed};
        let transaction = app.database.begin().await.unwrap();
        let decks = store::decks(&transaction, id).await.unwrap();
        let ids: Vec<_> = decks.into_iter().map(|deck| deck.id).collect();
        store::delete(&transaction, ids, app.clock.now())
            .await
            .unwrap();
        transaction.commit().await.unwrap();
        tell_removed(&app, id, by).await.unwrap();
    };
    hall.house.look(told).await;
    assert_eq!(deck_of_the_room(&hall).await, json!(null));
    let log = hall.log().await;
    let removed = log
        .iter()
        .find(|entry| entry["event"]["type"] == "deck_removed");
    assert!(removed.unwrap().get("by").is_none(), "the house says so");
}
