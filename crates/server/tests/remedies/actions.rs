//! Cancelling, completing and failing actions (S12).

use crate::panel::{GOPEDRO, NOW, OPERATOR, PAULA, PEDRO_NORTE, Panel, reason};
use handover_core::facts::{ActionStatus, OrderStatus};
use handover_core::ids::{ActionId, CustomerId, OrderId};
use handover_core::wire::OrderDetails;
use handover_server::values;
use serde_json::json;

const CERTIFICATE: &str = "digital-certificate";

fn step(action_id: ActionId, step: &str) -> String {
    format!("/actions/{action_id}/{step}")
}

fn status_of(details: &OrderDetails, action_id: ActionId) -> ActionStatus {
    details.actions.iter().find(|action| action.action_id == action_id).unwrap().status
}

#[test]
fn a_customer_cancels_what_is_not_carried_out_yet() {
    let panel = Panel::start();
    for domain in ["enrolling.example", "reissuing.example", "deleting.example"] {
        let action_id = panel.action(domain);
        let details: OrderDetails = panel.post(PAULA, &step(action_id, "cancel"), reason("Not now.")).ok();
        assert_eq!(status_of(&details, action_id), ActionStatus::Cancelled, "{domain}");
        assert_eq!(details.actions[0].note.as_deref(), Some("Not now."));
        assert_eq!(details.order.status, OrderStatus::Active, "{domain}");
    }
    assert_eq!(panel.audit_count("action-cancelled"), 3);
}

#[test]
fn only_a_reseller_cancels_what_is_carried_out() {
    let panel = Panel::start();
    let action_id = panel.action("renewing.example");
    panel.post(PAULA, &step(action_id, "cancel"), reason("Stop.")).problem("not-possible");
    panel.post(GOPEDRO, &step(action_id, "cancel"), reason("Stop.")).ok::<OrderDetails>();
}

#[test]
fn a_customer_neither_completes_nor_fails() {
    let panel = Panel::start();
    let action_id = panel.action("enrolling.example");
    panel.post(PAULA, &step(action_id, "complete"), json!({})).problem("forbidden");
    panel.post(PAULA, &step(action_id, "fail"), reason("No.")).problem("forbidden");
}

#[test]
fn a_reason_is_needed_to_cancel_or_fail_and_not_to_complete() {
    let panel = Panel::start();
    let action_id = panel.action("enrolling.example");
    for needs_reason in ["cancel", "fail"] {
        let (field, ..) = panel.post(GOPEDRO, &step(action_id, needs_reason), json!({})).field_error();
        assert_eq!(field, "reason");
    }
    let details: OrderDetails = panel.post(GOPEDRO, &step(action_id, "complete"), json!({})).ok();
    assert_eq!(status_of(&details, action_id), ActionStatus::Completed);
    assert_eq!(details.money_back_until.map(|until| until > NOW), Some(false), "an Enroll is not chargeable");
}

#[test]
fn an_action_ends_once() {
    let panel = Panel::start();
    let action_id = panel.action("enrolling.example");
    panel.post(GOPEDRO, &step(action_id, "complete"), json!({})).ok::<OrderDetails>();
    for again in ["cancel", "complete", "fail"] {
        let problem = panel.post(GOPEDRO, &step(action_id, again), reason("Again.")).problem("not-possible");
        assert!(problem.title.contains("Completed already"), "{problem:?}");
    }
}

#[test]
fn an_added_order_becomes_active_holds_its_domain_and_can_be_given_back() {
    let panel = Panel::start();
    let action_id = panel.action("new-order.example");
    let details: OrderDetails = panel.post(GOPEDRO, &step(action_id, "complete"), json!({})).ok();
    assert_eq!(details.order.status, OrderStatus::Active);
    assert_eq!(details.money_back_until, Some(NOW.plus_days(30)));
    let holder: CustomerId = panel
        .value("SELECT customer_id FROM holding WHERE domain = $1 AND reseller_id = 2", values!["new-order.example"]);
    assert_eq!(holder, details.order.customer_id);
}

#[test]
fn an_order_does_not_become_active_while_another_customer_of_the_reseller_holds_the_domain() {
    let panel = Panel::start();
    let action_id = panel.action("new-order.example");
    panel.execute(
        "INSERT INTO holding (reseller_id, domain, customer_id) VALUES (2, 'new-order.example', 2059147683)",
        values![],
    );
    panel.post(GOPEDRO, &step(action_id, "complete"), json!({})).problem("not-possible");
    let status: String = panel.value("SELECT status FROM action WHERE id = $1", values![action_id]);
    assert_eq!(status, "Pending", "a refusal changes nothing");
}

