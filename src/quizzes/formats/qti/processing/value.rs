//! The values that QTI's rules reckon with: a base type and a cardinality, and NULL, which every
//! rule knows.

use std::collections::BTreeMap;

/// What a value may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BaseType {
    /// True or false.
    Boolean,
    /// A whole number.
    Integer,
    /// A number.
    Float,
    /// A text.
    String,
    /// A name, an address or a file: a text that is compared letter by letter.
    Identifier,
    /// Two names in any order.
    Pair,
    /// Two names in their order.
    DirectedPair,
    /// A place on a picture.
    Point,
    /// A time, in seconds.
    Duration,
}

/// How many values there may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cardinality {
    /// One.
    Single,
    /// Any number, in no order.
    Multiple,
    /// Any number, in their order.
    Ordered,
    /// Named ones.
    Record,
}

/// One value.
#[derive(Debug, Clone, PartialEq)]
pub enum Scalar {
    /// True or false.
    Boolean(bool),
    /// A whole number.
    Integer(i64),
    /// A number.
    Float(f64),
    /// A text.
    Text(String),
    /// A name, an address or a file.
    Name(String),
    /// Two names in any order.
    Pair(String, String),
    /// Two names in their order.
    DirectedPair(String, String),
    /// A place on a picture, from the left and from above.
    Point(f64, f64),
    /// A time, in seconds.
    Duration(f64),
}

/// A value with its cardinality.
#[derive(Debug, Clone, Default, PartialEq)]
pub enum Value {
    /// Nothing; a container without members is the same.
    #[default]
    Null,
    /// One value.
    Single(Scalar),
    /// Any number, in no order.
    Multiple(Vec<Scalar>),
    /// Any number, in their order.
    Ordered(Vec<Scalar>),
    /// Named ones.
    Record(BTreeMap<String, Scalar>),
}

impl BaseType {
    /// From its name in a file.
    #[must_use]
    pub fn read(name: &str) -> Option<Self> {
        Some(match name {
            "boolean" => Self::Boolean,
            "integer" => Self::Integer,
            "float" => Self::Float,
            "string" => Self::String,
            "identifier" | "uri" | "file" | "intOrIdentifier" => Self::Identifier,
            "pair" => Self::Pair,
            "directedPair" => Self::DirectedPair,
            "point" => Self::Point,
            "duration" => Self::Duration,
            _ => return None,
        })
    }

    /// Whether it is a number.
    #[must_use]
    pub fn is_number(self) -> bool {
        matches!(self, Self::Integer | Self::Float)
    }
}

impl Cardinality {
    /// From its name in a file.
    #[must_use]
    pub fn read(name: &str) -> Option<Self> {
        Some(match name {
            "single" => Self::Single,
            "multiple" => Self::Multiple,
            "ordered" => Self::Ordered,
            "record" => Self::Record,
            _ => return None,
        })
    }
}

impl Scalar {
    /// From a text of a file or an answer; nothing when it is not of the type.
    #[must_use]
    pub fn read(text: &str, base: BaseType) -> Option<Self> {
        let trimmed = text.trim();
        let two = || {
            let mut words = trimmed.split_whitespace();
            match (words.next(), words.next(), words.next()) {
                (Some(first), Some(second), None) => Some((first.to_owned(), second.to_owned())),
                _ => None,
            }
        };
        Some(match base {
            BaseType::Boolean => Self::Boolean(match trimmed {
                "true" | "1" => true,
                "false" | "0" => false,
                _ => return None,
            }),
            BaseType::Integer => Self::Integer(whole_number(trimmed)?),
            BaseType::Float => Self::Float(finite(trimmed)?),
            BaseType::String => Self::Text(text.to_owned()),
            BaseType::Identifier => Self::Name(trimmed.to_owned()),
            BaseType::Pair => two().map(|(first, second)| Self::Pair(first, second))?,
            BaseType::DirectedPair => {
                two().map(|(first, second)| Self::DirectedPair(first, second))?
            }
            BaseType::Point => {
                let (x, y) = two()?;
                Self::Point(finite(&x)?, finite(&y)?)
            }
            BaseType::Duration => Self::Duration(seconds(trimmed)?),
        })
    }

    /// As a number; nothing when it is none.
    #[must_use]
    pub fn number(&self) -> Option<f64> {
        match self {
            Self::Integer(number) => to_float(*number),
            Self::Float(number) => Some(*number),
            _ => None,
        }
    }

    /// As a text.
    #[must_use]
    pub fn text(&self) -> String {
        match self {
            Self::Boolean(value) => value.to_string(),
            Self::Integer(number) => number.to_string(),
            Self::Float(number) | Self::Duration(number) => number.to_string(),
            Self::Text(text) | Self::Name(text) => text.clone(),
            Self::Pair(first, second) | Self::DirectedPair(first, second) => {
                format!("{first} {second}")
            }
            Self::Point(x, y) => format!("{x} {y}"),
        }
    }

