//! The reasons why a move is not possible now, and every message text of the product, once.
//!
//! The eight messages M1 to M8 are those of the source document, byte for byte; the others are fixed texts of ours.
//! Remedies stand beside the messages and never replace them.

use crate::facts::{ActionFacts, ActionStatus, ContactRole, InvoiceLevel, LockOwner};
use crate::ids::{CustomerId, InvoiceId, OrderId, ResellerId};
use crate::time::Timestamp;
use alloc::{
    string::{String, ToString},
    vec,
    vec::Vec,
};
use core::fmt;

/// One reason why the move is not possible now. It is an answer, not an error.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Blocker {
    /// R0: the order does not exist for this actor.
    NotFound,
    /// R1, M1: username and Customer ID belong to different customers.
    NotSameCustomer,
    /// R1, M2: username and/or Customer ID are incorrect.
    InvalidCustomer,
    /// R2: the new customer is the existing one.
    AlreadyBelongs,
    /// R3 and R11, M8: the new customer is deleted or suspended, its resellers are not active, or it takes no moves.
    NewCustomerStatus,
    /// R4: a service is suspended.
    OrderSuspended {
        /// The suspended order.
        order_id: OrderId,
        /// Whether the actor itself can unsuspend it.
        actor_can_unsuspend: bool,
    },
    /// R4: a service is locked against this actor.
    OrderLocked {
        /// The locked order.
        order_id: OrderId,
        /// Who can unlock it.
        owner: LockOwner,
    },
    /// R5, M3: something is in progress.
    Processing(Unfinished),
    /// R6, M5: the domain name would be split between two customers of the new reseller.
    SplitDomain {
        /// The other customer, named only to a reseller who owns it.
        other_holder: Option<CustomerId>,
    },
    /// R7, M4: an invoice is not paid.
    PendingInvoice {
        /// The invoice.
        invoice_id: InvoiceId,
        /// Who owes it.
        level: InvoiceLevel,
        /// The services that it has a line on.
        order_ids: Vec<OrderId>,
    },
    /// R8, M6: a service can still be given back.
    MoneyBack {
        /// The service.
        order_id: OrderId,
        /// When the period ends; from this moment on it does not block.
        until: Timestamp,
    },
    /// R9, M7: the new reseller has not signed up for a product.
    NoSignUp {
        /// The product's key.
        product_key: String,
        /// The product's name, part of the message.
        product_name: String,
        /// The new reseller.
        reseller_id: ResellerId,
    },
    /// R10: orders of this product never move.
    NotMovable {
        /// The order.
        order_id: OrderId,
    },
    /// R10: the registry of the domain's ending forbids it.
    TldForbidden {
        /// The domain registration.
        order_id: OrderId,
        /// The policy's own text, which is the message.
        reason: String,
    },
    /// R10: the registry allows it only with the existing contact details.
    TldExistingContactsOnly {
        /// The domain registration.
        order_id: OrderId,
    },
    /// R11: the existing customer's reseller lets nothing go to another reseller.
    PolicyOutgoing,
    /// R11: the new customer's reseller takes nothing from another reseller.
    PolicyIncoming,
    /// R11: somebody has to accept first.
    AcceptanceRequired(AcceptanceBy),
    /// R11: the domain name moved recently.
    CoolDown {
        /// When the cool-down ends.
        until: Timestamp,
    },
    /// R12: the new customer has no default contact in a role that the services need.
    NoDefaultContacts {
        /// The missing roles.
        roles: Vec<ContactRole>,
    },
}

/// What is in progress (R5).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unfinished {
    /// An action on a service.
    Action {
        /// The service.
        order_id: OrderId,
        /// The action.
        action: ActionFacts,
    },
    /// The service is `InActive`: it is still being added.
    Add {
        /// The service.
        order_id: OrderId,
    },
    /// Another move of the domain name.
    Move,
}

/// Who has to accept (R11).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AcceptanceBy {
    /// The existing customer's reseller.
    ExistingReseller,
    /// The new customer's reseller.
    NewReseller,
    /// The new customer.
    NewCustomer,
}

/// What a blocker is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    /// The domain name as a whole.
    Domain,
    /// The username and Customer ID.
    Pair,
    /// The new customer.
    NewCustomer,
    /// These services.
    Orders(Vec<OrderId>),
    /// A product that the new reseller lacks.
    Product(String),
}

