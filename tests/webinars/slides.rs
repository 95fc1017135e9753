//! Slides: a PDF becomes pictures, everybody hears of it, and no PDF takes the server down.

use actix_web::http::Method;
use serde_json::{Value, json};
use surgalt::policy::Role;

use super::Hall;
use crate::support::{Answer, Backend, Client, House};

mod removal;

stories![
    a_deck_is_drawn_and_everybody_fetches_it,
    a_file_that_cannot_be_drawn_says_why,
    a_better_deck_replaces_the_one_before_and_all_can_be_removed,
    only_who_leads_brings_slides_and_only_who_may_enter_sees_them,
    a_deck_that_is_drawn_twice_is_told_once,
    a_pdf_that_would_draw_for_years_is_given_up,
];

/// A PDF of these objects, the first of which is its catalogue.
pub fn pdf_of(objects: &[String]) -> Vec<u8> {
    let mut file = "%PDF-1.4\n".to_owned();
    let mut places = String::new();
    for (number, object) in (1..).zip(objects) {
        places += &format!("{:010} 00000 n \n", file.len());
        file += &format!("{number} 0 obj\n{object}\nendobj\n");
    }
    let (begin, size) = (file.len(), objects.len() + 1);
    file += &format!("xref\n0 {size}\n0000000000 65535 f \n{places}");
    file += &format!("trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{begin}\n%%EOF\n");
    file.into_bytes()
}

fn stream(entries: &str, content: &str) -> String {
    format!(
        "<< {entries} /Length {} >>\nstream\n{content}\nendstream",
        content.len()
    )
}

/// A PDF of so many pages, each with a line across it.
pub fn pdf(pages: usize) -> Vec<u8> {
    let kids: String = (0..pages).map(|at| format!("{} 0 R ", at + 4)).collect();
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        format!("<< /Type /Pages /Kids [{kids}] /Count {pages} /MediaBox [0 0 320 180] >>"),
        stream("", "0 0 m 320 180 l S"),
    ];
    let page = "<< /Type /Page /Parent 2 0 R /Contents 3 0 R /Resources << >> >>";
    objects.extend((0..pages).map(|_| page.to_owned()));
    pdf_of(&objects)
}

/// A page that draws a form ten times, which draws another ten times, and so on.
fn billion_laughs() -> Vec<u8> {
    const DEPTH: usize = 12;
    let resources = |next: usize| format!("/Resources << /XObject << /X {next} 0 R >> >>");
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 /MediaBox [0 0 320 180] >>".to_owned(),
        format!(
            "<< /Type /Page /Parent 2 0 R /Contents 4 0 R {} >>",
            resources(5)
        ),
        stream("", "/X Do"),
    ];
    for level in 0..DEPTH {
        let entries = format!(
            "/Type /XObject /Subtype /Form /BBox [0 0 320 180] {}",
            resources(level + 6)
        );
        objects.push(stream(&entries, &"/X Do ".repeat(10)));
    }
    objects.push(stream(
        "/Type /XObject /Subtype /Form /BBox [0 0 320 180]",
        "0 0 m 320 180 l S",
    ));
    pdf_of(&objects)
}

pub async fn upload(hall: &Hall, by: &Client, media_type: &str, bytes: &[u8]) -> Answer {
    let head = format!(
        "--line\r\nContent-Disposition: form-data; name=\"file\"; filename=\"slides.pdf\"\r\n\
         Content-Type: {media_type}\r\n\r\n"
    );
    let form = [head.as_bytes(), bytes, b"\r\n--line--\r\n"].concat();
    let headers = [("content-type", "multipart/form-data; boundary=line")];
    by.send(Method::POST, &hall.path("/slides"), &headers, form)
        .await
}

async fn slides(hall: &Hall, by: &Client) -> Value {
    by.get(&hall.path("/slides")).await.expect(200)
}

/// Uploads a PDF and waits until it has been drawn, or cannot be.
pub async fn bring(hall: &Hall, bytes: &[u8]) -> Value {
    upload(hall, &hall.host, "application/pdf", bytes)
        .await
        .expect(201);
    hall.house.outbox_is_empty().await;
    slides(hall, &hall.host).await
}

fn address(slides: &Value, number: usize) -> String {
    slides["items"][number]["address"]
        .as_str()
        .unwrap()
        .to_owned()
}

