//! `surgalt user`: the first administrator, and people who are locked out.
//!
//! Works beside a running server: roles and devices are read at each request, so what is changed
//! here holds at once.

use std::io::BufRead;

use chrono::{DateTime, TimeDelta, Utc};
use clap::{Args, Subcommand};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ConnectionTrait, EntityTrait, QuerySelect};
use surgalt::audit::{self, Deed, Line};
use surgalt::clock::Clock;
use surgalt::config::Config;
use surgalt::db::{Database, Transaction};
use surgalt::error::{Code, Error};
use surgalt::http::json;
use surgalt::people::password::Passwords;
use surgalt::people::registration::{NewPerson, register_person, sorted};
use surgalt::people::single_use::{self, Purpose};
use surgalt::people::tables::person;
use surgalt::people::{recovery, sessions, store};
use surgalt::policy::Role;
use uuid::Uuid;

use super::Failure;
use super::database::{in_words, open};

/// What is done to somebody.
#[derive(Debug, Subcommand)]
pub enum Task {
    /// Registers a person; prints an invitation, or sets a password.
    Add(Add),
    /// Gives a person exactly these roles.
    Role {
        /// Whose roles: an e-mail address, a telephone number or a register number.
        #[arg(long, alias = "email")]
        name: String,
        /// A role; name the option once for each.
        #[arg(long = "role", required = true, value_parser = role)]
        roles: Vec<Role>,
    },
    /// Lets a person in again: prints an invitation, or sets a password, and signs every device out.
    Reset {
        /// Who is locked out: an e-mail address, a telephone number or a register number.
        #[arg(long, alias = "email")]
        name: String,
        /// Read the new password from the first line of standard input.
        #[arg(long)]
        password_stdin: bool,
    },
}

/// The person to register.
#[derive(Debug, Args)]
pub struct Add {
    /// The e-mail address to sign in with.
    #[arg(long)]
    email: String,
    /// The surname, as documents write it.
    #[arg(long)]
    surname: String,
    /// The given name, as documents write it.
    #[arg(long)]
    given_name: String,
    /// A role: learner, methodologist, officer, registrar or administrator; name the option once
    /// for each.
    #[arg(long = "role", default_value = "learner", value_parser = role)]
    roles: Vec<Role>,
    /// Read the password from the first line of standard input instead of printing an invitation.
    #[arg(long)]
    password_stdin: bool,
}

fn role(name: &str) -> Result<Role, String> {
    let names = Role::ALL.map(Role::name).join(", ");
    Role::named(name).ok_or_else(|| format!("the roles are {names}"))
}

/// Does the task and prints what came of it.
pub async fn run(config: Config, task: Task) -> Result<(), Failure> {
    let database = open(&config).await?;
    let outcome = perform(&config, &database, task).await;
    database.close().await?;
    println!("{}", outcome.map_err(|error| in_words(&error))?);
    Ok(())
}

async fn perform(config: &Config, database: &Database, task: Task) -> Result<String, Error> {
    let now = Clock::system().now();
    let password = match &task {
        Task::Add(Add { password_stdin, .. }) | Task::Reset { password_stdin, .. }
            if *password_stdin =>
        {
            Some(hash_of_password(config).await?)
        }
        _ => None,
    };
    let transaction = database.begin().await?;
    let said = match task {
        Task::Add(add) => {
            let new = add.person();
            json::validate(&new)?;
            let is_open = password.is_none();
            let person = register_person(&transaction, &new, password, now).await?;
            note(&transaction, Deed::PersonRegistered, person.id, now).await?;
            if is_open {
                invitation(config, &transaction, &person, now).await?
            } else {
                format!("{} is registered", called(&person))
            }
        }
        Task::Role { name, roles } => give_roles(&transaction, &name, &roles, now).await?,
        Task::Reset { name, .. } => {
            let person = by_name(&transaction, &name).await?;
            sessions::end_all(&transaction, person.id, None, now).await?;
            single_use::cancel_all(&transaction, person.id).await?;
            recovery::cancel_all(&transaction, person.id, now).await?;
            match password {
                None => {
                    note(&transaction, Deed::PersonInvited, person.id, now).await?;
                    invitation(config, &transaction, &person, now).await?
                }
                Some(hash) => {
                    note(&transaction, Deed::PasswordSet, person.id, now).await?;
                    let change = person::ActiveModel {
                        id: Set(person.id),
                        password_hash: Set(Some(hash)),
                        ..Default::default()
                    };
                    change.update(&transaction).await?;
                    format!("{} has a new password", called(&person))
                }
            }
        }
    };
    transaction.commit().await?;
    Ok(said)
}

impl Add {
    fn person(self) -> NewPerson {
        NewPerson {
            email: Some(self.email),
            surname: self.surname,
            given_name: self.given_name,
            roles: self.roles,
            ..NewPerson::default()
        }
    }
}

async fn give_roles(
    transaction: &Transaction,
    name: &str,
    roles: &[Role],
    now: DateTime<Utc>,
) -> Result<String, Error> {
    store::lock_administrators(transaction).await?;
    let id = by_name(transaction, name).await?.id;
    let person = person::Entity::find_by_id(id)
        .lock_exclusive()
        .one(transaction)
        .await?
        .ok_or(Code::NotFound)?;
    let roles = sorted(roles);
    store::set_roles(transaction, id, &roles).await?;
    note(transaction, Deed::RolesGiven, id, now).await?;
    store::require_an_administrator(transaction).await?;
    let change = person::ActiveModel {
        id: Set(id),
        revision: Set(person.revision + 1),
        ..Default::default()
    };
    change.update(transaction).await?;
    let names: Vec<_> = roles.into_iter().map(Role::name).collect();
    Ok(format!("{} is now {}", called(&person), names.join(", ")))
}

/// By what an operator knows a person.
fn called(person: &person::Model) -> String {
    person
        .email
        .clone()
        .unwrap_or_else(|| person.id.to_string())
}

/// What the operator does on the server is in the audit log, without an actor.
async fn note(
    transaction: &Transaction,
    deed: Deed,
    person_id: Uuid,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let line = Line::new(None, deed, person_id, now).about(person_id);
    audit::record(transaction, line).await
}

async fn by_name(connection: &impl ConnectionTrait, name: &str) -> Result<person::Model, Error> {
    store::by_name(connection, name)
        .await?
        .ok_or(Code::NotFound.into())
}

async fn invitation(
    config: &Config,
    transaction: &Transaction,
    person: &person::Model,
    now: DateTime<Utc>,
) -> Result<String, Error> {
    let life = TimeDelta::days(config.sign_in.invitation_days);
    // Printed here and sent nowhere: using it verifies no address.
    let purpose = Purpose::Invitation;
    let token = single_use::make(transaction, person.id, purpose, None, (now, life)).await?;
    let address = &config.server.public_address;
    let page = Purpose::Invitation.page(&token);
    let days = config.sign_in.invitation_days;
    Ok(format!(
        "{}: this link works once, within {days} days\n{address}/{page}",
        called(person)
    ))
}

async fn hash_of_password(config: &Config) -> Result<String, Error> {
    let mut line = String::new();
    std::io::stdin()
        .lock()
        .read_line(&mut line)
        .map_err(Error::internal)?;
    let password = line.trim_end_matches(['\r', '\n']).to_owned();
    // The limits of the API (people/http/sign_in.rs).
    if !(8..=200).contains(&password.chars().count()) {
        return Err(Error::field("password", "field-invalid"));
    }
    Passwords::new(config.sign_in.hash_memory_kib)?
        .hash(password)
        .await
}
