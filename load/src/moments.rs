//! Moments and choices drawn at random, from a seed.

use std::time::Duration;

/// A source of random numbers: `SplitMix64` (Steele, Lea and Flood, 2014), a few instructions a
/// number. Nothing secret is drawn here.
#[derive(Debug, Clone)]
pub struct Random(u64);

impl Random {
    /// A source that gives the same numbers for the same seed.
    pub fn new(seed: i64) -> Self {
        Self(u64::from_ne_bytes(seed.to_ne_bytes()))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// Four bytes.
    pub fn bytes(&mut self) -> [u8; 4] {
        let [first, second, third, fourth, ..] = self.next().to_ne_bytes();
        [first, second, third, fourth]
    }

    /// From 0 to 1, without 1.
    pub fn share(&mut self) -> f64 {
        let number = u32::try_from(self.next() >> 32).unwrap_or_default();
        f64::from(number) / (f64::from(u32::MAX) + 1.0)
    }

    /// From 0 to `limit`, without `limit`; 0 when there is nothing to choose from.
    pub fn below(&mut self, limit: u16) -> u16 {
        let number = self.next().checked_rem(limit.into()).unwrap_or(0);
        u16::try_from(number).unwrap_or(0)
    }

    /// One of these, if there is one.
    pub fn one_of<T: Copy>(&mut self, all: &[T]) -> Option<T> {
        let count = u16::try_from(all.len()).unwrap_or(u16::MAX);
        let which = (count > 0).then(|| self.below(count))?;
        all.get(usize::from(which)).copied()
    }
}

/// So many moments within a time, each at random in its own equal part of it: spread evenly, and
/// never in step.
pub fn spread(count: usize, within: Duration, random: &mut Random) -> Vec<Duration> {
    let count = u32::try_from(count).unwrap_or(u32::MAX);
    (0..count)
        .map(|place| within.mul_f64((f64::from(place) + random.share()) / f64::from(count)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_spread_over_the_whole_time_in_order() {
        let within = Duration::from_secs(1);
        let moments = spread(1_000, within, &mut Random::new(7));
        assert_eq!(moments.len(), 1_000);
        assert!(moments.is_sorted());
        for (place, moment) in (0..).zip(&moments) {
            let earliest = Duration::from_millis(place);
            assert!(*moment >= earliest && *moment <= earliest + Duration::from_millis(1));
        }
        assert!(spread(0, within, &mut Random::new(7)).is_empty());
    }

    #[test]
    fn choices_stay_below_their_limit_and_come_all() {
        let mut random = Random::new(3);
        let mut seen = [0; 5];
        for _ in 0..1_000 {
            seen[usize::from(random.below(5))] += 1;
        }
        assert!(seen.iter().all(|count| *count > 100), "{seen:?}");
        assert_eq!(random.below(0), 0);
    }
}
