//! The audit trail: append-only, one HMAC-SHA-256 chain per domain name.
//!
//! The key is outside the database, so that whoever can write there still cannot forge a link.

use super::{StoreError, Tx};
use crate::values;
use handover_core::Timestamp;
use handover_core::ids::{LoginId, MoveId};
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;

/// One thing that happened.
pub struct Entry<'a> {
    /// Canonical domain name; empty for what belongs to none.
    pub domain: &'a str,
    /// Kebab-case kind, such as `move-committed`.
    pub kind: &'a str,
    /// When.
    pub at: Timestamp,
    /// Who.
    pub login_id: Option<LoginId>,
    /// The move that it is about.
    pub move_id: Option<MoveId>,
    /// The rest; never a secret.
    pub body: &'a serde_json::Value,
}

/// The number that the next record of a domain name gets.
///
/// # Errors
/// When the engine refuses it.
pub fn next_number(tx: &Tx, domain: &str) -> Result<i64, StoreError> {
    Ok(head(tx, domain)?.0 + 1)
}

/// Appends a record and answers its number.
///
/// # Errors
/// When the engine refuses it.
pub fn append(tx: &Tx, key: &[u8; 32], entry: &Entry) -> Result<i64, StoreError> {
    let (last_number, previous_link) = head(tx, entry.domain)?;
    let number = last_number + 1;
    let body = entry.body.to_string();
    let link = link(key, &previous_link, number, entry, &body);
    tx.execute(
        "INSERT INTO audit (domain, number, kind, at, login_id, move_id, body, previous_link, link)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        values![
            entry.domain,
            number,
            entry.kind,
            entry.at,
            entry.login_id,
            entry.move_id,
            body,
            previous_link.as_slice(),
            link.as_slice()
        ],
    )?;
    Ok(number)
}

/// Number and link of the newest record; a chain begins with 32 zero bytes.
fn head(tx: &Tx, domain: &str) -> Result<(i64, Vec<u8>), StoreError> {
    let newest =
        tx.row("SELECT number, link FROM audit WHERE domain = $1 ORDER BY number DESC LIMIT 1", values![domain])?;
    newest.map_or_else(|| Ok((0, vec![0; 32])), |row| Ok((row.get(0)?, row.get(1)?)))
}

/// HMAC over the link before and every column, each with its length in front.
fn link(key: &[u8; 32], previous_link: &[u8], number: i64, entry: &Entry, body: &str) -> Vec<u8> {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).expect("HMAC takes a key of any length");
    let numbers = [number, entry.at.0, entry.login_id.map_or(0, |id| id.0), entry.move_id.map_or(0, |id| id.0)];
    let columns = [previous_link, entry.domain.as_bytes(), entry.kind.as_bytes(), body.as_bytes()];
    for bytes in columns {
        mac.update(&(bytes.len() as u64).to_be_bytes());
        mac.update(bytes);
    }
    for number in numbers {
        mac.update(&number.to_be_bytes());
    }
    mac.finalize().into_bytes().to_vec()
}
