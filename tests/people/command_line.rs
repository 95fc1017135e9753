//! `surgalt user`, beside a running server.

use std::io::Write;
use std::process::{Command, Output, Stdio};

use serde_json::json;
use surgalt::policy::Role;

use crate::support::{House, PASSWORD};

stories![
    the_first_administrator_comes_from_the_command_line,
    whoever_is_locked_out_is_let_in_again,
    the_last_administrator_stays_one,
];

impl House {
    /// Runs `surgalt user` on this house, with a line on standard input.
    fn user(&self, arguments: &[&str], line: &str) -> Output {
        let config = &self.app.config;
        let mut child = Command::new(env!("CARGO_BIN_EXE_surgalt"))
            .arg("user")
            .args(arguments)
            .env("SURGALT_DATA_FOLDER", &config.data_folder)
            .env("SURGALT_DATABASE__URL", config.database.url.reveal())
            .env("SURGALT_SIGN_IN__HASH_MEMORY_KIB", "8")
            .env("SURGALT_LOG__FILTER", "off")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut input = child.stdin.take().unwrap();
        writeln!(input, "{line}").unwrap();
        drop(input);
        child.wait_with_output().unwrap()
    }
}

async fn the_first_administrator_comes_from_the_command_line(house: House) {
    let add = [
        "add",
        "--email",
        "Oyun@example.mn",
        "--surname",
        "Дамдин",
        "--given-name",
        "Оюун",
        "--role",
        "administrator",
        "--password-stdin",
    ];
    let added = house.user(&add, PASSWORD);
    assert!(added.status.success(), "{added:?}");
    let mut administrator = house.stranger();
    administrator.email = "oyun@example.mn".to_owned();
    administrator.sign_in(PASSWORD).await;
    administrator.get("/api/v1/people").await.expect(200);

    let again = house.user(&add, PASSWORD);
    assert!(!again.status.success());
    let said = String::from_utf8(again.stderr).unwrap();
    assert!(said.contains("belongs to somebody already"), "{said}");

    let short = house.user(&add, "short");
    let said = String::from_utf8(short.stderr).unwrap();
    assert!(said.contains("password"), "{said}");
}

async fn whoever_is_locked_out_is_let_in_again(house: House) {
    let mut teacher = house.person(&[Role::Learner]).await;
    let reset = house.user(&["reset", "--email", &teacher.email], "");
    assert!(reset.status.success(), "{reset:?}");
    teacher
        .get("/api/v1/me")
        .await
        .refused(401, "unauthenticated");

    let said = String::from_utf8(reset.stdout).unwrap();
    let (_, token) = said.trim_end().split_once("/invitation#token=").unwrap();
    let acceptance = json!({"token": token, "password": "сайхан шөнө 8"});
    let tokens = house
        .stranger()
        .post("/api/v1/invitations/accept", acceptance)
        .await
        .expect(200);
    teacher.take_tokens(&tokens);
    teacher.get("/api/v1/me").await.expect(200);

    let nobody = house.user(&["reset", "--email", "nobody@example.mn"], "");
    assert!(!nobody.status.success());
}

async fn the_last_administrator_stays_one(house: House) {
    let administrator = house.person(&[Role::Administrator]).await;
    let demote = ["role", "--email", &administrator.email, "--role", "learner"];
    assert!(!house.user(&demote, "").status.success());
    administrator.get("/api/v1/people").await.expect(200);

    house.person(&[Role::Administrator]).await;
    assert!(house.user(&demote, "").status.success());
    administrator
        .get("/api/v1/people")
        .await
        .refused(403, "forbidden");
}
