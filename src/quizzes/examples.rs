//! A question of each kind and a quiz of them all, for the tests of the rules.

use uuid::Uuid;

use super::questions::parts::{
    Choice, DragChoice, Gap, HotZone, Pair, Picture, Point, Shape, Variable, Zone,
};
use super::questions::{AnswerKey, MultipleScoring, OrderingScoring, OutcomeComments, Question};
use super::quiz::{CountingTry, FeedbackPolicy, LateAnswers, Marking, Navigation, Quiz};

/// A quiz with one question of every kind, everything shuffled; worth 30 marks, of which an essay
/// and a file carry 4 each.
pub fn quiz() -> Quiz {
    let keys = [
        single_choice(),
        multiple_choice(),
        true_false(),
        short_text(),
        number(),
        matching(),
        ordering(),
        gap_fill(),
        drag_onto_image(),
        hotspot(),
        calculated(),
        essay(),
        file(),
        AnswerKey::Information,
    ];
    let questions = (1..).zip(keys).map(|(number, answer)| Question {
        id: Uuid::from_u128(number),
        marks: if answer.guidance().is_some() { 4 } else { 2 },
        ..question(answer)
    });
    Quiz {
        tries: Some(2),
        minutes: Some(30),
        pass_percent: 60,
        shuffle_questions: true,
        shuffle_options: true,
        questions: questions.collect(),
        ..plain()
    }
}

/// A quiz without questions in which everything is as it is when its author says nothing.
pub fn plain() -> Quiz {
    Quiz {
        opens_at: None,
        closes_at: None,
        tries: None,
        counting: CountingTry::Best,
        minutes_between_tries: 0,
        minutes: None,
        pass_percent: 60,
        penalty_percent: 0,
        certainty: false,
        navigation: Navigation::Free,
        shuffle_questions: false,
        shuffle_options: false,
        feedback: FeedbackPolicy::Comments,
        feedback_after_close: None,
        late_answers: LateAnswers::NeverCount,
        late_hours: 24,
        marking: Marking::default(),
        sections: Vec::new(),
        questions: Vec::new(),
        draws: Vec::new(),
    }
}

/// A question worth one mark.
pub fn question(answer: AnswerKey) -> Question {
    Question {
        id: Uuid::from_u128(99),
        source: None,
        section: 0,
        title: String::new(),
        outcome_comments: OutcomeComments::default(),
        text: "what is asked".to_owned(),
        marks: 1,
        comment: "comment on the question".to_owned(),
        answer,
    }
}

fn option(text: &str, correct: bool, comment: &str) -> Choice {
    Choice {
        text: text.to_owned(),
        correct,
        percent: None,
        comment: comment.to_owned(),
    }
}

/// Three options of which the last is right.
pub fn single_choice() -> AnswerKey {
    AnswerKey::SingleChoice {
        options: vec![
            option("first", false, ""),
            option("second", false, "comment on the second option"),
            option("third", true, ""),
        ],
    }
}

/// Five options of which the first three are right.
pub fn multiple_choice() -> AnswerKey {
    let options = ["a", "b", "c", "d", "e"];
    AnswerKey::MultipleChoice {
        options: (0..)
            .zip(options)
            .map(|(n, text)| option(text, n < 3, ""))
            .collect(),
        scoring: MultipleScoring::default(),
    }
}

/// A statement that is true.
pub fn true_false() -> AnswerKey {
    AnswerKey::TrueFalse {
        correct: true,
        true_comment: String::new(),
        false_comment: String::new(),
    }
}

/// The capital of Mongolia, in two spellings.
pub fn short_text() -> AnswerKey {
    AnswerKey::ShortText {
        accepted: vec!["Улаанбаатар хот".to_owned(), "Ulaanbaatar".to_owned()],
        others: Vec::new(),
        case_sensitive: false,
        wildcards: false,
    }
}

/// 0.3, give or take 0.1.
pub fn number() -> AnswerKey {
    AnswerKey::Number {
        correct: 0.3,
        tolerance: 0.1,
        tolerance_percent: 0.0,
        units: None,
        others: Vec::new(),
    }
}

