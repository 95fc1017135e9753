use actix_web::http::Method;
use surgalt::policy::Role;

use super::{enrol_oneself, published_course, upload};
use crate::support::{Client, House};

stories![
    a_teacher_on_a_weak_line_fetches_a_film_in_parts,
    what_one_has_already_is_not_sent_again,
    a_file_keeps_its_name_and_is_what_it_says,
    only_who_takes_the_course_reads_its_files,
];

/// A course with a file of 1,000 bytes that a teacher takes; the teacher and the file's address.
async fn film(house: &House) -> (Client, String, Vec<u8>) {
    let author = house.person(&[Role::Methodologist]).await;
    let teacher = house.person(&[Role::Learner]).await;
    let course = published_course(&author).await;
    enrol_oneself(&teacher, &course).await;
    let mut bytes = b"\0\0\0\x18ftypmp42".to_vec();
    bytes.extend((0..988_u16).map(|at| at.to_le_bytes()[0]));
    let file = upload(&author, &course, "Кино.mp4", "video/mp4", &bytes).await;
    (teacher, file["address"].as_str().unwrap().to_owned(), bytes)
}

async fn a_teacher_on_a_weak_line_fetches_a_film_in_parts(house: House) {
    let (teacher, address, bytes) = film(&house).await;
    let part = async |range: &str| {
        let headers = [("range", range)];
        teacher
            .send(Method::GET, &address, &headers, Vec::new())
            .await
    };
    let first = part("bytes=0-399").await;
    assert_eq!(first.status, 206);
    assert_eq!(first.header("content-range"), "bytes 0-399/1000");
    assert_eq!(first.header("content-length"), "400");
    let rest = part("bytes=400-").await;
    assert_eq!(rest.header("content-range"), "bytes 400-999/1000");
    assert_eq!([first.bytes, rest.bytes].concat(), bytes);
    let last = part("bytes=-5").await;
    assert_eq!(last.bytes, bytes[995..]);
    // Several ranges, or none that can be read: all of it.
    for range in ["bytes=0-1,5-6", "lines=1-2"] {
        let whole = part(range).await;
        assert_eq!((whole.status.as_u16(), whole.bytes.len()), (200, 1_000));
    }
    let beyond = part("bytes=1000-").await;
    assert_eq!(beyond.header("content-range"), "bytes */1000");
    beyond.refused(416, "range_not_satisfiable");
}

async fn what_one_has_already_is_not_sent_again(house: House) {
    let (teacher, address, bytes) = film(&house).await;
    let tag = teacher.get(&address).await.header("etag");
    let get = async |headers: &[(&str, &str)]| {
        teacher
            .send(Method::GET, &address, headers, Vec::new())
            .await
    };
    let known = get(&[("if-none-match", &format!("\"other\", {tag}"))]).await;
    assert_eq!((known.status.as_u16(), known.bytes.len()), (304, 0));
    assert_eq!(known.header("etag"), tag);
    // Compressed, the bytes would not be those that the tag stands for.
    let other = get(&[("if-none-match", "\"other\""), ("accept-encoding", "gzip")]).await;
    assert_eq!(other.bytes, bytes);
    // A part that belongs to what one has, or, when the file is another one now, all of it.
    let part = get(&[("range", "bytes=0-9"), ("if-range", &tag)]).await;
    assert_eq!(part.bytes, bytes[..10]);
    let whole = get(&[("range", "bytes=0-9"), ("if-range", "\"other\"")]).await;
    assert_eq!(whole.bytes, bytes);
}

async fn a_file_keeps_its_name_and_is_what_it_says(house: House) {
    let (teacher, address, _) = film(&house).await;
    let whole = teacher.get(&address).await;
    let head = teacher.send(Method::HEAD, &address, &[], Vec::new()).await;
    assert_eq!((head.status.as_u16(), head.bytes.len()), (200, 0));
    let expected = "inline; filename=\"____.mp4\"; filename*=UTF-8''%D0%9A%D0%B8%D0%BD%D0%BE.mp4";
    for answer in [&whole, &head] {
        assert_eq!(answer.header("content-disposition"), expected);
        assert_eq!(answer.header("content-type"), "video/mp4");
        assert_eq!(answer.header("content-length"), "1000");
        assert_eq!(answer.header("accept-ranges"), "bytes");
        assert_eq!(answer.header("x-content-type-options"), "nosniff");
        assert_eq!(answer.header("etag").len(), 66);
    }
}

async fn only_who_takes_the_course_reads_its_files(house: House) {
    let (teacher, address, bytes) = film(&house).await;
    let neighbour = house
        .person(&[Role::Learner, Role::Officer, Role::Registrar])
        .await;
    let author = house.person(&[Role::Methodologist]).await;
    for method in [Method::GET, Method::HEAD] {
        let answer = neighbour.send(method, &address, &[], Vec::new()).await;
        assert_eq!(answer.status, 404);
    }
    house
        .stranger()
        .get(&address)
        .await
        .refused(401, "unauthenticated");
    assert_eq!(author.get(&address).await.bytes, bytes);
    assert_eq!(teacher.get(&address).await.bytes, bytes);
}
