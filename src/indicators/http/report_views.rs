//! The report of a programme's indicators as the API shows it.

use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::indicators::figure::Figure;
use crate::indicators::kind::{Kind, Query};
use crate::indicators::period::Period;
use crate::indicators::report::{Line, Point, Source};

/// A programme's indicators over time.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = IndicatorReport)]
pub(super) struct Report {
    /// The programme; what its parts have is counted with it.
    pub(super) programme_id: Uuid,
    /// The organisation it is of, with all below it; null for all.
    pub(super) organisation_id: Option<Uuid>,
    /// What the organisation is called.
    pub(super) organisation: Option<String>,
    /// The periods, the first first.
    #[schema(value_type = Vec<String>)]
    pub(super) periods: Vec<Period>,
    /// The indicators, by their codes.
    pub(super) indicators: Vec<ReportLine>,
}

/// An indicator over the periods of the report.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = IndicatorReportLine)]
pub(super) struct ReportLine {
    /// The indicator.
    indicator_id: Uuid,
    /// By which documents name it.
    code: String,
    /// What it measures.
    title: String,
    /// What kind of figure it is.
    kind: Kind,
    /// In what it is counted.
    unit: String,
    /// What fills it; null when people do.
    query: Option<Query>,
    /// One for each period.
    points: Vec<ReportPoint>,
}

/// An indicator in a period.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = IndicatorReportPoint, example = json!({
    "period": "2026", "target": 80.0, "value": 64.0, "part": 64, "whole": 100,
    "reached_percent": 80.0, "source": "below", "entries": 3, "value_id": null
}))]
pub(super) struct ReportPoint {
    /// The period.
    #[schema(value_type = String)]
    period: Period,
    /// What was aimed at; null for quarters and, unless it is a percentage, for a part of the tree.
    target: Option<Figure>,
    /// What was found; null when nothing was.
    value: Option<Figure>,
    /// Of a percentage, the part.
    part: Option<i64>,
    /// Of a percentage, the whole.
    whole: Option<i64>,
    /// How many per cent of the target was reached, rounded down.
    reached_percent: Option<Figure>,
    /// Where the value comes from; null when there is none.
    source: Option<SourceKind>,
    /// From how many entries below it follows.
    entries: Option<usize>,
    /// The entry.
    value_id: Option<Uuid>,
}

/// Where a value comes from.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = IndicatorSource)]
pub(super) enum SourceKind {
    /// The platform has counted.
    Query,
    /// It was entered.
    Entered,
    /// It follows from what was entered for organisations below.
    Below,
}

impl From<Point> for ReportPoint {
    fn from(point: Point) -> Self {
        let of = point.entry.and_then(|entry| entry.of);
        let (source, entries, value_id) = match point.source {
            None => (None, None, None),
            Some(Source::Query) => (Some(SourceKind::Query), None, None),
            Some(Source::Entered { value_id }) => (Some(SourceKind::Entered), None, Some(value_id)),
            Some(Source::Below { entries }) => (Some(SourceKind::Below), Some(entries), None),
        };
        Self {
            period: point.period,
            target: point.target,
            value: point.entry.map(|entry| entry.value),
            part: of.map(|of| of.0),
            whole: of.map(|of| of.1),
            reached_percent: point.reached_percent(),
            source,
            entries,
            value_id,
        }
    }
}

impl From<Line> for ReportLine {
    fn from(line: Line) -> Self {
        Self {
            indicator_id: line.indicator_id,
            code: line.code,
            title: line.title,
            kind: line.kind,
            unit: line.unit,
            query: line.query,
            points: line.points.into_iter().map(ReportPoint::from).collect(),
        }
    }
}
