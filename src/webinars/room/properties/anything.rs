//! Anything that may come to a room, for what must hold whatever comes.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::super::super::event::Through;
use super::super::hall::{Hall, author, checkpoint};
use super::super::*;

/// What may come next.
#[derive(Debug, Clone)]
pub(super) enum Step {
    /// This command.
    Command(Command),
    /// A person asks for what stands in a frame. Its numbers count back to what they may name.
    Ask(Author, Value),
}

impl Hall {
    /// Lets a step happen.
    pub(super) fn plays(&mut self, step: Step) -> Result<Decision, Refusal> {
        match step {
            Step::Command(command) => self.try_do(command),
            Step::Ask(author, mut frame) => {
                for (name, kind) in [
                    ("line", "said"),
                    ("reply_to", "said"),
                    ("question", "question_asked"),
                    ("poll", "poll_opened"),
                    ("check", "check_opened"),
                    ("announcement", "announced"),
                    ("note", "note_written"),
                    ("after", "note_written"),
                    ("base", "note_written"),
                ] {
                    if let Some(back) = frame[name].as_u64() {
                        frame[name] = json!(self.named(kind, back));
                    }
                }
                let request = serde_json::from_value(frame.clone());
                let request = request.unwrap_or_else(|error| panic!("{frame}: {error}"));
                self.try_do(Command::Ask { author, request })
            }
        }
    }

    /// The number of one of the last entries of a kind, or one that names none.
    fn named(&self, kind: &str, back: u64) -> u64 {
        let is_wanted =
            |entry: &&Entry| serde_json::to_value(&entry.event).unwrap()["type"] == kind;
        let found: Vec<u64> = self
            .log
            .iter()
            .rev()
            .filter(is_wanted)
            .map(|entry| entry.number)
            .take(4)
            .collect();
        let place = usize::try_from(back % 5).unwrap();
        found
            .get(place % found.len().max(1))
            .filter(|_| place < 4)
            .copied()
            .unwrap_or(back)
    }
}

/// Every type of frame that asks for something, but the end.
pub(super) const KINDS: &[&str] = &[
    "start",
    "raise_hand",
    "lower_hand",
    "show_slide",
    "say",
    "edit_line",
    "delete_line",
    "remove_line",
    "pin_line",
    "unpin_line",
    "react_to_line",
    "take_reaction_back",
    "give_role",
    "hand_over",
    "remove",
    "let_back",
    "ask_question",
    "approve_question",
    "vote_for_question",
    "take_vote_back",
    "answer_question",
    "dismiss_question",
    "withdraw_question",
    "open_poll",
    "set_right_options",
    "vote",
    "close_poll",
    "show_results",
    "open_check",
    "answer_check",
    "close_check",
    "start_timer",
    "stop_timer",
    "announce",
    "take_down",
    "react",
    "set_rules",
    "admit",
    "open_groups",
    "fill_groups",
    "deal_groups",
    "recall_groups",
    "write_note",
    "edit_note",
    "delete_note",
    "draw",
    "undo_drawing",
    "clear_drawing",
    "point",
];

