//! R8: no service is in its money-back period (M6). The period is half-open: at its end the service moves.

use crate::blocker::Blocker;
use crate::facts::MoveFacts;
use alloc::vec::Vec;

pub(super) fn blockers(facts: &MoveFacts) -> Vec<Blocker> {
    facts
        .services
        .iter()
        .filter_map(|service| {
            let until = service.money_back_until.filter(|&until| until > facts.as_of)?;
            Some(Blocker::MoneyBack { order_id: service.order_id, until })
        })
        .collect()
}
