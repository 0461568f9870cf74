//! The texts of the source document, byte for byte.

use handover_core::Blocker;
use handover_core::blocker::Unfinished;
use handover_core::facts::InvoiceLevel;
use handover_core::ids::{InvoiceId, OrderId, ResellerId};
use handover_core::time::Timestamp;

#[test]
fn the_eight_messages_are_those_of_the_source_document() {
    let blockers = [
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
    ];
    let texts: Vec<_> =
        blockers.iter().enumerate().map(|(index, blocker)| format!("M{} {blocker}", index + 1)).collect();
    assert_eq!(format!("{}\n", texts.join("\n")), include_str!("../../../tests/messages.txt"));
}
