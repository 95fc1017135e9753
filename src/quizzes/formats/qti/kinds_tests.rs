//! Items of every kind in the words of other systems, the rules written in many ways.

mod places_tests;

use super::*;
use crate::quizzes::questions::parts::Gap;
use crate::quizzes::questions::{AnswerKey, MultipleScoring, OrderingScoring, Question};

/// An item with a body and a rule, alone.
fn item(declarations: &str, body: &str, rest: &str) -> String {
    format!(
        "<assessmentItem xmlns='http://www.imsglobal.org/xsd/imsqti_v2p1' identifier='i' title='T'>\
         {declarations}<outcomeDeclaration identifier='SCORE' cardinality='single' baseType='float'/>\
         <itemBody>{body}</itemBody>{rest}</assessmentItem>"
    )
}

fn imported(text: &str) -> Imported {
    read(text.as_bytes()).unwrap()
}

fn question(text: &str) -> Question {
    let mut imported = imported(text);
    assert_eq!(imported.remarks, [], "{text}");
    imported.questions.pop().unwrap().question
}

fn refusal(text: &str) -> &'static str {
    let imported = imported(text);
    assert!(imported.questions.is_empty());
    imported.remarks.last().unwrap().key
}

const MATCH_CORRECT: &str = "<responseProcessing \
    template='http://www.imsglobal.org/question/qti_v2p1/rptemplates/match_correct'/>";
const MAP_RESPONSE: &str = "<responseProcessing \
    template='http://www.imsglobal.org/question/qti_v2p1/rptemplates/map_response'/>";

fn declared(cardinality: &str, base: &str, correct: &[&str], more: &str) -> String {
    let values: Vec<String> = correct
        .iter()
        .map(|value| format!("<value>{value}</value>"))
        .collect();
    format!(
        "<responseDeclaration identifier='RESPONSE' cardinality='{cardinality}' baseType='{base}'>\
         <correctResponse>{}</correctResponse>{more}</responseDeclaration>",
        values.concat()
    )
}

fn choices(kind: &str, names: &str) -> String {
    let one = |name: char| format!("<{kind} identifier='{name}'>text {name}</{kind}>");
    names.chars().map(one).collect()
}

fn choice(most: u8, names: &str) -> String {
    let inner = choices("simpleChoice", names);
    format!(
        "<p>Q</p><choiceInteraction responseIdentifier='RESPONSE' maxChoices='{most}'>{inner}</choiceInteraction>"
    )
}

#[test]
fn a_rule_written_by_hand_gives_the_same_key_as_a_standard_one() {
    let single = declared("single", "identifier", &["B"], "");
    let by_hand = "<responseProcessing><responseCondition><responseIf><equal>\
        <variable identifier='RESPONSE'/><baseValue baseType='identifier'>B</baseValue></equal>\
        <setOutcomeValue identifier='SCORE'><sum><baseValue baseType='float'>0.5</baseValue>\
        <baseValue baseType='float'>0.5</baseValue></sum></setOutcomeValue></responseIf>\
        </responseCondition></responseProcessing>";
    let standard = question(&item(&single, &choice(1, "ABC"), MATCH_CORRECT));
    assert_eq!(
        question(&item(&single, &choice(1, "ABC"), by_hand)),
        standard
    );
    let AnswerKey::SingleChoice { options } = standard.answer else {
        panic!()
    };
    assert_eq!(
        options
            .iter()
            .map(|option| option.correct)
            .collect::<Vec<_>>(),
        [false, true, false]
    );
}

