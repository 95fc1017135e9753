use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;

#[test]
fn a_certificate_goes_from_issue_to_the_register_and_its_changes_follow() {
    use ExportState::{Changed, Exported, NotNeeded, Refused, Registered, Waiting};
    let issued = Standing::ISSUED;
    let registered = issued.taken().answered(1, true);
    let refused = issued.taken().answered(1, false);
    for (story, standing, state, due) in [
        ("issued", issued, Waiting, Some(Change::New)),
        ("in a batch", issued.taken(), Exported, None),
        ("accepted", registered, Registered, None),
        ("refused", refused, Refused, None),
        (
            "refused and released",
            refused.released(),
            Waiting,
            Some(Change::New),
        ),
        (
            "refused and mended",
            refused.corrected(),
            Waiting,
            Some(Change::New),
        ),
        ("refused and revoked", refused.revoked(), NotNeeded, None),
        (
            "corrected after acceptance",
            registered.corrected(),
            Changed,
            Some(Change::Changed),
        ),
        (
            "revoked after acceptance",
            registered.revoked(),
            Changed,
            Some(Change::Revoked),
        ),
        (
            "revoked before any batch",
            issued.revoked(),
            NotNeeded,
            None,
        ),
        (
            "corrected while in a batch that is then accepted",
            issued.taken().corrected().answered(1, true),
            Changed,
            Some(Change::Changed),
        ),
        (
            "corrected while in a batch that is then refused",
            issued.taken().corrected().answered(1, false),
            Waiting,
            Some(Change::New),
        ),
        (
            "revoked while in a batch that is then accepted",
            issued.taken().revoked().answered(1, true),
            Changed,
            Some(Change::Revoked),
        ),
        (
            "revoked while in a batch that is then refused",
            issued.taken().revoked().answered(1, false),
            NotNeeded,
            None,
        ),
        (
            "a change that is refused",
            registered.corrected().taken().answered(2, false),
            Refused,
            None,
        ),
    ] {
        assert_eq!((standing.state(), standing.due()), (state, due), "{story}");
    }
}

/// What happens to one of a few certificates, or between the two systems.
#[derive(Debug, Clone)]
enum Happening {
    Correct(usize),
    Revoke(usize),
    Release(usize),
    /// A batch is frozen and its file is read by the other side.
    Export,
    /// The answer to some rows of a batch arrives, by the number of the batch: perhaps late, perhaps
    /// for the second time.
    Acknowledge {
        batch: usize,
        rows: u8,
    },
}

fn happening() -> impl Strategy<Value = Happening> {
    prop_oneof![
        2 => (0..CERTIFICATES).prop_map(Happening::Correct),
        1 => (0..CERTIFICATES).prop_map(Happening::Revoke),
        2 => (0..CERTIFICATES).prop_map(Happening::Release),
        3 => Just(Happening::Export),
        6 => (0_usize..6, any::<u8>())
            .prop_map(|(batch, rows)| Happening::Acknowledge { batch, rows }),
    ]
}

const CERTIFICATES: usize = 4;

/// A row as it was sent, and whether its answer has been taken.
#[derive(Debug, Clone)]
struct Row {
    certificate: usize,
    stamp: i32,
    change: Change,
    answered: bool,
}

/// The sector's information system: what it holds by key, and what it has answered to each row.
#[derive(Debug, Default)]
struct Sector {
    held: BTreeMap<usize, (i32, bool)>,
    answers: Vec<Vec<bool>>,
}

impl Sector {
    /// Reads a file; says of each row whether it is accepted. A row may be refused for any reason, but
    /// one that is not possible is a fault of ours.
    fn read(&mut self, rows: &[Row], refusals: u8) {
        let mut answers = Vec::new();
        for row in rows {
            let known = self.held.get(&row.certificate).copied();
            match row.change {
                Change::New => assert!(known.is_none(), "registered twice: {row:?}"),
                Change::Changed | Change::Revoked => {
                    let (stamp, revoked) = known.expect("a change of what is not registered");
                    assert!(!revoked && stamp < row.stamp, "an old change: {row:?}");
                }
            }
            let accepted = refusals & (1 << row.certificate) == 0;
            if accepted {
                let revoked = row.change == Change::Revoked;
                self.held.insert(row.certificate, (row.stamp, revoked));
            }
            answers.push(accepted);
        }
        self.answers.push(answers);
    }
}

