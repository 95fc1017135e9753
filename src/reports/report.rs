//! A report as it is told: pure.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::cube::{Fold, Item, Place, Sums};
use super::share;
use crate::courses::document::ItemKind;
use crate::people::position::Position;

/// How a cohort or a season is getting on in a part of the organisation tree.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
#[schema(as = ProgressReport, example = json!({"as_of": "2021-01-26T02:00:00Z",
    "title": "Ажлын 10 дахь жилийн багш нар, 2021",
    "organisation": {"id": "0199a000-0000-7000-8000-000000000003", "name": "Архангай"},
    "total": {"invited": 40, "waiting": 0, "left": 1, "started": 31, "on_track": 12, "behind": 9,
        "finished": 19, "certified": 18, "survey_answered": 17, "attended": 20,
        "attended_percent": 91},
    "below": [], "positions": [], "years_of_service": [], "items": [], "against": null}))]
pub struct Report {
    /// The moment that it is true of: a report is made anew after a while, not each time it is asked for.
    pub as_of: DateTime<Utc>,
    /// The cohort or the season.
    pub title: String,
    /// The part of the tree; null for all of it.
    pub organisation: Option<Organisation>,
    /// All of the part.
    pub total: Figures,
    /// Each organisation directly below, by name.
    pub below: Vec<Below>,
    /// By position.
    pub positions: Vec<OfPosition>,
    /// By year of service.
    pub years_of_service: Vec<OfYear>,
    /// Item by item, in order.
    pub items: Vec<OfItem>,
    /// The season before; null when there is none to compare with.
    pub against: Option<Against>,
}

/// An organisation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = ReportOrganisation)]
pub struct Organisation {
    /// The identifier.
    pub id: Uuid,
    /// What it is called.
    pub name: String,
}

/// How many people have come how far. Whoever takes part has finished, is behind or is on track.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = ReportFigures)]
pub struct Figures {
    /// Who takes part, be it by the rule or by an own wish.
    pub invited: i64,
    /// Who waits for a place, or for the consent of the school.
    pub waiting: i64,
    /// Who has left, or was not let come.
    pub left: i64,
    /// Who has begun: a lesson read, a try at a quiz begun, or a webinar attended.
    pub started: i64,
    /// Who has not finished, and has done as much as the days that have passed ask for.
    pub on_track: i64,
    /// Who has not finished, and has done less.
    pub behind: i64,
    /// Who has completed every course.
    pub finished: i64,
    /// Who has a certificate that is not revoked.
    pub certified: i64,
    /// Who has answered a survey of one of the courses; null where nobody knows when.
    pub survey_answered: Option<i64>,
    /// Who has attended enough of a webinar.
    pub attended: i64,
    /// Of those who attended any of the webinars that are asked for: how much of all of them, in the mean, in
    /// per cent; null when nobody did, and of earlier days.
    pub attended_percent: Option<i64>,
}

/// An organisation directly below.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = ReportBelow)]
pub struct Below {
    /// The organisation; null for who came from the part's own organisation, or from nowhere.
    pub organisation: Option<Organisation>,
    /// Its people.
    pub figures: Figures,
}

/// People of a position.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = ReportOfPosition)]
pub struct OfPosition {
    /// The position; null when nobody knew.
    pub position: Option<String>,
    /// Its people.
    pub figures: Figures,
}

/// People in a year of service.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = ReportOfYear)]
pub struct OfYear {
    /// The year, the first being 1; null when nobody knew.
    pub year_of_service: Option<i32>,
    /// Its people.
    pub figures: Figures,
}

/// An item of a course.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = ReportOfItem)]
pub struct OfItem {
    /// The course.
    pub course_id: Uuid,
    /// The item.
    pub item_id: Uuid,
    /// What it is called.
    pub title: String,
    /// What it is.
    pub kind: ItemKind,
    /// How many have done it.
    pub done: i64,
    /// Of how many who take part.
    pub of: i64,
}

/// The season before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = ReportAgainst)]
pub struct Against {
    /// The cohort or the season.
    pub title: String,
    /// As it was when as many days of it had passed.
    pub then: Figures,
    /// As it is now.
    pub in_the_end: Figures,
}

/// How far how many had come at the end of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = ReportDay, example = json!({"day": "2021-01-26", "started": 31, "finished": 19,
    "certified": 18}))]
pub struct Day {
    /// The day, on the cohort's own calendar.
    pub day: NaiveDate,
    /// Who had begun.
    pub started: i64,
    /// Who had completed every course.
    pub finished: i64,
    /// Whose first certificate had been issued.
    pub certified: i64,
}

/// How a cohort or a season came along, day by day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = ReportTrend)]
pub struct DailyReport {
    /// The moment that it is true of.
    pub as_of: DateTime<Utc>,
    /// The cohort or the season.
    pub title: String,
    /// The part of the tree; null for all of it.
    pub organisation: Option<Organisation>,
    /// From the first day of a window until the last, or today.
    pub days: Vec<Day>,
}

