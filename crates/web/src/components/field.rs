//! Fields of forms: a label, the control, a hint and an error that are tied together for everybody.

use handover_core::FieldError;
use leptos::prelude::*;

/// The text of the first error of a field: what is wrong and what to do.
pub fn field_error(errors: &[FieldError], field: &str) -> Option<String> {
    errors.iter().find(|error| error.field == field).map(|error| {
        let mut text = error.message.clone();
        text.push(' ');
        text.push_str(&error.hint);
        text
    })
}

/// The ids of hint and error, for `aria-describedby`.
fn described_by(id: &str, has_hint: bool, has_error: bool) -> Option<String> {
    let mut ids = String::new();
    if has_error {
        ids.push_str(id);
        ids.push_str("-error");
    }
    if has_hint {
        if has_error {
            ids.push(' ');
        }
        ids.push_str(id);
        ids.push_str("-hint");
    }
    (!ids.is_empty()).then_some(ids)
}

/// The frame of every field. The error's element is always there, so that a screen reader hears its text appear.
fn frame(
    id: &'static str,
    label: Signal<String>,
    hint: String,
    error: Signal<Option<String>>,
    control: AnyView,
) -> AnyView {
    view! {
        <div class="field">
            <label for=id>{move || label.get()}</label>
            {control}
            {(!hint.is_empty()).then(|| view! { <p class="field-hint" id=format!("{id}-hint")>{hint}</p> }.into_any())}
            <p class="field-error" id=format!("{id}-error") aria-live="polite">{move || error.get()}</p>
        </div>
    }
    .into_any()
}

/// A one-line text field.
#[component]
pub fn Field(
    /// Unique in the page; also the control's name.
    id: &'static str,
    /// The visible label.
    #[prop(into)]
    label: Signal<String>,
    /// What is typed.
    value: RwSignal<String>,
    /// A sentence below.
    #[prop(optional, into)]
    hint: String,
    /// What is wrong with it.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// The `type` of the input.
    #[prop(default = "text")]
    kind: &'static str,
    /// The `autocomplete` of the input.
    #[prop(default = "off")]
    autocomplete: &'static str,
    /// The `inputmode` of the input.
    #[prop(optional)]
    inputmode: Option<&'static str>,
    /// Whether it has to be filled in.
    #[prop(optional)]
    required: bool,
    /// When the person leaves it.
    #[prop(optional, into)]
    on_leave: Option<Callback<()>>,
) -> AnyView {
    let has_hint = !hint.is_empty();
    let control = view! {
        <input
            id=id
            name=id
            type=kind
            autocomplete=autocomplete
            inputmode=inputmode
            spellcheck="false"
            autocapitalize="off"
            aria-required=required.then_some("true")
            aria-invalid=move || error.with(Option::is_some).then_some("true")
            aria-describedby=move || described_by(id, has_hint, error.with(Option::is_some))
            prop:value=move || value.get()
            on:input=move |event| value.set(event_target_value(&event))
            on:blur=move |_| {
                if let Some(on_leave) = on_leave {
                    // A field that had the focus when its page went away is left too, when nobody listens any more.
                    on_leave.try_run(());
                }
            }
        />
    };
    frame(id, label, hint, error, control.into_any())
}

/// A text field of several lines.
#[component]
pub fn TextAreaField(
    /// Unique in the page; also the control's name.
    id: &'static str,
    /// The visible label.
    #[prop(into)]
    label: Signal<String>,
    /// What is typed.
    value: RwSignal<String>,
    /// A sentence below.
    #[prop(optional, into)]
    hint: String,
    /// What is wrong with it.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// Whether it has the focus when its dialog opens.
    #[prop(optional)]
    autofocus: bool,
) -> AnyView {
    let has_hint = !hint.is_empty();
    let control = view! {
        <textarea
            id=id
            name=id
            rows="3"
            autofocus=autofocus
            aria-invalid=move || error.with(Option::is_some).then_some("true")
            aria-describedby=move || described_by(id, has_hint, error.with(Option::is_some))
            prop:value=move || value.get()
            on:input=move |event| value.set(event_target_value(&event))
        ></textarea>
    };
    frame(id, label, hint, error, control.into_any())
}

/// One entry of a [`SelectField`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// The value.
    pub value: String,
    /// The text.
    pub label: String,
}

impl Choice {
    /// A choice from its two texts.
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self { value: value.into(), label: label.into() }
    }
}

/// A choice among a few.
#[component]
pub fn SelectField(
    /// Unique in the page; also the control's name.
    id: &'static str,
    /// The visible label.
    #[prop(into)]
    label: Signal<String>,
    /// The value that is chosen.
    #[prop(into)]
    value: Signal<String>,
    /// What can be chosen.
    #[prop(into)]
    choices: Signal<Vec<Choice>>,
    /// Told the value when the person chooses.
    on_choose: Callback<String>,
    /// A sentence below.
    #[prop(optional, into)]
    hint: String,
    /// What is wrong with it.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
) -> AnyView {
    let has_hint = !hint.is_empty();
    let control = view! {
        <select
            id=id
            name=id
            aria-invalid=move || error.with(Option::is_some).then_some("true")
            aria-describedby=move || described_by(id, has_hint, error.with(Option::is_some))
            on:change=move |event| on_choose.run(event_target_value(&event))
        >
            {move || {
                choices
                    .get()
                    .into_iter()
                    .map(|choice| {
                        let own = choice.value.clone();
                        view! {
                            <option value=choice.value prop:selected=move || value.get() == own>{choice.label}</option>
                        }.into_any()
                    })
                    .collect::<Vec<_>>()
            }}
        </select>
    };
    frame(id, label, hint, error, control.into_any())
}

/// The button that submits its form. While the answer is awaited it says so and stays focusable; the form's handler
/// has to ignore submits meanwhile.
#[component]
pub fn SubmitButton(
    /// Whether the answer is awaited.
    #[prop(into)]
    pending: Signal<bool>,
    /// `primary`, `danger` or empty.
    #[prop(default = "primary")]
    kind: &'static str,
    /// The label.
    children: Children,
) -> AnyView {
    view! {
        <button
            type="submit"
            class=format!("button {kind}")
            aria-disabled=move || pending.get().then_some("true")
            data-pending=move || pending.get().then_some("")
        >
            <span class="button-label">{children()}</span>
            <span class="button-spinner" aria-hidden="true"></span>
            <span class="visually-hidden" role="status">{move || pending.get().then_some("Working…")}</span>
        </button>
    }
    .into_any()
}