/// What makes a blocker go away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Remedy {
    /// Correct the username or the Customer ID.
    CorrectPair,
    /// Name another customer.
    ChooseAnotherCustomer,
    /// The actor can unsuspend this order.
    Unsuspend(OrderId),
    /// The reseller has to unsuspend this order.
    AskToUnsuspend(OrderId),
    /// The owner of the lock has to unlock this order.
    AskToUnlock(OrderId),
    /// Wait, or cancel this action.
    CancelAction(ActionFacts),
    /// Wait until the order is provisioned.
    WaitForProvisioning(OrderId),
    /// Wait until the other move is finished.
    WaitForMove,
    /// Whoever owes this invoice, or is owed it, pays or cancels it.
    SettleInvoice {
        /// The invoice.
        invoice_id: InvoiceId,
        /// Who owes it.
        level: InvoiceLevel,
    },
    /// Wait until then.
    WaitUntil(Timestamp),
    /// The new reseller signs up for the product.
    SignUp {
        /// The product's key.
        product_key: String,
        /// The reseller that has to sign up.
        reseller_id: ResellerId,
    },
    /// Move to the customer that already holds the rest, or move that first.
    JoinServices,
    /// Tick the checkbox.
    RetainContacts,
    /// The new customer adds default contacts.
    AddDefaultContacts,
    /// The reseller can change its policy or make the move itself.
    AskReseller,
    /// The new customer has to agree; it can accept incoming moves in its settings.
    AskNewCustomer,
    /// Nothing can be done.
    None,
}

