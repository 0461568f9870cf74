//! R5: nothing is in progress on any of the services, and no other move of the domain name (M3).

use crate::blocker::{Blocker, Unfinished};
use crate::facts::{MoveFacts, OrderStatus};
use alloc::vec::Vec;

pub(super) fn blockers(facts: &MoveFacts) -> Vec<Blocker> {
    let mut blockers = Vec::new();
    for service in &facts.services {
        let order_id = service.order_id;
        let unfinished = service.actions.iter().filter(|action| action.status.is_unfinished());
        blockers.extend(
            unfinished.map(|action| Blocker::Processing(Unfinished::Action { order_id, action: action.clone() })),
        );
        let is_being_added = service.status == OrderStatus::InActive;
        if is_being_added && !service.actions.iter().any(|action| action.status.is_unfinished()) {
            blockers.push(Blocker::Processing(Unfinished::Add { order_id }));
        }
    }
    let new_side_unfinished = facts.new_customer.matched().is_some_and(|new| new.unfinished_move);
    if facts.existing.unfinished_move || new_side_unfinished {
        blockers.push(Blocker::Processing(Unfinished::Move));
    }
    blockers
}
