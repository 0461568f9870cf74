//! R3: the new customer, its reseller and that reseller's ancestors are Active (seed, last bullet; M8).

use crate::blocker::Blocker;
use crate::facts::{AccountStatus, NewCustomerFacts};
use alloc::{vec, vec::Vec};

pub(super) fn blockers(new: &NewCustomerFacts) -> Vec<Blocker> {
    if new.status == AccountStatus::Active && new.resellers_active { vec![] } else { vec![Blocker::NewCustomerStatus] }
}