/// Anything that anybody may ask for, sensible or not, as it stands in a frame.
fn frame() -> impl Strategy<Value = Value> {
    let kind = proptest::sample::select(KINDS);
    (kind, 1..=5_u128, 0..60_u64, 0..8_usize, any::<bool>()).prop_map(
        |(kind, person, number, choice, flag)| {
            let person = Uuid::from_u128(person);
            let role = ["host", "co_host", "presenter", "participant"][choice % 4];
            let reaction = ["heart", "applause"][choice % 2];
            let to = [
                json!("everybody"),
                json!("hosts"),
                json!({"group": choice % 3}),
                json!(null),
            ];
            let answers = [
                json!({"kind": "single", "options": ["a", "b"]}),
                json!({"kind": "multiple", "options": ["a", "b"]}),
                json!({"kind": "quiz", "options": ["a", "b"]}),
                json!({"kind": "scale", "from": 0, "to": choice}),
                json!({"kind": "words"}),
            ];
            let answer = [
                json!({"options": [choice % 3]}),
                json!({"options": [1, 2]}),
                json!({"value": choice}),
                json!({"words": "Багш"}),
            ];
            let fields = match kind {
                "say" => json!({"text": "a", "to": to[choice % 4],
                    "reply_to": flag.then_some(number)}),
                "edit_line" => json!({"line": number, "text": "b"}),
                "delete_line" | "remove_line" | "pin_line" | "unpin_line" => {
                    json!({"line": number})
                }
                "react_to_line" | "take_reaction_back" => {
                    json!({"line": number, "reaction": reaction})
                }
                "lower_hand" | "hand_over" | "remove" | "let_back" => json!({"person": person}),
                "admit" => json!({"person": flag.then_some(person)}),
                "give_role" => json!({"person": person, "role": role}),
                "show_slide" => json!({"slide": choice}),
                "ask_question" | "announce" => json!({"text": "?"}),
                "approve_question" | "vote_for_question" | "take_vote_back"
                | "dismiss_question" | "withdraw_question" => json!({"question": number}),
                "answer_question" => json!({"question": number, "text": flag.then_some("so")}),
                "open_poll" => json!({"question": "?", "answers": answers[choice % 5]}),
                "set_right_options" => json!({"poll": number, "options": [1]}),
                "vote" => json!({"poll": number, "answer": answer[choice % 4]}),
                "close_poll" => json!({"poll": number, "show": flag}),
                "show_results" => json!({"poll": number}),
                "open_check" | "start_timer" => json!({"seconds": 10 + choice}),
                "answer_check" | "close_check" => json!({"check": number}),
                "take_down" => json!({"announcement": number}),
                "react" => json!({"reaction": reaction}),
                "set_rules" => json!({"chat": choice != 1, "questions_moderated": flag,
                    "hands": choice != 2, "admission": if choice > 4 { "by_host" } else { "open" },
                    "capacity": 2 + choice % 4, "rate": 20 + choice}),
                "open_groups" => json!({"names": ["a", "b"], "seconds": flag.then_some(30)}),
                "fill_groups" => {
                    json!({"members": [{"group": 1 + choice % 2, "people": [person]}]})
                }
                "deal_groups" => json!({"seed": number}),
                "write_note" => json!({"text": "a", "after": flag.then_some(number)}),
                "edit_note" => json!({"note": number, "base": number, "text": "b"}),
                "draw" => json!({"slide": 1 + choice % 2, "colour": "red", "width": 1,
                    "points": vec![[1, 2]; choice]}),
                "undo_drawing" | "clear_drawing" => json!({"slide": 1 + choice % 2}),
                "point" => json!({"points": [[choice, 3]]}),
                "delete_note" => json!({"note": number, "base": number}),
                _ => json!({}),
            };
            // The end comes seldom, or nothing else would.
            let kind = if kind == "start" && number == 0 {
                "end"
            } else {
                kind
            };
            let mut frame = json!({"type": kind});
            frame
                .as_object_mut()
                .unwrap()
                .extend(fields.as_object().unwrap().clone());
            frame
        },
    )
}

/// Anything that may come to a room, and the seconds before it.
pub(super) fn anything() -> impl Strategy<Value = (Step, i64)> {
    let someone = 1..=5_u128;
    let session = proptest::option::of(0..40_u64);
    let through = proptest::option::weighted(0.4, (1..=2_u128, 1..9_u64));
    let join = (someone.clone(), session, through).prop_map(|(person, session, through)| {
        let through = through.map(|(node, number)| Through {
            node: Uuid::from_u128(node),
            number,
        });
        Step::Command(Command::Join {
            author: author(person, None),
            session,
            through,
        })
    });
    let leave = (someone.clone(), 0..40_u64, -30..30_i64, any::<bool>()).prop_map(
        |(person, connection, offset, goodbye)| {
            let last_heard = DateTime::from_timestamp(1_800_000_000 + offset, 0).unwrap();
            Step::Command(Command::Leave {
                person: Uuid::from_u128(person),
                connection,
                last_heard,
                goodbye,
            })
        },
    );
    let sent = proptest::option::weighted(0.2, (1..8_u64, 0..30_u64));
    // Half of all is asked by the host, or little would ever happen.
    let asker = prop_oneof![Just(1_u128), someone];
    let ask = (asker, sent, frame())
        .prop_map(|(person, sent, frame)| Step::Ask(author(person, sent), frame));
    let shared = (1..=5_u128, 1..=5_u128, any::<bool>()).prop_map(|(owner, person, is_in)| {
        let (person, name) = (Uuid::from_u128(person), "a".to_owned());
        let request = if is_in {
            companions::Request::CheckIn { person, name }
        } else {
            companions::Request::CheckOut { person }
        };
        Step::Command(Command::Ask {
            author: author(owner, None),
            request: Request::Companions(request),
        })
    });
    let lost = (1..=2_u128, -30..30_i64).prop_map(|(node, offset)| Command::LoseNode {
        node: Uuid::from_u128(node),
        last_heard: DateTime::from_timestamp(1_800_000_000 + offset, 0).unwrap(),
    });
    let house = prop_oneof![
        10 => lost,
        30 => Just(checkpoint()),
        60 => Just(Command::Settle),
        30 => Just(Command::Restart),
        2 => Just(Command::RemoveDeck),
        1 => Just(Command::Close)
    ];
    let house = house.prop_map(Step::Command);
    let deck = (1..=3_u128, 0..4_u32).prop_map(|(person, slides)| {
        let deck = Uuid::from_u128(slides.into());
        let request = match slides {
            0 => slides::Request::RemoveDeck,
            _ => slides::Request::UseDeck { deck, slides },
        };
        Step::Command(Command::Ask {
            author: author(person, None),
            request: Request::Slides(request),
        })
    });
    (
        prop_oneof![8 => join, 4 => leave, 60 => ask, 3 => shared, 2 => house, 2 => deck],
        -2..8_i64,
    )
}
