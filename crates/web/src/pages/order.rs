//! Order Details: everything about one order, and what the person may do with it. Moving it has a page of its own.

mod summary;
mod tables;
mod task;

use crate::api::{self, ApiError, Request};
use crate::components::{Card, Crumb, EmptyState, Icon, Load, PageHeader, ReasonDialog, card_note, dynamic};
use crate::pages::orders::orders_table;
use crate::router::parameter;
use crate::session::use_session;
use handover_core::Blocker;
use handover_core::ids::OrderId;
use handover_core::wire::{OrderDetails, OrderPermissions, OrderRow, path, problem_code};
use leptos::prelude::*;
use task::{Task, Tasks};

/// The page at `/orders/:order_id`.
#[component]
pub fn OrderPage() -> AnyView {
    let order_id = parameter("order_id");
    dynamic(move || match order_id.get().parse::<OrderId>() {
        Ok(order_id) => view! { <Order order_id=order_id /> }.into_any(),
        Err(_) => view! {
            <PageHeader title="Order Details" crumbs=crumbs() />
            <EmptyState title=Blocker::NotFound.to_string()>
                <p>"An order id is a number."</p>
                <p class="state-actions"><a class="button" href="/orders">"Go to Orders"</a></p>
            </EmptyState>
        }
        .into_any(),
    })
}

/// An order that is not there, or not for this account, is refused in the words of rule R0.
pub fn no_such_order(error: ApiError) -> ApiError {
    match error {
        ApiError::Problem(mut problem) if problem.code == problem_code::NOT_FOUND => {
            problem.title = Blocker::NotFound.to_string();
            ApiError::Problem(problem)
        }
        ApiError::Problem(_) | ApiError::Offline | ApiError::Unreadable => error,
    }
}

fn crumbs() -> Vec<Crumb> {
    vec![Crumb::new("Orders", "/orders")]
}

#[component]
fn Order(order_id: OrderId) -> AnyView {
    let id = order_id.to_string();
    let address = path::fill(path::ORDER, &[&id]);
    let details = api::read::<OrderDetails>(move || Request::get(&address));
    let title = Memo::new(move |_| match details.data() {
        Some(details) => [details.order.domain, details.order.product_name].join(" · "),
        None => format!("Order {order_id}"),
    });
    let may = Memo::new(move |_| details.data().map(|details| details.may));
    let is_reseller = use_session().is_reseller();
    let tasks = Tasks::new(order_id, Callback::new(move |()| details.refetch()));
    view! {
        <PageHeader title=title crumbs=crumbs() help="orders">
            {move || may.get().map(|may| actions(&id, may, tasks))}
        </PageHeader>
        <div role="status" class="said" id="said" tabindex="-1">{move || tasks.outcome()}</div>
        <Load
            reading=details
            lines=10
            reword=no_such_order
            view=move |details| order_view(details, is_reseller, tasks)
        />
        <ReasonDialog
            id="task"
            field_id="task-reason"
            open=tasks.is_open
            title=Signal::derive(move || tasks.current().map_or_else(String::new, Task::title))
            explanation=Signal::derive(move || tasks.current().map_or_else(String::new, Task::explanation))
            required=Signal::derive(move || tasks.current().is_some_and(Task::needs_reason))
            kind="primary"
            pending=tasks.pending()
            refusal=tasks.refusal
            on_submit=Callback::new(move |reason| tasks.submit(reason))
        />
    }
    .into_any()
}

/// The links and buttons at the top right.
fn actions(order_id: &str, may: OrderPermissions, tasks: Tasks) -> AnyView {
    let button = |label: &'static str, task: Task| {
        view! {
            <button type="button" class="button" on:click=move |_| tasks.ask(task)>
                {label}
            </button>
        }
    };
    view! {
        {may.suspend.then(|| button("Suspend", Task::Suspend))}
        {may.unsuspend.then(|| button("Unsuspend", Task::Unsuspend))}
        {may.move_services
            .then(|| {
                view! {
                    <a class="button primary" href=format!("/orders/{order_id}/move")>
                        <Icon name="move" />
                        "Move Services"
                    </a>
                }.into_any()
            })}
    }
    .into_any()
}

fn order_view(details: OrderDetails, is_reseller: bool, tasks: Tasks) -> AnyView {
    let domain = details.order.domain.clone();
    let may_settle = details.may.settle_actions;
    view! {
        <div class="stack">
            {summary::warnings(&details, is_reseller)}
            {summary::summary(&details, is_reseller)}
            <div class="split">
                <div class="stack">
                    {related(details.related, &domain)}
                    {tables::actions(details.actions, may_settle, tasks)}
                    {tables::invoices(details.invoices, tasks)}
                    {tables::moves(details.moves)}
                </div>
                <div class="stack">
                    {details.certificate.map(summary::certificate)}
                    {summary::contacts(details.contacts)}
                </div>
            </div>
        </div>
    }
    .into_any()
}

fn related(related: Vec<OrderRow>, domain: &str) -> AnyView {
    let count = related.len();
    let content = if related.is_empty() {
        card_note(["There are no other services of ", domain, "."].concat())
    } else {
        view! { <div class="table-area">{orders_table("Related services", related, false)}</div> }.into_any()
    };
    view! { <Card id="related" title="Related services" count=count>{content}</Card> }.into_any()
}
