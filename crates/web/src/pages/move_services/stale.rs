//! What changed between the plan that was shown and the plan that holds now, when the server says that it is stale.
//!
//! [`differences`] is pure. [`ChangedPlan`] shows them above Confirm until the person confirms again.

use crate::components::{Notice, Tone};
use handover_core::facts::{ContactFacts, DefaultContact, MoveFacts, ServiceFacts};
use handover_core::parse::ContactChoice;
use leptos::prelude::*;

/// Every difference, in words: services added, removed or changed, then contacts. Never empty, because a digest that
/// differs means that something was changed, even where nothing of it is on the screen.
pub fn differences(contacts: ContactChoice, old: &MoveFacts, new: &MoveFacts) -> Vec<String> {
    let mut found = Vec::new();
    service_differences(&mut found, &old.services, &new.services);
    match contacts {
        ContactChoice::Retain => contact_differences(&mut found, &old.contacts, &new.contacts),
        ContactChoice::Default => {
            let of = |facts: &MoveFacts| facts.new_customer.matched().map(|new| new.default_contacts.clone());
            default_differences(&mut found, &of(old).unwrap_or_default(), &of(new).unwrap_or_default());
        }
    }
    if old.existing.customer_id != new.existing.customer_id {
        found.push("The services are held by another customer now.".into());
    }
    if found.is_empty() {
        found.push("The plan was made anew. What is shown now is what holds.".into());
    }
    found
}

fn service_differences(found: &mut Vec<String>, old: &[ServiceFacts], new: &[ServiceFacts]) {
    let name = |service: &ServiceFacts| format!("{} (order {})", service.product.name, service.order_id);
    for after in new {
        let Some(before) = old.iter().find(|before| before.order_id == after.order_id) else {
            found.push(format!("{} was added and would move too.", name(after)));
            continue;
        };
        if before.status != after.status {
            found.push(format!("{} changed from {} to {}.", name(after), before.status, after.status));
        } else if before.contacts != after.contacts {
            found.push(format!("{} uses other contacts now.", name(after)));
        } else if before.version != after.version {
            found.push(format!("{} was changed.", name(after)));
        }
    }
    for before in old {
        if !new.iter().any(|after| after.order_id == before.order_id) {
            found.push(format!("{} is not there any more and would not move.", name(before)));
        }
    }
}

fn contact_differences(found: &mut Vec<String>, old: &[ContactFacts], new: &[ContactFacts]) {
    for after in new {
        match old.iter().find(|before| before.id == after.id) {
            None => found.push(format!("The contact {} is in use now.", after.label)),
            Some(before) if before.label != after.label => {
                found.push(format!("The contact {} is {} now.", before.label, after.label));
            }
            Some(before) if before.version != after.version => {
                found.push(format!("The contact {} was edited.", after.label));
            }
            Some(_) => {}
        }
    }
    for before in old {
        if !new.iter().any(|after| after.id == before.id) {
            found.push(format!("The contact {} is not in use any more.", before.label));
        }
    }
}

fn default_differences(found: &mut Vec<String>, old: &[DefaultContact], new: &[DefaultContact]) {
    for after in new {
        let role = after.role.name();
        match old.iter().find(|before| before.role == after.role) {
            None => found.push(format!("The new customer has a {role} default contact now.")),
            Some(before) if before != after => {
                found.push(format!("The {role} default contact of the new customer was changed."));
            }
            Some(_) => {}
        }
    }
    for before in old {
        if !new.iter().any(|after| after.role == before.role) {
            found.push(format!("The new customer has no {} default contact any more.", before.role.name()));
        }
    }
}

/// What changed, above Confirm, until the person confirms again.
pub fn changed_plan(differences: Vec<String>) -> AnyView {
    let lines = differences.into_iter().map(|line| view! { <li>{line}</li> }).collect::<Vec<_>>();
    view! {
        <Notice tone=Tone::Warning title="Nothing was moved: the plan has changed since it was shown">
            <ul>{lines}</ul>
            <p>"The page shows the new plan. Look at it and confirm again."</p>
        </Notice>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::move_services::fixture::{facts, matched, service};
    use handover_core::facts::{ContactRole, OrderStatus, PairFacts};
    use handover_core::ids::ContactId;
    use wasm_bindgen_test::wasm_bindgen_test as test;

    #[test]
    fn services_that_came_went_or_changed_are_named() {
        let mut old = facts(matched());
        old.services.push(service(1002));
        let mut new = facts(matched());
        new.services[0].status = OrderStatus::Suspended;
        new.services.push(service(1003));
        assert_eq!(
            differences(ContactChoice::Default, &old, &new),
            [
                "Digital Certificate (order 1001) changed from Active to Suspended.",
                "Digital Certificate (order 1003) was added and would move too.",
                "Digital Certificate (order 1002) is not there any more and would not move.",
            ]
        );
    }

    #[test]
    fn a_default_contact_counts_only_where_default_contacts_are_chosen() {
        let with_version = |version| {
            let mut facts = facts(matched());
            if let PairFacts::LookedUp { matched: Some(new), .. } = &mut facts.new_customer {
                let role = ContactRole::Registrant;
                new.default_contacts = vec![DefaultContact { role, contact_id: ContactId(7), version }];
            }
            facts
        };
        let (old, new) = (with_version(1), with_version(2));
        let changed = ["The Registrant default contact of the new customer was changed."];
        assert_eq!(differences(ContactChoice::Default, &old, &new), changed);
        let unseen = ["The plan was made anew. What is shown now is what holds."];
        assert_eq!(differences(ContactChoice::Retain, &old, &new), unseen);
    }
}
