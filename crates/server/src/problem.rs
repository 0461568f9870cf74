//! Maps every error to a problem document (RFC 9457) with a stable code.
//!
//! What went wrong inside is logged with the request id and never sent.

use crate::request_id;
use crate::store::StoreError;
use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use handover_core::FieldError;
use handover_core::wire::{MovePreview, Problem, problem_code};

/// Every way in which a request can fail.
#[derive(Debug, thiserror::Error)]
pub enum ApiError {
    /// 401: nobody is signed in, or the session ended.
    #[error("signed out")]
    SignedOut,
    /// 401: username or password is wrong; which of them is never said.
    #[error("wrong credentials")]
    WrongCredentials,
    /// 404: no such thing, or not the actor's; both answer alike, byte for byte.
    #[error("not found")]
    NotFound,
    /// 403: the account's kind may not do this.
    #[error("forbidden")]
    Forbidden,
    /// 409: the state of the thing does not allow it.
    #[error("not possible: {title}")]
    NotPossible {
        /// What stands in the way.
        title: String,
        /// What to do.
        detail: String,
    },
    /// 409: somebody else changed it in the meantime.
    #[error("conflict")]
    Conflict,
    /// 422: fields are wrong.
    #[error("{} invalid fields", .0.len())]
    Fields(Vec<FieldError>),
    /// 403: the password at Confirm is wrong.
    #[error("wrong password, {tries_left} tries left")]
    WrongPassword {
        /// How many tries are left before the plan is void.
        tries_left: i64,
    },
    /// 403: too many wrong passwords.
    #[error("plan void")]
    PlanVoid,
    /// 403: the plan was not authorised, or no longer is.
    #[error("not authorised")]
    NotAuthorised,
    /// 409: the plan is not the one that was confirmed.
    #[error("stale plan")]
    StalePlan(Box<MovePreview>),
    /// 409: something stands in the way.
    #[error("move blocked")]
    MoveBlocked(Box<MovePreview>),
    /// 422: the key was used with another body.
    #[error("idempotency key reused")]
    KeyReused,
    /// 4xx: the request is not of the form that the route takes.
    #[error("malformed request: {detail}")]
    Malformed {
        /// 400, 413, 415…
        status: StatusCode,
        /// What to do.
        detail: String,
    },
    /// 405: the path exists, the method does not.
    #[error("method not allowed")]
    MethodNotAllowed,
    /// 403: the request comes from another site.
    #[error("cross-site request")]
    CrossSite,
    /// 403: nobody can be signed in at this address.
    #[error("insecure address")]
    InsecureAddress {
        /// Where the panel is open over https.
        public_origin: Option<String>,
    },
    /// 429: too many at once.
    #[error("busy")]
    Busy,
    /// 500.
    #[error("internal: {0}")]
    Internal(String),
}

impl ApiError {
    /// A thing whose state does not allow what was asked.
    #[must_use]
    pub fn not_possible(title: &str, detail: &str) -> Self {
        Self::NotPossible { title: title.to_owned(), detail: detail.to_owned() }
    }

