//! Customer Details: who it is, its profile and default contacts, its orders, and what its reseller can do with it.

use super::account::{DeleteOrRestore, PasswordCard};
use super::default_contacts::{DefaultContacts, contact_lines};
use super::incoming::IncomingSettingForm;
use crate::api::{self, Request, list_path};
use crate::components::{Badge, CopyButton, Crumb, Load, LoadLive, Notice, PageHeader, Time, Tone, dynamic};
use crate::pages::orders::orders_table;
use crate::router::parameter;
use handover_core::facts::AccountStatus;
use handover_core::ids::CustomerId;
use handover_core::wire::{CustomerDetails, ListQuery, OrderRow, Page, path};
use leptos::prelude::*;

/// The page at `/customers/:customer_id`.
#[component]
pub fn CustomerPage() -> AnyView {
    let customer_id = parameter("customer_id");
    dynamic(move || view! { <CustomerOf customer_id=customer_id.get() /> }.into_any())
}

#[component]
fn CustomerOf(customer_id: String) -> AnyView {
    let address = path::fill(path::CUSTOMER, &[&api::percent_encode(&customer_id)]);
    let reading = api::read::<CustomerDetails>(move || Request::get(&address));
    let title = Signal::derive(move || match reading.data() {
        Some(details) => details.customer.name,
        None => String::from("Customer ") + &customer_id,
    });
    let reread = Callback::new(move |()| reading.refetch());
    view! {
        <PageHeader title=title crumbs=vec![Crumb::new("Customers", "/customers")] />
        <LoadLive reading=reading view=move |details| customer_view(details, reread) lines=12 />
    }
    .into_any()
}

fn customer_view(details: Signal<CustomerDetails>, reread: Callback<()>) -> AnyView {
    let customer_id = details.with_untracked(|details| details.customer.customer_id);
    let is_deleted = Memo::new(move |_| details.with(|details| details.customer.status == AccountStatus::Deleted));
    let is_suspended = Memo::new(move |_| details.with(|details| details.customer.status == AccountStatus::Suspended));
    let profile = Memo::new(move |_| details.with(|details| details.profile.clone()));
    view! {
        <div class="stack">
            {move || {
                is_deleted
                    .get()
                    .then(|| {
                        view! {
                            <Notice tone=Tone::Warning title="This customer is deleted.">
                                <p>"Nobody can sign in to it or move services to it until it is restored."</p>
                            </Notice>
                        }.into_any()
                    })
            }}
            {move || {
                is_suspended
                    .get()
                    .then(|| {
                        view! {
                            <Notice tone=Tone::Warning title="This customer is suspended.">
                                <p>"Services can be moved away from it, but not to it."</p>
                            </Notice>
                        }.into_any()
                    })
            }} <div class="split">
                <div class="stack">
                    {account_card(details)}
                    <section class="card" aria-labelledby="contacts-heading">
                        <header class="card-header"><h2 id="contacts-heading">"Default contacts"</h2></header>
                        <div class="card-body">
                            <DefaultContacts
                                customer_id=customer_id
                                rows=Signal::derive(move || details.with(|details| details.default_contacts.clone()))
                                read_only=is_deleted
                                on_change=reread
                            />
                        </div>
                    </section>
                    <OrdersCard customer_id=customer_id />
                </div>
                <div class="stack">
                    <section class="card" aria-labelledby="profile-heading">
                        <header class="card-header"><h2 id="profile-heading">"Profile"</h2></header>
                        <div class="card-body">{move || profile.with(contact_lines)}</div>
                    </section>
                    <section class="card" aria-labelledby="incoming-heading">
                        <header class="card-header"><h2 id="incoming-heading">"Incoming moves"</h2></header>
                        <div class="card-body">
                            <IncomingSettingForm
                                customer_id=customer_id
                                setting=Signal::derive(move || details.with(|details| details.incoming_setting))
                                read_only=is_deleted
                                on_change=reread
                            />
                        </div>
                    </section>
                    <PasswordCard details=details reread=reread />
                    <DeleteOrRestore details=details reread=reread />
                </div>
            </div>
        </div>
    }
    .into_any()
}

fn account_card(details: Signal<CustomerDetails>) -> AnyView {
    let card = move || {
        let CustomerDetails { customer, created_at, .. } = details.get();
        let id = customer.customer_id.to_string();
        view! {
            <dl class="facts">
                <div>
                    <dt>"Customer ID"</dt>
                    <dd>
                        <span class="id strong-id">{id.clone()} <CopyButton text=id what="Customer ID" /></span>
                    </dd>
                </div>
                <div>
                    <dt>"Username"</dt>
                    <dd>
                        <span class="copyable">
                            {customer.username.clone()} <CopyButton text=customer.username what="username" />
                        </span>
                    </dd>
                </div>
                <div>
                    <dt>"Reseller"</dt>
                    <dd>{customer.reseller_name}</dd>
                </div>
                <div>
                    <dt>"Status"</dt>
                    <dd><Badge text=customer.status.as_str() /></dd>
                </div>
                <div>
                    <dt>"Added"</dt>
                    <dd><Time at=created_at /></dd>
                </div>
            </dl>
        }
    };
    view! {
        <section class="card" aria-labelledby="account-heading">
            <header class="card-header"><h2 id="account-heading">"Account"</h2></header>
            <div class="card-body">{card}</div>
        </section>
    }
    .into_any()
}

/// The first page of its orders, and the way to all of them.
#[component]
fn OrdersCard(customer_id: CustomerId) -> AnyView {
    let query = ListQuery { customer: customer_id.to_string(), ..ListQuery::default() };
    let all = list_path("/orders", &query);
    let address = list_path(path::ORDERS, &query);
    let orders = api::read::<Page<OrderRow>>(move || Request::get(&address));
    view! {
        <section class="card" aria-labelledby="orders-heading">
            <header class="card-header">
                <h2 id="orders-heading">"Orders"</h2>
                <a href=all>"Search these orders"</a>
            </header>
            <Load reading=orders view=orders_view lines=4 />
        </section>
    }
    .into_any()
}

fn orders_view(page: Page<OrderRow>) -> AnyView {
    if page.items.is_empty() {
        return view! {
            <p class="card-empty">"It holds no orders. Services arrive here when they are moved to this customer."</p>
        }
        .into_any();
    }
    let is_cut = page.next.is_some();
    view! {
        <div class="table-area">{orders_table("Orders of this customer", page.items, false)}</div>
        {is_cut.then(|| view! { <p class="card-empty">"These are the first ones. The search shows all."</p> }.into_any())}
    }
    .into_any()
}
