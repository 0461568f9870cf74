//! What an order is: warnings first, then its facts, certificate and contacts.

use crate::components::{Badge, Card, CopyButton, Day, Facts, Notice, Time, Tone, card_note, nothing};
use crate::pages::customers::contact_lines;
use handover_core::facts::OrderStatus;
use handover_core::wire::{Certificate, OrderContact, OrderDetails};
use leptos::prelude::*;

/// What stands in the way of using or moving it.
pub fn warnings(details: &OrderDetails, is_reseller: bool) -> Option<AnyView> {
    let is_suspended = details.order.status == OrderStatus::Suspended;
    let suspension = is_suspended.then(|| {
        let reason = details.suspension_reason.clone();
        let next = match (details.may.unsuspend, is_reseller) {
            (true, _) => String::from("It has to be unsuspended before it can be moved."),
            (false, true) => {
                String::from("A reseller above you suspended it and has to unsuspend it before it can be moved.")
            }
            (false, false) => {
                format!("It cannot be moved while it is. Ask {} to unsuspend it.", details.reseller_name)
            }
        };
        view! {
            <Notice tone=Tone::Warning title="This order is suspended.">
                {reason.map(|reason| view! { <p>"Reason: " {reason}</p> }.into_any())}
                <p>{next} " " {is_reseller.then(|| view! { <a href="/help#unsuspending">"How"</a> }.into_any())}</p>
            </Notice>
        }
    });
    let lock = details.lock.clone().map(|lock| {
        view! {
            <Notice tone=Tone::Warning title="This order is locked.">
                <p>{lock}</p>
            </Notice>
        }
        .into_any()
    });
    (suspension.is_some() || lock.is_some()).then(|| view! { {suspension} {lock} }.into_any())
}

/// The facts of the order.
pub fn summary(details: &OrderDetails, is_reseller: bool) -> AnyView {
    let order = &details.order;
    let id = order.order_id.to_string();
    let order_id = view! { <span class="id">{id.clone()} <CopyButton text=id what="order id" /></span> };
    let renewal = if details.auto_renew { "On" } else { "Off" };
    let mut facts = vec![
        ("Domain name", view! { <strong>{order.domain.clone()}</strong> }.into_any()),
        ("Product", order.product_name.clone().into_any()),
        ("Order id", order_id.into_any()),
    ];
    if is_reseller {
        let id = order.customer_id.to_string();
        let address = String::from("/customers/") + &id;
        let name = order.customer_name.clone();
        let customer = view! { <a href=address>{name}</a> " " <span class="soft">{id}</span> };
        facts.push(("Customer", customer.into_any()));
    }
    facts.extend([
        ("Reseller", details.reseller_name.clone().into_any()),
        ("Bought", view! { <Day at=details.created_at /> }.into_any()),
        ("Expires", order.expires_at.map_or_else(nothing, |at| view! { <Day at=at /> }.into_any())),
        ("Automatic renewal", renewal.into_any()),
        ("Money back until", details.money_back_until.map_or_else(nothing, |at| view! { <Time at=at /> }.into_any())),
    ]);
    let badge = view! { <Badge text=order.status.as_str() /> }.into_any();
    view! {
        <Card id="summary" title="Order Details" aside=badge>
            <div class="card-body"><Facts facts=facts kind="columns" /></div>
        </Card>
    }
    .into_any()
}

/// The certificate.
pub fn certificate(certificate: Certificate) -> AnyView {
    let names = certificate.names.into_iter().map(|name| view! { <li>{name}</li> }.into_any()).collect::<Vec<_>>();
    let serial = certificate.serial.clone();
    let serial = view! { <code>{certificate.serial}</code> " " <CopyButton text=serial what="serial number" /> };
    let facts = vec![
        ("Subject", certificate.subject.into_any()),
        ("Names", view! { <ul>{names}</ul> }.into_any()),
        ("Issuer", certificate.issuer.into_any()),
        ("Valid from", view! { <Time at=certificate.valid_from /> }.into_any()),
        ("Valid until", view! { <Time at=certificate.valid_until /> }.into_any()),
        ("Serial number", serial.into_any()),
    ];
    view! {
        <Card id="certificate" title="Certificate">
            <div class="card-body"><Facts facts=facts /></div>
        </Card>
    }
    .into_any()
}

/// The contacts by role; roles with the same record are told together.
pub fn contacts(contacts: Vec<OrderContact>) -> AnyView {
    let mut groups: Vec<(String, OrderContact)> = Vec::new();
    for contact in contacts {
        match groups.iter_mut().find(|(_, known)| known.contact == contact.contact) {
            Some((roles, _)) => {
                roles.push_str(", ");
                roles.push_str(contact.role.name());
            }
            None => groups.push((contact.role.name().to_owned(), contact)),
        }
    }
    let content = if groups.is_empty() {
        card_note(String::from("This service uses no contacts."))
    } else {
        let groups = groups
            .into_iter()
            .map(|(roles, contact)| {
                view! { <div><dt>{roles}</dt> <dd>{contact_lines(&contact.contact)}</dd></div> }.into_any()
            })
            .collect::<Vec<_>>();
        view! { <dl class="card-body order-contacts">{groups}</dl> }.into_any()
    };
    view! { <Card id="contacts" title="Contacts">{content}</Card> }.into_any()
}