#[test]
fn cancelling_an_add_deletes_the_order_and_cancels_its_invoice() {
    let panel = Panel::start();
    let action_id = panel.action("new-order.example");
    let invoice_id = panel.invoice("new-order.example");
    let details: OrderDetails = panel.post(PAULA, &step(action_id, "cancel"), reason("Bought twice.")).ok();
    assert_eq!(details.order.status, OrderStatus::Deleted);
    let status: String = panel.value("SELECT status FROM invoice WHERE id = $1", values![invoice_id]);
    assert_eq!(status, "Cancelled");
    assert_eq!(panel.audit_count("invoice-cancelled"), 1);
}

#[test]
fn an_invoice_that_is_about_another_order_too_stays_open() {
    let panel = Panel::start();
    let action_id = panel.action("new-order.example");
    let invoice_id = panel.invoice("new-order.example");
    let other = panel.order("moves-fine-1.example", CERTIFICATE);
    panel.execute(
        "INSERT INTO invoice_line (invoice_id, number, service_id, open_customer_id, text, amount_minor)
             SELECT $1, 2, id, customer_id, 'Other', 100 FROM service WHERE id = $2",
        values![invoice_id, other],
    );
    panel.post(GOPEDRO, &step(action_id, "fail"), reason("No such name.")).ok::<OrderDetails>();
    let status: String = panel.value("SELECT status FROM invoice WHERE id = $1", values![invoice_id]);
    assert_eq!(status, "Pending");
}

#[test]
fn an_invoice_that_the_actor_could_not_cancel_stays_open() {
    let panel = Panel::start();
    let action_id = panel.action("new-order.example");
    let invoice_id = panel.invoice("new-order.example");
    // What GoPedro owes its parent for an order of its sub-reseller's customer.
    for sql in [
        "UPDATE invoice SET level = 'reseller' WHERE id = $1",
        "UPDATE invoice_line SET open_customer_id = NULL WHERE invoice_id = $1",
        "DELETE FROM service_contact WHERE service_id = (SELECT service_id FROM invoice_line WHERE invoice_id = $1)",
        "UPDATE service SET customer_id = 367251849, reseller_id = 4
         WHERE id = (SELECT service_id FROM invoice_line WHERE invoice_id = $1)",
    ] {
        panel.execute(sql, values![invoice_id]);
    }
    panel.post(PEDRO_NORTE, &format!("/invoices/{invoice_id}/cancel"), reason("Not mine.")).problem("not-found");
    panel.post(PEDRO_NORTE, &step(action_id, "cancel"), reason("Bought twice.")).ok::<OrderDetails>();
    let status: String = panel.value("SELECT status FROM invoice WHERE id = $1", values![invoice_id]);
    assert_eq!(status, "Pending");
}

#[test]
fn a_renewal_can_be_given_back_from_its_completion() {
    let panel = Panel::start();
    let action_id = panel.action("renewing.example");
    let details: OrderDetails = panel.post(OPERATOR, &step(action_id, "complete"), json!({})).ok();
    assert_eq!(details.money_back_until, Some(NOW.plus_days(5)));
}

#[test]
fn a_deleted_order_gives_its_domain_free_only_as_the_last_one() {
    let panel = Panel::start();
    let action_id = panel.action("deleting.example");
    let holdings = "SELECT count(*) FROM holding WHERE domain = $1";
    let details: OrderDetails = panel.post(GOPEDRO, &step(action_id, "complete"), json!({})).ok();
    assert_eq!(details.order.status, OrderStatus::Deleted);
    assert_eq!(panel.value::<i64>(holdings, values!["deleting.example"]), 1, "the certificate holds it still");

    let certificate: OrderId = panel.order("deleting.example", CERTIFICATE);
    panel.execute(
        "INSERT INTO action (id, service_id, kind, status, added_at) VALUES (99999, $1, 'Delete', 'Pending', $2)",
        values![certificate, NOW],
    );
    panel.post(GOPEDRO, &step(ActionId(99_999), "complete"), json!({})).ok::<OrderDetails>();
    assert_eq!(panel.value::<i64>(holdings, values!["deleting.example"]), 0);
}
