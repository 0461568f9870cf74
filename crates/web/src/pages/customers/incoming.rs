//! The customer's setting for what others move to it (R11). Used by Customer Details and by Settings, Primary Profile.

use crate::api::{self, ApiError};
use crate::components::{ProblemNotice, SubmitButton};
use handover_core::Blocker;
use handover_core::blocker::AcceptanceBy;
use handover_core::facts::IncomingSetting;
use handover_core::ids::CustomerId;
use handover_core::wire::{IncomingBody, path};
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::de::IgnoredAny;

struct SettingLine {
    setting: IncomingSetting,
    word: &'static str,
    title: &'static str,
    effect: &'static str,
    /// What the sender is told.
    message: Option<Blocker>,
}

const LINES: [SettingLine; 3] = [
    SettingLine {
        setting: IncomingSetting::Accept,
        word: "accept",
        title: "Accept",
        effect: "Services that others move here arrive at once.",
        message: None,
    },
    SettingLine {
        setting: IncomingSetting::Ask,
        word: "ask",
        title: "Ask first",
        effect: "A move goes ahead only once this is set to Accept. Until then the sender is told:",
        message: Some(Blocker::AcceptanceRequired(AcceptanceBy::NewCustomer)),
    },
    SettingLine {
        setting: IncomingSetting::Block,
        word: "block",
        title: "Refuse",
        effect: "Nothing can be moved here. The sender is told:",
        message: Some(Blocker::NewCustomerStatus),
    },
];

/// The setting as a form of its own.
#[component]
pub fn IncomingSettingForm(
    /// Whose it is.
    customer_id: CustomerId,
    /// What is saved.
    #[prop(into)]
    setting: Signal<IncomingSetting>,
    /// Nothing can be changed: the customer is deleted.
    #[prop(optional, into)]
    read_only: Signal<bool>,
    /// It was changed: read the customer again.
    on_change: Callback<()>,
) -> AnyView {
    // None: what is saved.
    let choice = RwSignal::new(None::<IncomingSetting>);
    let chosen = Memo::new(move |_| choice.get().unwrap_or_else(|| setting.get()));
    let pending = RwSignal::new(false);
    let is_saved = RwSignal::new(false);
    let refusal = RwSignal::new(None::<ApiError>);
    let save = move || {
        if pending.get_untracked() || read_only.get_untracked() {
            return;
        }
        let body = IncomingBody { incoming_setting: chosen.get_untracked() };
        let address = path::fill(path::CUSTOMER_INCOMING, &[&customer_id.to_string()]);
        pending.set(true);
        is_saved.set(false);
        refusal.set(None);
        spawn_local(async move {
            let answer = api::put::<IgnoredAny>(&address, &body).await;
            if pending.try_set(false).is_some() {
                // The person has left the page.
                return;
            }
            match answer {
                Ok(_) => {
                    is_saved.set(true);
                    on_change.run(());
                }
                Err(error) => refusal.set(Some(error)),
            }
        });
    };
    let lines = LINES
        .into_iter()
        .map(|line| {
            let setting = line.setting;
            let message = line.message.map(|message| view! { <q class="message">{message.to_string()}</q> }.into_any());
            view! {
                <label class="check">
                    <input
                        type="radio"
                        name="incoming_setting"
                        value=line.word
                        prop:checked=move || chosen.get() == setting
                        prop:disabled=read_only
                        on:change=move |_| {
                            choice.set(Some(setting));
                            is_saved.set(false);
                        }
                    />
                    <span class="check-text">
                        <span class="check-title">{line.title}</span>
                        <span class="soft">{line.effect} " " {message}</span>
                    </span>
                </label>
            }
        })
        .collect::<Vec<_>>();
    view! {
        <form
            class="form incoming-form"
            on:submit=move |event| {
                event.prevent_default();
                save();
            }
        >
            <fieldset class="choices">
                <legend class="soft">"What happens when somebody moves services to this customer"</legend>
                {lines}
            </fieldset>
            {move || refusal.get().map(|error| view! { <ProblemNotice error=error /> }.into_any())}
            <div class="form-actions" hidden=read_only>
                <SubmitButton pending=pending kind="">"Save"</SubmitButton>
                <span class="outcome" role="status">{move || is_saved.get().then_some("Saved.")}</span>
            </div>
        </form>
    }
    .into_any()
}
