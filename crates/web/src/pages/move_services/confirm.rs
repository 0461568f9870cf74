//! Confirm: the button that says why it is off, and the dialog that repeats what is about to happen and asks the
//! password again.
//!
//! Nothing here does HTTP, and nothing is shown as moved: only the server's receipt says that.

use super::drawn::{drawn, text, word};
use super::known::{Known, after_render, go_to};
use super::pair::recipient;
use super::stale::changed_plan;
use super::state::open_checks;
use crate::api::ApiError;
use crate::components::{Dialog, Field, Notice, ProblemNotice, SubmitButton, Tone};
use handover_core::facts::MoveFacts;
use handover_core::parse::ContactChoice;
use handover_core::wire::{CommitBody, problem_code};
use handover_core::{Plan, PlanDigest};
use leptos::prelude::*;

/// Id of the password's field.
pub const PASSWORD_ID: &str = "move-password";
/// Id of what the dialog repeats; the form that confirms it is described by it.
const REPETITION_ID: &str = "move-repetition";
/// Id of the place above the button that tells what became of a confirmation.
pub const OUTCOME_ID: &str = "move-outcome";

/// What the person was asked to confirm. It does not change while the dialog is open, whatever the page learns.
#[derive(Clone, Debug, PartialEq)]
pub struct Asked {
    /// What is sent.
    pub body: CommitBody,
    /// The facts that the plan was made from.
    pub facts: MoveFacts,
    /// Names this one attempt: repeating it under the same key never moves twice.
    pub key: String,
}

impl Asked {
    fn contacts(&self) -> ContactChoice {
        ContactChoice::from_retain(self.body.retain_contacts)
    }
}

/// How far the confirmation is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Phase {
    /// The password is asked.
    Asking,
    /// The answer is awaited.
    Sending,
    /// The server refused, or was not reached before anything could have been moved.
    Refused(ApiError),
    /// The confirmation was sent, and no answer came.
    Unknown,
}

/// What became of a confirmation, when it was not a receipt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The plan was not the present one; these are the differences.
    Stale(Vec<String>),
    /// Something stands in the way now.
    Blocked,
}

/// The signals of the confirmation.
#[derive(Clone, Copy)]
pub struct Confirming {
    /// What is asked.
    pub asked: RwSignal<Option<Asked>>,
    /// How far it is.
    pub phase: RwSignal<Phase>,
    /// Whether the dialog is open.
    pub is_open: RwSignal<bool>,
    /// The password, for as long as it takes to send it.
    pub password: RwSignal<String>,
    /// What became of the last attempt.
    pub outcome: RwSignal<Option<Outcome>>,
}

impl Confirming {
    /// Nothing was asked yet.
    pub fn new() -> Self {
        Self {
            asked: RwSignal::new(None),
            phase: RwSignal::new(Phase::Asking),
            is_open: RwSignal::new(false),
            password: RwSignal::new(String::new()),
            outcome: RwSignal::new(None),
        }
    }

    /// Opens the dialog for the present plan, at the password. One whose outcome is not known yet is opened again, under its own key.
    pub fn open(self, known: Known) {
        let is_under_way = self.phase.with_untracked(|phase| matches!(phase, Phase::Sending | Phase::Unknown));
        if !is_under_way {
            let Some(asked) = ask(known) else { return };
            self.asked.set(Some(asked));
            self.phase.set(Phase::Asking);
            self.outcome.set(None);
            self.password.set(String::new());
        }
        self.is_open.set(true);
        after_render(|| go_to(PASSWORD_ID));
    }
}

/// The question for the present plan; none while it has no good request or no facts.
fn ask(known: Known) -> Option<Asked> {
    let form = known.form_now();
    let request = form.request(known.order_id)?;
    let facts = known.facts.get_untracked()?;
    let body = CommitBody {
        username: form.username,
        customer_id: form.customer_id,
        retain_contacts: form.retain_contacts,
        plan_digest: PlanDigest::of(&request, &facts),
    };
    Some(Asked { body, facts, key: crate::api::idempotency_key() })
}

/// The section with the button, which submits the form around it.
#[component]
pub fn ConfirmSection(
    /// The page.
    known: Known,
    /// The confirmation.
    confirming: Confirming,
    /// Sends the same confirmation again.
    on_check_again: Callback<()>,
) -> AnyView {
    let open = move || known.rows.with(|rows| open_checks(rows));
    let outcome = drawn(move || {
        if confirming.is_open.get() {
            // The dialog itself tells.
            return ().into_any();
        }
        match confirming.phase.get() {
            Phase::Sending => view! { <p>"Waiting for the server's answer…"</p> }.into_any(),
            Phase::Unknown => unknown(on_check_again),
            Phase::Asking | Phase::Refused(_) => confirming.outcome.get().map_or_else(
                || ().into_any(),
                |outcome| match outcome {
                    Outcome::Stale(differences) => changed_plan(differences),
                    Outcome::Blocked => view! {
                        <Notice tone=Tone::Danger title="Nothing was moved: something stands in the way now">
                            <p>"The checks above show what, and what to do about it."</p>
                        </Notice>
                    }
                    .into_any(),
                },
            ),
        }
    });
    view! {
        <section class="card move-confirm" aria-label="Confirm">
            <div id=OUTCOME_ID tabindex="-1" role="status">{outcome}</div>
            <div class="move-confirm-line">
                <button
                    type="submit"
                    class="button primary"
                    id="move-confirm"
                    aria-disabled=word(move || open().map(|_| "true"))
                    aria-describedby="move-confirm-reason"
                >
                    "Confirm"
                </button>
                <p id="move-confirm-reason" class="move-confirm-reason">
                    {text(move || {
                        open().unwrap_or_else(|| "All checks passed. Your password is asked before it moves.".into())
                    })}
                </p>
            </div>
        </section>
    }
    .into_any()
}

