//! The four default contacts of a customer: shown, edited, added where one is missing. Used by Customer Details and by
//! Settings, Primary Profile.
//!
//! It keeps no contact of its own: after every change the page reads the customer again.

use super::contact_form::{ContactDraft, ContactFields};
use super::countries::country_name;
use super::form_errors::FormErrors;
use crate::api::{self, ApiError};
use crate::browser;
use crate::components::{Badge, Dialog, Notice, ProblemNotice, SubmitButton, Tone};
use handover_core::facts::ContactRole;
use handover_core::form::profile_errors;
use handover_core::ids::CustomerId;
use handover_core::wire::{ContactBody, DefaultContactBody, DefaultContactRow, path, problem_code};
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::de::IgnoredAny;

const FORM_ID: &str = "contact-form";

/// The default contacts of one customer.
#[component]
pub fn DefaultContacts(
    /// Whose they are.
    customer_id: CustomerId,
    /// Those that are there.
    #[prop(into)]
    rows: Signal<Vec<DefaultContactRow>>,
    /// Nothing can be changed: the customer is deleted.
    #[prop(optional, into)]
    read_only: Signal<bool>,
    /// Something was changed, here or by somebody else: read the customer again.
    on_change: Callback<()>,
) -> AnyView {
    let editor = Editor::new(customer_id, rows, on_change);
    let cards = ContactRole::ALL.into_iter().map(|role| card(role, rows, read_only, editor)).collect::<Vec<_>>();
    view! {
        <p class="soft">
            "They take the place of the contact details of services that move here, unless those are retained."
        </p>
        <p class="outcome" role="status">{move || editor.said.get()}</p>
        <div class="contact-cards">{cards}</div>
        <ContactDialog editor=editor />
    }
    .into_any()
}

fn find(rows: &[DefaultContactRow], role: ContactRole) -> Option<&DefaultContactRow> {
    rows.iter().find(|row| row.role == role)
}

fn card(
    role: ContactRole,
    rows: Signal<Vec<DefaultContactRow>>,
    read_only: Signal<bool>,
    editor: Editor,
) -> impl IntoView {
    let contact = Memo::new(move |_| rows.with(|rows| find(rows, role).map(|row| row.contact.clone())));
    let verb = move || if contact.with(Option::is_some) { "Edit" } else { "Add" };
    view! {
        <article class="card contact-card">
            <header class="card-header">
                <h3>{role.name()}</h3>
                {move || {
                    (!read_only.get())
                        .then(|| {
                            view! {
                                <button
                                    type="button"
                                    class="button small"
                                    aria-label=move || format!("{} the {} contact", verb(), role.as_str())
                                    on:click=move |_| editor.edit(role)
                                >
                                    {verb}
                                </button>
                            }.into_any()
                        })
                }}
            </header>
            <div class="card-body">
                {move || match contact.get() {
                    Some(contact) => contact_lines(&contact),
                    None => missing(),
                }}
            </div>
        </article>
    }
}

fn missing() -> AnyView {
    view! {
        <p><Badge text="Missing" tone=Tone::Warning /></p>
        <p class="soft">"A service that needs this contact can only move here with its existing contact details."</p>
    }
    .into_any()
}

/// A contact or a profile as it stands on an envelope.
pub fn contact_lines(contact: &ContactBody) -> AnyView {
    let city = [contact.zip.as_str(), contact.city.as_str()].join(" ");
    let lines = [
        contact.name.clone(),
        contact.company.clone(),
        contact.address.clone(),
        city,
        country_name(&contact.country),
        contact.email.clone(),
        contact.phone.clone(),
    ];
    let lines = lines
        .into_iter()
        .filter(|line| !line.trim().is_empty())
        .map(|line| view! { <span class="contact-line">{line}</span> }.into_any())
        .collect::<Vec<_>>();
    view! { <address class="contact">{lines}</address> }.into_any()
}

/// What the dialog works on.
#[derive(Clone, Copy)]
struct Editor {
    customer_id: CustomerId,
    rows: Signal<Vec<DefaultContactRow>>,
    on_change: Callback<()>,
    role: RwSignal<ContactRole>,
    /// The version that was opened; none for a contact that is being added.
    version: RwSignal<Option<i64>>,
    draft: ContactDraft,
    errors: FormErrors,
    open: RwSignal<bool>,
    pending: RwSignal<bool>,
    refusal: RwSignal<Option<ApiError>>,
    /// Somebody else changed the contact while it was open here.
    is_conflict: RwSignal<bool>,
    said: RwSignal<String>,
}

