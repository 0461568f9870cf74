//! Adding a customer (seed, S14), and what to do with the new Customer ID.

use super::contact_form::{ContactDraft, ContactFields};
use super::form_errors::FormErrors;
use super::password_link::PasswordLink;
use crate::api::{self, ApiError, Request};
use crate::browser;
use crate::components::{Choice, CopyButton, Crumb, Field, Load, PageHeader, ProblemNotice, SelectField, SubmitButton};
use crate::session::use_session;
use handover_core::form::new_customer_errors;
use handover_core::ids::ResellerId;
use handover_core::wire::{NewCustomerBody, PasswordLinkAnswer, ProductRow, path};
use leptos::prelude::*;
use leptos::task::spawn_local;

const FORM_ID: &str = "customer-form";

/// Add a customer.
#[component]
pub fn NewCustomerPage() -> AnyView {
    let form = NewCustomer::new();
    let title = Signal::derive(move || {
        form.added.with(|added| match added {
            Some(answer) => format!("Customer {} is added", answer.customer_id),
            None => "Add a customer".to_owned(),
        })
    });
    let own = untrack(|| use_session().me()).map(|me| (me.reseller_id, me.reseller_name));
    let products = api::read::<Vec<ProductRow>>(|| Request::get(path::PRODUCTS));
    let is_without = Memo::new(move |_| products.text().is_some_and(|answer| answer.is_err()));
    view! {
        <PageHeader title=title crumbs=vec![Crumb::new("Customers", "/customers")] help="adding-a-customer" />
        {move || match form.added.get() {
            Some(answer) => added(form, answer),
            // Without the list the customer can still be added under the own reseller.
            None if is_without.get() => customer_form(form, own.clone().into_iter().collect()),
            None => {
                let own = own.clone();
                let view = move |products| customer_form(form, resellers(products, own.clone()));
                view! { <Load reading=products view=view lines=9 /> }.into_any()
            }
        }}
    }
    .into_any()
}

/// The resellers that a customer can be added under, the own one first.
fn resellers(products: Vec<ProductRow>, own: Option<(ResellerId, String)>) -> Vec<(ResellerId, String)> {
    let rows = products.into_iter().next().map(|product| product.resellers).unwrap_or_default();
    if rows.is_empty() {
        return own.into_iter().collect();
    }
    rows.into_iter().map(|row| (row.reseller_id, row.reseller_name)).collect()
}

/// What the page works on; it outlives the form, so that nothing typed is lost on an error.
#[derive(Clone, Copy)]
struct NewCustomer {
    username: RwSignal<String>,
    profile: ContactDraft,
    /// Empty: the own reseller.
    reseller: RwSignal<String>,
    /// The e-mail address of the profile is still the username.
    email_follows: RwSignal<bool>,
    errors: FormErrors,
    pending: RwSignal<bool>,
    refusal: RwSignal<Option<ApiError>>,
    added: RwSignal<Option<PasswordLinkAnswer>>,
}

impl NewCustomer {
    fn new() -> Self {
        let username = RwSignal::new(String::new());
        let profile = ContactDraft::new();
        let reseller = RwSignal::new(String::new());
        let found = Memo::new(move |_| new_customer_errors(&body(username, profile, reseller)));
        Self {
            username,
            profile,
            reseller,
            email_follows: RwSignal::new(true),
            errors: FormErrors::new(FORM_ID, found),
            pending: RwSignal::new(false),
            refusal: RwSignal::new(None),
            added: RwSignal::new(None),
        }
    }

    fn typed(self, event: &web_sys::Event) {
        self.errors.typed(event);
        match event_target::<web_sys::HtmlElement>(event).id().as_str() {
            "customer-username" if self.email_follows.get_untracked() => {
                self.profile.email().set(self.username.get_untracked());
            }
            "contact-email" => self.email_follows.set(self.profile.email().with_untracked(String::is_empty)),
            _ => {}
        }
    }

    fn send(self) {
        if self.pending.get_untracked() || !self.errors.is_good() {
            return;
        }
        let body = untrack(|| body(self.username, self.profile, self.reseller));
        self.pending.set(true);
        self.refusal.set(None);
        spawn_local(async move {
            let answer = api::post::<PasswordLinkAnswer>(path::CUSTOMERS, &body).await;
            if self.pending.try_set(false).is_some() {
                // The person has left the page.
                return;
            }
            match answer {
                Ok(answer) => {
                    self.added.set(Some(answer));
                    request_animation_frame(focus_heading);
                }
                Err(error) => {
                    if !self.errors.refuse(&error) {
                        self.refusal.set(Some(error));
                    }
                }
            }
        });
    }

