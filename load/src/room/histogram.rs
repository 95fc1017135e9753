//! How long things took, counted in buckets: millions of times cost a few kilobytes.

/// Buckets for each doubling: a figure is at most one thirty-second too high.
const PARTS: u64 = 32;
/// Below this many microseconds each has a bucket of its own.
const EXACT: u64 = PARTS * 2;
/// Doublings beyond [`EXACT`] that are told apart: more than any run takes.
const DOUBLINGS: u64 = 34;

/// Times in microseconds.
#[derive(Debug, Clone)]
pub struct Histogram {
    counts: Vec<u64>,
    total: u64,
}

impl Default for Histogram {
    fn default() -> Self {
        let buckets = usize::try_from(EXACT + DOUBLINGS * PARTS).unwrap_or_default();
        Self {
            counts: vec![0; buckets],
            total: 0,
        }
    }
}

impl Histogram {
    /// Counts one time.
    pub fn record(&mut self, microseconds: u64) {
        let most = self.counts.len() - 1;
        let bucket = usize::try_from(bucket(microseconds)).unwrap_or(most);
        if let Some(count) = self.counts.get_mut(bucket.min(most)) {
            *count += 1;
            self.total += 1;
        }
    }

    /// How many times were counted.
    pub fn total(&self) -> u64 {
        self.total
    }

    /// Counts all times of another as well.
    pub fn add(&mut self, other: &Self) {
        for (own, count) in self.counts.iter_mut().zip(&other.counts) {
            *own += count;
        }
        self.total += other.total;
    }

    /// The time, in milliseconds, within which so many per cent were done (the nearest rank, at the
    /// upper end of its bucket); absent when nothing was.
    pub fn percentile(&self, percent: u64) -> Option<f64> {
        let rank = (self.total * percent).div_ceil(100).max(1);
        let mut passed = 0;
        let place = self.counts.iter().position(|count| {
            passed += count;
            passed >= rank
        })?;
        let end = u32::try_from(end(u64::try_from(place).ok()?)).unwrap_or(u32::MAX);
        Some(f64::from(end) / 1_000.0)
    }
}

fn bucket(time: u64) -> u64 {
    if time < EXACT {
        return time;
    }
    let doubling = u64::from(time.ilog2() - EXACT.ilog2());
    // From PARTS to twice that, without the latter.
    let part = time >> (doubling + 1);
    EXACT + doubling * PARTS + (part - PARTS)
}

/// The last time that falls into a bucket.
fn end(bucket: u64) -> u64 {
    let Some(beyond) = bucket.checked_sub(EXACT) else {
        return bucket;
    };
    let (doubling, part) = (beyond / PARTS, beyond % PARTS + PARTS);
    ((part + 1) << (doubling + 1)) - 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_time_lies_in_its_bucket_and_at_most_a_thirty_second_below_its_end() {
        let times = (0..5_000).chain((12..40).flat_map(|power: u32| {
            let time = 1_u64 << power;
            [time - 1, time, time + 1, time + time / 3]
        }));
        for time in times {
            let place = bucket(time);
            assert!(time <= end(place), "{time}");
            assert!(end(place) - time <= time / PARTS, "{time}: {}", end(place));
            assert!(place == 0 || end(place - 1) < time, "{time}");
        }
        let places: Vec<u64> = (0..5_000).map(bucket).collect();
        let is_next = |pair: &[u64]| pair[1] == pair[0] || pair[1] == pair[0] + 1;
        assert!(places.windows(2).all(is_next), "{places:?}");
    }

    #[test]
    fn two_are_added_time_by_time() {
        let (mut one, mut other) = (Histogram::default(), Histogram::default());
        one.record(1);
        other.record(9);
        other.record(9);
        one.add(&other);
        assert_eq!((one.total(), one.percentile(50)), (3, Some(0.009)));
    }

    #[test]
    fn a_percentile_is_the_nearest_rank() {
        let mut times = Histogram::default();
        assert_eq!(times.percentile(99), None);
        for time in 1..=50 {
            times.record(time);
        }
        assert_eq!(times.percentile(50), Some(0.025));
        assert_eq!(times.percentile(99), Some(0.050));
        times.record(u64::MAX);
        assert_eq!(times.total, 51);
        assert!(times.percentile(100).unwrap() > 3_600_000.0);
    }
}
