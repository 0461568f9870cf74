//! The receipts: every move that the person may see, newest first.

use crate::api::{self, list_path};
use crate::components::{Badge, EmptyState, Load, PageHeader, Pager, Time, Tone, query_from};
use crate::session::use_session;
use handover_core::ids::CustomerId;
use handover_core::wire::{ListQuery, MoveRow, Page, Party, path};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// The page at `/moves`.
#[component]
pub fn MovesPage() -> AnyView {
    let params = use_query_map();
    let query = Memo::new(move |_| params.with(query_from));
    let moves = LocalResource::new(move || {
        let address = list_path(path::MOVES, &query.get());
        async move { api::get::<Page<MoveRow>>(&address).await }
    });
    let own = use_session().me().and_then(|me| me.customer_id);
    view! {
        <PageHeader title="Moves" help="moving" />
        <Load resource=moves view=move |page| moves_view(page, query.get_untracked(), own) />
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
    let rows = page.items.into_iter().map(|row| move_row(row, own)).collect::<Vec<_>>();
    view! {
        <div class="table-card">
            <table class="table linked" role="table">
                <caption class="visually-hidden">"Moves, newest first"</caption>
                <thead role="rowgroup">
                    <tr role="row">
                        <th role="columnheader" scope="col">"Domain name"</th>
                        <th role="columnheader" scope="col">"When"</th>
                        {own.is_some().then(|| view! { <th role="columnheader" scope="col">"Direction"</th> })}
                        <th role="columnheader" scope="col" class="end">"Services"</th>
                        <th role="columnheader" scope="col">"From"</th>
                        <th role="columnheader" scope="col">"To"</th>
                        <th role="columnheader" scope="col">"Receipt"</th>
                    </tr>
                </thead>
                <tbody role="rowgroup">{rows}</tbody>
            </table>
        </div>
        <Pager path="/moves" query=query next=page.next />
    }
    .into_any()
}

fn move_row(row: MoveRow, own: Option<CustomerId>) -> AnyView {
    let address = format!("/moves/{}", row.move_id);
    let direction = own.map(|own| {
        let (text, tone) =
            if row.new_customer.customer_id == own { ("In", Tone::Success) } else { ("Out", Tone::Neutral) };
        view! { <td role="cell" data-label="Direction"><Badge text=text tone=tone /></td> }
    });
    view! {
        <tr role="row">
            <th role="rowheader" scope="row" class="strong"><a href=address.clone()>{row.domain}</a></th>
            <td role="cell" data-label="When"><Time at=row.completed_at /></td>
            {direction}
            <td role="cell" data-label="Services" class="end number">{row.service_count}</td>
            <td role="cell" data-label="From">{party(&row.existing_customer)}</td>
            <td role="cell" data-label="To">{party(&row.new_customer)}</td>
            <td role="cell" data-label="Receipt"><a href=address>{row.move_id.to_string()}</a></td>
        </tr>
    }
    .into_any()
}

fn party(party: &Party) -> AnyView {
    view! {
        <span class="party">
            <span>{party.name.clone()}</span>
            <span class="soft">{party.customer_id.to_string()} ", " {party.reseller_name.clone()}</span>
        </span>
    }
    .into_any()
}