impl From<Sums> for Figures {
    fn from(sums: Sums) -> Self {
        Self {
            invited: sums.invited,
            waiting: sums.waiting,
            left: sums.left,
            started: sums.started,
            on_track: sums.on_track,
            behind: sums.behind,
            finished: sums.finished,
            certified: sums.certified,
            survey_answered: Some(sums.survey_answered),
            attended: sums.attended,
            attended_percent: sums.attended_percents.checked_div(sums.attendances),
        }
    }
}

impl Figures {
    /// Of an earlier day, of which not everything is known.
    #[must_use]
    pub fn then(sums: Sums) -> Self {
        Self {
            survey_answered: None,
            attended_percent: None,
            ..sums.into()
        }
    }

    /// How many per cent of those who take part these are; nothing of nobody.
    #[must_use]
    pub fn percent(&self, people: i64) -> Option<i64> {
        share::percent(people, self.invited)
    }
}

impl Report {
    /// What is told of a part of the tree.
    #[must_use]
    pub fn of(
        fold: Fold,
        (title, as_of): (String, DateTime<Utc>),
        organisation: Option<Organisation>,
        places: &HashMap<Uuid, &Place>,
    ) -> Self {
        let positions = fold
            .positions
            .into_iter()
            .map(|(position, sums)| OfPosition {
                position,
                figures: sums.into(),
            });
        let mut positions: Vec<OfPosition> = positions.collect();
        positions.sort_by_key(|one| rank(one.position.as_deref()));
        let mut below: Vec<Below> = fold
            .below
            .into_iter()
            .map(|(id, sums)| Below {
                organisation: id.map(|id| Organisation {
                    id,
                    name: places
                        .get(&id)
                        .map_or_else(String::new, |place| place.name.clone()),
                }),
                figures: sums.into(),
            })
            .collect();
        below.sort_by_key(|one| {
            let name = one
                .organisation
                .as_ref()
                .map(|one| (one.name.clone(), one.id));
            (name.is_none(), name)
        });
        let years = fold
            .years_of_service
            .into_iter()
            .map(|(year, sums)| OfYear {
                year_of_service: year,
                figures: sums.into(),
            });
        let mut years: Vec<OfYear> = years.collect();
        years.sort_by_key(|one| (one.year_of_service.is_none(), one.year_of_service));
        Self {
            as_of,
            title,
            organisation,
            total: fold.total.into(),
            below,
            positions,
            years_of_service: years,
            items: fold.items.into_iter().map(OfItem::from).collect(),
            against: None,
        }
    }
}

/// In the order of the list of positions; what is not in it, and what nobody knew, last.
fn rank(position: Option<&str>) -> usize {
    let known = position.and_then(Position::named);
    let place = known.and_then(|known| Position::ALL.into_iter().position(|one| one == known));
    place.unwrap_or(Position::ALL.len())
}

impl From<(Item, i64, i64)> for OfItem {
    fn from((item, done, of): (Item, i64, i64)) -> Self {
        Self {
            course_id: item.key.course_id,
            item_id: item.key.item_id,
            title: item.title,
            kind: item.kind,
            done,
            of,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_of_those_of_whom_they_can_be() {
        let mut sums = Sums {
            invited: 3,
            finished: 2,
            ..Sums::default()
        };
        let figures = Figures::from(sums);
        assert_eq!(figures.percent(figures.finished), Some(67));
        assert_eq!(figures.attended_percent, None);
        assert_eq!(Figures::default().percent(0), None);
        (sums.attendances, sums.attended_percents) = (2, 171);
        assert_eq!(Figures::from(sums).attended_percent, Some(85));
        let then = Figures::then(sums);
        assert_eq!((then.survey_answered, then.attended_percent), (None, None));
    }

    #[test]
    fn organisations_stand_by_name_and_positions_as_everywhere_and_the_unknown_last() {
        let (first, second) = (Uuid::from_u128(1), Uuid::from_u128(2));
        let place = |name: &str| Place {
            name: name.to_owned(),
            path: String::new(),
        };
        let (later, sooner) = (place("Ховд"), place("Архангай"));
        let one = Sums::default();
        let mut fold = Fold::default();
        fold.below
            .extend([(None, one), (Some(first), one), (Some(second), one)]);
        for position in [None, Some("other"), Some("director"), Some("teacher")] {
            fold.positions.insert(position.map(str::to_owned), one);
        }
        fold.years_of_service.extend([(None, one), (Some(5), one)]);
        let places = HashMap::from([(first, &later), (second, &sooner)]);
        let of = (String::new(), DateTime::UNIX_EPOCH);
        let report = Report::of(fold, of, None, &places);
        let names: Vec<_> = report
            .below
            .iter()
            .map(|one| one.organisation.as_ref().map(|one| one.name.as_str()))
            .collect();
        assert_eq!(names, [Some("Архангай"), Some("Ховд"), None]);
        let positions: Vec<_> = report
            .positions
            .iter()
            .map(|one| one.position.as_deref())
            .collect();
        assert_eq!(
            positions,
            [Some("teacher"), Some("director"), Some("other"), None]
        );
        assert_eq!(report.years_of_service[1].year_of_service, None);
    }
}
