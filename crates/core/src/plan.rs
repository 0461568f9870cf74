//! What would happen: the services that move, the contacts before and after, what stays behind.
//!
//! The digest binds a confirmation to the plan that was shown. It covers the request, the services' ids and versions
//! and the contacts' ids and versions; never the time, the blockers or a version that changes without the plan.

use crate::facts::{ContactRole, MoveFacts, OrderStatus, WhatStays};
use crate::ids::OrderId;
use crate::parse::{ContactChoice, MoveRequest};
use alloc::{
    collections::BTreeSet,
    string::{String, ToString},
    vec::Vec,
};
use core::fmt::Write as _;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

/// What a move would do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// Canonical domain name.
    pub domain: String,
    /// The services that move, by order id.
    pub moves: Vec<MovedService>,
    /// What happens to the contacts, by role; only roles that the services use.
    pub contacts: Vec<ContactChange>,
    /// The registrant of a domain registration would change, which the registry publishes (Whois).
    pub registrant_changes: bool,
    /// What does not move.
    pub stays: WhatStays,
}

/// One service that moves.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MovedService {
    /// Its order id, which does not change.
    pub order_id: OrderId,
    /// Name of the product.
    pub product_name: String,
    /// Its status, which does not change.
    pub status: OrderStatus,
}

/// One role's contacts before and after.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContactChange {
    /// The role.
    pub role: ContactRole,
    /// Labels of the contacts that the services use in this role now, each once.
    pub before: Vec<String>,
    /// What is used afterwards.
    pub after: ContactAfter,
}

/// What a role uses after the move.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ContactAfter {
    /// The same values, copied to the new customer.
    Retained,
    /// The new customer's default contact.
    NewDefault,
    /// The new customer has no default contact in this role.
    Missing,
    /// Not known before the pair matched.
    Unknown,
}

impl Plan {
    /// The plan of a move with this choice of contacts; without a matched pair as far as it can be told.
    #[must_use]
    pub fn of(contacts: ContactChoice, facts: &MoveFacts) -> Self {
        let changes: Vec<_> =
            ContactRole::ALL.into_iter().filter_map(|role| contact_change(role, contacts, facts)).collect();
        let registers_domain = facts.services.iter().any(|service| service.product.is_domain_registration);
        let registrant_changes = registers_domain
            && changes
                .iter()
                .any(|change| change.role == ContactRole::Registrant && change.after != ContactAfter::Retained);
        Self {
            domain: facts.domain.clone(),
            moves: facts
                .services
                .iter()
                .map(|service| MovedService {
                    order_id: service.order_id,
                    product_name: service.product.name.clone(),
                    status: service.status,
                })
                .collect(),
            contacts: changes,
            registrant_changes,
            stays: facts.stays,
        }
    }
}

fn contact_change(role: ContactRole, contacts: ContactChoice, facts: &MoveFacts) -> Option<ContactChange> {
    let links = facts.services.iter().flat_map(|service| &service.contacts).filter(|link| link.role == role);
    let mut used = BTreeSet::new();
    // Collecting would sort first, by code that every visitor of the page downloads.
    used.extend(links.map(|link| link.contact_id));
    if used.is_empty() {
        return None;
    }
    let before = facts
        .contacts
        .iter()
        .filter(|contact| used.contains(&contact.id))
        .map(|contact| contact.label.clone())
        .collect();
    let after = match (contacts, facts.new_customer.matched()) {
        (ContactChoice::Retain, _) => ContactAfter::Retained,
        (ContactChoice::Default, None) => ContactAfter::Unknown,
        (ContactChoice::Default, Some(new)) => {
            if new.default_contacts.iter().any(|contact| contact.role == role) {
                ContactAfter::NewDefault
            } else {
                ContactAfter::Missing
            }
        }
    };
    Some(ContactChange { role, before, after })
}

/// SHA-256 over what was shown, as 64 lower-case hexadecimal digits.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PlanDigest(String);

impl PlanDigest {
    /// The digest of the plan that follows from this request and these facts.
    #[must_use]
    pub fn of(request: &MoveRequest, facts: &MoveFacts) -> Self {
        let mut text = Lines::new();
        text.line("request", &request.order_id);
        text.line("username", &request.username.as_str());
        text.line("customer", &request.customer_id);
        text.line("contacts", &request.contacts.as_str());
        text.line("domain", &facts.domain.as_str());
        text.line("existing", &facts.existing.customer_id);
        for service in &facts.services {
            text.line("service", &service.order_id);
            text.line("version", &service.version);
            for link in &service.contacts {
                text.line(link.role.as_str(), &link.contact_id);
            }
        }
        match request.contacts {
            ContactChoice::Retain => {
                for contact in &facts.contacts {
                    text.line("contact", &contact.id);
                    text.line("version", &contact.version);
                }
            }
            ContactChoice::Default => {
                for contact in facts.new_customer.matched().iter().flat_map(|new| &new.default_contacts) {
                    text.line(contact.role.as_str(), &contact.contact_id);
                    text.line("version", &contact.version);
                }
            }
        }
        Self(text.digest())
    }

    /// A digest as it came over the wire; a wrong one matches no plan.
    #[must_use]
    pub fn from_wire(text: &str) -> Self {
        Self(text.to_string())
    }

    /// Whether it is 64 lower-case hexadecimal digits at all.
    #[must_use]
    pub fn is_well_formed(&self) -> bool {
        self.0.len() == 64 && self.0.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
    }

    /// The 64 digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Named lines, each value with its length in front, so that no two different plans have the same text.
struct Lines(String);

impl Lines {
    fn new() -> Self {
        Self(String::from("handover plan 1\n"))
    }

    fn line(&mut self, name: &str, value: &dyn ToString) {
        let value = value.to_string();
        for part in [name, " ", &value.len().to_string(), " ", &value, "\n"] {
            self.0.push_str(part);
        }
    }

    fn digest(&self) -> String {
        let mut hex = String::with_capacity(64);
        for byte in Sha256::digest(self.0.as_bytes()) {
            write!(hex, "{byte:02x}").expect("writing to a String cannot fail");
        }
        hex
    }
}
