//! "Who gets it": the two fields that name the new customer, what the look-up said, and where to find the Customer ID.

use super::drawn::drawn;
use super::known::Known;
use super::state::{LookUp, Typed};
use crate::components::{Field, Icon};
use handover_core::facts::{MoveFacts, PairFacts};
use handover_core::parse::{parse_customer_id, parse_username};
use leptos::prelude::*;

/// Id of the field of the username.
pub const USERNAME_ID: &str = "username";
/// Id of the field of the Customer ID.
pub const CUSTOMER_ID_ID: &str = "customer_id";

/// The section. `on_retry` asks again after a look-up that did not work.
#[component]
pub fn PairSection(
    /// The page.
    known: Known,
    /// Looks the same pair up again.
    on_retry: Callback<()>,
) -> AnyView {
    let left_username = RwSignal::new(false);
    let left_customer_id = RwSignal::new(false);
    let both_filled = Memo::new(move |_| known.typed.with(|typed| *typed != Typed::Incomplete));
    let username_error = Signal::derive(move || {
        let hint = parse_username(&known.username.read()).err()?;
        (left_username.get() || both_filled.get()).then(|| hint.to_owned())
    });
    let customer_id_error = Signal::derive(move || match parse_customer_id(&known.customer_id.read()) {
        Err(hint) => (left_customer_id.get() || both_filled.get()).then(|| hint.to_owned()),
        Ok(_) => is_mismatch(known).then(|| "No customer has both of these.".to_owned()),
    });
    view! {
        <section class="card" aria-labelledby="move-who">
            <header class="card-header"><h2 id="move-who">"Who gets it"</h2></header>
            <div class="card-body">
            <div class="form-grid move-pair">
                <Field
                    id=USERNAME_ID
                    label="Customer Username (Email Address)"
                    value=known.username
                    error=username_error
                    inputmode="email"
                    required=true
                    on_leave=Callback::new(move |()| left_username.set(true))
                />
                <Field
                    id=CUSTOMER_ID_ID
                    label="Customer ID"
                    value=known.customer_id
                    error=customer_id_error
                    inputmode="numeric"
                    required=true
                    on_leave=Callback::new(move |()| left_customer_id.set(true))
                />
            </div>
            <div class="move-match">{drawn(move || answer(known, on_retry))}</div>
            <details class="reveal">
                <summary>"Where do I find the Customer ID?"</summary>
                <p>
                    "The Customer ID is a unique number of the new customer. Its owner finds it in Settings, Primary \
                     Profile of the new Customer Control Panel."
                </p>
                <p>
                    "You move to a different Reseller and have no account there yet? Ask that Reseller for one: it tells \
                     you the Customer ID and the Username (Email Address) to type here."
                </p>
            </details>
            </div>
        </section>
    }
    .into_any()
}

fn is_mismatch(known: Known) -> bool {
    let is_pair = known.typed.with(|typed| matches!(typed, Typed::Pair(_)));
    is_pair && known.facts.with(|facts| facts.as_ref().is_some_and(is_known_to_nobody))
}

fn is_known_to_nobody(facts: &MoveFacts) -> bool {
    matches!(facts.new_customer, PairFacts::LookedUp { matched: None, .. })
}

/// `Customer 4711 · J. D. · Reseller B`; the reader may know no more of the new customer than this.
pub fn recipient(facts: &MoveFacts) -> Option<String> {
    let new = facts.new_customer.matched()?;
    Some(format!("Customer {} · {} · {}", new.customer_id, new.masked_name, new.reseller_name))
}

fn answer(known: Known, on_retry: Callback<()>) -> AnyView {
    if let Some(recipient) = known.facts.with(|facts| facts.as_ref().and_then(recipient)) {
        return view! {
            <p class="move-match-line" data-state="passed">
                <Icon name="check-circle" />
                <strong>{recipient}</strong>
            </p>
        }
        .into_any();
    }
    match known.look_up.get() {
        LookUp::Running(_) => view! { <p class="move-match-line">"Looking up the customer…"</p> }.into_any(),
        LookUp::Failed(_, error) => view! {
            <p class="move-match-line" data-state="blocked">
                <Icon name="error" />
                <span>
                    <strong>{error.title().to_owned()}</strong>
                    " "
                    {error.advice().to_owned()}
                    " "
                    <button type="button" class="button" on:click=move |_| on_retry.run(())>"Try again"</button>
                </span>
            </p>
        }
        .into_any(),
        LookUp::Idle if is_mismatch(known) => view! {
            <p class="move-match-line" data-state="blocked">
                <Icon name="error" />
                <span>"This pair was not found. The first check says why."</span>
            </p>
        }
        .into_any(),
        LookUp::Idle => view! {
            <p class="move-match-line soft">"Both are needed, so that nothing goes to a stranger by a slip."</p>
        }
        .into_any(),
    }
}
