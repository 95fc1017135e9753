//! What a certificate shows, and that it is a valid archival PDF.

use std::collections::BTreeMap;

use super::*;

fn labelled(label: &str, value: &str) -> Labelled {
    Labelled {
        label: label.to_owned(),
        value: value.to_owned(),
    }
}

/// The certificate of one teacher: language, title, words before and after the names, labels.
fn certificate(words: [&str; 9], course: &str) -> CertificateText {
    let [
        language,
        title,
        presented_to,
        surname,
        given_name,
        statement,
        hours,
        date,
        serial,
    ] = words;
    CertificateText {
        language: language.to_owned(),
        organisation: "Багшийн мэргэжил дээшлүүлэх үндэсний төв".to_owned(),
        title: title.to_owned(),
        presented_to: presented_to.to_owned(),
        surname: labelled(surname, "Өлзийбаяр"),
        given_name: labelled(given_name, "Мөнхцэцэг"),
        statement: statement.to_owned(),
        course: course.to_owned(),
        hours: labelled(hours, "24"),
        completed_on: labelled(date, "2026.11.21"),
        serial: labelled(serial, "№ 2026-000123"),
        signatory: Signatory {
            name: "Д. Энхтүвшин".to_owned(),
            position: "Захирал".to_owned(),
        },
        verification: labelled("QR", "https://surgalt.example/verify/7KQ4-M2XD-9PRA"),
        issued_at: DateTime::from_timestamp(1_795_222_800, 0).unwrap(),
    }
}

fn mongolian() -> CertificateText {
    certificate(
        [
            "mn",
            "ГЭРЧИЛГЭЭ",
            "Энэхүү гэрчилгээг",
            "Овог",
            "Нэр",
            "нь дараах сургалтыг амжилттай дүүргэсэн тул олгов",
            "Цаг",
            "Огноо",
            "Дугаар",
        ],
        "«Үнэлгээний өөрчлөлт: 1,000 ₮-ийн асуулт»",
    )
}

fn every_language() -> [CertificateText; 4] {
    [
        mongolian(),
        certificate(
            [
                "en",
                "CERTIFICATE",
                "This certificate is awarded to",
                "Surname",
                "Given name",
                "for the successful completion of the course",
                "Hours",
                "Completed on",
                "Serial number",
            ],
            "“Assessment that supports learning – from questions to feedback”",
        ),
        certificate(
            [
                "ru",
                "СЕРТИФИКАТ",
                "Настоящим подтверждается, что",
                "Фамилия",
                "Имя",
                "успешно прошёл (прошла) обучение по курсу",
                "Часы",
                "Дата окончания",
                "Номер",
            ],
            "«Оценивание, поддерживающее обучение»",
        ),
        certificate(
            [
                "ky",
                "КҮБӨЛҮК",
                "Бул күбөлүк төмөнкү адамга берилди",
                "Фамилиясы",
                "Аты",
                "төмөнкү окуу курсун ийгиликтүү аяктагандыгы үчүн",
                "Саат",
                "Аяктаган күнү",
                "Номери",
            ],
            "«Окуучунун өнүгүүсүн колдогон баалоо жаңыча»",
        ),
    ]
}

/// The texts of a document in the order of its content, one a line as drawn, read the way a PDF
/// reader does: glyph codes through the `ToUnicode` table of their font.
fn texts(text: &CertificateText) -> Vec<String> {
    let settings = SerializeSettings {
        compress_content_streams: false,
        ..printing::settings().unwrap()
    };
    let bytes = draw(text, settings).unwrap();
    let pdf = String::from_utf8_lossy(&bytes);
    let tables: Vec<_> = pdf.split("beginbfchar").skip(1).map(to_unicode).collect();
    let read = |block: &str| {
        let (block, _) = block.split_once("]TJ").unwrap();
        let (font, block) = block.split_once(' ').unwrap();
        let table = &tables[font.parse::<usize>().unwrap()];
        codes(block)
            .chunks(2)
            .map(|code| table[&u16::from_be_bytes([code[0], code[1]])])
            .collect()
    };
    pdf.split("BT 0 Tr/f").skip(1).map(read).collect()
}

/// One `ToUnicode` table, from lines such as `<0001> <0411>`.
fn to_unicode(table: &str) -> BTreeMap<u16, char> {
    let (table, _) = table.split_once("endbfchar").unwrap();
    let number = |hex: &str| u16::from_str_radix(hex.trim_matches(['<', '>']), 16).unwrap();
    table
        .lines()
        .filter_map(|line| line.split_once(' '))
        .map(|(code, unicode)| {
            (
                number(code),
                char::from_u32(number(unicode).into()).unwrap(),
            )
        })
        .collect()
}

