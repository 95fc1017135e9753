//! A value of a row as an archive writes it, the same from either database.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chrono::{DateTime, NaiveDate, SecondsFormat, Utc};
use sea_orm::Value;
use sea_orm::sea_query::ArrayType;
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Yes or no.
    Boolean,
    /// A number of 32 bits.
    Integer,
    /// A number of 64 bits.
    BigInteger,
    /// Text.
    Text,
    /// Bytes, in base64.
    Bytes,
    /// JSON, as it is.
    Json,
    /// A day.
    Date,
    /// A moment, in UTC, to the microsecond.
    Moment,
    /// An identifier.
    Uuid,
}

impl Kind {
    /// What a column of this type holds; nothing when no table has such a column.
    #[must_use]
    pub fn of(column: &ArrayType) -> Option<Self> {
        Some(match column {
            ArrayType::Bool => Self::Boolean,
            ArrayType::SmallUnsigned | ArrayType::Int => Self::Integer,
            ArrayType::Unsigned | ArrayType::BigInt => Self::BigInteger,
            ArrayType::String => Self::Text,
            ArrayType::Bytes => Self::Bytes,
            ArrayType::Json => Self::Json,
            ArrayType::ChronoDate => Self::Date,
            ArrayType::ChronoDateTimeUtc => Self::Moment,
            ArrayType::Uuid => Self::Uuid,
            _ => return None,
        })
    }

    /// A value as it is read from an archive; nothing when it is not of this kind.
    #[must_use]
    pub fn read(self, written: Json) -> Option<Value> {
        if written.is_null() {
            return Some(self.absent());
        }
        let text = written.as_str();
        Some(match self {
            Self::Boolean => Value::from(written.as_bool()?),
            Self::Integer => Value::from(i32::try_from(written.as_i64()?).ok()?),
            Self::BigInteger => Value::from(written.as_i64()?),
            Self::Text => Value::from(text?.to_owned()),
            Self::Bytes => Value::from(STANDARD.decode(text?).ok()?),
            // In a list of one, so that a JSON `null` is not an absent value.
            Self::Json => match written {
                Json::Array(mut one) if one.len() == 1 => Value::from(one.pop()?),
                _ => return None,
            },
            Self::Date => Value::from(text?.parse::<NaiveDate>().ok()?),
            Self::Moment => Value::from(text?.parse::<DateTime<Utc>>().ok()?),
            Self::Uuid => Value::from(text?.parse::<uuid::Uuid>().ok()?),
        })
    }

    fn absent(self) -> Value {
        match self {
            Self::Boolean => Value::Bool(None),
            Self::Integer => Value::Int(None),
            Self::BigInteger => Value::BigInt(None),
            Self::Text => Value::String(None),
            Self::Bytes => Value::Bytes(None),
            Self::Json => Value::Json(None),
            Self::Date => Value::ChronoDate(None),
            Self::Moment => Value::ChronoDateTimeUtc(None),
            Self::Uuid => Value::Uuid(None),
        }
    }
}

/// A value as an archive writes it; nothing when no table has such a one.
#[must_use]
pub fn written(value: Value) -> Option<Json> {
    Some(match value {
        Value::Bool(value) => Json::from(value),
        Value::SmallUnsigned(value) => Json::from(value),
        Value::Int(value) => Json::from(value),
        Value::Unsigned(value) => Json::from(value),
        Value::BigInt(value) => Json::from(value),
        Value::String(value) => Json::from(value),
        Value::Bytes(value) => Json::from(value.map(|bytes| STANDARD.encode(bytes))),
        Value::Json(value) => Json::from(value.map(|json| vec![*json])),
        Value::ChronoDate(value) => Json::from(value.map(|day| day.to_string())),
        Value::ChronoDateTimeUtc(value) => {
            Json::from(value.map(|moment| moment.to_rfc3339_opts(SecondsFormat::Micros, true)))
        }
        Value::Uuid(value) => Json::from(value.map(|id| id.to_string())),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    fn values() -> impl Strategy<Value = (Kind, Value)> {
        let moment =
            (0_i64..4_000_000_000_000_000).prop_map(DateTime::<Utc>::from_timestamp_micros);
        prop_oneof![
            any::<Option<bool>>().prop_map(|value| (Kind::Boolean, Value::Bool(value))),
            any::<Option<i32>>().prop_map(|value| (Kind::Integer, Value::Int(value))),
            any::<Option<i64>>().prop_map(|value| (Kind::BigInteger, Value::BigInt(value))),
            any::<Option<String>>().prop_map(|value| (Kind::Text, Value::String(value))),
            any::<Option<Vec<u8>>>().prop_map(|value| (Kind::Bytes, Value::Bytes(value))),
            any::<Option<String>>().prop_map(|text| {
                let json = text.map(|text| Box::new(json!({"text": text, "none": null})));
                (Kind::Json, Value::Json(json))
            }),
            Just((Kind::Json, Value::Json(Some(Box::new(Json::Null))))),
            moment.prop_map(|value| (Kind::Moment, Value::ChronoDateTimeUtc(value))),
            any::<u128>().prop_map(|id| (Kind::Uuid, Value::from(uuid::Uuid::from_u128(id)))),
            (0_i32..3_000_000).prop_map(|day| (
                Kind::Date,
                Value::ChronoDate(NaiveDate::from_num_days_from_ce_opt(day))
            )),
        ]
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_as_it_was((kind, value) in values()) {
            let line = serde_json::to_string(&written(value.clone()).unwrap()).unwrap();
            let read = kind.read(serde_json::from_str(&line).unwrap());
            prop_assert_eq!(read, Some(value));
        }
    }

    #[test]
    fn what_is_not_of_its_kind_is_refused() {
        for (kind, written) in [
            (Kind::Boolean, json!(1)),
            (Kind::Integer, json!(3_000_000_000_i64)),
            (Kind::BigInteger, json!("1")),
            (Kind::Bytes, json!("ü")),
            (Kind::Json, json!({"not": "in a list"})),
            (Kind::Date, json!("2021-02-30")),
            (Kind::Moment, json!("yesterday")),
            (Kind::Uuid, json!("1")),
        ] {
            assert_eq!(kind.read(written), None, "{kind:?}");
        }
    }
}
