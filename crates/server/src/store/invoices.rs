//! Settles invoices by hand: cancels them or marks them paid (S12). No money moves here.
//!
//! A customer cancels what it owes itself. A reseller settles what is owed in its tree; that it owes something itself
//! is its parent's to mark as paid.

use super::change::Change;
use super::locked::LockedService;
use super::{StoreError, Tx, guard, reason};
use crate::problem::ApiError;
use crate::values;
use handover_core::Timestamp;
use handover_core::facts::InvoiceLevel;
use handover_core::ids::{InvoiceId, ResellerId};
use handover_core::wire::{InvoiceRow, InvoiceStatus};
use serde_json::json;

/// How an open invoice ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum InvoiceStep {
    /// It is not to be paid any more.
    Cancel,
    /// The money is there.
    Pay,
}

/// Cancels an invoice or marks it paid.
///
/// # Errors
/// [`ApiError::NotFound`], [`ApiError::Forbidden`] when the actor owes it and marks it paid, [`ApiError::Fields`] when
/// it is cancelled without a reason, and [`ApiError::NotPossible`] when it is settled already.
pub fn step(
    tx: &Tx,
    change: &Change,
    invoice_id: InvoiceId,
    step: InvoiceStep,
    reason: &str,
) -> Result<InvoiceRow, ApiError> {
    let owed = find(tx, change, invoice_id)?;
    let (status, kind_of_record, note) = match step {
        InvoiceStep::Cancel => (InvoiceStatus::Cancelled, "invoice-cancelled", Some(reason::required(reason)?)),
        InvoiceStep::Pay if is_owed_by_actor(change, &owed) => return Err(ApiError::Forbidden),
        InvoiceStep::Pay => (InvoiceStatus::Paid, "invoice-paid", reason::optional(reason)?),
    };
    let domains = domains_of(tx, invoice_id)?;
    for domain in &domains {
        guard::lock(tx, domain)?;
    }
    let owed = find(tx, change, invoice_id)?;
    if !owed.status.is_open() {
        let title = format!("Invoice {invoice_id} is {} already.", owed.status.as_str());
        return Err(ApiError::not_possible(&title, "Load the order again to see how it stands now."));
    }
    settle(tx, change.at, invoice_id, status, note.as_deref())?;
    let body = json!({ "invoice_id": invoice_id, "note": note });
    if domains.is_empty() {
        change.record(tx, "", kind_of_record, &body)?;
    }
    for domain in &domains {
        change.record(tx, domain, kind_of_record, &body)?;
    }
    Ok(InvoiceRow {
        invoice_id,
        level: owed.level,
        status,
        amount_minor: owed.amount_minor,
        currency: owed.currency,
        created_at: owed.created_at,
        may_cancel: false,
        may_mark_paid: false,
    })
}

/// An order that never came to be is not to be paid: cancels the open invoices that have lines on it and on nothing
/// else, as far as the actor could cancel each of them.
///
/// # Errors
/// When the engine refuses it.
pub fn cancel_those_only_of(tx: &Tx, change: &Change, service: &LockedService) -> Result<(), ApiError> {
    let open = tx.rows(
        "SELECT invoice.id FROM invoice
         WHERE invoice.ended_at IS NULL
           AND ((invoice.level = 'customer' AND invoice.customer_id = $1) OR invoice.reseller_id IN
               (SELECT reseller_id FROM reseller_ancestor WHERE ancestor_id = $2))
           AND EXISTS (SELECT 1 FROM invoice_line WHERE invoice_id = invoice.id AND service_id = $3)
           AND NOT EXISTS (SELECT 1 FROM invoice_line
                           WHERE invoice_id = invoice.id AND (service_id IS NULL OR service_id <> $3))
         ORDER BY invoice.id",
        values![change.scope().customer(), change.scope().reseller(), service.order_id],
    )?;
    for row in open {
        let invoice_id: InvoiceId = row.get(0)?;
        let note = format!("Order {} did not come to be.", service.order_id);
        settle(tx, change.at, invoice_id, InvoiceStatus::Cancelled, Some(&note))?;
        let body = json!({ "invoice_id": invoice_id, "note": note });
        change.record(tx, &service.domain, "invoice-cancelled", &body)?;
    }
    Ok(())
}

struct Owed {
    level: InvoiceLevel,
    status: InvoiceStatus,
    amount_minor: i64,
    currency: String,
    created_at: Timestamp,
    reseller_id: ResellerId,
}

/// What a reseller owes to its parent is not a customer's to see.
fn find(tx: &Tx, change: &Change, invoice_id: InvoiceId) -> Result<Owed, ApiError> {
    let scope = change.scope();
    let row = tx
        .row(
            "SELECT level, status, amount_minor, currency, created_at, reseller_id FROM invoice
             WHERE id = $3 AND ((level = 'customer' AND customer_id = $1) OR reseller_id IN
                 (SELECT reseller_id FROM reseller_ancestor WHERE ancestor_id = $2))",
            values![scope.customer(), scope.reseller(), invoice_id],
        )?
        .ok_or(ApiError::NotFound)?;
    Ok(Owed {
        level: row.word(0, InvoiceLevel::from_text)?,
        status: row.word(1, InvoiceStatus::from_text)?,
        amount_minor: row.get(2)?,
        currency: row.get(3)?,
        created_at: row.get(4)?,
        reseller_id: row.get(5)?,
    })
}

fn is_owed_by_actor(change: &Change, owed: &Owed) -> bool {
    match owed.level {
        InvoiceLevel::Customer => change.by.customer_id().is_some(),
        InvoiceLevel::Reseller => change.by.reseller_id() == Some(owed.reseller_id),
    }
}

/// In the order in which guards are taken everywhere.
fn domains_of(tx: &Tx, invoice_id: InvoiceId) -> Result<Vec<String>, StoreError> {
    tx.rows(
        "SELECT DISTINCT service.domain FROM invoice_line JOIN service ON service.id = invoice_line.service_id
         WHERE invoice_line.invoice_id = $1 ORDER BY service.domain",
        values![invoice_id],
    )?
    .iter()
    .map(|row| row.get(0))
    .collect()
}

/// A settled invoice no longer binds its services to the customer.
fn settle(
    tx: &Tx,
    at: Timestamp,
    invoice_id: InvoiceId,
    status: InvoiceStatus,
    note: Option<&str>,
) -> Result<(), StoreError> {
    tx.execute("UPDATE invoice_line SET open_customer_id = NULL WHERE invoice_id = $1", values![invoice_id])?;
    tx.execute(
        "UPDATE invoice SET status = $2, ended_at = $3, note = $4 WHERE id = $1",
        values![invoice_id, status.as_str(), at, note],
    )?;
    Ok(())
}
