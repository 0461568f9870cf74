//! The receipt of one move: who, what moved, what happened to the contacts, what stayed. It prints on one page.

use crate::api::{self, Request};
use crate::components::{
    Badge, Card, CopyButton, Crumb, EmptyState, Facts, Icon, Load, Notice, PageHeader, Time, Tone, dynamic,
};
use crate::router::parameter;
use crate::session::use_session;
use handover_core::facts::WhatStays;
use handover_core::ids::MoveId;
use handover_core::parse::ContactChoice;
use handover_core::plan::{ContactAfter, ContactChange, MovedService};
use handover_core::wire::{Party, Receipt, path};
use leptos::prelude::*;

/// The page at `/moves/:move_id`.
#[component]
pub fn MovePage() -> AnyView {
    let move_id = parameter("move_id");
    dynamic(move || match move_id.get().parse::<MoveId>() {
        Ok(move_id) => view! { <ReceiptOf move_id=move_id /> }.into_any(),
        Err(_) => view! {
            <PageHeader title="Receipt" crumbs=crumbs() />
            <EmptyState title="There is no such receipt">
                <p>"The number of a move is a number."</p>
                <p class="state-actions"><a class="button" href="/moves">"Go to Moves"</a></p>
            </EmptyState>
        }
        .into_any(),
    })
}

fn crumbs() -> Vec<Crumb> {
    vec![Crumb::new("Moves", "/moves")]
}

#[component]
fn ReceiptOf(move_id: MoveId) -> AnyView {
    let address = path::fill(path::MOVE, &[&move_id.to_string()]);
    let receipt = api::read::<Receipt>(move || Request::get(&address));
    let print = move |_| {
        // A browser that cannot print says so itself.
        let _ = window().print();
    };
    view! {
        <PageHeader title=format!("Receipt {move_id}") crumbs=crumbs() help="moving">
            <button type="button" class="button" on:click=print>
                <Icon name="print" />
                "Print"
            </button>
        </PageHeader>
        <Load reading=receipt lines=10 view=receipt_view />
    }
    .into_any()
}

fn receipt_view(receipt: Receipt) -> AnyView {
    let plan = receipt.plan;
    let count = plan.moves.len();
    let title = match count {
        1 => format!("{} and its service moved", receipt.domain),
        _ => format!("{} and its {count} services moved", receipt.domain),
    };
    let order = receipt.order_id.to_string();
    // Who gave the order away does not see it any more: a link would lead to nothing.
    let gave_it = use_session().me().and_then(|me| me.customer_id) == Some(receipt.existing_customer.customer_id);
    let order = if gave_it {
        order.into_any()
    } else {
        view! { <a href=String::from("/orders/") + &order>{order.clone()}</a> }.into_any()
    };
    let contacts_title = match receipt.contacts {
        ContactChoice::Retain => "The existing contact details were retained.",
        ContactChoice::Default => "The contacts changed to the default contacts of the new customer.",
    };
    let move_id = receipt.move_id.to_string();
    let facts = vec![
        (
            "Number of the move",
            view! { <span class="id">{move_id.clone()} <CopyButton text=move_id what="number of the move" /></span> }
                .into_any(),
        ),
        ("Domain name", receipt.domain.into_any()),
        ("Opened from order", order),
        ("Existing customer", party(&receipt.existing_customer)),
        ("New customer", party(&receipt.new_customer)),
    ];
    view! {
        <article class="receipt stack">
            <Notice tone=Tone::Success title=title>
                <p>
                    <Time at=receipt.completed_at /> " (" {receipt.completed_at.utc_minute()} ")" ", confirmed by "
                    <strong>{receipt.confirmed_by}</strong>
                </p>
            </Notice>
            {diagram(&plan.moves, &receipt.existing_customer, &receipt.new_customer, &plan.stays)}
            <div class="receipt-grid">
                <Card id="receipt-facts" title="The move">
                    <div class="card-body"><Facts facts=facts /></div>
                </Card>
                <Card id="receipt-contacts" title="Contacts">
                    <div class="card-body">
                        <p>{contacts_title}</p>
                        {contacts(plan.contacts)}
                        {plan
                            .registrant_changes
                            .then(|| view! { <p>"The registrant of the domain name changed (Whois)."</p> }.into_any())}
                    </div>
                </Card>
            </div>
        </article>
    }
    .into_any()
}

