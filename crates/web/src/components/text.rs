//! Small inline parts: icons, badges, moments and amounts.

use super::Tone;
use crate::browser::{Precision, iso_time, local_money, local_time};
use handover_core::Timestamp;
use leptos::prelude::*;

/// A symbol of `style/icons.svg`; decoration, so the text beside it has to say the same.
#[component]
pub fn Icon(
    /// Its id in the sprite.
    name: &'static str,
) -> AnyView {
    let mut address = String::from("/style/icons.svg#");
    address.push_str(name);
    view! { <svg class="icon" aria-hidden="true"><use href=address></use></svg> }.into_any()
}

/// A status word in its colour.
#[component]
pub fn Badge(
    /// The exact word of the status.
    #[prop(into)]
    text: String,
    /// Colour; that of the word where it is left out.
    #[prop(optional)]
    tone: Option<Tone>,
) -> AnyView {
    let tone = tone.unwrap_or_else(|| status_tone(&text));
    view! { <span class="badge" data-tone=tone.word()>{text}</span> }.into_any()
}

/// The colour of a status of orders, actions, invoices and accounts.
fn status_tone(status: &str) -> Tone {
    match status {
        "Active" | "Completed" | "Paid" => Tone::Success,
        "InActive" | "Pending" | "Part Paid" | "Executing" | "Awaiting Validation" | "Pending Delete Restorable" => {
            Tone::Warning
        }
        "Suspended" | "Failed" => Tone::Danger,
        _ => Tone::Neutral,
    }
}

/// A moment to the minute, in the person's locale and zone, with the exact UTC on hover.
#[component]
pub fn Time(
    /// When.
    at: Timestamp,
) -> AnyView {
    moment(at, Precision::Minute)
}

/// The day of a moment, in the person's locale and zone, with the exact UTC on hover.
#[component]
pub fn Day(
    /// When.
    at: Timestamp,
) -> AnyView {
    moment(at, Precision::Day)
}

fn moment(at: Timestamp, precision: Precision) -> AnyView {
    view! { <time datetime=iso_time(at) title=at.utc_minute()>{local_time(at, precision)}</time> }.into_any()
}

/// An amount in the person's locale.
#[component]
pub fn Money(
    /// In minor units of the currency.
    amount_minor: i64,
    /// ISO 4217 code.
    currency: String,
) -> AnyView {
    let amount = local_money(amount_minor, &currency);
    view! { <span class="money" title=currency>{amount}</span> }.into_any()
}
