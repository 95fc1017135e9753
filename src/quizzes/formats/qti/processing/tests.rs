use super::super::tree;
use super::*;

/// What an expression comes to.
fn value(expression: &str) -> Value {
    let item = format!(
        "<assessmentItem><outcomeDeclaration identifier='X' cardinality='record'/>\
         <responseProcessing><setOutcomeValue identifier='X'>{expression}</setOutcomeValue>\
         </responseProcessing></assessmentItem>"
    );
    let item = tree::read(item.as_bytes()).unwrap();
    let rules = Rules::of(&item);
    let values = rules
        .begin(&mut || 0.0)
        .unwrap()
        .answered(&Values::new())
        .unwrap();
    values.get("X").cloned().unwrap()
}

fn number(expression: &str) -> Option<f64> {
    value(expression).number()
}

#[test]
fn arithmetic() {
    let of = |name: &str, one: &str, two: &str| {
        let base = |text: &str| format!("<baseValue baseType='float'>{text}</baseValue>");
        number(&format!("<{name}>{}{}</{name}>", base(one), base(two)))
    };
    assert_eq!(of("subtract", "5", "7.5"), Some(-2.5));
    assert_eq!(of("divide", "1", "0"), None);
    assert_eq!(of("power", "2", "10"), Some(1024.0));
    assert_eq!(of("integerDivide", "-7", "2"), Some(-4.0));
    assert_eq!(of("integerModulus", "-7", "2"), Some(1.0));
    assert_eq!(of("gcd", "12", "18"), Some(6.0));
    assert_eq!(of("lcm", "4", "6"), Some(12.0));
    let huge = "9007199254740991";
    assert_eq!(of("lcm", huge, "9007199254740990"), None);
}

#[test]
fn tolerance_and_rounding() {
    let of = |attributes: &str, one: &str, two: &str| {
        value(&format!(
            "<{attributes}><baseValue baseType='float'>{one}</baseValue>\
             <baseValue baseType='float'>{two}</baseValue></{}>",
            attributes.split(' ').next().unwrap()
        ))
    };
    let absolute = "equal toleranceMode='absolute' tolerance='0.1 0.2'";
    assert_eq!(of(absolute, "1", "0.9"), Value::truth(true));
    assert_eq!(of(absolute, "1", "1.2"), Value::truth(true));
    assert_eq!(of(absolute, "1", "1.21"), Value::truth(false));
    let open = "equal toleranceMode='absolute' tolerance='0.1' includeUpperBound='false'";
    assert_eq!(of(open, "1", "1.1"), Value::truth(false));
    let relative = "equal toleranceMode='relative' tolerance='10'";
    assert_eq!(of(relative, "50", "54.9"), Value::truth(true));
    assert_eq!(of(relative, "50", "55.1"), Value::truth(false));
    let decimals = "equalRounded roundingMode='decimalPlaces' figures='2'";
    assert_eq!(of(decimals, "1.234", "1.2311"), Value::truth(true));
    assert_eq!(of(decimals, "1.234", "1.24"), Value::truth(false));
    let figures = "equalRounded roundingMode='significantFigures' figures='3'";
    assert_eq!(of(figures, "12345", "12300"), Value::truth(true));
}

#[test]
fn null_spreads_and_can_be_asked_for() {
    assert_eq!(
        value("<sum><null/><baseValue baseType='integer'>1</baseValue></sum>"),
        Value::Null
    );
    assert_eq!(value("<isNull><multiple/></isNull>"), Value::truth(true));
    let and = "<and><null/><baseValue baseType='boolean'>false</baseValue></and>";
    assert_eq!(value(and), Value::truth(false));
    let or = "<or><null/><baseValue baseType='boolean'>false</baseValue></or>";
    assert_eq!(value(or), Value::Null);
}

#[test]
fn containers() {
    let list = |name: &str, members: &str| {
        let members: Vec<String> = members
            .chars()
            .map(|letter| format!("<baseValue baseType='identifier'>{letter}</baseValue>"))
            .collect();
        format!("<{name}>{}</{name}>", members.concat())
    };
    let contains = |kind: &str, of: &str, wanted: &str| {
        value(&format!(
            "<contains>{}{}</contains>",
            list(kind, of),
            list(kind, wanted)
        ))
    };
    assert_eq!(contains("multiple", "ABC", "CA"), Value::truth(true));
    assert_eq!(contains("multiple", "ABC", "AA"), Value::truth(false));
    assert_eq!(contains("ordered", "ABC", "BC"), Value::truth(true));
    assert_eq!(contains("ordered", "ABC", "AC"), Value::truth(false));
    let same = format!(
        "<match>{}{}</match>",
        list("multiple", "AB"),
        list("multiple", "BA")
    );
    assert_eq!(value(&same), Value::truth(true));
    let other = format!(
        "<match>{}{}</match>",
        list("ordered", "AB"),
        list("ordered", "BA")
    );
    assert_eq!(value(&other), Value::truth(false));
}

