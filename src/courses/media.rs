//! Whether the bytes of a file are what its media type says. A wrong type is mostly a mistake, but
//! a page of HTML called a picture is an attack on whoever opens it.

/// How many bytes from a file's beginning are enough to tell.
pub const HEAD: usize = 512;

/// Whether a file that begins so can have this media type. A type that this table does not know
/// is believed: the operator has allowed it.
#[must_use]
pub fn agrees(media_type: &str, head: &[u8]) -> bool {
    let starts = |signature: &[u8]| head.starts_with(signature);
    let at = |place: usize, signature: &[u8]| {
        head.get(place..)
            .is_some_and(|rest| rest.starts_with(signature))
    };
    match media_type {
        "application/pdf" => starts(b"%PDF-"),
        // Office documents are ZIP archives; an empty archive has only its end record.
        "application/zip" => starts(b"PK\x03\x04") || starts(b"PK\x05\x06"),
        office if office.starts_with("application/vnd.openxmlformats-officedocument.") => {
            starts(b"PK\x03\x04")
        }
        "image/png" => starts(b"\x89PNG\r\n\x1a\n"),
        "image/jpeg" => starts(b"\xff\xd8\xff"),
        "image/gif" => starts(b"GIF87a") || starts(b"GIF89a"),
        "image/webp" => starts(b"RIFF") && at(8, b"WEBP"),
        // A tag, or the eleven bits that begin every frame.
        "audio/mpeg" => {
            starts(b"ID3") || starts(b"\xff") && head.get(1).is_some_and(|byte| byte >> 5 == 0b111)
        }
        "audio/ogg" | "video/ogg" => starts(b"OggS"),
        "video/mp4" | "audio/mp4" => at(4, b"ftyp"),
        "video/webm" | "audio/webm" => starts(b"\x1a\x45\xdf\xa3"),
        text if text.starts_with("text/") => is_text(head),
        _ => true,
    }
}

/// Text holds no zero bytes, except in UTF-16, which says so first.
fn is_text(head: &[u8]) -> bool {
    head.starts_with(b"\xff\xfe") || head.starts_with(b"\xfe\xff") || !head.contains(&0)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The beginning of a file of each type, as real programs write them.
    const BEGINNINGS: [(&str, &[u8]); 14] = [
        ("application/pdf", b"%PDF-1.7\n%\xe2\xe3"),
        ("application/zip", b"PK\x03\x04\x14\x00"),
        (
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            b"PK\x03\x04\x14\x00",
        ),
        ("image/png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"),
        ("image/jpeg", b"\xff\xd8\xff\xe0\0\x10JFIF"),
        ("image/gif", b"GIF89a\x01\0"),
        ("image/webp", b"RIFF\x24\0\0\0WEBPVP8 "),
        ("audio/mpeg", b"ID3\x04\0"),
        ("audio/mpeg", b"\xff\xfb\x90\x64"),
        ("audio/ogg", b"OggS\0\x02"),
        ("video/mp4", b"\0\0\0\x18ftypmp42"),
        ("video/webm", b"\x1a\x45\xdf\xa3\x9f"),
        ("text/plain", "Сайн байна уу".as_bytes()),
        ("text/csv", b"\xff\xfea\0,\0b\0"),
    ];

    #[test]
    fn each_type_is_known_by_its_beginning() {
        for (media_type, head) in BEGINNINGS {
            assert!(agrees(media_type, head), "{media_type}");
        }
    }

    #[test]
    fn a_page_or_a_program_is_nothing_else() {
        for (media_type, _) in BEGINNINGS {
            assert!(!agrees(media_type, b"\x7fELF\x02\x01\0\0"), "{media_type}");
            if !media_type.starts_with("text/") {
                assert!(
                    !agrees(media_type, b"<!DOCTYPE html><script>"),
                    "{media_type}"
                );
                assert!(!agrees(media_type, b""), "{media_type}");
            }
        }
    }
}
