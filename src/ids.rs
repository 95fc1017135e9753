//! Identifiers, secrets and seeds. The only place that draws random numbers.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, Utc};
use rand::RngExt;
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// A new identifier: `UUIDv7`, so that identifiers sort by the time they were made.
#[must_use]
pub fn new_id() -> Uuid {
    #[expect(
        clippy::disallowed_methods,
        reason = "the one place that makes identifiers"
    )]
    Uuid::now_v7()
}

/// A new identifier that tells nothing of when it was made: `UUIDv4`, drawn.
#[must_use]
pub fn new_drawn_id() -> Uuid {
    uuid::Builder::from_random_bytes(random_bytes()).into_uuid()
}

/// A new identifier of something that happened at `at`, which need not be the machine's time:
/// identifiers of one table sort by it, to the microsecond.
#[must_use]
pub fn new_id_at(at: DateTime<Utc>) -> Uuid {
    id_at(at, random_bytes())
}

/// The least identifier of what happened at `at`: those of [`new_id_at`] then or later are not less.
#[must_use]
pub fn least_id_at(at: DateTime<Utc>) -> Uuid {
    id_at(at, [0; 8])
}

/// `UUIDv7` whose first 12 free bits hold the fraction of the millisecond (RFC 9562, section 6.2,
/// method 3).
fn id_at(at: DateTime<Utc>, rest: [u8; 8]) -> Uuid {
    // Since 1970; nothing here happened before.
    let milliseconds = u64::try_from(at.timestamp_millis()).unwrap_or_default();
    let fraction = at.timestamp_subsec_micros() % 1_000 * 4_096 / 1_000;
    let [_, _, high, low] = fraction.to_be_bytes();
    let [a, b, c, d, e, f, g, h] = rest;
    let free = [high, low, a, b, c, d, e, f, g, h];
    uuid::Builder::from_unix_timestamp_millis(milliseconds, &free).into_uuid()
}

/// A secret for one person's hands: 32 random bytes, as 43 characters that are safe in a URL.
#[must_use]
pub fn new_secret() -> String {
    URL_SAFE_NO_PAD.encode(random_bytes::<32>())
}

/// How a secret is kept: its SHA-256, in hexadecimal. The secret has 256 random bits, so it needs
/// no salt and no slow hash; whoever reads the database cannot use what is found there.
#[must_use]
pub fn hash_of_secret(secret: &str) -> String {
    hexadecimal(&Sha256::digest(secret.as_bytes()))
}

/// A key for encryption.
#[must_use]
pub fn new_key() -> [u8; 32] {
    random_bytes()
}

/// A seed for an order that is drawn once and stays the same.
#[must_use]
pub fn new_seed() -> i64 {
    i64::from_le_bytes(random_bytes())
}

/// A salt for a password hash.
#[must_use]
pub fn new_salt() -> [u8; 16] {
    random_bytes()
}

/// A code that a person can read aloud and type: 16 characters of 5 bits each (80 bits), in
/// Crockford's alphabet, which leaves out I, L, O and U.
#[must_use]
pub fn new_code() -> String {
    letters(&random_bytes::<16>())
}

/// A code for a day, short enough to be typed by thirty people one after the other: 6 characters of
/// the same alphabet (30 bits). Whoever takes it counts the tries.
#[must_use]
pub fn new_short_code() -> String {
    letters(&random_bytes::<6>())
}

/// So many characters of the same alphabet, each of 5 random bits.
#[must_use]
pub fn new_letters<const LENGTH: usize>() -> String {
    letters(&random_bytes::<LENGTH>())
}

/// Crockford's alphabet of 32 characters.
pub const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

fn letters(bytes: &[u8]) -> String {
    bytes
        .iter()
        .filter_map(|byte| ALPHABET.get(usize::from(byte & 31)))
        .map(|letter| char::from(*letter))
        .collect()
}

/// The code that somebody meant who copied one of so many characters, as it is stored; none when it
/// cannot be one. Letters of either size are the same, hyphens mean nothing, and what looks like 1 or
/// 0 is (<https://www.crockford.com/base32.html>).
#[must_use]
pub fn meant_code(typed: &str, length: usize) -> Option<String> {
    let mut code = String::with_capacity(length);
    for character in typed.chars() {
        let folded = match character.to_ascii_uppercase() {
            '-' | ' ' => continue,
            'I' | 'L' => '1',
            'O' => '0',
            'U' => return None,
            other if other.is_ascii_alphanumeric() => other,
            _ => return None,
        };
        if code.len() == length {
            return None;
        }
        code.push(folded);
    }
    (code.len() == length).then_some(code)
}

/// Bytes in hexadecimal, small letters.
#[must_use]
pub fn hexadecimal(bytes: &[u8]) -> String {
    let digits = b"0123456789abcdef";
    let digit = |of: u8| digits.get(usize::from(of)).copied().map_or('0', char::from);
    let pair = |byte: &u8| [digit(byte >> 4), digit(byte & 15)];
    bytes.iter().flat_map(pair).collect()
}

fn random_bytes<const LENGTH: usize>() -> [u8; LENGTH] {
    #[expect(
        clippy::disallowed_methods,
        reason = "the one place that draws random numbers"
    )]
    rand::rng().random()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_and_codes_are_long_and_never_the_same() {
        assert_eq!(new_secret().len(), 43);
        assert_eq!(new_code().len(), 16);
        assert_eq!(new_short_code().len(), 6);
        assert_ne!(new_secret(), new_secret());
        assert_ne!(new_code(), new_code());
        assert!(new_id() < new_id());
    }

    #[test]
    fn identifiers_of_moments_sort_by_them_and_moments_find_their_place() {
        let at = |text: &str| text.parse::<DateTime<Utc>>().unwrap();
        let (early, late) = (
            at("2026-11-30T09:00:00.001999Z"),
            at("2026-11-30T09:00:00.002Z"),
        );
        let earlier = at("2026-11-30T09:00:00.001998Z");
        for _ in 0..100 {
            let id = new_id_at(early);
            assert!(least_id_at(early) <= id && id < least_id_at(late));
            assert!(id < new_id_at(late) && new_id_at(earlier) < least_id_at(early));
            assert_eq!(id.get_version_num(), 7);
        }
    }

    #[test]
    fn a_secret_is_kept_as_its_sha256() {
        // FIPS 180-2, appendix B.1.
        assert_eq!(
            hash_of_secret("abc"),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
    }
}
