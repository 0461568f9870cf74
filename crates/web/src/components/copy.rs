//! The button beside an id that copies it.

use super::Icon;
use crate::browser::copy_text;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::time::Duration;

/// Copies a text and says that it did; where the browser forbids it, says that instead.
#[component]
pub fn CopyButton(
    /// What is copied.
    #[prop(into)]
    text: String,
    /// What it is, for the button's name: "Copy {what}".
    #[prop(into)]
    what: String,
) -> AnyView {
    let outcome = RwSignal::new(None::<bool>);
    let mut label = what;
    label.insert_str(0, "Copy ");
    let text = StoredValue::new(text);
    let copy = move |_| {
        spawn_local(async move {
            let Some(text) = text.try_get_value() else { return };
            let copied = copy_text(&text).await;
            // The page may have changed while the browser asked for permission.
            outcome.try_set(Some(copied));
            set_timeout(
                move || {
                    outcome.try_set(None);
                },
                Duration::from_secs(3),
            );
        });
    };
    let said = move || match outcome.get() {
        None => "",
        Some(true) => "Copied",
        Some(false) => "Not copied: the browser does not allow it here",
    };
    view! {
        <span class="copy">
            <button type="button" class="icon-button" aria-label=label.clone() title=label on:click=copy>
                {move || match outcome.get() {
                    Some(true) => view! { <Icon name="check" /> },
                    Some(false) | None => view! { <Icon name="copy" /> },
                }}
            </button>
            <span class="copy-said" role="status">{said}</span>
        </span>
    }
    .into_any()
}