/// Three prompts, of which two have the same match, and one match that belongs to none.
pub fn matching() -> AnswerKey {
    let pair = |prompt: &str, matches: &str| Pair {
        prompt: prompt.to_owned(),
        matches: matches.to_owned(),
    };
    AnswerKey::Matching {
        pairs: vec![
            pair("horse", "mammal"),
            pair("eagle", "bird"),
            pair("camel", "mammal"),
        ],
        distractors: vec!["fish".to_owned()],
    }
}

/// Four items.
pub fn ordering() -> AnswerKey {
    let items = ["spring", "summer", "autumn", "winter"];
    AnswerKey::Ordering {
        items: items.map(str::to_owned).to_vec(),
        scoring: OrderingScoring::default(),
    }
}

/// An essay with guidance for whoever grades it.
pub fn essay() -> AnswerKey {
    AnswerKey::Essay {
        guidance: "look for two reasons".to_owned(),
        rubric: None,
        template: String::new(),
    }
}

/// A file with guidance for whoever grades it.
pub fn file() -> AnswerKey {
    AnswerKey::File {
        guidance: "look for the photograph".to_owned(),
        rubric: None,
        most_files: 2,
    }
}

/// Four gaps: one typed, one a number, one selected, one filled by dragging.
pub fn gap_fill() -> AnswerKey {
    let choice = |text: &str| DragChoice {
        text: text.to_owned(),
        again: false,
    };
    AnswerKey::GapFill {
        gaps: vec![
            Gap::Typed {
                accepted: vec!["Хөвсгөл".to_owned()],
                others: Vec::new(),
                case_sensitive: false,
                weight: 1,
            },
            Gap::Number {
                correct: 262.0,
                tolerance: 1.0,
                others: Vec::new(),
                weight: 1,
            },
            Gap::Selected {
                options: vec![option("lake", true, ""), option("river", false, "no")],
                weight: 1,
            },
            Gap::Dragged {
                choice: 1,
                weight: 1,
            },
        ],
        choices: vec![choice("salt"), choice("fresh"), choice("warm")],
    }
}

fn picture() -> Picture {
    Picture {
        file: Uuid::from_u128(7),
        alternative: "a map".to_owned(),
        width: 400,
        height: 300,
    }
}

fn circle(x: u16, y: u16) -> Shape {
    Shape::Circle { x, y, radius: 20 }
}

/// Two places for three labels.
pub fn drag_onto_image() -> AnswerKey {
    let choice = |text: &str| DragChoice {
        text: text.to_owned(),
        again: false,
    };
    let zone = |x, y, choice| Zone {
        shape: circle(x, y),
        choice,
    };
    AnswerKey::DragOntoImage {
        picture: picture(),
        choices: vec![choice("west"), choice("east"), choice("south")],
        zones: vec![zone(50, 50, 1), zone(150, 50, 0)],
        zones_shown: true,
    }
}

/// Two right places and a wrong one.
pub fn hotspot() -> AnswerKey {
    let zone = |shape, correct| HotZone {
        shape,
        correct,
        comment: String::new(),
    };
    let triangle = Shape::Polygon {
        points: [(200, 200), (240, 200), (220, 240)]
            .map(|(x, y)| Point { x, y })
            .to_vec(),
    };
    AnswerKey::Hotspot {
        picture: picture(),
        zones: vec![
            zone(circle(50, 50), true),
            zone(triangle, true),
            zone(circle(300, 250), false),
        ],
        zones_shown: false,
        most_points: 3,
    }
}

/// The area of a rectangle of drawn sides.
pub fn calculated() -> AnswerKey {
    let variable = |name: &str| Variable {
        name: name.to_owned(),
        least: 2.0,
        most: 9.5,
        decimals: 1,
    };
    AnswerKey::Calculated {
        formula: "{a} * {b}".to_owned(),
        variables: vec![variable("a"), variable("b")],
        sets: Vec::new(),
        tolerance: 0.0,
        tolerance_percent: 0.0,
        decimals: 2,
        units: None,
    }
}
