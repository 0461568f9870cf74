//! The list of customers. Search and filter stand in the address, so that every list can be reloaded and shared.

use super::search_box::SearchBox;
use crate::api::{self, Request, list_path};
use crate::components::{
    Badge, Choice, CopyButton, EmptyState, Icon, Load, PageHeader, Pager, SelectField, query_from,
};
use crate::router::use_router;
use handover_core::facts::AccountStatus;
use handover_core::wire::{CustomerRow, ListQuery, Page, path};
use leptos::prelude::*;

/// The page at `/customers`.
#[component]
pub fn CustomersPage() -> AnyView {
    let search = use_router().query();
    let query = Memo::new(move |_| {
        let ListQuery { q, status, after, .. } = search.with(|search| query_from(search));
        ListQuery { q, status, after, ..ListQuery::default() }
    });
    let customers = api::read::<Page<CustomerRow>>(move || Request::get(&list_path(path::CUSTOMERS, &query.get())));
    let said = move || {
        let count = customers.data().map(|page| page.items.len());
        count.map(|count| match count {
            0 => String::from("No customers"),
            1 => String::from("1 customer on this page"),
            count => format!("{count} customers on this page"),
        })
    };
    view! {
        <PageHeader title="Customers" help="adding-a-customer">
            <a class="button primary" href="/customers/new"><Icon name="plus" /> "Add a customer"</a>
        </PageHeader>
        <Filters query=query />
        <p class="visually-hidden" role="status">{said}</p>
        <Load reading=customers view=move |page| customers_view(page, query.get_untracked()) />
    }
    .into_any()
}

#[component]
fn Filters(query: Memo<ListQuery>) -> AnyView {
    let router = use_router();
    let go = move |query: ListQuery| router.refine(&list_path("/customers", &query));
    // A filter starts the list anew.
    let search = Callback::new(move |q: String| {
        let query = query.get_untracked();
        if query.q != q {
            go(ListQuery { q, after: String::new(), ..query });
        }
    });
    let choose_status = Callback::new(move |status: String| {
        go(ListQuery { status, after: String::new(), ..query.get_untracked() });
    });
    let mut statuses = vec![Choice::new("", "All statuses")];
    statuses.extend(AccountStatus::ALL.map(|status| Choice::new(status.as_str(), status.as_str())));
    view! {
        <form class="filters" role="search" on:submit=|event| event.prevent_default()>
            <SearchBox
                id="customer-search"
                label="Name, username or Customer ID"
                value=Memo::new(move |_| query.with(|query| query.q.clone()))
                on_search=search
            />
            <SelectField
                id="customer-status"
                label="Status"
                value=Signal::derive(move || query.with(|query| query.status.clone()))
                choices=Signal::stored(statuses)
                on_choose=choose_status
            />
        </form>
    }
    .into_any()
}

fn customers_view(page: Page<CustomerRow>, query: ListQuery) -> AnyView {
    if page.items.is_empty() {
        return no_customers(&query);
    }
    let rows = page.items.into_iter().map(customer_row).collect::<Vec<_>>();
    view! {
        <div class="table-card">
            <table class="table linked customers" role="table">
                <caption class="visually-hidden">"Customers"</caption>
                <thead role="rowgroup">
                    <tr role="row">
                        <th role="columnheader" scope="col">"Name"</th>
                        <th role="columnheader" scope="col">"Customer ID"</th>
                        <th role="columnheader" scope="col">"Username"</th>
                        <th role="columnheader" scope="col">"Reseller"</th>
                        <th role="columnheader" scope="col">"Status"</th>
                        <th role="columnheader" scope="col" class="end">"Live orders"</th>
                    </tr>
                </thead>
                <tbody role="rowgroup">{rows}</tbody>
            </table>
        </div>
        <Pager path="/customers" query=query next=page.next />
    }
    .into_any()
}

fn customer_row(customer: CustomerRow) -> AnyView {
    let id = customer.customer_id.to_string();
    let details = format!("/customers/{id}");
    let orders = format!("/orders?customer={id}");
    let orders = if customer.live_orders > 0 {
        let label = format!("{} live orders of {}", customer.live_orders, customer.name);
        view! { <a href=orders aria-label=label>{customer.live_orders}</a> }.into_any()
    } else {
        view! { <span class="soft">"0"</span> }.into_any()
    };
    view! {
        <tr role="row">
            <th role="rowheader" scope="row" class="strong"><a href=details>{customer.name}</a></th>
            <td role="cell" data-label="Customer ID">
                <span class="id">
                    {id.clone()} <CopyButton text=id.clone() what=String::from("Customer ID ") + &id />
                </span>
            </td>
            <td role="cell" data-label="Username">{customer.username}</td>
            <td role="cell" data-label="Reseller">{customer.reseller_name}</td>
            <td role="cell" data-label="Status"><Badge text=customer.status.as_str() /></td>
            <td role="cell" data-label="Live orders" class="end number">{orders}</td>
        </tr>
    }
    .into_any()
}

fn no_customers(query: &ListQuery) -> AnyView {
    if *query == ListQuery::default() {
        return view! {
            <EmptyState title="No customers yet">
                <p>"Orders belong to customers. Add the first one; services can then be moved to it."</p>
                <p class="state-actions"><a class="button primary" href="/customers/new">"Add a customer"</a></p>
            </EmptyState>
        }
        .into_any();
    }
    view! {
        <EmptyState title="No customer matches">
            <p>
                "The search finds names, usernames and Customer IDs by how they begin."
            </p>
            <p class="state-actions">
                <a class="button" href="/customers">"Show all customers"</a>
                <a class="button" href="/customers/new">"Add a customer"</a>
            </p>
        </EmptyState>
    }
    .into_any()
}
