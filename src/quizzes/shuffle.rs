//! The order drawn for one attempt. It must be the same in five years, on every node and in
//! every client that checks it, so the generator is written out here and does not depend on a
//! library's choice of algorithm.

use uuid::Uuid;

/// Steele, Lea and Flood, "Fast splittable pseudorandom number generators" (OOPSLA 2014), with the
/// constants of Vigna's `splitmix64.c`. It is no secret generator: a seed never leaves the server.
struct SplitMix64(u64);

impl SplitMix64 {
    fn draw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }
}

/// The numbers `0..count` in an order that depends on nothing but the attempt's seed and the
/// identifier of what is shuffled, so that a change to one question never moves another's options.
///
/// A number is drawn for each in turn and they are sorted by it: every order is equally likely
/// (but for two equal draws of 64 bits), and there is nothing else to define.
#[must_use]
pub fn order(seed: i64, of: Uuid, count: u16) -> Vec<u16> {
    let (high, low) = of.as_u64_pair();
    let mut generator = SplitMix64(seed.cast_unsigned());
    generator.0 = generator.draw() ^ high;
    generator.0 = generator.draw() ^ low;
    let mut drawn: Vec<(u64, u16)> = (0..count)
        .map(|number| (generator.draw(), number))
        .collect();
    drawn.sort_unstable();
    drawn.into_iter().map(|(_, number)| number).collect()
}

/// Numbers of 64 bits drawn for something of an attempt, such as the variables of a question; each
/// as likely as any other.
pub fn draws(seed: i64, of: Uuid) -> impl Iterator<Item = u64> {
    let (high, low) = of.as_u64_pair();
    // Another beginning than `order` has, so that the variables of a question say nothing about the
    // order of its parts.
    let mut generator = SplitMix64(!seed.cast_unsigned());
    generator.0 = generator.draw() ^ high;
    generator.0 = generator.draw() ^ low;
    std::iter::repeat_with(move || generator.draw())
}

/// The way back: when `order[shown] == authored`, then `inverse(order)[authored] == shown`.
#[must_use]
pub fn inverse(order: &[u16]) -> Vec<u16> {
    let mut pairs: Vec<(u16, u16)> = order.iter().copied().zip(0..).collect();
    pairs.sort_unstable();
    pairs.into_iter().map(|(_, shown)| shown).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The first five numbers that Vigna's program prints for the seed 1234567.
    #[test]
    fn the_generator_is_the_published_one() {
        let mut generator = SplitMix64(1_234_567);
        let drawn: Vec<u64> = (0..5).map(|_| generator.draw()).collect();
        assert_eq!(
            drawn,
            [
                6_457_827_717_110_365_317,
                3_203_168_211_198_807_973,
                9_817_491_932_198_370_423,
                4_593_380_528_125_082_431,
                16_408_922_859_458_223_821,
            ]
        );
    }

    /// Computed by an independent program. Attempts already begun must be shown the same paper after every upgrade: these orders may
    /// never change.
    #[test]
    fn the_order_of_a_seed_never_changes() {
        let question = Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0001);
        assert_eq!(order(1, question, 6), [2, 4, 3, 1, 0, 5]);
        assert_eq!(order(-1, question, 6), [5, 2, 3, 1, 4, 0]);
    }

    #[test]
    fn every_order_of_three_is_equally_likely() {
        let mut counts = std::collections::BTreeMap::new();
        for seed in 0..6_000 {
            *counts.entry(order(seed, Uuid::nil(), 3)).or_insert(0) += 1;
        }
        assert_eq!(counts.len(), 6);
        assert!(
            counts.values().all(|count| (900..1_100).contains(count)),
            "{counts:?}"
        );
    }

    proptest! {
        #[test]
        fn an_order_holds_every_number_once(seed: i64, of: u128, count in 0_u16..200) {
            let mut sorted = order(seed, Uuid::from_u128(of), count);
            sorted.sort_unstable();
            prop_assert_eq!(sorted, (0..count).collect::<Vec<_>>());
        }

        #[test]
        fn the_inverse_leads_back(seed: i64, count in 0_u16..200) {
            let order = order(seed, Uuid::nil(), count);
            let back = inverse(&order);
            for (shown, authored) in order.iter().enumerate() {
                prop_assert_eq!(usize::from(back[usize::from(*authored)]), shown);
            }
        }
    }
}
