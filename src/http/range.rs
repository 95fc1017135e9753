//! Parts of a file: the header `Range` (RFC 9110, section 14), with one range.

use std::ops::Range;

/// What a request wants of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wanted {
    /// All of it.
    Whole,
    /// These bytes.
    Part(Range<u64>),
    /// Bytes that the file does not have.
    Unsatisfiable,
}

/// What a request wants of a file of this size, in bytes. A header that is not understood, or
/// that names several ranges, counts as none, as the standard allows.
#[must_use]
pub fn wanted(header: Option<&str>, size: u64) -> Wanted {
    let parsed = header.and_then(|value| {
        let (unit, range) = value.trim().split_once('=')?;
        let (first, last) = range.trim().split_once('-')?;
        unit.trim()
            .eq_ignore_ascii_case("bytes")
            .then(|| part(first.trim(), last.trim(), size))
            .flatten()
    });
    parsed.unwrap_or(Wanted::Whole)
}

fn part(first: &str, last: &str, size: u64) -> Option<Wanted> {
    let range = if first.is_empty() {
        // The last so many bytes.
        size.saturating_sub(number(last)?)..size
    } else {
        let first = number(first)?;
        let end = if last.is_empty() {
            size
        } else {
            let last = number(last).filter(|last| *last >= first)?;
            last.saturating_add(1).min(size)
        };
        first..end
    };
    Some(if range.is_empty() {
        Wanted::Unsatisfiable
    } else {
        Wanted::Part(range)
    })
}

/// Digits alone: `parse` would take a sign as well. A number beyond any file is the greatest.
fn number(text: &str) -> Option<u64> {
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| text.parse().unwrap_or(u64::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_is_read_as_the_standard_says() {
        use Wanted::{Part, Unsatisfiable, Whole};
        for (header, expected) in [
            ("bytes=0-499", Part(0..500)),
            ("bytes=500-999", Part(500..1_000)),
            ("bytes=500-", Part(500..1_000)),
            ("bytes=-500", Part(500..1_000)),
            ("bytes=-5000", Part(0..1_000)),
            ("bytes=999-5000", Part(999..1_000)),
            ("Bytes = 0-0", Part(0..1)),
            ("bytes=0-99999999999999999999999", Part(0..1_000)),
            ("bytes=1000-", Unsatisfiable),
            ("bytes=99999999999999999999999-", Unsatisfiable),
            ("bytes=-0", Unsatisfiable),
            ("bytes=5-4", Whole),
            ("bytes=0-1,5-6", Whole),
            ("bytes=+1-5", Whole),
            ("bytes=-", Whole),
            ("bytes=", Whole),
            ("bytes", Whole),
            ("items=0-5", Whole),
        ] {
            assert_eq!(wanted(Some(header), 1_000), expected, "{header}");
        }
        assert_eq!(wanted(None, 1_000), Whole);
        assert_eq!(wanted(Some("bytes=0-"), 0), Unsatisfiable);
        assert_eq!(wanted(Some("bytes=-5"), 0), Unsatisfiable);
    }
}
