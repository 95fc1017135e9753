use futures_util::future::join_all;
use surgalt::policy::Role;

use super::{name_programme, path, this_year};
use crate::support::{House, short_course};

stories![
    each_programme_counts_its_own_certificates,
    a_certificate_says_what_its_programme_is_worth,
    programmes_that_finish_at_once_leave_no_gaps,
];

async fn each_programme_counts_its_own_certificates(house: House) {
    let host = house.person(&[Role::Methodologist]).await;
    let leading = house.course(&host, short_course("Манлайлал", "mn")).await;
    let teaching = house.course(&host, short_course("Арга зүй", "mn")).await;
    let other = house.course(&host, short_course("Бусад", "mn")).await;
    name_programme(&house, &leading, "5.2", 0).await;
    name_programme(&house, &teaching, "дэд-5", 0).await;
    let year = this_year(&house);
    for (course, expected) in [
        (&leading, format!("SG-5.2-{year}-000001")),
        (&teaching, format!("SG-ДЭД-5-{year}-000001")),
        (&leading, format!("SG-5.2-{year}-000002")),
        // Its code is too long to stand on a certificate.
        (&other, format!("SG-{year}-000001")),
    ] {
        let teacher = house.person(&[Role::Learner]).await;
        let certificate = house.certificate(&host, &teacher, course).await;
        assert_eq!(certificate["serial_number"], expected);
        let pdf = teacher.get(&format!("{}/pdf", path(&certificate))).await;
        assert!(pdf.bytes.starts_with(b"%PDF-"));
        let name = pdf.header("content-disposition");
        assert!(name.starts_with("attachment; filename="), "{name}");
    }
}

async fn a_certificate_says_what_its_programme_is_worth(house: House) {
    let host = house.person(&[Role::Methodologist]).await;
    let teacher = house.person(&[Role::Learner]).await;
    let course = house.course(&host, short_course("Манлайлал", "mn")).await;
    name_programme(&house, &course, "5.2", 150).await;
    let certificate = house.certificate(&host, &teacher, &course).await;
    assert_eq!(certificate["credits"], 1.5);
    // What the programme is worth later is another matter.
    name_programme(&house, &course, "5.2", 300).await;
    let code = certificate["code"].as_str().unwrap();
    let seen = house.stranger();
    let seen = seen
        .get(&format!("/api/v1/verify/{code}"))
        .await
        .expect(200);
    assert_eq!(seen["credits"], 1.5);
    let page = house
        .stranger()
        .get(&format!("/verify/{code}?lang=mn"))
        .await;
    let page = String::from_utf8(page.bytes).unwrap();
    assert!(page.contains("24 академик цаг, 1.5 кредит"), "{page}");
}

async fn programmes_that_finish_at_once_leave_no_gaps(house: House) {
    let host = house.person(&[Role::Methodologist]).await;
    let mut courses = Vec::new();
    for code in ["5.1", "5.2"] {
        let course = house.course(&host, short_course(code, "mn")).await;
        name_programme(&house, &course, code, 0).await;
        courses.push(course);
    }
    let mut teachers = Vec::new();
    for _ in 0..8 {
        teachers.push(house.person(&[Role::Learner]).await);
    }
    let finishing = teachers.iter().enumerate().map(|(number, teacher)| {
        let course = &courses[number % 2];
        house.certificate(&host, teacher, course)
    });
    let certificates = join_all(finishing).await;
    let mut numbers: Vec<_> = certificates
        .iter()
        .map(|one| one["serial_number"].as_str().unwrap().to_owned())
        .collect();
    numbers.sort();
    let year = this_year(&house);
    let expected = ["5.1", "5.2"]
        .iter()
        .flat_map(|code| (1..=4).map(move |number| format!("SG-{code}-{year}-{number:06}")));
    assert_eq!(numbers, expected.collect::<Vec<_>>());
}
