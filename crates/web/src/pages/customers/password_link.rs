//! The one-time link that sets a customer's password, on the only screen that ever shows it.

use crate::components::{CopyButton, Notice, Time, Tone};
use handover_core::wire::PasswordLinkAnswer;
use leptos::ev::FocusEvent;
use leptos::prelude::*;
use web_sys::HtmlInputElement;

/// The link, when it ends, and that it is shown only once.
#[component]
pub fn PasswordLink(
    /// What the server made.
    answer: PasswordLinkAnswer,
) -> AnyView {
    // Every browser knows the origin of a page that it got over HTTP.
    let link = window().location().origin().unwrap_or_default() + &answer.link_path;
    let select_all = |event: FocusEvent| event_target::<HtmlInputElement>(&event).select();
    view! {
        <div class="password-link">
            <div class="field">
                <label for="password-link">"One-time link to set the password"</label>
                <div class="with-copy">
                    <input
                        id="password-link"
                        class="mono"
                        type="text"
                        readonly
                        value=link.clone()
                        aria-describedby="password-link-ends"
                        on:focus=select_all
                    />
                    <CopyButton text=link what="the one-time link" />
                </div>
                <p class="field-hint" id="password-link-ends">
                    "Works once, until " <Time at=answer.expires_at /> "."
                </p>
            </div>
            <Notice tone=Tone::Warning title="This link is shown only once.">
                <p>
                    "Give it to " <strong>{answer.username}</strong>
                    " in a way that only this person can read. Whoever opens it can set the password."
                </p>
            </Notice>
        </div>
    }
    .into_any()
}
