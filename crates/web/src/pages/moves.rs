//! The receipts: every move that the person may see, newest first.

use crate::api::{self, Request, list_path};
use crate::components::{Badge, Column, EmptyState, Load, PageHeader, Pager, Table, Time, Tone, query_from};
use crate::router::use_router;
use crate::session::use_session;
use handover_core::ids::CustomerId;
use handover_core::wire::{ListQuery, MoveRow, Page, Party, path};
use leptos::prelude::*;

/// The page at `/moves`.
#[component]
pub fn MovesPage() -> AnyView {
    let search = use_router().query();
    let query = Memo::new(move |_| search.with(|search| query_from(search)));
    let moves = api::read::<Page<MoveRow>>(move || Request::get(&list_path(path::MOVES, &query.get())));
    let own = use_session().me().and_then(|me| me.customer_id);
    view! {
        <PageHeader title="Moves" help="moving" />
        <Load reading=moves view=move |page| moves_view(page, query.get_untracked(), own) />
    }
    .into_any()
}

fn moves_view(page: Page<MoveRow>, query: ListQuery, own: Option<CustomerId>) -> AnyView {
    if page.items.is_empty() {
        return view! {
            <EmptyState title="No moves yet">
                <p>
                    "Every move leaves a receipt here. To move an order, open it and follow Move Services at the top right."
                </p>
                <p class="state-actions"><a class="button" href="/orders">"Go to Orders"</a></p>
            </EmptyState>
        }
        .into_any();
    }
    let mut columns = vec![Column::new("Domain name"), Column::new("When")];
    if own.is_some() {
        columns.push(Column::new("Direction"));
    }
    columns.extend([Column::number("Services"), Column::new("From"), Column::new("To"), Column::new("Receipt")]);
    let rows = page.items.into_iter().map(|row| move_row(row, own)).collect();
    view! {
        <div class="table-card"><Table caption="Moves, newest first" columns=columns rows=rows /></div>
        <Pager path="/moves" query=query next=page.next />
    }
    .into_any()
}

fn move_row(row: MoveRow, own: Option<CustomerId>) -> Vec<AnyView> {
    let id = row.move_id.to_string();
    let address = String::from("/moves/") + &id;
    let mut cells = vec![
        view! { <a href=address.clone()>{row.domain}</a> }.into_any(),
        view! { <Time at=row.completed_at /> }.into_any(),
    ];
    if let Some(own) = own {
        let is_in = row.new_customer.customer_id == own;
        let (text, tone) = if is_in { ("In", Tone::Success) } else { ("Out", Tone::Neutral) };
        cells.push(view! { <Badge text=text tone=tone /> }.into_any());
    }
    cells.extend([
        row.service_count.to_string().into_any(),
        party(row.existing_customer),
        party(row.new_customer),
        view! { <a href=address>{id}</a> }.into_any(),
    ]);
    cells
}

fn party(party: Party) -> AnyView {
    let detail = party.customer_id.to_string() + ", " + &party.reseller_name;
    view! { <span class="party"><span>{party.name}</span> <span class="soft">{detail}</span></span> }.into_any()
}
