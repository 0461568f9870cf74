//! Everything about one order that its reader may know (the Order Details view).
//!
//! What a reseller owes its parent is no customer's business, and an invoice of an earlier holder is not the new one's.

use super::{IN_SCOPE, ROW_COLUMNS, ROW_JOINS, order_row};
use crate::problem::ApiError;
use crate::scope::Scope;
use crate::store::move_facts::LIVE;
use crate::store::{Row, StoreError, Tx, receipts};
use crate::values;
use handover_core::check::can_unsuspend;
use handover_core::facts::{ActionStatus, Actor, ContactRole, InvoiceLevel, OrderStatus};
use handover_core::ids::{OrderId, ResellerId};
use handover_core::wire::{
    ActionRow, Certificate, ContactBody, InvoiceRow, InvoiceStatus, OrderContact, OrderDetails, OrderPermissions,
    OrderRow,
};

/// The details of an order.
///
/// # Errors
/// [`ApiError::NotFound`] when the actor has no such order.
pub fn details(tx: &Tx, scope: Scope, order_id: OrderId) -> Result<OrderDetails, ApiError> {
    let row = tx
        .row(
            &format!(
                "SELECT {ROW_COLUMNS}, service.reseller_id, reseller.name, service.created_at,
                        service.money_back_until, service.auto_renew, service.suspended_by, service.suspension_reason,
                        service.locked_by_customer, service.locked_by_reseller
                 FROM service {ROW_JOINS}
                 JOIN reseller ON reseller.id = service.reseller_id
                 WHERE service.id = $3 AND {IN_SCOPE}"
            ),
            values![scope.customer(), scope.reseller(), order_id],
        )?
        .ok_or(ApiError::NotFound)?;
    let order = order_row(&row)?;
    let reseller_id: ResellerId = row.get(8)?;
    let path = reseller_path(tx, reseller_id)?;
    let is_reseller = matches!(scope.0, Actor::Reseller(_));
    Ok(OrderDetails {
        reseller_id,
        reseller_name: row.get(9)?,
        created_at: row.get(10)?,
        money_back_until: row.get(11)?,
        auto_renew: row.get(12)?,
        suspension_reason: row.get(14)?,
        lock: lock(scope.0, row.get(15)?, row.get(16)?, &path),
        certificate: certificate(tx, order_id)?,
        contacts: contacts(tx, order_id)?,
        related: related(tx, &order)?,
        actions: actions(tx, scope.0, order_id)?,
        invoices: invoices(tx, scope, order_id)?,
        moves: receipts::of_order(tx, scope, order_id)?,
        may: OrderPermissions {
            move_services: order.status.is_live(),
            suspend: is_reseller && order.status == OrderStatus::Active,
            unsuspend: order.status == OrderStatus::Suspended
                && can_unsuspend(scope.0, row.get(13)?, &path.iter().map(|(id, _)| *id).collect::<Vec<_>>()),
            settle_actions: is_reseller,
        },
        order,
    })
}

/// From the operator down to this reseller, with their names.
fn reseller_path(tx: &Tx, reseller_id: ResellerId) -> Result<Vec<(ResellerId, String)>, StoreError> {
    tx.rows(
        "SELECT reseller.id, reseller.name
         FROM reseller_ancestor JOIN reseller ON reseller.id = reseller_ancestor.ancestor_id
         WHERE reseller_ancestor.reseller_id = $1
         ORDER BY reseller_ancestor.distance DESC",
        values![reseller_id],
    )?
    .iter()
    .map(|row| Ok((row.get(0)?, row.get(1)?)))
    .collect()
}

/// Who locked it. A customer knows its own reseller and none above; who is not in the path at all stays unnamed.
fn lock(
    actor: Actor,
    by_customer: bool,
    by_reseller: Option<ResellerId>,
    path: &[(ResellerId, String)],
) -> Option<String> {
    let Some(by_reseller) = by_reseller else {
        return by_customer.then(|| "Locked by the customer.".to_owned());
    };
    let visible = match actor {
        Actor::Customer(_) => path.last().map_or(&[][..], std::slice::from_ref),
        Actor::Reseller(_) => path,
    };
    Some(match visible.iter().find(|(id, _)| *id == by_reseller) {
        Some((_, name)) => format!("Locked by {name}."),
        None => "Locked by another reseller.".to_owned(),
    })
}