async fn a_deck_is_drawn_and_everybody_fetches_it(house: House) {
    let hall = Hall::open(house).await;
    let teacher = hall.teacher().await;
    hall.start().await;
    let mut host = hall.host.enter(&hall.webinar).await;
    let mut room = teacher.enter(&hall.webinar).await;
    assert_eq!(
        slides(&hall, &teacher).await,
        json!({"deck": null, "coming": null, "items": []})
    );
    let uploaded = upload(&hall, &hall.host, "application/pdf", &pdf(2))
        .await
        .expect(201);
    assert_eq!(
        (&uploaded["state"], &uploaded["drawn"]),
        (&json!("waiting"), &json!(0))
    );
    room.until(|room| room.kinds().contains(&"deck_ready"))
        .await;
    let told = &room.entries.last().unwrap()["event"];
    assert_eq!(
        told,
        &json!({"type": "deck_ready", "deck": uploaded["id"], "slides": 2})
    );

    let slides = slides(&hall, &teacher).await;
    assert_eq!(slides["deck"]["id"], uploaded["id"]);
    assert_eq!(
        (&slides["deck"]["drawn"], &slides["coming"]),
        (&json!(2), &json!(null))
    );
    let sizes: Vec<_> = slides["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| ["slide", "width", "height"].map(|name| one[name].as_u64().unwrap()))
        .collect();
    assert_eq!(
        sizes,
        [
            [1, 640, 360],
            [1, 1_280, 720],
            [2, 640, 360],
            [2, 1_280, 720]
        ]
    );
    let read = teacher.get(&address(&slides, 1)).await;
    assert_eq!(
        read.header("cache-control"),
        "private, max-age=31536000, immutable"
    );
    assert_eq!(read.header("content-type"), "image/webp");
    assert_eq!(slides["items"][1]["bytes"], read.bytes.len());
    let tag = read.header("etag");
    assert_eq!(tag, format!("{}", slides["items"][1]["sha256"]));
    let known = [("if-none-match", tag.as_str())];
    let again = teacher
        .send(Method::GET, &address(&slides, 1), &known, Vec::new())
        .await;
    assert_eq!(again.status, 304);

    let beyond = json!({"type": "show_slide", "slide": 3});
    assert_eq!(host.may_not(beyond).await, "slide_invalid");
    let shown = host.does(json!({"type": "show_slide", "slide": 2})).await;
    room.sees(shown).await;
    let newcomer = hall.teacher().await.enter(&hall.webinar).await;
    let deck = json!({"deck": uploaded["id"], "slides": 2});
    assert_eq!(newcomer.snapshot.unwrap()["deck"], deck);
}

async fn a_file_that_cannot_be_drawn_says_why(house: House) {
    let hall = Hall::open(house).await;
    upload(&hall, &hall.host, "text/plain", b"hello")
        .await
        .refused(422, "invalid");
    upload(&hall, &hall.host, "application/pdf", b"hello")
        .await
        .refused(422, "invalid");
    for (bytes, reason) in [
        (b"%PDF-1.7\nnothing more".to_vec(), "unreadable"),
        (pdf(0), "unreadable"),
        (pdf(501), "too_many_slides"),
    ] {
        let slides = bring(&hall, &bytes).await;
        assert_eq!(slides["deck"], json!(null));
        assert_eq!(
            (&slides["coming"]["state"], &slides["coming"]["reason"]),
            (&json!("failed"), &json!(reason))
        );
    }
    let path = hall.path("/slides");
    let mut words = Vec::new();
    for language in ["mn", "en", "ru", "ky"] {
        let headers = [("accept-language", language)];
        let slides = hall
            .host
            .send(Method::GET, &path, &headers, Vec::new())
            .await
            .expect(200);
        words.push(slides["coming"]["message"].as_str().unwrap().to_owned());
    }
    assert_eq!(words[1], "the PDF has more than 500 pages");
    words.sort();
    words.dedup();
    assert_eq!(words.len(), 4);
    // Nobody was told, and a deck that can be drawn takes its place.
    let slides = bring(&hall, &pdf(1)).await;
    assert_eq!(
        (&slides["deck"]["slides"], &slides["coming"]),
        (&json!(1), &json!(null))
    );
    let log = hall.log().await;
    let kinds: Vec<_> = log.iter().map(|entry| &entry["event"]["type"]).collect();
    assert_eq!(kinds, ["deck_ready"]);
}

async fn a_pdf_that_would_draw_for_years_is_given_up(_: House) {
    let sqlite = Backend::Sqlite;
    let house = House::open_with(sqlite, |config| config.webinars.slides_seconds = 20).await;
    let hall = Hall::open(house).await;
    let slides = bring(&hall, &billion_laughs()).await;
    assert_eq!(slides["coming"]["reason"], "too_heavy");
    assert_eq!(bring(&hall, &pdf(1)).await["deck"]["slides"], 1);
}

async fn a_better_deck_replaces_the_one_before_and_all_can_be_removed(house: House) {
    let hall = Hall::open(house).await;
    hall.start().await;
    let mut host = hall.host.enter(&hall.webinar).await;
    let first = bring(&hall, &pdf(3)).await;
    host.does(json!({"type": "show_slide", "slide": 3})).await;
    let second = bring(&hall, &pdf(2)).await;
    assert_ne!(first["deck"]["id"], second["deck"]["id"]);
    assert_eq!(second["items"].as_array().unwrap().len(), 4);
    for slides in [&first, &second] {
        hall.host.get(&address(slides, 0)).await.expect(200);
    }
    assert_eq!(
        hall.host.enter(&hall.webinar).await.snapshot.unwrap()["slide"],
        2
    );
    for _ in 0..2 {
        hall.host.delete(&hall.path("/slides")).await.expect(204);
    }
    host.until(|room| room.kinds().contains(&"deck_removed"))
        .await;
    hall.house.outbox_is_empty().await;
    for slides in [&first, &second] {
        hall.host
            .get(&address(slides, 0))
            .await
            .refused(404, "not_found");
    }
    let files = hall.house.app.config.data_folder.join("files/courses");
    assert_eq!(
        std::fs::read_dir(files).unwrap().count(),
        0,
        "nothing stays"
    );
    hall.end().await;
    let late = upload(&hall, &hall.host, "application/pdf", &pdf(1)).await;
    late.refused(409, "webinar_closed");
}

async fn only_who_leads_brings_slides_and_only_who_may_enter_sees_them(house: House) {
    let hall = Hall::open(house).await;
    let (teacher, helper) = (hall.teacher().await, hall.teacher().await);
    let outsider = hall.house.person(&[Role::Learner]).await;
    hall.start().await;
    let mut host = hall.host.enter(&hall.webinar).await;
    let mut room = helper.enter(&hall.webinar).await;
    room.sees(host.last).await;
    let role = json!({"type": "give_role", "person": helper.id(), "role": "co_host"});
    host.does(role).await;
    let pdf = pdf(1);
    let by = async |client: &Client| upload(&hall, client, "application/pdf", &pdf).await;
    by(&teacher).await.refused(403, "forbidden");
    by(&outsider).await.refused(404, "not_found");
    by(&hall.house.stranger())
        .await
        .refused(401, "unauthenticated");
    by(&helper).await.expect(201);
    hall.logs("deck_ready").await;
    let slides = slides(&hall, &teacher).await;
    let address = address(&slides, 0);
    teacher.get(&address).await.expect(200);
    outsider.get(&address).await.refused(404, "not_found");
    outsider
        .get(&hall.path("/slides"))
        .await
        .refused(404, "not_found");
    hall.house
        .stranger()
        .get(&address)
        .await
        .refused(401, "unauthenticated");
    // Nor under the address of another webinar.
    let other = super::plan(&hall.house, &hall.course, 0, 60);
    let other = hall.host.post("/api/v1/webinars", other).await.expect(201);
    let elsewhere = address.replace(&hall.webinar, other["id"].as_str().unwrap());
    teacher.get(&elsewhere).await.refused(404, "not_found");
    teacher
        .delete(&hall.path("/slides"))
        .await
        .refused(403, "forbidden");
}

async fn a_deck_that_is_drawn_twice_is_told_once(house: House) {
    let hall = Hall::open(house).await;
    let slides = bring(&hall, &pdf(1)).await;
    let deck = slides["deck"]["id"].as_str().unwrap().parse().unwrap();
    let app = hall.house.app.clone();
    let again = async move { surgalt::webinars::slides::draw(&app, deck).await.unwrap() };
    hall.house.look(again).await;
    assert_eq!(hall.log().await.len(), 1);
}