impl Editor {
    fn new(customer_id: CustomerId, rows: Signal<Vec<DefaultContactRow>>, on_change: Callback<()>) -> Self {
        let draft = ContactDraft::new();
        let found = Memo::new(move |_| profile_errors(&draft.body()));
        Self {
            customer_id,
            rows,
            on_change,
            role: RwSignal::new(ContactRole::Registrant),
            version: RwSignal::new(None),
            draft,
            errors: FormErrors::new(FORM_ID, found),
            open: RwSignal::new(false),
            pending: RwSignal::new(false),
            refusal: RwSignal::new(None),
            is_conflict: RwSignal::new(false),
            said: RwSignal::new(String::new()),
        }
    }

    fn saved(self) -> Option<DefaultContactRow> {
        self.rows.with(|rows| find(rows, self.role.get()).cloned())
    }

    fn edit(self, role: ContactRole) {
        self.role.set(role);
        self.said.set(String::new());
        self.take_saved();
        self.open.set(true);
        request_animation_frame(|| browser::focus_id("contact-name"));
    }

    /// Puts what the server holds into the form.
    fn take_saved(self) {
        let saved = untrack(|| self.saved());
        self.version.set(saved.as_ref().map(|row| row.version));
        self.draft.fill(&saved.map(|row| row.contact).unwrap_or_default());
        self.errors.reset();
        self.refusal.set(None);
        self.is_conflict.set(false);
    }

    fn save(self) {
        if self.pending.get_untracked() || !self.errors.is_good() {
            return;
        }
        let role = self.role.get_untracked();
        if self.is_conflict.get_untracked() {
            // The person has seen what is saved now and replaces exactly that.
            self.version.set(untrack(|| self.saved()).map(|row| row.version));
        }
        let body = DefaultContactBody { version: self.version.get_untracked(), contact: untrack(|| self.draft.body()) };
        let address = path::fill(path::DEFAULT_CONTACT, &[&self.customer_id.to_string(), role.as_str()]);
        self.pending.set(true);
        self.refusal.set(None);
        spawn_local(async move {
            let answer = api::put::<IgnoredAny>(&address, &body).await;
            if self.pending.try_set(false).is_some() {
                // The person has left the page.
                return;
            }
            match answer {
                Ok(_) => {
                    self.open.set(false);
                    self.said.set(format!("The {} contact is saved.", role.as_str()));
                    self.on_change.run(());
                }
                Err(error) if error.is(problem_code::CONFLICT) => {
                    self.is_conflict.set(true);
                    self.on_change.run(());
                }
                Err(error) => {
                    if !self.errors.refuse(&error) {
                        self.refusal.set(Some(error));
                    }
                }
            }
        });
    }
}

#[component]
fn ContactDialog(editor: Editor) -> AnyView {
    let title = Signal::derive(move || {
        let verb = if editor.version.get().is_some() { "Edit" } else { "Add" };
        format!("{verb} the {} contact", editor.role.get().as_str())
    });
    let form = move || {
        view! {
            <form
                id=FORM_ID
                class="form"
                novalidate
                on:submit=move |event| {
                    event.prevent_default();
                    editor.save();
                }
                on:focusout=move |event| editor.errors.leave(&event)
                on:input=move |event| editor.errors.typed(&event)
            >
                <ContactFields draft=editor.draft errors=editor.errors />
                {move || editor.refusal.get().map(|error| view! { <ProblemNotice error=error /> }.into_any())}
                <div role="alert">{move || editor.is_conflict.get().then(|| conflict(editor))}</div>
                <div class="dialog-actions">
                    <button type="button" class="button" on:click=move |_| editor.open.set(false)>
                        "Back"
                    </button>
                    <SubmitButton pending=editor.pending>
                        {move || if editor.is_conflict.get() { "Replace it with mine" } else { "Save contact" }}
                    </SubmitButton>
                </div>
            </form>
        }
        .into_any()
    };
    view! {
        <Dialog id="contact-dialog" open=editor.open title=title>
            {move || editor.open.get().then(form)}
        </Dialog>
    }
    .into_any()
}

fn conflict(editor: Editor) -> AnyView {
    let saved = move || editor.saved().map(|row| contact_lines(&row.contact));
    view! {
        <Notice tone=Tone::Warning title="Somebody else changed this contact in the meantime.">
            <p>"What you typed is still in the form. This is saved now:"</p>
            {saved}
            <p>
                <button type="button" class="button small" on:click=move |_| editor.take_saved()>
                    "Take the saved values"
                </button>
            </p>
        </Notice>
    }
    .into_any()
}
