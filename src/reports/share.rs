//! How large a part of a whole is, as reports tell it.

/// How many per cent of the whole a part is, to the nearest; nothing of nothing.
#[must_use]
pub fn percent(part: i64, whole: i64) -> Option<i64> {
    let hundredfold = part.saturating_mul(100).saturating_add(whole / 2);
    hundredfold.checked_div(whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_told_to_the_nearest_per_cent() {
        for (part, whole, expected) in [
            (0, 0, None),
            (0, 7, Some(0)),
            (7, 7, Some(100)),
            (1, 3, Some(33)),
            (2, 3, Some(67)),
            (14, 36, Some(39)),
            (183, 450, Some(41)),
            (1, 200, Some(1)),
        ] {
            assert_eq!(percent(part, whole), expected, "{part} of {whole}");
        }
    }
}
