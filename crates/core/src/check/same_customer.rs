//! R2: the new customer is not the existing one.

use crate::blocker::Blocker;
use crate::facts::{MoveFacts, NewCustomerFacts};
use alloc::{vec, vec::Vec};

pub(super) fn blockers(facts: &MoveFacts, new: &NewCustomerFacts) -> Vec<Blocker> {
    if new.customer_id == facts.existing.customer_id { vec![Blocker::AlreadyBelongs] } else { vec![] }
}
