//! The order's actions, its invoices, and the moves that it was part of.

use super::task::{Task, Tasks};
use crate::components::{Badge, Card, Column, Day, Money, Table, Time, card_note, nothing};
use handover_core::Timestamp;
use handover_core::facts::InvoiceLevel;
use handover_core::wire::{ActionRow, InvoiceRow, MoveRow};
use leptos::prelude::*;

/// A small button of a row. Its name says what it is about; the visible word stands first in it.
fn button(label: &'static str, about: &str, task: Task, tasks: Tasks) -> AnyView {
    let name = [label, about].join(" ");
    view! {
        <button type="button" class="button small" aria-label=name on:click=move |_| tasks.ask(task)>
            {label}
        </button>
    }
    .into_any()
}

/// The buttons of a row, those that the person has.
fn buttons(about: &str, tasks: Tasks, offered: &[(bool, &'static str, Task)]) -> AnyView {
    let buttons = offered
        .iter()
        .filter(|(is_offered, ..)| *is_offered)
        .map(|(_, label, task)| button(label, about, *task, tasks))
        .collect::<Vec<_>>();
    if buttons.is_empty() {
        return ().into_any();
    }
    view! { <div class="table-actions">{buttons}</div> }.into_any()
}

fn time(at: Option<Timestamp>) -> AnyView {
    at.map_or_else(nothing, |at| view! { <Time at=at /> }.into_any())
}

/// A name with a softer number and a note below.
fn name(name: String, number: String, note: Option<String>) -> AnyView {
    view! {
        <span>
            {name} " " <span class="soft">{number}</span> <span class="row-note">{note}</span>
        </span>
    }
    .into_any()
}

fn table_card(
    id: &'static str,
    title: &'static str,
    none: &'static str,
    columns: Vec<Column>,
    rows: Vec<Vec<AnyView>>,
) -> AnyView {
    let count = rows.len();
    let content = if rows.is_empty() {
        card_note(none.to_owned())
    } else {
        view! { <div class="table-area"><Table caption=title columns=columns rows=rows /></div> }.into_any()
    };
    view! { <Card id=id title=title count=count>{content}</Card> }.into_any()
}

/// What is and was in progress.
pub fn actions(actions: Vec<ActionRow>, may_settle: bool, tasks: Tasks) -> AnyView {
    let columns = vec![
        Column::new("Action"),
        Column::new("Status"),
        Column::new("Asked for"),
        Column::new("Ended"),
        Column::buttons(),
    ];
    let rows = actions.into_iter().map(|action| action_row(action, may_settle, tasks)).collect();
    table_card("actions", "Actions", "Nothing is in progress.", columns, rows)
}

fn action_row(action: ActionRow, may_settle: bool, tasks: Tasks) -> Vec<AnyView> {
    let id = action.action_id;
    let number = id.to_string();
    let settles = may_settle && action.status.is_unfinished();
    let offered = [
        (settles, "Complete", Task::CompleteAction(id)),
        (settles, "Fail", Task::FailAction(id)),
        (action.may_cancel, "Cancel", Task::CancelAction(id)),
    ];
    let buttons = buttons(&[action.kind.as_str(), &number].join(" "), tasks, &offered);
    vec![
        name(action.kind, number, action.note),
        view! { <Badge text=action.status.as_str() /> }.into_any(),
        time(Some(action.added_at)),
        time(action.ended_at),
        buttons,
    ]
}

/// Invoices with a line on this order. Paying happens elsewhere; here they are cancelled or recorded as paid.
pub fn invoices(invoices: Vec<InvoiceRow>, tasks: Tasks) -> AnyView {
    let columns = vec![
        Column::new("Invoice"),
        Column::new("Status"),
        Column::new("Made"),
        Column::number("Amount"),
        Column::buttons(),
    ];
    let rows = invoices.into_iter().map(|invoice| invoice_row(invoice, tasks)).collect();
    table_card("invoices", "Invoices", "There are no invoices about this order.", columns, rows)
}

fn invoice_row(invoice: InvoiceRow, tasks: Tasks) -> Vec<AnyView> {
    let id = invoice.invoice_id;
    let number = id.to_string();
    let offered = [
        (invoice.may_mark_paid, "Mark paid", Task::MarkPaid(id)),
        (invoice.may_cancel, "Cancel", Task::CancelInvoice(id)),
    ];
    let buttons = buttons(&(String::from("invoice ") + &number), tasks, &offered);
    let note = match invoice.level {
        InvoiceLevel::Customer => None,
        InvoiceLevel::Reseller => Some(String::from("The reseller owes it to its parent")),
    };
    vec![
        name(number, String::new(), note),
        view! { <Badge text=invoice.status.as_str() /> }.into_any(),
        view! { <Day at=invoice.created_at /> }.into_any(),
        view! { <Money amount_minor=invoice.amount_minor currency=invoice.currency /> }.into_any(),
        buttons,
    ]
}

/// Where the order has been.
pub fn moves(moves: Vec<MoveRow>) -> AnyView {
    let count = moves.len();
    let content = if moves.is_empty() {
        card_note(String::from("This order has not been moved."))
    } else {
        let entries = moves.into_iter().map(move_entry).collect::<Vec<_>>();
        view! { <ol class="timeline">{entries}</ol> }.into_any()
    };
    view! { <Card id="history" title="History" count=count>{content}</Card> }.into_any()
}

fn move_entry(row: MoveRow) -> AnyView {
    let (from, to) = (row.existing_customer, row.new_customer);
    let sentence = format!(
        "Moved from customer {} ({}) to customer {} ({})",
        from.customer_id, from.name, to.customer_id, to.name
    );
    let id = row.move_id.to_string();
    view! {
        <li class="timeline-entry">
            <p class="timeline-title">{sentence}</p>
            <p class="soft">
                <Time at=row.completed_at /> " · "
                <a href=String::from("/moves/") + &id>{String::from("Receipt ") + &id}</a>
            </p>
        </li>
    }
    .into_any()
}