    /// An empty form under the same reseller.
    fn start_again(self) {
        self.username.set(String::new());
        self.profile.fill(&handover_core::wire::ContactBody::default());
        self.email_follows.set(true);
        self.errors.reset();
        self.refusal.set(None);
        self.added.set(None);
        request_animation_frame(focus_heading);
    }
}

/// The view changed under the same address: a screen reader reads on from the heading.
fn focus_heading() {
    if let Ok(Some(heading)) = document().query_selector("main h1") {
        browser::focus(&heading);
        window().scroll_to_with_x_and_y(0.0, 0.0);
    }
}

fn body(username: RwSignal<String>, profile: ContactDraft, reseller: RwSignal<String>) -> NewCustomerBody {
    NewCustomerBody {
        username: username.with(|username| username.trim().to_owned()),
        profile: profile.body(),
        reseller_id: reseller.with(|reseller| reseller.parse().ok()),
    }
}

fn customer_form(form: NewCustomer, resellers: Vec<(ResellerId, String)>) -> AnyView {
    let has_choice = resellers.len() > 1;
    let choices = resellers.into_iter().map(|(id, name)| Choice::new(id.to_string(), name)).collect::<Vec<_>>();
    view! {
        <form
            id=FORM_ID
            class="form narrow"
            novalidate
            on:submit=move |event| {
                event.prevent_default();
                form.send();
            }
            on:focusout=move |event| form.errors.leave(&event)
            on:input=move |event| form.typed(&event)
        >
            <section class="card" aria-labelledby="account-heading">
                <header class="card-header"><h2 id="account-heading">"Account"</h2></header>
                <div class="card-body">
                    <Field
                        id="customer-username"
                        label="Customer Username (Email Address)"
                        hint="The customer signs in with it. It is unique under its reseller."
                        inputmode="email"
                        required=true
                        value=form.username
                        error=form.errors.of("username")
                    />
                    {has_choice
                        .then(|| {
                            view! {
                                <SelectField
                                    id="customer-reseller_id"
                                    label="Reseller"
                                    hint="Whose customer it becomes."
                                    value=form.reseller
                                    choices=Signal::stored(choices)
                                    on_choose=Callback::new(move |reseller| form.reseller.set(reseller))
                                    error=form.errors.of("reseller_id")
                                />
                            }.into_any()
                        })}
                </div>
            </section>
            <section class="card" aria-labelledby="profile-heading">
                <header class="card-header"><h2 id="profile-heading">"Profile"</h2></header>
                <div class="card-body">
                    <p class="soft">
                        "The customer's four default contacts are made from it. They can be edited later."
                    </p>
                    <ContactFields draft=form.profile errors=form.errors />
                </div>
            </section>
            {move || form.refusal.get().map(|error| view! { <ProblemNotice error=error /> }.into_any())}
            <div class="form-actions">
                <SubmitButton pending=form.pending>"Add customer"</SubmitButton>
                <a class="button" href="/customers">"Back to Customers"</a>
            </div>
        </form>
    }
    .into_any()
}

fn added(form: NewCustomer, answer: PasswordLinkAnswer) -> AnyView {
    let customer_id = answer.customer_id.to_string();
    let username = answer.username.clone();
    let details = format!("/customers/{customer_id}");
    view! {
        <div class="stack narrow">
            <section class="card" aria-labelledby="pair-heading">
                <header class="card-header"><h2 id="pair-heading">"Its Customer ID"</h2></header>
                <div class="card-body">
                    <p class="big-id">
                        <span class="big-id-digits">{customer_id.clone()}</span>
                        <CopyButton text=customer_id.clone() what="Customer ID" />
                    </p>
                    <dl class="facts">
                        <div>
                            <dt>"Customer Username (Email Address)"</dt>
                            <dd>
                                <span class="copyable">
                                    {username.clone()} <CopyButton text=username what="username" />
                                </span>
                            </dd>
                        </div>
                    </dl>
                </div>
            </section>
            <section class="card" aria-labelledby="password-heading">
                <header class="card-header"><h2 id="password-heading">"Its password"</h2></header>
                <div class="card-body"><PasswordLink answer=answer /></div>
            </section>
            <section class="card" aria-labelledby="next-heading">
                <header class="card-header"><h2 id="next-heading">"What to do next"</h2></header>
                <div class="card-body">
                    <ol class="steps">
                        <li>"Give the customer its one-time link. It sets a password with it and can sign in."</li>
                        <li>
                            "To move services to this customer, open an order, choose Move Services, and type the \
                             username and the Customer ID above. Whoever holds the services now needs the same two."
                        </li>
                    </ol>
                    <div class="form-actions">
                        <a class="button primary" href=details>"Open the customer"</a>
                        <a class="button" href="/orders">"Go to Orders"</a>
                        <button type="button" class="button" on:click=move |_| form.start_again()>
                            "Add another customer"
                        </button>
                    </div>
                </div>
            </section>
        </div>
    }
    .into_any()
}
