//! Signing in and out.

use actix_web::http::header::USER_AGENT;
use actix_web::{HttpRequest, HttpResponse, post, web};
use garde::Validate;
use sea_orm::{ActiveModelTrait, ActiveValue::Set};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::app::App;
use crate::error::{Code, Result};
use crate::http::routes::Routes;
use crate::http::{Json, actor};
use crate::outbox::{self, Letter};
use crate::people::identifiers::fold_email;
use crate::people::rate_limit::{self, Limit};
use crate::people::sessions::{self, Renewal, Tokens};
use crate::people::single_use::{self, Purpose};
use crate::people::tables::person;
use crate::people::{contacts, recovery, store};
use crate::policy::Actor;

/// The routes of this file.
pub fn routes(config: &mut Routes) {
    config
        .service(sign_in)
        .service(ask_for_magic_link)
        .service(sign_in_by_magic_link)
        .service(accept_invitation)
        .service(renew)
        .service(sign_out)
        .service(sign_out_everywhere);
}

/// Who one is, and the password.
#[derive(Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"name": "99112233", "password": "сайхан өдөр 7"}))]
pub struct Credentials {
    /// An e-mail address, a telephone number or the register number. The older name of this field,
    /// `email`, is taken as well.
    #[serde(alias = "email")]
    #[garde(length(chars, min = 1, max = 254))]
    name: String,
    /// The password.
    #[garde(length(chars, min = 1, max = 200))]
    password: String,
}

/// Who one is.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"name": "bat@example.mn"}))]
pub struct Name {
    /// An e-mail address, a telephone number or the register number. The older name of this field,
    /// `email`, is taken as well.
    #[serde(alias = "email")]
    #[garde(length(chars, min = 1, max = 254))]
    name: String,
}

/// A token from a mail or a device.
#[derive(Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"token": "7tQ0…"}))]
pub struct Token {
    /// The token.
    #[garde(length(chars, min = 1, max = 200))]
    pub(super) token: String,
}

/// The answer to an invitation.
#[derive(Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"token": "7tQ0…", "password": "сайхан өдөр 7"}))]
pub struct Acceptance {
    /// The token of the invitation.
    #[garde(length(chars, min = 1, max = 200))]
    token: String,
    /// The password to sign in with from now on.
    #[garde(length(chars, min = 8, max = 200))]
    password: String,
}

pub(super) fn device(request: &HttpRequest) -> String {
    let header = request.headers().get(USER_AGENT);
    header
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default()
        .to_owned()
}

/// The limit on tries from the address that a request comes from.
pub(super) fn from_address(app: &App, request: &HttpRequest) -> Limit {
    let address = actor::address(request, app.config.server.trust_proxy);
    Limit {
        key: format!("address {address}"),
        tries: app.config.sign_in.tries_per_address,
    }
}

/// Signs in with a password, and an e-mail address, a telephone number or the register number. Whether
/// somebody has that name, the answer does not tell.
#[utoipa::path(tag = "sign-in", operation_id = "sign_in", security(()), request_body = Credentials,
    responses((status = 200, description = "Signed in on this device", body = Tokens)))]
#[post("/sign-in")]
async fn sign_in(
    app: web::Data<App>,
    request: HttpRequest,
    Json(credentials): Json<Credentials>,
) -> Result<web::Json<Tokens>> {
    let person = store::by_name(app.database.reader(), &credentials.name).await?;
    let account = Limit::account(&app, "password", person.as_ref(), &credentials.name);
    rate_limit::count_try(&app, &[from_address(&app, &request), account.clone()]).await?;
    let hash = person
        .as_ref()
        .and_then(|person| person.password_hash.clone());
    if !app.passwords.fits(credentials.password, hash).await? {
        return Err(Code::WrongCredentials.into());
    }
    let person = person.ok_or(Code::WrongCredentials)?;
    let transaction = app.database.begin().await?;
    let tokens = sessions::open(&app, &transaction, &person, &device(&request)).await?;
    rate_limit::forget(&transaction, &account.key).await?;
    transaction.commit().await?;
    Ok(web::Json(tokens))
}

/// Sends a link that signs in: to the e-mail address that is named, or else to the best of those whom
/// the telephone number or the register number belongs to. The answer does not tell whether there is one.
#[utoipa::path(tag = "sign-in", operation_id = "ask_for_magic_link", security(()),
    request_body = Name,
    responses((status = 202, description = "If somebody has that name, and an address that gets mail, a mail is under way")))]
