//! R1: username and Customer ID are of one customer (seed, step 4; M1 and M2).

use crate::blocker::Blocker;
use crate::facts::{MoveFacts, PairFacts};
use alloc::{vec, vec::Vec};

/// `None` while nobody looked the pair up.
pub(super) fn blockers(facts: &MoveFacts) -> Option<Vec<Blocker>> {
    match &facts.new_customer {
        PairFacts::NotLookedUp => None,
        PairFacts::LookedUp { matched: Some(_), .. } => Some(vec![]),
        PairFacts::LookedUp { id_known: true, username_known: true, matched: None } => {
            Some(vec![Blocker::NotSameCustomer])
        }
        PairFacts::LookedUp { matched: None, .. } => Some(vec![Blocker::InvalidCustomer]),
    }
}
