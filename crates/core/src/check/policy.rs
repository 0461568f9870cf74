//! R11: the policies of both resellers (only between two resellers), the new customer's own setting, and the cool-down
//! after an earlier move.

use crate::blocker::{AcceptanceBy, Blocker};
use crate::facts::{Actor, CrossResellerPolicy, IncomingSetting, MoveFacts, NewCustomerFacts};
use alloc::vec::Vec;

pub(super) fn blockers(facts: &MoveFacts, new: &NewCustomerFacts) -> Vec<Blocker> {
    let mut blockers = Vec::new();
    if facts.existing.reseller_id() != Some(new.reseller_id) {
        match (facts.existing.outgoing_policy, facts.actor) {
            // The policy is about customers; a reseller that moves has agreed to its own move.
            (CrossResellerPolicy::Allow, _) | (_, Actor::Reseller(_)) => {}
            (CrossResellerPolicy::Ask, Actor::Customer(_)) => {
                blockers.push(Blocker::AcceptanceRequired(AcceptanceBy::ExistingReseller));
            }
            (CrossResellerPolicy::Deny, Actor::Customer(_)) => blockers.push(Blocker::PolicyOutgoing),
        }
        match new.incoming_policy {
            CrossResellerPolicy::Allow => {}
            CrossResellerPolicy::Ask => blockers.push(Blocker::AcceptanceRequired(AcceptanceBy::NewReseller)),
            CrossResellerPolicy::Deny => blockers.push(Blocker::PolicyIncoming),
        }
    }
    match new.incoming_setting {
        IncomingSetting::Accept => {}
        IncomingSetting::Ask => blockers.push(Blocker::AcceptanceRequired(AcceptanceBy::NewCustomer)),
        IncomingSetting::Block => blockers.push(Blocker::NewCustomerStatus),
    }
    if let Some(until) = facts.existing.cool_down_until
        && until > facts.as_of
        && !facts.is_reversal
    {
        blockers.push(Blocker::CoolDown { until });
    }
    blockers
}
