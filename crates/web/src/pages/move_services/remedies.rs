//! What the person can do about a blocker from here, as buttons and links, and the question before something is cancelled.
//!
//! [`offers`] is pure and never offers what this actor may not do; the server decides again. Nothing here does HTTP.

use super::drawn::drawn;
use super::known::{Known, RemedyRun};
use crate::components::{Dialog, ProblemNotice, ReasonDialog, SubmitButton};
use handover_core::Blocker;
use handover_core::blocker::Remedy;
use handover_core::facts::{ActionFacts, Actor, InvoiceLevel, MoveFacts};
use handover_core::ids::{InvoiceId, OrderId, ResellerId};
use leptos::prelude::*;

/// One thing that the person can do about a blocker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Offer {
    /// Cancel an action, after a question.
    CancelAction(ActionFacts),
    /// Cancel an invoice, after a question.
    CancelInvoice(InvoiceId),
    /// Mark an invoice as paid.
    PayInvoice(InvoiceId),
    /// Unsuspend a service.
    Unsuspend(OrderId),
    /// Tick "Retain the existing Contact Details".
    RetainContacts,
    /// Go to the fields of the new customer.
    CorrectPair,
    /// Go to another page, which can do it.
    Link {
        /// Where.
        href: String,
        /// Its words.
        label: &'static str,
    },
}

/// What the actor can do about this blocker, best first; empty when it can only wait or ask. `resellers` are those that
/// the actor can sign up for products, as far as that is known.
pub fn offers(blocker: &Blocker, facts: &MoveFacts, resellers: &[ResellerId]) -> Vec<Offer> {
    let is_reseller = match facts.actor {
        Actor::Customer(_) => false,
        Actor::Reseller(_) => true,
    };
    match blocker.remedy() {
        Remedy::CorrectPair | Remedy::ChooseAnotherCustomer => {
            let mut offers = vec![Offer::CorrectPair];
            if is_reseller {
                offers.push(Offer::Link { href: "/customers/new".into(), label: "Add a customer" });
            }
            offers
        }
        Remedy::JoinServices => {
            let mut offers = vec![Offer::CorrectPair];
            if let Blocker::SplitDomain { other_holder: Some(customer_id) } = blocker {
                offers.push(Offer::Link { href: format!("/customers/{customer_id}"), label: "See the other customer" });
            }
            offers
        }
        Remedy::Unsuspend(order_id) => vec![Offer::Unsuspend(order_id)],
        Remedy::CancelAction(action) if action.status.can_be_cancelled_by(facts.actor) => {
            vec![Offer::CancelAction(action)]
        }
        Remedy::SettleInvoice { invoice_id, .. } => invoice_offers(blocker, invoice_id, facts),
        Remedy::SignUp { reseller_id, product_key } if resellers.contains(&reseller_id) => {
            vec![Offer::Link {
                href: format!("/products?reseller={reseller_id}&product={product_key}"),
                label: "Sign up for the product",
            }]
        }
        Remedy::RetainContacts | Remedy::AddDefaultContacts => vec![Offer::RetainContacts],
        Remedy::CancelAction(_)
        | Remedy::SignUp { .. }
        | Remedy::AskToUnsuspend(_)
        | Remedy::AskToUnlock(_)
        | Remedy::WaitForProvisioning(_)
        | Remedy::WaitForMove
        | Remedy::WaitUntil(_)
        | Remedy::AskReseller
        | Remedy::AskNewCustomer
        | Remedy::None => vec![],
    }
}

/// A customer cancels what it owes itself; a reseller settles what is owed in its tree.
fn invoice_offers(blocker: &Blocker, invoice_id: InvoiceId, facts: &MoveFacts) -> Vec<Offer> {
    let Blocker::PendingInvoice { level, .. } = blocker else { return vec![] };
    match (level, facts.actor) {
        (InvoiceLevel::Reseller, Actor::Customer(_)) => vec![],
        (InvoiceLevel::Customer, Actor::Customer(_)) => vec![Offer::CancelInvoice(invoice_id)],
        // That a reseller has paid what it owes is for its parent to say.
        (InvoiceLevel::Reseller, Actor::Reseller(actor)) if facts.existing.reseller_id() == Some(actor) => {
            vec![Offer::CancelInvoice(invoice_id)]
        }
        (InvoiceLevel::Customer | InvoiceLevel::Reseller, Actor::Reseller(_)) => {
            vec![Offer::CancelInvoice(invoice_id), Offer::PayInvoice(invoice_id)]
        }
    }
}

