//! The built page: its files inside the program, and which of them answers a path.
//!
//! `dist/` is built by `cargo xtask run`; a release program holds it, a debug program reads it from the disk. It never
//! answers below `/api`, so a mistyped API path is not mistaken for a page.

use crate::app::App;
use crate::problem::ApiError;
use crate::secret;
use axum::extract::State;
use axum::http::{HeaderMap, Method, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use sha2::{Digest as _, Sha256};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Hexadecimal digits in a file's name that stand for its bytes.
const NAME_HASH_DIGITS: usize = 16;

#[derive(rust_embed::RustEmbed)]
#[folder = "../../dist/"]
#[allow_missing = true]
struct Dist;

/// The page's files; cheap to clone.
#[derive(Clone)]
pub struct Page {
    files: Files,
    build: Arc<str>,
}

#[derive(Clone)]
enum Files {
    BuiltIn,
    Given(Arc<BTreeMap<String, Vec<u8>>>),
}

struct File {
    bytes: Cow<'static, [u8]>,
    hash: [u8; 32],
}

impl Page {
    /// The page that was built into this program.
    #[must_use]
    pub fn built_in() -> Self {
        Self::of(Files::BuiltIn)
    }

    /// A page of these files, for tests that need none that was built.
    #[must_use]
    pub fn given(files: BTreeMap<String, Vec<u8>>) -> Self {
        Self::of(Files::Given(Arc::new(files)))
    }

    fn of(files: Files) -> Self {
        let mut page = Self { files, build: Arc::from("") };
        let mut hash = Sha256::new_with_prefix(env!("CARGO_PKG_VERSION"));
        if let Some(index) = page.file("index.html") {
            hash.update(&index.bytes);
        }
        page.build = secret::hex(&hash.finalize()[..8]).into();
        page
    }

    /// Changes with the program's version and with the page, so that an old page can ask for a reload.
    #[must_use]
    pub fn build(&self) -> &str {
        &self.build
    }

    fn file(&self, name: &str) -> Option<File> {
        match &self.files {
            Files::BuiltIn => {
                let file = Dist::get(name)?;
                Some(File { hash: file.metadata.sha256_hash(), bytes: file.data })
            }
            Files::Given(files) => {
                let bytes = files.get(name)?.clone();
                Some(File { hash: Sha256::digest(&bytes).into(), bytes: bytes.into() })
            }
        }
    }

    fn answer(&self, path: &str, headers: &HeaderMap) -> Response {
        let name = path.trim_start_matches('/');
        let last_segment = name.rsplit('/').next().unwrap_or_default();
        // Every view has a URL without an extension; they are all the same page.
        let name = if last_segment.contains('.') { name } else { "index.html" };
        if name.rsplit_once('.').is_some_and(|(_, extension)| extension == "br") {
            return plain(StatusCode::NOT_FOUND, "There is no such file here.");
        }
        let Some(raw) = self.file(name) else {
            return if name == "index.html" {
                plain(StatusCode::NOT_FOUND, "The page is not built. `cargo xtask run` builds it and starts the panel.")
            } else {
                plain(StatusCode::NOT_FOUND, "There is no such file here.")
            };
        };
        let compressed = if takes_brotli(headers) { self.file(&format!("{name}.br")) } else { None };
        let is_compressed = compressed.is_some();
        let file = compressed.unwrap_or(raw);
        let etag = format!("\"{}\"", &secret::hex(&file.hash)[..32]);
        let is_known = headers
            .get(header::IF_NONE_MATCH)
            .and_then(|value| value.to_str().ok())
            .is_some_and(|known| known.split(',').any(|tag| tag.trim().trim_start_matches("W/") == etag));
        let mut response = if is_known { StatusCode::NOT_MODIFIED.into_response() } else { file.bytes.into_response() };
        let answer_headers = response.headers_mut();
        let mut insert = |key, value: &str| {
            if let Ok(value) = value.parse() {
                answer_headers.insert(key, value);
            }
        };
        insert(header::CONTENT_TYPE, content_type(name));
        insert(header::CACHE_CONTROL, cache_control(name));
        insert(header::ETAG, &etag);
        insert(header::VARY, "accept-encoding");
        if is_compressed {
            insert(header::CONTENT_ENCODING, "br");
        }
        response
    }
}

/// Answers every path that is no route: a file, the page, or that there is none.
pub async fn fallback(State(app): State<App>, method: Method, uri: Uri, headers: HeaderMap) -> Response {
    let path = uri.path();
    if path == "/api" || path.starts_with("/api/") {
        return ApiError::NotFound.into_response();
    }
    if method == Method::GET || method == Method::HEAD {
        return app.page.answer(path, &headers);
    }
    ([(header::ALLOW, "GET,HEAD")], ApiError::MethodNotAllowed).into_response()
}

fn plain(status: StatusCode, text: &'static str) -> Response {
    (status, [(header::CONTENT_TYPE, "text/plain; charset=utf-8")], format!("{text}\n")).into_response()
}

fn takes_brotli(headers: &HeaderMap) -> bool {
    let accepted = headers.get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).unwrap_or_default();
    accepted.split(',').any(|coding| {
        let mut parts = coding.split(';').map(str::trim);
        let is_brotli = parts.next().is_some_and(|name| name.eq_ignore_ascii_case("br"));
        let is_refused = parts.any(|part| part.strip_prefix("q=").is_some_and(|q| q.parse() == Ok(0.0_f32)));
        is_brotli && !is_refused
    })
}

fn content_type(name: &str) -> &'static str {
    match name.rsplit_once('.').map_or("", |(_, extension)| extension) {
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "json" => "application/json",
        "webmanifest" => "application/manifest+json",
        "png" => "image/png",
        "ico" => "image/vnd.microsoft.icon",
        "woff2" => "font/woff2",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

fn cache_control(name: &str) -> &'static str {
    if name == "index.html" {
        "no-store"
    } else if is_named_by_its_bytes(name) {
        "public, max-age=31536000, immutable"
    } else {
        "no-cache"
    }
}

fn is_named_by_its_bytes(name: &str) -> bool {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    stem.rsplit_once('-').is_some_and(|(_, hash)| {
        hash.len() == NAME_HASH_DIGITS && hash.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_name_that_ends_in_a_hash_may_be_kept_for_ever() {
        assert_eq!(cache_control("style/boot-2c2b0ae8859e5857.js"), "public, max-age=31536000, immutable");
        for name in ["style/icon.svg", "handover-web.js", "a-2c2b0ae8859e585.js", "a-2c2b0ae8859e585g.js"] {
            assert_eq!(cache_control(name), "no-cache", "{name}");
        }
        assert_eq!(cache_control("index.html"), "no-store");
    }

    #[test]
    fn brotli_is_sent_to_who_takes_it() {
        let takes = |value: &'static str| {
            takes_brotli(&HeaderMap::from_iter([(header::ACCEPT_ENCODING, value.parse().unwrap())]))
        };
        assert!(takes("gzip, deflate, br, zstd"));
        assert!(takes("br;q=0.5"));
        assert!(!takes("gzip"));
        assert!(!takes("br;q=0"));
        assert!(!takes("br; q=0.0"));
        assert!(!takes_brotli(&HeaderMap::new()));
    }
}
