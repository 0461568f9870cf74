//! Errors (RFC 9457), with their codes.

use super::moving::{BlockerBody, MovePreview};
use crate::field::FieldError;
use alloc::{boxed::Box, string::String, vec::Vec};
use serde::{Deserialize, Serialize};

/// An error (RFC 9457, `application/problem+json`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// Stable kebab-case code; the RFC's `type` is made from it.
    pub code: String,
    /// HTTP status.
    pub status: u16,
    /// What went wrong, for people.
    pub title: String,
    /// What to do.
    pub detail: String,
    /// The answer's id in the server's log.
    #[serde(default)]
    pub request_id: String,
    /// Every field that is wrong.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<FieldError>,
    /// Every blocker, when a move was refused.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub blockers: Vec<BlockerBody>,
    /// The fresh facts and plan, when a move was refused.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub preview: Option<Box<MovePreview>>,
}

/// Codes of problems that the page treats apart.
pub mod problem_code {
    /// 401: nobody is signed in, or the session ended.
    pub const SIGNED_OUT: &str = "signed-out";
    /// 401: username or password is wrong.
    pub const WRONG_CREDENTIALS: &str = "wrong-credentials";
    /// 403: the password at Confirm is wrong.
    pub const WRONG_PASSWORD: &str = "wrong-password";
    /// 403: too many wrong passwords: the plan is void.
    pub const PLAN_VOID: &str = "plan-void";
    /// 403: the plan was not authorised, or the authorisation is over.
    pub const NOT_AUTHORISED: &str = "not-authorised";
    /// 409: the plan changed; the problem brings the new one.
    pub const STALE_PLAN: &str = "stale-plan";
    /// 409: blockers appeared; the problem brings them.
    pub const MOVE_BLOCKED: &str = "move-blocked";
    /// 422: fields are wrong.
    pub const INVALID_FIELDS: &str = "invalid-fields";
    /// 404: no such thing, or not the actor's.
    pub const NOT_FOUND: &str = "not-found";
    /// 422: the idempotency key was used with another body.
    pub const KEY_REUSED: &str = "idempotency-key-reused";
    /// 409: somebody else changed it in the meantime.
    pub const CONFLICT: &str = "conflict";
    /// 403: the account may not do this.
    pub const FORBIDDEN: &str = "forbidden";
    /// 409: the state of the thing does not allow it.
    pub const NOT_POSSIBLE: &str = "not-possible";
    /// 429: too many at once.
    pub const BUSY: &str = "busy";
    /// 500.
    pub const INTERNAL: &str = "internal";
}
