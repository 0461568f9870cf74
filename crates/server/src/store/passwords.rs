//! Passwords, set by a one-time link: a reseller makes one for its customer (S14), the command line for the operator.
//!
//! Only the SHA-256 of a link's token is stored. A link that is unknown, used, void or over answers always alike.

use super::change::Change;
use super::{StoreError, Tx, Value, customers, session};
use crate::problem::ApiError;
use crate::{secret, values};
use handover_core::Timestamp;
use handover_core::facts::AccountStatus;
use handover_core::ids::{CustomerId, LoginId};
use handover_core::wire::{PasswordLinkAnswer, PasswordLinkState};
use serde_json::json;

/// How long a link works, in milliseconds: 72 hours.
pub const LINK_VALID_MS: i64 = 72 * 3_600_000;

/// Makes a new one-time link for a customer; earlier ones are void.
///
/// # Errors
/// [`ApiError::Forbidden`] for a customer, [`ApiError::NotFound`], and [`ApiError::NotPossible`] for a deleted account.
pub fn make_link(tx: &Tx, change: &Change, customer_id: CustomerId) -> Result<PasswordLinkAnswer, ApiError> {
    if change.by.reseller_id().is_none() {
        return Err(ApiError::Forbidden);
    }
    let customer = customers::find(tx, change.scope(), customer_id)?;
    if customer.status == AccountStatus::Deleted {
        return Err(ApiError::not_possible("This customer is deleted.", "Restore the account first."));
    }
    void_links(tx, customer_id, change.at)?;
    let answer = new_link(tx, customer_id, change.at)?;
    change.record(tx, "", "password-link-made", &json!({ "customer_id": customer_id }))?;
    Ok(answer)
}

/// Whose password a link sets.
///
/// # Errors
/// [`ApiError::NotPossible`] when the link does not work.
pub fn link_state(tx: &Tx, token: &str, now: Timestamp) -> Result<PasswordLinkState, ApiError> {
    let link = working_link(tx, token, now)?;
    Ok(PasswordLinkState { username: link.username, reseller_name: link.reseller_name })
}

/// Sets the password that a link is for; the link is used up, and every session of that person ends.
///
/// # Errors
/// [`ApiError::NotPossible`] when the link does not work.
pub fn set_password(
    tx: &Tx,
    audit_key: &[u8; 32],
    token: &str,
    password_hash: &str,
    now: Timestamp,
) -> Result<(), ApiError> {
    let link = working_link(tx, token, now)?;
    tx.execute(
        "UPDATE password_link SET used_at = $2 WHERE login_id = $1 AND used_at IS NULL",
        values![link.login_id, now],
    )?;
    tx.execute("UPDATE login SET password_hash = $2 WHERE id = $1", values![link.login_id, password_hash])?;
    session::end_all(tx, link.login_id, now)?;
    let body = json!({ "customer_id": link.customer_id });
    let login_id = Some(link.login_id);
    let entry = super::audit::Entry { domain: "", kind: "password-set", at: now, login_id, move_id: None, body: &body };
    super::audit::append(tx, audit_key, &entry)?;
    Ok(())
}

/// Makes a link for a customer's sign-in. The token is in the answer and nowhere else.
pub(super) fn new_link(tx: &Tx, customer_id: CustomerId, now: Timestamp) -> Result<PasswordLinkAnswer, ApiError> {
    let login = tx
        .row("SELECT id, username FROM login WHERE customer_id = $1", values![customer_id])?
        .ok_or(ApiError::NotFound)?;
    let token = secret::token();
    let token_hash = secret::token_hash(&token).map(Vec::from);
    let expires_at = Timestamp(now.0 + LINK_VALID_MS);
    tx.execute(
        "INSERT INTO password_link (token_hash, login_id, created_at, expires_at) VALUES ($1, $2, $3, $4)",
        values![Value::from(token_hash.as_deref()), login.get::<LoginId>(0)?, now, expires_at],
    )?;
    let username = login.get(1)?;
    Ok(PasswordLinkAnswer { customer_id, username, link_path: format!("/set-password#{token}"), expires_at })
}

/// No link of this customer works any more.
pub(super) fn void_links(tx: &Tx, customer_id: CustomerId, now: Timestamp) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE password_link SET expires_at = $2
         WHERE used_at IS NULL AND expires_at > $2 AND login_id IN (SELECT id FROM login WHERE customer_id = $1)",
        values![customer_id, now],
    )?;
    Ok(())
}

struct WorkingLink {
    login_id: LoginId,
    username: String,
    reseller_name: String,
    /// `None` for a reseller's own sign-in.
    customer_id: Option<CustomerId>,
}

fn working_link(tx: &Tx, token: &str, now: Timestamp) -> Result<WorkingLink, ApiError> {
    let token_hash = secret::token_hash(token).ok_or_else(does_not_work)?;
    let row = tx.row(
        "SELECT login.id, login.username, reseller.name, customer.id
         FROM password_link
           JOIN login ON login.id = password_link.login_id
           LEFT JOIN customer ON customer.id = login.customer_id
           JOIN reseller ON reseller.id = COALESCE(customer.reseller_id, login.reseller_id)
         WHERE password_link.token_hash = $1 AND password_link.used_at IS NULL AND password_link.expires_at > $2
           AND (login.customer_id IS NULL OR customer.status <> 'Deleted')",
        values![&token_hash[..], now],
    )?;
    let row = row.ok_or_else(does_not_work)?;
    Ok(WorkingLink {
        login_id: row.get(0)?,
        username: row.get(1)?,
        reseller_name: row.get(2)?,
        customer_id: row.get(3)?,
    })
}

fn does_not_work() -> ApiError {
    ApiError::not_possible(
        "This link does not work.",
        "It was used, it is too old, or it is not complete. Ask your reseller for a new one.",
    )
}