impl Blocker {
    /// Stable kebab-case code; never reused.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NotFound => "not-found",
            Self::NotSameCustomer => "not-same-customer",
            Self::InvalidCustomer => "invalid-customer",
            Self::AlreadyBelongs => "already-belongs",
            Self::NewCustomerStatus => "new-customer-status",
            Self::OrderSuspended { .. } => "order-suspended",
            Self::OrderLocked { .. } => "order-locked",
            Self::Processing(_) => "processing",
            Self::SplitDomain { .. } => "split-domain",
            Self::PendingInvoice { .. } => "pending-invoice",
            Self::MoneyBack { .. } => "money-back",
            Self::NoSignUp { .. } => "no-sign-up",
            Self::NotMovable { .. } => "not-movable",
            Self::TldForbidden { .. } => "tld-forbidden",
            Self::TldExistingContactsOnly { .. } => "tld-existing-contacts-only",
            Self::PolicyOutgoing => "policy-outgoing",
            Self::PolicyIncoming => "policy-incoming",
            Self::AcceptanceRequired(_) => "acceptance-required",
            Self::CoolDown { .. } => "cool-down",
            Self::NoDefaultContacts { .. } => "no-default-contacts",
        }
    }

    /// When it clears by itself, if that is known.
    #[must_use]
    pub const fn clears_at(&self) -> Option<Timestamp> {
        match self {
            Self::MoneyBack { until, .. } | Self::CoolDown { until } => Some(*until),
            Self::NotFound
            | Self::NotSameCustomer
            | Self::InvalidCustomer
            | Self::AlreadyBelongs
            | Self::NewCustomerStatus
            | Self::OrderSuspended { .. }
            | Self::OrderLocked { .. }
            | Self::Processing(_)
            | Self::SplitDomain { .. }
            | Self::PendingInvoice { .. }
            | Self::NoSignUp { .. }
            | Self::NotMovable { .. }
            | Self::TldForbidden { .. }
            | Self::TldExistingContactsOnly { .. }
            | Self::PolicyOutgoing
            | Self::PolicyIncoming
            | Self::AcceptanceRequired(_)
            | Self::NoDefaultContacts { .. } => None,
        }
    }

    /// What it is about.
    #[must_use]
    pub fn subject(&self) -> Subject {
        match self {
            Self::NotFound | Self::SplitDomain { .. } | Self::CoolDown { .. } | Self::Processing(Unfinished::Move) => {
                Subject::Domain
            }
            Self::NotSameCustomer | Self::InvalidCustomer => Subject::Pair,
            Self::AlreadyBelongs
            | Self::NewCustomerStatus
            | Self::PolicyOutgoing
            | Self::PolicyIncoming
            | Self::AcceptanceRequired(_)
            | Self::NoDefaultContacts { .. } => Subject::NewCustomer,
            Self::OrderSuspended { order_id, .. }
            | Self::OrderLocked { order_id, .. }
            | Self::Processing(Unfinished::Action { order_id, .. } | Unfinished::Add { order_id })
            | Self::MoneyBack { order_id, .. }
            | Self::NotMovable { order_id }
            | Self::TldForbidden { order_id, .. }
            | Self::TldExistingContactsOnly { order_id } => Subject::Orders(vec![*order_id]),
            Self::PendingInvoice { order_ids, .. } => Subject::Orders(order_ids.clone()),
            Self::NoSignUp { product_name, .. } => Subject::Product(product_name.clone()),
        }
    }

    /// What makes it go away.
    #[must_use]
    pub fn remedy(&self) -> Remedy {
        match self {
            Self::NotSameCustomer | Self::InvalidCustomer => Remedy::CorrectPair,
            Self::AlreadyBelongs | Self::NewCustomerStatus => Remedy::ChooseAnotherCustomer,
            Self::OrderSuspended { order_id, actor_can_unsuspend: true } => Remedy::Unsuspend(*order_id),
            Self::OrderSuspended { order_id, actor_can_unsuspend: false } => Remedy::AskToUnsuspend(*order_id),
            Self::OrderLocked { order_id, .. } => Remedy::AskToUnlock(*order_id),
            Self::Processing(Unfinished::Action { action, .. }) => Remedy::CancelAction(action.clone()),
            Self::Processing(Unfinished::Add { order_id }) => Remedy::WaitForProvisioning(*order_id),
            Self::Processing(Unfinished::Move) => Remedy::WaitForMove,
            Self::SplitDomain { .. } => Remedy::JoinServices,
            Self::PendingInvoice { invoice_id, level, .. } => {
                Remedy::SettleInvoice { invoice_id: *invoice_id, level: *level }
            }
            Self::MoneyBack { until, .. } | Self::CoolDown { until } => Remedy::WaitUntil(*until),
            Self::NoSignUp { product_key, reseller_id, .. } => {
                Remedy::SignUp { product_key: product_key.clone(), reseller_id: *reseller_id }
            }
            Self::NotFound | Self::NotMovable { .. } | Self::TldForbidden { .. } => Remedy::None,
            Self::TldExistingContactsOnly { .. } => Remedy::RetainContacts,
            Self::PolicyOutgoing
            | Self::PolicyIncoming
            | Self::AcceptanceRequired(AcceptanceBy::ExistingReseller | AcceptanceBy::NewReseller) => {
                Remedy::AskReseller
            }
            Self::AcceptanceRequired(AcceptanceBy::NewCustomer) => Remedy::AskNewCustomer,
            Self::NoDefaultContacts { .. } => Remedy::AddDefaultContacts,
        }
    }

    /// The roles, services or people that the message leaves open, as one line; empty where the message says it all.
    #[must_use]
    pub fn detail(&self) -> String {
        match self {
            Self::OrderSuspended { order_id, .. } | Self::NotMovable { order_id } => alloc::format!("Order {order_id}"),
            Self::OrderLocked { order_id, owner } => match owner {
                LockOwner::Customer => alloc::format!("Order {order_id}, locked by the customer"),
                LockOwner::Reseller(_) => alloc::format!("Order {order_id}, locked by a reseller"),
            },
            Self::Processing(Unfinished::Action { order_id, action }) => {
                alloc::format!("{} {} of order {order_id}: {}", action.kind, action.id, action.status.as_str())
            }
            Self::Processing(Unfinished::Add { order_id }) => alloc::format!("Order {order_id} is still being added"),
            Self::Processing(Unfinished::Move) => "Another move of this domain name is not finished".into(),
            Self::SplitDomain { other_holder: Some(customer_id) } => alloc::format!("Customer {customer_id}"),
            Self::PendingInvoice { invoice_id, level, order_ids } => {
                let orders = order_ids.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
                match level {
                    InvoiceLevel::Customer => alloc::format!("Invoice {invoice_id} for order {orders}"),
                    InvoiceLevel::Reseller => alloc::format!("Invoice {invoice_id} of the reseller for order {orders}"),
                }
            }
            Self::MoneyBack { order_id, until } => {
                alloc::format!("Order {order_id}, movable from {}", until.utc_minute())
            }
            Self::TldForbidden { order_id, .. } | Self::TldExistingContactsOnly { order_id } => {
                alloc::format!("Domain registration {order_id}")
            }
            Self::AcceptanceRequired(AcceptanceBy::ExistingReseller) => "Asked for by the existing reseller".into(),
            Self::AcceptanceRequired(AcceptanceBy::NewReseller) => "Asked for by the new reseller".into(),
            Self::AcceptanceRequired(AcceptanceBy::NewCustomer) => "Asked for by the new customer".into(),
            Self::NoDefaultContacts { roles } => roles.iter().map(|role| role.name()).collect::<Vec<_>>().join(", "),
            Self::NotFound
            | Self::NotSameCustomer
            | Self::InvalidCustomer
            | Self::AlreadyBelongs
            | Self::NewCustomerStatus
            | Self::SplitDomain { other_holder: None }
            | Self::NoSignUp { .. }
            | Self::PolicyOutgoing
            | Self::PolicyIncoming
            | Self::CoolDown { .. } => String::new(),
        }
    }
}

