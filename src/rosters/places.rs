//! Which organisation a row of a roster means: by its code, else by its name in any spelling, with the
//! names above it where that is not enough ("Архангай / 1-р сургууль"). Pure.

use std::collections::HashMap;

use uuid::Uuid;

use super::columns::Column;
use super::row::{Problem, Said};
use crate::people::names;

/// An organisation of the register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The identifier.
    pub id: Uuid,
    /// The identifiers from the root down to it, each followed by `/`.
    pub path: String,
    /// Its name.
    pub name: String,
    /// Its code.
    pub code: Option<String>,
}

/// The organisations that an importer may name.
#[derive(Debug)]
pub struct Places {
    all: Vec<Place>,
    by_code: HashMap<String, usize>,
    by_key: HashMap<String, Vec<usize>>,
    by_id: HashMap<Uuid, usize>,
    /// The organisation of rows that name none, and below which names are looked for first.
    default: Option<usize>,
    /// What an organisation is that is not among them: unknown, or outside of one's part.
    otherwise: &'static str,
}

impl Places {
    /// The organisations that may be named, with the one of rows that name none; `is_part` says
    /// whether there are others.
    #[must_use]
    pub fn new(all: Vec<Place>, default: Option<Uuid>, is_part: bool) -> Self {
        let mut places = Self {
            by_code: HashMap::new(),
            by_key: HashMap::new(),
            by_id: HashMap::new(),
            default: None,
            otherwise: match is_part {
                true => "roster-outside",
                false => "roster-place-unknown",
            },
            all,
        };
        for (at, place) in places.all.iter().enumerate() {
            if let Some(code) = &place.code {
                places.by_code.insert(code.to_lowercase(), at);
            }
            let key = names::key(&place.name);
            places.by_key.entry(key).or_default().push(at);
            places.by_id.insert(place.id, at);
        }
        places.default = default.and_then(|id| places.by_id.get(&id).copied());
        places
    }

    /// The organisation that a row means.
    ///
    /// # Errors
    /// The reason why it means none.
    pub fn of(&self, said: &Said) -> Result<&Place, Problem> {
        if let Some(code) = &said.organisation_code
            && let Some(place) = self.at(self.by_code.get(&code.to_lowercase()))
        {
            return Ok(place);
        }
        let (column, text) = match (&said.organisation, &said.organisation_code) {
            (Some(name), _) => (Column::Organisation, name),
            (None, Some(code)) => (Column::OrganisationCode, code),
            (None, None) => {
                let missing = || Problem::new(Some(Column::Organisation), "roster-place-missing");
                return self.at(self.default.as_ref()).ok_or_else(missing);
            }
        };
        let problem = |key: &str| Problem::new(Some(column), key).with("text", text);
        let mut found = self.named(text);
        if found.len() > 1
            && let Some(default) = self.at(self.default.as_ref())
        {
            found.retain(|place| place.path.starts_with(&default.path));
        }
        match found.as_slice() {
            [place] => Ok(place),
            [] => Err(problem(self.otherwise)),
            _ => Err(problem("roster-place-ambiguous")),
        }
    }

    /// The organisations of a name, which may have names above it before it.
    fn named(&self, text: &str) -> Vec<&Place> {
        let whole = self.of_key(&names::key(text));
        let parts: Vec<&str> = text.split(['/', '>', ',']).collect();
        let [above @ .., own] = parts.as_slice() else {
            return whole;
        };
        if !whole.is_empty() || above.is_empty() {
            return whole;
        }
        let above: Vec<String> = above.iter().map(|name| names::key(name)).collect();
        let mut found = self.of_key(&names::key(own));
        found.retain(|place| above.iter().all(|key| self.is_below(place, key)));
        found
    }

    fn of_key(&self, key: &str) -> Vec<&Place> {
        let found = self.by_key.get(key).into_iter().flatten();
        found.filter_map(|at| self.all.get(*at)).collect()
    }

    /// Whether something above a place has a name that begins with this key: "Архангай" is enough for
    /// "Архангай аймаг".
    fn is_below(&self, place: &Place, key: &str) -> bool {
        let above = place.path.split('/').filter_map(|id| id.parse().ok());
        let mut above = above.filter_map(|id: Uuid| self.at(self.by_id.get(&id)));
        above.any(|above| above.id != place.id && names::key(&above.name).starts_with(key))
    }

    fn at(&self, at: Option<&usize>) -> Option<&Place> {
        self.all.get(*at?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(number: u128) -> Uuid {
        Uuid::from_u128(number)
    }

    fn place(number: u128, above: &[u128], name: &str, code: Option<&str>) -> Place {
        let path = above.iter().copied().chain([number]);
        Place {
            id: id(number),
            path: path.map(|one| format!("{}/", id(one))).collect(),
            name: name.to_owned(),
            code: code.map(str::to_owned),
        }
    }

    fn tree() -> Vec<Place> {
        vec![
            place(1, &[], "Архангай аймаг", Some("65")),
            place(2, &[1], "1-р сургууль", Some("65-01")),
            place(3, &[1], "11-р сургууль", None),
            place(4, &[], "Увс аймаг", None),
            place(5, &[4], "1-р сургууль", None),
            place(6, &[4], "Өлгий сумын сургууль", None),
        ]
    }

    fn said(name: Option<&str>, code: Option<&str>) -> Said {
        Said {
            organisation: name.map(str::to_owned),
            organisation_code: code.map(str::to_owned),
            ..Said::default()
        }
    }

    #[test]
    fn an_organisation_is_found_by_code_name_and_what_is_above_it() {
        let places = Places::new(tree(), None, false);
        for (name, code, found) in [
            (None, Some("65-01"), Ok(2)),
            (Some("11-Р СУРГУУЛЬ"), None, Ok(3)),
            (Some("Ulgii sumyn surguul"), Some("77"), Ok(6)),
            (Some("Архангай / 1-р сургууль"), None, Ok(2)),
            (Some("Uvs, 1-r surguul"), None, Ok(5)),
            (Some("1-р сургууль"), None, Err("roster-place-ambiguous")),
            (
                Some("Увс / 11-р сургууль"),
                None,
                Err("roster-place-unknown"),
            ),
            (None, Some("99"), Err("roster-place-unknown")),
            (None, None, Err("roster-place-missing")),
        ] {
            let got = places.of(&said(name, code));
            let got = got.map(|place| place.id).map_err(|problem| problem.key);
            assert_eq!(
                got,
                found.map(id).map_err(str::to_owned),
                "{name:?} {code:?}"
            );
        }
    }

    #[test]
    fn a_named_organisation_stands_for_rows_without_one_and_decides_between_namesakes() {
        let places = Places::new(tree(), Some(id(4)), true);
        let of = |name| {
            places
                .of(&said(name, None))
                .map(|place| place.id)
                .map_err(|problem| problem.key)
        };
        assert_eq!(of(None), Ok(id(4)));
        assert_eq!(of(Some("1-р сургууль")), Ok(id(5)));
        assert_eq!(of(Some("7-р сургууль")), Err("roster-outside".to_owned()));
    }
}
