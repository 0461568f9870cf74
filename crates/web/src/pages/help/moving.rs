//! Moving an order, step by step, and every message that may come in between.

use super::section;
use crate::components::{Notice, Tone};
use handover_core::Blocker;
use handover_core::Timestamp;
use handover_core::blocker::Unfinished;
use handover_core::facts::InvoiceLevel;
use handover_core::ids::{InvoiceId, OrderId, ResellerId};
use leptos::prelude::*;

/// The steps.
pub fn moving() -> AnyView {
    let content = view! {
        <p>
            "A Digital Certificate order moves to another customer together with every other live service of its domain \
             name: all of them, or none."
        </p>
        <ol>
            <li><a href="/help#signing-in">"Sign in"</a> "."</li>
            <li>
                "Find the order in " <a href="/orders">"Orders"</a> " and open it. "
                "Where it is suspended, it has to be unsuspended first."
            </li>
            <li>"Follow " <strong>"Move Services"</strong> " at the top right."</li>
            <li>
                "Type the " <strong>"Customer Username (Email Address)"</strong> " and the " <strong>"Customer ID"</strong>
                " of the account that is to have the services. Its owner finds the Customer ID in Settings, Primary Profile."
            </li>
            <li>
                "Choose whether to retain the existing contact details. Retained, they stay as they are, and with them what \
                 Whois says about the domain name. Otherwise they change to the default contacts of the new customer. The \
                 page shows the effect on each role."
            </li>
            <li>
                "Look at the checks, at what moves and what stays, and at who gets it. When this is the account you really \
                 mean, press " <strong>"Confirm"</strong> " and type your password once more."
            </li>
        </ol>
        <Notice tone=Tone::Info title="Moving to a customer of another reseller">
            <p>
                "Where there is no account under that reseller yet, ask that reseller for one: it tells you the Customer ID \
                 and the username to move to."
            </p>
        </Notice>
        <h3>"What does not change"</h3>
        <p>
            "Order ids, the certificate, its validation and the paid term stay as they are. Invoices and payments stay with \
             the existing customer. Automatic renewal is off until the new customer turns it on, and the next renewal is \
             billed to the new customer."
        </p>
    };
    section("moving", "Moving an order", content.into_any())
}

/// A message with when it comes and what to do.
fn message(blocker: &Blocker, when: &'static str, then: &'static str) -> AnyView {
    view! {
        <div class="help-message">
            <dt class="quote">{blocker.to_string()}</dt>
            <dd><p>{when}</p><p>{then}</p></dd>
        </div>
    }
    .into_any()
}

/// The messages.
pub fn messages() -> AnyView {
    let (order_id, invoice_id, reseller_id) = (OrderId(0), InvoiceId(0), ResellerId(0));
    let no_sign_up = Blocker::NoSignUp {
        product_key: String::new(),
        product_name: String::from("Digital Certificate"),
        reseller_id,
    };
    let content = view! {
        <p>
            "The page shows every reason at once, while you type. Each stands with the services that it is about, what to \
             do, and, where it passes by itself, when."
        </p>
        <dl class="help-messages">
            {message(
                &Blocker::NotSameCustomer,
                "The username and the Customer ID exist, and belong to two different customers.",
                "Check both with the new customer.",
            )}
            {message(
                &Blocker::InvalidCustomer,
                "The username, the Customer ID or both are not right.",
                "Check both with the new customer.",
            )}
            {message(
                &Blocker::OrderSuspended { order_id, actor_can_unsuspend: false },
                "One of the services is suspended.",
                "Ask the reseller who suspended it.",
            )}
            {message(
                &Blocker::Processing(Unfinished::Move),
                "Something is in progress on one of the services: it is being added, renewed, reissued or moved, or a \
                 certificate request waits for its validation.",
                "Wait until it is completed, or cancel it.",
            )}
            {message(
                &Blocker::PendingInvoice { invoice_id, level: InvoiceLevel::Customer, order_ids: Vec::new() },
                "An invoice about one of the services has not been paid.",
                "Pay it, or have it cancelled.",
            )}
            {message(
                &Blocker::SplitDomain { other_holder: None },
                "Another customer of the new reseller holds services of the same domain name. A domain name is not to be \
                 split between two customers of one reseller.",
                "Move to the customer that holds the rest, or have that customer move its services first. For example, your \
                 certificate is with one reseller and your e-mail hosting with reseller B, there under customer X: a move of \
                 the e-mail hosting to customer Y of reseller B is refused.",
            )}
            {message(
                &Blocker::MoneyBack { order_id, until: Timestamp(0) },
                "One of the services can still be given back for a refund.",
                "Wait until that period ends; Order Details says when.",
            )}
            {message(
                &no_sign_up,
                "The new customer's reseller does not offer one of the products yet. The message names the product.",
                "That reseller has to sign up for the product first.",
            )}
            {message(
                &Blocker::NewCustomerStatus,
                "The new customer's account is deleted or suspended, or takes no moves.",
                "Choose another account, or have the reseller add a new one.",
            )}
        </dl>
    };
    section("messages", "Messages and what to do", content.into_any())
}