    /// Whether two values are the same. Numbers are compared as numbers, and a text equals a name
    /// of the same letters, since files mix them up.
    #[must_use]
    pub fn matches(&self, other: &Self) -> bool {
        if let (Some(one), Some(two)) = (self.number(), other.number()) {
            return (one - two).abs() <= f64::EPSILON * one.abs().max(two.abs()).max(1.0);
        }
        match (self, other) {
            (Self::Text(one) | Self::Name(one), Self::Text(two) | Self::Name(two)) => one == two,
            (Self::Pair(one, two), Self::Pair(three, four)) => {
                (one == three && two == four) || (one == four && two == three)
            }
            _ => self == other,
        }
    }
}

impl Value {
    /// From texts; nothing when one is not of the type, or there are too many.
    #[must_use]
    pub fn read(texts: &[&str], base: BaseType, cardinality: Cardinality) -> Option<Self> {
        let mut values = Vec::with_capacity(texts.len());
        for text in texts {
            values.push(Scalar::read(text, base)?);
        }
        match (cardinality, values.len()) {
            (_, 0) => Some(Self::Null),
            (Cardinality::Multiple, _) => Some(Self::Multiple(values)),
            (Cardinality::Ordered, _) => Some(Self::Ordered(values)),
            (Cardinality::Single, 1) => values.pop().map(Self::Single),
            _ => None,
        }
    }

    /// True or false.
    #[must_use]
    pub fn truth(value: bool) -> Self {
        Self::Single(Scalar::Boolean(value))
    }

    /// A number.
    #[must_use]
    pub fn float(number: f64) -> Self {
        if number.is_finite() {
            Self::Single(Scalar::Float(number))
        } else {
            Self::Null
        }
    }

    /// Whether there is nothing: NULL, no member, or an empty text.
    #[must_use]
    pub fn is_null(&self) -> bool {
        match self {
            Self::Null => true,
            Self::Single(Scalar::Text(text)) => text.is_empty(),
            Self::Single(_) => false,
            Self::Multiple(members) | Self::Ordered(members) => members.is_empty(),
            Self::Record(fields) => fields.is_empty(),
        }
    }

    /// Its members; a single value is its own only one.
    #[must_use]
    pub fn members(&self) -> &[Scalar] {
        match self {
            Self::Null | Self::Record(_) => &[],
            Self::Single(one) => std::slice::from_ref(one),
            Self::Multiple(members) | Self::Ordered(members) => members,
        }
    }

    /// As one number.
    #[must_use]
    pub fn number(&self) -> Option<f64> {
        match self {
            Self::Single(one) => one.number(),
            _ => None,
        }
    }

    /// Whether two values are the same; NULL is the same as nothing.
    #[must_use]
    pub fn matches(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Record(one), Self::Record(two)) => one == two,
            (Self::Ordered(one), Self::Ordered(two)) => {
                one.len() == two.len() && one.iter().zip(two).all(|(one, two)| one.matches(two))
            }
            // A single value that a rule holds against a container is taken for its only member.
            _ => {
                let mut left: Vec<&Scalar> = other.members().iter().collect();
                let all = self.members().iter().all(|one| {
                    let at = left.iter().position(|two| one.matches(two));
                    at.map(|at| left.swap_remove(at)).is_some()
                });
                all && left.is_empty()
            }
        }
    }
}

/// A whole number as one with decimals; nothing beyond what such a number holds exactly.
#[must_use]
pub fn to_float(number: i64) -> Option<f64> {
    let high = i32::try_from(number.div_euclid(1 << 31)).ok()?;
    let low = u32::try_from(number.rem_euclid(1 << 31)).ok()?;
    Some(f64::from(high) * f64::from(1_u32 << 31) + f64::from(low))
}

/// A number as a whole one; nothing when it has decimals or is too large.
#[must_use]
pub fn to_whole(number: f64) -> Option<i64> {
    const MOST: f64 = 9_007_199_254_740_992.0;
    if number.fract() != 0.0 || number.abs() > MOST {
        return None;
    }
    format!("{number:.0}").parse().ok()
}

fn finite(text: &str) -> Option<f64> {
    let number: f64 = text.parse().ok()?;
    number.is_finite().then_some(number)
}

fn whole_number(text: &str) -> Option<i64> {
    let text = text.strip_prefix('+').unwrap_or(text);
    text.parse().ok().or_else(|| to_whole(finite(text)?))
}

/// The seconds of a duration such as `PT1H30M`, or of a bare number of them.
fn seconds(text: &str) -> Option<f64> {
    let Some(rest) = text.strip_prefix('P') else {
        return finite(text);
    };
    let (days, times) = rest.split_once('T').unwrap_or((rest, ""));
    Some(
        units(days, &[('D', 86_400.0), ('W', 604_800.0)])?
            + units(times, &[('H', 3_600.0), ('M', 60.0), ('S', 1.0)])?,
    )
}

fn units(text: &str, known: &[(char, f64)]) -> Option<f64> {
    let mut sum = 0.0;
    let mut number = String::new();
    for letter in text.chars() {
        if letter.is_ascii_digit() || letter == '.' {
            number.push(letter);
            continue;
        }
        let (_, seconds) = known.iter().find(|(name, _)| *name == letter)?;
        sum += finite(&number)? * seconds;
        number.clear();
    }
    number.is_empty().then_some(sum)
}
