//! What a reseller does with a customer's account: a new one-time link, deleting, restoring.

use super::password_link::PasswordLink;
use crate::api::{self, ApiError};
use crate::browser;
use crate::components::{Dialog, ProblemNotice, SubmitButton};
use handover_core::facts::AccountStatus;
use handover_core::ids::CustomerId;
use handover_core::wire::{CustomerDetails, PasswordLinkAnswer, path};
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::de::IgnoredAny;

/// Whether the customer can sign in, and the button for a new one-time link.
#[component]
pub fn PasswordCard(
    /// The customer.
    details: Signal<CustomerDetails>,
    /// Reads the customer again.
    reread: Callback<()>,
) -> AnyView {
    let customer_id = details.with_untracked(|details| details.customer.customer_id);
    let has_password = Memo::new(move |_| details.with(|details| details.has_password));
    let is_deleted = Memo::new(move |_| details.with(|details| details.customer.status == AccountStatus::Deleted));
    let open = RwSignal::new(false);
    let pending = RwSignal::new(false);
    let shown = RwSignal::new(None::<PasswordLinkAnswer>);
    let refusal = RwSignal::new(None::<ApiError>);
    let ask = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if pending.get_untracked() {
            return;
        }
        let address = path::fill(path::CUSTOMER_PASSWORD_LINK, &[&customer_id.to_string()]);
        pending.set(true);
        refusal.set(None);
        spawn_local(async move {
            let answer = api::post::<PasswordLinkAnswer>(&address, &()).await;
            if pending.try_set(false).is_some() {
                // The person has left the page.
                return;
            }
            match answer {
                Ok(link) => {
                    shown.set(Some(link));
                    open.set(true);
                    reread.run(());
                }
                Err(error) => refusal.set(Some(error)),
            }
        });
    };
    view! {
        <section class="card" aria-labelledby="password-heading" hidden=is_deleted>
            <header class="card-header"><h2 id="password-heading">"Password"</h2></header>
            <div class="card-body">
                <p>
                    {move || {
                        if has_password.get() {
                            "The customer has set a password. Somebody who forgot it needs a new one-time link; \
                             earlier links stop working."
                        } else {
                            "The customer has not set a password yet. It needs a one-time link for that; \
                             earlier links stop working."
                        }
                    }}
                </p>
                {move || refusal.get().map(|error| view! { <ProblemNotice error=error /> }.into_any())}
                <form on:submit=ask>
                    <SubmitButton pending=pending kind="">"New one-time link"</SubmitButton>
                </form>
            </div>
        </section>
        <Dialog id="link-dialog" open=open title="One-time link">
            {move || {
                open.get()
                    .then(|| shown.get())
                    .flatten()
                    .map(|answer| {
                        view! {
                            <div class="form">
                                <PasswordLink answer=answer />
                                <div class="dialog-actions">
                                    <button type="button" class="button primary" on:click=move |_| open.set(false)>
                                        "Done"
                                    </button>
                                </div>
                            </div>
                        }.into_any()
                    })
            }}
        </Dialog>
    }
    .into_any()
}

/// Deletes a customer without live orders, restores a deleted one.
#[component]
pub fn DeleteOrRestore(
    /// The customer.
    details: Signal<CustomerDetails>,
    /// Reads the customer again.
    reread: Callback<()>,
) -> AnyView {
    let step = AccountStep {
        customer_id: details.with_untracked(|details| details.customer.customer_id),
        reread,
        open: RwSignal::new(false),
        pending: RwSignal::new(false),
        refusal: RwSignal::new(None),
        said: RwSignal::new(""),
    };
    let is_deleted = Memo::new(move |_| details.with(|details| details.customer.status == AccountStatus::Deleted));
    let live_orders = Memo::new(move |_| details.with(|details| details.customer.live_orders));
    let name = Signal::derive(move || details.with(|details| details.customer.name.clone()));
    view! {
        <section class="card" aria-labelledby="delete-heading">
            <header class="card-header">
                <h2 id="delete-heading" tabindex="-1">
                    {move || if is_deleted.get() { "Restore" } else { "Delete" }}
                </h2>
            </header>
            <div class="card-body">
                <p class="outcome" role="status">{move || step.said.get()}</p>
                {move || if is_deleted.get() { restore_part(step) } else { delete_part(step, live_orders) }}
            </div>
        </section>
        <Dialog id="delete-dialog" open=step.open title=Signal::derive(move || format!("Delete {}?", name.get()))>
            <form
                class="form"
                on:submit=move |event| {
                    event.prevent_default();
                    step.delete();
                }
            >
                <p>
                    "Customer " {step.customer_id.to_string()}
                    " cannot sign in any more and takes no services. Its history stays. It can be restored; until \
                     then its username stays taken."
                </p>
                {move || step.refusal.get().map(|error| view! { <ProblemNotice error=error /> }.into_any())}
                <div class="dialog-actions">
                    <button type="button" class="button" on:click=move |_| step.open.set(false)>"Back"</button>
                    <SubmitButton pending=step.pending kind="danger">"Delete customer"</SubmitButton>
                </div>
            </form>
        </Dialog>
    }
    .into_any()
}

