//! A small organisation tree with people in it, for stories about who sees whom.

use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter,
};
use surgalt::audit::tables::audit_entry;
use surgalt::ids;
use surgalt::people::tables::{organisation, person};
use surgalt::policy::Role;
use uuid::Uuid;

use super::{Client, House};

/// A province with a school in it and another province beside it; an officer of each province, and a
/// teacher of the school.
pub struct Tree {
    pub province: Uuid,
    pub school: Uuid,
    pub elsewhere: Uuid,
    pub officer: Client,
    pub neighbour: Client,
    pub teacher: Client,
}

impl House {
    pub async fn tree(&self) -> Tree {
        let province = self.organisation("Архангай", None).await;
        let school = self.organisation("1-р сургууль", Some(province)).await;
        let elsewhere = self.organisation("Увс", None).await;
        Tree {
            province,
            school,
            elsewhere,
            officer: self
                .person_in(&[Role::Learner, Role::Officer], province)
                .await,
            neighbour: self
                .person_in(&[Role::Learner, Role::Officer], elsewhere)
                .await,
            teacher: self.person_in(&[Role::Learner], school).await,
        }
    }

    /// An organisation below another.
    pub async fn organisation(&self, name: &str, parent: Option<Uuid>) -> Uuid {
        let id = ids::new_id();
        let above = match parent {
            None => String::new(),
            Some(parent) => {
                let found = organisation::Entity::find_by_id(parent);
                let found = found.one(self.app.database.reader()).await.unwrap();
                found.unwrap().path
            }
        };
        self.save(organisation::ActiveModel {
            id: Set(id),
            parent_id: Set(parent),
            path: Set(format!("{above}{id}/")),
            name: Set(name.to_owned()),
            created_at: Set(self.clock.now()),
            ..Default::default()
        })
        .await;
        id
    }

    /// A new person who belongs to this organisation, signed in.
    pub async fn person_in(&self, roles: &[Role], organisation_id: Uuid) -> Client {
        let client = self.person(roles).await;
        self.change_person(&client, |row| {
            row.organisation_id = Set(Some(organisation_id));
        })
        .await;
        client
    }

    /// How many lines the audit log has of this action.
    pub async fn deeds(&self, action: &str) -> u64 {
        audit_entry::Entity::find()
            .filter(audit_entry::Column::Action.eq(action))
            .count(self.app.database.reader())
            .await
            .unwrap()
    }

    /// Changes the row of a person, where no route would.
    pub async fn change_person(&self, who: &Client, change: impl FnOnce(&mut person::ActiveModel)) {
        let transaction = self.app.database.begin().await.unwrap();
        let mut row = person::ActiveModel {
            id: Set(who.id()),
            ..Default::default()
        };
        change(&mut row);
        row.update(&transaction).await.unwrap();
        transaction.commit().await.unwrap();
    }
}
