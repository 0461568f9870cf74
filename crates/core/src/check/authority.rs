//! R0: the actor is the existing customer, or a reseller whose tree holds it (the operator's tree holds all).

use crate::blocker::Blocker;
use crate::facts::{Actor, MoveFacts};
use alloc::{vec, vec::Vec};

pub(super) fn blockers(facts: &MoveFacts) -> Vec<Blocker> {
    let may_move = match facts.actor {
        Actor::Customer(customer_id) => customer_id == facts.existing.customer_id,
        Actor::Reseller(reseller_id) => facts.existing.reseller_path.contains(&reseller_id),
    };
    if may_move { vec![] } else { vec![Blocker::NotFound] }
}
