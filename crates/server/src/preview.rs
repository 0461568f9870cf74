//! What a client is shown before a move: masked facts, and what the core makes of them.

use handover_core::facts::MoveFacts;
use handover_core::parse::{ContactChoice, MoveRequest};
use handover_core::wire::{BlockerBody, MovePreview};
use handover_core::{Plan, PlanDigest, check};

/// The preview of the own side, before a pair is known.
#[must_use]
pub fn of_own_side(facts: MoveFacts) -> MovePreview {
    preview(ContactChoice::Default, facts, None)
}

/// The preview of a request; its digest is there once the pair matched.
#[must_use]
pub fn of_request(request: &MoveRequest, facts: MoveFacts) -> MovePreview {
    let digest = facts.new_customer.matched().map(|_| PlanDigest::of(request, &facts));
    preview(request.contacts, facts, digest)
}

fn preview(contacts: ContactChoice, mut facts: MoveFacts, plan_digest: Option<PlanDigest>) -> MovePreview {
    facts.new_customer = facts.new_customer.masked();
    let blockers = check(contacts, &facts).blockers().map(BlockerBody::from).collect();
    MovePreview { blockers, plan: Plan::of(contacts, &facts), plan_digest, facts }
}
