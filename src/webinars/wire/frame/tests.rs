//! Frames: whatever way the bytes are cut, and whatever a hostile client makes of them.

use proptest::prelude::*;

use super::*;

/// A frame as a client sends it.
fn masked(first: u8, payload: &[u8], mask: [u8; 4]) -> Vec<u8> {
    let mut frame = encode(0, payload).to_vec();
    frame[0] = first;
    frame[1] |= MASKED;
    let head = frame.len() - payload.len();
    frame.truncate(head);
    frame.extend_from_slice(&mask);
    frame.extend(
        payload
            .iter()
            .zip(mask.iter().cycle())
            .map(|(byte, key)| byte ^ key),
    );
    frame
}

fn read(reader: &mut Reader, bytes: &[u8]) -> Result<Vec<Message>, Close> {
    reader.receive(bytes);
    let mut messages = Vec::new();
    while let Some(message) = reader.next()? {
        messages.push(message);
    }
    Ok(messages)
}

fn read_all(bytes: &[u8]) -> Result<Vec<Message>, Close> {
    read(&mut Reader::default(), bytes)
}

#[test]
fn each_fault_has_its_code() {
    let mask = [1, 2, 3, 4];
    let long = vec![b'x'; FRAME_LIMIT + 1];
    let half = vec![b'x'; FRAME_LIMIT / 2 + 1];
    let two = [masked(TEXT, &half, mask), masked(LAST, &half, mask)].concat();
    let nested = [masked(TEXT, b"a", mask), masked(LAST | TEXT, b"b", mask)].concat();
    for (bytes, close, what) in [
        (encode(TEXT, b"{}").to_vec(), Close::Malformed, "not masked"),
        (
            masked(LAST | 0x40 | TEXT, b"{}", mask),
            Close::Malformed,
            "compressed",
        ),
        (
            masked(LAST | 3, b"{}", mask),
            Close::Malformed,
            "unknown code",
        ),
        (
            masked(LAST, b"{}", mask),
            Close::Malformed,
            "goes on from nothing",
        ),
        (nested, Close::Malformed, "a message within another"),
        (
            masked(PING, b"", mask),
            Close::Malformed,
            "a control frame in parts",
        ),
        (
            masked(LAST | PING, &[0; 126], mask),
            Close::Malformed,
            "a long control frame",
        ),
        (masked(LAST | TEXT, &long, mask), Close::TooLong, "too long"),
        (two, Close::TooLong, "too long together"),
        (
            vec![LAST | TEXT, 0xff, 0xff, 0, 0, 0, 0, 0, 0, 0],
            Close::TooLong,
            "by the head alone",
        ),
        (
            masked(LAST | TEXT, &[0xff, 0xfe], mask),
            Close::NotText,
            "not UTF-8",
        ),
    ] {
        assert_eq!(read_all(&bytes), Err(close), "{what}");
    }
}

#[test]
fn control_frames_come_between_the_parts_of_a_message() {
    let mask = [9, 8, 7, 6];
    let bytes = [
        masked(TEXT, "Са".as_bytes(), mask),
        masked(LAST | PING, b"p", mask),
        masked(CONTINUATION, "й".as_bytes(), mask),
        masked(LAST | PONG, b"", mask),
        masked(LAST, "н".as_bytes(), mask),
        masked(LAST | BINARY, &[0xff], mask),
        masked(LAST | CLOSE, &1000_u16.to_be_bytes(), mask),
    ]
    .concat();
    let expected = vec![
        Message::Ping(b"p".to_vec()),
        Message::Pong,
        Message::Text("Сайн".to_owned()),
        Message::Binary,
        Message::Close(Some(FINISHED)),
    ];
    assert_eq!(read_all(&bytes), Ok(expected));
}

#[test]
fn the_server_writes_lengths_as_the_standard_says() {
    for (length, head) in [
        (0, vec![0x81, 0]),
        (125, vec![0x81, 125]),
        (126, vec![0x81, 126, 0, 126]),
        (65_535, vec![0x81, 126, 0xff, 0xff]),
        (65_536, vec![0x81, 127, 0, 0, 0, 0, 0, 1, 0, 0]),
    ] {
        let frame = text(&"x".repeat(length));
        assert_eq!(frame.len(), head.len() + length);
        assert!(frame.starts_with(&head), "{length}");
    }
    let frame = close(Some(Close::Resume { from: 7 }));
    assert_eq!(&frame[..4], &[0x88, 15, 0x0f, 0xa0]);
    assert_eq!(&frame[4..], b"resume from 7");
    assert_eq!(&close(None)[..], &[0x88, 0]);
    assert_eq!(&ping()[..], &[0x89, 0]);
    assert_eq!(&pong(b"p")[..], &[0x8a, 1, b'p']);
}

#[test]
fn what_a_frame_tells_is_told_without_a_socket() {
    for length in [0, 5, 125, 126, 127, 65_535, 65_536, 70_000] {
        let said = "x".repeat(length);
        let told = Told::of(&text(&said));
        assert_eq!(told, Some(Told::Text(Bytes::from(said))), "{length}");
    }
    let closed = Close::Resume { from: 1_234_567 };
    let (code, reason) = (closed.code(), closed.reason());
    assert_eq!(
        Told::of(&close(Some(closed))),
        Some(Told::Close { code, reason })
    );
    for tells_nothing in [ping(), pong(b"abc"), close(None), Bytes::new()] {
        assert_eq!(Told::of(&tells_nothing), None);
    }
}

proptest! {
    #[test]
    fn however_it_is_cut_the_same_is_read(
        texts in proptest::collection::vec((".{0,300}", any::<[u8; 4]>(), 1..5_usize), 0..8),
        cuts in proptest::collection::vec(1..40_usize, 1..20),
    ) {
        let mut bytes = Vec::new();
        for (text, mask, parts) in &texts {
            let size = (text.len() / parts).max(1);
            let mut chunks: Vec<&[u8]> = text.as_bytes().chunks(size).collect();
            if chunks.is_empty() {
                chunks.push(b"");
            }
            for (place, chunk) in chunks.iter().enumerate() {
                let code = if place == 0 { TEXT } else { CONTINUATION };
                let last = if place + 1 == chunks.len() { LAST } else { 0 };
                bytes.extend(masked(last | code, chunk, *mask));
            }
        }
        let mut reader = Reader::default();
        let (mut read_so_far, mut rest, mut cuts) = (Vec::new(), &bytes[..], cuts.iter().cycle());
        while !rest.is_empty() {
            let (piece, after) = rest.split_at((*cuts.next().unwrap()).min(rest.len()));
            read_so_far.extend(read(&mut reader, piece).unwrap());
            rest = after;
        }
        let expected: Vec<_> = texts.into_iter().map(|(text, ..)| Message::Text(text)).collect();
        prop_assert_eq!(read_so_far, expected);
        prop_assert!(reader.is_empty());
    }

    #[test]
    fn noise_neither_panics_nor_costs_memory(
        pieces in proptest::collection::vec(proptest::collection::vec(any::<u8>(), 0..2_000), 0..30),
    ) {
        let mut reader = Reader::default();
        for piece in pieces {
            if read(&mut reader, &piece).is_err() {
                break;
            }
            let kept = reader.waiting.len() + reader.fragments.as_ref().map_or(0, |(_, kept)| kept.len());
            prop_assert!(kept <= 2 * FRAME_LIMIT + 2_000 + 14);
        }
    }
}
