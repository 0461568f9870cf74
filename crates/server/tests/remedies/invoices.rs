//! Cancelling invoices and marking them paid (S12).

use crate::panel::{GOPEDRO, OPERATOR, PAULA, PEDRO_NORTE, Panel, reason};
use handover_core::ids::InvoiceId;
use handover_core::wire::{InvoiceRow, InvoiceStatus};
use handover_server::values;
use serde_json::json;

fn step(invoice_id: InvoiceId, step: &str) -> String {
    format!("/invoices/{invoice_id}/{step}")
}

#[test]
fn a_customer_cancels_its_own_invoice_and_its_services_are_bound_no_more() {
    let panel = Panel::start();
    let invoice_id = panel.invoice("pending-invoice.example");
    let row: InvoiceRow = panel.post(PAULA, &step(invoice_id, "cancel"), reason("Not wanted.")).ok();
    assert_eq!(row.status, InvoiceStatus::Cancelled);
    assert!(!row.may_cancel && !row.may_mark_paid);
    let bound: i64 = panel.value(
        "SELECT count(*) FROM invoice_line WHERE invoice_id = $1 AND open_customer_id IS NOT NULL",
        values![invoice_id],
    );
    assert_eq!(bound, 0);
    assert_eq!(panel.audit_count("invoice-cancelled"), 1);
}

#[test]
fn a_customer_never_marks_an_invoice_paid() {
    let panel = Panel::start();
    let invoice_id = panel.invoice("pending-invoice.example");
    panel.post(PAULA, &step(invoice_id, "pay"), json!({})).problem("forbidden");
}

#[test]
fn a_reseller_marks_a_part_paid_invoice_paid_without_a_reason() {
    let panel = Panel::start();
    let invoice_id = panel.invoice("part-paid-invoice.example");
    let row: InvoiceRow = panel.post(GOPEDRO, &step(invoice_id, "pay"), json!({})).ok();
    assert_eq!(row.status, InvoiceStatus::Paid);
    for again in ["pay", "cancel"] {
        panel.post(GOPEDRO, &step(invoice_id, again), reason("Again.")).problem("not-possible");
    }
}

#[test]
fn a_cancellation_needs_a_reason() {
    let panel = Panel::start();
    let invoice_id = panel.invoice("pending-invoice.example");
    let (field, ..) = panel.post(GOPEDRO, &step(invoice_id, "cancel"), json!({})).field_error();
    assert_eq!(field, "reason");
}

#[test]
fn what_a_reseller_owes_its_parent_marks_paid_and_no_customer_sees_it() {
    let panel = Panel::start();
    let invoice_id = panel.invoice("norte-reseller-invoice.example");
    panel.post("nuno@example.com", &step(invoice_id, "cancel"), reason("Not mine.")).problem("not-found");
    panel.post(PEDRO_NORTE, &step(invoice_id, "pay"), json!({})).problem("forbidden");
    panel.post(GOPEDRO, &step(invoice_id, "pay"), json!({})).ok::<InvoiceRow>();

    let invoice_id = panel.invoice("reseller-invoice.example");
    panel.post(PAULA, &step(invoice_id, "cancel"), reason("Not mine.")).problem("not-found");
    panel.post(OPERATOR, &step(invoice_id, "cancel"), reason("A gift.")).ok::<InvoiceRow>();
}