#[derive(Clone, Copy)]
struct AccountStep {
    customer_id: CustomerId,
    reread: Callback<()>,
    open: RwSignal<bool>,
    pending: RwSignal<bool>,
    refusal: RwSignal<Option<ApiError>>,
    said: RwSignal<&'static str>,
}

impl AccountStep {
    fn delete(self) {
        if self.start() {
            let address = path::fill(path::CUSTOMER, &[&self.customer_id.to_string()]);
            spawn_local(async move {
                let answer = api::delete::<IgnoredAny>(&address).await;
                self.end(answer, "The customer is deleted.");
            });
        }
    }

    fn restore(self) {
        if self.start() {
            let address = path::fill(path::CUSTOMER_RESTORE, &[&self.customer_id.to_string()]);
            spawn_local(async move {
                let answer = api::post::<IgnoredAny>(&address, &()).await;
                self.end(answer, "The customer is restored.");
            });
        }
    }

    fn start(self) -> bool {
        let is_free = !self.pending.get_untracked();
        if is_free {
            self.pending.set(true);
            self.refusal.set(None);
            self.said.set("");
        }
        is_free
    }

    fn end(self, answer: Result<IgnoredAny, ApiError>, said: &'static str) {
        if self.pending.try_set(false).is_some() {
            // The person has left the page.
            return;
        }
        match answer {
            Ok(_) => {
                self.open.set(false);
                self.said.set(said);
                self.reread.run(());
                // The button that had the focus is gone.
                request_animation_frame(|| browser::focus_id("delete-heading"));
            }
            Err(error) => self.refusal.set(Some(error)),
        }
    }
}

fn delete_part(step: AccountStep, live_orders: Memo<u32>) -> AnyView {
    let is_possible = move || live_orders.get() == 0;
    let orders = format!("/orders?customer={}", step.customer_id);
    let why = move || match live_orders.get() {
        0 => "It holds no live orders, so it can be deleted, and restored later.".to_owned(),
        1 => "It holds 1 live order. Move it to another customer first.".to_owned(),
        count => format!("It holds {count} live orders. Move them to another customer first."),
    };
    let ask = move |_| {
        if live_orders.get_untracked() == 0 {
            step.refusal.set(None);
            step.open.set(true);
        }
    };
    view! {
        <p id="delete-why">
            {why} " "
            {move || (!is_possible()).then(|| view! { <a href=orders.clone()>"Show its orders"</a> }.into_any())}
        </p>
        <div>
            <button
                type="button"
                class="button"
                aria-describedby="delete-why"
                aria-disabled=move || (!is_possible()).then_some("true")
                on:click=ask
            >
                "Delete customer…"
            </button>
        </div>
    }
    .into_any()
}

fn restore_part(step: AccountStep) -> AnyView {
    view! {
        <p>"Restored, it can sign in with its old password and take services again."</p>
        {move || step.refusal.get().map(|error| view! { <ProblemNotice error=error /> }.into_any())}
        <form on:submit=move |event| {
            event.prevent_default();
            step.restore();
        }>
            <SubmitButton pending=step.pending>"Restore customer"</SubmitButton>
        </form>
    }
    .into_any()
}
