//! Lists of visits and pairs: those of the people whom one watches over, and those that one is a part of.
//!
//! For whoever watches a part of the tree they are two lists, one after the other: the part, school by school, and
//! then what is one's own and lies elsewhere. Asked for at once, neither would be found by an index.

use sea_orm::{ColumnTrait, Condition, ConnectionTrait, QueryFilter, Select};
use uuid::Uuid;

use crate::error::Result;
use crate::http::{Page, PageQuery};
use crate::people;
use crate::people::store::paging::{self, AboutPeople};
use crate::people::tables::person;
use crate::policy::{Action, Actor, Sight};

use super::own_or_in_sight;

/// What is asked for of what somebody sees.
#[derive(Debug, Clone)]
pub struct Seen {
    /// That one is a part of it oneself.
    pub own: Condition,
    /// What else is asked for.
    pub wanted: Condition,
}

impl Seen {
    /// A page of it.
    ///
    /// # Errors
    /// [`Code::Invalid`](crate::error::Code::Invalid) when the page before ended with nothing that is known.
    pub async fn page<E>(
        &self,
        page: &PageQuery,
        connection: &impl ConnectionTrait,
        actor: &Actor,
        id_of: impl Fn(&E::Model) -> Uuid + Copy,
    ) -> Result<Page<E::Model>>
    where
        E: AboutPeople,
        E::Model: Send + Sync,
    {
        let Some(elsewhere) = self.elsewhere::<E>(actor) else {
            let all = self.everything::<E>(actor);
            return page.load(connection, all, E::ID, id_of).await;
        };
        let last = match page.after() {
            Some(id) => {
                let found = elsewhere.clone().filter(E::ID.eq(id));
                found.one(connection).await?.map(|_| id)
            }
            None => None,
        };
        let mut found = Page::empty();
        if last.is_none() {
            let few = paging::few::<E>(connection, self.wanted.clone()).await?;
            found = match few {
                Some(few) => {
                    let visible = self.in_part::<E>(actor);
                    paging::page_of(page, connection, &few, visible, id_of).await?
                }
                None => {
                    let visible = |actor: &Actor| self.in_part::<E>(actor);
                    paging::page(page, connection, actor, visible, id_of).await?
                }
            };
            if found.next.is_some() {
                return Ok(found);
            }
        }
        let room = page.limit() - found.items.len();
        let rest = PageQuery::new(last, u64::try_from(room.max(1)).unwrap_or(u64::MAX));
        let rest = rest.load(connection, elsewhere, E::ID, id_of).await?;
        if room > 0 {
            found.items.extend(rest.items);
            found.next = rest.next;
        } else if !rest.items.is_empty() {
            found.next = found.items.last().map(id_of);
        }
        Ok(found)
    }

    /// All of it, in no order.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn all<E: AboutPeople>(
        &self,
        connection: &impl ConnectionTrait,
        actor: &Actor,
    ) -> Result<Vec<E::Model>> {
        let Some(elsewhere) = self.elsewhere::<E>(actor) else {
            return Ok(self.everything::<E>(actor).all(connection).await?);
        };
        let mut all = self.in_part::<E>(actor).all(connection).await?;
        all.extend(elsewhere.all(connection).await?);
        Ok(all)
    }

    fn everything<E: AboutPeople>(&self, actor: &Actor) -> Select<E> {
        E::with_people()
            .filter(own_or_in_sight(actor, self.own.clone()))
            .filter(self.wanted.clone())
    }

    fn in_part<E: AboutPeople>(&self, actor: &Actor) -> Select<E> {
        let (id, place) = (person::Column::Id, person::Column::OrganisationId);
        E::with_people()
            .filter(people::store::in_sight(actor, id, place))
            .filter(self.wanted.clone())
    }

    /// One's own that lies outside the part of the tree which one watches; none when one watches no part.
    fn elsewhere<E: AboutPeople>(&self, actor: &Actor) -> Option<Select<E>> {
        let Sight::Part(path) = actor.sight() else {
            return None;
        };
        let part = people::store::part::below(&path);
        let elsewhere = Condition::any()
            .add(person::Column::OrganisationId.is_null())
            .add(person::Column::OrganisationId.not_in_subquery(part));
        actor.may(Action::SeeProgress).then(|| {
            E::with_people()
                .filter(self.own.clone())
                .filter(elsewhere)
                .filter(self.wanted.clone())
        })
    }
}