/// The exact message, without a full stop where the source document shows none.
impl fmt::Display for Blocker {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NotFound => "There is no such Order.",
            Self::NotSameCustomer => "The Customer username and Customer ID are not of the same Customer",
            Self::InvalidCustomer => "Invalid Customer",
            Self::AlreadyBelongs => "The Order already belongs to this Customer",
            Self::NewCustomerStatus => "New Customer's status prohibits this operation",
            Self::OrderSuspended { .. } => "This Order is Suspended. It has to be Unsuspended before it can be moved.",
            Self::OrderLocked { .. } => "This Order is Locked. It has to be Unlocked before it can be moved.",
            Self::Processing(_) => "One or more Services for this domain name are currently being processed.",
            Self::SplitDomain { .. } => "There are one or more Services under another Customer of this [new] Reseller.",
            Self::PendingInvoice { .. } => {
                "There is a Pending Invoice for any Service associated with this domain name."
            }
            Self::MoneyBack { .. } => {
                "One or more Products/Services are currently under the Money Back Period. (This would imply that \
                 deletion of that particular Product/Service would entitle you to a refund.)"
            }
            Self::NoSignUp { product_name, .. } => {
                return write!(
                    f,
                    "Reseller has not signedup for this Product - {product_name}. So, we can't complete your request"
                );
            }
            Self::NotMovable { .. } => "This Product cannot be moved to another Customer.",
            Self::TldForbidden { reason, .. } => reason,
            Self::TldExistingContactsOnly { .. } => {
                "The registry of this domain name allows a move only with the existing Contact Details."
            }
            Self::PolicyOutgoing => "Your Reseller does not allow moves to another Reseller.",
            Self::PolicyIncoming => "The new Reseller does not accept moves from another Reseller.",
            Self::AcceptanceRequired(_) => "The new Customer has to accept this move.",
            Self::CoolDown { until } => {
                return write!(
                    f,
                    "This Order was moved recently and cannot be moved again before {}.",
                    until.utc_minute()
                );
            }
            Self::NoDefaultContacts { .. } => "The new Customer has no Default Contacts",
        })
    }
}

/// The remedy line, shown beside the message.
impl fmt::Display for Remedy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::CorrectPair => {
                "Check both with the new customer: the Customer ID stands in Settings, Primary Profile of its panel."
            }
            Self::ChooseAnotherCustomer => "Choose another customer, or have a reseller add a new customer account.",
            Self::Unsuspend(order_id) => return write!(f, "Unsuspend order {order_id}."),
            Self::AskToUnsuspend(order_id) => {
                return write!(f, "Ask your reseller to unsuspend order {order_id}.");
            }
            Self::AskToUnlock(order_id) => return write!(f, "Ask whoever locked order {order_id} to unlock it."),
            Self::CancelAction(action) => {
                let who_cancels = match action.status {
                    ActionStatus::Executing => "have the reseller cancel it",
                    ActionStatus::Pending
                    | ActionStatus::AwaitingValidation
                    | ActionStatus::Completed
                    | ActionStatus::Failed
                    | ActionStatus::Cancelled => "cancel it",
                };
                return write!(f, "Wait until {} {} is completed, or {who_cancels}.", action.kind, action.id);
            }
            Self::WaitForProvisioning(order_id) => {
                return write!(f, "Wait until order {order_id} is provisioned, or have it deleted.");
            }
            Self::WaitForMove => "Wait until the other move is finished, or cancel it.",
            Self::SettleInvoice { invoice_id, level: InvoiceLevel::Customer } => {
                return write!(f, "Pay or cancel invoice {invoice_id}.");
            }
            Self::SettleInvoice { invoice_id, level: InvoiceLevel::Reseller } => {
                return write!(f, "The reseller has to pay or cancel invoice {invoice_id}.");
            }
            Self::WaitUntil(until) => return write!(f, "Wait until {}.", until.utc_minute()),
            Self::SignUp { .. } => "The new reseller has to sign up for the product first.",
            Self::JoinServices => {
                "Move to the customer that already holds services of this domain name, or have that customer move them \
                 first."
            }
            Self::RetainContacts => "Tick \"Retain the existing Contact Details\".",
            Self::AddDefaultContacts => {
                "The new customer has to add its default contacts, or retain the existing contact details."
            }
            Self::AskReseller => "Ask the reseller.",
            Self::AskNewCustomer => "Ask the new customer to accept incoming moves in Settings, Primary Profile.",
            Self::None => "Nothing can be done about this here.",
        })
    }
}
