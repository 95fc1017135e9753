//! What waits for a socket: in order, each byte once, whatever the socket takes at a time.

use proptest::prelude::*;

use super::*;

fn frame(bytes: &[u8], through: u64) -> Frame {
    Frame {
        bytes: Bytes::copy_from_slice(bytes),
        through: Some(through),
    }
}

#[test]
fn what_is_cut_ends_with_the_frame_that_is_half_written() {
    let mut outgoing = Outgoing::default();
    outgoing.push(frame(b"abc", 1));
    outgoing.push(frame(b"def", 2));
    assert_eq!(outgoing.advance(1), None);
    assert_eq!(outgoing.cut(), Some(1));
    assert_eq!(outgoing.only(), Some(&b"bc"[..]));
    outgoing.push(frame(b"x", 9));
    assert_eq!(outgoing.advance(2), Some(1));
    assert_eq!(outgoing.cut(), None, "nothing is half written");
    assert!(outgoing.is_empty());
}

#[test]
fn the_answer_to_the_handshake_is_never_cut() {
    let mut outgoing = Outgoing::default();
    outgoing.begin(Bytes::from_static(b"101"));
    for number in 1..100 {
        outgoing.push(frame(b"abc", number));
    }
    assert_eq!(outgoing.cut(), None);
    assert_eq!(outgoing.only(), Some(&b"101"[..]));
    assert_eq!(outgoing.advance(3), None);
    outgoing.push(frame(b"def", 100));
    assert_eq!(outgoing.cut(), None);
    assert!(outgoing.is_empty(), "it was the first and no other");
}

#[test]
fn it_is_full_in_frames_and_in_bytes() {
    let mut many = Outgoing::default();
    let mut count = 0;
    while !many.is_full() {
        many.push(frame(b"x", 1));
        count += 1;
    }
    assert_eq!(count, FRAMES_LIMIT);
    let mut long = Outgoing::default();
    long.push(frame(&vec![0; BYTES_LIMIT], 1));
    assert!(long.is_full());
    assert_eq!(long.advance(BYTES_LIMIT), Some(1));
    assert!(!long.is_full() && long.is_empty());
}

proptest! {
    #[test]
    fn each_byte_goes_out_once_and_in_order(
        frames in proptest::collection::vec(proptest::collection::vec(any::<u8>(), 1..50), 1..100),
        taken in proptest::collection::vec(1..200_usize, 1..20),
    ) {
        let mut outgoing = Outgoing::default();
        for (number, bytes) in (1..).zip(&frames) {
            outgoing.push(frame(bytes, number));
        }
        let (mut out, mut told, mut taken) = (Vec::new(), 0, taken.iter().cycle());
        while !outgoing.is_empty() {
            let mut slices = [IoSlice::new(&[]); SLICES];
            let count = outgoing.slices(&mut slices);
            let all: Vec<u8> = slices[..count].iter().flat_map(|slice| slice.to_vec()).collect();
            if let Some(only) = outgoing.only() {
                prop_assert_eq!(only, &all[..]);
            }
            let take = (*taken.next().unwrap()).min(all.len());
            out.extend_from_slice(&all[..take]);
            told = outgoing.advance(take).unwrap_or(told);
        }
        prop_assert_eq!(out, frames.concat());
        prop_assert_eq!(usize::try_from(told).unwrap(), frames.len());
        prop_assert_eq!(outgoing.bytes, 0);
    }
}
