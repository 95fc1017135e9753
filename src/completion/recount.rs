//! Counting once what was done before it was written down where it is decided (migration 23).

use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use super::evaluation::evaluate_all;
use crate::app::App;
use crate::error::Result;
use crate::programmes::tables::{enrolment, item_done};

/// Enrolments that are counted in one transaction. On SQLite nobody else writes meanwhile.
const AT_ONCE: u64 = 200;

/// When an item was done, as what the learner did tells it: of a webinar, its end.
const DONE_AT: &str = "COALESCE(\
    (SELECT read_at FROM lessons_read WHERE lessons_read.enrolment_id = items_done.enrolment_id \
        AND lessons_read.item_id = items_done.item_id), \
    (SELECT MIN(graded_at) FROM attempts WHERE attempts.enrolment_id = items_done.enrolment_id \
        AND attempts.item_id = items_done.item_id AND passed), \
    (SELECT MIN(webinars.ends_at) FROM enrolments \
        JOIN attendance ON attendance.person_id = enrolments.person_id \
        JOIN webinars ON webinars.id = attendance.webinar_id \
        WHERE enrolments.id = items_done.enrolment_id AND webinars.item_id = items_done.item_id), \
    done_at)";

/// Counts what is done in every enrolment that has been begun. Whoever is killed begins anew: counting twice
/// changes nothing.
///
/// # Errors
/// When the database fails; the outbox goes on later.
pub async fn recount(app: &App) -> Result<()> {
    let mut after = Uuid::nil();
    loop {
        let some: Vec<Uuid> = enrolment::Entity::find()
            .filter(enrolment::Column::Id.gt(after))
            .filter(enrolment::Column::StartedAt.is_not_null())
            .order_by_asc(enrolment::Column::Id)
            .limit(AT_ONCE)
            .select_only()
            .column(enrolment::Column::Id)
            .into_tuple()
            .all(app.database.reader())
            .await?;
        let Some(last) = some.last() else {
            return Ok(());
        };
        after = *last;
        let transaction = app.database.begin().await?;
        evaluate_all(app, &transaction, some.iter().copied()).await?;
        item_done::Entity::update_many()
            .col_expr(item_done::Column::DoneAt, Expr::cust(DONE_AT))
            .filter(item_done::Column::EnrolmentId.is_in(some))
            .exec(&transaction)
            .await?;
        transaction.commit().await?;
        app.outbox.wake();
    }
}
