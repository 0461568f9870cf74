//! The data of a demo: resellers, customers and a few hundred orders that show every rule at work.
//!
//! It is the same every time for the same moment: no randomness, and every date counts from `now`. The domain names say
//! what they show, and the accounts on the sign-in page say with whom. Nothing here is read by the rest of the server.

mod accounts;
mod builder;
mod cases;
mod catalogue;
pub mod people;
mod stock;

use crate::problem::ApiError;
use crate::store::Tx;
use crate::values;
use builder::Builder;
use handover_core::Timestamp;

/// The password of every demo account.
pub const PASSWORD: &str = "handover demo password";

/// Its hash, computed once and for all: a demo has no secret, and starts at once.
const PASSWORD_HASH: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$G+yfIp8f26HKUYYLLn+seA$HoLN0MWPqUOo4+Y+hu30pFtsJYo6kecAxgMT97h1j9k";

/// Hours before a domain name may move again: long enough to be seen after the first move.
const COOL_DOWN_HOURS: &str = "24";

/// Fills an empty database.
///
/// # Errors
/// When the database is not empty, or refuses a statement.
pub fn fill(tx: &Tx, now: Timestamp) -> Result<(), ApiError> {
    tx.execute("INSERT INTO setting (name, value) VALUES ('cool-down-hours', $1)", values![COOL_DOWN_HOURS])?;
    people::insert_resellers(tx, now)?;
    catalogue::insert(tx, now)?;
    people::insert_customers(tx, now)?;
    let mut builder = Builder::new(tx, now)?;
    cases::insert(&mut builder)?;
    stock::insert(&mut builder)?;
    builder.finish()?;
    accounts::insert(tx)
}
