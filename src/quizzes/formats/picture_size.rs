//! How many pixels a picture has, from the first bytes of its file: places on it are counted in
//! them.

/// Width and height of a PNG, GIF, JPEG or WebP; none for other files and for broken ones.
#[must_use]
pub fn picture_size(bytes: &[u8]) -> Option<(u16, u16)> {
    let (width, height) = match bytes {
        [0x89, b'P', b'N', b'G', ..] => (big(bytes.get(16..20)?), big(bytes.get(20..24)?)),
        [b'G', b'I', b'F', b'8', ..] => (little(bytes.get(6..8)?), little(bytes.get(8..10)?)),
        [0xff, 0xd8, rest @ ..] => jpeg(rest)?,
        [
            b'R',
            b'I',
            b'F',
            b'F',
            _,
            _,
            _,
            _,
            b'W',
            b'E',
            b'B',
            b'P',
            rest @ ..,
        ] => webp(rest)?,
        _ => return None,
    };
    let within = |pixels: u32| u16::try_from(pixels).ok().filter(|pixels| *pixels > 0);
    Some((within(width)?, within(height)?))
}

fn big(bytes: &[u8]) -> u32 {
    bytes
        .iter()
        .fold(0, |number, byte| number << 8 | u32::from(*byte))
}

fn little(bytes: &[u8]) -> u32 {
    bytes
        .iter()
        .rev()
        .fold(0, |number, byte| number << 8 | u32::from(*byte))
}

/// The size stands in the segment that begins a frame, after segments of other kinds.
fn jpeg(mut rest: &[u8]) -> Option<(u32, u32)> {
    loop {
        let marker = match rest {
            [0xff, 0xff, ..] => {
                rest = rest.get(1..)?;
                continue;
            }
            [0xff, marker, ..] => *marker,
            _ => return None,
        };
        let is_frame = matches!(marker, 0xc0..=0xcf) && !matches!(marker, 0xc4 | 0xc8 | 0xcc);
        if is_frame {
            return Some((big(rest.get(7..9)?), big(rest.get(5..7)?)));
        }
        let length = usize::try_from(big(rest.get(2..4)?)).ok()?;
        rest = rest.get(2 + length.max(2)..)?;
    }
}

/// One of three kinds of chunk comes first.
fn webp(chunk: &[u8]) -> Option<(u32, u32)> {
    match chunk.get(..4)? {
        b"VP8X" => Some((
            little(chunk.get(12..15)?) + 1,
            little(chunk.get(15..18)?) + 1,
        )),
        b"VP8L" => {
            let bits = little(chunk.get(9..13)?);
            Some(((bits & 0x3fff) + 1, (bits >> 14 & 0x3fff) + 1))
        }
        b"VP8 " => Some((
            little(chunk.get(14..16)?) & 0x3fff,
            little(chunk.get(16..18)?) & 0x3fff,
        )),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_size_stands_in_the_first_bytes() {
        let png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x01\x02\0\0\0\x03";
        assert_eq!(picture_size(png), Some((258, 3)));
        assert_eq!(picture_size(b"GIF89a\x05\0\x06\x01"), Some((5, 262)));
        let jpeg = b"\xff\xd8\xff\xe0\0\x04ab\xff\xc0\0\x11\x08\0\x07\0\x08";
        assert_eq!(picture_size(jpeg), Some((8, 7)));
        let webp = b"RIFF\0\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0\x09\0\0\x0a\0\0";
        assert_eq!(picture_size(webp), Some((10, 11)));
    }

    #[test]
    fn what_is_broken_has_no_size() {
        for bytes in [
            &b""[..],
            b"\x89PNG",
            b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\0\0\0\0\0",
            b"GIF8",
            b"\xff\xd8\xff",
            b"\xff\xd8\xff\xff\xff\xff",
            b"\xff\xd8\xff\xe0\0\0\xff\xe0\0\0",
            b"RIFF\0\0\0\0WEBP",
            b"<svg/>",
        ] {
            assert_eq!(picture_size(bytes), None, "{bytes:?}");
        }
    }
}
