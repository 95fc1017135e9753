use super::*;

fn refused(toml: &str) -> String {
    let figment = Figment::from(Toml::string(DEFAULTS)).merge(Toml::string(toml));
    Config::from_figment(figment).unwrap_err().to_string()
}

#[test]
fn the_defaults_fit() {
    let config = Config::defaults().unwrap();
    assert_eq!(config.sign_in.access_token_seconds, 600);
}

#[test]
fn a_wrong_key_or_value_is_named() {
    assert!(refused("[mail]\nform = 'x'").contains("form"));
    assert!(refused("[server]\nworkers = 'many'").contains("server.workers"));
    assert!(refused("[mail]\nfrom = 'nobody'").contains("mail.from"));
    assert!(refused("[database]\nurl = 'mysql://x'").contains("database.url"));
    assert!(refused("[files]\nstorage = 'ftp://x'").contains("files.storage"));
    assert!(refused("[webinars]\ntime_zone = 'Gobi'").contains("webinars.time_zone"));
    assert!(refused("colour = 'blue'").contains("colour"));
    let never_heard = "[webinars]\npresence_seconds = 60";
    assert!(refused(never_heard).contains("webinars.presence_seconds must be from 1 to 40"));
}

#[test]
fn what_is_given_with_the_command_counts_most() {
    let given = [
        ("bus.url", "nats://localhost:4222"),
        ("files.storage", "s3://x"),
    ];
    let config = Config::load(None, &given).unwrap();
    assert_eq!(config.bus.url.reveal(), "nats://localhost:4222");
    assert_eq!(config.files.storage, "s3://x");
    let wrong = Config::load(None, &[("bus.url", "amqp://localhost")]);
    assert!(wrong.unwrap_err().to_string().contains("bus.url"));
}

#[test]
fn a_secret_is_never_printed() {
    let mut config = Config::defaults().unwrap();
    config.database.url = Secret::new("postgres://somebody:hunter2@localhost/surgalt");
    assert!(!format!("{config:?}").contains("hunter2"));
}
