//! The only file that speaks HTTP. One function sends, the others give it types.
//!
//! It never decides what an error means for a page; it tells the session what every answer shows: whether somebody is
//! still signed in, whether the server can be reached, and whether it is newer than this page.

mod json;
mod reading;

pub use reading::{Reading, Writing, read, write};

use gloo_net::http::{Method, RequestBuilder};
use handover_core::FieldError;
use handover_core::wire::{self, ListQuery, Problem, problem_code};
use leptos::prelude::{Callable, Callback};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::cell::{Cell, RefCell};
use std::pin::Pin;
use std::sync::Arc;

/// Why there is no answer to work with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ApiError {
    /// The server refused and said why.
    Problem(Box<Problem>),
    /// The server could not be reached.
    Offline,
    /// Something answered that is not this server's API.
    Unreadable,
}

impl ApiError {
    /// The problem's stable code; empty where the server said nothing.
    pub fn code(&self) -> &str {
        match self {
            Self::Problem(problem) => &problem.code,
            Self::Offline | Self::Unreadable => "",
        }
    }

    /// Whether the problem has this code of [`problem_code`].
    pub fn is(&self, code: &str) -> bool {
        self.code() == code
    }

    /// What went wrong, in one line.
    pub fn title(&self) -> &str {
        match self {
            Self::Problem(problem) => &problem.title,
            Self::Offline => "The server cannot be reached.",
            Self::Unreadable => "The server's answer could not be read.",
        }
    }

    /// What to do about it.
    pub fn advice(&self) -> &str {
        match self {
            Self::Problem(problem) => &problem.detail,
            Self::Offline => "Check the network connection and try again. What you typed is still here.",
            Self::Unreadable => "Reload the page. If that does not help, tell whoever runs this panel.",
        }
    }

    /// Under which id the server's log knows the answer; empty where there was none.
    pub fn into_request_id(self) -> String {
        match self {
            Self::Problem(problem) => problem.request_id,
            Self::Offline | Self::Unreadable => String::new(),
        }
    }

    /// Every field that is wrong.
    pub fn field_errors(&self) -> &[FieldError] {
        match self {
            Self::Problem(problem) => &problem.errors,
            Self::Offline | Self::Unreadable => &[],
        }
    }
}

/// What an answer shows beside its content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ApiEvent {
    /// A request is on its way.
    Sent,
    /// Its answer is there.
    Answered,
    /// The server could not be reached.
    Offline,
    /// It could.
    Online,
    /// Nobody is signed in any more.
    SignedOut,
    /// The server's build is another one than at the page's first request.
    NewBuild,
}

thread_local! {
    static LISTENER: Cell<Option<Callback<ApiEvent>>> = const { Cell::new(None) };
    static FIRST_BUILD: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Who is told the events; the session, once.
pub fn listen(listener: Callback<ApiEvent>) {
    LISTENER.set(Some(listener));
}

/// `GET`.
pub async fn get<T: DeserializeOwned>(path: &str) -> Result<T, ApiError> {
    decode(&send(Request::get(path)).await?)
}

/// `POST` of a JSON body.
pub async fn post<T: DeserializeOwned>(path: &str, body: &impl Serialize) -> Result<T, ApiError> {
    decode(&send(Request::post(path, body)).await?)
}

/// `POST` of a JSON body under a key of [`idempotency_key`], so that repeating it is safe.
pub async fn post_once<T: DeserializeOwned>(path: &str, body: &impl Serialize, key: &str) -> Result<T, ApiError> {
    let request = Request { key: Some(key.to_owned()), ..Request::post(path, body) };
    decode(&send(request).await?)
}

/// `PUT` of a JSON body.
pub async fn put<T: DeserializeOwned>(path: &str, body: &impl Serialize) -> Result<T, ApiError> {
    decode(&send(Request { method: Method::PUT, ..Request::post(path, body) }).await?)
}

/// `DELETE`. An answer without content reads as `()`.
pub async fn delete<T: DeserializeOwned>(path: &str) -> Result<T, ApiError> {
    decode(&send(Request { method: Method::DELETE, ..Request::get(path) }).await?)
}

/// A path with the filters of a list behind `?`, for the API and for links in the page alike; empty ones are left out.
pub fn list_path(path: &str, query: &ListQuery) -> String {
    let pairs = [
        ("q", &query.q),
        ("status", &query.status),
        ("product", &query.product),
        ("customer", &query.customer),
        ("after", &query.after),
    ];
    let mut full = String::from(path);
    let mut separator = '?';
    for (name, value) in pairs {
        if !value.is_empty() {
            full.push(separator);
            full.push_str(name);
            full.push('=');
            full.push_str(&percent_encode(value));
            separator = '&';
        }
    }
    full
}

/// A value as it stands in a query.
pub fn percent_encode(value: &str) -> String {
    js_sys::encode_uri_component(value).into()
}

/// A fresh key for one attempt to change something: 32 random hexadecimal digits. It works on plain HTTP too, where
/// browsers keep `crypto.randomUUID` closed.
pub fn idempotency_key() -> String {
    let mut bytes = [0_u8; 16];
    // Without a source of randomness the clock still tells two attempts of one person apart.
    let filled =
        leptos::prelude::window().crypto().and_then(|crypto| crypto.get_random_values_with_u8_array(&mut bytes));
    if filled.is_err() {
        bytes[..8].copy_from_slice(&crate::browser::now().0.to_be_bytes());
    }
    let mut key = String::with_capacity(32);
    for byte in bytes {
        for digit in [byte >> 4, byte & 15] {
            key.push(char::from_digit(u32::from(digit), 16).unwrap_or('0'));
        }
    }
    key
}

/// What is asked. It has no type of its answer, so that the code behind it is there once and not once a type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    method: Method,
    path: String,
    body: Option<String>,
    key: Option<String>,
}

