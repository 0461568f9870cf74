//! The platform operator: the root of the resellers' tree, made once, from the command line.
//!
//! Whoever can type that command owns the database's file already, so it asks for no password.

use super::{StoreError, Tx, audit};
use crate::{secret, values};
use handover_core::Timestamp;
use handover_core::ids::{LoginId, ResellerId};
use serde_json::json;

/// How long the link to set the password works, in milliseconds: 72 hours.
const LINK_VALID_MS: i64 = 72 * 3_600_000;

/// Why there is no link.
#[derive(Debug, thiserror::Error)]
pub enum OperatorError {
    /// Another operator is there.
    #[error(
        "this panel has an operator already: {name}. Type one of its sign-ins to get a new link to set its password: \
         {usernames}"
    )]
    Exists {
        /// Its name.
        name: String,
        /// Its sign-ins.
        usernames: String,
    },
    /// The database refused.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Makes the operator and its sign-in where there is none, and a one-time link to set the password. Answers the
/// link's path. `username` is canonical.
///
/// # Errors
/// [`OperatorError::Exists`] when the panel has an operator without this sign-in.
pub fn make_link(
    tx: &Tx,
    audit_key: &[u8; 32],
    name: &str,
    username: &str,
    now: Timestamp,
) -> Result<String, OperatorError> {
    let root = tx.row("SELECT id, name FROM reseller WHERE parent_id IS NULL", values![])?;
    let login_id = match root {
        None => add(tx, name, username, now)?,
        Some(root) => {
            let login = tx.row(
                "SELECT id FROM login WHERE reseller_id = $1 AND username = $2",
                values![root.get::<ResellerId>(0)?, username],
            )?;
            match login {
                Some(login) => login.get(0)?,
                None => return Err(exists(tx, root.get(0)?, root.get(1)?)?),
            }
        }
    };
    // An earlier link that nobody used must not work beside the new one.
    tx.execute(
        "UPDATE password_link SET expires_at = $2 WHERE login_id = $1 AND used_at IS NULL AND expires_at > $2",
        values![login_id, now],
    )?;
    let token = secret::token();
    let token_hash = secret::token_hash(&token).map(Vec::from).unwrap_or_default();
    tx.execute(
        "INSERT INTO password_link (token_hash, login_id, created_at, expires_at) VALUES ($1, $2, $3, $4)",
        values![token_hash.as_slice(), login_id, now, now.0 + LINK_VALID_MS],
    )?;
    let body = json!({ "username": username });
    let kind = "operator-password-link-made";
    audit::append(
        tx,
        audit_key,
        &audit::Entry { domain: "", kind, at: now, login_id: None, move_id: None, body: &body },
    )?;
    Ok(format!("/set-password#{token}"))
}

/// Whether the panel has no operator yet, so that nobody can sign in.
///
/// # Errors
/// When the engine refuses it.
pub fn is_missing(tx: &Tx) -> Result<bool, StoreError> {
    Ok(tx.row("SELECT 1 FROM reseller WHERE parent_id IS NULL", values![])?.is_none())
}

fn add(tx: &Tx, name: &str, username: &str, now: Timestamp) -> Result<LoginId, StoreError> {
    tx.execute(
        "INSERT INTO reseller (parent_id, name, status, outgoing_policy, incoming_policy, created_at)
         VALUES (NULL, $1, 'Active', 'allow', 'allow', $2)",
        values![name, now],
    )?;
    tx.execute(
        "INSERT INTO reseller_ancestor (reseller_id, ancestor_id, distance)
         SELECT id, id, 0 FROM reseller WHERE parent_id IS NULL",
        values![],
    )?;
    tx.execute(
        "INSERT INTO login (username, display_name, reseller_id, created_at)
         SELECT $1, $2, id, $3 FROM reseller WHERE parent_id IS NULL",
        values![username, name, now],
    )?;
    let login = tx.row("SELECT id FROM login WHERE username = $1", values![username])?;
    login.ok_or_else(|| StoreError::UnexpectedRow("the operator's login is missing".to_owned()))?.get(0)
}

fn exists(tx: &Tx, root: ResellerId, name: String) -> Result<OperatorError, StoreError> {
    let logins = tx.rows("SELECT username FROM login WHERE reseller_id = $1 ORDER BY id", values![root])?;
    let usernames = logins.iter().map(|row| row.get(0)).collect::<Result<Vec<String>, _>>()?.join(", ");
    Ok(OperatorError::Exists { name, usernames })
}
