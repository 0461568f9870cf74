//! R10: every product is movable, and the registry of the domain's ending allows it when its registration moves.

use crate::blocker::Blocker;
use crate::facts::{MoveFacts, TldPolicy};
use crate::parse::ContactChoice;
use alloc::vec::Vec;

pub(super) fn blockers(contacts: ContactChoice, facts: &MoveFacts) -> Vec<Blocker> {
    let mut blockers = Vec::new();
    for service in &facts.services {
        let order_id = service.order_id;
        if !service.product.movable {
            blockers.push(Blocker::NotMovable { order_id });
        }
        if service.product.is_domain_registration {
            match (&facts.tld_policy, contacts) {
                (TldPolicy::Allowed, _) | (TldPolicy::ExistingContactsOnly, ContactChoice::Retain) => {}
                (TldPolicy::Forbidden(reason), _) => {
                    blockers.push(Blocker::TldForbidden { order_id, reason: reason.clone() });
                }
                (TldPolicy::ExistingContactsOnly, ContactChoice::Default) => {
                    blockers.push(Blocker::TldExistingContactsOnly { order_id });
                }
            }
        }
    }
    blockers
}