impl Request {
    /// `GET`.
    pub fn get(path: &str) -> Self {
        Self { method: Method::GET, path: path.to_owned(), body: None, key: None }
    }

    /// `POST` of a JSON body.
    pub fn post(path: &str, body: &impl Serialize) -> Self {
        // The bodies of the wire module have only strings as keys, so they always have a JSON form.
        let body = serde_json::to_string(body).unwrap_or_default();
        Self { method: Method::POST, path: path.to_owned(), body: Some(body), key: None }
    }
}

/// The text of an answer; cheap to clone.
type Answer = Result<Arc<str>, ApiError>;

fn send(request: Request) -> Pin<Box<dyn Future<Output = Answer>>> {
    Box::pin(async move {
        tell(ApiEvent::Sent);
        let answer = exchange(request).await;
        tell(ApiEvent::Answered);
        match &answer {
            Err(ApiError::Offline) => tell(ApiEvent::Offline),
            Err(error) if error.is(problem_code::SIGNED_OUT) => tell(ApiEvent::SignedOut),
            Ok(_) | Err(ApiError::Problem(_)) => tell(ApiEvent::Online),
            Err(ApiError::Unreadable) => {}
        }
        answer
    })
}

async fn exchange(request: Request) -> Answer {
    let mut builder = RequestBuilder::new(&request.path).method(request.method).header("accept", "application/json");
    if let Some(key) = &request.key {
        builder = builder.header(wire::IDEMPOTENCY_KEY, key);
    }
    let built = match request.body {
        Some(body) => builder.header("content-type", "application/json").body(body),
        None => builder.build(),
    };
    let response = built.map_err(|_| ApiError::Unreadable)?.send().await.map_err(|_| ApiError::Offline)?;
    compare_build(response.headers().get(wire::BUILD_HEADER));
    let text = response.text().await.map_err(|_| ApiError::Offline)?;
    if response.ok() {
        return Ok(text.into());
    }
    let problem = json::from_str::<Problem>(&text).map_err(|_| ApiError::Unreadable)?;
    Err(ApiError::Problem(Box::new(problem)))
}

fn compare_build(build: Option<String>) {
    let Some(build) = build else { return };
    let is_new = FIRST_BUILD.with_borrow_mut(|first| *first.get_or_insert_with(|| build.clone()) != build);
    if is_new {
        tell(ApiEvent::NewBuild);
    }
}

fn tell(event: ApiEvent) {
    if let Some(listener) = LISTENER.get() {
        listener.run(event);
    }
}

/// Never inlined, so that what reads a type is there once, not once a place.
#[inline(never)]
fn decode<T: DeserializeOwned>(text: &str) -> Result<T, ApiError> {
    let text = if text.is_empty() { "null" } else { text };
    json::from_str(text).map_err(|_| ApiError::Unreadable)
}