fn unknown(on_check_again: Callback<()>) -> AnyView {
    view! {
        <Notice tone=Tone::Warning title="We don't know yet whether it was moved">
            <p>
                "The confirmation was sent, but no answer came back. Checking again repeats the very same confirmation: \
                 if it has been carried out you get its receipt, else it is carried out now; never twice."
            </p>
            <p>
                <button type="button" class="button primary" on:click=move |_| on_check_again.run(())>"Check again"</button>
            </p>
        </Notice>
    }
    .into_any()
}

/// The dialog. `on_password` is told that the person confirmed with the password in [`Confirming::password`].
#[component]
pub fn ConfirmDialog(
    /// The confirmation.
    confirming: Confirming,
    /// Username of who confirms, for password managers.
    account: String,
    /// Sends it.
    on_password: Callback<()>,
    /// Sends the same confirmation again.
    on_check_again: Callback<()>,
) -> AnyView {
    let Confirming { asked, phase, is_open, password, .. } = confirming;
    let title = Signal::derive(move || {
        asked.with(|asked| asked.as_ref().map_or_else(String::new, |asked| format!("Move {}?", asked.facts.domain)))
    });
    let is_empty_error = RwSignal::new(false);
    let is_sending = Signal::derive(move || phase.with(|phase| *phase == Phase::Sending));
    let is_unknown = Memo::new(move |_| phase.with(|phase| *phase == Phase::Unknown));
    let wrong_password = Signal::derive(move || {
        if is_empty_error.get() && password.with(String::is_empty) {
            return Some("Type the password with which you signed in.".to_owned());
        }
        phase.with(|phase| match phase {
            Phase::Refused(error) if error.is(problem_code::WRONG_PASSWORD) => {
                Some(format!("{} {}", error.title(), error.advice()))
            }
            Phase::Refused(_) | Phase::Asking | Phase::Sending | Phase::Unknown => None,
        })
    });
    let refusal = move || {
        phase.with(|phase| match phase {
            Phase::Refused(error) if !error.is(problem_code::WRONG_PASSWORD) => {
                view! { <ProblemNotice error=error.clone() /> }.into_any()
            }
            Phase::Refused(_) | Phase::Asking | Phase::Sending | Phase::Unknown => ().into_any(),
        })
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if is_sending.get_untracked() {
            // A second click sends nothing.
            return;
        }
        let is_empty = password.with_untracked(String::is_empty);
        is_empty_error.set(is_empty);
        if is_empty {
            go_to(PASSWORD_ID);
        } else {
            on_password.run(());
        }
    };
    let account = StoredValue::new(account);
    view! {
        <Dialog id="confirm-move" open=is_open title=title>
            {drawn(move || asked.with(|asked| asked.as_ref().map_or_else(|| ().into_any(), repetition)))}
            {drawn(move || {
                if is_unknown.get() {
                    return unknown(on_check_again);
                }
                view! {
                    <form class="form" novalidate aria-label="Confirm" aria-describedby=REPETITION_ID on:submit=submit>
                        <input
                            type="text"
                            name="username"
                            autocomplete="username"
                            value=account.get_value()
                            readonly
                            hidden
                        />
                        <Field
                            id=PASSWORD_ID
                            label="Password"
                            value=password
                            error=wrong_password
                            kind="password"
                            autocomplete="current-password"
                            required=true
                        />
                        {drawn(refusal)}
                        <div class="dialog-actions">
                            <button type="button" class="button" on:click=move |_| is_open.set(false)>"Back"</button>
                            <SubmitButton pending=is_sending>"Confirm"</SubmitButton>
                        </div>
                    </form>
                }
                .into_any()
            })}
        </Dialog>
    }
    .into_any()
}

/// What is about to happen, once more and in full.
fn repetition(asked: &Asked) -> AnyView {
    let plan = Plan::of(asked.contacts(), &asked.facts);
    let services = plan
        .moves
        .iter()
        .map(|service| {
            let text = format!("{} · Order {} · {}", service.product_name, service.order_id, service.status);
            view! { <li>{text}</li> }
        })
        .collect::<Vec<_>>();
    let contacts = match asked.contacts() {
        ContactChoice::Retain => "The existing contact details are retained.",
        ContactChoice::Default => "They change to the default contacts of the new customer.",
    };
    view! {
        <dl class="move-repetition" id=REPETITION_ID>
            <dt>"Domain name"</dt>
            <dd class="move-domain">{plan.domain}</dd>
            <dt>"Services (" {services.len()} ")"</dt>
            <dd><ul>{services}</ul></dd>
            <dt>"New customer"</dt>
            <dd><strong>{recipient(&asked.facts)}</strong></dd>
            <dt>"Contact details"</dt>
            <dd>{contacts} {plan.registrant_changes.then_some(" The registrant of the domain name changes (Whois).")}</dd>
        </dl>
    }
    .into_any()
}
