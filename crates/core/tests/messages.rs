//! The texts of the source document, byte for byte.

use handover_core::Blocker;
use handover_core::blocker::{AcceptanceBy, Unfinished};
use handover_core::facts::{InvoiceLevel, LockOwner};
use handover_core::ids::{InvoiceId, OrderId, ResellerId};
use handover_core::time::Timestamp;

/// M1 to M8, in this order.
fn of_the_source_document() -> [Blocker; 8] {
    [
        Blocker::NotSameCustomer,
        Blocker::InvalidCustomer,
        Blocker::Processing(Unfinished::Move),
        Blocker::PendingInvoice {
            invoice_id: InvoiceId(1),
            level: InvoiceLevel::Customer,
            order_ids: vec![OrderId(1)],
        },
        Blocker::SplitDomain { other_holder: None },
        Blocker::MoneyBack { order_id: OrderId(1), until: Timestamp(0) },
        Blocker::NoSignUp {
            product_key: "digital-certificate".into(),
            product_name: "Digital Certificate".into(),
            reseller_id: ResellerId(1),
        },
        Blocker::NewCustomerStatus,
    ]
}

#[test]
fn the_eight_messages_are_those_of_the_source_document() {
    let texts: Vec<_> = of_the_source_document()
        .iter()
        .enumerate()
        .map(|(index, blocker)| format!("M{} {blocker}", index + 1))
        .collect();
    assert_eq!(format!("{}\n", texts.join("\n")), include_str!("../../../tests/messages.txt"));
}

#[test]
fn the_readme_lists_every_code_with_its_message() {
    let order_id = OrderId(1);
    let own = [
        Blocker::NotFound,
        Blocker::AlreadyBelongs,
        Blocker::OrderSuspended { order_id, actor_can_unsuspend: false },
        Blocker::OrderLocked { order_id, owner: LockOwner::Customer },
        Blocker::NotMovable { order_id },
        Blocker::TldForbidden { order_id, reason: "the registry's own reason".into() },
        Blocker::TldExistingContactsOnly { order_id },
        Blocker::PolicyOutgoing,
        Blocker::PolicyIncoming,
        Blocker::AcceptanceRequired(AcceptanceBy::NewCustomer),
        Blocker::CoolDown { until: Timestamp(1_796_310_300_000) },
        Blocker::NoDefaultContacts { roles: vec![] },
    ];
    let readme = include_str!("../../../README.md");
    let missing: Vec<_> = of_the_source_document()
        .iter()
        .chain(&own)
        .filter(|blocker| {
            let (code, message) = (format!("`{}`", blocker.code()), format!("| {blocker} |"));
            !readme.lines().any(|line| line.contains(&code) && line.contains(&message))
        })
        .map(Blocker::code)
        .collect();
    assert!(missing.is_empty(), "the README does not list {missing:?}");
}
