//! The table of products, and signing up.

use super::{Filter, Products};
use crate::api;
use crate::browser;
use crate::browser::small_letters;
use crate::components::{Badge, EmptyState, Tone};
use handover_core::ids::ResellerId;
use handover_core::wire::{ProductRow, SignUpBody, SignUpRow, path};
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::de::IgnoredAny;

/// The products that the filter lets through.
pub fn products_table(page: Products, products: &[ProductRow]) -> AnyView {
    let filter = page.filter.get();
    let text = small_letters(&filter.text);
    let rows = products
        .iter()
        .filter(|product| small_letters(&product.name).contains(&text) || product.product_key.contains(&text))
        .map(|product| product_row(page, &filter, product))
        .collect::<Vec<_>>();
    if rows.is_empty() {
        let rest = Filter { text: String::new(), ..filter }.address();
        return view! {
            <EmptyState title="No product matches">
                <p>"The search looks for a part of the product's name."</p>
                <p class="state-actions"><a class="button" href=rest>"Show all products"</a></p>
            </EmptyState>
        }
        .into_any();
    }
    focus_wanted(page);
    view! {
        <div class="table-card">
            <table class="table products" role="table">
                <caption class="visually-hidden">"Products and sign-ups"</caption>
                <thead role="rowgroup">
                    <tr role="row">
                        <th role="columnheader" scope="col">"Product"</th>
                        <th role="columnheader" scope="col">"Money-back period"</th>
                        <th role="columnheader" scope="col">"Signed up"</th>
                    </tr>
                </thead>
                <tbody role="rowgroup">{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn row_id(product_key: &str) -> String {
    String::from("product-") + product_key
}

/// The row that was asked for takes the focus, once the browser has it.
fn focus_wanted(page: Products) {
    let product_key = page.wanted.get_value();
    if product_key.is_empty() {
        return;
    }
    page.wanted.set_value(String::new());
    request_animation_frame(move || {
        if let Some(row) = document().get_element_by_id(&row_id(&product_key)) {
            row.scroll_into_view_with_bool(false);
            browser::focus(&row);
        }
    });
}

fn product_row(page: Products, filter: &Filter, product: &ProductRow) -> AnyView {
    let is_asked_for = product.product_key == filter.product;
    let days = match product.money_back_days {
        0 => "None".to_owned(),
        1 => "1 day".to_owned(),
        days => format!("{days} days"),
    };
    let only = filter.reseller.or(match product.resellers.as_slice() {
        [only] => Some(only.reseller_id),
        [] | [_, _, ..] => None,
    });
    let sign_ups = match only {
        Some(only) => {
            product.resellers.iter().find(|row| row.reseller_id == only).map(|row| sign_up_state(page, product, row))
        }
        None => Some(all_sign_ups(page, product)),
    };
    view! {
        <tr role="row" id=row_id(&product.product_key) tabindex="-1" data-asked-for=is_asked_for.then_some("")>
            <th role="rowheader" scope="row" class="strong">{product.name.clone()}</th>
            <td role="cell" data-label="Money-back period">{days}</td>
            <td role="cell" data-label="Signed up">{sign_ups}</td>
        </tr>
    }
    .into_any()
}

/// How many resellers have signed up; who, on opening it.
fn all_sign_ups(page: Products, product: &ProductRow) -> AnyView {
    let count = product.resellers.iter().filter(|row| row.signed_up).count();
    let summary = format!("{count} of {} resellers", product.resellers.len());
    let was_open = page.opened.with_value(|opened| *opened == product.product_key);
    let is_open = RwSignal::new(was_open);
    let product = StoredValue::new(product.clone());
    // Only what is open is in the page, so that long lists in large trees stay quick.
    let rows = move || {
        product.with_value(|product| {
            product
                .resellers
                .iter()
                .map(|row| {
                    view! {
                        <li>
                            <span>{row.reseller_name.clone()}</span>
                            {sign_up_state(page, product, row)}
                        </li>
                    }
                    .into_any()
                })
                .collect::<Vec<_>>()
        })
    };
    let toggled = move |event: leptos::ev::Event| {
        let opens = event_target::<web_sys::Element>(&event).has_attribute("open");
        // The browser tells it later, when the row may be gone.
        if is_open.try_set(opens).is_none() && opens {
            page.opened.set_value(product.with_value(|product| product.product_key.clone()));
        }
    };
    view! {
        <details class="sign-ups" open=was_open on:toggle=toggled>
            <summary>{summary}</summary>
            <ul>{move || is_open.get().then(rows)}</ul>
        </details>
    }
    .into_any()
}

fn sign_up_state(page: Products, product: &ProductRow, row: &SignUpRow) -> AnyView {
    if row.signed_up {
        return view! { <Badge text="Signed up" tone=Tone::Success /> }.into_any();
    }
    if !row.may_sign_up {
        return view! {
            <span class="sign-up-state">
                <Badge text="Not signed up" tone=Tone::Neutral />
                <span class="soft">"Its parent reseller has to sign up first."</span>
            </span>
        }
        .into_any();
    }
    let label = format!("Sign up {} for {}", row.reseller_name, product.name);
    let product_key = product.product_key.clone();
    let done = format!("{} has signed up for {}.", row.reseller_name, product.name);
    let reseller_id = row.reseller_id;
    let own = (product_key.clone(), reseller_id);
    let is_pending = Memo::new(move |_| page.pending.with(|pending| pending.as_ref() == Some(&own)));
    view! {
        <button
            type="button"
            class="button small"
            aria-label=label
            aria-disabled=move || is_pending.get().then_some("true")
            data-pending=move || is_pending.get().then_some("")
            on:click=move |_| sign_up(page, product_key.clone(), reseller_id, done.clone())
        >
            <span class="button-label">"Sign up"</span>
            <span class="button-spinner" aria-hidden="true"></span>
        </button>
    }
    .into_any()
}

fn sign_up(page: Products, product_key: String, reseller_id: ResellerId, done: String) {
    if page.pending.with_untracked(Option::is_some) {
        return;
    }
    page.pending.set(Some((product_key.clone(), reseller_id)));
    page.refusal.set(None);
    page.said.set(String::new());
    spawn_local(async move {
        let address = path::fill(path::PRODUCT_SIGN_UP, &[&api::percent_encode(&product_key)]);
        let answer = api::post::<IgnoredAny>(&address, &SignUpBody { reseller_id }).await;
        if page.pending.try_set(None).is_some() {
            // The person has left the page.
            return;
        }
        match answer {
            Ok(_) => {
                page.said.set(done);
                // The button that had the focus goes away.
                page.wanted.set_value(product_key);
                page.reading.refetch();
            }
            Err(error) => page.refusal.set(Some(error)),
        }
    });
}
