//! An address that exists, asked with a method that it does not take: 405 and `Allow`
//! (RFC 9110, section 15.5.6). The document knows which addresses there are.

use actix_web::dev::ResourceDef;
use actix_web::http::header::ALLOW;
use actix_web::{HttpRequest, HttpResponse, web};
use utoipa::openapi::OpenApi;
use utoipa::openapi::path::PathItem;

use crate::browser;
use crate::error::{Code, Result};

/// The methods that each address takes.
#[derive(Debug)]
pub struct Methods(Vec<(ResourceDef, Vec<&'static str>)>);

impl Methods {
    /// Those of the document.
    #[must_use]
    pub fn of(document: &OpenApi) -> Self {
        let paths = document.paths.paths.iter();
        Self(
            paths
                .map(|(path, item)| (ResourceDef::new(path.as_str()), methods_of(item)))
                .collect(),
        )
    }

    /// The methods of this address; none when it does not exist.
    #[must_use]
    pub fn at(&self, path: &str) -> Vec<&'static str> {
        let fitting = || self.0.iter().filter(|(pattern, _)| pattern.is_match(path));
        // `visits/export` is no visit, though its address looks like that of one.
        let is_exact = |pattern: &ResourceDef| pattern.pattern().is_some_and(|own| own == path);
        let is_known = fitting().any(|(pattern, _)| is_exact(pattern));
        let mut methods: Vec<_> = fitting()
            .filter(|(pattern, _)| !is_known || is_exact(pattern))
            .flat_map(|(_, methods)| methods.iter().copied())
            .collect();
        methods.sort_unstable();
        methods.dedup();
        methods
    }
}

fn methods_of(item: &PathItem) -> Vec<&'static str> {
    [
        ("DELETE", &item.delete),
        ("GET", &item.get),
        ("HEAD", &item.head),
        ("PATCH", &item.patch),
        ("POST", &item.post),
        ("PUT", &item.put),
    ]
    .into_iter()
    .filter_map(|(method, operation)| operation.is_some().then_some(method))
    .collect()
}

/// The answer where no route fits: pages of the app, which has addresses of its own, or that there is nothing.
///
/// # Errors
/// [`Code::NotFound`] when the address does not exist.
pub async fn no_route(request: HttpRequest, methods: web::Data<Methods>) -> Result<HttpResponse> {
    let allowed = methods.at(request.path());
    if allowed.is_empty() {
        return browser::answer(&request).ok_or(Code::NotFound.into());
    }
    Ok(HttpResponse::MethodNotAllowed()
        .insert_header((ALLOW, allowed.join(", ")))
        .finish())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_tells_its_methods_and_an_unknown_one_none() {
        let methods = Methods::of(&crate::openapi::document());
        assert_eq!(methods.at("/api/v1/people"), ["GET", "POST"]);
        assert_eq!(methods.at("/api/v1/people/7"), ["GET", "PATCH"]);
        assert_eq!(methods.at("/api/v1/visits/export"), ["GET"]);
        assert!(methods.at("/api/v1/nothing").is_empty());
    }
}
