//! Who can sign in, and as what.

use super::session::MAY_SIGN_IN;
use super::{StoreError, Tx};
use crate::password::COMPARED_AT_MOST;
use crate::values;
use handover_core::ids::{CustomerId, LoginId, ResellerId};
use handover_core::wire::{AccountChoice, AccountKind, DemoAccount, Me};

/// A sign-in whose password is to be compared.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// Which one, as a person is asked to choose.
    pub choice: AccountChoice,
    /// Its password's hash.
    pub password_hash: String,
}

/// The sign-ins of a canonical address, over all resellers, or the one that was chosen among them. One without a password, and one of an account that may not
/// sign in, is none.
///
/// # Errors
/// When the engine refuses it.
pub fn candidates(tx: &Tx, username: &str, account: Option<LoginId>) -> Result<Vec<Candidate>, StoreError> {
    let sql = format!(
        "SELECT login.id, COALESCE(customer.name, reseller.name), reseller.name, login.password_hash
         FROM login
         LEFT JOIN customer ON customer.id = login.customer_id
         JOIN reseller ON reseller.id = COALESCE(customer.reseller_id, login.reseller_id)
         WHERE login.username = $1 AND login.id = coalesce($2, login.id)
           AND login.password_hash IS NOT NULL AND {MAY_SIGN_IN}
         ORDER BY login.id
         LIMIT {COMPARED_AT_MOST}"
    );
    let rows = tx.rows(&sql, values![username, account])?;
    rows.iter()
        .map(|row| {
            let choice = AccountChoice { account: row.get(0)?, name: row.get(1)?, reseller_name: row.get(2)? };
            Ok(Candidate { choice, password_hash: row.get(3)? })
        })
        .collect()
}

/// The hash of a sign-in's password, to be compared when it is asked again; `None` where it never set one.
///
/// # Errors
/// When the engine refuses it.
pub fn password_hash(tx: &Tx, login_id: LoginId) -> Result<Option<String>, StoreError> {
    let row = tx.row("SELECT password_hash FROM login WHERE id = $1", values![login_id])?;
    row.map_or(Ok(None), |row| row.get(0))
}

/// Who a sign-in is, for the page's header and its own decisions about what to show.
///
/// # Errors
/// When the engine refuses it, or there is no such sign-in.
pub fn me(tx: &Tx, login_id: LoginId) -> Result<Me, StoreError> {
    let row = tx.row(
        "SELECT login.customer_id, reseller.id, reseller.parent_id, reseller.name,
                COALESCE(customer.name, login.display_name), login.username
         FROM login
         LEFT JOIN customer ON customer.id = login.customer_id
         JOIN reseller ON reseller.id = COALESCE(customer.reseller_id, login.reseller_id)
         WHERE login.id = $1",
        values![login_id],
    )?;
    let row = row.ok_or_else(|| StoreError::UnexpectedRow(format!("login {login_id} is missing")))?;
    let customer_id: Option<CustomerId> = row.get(0)?;
    let parent_id: Option<ResellerId> = row.get(2)?;
    let kind = match (customer_id, parent_id) {
        (Some(_), _) => AccountKind::Customer,
        (None, Some(_)) => AccountKind::Reseller,
        (None, None) => AccountKind::Operator,
    };
    Ok(Me {
        kind,
        customer_id,
        reseller_id: row.get(1)?,
        reseller_name: row.get(3)?,
        name: row.get(4)?,
        username: row.get(5)?,
    })
}

/// The accounts that a demo shows on its sign-in page; none on any other panel.
///
/// # Errors
/// When the engine refuses it.
pub fn demo_accounts(tx: &Tx) -> Result<Vec<DemoAccount>, StoreError> {
    let rows = tx.rows(
        "SELECT username, password, shows,
                EXISTS (SELECT 1 FROM login
                        WHERE login.username = demo_account.username AND login.reseller_id IS NOT NULL)
         FROM demo_account ORDER BY number",
        values![],
    )?;
    rows.iter()
        .map(|row| {
            Ok(DemoAccount {
                username: row.get(0)?,
                password: row.get(1)?,
                shows: row.get(2)?,
                is_reseller: row.get(3)?,
            })
        })
        .collect()
}
