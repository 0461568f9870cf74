//! Suspending and unsuspending (S4, S5).

use crate::panel::{GOPEDRO, OPERATOR, PAULA, PEDRO_NORTE, Panel, reason};
use handover_core::facts::OrderStatus;
use handover_core::ids::{OrderId, ResellerId};
use handover_core::wire::OrderDetails;
use handover_server::values;
use serde_json::json;

const CERTIFICATE: &str = "digital-certificate";

fn unsuspend(order_id: OrderId) -> String {
    format!("/orders/{order_id}/unsuspend")
}

fn suspend(order_id: OrderId) -> String {
    format!("/orders/{order_id}/suspend")
}

#[test]
fn a_reseller_suspends_with_a_reason_and_unsuspends() {
    let panel = Panel::start();
    let order_id = panel.order("moves-fine-1.example", CERTIFICATE);
    let version = "SELECT version FROM service WHERE id = $1";
    let before: i64 = panel.value(version, values![order_id]);

    let details: OrderDetails = panel.post(GOPEDRO, &suspend(order_id), reason(" Not paid. ")).ok();
    assert_eq!(details.order.status, OrderStatus::Suspended);
    assert_eq!(details.suspension_reason.as_deref(), Some("Not paid."));
    assert!(details.may.unsuspend && !details.may.suspend);

    let details: OrderDetails = panel.post(GOPEDRO, &unsuspend(order_id), json!({})).ok();
    assert_eq!((details.order.status, details.suspension_reason), (OrderStatus::Active, None));

    let after: i64 = panel.value(version, values![order_id]);
    assert_eq!(after, before + 2);
    assert_eq!(panel.audit_count("order-suspended"), 1);
    assert_eq!(panel.audit_count("order-unsuspended"), 1);
}

#[test]
fn a_suspension_needs_a_reason() {
    let panel = Panel::start();
    let order_id = panel.order("moves-fine-1.example", CERTIFICATE);
    for empty in [json!({}), reason("  ")] {
        let (field, code, _) = panel.post(GOPEDRO, &suspend(order_id), empty).field_error();
        assert_eq!((field.as_str(), code.as_str()), ("reason", "missing"));
    }
    assert_eq!(panel.audit_count("order-suspended"), 0);
}

#[test]
fn a_customer_never_suspends_or_unsuspends() {
    let panel = Panel::start();
    let order_id = panel.order("suspended.example", CERTIFICATE);
    panel.post(PAULA, &unsuspend(order_id), json!({})).problem("forbidden");
    let order_id = panel.order("moves-fine-1.example", CERTIFICATE);
    panel.post(PAULA, &suspend(order_id), reason("Mine.")).problem("forbidden");
}

#[test]
fn what_an_ancestor_suspended_stays_suspended() {
    let panel = Panel::start();
    let order_id = panel.order("suspended-by-operator.example", CERTIFICATE);
    panel.post(GOPEDRO, &unsuspend(order_id), json!({})).problem("not-possible");
    panel.post(GOPEDRO, &suspend(order_id), reason("Mine.")).problem("not-possible");
    panel.post(OPERATOR, &unsuspend(order_id), json!({})).ok::<OrderDetails>();
}

#[test]
fn an_ancestor_takes_over_what_its_sub_reseller_suspended() {
    let panel = Panel::start();
    let order_id = panel.order("suspended-by-norte.example", CERTIFICATE);
    let taken: OrderDetails = panel.post(GOPEDRO, &suspend(order_id), reason("Ours now.")).ok();
    assert_eq!(taken.suspension_reason.as_deref(), Some("Ours now."));
    let by: ResellerId = panel.value("SELECT suspended_by FROM service WHERE id = $1", values![order_id]);
    assert_eq!(by, ResellerId(2));
    panel.post(PEDRO_NORTE, &unsuspend(order_id), json!({})).problem("not-possible");
    panel.post(GOPEDRO, &suspend(order_id), reason("Again.")).problem("not-possible");
    panel.post(GOPEDRO, &unsuspend(order_id), json!({})).ok::<OrderDetails>();
}

#[test]
fn only_an_active_order_is_suspended_and_only_a_suspended_one_unsuspended() {
    let panel = Panel::start();
    let restorable = panel.order("moves-restorable.example", "web-hosting");
    let problem = panel.post(GOPEDRO, &suspend(restorable), reason("Late.")).problem("not-possible");
    assert!(problem.title.contains("Pending Delete Restorable"), "{problem:?}");
    let active = panel.order("moves-fine-1.example", CERTIFICATE);
    panel.post(GOPEDRO, &unsuspend(active), json!({})).problem("not-possible");
}
