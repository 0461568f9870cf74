//! The list of checks: one row a rule, always in the same place, with the exact message, the services, what to do and
//! when it clears.

use super::drawn::{drawn, text, word};
use super::known::{Known, RemedyRun};
use super::remedies::Offer;
use super::state::{RowState, passed_count, remaining, rows};
use crate::components::{Icon, ProblemNotice, Time};
use handover_core::blocker::Subject;
use handover_core::ids::OrderId;
use handover_core::{Blocker, Rule, Timestamp};
use leptos::prelude::*;

/// The section. `on_offer` is told the remedy that the person chose.
#[component]
pub fn ChecksSection(
    /// The page.
    known: Known,
    /// Carries a remedy out.
    on_offer: Callback<Offer>,
) -> AnyView {
    let rules: Vec<_> = rows(None, false).into_iter().map(|row| row.rule).collect();
    let items =
        rules.into_iter().enumerate().map(|(place, rule)| check_row(known, place, rule, on_offer)).collect::<Vec<_>>();
    view! {
        <section class="card" aria-labelledby="move-checks">
            <header class="card-header">
                <h2 id="move-checks">"Checks"</h2>
                <p class="move-count">{text(move || known.rows.with(|rows| format!("{} of {} passed", passed_count(rows), rows.len())))}</p>
            </header>
            <ol class="move-checks">{items}</ol>
        </section>
    }
    .into_any()
}

/// Id of the row of a rule.
pub fn row_id(rule: Rule) -> String {
    let number = Rule::ALL.into_iter().position(|other| other == rule).unwrap_or_default();
    format!("check-{number}")
}

fn check_row(known: Known, place: usize, rule: Rule, on_offer: Callback<Offer>) -> AnyView {
    let state =
        Memo::new(move |_| known.rows.with(|rows| rows.get(place).map_or(RowState::Checking, |row| row.state.clone())));
    view! {
        <li class="move-check" id=row_id(rule) tabindex="-1" data-state=word(move || Some(state_word(&state.read())))>
            <span class="move-check-mark">
                {drawn(move || {
                    let name = match &*state.read() {
                        RowState::Passed => "check-circle",
                        RowState::Blocked(_) => "error",
                        RowState::Waiting | RowState::Checking => "clock",
                    };
                    view! { <Icon name=name /> }.into_any()
                })}
            </span>
            <div class="move-check-text" aria-live=(rule == Rule::Pair).then_some("polite")>
                {drawn(move || match state.get() {
                    RowState::Blocked(blockers) => blocked(known, blockers, on_offer),
                    RowState::Passed | RowState::Waiting | RowState::Checking => {
                        view! { <p class="move-check-title">{rule.title()}</p> }.into_any()
                    }
                })}
            </div>
            <span class="move-check-state">{word(move || Some(state_text(&state.read())))}</span>
        </li>
    }
    .into_any()
}

const fn state_word(state: &RowState) -> &'static str {
    match state {
        RowState::Passed => "passed",
        RowState::Blocked(_) => "blocked",
        RowState::Waiting => "waiting",
        RowState::Checking => "checking",
    }
}

const fn state_text(state: &RowState) -> &'static str {
    match state {
        RowState::Passed => "Passed",
        RowState::Blocked(_) => "Blocked",
        RowState::Waiting => "Waits for the new customer",
        RowState::Checking => "Checking…",
    }
}

/// Blockers with the same message stand under it together, so that every message is there once.
fn groups(blockers: Vec<Blocker>) -> Vec<(String, Vec<Blocker>)> {
    let mut groups: Vec<(String, Vec<Blocker>)> = Vec::new();
    for blocker in blockers {
        let message = blocker.to_string();
        match groups.iter_mut().find(|(of, _)| *of == message) {
            Some((_, group)) => group.push(blocker),
            None => groups.push((message, vec![blocker])),
        }
    }
    groups
}

/// Most lines under one message that are shown at once.
const MOST_LINES: usize = 6;

fn blocked(known: Known, blockers: Vec<Blocker>, on_offer: Callback<Offer>) -> AnyView {
    let groups = groups(blockers).into_iter().map(|(message, group)| {
        let mut lines: Vec<_> = group.iter().map(|blocker| blocker_line(known, blocker, on_offer)).collect();
        let rest = (lines.len() > MOST_LINES).then(|| lines.split_off(MOST_LINES - 1));
        view! {
            <p class="move-check-message">{message}</p>
            <ul class="move-blockers">{lines}</ul>
            {rest
                .map(|rest| {
                    view! {
                        <details class="move-more">
                            <summary>{rest.len()} " more"</summary>
                            <ul class="move-blockers">{rest}</ul>
                        </details>
                    }
                })}
        }
    });
    groups.collect::<Vec<_>>().into_any()
}

