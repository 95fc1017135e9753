//! What a word says once its letters are put back, and whether anyone could say it.
//!
//! The rules are those of Mongolian spelling, loosened so far that Russian loans pass. They only
//! have to tell a word from what Western letters happen to give: "äöü" would read "дць".

use super::letters::letter;

/// A word with its Cyrillic letters put back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    text: String,
    /// The letters in lower case.
    letters: Vec<char>,
    capitals: Capitals,
}

/// How capitals stand in a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Capitals {
    /// "багш", "Багш", "БМДИийн".
    Ordinary,
    /// "БАГШ".
    Only,
    /// A capital behind a small letter, as in "бАгш": nobody writes so.
    Inside,
}

impl Reading {
    /// Reads `word`; what is no letter of an old font stays as it is.
    pub fn of(word: &str) -> Self {
        let text: String = word
            .chars()
            .map(|found| letter(found).unwrap_or(found))
            .collect();
        let letters = text
            .chars()
            .filter(|character| character.is_alphabetic())
            .flat_map(char::to_lowercase)
            .collect();
        let small_then_capital = text
            .chars()
            .zip(text.chars().skip(1))
            .any(|(first, second)| first.is_lowercase() && second.is_uppercase());
        let capitals = if small_then_capital {
            Capitals::Inside
        } else if text.chars().any(char::is_lowercase) {
            Capitals::Ordinary
        } else {
            Capitals::Only
        };
        Self {
            text,
            letters,
            capitals,
        }
    }

    /// The word as it should have been written.
    pub fn into_text(self) -> String {
        self.text
    }

    /// How many letters the word has.
    pub fn length(&self) -> usize {
        self.letters.len()
    }

    /// Whether the word could be spoken: it has a vowel, and no letter stands where it never does.
    pub fn is_word(&self) -> bool {
        if self.letters == ['н', 'ь'] {
            return true; // The commonest word of Mongolian, and the only one without a vowel.
        }
        self.has_capitals_in_front()
            && self.letters.iter().any(|letter| is_vowel(*letter))
            && begins_well(&self.letters)
            && self.letters.windows(2).all(can_follow)
            && self
                .letters
                .windows(3)
                .all(|three| !matches!(three, [a, b, c] if a == b && b == c))
            && self
                .letters
                .windows(6)
                .all(|six| six.iter().any(|letter| !is_consonant(*letter)))
    }

    /// Whether this is a case ending, such as is hung on names and numbers by a hyphen: АНУ-ын.
    pub fn is_ending(&self) -> bool {
        const ENDINGS: &str = "ын ийн ны ний гийн ыг ийг гийг нд \
            аас ээс оос өөс наас нээс гаас гээс аар ээр оор өөр гаар гээр \
            тай тэй той руу рүү луу лүү уу үү аа ээ оо өө гүй";
        ENDINGS.split_whitespace().any(|ending| ending == self.text)
    }

    /// Whether the word could be an abbreviation in capitals (БШУЯ), which needs no vowel.
    pub fn is_abbreviation(&self) -> bool {
        self.capitals == Capitals::Only
            && self.letters.len() < 9
            && !self
                .letters
                .iter()
                .any(|letter| matches!(letter, 'ь' | 'ъ' | 'ы' | 'щ'))
    }

    /// Whether no capital stands behind a small letter.
    pub fn has_capitals_in_front(&self) -> bool {
        self.capitals != Capitals::Inside
    }

    /// Whether there are only capitals in the word.
    pub fn is_in_capitals(&self) -> bool {
        self.capitals == Capitals::Only
    }
}

fn is_vowel(letter: char) -> bool {
    "аэиоуөүыеёюя".contains(letter)
}

fn is_consonant(letter: char) -> bool {
    !is_vowel(letter) && !matches!(letter, 'й' | 'ь' | 'ъ')
}

fn begins_well(letters: &[char]) -> bool {
    match letters {
        ['ь' | 'ъ' | 'ы', ..] => false,
        // Only in borrowed words (йод, Йемен), and in no other place at the beginning.
        ['й', second, ..] => matches!(second, 'о' | 'е' | 'ө' | 'у' | 'ү'),
        // Three consonants: страна, штрих, взвод, здравствуй.
        [first, second, third, ..]
            if [first, second, third].into_iter().all(|c| is_consonant(*c)) =>
        {
            matches!(first, 'с' | 'ш' | 'в') || matches!((first, second), ('з', 'д'))
        }
        _ => true,
    }
}

/// Whether the second letter of `pair` may stand behind the first.
fn can_follow(pair: &[char]) -> bool {
    match pair {
        [first, 'й'] => is_vowel(*first),
        [first, 'ь' | 'ъ'] => is_consonant(*first),
        [first, 'ы'] => !is_vowel(*first) && *first != 'й',
        // Vowel harmony: these never meet another vowel than their own kind.
        ['ө' | 'ү', second] => !matches!(second, 'а' | 'о' | 'у' | 'э' | 'я' | 'ё'),
        [first, 'ө' | 'ү'] => !matches!(first, 'а' | 'о' | 'у' | 'э' | 'я' | 'ё' | 'ы'),
        ['ю', 'э' | 'о'] | ['я', 'э' | 'о'] | ['ё', 'э'] => false,
        _ => true,
    }
}
