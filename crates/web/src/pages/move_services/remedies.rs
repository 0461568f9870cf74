//! What the person can do about a blocker from here, as buttons and links, and the question before something is cancelled.
//!
//! [`offers`] is pure and never offers what this actor may not do; the server decides again. Nothing here does HTTP.

use super::known::{Known, RemedyRun};
use handover_core::blocker::Remedy;
use handover_core::facts::{ActionFacts, Actor, InvoiceLevel, MoveFacts};
use handover_core::ids::{InvoiceId, OrderId, ResellerId};
use handover_core::Blocker;
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

/// What the actor can do about this blocker, best first; empty when it can only wait or ask.
pub fn offers(blocker: &Blocker, facts: &MoveFacts) -> Vec<Offer> {
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
        Remedy::JoinServices => vec![Offer::CorrectPair],
        Remedy::Unsuspend(order_id) => vec![Offer::Unsuspend(order_id)],
        Remedy::CancelAction(action) if action.status.can_be_cancelled_by(facts.actor) => {
            vec![Offer::CancelAction(action)]
        }
        Remedy::SettleInvoice(invoice_id) => invoice_offers(blocker, invoice_id, facts),
        Remedy::SignUp { reseller_id, .. } if is_reseller && may_be_below(reseller_id, facts) => {
            vec![Offer::Link { href: "/products".into(), label: "Sign up for the product" }]
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

/// A customer cancels only what it owes itself; a reseller settles what is owed to it or below it.
fn invoice_offers(blocker: &Blocker, invoice_id: InvoiceId, facts: &MoveFacts) -> Vec<Offer> {
    let Blocker::PendingInvoice { level, .. } = blocker else { return vec![] };
    match (level, facts.actor) {
        (InvoiceLevel::Customer, Actor::Customer(_)) => vec![Offer::CancelInvoice(invoice_id)],
        (InvoiceLevel::Customer, Actor::Reseller(_)) => {
            vec![Offer::CancelInvoice(invoice_id), Offer::PayInvoice(invoice_id)]
        }
        // The existing customer's reseller owes it to its parent, which settles it, or somebody above.
        (InvoiceLevel::Reseller, Actor::Reseller(actor)) if facts.existing.reseller_id() != Some(actor) => {
            vec![Offer::CancelInvoice(invoice_id), Offer::PayInvoice(invoice_id)]
        }
        (InvoiceLevel::Reseller, Actor::Customer(_) | Actor::Reseller(_)) => vec![],
    }
}

/// Whether the page of products can sign this reseller up: it is the actor itself, or below it as far as the facts tell.
fn may_be_below(reseller_id: ResellerId, facts: &MoveFacts) -> bool {
    let Actor::Reseller(actor) = facts.actor else { return false };
    let path = &facts.existing.reseller_path;
    let depth = |id: ResellerId| path.iter().position(|&of| of == id);
    let is_operator = depth(actor) == Some(0);
    reseller_id == actor
        || is_operator
        || matches!((depth(actor), depth(reseller_id)), (Some(own), Some(other)) if own < other)
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
                title: format!("Cancel {} {}?", action.kind, action.id),
                text: "It is not carried out, and cannot be taken up again. It would have to be asked for anew.",
                asks_reason: true,
            }),
            Self::CancelInvoice(invoice_id) => Some(Question {
                title: format!("Cancel invoice {invoice_id}?"),
                text: "It is not to be paid any more. This cannot be taken back.",
                asks_reason: true,
            }),
            Self::PayInvoice(invoice_id) => Some(Question {
                title: format!("Mark invoice {invoice_id} paid?"),
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
    /// The heading.
    pub title: String,
    /// What it means.
    pub text: &'static str,
    /// Whether a reason is kept with it.
    pub asks_reason: bool,
}
