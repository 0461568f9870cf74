//! R7: no pending or part-paid invoice has a line on one of the services (M4).

use crate::blocker::Blocker;
use crate::facts::MoveFacts;
use alloc::vec::Vec;

pub(super) fn blockers(facts: &MoveFacts) -> Vec<Blocker> {
    facts
        .pending_invoices
        .iter()
        .map(|invoice| Blocker::PendingInvoice {
            invoice_id: invoice.id,
            level: invoice.level,
            order_ids: invoice.order_ids.clone(),
        })
        .collect()
}
