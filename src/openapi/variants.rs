//! Choices whose variant is told by a field, as one object each.
//!
//! The derive writes such a variant as "all of its type, and of an object with the field". Its type
//! takes no unknown fields, and so not that field either: nothing would ever fit. Written as one
//! object, the variant is what it is on the wire.

use std::collections::BTreeMap;

use utoipa::openapi::{AllOf, Object, RefOr, Schema};

type Schemas = BTreeMap<String, RefOr<Schema>>;

/// Rewrites the variants of every schema.
pub fn write_as_objects(schemas: &mut Schemas) {
    let types = schemas.clone();
    for schema in schemas.values_mut() {
        let RefOr::T(Schema::OneOf(choice)) = schema else {
            continue;
        };
        for variant in &mut choice.items {
            let RefOr::T(Schema::AllOf(parts)) = variant else {
                continue;
            };
            if let Some(object) = one_object(parts, &types) {
                *variant = RefOr::T(Schema::Object(object));
            }
        }
    }
}

/// The fields of all parts together; none when a part is not an object.
fn one_object(parts: &AllOf, types: &Schemas) -> Option<Object> {
    let mut whole = Object::new();
    for part in &parts.items {
        let part = object(part, types)?;
        whole.properties.extend(part.properties.clone());
        whole.required.extend(part.required.iter().cloned());
        if part.additional_properties.is_some() {
            whole.additional_properties = part.additional_properties.clone();
        }
    }
    whole.description = parts.description.clone();
    Some(whole)
}

fn object<'a>(part: &'a RefOr<Schema>, types: &'a Schemas) -> Option<&'a Object> {
    match part {
        RefOr::T(Schema::Object(object)) => Some(object),
        RefOr::T(_) => None,
        RefOr::Ref(reference) => {
            let name = reference.ref_location.rsplit('/').next()?;
            object(types.get(name)?, types)
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    #[test]
    fn a_lesson_is_one_object_with_its_kind() {
        let document = serde_json::to_value(crate::openapi::document()).unwrap();
        let content = &document["components"]["schemas"]["Content"]["oneOf"][0];
        assert_eq!(content["required"], json!(["markdown", "kind"]));
        assert_eq!(content["properties"]["kind"]["enum"], json!(["lesson"]));
        assert_eq!(content["additionalProperties"], json!(false));
    }
}
