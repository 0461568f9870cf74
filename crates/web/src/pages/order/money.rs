//! The order's invoices. Paying happens elsewhere; here they are cancelled or recorded as paid.

use super::card;
use super::tables::row_button;
use super::task::{Task, Tasks};
use crate::components::{Badge, Day, Money};
use handover_core::facts::InvoiceLevel;
use handover_core::wire::InvoiceRow;
use leptos::prelude::*;

/// Invoices with a line on this order.
pub fn invoices(invoices: Vec<InvoiceRow>, tasks: Tasks) -> AnyView {
    let count = invoices.len();
    if invoices.is_empty() {
        let none = view! { <p class="card-empty">"There are no invoices about this order."</p> };
        return card("invoices", "Invoices", 0, none.into_any());
    }
    let rows = invoices.into_iter().map(|invoice| invoice_row(invoice, tasks)).collect::<Vec<_>>();
    let table = view! {
        <div class="table-area">
            <table class="table" role="table">
                <caption class="visually-hidden">"Invoices"</caption>
                <thead role="rowgroup">
                    <tr role="row">
                        <th role="columnheader" scope="col">"Invoice"</th>
                        <th role="columnheader" scope="col">"Status"</th>
                        <th role="columnheader" scope="col">"Made"</th>
                        <th role="columnheader" scope="col" class="end">"Amount"</th>
                        <th role="columnheader" scope="col"><span class="visually-hidden">"What you can do"</span></th>
                    </tr>
                </thead>
                <tbody role="rowgroup">{rows}</tbody>
            </table>
        </div>
    };
    card("invoices", "Invoices", count, table.into_any())
}

fn invoice_row(invoice: InvoiceRow, tasks: Tasks) -> AnyView {
    let id = invoice.invoice_id;
    let about = format!("invoice {id}");
    let buttons = (invoice.may_cancel || invoice.may_mark_paid).then(|| {
        view! {
            <div class="table-actions">
                {invoice.may_mark_paid.then(|| row_button("Mark paid", &about, Task::MarkPaid(id), tasks))}
                {invoice.may_cancel.then(|| row_button("Cancel", &about, Task::CancelInvoice(id), tasks))}
            </div>
        }
    });
    let level = match invoice.level {
        InvoiceLevel::Customer => None,
        InvoiceLevel::Reseller => Some(view! { <span class="row-note">"The reseller owes it to its parent"</span> }),
    };
    view! {
        <tr role="row">
            <th role="rowheader" scope="row" class="strong"><span>{id.to_string()} {level}</span></th>
            <td role="cell" data-label="Status"><Badge text=invoice.status.as_str() /></td>
            <td role="cell" data-label="Made"><Day at=invoice.created_at /></td>
            <td role="cell" data-label="Amount" class="end">
                <Money amount_minor=invoice.amount_minor currency=invoice.currency />
            </td>
            <td role="cell" class="end">{buttons}</td>
        </tr>
    }
    .into_any()
}
