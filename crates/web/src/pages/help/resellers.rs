//! What only resellers do: unsuspending, signing up for a product, adding a customer.

use super::section;
use handover_core::Blocker;
use handover_core::ids::ResellerId;
use leptos::prelude::*;

/// The part for resellers.
pub fn resellers() -> AnyView {
    let no_sign_up = Blocker::NoSignUp {
        product_key: String::new(),
        product_name: String::from("Digital Certificate"),
        reseller_id: ResellerId(0),
    };
    let content = view! {
        <h3 id="unsuspending" tabindex="-1">"Unsuspending an order"</h3>
        <ol>
            <li>"Open the order from " <a href="/orders?status=Suspended">"Orders, status Suspended"</a> "."</li>
            <li>"Press Unsuspend at the top right and confirm."</li>
        </ol>
        <p>
            "An order that a reseller above you suspended can only be unsuspended by that reseller; the button is missing \
             then. Suspending works the same way and asks for a reason, which the customer sees."
        </p>
        <h3 id="signing-up" tabindex="-1">"Signing up for a product"</h3>
        <p>"A move to one of your customers is refused while you do not offer the product:"</p>
        <p class="quote">{no_sign_up.to_string()}</p>
        <ol>
            <li>"Open " <a href="/products">"Products"</a> "."</li>
            <li>"Press Sign up beside the product. Your parent reseller has to have signed up before."</li>
        </ol>
        <h3 id="adding-a-customer" tabindex="-1">"Adding a customer"</h3>
        <ol>
            <li>"Open " <a href="/customers/new">"Customers, Add a customer"</a> "."</li>
            <li>
                "Type its e-mail address, name and postal address. Its four default contacts are made from them; the \
                 customer can change them later."
            </li>
            <li>"Give the customer the one-time link that appears. It chooses its own password with it."</li>
        </ol>
        <p>
            "A deleted customer's address stays taken under its reseller. To move services to somebody whose account was \
             deleted, restore that account, or add a customer with another address."
        </p>
        <h3>"When something blocks a customer's move"</h3>
        <p>
            "In Order Details you can cancel an action, record that it was completed or failed, cancel an invoice, or mark \
             it as paid."
        </p>
    };
    section("resellers", "For resellers", content.into_any())
}
