//! Setting a password by a one-time link. The token stands behind the `#`, which a browser never sends by itself.

use crate::api::{self, ApiError, Request};
use crate::components::{
    EmptyState, Field, Load, Notice, PageHeader, ProblemNotice, SubmitButton, Tone, dynamic, field_error,
};
use crate::router::use_router;
use handover_core::FieldError;
use handover_core::form::{PASSWORD_MIN_CHARS, password_errors};
use handover_core::wire::{PasswordLinkState, SetPasswordBody, TokenBody, path, problem_code};
use leptos::prelude::*;

/// The page at `/set-password#token`.
#[component]
pub fn SetPasswordPage() -> AnyView {
    let token = use_router().fragment;
    view! {
        <div class="sign-in">
            <section class="card sign-in-card">
                <div class="card-body">
                    <PageHeader title="Set your password" />
                    {move || {
                        let token = token.get();
                        if token.is_empty() {
                            no_link("This address is not complete.").into_any()
                        } else {
                            view! { <Link token=token /> }.into_any()
                        }
                    }}
                </div>
            </section>
        </div>
    }
    .into_any()
}

fn no_link(title: &'static str) -> AnyView {
    view! {
        <EmptyState title=title>
            <p>
                "A link works once, and not for ever. Ask your reseller for a new one, and open it exactly as you got it."
            </p>
            <p class="state-actions"><a class="button" href="/sign-in">"Go to sign in"</a></p>
        </EmptyState>
    }
    .into_any()
}

#[component]
fn Link(token: String) -> AnyView {
    let asked = TokenBody { token: token.clone() };
    let link = api::read::<PasswordLinkState>(move || Request::post(path::PASSWORD_LINK, &asked));
    let is_refused = Memo::new(move |_| match link.text() {
        Some(Err(error)) => error.is(problem_code::NOT_FOUND) || error.is(problem_code::NOT_POSSIBLE),
        Some(Ok(_)) | None => false,
    });
    dynamic(move || {
        if is_refused.get() {
            return no_link("This link is not valid, was used, or has expired.");
        }
        let token = token.clone();
        let form = move |owner| view! { <Form token=token.clone() owner=owner /> }.into_any();
        view! { <Load reading=link lines=3 view=form /> }.into_any()
    })
}

#[component]
fn Form(token: String, owner: PasswordLinkState) -> AnyView {
    let password = RwSignal::new(String::new());
    let errors = RwSignal::new(Vec::<FieldError>::new());
    let refusal = RwSignal::new(None::<ApiError>);
    let is_done = RwSignal::new(false);
    let token = StoredValue::new(token);
    let send = api::write::<()>(move |answer| match answer {
        Ok(()) => is_done.set(true),
        Err(error) if !error.field_errors().is_empty() => errors.set(error.field_errors().to_vec()),
        Err(error) => refusal.set(Some(error)),
    });
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let found = password_errors(&password.get_untracked());
        let is_good = found.is_empty();
        errors.set(found);
        if is_good && !send.pending().get_untracked() {
            refusal.set(None);
            let body = SetPasswordBody { token: token.get_value(), password: password.get_untracked() };
            send.dispatch(Request::post(path::PASSWORD, &body));
        }
    };
    let error = Signal::derive(move || errors.with(|errors| field_error(errors, "password")));
    let hint = format!("At least {PASSWORD_MIN_CHARS} characters. A few words are easy to remember.");
    let username = RwSignal::new(owner.username.clone());
    dynamic(move || {
        if is_done.get() {
            return view! {
                <Notice tone=Tone::Success title="Your password is set." role="status">
                    <p>"Sign in with it now; the link does not work any more."</p>
                </Notice>
                <p><a class="button primary" href="/sign-in">"Sign in"</a></p>
            }
            .into_any();
        }
        view! {
            <form class="form" novalidate on:submit=submit>
                <p>
                    "For " <strong>{username.get_untracked()}</strong> " at " <strong>{owner.reseller_name.clone()}</strong> "."
                </p>
                // Password managers store the new password under this name.
                <input type="text" class="visually-hidden" name="username" autocomplete="username" tabindex="-1"
                    aria-hidden="true" readonly prop:value=move || username.get() />
                <Field
                    id="password"
                    label="New password"
                    value=password
                    hint=hint.clone()
                    error=error
                    kind="password"
                    autocomplete="new-password"
                    required=true
                />
                {move || refusal.get().map(|error| view! { <ProblemNotice error=error /> })}
                <div><SubmitButton pending=send.pending()>"Set the password"</SubmitButton></div>
            </form>
        }
        .into_any()
    })
}
