//! What of the platform's own fills indicators: one statement counts the people of a programme's courses
//! within a period, in a part of the organisation tree.
//!
//! A person counts where the person was on the last day of the period; a certificate where its owner was
//! when it was earned.

use chrono_tz::Tz;
use sea_orm::sea_query::{Expr, Func, Query, SelectStatement, UnionType};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, ExprTrait, PaginatorTrait, QueryFilter,
    QuerySelect, Select,
};
use uuid::Uuid;

use crate::certificates::tables::certificate;
use crate::courses::tables::course;
use crate::error::Result;
use crate::indicators::figure::Figure;
use crate::indicators::kind::{self, Entry};
use crate::indicators::period::Period;
use crate::people;
use crate::people::tables::{person, placement};
use crate::programmes::tables::enrolment;

/// What is asked about.
#[derive(Debug, Clone)]
pub struct Scope {
    /// The programme and its parts.
    pub programmes: Vec<Uuid>,
    /// The part of the tree; empty for all.
    pub path: String,
    /// The clock on the wall.
    pub zone: Tz,
}

/// What a query gives for a period; nothing for a share of nobody.
///
/// # Errors
/// When the database fails.
pub async fn value(
    connection: &impl ConnectionTrait,
    query: kind::Query,
    scope: &Scope,
    period: Period,
) -> Result<Option<Entry>> {
    let count = async |people: Select<enrolment::Entity>| count(connection, people).await;
    let enrolled = || within(scope, period, enrolment::Column::CreatedAt);
    let value = match query {
        kind::Query::Enrolled => count(enrolled()).await?,
        kind::Query::Finished => {
            count(within(scope, period, enrolment::Column::CompletedAt)).await?
        }
        kind::Query::Certified => certified(connection, scope, period).await?,
        kind::Query::FinishedShare => {
            let whole = count(enrolled()).await?;
            let completed = enrolment::Column::CompletedAt.is_not_null();
            let part = count(enrolled().filter(completed)).await?;
            return Ok(Figure::percent(part, whole).map(|value| Entry {
                value,
                of: Some((part, whole)),
            }));
        }
    };
    Ok(Some(Entry {
        value: Figure::from_count(value),
        of: None,
    }))
}

async fn count(
    connection: &impl ConnectionTrait,
    people: Select<enrolment::Entity>,
) -> Result<i64> {
    // Not `COUNT(DISTINCT …)`: PostgreSQL would sort everybody, on disk, and on one processor.
    let each = people
        .select_only()
        .column(enrolment::Column::PersonId)
        .group_by(enrolment::Column::PersonId);
    Ok(i64::try_from(each.count(connection).await?).unwrap_or(i64::MAX))
}

/// The enrolments in courses of the programmes whose moment lies within the period.
fn within(scope: &Scope, period: Period, moment: enrolment::Column) -> Select<enrolment::Entity> {
    let (from, to) = period.moments(scope.zone);
    let courses = Query::select()
        .column(course::Column::Id)
        .from(course::Entity)
        .and_where(course::Column::ProgrammeId.is_in(scope.programmes.iter().copied()))
        .to_owned();
    let course = || enrolment::Column::CourseId.into_expr();
    let of_courses = match people::store::part::is_root(&scope.path) {
        true => course().in_subquery(courses),
        // Asked of each enrolment of the people there: no index is to lead past everybody else's.
        false => Expr::from(Func::coalesce([course(), course()])).in_subquery(courses),
    };
    enrolment::Entity::find()
        .filter(of_courses)
        .filter(moment.gte(from))
        .filter(moment.lt(to))
        .filter(Condition::all().add_option(there(scope, period)))
}

/// The condition that a person was in the part of the tree on the last day of the period.
fn there(scope: &Scope, period: Period) -> Option<Expr> {
    if scope.path.is_empty() {
        return None;
    }
    let day = period.last_day();
    let person_id = || Expr::col((enrolment::Entity, enrolment::Column::PersonId));
    let then = Query::select()
        .column(placement::Column::OrganisationId)
        .from(placement::Entity)
        .and_where(placement::Column::PersonId.into_expr().eq(person_id()))
        .and_where(placement::Column::Since.lte(day))
        .cond_where(
            Condition::any()
                .add(placement::Column::Until.is_null())
                .add(placement::Column::Until.gt(day)),
        )
        .limit(1)
        .to_owned();
    // Of whom there is no history, and before it begins, the present place is all that is known.
    let now = Query::select()
        .column(person::Column::OrganisationId)
        .from(person::Entity)
        .and_where(person::Column::Id.into_expr().eq(person_id()))
        .to_owned();
    let place = Func::coalesce([of_one(then), of_one(now)]);
    let below = people::store::part::below(&scope.path);
    let is_there = Expr::from(place).in_subquery(below);
    // Below a root of the tree: of those only who are there now or ever were. Of all, it costs more than it spares.
    match people::store::part::is_root(&scope.path) {
        true => Some(is_there),
        false => Some(person_id().in_subquery(ever(&scope.path)).and(is_there)),
    }
}

/// Who is in a part of the tree, or ever was.
fn ever(path: &str) -> SelectStatement {
    let was = Query::select()
        .column(placement::Column::PersonId)
        .from(placement::Entity)
        .and_where(placement::Column::OrganisationId.in_subquery(people::store::part::below(path)))
        .to_owned();
    Query::select()
        .column(person::Column::Id)
        .from(person::Entity)
        .and_where(person::Column::OrganisationId.in_subquery(people::store::part::below(path)))
        .union(UnionType::Distinct, was)
        .to_owned()
}

fn of_one(select: SelectStatement) -> Expr {
    Expr::SubQuery(None, Box::new(select.into()))
}

async fn certified(
    connection: &impl ConnectionTrait,
    scope: &Scope,
    period: Period,
) -> Result<i64> {
    let programmes = scope.programmes.iter().copied();
    let mut earned = certificate::Entity::find()
        .filter(certificate::Column::ProgrammeId.is_in(programmes))
        .filter(certificate::Column::RevokedAt.is_null());
    if period.is_year() {
        // The year that stands on it.
        earned = earned.filter(certificate::Column::Year.eq(period.year()));
    } else {
        let (from, to) = period.moments(scope.zone);
        earned = earned
            .filter(certificate::Column::IssuedAt.gte(from))
            .filter(certificate::Column::IssuedAt.lt(to));
    }
    if !scope.path.is_empty() {
        let below = people::store::part::below(&scope.path);
        earned = earned.filter(certificate::Column::OrganisationId.in_subquery(below));
    }
    let each = earned
        .select_only()
        .column(certificate::Column::PersonId)
        .group_by(certificate::Column::PersonId);
    Ok(i64::try_from(each.count(connection).await?).unwrap_or(i64::MAX))
}
