use std::io::Write;

use zip::write::{SimpleFileOptions, ZipWriter};

use super::*;

const SMALL: Limits = Limits {
    entries: 10,
    file: 3 << 20,
    total: 4 << 20,
    ratio: 20,
};

fn package(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn refusal(bytes: &[u8]) -> &'static str {
    Archive::open(bytes, SMALL).unwrap_err().key
}

#[test]
fn files_are_read_and_left_behinds_are_not_seen() {
    let bytes = package(&[
        ("a/b.xml", b"<b/>"),
        ("__MACOSX/a/._b.xml", b"?"),
        ("a/.DS_Store", b"?"),
        ("nested.zip", b"PK\x03\x04"),
    ]);
    let mut archive = Archive::open(&bytes, SMALL).unwrap();
    assert_eq!(Vec::from_iter(archive.names()), ["a/b.xml", "nested.zip"]);
    assert_eq!(archive.file("a/b.xml").unwrap().unwrap(), b"<b/>");
    assert_eq!(archive.file("missing").unwrap(), None);
    assert!(archive.has("nested.zip") && !archive.has("a/.DS_Store"));
}

#[test]
fn names_that_lead_out_are_refused() {
    for name in [
        "../a",
        "a/../../b",
        "/etc/passwd",
        "C:/a",
        "a\\b",
        "..\\a",
        "a\nb",
    ] {
        assert_eq!(
            refusal(&package(&[(name, b"x")])),
            "import-archive-path",
            "{name}"
        );
    }
}

#[test]
fn a_link_is_refused() {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.add_symlink("a", "/etc/passwd", SimpleFileOptions::default())
        .unwrap();
    let bytes = zip.finish().unwrap().into_inner();
    assert_eq!(refusal(&bytes), "import-archive-path");
}

/// The same bytes with every `from` replaced: both names are equally long.
fn with(bytes: &[u8], from: &[u8], to: &[u8]) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    let last = bytes.len() - from.len();
    for at in 0..=last {
        if bytes[at..].starts_with(from) {
            bytes[at..at + to.len()].copy_from_slice(to);
        }
    }
    bytes
}

#[test]
fn a_name_that_comes_twice_is_refused() {
    let bytes = package(&[("one.xml", b"1"), ("two.xml", b"2")]);
    assert_eq!(
        refusal(&with(&bytes, b"two.xml", b"one.xml")),
        "import-archive-duplicate"
    );
    let bytes = package(&[("./a.xml", b"1"), ("a.xml", b"2")]);
    assert_eq!(refusal(&bytes), "import-archive-duplicate");
}

#[test]
fn an_encrypted_file_is_refused() {
    let bytes = package(&[("one.xml", b"1")]);
    // The flags stand 6 bytes after the local and 8 after the central signature.
    let mut encrypted = bytes.clone();
    encrypted[6] |= 1;
    let central = bytes
        .windows(4)
        .position(|four| four == b"PK\x01\x02")
        .unwrap();
    encrypted[central + 8] |= 1;
    assert_eq!(refusal(&encrypted), "import-archive-encrypted");
}

#[test]
fn too_many_entries_are_refused() {
    let names: Vec<String> = (0..11).map(|number| number.to_string()).collect();
    let files: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), &b""[..])).collect();
    assert_eq!(refusal(&package(&files)), "import-archive-entries");
}

#[test]
fn what_is_no_archive_or_is_cut_off_is_refused() {
    let bytes = package(&[("one.xml", b"1")]);
    assert_eq!(refusal(b"no archive"), "import-archive-unreadable");
    for end in 0..bytes.len() {
        if let Ok(mut archive) = Archive::open(&bytes[..end], SMALL) {
            assert!(archive.file("one.xml").is_err());
        }
    }
}

#[test]
fn a_bomb_is_stopped_by_its_density_its_size_or_the_sum() {
    let blanks = vec![b' '; 2 << 20];
    let dense = package(&[("dense", &blanks)]);
    let large = |name| (name, vec![b' '; 2 << 20]);
    let refused = |bytes: &[u8], limits: Limits, name: &str| {
        let mut archive = Archive::open(bytes, limits).unwrap();
        archive.file(name).unwrap_err().key
    };
    assert_eq!(refused(&dense, SMALL, "dense"), "import-archive-too-large");
    let by_size = Limits {
        ratio: 5_000,
        file: 1 << 20,
        ..SMALL
    };
    assert_eq!(
        refused(&dense, by_size, "dense"),
        "import-archive-too-large"
    );
    let files = ["a", "b", "c"].map(large);
    let files: Vec<(&str, &[u8])> = files
        .iter()
        .map(|(name, bytes)| (*name, &bytes[..]))
        .collect();
    let bytes = package(&files);
    let mut archive = Archive::open(
        &bytes,
        Limits {
            ratio: 5_000,
            ..SMALL
        },
    )
    .unwrap();
    assert!(archive.file("a").is_ok() && archive.file("b").is_ok());
    assert_eq!(
        archive.file("c").unwrap_err().key,
        "import-archive-too-large"
    );
}

#[test]
fn a_directory_that_lies_about_sizes_changes_nothing() {
    let blanks = vec![b' '; 2 << 20];
    let bytes = package(&[("dense", &blanks)]);
    // Both headers say that the file has one byte.
    let lies = with(&bytes, &(2_u32 << 20).to_le_bytes(), &1_u32.to_le_bytes());
    if let Ok(mut archive) = Archive::open(&lies, SMALL) {
        assert!(archive.file("dense").is_err());
    }
}

#[test]
fn what_becomes_half_a_gigabyte_is_refused() {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let fast = SimpleFileOptions::default().compression_level(Some(1));
    zip.start_file("bomb.xml", fast).unwrap();
    let megabyte = vec![0_u8; 1 << 20];
    for _ in 0..500 {
        zip.write_all(&megabyte).unwrap();
    }
    let bytes = zip.finish().unwrap().into_inner();
    assert!(bytes.len() < 8 << 20);
    let mut archive = Archive::open(&bytes, Limits::QUESTIONS).unwrap();
    assert_eq!(
        archive.file("bomb.xml").unwrap_err().key,
        "import-archive-too-large"
    );
}

#[test]
fn packages_of_many_tools_are_read() {
    let Some(folder) = super::super::files_for_tests::folder("zip-tools") else {
        return;
    };
    let mut seen = Vec::new();
    for (file, bytes) in super::super::files_for_tests::files(&folder) {
        let mut archive = Archive::open(&bytes, Limits::QUESTIONS).unwrap();
        let names: Vec<String> = archive.names().map(str::to_owned).collect();
        for name in &names {
            assert_eq!(
                archive.file(name).unwrap().unwrap().len(),
                4,
                "{file}: {name}"
            );
        }
        seen.push((
            file,
            names.len(),
            names.iter().any(|name| name.ends_with("测试.txt")),
        ));
    }
    let seen: Vec<(&str, usize, bool)> = seen
        .iter()
        .map(|(file, count, chinese)| (file.as_str(), *count, *chinese))
        .collect();
    assert_eq!(
        seen,
        [
            ("empty.zip", 0, false),
            ("test_7zip_927.zip", 6, true),
            ("test_moodle.zip", 6, true),
            ("test_osx_1074.zip", 6, true),
            ("test_tc_8.zip", 6, true),
            ("test_win8_cz.zip", 3, false),
            ("test_winrar_421.zip", 6, true),
        ]
    );
}