fn blocker_line(known: Known, blocker: &Blocker, on_offer: Callback<Offer>) -> AnyView {
    let own = blocker.clone();
    let failure = drawn(move || {
        known.remedy.with(|remedy| match remedy {
            RemedyRun::Failed(offer, error) if known.offers(&own).contains(offer) => {
                view! { <ProblemNotice error=error.clone() /> }.into_any()
            }
            RemedyRun::Failed(..) | RemedyRun::Running(_) | RemedyRun::Idle => ().into_any(),
        })
    });
    let own = blocker.clone();
    let buttons = drawn(move || {
        let offers = known.offers(&own).into_iter();
        offers.map(|offer| offer_button(known, offer, on_offer)).collect::<Vec<_>>().into_any()
    });
    view! {
        <li class="move-blocker">
            {what(known, blocker)}
            <div class="move-offers">{buttons}</div>
            {failure}
        </li>
    }
    .into_any()
}

/// Which services, in which way, and what to do or until when to wait.
fn what(known: Known, blocker: &Blocker) -> AnyView {
    let detail = detail(blocker);
    let mut parts = service_links(known, blocker, detail.is_empty());
    if !detail.is_empty() {
        parts.insert(0, view! { <span class="move-detail">{detail}</span> }.into_any());
    }
    let clears_at = blocker.clears_at();
    if let Some(until) = clears_at {
        parts.push(clears(known, until));
    }
    let mut line = Vec::new();
    for part in parts {
        if !line.is_empty() {
            line.push(" · ".into_any());
        }
        line.push(part);
    }
    view! {
        {(!line.is_empty()).then(|| view! { <p>{line}</p> })}
        {clears_at.is_none().then(|| view! { <p class="move-remedy">{blocker.remedy().to_string()}</p> })}
    }
    .into_any()
}

/// The detail, where the links to the services do not say the same already.
fn detail(blocker: &Blocker) -> String {
    match blocker {
        Blocker::OrderSuspended { .. }
        | Blocker::NotMovable { .. }
        | Blocker::MoneyBack { .. }
        | Blocker::TldForbidden { .. }
        | Blocker::TldExistingContactsOnly { .. } => String::new(),
        Blocker::NotFound
        | Blocker::NotSameCustomer
        | Blocker::InvalidCustomer
        | Blocker::AlreadyBelongs
        | Blocker::NewCustomerStatus
        | Blocker::OrderLocked { .. }
        | Blocker::Processing(_)
        | Blocker::SplitDomain { .. }
        | Blocker::PendingInvoice { .. }
        | Blocker::NoSignUp { .. }
        | Blocker::PolicyOutgoing
        | Blocker::PolicyIncoming
        | Blocker::AcceptanceRequired(_)
        | Blocker::CoolDown { .. }
        | Blocker::NoDefaultContacts { .. } => blocker.detail(),
    }
}

/// Each service of the blocker, linked to its details; its number only where the detail does not name it.
fn service_links(known: Known, blocker: &Blocker, with_number: bool) -> Vec<AnyView> {
    let order_ids = match blocker.subject() {
        Subject::Orders(order_ids) => order_ids,
        Subject::Domain | Subject::Pair | Subject::NewCustomer | Subject::Product(_) => return Vec::new(),
    };
    let link = |order_id: OrderId| {
        let product = known.facts.with_untracked(|facts| {
            let services = facts.as_ref().map_or(&[][..], |facts| &facts.services);
            services.iter().find(|service| service.order_id == order_id).map(|service| service.product.name.clone())
        });
        let text = match product {
            Some(product) if with_number => format!("Order {order_id} ({product})"),
            Some(product) => product,
            None => format!("Order {order_id}"),
        };
        view! { <a href=format!("/orders/{order_id}")>{text}</a> }.into_any()
    };
    order_ids.into_iter().map(link).collect()
}

/// `movable from 3 Dec 2026, 15:05 (in 9 days)`; the moment comes by itself.
fn clears(known: Known, until: Timestamp) -> AnyView {
    let left = text(move || {
        known.facts.with(|facts| facts.as_ref().map_or_else(String::new, |facts| remaining(until, facts.as_of)))
    });
    view! { <span class="move-clears">"movable from " <Time at=until /> " (" {left} ")"</span> }.into_any()
}

fn offer_button(known: Known, offer: Offer, on_offer: Callback<Offer>) -> AnyView {
    let label = offer.label();
    if let Offer::Link { href, .. } = offer {
        return view! { <a class="button small" href=href>{label}</a> }.into_any();
    }
    let own = offer.clone();
    let is_running = Memo::new(move |_| {
        known.remedy.with(|remedy| matches!(remedy, RemedyRun::Running(running) if *running == own))
    });
    view! {
        <button
            type="button"
            class="button small"
            aria-disabled=word(move || is_running.get().then_some("true"))
            data-pending=word(move || is_running.get().then_some(""))
            on:click=move |_| on_offer.run(offer.clone())
        >
            {label}
        </button>
    }
    .into_any()
}
