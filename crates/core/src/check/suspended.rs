//! R4: no service is suspended (seed, step 2, note) and none is locked against the actor.

use crate::blocker::Blocker;
use crate::facts::{Actor, LockOwner, MoveFacts, OrderStatus};
use crate::ids::ResellerId;
use alloc::vec::Vec;

pub(super) fn blockers(facts: &MoveFacts) -> Vec<Blocker> {
    let path = &facts.existing.reseller_path;
    let mut blockers = Vec::new();
    for service in &facts.services {
        let order_id = service.order_id;
        if service.status == OrderStatus::Suspended {
            let actor_can_unsuspend = can_unsuspend(facts.actor, service.suspended_by, path);
            blockers.push(Blocker::OrderSuspended { order_id, actor_can_unsuspend });
        }
        if let Some(owner) = service.lock
            && lock_stops(owner, facts.actor, path)
        {
            blockers.push(Blocker::OrderLocked { order_id, owner });
        }
    }
    blockers
}

/// Whether the actor can unsuspend what `suspended_by` suspended: the same reseller or one above it, never a customer.
/// `path` runs from the operator down to the service's own reseller.
#[must_use]
pub fn can_unsuspend(actor: Actor, suspended_by: Option<ResellerId>, path: &[ResellerId]) -> bool {
    match actor {
        Actor::Customer(_) => false,
        Actor::Reseller(actor) => match (depth(path, actor), suspended_by.and_then(|by| depth(path, by))) {
            (Some(actor_depth), Some(suspender_depth)) => actor_depth <= suspender_depth,
            // A suspender outside the path (the service moved since): the operator clears it.
            (Some(actor_depth), None) => actor_depth == 0,
            (None, _) => false,
        },
    }
}

/// Whether a lock stops this actor: a customer's own lock stops the customer; a reseller's lock stops everybody below it.
#[must_use]
pub fn lock_stops(owner: LockOwner, actor: Actor, path: &[ResellerId]) -> bool {
    match (owner, actor) {
        (LockOwner::Customer | LockOwner::Reseller(_), Actor::Customer(_)) => true,
        (LockOwner::Customer, Actor::Reseller(_)) => false,
        (LockOwner::Reseller(owner), Actor::Reseller(actor)) => match (depth(path, owner), depth(path, actor)) {
            (Some(owner_depth), Some(actor_depth)) => owner_depth < actor_depth,
            (None, _) | (_, None) => true,
        },
    }
}

fn depth(path: &[ResellerId], reseller_id: ResellerId) -> Option<usize> {
    path.iter().position(|&id| id == reseller_id)
}
