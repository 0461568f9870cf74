//! Server-side sessions: who holds which token's hash, and until when.
//!
//! A session ends 30 minutes after it was last used and 12 hours after it began (OWASP ASVS 5.0, 7.3.1 and 7.3.2), at
//! once when its account may no longer sign in. A token is never stored.

use super::{Row, StoreError, Tx};
use crate::scope::SignedIn;
use crate::values;
use handover_core::Timestamp;
use handover_core::facts::Actor;
use handover_core::ids::LoginId;

/// How long an unused session lives, in milliseconds.
const IDLE_MS: i64 = 30 * 60_000;
/// How long any session lives, in milliseconds.
const ABSOLUTE_MS: i64 = 12 * 60 * 60_000;
/// How exactly its last use is kept, in milliseconds: reading must not become writing.
const SEEN_MS: i64 = 60_000;

/// A live session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// Whose it is.
    pub signed_in: SignedIn,
    last_seen_at: Timestamp,
}

impl Session {
    /// Whether its last use has to be written down again.
    #[must_use]
    pub fn is_seen_long_ago(&self, now: Timestamp) -> bool {
        now.0 - self.last_seen_at.0 >= SEEN_MS
    }
}

/// Accounts that may sign in: an Active customer, or a reseller's own, under resellers that are all Active. What a
/// suspended customer holds, its reseller can still move.
pub(super) const MAY_SIGN_IN: &str = "(login.customer_id IS NULL OR customer.status = 'Active')
       AND NOT EXISTS (
           SELECT 1 FROM reseller_ancestor
           JOIN reseller AS above ON above.id = reseller_ancestor.ancestor_id
           WHERE reseller_ancestor.reseller_id = COALESCE(customer.reseller_id, login.reseller_id)
             AND above.status <> 'Active')";

/// The live session with this token's hash.
///
/// # Errors
/// When the engine refuses it.
pub fn find(tx: &Tx, token_hash: &[u8; 32], now: Timestamp) -> Result<Option<Session>, StoreError> {
    let sql = format!(
        "SELECT session.id, session.login_id, session.last_seen_at, login.customer_id, login.reseller_id
         FROM session
         JOIN login ON login.id = session.login_id
         LEFT JOIN customer ON customer.id = login.customer_id
         WHERE session.token_hash = $1 AND session.ended_at IS NULL
           AND session.created_at > $2 AND session.last_seen_at > $3
           AND {MAY_SIGN_IN}"
    );
    let row = tx.row(&sql, values![&token_hash[..], now.0 - ABSOLUTE_MS, now.0 - IDLE_MS])?;
    row.map(|row| {
        let signed_in = SignedIn { session_id: row.get(0)?, login_id: row.get(1)?, actor: actor(&row, 3)? };
        Ok(Session { signed_in, last_seen_at: row.get(2)? })
    })
    .transpose()
}

/// Opens a session, unless the password was changed since `password_hash` was read.
///
/// # Errors
/// When the engine refuses it.
pub fn open(
    tx: &Tx,
    login_id: LoginId,
    password_hash: &str,
    token_hash: &[u8; 32],
    now: Timestamp,
) -> Result<bool, StoreError> {
    let opened = tx.execute(
        "INSERT INTO session (token_hash, login_id, created_at, last_seen_at)
         SELECT $1, login.id, $2, $2 FROM login WHERE login.id = $3 AND login.password_hash = $4",
        values![&token_hash[..], now, login_id, password_hash],
    )?;
    Ok(opened == 1)
}

/// Writes down that a session was used.
///
/// # Errors
/// When the engine refuses it.
pub fn see(tx: &Tx, session_id: i64, now: Timestamp) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE session SET last_seen_at = $2 WHERE id = $1 AND last_seen_at < $2 AND ended_at IS NULL",
        values![session_id, now],
    )?;
    Ok(())
}

/// Ends the session with this token's hash; one that has ended stays as it is.
///
/// # Errors
/// When the engine refuses it.
pub fn end(tx: &Tx, token_hash: &[u8; 32], now: Timestamp) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE session SET ended_at = $2 WHERE token_hash = $1 AND ended_at IS NULL",
        values![&token_hash[..], now],
    )?;
    Ok(())
}

/// Ends every session of a sign-in, as after a change of its password.
///
/// # Errors
/// When the engine refuses it.
pub fn end_all(tx: &Tx, login_id: LoginId, now: Timestamp) -> Result<(), StoreError> {
    tx.execute("UPDATE session SET ended_at = $2 WHERE login_id = $1 AND ended_at IS NULL", values![login_id, now])?;
    Ok(())
}

/// Whether a session is still live, asked inside the transaction that relies on it.
///
/// # Errors
/// When the engine refuses it.
pub fn is_live(tx: &Tx, session_id: i64, now: Timestamp) -> Result<bool, StoreError> {
    let sql = format!(
        "SELECT 1
         FROM session
         JOIN login ON login.id = session.login_id
         LEFT JOIN customer ON customer.id = login.customer_id
         WHERE session.id = $1 AND session.ended_at IS NULL
           AND session.created_at > $2 AND session.last_seen_at > $3
           AND {MAY_SIGN_IN}"
    );
    Ok(tx.row(&sql, values![session_id, now.0 - ABSOLUTE_MS, now.0 - IDLE_MS])?.is_some())
}

fn actor(row: &Row, customer_column: usize) -> Result<Actor, StoreError> {
    Ok(match row.get(customer_column)? {
        Some(customer_id) => Actor::Customer(customer_id),
        None => Actor::Reseller(row.get(customer_column + 1)?),
    })
}
