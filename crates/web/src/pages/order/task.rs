//! What a person may do with an order, its actions and its invoices: asks, sends, and says what came of it.

use crate::api::{self, ApiError, Request, Writing};
use crate::browser;
use crate::components::{Notice, Tone};
use handover_core::ids::{ActionId, InvoiceId, OrderId};
use handover_core::wire::{ReasonBody, path};
use leptos::prelude::*;
use serde::de::IgnoredAny;

/// One thing to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Task {
    /// Suspend the order.
    Suspend,
    /// Unsuspend the order.
    Unsuspend,
    /// Cancel an action.
    CancelAction(ActionId),
    /// Record that an action was carried out.
    CompleteAction(ActionId),
    /// Record that an action could not be carried out.
    FailAction(ActionId),
    /// Cancel an invoice.
    CancelInvoice(InvoiceId),
    /// Record that an invoice was paid.
    MarkPaid(InvoiceId),
}

impl Task {
    /// Heading of the dialog and label of its button.
    pub fn title(self) -> String {
        match self {
            Self::Suspend => "Suspend the order".into(),
            Self::Unsuspend => "Unsuspend the order".into(),
            Self::CancelAction(id) => format!("Cancel action {id}"),
            Self::CompleteAction(id) => format!("Complete action {id}"),
            Self::FailAction(id) => format!("Fail action {id}"),
            Self::CancelInvoice(id) => format!("Cancel invoice {id}"),
            Self::MarkPaid(id) => format!("Mark invoice {id} as paid"),
        }
    }

    /// What will happen.
    pub fn explanation(self) -> String {
        match self {
            Self::Suspend => {
                "The service is switched off, and the order cannot be moved until it is unsuspended. The customer sees \
                 the reason."
            }
            Self::Unsuspend => "The service is switched on again.",
            Self::CancelAction(_) => "It will not be carried out any more. Cancelling the Add of an order deletes it.",
            Self::CompleteAction(_) => "Records that it was carried out, with everything that follows for the order.",
            Self::FailAction(_) => "Records that it could not be carried out. Failing the Add of an order deletes it.",
            Self::CancelInvoice(_) => "It does not have to be paid any more.",
            Self::MarkPaid(_) => "Records that the money has arrived. No money moves here.",
        }
        .into()
    }

    /// Whether it needs a reason.
    pub const fn needs_reason(self) -> bool {
        match self {
            Self::Suspend | Self::CancelAction(_) | Self::FailAction(_) | Self::CancelInvoice(_) => true,
            Self::Unsuspend | Self::CompleteAction(_) | Self::MarkPaid(_) => false,
        }
    }

    fn done(self) -> String {
        match self {
            Self::Suspend => "The order is suspended.".into(),
            Self::Unsuspend => "The order is not suspended any more.".into(),
            Self::CancelAction(id) => format!("Action {id} is cancelled."),
            Self::CompleteAction(id) => format!("Action {id} is completed."),
            Self::FailAction(id) => format!("Action {id} is recorded as failed."),
            Self::CancelInvoice(id) => format!("Invoice {id} is cancelled."),
            Self::MarkPaid(id) => format!("Invoice {id} is marked as paid."),
        }
    }

    fn address(self, order_id: OrderId) -> String {
        let fill = |template: &str, id: &dyn ToString, step: &str| path::fill(template, &[&id.to_string(), step]);
        match self {
            Self::Suspend => fill(path::ORDER_SUSPEND, &order_id, ""),
            Self::Unsuspend => fill(path::ORDER_UNSUSPEND, &order_id, ""),
            Self::CancelAction(id) => fill(path::ACTION_STEP, &id, "cancel"),
            Self::CompleteAction(id) => fill(path::ACTION_STEP, &id, "complete"),
            Self::FailAction(id) => fill(path::ACTION_STEP, &id, "fail"),
            Self::CancelInvoice(id) => fill(path::INVOICE_STEP, &id, "cancel"),
            Self::MarkPaid(id) => fill(path::INVOICE_STEP, &id, "pay"),
        }
    }
}

/// The task that is being asked about, and what came of the last one.
#[derive(Clone, Copy)]
pub struct Tasks {
    order_id: OrderId,
    /// Whether the dialog is open.
    pub is_open: RwSignal<bool>,
    /// Why the server refused.
    pub refusal: RwSignal<Option<ApiError>>,
    current: RwSignal<Option<Task>>,
    done: RwSignal<Option<Task>>,
    send: Writing,
}

impl Tasks {
    /// Tasks of one order; `changed` is told when the server did one.
    pub fn new(order_id: OrderId, changed: Callback<()>) -> Self {
        let is_open = RwSignal::new(false);
        let refusal = RwSignal::new(None);
        let done = RwSignal::new(None);
        let current = RwSignal::new(None);
        let send = api::write::<IgnoredAny>(move |answer| match answer {
            Ok(_) => {
                is_open.set(false);
                done.try_set(current.try_get_untracked().flatten());
                // The person may have left the page meanwhile.
                changed.try_run(());
                // The button that opened the dialog may be gone; what came of it is what to read on from.
                request_animation_frame(|| browser::focus_id("said"));
            }
            Err(error) => refusal.set(Some(error)),
        });
        Self { order_id, is_open, refusal, current, done, send }
    }

    /// Opens the dialog about a task.
    pub fn ask(self, task: Task) {
        self.refusal.set(None);
        self.current.set(Some(task));
        self.is_open.set(true);
    }

    /// Sends the task that is being asked about.
    pub fn submit(self, reason: String) {
        if let Some(task) = self.current.get_untracked() {
            self.refusal.set(None);
            self.send.dispatch(Request::post(&task.address(self.order_id), &ReasonBody { reason }));
        }
    }

    /// The task that the dialog is about; tracked.
    pub fn current(self) -> Option<Task> {
        self.current.get()
    }

    /// Whether the server is at work.
    pub fn pending(self) -> Signal<bool> {
        self.send.pending()
    }

    /// What came of the last task; tracked.
    pub fn outcome(self) -> Option<AnyView> {
        self.done.get().map(|task| view! { <Notice tone=Tone::Success title=task.done() /> }.into_any())
    }
}
