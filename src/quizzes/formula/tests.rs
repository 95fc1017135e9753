use super::*;
use proptest::prelude::*;

fn value(text: &str) -> Option<f64> {
    let of = |name: &str| match name {
        "a" => Some(2.0),
        "b" => Some(3.5),
        _ => None,
    };
    Formula::parse(text).unwrap().value(of)
}

#[test]
fn operators_bind_as_they_do_on_paper() {
    for (text, expected) in [
        ("1 + 2 * 3", 7.0),
        ("(1 + 2) * 3", 9.0),
        ("8 - 3 - 2", 3.0),
        ("8 / 4 / 2", 1.0),
        ("-2 ^ 2", -4.0),
        ("2 ^ 3 ^ 2", 512.0),
        ("2 ** -1", 0.5),
        ("{a} * {b} / 2", 3.5),
        ("pow({a}, 3) + sqrt(16)", 12.0),
        ("max(1, {b}, 2) - min(4, {a})", 1.5),
        ("round(2 * pi()) + 1.5e1", 21.0),
    ] {
        assert_eq!(value(text), Some(expected), "{text}");
    }
}

#[test]
fn what_is_no_number_has_no_value() {
    for text in ["1 / 0", "sqrt(0 - 1)", "{c}", "log(0)", "10 ^ 400"] {
        assert_eq!(value(text), None, "{text}");
    }
}

#[test]
fn what_is_no_formula_is_refused_where_it_stops_being_one() {
    for (text, at) in [
        ("", 0),
        ("1 +", 3),
        ("2 3", 2),
        ("system(1)", 0),
        ("(1", 2),
        ("{}", 1),
        ("pow(1)", 0),
    ] {
        assert_eq!(Formula::parse(text), Err(Unreadable(at)), "{text}");
    }
    assert!(Formula::parse(&"(".repeat(100_000)).is_err());
    assert!(Formula::parse(&"-".repeat(100_000)).is_err());
}

proptest! {
    #[test]
    fn any_text_is_read_or_refused(text in "[-+*/^(){}a-c0-9., ]{0,40}") {
        if let Ok(formula) = Formula::parse(&text) {
            formula.value(|_| Some(1.0));
        }
    }
}