fn certificate(tx: &Tx, order_id: OrderId) -> Result<Option<Certificate>, StoreError> {
    let row = tx.row(
        "SELECT subject, names, issuer, serial, valid_from, valid_until FROM certificate WHERE service_id = $1",
        values![order_id],
    )?;
    row.map(|row| {
        let names: String = row.get(1)?;
        Ok(Certificate {
            subject: row.get(0)?,
            names: serde_json::from_str(&names).map_err(|error| StoreError::UnexpectedRow(error.to_string()))?,
            issuer: row.get(2)?,
            serial: row.get(3)?,
            valid_from: row.get(4)?,
            valid_until: row.get(5)?,
        })
    })
    .transpose()
}

fn contacts(tx: &Tx, order_id: OrderId) -> Result<Vec<OrderContact>, StoreError> {
    let rows = tx.rows(
        "SELECT service_contact.role, contact.name, contact.company, contact.email, contact.phone, contact.address,
                contact.city, contact.zip, contact.country
         FROM service_contact JOIN contact ON contact.id = service_contact.contact_id
         WHERE service_contact.service_id = $1",
        values![order_id],
    )?;
    let mut contacts = rows
        .iter()
        .map(|row| Ok(OrderContact { role: row.word(0, ContactRole::from_text)?, contact: contact_body(row)? }))
        .collect::<Result<Vec<_>, StoreError>>()?;
    contacts.sort_by_key(|contact| contact.role);
    Ok(contacts)
}

fn contact_body(row: &Row) -> Result<ContactBody, StoreError> {
    Ok(ContactBody {
        name: row.get(1)?,
        company: row.get(2)?,
        email: row.get(3)?,
        phone: row.get(4)?,
        address: row.get(5)?,
        city: row.get(6)?,
        zip: row.get(7)?,
        country: row.get(8)?,
    })
}

/// The other live services of the domain name under the same customer: they move along (S1).
fn related(tx: &Tx, order: &OrderRow) -> Result<Vec<OrderRow>, StoreError> {
    tx.rows(
        &format!(
            "SELECT {ROW_COLUMNS} FROM service {ROW_JOINS}
             WHERE service.customer_id = $1 AND service.domain = $2 AND service.id <> $3 AND service.status IN {LIVE}
             ORDER BY service.id"
        ),
        values![order.customer_id, order.domain.as_str(), order.order_id],
    )?
    .iter()
    .map(order_row)
    .collect()
}

fn actions(tx: &Tx, actor: Actor, order_id: OrderId) -> Result<Vec<ActionRow>, StoreError> {
    tx.rows(
        "SELECT id, kind, status, added_at, ended_at, note FROM action WHERE service_id = $1 ORDER BY id DESC",
        values![order_id],
    )?
    .iter()
    .map(|row| {
        let status = row.word(2, ActionStatus::from_text)?;
        Ok(ActionRow {
            action_id: row.get(0)?,
            kind: row.get(1)?,
            status,
            added_at: row.get(3)?,
            ended_at: row.get(4)?,
            note: row.get(5)?,
            may_cancel: status.can_be_cancelled_by(actor),
        })
    })
    .collect()
}

fn invoices(tx: &Tx, scope: Scope, order_id: OrderId) -> Result<Vec<InvoiceRow>, StoreError> {
    tx.rows(
        "SELECT invoice.id, invoice.level, invoice.status, invoice.amount_minor, invoice.currency, invoice.created_at,
                invoice.reseller_id
         FROM invoice
         WHERE invoice.id IN (SELECT invoice_id FROM invoice_line WHERE service_id = $3)
           AND ((invoice.level = 'customer' AND invoice.customer_id = $1) OR invoice.reseller_id IN
               (SELECT reseller_id FROM reseller_ancestor WHERE ancestor_id = $2))
         ORDER BY invoice.id DESC",
        values![scope.customer(), scope.reseller(), order_id],
    )?
    .iter()
    .map(|row| invoice_row(row, scope.0))
    .collect()
}

fn invoice_row(row: &Row, actor: Actor) -> Result<InvoiceRow, StoreError> {
    let level = row.word(1, InvoiceLevel::from_text)?;
    let status = row.word(2, InvoiceStatus::from_text)?;
    // That it was paid says who is owed, never who owes.
    let is_owed_to_actor = match (level, actor) {
        (_, Actor::Customer(_)) => false,
        (InvoiceLevel::Customer, Actor::Reseller(_)) => true,
        (InvoiceLevel::Reseller, Actor::Reseller(reseller_id)) => row.get::<ResellerId>(6)? != reseller_id,
    };
    Ok(InvoiceRow {
        invoice_id: row.get(0)?,
        level,
        status,
        amount_minor: row.get(3)?,
        currency: row.get(4)?,
        created_at: row.get(5)?,
        may_cancel: status.is_open(),
        may_mark_paid: status.is_open() && is_owed_to_actor,
    })
}
