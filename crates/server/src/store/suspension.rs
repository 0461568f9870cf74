//! Suspends and unsuspends orders (S4, S5).
//!
//! Only a reseller whose tree holds the order does either, and nobody undoes what a reseller above suspended.

use super::change::Change;
use super::locked::{self, LockedService};
use super::{Tx, reason};
use crate::problem::ApiError;
use crate::values;
use handover_core::check::can_unsuspend;
use handover_core::facts::{Actor, OrderStatus};
use handover_core::ids::{OrderId, ResellerId};
use serde_json::json;

/// Suspends an active order. What a reseller below suspended is taken over: from then on only the actor, or somebody
/// above it, unsuspends it.
///
/// # Errors
/// [`ApiError::Forbidden`] for a customer, [`ApiError::Fields`] without a reason, [`ApiError::NotFound`], and
/// [`ApiError::NotPossible`] when the order is neither active nor suspended from below.
pub fn suspend(tx: &Tx, change: &Change, order_id: OrderId, reason: &str) -> Result<(), ApiError> {
    let reseller_id = change.by.reseller_id().ok_or(ApiError::Forbidden)?;
    let service = locked::service(tx, change.scope(), order_id)?;
    let reason = reason::required(reason)?;
    if service.status != OrderStatus::Active && !is_taken_over(tx, &service, reseller_id)? {
        let title = format!("Order {order_id} is {}.", service.status);
        let detail = match service.status {
            OrderStatus::Suspended => "It is suspended already.",
            OrderStatus::InActive
            | OrderStatus::Active
            | OrderStatus::PendingDeleteRestorable
            | OrderStatus::Deleted
            | OrderStatus::Archived => "Only an Active order can be suspended.",
        };
        return Err(ApiError::not_possible(&title, detail));
    }
    tx.execute(
        "UPDATE service SET status = 'Suspended', suspended_by = $2, suspension_reason = $3, version = version + 1
         WHERE id = $1",
        values![order_id, reseller_id, reason.as_str()],
    )?;
    change.record(tx, &service.domain, "order-suspended", &json!({ "order_id": order_id, "reason": reason }))?;
    Ok(())
}

/// Whether the order was suspended by a reseller below the actor.
fn is_taken_over(tx: &Tx, service: &LockedService, actor: ResellerId) -> Result<bool, ApiError> {
    if service.status != OrderStatus::Suspended || service.suspended_by == Some(actor) {
        return Ok(false);
    }
    let path = locked::reseller_path(tx, service.reseller_id)?;
    Ok(can_unsuspend(Actor::Reseller(actor), service.suspended_by, &path))
}

/// Unsuspends an order.
///
/// # Errors
/// [`ApiError::Forbidden`] for a customer, [`ApiError::NotFound`], and [`ApiError::NotPossible`] when it is not
/// suspended or was suspended by a reseller above.
pub fn unsuspend(tx: &Tx, change: &Change, order_id: OrderId) -> Result<(), ApiError> {
    if change.by.reseller_id().is_none() {
        return Err(ApiError::Forbidden);
    }
    let service = locked::service(tx, change.scope(), order_id)?;
    if service.status != OrderStatus::Suspended {
        let title = format!("Order {order_id} is {}.", service.status);
        return Err(ApiError::not_possible(&title, "Only a Suspended order can be unsuspended."));
    }
    let path = locked::reseller_path(tx, service.reseller_id)?;
    if !can_unsuspend(change.actor(), service.suspended_by, &path) {
        return Err(ApiError::not_possible(
            "This order was suspended by a reseller above yours.",
            "Ask that reseller, or the platform operator, to unsuspend it.",
        ));
    }
    tx.execute(
        "UPDATE service SET status = 'Active', suspended_by = NULL, suspension_reason = NULL, version = version + 1
         WHERE id = $1",
        values![order_id],
    )?;
    change.record(tx, &service.domain, "order-unsuspended", &json!({ "order_id": order_id }))?;
    Ok(())
}
