mod third_party;

use std::io::Write;

use rust_xlsxwriter::Workbook;

use super::*;
use crate::people::position::Position;
use crate::rosters::row::Said;

/// What was read, or why not, as `key column`.
fn said(bytes: &[u8]) -> Result<Vec<Said>, String> {
    match read(bytes, false) {
        Ok(roster) => Ok(roster.rows.into_iter().map(|row| row.said).collect()),
        Err(refusal) => {
            let column = refusal.column.map(Column::name).unwrap_or_default();
            Err(format!("{} {column}", refusal.key))
        }
    }
}

const LIST: &str = "№;Овог;Нэр;Регистрийн дугаар;Сургууль;Албан тушаал\n\
    1;Дорж;Бат-Өлзий;УБ85011234;1-р сургууль;Багш\n\
    2;Ганбаатар;Сүнжидмаа;;1-р сургууль;Захирал\n";

fn check(rows: &[Said]) {
    let [bat, other] = rows else {
        panic!("{rows:?}")
    };
    assert_eq!(bat.surname.as_deref(), Some("Дорж"));
    assert_eq!(bat.given_name, "Бат-Өлзий");
    assert_eq!(bat.register_number.as_deref(), Some("УБ85011234"));
    assert_eq!(bat.organisation.as_deref(), Some("1-р сургууль"));
    assert_eq!(bat.position, Some(Position::Teacher));
    assert_eq!(other.given_name, "Сүнжидмаа");
    assert_eq!(other.position, Some(Position::Director));
    assert_eq!(other.register_number, None);
}

/// The letters of a text as old Mongolian fonts kept them.
fn old_letters(text: &str) -> String {
    let places = text.chars().map(|letter| match letter {
        'Ө' => 'Є',
        'ө' => 'є',
        'Ү' => 'Ї',
        'ү' => 'ї',
        other => other,
    });
    places.collect()
}

#[test]
fn a_list_is_read_in_every_encoding_and_with_every_separator() {
    let utf16 = |text: &str| -> Vec<u8> {
        let units = "\u{feff}".encode_utf16().chain(text.encode_utf16());
        units.flat_map(u16::to_le_bytes).collect()
    };
    let old = old_letters(LIST);
    let old = encoding_rs::WINDOWS_1251.encode(&old).0;
    let without_number = LIST.replace('№', "");
    // The old font's letters, shown as Latin ones and saved again as UTF-8.
    let gibberish = old_letters(&without_number);
    let gibberish = encoding_rs::WINDOWS_1251.encode(&gibberish).0;
    let gibberish = encoding_rs::WINDOWS_1252
        .decode_without_bom_handling(&gibberish)
        .0;
    for bytes in [
        LIST.as_bytes().to_vec(),
        [b"\xef\xbb\xbf", LIST.as_bytes()].concat(),
        utf16(LIST),
        LIST.replace(';', ",").into_bytes(),
        LIST.replace(';', "\t").into_bytes(),
        LIST.replace('\n', "\r\n").into_bytes(),
        format!("sep=;\n{LIST}").into_bytes(),
        format!("Батлав: захирал\n\nБагш нарын жагсаалт;;;\n{LIST}").into_bytes(),
        old.to_vec(),
        gibberish.as_bytes().to_vec(),
    ] {
        match said(&bytes) {
            Ok(rows) => check(&rows),
            Err(key) => panic!("{key}: {}", String::from_utf8_lossy(&bytes)),
        }
    }
}

fn workbook(fill: impl FnOnce(&mut Workbook)) -> Vec<u8> {
    let mut workbook = Workbook::new();
    fill(&mut workbook);
    workbook.save_to_buffer().unwrap()
}

#[test]
fn a_workbook_is_read_sheet_by_sheet_and_its_rows_say_where_they_stand() {
    let bytes = workbook(|workbook| {
        workbook.add_worksheet().set_name("Тайлбар").unwrap();
        let explanation = workbook.worksheet_from_index(0).unwrap();
        explanation.write_string(0, 0, "Хэрхэн бөглөх").unwrap();
        let sheet = workbook.add_worksheet().set_name("Багш").unwrap();
        for (row, line) in LIST.lines().enumerate() {
            for (column, cell) in line.split(';').enumerate() {
                let (row, column) = (u32::try_from(row).unwrap(), u16::try_from(column).unwrap());
                sheet.write_string(row + 2, column, cell).unwrap();
            }
        }
    });
    let roster = read(&bytes, false).unwrap();
    assert_eq!(roster.format, Format::Xlsx);
    assert_eq!(roster.rows[0].place, "Багш!4");
    let rows: Vec<Said> = roster.rows.into_iter().map(|row| row.said).collect();
    check(&rows);
}

