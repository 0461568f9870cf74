//! The list of orders. Search and filters stand in the address, so that every list can be reloaded and shared.

use super::customers::SearchBox;
use crate::api::{self, Request, list_path};
use crate::components::{
    Badge, Choice, Column, CopyButton, Day, EmptyState, Load, PageHeader, Pager, SelectField, Table, nothing,
    query_from,
};
use crate::router::use_router;
use crate::session::use_session;
use handover_core::facts::OrderStatus;
use handover_core::wire::{ListQuery, OrderRow, Page, ProductRow, path};
use leptos::prelude::*;

/// The page at `/orders`.
#[component]
pub fn OrdersPage() -> AnyView {
    let search = use_router().query();
    let query = Memo::new(move |_| search.with(|search| query_from(search)));
    let orders = api::read::<Page<OrderRow>>(move || Request::get(&list_path(path::ORDERS, &query.get())));
    let is_reseller = use_session().is_reseller();
    let said = move || {
        let count = orders.data().map(|page| page.items.len());
        count.map(|count| match count {
            0 => String::from("No orders"),
            1 => String::from("1 order on this page"),
            count => format!("{count} orders on this page"),
        })
    };
    view! {
        <PageHeader title="Orders" help="orders" />
        <Filters query=query />
        <p class="visually-hidden" role="status">{said}</p>
        <Load reading=orders view=move |page| orders_view(page, query.get_untracked(), is_reseller) />
    }
    .into_any()
}

/// Where the filters lead; the page of the list starts anew.
fn filtered(query: ListQuery) -> String {
    list_path("/orders", &ListQuery { after: String::new(), ..query })
}

#[component]
fn Filters(query: Memo<ListQuery>) -> AnyView {
    let router = use_router();
    let go = move |query: ListQuery| router.refine(&filtered(query));
    let search = Callback::new(move |text: String| {
        let query = query.get_untracked();
        if query.q != text {
            go(ListQuery { q: text, ..query });
        }
    });
    let products = api::read::<Vec<ProductRow>>(|| Request::get(path::PRODUCTS));
    let product_choices = Memo::new(move |_| {
        let mut choices = vec![Choice::new("", "All products")];
        if let Some(products) = products.data() {
            choices.extend(products.into_iter().map(|product| Choice::new(product.product_key, product.name)));
        }
        choices
    });
    let mut statuses = vec![Choice::new("", "All statuses")];
    statuses.extend(OrderStatus::ALL.map(|status| Choice::new(status.as_str(), status.as_str())));

    view! {
        <form class="filters" role="search" on:submit=|event| event.prevent_default()>
            <SearchBox
                id="order-search"
                label="Domain name or order id"
                value=Memo::new(move |_| query.with(|query| query.q.clone()))
                on_search=search
            />
            <SelectField
                id="order-status"
                label="Status"
                value=Signal::derive(move || query.with(|query| query.status.clone()))
                choices=statuses
                on_choose=Callback::new(move |status| {
                    go(ListQuery { status, ..query.get_untracked() });
                })
            />
            <SelectField
                id="order-product"
                label="Product"
                value=Signal::derive(move || query.with(|query| query.product.clone()))
                choices=product_choices
                on_choose=Callback::new(move |product| {
                    go(ListQuery { product, ..query.get_untracked() });
                })
            />
        </form>
        {move || {
            let customer = query.with(|query| query.customer.clone());
            (!customer.is_empty())
                .then(|| {
                    let rest = filtered(ListQuery { customer: String::new(), ..query.get() });
                    view! {
                        <p class="filter-note">
                            "Only orders of customer " <strong>{customer}</strong> ". "
                            <a href=rest>"Show those of all customers"</a>
                        </p>
                    }
                })
        }}
    }
    .into_any()
}

fn orders_view(page: Page<OrderRow>, query: ListQuery, is_reseller: bool) -> AnyView {
    if page.items.is_empty() {
        return no_orders(&query, is_reseller);
    }
    view! {
        <div class="table-card">{orders_table("Orders", page.items, is_reseller)}</div>
        <Pager path="/orders" query=query next=page.next />
    }
    .into_any()
}

/// The table of orders; Order Details shows the related services with it too.
pub fn orders_table(caption: &'static str, orders: Vec<OrderRow>, with_customer: bool) -> AnyView {
    let mut columns =
        ["Domain name", "Order id", "Product", "Status", "Expires"].into_iter().map(Column::new).collect::<Vec<_>>();
    if with_customer {
        columns.push(Column::new("Customer"));
    }
    let rows = orders.into_iter().map(|order| order_row(order, with_customer)).collect();
    view! { <Table caption=caption columns=columns rows=rows /> }.into_any()
}

fn order_row(order: OrderRow, with_customer: bool) -> Vec<AnyView> {
    let id = order.order_id.to_string();
    let address = String::from("/orders/") + &id;
    let what = String::from("order id ") + &id;
    let mut cells = vec![
        view! { <a href=address>{order.domain}</a> }.into_any(),
        view! { <span class="id">{id.clone()} <CopyButton text=id what=what /></span> }.into_any(),
        order.product_name.into_any(),
        view! { <Badge text=order.status.as_str() /> }.into_any(),
        order.expires_at.map_or_else(nothing, |at| view! { <Day at=at /> }.into_any()),
    ];
    if with_customer {
        let address = String::from("/customers/") + &order.customer_id.to_string();
        cells.push(view! { <a href=address>{order.customer_name}</a> }.into_any());
    }
    cells
}

fn no_orders(query: &ListQuery, is_reseller: bool) -> AnyView {
    if *query != ListQuery::default() {
        return view! {
            <EmptyState title="No order matches">
                <p>
                    "The search finds domain names by how they begin, and order ids as a whole. Deleted and archived \
                     orders have their own status."
                </p>
                <p class="state-actions"><a class="button" href="/orders">"Show all orders"</a></p>
            </EmptyState>
        }
        .into_any();
    }
    let next = if is_reseller {
        view! {
            <p>"The orders of your customers appear here."</p>
            <p class="state-actions"><a class="button" href="/customers">"Go to Customers"</a></p>
        }
        .into_any()
    } else {
        view! {
            <p>
                "What you buy from your reseller, and what others move to you, appears here. To receive a move, tell the \
                 sender your username and your Customer ID."
            </p>
            <p class="state-actions"><a class="button" href="/settings/profile">"Show my Customer ID"</a></p>
        }
        .into_any()
    };
    view! { <EmptyState title="No orders yet">{next}</EmptyState> }.into_any()
}
