//! Who was taken in for a thread that died.

use super::*;

#[test]
fn who_was_taken_in_for_a_thread_that_has_died_is_an_orphan() {
    let mut hall = Hall::new();
    hall.joins(2);
    hall.joins(3);
    assert_eq!(hall.delivery.orphans(), []);
    // They heard this, and so were there until then.
    hall.happens(&[(2, Audience::Everybody)], 300);
    hall.mailbox.close();
    let mut orphans = hall.delivery.orphans();
    orphans.sort();
    let connections: Vec<_> = orphans.iter().map(|one| one.1).collect();
    assert_eq!(connections, [1_002, 1_003]);
    assert!(orphans.iter().all(|one| one.2 == hall.state.last_at));
    hall.delivery.leave(1_002);
    assert_eq!(hall.delivery.orphans().len(), 1);
}
