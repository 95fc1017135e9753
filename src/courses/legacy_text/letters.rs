//! Where the old fonts kept their letters.

/// The Cyrillic letter an old font drew in the place of `character`.
///
/// The places are those of Windows-1251, except that Ө, ө, Ү and ү sit where Windows-1251 has the
/// Ukrainian Є, є, Ї and ї. × and ÷ are Ч and ч, so a caller has to tell letters from operators.
pub fn letter(character: char) -> Option<char> {
    match character {
        'À'..='ÿ' => char::from_u32(u32::from(character) - u32::from('À') + u32::from('А')),
        '¨' => Some('Ё'),
        '¸' => Some('ё'),
        'ª' => Some('Ө'),
        'º' => Some('ө'),
        '¯' => Some('Ү'),
        '¿' => Some('ү'),
        _ => None,
    }
}

/// The punctuation mark or sign, other than №, that an old font drew in the place of `character`.
///
/// Windows-1251 and Windows-1252 agree on the quotes and dashes, so what is left are the control
/// characters that Latin-1 has in their places, and the euro sign.
pub fn sign(character: char) -> Option<char> {
    Some(match character {
        '\u{82}' => '‚',
        '\u{84}' => '„',
        '\u{85}' => '…',
        '\u{86}' => '†',
        '\u{87}' => '‡',
        '\u{88}' | 'ˆ' => '€',
        '\u{89}' => '‰',
        '\u{8b}' => '‹',
        '\u{91}' => '‘',
        '\u{92}' => '’',
        '\u{93}' => '“',
        '\u{94}' => '”',
        '\u{95}' => '•',
        '\u{96}' => '–',
        '\u{97}' => '—',
        '\u{99}' => '™',
        '\u{9b}' => '›',
        _ => return None,
    })
}

/// Whether `character` is an ordinary Cyrillic letter, of whatever language.
pub fn is_cyrillic(character: char) -> bool {
    matches!(character, '\u{400}'..='\u{481}' | '\u{48a}'..='\u{52f}')
}

/// Whether `character` is a mark of its own in Western text, which no Latin word is spelt with.
pub fn is_symbol(character: char) -> bool {
    matches!(character, '¨' | '¸' | 'ª' | 'º' | '¯' | '¿')
}

/// Whether `character` is an operator in a formula.
pub fn is_operator(character: char) -> bool {
    matches!(character, '×' | '÷')
}