    #[expect(clippy::too_many_lines, reason = "a table: one arm an error, its texts beside its code")]
    fn problem(self) -> Problem {
        let simple = |status: StatusCode, code: &str, title: &str, detail: &str| Problem {
            code: code.to_owned(),
            status: status.as_u16(),
            title: title.to_owned(),
            detail: detail.to_owned(),
            request_id: String::new(),
            errors: Vec::new(),
            blockers: Vec::new(),
            preview: None,
        };
        match self {
            Self::SignedOut => simple(
                StatusCode::UNAUTHORIZED,
                problem_code::SIGNED_OUT,
                "You are signed out.",
                "Sign in and try again.",
            ),
            Self::WrongCredentials => simple(
                StatusCode::UNAUTHORIZED,
                problem_code::WRONG_CREDENTIALS,
                "Username or password is wrong.",
                "Check both and try again.",
            ),
            Self::NotFound => simple(
                StatusCode::NOT_FOUND,
                problem_code::NOT_FOUND,
                "There is no such thing here.",
                "Check the number or the address; it may belong to another account.",
            ),
            Self::Forbidden => simple(
                StatusCode::FORBIDDEN,
                problem_code::FORBIDDEN,
                "Your account may not do this.",
                "Ask your reseller.",
            ),
            Self::NotPossible { title, detail } => {
                simple(StatusCode::CONFLICT, problem_code::NOT_POSSIBLE, &title, &detail)
            }
            Self::Conflict => simple(
                StatusCode::CONFLICT,
                problem_code::CONFLICT,
                "Somebody else changed this in the meantime.",
                "Load it again and repeat your change.",
            ),
            Self::Fields(errors) => Problem {
                errors,
                ..simple(
                    StatusCode::UNPROCESSABLE_ENTITY,
                    problem_code::INVALID_FIELDS,
                    "Some fields are not right.",
                    "Correct the fields that are named and send it again.",
                )
            },
            Self::WrongPassword { tries_left } => simple(
                StatusCode::FORBIDDEN,
                problem_code::WRONG_PASSWORD,
                "The password is wrong.",
                &match tries_left {
                    1 => "Try again; 1 try is left.".to_owned(),
                    _ => format!("Try again; {tries_left} tries are left."),
                },
            ),
            Self::PlanVoid => simple(
                StatusCode::FORBIDDEN,
                problem_code::PLAN_VOID,
                "This move cannot be confirmed now: the password was wrong too often.",
                "Wait 15 minutes and begin again.",
            ),
            Self::NotAuthorised => simple(
                StatusCode::FORBIDDEN,
                problem_code::NOT_AUTHORISED,
                "The confirmation of this move has ended.",
                "Type your password again.",
            ),
            Self::StalePlan(preview) => Problem {
                preview: Some(preview),
                ..simple(
                    StatusCode::CONFLICT,
                    problem_code::STALE_PLAN,
                    "Something changed since you saw this move.",
                    "Look at what changed and confirm again.",
                )
            },
            Self::MoveBlocked(preview) => Problem {
                blockers: preview.blockers.clone(),
                preview: Some(preview),
                ..simple(
                    StatusCode::CONFLICT,
                    problem_code::MOVE_BLOCKED,
                    "This move is not possible now.",
                    "See the reasons; each has its remedy.",
                )
            },
            Self::KeyReused => simple(
                StatusCode::UNPROCESSABLE_ENTITY,
                problem_code::KEY_REUSED,
                "This Idempotency-Key was used for something else.",
                "Use a new key for a new move.",
            ),
            Self::Malformed { status, detail } => {
                simple(status, "malformed-request", "The request is not well formed.", &detail)
            }
            Self::MethodNotAllowed => simple(
                StatusCode::METHOD_NOT_ALLOWED,
                "method-not-allowed",
                "This cannot be done here.",
                "Use one of the methods in the header `allow`.",
            ),
            Self::CrossSite => simple(
                StatusCode::FORBIDDEN,
                "cross-site",
                "The request comes from another site.",
                "Open the panel itself and do it there.",
            ),
            Self::InsecureAddress { public_origin } => simple(
                StatusCode::FORBIDDEN,
                "insecure-address",
                "Nobody can sign in at this address: a password sent to it could be read on its way.",
                &match public_origin {
                    Some(origin) => format!("Open the panel at {origin}."),
                    None => {
                        "Open it over https and start the server with --public-url https://your.host.name, or open \
                             it on the server itself at http://localhost with its port."
                            .to_owned()
                    }
                },
            ),
            Self::Busy => simple(
                StatusCode::TOO_MANY_REQUESTS,
                problem_code::BUSY,
                "Too many people are signing in at this moment.",
                "Try again in a few seconds.",
            ),
            Self::Internal(_) => simple(
                StatusCode::INTERNAL_SERVER_ERROR,
                problem_code::INTERNAL,
                "Something went wrong on the server. Nothing was changed.",
                "Try again; if it happens again, tell your provider the request id.",
            ),
        }
    }
}

impl From<StoreError> for ApiError {
    fn from(error: StoreError) -> Self {
        Self::Internal(error.to_string())
    }
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        if let Self::Internal(inside) = &self {
            tracing::error!(error = %inside, "internal error");
        }
        let problem = Problem { request_id: request_id::current(), ..self.problem() };
        let status = StatusCode::from_u16(problem.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut response = (status, Json(problem)).into_response();
        response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        response
    }
}
