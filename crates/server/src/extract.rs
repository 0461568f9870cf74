//! What a handler takes from a request: who is signed in, and a body, a path or a query of the right form.
//!
//! Every refusal is a problem document that names the field and never repeats a value: it may be a password.

use crate::app::App;
use crate::problem::ApiError;
use crate::scope::SignedIn;
use crate::{secret, store};
use axum::body::to_bytes;
use axum::extract::{FromRequest, FromRequestParts, OptionalFromRequestParts, Request};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::time::Duration;

/// Most bytes of a request's body.
pub const BODY_MAX_BYTES: usize = 64 * 1024;
/// How long a client may take to send it.
const BODY_TIMEOUT: Duration = Duration::from_secs(20);

impl FromRequestParts<App> for SignedIn {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, ApiError> {
        signed_in(&parts.headers, app).await?.ok_or(ApiError::SignedOut)
    }
}

impl OptionalFromRequestParts<App> for SignedIn {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Option<Self>, ApiError> {
        signed_in(&parts.headers, app).await
    }
}

async fn signed_in(headers: &HeaderMap, app: &App) -> Result<Option<SignedIn>, ApiError> {
    let Some(token_hash) = app.site.token(headers).and_then(secret::token_hash) else { return Ok(None) };
    let now = app.clock.now();
    let Some(session) = app.store.read(move |tx| store::session::find(tx, &token_hash, now)).await? else {
        return Ok(None);
    };
    if session.is_seen_long_ago(now) {
        let session_id = session.signed_in.session_id;
        app.store.write(move |tx| store::session::see(tx, session_id, now)).await?;
    }
    Ok(Some(session.signed_in))
}

/// A JSON body. Refuses other content types (415), bodies above [`BODY_MAX_BYTES`] (413), what is not JSON (400), and
/// JSON of another form (422). As an answer it is axum's own.
#[derive(Clone, Debug)]
pub struct Json<T>(pub T);

impl<T: DeserializeOwned> FromRequest<App> for Json<T> {
    type Rejection = ApiError;

    async fn from_request(request: Request, _app: &App) -> Result<Self, ApiError> {
        if !is_json(request.headers()) {
            return Err(malformed(
                StatusCode::UNSUPPORTED_MEDIA_TYPE,
                "Send JSON, with the header `content-type: application/json`.",
            ));
        }
        let reading = tokio::time::timeout(BODY_TIMEOUT, to_bytes(request.into_body(), BODY_MAX_BYTES));
        let Ok(read) = reading.await else {
            return Err(malformed(StatusCode::REQUEST_TIMEOUT, "The body did not arrive within 20 seconds."));
        };
        let body = read.map_err(|_| {
            malformed(StatusCode::PAYLOAD_TOO_LARGE, "The body was cut off, or it is larger than 64 KiB.")
        })?;
        parse_json(&body).map(Self)
    }
}

impl<T: Serialize> IntoResponse for Json<T> {
    fn into_response(self) -> Response {
        axum::Json(self.0).into_response()
    }
}

/// The values in the path. A value of another form answers like a thing that does not exist.
#[derive(Clone, Copy, Debug)]
pub struct Path<T>(pub T);

impl<T: DeserializeOwned + Send> FromRequestParts<App> for Path<T> {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, ApiError> {
        let path = <axum::extract::Path<T> as FromRequestParts<App>>::from_request_parts(parts, app).await;
        path.map(|values| Self(values.0)).map_err(|_| ApiError::NotFound)
    }
}

/// The values behind `?`.
#[derive(Clone, Debug)]
pub struct Query<T>(pub T);

impl<T: DeserializeOwned> FromRequestParts<App> for Query<T> {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, _app: &App) -> Result<Self, ApiError> {
        let query = axum::extract::Query::<T>::try_from_uri(&parts.uri);
        query.map(|values| Self(values.0)).map_err(|rejection| {
            let text = rejection.body_text();
            let reason = text.rsplit_once("query string: ").map_or(text.as_str(), |(_, reason)| reason);
            malformed(StatusCode::BAD_REQUEST, &format!("The query is not right: {}.", without_values(reason)))
        })
    }
}

fn is_json(headers: &HeaderMap) -> bool {
    let content_type = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let media_type = content_type.split(';').next().unwrap_or_default();
    media_type.trim().eq_ignore_ascii_case("application/json")
}

