//! The code on a certificate, as people copy it from paper: pure rules.
//!
//! Codes are written in Crockford's alphabet, see [`ids::meant_code`].

use crate::ids;

/// The characters of a code, see `ids::new_code`.
const LENGTH: usize = 16;

/// The code that somebody meant, as it is stored; none when it cannot be one.
#[must_use]
pub fn fold(typed: &str) -> Option<String> {
    ids::meant_code(typed, LENGTH)
}

/// The code in groups of four, as it is printed.
#[must_use]
pub fn grouped(code: &str) -> String {
    let mut printed = String::with_capacity(code.len() + code.len() / 4);
    for (place, character) in code.chars().enumerate() {
        if place > 0 && place % 4 == 0 {
            printed.push('-');
        }
        printed.push(character);
    }
    printed
}

/// Where a certificate is checked: what its QR code holds.
#[must_use]
pub fn address(public_address: &str, code: &str) -> String {
    format!("{public_address}/verify/{}", grouped(code))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_code_copied_badly_from_paper_is_understood() {
        for (typed, expected) in [
            ("0123456789ABCDEF", Some("0123456789ABCDEF")),
            ("oi23-4567-89ab-cdef", Some("0123456789ABCDEF")),
            (" OL23 4567 89AB CDEF ", Some("0123456789ABCDEF")),
            ("0123-4567-89AB-CDE", None),
            ("0123-4567-89AB-CDEF-0", None),
            ("U123456789ABCDEF", None),
            ("Ө123456789ABCDEF", None),
            ("0123456789ABCDE/", None),
            ("", None),
        ] {
            assert_eq!(fold(typed).as_deref(), expected, "{typed}");
        }
    }

    #[test]
    fn a_new_code_is_printed_in_groups_of_four() {
        assert_eq!(grouped("0123456789ABCDEF"), "0123-4567-89AB-CDEF");
        assert_eq!(grouped(&crate::ids::new_code()).len(), 19);
        assert_eq!(
            address("https://surgalt.example", "0123456789ABCDEF"),
            "https://surgalt.example/verify/0123-4567-89AB-CDEF"
        );
    }

    proptest! {
        #[test]
        fn what_is_printed_is_understood(code in "[0-9A-HJKMNP-TV-Z]{16}") {
            prop_assert_eq!(fold(&grouped(&code)), Some(code.clone()));
            prop_assert_eq!(fold(&code.to_lowercase()), Some(code));
        }

        #[test]
        fn anything_may_be_typed(typed in any::<String>()) {
            if let Some(code) = fold(&typed) {
                prop_assert_eq!(fold(&code), Some(code));
            }
        }
    }
}
