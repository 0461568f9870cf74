//! Adds a customer account (S14): the customer, its default contacts made from the profile, its sign-in without a
//! password, and the one-time link that sets one.

use crate::canonical;
use crate::problem::ApiError;
use crate::secret;
use crate::store::change::Change;
use crate::store::{StoreError, Tx, contacts, passwords};
use crate::values;
use handover_core::FieldError;
use handover_core::facts::{AccountStatus, ContactRole};
use handover_core::form::new_customer_errors;
use handover_core::ids::{CustomerId, ResellerId};
use handover_core::wire::{ContactBody, NewCustomerBody, PasswordLinkAnswer};
use serde_json::json;

/// Adds a customer under a reseller of the actor's tree, the actor itself where none is named.
///
/// # Errors
/// [`ApiError::Forbidden`] for a customer, [`ApiError::Fields`] when the form is wrong or the username is taken under
/// the reseller, [`ApiError::NotFound`] when the actor has no such reseller, and [`ApiError::NotPossible`] when it is
/// not active.
pub fn add(tx: &Tx, change: &Change, body: &NewCustomerBody) -> Result<PasswordLinkAnswer, ApiError> {
    let own_reseller_id = change.by.reseller_id().ok_or(ApiError::Forbidden)?;
    let errors = new_customer_errors(body);
    if !errors.is_empty() {
        return Err(ApiError::Fields(errors));
    }
    let Some(username) = canonical::typed_username(&body.username) else {
        return Err(username_error(
            "malformed",
            "This is not an e-mail address.",
            "Check the part after the @: it is not a domain name.",
        ));
    };
    let reseller_id = body.reseller_id.unwrap_or(own_reseller_id);
    let is_active = reseller_is_active(tx, own_reseller_id, reseller_id)?;
    if !is_active {
        return Err(ApiError::not_possible(
            "This reseller is not active.",
            "Choose another reseller, or have it activated.",
        ));
    }
    refuse_taken(tx, reseller_id, &username)?;
    let profile = contacts::tidy(&body.profile);
    let customer_id = free_customer_id(tx)?;
    insert(tx, change, customer_id, reseller_id, &username, &profile)?;
    let answer = passwords::new_link(tx, customer_id, change.at)?;
    let body = json!({ "customer_id": customer_id, "reseller_id": reseller_id });
    change.record(tx, "", "customer-added", &body)?;
    Ok(answer)
}

/// Whether the reseller and everybody above it are active.
fn reseller_is_active(tx: &Tx, actor: ResellerId, reseller_id: ResellerId) -> Result<bool, ApiError> {
    tx.row(
        "SELECT NOT EXISTS (SELECT 1 FROM reseller_ancestor JOIN reseller ON reseller.id = reseller_ancestor.ancestor_id
             WHERE reseller_ancestor.reseller_id = $2 AND reseller.status <> 'Active')
         FROM reseller_ancestor WHERE ancestor_id = $1 AND reseller_id = $2",
        values![actor, reseller_id],
    )?
    .ok_or(ApiError::NotFound)?
    .get(0)
    .map_err(ApiError::from)
}

/// A username is taken once under a reseller, for good: a deleted account can be restored.
fn refuse_taken(tx: &Tx, reseller_id: ResellerId, username: &str) -> Result<(), ApiError> {
    let taken =
        tx.row("SELECT status FROM customer WHERE reseller_id = $1 AND username = $2", values![reseller_id, username])?;
    let message = "A customer of this reseller has this address already.";
    match taken.map(|row| row.word(0, AccountStatus::from_text)).transpose()? {
        None => Ok(()),
        Some(AccountStatus::Deleted) => Err(username_error(
            "taken-by-deleted",
            "A deleted customer of this reseller has this address.",
            "Restore that account or use another address.",
        )),
        Some(AccountStatus::Active | AccountStatus::Suspended) => {
            Err(username_error("taken", message, "Use that account or another address."))
        }
    }
}

fn username_error(code: &str, message: &str, hint: &str) -> ApiError {
    ApiError::Fields(vec![FieldError::new("username", code, message, hint)])
}

/// Customer IDs are random, so that nobody can guess one that belongs to a known address.
fn free_customer_id(tx: &Tx) -> Result<CustomerId, ApiError> {
    loop {
        let candidate = secret::customer_id();
        if tx.row("SELECT id FROM customer WHERE id = $1", values![candidate])?.is_none() {
            return Ok(candidate);
        }
    }
}

fn insert(
    tx: &Tx,
    change: &Change,
    customer_id: CustomerId,
    reseller_id: ResellerId,
    username: &str,
    profile: &ContactBody,
) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO customer (id, reseller_id, username, status, incoming_setting, name, company, email, phone, address,
             city, zip, country, created_at)
         VALUES ($1, $2, $3, 'Active', 'accept', $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        values![
            customer_id,
            reseller_id,
            username,
            &profile.name,
            &profile.company,
            &profile.email,
            &profile.phone,
            &profile.address,
            &profile.city,
            &profile.zip,
            &profile.country,
            change.at
        ],
    )?;
    let contact_id = contacts::insert(tx, customer_id, profile, 1)?;
    for role in ContactRole::ALL {
        contacts::point_to(tx, customer_id, role, contact_id)?;
    }
    tx.execute(
        "INSERT INTO login (username, display_name, customer_id, created_at) VALUES ($1, $2, $3, $4)",
        values![username, &profile.name, customer_id, change.at],
    )?;
    Ok(())
}
