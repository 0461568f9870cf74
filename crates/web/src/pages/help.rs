//! The help: signing in, orders, moving, and what resellers do.
//!
//! Its text is `help/help.html`. The messages in it are not retyped: `{code}` stands for the message of the blocker with
//! that code, as the core crate says it.

use crate::browser;
use crate::components::PageHeader;
use crate::router::use_router;
use handover_core::Blocker;
use handover_core::Timestamp;
use handover_core::blocker::Unfinished;
use handover_core::facts::InvoiceLevel;
use handover_core::form::PASSWORD_MIN_CHARS;
use handover_core::ids::{InvoiceId, OrderId, ResellerId};
use leptos::prelude::*;

/// Headings of the text that the list beside it leads to: id and words.
const CONTENTS: [(&str, &str); 6] = [
    ("signing-in", "Signing in"),
    ("orders", "Finding and managing orders"),
    ("moving", "Moving an order"),
    ("messages", "Messages and what to do"),
    ("customer-id", "Customer ID and settings"),
    ("resellers", "For resellers"),
];

/// The page at `/help`.
#[component]
pub fn HelpPage() -> AnyView {
    let fragment = use_router().fragment;
    // The browser scrolls to the section; a screen reader has to be sent there.
    Effect::new(move |_| {
        let id = fragment.get();
        if !id.is_empty() {
            request_animation_frame(move || browser::focus_id(&id));
        }
    });
    let contents = CONTENTS
        .into_iter()
        .map(|(id, words)| {
            let address = String::from("/help#") + id;
            view! { <li><a href=address>{words}</a></li> }.into_any()
        })
        .collect::<Vec<_>>();
    view! {
        <PageHeader title="Help" />
        <div class="help">
            <nav class="help-contents" aria-label="On this page"><ul>{contents}</ul></nav>
            // Our own text; nothing that a person typed is in it.
            <div class="prose" inner_html=text()></div>
        </div>
    }
    .into_any()
}

/// The text with the messages in their places.
fn text() -> String {
    let order_id = OrderId(0);
    let quoted = [
        Blocker::NotSameCustomer,
        Blocker::InvalidCustomer,
        Blocker::OrderSuspended { order_id, actor_can_unsuspend: false },
        Blocker::Processing(Unfinished::Move),
        Blocker::PendingInvoice { invoice_id: InvoiceId(0), level: InvoiceLevel::Customer, order_ids: Vec::new() },
        Blocker::SplitDomain { other_holder: None },
        Blocker::MoneyBack { order_id, until: Timestamp(0) },
        Blocker::NoSignUp {
            product_key: String::new(),
            product_name: String::from("Digital Certificate"),
            reseller_id: ResellerId(0),
        },
        Blocker::NewCustomerStatus,
    ];
    let mut text = include_str!("help/help.html").replace("{password-min-chars}", &PASSWORD_MIN_CHARS.to_string());
    for blocker in quoted {
        let place = ["{", blocker.code(), "}"].concat();
        text = text.replace(&place, &blocker.to_string());
    }
    text
}
