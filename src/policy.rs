//! Who may do what. Every decision about rights is made here, by pure functions.
//!
//! Two questions are kept apart: what a person may *do* ([`allows`], by role) and whom a person
//! may *see* ([`Actor::sight`], by the organisation tree). What lies outside a person's sight does
//! not exist for that person: the answer is 404, never 403.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::error::{Code, Result};
use crate::webinars::event as room;

/// What a person is to the platform. Everybody who can sign in learns; the other roles add to it.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Takes courses.
    Learner,
    /// Writes courses, hosts webinars, enrols and grades.
    Methodologist,
    /// Watches the people of an own part of the organisation tree.
    Officer,
    /// Keeps the register of certificates.
    Registrar,
    /// Looks after people, roles and the installation.
    Administrator,
}

impl Role {
    /// Every role.
    pub const ALL: [Self; 5] = [
        Self::Learner,
        Self::Methodologist,
        Self::Officer,
        Self::Registrar,
        Self::Administrator,
    ];

    /// The role's name on the wire and in the database.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Learner => "learner",
            Self::Methodologist => "methodologist",
            Self::Officer => "officer",
            Self::Registrar => "registrar",
            Self::Administrator => "administrator",
        }
    }

    /// The role of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.name() == name)
    }
}

/// What can be done beyond one's own affairs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    /// Register, invite, change and switch off people; give roles.
    ManagePeople,
    /// See people within one's sight.
    SeePeople,
    /// Keep the register within one's sight: import rosters, say where people are and were.
    KeepRegister,
    /// Let somebody in again who has lost the password: codes, cards, addresses of people in one's sight.
    RecoverAccess,
    /// Read who did what to whom, in one's sight.
    SeeAuditLog,
    /// Build the organisation tree.
    ManageOrganisations,
    /// Replace the keys that sign access tokens, and look after the installation.
    Operate,
    /// Write programmes and courses, publish them, upload files.
    Author,
    /// Enrol people, move them to another version.
    Enrol,
    /// Decide on applications to cohorts of people within one's sight, and remind those who are behind.
    LookAfterLearners,
    /// See how people within one's sight are getting on.
    SeeProgress,
    /// Grade what a person must grade.
    Grade,
    /// Schedule and host webinars, see who attended.
    HostWebinars,
    /// Correct what was counted of somebody's attendance.
    CorrectAttendance,
    /// See the register of certificates.
    SeeCertificates,
    /// Correct and revoke certificates, tell the sector's information system of them, enter credits that
    /// were earned elsewhere.
    ManageCertificates,
    /// Enter what was found of a programme's indicators, for a part of the tree within one's sight.
    EnterIndicators,
    /// Plan visits at workplaces and pair new teachers with mentors, for people within one's sight.
    PlanSecondStage,
}

/// Whether a role may do something.
#[must_use]
pub fn allows(role: Role, action: Action) -> bool {
    match role {
        Role::Learner => false,
        Role::Methodologist => matches!(
            action,
            Action::SeePeople
                | Action::Author
                | Action::Enrol
                | Action::LookAfterLearners
                | Action::SeeProgress
                | Action::Grade
                | Action::HostWebinars
                | Action::CorrectAttendance
                | Action::EnterIndicators
                | Action::PlanSecondStage
        ),
        Role::Officer => matches!(
            action,
            Action::SeePeople
                | Action::KeepRegister
                | Action::RecoverAccess
                | Action::SeeAuditLog
                | Action::LookAfterLearners
                | Action::SeeProgress
                | Action::SeeCertificates
                | Action::EnterIndicators
                | Action::PlanSecondStage
        ),
        Role::Registrar => matches!(
            action,
            Action::SeePeople
                | Action::KeepRegister
                | Action::SeeProgress
                | Action::CorrectAttendance
                | Action::SeeCertificates
                | Action::ManageCertificates
        ),
        Role::Administrator => true,
    }
}

/// What a person with these roles may do in the room of a webinar; none when it is none of the
/// person's business. Who takes the course takes part; who watches over others looks on.
#[must_use]
pub fn role_in_room(roles: &[Role], is_host: bool, is_enrolled: bool) -> Option<room::Role> {
    let may = |action| roles.iter().any(|role| allows(*role, action));
    if is_host && may(Action::HostWebinars) {
        Some(room::Role::Host)
    } else if is_enrolled {
        Some(room::Role::Participant)
    } else if may(Action::HostWebinars) || may(Action::SeeProgress) {
        Some(room::Role::Observer)
    } else {
        None
    }
}

