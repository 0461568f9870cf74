//! The domain guard: whoever changes anything about a domain name takes its row first.

use super::{StoreError, Tx};
use crate::values;

/// Takes the guard of a domain name, which is made if it is missing; its version grows (I10).
///
/// # Errors
/// When the engine refuses it.
pub fn lock(tx: &Tx, domain: &str) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO domain_guard (domain, version) VALUES ($1, 1)
         ON CONFLICT (domain) DO UPDATE SET version = domain_guard.version + 1",
        values![domain],
    )?;
    Ok(())
}
