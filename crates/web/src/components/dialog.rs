//! Dialogs on the native element: Esc closes, the focus is kept inside and returns by itself.

use super::{Icon, ProblemNotice, SubmitButton, TextAreaField, field_error};
use crate::api::ApiError;
use handover_core::FieldError;
use handover_core::form::reason_errors;
use leptos::prelude::*;

/// A modal dialog.
#[component]
pub fn Dialog(
    /// Unique in the page.
    id: &'static str,
    /// Whether it is open; closing by Esc sets it back.
    open: RwSignal<bool>,
    /// Its heading.
    #[prop(into)]
    title: Signal<String>,
    /// Content, usually a form.
    children: Children,
) -> AnyView {
    let element = NodeRef::<leptos::html::Dialog>::new();
    Effect::new(move |_| {
        let is_wanted = open.get();
        let Some(dialog) = element.get() else { return };
        if is_wanted && !dialog.open() {
            // It is in the document and closed, so it can be opened.
            let _ = dialog.show_modal();
        } else if !is_wanted && dialog.open() {
            dialog.close();
        }
    });
    view! {
        <dialog
            id=id
            class="dialog"
            node_ref=element
            aria-labelledby=format!("{id}-title")
            on:close=move |_| open.set(false)
        >
            <header class="dialog-header">
                <h2 id=format!("{id}-title")>{move || title.get()}</h2>
                <button type="button" class="icon-button" aria-label="Close" on:click=move |_| open.set(false)>
                    <Icon name="close" />
                </button>
            </header>
            <div class="dialog-body">{children()}</div>
        </dialog>
    }
    .into_any()
}

/// A dialog that asks for a reason in one line, and keeps what was typed while the server refuses.
#[component]
pub fn ReasonDialog(
    /// Unique in the page.
    id: &'static str,
    /// Unique in the page: the text field's id.
    field_id: &'static str,
    /// Whether it is open.
    open: RwSignal<bool>,
    /// Its heading, and the label of its button.
    #[prop(into)]
    title: Signal<String>,
    /// What will happen.
    #[prop(into)]
    explanation: Signal<String>,
    /// Whether it does not go without a reason.
    #[prop(default = Signal::stored(true), into)]
    required: Signal<bool>,
    /// `primary` or `danger`.
    kind: &'static str,
    /// Whether the server is at work.
    #[prop(into)]
    pending: Signal<bool>,
    /// Why the server refused.
    #[prop(into)]
    refusal: Signal<Option<ApiError>>,
    /// Told the reason.
    on_submit: Callback<String>,
) -> AnyView {
    let reason = RwSignal::new(String::new());
    let errors = RwSignal::new(Vec::<FieldError>::new());
    Effect::new(move |_| {
        if open.get() {
            reason.set(String::new());
            errors.set(Vec::new());
        }
    });
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let text = reason.get_untracked();
        let text = text.trim();
        let found = if text.is_empty() && !required.get_untracked() { Vec::new() } else { reason_errors(text) };
        let is_good = found.is_empty();
        errors.set(found);
        if is_good && !pending.get_untracked() {
            on_submit.run(text.to_owned());
        }
    };
    let error = Signal::derive(move || {
        errors.with(|errors| field_error(errors, "reason")).or_else(|| {
            refusal.with(|refusal| refusal.as_ref().and_then(|error| field_error(error.field_errors(), "reason")))
        })
    });
    view! {
        <Dialog id=id open=open title=title>
            <form class="form" novalidate on:submit=submit>
                <p>{move || explanation.get()}</p>
                <TextAreaField
                    id=field_id
                    label=Signal::derive(move || if required.get() { "Reason" } else { "Reason (optional)" }.to_owned())
                    value=reason
                    error=error
                    autofocus=true
                />
                {move || {
                    refusal
                        .get()
                        .filter(|error| error.field_errors().is_empty())
                        .map(|error| view! { <ProblemNotice error=error /> })
                }}
                <div class="dialog-actions">
                    <button type="button" class="button" on:click=move |_| open.set(false)>"Back"</button>
                    <SubmitButton pending=pending kind=kind>{move || title.get()}</SubmitButton>
                </div>
            </form>
        </Dialog>
    }
    .into_any()
}
