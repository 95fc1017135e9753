//! Where a person is, and a roster that the person has imported.

use sea_orm::ActiveValue::Set;
use surgalt::ids;
use surgalt::people::tables::placement;
use surgalt::rosters::row::{Problems, Said};
use surgalt::rosters::state::{Difference, Status};
use surgalt::rosters::tables::roster_row::Candidates;
use surgalt::rosters::tables::{roster_import, roster_row};
use uuid::Uuid;

use crate::support::{Client, House};

/// A place where the person has been since the year before the one that examples name.
pub async fn placement(house: &House, owner: &Client, organisation: Uuid) -> Uuid {
    let id = ids::new_id();
    let row = placement::ActiveModel {
        id: Set(id),
        person_id: Set(owner.id()),
        organisation_id: Set(organisation),
        position: Set("teacher".to_owned()),
        subject: Set(String::new()),
        since: Set("2020-09-01".parse().unwrap()),
        until: Set(None),
        created_at: Set(house.clock.now()),
    };
    house.save(row).await;
    id
}

/// An import that has been compared, with one doubtful row.
pub async fn import(house: &House, owner: &Client, organisation: Uuid) -> Uuid {
    let id = ids::new_id();
    let row = roster_import::ActiveModel {
        id: Set(id),
        created_by: Set(owner.id()),
        created_at: Set(house.clock.now()),
        file_name: Set("багш нар.csv".to_owned()),
        format: Set("csv".to_owned()),
        as_of: Set("2021-09-15".parse().unwrap()),
        complete: Set(false),
        organisation_id: Set(None),
        status: Set(Status::Compared),
        row_count: Set(1),
        worked_through: Set(1),
        remarks: Set(Problems::default()),
        revision: Set(1),
        applied_by: Set(None),
        applied_at: Set(None),
        undone_by: Set(None),
        undone_at: Set(None),
    };
    house.save(row).await;
    let row = roster_row::ActiveModel {
        id: Set(ids::new_id()),
        import_id: Set(id),
        number: Set(1),
        place: Set("2".to_owned()),
        difference: Set(Difference::Doubtful),
        said: Set(Said {
            surname: Some("Дорж".to_owned()),
            given_name: "Бат".to_owned(),
            ..Said::default()
        }),
        organisation_id: Set(Some(organisation)),
        person_id: Set(None),
        person_revision: Set(None),
        candidates: Set(Candidates(vec![owner.id()])),
        changes: Set(Default::default()),
        problems: Set(Problems::default()),
        decision: Set(None),
        outcome: Set(None),
        before: Set(None),
        revision_after: Set(None),
    };
    house.save(row).await;
    id
}
