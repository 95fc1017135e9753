use surgalt::policy::Role;

use super::exchange::{GIFT, counts, import};
use super::{category, id};
use crate::support::{Backend, House};

stories_on![a_file_beyond_the_limit_is_refused];

async fn a_file_beyond_the_limit_is_refused(backend: Backend) {
    let house = House::open_with(backend, |config| {
        config.question_bank.import_limit_bytes = 100_000;
    })
    .await;
    let author = house.person(&[Role::Methodologist]).await;
    let bank = category(&author, "Сан", None).await;
    let beside = [("category_id", id(&bank))];
    // The length says it, so that nothing is read.
    let large = import(&author, "a.gift", &vec![b'a'; 400_000], &beside).await;
    large.refused(413, "too_large");
    // The length does not say it: the form could hold that much beside its file.
    let large = import(&author, "a.gift", &vec![b'a'; 100_001], &beside).await;
    large.refused(413, "too_large");
    let fits = import(&author, "a.gift", GIFT.as_bytes(), &beside)
        .await
        .expect(200);
    assert_eq!(counts(&fits), [3, 0, 0, 0]);
}
