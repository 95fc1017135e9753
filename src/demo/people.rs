//! The people of the demo. Their names are plain examples.

use crate::policy::Role;

/// The password of everybody in the demo.
pub const PASSWORD: &str = "demo-surgalt";

/// Somebody in the demo.
#[derive(Debug, Clone, Copy)]
pub struct Person {
    /// The e-mail address to sign in with.
    pub email: &'static str,
    /// The surname.
    pub surname: &'static str,
    /// The given name.
    pub given_name: &'static str,
    /// What the person is, beside a learner.
    pub role: Role,
}

/// Looks after people and the installation.
pub const ADMINISTRATOR: Person = Person {
    email: "admin@demo.example",
    surname: "Дамдин",
    given_name: "Оюун",
    role: Role::Administrator,
};

/// Writes the course and hosts the webinar.
pub const METHODOLOGIST: Person = Person {
    email: "methodologist@demo.example",
    surname: "Бат",
    given_name: "Сарнай",
    role: Role::Methodologist,
};

/// Watches the people of the province.
pub const OFFICER: Person = Person {
    email: "officer@demo.example",
    surname: "Ганбаатар",
    given_name: "Төмөр",
    role: Role::Officer,
};

/// Keeps the register of certificates.
pub const REGISTRAR: Person = Person {
    email: "registrar@demo.example",
    surname: "Пүрэв",
    given_name: "Номин",
    role: Role::Registrar,
};

/// Take the course.
pub const TEACHERS: [Person; 3] = [
    Person {
        email: "teacher1@demo.example",
        surname: "Дорж",
        given_name: "Бат-Өлзий",
        role: Role::Learner,
    },
    Person {
        email: "teacher2@demo.example",
        surname: "Сүрэн",
        given_name: "Энхтуяа",
        role: Role::Learner,
    },
    Person {
        email: "teacher3@demo.example",
        surname: "Чулуун",
        given_name: "Мөнхбаяр",
        role: Role::Learner,
    },
];

/// Everybody.
pub fn everybody() -> impl Iterator<Item = Person> {
    [ADMINISTRATOR, METHODOLOGIST, OFFICER, REGISTRAR]
        .into_iter()
        .chain(TEACHERS)
}
