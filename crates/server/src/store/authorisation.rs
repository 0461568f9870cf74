//! The password asked again for one plan: at most five minutes old, used once, void, with every other plan of the person, after five wrong tries
//! (ASVS 5.0, 7.5.3: re-authentication before highly sensitive operations).

use super::{StoreError, Tx, session};
use crate::scope::SignedIn;
use crate::values;
use handover_core::ids::OrderId;
use handover_core::plan::PlanDigest;
use handover_core::time::Timestamp;

/// How long a right password authorises its plan, in milliseconds.
pub const VALID_MS: i64 = 5 * 60_000;
/// Wrong tries that void a person's plans.
pub const MAX_WRONG_TRIES: i64 = 5;
/// How long wrong tries count, in milliseconds.
pub const VOID_MS: i64 = 15 * 60_000;

/// What became of a try that is about to be verified.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Try {
    /// It counts already, so that parallel tries cannot exceed the limit.
    Counted {
        /// The row to grant when the password was right.
        authorisation_id: i64,
        /// How many tries are left if it was wrong.
        tries_left: i64,
    },
    /// The plan is void.
    Void,
}

/// Counts a try before its password is verified.
///
/// # Errors
/// When the engine refuses a statement.
pub fn begin_try(
    tx: &Tx,
    signed_in: &SignedIn,
    order_id: OrderId,
    plan: &PlanDigest,
    now: Timestamp,
) -> Result<Try, StoreError> {
    let wrong = wrong_tries(tx, signed_in, now)?;
    if wrong >= MAX_WRONG_TRIES {
        return Ok(Try::Void);
    }
    let inserted = tx.row(
        "INSERT INTO authorisation (login_id, session_id, service_id, plan_digest, wrong_tries, first_tried_at)
         VALUES ($1, $2, $3, $4, 1, $5) RETURNING id",
        values![signed_in.login_id, signed_in.session_id, order_id, plan.as_str(), now],
    )?;
    let inserted = inserted.ok_or_else(|| StoreError::UnexpectedRow("INSERT … RETURNING gave no row".to_owned()))?;
    Ok(Try::Counted { authorisation_id: inserted.get(0)?, tries_left: MAX_WRONG_TRIES - wrong - 1 })
}

/// Those of every plan together: whoever only has the cookie must not guess on by asking for other plans.
fn wrong_tries(tx: &Tx, signed_in: &SignedIn, now: Timestamp) -> Result<i64, StoreError> {
    let wrong = tx.row(
        "SELECT coalesce(sum(wrong_tries), 0) FROM authorisation
         WHERE login_id = $1 AND first_tried_at > $2",
        values![signed_in.login_id, Timestamp(now.0 - VOID_MS)],
    )?;
    wrong.map_or(Ok(0), |row| row.get(0))
}

/// The password was right: the try no longer counts as wrong, and the plan may be confirmed.
///
/// # Errors
/// When the engine refuses the statement.
pub fn grant(tx: &Tx, authorisation_id: i64, now: Timestamp) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE authorisation SET wrong_tries = 0, granted_at = $2 WHERE id = $1",
        values![authorisation_id, now],
    )?;
    Ok(())
}

/// Uses up the authorisation of this very plan by this live session (I9); `None` where there is none, or where wrong
/// tries have voided the plan since.
///
/// # Errors
/// When the engine refuses a statement.
pub fn take(
    tx: &Tx,
    signed_in: &SignedIn,
    order_id: OrderId,
    plan: &PlanDigest,
    now: Timestamp,
) -> Result<Option<i64>, StoreError> {
    let is_void = wrong_tries(tx, signed_in, now)? >= MAX_WRONG_TRIES;
    if is_void || !session::is_live(tx, signed_in.session_id, now)? {
        return Ok(None);
    }
    let found = tx.row(
        "SELECT max(id) FROM authorisation
         WHERE login_id = $1 AND session_id = $2 AND service_id = $3 AND plan_digest = $4 AND granted_at > $5
           AND used_at IS NULL",
        values![signed_in.login_id, signed_in.session_id, order_id, plan.as_str(), Timestamp(now.0 - VALID_MS)],
    )?;
    let Some(id) = found.map_or(Ok(None), |row| row.get::<Option<i64>>(0))? else { return Ok(None) };
    tx.execute("UPDATE authorisation SET used_at = $2 WHERE id = $1", values![id, now])?;
    Ok(Some(id))
}
