//! Pages of a list: the newest last, by identifier, which sorts by time, unless the list says otherwise.

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest};
use futures_util::future::{Ready, ready};
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder,
    QuerySelect, QueryTrait, Select,
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::error::{Error, Result};

/// Which page of a list is asked for.
#[derive(Debug, Clone, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct PageQuery {
    /// The `next` of the page before; absent for the first page.
    after: Option<Uuid>,
    /// How many items at most; 50 when absent.
    #[param(minimum = 1, maximum = 200)]
    limit: Option<u64>,
}

/// A page of a list.
#[derive(Debug, Serialize, ToSchema)]
pub struct Page<T> {
    /// The items.
    pub items: Vec<T>,
    /// What to ask for the next page with, as `after`; null on the last page.
    pub next: Option<Uuid>,
}

impl PageQuery {
    /// A page of so many items, for work that reads on by itself.
    #[must_use]
    pub fn new(after: Option<Uuid>, limit: u64) -> Self {
        let limit = Some(limit);
        Self { after, limit }
    }

    /// After which item the page begins; absent for the first page.
    #[must_use]
    pub fn after(&self) -> Option<Uuid> {
        self.after
    }

    /// How many items the page has at most.
    #[must_use]
    pub fn limit(&self) -> usize {
        usize::try_from(self.most()).unwrap_or(usize::MAX)
    }

    fn most(&self) -> u64 {
        self.limit.unwrap_or(50)
    }

    /// Reads the page from a selection that is ordered by nothing yet.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn load<E, C>(
        &self,
        connection: &C,
        selection: Select<E>,
        id: E::Column,
        id_of: impl Fn(&E::Model) -> Uuid,
    ) -> Result<Page<E::Model>>
    where
        E: EntityTrait,
        E::Model: Send + Sync,
        C: ConnectionTrait,
    {
        self.load_as(connection, selection, id, id_of).await
    }

    /// Reads the page from a selection of its own columns.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn load_as<E, M, C>(
        &self,
        connection: &C,
        selection: Select<E>,
        id: E::Column,
        id_of: impl Fn(&M) -> Uuid,
    ) -> Result<Page<M>>
    where
        E: EntityTrait,
        M: FromQueryResult + Send + Sync,
        C: ConnectionTrait,
    {
        let mut selection = selection.order_by_asc(id);
        if let Some(after) = self.after {
            selection = selection.filter(id.gt(after));
        }
        self.take(connection, selection, id_of).await
    }

    /// Reads the page from a selection in the order of a column, and of identifiers where that is the same.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn load_by<E, C>(
        &self,
        connection: &C,
        selection: Select<E>,
        (column, id): (E::Column, E::Column),
        id_of: impl Fn(&E::Model) -> Uuid,
    ) -> Result<Page<E::Model>>
    where
        E: EntityTrait,
        E::Model: Send + Sync,
        C: ConnectionTrait,
    {
        let mut selection = selection.order_by_asc(column).order_by_asc(id);
        if let Some(after) = self.after {
            let last = E::find()
                .select_only()
                .columns([column, id])
                .filter(id.eq(after));
            let last = Expr::SubQuery(None, Box::new(last.into_query().into()));
            selection =
                selection.filter(Expr::tuple([column.into_expr(), id.into_expr()]).gt(last));
        }
        self.take(connection, selection, id_of).await
    }

    /// Reads the page from a selection that begins with it, in its order.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn take<E, M, C>(
        &self,
        connection: &C,
        selection: Select<E>,
        id_of: impl Fn(&M) -> Uuid,
    ) -> Result<Page<M>>
    where
        E: EntityTrait,
        M: FromQueryResult + Send + Sync,
        C: ConnectionTrait,
    {
        let selection = selection.limit(self.most() + 1);
        let mut items = selection.into_model::<M>().all(connection).await?;
        let more = items.len() > self.limit();
        items.truncate(self.limit());
        let next = if more { items.last().map(id_of) } else { None };
        Ok(Page { items, next })
    }
}

impl<T> Page<T> {
    /// A page of nothing.
    #[must_use]
    pub fn empty() -> Self {
        Self {
            items: Vec::new(),
            next: None,
        }
    }

    /// The same page of other things.
    pub fn map<U>(self, each: impl FnMut(T) -> U) -> Page<U> {
        Page {
            items: self.items.into_iter().map(each).collect(),
            next: self.next,
        }
    }
}

impl FromRequest for PageQuery {
    type Error = Error;
    type Future = Ready<Result<Self>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let query = actix_web::web::Query::<Self>::from_query(request.query_string());
        ready(match query {
            Ok(query) if (1..=200).contains(&query.most()) => Ok(query.into_inner()),
            Ok(_) => Err(Error::field("limit", "field-invalid")),
            Err(_) => Err(Error::field("after, limit", "field-invalid")),
        })
    }
}
