//! The search box of a list whose filters stand in the address.

use crate::components::Icon;
use leptos::prelude::*;
use std::time::Duration;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent};

/// How long somebody pauses before the list follows what is typed.
const TYPING_PAUSE: Duration = Duration::from_millis(250);

/// A search box: it searches after a pause, with Enter at once; `/` moves to it.
#[component]
pub fn SearchBox(
    /// Unique in the page.
    id: &'static str,
    /// The visible label.
    label: &'static str,
    /// What the address says.
    value: Memo<String>,
    /// Told the trimmed text.
    on_search: Callback<String>,
) -> AnyView {
    let element = NodeRef::<leptos::html::Input>::new();
    // Back and forward change the address under the box; what somebody is typing in it stays.
    Effect::new(move |_| {
        let wanted = value.get();
        let Some(input) = element.get() else { return };
        let as_element: &web_sys::Element = &input;
        if document().active_element().as_ref() != Some(as_element) {
            input.set_value(&wanted);
        }
    });
    focus_on_slash(element);
    // The page may be gone when the pause is over.
    let search = move |text: String| {
        on_search.try_run(text.trim().to_owned());
    };
    let mut search_later = debounce(TYPING_PAUSE, search);
    view! {
        <div class="field">
            <label for=id>{label}</label>
            <div class="search">
                <input
                    id=id
                    name="q"
                    type="search"
                    autocomplete="off"
                    autocapitalize="off"
                    spellcheck="false"
                    placeholder="Search"
                    aria-keyshortcuts="/"
                    node_ref=element
                    on:input=move |event| search_later(event_target_value(&event))
                    on:keydown=move |event| {
                        if event.key() == "Enter" {
                            search(event_target_value(&event));
                        }
                    }
                />
                <Icon name="search" />
                <kbd aria-hidden="true">"/"</kbd>
            </div>
        </div>
    }
    .into_any()
}

/// `/` moves to the box, unless somebody is typing somewhere.
fn focus_on_slash(element: NodeRef<leptos::html::Input>) {
    let listener = window_event_listener(leptos::ev::keydown, move |event: KeyboardEvent| {
        let is_typing = event.target().and_then(|target| target.dyn_into::<HtmlElement>().ok()).is_some_and(|target| {
            ["INPUT", "TEXTAREA", "SELECT"].contains(&target.tag_name().as_str()) || target.is_content_editable()
        });
        if event.key() != "/" || is_typing || event.ctrl_key() || event.meta_key() || event.alt_key() {
            return;
        }
        if let Some(input) = element.get_untracked() {
            event.prevent_default();
            // The box is in the page, so it can take the focus.
            let _ = input.focus();
            input.select();
        }
    });
    on_cleanup(move || listener.remove());
}
