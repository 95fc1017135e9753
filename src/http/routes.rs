//! Where features put their routes: into the table of one of actix's threads, or into the OpenAPI
//! document. The same lists make both, so the document tells of every route; but only who wants the
//! document pays for it.

use actix_web::dev::HttpServiceFactory;
use actix_web::web;
use utoipa::openapi::OpenApi;
use utoipa::openapi::path::Paths;
use utoipa_actix_web::OpenApiFactory;

/// A list of routes that is being made.
pub enum Routes<'a> {
    /// The routes that answer.
    Served(&'a mut web::ServiceConfig),
    /// What is told of them, below this address.
    Documented(&'a mut OpenApi, &'static str),
}

impl Routes<'_> {
    /// Adds a route.
    pub fn service(
        &mut self,
        route: impl HttpServiceFactory + OpenApiFactory + 'static,
    ) -> &mut Self {
        match self {
            Self::Served(config) => {
                config.service(route);
            }
            Self::Documented(document, below) => tell(document, below, &route),
        }
        self
    }

    /// Adds what a feature lists.
    pub fn configure(&mut self, list: impl FnOnce(&mut Routes)) -> &mut Self {
        list(self);
        self
    }

    /// Adds a list below this address.
    pub fn scope(&mut self, below: &'static str, list: impl FnOnce(&mut Routes)) -> &mut Self {
        match self {
            Self::Served(config) => {
                let scope = web::scope(below);
                config.service(scope.configure(|config| list(&mut Routes::Served(config))));
            }
            Self::Documented(document, _) => list(&mut Routes::Documented(document, below)),
        }
        self
    }
}

fn tell(document: &mut OpenApi, below: &str, route: &impl OpenApiFactory) {
    let told = route.paths().paths.into_iter();
    let mut paths = Paths::new();
    paths.paths = told
        .map(|(path, item)| (format!("{below}{path}"), item))
        .collect();
    document.paths.merge(paths);
    let mut schemas = Vec::new();
    route.schemas(&mut schemas);
    document
        .components
        .get_or_insert_default()
        .schemas
        .extend(schemas);
}
