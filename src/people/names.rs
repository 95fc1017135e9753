//! Names as they are looked for and compared, in whatever letters they were written: one person is
//! Өлзийбаяр, Ulziibayar, Olziibayar and Өлзий-Баяр in four lists.
//!
//! A key keeps what all spellings have in common: small Latin letters and digits. Cyrillic is
//! written as MNS 5217:2012 has it, and what spellings differ in is folded away: о, ө, у and ү are one
//! vowel, х is h however it was written (kh, x), ц is ts (c, tz), ж is j (zh, dj), и, й, ы and y are
//! one, hard and soft signs and doubled letters mean nothing.

use unicode_normalization::UnicodeNormalization;

/// The key of a word or name.
#[must_use]
pub fn key(written: &str) -> String {
    let latin = latin(written);
    let mut key = String::with_capacity(latin.len());
    let mut rest = latin.as_str();
    while !rest.is_empty() {
        let (spelling, folded) = spelling(rest);
        rest = rest.get(spelling..).unwrap_or_default();
        for letter in folded.chars() {
            // A doubled letter is one; digits count.
            if letter.is_ascii_digit() || !key.ends_with(letter) {
                key.push(letter);
            }
        }
    }
    key
}

/// The key that people are found by: the given name first, as Mongolians look for each other.
#[must_use]
pub fn full_key(surname: &str, given_name: &str) -> String {
    format!("{} {}", key(given_name), key(&nominative(surname)))
}

/// The keys of the words of a text, for looking for it.
#[must_use]
pub fn words(text: &str) -> Vec<String> {
    let words = text.split(|letter: char| letter.is_whitespace() || ".,".contains(letter));
    words.map(key).filter(|key| !key.is_empty()).collect()
}

/// Small letters without signs, Cyrillic ones as Latin. A vowel sign of its own keeps y, which
/// [`spelling`] folds.
fn latin(written: &str) -> String {
    let mut latin = String::with_capacity(written.len());
    for letter in written.chars().flat_map(char::to_lowercase) {
        if let Some(letters) = cyrillic(letter) {
            latin.push_str(letters);
            continue;
        }
        // ü is u and é is e.
        let plain = letter.nfkd().filter(char::is_ascii_alphanumeric);
        latin.extend(plain.map(|letter| letter.to_ascii_lowercase()));
    }
    latin
}

fn cyrillic(letter: char) -> Option<&'static str> {
    // а to я in the order of the alphabet; щ is sh and ё is yo, as most passports have them.
    const LETTERS: [&str; 32] = [
        "a", "b", "v", "g", "d", "e", "j", "z", "i", "i", "k", "l", "m", "n", "o", "p", "r", "s",
        "t", "u", "f", "h", "ts", "ch", "sh", "sh", "", "i", "", "e", "yu", "ya",
    ];
    let place = u32::from(letter).checked_sub(0x430);
    if let Some(letters) = place.and_then(|place| LETTERS.get(usize::try_from(place).ok()?)) {
        return Some(letters);
    }
    Some(match letter {
        '\u{451}' => "yo",
        // ө, ү; and of the neighbours: ұ, і, ә, қ, ғ, ң, һ.
        '\u{4e9}' => "o",
        '\u{4af}' | '\u{4b1}' => "u",
        '\u{456}' => "i",
        '\u{4d9}' => "a",
        '\u{49b}' => "k",
        '\u{493}' => "g",
        '\u{4a3}' => "n",
        '\u{4bb}' => "h",
        // The signs of old fonts for ө and ү that were not repaired.
        '\u{454}' => "o",
        '\u{457}' => "u",
        _ => return None,
    })
}

/// How many bytes the spelling of a sound at the beginning has, and the letters it is folded to.
fn spelling(rest: &str) -> (usize, &'static str) {
    const SPELLINGS: [(&str, &str); 26] = [
        ("shch", "sh"),
        ("dzh", "j"),
        ("kh", "h"),
        ("ts", "ts"),
        ("tz", "ts"),
        ("ch", "ch"),
        ("sh", "sh"),
        ("zh", "j"),
        ("dj", "j"),
        ("dz", "z"),
        // Е is written ye or e.
        ("ye", "e"),
        ("yo", "io"),
        ("yu", "io"),
        ("ya", "ia"),
        ("iu", "io"),
        ("c", "ts"),
        ("q", "k"),
        ("w", "v"),
        ("x", "h"),
        ("y", "i"),
        ("u", "o"),
        ("o", "o"),
        ("i", "i"),
        ("a", "a"),
        ("e", "e"),
        ("h", "h"),
    ];
    let known = SPELLINGS
        .iter()
        .find(|(spelling, _)| rest.starts_with(spelling));
    if let Some((spelling, folded)) = known {
        return (spelling.len(), folded);
    }
    const OTHERS: &str = "bdfgjklmnprstvz0123456789";
    let letter = rest.get(..1).unwrap_or_default();
    let place = OTHERS.find(letter).filter(|_| !letter.is_empty());
    let folded = place.and_then(|place| OTHERS.get(place..=place));
    (1, folded.unwrap_or_default())
}