#[test]
fn texts() {
    let of = |open: &str, one: &str, two: &str| {
        let close = open.split(' ').next().unwrap();
        value(&format!(
            "<{open}><baseValue baseType='string'>{one}</baseValue>\
             <baseValue baseType='string'>{two}</baseValue></{close}>"
        ))
    };
    assert_eq!(
        of("stringMatch caseSensitive='false'", "Өнгө", "өНГӨ"),
        Value::truth(true)
    );
    assert_eq!(
        of("stringMatch caseSensitive='true'", "a", "A"),
        Value::truth(false)
    );
    assert_eq!(
        of("substring caseSensitive='true'", "b", "abc"),
        Value::truth(true)
    );
    let pattern = "patternMatch pattern='[0-9]{2}|x.*'";
    let matched = |text: &str| {
        value(&format!(
            "<{pattern}><baseValue baseType='string'>{text}</baseValue></patternMatch>"
        ))
    };
    assert_eq!(matched("42"), Value::truth(true));
    assert_eq!(matched("423"), Value::truth(false));
    assert_eq!(matched("xyz"), Value::truth(true));
}

fn fault(processing: &str) -> Fault {
    let item = format!(
        "<assessmentItem><responseProcessing>{processing}</responseProcessing></assessmentItem>"
    );
    let item = tree::read(item.as_bytes()).unwrap();
    let rules = Rules::of(&item);
    rules
        .begin(&mut || 0.0)
        .unwrap()
        .answered(&Values::new())
        .unwrap_err()
}

#[test]
fn what_is_unknown_or_endless_is_a_fault() {
    assert!(matches!(fault("<customRule/>"), Fault::Unknown(_)));
    let custom = "<setOutcomeValue identifier='X'><customOperator/></setOutcomeValue>";
    assert!(matches!(fault(custom), Fault::Unknown(_)));
    let large = "<setOutcomeValue identifier='X'><repeat numberRepeats='1000000000'>\
         <baseValue baseType='integer'>1</baseValue></repeat></setOutcomeValue>";
    assert_eq!(fault(large), Fault::TooLong);
    let pattern = "<setOutcomeValue identifier='X'><patternMatch pattern='((a{9}){99}){99}'>\
         <baseValue baseType='string'>a</baseValue></patternMatch></setOutcomeValue>";
    assert!(matches!(fault(pattern), Fault::Unknown(_)));
    let many = "<exitResponse/>".repeat(60_000);
    let many =
        format!("<responseCondition><responseElse>{many}</responseElse></responseCondition>");
    let item =
        tree::read(format!("<a><responseProcessing>{many}</responseProcessing></a>").as_bytes());
    let item = item.unwrap();
    let rules = Rules::of(&item);
    assert!(
        rules
            .begin(&mut || 0.0)
            .unwrap()
            .answered(&Values::new())
            .is_ok()
    );
    let many = "<setOutcomeValue identifier='X'><null/></setOutcomeValue>".repeat(60_000);
    assert_eq!(fault(&many), Fault::TooLong);
}

#[test]
fn tables_give_the_value_of_the_first_threshold_that_is_reached() {
    let item = "<a><outcomeDeclaration identifier='GRADE' cardinality='single' baseType='identifier'>\
         <interpolationTable defaultValue='F'>\
         <interpolationTableEntry sourceValue='8' targetValue='A'/>\
         <interpolationTableEntry sourceValue='5' includeBoundary='false' targetValue='B'/>\
         </interpolationTable></outcomeDeclaration>\
         <responseDeclaration identifier='R' cardinality='single' baseType='float'/>\
         <responseProcessing><lookupOutcomeValue identifier='GRADE'><variable identifier='R'/>\
         </lookupOutcomeValue></responseProcessing></a>";
    let item = tree::read(item.as_bytes()).unwrap();
    let rules = Rules::of(&item);
    let session = rules.begin(&mut || 0.0).unwrap();
    let grade = |number: f64| {
        let responses = Values::from([("R".to_owned(), Value::float(number))]);
        session.answered(&responses).unwrap()["GRADE"].members()[0].text()
    };
    assert_eq!([8.0, 7.0, 5.0].map(grade), ["A", "B", "F"]);
}
