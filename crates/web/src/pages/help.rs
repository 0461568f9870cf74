//! The help: signing in, orders, moving, and what resellers do. The messages are quoted from the core crate.

mod moving;
mod resellers;

use crate::browser;
use crate::components::{Notice, PageHeader, Tone};
use handover_core::form::PASSWORD_MIN_CHARS;
use leptos::prelude::*;
use leptos_router::hooks::use_location;

/// The page at `/help`.
#[component]
pub fn HelpPage() -> AnyView {
    let hash = use_location().hash;
    // The browser scrolls to the section; a screen reader has to be sent there.
    Effect::new(move |_| {
        let id = hash.with(|hash| hash.trim_start_matches('#').to_owned());
        if !id.is_empty() {
            request_animation_frame(move || browser::focus_id(&id));
        }
    });
    view! {
        <PageHeader title="Help" />
        <div class="help">
            <nav class="help-contents" aria-label="On this page">
                <ul>
                    <li><a href="/help#signing-in">"Signing in"</a></li>
                    <li><a href="/help#orders">"Finding and managing orders"</a></li>
                    <li><a href="/help#moving">"Moving an order"</a></li>
                    <li><a href="/help#messages">"Messages and what to do"</a></li>
                    <li><a href="/help#customer-id">"Customer ID and settings"</a></li>
                    <li><a href="/help#resellers">"For resellers"</a></li>
                </ul>
            </nav>
            <div class="prose">
                {signing_in()} {orders()} {moving::moving()} {moving::messages()} {customer_id()} {resellers::resellers()}
            </div>
        </div>
    }
    .into_any()
}

/// A section that the address can point to.
fn section(id: &'static str, title: &'static str, content: AnyView) -> AnyView {
    view! {
        <section aria-labelledby=id>
            <h2 id=id tabindex="-1">{title}</h2>
            {content}
        </section>
    }
    .into_any()
}

fn signing_in() -> AnyView {
    let content = view! {
        <ol>
            <li>"Open " <a href="/sign-in">"Sign in"</a> ". Customers and resellers use the same page."</li>
            <li>
                "Type your username, which is your e-mail address, and your password. The address may be typed in small or \
                 capital letters."
            </li>
            <li>"Where the address has accounts under several resellers, choose one."</li>
        </ol>
        <h3>"The first time, or after forgetting the password"</h3>
        <p>
            "Your reseller makes a one-time link for you. It opens a page where you choose a password of at least "
            {PASSWORD_MIN_CHARS} " characters. The link works once; ask for another one where it has expired."
        </p>
        <h3>"When it does not work"</h3>
        <ul>
            <li>"Somebody who tries many wrong passwords has to wait a while before the next try."</li>
            <li>"A session ends by itself after some time. Signing in again leads to where you were."</li>
        </ul>
    };
    section("signing-in", "Signing in", content.into_any())
}

fn orders() -> AnyView {
    let content = view! {
        <h3>"Listing and searching"</h3>
        <ul>
            <li>
                <a href="/orders">"Orders"</a>
                " lists every order that you may see. Type the beginning of a domain name, or a whole order id. "
                <kbd>"/"</kbd> " moves to the search box."
            </li>
            <li>"Choose a status or a product to see fewer. The address holds the search, so it can be kept or sent."</li>
            <li>"The button beside an order id copies it."</li>
        </ul>
        <h3>"Order Details"</h3>
        <p>"A domain name opens its order. There you see:"</p>
        <ul>
            <li>"its status, when it expires, and until when it can be given back for money;"</li>
            <li>"for a Digital Certificate its subject, names, issuer, validity and serial number;"</li>
            <li>"the contacts it uses and the other services of the domain name, which move along with it;"</li>
            <li>"what is in progress and which invoices are open. What you may cancel has a button."</li>
        </ul>
        <h3>"Statuses"</h3>
        <dl class="facts">
            {status("InActive", "Bought, and not set up yet.")}
            {status("Active", "In service.")}
            {status("Suspended", "Switched off by a reseller. The reason stands in Order Details.")}
            {status("Pending Delete Restorable", "Deleted at the provider, and for a while still to be had back.")}
            {status("Deleted", "History.")}
            {status("Archived", "History.")}
        </dl>
        <Notice tone=Tone::Info title="A suspended order cannot be moved.">
            <p>
                "Ask your reseller to unsuspend it first. For resellers: "
                <a href="/help#unsuspending">"Unsuspending an order"</a> "."
            </p>
        </Notice>
    };
    section("orders", "Finding and managing orders", content.into_any())
}

fn status(word: &'static str, meaning: &'static str) -> AnyView {
    view! {
        <div>
            <dt>{word}</dt>
            <dd>{meaning}</dd>
        </div>
    }
    .into_any()
}

fn customer_id() -> AnyView {
    let content = view! {
        <p>
            "Every customer account has a Customer ID, a number that no other account has. Its owner finds it in "
            <a href="/settings/profile">"Settings, Primary Profile"</a>
            " and gives it, together with the username, to whoever wants to move services to this account."
        </p>
        <p>
            "The same page says whether moves to the account are accepted, and holds its four default contacts: registrant, \
             administrative, technical and billing. They take the place of the contact details of services that move in, \
             unless the sender retains the existing ones."
        </p>
    };
    section("customer-id", "Customer ID and settings", content.into_any())
}
