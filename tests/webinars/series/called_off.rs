//! Series that are called off, and who may do that.

use serde_json::json;
use surgalt::policy::Role;

use super::{Hall, monday, path, planned, rule};
use crate::support::House;

stories![a_series_is_called_off_at_once, a_series_is_its_hosts_own,];

async fn a_series_is_called_off_at_once(house: House) {
    let hall = Hall::open(house).await;
    let teacher = hall.teacher().await;
    let series = planned(&hall, "UTC", rule(monday(&hall), 3)).await;
    let id = series["webinars"][1]["id"].as_str().unwrap();
    let mut room = teacher.enter(id).await;
    teacher
        .delete(&path(&series))
        .await
        .refused(403, "forbidden");
    let other = hall.house.person(&[Role::Learner]).await;
    other.delete(&path(&series)).await.refused(403, "forbidden");
    hall.host.delete(&path(&series)).await.expect(202);
    hall.house.outbox_is_empty().await;
    assert_eq!(room.is_closed().await, 4002);
    let series = hall.host.get(&path(&series)).await.expect(200);
    let sessions = series["webinars"].as_array().unwrap();
    assert!(sessions.iter().all(|one| one["status"] == "cancelled"));
}

async fn a_series_is_its_hosts_own(house: House) {
    let hall = Hall::open(house).await;
    let series = planned(&hall, "UTC", rule(monday(&hall), 2)).await;
    let path = path(&series);
    for role in [Role::Methodologist, Role::Administrator] {
        let colleague = hall.house.person(&[role]).await;
        let read = colleague.get(&path).await;
        let tag = read.header("etag");
        read.expect(200);
        let own_name = json!({"title": "Миний цуврал"});
        let changed = colleague.patch_if_match(&path, &tag, own_name).await;
        changed.refused(403, "forbidden");
        colleague.delete(&path).await.refused(403, "forbidden");
    }
    hall.house.outbox_is_empty().await;
    let after = hall.host.get(&path).await.expect(200);
    assert_eq!(after, series, "as it was planned");
}