#[test]
fn the_scheme_of_several_options_is_found_out() {
    let map = |entries: &str, bounds: &str| {
        format!("<mapping defaultValue='0' {bounds}>{entries}</mapping>")
    };
    let entry =
        |name: &str, marks: &str| format!("<mapEntry mapKey='{name}' mappedValue='{marks}'/>");
    let scheme = |declaration: &str, rule: &str| {
        let question = question(&item(declaration, &choice(0, "ABCD"), rule));
        let AnswerKey::MultipleChoice { options, scoring } = question.answer else {
            panic!()
        };
        let percents: Vec<Option<f64>> = options.iter().map(|option| option.percent).collect();
        (scoring, question.marks, percents)
    };
    let all = declared("multiple", "identifier", &["A", "B"], "");
    assert_eq!(scheme(&all, MATCH_CORRECT).0, MultipleScoring::AllOrNothing);
    let penalty = [
        entry("A", "2"),
        entry("B", "2"),
        entry("C", "-2"),
        entry("D", "-2"),
    ]
    .concat();
    let penalty = declared(
        "multiple",
        "identifier",
        &["A", "B"],
        &map(&penalty, "lowerBound='0'"),
    );
    let (found, marks, _) = scheme(&penalty, MAP_RESPONSE);
    assert_eq!((found, marks), (MultipleScoring::RightMinusWrong, 4));
    let uneven = [entry("A", "3"), entry("B", "1"), entry("C", "-2")].concat();
    let uneven = declared(
        "multiple",
        "identifier",
        &["A", "B"],
        &map(&uneven, "lowerBound='0'"),
    );
    let (found, marks, percents) = scheme(&uneven, MAP_RESPONSE);
    assert_eq!((found, marks), (MultipleScoring::Weighted, 4));
    assert_eq!(percents, [Some(75.0), Some(25.0), Some(-50.0), Some(0.0)]);
}

#[test]
fn feedback_finds_its_place() {
    let body = "<p>Q</p><choiceInteraction responseIdentifier='RESPONSE' maxChoices='1'>\
        <simpleChoice identifier='A'>a<feedbackInline outcomeIdentifier='F' identifier='A'>inside</feedbackInline></simpleChoice>\
        <simpleChoice identifier='B'>b</simpleChoice><simpleChoice identifier='C'>c</simpleChoice></choiceInteraction>";
    let rest = "<responseProcessing><responseCondition><responseIf><match><variable identifier='RESPONSE'/>\
        <correct identifier='RESPONSE'/></match><setOutcomeValue identifier='SCORE'>\
        <baseValue baseType='float'>1</baseValue></setOutcomeValue></responseIf></responseCondition>\
        <setOutcomeValue identifier='F'><variable identifier='RESPONSE'/></setOutcomeValue></responseProcessing>\
        <modalFeedback outcomeIdentifier='F' identifier='A' showHide='show'>well done</modalFeedback>\
        <modalFeedback outcomeIdentifier='F' identifier='A' showHide='hide'>no</modalFeedback>\
        <modalFeedback outcomeIdentifier='F' identifier='B' showHide='show'>not b</modalFeedback>\
        <modalFeedback outcomeIdentifier='F' identifier='X' showHide='hide'>always</modalFeedback>";
    let outcome = "<outcomeDeclaration identifier='F' cardinality='single' baseType='identifier'/>";
    let declaration = declared("single", "identifier", &["A"], "");
    let question = question(&item(&format!("{declaration}{outcome}"), body, rest));
    assert_eq!(question.comment, "always");
    assert_eq!(question.outcome_comments.right, "well done");
    assert_eq!(question.outcome_comments.wrong, "no");
    let AnswerKey::SingleChoice { options } = question.answer else {
        panic!()
    };
    let comments: Vec<&str> = options
        .iter()
        .map(|option| option.comment.as_str())
        .collect();
    assert_eq!(comments, ["inside", "not b", ""]);
}

