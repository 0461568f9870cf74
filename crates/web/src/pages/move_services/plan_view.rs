//! "What moves" and "What stays", from the plan that the core makes.

use super::drawn::{drawn, text};
use super::known::Known;
use crate::components::Badge;
use handover_core::Plan;
use handover_core::facts::WhatStays;
use leptos::prelude::*;

/// The right column; on a phone it comes under the form.
#[component]
pub fn PlanColumn(
    /// The page.
    known: Known,
) -> AnyView {
    // Contacts have a table of their own; a change of them is no reason to draw this column again.
    let plan = Memo::new(move |_| {
        known.plan.with(|plan| plan.as_ref().map(|plan| Plan { contacts: Vec::new(), ..plan.clone() }))
    });
    let title = text(move || match plan.with(|plan| plan.as_ref().map(|plan| plan.moves.len())) {
        None => String::from("What moves"),
        Some(count) => format!("What moves ({count})"),
    });
    view! {
        <aside class="stack move-plan" aria-label="What moves and what stays">
            <section class="card" aria-labelledby="move-moves">
                <header class="card-header"><h2 id="move-moves">{title}</h2></header>
                {drawn(move || match &*plan.read() {
                    None => skeleton(),
                    Some(plan) => services(plan),
                })}
            </section>
            // It comes with the plan: were it there before, the list above would push it down.
            {drawn(move || match &*plan.read() {
                None => ().into_any(),
                Some(plan) => stays(&plan.stays),
            })}
        </aside>
    }
    .into_any()
}

fn skeleton() -> AnyView {
    view! {
        <div class="skeleton move-skeleton" aria-busy="true">
            <div class="skeleton-lines" aria-hidden="true">
                <span class="skeleton-line"></span>
                <span class="skeleton-line"></span>
                <span class="skeleton-line"></span>
            </div>
        </div>
    }
    .into_any()
}

fn services(plan: &Plan) -> AnyView {
    let rows = plan
        .moves
        .iter()
        .map(|service| {
            let order_id = service.order_id;
            view! {
                <li class="move-service">
                    <span class="move-service-name">{service.product_name.clone()}</span>
                    <a href=format!("/orders/{order_id}")>"#" {order_id.0}</a>
                    <Badge text=service.status.as_str() />
                </li>
            }
        })
        .collect::<Vec<_>>();
    view! {
        <p class="move-plan-note soft">"Every live service of " <strong class="move-domain">{plan.domain.clone()}</strong> ", all or none:"</p>
        <ul class="move-services">{rows}</ul>
    }
    .into_any()
}

/// What stays with the existing customer, in words.
fn stays(stays: &WhatStays) -> AnyView {
    let lines = [
        counted(stays.settled_invoices, "settled invoice stays", "settled invoices stay", "with the existing customer"),
        counted(stays.past_orders, "past order stays", "past orders stay", "as its history"),
        counted(
            stays.auto_renewals,
            "automatic renewal is switched off",
            "automatic renewals are switched off",
            "until the new customer turns it on",
        ),
        counted(
            stays.payment_methods,
            "stored payment method is detached",
            "stored payment methods are detached",
            "from the services",
        ),
    ];
    let lines: Vec<_> = lines.into_iter().flatten().map(|line| view! { <li>{line}</li> }).collect();
    view! {
        <section class="card" aria-labelledby="move-stays">
            <header class="card-header"><h2 id="move-stays">"What stays"</h2></header>
            <ul class="move-stays">
                {lines}
                <li>"Order ids, certificate, validation state and paid terms do not change."</li>
                <li>"The next renewal is billed to the new customer at its reseller's price."</li>
            </ul>
        </section>
    }
    .into_any()
}

fn counted(count: u32, one: &str, many: &str, rest: &str) -> Option<String> {
    match count {
        0 => None,
        1 => Some(format!("1 {one} {rest}.")),
        _ => Some(format!("{count} {many} {rest}.")),
    }
}