fn parse_json<T: DeserializeOwned>(body: &[u8]) -> Result<T, ApiError> {
    let syntax = |reason: &str| malformed(StatusCode::BAD_REQUEST, &format!("The body is not JSON: {reason}."));
    if std::str::from_utf8(body).is_err() {
        return Err(syntax("it is not UTF-8"));
    }
    // Derived structs would take an array of their fields as well; every body of this API is an object.
    match body.iter().find(|byte| !byte.is_ascii_whitespace()) {
        None => return Err(syntax("it is empty")),
        Some(b'{') => {}
        Some(_) => return Err(malformed(StatusCode::UNPROCESSABLE_ENTITY, "The body is not a JSON object.")),
    }
    let mut json = serde_json::Deserializer::from_slice(body);
    let parsed = serde_path_to_error::deserialize::<_, T>(&mut json).map_err(|error| {
        let path = error.path().to_string();
        let error = error.into_inner();
        if !error.is_data() {
            return syntax(&format!("see line {}, column {}", error.line(), error.column()));
        }
        let place = if path == "." { "The body".to_owned() } else { format!("The field `{}`", readable(&path)) };
        let reason = without_values(&error.to_string());
        malformed(StatusCode::UNPROCESSABLE_ENTITY, &format!("{place} is not right: {reason}."))
    })?;
    json.end().map_err(|_| syntax("something follows the object"))?;
    Ok(parsed)
}

/// serde's reason without the value that it quotes.
fn without_values(reason: &str) -> String {
    for named in ["missing field", "duplicate field", "unknown field"] {
        if let Some(rest) = reason.strip_prefix(named) {
            let name = rest.split('`').nth(1).unwrap_or_default();
            return format!("{named} `{}`", readable(name));
        }
    }
    match reason.split_once(", expected ").or_else(|| reason.split_once("expected ")) {
        Some((_, expected)) => {
            let expected = expected.rsplit_once(" at line ").map_or(expected, |(expected, _)| expected);
            format!("expected {expected}")
        }
        None => "its value is not of the expected form".to_owned(),
    }
}

/// A field's name as it may stand in an answer: a client that mixed names and values up must not read its secret there.
fn readable(name: &str) -> &str {
    let is_name = name.len() <= 64
        && name
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || matches!(byte, b'_' | b'.' | b'[' | b']' | b'0'..=b'9'));
    if is_name { name } else { "…" }
}

fn malformed(status: StatusCode, detail: &str) -> ApiError {
    ApiError::Malformed { status, detail: detail.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use handover_core::wire::{NewCustomerBody, SignInBody};

    fn detail<T: DeserializeOwned>(body: &[u8]) -> (u16, String) {
        match parse_json::<T>(body).err() {
            Some(ApiError::Malformed { status, detail }) => (status.as_u16(), detail),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_refusal_names_the_field() {
        let missing = detail::<SignInBody>(br#"{"username":"a@b.example"}"#);
        assert_eq!(missing, (422, "The body is not right: missing field `password`.".to_owned()));
        let number = detail::<SignInBody>(br#"{"username":5,"password":"x"}"#);
        assert_eq!(number, (422, "The field `username` is not right: expected a string.".to_owned()));
        let nested = detail::<NewCustomerBody>(br#"{"username":"a","profile":{"name":[]}}"#);
        assert_eq!(nested, (422, "The field `profile.name` is not right: expected a string.".to_owned()));
    }

    #[test]
    fn a_refusal_never_repeats_a_value() {
        for body in [
            r#"{"username":"a@b.example","password":"x","account":"hunter2"}"#,
            r#"{"username":"a@b.example","password":{"hunter2":1}}"#,
            r#"{"username":"a@b.example","password":"x","Hunter2 is":"hunter2"}"#,
            r#"{"username":"a@b.example","password":"hunter2"} hunter2"#,
            r#""hunter2""#,
            r#"["a@b.example","hunter2"]"#,
            r#"{"username":"a@b.example","password":"hunter2"#,
        ] {
            let (status, detail) = detail::<SignInBody>(body.as_bytes());
            assert!((400..500).contains(&status));
            assert!(!detail.to_lowercase().contains("hunter2"), "{body}: {detail}");
        }
    }

    #[test]
    fn a_body_that_is_not_json_is_refused() {
        for body in [&b""[..], b" ", b"{", b"{\"username\":\"\xff\"}", b"\xef\xbb\xbf{}", b"nope"] {
            let (status, _) = detail::<SignInBody>(body);
            assert!(status == 400 || status == 422);
        }
    }
}
