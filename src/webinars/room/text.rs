//! What people may write: one rule for every text in a room.

use super::super::command::Refusal;

/// The text without white space around it, when it is one that can be shown.
pub(super) fn checked(text: &str, limit: usize) -> Result<String, Refusal> {
    let text = text.trim();
    if text.chars().count() > limit {
        return Err(Refusal::TextTooLong);
    }
    let is_bad = |letter: char| letter.is_control() && letter != '\n' && letter != '\t';
    if text.is_empty() || text.chars().any(is_bad) {
        return Err(Refusal::TextInvalid);
    }
    Ok(text.to_owned())
}

/// Whether everybody is told that something has been counted `count` times: the first hundred, then
/// each tenth, hundredth, …. What everybody knows is at most a tenth wrong, and ten thousand people
/// who vote at once make a few hundred entries for all instead of ten thousand.
pub(super) fn is_round(count: usize) -> bool {
    let mut step = 1;
    while count / step >= 100 {
        step *= 10;
    }
    count.is_multiple_of(step)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ten_thousand_votes_are_a_few_hundred_round_numbers() {
        let told = (1..=10_000).filter(|count| is_round(*count)).count();
        assert_eq!(told, 99 + 90 + 90 + 1);
        for (count, round) in [
            (0, true),
            (99, true),
            (100, true),
            (101, false),
            (1_250, false),
        ] {
            assert_eq!(is_round(count), round, "{count}");
        }
    }
}
