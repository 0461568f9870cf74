//! What an order is: warnings first, then its facts, certificate and contacts.

use crate::components::{Badge, CopyButton, Day, Notice, Time, Tone};
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
                {reason.map(|reason| view! { <p>"Reason: " {reason}</p> })}
                <p>{next} " " {is_reseller.then(|| view! { <a href="/help#unsuspending">"How"</a> })}</p>
            </Notice>
        }
    });
    let lock = details.lock.clone().map(|lock| {
        view! {
            <Notice tone=Tone::Warning title="This order is locked.">
                <p>{lock}</p>
            </Notice>
        }
    });
    (suspension.is_some() || lock.is_some()).then(|| view! { {suspension} {lock} }.into_any())
}

/// A name and a value.
fn fact(name: &'static str, value: AnyView) -> AnyView {
    view! {
        <div>
            <dt>{name}</dt>
            <dd>{value}</dd>
        </div>
    }
    .into_any()
}

fn text(value: String) -> AnyView {
    value.into_any()
}

fn none() -> AnyView {
    view! { <span class="soft">"–"</span> }.into_any()
}

/// The facts of the order.
pub fn summary(details: &OrderDetails, is_reseller: bool) -> AnyView {
    let order = &details.order;
    let id = order.order_id.to_string();
    let order_id = view! {
        <span class="id">{id.clone()} <CopyButton text=id what="order id" /></span>
    };
    let expires = order.expires_at.map_or_else(none, |at| view! { <Day at=at /> }.into_any());
    let money_back = details.money_back_until.map_or_else(none, |at| view! { <Time at=at /> }.into_any());
    let renewal = if details.auto_renew { "On" } else { "Off" };
    let customer = is_reseller.then(|| {
        let address = format!("/customers/{}", order.customer_id);
        let name = order.customer_name.clone();
        let id = order.customer_id.to_string();
        fact("Customer", view! { <a href=address>{name}</a> " " <span class="soft">{id}</span> }.into_any())
    });
    view! {
        <section class="card" aria-labelledby="summary">
            <header class="card-header"><h2 id="summary">"Order Details"</h2> <Badge text=order.status.as_str() /></header>
            <div class="card-body">
                <dl class="facts columns">
                    {fact("Domain name", view! { <strong>{order.domain.clone()}</strong> }.into_any())}
                    {fact("Product", text(order.product_name.clone()))}
                    {fact("Order id", order_id.into_any())}
                    {customer}
                    {fact("Reseller", text(details.reseller_name.clone()))}
                    {fact("Bought", view! { <Day at=details.created_at /> }.into_any())}
                    {fact("Expires", expires)}
                    {fact("Automatic renewal", renewal.into_any())}
                    {fact("Money back until", money_back)}
                </dl>
            </div>
        </section>
    }
    .into_any()
}

/// The certificate.
pub fn certificate(certificate: Certificate) -> AnyView {
    let names = certificate.names.into_iter().map(|name| view! { <li>{name}</li> }).collect::<Vec<_>>();
    let serial = certificate.serial.clone();
    view! {
        <section class="card" aria-labelledby="certificate">
            <header class="card-header"><h2 id="certificate">"Certificate"</h2></header>
            <div class="card-body">
                <dl class="facts">
                    {fact("Subject", text(certificate.subject))}
                    {fact("Names", view! { <ul>{names}</ul> }.into_any())}
                    {fact("Issuer", text(certificate.issuer))}
                    {fact("Valid from", view! { <Time at=certificate.valid_from /> }.into_any())}
                    {fact("Valid until", view! { <Time at=certificate.valid_until /> }.into_any())}
                    {fact(
                        "Serial number",
                        view! {
                            <code>{certificate.serial}</code>
                            " "
                            <CopyButton text=serial what="serial number" />
                        }
                            .into_any(),
                    )}
                </dl>
            </div>
        </section>
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
    let is_empty = groups.is_empty();
    let groups = groups
        .into_iter()
        .map(|(roles, contact)| {
            view! {
                <div>
                    <dt>{roles}</dt>
                    <dd>{contact_lines(&contact.contact)}</dd>
                </div>
            }
        })
        .collect::<Vec<_>>();
    view! {
        <section class="card" aria-labelledby="contacts">
            <header class="card-header"><h2 id="contacts">"Contacts"</h2></header>
            {if is_empty {
                view! { <p class="card-empty">"This service uses no contacts."</p> }.into_any()
            } else {
                view! { <dl class="card-body order-contacts">{groups}</dl> }.into_any()
            }}
        </section>
    }
    .into_any()
}
