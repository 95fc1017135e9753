use proptest::prelude::*;

use super::*;

/// An organisation of a tree of three levels, by the numbers on the way to it.
fn place(way: &[u128]) -> (Uuid, Place) {
    let id = |depth: usize| {
        let numbers = way.iter().take(depth + 1);
        Uuid::from_u128(numbers.fold(0, |sum, number| sum * 10 + number + 1))
    };
    let path = (0..way.len()).map(|depth| format!("{}/", id(depth)));
    let place = Place {
        name: format!("{way:?}"),
        path: path.collect(),
    };
    (id(way.len().saturating_sub(1)), place)
}

fn leaf(way: &[u128], position: usize, year: i32, people: i64) -> Leaf {
    let positions = [
        Some("teacher".to_owned()),
        Some("director".to_owned()),
        None,
    ];
    Leaf {
        organisation_id: (!way.is_empty()).then(|| place(way).0),
        position: positions[position].clone(),
        year_of_service: Some(year).filter(|year| *year > 0),
        sums: Sums {
            invited: people,
            finished: people / 2,
            attended_percents: people * 7,
            ..Sums::default()
        },
    }
}

fn item(number: u128) -> Item {
    Item {
        key: ItemKey {
            course_id: Uuid::from_u128(100),
            item_id: Uuid::from_u128(number),
        },
        title: String::new(),
        kind: ItemKind::Lesson,
    }
}

fn cube(leaves: Vec<Leaf>, ways: &[Vec<u128>]) -> Cube {
    let mut places = HashMap::new();
    for way in ways {
        places.extend((1..=way.len()).map(|depth| place(&way[..depth])));
    }
    let done = leaves.iter().map(|leaf| DoneLeaf {
        organisation_id: leaf.organisation_id,
        item: item(1).key,
        done: leaf.sums.finished,
    });
    Cube {
        as_of: DateTime::UNIX_EPOCH,
        done: done.collect(),
        items: vec![item(1), item(2)],
        places,
        leaves,
    }
}

#[test]
fn a_part_of_the_tree_is_what_lies_below_its_path_and_who_came_from_itself() {
    let ways = [vec![0, 0, 0], vec![0, 1], vec![0], vec![1], vec![]];
    let leaves = ways.iter().zip([10, 20, 30, 40, 50]);
    let leaves = leaves.map(|(way, people)| leaf(way, 0, 1, people));
    let cube = cube(leaves.collect(), &ways);
    let below = |path: &str| {
        let fold = fold([&cube], path);
        let below = fold.below.into_values().map(|sums| sums.invited);
        (fold.total.invited, below.collect::<Vec<_>>())
    };
    assert_eq!(below(""), (150, vec![50, 60, 40]));
    assert_eq!(below(&place(&[0]).1.path), (60, vec![30, 10, 20]));
    assert_eq!(below(&place(&[0, 0]).1.path), (10, vec![10]));
    assert_eq!(below(&place(&[1]).1.path), (40, vec![40]));
    assert_eq!(below(&place(&[2]).1.path), (0, vec![]));
    let items = fold([&cube], &place(&[0]).1.path).items;
    assert_eq!((items[0].1, items[0].2), (30, 60));
    assert_eq!((items[1].1, items[1].2), (0, 60), "nobody has done it yet");
}

prop_compose! {
    fn some_leaf()(
        way in prop::collection::vec(0..3_u128, 0..4),
        position in 0..3_usize,
        year in 0..3,
        people in 0..100_i64,
    ) -> (Vec<u128>, Leaf) {
        let leaf = leaf(&way, position, year, people);
        (way, leaf)
    }
}

fn sum<'a>(all: impl IntoIterator<Item = &'a Sums>) -> Sums {
    let mut sum = Sums::default();
    all.into_iter().for_each(|one| sum += *one);
    sum
}

proptest! {
    /// Whatever the tree: a part is the sum of what lies below it, by whatever it is divided, and of the cohorts.
    #[test]
    fn the_whole_is_the_sum_of_its_parts(
        leaves in prop::collection::vec(some_leaf(), 0..40),
        halved in 0..40_usize,
    ) {
        let (ways, leaves): (Vec<_>, Vec<_>) = leaves.into_iter().unzip();
        let whole = cube(leaves.clone(), &ways);
        let mut paths = vec![String::new()];
        paths.extend(whole.places.values().map(|place| place.path.clone()));
        for path in paths {
            let all = fold([&whole], &path);
            let own: Vec<&Sums> = leaves
                .iter()
                .filter(|leaf| whole.path(leaf.organisation_id).starts_with(&path))
                .map(|leaf| &leaf.sums)
                .collect();
            prop_assert_eq!(all.total, sum(own));
            prop_assert_eq!(all.total, sum(all.below.values()));
            prop_assert_eq!(all.total, sum(all.positions.values()));
            prop_assert_eq!(all.total, sum(all.years_of_service.values()));
            for (id, sums) in &all.below {
                if let Some(id) = id {
                    prop_assert_eq!(fold([&whole], &whole.places[id].path).total, *sums);
                }
            }
            // Two cohorts that share the people add up to the same.
            let at = halved.min(leaves.len());
            let (first, second) = leaves.split_at(at);
            let halves = [cube(first.to_vec(), &ways), cube(second.to_vec(), &ways)];
            prop_assert_eq!(fold(&halves, &path), all);
        }
    }
}
