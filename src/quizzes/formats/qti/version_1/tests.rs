use super::super::read;
use crate::quizzes::questions::parts::Gap;
use crate::quizzes::questions::{AnswerKey, Question};

/// An item as Canvas writes it.
fn item(kind: &str, presentation: &str, conditions: &str) -> Question {
    let text = format!(
        "<questestinterop xmlns='http://www.imsglobal.org/xsd/ims_qtiasiv1p2'><assessment ident='a'><section ident='s'>\
         <item ident='i' title='Question'><itemmetadata><qtimetadata>\
         <qtimetadatafield><fieldlabel>question_type</fieldlabel><fieldentry>{kind}</fieldentry></qtimetadatafield>\
         <qtimetadatafield><fieldlabel>points_possible</fieldlabel><fieldentry>6.0</fieldentry></qtimetadatafield>\
         </qtimetadata></itemmetadata><presentation>{presentation}</presentation>\
         <resprocessing><outcomes><decvar maxvalue='100' minvalue='0' varname='SCORE' vartype='Decimal'/></outcomes>\
         {conditions}</resprocessing></item></section></assessment></questestinterop>"
    );
    let mut imported = read(text.as_bytes()).unwrap();
    assert_eq!(imported.remarks, [], "{kind}");
    imported.questions.pop().unwrap().question
}

fn material(text: &str) -> String {
    format!("<material><mattext texttype='text/html'>{text}</mattext></material>")
}

fn list(name: &str, cardinality: &str, prompt: &str, labels: &[(&str, &str)]) -> String {
    let labels: Vec<String> = labels
        .iter()
        .map(|(name, text)| {
            format!(
                "<response_label ident='{name}'>{}</response_label>",
                material(text)
            )
        })
        .collect();
    format!(
        "<response_lid ident='{name}' rcardinality='{cardinality}'>{prompt}<render_choice>{}</render_choice></response_lid>",
        labels.concat()
    )
}

fn condition(inner: &str, action: &str, marks: &str) -> String {
    format!(
        "<respcondition continue='No'><conditionvar>{inner}</conditionvar>\
         <setvar action='{action}' varname='SCORE'>{marks}</setvar></respcondition>"
    )
}

fn equal(response: &str, value: &str) -> String {
    format!("<varequal respident='{response}'>{value}</varequal>")
}

#[test]
fn several_answers_all_or_nothing() {
    let presentation = material("&lt;p&gt;Which?&lt;/p&gt;")
        + &list(
            "response1",
            "Multiple",
            "",
            &[("1", "one"), ("2", "two"), ("3", "three")],
        );
    let all = format!(
        "<and>{}{}<not>{}</not></and>",
        equal("response1", "1"),
        equal("response1", "3"),
        equal("response1", "2")
    );
    let question = item(
        "multiple_answers_question",
        &presentation,
        &condition(&all, "Set", "100"),
    );
    assert_eq!((question.marks, question.text.as_str()), (6, "Which?"));
    let AnswerKey::MultipleChoice { options, scoring } = question.answer else {
        panic!()
    };
    assert_eq!(
        options
            .iter()
            .map(|option| option.correct)
            .collect::<Vec<_>>(),
        [true, false, true]
    );
    assert_eq!(
        scoring,
        crate::quizzes::questions::MultipleScoring::AllOrNothing
    );
}

#[test]
fn matches_are_one_response_for_each_prompt() {
    let labels = [("m1", "Ulaanbaatar"), ("m2", "Bishkek"), ("m3", "Moscow")];
    let presentation = material("Match")
        + &list("response_a", "Single", &material("Mongolia"), &labels)
        + &list("response_b", "Single", &material("Kyrgyzstan"), &labels);
    let conditions = [("response_a", "m1"), ("response_b", "m2")].map(|(response, value)| {
        condition(&equal(response, value), "Add", "50.00").replace(" continue='No'", "")
    });
    let question = item("matching_question", &presentation, &conditions.concat());
    let AnswerKey::Matching { pairs, distractors } = question.answer else {
        panic!()
    };
    let pairs: Vec<(&str, &str)> = pairs
        .iter()
        .map(|pair| (pair.prompt.as_str(), pair.matches.as_str()))
        .collect();
    assert_eq!(
        pairs,
        [("Mongolia", "Ulaanbaatar"), ("Kyrgyzstan", "Bishkek")]
    );
    assert_eq!(distractors, ["Moscow"]);
}

#[test]
fn blanks_are_typed_or_selected_where_they_stand() {
    let conditions =
        [("response_color1", "x"), ("response_color2", "y")].map(|(response, value)| {
            condition(&equal(response, value), "Add", "50.00").replace(" continue='No'", "")
        });
    let presentation = material("Roses are [color1], violets [color2].")
        + &list(
            "response_color1",
            "Single",
            &material("color1"),
            &[("x", "red")],
        )
        + &list(
            "response_color2",
            "Single",
            &material("color2"),
            &[("y", "blue")],
        );
    let typed = item(
        "fill_in_multiple_blanks_question",
        &presentation,
        &conditions.concat(),
    );
    assert_eq!(typed.text, "Roses are [[1]], violets [[2]].");
    let AnswerKey::GapFill { gaps, .. } = typed.answer else {
        panic!()
    };
    assert!(matches!(&gaps[0], Gap::Typed { accepted, .. } if *accepted == ["red"]));
    let presentation = material("Roses are [color1], violets [color2].")
        + &list(
            "response_color1",
            "Single",
            &material("color1"),
            &[("x", "red"), ("z", "green")],
        )
        + &list(
            "response_color2",
            "Single",
            &material("color2"),
            &[("y", "blue"), ("w", "black")],
        );
    let selected = item(
        "multiple_dropdowns_question",
        &presentation,
        &conditions.concat(),
    );
    let AnswerKey::GapFill { gaps, .. } = selected.answer else {
        panic!()
    };
    assert!(
        matches!(&gaps[1], Gap::Selected { options, .. } if options[0].correct && options.len() == 2)
    );
}

#[test]
fn typed_answers() {
    let field =
        "<response_str ident='response1' rcardinality='Single'><render_fib/></response_str>";
    let presentation = material("Capital?") + field;
    let either = equal("response1", "Ulaanbaatar") + &equal("response1", "Ulan Bator");
    let question = item(
        "short_answer_question",
        &presentation,
        &condition(&format!("<or>{either}</or>"), "Set", "100"),
    );
    let AnswerKey::ShortText {
        accepted,
        case_sensitive,
        ..
    } = question.answer
    else {
        panic!()
    };
    assert_eq!(
        (accepted, case_sensitive),
        (
            vec!["Ulaanbaatar".to_owned(), "Ulan Bator".to_owned()],
            false
        )
    );
    let between =
        "<vargte respident='response1'>3.9</vargte><varlte respident='response1'>4.1</varlte>";
    let either = format!("<or>{}<and>{between}</and></or>", equal("response1", "4"));
    let question = item(
        "numerical_question",
        &presentation,
        &condition(&either, "Set", "100"),
    );
    let AnswerKey::Number {
        correct, tolerance, ..
    } = question.answer
    else {
        panic!()
    };
    assert_eq!((correct, tolerance), (4.0, 0.1));
    let question = item("essay_question", &presentation, "");
    assert!(matches!(question.answer, AnswerKey::Essay { .. }));
}
