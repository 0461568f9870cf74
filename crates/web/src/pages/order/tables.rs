//! The order's actions and the moves that it was part of.

use super::card;
use super::task::{Task, Tasks};
use crate::components::{Badge, Time};
use handover_core::wire::{ActionRow, MoveRow};
use leptos::prelude::*;

/// A small button of a row. Its name says what it is about; the visible word stands first in it.
pub fn row_button(label: &'static str, about: &str, task: Task, tasks: Tasks) -> AnyView {
    let name = format!("{label} {about}");
    view! {
        <button type="button" class="button small" aria-label=name on:click=move |_| tasks.ask(task)>
            {label}
        </button>
    }
    .into_any()
}

/// What is and was in progress.
pub fn actions(actions: Vec<ActionRow>, may_settle: bool, tasks: Tasks) -> AnyView {
    let count = actions.len();
    if actions.is_empty() {
        return card("actions", "Actions", 0, view! { <p class="card-empty">"Nothing is in progress."</p> }.into_any());
    }
    let rows = actions.into_iter().map(|action| action_row(action, may_settle, tasks)).collect::<Vec<_>>();
    let table = view! {
        <div class="table-area">
            <table class="table" role="table">
                <caption class="visually-hidden">"Actions"</caption>
                <thead role="rowgroup">
                    <tr role="row">
                        <th role="columnheader" scope="col">"Action"</th>
                        <th role="columnheader" scope="col">"Status"</th>
                        <th role="columnheader" scope="col">"Asked for"</th>
                        <th role="columnheader" scope="col">"Ended"</th>
                        <th role="columnheader" scope="col"><span class="visually-hidden">"What you can do"</span></th>
                    </tr>
                </thead>
                <tbody role="rowgroup">{rows}</tbody>
            </table>
        </div>
    };
    card("actions", "Actions", count, table.into_any())
}

fn action_row(action: ActionRow, may_settle: bool, tasks: Tasks) -> AnyView {
    let id = action.action_id;
    let about = format!("{} {id}", action.kind);
    let settles = may_settle && action.status.is_unfinished();
    let buttons = (settles || action.may_cancel).then(|| {
        view! {
            <div class="table-actions">
                {settles.then(|| row_button("Complete", &about, Task::CompleteAction(id), tasks))}
                {settles.then(|| row_button("Fail", &about, Task::FailAction(id), tasks))}
                {action.may_cancel.then(|| row_button("Cancel", &about, Task::CancelAction(id), tasks))}
            </div>
        }
    });
    view! {
        <tr role="row">
            <th role="rowheader" scope="row" class="strong">
                <span>
                    {action.kind} " " <span class="soft">{id.to_string()}</span>
                    {action.note.map(|note| view! { <span class="row-note">{note}</span> })}
                </span>
            </th>
            <td role="cell" data-label="Status"><Badge text=action.status.as_str() /></td>
            <td role="cell" data-label="Asked for"><Time at=action.added_at /></td>
            <td role="cell" data-label="Ended">
                {match action.ended_at {
                    Some(at) => view! { <Time at=at /> }.into_any(),
                    None => view! { <span class="soft">"–"</span> }.into_any(),
                }}
            </td>
            <td role="cell" class="end">{buttons}</td>
        </tr>
    }
    .into_any()
}

/// Where the order has been.
pub fn moves(moves: Vec<MoveRow>) -> AnyView {
    let count = moves.len();
    if moves.is_empty() {
        return card(
            "history",
            "History",
            0,
            view! { <p class="card-empty">"This order has not been moved."</p> }.into_any(),
        );
    }
    let entries = moves
        .into_iter()
        .map(|row| {
            view! {
                <li class="timeline-entry">
                    <p class="timeline-title">
                        "Moved from customer " {row.existing_customer.customer_id.to_string()} " (" {row.existing_customer.name}
                        ") to customer " {row.new_customer.customer_id.to_string()} " (" {row.new_customer.name} ")"
                    </p>
                    <p class="soft">
                        <Time at=row.completed_at /> " · "
                        <a href=format!("/moves/{}", row.move_id)>{format!("Receipt {}", row.move_id)}</a>
                    </p>
                </li>
            }
        })
        .collect::<Vec<_>>();
    card("history", "History", count, view! { <ol class="timeline">{entries}</ol> }.into_any())
}
