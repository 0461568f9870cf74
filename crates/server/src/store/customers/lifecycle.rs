//! What happens to a customer account after it was added: it is deleted, restored, opened or closed to moves.

use super::{find, live_orders};
use crate::problem::ApiError;
use crate::store::change::Change;
use crate::store::{Tx, passwords};
use crate::values;
use handover_core::facts::{AccountStatus, IncomingSetting};
use handover_core::ids::CustomerId;
use serde_json::json;

/// Deletes an account that holds no live order: its sessions end, its one-time links are void, its username stays taken.
///
/// # Errors
/// [`ApiError::Forbidden`] for a customer, [`ApiError::NotFound`], and [`ApiError::NotPossible`] when it holds live
/// orders or is deleted already.
pub fn delete(tx: &Tx, change: &Change, customer_id: CustomerId) -> Result<(), ApiError> {
    if change.by.reseller_id().is_none() {
        return Err(ApiError::Forbidden);
    }
    let customer = find(tx, change.scope(), customer_id)?;
    if customer.status == AccountStatus::Deleted {
        return Err(ApiError::not_possible("This customer is deleted already.", "You can restore the account."));
    }
    match live_orders(tx, customer_id)? {
        0 => {}
        count => {
            let orders = if count == 1 { "1 live order" } else { &format!("{count} live orders") };
            return Err(ApiError::not_possible(
                &format!("This customer holds {orders}."),
                "Move or delete them first.",
            ));
        }
    }
    tx.execute(
        "UPDATE customer SET status_before_deletion = status, status = 'Deleted', version = version + 1 WHERE id = $1",
        values![customer_id],
    )?;
    tx.execute(
        "UPDATE session SET ended_at = $2
         WHERE ended_at IS NULL AND login_id IN (SELECT id FROM login WHERE customer_id = $1)",
        values![customer_id, change.at],
    )?;
    passwords::void_links(tx, customer_id, change.at)?;
    change.record(tx, "", "customer-deleted", &json!({ "customer_id": customer_id }))?;
    Ok(())
}

/// Restores a deleted account as it was: one that was suspended is suspended again.
///
/// # Errors
/// [`ApiError::Forbidden`] for a customer, [`ApiError::NotFound`], and [`ApiError::NotPossible`] when it is not deleted.
pub fn restore(tx: &Tx, change: &Change, customer_id: CustomerId) -> Result<(), ApiError> {
    if change.by.reseller_id().is_none() {
        return Err(ApiError::Forbidden);
    }
    let customer = find(tx, change.scope(), customer_id)?;
    if customer.status != AccountStatus::Deleted {
        let title = format!("This customer is {}.", customer.status.as_str());
        return Err(ApiError::not_possible(&title, "Only a deleted account can be restored."));
    }
    tx.execute(
        "UPDATE customer SET status = coalesce(status_before_deletion, 'Active'), status_before_deletion = NULL,
             version = version + 1
         WHERE id = $1",
        values![customer_id],
    )?;
    change.record(tx, "", "customer-restored", &json!({ "customer_id": customer_id }))?;
    Ok(())
}

/// Sets what others may move to this customer (R11); the customer itself does, or its resellers.
///
/// # Errors
/// [`ApiError::NotFound`].
pub fn set_incoming(
    tx: &Tx,
    change: &Change,
    customer_id: CustomerId,
    setting: IncomingSetting,
) -> Result<(), ApiError> {
    find(tx, change.scope(), customer_id)?;
    let word = setting.as_str();
    tx.execute(
        "UPDATE customer SET incoming_setting = $2, version = version + 1 WHERE id = $1",
        values![customer_id, word],
    )?;
    let body = json!({ "customer_id": customer_id, "incoming_setting": word });
    change.record(tx, "", "incoming-setting-changed", &body)?;
    Ok(())
}
