//! Sums over marks, in whole hundredths.

/// A count as a number to compute with.
pub(super) fn as_number(count: usize) -> f64 {
    u32::try_from(count).map_or(f64::from(u32::MAX), f64::from)
}

/// The mean; absent without values.
pub(super) fn mean(values: &[f64]) -> Option<f64> {
    (!values.is_empty()).then(|| values.iter().sum::<f64>() / as_number(values.len()))
}

/// The median; absent without values.
pub(super) fn median(values: &[f64]) -> Option<f64> {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let upper = sorted.get(sorted.len() / 2)?;
    let lower = sorted.get(sorted.len().checked_sub(1)? / 2)?;
    Some(f64::midpoint(*lower, *upper))
}

/// The sum of the products of the deviations from the two means: n − 1 times the covariance. In two
/// passes, so that large totals that hardly differ lose nothing.
pub(super) fn sum_of_products(left: &[f64], right: &[f64]) -> f64 {
    let (Some(mean_left), Some(mean_right)) = (mean(left), mean(right)) else {
        return 0.0;
    };
    let pairs = left.iter().zip(right);
    pairs
        .map(|(left, right)| (left - mean_left) * (right - mean_right))
        .sum()
}

/// The standard deviation with n − 1; absent with fewer than two values.
pub(super) fn standard_deviation(values: &[f64]) -> Option<f64> {
    let variance = sum_of_products(values, values) / (as_number(values.len()) - 1.0);
    (values.len() > 1).then(|| variance.sqrt())
}

/// The mean of a power of the deviations from the mean.
fn central_moment(values: &[f64], power: i32) -> f64 {
    let mean = mean(values).unwrap_or(0.0);
    let powers = values.iter().map(|value| (value - mean).powi(power));
    powers.sum::<f64>() / as_number(values.len())
}

/// k₃ / k₂^1.5; absent with fewer than three values and without any deviation.
pub(super) fn skewness(values: &[f64]) -> Option<f64> {
    let n = as_number(values.len());
    let second = central_moment(values, 2);
    (values.len() > 2 && second > 0.0).then(|| {
        let k2 = n / (n - 1.0) * second;
        let k3 = n * n / ((n - 1.0) * (n - 2.0)) * central_moment(values, 3);
        k3 / k2.powf(1.5)
    })
}

/// k₄ / k₂²; absent with fewer than four values and without any deviation.
pub(super) fn kurtosis(values: &[f64]) -> Option<f64> {
    let n = as_number(values.len());
    let second = central_moment(values, 2);
    (values.len() > 3 && second > 0.0).then(|| {
        let k2 = n / (n - 1.0) * second;
        let fourth = (n + 1.0) * central_moment(values, 4) - 3.0 * (n - 1.0) * second * second;
        let k4 = n * n * fourth / ((n - 1.0) * (n - 2.0) * (n - 3.0));
        k4 / (k2 * k2)
    })
}
