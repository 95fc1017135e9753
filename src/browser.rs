//! The browser client (`web/`), which `build.rs` has put into the binary: its files, each as it is and
//! compressed, and which of them an address gets.

use std::collections::HashMap;
use std::sync::LazyLock;

use actix_web::http::header::{
    ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_SECURITY_POLICY, ETAG, HeaderMap,
    HeaderName, HeaderValue, IF_NONE_MATCH, REFERRER_POLICY, VARY, X_CONTENT_TYPE_OPTIONS,
};
use actix_web::http::{Method, StatusCode};
use actix_web::web::Bytes;
use actix_web::{HttpRequest, HttpResponse};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};

/// What was built: `/index.html` and all else, beside each file its `.br` and `.gz` where these are smaller.
static BUILT: &[(&str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/web.rs"));

/// The page that every address of the app begins with; the app itself decides what it shows.
const SHELL: &str = "/index.html";
/// Files that carry the hash of what is in them in their names.
const HASHED: &str = "/assets/";

/// Scripts, styles and connections are the server's own, nothing stands inline, and nobody frames us.
/// Pictures and recordings of courses are fetched with the person's token, and shown from memory.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; \
    img-src 'self' data: blob:; media-src 'self' blob:; connect-src 'self'; manifest-src 'self'; \
    worker-src 'self'; frame-src 'self' blob:; form-action 'self'; base-uri 'none'; \
    frame-ancestors 'none'";

struct File {
    media_type: &'static str,
    etag: HeaderValue,
    plain: Bytes,
    brotli: Option<Bytes>,
    gzip: Option<Bytes>,
}

static FILES: LazyLock<HashMap<&'static str, File>> = LazyLock::new(|| {
    let built: HashMap<_, _> = BUILT.iter().copied().collect();
    let compressed = |name: &str, ending: &str| {
        let found = built.get(format!("{name}.{ending}").as_str())?;
        Some(Bytes::from_static(found))
    };
    let files = built.iter().filter(|(name, _)| media_type(name).is_some());
    let file = |(name, content): (&&'static str, &&'static [u8])| {
        let hash = Sha256::digest(content);
        let etag = format!("\"{}\"", URL_SAFE_NO_PAD.encode(hash.get(..12)?));
        let file = File {
            media_type: media_type(name)?,
            etag: HeaderValue::try_from(etag).ok()?,
            plain: Bytes::from_static(content),
            brotli: compressed(name, "br"),
            gzip: compressed(name, "gz"),
        };
        Some((*name, file))
    };
    files.filter_map(file).collect()
});

/// Whether this binary has pages.
#[must_use]
pub fn is_built() -> bool {
    FILES.contains_key(SHELL)
}

/// What is served as what; anything else is not served.
fn media_type(name: &str) -> Option<&'static str> {
    Some(match name.rsplit_once('.')?.1 {
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "woff2" => "font/woff2",
        "webmanifest" => "application/manifest+json",
        _ => return None,
    })
}

/// The answer to whatever is no route of the API: a file, or the app for the address of a page. None when it is
/// neither, so that a mistyped address of the API says so.
#[must_use]
pub fn answer(request: &HttpRequest) -> Option<HttpResponse> {
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return None;
    }
    let path = request.path();
    if let Some(file) = FILES.get(path) {
        return Some(send(request, path, file));
    }
    let is_page = !path.starts_with("/api/") && !path.starts_with(HASHED) && !path.contains('.');
    let shell = FILES.get(SHELL).filter(|_| is_page)?;
    Some(send(request, SHELL, shell))
}

fn send(request: &HttpRequest, name: &str, file: &File) -> HttpResponse {
    let known = request.headers().get(IF_NONE_MATCH);
    let is_known = known.is_some_and(|known| {
        let named = known.to_str().unwrap_or_default().split(',');
        let own = file.etag.to_str().unwrap_or_default();
        named
            .map(|one| one.trim().trim_start_matches("W/"))
            .any(|one| one == own)
    });
    let status = match is_known {
        true => StatusCode::NOT_MODIFIED,
        false => StatusCode::OK,
    };
    let mut response = HttpResponse::build(status);
    // The shell names the files of one build: it is asked for each time, and answered in a word.
    let keep = match name.starts_with(HASHED) {
        true => "public, max-age=31536000, immutable",
        false => "no-cache",
    };
    response
        .insert_header((ETAG, file.etag.clone()))
        .insert_header((CACHE_CONTROL, keep))
        .insert_header((VARY, "Accept-Encoding"))
        .insert_header((X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .insert_header((REFERRER_POLICY, "same-origin"))
        .insert_header((CONTENT_SECURITY_POLICY, POLICY))
        .insert_header((
            HeaderName::from_static("cross-origin-opener-policy"),
            "same-origin",
        ));
    if is_known {
        return response.finish();
    }
    let (body, encoding) = encoded(file, request.headers());
    // Named in any case: nothing is compressed a second time on its way out.
    response.insert_header((CONTENT_ENCODING, encoding));
    response.content_type(file.media_type).body(body)
}

/// The smallest form of a file that the browser takes.
fn encoded(file: &File, headers: &HeaderMap) -> (Bytes, &'static str) {
    let takes = |coding: &str| {
        let accepted = headers
            .get(ACCEPT_ENCODING)
            .and_then(|value| value.to_str().ok());
        let mut named = accepted.unwrap_or_default().split(',').map(str::trim);
        named.any(|one| {
            let (name, weight) = one.split_once(";q=").unwrap_or((one, "1"));
            name.trim() == coding && weight.trim().parse().is_ok_and(|weight: f32| weight > 0.0)
        })
    };
    match (&file.brotli, &file.gzip) {
        (Some(brotli), _) if takes("br") => (brotli.clone(), "br"),
        (_, Some(gzip)) if takes("gzip") => (gzip.clone(), "gzip"),
        _ => (file.plain.clone(), "identity"),
    }
}