#[post("/magic-links")]
async fn ask_for_magic_link(
    app: web::Data<App>,
    request: HttpRequest,
    Json(body): Json<Name>,
) -> Result<HttpResponse> {
    let reader = app.database.reader();
    let person = store::by_name(reader, &body.name).await?;
    let mails = Limit::account(&app, "magic link", person.as_ref(), &body.name);
    rate_limit::count_try(&app, &[from_address(&app, &request), mails]).await?;
    if let Some(person) = person.filter(|person| person.active) {
        let named = contacts::by_value(reader, &fold_email(&body.name)).await?;
        let named = named.filter(|named| named.person_id == person.id && named.is_good());
        let transaction = app.database.begin().await?;
        match named {
            // Whoever has lost one address and names another reads that one.
            Some(named) => {
                outbox::send_to(&app, &transaction, named.id, Letter::MagicLink).await?;
            }
            None => outbox::send(&app, &transaction, person.id, Letter::MagicLink).await?,
        }
        transaction.commit().await?;
        app.outbox.wake();
    }
    Ok(HttpResponse::Accepted().finish())
}

/// Signs in with the token of a link from a mail, once.
#[utoipa::path(tag = "sign-in", operation_id = "sign_in_by_magic_link", security(()),
    request_body = Token,
    responses((status = 200, description = "Signed in on this device", body = Tokens)))]
#[post("/magic-links/use")]
async fn sign_in_by_magic_link(
    app: web::Data<App>,
    request: HttpRequest,
    Json(body): Json<Token>,
) -> Result<web::Json<Tokens>> {
    rate_limit::count_try(&app, &[from_address(&app, &request)]).await?;
    let transaction = app.database.begin().await?;
    let id = single_use::take(
        &transaction,
        &body.token,
        Purpose::MagicLink,
        app.clock.now(),
    )
    .await?;
    let person = store::get(&transaction, id).await?;
    let tokens = sessions::open(&app, &transaction, &person, &device(&request)).await?;
    transaction.commit().await?;
    Ok(web::Json(tokens))
}

/// Accepts an invitation: sets the password and signs in.
#[utoipa::path(tag = "sign-in", operation_id = "accept_invitation", security(()),
    request_body = Acceptance,
    responses((status = 200, description = "Signed in on this device", body = Tokens)))]
#[post("/invitations/accept")]
async fn accept_invitation(
    app: web::Data<App>,
    request: HttpRequest,
    Json(body): Json<Acceptance>,
) -> Result<web::Json<Tokens>> {
    rate_limit::count_try(&app, &[from_address(&app, &request)]).await?;
    let hash = app.passwords.hash(body.password).await?;
    let transaction = app.database.begin().await?;
    let now = app.clock.now();
    let id = single_use::take(&transaction, &body.token, Purpose::Invitation, now).await?;
    let person = person::ActiveModel {
        id: Set(id),
        password_hash: Set(Some(hash)),
        ..Default::default()
    }
    .update(&transaction)
    .await?;
    // Whatever else is under way to an address of this person ends here: an older invitation, sent
    // to an address that was mistyped, must not open the account again.
    single_use::cancel_all(&transaction, id).await?;
    recovery::cancel_all(&transaction, id, now).await?;
    sessions::end_all(&transaction, id, None, now).await?;
    let tokens = sessions::open(&app, &transaction, &person, &device(&request)).await?;
    transaction.commit().await?;
    Ok(web::Json(tokens))
}

/// Exchanges a refresh token for new tokens. A refresh token works once; when it comes a second
/// time, somebody has a copy, and the device is signed out.
#[utoipa::path(tag = "sign-in", operation_id = "renew_tokens", security(()), request_body = Token,
    responses((status = 200, description = "The next tokens", body = Tokens)))]
#[post("/tokens")]
async fn renew(app: web::Data<App>, Json(body): Json<Token>) -> Result<web::Json<Tokens>> {
    let transaction = app.database.begin().await?;
    let renewal = sessions::renew(&app, &transaction, &body.token).await?;
    // Committed in every case: a stolen token has ended its session.
    transaction.commit().await?;
    match renewal {
        Renewal::Renewed(tokens) => Ok(web::Json(tokens)),
        Renewal::Stolen => {
            tracing::warn!("a refresh token was used twice; its session has been ended");
            Err(Code::TokenInvalid.into())
        }
        Renewal::Unknown => Err(Code::TokenInvalid.into()),
    }
}

/// Signs this device out.
#[utoipa::path(tag = "sign-in", operation_id = "sign_out",
    responses((status = 204, description = "Signed out")))]
#[post("/sign-out")]
async fn sign_out(app: web::Data<App>, actor: Actor) -> Result<HttpResponse> {
    let transaction = app.database.begin().await?;
    sessions::end(&transaction, actor.session_id, app.clock.now()).await?;
    transaction.commit().await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Signs all of one's devices out, this one too.
#[utoipa::path(tag = "sign-in", operation_id = "sign_out_everywhere",
    responses((status = 204, description = "Signed out everywhere")))]
#[post("/sign-out/everywhere")]
async fn sign_out_everywhere(app: web::Data<App>, actor: Actor) -> Result<HttpResponse> {
    let transaction = app.database.begin().await?;
    sessions::end_all(&transaction, actor.person_id, None, app.clock.now()).await?;
    transaction.commit().await?;
    Ok(HttpResponse::NoContent().finish())
}