/// How far two surnames agree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Agreement {
    /// They are different names.
    Different,
    /// One is only an initial, or is not there, and the other may be it.
    MayBe,
    /// They are one name.
    Same,
}

/// Whether two surnames are one: "Дорж", "Доржийн" and "Dorj" are, "Д." may be.
#[must_use]
pub fn agree(one: &str, other: &str) -> Agreement {
    let (one, other) = (key(&nominative(one)), key(&nominative(other)));
    if one.is_empty() || other.is_empty() {
        return Agreement::MayBe;
    }
    if one == other {
        return Agreement::Same;
    }
    let (short, long) = if one.len() < other.len() {
        (one, other)
    } else {
        (other, one)
    };
    // An initial has one sound: ts and sh are two letters.
    if is_initial(&short) && long.starts_with(&short) {
        return Agreement::MayBe;
    }
    Agreement::Different
}

fn is_initial(key: &str) -> bool {
    key.len() == 1 || ["ts", "ch", "sh", "ia", "io"].contains(&key)
}

/// Whether a name is only an initial: "Д", "Д.", "Ts".
#[must_use]
pub fn is_only_initial(name: &str) -> bool {
    is_initial(&key(name))
}

/// A surname without the ending of the genitive: "Доржийн" (of Dorj) is written for "Дорж" in many
/// lists. Names that end so by themselves are left as they are when they are short.
fn nominative(surname: &str) -> String {
    // -гийн, -ийн, -ын and their Latin spellings, the longest first.
    const ENDINGS: [&str; 9] = [
        "\u{433}\u{438}\u{439}\u{43d}",
        "\u{438}\u{439}\u{43d}",
        "\u{44b}\u{43d}",
        "giin",
        "giyn",
        "iin",
        "iyn",
        "ijn",
        "yn",
    ];
    let mut surname = surname.trim().trim_end_matches('.').to_lowercase();
    let ending = ENDINGS.iter().find(|ending| surname.ends_with(**ending));
    let stem = ending.map(|ending| surname.len() - ending.len());
    if let Some(stem) = stem
        && surname
            .get(..stem)
            .is_some_and(|stem| stem.chars().count() >= 3)
    {
        surname.truncate(stem);
    }
    surname
}

/// Whether two spellings that have one key are two names all the same: both in Cyrillic, which has a
/// letter of its own for each vowel, and not alike.
#[must_use]
pub fn differ_in_one_script(one: &str, other: &str) -> bool {
    let (one, other) = (cyrillic_letters(one), cyrillic_letters(other));
    matches!((one, other), (Some(one), Some(other)) if one != other)
}

/// The Cyrillic letters of a name without signs and doubling; none when it has others.
fn cyrillic_letters(name: &str) -> Option<String> {
    let mut letters = String::new();
    for letter in nominative(name).chars().flat_map(char::to_lowercase) {
        if !letter.is_alphabetic() {
            continue;
        }
        let spelled = cyrillic(letter)?;
        if !spelled.is_empty() && !letters.ends_with(letter) {
            letters.push(letter);
        }
    }
    Some(letters)
}

/// A full name, as lists have it in one column: the surname or its initial first ("Дорж Бат", "Доржийн
/// Бат", "Д.Бат"), or the given name alone.
#[must_use]
pub fn divided(full: &str) -> (String, String) {
    let full = full.trim();
    if let Some((surname, given)) = full.split_once('.')
        && !given.trim().is_empty()
    {
        return (surname.trim().to_owned(), joined(given));
    }
    match full.split_once(char::is_whitespace) {
        Some((surname, given)) => (surname.trim_end_matches(',').to_owned(), joined(given)),
        None => (String::new(), full.to_owned()),
    }
}

fn joined(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests;
