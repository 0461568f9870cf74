//! R12: when the default contacts are chosen, the new customer has one for every role that the services use.

use crate::blocker::Blocker;
use crate::facts::{ContactRole, MoveFacts, NewCustomerFacts};
use crate::parse::ContactChoice;
use alloc::{vec, vec::Vec};

pub(super) fn blockers(contacts: ContactChoice, facts: &MoveFacts, new: &NewCustomerFacts) -> Vec<Blocker> {
    match contacts {
        ContactChoice::Retain => vec![],
        ContactChoice::Default => {
            let is_used = |role| facts.services.iter().any(|s| s.contacts.iter().any(|link| link.role == role));
            let is_present = |role| new.default_contacts.iter().any(|contact| contact.role == role);
            let roles: Vec<_> =
                ContactRole::ALL.into_iter().filter(|&role| is_used(role) && !is_present(role)).collect();
            if roles.is_empty() { vec![] } else { vec![Blocker::NoDefaultContacts { roles }] }
        }
    }
}
