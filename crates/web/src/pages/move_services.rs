//! Move Services (seed, steps 3 to 6): who gets the order with its related services, what happens to the contacts,
//! every check while the person types, and Confirm.
//!
//! The checks are the core's, run here on each key press and each tick; a text of the server never stands in for
//! them. Nothing is shown as moved before the server sent its receipt.

mod checks;
mod confirm;
mod contacts;
mod draft;
mod drawn;
#[cfg(test)]
mod fixture;
mod known;
mod pair;
mod plan_view;
mod remedies;
mod requests;
mod stale;
mod state;

use super::NotFoundPage;
use crate::components::{Crumb, EmptyState, ErrorState, PageHeader};
use crate::router::{parameter, use_router};
use crate::session::use_session;
use checks::ChecksSection;
use confirm::{ConfirmDialog, ConfirmSection, Confirming};
use contacts::ContactsSection;
use drawn::drawn;
use handover_core::Rule;
use handover_core::ids::OrderId;
use handover_core::wire::{Receipt, problem_code};
use known::{Known, go_to};
use leptos::prelude::*;
use pair::PairSection;
use plan_view::PlanColumn;
use remedies::{Asking, Offer, QuestionDialogs};
use state::{LookUp, RowState, Typed};
use std::time::Duration;

/// How long after the last key the pair is looked up.
const LOOK_UP_DELAY: Duration = Duration::from_millis(350);
/// How often the clock is looked at, while something clears by itself.
const TICK: Duration = Duration::from_secs(1);

/// How old facts have to be, in milliseconds, before a return to the window reads them again.
const STALE_MS: f64 = 5_000.0;

/// Move Services.
#[component]
pub fn MoveServicesPage() -> AnyView {
    let order_id = parameter("order_id");
    drawn(move || match order_id.read().parse::<OrderId>() {
        Err(_) => view! { <NotFoundPage /> }.into_any(),
        Ok(order_id) => move_page(order_id),
    })
    .into_any()
}

fn move_page(order_id: OrderId) -> AnyView {
    let account = untrack(|| use_session().me()).map(|me| me.username).unwrap_or_default();
    let known = Known::new(order_id, draft::restore(order_id, &account));
    requests::load(known);
    look_up_what_is_typed(known);
    run_the_clock(known);
    keep_what_is_typed(known, account.clone());
    read_again_on_return(known);
    read_resellers_for_a_sign_up(known);

    let crumbs = Signal::derive(move || {
        let domain = known.facts.with(|facts| facts.as_ref().map(|facts| facts.domain.clone()));
        let order = domain.unwrap_or_else(|| format!("Order {order_id}"));
        vec![Crumb::new("Orders", "/orders"), Crumb::new(order, format!("/orders/{order_id}"))]
    });
    let without_facts = Memo::new(move |_| {
        let has_facts = known.read.with(Option::is_some);
        known.load_error.get().filter(|_| !has_facts)
    });
    let retry = Callback::new(move |()| {
        known.load_error.set(None);
        requests::load(known);
        // What kept the order from being read has kept the customer from being looked up.
        look_up_again(known);
    });
    view! {
        <PageHeader title="Move Services" crumbs=crumbs help="moving" />
        {drawn(move || match without_facts.get() {
            Some(error) if error.is(problem_code::NOT_POSSIBLE) => not_live(order_id, error.title()),
            Some(error) => view! { <ErrorState error=error retry=retry /> }.into_any(),
            None => move_form(known, account.clone()),
        })}
        <p class="visually-hidden" role="status">{known.spoken}</p>
    }
    .into_any()
}

fn look_up_again(known: Known) {
    if let Typed::Pair(pair) = known.typed.get_untracked() {
        requests::look_up(known, pair);
    }
}

/// A deleted or archived order has no form: there is nothing to try again.
fn not_live(order_id: OrderId, title: &str) -> AnyView {
    view! {
        <EmptyState title=title>
            <p>"Deleted and archived orders stay where they are, as history."</p>
            <p class="state-actions"><a class="button" href=format!("/orders/{order_id}")>"Go to Order Details"</a></p>
        </EmptyState>
    }
    .into_any()
}

