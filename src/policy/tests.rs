//! The table of rights, seen from some of its corners.

use super::*;

fn actor(roles: &[Role], path: Option<&str>) -> Actor {
    Actor {
        person_id: Uuid::nil(),
        session_id: Uuid::nil(),
        roles: roles.to_vec(),
        organisation_path: path.map(str::to_owned),
        look: Look::default(),
    }
}

#[test]
fn an_officer_sees_the_own_part_and_an_officer_of_nothing_only_oneself() {
    let officer = actor(&[Role::Learner, Role::Officer], Some("a/b/"));
    assert_eq!(officer.sight(), Sight::Part("a/b/".to_owned()));
    assert_eq!(actor(&[Role::Officer], None).sight(), Sight::Self_);
    assert_eq!(actor(&[Role::Learner], Some("a/b/")).sight(), Sight::Self_);
    assert_eq!(
        actor(&[Role::Officer, Role::Registrar], Some("a/")).sight(),
        Sight::Everyone
    );
}

#[test]
fn nobody_sees_more_by_looking_closer() {
    let officer = actor(&[Role::Officer], Some("a/b/"));
    let closer = officer.looking_at("a/b/c/").unwrap();
    assert_eq!(closer.sight(), Sight::Part("a/b/c/".to_owned()));
    assert!(closer.looking_at("a/b/").is_none());
    for path in ["", "a/", "a/d/", "b/"] {
        assert!(officer.looking_at(path).is_none(), "{path}");
        assert!(
            actor(&[Role::Learner], Some("a/"))
                .looking_at(path)
                .is_none()
        );
    }
    let registrar = actor(&[Role::Registrar], None);
    let closer = registrar
        .looking_at("a/")
        .unwrap()
        .looking_from(Uuid::max());
    assert_eq!(closer.sight(), Sight::Part("a/".to_owned()));
}

#[test]
fn nobody_gains_rights_by_what_another_keeps() {
    let officer = actor(&[Role::Officer], Some("a/"));
    assert!(officer.may_keep(&[Role::Learner]) && officer.may_keep(&[]));
    assert!(!officer.may_keep(&[Role::Learner, Role::Officer]));
    assert!(!actor(&[Role::Registrar], None).may_keep(&[Role::Administrator]));
    assert!(actor(&[Role::Administrator], None).may_keep(&[Role::Administrator]));
    assert!(!actor(&[Role::Methodologist], None).may_keep(&[Role::Learner]));
    assert!(officer.sees_place("a/b/") && !officer.sees_place("b/a/"));
    assert!(!actor(&[Role::Officer], None).sees_place("a/"));
}

#[test]
fn an_officer_lets_learners_in_again_and_sees_no_more_by_another_role() {
    let officer = actor(&[Role::Officer, Role::Methodologist], Some("a/"));
    let acting = officer.in_roles_for(Action::RecoverAccess).unwrap();
    assert_eq!(officer.sight(), Sight::Everyone);
    assert_eq!(acting.sight(), Sight::Part("a/".to_owned()));
    let administrator = actor(&[Role::Administrator], None);
    assert!(acting.require_to_recover(&[Role::Learner]).is_ok());
    for role in [
        Role::Officer,
        Role::Methodologist,
        Role::Registrar,
        Role::Administrator,
    ] {
        let roles = [Role::Learner, role];
        assert!(acting.require_to_recover(&roles).is_err(), "{role:?}");
        assert!(administrator.require_to_recover(&roles).is_ok());
    }
    for role in [Role::Learner, Role::Methodologist, Role::Registrar] {
        let somebody = actor(&[role], Some("a/"));
        assert!(somebody.require_to_recover(&[Role::Learner]).is_err());
        assert!(somebody.in_roles_for(Action::SeeAuditLog).is_err());
    }
}

#[test]
fn only_who_keeps_the_register_revokes_and_only_who_teaches_grades() {
    for role in Role::ALL {
        let administrator = role == Role::Administrator;
        assert_eq!(
            allows(role, Action::ManageCertificates),
            administrator || role == Role::Registrar
        );
        assert_eq!(
            allows(role, Action::Grade),
            administrator || role == Role::Methodologist
        );
        assert_eq!(allows(role, Action::ManagePeople), administrator);
        let corrects = [Role::Methodologist, Role::Registrar, Role::Administrator];
        assert_eq!(
            allows(role, Action::CorrectAttendance),
            corrects.contains(&role)
        );
    }
}

#[test]
fn only_the_host_leads_a_room_and_a_stranger_does_not_get_in() {
    use room::Role::{Host, Observer, Participant};
    for (roles, is_host, is_enrolled, expected) in [
        (vec![Role::Methodologist], true, false, Some(Host)),
        (vec![Role::Methodologist], true, true, Some(Host)),
        (vec![Role::Learner], true, true, Some(Participant)),
        (vec![Role::Learner], true, false, None),
        (vec![Role::Learner], false, true, Some(Participant)),
        (vec![Role::Learner], false, false, None),
        (vec![Role::Methodologist], false, false, Some(Observer)),
        (vec![Role::Officer], false, false, Some(Observer)),
        (vec![Role::Officer], false, true, Some(Participant)),
        (vec![Role::Administrator], false, false, Some(Observer)),
    ] {
        let role = role_in_room(&roles, is_host, is_enrolled);
        assert_eq!(role, expected, "{roles:?} {is_host} {is_enrolled}");
    }
}

#[test]
fn a_role_is_found_by_its_name() {
    for role in Role::ALL {
        assert_eq!(Role::named(role.name()), Some(role));
    }
    assert_eq!(Role::named("king"), None);
}