#[derive(Debug, Default)]
struct Platform {
    standings: [Standing; CERTIFICATES],
    batches: Vec<Vec<Row>>,
}

impl Platform {
    fn export(&mut self) -> Vec<Row> {
        let mut rows = Vec::new();
        for (certificate, standing) in self.standings.iter_mut().enumerate() {
            if let Some(change) = standing.due() {
                rows.push(Row {
                    certificate,
                    stamp: standing.stamp,
                    change,
                    answered: false,
                });
                *standing = standing.taken();
            }
        }
        self.batches.push(rows.clone());
        rows
    }

    /// As `acknowledging.rs` does: the first answer to a row stands.
    fn acknowledge(&mut self, batch: usize, answers: &[bool], which: u8) {
        for (place, row) in self.batches[batch].iter_mut().enumerate() {
            let is_named = which & (1 << (place % 8)) != 0;
            if is_named && !row.answered {
                row.answered = true;
                let standing = &mut self.standings[row.certificate];
                *standing = standing.answered(row.stamp, answers[place]);
            }
        }
    }

    fn happens(&mut self, sector: &mut Sector, happening: &Happening, refusals: u8) {
        match *happening {
            Happening::Correct(which) if !self.standings[which].revoked => {
                self.standings[which] = self.standings[which].corrected();
            }
            Happening::Revoke(which) if !self.standings[which].revoked => {
                self.standings[which] = self.standings[which].revoked();
            }
            Happening::Release(which) => {
                self.standings[which] = self.standings[which].released();
            }
            Happening::Export => sector.read(&self.export(), refusals),
            Happening::Acknowledge { batch, rows } if batch < self.batches.len() => {
                let answers = sector.answers[batch].clone();
                self.acknowledge(batch, &answers, rows);
            }
            _ => {}
        }
        for (certificate, _) in self.standings.iter().enumerate() {
            let open = self.batches.iter().flatten();
            let open = open.filter(|row| row.certificate == certificate && !row.answered);
            let is_out = self.standings[certificate].is_out;
            assert_eq!(open.count(), usize::from(is_out), "one open batch at most");
        }
    }

    /// Everything is answered, mended and sent, until there is nothing left to tell.
    fn settle(&mut self, sector: &mut Sector) {
        for _ in 0..3 {
            for batch in 0..self.batches.len() {
                let answers = sector.answers[batch].clone();
                self.acknowledge(batch, &answers, u8::MAX);
            }
            for standing in &mut self.standings {
                *standing = standing.released();
            }
            let rows = self.export();
            sector.read(&rows, 0);
        }
        assert!(self.batches.last().is_some_and(Vec::is_empty));
    }
}

proptest! {
    /// Partial, doubled and late answers, corrections and revocations in between: in the end the
    /// other side holds each certificate once, as it is.
    #[test]
    fn each_is_registered_once_whatever_happens(
        happenings in prop::collection::vec((happening(), any::<u8>()), 0..60),
    ) {
        let (mut platform, mut sector) = (Platform::default(), Sector::default());
        for (happening, refusals) in &happenings {
            platform.happens(&mut sector, happening, *refusals);
        }
        platform.settle(&mut sector);
        for (certificate, standing) in platform.standings.iter().enumerate() {
            let held = sector.held.get(&certificate).copied();
            if standing.state() == ExportState::NotNeeded {
                prop_assert_eq!(held, None);
            } else {
                prop_assert_eq!(standing.state(), ExportState::Registered);
                prop_assert_eq!(held, Some((standing.stamp, standing.revoked)));
            }
        }
    }
}
