//! Settings, Primary Profile: the Customer ID, the profile, what others may move here, the default contacts.

use crate::api::{self, Request};
use crate::components::{Card, CopyButton, Day, Facts, LoadLive, Notice, PageHeader, Tone};
use crate::pages::customers::{DefaultContacts, IncomingSettingForm, contact_lines};
use crate::session::use_session;
use handover_core::ids::CustomerId;
use handover_core::wire::{CustomerDetails, Me, path};
use leptos::prelude::*;

/// The page at `/settings/profile`.
#[component]
pub fn ProfilePage() -> AnyView {
    let me = use_session().me();
    view! {
        <PageHeader title="Primary Profile" help="customer-id" />
        {me
            .map(|me| match me.customer_id {
                Some(customer_id) => view! { <CustomerProfile customer_id=customer_id /> }.into_any(),
                None => reseller_profile(me),
            })}
    }
    .into_any()
}

/// A reseller has no Customer ID; its customers have one each.
fn reseller_profile(me: Me) -> AnyView {
    let facts = vec![
        ("Name", me.name.into_any()),
        ("Username", me.username.into_any()),
        ("Reseller", me.reseller_name.into_any()),
        ("Reseller ID", me.reseller_id.to_string().into_any()),
    ];
    view! {
        <div class="stack">
            <Card id="profile" title="Reseller account">
                <div class="card-body"><Facts facts=facts /></div>
            </Card>
            <Notice tone=Tone::Info title="A reseller account has no Customer ID.">
                <p>
                    "Services belong to customers. The Customer ID of each of yours stands in "
                    <a href="/customers">"Customers"</a> "."
                </p>
            </Notice>
        </div>
    }
    .into_any()
}

#[component]
fn CustomerProfile(customer_id: CustomerId) -> AnyView {
    let address = path::fill(path::CUSTOMER, &[&customer_id.to_string()]);
    let details = api::read::<CustomerDetails>(move || Request::get(&address));
    let changed = Callback::new(move |()| details.refetch());
    view! { <LoadLive reading=details view=move |details| profile_view(customer_id, details, changed) /> }.into_any()
}

fn profile_view(customer_id: CustomerId, details: Signal<CustomerDetails>, changed: Callback<()>) -> AnyView {
    let id = customer_id.to_string();
    let rows = Signal::derive(move || details.with(|details| details.default_contacts.clone()));
    let setting = Memo::new(move |_| details.with(|details| details.incoming_setting));
    view! {
        <div class="stack">
            <section class="card" aria-labelledby="customer-id">
                <div class="card-body">
                    <h2 id="customer-id">"Customer ID"</h2>
                    <p class="big-id">
                        <span class="big-id-digits">{id.clone()}</span>
                        <CopyButton text=id what="Customer ID" />
                    </p>
                    <p class="soft">
                        "Whoever moves services to you needs this number and your username. Nobody can take anything from \
                         you with them."
                    </p>
                </div>
            </section>
            <div class="halves">
                {move || details.with(profile_card)}
                <Card id="incoming" title="Moves to this account">
                    <div class="card-body">
                        <IncomingSettingForm customer_id=customer_id setting=setting on_change=changed />
                    </div>
                </Card>
            </div>
            <section class="stack" aria-labelledby="default-contacts">
                <h2 id="default-contacts">"Default contacts"</h2>
                <DefaultContacts customer_id=customer_id rows=rows on_change=changed />
            </section>
        </div>
    }
    .into_any()
}

fn profile_card(details: &CustomerDetails) -> AnyView {
    let customer = &details.customer;
    let username = customer.username.clone();
    let username =
        view! { {username.clone()} " " <CopyButton text=username what="Customer Username (Email Address)" /> };
    let facts = vec![
        ("Customer Username (Email Address)", username.into_any()),
        ("Name and address", contact_lines(&details.profile)),
        ("Reseller", customer.reseller_name.clone().into_any()),
        ("Customer since", view! { <Day at=details.created_at /> }.into_any()),
    ];
    view! {
        <Card id="profile" title="Profile">
            <div class="card-body"><Facts facts=facts /></div>
        </Card>
    }
    .into_any()
}
