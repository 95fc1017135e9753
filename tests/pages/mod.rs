//! The pages: which address gets what, and under which rules. What they do is told in `tests/browser/`.

use actix_web::http::Method;

use crate::support::{Answer, Client, House};

stories![
    a_browser_gets_the_app_at_the_address_of_any_page,
    what_carries_its_hash_is_kept_for_ever_and_comes_compressed,
    what_is_no_page_is_not_found,
];

async fn ask(browser: &Client, path: &str, headers: &[(&str, &str)]) -> Answer {
    browser.send(Method::GET, path, headers, Vec::new()).await
}

/// The address of the app's program, as its first page names it.
async fn program(browser: &Client) -> String {
    let shell = ask(browser, "/", &[]).await;
    let text = String::from_utf8(shell.bytes).unwrap();
    let (_, after) = text.split_once("src=\"").expect("the pages are built");
    after.split('"').next().unwrap().to_owned()
}

async fn a_browser_gets_the_app_at_the_address_of_any_page(house: House) {
    let browser = house.stranger();
    let shell = ask(&browser, "/", &[]).await;
    let tag = shell.header("etag");
    assert_eq!(shell.header("cache-control"), "no-cache");
    let policy = shell.header("content-security-policy");
    assert!(policy.contains("script-src 'self';") && policy.contains("frame-ancestors 'none'"));
    assert!(!policy.contains("unsafe"), "{policy}");
    for page in [
        "/courses",
        "/webinars/0199a000-0000-7000-8000-000000000001",
        "/sign-in?from=/",
    ] {
        let same = ask(&browser, page, &[]).await;
        assert_eq!(
            (same.status.as_u16(), same.header("etag")),
            (200, tag.clone()),
            "{page}"
        );
        assert_eq!(same.bytes, shell.bytes);
    }
    let known = ask(&browser, "/courses", &[("if-none-match", &tag)]).await;
    assert_eq!((known.status.as_u16(), known.bytes.len()), (304, 0));
    let looked = browser.send(Method::HEAD, "/", &[], Vec::new()).await;
    assert_eq!((looked.status.as_u16(), looked.bytes.len()), (200, 0));
}

async fn what_carries_its_hash_is_kept_for_ever_and_comes_compressed(house: House) {
    let browser = house.stranger();
    let program = program(&browser).await;
    let plain = ask(&browser, &program, &[("accept-encoding", "identity")]).await;
    assert_eq!(
        plain.header("content-type"),
        "text/javascript; charset=utf-8"
    );
    assert!(plain.header("cache-control").ends_with("immutable"));
    for (accepted, sent) in [
        ("gzip, deflate, br", "br"),
        ("gzip", "gzip"),
        ("br;q=0", "identity"),
    ] {
        let answer = ask(&browser, &program, &[("accept-encoding", accepted)]).await;
        assert_eq!(answer.header("content-encoding"), sent, "{accepted}");
        assert_eq!(answer.header("vary"), "Accept-Encoding");
        assert_eq!(answer.bytes.len() < plain.bytes.len(), sent != "identity");
    }
}

async fn what_is_no_page_is_not_found(house: House) {
    let browser = house.stranger();
    for path in [
        "/api/v1/nothing",
        "/assets/of-an-older-build.js",
        "/passwords.txt",
    ] {
        ask(&browser, path, &[]).await.refused(404, "not_found");
    }
    let sent = browser
        .send(Method::POST, "/courses", &[], Vec::new())
        .await;
    sent.refused(404, "not_found");
    // Routes of the API keep their own say.
    let wrong = browser
        .send(Method::DELETE, "/healthz", &[], Vec::new())
        .await;
    assert_eq!(wrong.header("allow"), "GET");
}
