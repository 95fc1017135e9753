//! What accented letters stand for in the languages they belong to.
//!
//! Nearly every Western word has a plain letter in it and so is never in question. Here are the
//! exceptions: words, lists and marks made of accented letters alone.

use std::collections::BTreeSet;

/// Whether a language around the North Atlantic or the Baltic might write `word`: they accent
/// nearly every vowel, and þ and ð are theirs.
pub fn looks_northern(word: &str) -> bool {
    word.to_lowercase()
        .chars()
        .all(|letter| "áéíóúýþæðöøåäüõ".contains(letter))
}

/// Whether `word` is known to be written so: Icelandic "þó", Danish "øå", Estonian "öö".
pub fn is_northern_word(word: &str) -> bool {
    const WORDS: [&str; 11] = [
        "þó", "þá", "þú", "óð", "æð", "áð", "þíð", "þýð", "öö", "øå", "åå",
    ];
    WORDS.contains(&word.to_lowercase().as_str())
}

/// Whether `character` is a word of its own somewhere, such as French "à" or Danish "ø".
pub fn is_word_elsewhere(character: char) -> bool {
    "àáèéíóôåäæøöýÀÁÈÉÍÓÔÅÄÆØÖÝ".contains(character)
}

/// Whether `character` passes for a Cyrillic letter: with a stress mark, or in the place of one
/// that the keyboard did not have.
pub fn is_lookalike(character: char) -> bool {
    is_stressed_lookalike(character) || "ïêôöüæçÏÊÔÖÜÆÇ".contains(character)
}

/// Whether `character` passes for a Cyrillic vowel with a stress mark, or for ё, which is always
/// stressed: "зáмок", "всë".
pub fn is_stressed_lookalike(character: char) -> bool {
    "áéóýëÁÉÓÝË".contains(character)
}

/// Whether `word` is a list of letters: those an alphabet adds ("åäö", "æøå"), those in the order
/// of a code table ("àáâã"), or the vowels with one accent ("âêîôû").
pub fn is_alphabet_sample(word: &str) -> bool {
    let small: Vec<char> = word.to_lowercase().chars().collect();
    let added = |set: &&str| small.len() > 2 && small.iter().all(|letter| set.contains(*letter));
    let follow = |pair: &[char]| matches!(pair, [a, b] if u32::from(*a) + 1 == u32::from(*b));
    let in_code_order = small.len() > 3 && small.windows(2).all(follow);
    let mut vowels: Vec<char> = small.iter().map(|letter| plain_vowel(*letter)).collect();
    vowels.dedup();
    let vowels: String = vowels.into_iter().collect();
    let in_vowel_order = matches!(vowels.as_str(), "aeiou" | "aeiouy" | "aeiouaeiou");
    let of_one_alphabet = ["åäö", "æøå", "äöüß", "þæöð"].iter().any(added);
    (of_one_alphabet && has_no_letter_twice(word)) || in_code_order || in_vowel_order
}

/// Whether every letter of `word` is another one, as in a list of letters. Vowel harmony makes long
/// Mongolian words repeat themselves.
pub fn has_no_letter_twice(word: &str) -> bool {
    let small: Vec<char> = word.to_lowercase().chars().collect();
    small.iter().collect::<BTreeSet<_>>().len() == small.len()
}

/// The plain Latin vowel under an accent, or a space for a consonant.
fn plain_vowel(character: char) -> char {
    match character {
        'à'..='å' => 'a',
        'è'..='ë' => 'e',
        'ì'..='ï' => 'i',
        'ò'..='ö' => 'o',
        'ù'..='ü' => 'u',
        'ý' | 'ÿ' => 'y',
        _ => ' ',
    }
}
