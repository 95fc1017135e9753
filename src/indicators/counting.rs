//! What queries have counted for a part of the tree is kept for a while, as reports are: to count the people of a
//! country takes a second, and the indicators of a year are asked for more often than they change.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use uuid::Uuid;

use super::kind::{Entry, Query};
use super::period::Period;
use super::store::queries::{self, Scope};
use crate::app::App;
use crate::error::Result;
use crate::keeping::Kept;

/// What each query gives for each period; nothing for a share of nobody.
pub type Counted = HashMap<(Query, Period), Entry>;

/// What this node keeps of what was counted.
#[derive(Debug, Default)]
pub struct Counts(Kept<Asked, Counted>);

/// What was asked about: programmes, the part of the tree, queries and periods.
type Asked = (Vec<Uuid>, String, BTreeSet<Query>, Vec<Period>);

impl Counts {
    /// What the queries give now, or gave a moment ago.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn of(
        &self,
        app: &App,
        scope: &Scope,
        queries: BTreeSet<Query>,
        periods: &[Period],
    ) -> Result<Arc<Counted>> {
        let asked = (
            scope.programmes.clone(),
            scope.path.clone(),
            queries.clone(),
            periods.to_vec(),
        );
        let count = async {
            let mut counted = Counted::new();
            for query in queries {
                for period in periods {
                    let value = queries::value(app.database.reader(), query, scope, *period);
                    counted.extend(value.await?.map(|entry| ((query, *period), entry)));
                }
            }
            Ok(counted)
        };
        self.0.get(&app.clock, asked, count).await
    }
}