/// Whom a person may see.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sight {
    /// Everybody.
    Everyone,
    /// The people of the organisations whose path begins with this one, and oneself.
    Part(String),
    /// Oneself.
    Self_,
}

/// The person who is asking, from one device.
#[derive(Debug, Clone)]
pub struct Actor {
    /// Who it is.
    pub person_id: Uuid,
    /// The device's session.
    pub session_id: Uuid,
    /// What the person is to the platform.
    pub roles: Vec<Role>,
    /// The path of the person's organisation.
    pub organisation_path: Option<String>,
    /// What the person looks at just now, of what may be seen.
    pub look: Look,
}

/// What of one's sight one looks at: all of it, unless it says otherwise.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Look {
    /// The organisations whose path begins with this one.
    pub path: Option<String>,
    /// The organisations from this one on, in the order of identifiers: where a page goes on.
    pub from: Option<Uuid>,
}

impl Actor {
    /// Whether one of the person's roles allows it.
    #[must_use]
    pub fn may(&self, action: Action) -> bool {
        self.roles.iter().any(|role| allows(*role, action))
    }

    /// Goes on when one of the person's roles allows it.
    ///
    /// # Errors
    /// [`Code::Forbidden`] otherwise.
    pub fn require(&self, action: Action) -> Result<()> {
        if self.may(action) {
            Ok(())
        } else {
            Err(Code::Forbidden.into())
        }
    }

    /// Whether the person may change what the register says of somebody with these roles. Whoever has a
    /// role beyond learning could be given a wider one's rights by a changed place or address, so only
    /// who manages people changes those.
    #[must_use]
    pub fn may_keep(&self, roles: &[Role]) -> bool {
        let learns_only = roles.iter().all(|role| *role == Role::Learner);
        self.may(Action::ManagePeople) || self.may(Action::KeepRegister) && learns_only
    }

    /// Whether something at this place of the tree of organisations is in the person's sight.
    #[must_use]
    pub fn sees_place(&self, path: &str) -> bool {
        match self.sight() {
            Sight::Everyone => true,
            Sight::Part(part) => path.starts_with(&part),
            Sight::Self_ => false,
        }
    }

    /// The person looking at one part of the tree; none when it is out of sight.
    #[must_use]
    pub fn looking_at(&self, path: &str) -> Option<Self> {
        let look = Look {
            path: Some(path.to_owned()),
            from: None,
        };
        self.sees_place(path).then(|| Self {
            look,
            ..self.clone()
        })
    }

    /// The person looking at the organisations from this one on.
    #[must_use]
    pub fn looking_from(&self, organisation_id: Uuid) -> Self {
        let mut further = self.clone();
        further.look.from = Some(organisation_id);
        further
    }

    /// The person in those roles alone that allow it: an officer who is also a methodologist lets in
    /// again only whom the officer sees.
    ///
    /// # Errors
    /// [`Code::Forbidden`] when no role allows it.
    pub fn in_roles_for(&self, action: Action) -> Result<Self> {
        self.require(action)?;
        let roles = self.roles.iter().copied();
        Ok(Self {
            roles: roles.filter(|role| allows(*role, action)).collect(),
            look: Look::default(),
            ..self.clone()
        })
    }

    /// Goes on when the person may let somebody with these roles in again: whoever gets in takes all
    /// rights over, so an officer does it for learners only.
    ///
    /// # Errors
    /// [`Code::Forbidden`] otherwise.
    pub fn require_to_recover(&self, roles: &[Role]) -> Result<()> {
        self.require(Action::RecoverAccess)?;
        let is_learner = roles.iter().all(|role| *role == Role::Learner);
        if is_learner || self.roles.contains(&Role::Administrator) {
            Ok(())
        } else {
            Err(Code::Forbidden.into())
        }
    }

    /// Whom the person sees: the widest sight that one of the roles gives, and of it what is looked at.
    #[must_use]
    pub fn sight(&self) -> Sight {
        if let Some(path) = &self.look.path {
            return Sight::Part(path.clone());
        }
        let everyone = [Role::Methodologist, Role::Registrar, Role::Administrator];
        if self.roles.iter().any(|role| everyone.contains(role)) {
            return Sight::Everyone;
        }
        match &self.organisation_path {
            Some(path) if self.roles.contains(&Role::Officer) => Sight::Part(path.clone()),
            _ => Sight::Self_,
        }
    }
}

#[cfg(test)]
mod tests;
