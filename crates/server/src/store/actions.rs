//! Ends an action by hand: cancels it, or records that it was completed or failed (S12).
//!
//! What an action does to its order follows from its kind: an order that is being added becomes Active or Deleted, one
//! that is being deleted becomes Deleted, and chargeable actions start a money-back period. It carries nothing out.

use super::change::Change;
use super::locked::{self, LockedService};
use super::{StoreError, Tx, invoices, reason};
use crate::problem::ApiError;
use crate::values;
use handover_core::facts::{ActionStatus, Actor, OrderStatus};
use handover_core::ids::{ActionId, OrderId};
use handover_core::wire::ActionStep;
use serde_json::json;

/// Ends an action, with everything that follows for its order, and answers that order's id.
///
/// # Errors
/// [`ApiError::Forbidden`] for a customer that completes or fails, [`ApiError::NotFound`], [`ApiError::Fields`] without
/// a reason where one is needed, and [`ApiError::NotPossible`] when it ended already, when the actor cannot cancel what
/// is being carried out, or when another customer holds the domain name of the order that would become Active.
pub fn step(
    tx: &Tx,
    change: &Change,
    action_id: ActionId,
    step: ActionStep,
    reason: &str,
) -> Result<OrderId, ApiError> {
    let is_customer = change.by.reseller_id().is_none();
    let order_id: OrderId = tx
        .row(
            "SELECT action.service_id FROM action JOIN service ON service.id = action.service_id
             WHERE action.id = $3 AND (service.customer_id = $1 OR service.reseller_id IN
                 (SELECT reseller_id FROM reseller_ancestor WHERE ancestor_id = $2))",
            values![change.scope().customer(), change.scope().reseller(), action_id],
        )?
        .ok_or(ApiError::NotFound)?
        .get(0)?;
    let (ended, kind_of_record) = match step {
        ActionStep::Cancel => (ActionStatus::Cancelled, "action-cancelled"),
        ActionStep::Complete | ActionStep::Fail if is_customer => return Err(ApiError::Forbidden),
        ActionStep::Complete => (ActionStatus::Completed, "action-completed"),
        ActionStep::Fail => (ActionStatus::Failed, "action-failed"),
    };
    let note = match step {
        ActionStep::Cancel | ActionStep::Fail => Some(reason::required(reason)?),
        ActionStep::Complete => reason::optional(reason)?,
    };
    let service = locked::service(tx, change.scope(), order_id)?;
    let action =
        tx.row("SELECT kind, status FROM action WHERE id = $1", values![action_id])?.ok_or(ApiError::NotFound)?;
    let kind: String = action.get(0)?;
    may_end(change.actor(), action_id, &kind, action.word(1, ActionStatus::from_text)?, step)?;
    end(tx, change, action_id, ended, note.as_deref())?;
    take_effect(tx, change, &service, &kind, step)?;
    let body = json!({ "order_id": order_id, "action_id": action_id, "kind": kind, "note": note });
    change.record(tx, &service.domain, kind_of_record, &body)?;
    Ok(order_id)
}

fn may_end(
    actor: Actor,
    action_id: ActionId,
    kind: &str,
    status: ActionStatus,
    step: ActionStep,
) -> Result<(), ApiError> {
    if !status.is_unfinished() {
        let title = format!("{kind} {action_id} is {} already.", status.as_str());
        return Err(ApiError::not_possible(&title, "Load the order again to see how it stands now."));
    }
    match step {
        ActionStep::Cancel if !status.can_be_cancelled_by(actor) => Err(ApiError::not_possible(
            &format!("{kind} {action_id} is being carried out."),
            "Wait until it is completed, or ask your reseller to cancel it.",
        )),
        ActionStep::Cancel | ActionStep::Complete | ActionStep::Fail => Ok(()),
    }
}

fn end(
    tx: &Tx,
    change: &Change,
    action_id: ActionId,
    status: ActionStatus,
    note: Option<&str>,
) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE action SET status = $2, ended_at = $3, note = $4 WHERE id = $1",
        values![action_id, status.as_str(), change.at, note],
    )?;
    Ok(())
}

/// What the end of an action does to its order. Other kinds than these only end.
fn take_effect(
    tx: &Tx,
    change: &Change,
    service: &LockedService,
    kind: &str,
    step: ActionStep,
) -> Result<(), ApiError> {
    match (kind, step) {
        ("Add", ActionStep::Complete) if service.status == OrderStatus::InActive => activate(tx, change, service),
        ("Add", ActionStep::Cancel | ActionStep::Fail) if service.status == OrderStatus::InActive => {
            delete(tx, change, service)?;
            invoices::cancel_those_only_of(tx, change, service)
        }
        ("Renew", ActionStep::Complete) => Ok(start_money_back(tx, change, service)?),
        ("Delete", ActionStep::Complete) if service.status.is_live() => delete(tx, change, service),
        _ => Ok(()),
    }
}

fn activate(tx: &Tx, change: &Change, service: &LockedService) -> Result<(), ApiError> {
    service.take_holding(tx)?;
    tx.execute(
        "UPDATE service SET status = 'Active', holder_id = customer_id, version = version + 1 WHERE id = $1",
        values![service.order_id],
    )?;
    start_money_back(tx, change, service)?;
    Ok(())
}

/// From now on the order can be given back for as many days as its product says today (R8). An older period that ends
/// later stays.
fn start_money_back(tx: &Tx, change: &Change, service: &LockedService) -> Result<(), StoreError> {
    let row = tx.row(
        "SELECT product.money_back_days, service.money_back_until
         FROM service JOIN product ON product.key = service.product_key WHERE service.id = $1",
        values![service.order_id],
    )?;
    let Some(row) = row else { return Ok(()) };
    let days: i64 = row.get(0)?;
    if days > 0 {
        let until = row.get::<Option<_>>(1)?.max(Some(change.at.plus_days(days)));
        tx.execute(
            "UPDATE service SET money_back_until = $2, version = version + 1 WHERE id = $1",
            values![service.order_id, until],
        )?;
    }
    Ok(())
}

/// The order becomes history; whatever else was in progress on it ends.
fn delete(tx: &Tx, change: &Change, service: &LockedService) -> Result<(), ApiError> {
    tx.execute(
        "UPDATE service SET status = 'Deleted', holder_id = NULL, suspended_by = NULL, suspension_reason = NULL,
             auto_renew = 0, version = version + 1
         WHERE id = $1",
        values![service.order_id],
    )?;
    service.release_holding(tx)?;
    tx.execute(
        "UPDATE action SET status = 'Cancelled', ended_at = $2, note = 'The order was deleted.'
         WHERE service_id = $1 AND ended_at IS NULL",
        values![service.order_id, change.at],
    )?;
    Ok(())
}
