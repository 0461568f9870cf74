//! R9: a new reseller has an active sign-up for every product that moves to it (M7), one blocker a missing product.

use crate::blocker::Blocker;
use crate::facts::{MoveFacts, NewCustomerFacts};
use alloc::{collections::BTreeSet, vec::Vec};

pub(super) fn blockers(facts: &MoveFacts, new: &NewCustomerFacts) -> Vec<Blocker> {
    if facts.existing.reseller_id() == Some(new.reseller_id) {
        return Vec::new();
    }
    let mut products = BTreeSet::new();
    // Collecting would sort first, by code that every visitor of the page downloads.
    products.extend(facts.services.iter().map(|service| &service.product));
    products
        .into_iter()
        .filter(|product| !new.signed_up_products.contains(&product.key))
        .map(|product| Blocker::NoSignUp {
            product_key: product.key.clone(),
            product_name: product.name.clone(),
            reseller_id: new.reseller_id,
        })
        .collect()
}