fn party(party: &Party) -> AnyView {
    [party.name.as_str(), &party.customer_id.to_string(), &party.reseller_name].join(", ").into_any()
}

/// Before and after, beside each other: the same services, first here, then there.
fn diagram(moves: &[MovedService], existing: &Party, new: &Party, stays: &WhatStays) -> AnyView {
    view! {
        <figure class="diagram" aria-label="What moved and what stayed">
            <div class="diagram-side">
                <p class="diagram-role">"Before: existing customer"</p>
                {side(existing)}
                <ul class="diagram-services" data-side="before">{services(moves, false)}</ul>
                <p class="diagram-role">"Stayed here"</p>
                <ul class="diagram-stays">{what_stayed(stays)}</ul>
            </div>
            <div class="diagram-arrow" aria-hidden="true"><Icon name="arrow" /></div>
            <div class="diagram-side" data-side="after">
                <p class="diagram-role">"After: new customer"</p>
                {side(new)}
                <ul class="diagram-services">{services(moves, true)}</ul>
            </div>
        </figure>
    }
    .into_any()
}

fn side(party: &Party) -> AnyView {
    view! {
        <p class="diagram-name">
            <strong>{party.name.clone()}</strong>
            <span class="soft">{party.customer_id.to_string()} " · " {party.reseller_name.clone()}</span>
        </p>
    }
    .into_any()
}

fn services(moves: &[MovedService], with_status: bool) -> Vec<AnyView> {
    moves
        .iter()
        .map(|service| {
            view! {
                <li>
                    <span>{service.product_name.clone()}</span>
                    <span class="soft">{format!("#{}", service.order_id)}</span>
                    {with_status.then(|| view! { <Badge text=service.status.as_str() /> }.into_any())}
                </li>
            }
            .into_any()
        })
        .collect()
}

fn what_stayed(stays: &WhatStays) -> Vec<AnyView> {
    let lines = [
        (stays.settled_invoices, "settled invoice", "settled invoices"),
        (stays.past_orders, "past order", "past orders"),
        (stays.auto_renewals, "automatic renewal, now off", "automatic renewals, now off"),
        (stays.payment_methods, "stored payment method", "stored payment methods"),
    ];
    let mut lines = lines
        .into_iter()
        .filter(|(count, ..)| *count > 0)
        .map(|(count, one, many)| format!("{count} {}", if count == 1 { one } else { many }))
        .collect::<Vec<_>>();
    lines.push(String::from("Its own contact records"));
    lines.into_iter().map(|line| view! { <li>{line}</li> }.into_any()).collect()
}

fn contacts(changes: Vec<ContactChange>) -> AnyView {
    if changes.is_empty() {
        return view! { <p class="soft">"These services use no contacts."</p> }.into_any();
    }
    let rows = changes
        .into_iter()
        .map(|change| {
            let after = match change.after {
                ContactAfter::Retained => "The same",
                ContactAfter::NewDefault => "Default contact",
                ContactAfter::Missing | ContactAfter::Unknown => "None",
            };
            view! {
                <tr>
                    <th scope="row">{change.role.name()}</th>
                    <td>{change.before.join("; ")}</td>
                    <td>{after}</td>
                </tr>
            }
        })
        .collect::<Vec<_>>();
    view! {
        <table class="plain-table">
            <caption class="visually-hidden">"Contacts before and after the move"</caption>
            <thead>
                <tr>
                    <th scope="col">"Role"</th>
                    <th scope="col">"Before"</th>
                    <th scope="col">"After"</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}
