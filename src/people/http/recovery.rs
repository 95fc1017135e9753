//! Letting somebody in again who has lost the password: an officer issues a code, its person uses it.

use actix_web::http::header::CACHE_CONTROL;
use actix_web::{HttpRequest, HttpResponse, post, web};
use chrono::{DateTime, TimeDelta, Utc};
use garde::Validate;
use sea_orm::{ActiveModelTrait, ActiveValue::Set};
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;
use uuid::Uuid;

use super::sign_in::{device, from_address};
use crate::app::App;
use crate::audit::{self, Deed, Line};
use crate::error::{Code, Error, Result};
use crate::http::Json;
use crate::http::problem::Problem;
use crate::http::routes::Routes;
use crate::ids;
use crate::outbox::Letter;
use crate::people::rate_limit::{self, Limit};
use crate::people::recovery::{self, Issue, Issued};
use crate::people::recovery_code::{Typed, grouped};
use crate::people::sessions::{self, Tokens};
use crate::people::tables::access::recovery_code::{self, CodeKind};
use crate::people::tables::person;
use crate::people::{contacts, single_use, store};
use crate::policy::{Action, Actor};

/// The routes of this file.
pub fn routes(config: &mut Routes) {
    config.service(issue).service(use_code);
}

/// A recovery code, which is shown once.
#[derive(Serialize, ToSchema)]
#[schema(example = json!({"code": "7K2QF-93XBM", "expires_at": "2026-12-01T03:00:00Z"}))]
pub struct RecoveryCode {
    /// The code, to be read aloud or written down: letters of either size, look-alikes and hyphens do not
    /// matter.
    code: String,
    /// Until when it works.
    expires_at: DateTime<Utc>,
}

/// Issues a code by which a person in one's part sets a new password, once. A newer code takes the place
/// of an older one. The person is told at every address, and it is in the audit log. An officer issues
/// codes to learners only, and only so many an hour.
#[utoipa::path(tag = "people", operation_id = "issue_recovery_code",
    params(("id" = Uuid, Path, description = "The person")),
    responses((status = 201, description = "Issued; the code is not shown again", body = RecoveryCode),
        (status = 409, description = "`switched_off`: the person cannot sign in anyway",
            body = Problem, content_type = "application/problem+json")))]
#[post("/people/{id}/recovery-codes")]
async fn issue(app: web::Data<App>, actor: Actor, id: web::Path<Uuid>) -> Result<HttpResponse> {
    let actor = actor.in_roles_for(Action::RecoverAccess)?;
    let reader = app.database.reader();
    let person = store::find(reader, &actor, *id).await?;
    actor.require_to_recover(&store::roles_of(reader, person.id).await?)?;
    // Not kept as the answer to an idempotency key: a code sent for twice is issued twice, and the newer
    // one is the one that works.
    let (code, hash) = recovery::new_told(&app).await?;
    let now = app.clock.now();
    let most = app.config.sign_in.recovery_codes_per_hour;
    let transaction = app.database.begin().await?;
    recovery::require_rate(
        &transaction,
        actor.person_id,
        CodeKind::Told,
        (1, most),
        now,
    )
    .await?;
    let person = store::lock(&transaction, person.id).await?;
    if !person.active {
        return Err(Code::SwitchedOff.into());
    }
    let life = TimeDelta::hours(app.config.sign_in.recovery_code_hours);
    let as_told = Issue {
        kind: CodeKind::Told,
        batch_id: None,
        issued_by: actor.person_id,
        now,
        life,
    };
    let code_id = ids::new_id();
    let issued = Issued {
        person_id: person.id,
        id: code_id,
        hash,
    };
    recovery::issue(&transaction, as_told, vec![issued]).await?;
    let letter = vec![(person.id, Letter::RecoveryIssued { code_id })];
    contacts::tell_everywhere(&transaction, letter, now).await?;
    let line = Line::new(&actor, Deed::RecoveryCodeIssued, code_id, now).about(person.id);
    audit::record(&transaction, line).await?;
    transaction.commit().await?;
    app.outbox.wake();
    Ok(HttpResponse::Created()
        .insert_header((CACHE_CONTROL, "no-store"))
        .json(RecoveryCode {
            code: grouped(&code),
            expires_at: now + life,
        }))
}