impl Offer {
    /// The words on the button.
    pub fn label(&self) -> String {
        match self {
            Self::CancelAction(action) => format!("Cancel {} {}", action.kind, action.id),
            Self::CancelInvoice(invoice_id) => format!("Cancel invoice {invoice_id}"),
            Self::PayInvoice(invoice_id) => format!("Mark invoice {invoice_id} paid"),
            Self::Unsuspend(order_id) => format!("Unsuspend order {order_id}"),
            Self::RetainContacts => "Retain the existing contacts".into(),
            Self::CorrectPair => "Change the new customer".into(),
            Self::Link { label, .. } => (*label).into(),
        }
    }

    /// The question that is asked first, when it cannot be taken back.
    pub fn question(&self) -> Option<Question> {
        match self {
            Self::CancelAction(action) => Some(Question {
                title: format!("Cancel {} {}", action.kind, action.id),
                text: "It is not carried out, and cannot be taken up again. It would have to be asked for anew.",
                asks_reason: true,
            }),
            Self::CancelInvoice(invoice_id) => Some(Question {
                title: format!("Cancel invoice {invoice_id}"),
                text: "It is not to be paid any more. This cannot be taken back.",
                asks_reason: true,
            }),
            Self::PayInvoice(invoice_id) => Some(Question {
                title: format!("Mark invoice {invoice_id} paid"),
                text: "Do this only when the money is there. This cannot be taken back.",
                asks_reason: false,
            }),
            Self::Unsuspend(_) | Self::RetainContacts | Self::CorrectPair | Self::Link { .. } => None,
        }
    }

    /// What is said when it worked.
    pub fn done(&self) -> String {
        match self {
            Self::CancelAction(action) => format!("{} {} was cancelled.", action.kind, action.id),
            Self::CancelInvoice(invoice_id) => format!("Invoice {invoice_id} was cancelled."),
            Self::PayInvoice(invoice_id) => format!("Invoice {invoice_id} was marked paid."),
            Self::Unsuspend(order_id) => format!("Order {order_id} was unsuspended."),
            Self::RetainContacts => "The existing contact details are retained.".into(),
            Self::CorrectPair | Self::Link { .. } => String::new(),
        }
    }
}

/// A question before something that cannot be taken back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// The heading, and the words on the button that does it.
    pub title: String,
    /// What it means.
    pub text: &'static str,
    /// Whether a reason is kept with it.
    pub asks_reason: bool,
}

/// The dialogs of the questions; one is open at a time.
#[derive(Clone, Copy)]
pub struct Asking {
    offer: RwSignal<Option<Offer>>,
    is_reason_open: RwSignal<bool>,
    is_plain_open: RwSignal<bool>,
}

impl Asking {
    /// No question yet.
    pub fn new() -> Self {
        Self { offer: RwSignal::new(None), is_reason_open: RwSignal::new(false), is_plain_open: RwSignal::new(false) }
    }

    /// Asks whether the person means it.
    pub fn ask(self, offer: Offer, asks_reason: bool) {
        self.offer.set(Some(offer));
        self.is_reason_open.set(asks_reason);
        self.is_plain_open.set(!asks_reason);
    }

    /// The question is answered.
    pub fn close(self) {
        self.is_reason_open.set(false);
        self.is_plain_open.set(false);
    }
}

