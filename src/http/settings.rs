//! What an operator has set, for the administrator to look at. It is changed where the server is started.

use actix_web::{get, web};
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use super::routes::Routes;
use crate::app::App;
use crate::config::Config;
use crate::error::{Error, Result};
use crate::policy::{Action, Actor};

/// The routes of this file.
pub fn routes(config: &mut Routes) {
    config.service(read);
}

/// All settings, in the order of their keys.
#[derive(Debug, Serialize, ToSchema)]
struct Settings {
    /// The settings.
    items: Vec<Setting>,
}

/// One key of the configuration.
#[derive(Debug, PartialEq, Serialize, ToSchema)]
#[schema(example = json!({"key": "mail.from", "environment": "SURGALT_MAIL__FROM",
    "value": "Surgalt <surgalt@example.mn>", "is_default": false}))]
struct Setting {
    /// The key in the configuration file, which `config/default.toml` explains.
    key: String,
    /// The variable of the environment that sets it.
    environment: String,
    /// Its value; of a secret only whether there is one.
    value: Value,
    /// Whether it is what it is when nobody sets it.
    is_default: bool,
}

/// What the operator of this installation has set.
#[utoipa::path(tag = "operation", operation_id = "read_settings",
    responses((status = 200, description = "The settings", body = Settings)))]
#[get("/settings")]
async fn read(app: web::Data<App>, actor: Actor) -> Result<web::Json<Settings>> {
    actor.require(Action::Operate)?;
    let defaults = Config::defaults().map_err(Error::internal)?;
    let defaults = serde_json::to_value(defaults).map_err(Error::internal)?;
    let set = serde_json::to_value(&app.config).map_err(Error::internal)?;
    let mut items = Vec::new();
    flatten(&mut items, "", &set, Some(&defaults));
    Ok(web::Json(Settings { items }))
}

/// Each value that has no keys of its own.
fn flatten(into: &mut Vec<Setting>, key: &str, value: &Value, default: Option<&Value>) {
    if let Value::Object(below) = value {
        for (name, value) in below {
            let key = match key {
                "" => name.clone(),
                key => format!("{key}.{name}"),
            };
            let default = default.and_then(|default| default.get(name));
            flatten(into, &key, value, default);
        }
        return;
    }
    into.push(Setting {
        environment: format!("SURGALT_{}", key.replace('.', "__").to_uppercase()),
        key: key.to_owned(),
        value: value.clone(),
        is_default: default == Some(value),
    });
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::config::Secret;

    #[test]
    fn every_key_is_told_and_no_secret() {
        let mut config = Config::defaults().unwrap();
        config.database.url = Secret::new("postgres://surgalt:hush@host/surgalt");
        let value = serde_json::to_value(&config).unwrap();
        let defaults = serde_json::to_value(Config::defaults().unwrap()).unwrap();
        let mut items = Vec::new();
        flatten(&mut items, "", &value, Some(&defaults));
        let told = |key: &str| items.iter().find(|one| one.key == key).unwrap();
        assert_eq!(told("database.url").value, json!("(secret)"));
        assert!(!told("database.url").is_default);
        assert_eq!(told("mail.from").environment, "SURGALT_MAIL__FROM");
        assert!(told("mail.from").is_default);
        assert!(!serde_json::to_string(&items).unwrap().contains("hush"));
    }
}