/// A recovery code or the code of a sign-in card, and the password to sign in with from now on.
#[derive(Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"code": "7K2QF-93XBM", "name": "99112233", "password": "сайхан өдөр 7"}))]
pub struct UsedCode {
    /// The code, as it was told or as it stands on the card.
    #[garde(length(chars, min = 1, max = 100))]
    code: String,
    /// An e-mail address, a telephone number or the register number of the person. A card needs none.
    #[serde(default)]
    #[garde(inner(length(chars, min = 1, max = 254)))]
    name: Option<String>,
    /// The password to sign in with from now on.
    #[garde(length(chars, min = 8, max = 200))]
    password: String,
}

/// Sets a new password with a recovery code or a sign-in card, and signs in. Every other device is signed
/// out, open links and codes stop working, and a mail to every address tells the person.
#[utoipa::path(tag = "sign-in", operation_id = "use_recovery_code", security(()),
    request_body = UsedCode,
    responses((status = 200, description = "Signed in on this device", body = Tokens)))]
#[post("/recovery-codes/use")]
async fn use_code(
    app: web::Data<App>,
    request: HttpRequest,
    Json(body): Json<UsedCode>,
) -> Result<web::Json<Tokens>> {
    // What does not check was mistyped: that tells nobody anything, and costs no try.
    let typed = Typed::read(&body.code).ok_or_else(|| Error::field("code", "field-code"))?;
    let from_address = from_address(&app, &request);
    let named = match (&typed, &body.name) {
        (Typed::Printed(_), _) => {
            rate_limit::count_try(&app, &[from_address]).await?;
            None
        }
        (Typed::Told(_), None) => return Err(Error::field("name", "field-empty")),
        (Typed::Told(_), Some(name)) => {
            let named = store::by_name(app.database.reader(), name).await?;
            let account = Limit::account(&app, "recovery", named.as_ref(), name);
            rate_limit::count_try(&app, &[from_address, account]).await?;
            named
        }
    };
    let found = recovery::find(&app, typed, named.as_ref()).await?;
    let code = found.ok_or(Code::RecoveryCodeInvalid)?;
    let hash = app.passwords.hash(body.password).await?;
    let tokens = let_in(&app, &code, hash, &device(&request)).await?;
    app.outbox.wake();
    Ok(web::Json(tokens))
}

async fn let_in(
    app: &App,
    code: &recovery_code::Model,
    password_hash: String,
    device: &str,
) -> Result<Tokens> {
    let now = app.clock.now();
    let transaction = app.database.begin().await?;
    let person = store::lock(&transaction, code.person_id).await?;
    recovery::take(&transaction, code.id, now).await?;
    if !person.active {
        return Err(Code::RecoveryCodeInvalid.into());
    }
    let row = person::ActiveModel {
        id: Set(person.id),
        password_hash: Set(Some(password_hash)),
        ..Default::default()
    };
    let person = row.update(&transaction).await?;
    single_use::cancel_all(&transaction, person.id).await?;
    recovery::cancel_all(&transaction, person.id, now).await?;
    sessions::end_all(&transaction, person.id, None, now).await?;
    let tokens = sessions::open(app, &transaction, &person, device).await?;
    let letter = vec![(person.id, Letter::PasswordChanged)];
    contacts::tell_everywhere(&transaction, letter, now).await?;
    let deed = match code.kind {
        CodeKind::Told => Deed::RecoveryCodeUsed,
        CodeKind::Printed => Deed::SignInCardUsed,
    };
    let line = Line::new(None, deed, code.id, now)
        .by(person.id, tokens.session_id)
        .about(person.id)
        .with(json!({"issued_by": code.issued_by}));
    audit::record(&transaction, line).await?;
    transaction.commit().await?;
    Ok(tokens)
}
