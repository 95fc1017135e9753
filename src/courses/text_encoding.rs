//! Reading the bytes of a text file whose encoding nobody has stated.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1251, WINDOWS_1252};

/// The encoding a file was taken to be in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextEncoding {
    /// UTF-8, with or without a byte order mark.
    Utf8,
    /// UTF-16 as its byte order mark says.
    Utf16,
    /// Windows-1251 as Russian and Ukrainian use it.
    Windows1251,
    /// Windows-1251 with Ө ө Ү ү in the places of the Ukrainian letters, as old Mongolian fonts
    /// have them.
    OldMongolian,
    /// Windows-1252, for Western languages.
    Windows1252,
}

/// The text of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The text, without byte order mark.
    pub text: String,
    /// What the bytes were taken for.
    pub encoding: TextEncoding,
    /// Whether some bytes made no sense; each such place now holds U+FFFD.
    pub damaged: bool,
}

/// Decodes a whole file. A byte order mark decides; without one UTF-8 is tried, and what is not
/// UTF-8 is taken for Windows-1251 unless its words look Western.
///
/// UTF-8 that is damaged in places is still read as UTF-8, so that one lost byte does not turn a
/// whole course into gibberish; the caller sees `damaged` and can refuse.
pub fn decode(bytes: &[u8]) -> Decoded {
    let (encoding, table) = match Encoding::for_bom(bytes) {
        Some((table, _)) if table == UTF_8 => (TextEncoding::Utf8, UTF_8),
        Some((table, _)) if table == UTF_16LE => (TextEncoding::Utf16, UTF_16LE),
        Some(_) => (TextEncoding::Utf16, UTF_16BE),
        None if is_mostly_utf8(bytes) => (TextEncoding::Utf8, UTF_8),
        None if looks_western(bytes) => (TextEncoding::Windows1252, WINDOWS_1252),
        None if looks_mongolian(bytes) => (TextEncoding::OldMongolian, WINDOWS_1251),
        None => (TextEncoding::Windows1251, WINDOWS_1251),
    };
    let (text, damaged) = table.decode_with_bom_removal(bytes);
    let text = match encoding {
        TextEncoding::OldMongolian => text.chars().map(mongolian_letter).collect(),
        _ => text.into_owned(),
    };
    Decoded {
        text,
        encoding,
        damaged,
    }
}

/// The letter an old Mongolian font drew in the place of a Ukrainian one.
fn mongolian_letter(character: char) -> char {
    match character {
        'Є' => 'Ө',
        'є' => 'ө',
        'Ї' => 'Ү',
        'ї' => 'ү',
        other => other,
    }
}

/// Whether far more of the characters beyond ASCII are well-formed than not.
fn is_mostly_utf8(bytes: &[u8]) -> bool {
    let mut well_formed = 0;
    let mut broken = 0;
    for chunk in bytes.utf8_chunks() {
        well_formed += chunk
            .valid()
            .chars()
            .filter(|character| !character.is_ascii())
            .count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    broken == 0 || well_formed > 4 * broken
}

/// Whether letters beyond ASCII stand within words of Latin letters ("déjà") more often than in
/// words of their own ("ÿâäàë").
fn looks_western(bytes: &[u8]) -> bool {
    let is_high = |byte: &u8| matches!(byte, 0xa8 | 0xaa | 0xaf | 0xb8 | 0xba | 0xbf | 0xc0..);
    let words = bytes.split(|byte| !(byte.is_ascii_alphabetic() || is_high(byte)));
    let mut mixed = 0;
    let mut high_only = 0;
    for word in words.filter(|word| word.len() > 1) {
        match word.iter().filter(|byte| is_high(byte)).count() {
            0 => {}
            count if count == word.len() => high_only += 1,
            _ => mixed += 1,
        }
    }
    mixed > high_only
}

/// Whether the places of Є є Ї ї are used in a text that cannot be Ukrainian, for want of an І.
fn looks_mongolian(bytes: &[u8]) -> bool {
    let has = |wanted: &[u8]| bytes.iter().any(|byte| wanted.contains(byte));
    has(&[0xaa, 0xaf, 0xba, 0xbf]) && !has(&[0xb2, 0xb3])
}

#[cfg(test)]
mod tests {
    use super::{TextEncoding, decode};

    const MONGOLIAN: &str = "Үндэсний хөтөлбөр: багшийн өдөр, өвөл ба зун.";

    /// The text as an old font stored it.
    fn old_bytes(text: &str) -> Vec<u8> {
        let places = text.chars().map(|character| match character {
            'Ө' => 'Є',
            'ө' => 'є',
            'Ү' => 'Ї',
            'ү' => 'ї',
            other => other,
        });
        encoding_rs::WINDOWS_1251
            .encode(&places.collect::<String>())
            .0
            .into_owned()
    }

    fn utf16(text: &str, to_bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        "\u{feff}"
            .encode_utf16()
            .chain(text.encode_utf16())
            .flat_map(to_bytes)
            .collect()
    }

    #[test]
    fn a_teacher_may_upload_a_file_from_any_editor() {
        let with_mark = [b"\xef\xbb\xbf", MONGOLIAN.as_bytes()].concat();
        let russian = "Национальная программа: День учителя";
        let ukrainian = "Її мова і наші діти, Європа";
        let french = "Où est le café ? Déjà vu, garçon.";
        let table: [(Vec<u8>, &str, TextEncoding); 8] = [
            (MONGOLIAN.into(), MONGOLIAN, TextEncoding::Utf8),
            (with_mark, MONGOLIAN, TextEncoding::Utf8),
            (
                utf16(MONGOLIAN, u16::to_le_bytes),
                MONGOLIAN,
                TextEncoding::Utf16,
            ),
            (
                utf16(MONGOLIAN, u16::to_be_bytes),
                MONGOLIAN,
                TextEncoding::Utf16,
            ),
            (old_bytes(MONGOLIAN), MONGOLIAN, TextEncoding::OldMongolian),
            (old_bytes(russian), russian, TextEncoding::Windows1251),
            (old_bytes(ukrainian), ukrainian, TextEncoding::Windows1251),
            (
                encoding_rs::WINDOWS_1252.encode(french).0.into_owned(),
                french,
                TextEncoding::Windows1252,
            ),
        ];
        for (bytes, text, encoding) in table {
            let decoded = decode(&bytes);
            assert_eq!((decoded.text.as_str(), decoded.encoding), (text, encoding));
            assert!(!decoded.damaged, "{text}");
        }
    }

    #[test]
    fn a_file_cut_in_the_middle_of_a_letter_is_still_read_and_reported() {
        let whole_letters = "Үндэсний хө".len();
        let cut = decode(&MONGOLIAN.as_bytes()[..=whole_letters]);
        assert_eq!(cut.text, "Үндэсний хө\u{fffd}");
        assert_eq!(cut.encoding, TextEncoding::Utf8);
        assert!(cut.damaged);
    }

    proptest::proptest! {
        #[test]
        fn no_bytes_make_it_panic(bytes: Vec<u8>) {
            let decoded = decode(&bytes);
            proptest::prop_assert_eq!(decoded.damaged, decoded.text.contains('\u{fffd}'));
        }

        #[test]
        fn every_text_in_utf8_comes_back(text in "[^\u{feff}\u{fffd}].*") {
            proptest::prop_assert_eq!(decode(text.as_bytes()).text, text);
        }
    }
}