/// The dialogs. `on_sure` is told the remedy and its reason, which is empty where none is asked for.
#[component]
pub fn QuestionDialogs(
    /// The page.
    known: Known,
    /// What is asked.
    asking: Asking,
    /// Carries it out.
    on_sure: Callback<(Offer, String)>,
) -> AnyView {
    let question = move || asking.offer.with(|offer| offer.as_ref().and_then(Offer::question));
    let title = Signal::derive(move || question().map(|question| question.title).unwrap_or_default());
    let text = Signal::derive(move || question().map(|question| question.text.to_owned()).unwrap_or_default());
    let pending = Signal::derive(move || known.remedy.with(|remedy| matches!(remedy, RemedyRun::Running(_))));
    let refusal = Signal::derive(move || {
        known.remedy.with(|remedy| match remedy {
            RemedyRun::Failed(failed, error) if asking.offer.read().as_ref() == Some(failed) => Some(error.clone()),
            RemedyRun::Failed(..) | RemedyRun::Running(_) | RemedyRun::Idle => None,
        })
    });
    let sure = move |reason: String| {
        if let Some(offer) = asking.offer.get_untracked() {
            on_sure.run((offer, reason));
        }
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if !pending.get_untracked() {
            sure(String::new());
        }
    };
    let plain_refusal = drawn(move || match refusal.get().filter(|_| asking.is_plain_open.get()) {
        Some(error) => view! { <ProblemNotice error=error /> }.into_any(),
        None => ().into_any(),
    });
    view! {
        <ReasonDialog
            id="remedy-reason"
            field_id="remedy-reason-text"
            open=asking.is_reason_open
            title=title
            explanation=text
            kind="danger"
            pending=pending
            refusal=refusal
            on_submit=Callback::new(sure)
        />
        <Dialog id="remedy-plain" open=asking.is_plain_open title=title>
            <form class="form" on:submit=submit>
                <p>{text}</p>
                {plain_refusal}
                <div class="dialog-actions">
                    <button type="button" class="button" on:click=move |_| asking.close()>"Back"</button>
                    <SubmitButton pending=pending>{title}</SubmitButton>
                </div>
            </form>
        </Dialog>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::move_services::fixture::{facts, matched};
    use handover_core::blocker::Unfinished;
    use handover_core::facts::ActionStatus;
    use handover_core::ids::{ActionId, CustomerId};
    use wasm_bindgen_test::wasm_bindgen_test as test;

    fn as_actor(actor: Actor) -> MoveFacts {
        MoveFacts { actor, ..facts(matched()) }
    }

    const CUSTOMER: Actor = Actor::Customer(CustomerId(1));
    const RESELLER: Actor = Actor::Reseller(ResellerId(2));
    const OPERATOR: Actor = Actor::Reseller(ResellerId(1));

    #[test]
    fn only_a_reseller_cancels_what_is_being_carried_out() {
        let action = ActionFacts { id: ActionId(5), kind: "Renew".into(), status: ActionStatus::Executing };
        let running = Unfinished::Action { order_id: OrderId(1001), action: action.clone() };
        let blocker = Blocker::Processing(running);
        assert_eq!(offers(&blocker, &as_actor(CUSTOMER), &[]), []);
        assert_eq!(offers(&blocker, &as_actor(RESELLER), &[]), [Offer::CancelAction(action)]);
    }

    #[test]
    fn nobody_marks_its_own_debt_paid() {
        let invoice_id = InvoiceId(88);
        let owed_at = |level| Blocker::PendingInvoice { invoice_id, level, order_ids: vec![] };
        let both = [Offer::CancelInvoice(invoice_id), Offer::PayInvoice(invoice_id)];
        let customers = owed_at(InvoiceLevel::Customer);
        assert_eq!(offers(&customers, &as_actor(CUSTOMER), &[]), [Offer::CancelInvoice(invoice_id)]);
        assert_eq!(offers(&customers, &as_actor(RESELLER), &[]), both);
        let resellers = owed_at(InvoiceLevel::Reseller);
        assert_eq!(offers(&resellers, &as_actor(CUSTOMER), &[]), []);
        assert_eq!(offers(&resellers, &as_actor(RESELLER), &[]), [Offer::CancelInvoice(invoice_id)]);
        assert_eq!(offers(&resellers, &as_actor(OPERATOR), &[]), both);
    }

    #[test]
    fn the_sign_up_is_offered_where_the_actor_can_sign_the_new_reseller_up() {
        let blocker = Blocker::NoSignUp {
            product_key: "web-hosting".into(),
            product_name: "Web Hosting".into(),
            reseller_id: ResellerId(9),
        };
        assert_eq!(offers(&blocker, &as_actor(RESELLER), &[ResellerId(2)]), []);
        let href = "/products?reseller=9&product=web-hosting".into();
        let link = Offer::Link { href, label: "Sign up for the product" };
        assert_eq!(offers(&blocker, &as_actor(RESELLER), &[ResellerId(2), ResellerId(9)]), [link]);
    }
}
