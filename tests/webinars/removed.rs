//! Who is removed from a room is out: does not come back and reads nothing, until let back.

use serde_json::json;
use surgalt::policy::Role;

use super::Hall;
use super::happenings::enter;
use super::slides::{bring, pdf};
use crate::support::House;

stories![
    who_is_removed_does_not_come_back_until_let_back,
    who_is_removed_reads_nothing_until_let_back,
];

async fn who_is_removed_does_not_come_back_until_let_back(house: House) {
    let hall = Hall::open(house).await;
    let (bat, sarnai) = (hall.teacher().await, hall.teacher().await);
    hall.start().await;
    let mut host = enter(&hall, &hall.host).await;
    let mut telephone = enter(&hall, &bat).await;
    let mut computer = enter(&hall, &bat).await;
    let mut sarnai_room = enter(&hall, &sarnai).await;
    let remove = json!({"type": "remove", "person": bat.id()});
    assert_eq!(sarnai_room.may_not(remove.clone()).await, "not_allowed");
    let removed = host.does(remove).await;
    for room in [&mut telephone, &mut computer] {
        assert_eq!(room.is_closed().await, 4003);
    }
    sarnai_room.sees(removed).await;
    assert_eq!(sarnai_room.present, 2);
    assert_eq!(hall.attendance(&bat).await["is_present"], false);
    for hello in [
        json!({"type": "hello"}),
        json!({"type": "hello", "session": telephone.session}),
    ] {
        let room = bat.enter_with(&hall.webinar, hello).await;
        assert_eq!(room.refused, [(None, "removed".to_owned())]);
        assert_eq!(room.closed.unwrap().0, 4003);
    }
    host.does(json!({"type": "let_back", "person": bat.id()}))
        .await;
    let mut back = enter(&hall, &bat).await;
    back.says("уучлаарай").await;
}

async fn who_is_removed_reads_nothing_until_let_back(house: House) {
    let hall = Hall::open(house).await;
    let (bat, sarnai) = (hall.teacher().await, hall.teacher().await);
    let officer = hall.house.person(&[Role::Registrar]).await;
    let deck = bring(&hall, &pdf(1)).await;
    let picture = deck["items"][0]["address"].as_str().unwrap().to_owned();
    hall.start().await;
    let mut host = enter(&hall, &hall.host).await;
    let rooms = [enter(&hall, &bat).await, enter(&hall, &officer).await];
    let while_live = [hall.path("/events"), hall.path("/slides"), picture.clone()];
    for path in &while_live {
        bat.get(path).await.expect(200);
    }
    for person in [&bat, &officer] {
        host.does(json!({"type": "remove", "person": person.id()}))
            .await;
    }
    drop(rooms);
    let afterwards = [hall.path("/events"), hall.path("/replay"), picture];
    let removed = hall.path(&format!("/removed/{}", bat.id()));
    for paths in [while_live, afterwards] {
        for path in &paths {
            bat.get(path).await.refused(403, "forbidden");
            sarnai.get(path).await.expect(200);
            // Who watches over the house is kept from no record by a host.
            officer.get(path).await.expect(200);
        }
        bat.delete(&removed).await.refused(403, "forbidden");
        hall.end().await;
    }
    hall.house.outbox_is_empty().await;
    let begin = hall.house.clock.now();
    let watched = json!({"intervals": [{"from": begin, "to": begin}]});
    let path = hall.path("/watched");
    let unseen = bat.post(&path, watched.clone()).await;
    unseen.refused(403, "forbidden");
    // The room itself is not told of it any more: it is over.
    let before = sarnai.get(&hall.path("/replay")).await.bytes;
    for _ in 0..2 {
        hall.host.delete(&removed).await.expect(204);
    }
    for path in [hall.path("/events"), hall.path("/replay")] {
        bat.get(&path).await.expect(200);
    }
    bat.post(&path, watched).await.expect(200);
    assert_eq!(sarnai.get(&hall.path("/replay")).await.bytes, before);
}
