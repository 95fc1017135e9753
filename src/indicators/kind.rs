//! What an indicator measures, and what may fill it: pure rules.

use sea_orm::{DeriveActiveEnum, EnumIter};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::figure::Figure;

/// What kind of figure it is.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema, EnumIter, DeriveActiveEnum,
)]
#[serde(rename_all = "snake_case")]
#[sea_orm(rs_type = "String", db_type = "Text")]
#[schema(as = IndicatorKind)]
pub enum Kind {
    /// A whole number of things or people.
    #[sea_orm(string_value = "count")]
    Count,
    /// A share, in per cent.
    #[sea_orm(string_value = "percent")]
    Percent,
    /// An amount, for example of money or of hours.
    #[sea_orm(string_value = "amount")]
    Amount,
}

/// What of the platform's own fills an indicator.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    ToSchema,
    EnumIter,
    DeriveActiveEnum,
)]
#[serde(rename_all = "snake_case")]
#[sea_orm(rs_type = "String", db_type = "Text")]
#[schema(as = IndicatorQuery)]
pub enum Query {
    /// People who were enrolled in a course of the programme within the period.
    #[sea_orm(string_value = "enrolled")]
    Enrolled,
    /// People who completed a course of the programme within the period.
    #[sea_orm(string_value = "finished")]
    Finished,
    /// People who earned a certificate of the programme within the period that still holds.
    #[sea_orm(string_value = "certified")]
    Certified,
    /// The share of those enrolled within the period who have completed the course, whenever.
    #[sea_orm(string_value = "finished_share")]
    FinishedShare,
}

impl Query {
    /// What kind of figure it gives.
    #[must_use]
    pub fn kind(self) -> Kind {
        match self {
            Self::Enrolled | Self::Finished | Self::Certified => Kind::Count,
            Self::FinishedShare => Kind::Percent,
        }
    }
}

/// A value as somebody enters it: a figure or, of a percentage, the part and the whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry {
    /// The figure.
    pub value: Figure,
    /// The part and the whole that it is the share of.
    pub of: Option<(i64, i64)>,
}

/// What is wrong with an entry: a field, and a key of the message catalogue.
pub type Fault = (&'static str, &'static str);

/// The entry, when it fits the kind.
///
/// # Errors
/// What does not fit.
pub fn entry(
    kind: Kind,
    value: Option<Figure>,
    part: Option<i64>,
    whole: Option<i64>,
) -> Result<Entry, Fault> {
    match (kind, value, part, whole) {
        (Kind::Percent, None, Some(part), Some(whole)) => {
            if part < 0 || part > whole {
                return Err(("part", "field-invalid"));
            }
            let value = Figure::percent(part, whole).ok_or(("whole", "field-zero"))?;
            Ok(Entry {
                value,
                of: Some((part, whole)),
            })
        }
        (_, Some(value), None, None) => match kind {
            Kind::Count if !value.is_whole() => Err(("value", "field-invalid")),
            Kind::Percent if value > Figure::WHOLE => Err(("value", "field-invalid")),
            _ => Ok(Entry { value, of: None }),
        },
        (_, None, None, None) => Err(("value", "field-empty")),
        _ => Err(("value, part, whole", "field-value-or-share")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_fits_its_kind_or_says_what_does_not() {
        let figure = |number: f64| Some(Figure::try_from(number).unwrap());
        let value = |hundredths, of| {
            Ok(Entry {
                value: Figure::from_hundredths(hundredths),
                of,
            })
        };
        for (kind, given, part, whole, expected) in [
            (Kind::Count, figure(28.0), None, None, value(2_800, None)),
            (
                Kind::Count,
                figure(28.5),
                None,
                None,
                Err(("value", "field-invalid")),
            ),
            (Kind::Amount, figure(28.5), None, None, value(2_850, None)),
            (Kind::Percent, figure(93.4), None, None, value(9_340, None)),
            (
                Kind::Percent,
                figure(100.5),
                None,
                None,
                Err(("value", "field-invalid")),
            ),
            (
                Kind::Percent,
                None,
                Some(64),
                Some(100),
                value(6_400, Some((64, 100))),
            ),
            (
                Kind::Percent,
                None,
                Some(0),
                Some(0),
                Err(("whole", "field-zero")),
            ),
            (
                Kind::Percent,
                None,
                Some(5),
                Some(4),
                Err(("part", "field-invalid")),
            ),
            (
                Kind::Percent,
                None,
                Some(-1),
                Some(4),
                Err(("part", "field-invalid")),
            ),
            (
                Kind::Percent,
                None,
                Some(5),
                None,
                Err(("value, part, whole", "field-value-or-share")),
            ),
            (
                Kind::Count,
                None,
                Some(1),
                Some(2),
                Err(("value, part, whole", "field-value-or-share")),
            ),
            (
                Kind::Percent,
                figure(1.0),
                Some(1),
                Some(2),
                Err(("value, part, whole", "field-value-or-share")),
            ),
            (Kind::Count, None, None, None, Err(("value", "field-empty"))),
        ] {
            assert_eq!(entry(kind, given, part, whole), expected, "{kind:?}");
        }
    }
}
