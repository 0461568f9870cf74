//! The headers of every answer, errors and files too: request id, build, and what browsers are forbidden.
//!
//! Sources: OWASP ASVS 5.0, 3.4 (browser security mechanism headers) and 14.3.2 (no caching of what is personal).

use crate::app::App;
use crate::request_id;
use axum::extract::{Request, State};
use axum::http::{HeaderName, HeaderValue, Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use handover_core::wire::{BUILD_HEADER, REQUEST_ID_HEADER};
use std::time::Instant;
use tracing::Instrument as _;

/// What the page may load: its own files, and nothing inline.
const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
     img-src 'self'; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

/// Passkeys and copying to the clipboard, for the page itself; everything else for nobody.
const PERMISSIONS_POLICY: &str = "accelerometer=(), autoplay=(), camera=(), clipboard-read=(), clipboard-write=(self), \
     display-capture=(), encrypted-media=(), fullscreen=(), geolocation=(), gyroscope=(), hid=(), \
     identity-credentials-get=(), idle-detection=(), magnetometer=(), microphone=(), midi=(), payment=(), \
     picture-in-picture=(), publickey-credentials-create=(self), publickey-credentials-get=(self), \
     screen-wake-lock=(), serial=(), storage-access=(), usb=(), xr-spatial-tracking=()";

/// Two years, as ASVS 3.4.1 asks for at least one.
const STRICT_TRANSPORT_SECURITY: &str = "max-age=63072000; includeSubDomains";

const FIXED: [(HeaderName, &str); 7] = [
    (header::CONTENT_SECURITY_POLICY, CONTENT_SECURITY_POLICY),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "no-referrer"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-embedder-policy"), "require-corp"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (HeaderName::from_static("permissions-policy"), PERMISSIONS_POLICY),
];

/// Gives the request its id, logs it, and puts the headers on its answer.
pub async fn on_every_answer(State(app): State<App>, request: Request, next: Next) -> Response {
    let request_id = request_id::fresh();
    // Never the query: it may hold what a client should have sent in the body.
    let span =
        tracing::info_span!("request", id = %request_id, method = %request.method(), path = request.uri().path());
    let begun = Instant::now();
    let work = async {
        let response = next.run(request).await;
        let duration_ms = u64::try_from(begun.elapsed().as_millis()).unwrap_or(u64::MAX);
        tracing::info!(status = response.status().as_u16(), duration_ms, "answered");
        response
    };
    let mut response = request_id::scope(request_id.clone(), work.instrument(span)).await;
    let headers = response.headers_mut();
    for (name, value) in FIXED {
        headers.insert(name, HeaderValue::from_static(value));
    }
    if app.site.public_origin().is_some() {
        headers.insert(header::STRICT_TRANSPORT_SECURITY, HeaderValue::from_static(STRICT_TRANSPORT_SECURITY));
    }
    // Only the page's files say that they may be kept.
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    let text = |value: &str| HeaderValue::from_str(value).unwrap_or(HeaderValue::from_static(""));
    headers.insert(HeaderName::from_static(REQUEST_ID_HEADER), text(&request_id));
    headers.insert(HeaderName::from_static(BUILD_HEADER), text(app.page.build()));
    response
}

/// Refuses a request from another site that would change something (CSRF; OWASP ASVS 5.0, 3.5).
pub async fn own_requests_only(State(app): State<App>, request: Request, next: Next) -> Response {
    let is_safe = [Method::GET, Method::HEAD, Method::OPTIONS].contains(request.method());
    if is_safe || app.site.is_own_request(request.headers()) {
        return next.run(request).await;
    }
    crate::problem::ApiError::CrossSite.into_response()
}
