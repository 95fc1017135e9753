//! Whether a question tells the strong from the weak.

use super::moments::{as_number, sum_of_products};

/// The correlation of Pearson; absent when either side does not vary.
pub(super) fn correlation(left: &[f64], right: &[f64]) -> Option<f64> {
    let spread = sum_of_products(left, left) * sum_of_products(right, right);
    (spread > 0.0).then(|| sum_of_products(left, right) / spread.sqrt())
}

/// The covariance in the greatest that these values could have: that of both in ascending order (by
/// the rearrangement inequality). Absent when either side does not vary.
pub(super) fn efficiency(left: &[f64], right: &[f64]) -> Option<f64> {
    let (mut best_left, mut best_right) = (left.to_vec(), right.to_vec());
    best_left.sort_by(f64::total_cmp);
    best_right.sort_by(f64::total_cmp);
    let greatest = sum_of_products(&best_left, &best_right);
    (greatest > 0.0).then(|| sum_of_products(left, right) / greatest)
}

/// The mean of the marks among the 27 % with the highest totals less that among the 27 % with the
/// lowest; absent with fewer than two attempts and when all totals are equal.
///
/// The size of both groups is 27 % of the attempts, rounded to the nearest. Where a group's edge
/// goes through attempts with equal totals, each of these counts in the same part: nobody is in it
/// because of the order in which attempts happen to be listed.
pub(super) fn upper_lower(marks: &[f64], totals: &[f64]) -> Option<f64> {
    let size = (27 * totals.len() + 50) / 100;
    if size == 0 || sum_of_products(totals, totals) <= 0.0 {
        return None;
    }
    let mut ranked: Vec<(f64, f64)> = totals.iter().copied().zip(marks.iter().copied()).collect();
    ranked.sort_by(|left, right| left.0.total_cmp(&right.0));
    let lower = mean_of_first(&ranked, size);
    ranked.reverse();
    Some(mean_of_first(&ranked, size) - lower)
}

/// The mean of the marks of the first attempts, which are ranked by their totals.
fn mean_of_first(ranked: &[(f64, f64)], size: usize) -> f64 {
    let mut sum = 0.0;
    let mut places = size;
    for equals in ranked.chunk_by(|left, right| left.0 == right.0) {
        let taken = places.min(equals.len());
        let marks: f64 = equals.iter().map(|(_, marks)| marks).sum();
        sum += marks * as_number(taken) / as_number(equals.len());
        places -= taken;
        if places == 0 {
            break;
        }
    }
    sum / as_number(size)
}
