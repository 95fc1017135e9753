use proptest::prelude::*;

use super::*;

fn place(letter: u8) -> Uuid {
    Uuid::from_u128(letter.into())
}

/// Groups written as `ab5`: five people in the organisation b of a.
fn groups(written: &[&str]) -> Vec<Group> {
    let each = written.iter().map(|one| {
        let at = one.find(|letter: char| letter.is_ascii_digit()).unwrap();
        Group {
            path: one[..at].bytes().map(place).collect(),
            answers: one[at..].parse().unwrap(),
        }
    });
    each.collect()
}

/// Where each group is counted, as `ab>a`.
fn told(written: &[&str]) -> Option<Vec<String>> {
    let letters = |path: &[Uuid]| -> String {
        let each = path
            .iter()
            .map(|id| char::from(u8::try_from(id.as_u128()).unwrap()));
        each.collect()
    };
    let levels = levels(&groups(written), 5)?;
    let each = levels
        .iter()
        .map(|(path, level)| format!("{}>{}", letters(path), letters(level)));
    Some(each.collect())
}

#[test]
fn a_large_school_is_told_of_and_small_ones_only_together() {
    assert_eq!(
        told(&["ab7", "ac3", "ad4"]).unwrap(),
        ["ab>ab", "ac>a", "ad>a"]
    );
}

#[test]
fn a_small_school_is_not_what_is_left_of_the_province() {
    // 10 of the province without the 7 of one school would be the 3 of the other.
    assert_eq!(told(&["ab7", "ac3"]).unwrap(), ["ab>a", "ac>a"]);
    // Of two that could be hidden, the smaller one is.
    assert_eq!(
        told(&["ab7", "ac3", "ad6"]).unwrap(),
        ["ab>ab", "ac>a", "ad>a"]
    );
}

#[test]
fn what_is_below_something_hidden_is_hidden() {
    assert_eq!(
        told(&["abx6", "aby6", "ac2"]).unwrap(),
        ["abx>a", "aby>a", "ac>a"]
    );
}

#[test]
fn nothing_is_told_of_a_survey_that_hardly_anybody_answered() {
    assert_eq!(told(&["a2", "b2"]), None);
    assert_eq!(told(&[]), None);
    assert_eq!(told(&["a4", "1"]).unwrap(), [">", "a>"]);
}

/// A tree of three levels with a few people everywhere.
fn anything() -> impl Strategy<Value = Vec<Group>> {
    let path = prop::collection::vec(1..4_u8, 0..4);
    prop::collection::btree_map(path, 0..9_u32, 0..25).prop_map(|places| {
        let each = places.into_iter().map(|(path, answers)| Group {
            path: path.into_iter().map(place).collect(),
            answers,
        });
        each.collect()
    })
}

/// The people of each part that is told of, as sets of places.
fn parts(groups: &[Group], levels: &BTreeMap<Vec<Uuid>, Vec<Uuid>>) -> Vec<BTreeSet<usize>> {
    let shown: BTreeSet<Vec<Uuid>> = levels
        .values()
        .flat_map(|level| (0..=level.len()).map(|length| level[..length].to_vec()))
        .collect();
    let within = |part: &Vec<Uuid>| {
        let each = groups.iter().enumerate();
        // Who is counted within the part: what is told of it is the sum of just these.
        let inside = each.filter(|(_, group)| levels[&group.path].starts_with(part));
        inside.map(|(at, _)| at).collect()
    };
    shown.iter().map(within).collect()
}

fn size(groups: &[Group], of: &BTreeSet<usize>) -> u32 {
    of.iter().map(|at| groups[*at].answers).sum()
}

proptest! {
    #[test]
    fn no_sum_and_no_difference_is_about_fewer_people(
        groups in anything(), smallest in 2..8_u32, signs in prop::collection::vec(-1..=1_i32, 64)
    ) {
        let Some(levels) = levels(&groups, smallest) else {
            let all: u32 = groups.iter().map(|group| group.answers).sum();
            prop_assert!(all < smallest);
            return Ok(());
        };
        let parts = parts(&groups, &levels);
        for one in &parts {
            let one_size = size(&groups, one);
            prop_assert!(one_size == 0 || one_size >= smallest);
            for other in &parts {
                let left = size(&groups, &one.difference(other).copied().collect());
                prop_assert!(left == 0 || left >= smallest, "{one:?} without {other:?}: {left}");
            }
        }
        // Any combination with signs: the people who weigh the same in it are enough.
        let mut weights = vec![0_i32; groups.len()];
        for (part, sign) in parts.iter().zip(&signs) {
            part.iter().for_each(|at| weights[*at] += sign);
        }
        let kinds: BTreeSet<i32> = weights.iter().copied().collect();
        for kind in kinds {
            let alike = (0..groups.len()).filter(|at| weights[*at] == kind).collect();
            let alike = size(&groups, &alike);
            prop_assert!(alike == 0 || alike >= smallest);
        }
    }

    #[test]
    fn everything_that_is_told_of_a_part_is_of_everybody_in_it(
        groups in anything(), smallest in 2..8_u32
    ) {
        let Some(levels) = levels(&groups, smallest) else { return Ok(()); };
        for level in levels.values() {
            let counted: u32 = groups.iter()
                .filter(|group| levels[&group.path].starts_with(level))
                .map(|group| group.answers).sum();
            let there: u32 = groups.iter()
                .filter(|group| group.path.starts_with(level))
                .map(|group| group.answers).sum();
            prop_assert_eq!(counted, there);
        }
    }
}
