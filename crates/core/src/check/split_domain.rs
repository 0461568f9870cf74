//! R6: the domain name must not end up under two customers of the new reseller (seed, "There are one or more Services
//! under another Customer of this [new] Reseller", with its example; M5).
//!
//! K is the set of services of the domain name under customers of exactly the new reseller, other than the new
//! customer. Under [`SplitRule::Documented`] the services that would move belong to K themselves when the existing
//! customer is under the new reseller and some third customer holds services of the domain name anywhere. Other
//! people's `InActive` orders never count; the facts already leave them out.

use crate::blocker::Blocker;
use crate::facts::{MoveFacts, NewCustomerFacts, SplitRule};
use alloc::{vec, vec::Vec};

pub(super) fn blockers(facts: &MoveFacts, new: &NewCustomerFacts) -> Vec<Blocker> {
    let moves_within_reseller = facts.existing.reseller_id() == Some(new.reseller_id);
    let moved_services_count = match facts.split_rule {
        SplitRule::Documented => moves_within_reseller && new.split_elsewhere,
        SplitRule::NewResellerOnly => false,
    };
    if new.held_by_other_customer || moved_services_count {
        vec![Blocker::SplitDomain { other_holder: new.other_holder }]
    } else {
        vec![]
    }
}