/// The bytes of the strings of a text operator: brackets in a string are escaped or in pairs, and
/// the other escapes are those of C (ISO 32000-1, 7.3.4.2).
fn codes(operator: &str) -> Vec<u8> {
    let (mut bytes, mut depth) = (Vec::new(), 0);
    let mut rest = operator.chars();
    while let Some(character) = rest.next() {
        let opened = depth;
        match character {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        if opened == 0 || depth == 0 {
            continue;
        }
        let unescaped = match character {
            '\\' => match rest.next().unwrap() {
                'n' => '\n',
                'r' => '\r',
                't' => '\t',
                'b' => '\u{8}',
                'f' => '\u{c}',
                digit @ '0'..='7' => {
                    let digits: String = [digit].into_iter().chain(rest.by_ref().take(2)).collect();
                    u8::from_str_radix(&digits, 8).unwrap().into()
                }
                other => other,
            },
            other => other,
        };
        bytes.push(u8::try_from(unescaped).unwrap());
    }
    bytes
}

#[test]
fn the_same_certificate_is_the_same_file_and_another_is_not() {
    let text = mongolian();
    assert_eq!(render(&text).unwrap(), render(&text).unwrap());
    let other = CertificateText {
        serial: labelled("Дугаар", "№ 2026-000124"),
        ..mongolian()
    };
    assert_ne!(render(&text).unwrap(), render(&other).unwrap());
}

#[test]
fn every_word_reads_as_typed_and_in_order_in_all_four_languages() {
    for text in every_language() {
        let Labelled {
            label: verify,
            value: address,
        } = &text.verification;
        let expected = [
            &text.organisation,
            &text.title,
            &text.presented_to,
            &text.surname.label,
            &text.surname.value,
            &text.given_name.label,
            &text.given_name.value,
            &text.statement,
            &text.course,
            &text.hours.label,
            &text.hours.value,
            &text.completed_on.label,
            &text.completed_on.value,
            &text.serial.label,
            &text.serial.value,
            &text.signatory.name,
            &text.signatory.position,
            verify,
            address,
        ];
        // A long course breaks into lines where it has spaces.
        let expected: Vec<&str> = expected.map(String::as_str).to_vec();
        assert_eq!(texts(&text).join(" "), expected.join(" "));
    }
}

#[test]
fn the_file_is_one_archival_page_that_says_what_it_is() {
    let bytes = render(&mongolian()).unwrap();
    let pdf = String::from_utf8_lossy(&bytes);
    for part in [
        "<pdfaid:part>2</pdfaid:part>",
        "<pdfaid:conformance>B</pdfaid:conformance>",
        "/MediaBox[0 0 841.89 595.28]",
        "/Lang(mn)",
        "ГЭРЧИЛГЭЭ № 2026-000123: Өлзийбаяр Мөнхцэцэг",
        "Багшийн мэргэжил дээшлүүлэх үндэсний төв",
        "/CreationDate(D:20261121010000Z)",
        "/URI(https://surgalt.example/verify/7KQ4-M2XD-9PRA)",
    ] {
        assert!(pdf.contains(part), "{part} is missing");
    }
    assert!(
        !pdf.contains("/Subtype/Image"),
        "a bitmap would not print sharp"
    );
}

#[test]
fn a_long_name_and_a_long_title_are_set_whole() {
    let course =
        "Ерөнхий боловсролын сургуулийн бага ангийн сурагчдын сэтгэлгээг хөгжүүлэх ".repeat(4);
    let text = CertificateText {
        surname: labelled("Овог", &"Щ".repeat(100)),
        course: course.trim().to_owned(),
        ..mongolian()
    };
    let lines = texts(&text);
    assert!(lines.concat().contains(&"Щ".repeat(100)));
    assert!(lines.join(" ").contains(course.trim()));
}

#[test]
fn white_space_of_an_import_does_not_reach_the_paper() {
    let surname = labelled("Овог", "\u{c} Өлзийбаяр\r\n");
    let text = CertificateText {
        surname,
        ..mongolian()
    };
    assert_eq!(render(&text).unwrap(), render(&mongolian()).unwrap());
}

#[test]
fn a_character_that_cannot_be_drawn_is_named_instead_of_left_out() {
    let given_name = labelled("Нэр", "Бат漢");
    let refused = render(&CertificateText {
        given_name,
        ..mongolian()
    })
    .unwrap_err();
    assert_eq!(refused, RenderError::MissingGlyph { character: '漢' });
    assert_eq!(
        refused.to_string(),
        "no typeface has the character '漢' (U+6F22)"
    );
}

#[test]
fn what_cannot_fit_is_refused() {
    let text = CertificateText {
        course: "үнэлгээ ".repeat(1000),
        ..mongolian()
    };
    assert!(matches!(
        render(&text),
        Err(RenderError::TextTooLong { .. })
    ));
    let address = format!("https://surgalt.example/{}", "a".repeat(1000));
    let verification = labelled("QR", &address);
    let text = CertificateText {
        verification,
        ..mongolian()
    };
    assert!(matches!(
        render(&text),
        Err(RenderError::TextTooLong { .. })
    ));
}
