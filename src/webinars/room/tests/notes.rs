//! Shared notes.

use serde_json::{Value, json};

use super::super::hall::{BAT, HOST, Hall, SARNAI, id, live_hall};
use super::super::notes::NOTE_LIMIT;

fn texts(hall: &Hall) -> Vec<String> {
    let snapshot = hall.snapshot(SARNAI);
    let notes = snapshot["notes"].as_array().cloned().unwrap_or_default();
    let text = |note: &Value| note["text"].as_str().unwrap().to_owned();
    notes.iter().map(text).collect()
}

#[test]
fn two_who_write_at_once_do_not_overwrite_each_other() {
    let mut hall = live_hall();
    hall.joins(BAT);
    let role = json!({"type": "give_role", "person": id(BAT), "role": "presenter"});
    hall.does(HOST, role);
    let first = hall.does(HOST, json!({"type": "write_note", "text": "нэг"}));
    let last = hall.does(
        BAT,
        json!({"type": "write_note", "after": first, "text": "гурав"}),
    );
    hall.does(
        HOST,
        json!({"type": "write_note", "after": first, "text": "хоёр"}),
    );
    hall.does(BAT, json!({"type": "write_note", "text": "тэг"}));
    assert_eq!(texts(&hall), ["тэг", "нэг", "хоёр", "гурав"]);
    let edit = |base: u64| json!({"type": "edit_note", "note": last, "base": base, "text": "3"});
    let delete = |base: u64| json!({"type": "delete_note", "note": last, "base": base});
    let changed = hall.does(BAT, edit(last));
    hall.tries([
        (HOST, edit(last), "note_changed"),
        (HOST, delete(last), "note_changed"),
        (SARNAI, edit(changed), "not_allowed"),
        (HOST, edit(changed), ""),
    ]);
    let now = hall.state.last;
    hall.tries([(HOST, delete(now), ""), (HOST, delete(now), "note_unknown")]);
    assert_eq!(texts(&hall), ["тэг", "нэг", "хоёр"]);
}

#[test]
fn notes_have_bounds() {
    let mut hall = live_hall();
    let write = |text: &str| json!({"type": "write_note", "text": text});
    let long = "ү".repeat(301);
    let lost = json!({"type": "write_note", "after": 99, "text": "a"});
    hall.tries([
        (HOST, write(" "), "text_invalid"),
        (HOST, write(&long), "text_too_long"),
        (HOST, lost, "note_unknown"),
    ]);
    for _ in 0..NOTE_LIMIT {
        hall.wait(1).does(HOST, write("a"));
    }
    hall.wait(10).tries([(HOST, write("a"), "too_many_notes")]);
    assert_eq!(texts(&hall).len(), NOTE_LIMIT);
}