#[test]
fn headings_that_are_not_known_or_stand_twice_are_remarked() {
    let text = "Нэр,Овог,Сургууль,Дуртай өнгө,Нэр\nБат,Дорж,1-р сургууль,цэнхэр,Болд\n";
    let roster = read(text.as_bytes(), false).unwrap();
    let keys: Vec<&str> = roster
        .remarks
        .iter()
        .map(|remark| remark.key.as_str())
        .collect();
    assert_eq!(keys, ["roster-column-unknown", "roster-column-twice"]);
    assert_eq!(roster.rows[0].said.given_name, "Бат");
}

#[test]
fn a_file_that_is_not_a_roster_is_refused_for_its_true_reason() {
    let png = [b"\x89PNG\r\n\x1a\n".as_slice(), &[0, 0, 0, 13, 0xff, 0xfe]].concat();
    let many = "Нэр,Сургууль\n".to_owned() + &"Бат,1\n".repeat(MOST_ROWS + 30);
    let package = zipped(&[("hello.txt", "Сайн уу")]);
    for (bytes, refused) in [
        (&b""[..], "roster-empty "),
        (&png, "roster-not-text "),
        ("Сайн байна уу".as_bytes(), "roster-no-headings given_name"),
        (
            "Овог,Сургууль\nДорж,1\n".as_bytes(),
            "roster-column-missing given_name",
        ),
        (
            "Овог,Нэр\nДорж,Бат\n".as_bytes(),
            "roster-column-missing organisation",
        ),
        ("Нэр,Сургууль\n".as_bytes(), "roster-empty "),
        (many.as_bytes(), "roster-too-many-rows "),
        (&package, "roster-archive-unknown "),
        (b"PK\x03\x04 and nothing", "import-archive-unreadable "),
    ] {
        assert_eq!(said(bytes), Err(refused.to_owned()));
    }
    // The organisation may be named beside the file.
    let one_school = "Овог,Нэр\nДорж,Бат\n";
    assert_eq!(read(one_school.as_bytes(), true).unwrap().rows.len(), 1);
}

fn zipped(files: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, text) in files {
        let options = zip::write::SimpleFileOptions::default();
        zip.start_file(*name, options).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

const USERS: &str = "sourcedId,status,enabledUser,orgSourcedIds,role,givenName,familyName,email\n\
    u1,,TRUE,\"o1,o2\",teacher,Бат,Дорж,bat@example.mn\n\
    u2,tobedeleted,TRUE,o1,aide,Сарнай,Ганбаатар,\n\
    u3,,TRUE,o1,student,Болд,Лхагва,\n";

fn package(manifest: &str, users: &str) -> Vec<u8> {
    let manifest = format!("propertyName,value\n{manifest}");
    let orgs = "sourcedId,name,type,identifier\no1,1-р сургууль,school,65-01\n";
    zipped(&[
        ("manifest.csv", &manifest),
        ("users.csv", users),
        ("orgs.csv", orgs),
    ])
}

#[test]
fn a_oneroster_package_is_read_and_pupils_are_left_out() {
    let manifest = "oneroster.version,1.1\nfile.users,delta\nfile.orgs,bulk\n";
    let roster = read(&package(manifest, USERS), false).unwrap();
    assert!(roster.is_delta);
    let [bat, sarnai] = roster.rows.as_slice() else {
        panic!("{:?}", roster.rows)
    };
    assert_eq!(bat.place, "users.csv:2");
    assert_eq!(bat.said.organisation.as_deref(), Some("1-р сургууль"));
    assert_eq!(bat.said.organisation_code.as_deref(), Some("65-01"));
    assert_eq!(bat.said.sector_code.as_deref(), Some("u1"));
    assert_eq!(bat.said.position, Some(Position::Teacher));
    assert!(!bat.said.left && sarnai.said.left);
    let counted = Problem::new(None, "roster-not-staff").with("count", 1);
    assert!(roster.remarks.contains(&counted));
}

#[test]
fn a_oneroster_package_says_what_it_lacks() {
    for (manifest, users, refused) in [
        (
            "oneroster.version,1.0\nfile.users,bulk\n",
            USERS,
            "roster-oneroster-version ",
        ),
        (
            "oneroster.version,1.1\nfile.users,absent\n",
            USERS,
            "roster-oneroster-no-people ",
        ),
        (
            "oneroster.version,1.1\nfile.users,bulk\nfile.classes,bulk\n",
            USERS,
            "roster-oneroster-missing ",
        ),
        (
            "oneroster.version,1.1\nfile.users,bulk\n",
            "sourcedId,name\n",
            "roster-oneroster-column ",
        ),
    ] {
        assert_eq!(
            said(&package(manifest, users)),
            Err(refused.to_owned()),
            "{manifest}"
        );
    }
}

proptest::proptest! {
    #[test]
    fn no_bytes_make_it_panic(bytes: Vec<u8>) {
        let _ = read(&bytes, true);
    }

    #[test]
    fn no_table_makes_it_panic(rows in proptest::collection::vec("(Нэр|Овог|Сургууль|Утас|И-мэйл|[^\n]{0,12}|,|;|\"){0,6}", 0..8)) {
        let _ = read(rows.join("\n").as_bytes(), false);
    }
}
