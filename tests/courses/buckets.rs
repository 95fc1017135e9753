//! Files in a bucket, as the nodes of a cluster share them.

use actix_web::http::Method;
use futures_util::TryStreamExt;
use surgalt::app::App;
use surgalt::clock::Clock;
use surgalt::config::Config;
use surgalt::db::Database;
use surgalt::policy::Role;

use super::{enrol_oneself, form, published_course, send_form, upload};
use crate::support::{Backend, House, new_bucket};

stories_on![a_film_goes_into_the_bucket_and_is_read_from_there_in_parts,];

async fn stored(house: &House) -> Vec<u64> {
    let all: Vec<_> = house.app.files.list(None).try_collect().await.unwrap();
    all.iter().map(|one| one.size).collect()
}

async fn a_film_goes_into_the_bucket_and_is_read_from_there_in_parts(backend: Backend) {
    let house = House::open_with(backend, |config| {
        config.files.storage = new_bucket();
        config.files.limit_bytes = 12_000_000;
    })
    .await;
    let author = house.person(&[Role::Methodologist]).await;
    let teacher = house.person(&[Role::Learner]).await;
    let course = published_course(&author).await;
    enrol_oneself(&teacher, &course).await;
    // More than a part of an upload, which is 5 MiB.
    let mut bytes = b"\0\0\0\x18ftypmp42".to_vec();
    bytes.extend((0..6_000_000_u32).map(|at| at.to_le_bytes()[0]));
    let film = upload(&author, &course, "Кино.mp4", "video/mp4", &bytes).await;
    let size = u64::try_from(bytes.len()).unwrap();
    assert_eq!(stored(&house).await, [size]);
    let folder = house.app.config.data_folder.join("files");
    assert!(!folder.exists(), "nothing of it is in the data folder");

    let address = film["address"].as_str().unwrap();
    let headers = [("range", "bytes=5999000-5999999")];
    let part = teacher
        .send(Method::GET, address, &headers, Vec::new())
        .await;
    assert_eq!(part.status, 206);
    assert_eq!(part.bytes, bytes[5_999_000..6_000_000]);

    // What is too large leaves nothing there.
    bytes.resize(12_500_000, 0);
    let large = form("file", "Урт.mp4", "video/mp4", &bytes);
    send_form(&author, &course, large)
        .await
        .refused(413, "too_large");
    assert_eq!(stored(&house).await, [size]);
}

#[actix_web::test]
async fn a_bucket_that_is_not_there_is_told_of_at_the_start() {
    new_bucket();
    let folder = tempfile::tempdir().unwrap();
    let mut config = Config::defaults().unwrap();
    config.data_folder = folder.path().to_owned();
    config.files.storage = "s3://nobody-has-made-this".to_owned();
    let database = Database::connect(&config.database, &config.data_folder)
        .await
        .unwrap();
    database.migrate().await.unwrap();
    let refused = App::build(config, Clock::system(), database, surgalt::ids::new_id()).await;
    assert!(refused.is_err());
}