#[test]
fn orders_pairs_and_dragged_gaps() {
    let declaration = declared("ordered", "identifier", &["C", "A", "B"], "");
    let body = format!(
        "<orderInteraction responseIdentifier='RESPONSE'><prompt>Sort</prompt>{}</orderInteraction>",
        choices("simpleChoice", "ABC")
    );
    let found = question(&item(&declaration, &body, MATCH_CORRECT));
    let items = ["C", "A", "B"].map(|name| format!("text {name}")).to_vec();
    assert_eq!(
        found.answer,
        AnswerKey::Ordering {
            items,
            scoring: OrderingScoring::AllOrNothing
        }
    );
    assert_eq!(found.text, "Sort");

    let entries = "<mapping defaultValue='0'><mapEntry mapKey='A X' mappedValue='1'/><mapEntry mapKey='B X' mappedValue='1'/></mapping>";
    let declaration = declared("multiple", "directedPair", &["A X", "B X"], entries);
    let sets = format!(
        "<simpleMatchSet>{}</simpleMatchSet><simpleMatchSet>{}</simpleMatchSet>",
        choices("simpleAssociableChoice", "AB"),
        choices("simpleAssociableChoice", "XY")
    );
    let body = format!(
        "<p>M</p><matchInteraction responseIdentifier='RESPONSE'>{sets}</matchInteraction>"
    );
    let AnswerKey::Matching { pairs, distractors } =
        question(&item(&declaration, &body, MAP_RESPONSE)).answer
    else {
        panic!()
    };
    assert_eq!(
        pairs
            .iter()
            .map(|pair| pair.matches.as_str())
            .collect::<Vec<_>>(),
        ["text X", "text X"]
    );
    assert_eq!(distractors, ["text Y"]);
    let several = declared("multiple", "directedPair", &["A X", "A Y", "B X"], "");
    assert_eq!(
        refusal(&item(&several, &body, MATCH_CORRECT)),
        "import-qti-several-matches"
    );

    let entries = "<mapping defaultValue='0'><mapEntry mapKey='A G1' mappedValue='1'/><mapEntry mapKey='B G2' mappedValue='3'/></mapping>";
    let declaration = declared("multiple", "directedPair", &["A G1", "B G2"], entries);
    let body = "<gapMatchInteraction responseIdentifier='RESPONSE'><gapText identifier='A' matchMax='1'>one</gapText>\
        <gapText identifier='B' matchMax='0'>two</gapText><p>x <gap identifier='G1'/> y <gap identifier='G2'/></p></gapMatchInteraction>";
    let found = question(&item(&declaration, body, MAP_RESPONSE));
    assert_eq!((found.text.as_str(), found.marks), ("x [[1]] y [[2]]", 4));
    let AnswerKey::GapFill { gaps, choices } = found.answer else {
        panic!()
    };
    assert_eq!(
        gaps,
        [
            Gap::Dragged {
                choice: 0,
                weight: 1
            },
            Gap::Dragged {
                choice: 1,
                weight: 3
            }
        ]
    );
    assert_eq!(
        choices
            .iter()
            .map(|choice| choice.again)
            .collect::<Vec<_>>(),
        [false, true]
    );
}

#[test]
fn numbers_are_right_within_what_the_rule_takes() {
    let declaration = declared("single", "float", &["9.81"], "");
    let body = "<p>g? <textEntryInteraction responseIdentifier='RESPONSE'/></p>";
    let rule = |condition: &str| {
        format!(
            "<responseProcessing><responseCondition><responseIf>{condition}<setOutcomeValue identifier='SCORE'>\
             <baseValue baseType='float'>2</baseValue></setOutcomeValue></responseIf></responseCondition></responseProcessing>"
        )
    };
    let found = |condition: &str| match question(&item(&declaration, body, &rule(condition))).answer
    {
        AnswerKey::Number {
            correct, tolerance, ..
        } => (correct, tolerance),
        other => panic!("{other:?}"),
    };
    let tolerant = "<equal toleranceMode='absolute' tolerance='0.01'><correct identifier='RESPONSE'/><variable identifier='RESPONSE'/></equal>";
    assert_eq!(found(tolerant), (9.81, 0.01));
    let between = "<and><gte><variable identifier='RESPONSE'/><baseValue baseType='float'>9.80</baseValue></gte>\
        <lte><variable identifier='RESPONSE'/><baseValue baseType='float'>9.82</baseValue></lte></and>";
    assert_eq!(found(between), (9.81, 0.01));
}

#[test]
fn what_has_no_counterpart_is_refused_by_name() {
    let slider =
        "<p>S</p><sliderInteraction responseIdentifier='RESPONSE' lowerBound='0' upperBound='9'/>";
    let declaration = declared("single", "integer", &["3"], "");
    assert_eq!(
        refusal(&item(&declaration, slider, MATCH_CORRECT)),
        "import-qti-interaction"
    );
    let two = format!("{}{}", choice(1, "AB"), choice(1, "CD"));
    let declaration = declared("single", "identifier", &["A"], "");
    assert_eq!(
        refusal(&item(&declaration, &two, MATCH_CORRECT)),
        "import-qti-several-interactions"
    );
    let adaptive = item(&declaration, &choice(1, "AB"), MATCH_CORRECT)
        .replace("identifier='i'", "identifier='i' adaptive='true'");
    assert_eq!(refusal(&adaptive), "import-qti-adaptive");
    assert_eq!(
        refusal(&item("", &choice(1, "AB"), "")),
        "import-qti-no-key"
    );
    assert_eq!(
        read(b"<assessmentTest/>").unwrap_err().key,
        "import-qti-test-alone"
    );
    assert_eq!(read(b"<quiz/>").unwrap_err().key, "import-qti-nothing");
}
