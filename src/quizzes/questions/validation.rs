//! What an author may not write. The text of a refused value is a key of the message catalogue.

use chrono::{DateTime, Utc};

use super::super::formula::Formula;
use super::parts::{Choice, DragChoice, Gap, HotZone, Point, Variable, Zone};

fn refused(key: &str) -> garde::Result {
    Err(garde::Error::new(key))
}

/// Refuses options of which not exactly one is right.
pub fn exactly_one_correct(options: &[Choice], _: &()) -> garde::Result {
    match options.iter().filter(|option| option.correct).count() {
        1 => Ok(()),
        _ => refused("field-exactly-one-correct"),
    }
}

/// Refuses options of which none is right.
pub fn at_least_one_correct(options: &[Choice], _: &()) -> garde::Result {
    if options.iter().any(|option| option.correct) {
        Ok(())
    } else {
        refused("field-at-least-one-correct")
    }
}

/// Refuses places of which none is right.
pub fn a_zone_is_correct(zones: &[HotZone], _: &()) -> garde::Result {
    if zones.iter().any(|zone| zone.correct) {
        Ok(())
    } else {
        refused("field-at-least-one-correct")
    }
}

/// Refuses infinity and what is no number.
pub fn finite(value: &f64, _: &()) -> garde::Result {
    if value.is_finite() {
        Ok(())
    } else {
        refused("field-not-a-number")
    }
}

/// Refuses zero, by which nothing can be divided.
pub fn is_not_zero(value: &f64, _: &()) -> garde::Result {
    if *value == 0.0 {
        refused("field-zero")
    } else {
        Ok(())
    }
}

/// Refuses what cannot stand in braces as the name of a variable.
pub fn is_variable_name(name: &str, _: &()) -> garde::Result {
    let fits = name
        .chars()
        .all(|letter| letter.is_alphanumeric() || letter == '_')
        && !name.starts_with(|letter: char| letter.is_ascii_digit());
    if fits {
        Ok(())
    } else {
        refused("field-invalid")
    }
}

/// Refuses a polygon that encloses nothing.
pub fn at_least_three_points(points: &[Point], _: &()) -> garde::Result {
    if points.len() < 3 {
        return refused("field-too-few-points");
    }
    Ok(())
}

/// Refuses an end that is not after its beginning.
pub fn is_last_after_first(
    first: Option<&DateTime<Utc>>,
) -> impl FnOnce(&Option<DateTime<Utc>>, &()) -> garde::Result {
    let first = first.copied();
    move |last, ()| match (first, last) {
        (Some(first), Some(last)) if *last <= first => refused("field-not-after"),
        _ => Ok(()),
    }
}

/// Refuses a formula that cannot be read or names no known variable, and sets of values that do
/// not fit the variables or for which the formula has no value.
pub fn formula_fits(
    variables: &[Variable],
    sets: &[Vec<f64>],
) -> impl FnOnce(&String, &()) -> garde::Result {
    let names: Vec<String> = variables
        .iter()
        .map(|variable| variable.name.clone())
        .collect();
    let sets = sets.to_vec();
    move |formula, ()| {
        let Ok(formula) = Formula::parse(formula) else {
            return refused("field-formula-unreadable");
        };
        if !formula
            .variables()
            .all(|name| names.iter().any(|known| known == name))
        {
            return refused("field-formula-unknown-variable");
        }
        let has_value = |set: &Vec<f64>| {
            set.len() == names.len()
                && formula
                    .value(|name| {
                        names
                            .iter()
                            .position(|known| known == name)
                            .and_then(|at| set.get(at).copied())
                    })
                    .is_some()
        };
        if sets.iter().all(has_value) {
            Ok(())
        } else {
            refused("field-formula-set")
        }
    }
}

/// Refuses gaps that are filled with a choice that is not there.
pub fn gaps_fit(choices: &[DragChoice]) -> impl FnOnce(&Vec<Gap>, &()) -> garde::Result {
    let count = choices.len();
    move |gaps, ()| {
        let fits = gaps.iter().all(|gap| match gap {
            Gap::Dragged { choice, .. } => usize::from(*choice) < count,
            _ => true,
        });
        if fits {
            Ok(())
        } else {
            refused("field-unknown-choice")
        }
    }
}

/// Refuses places for a choice that is not there.
pub fn zones_fit(choices: &[DragChoice]) -> impl FnOnce(&Vec<Zone>, &()) -> garde::Result {
    let count = choices.len();
    move |zones, ()| {
        if zones.iter().all(|zone| usize::from(zone.choice) < count) {
            Ok(())
        } else {
            refused("field-unknown-choice")
        }
    }
}

/// Whether a number that is left out when it is nothing is nothing.
pub fn is_zero(number: &u16) -> bool {
    *number == 0
}