fn move_form(known: Known, account: String) -> AnyView {
    let confirming = Confirming::new();
    let asking = Asking::new();
    let router = use_router();
    let on_receipt = Callback::new(move |receipt: Receipt| {
        // Going back must not lead to the form of a move that is done.
        router.replace(&format!("/moves/{}", receipt.move_id));
    });
    let on_check_again = Callback::new(move |()| requests::check_again(known, confirming, on_receipt));
    let on_password = Callback::new(move |()| requests::authorise_and_move(known, confirming, on_receipt));
    let on_retry = Callback::new(move |()| look_up_again(known));
    let on_offer = Callback::new(move |offer: Offer| match offer {
        Offer::RetainContacts => {
            known.saying_what_passed(&offer.done(), move || known.retain_contacts.set(true));
            go_to("retain_contacts");
        }
        Offer::CorrectPair => go_to(pair::CUSTOMER_ID_ID),
        Offer::CancelAction(_) | Offer::CancelInvoice(_) | Offer::PayInvoice(_) | Offer::Unsuspend(_) => {
            match offer.question() {
                Some(question) => asking.ask(offer, question.asks_reason),
                None => requests::carry_out(known, asking, offer, String::new()),
            }
        }
        Offer::Link { .. } => {}
    });
    let on_sure = Callback::new(move |(offer, reason)| requests::carry_out(known, asking, offer, reason));
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        match what_is_open(known) {
            None => confirming.open(known),
            Some((first, reason)) => {
                known.spoken.set(reason);
                go_to(&first);
            }
        }
    };
    view! {
        <div class="split move">
            <form class="stack move-form" novalidate on:submit=submit>
                <PairSection known=known on_retry=on_retry />
                <ContactsSection known=known />
                <ChecksSection known=known on_offer=on_offer />
                <ConfirmSection known=known confirming=confirming on_check_again=on_check_again />
            </form>
            <PlanColumn known=known />
        </div>
        <QuestionDialogs known=known asking=asking on_sure=on_sure />
        <ConfirmDialog
            confirming=confirming
            account=account
            on_password=on_password
            on_check_again=on_check_again
        />
    }
    .into_any()
}

/// Where the first open thing is, and why Confirm is off; none when it is on.
fn what_is_open(known: Known) -> Option<(String, String)> {
    let (reason, row) = known.rows.with_untracked(|rows| {
        let reason = state::open_checks(rows)?;
        let is_blocked = |row: &&state::Row| matches!(row.state, RowState::Blocked(_));
        let row = rows.iter().find(is_blocked).or_else(|| rows.iter().find(|row| row.state != RowState::Passed))?;
        Some((reason, checks::row_id(row.rule)))
    })?;
    let form = known.form_now();
    let first = match known.typed.get_untracked() {
        Typed::Incomplete if form.username.trim().is_empty() => pair::USERNAME_ID.to_owned(),
        Typed::Incomplete => pair::CUSTOMER_ID_ID.to_owned(),
        Typed::Malformed | Typed::Pair(_) => row,
    };
    Some((first, reason))
}

/// Looks a pair up once, some time after the last key; nothing is asked when nothing changed.
fn look_up_what_is_typed(known: Known) {
    Effect::new(move |_| {
        let Typed::Pair(pair) = known.typed.get() else {
            known.look_up.set(LookUp::Idle);
            return;
        };
        let is_known =
            known.read.with_untracked(|read| read.as_ref().is_some_and(|read| read.pair.as_ref() == Some(&pair)));
        if is_known {
            known.look_up.set(LookUp::Idle);
            return;
        }
        known.look_up.set(LookUp::Running(pair.clone()));
        if let Ok(timeout) = set_timeout_with_handle(move || requests::look_up(known, pair), LOOK_UP_DELAY) {
            on_cleanup(move || timeout.clear());
        }
    });
}

/// Lets the time go on, only while some blocker clears by itself.
fn run_the_clock(known: Known) {
    let is_needed = Memo::new(move |_| known.rows.with(|rows| state::needs_clock(rows)));
    Effect::new(move |_| {
        if is_needed.get()
            && let Ok(interval) = set_interval_with_handle(move || known.tick(), TICK)
        {
            on_cleanup(move || interval.clear());
        }
    });
}

/// Somebody who comes back from another window may have paid the invoice there.
fn read_again_on_return(known: Known) {
    let listener = window_event_listener(leptos::ev::focus, move |_| {
        if known.age_ms().is_some_and(|age_ms| age_ms > STALE_MS) {
            requests::refresh(known);
        }
    });
    on_cleanup(move || listener.remove());
}

/// Whether a reseller can sign the new one up itself is only asked where a sign-up is missing.
fn read_resellers_for_a_sign_up(known: Known) {
    let session = use_session();
    let is_needed = Memo::new(move |_| {
        let is_missing = |row: &state::Row| row.rule == Rule::SignUp && matches!(row.state, RowState::Blocked(_));
        known.rows.with(|rows| rows.iter().any(is_missing)) && session.is_reseller()
    });
    Effect::new(move |_| {
        if is_needed.get() {
            requests::load_resellers(known);
        }
    });
}

fn keep_what_is_typed(known: Known, account: String) {
    Effect::new(move |_| draft::keep(known.order_id, &account, &known.form()));
}
