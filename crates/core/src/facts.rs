//! Everything the rules may look at, read at one moment.
//!
//! Facts are a value: they hold names and numbers that the person who asks may see, and nothing else of other
//! customers. What belongs to somebody else reaches the rules as a yes or no.

mod pair;
mod words;

pub use pair::*;
pub use words::*;

use crate::ids::{ActionId, ContactId, CustomerId, InvoiceId, OrderId, ResellerId};
use crate::time::Timestamp;
use alloc::{string::String, vec::Vec};
use serde::{Deserialize, Serialize};

/// The facts of one possible move.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MoveFacts {
    /// The moment at which all of this was true.
    pub as_of: Timestamp,
    /// Who asks.
    pub actor: Actor,
    /// The order that was opened.
    pub order_id: OrderId,
    /// Canonical domain name of the order.
    pub domain: String,
    /// The operator's setting for R6.
    pub split_rule: SplitRule,
    /// True when this move takes an earlier one back; a reversal is exempt from the cool-down.
    pub is_reversal: bool,
    /// The customer that holds the services now.
    pub existing: ExistingSide,
    /// S: every live service of the domain name held by the existing customer, by order id.
    pub services: Vec<ServiceFacts>,
    /// Pending or part-paid invoices with a line on a service in S, by invoice id.
    pub pending_invoices: Vec<InvoiceFacts>,
    /// What the registry of the domain's ending allows; looked at when S holds the domain registration.
    pub tld_policy: TldPolicy,
    /// The existing customer's contacts that S uses, by contact id.
    pub contacts: Vec<ContactFacts>,
    /// What does not move, for the preview.
    pub stays: WhatStays,
    /// The customer that is to hold the services.
    pub new_customer: PairFacts,
}

impl MoveFacts {
    /// Whether the opened order is among the services that would move; a deleted or archived one is history.
    #[must_use]
    pub fn order_is_live(&self) -> bool {
        self.services.iter().any(|service| service.order_id == self.order_id)
    }
}

/// The existing customer's side.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExistingSide {
    /// Holder of S.
    pub customer_id: CustomerId,
    /// From the operator down to the existing customer's own reseller, which is the last.
    pub reseller_path: Vec<ResellerId>,
    /// The own reseller's policy for moves to another reseller.
    pub outgoing_policy: CrossResellerPolicy,
    /// Another move of this domain name that touches the existing customer is not finished.
    pub unfinished_move: bool,
    /// End of the cool-down after an earlier move of this domain name.
    pub cool_down_until: Option<Timestamp>,
}

impl ExistingSide {
    /// The reseller of the existing customer.
    #[must_use]
    pub fn reseller_id(&self) -> Option<ResellerId> {
        self.reseller_path.last().copied()
    }
}

/// One service that would move.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ServiceFacts {
    /// Its order id.
    pub order_id: OrderId,
    /// Grows with every change of the service.
    pub version: i64,
    /// What was sold.
    pub product: Product,
    /// One of the four live statuses.
    pub status: OrderStatus,
    /// Who suspended it, when it is suspended.
    pub suspended_by: Option<ResellerId>,
    /// Who locked it.
    pub lock: Option<LockOwner>,
    /// Its unfinished actions, oldest first.
    pub actions: Vec<ActionFacts>,
    /// End of the money-back period (half-open: at this moment it is over).
    pub money_back_until: Option<Timestamp>,
    /// The contacts it uses.
    pub contacts: Vec<ContactLink>,
}

/// A product as far as the rules look at it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Product {
    /// Stable key, such as `digital-certificate`.
    pub key: String,
    /// Name on screen and in M7, such as `Digital Certificate`.
    pub name: String,
    /// Whether orders of it may move to another customer at all.
    pub movable: bool,
    /// Whether it is the registration of the domain name itself.
    pub is_domain_registration: bool,
}

/// Something in progress on a service (R5).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActionFacts {
    /// Its number.
    pub id: ActionId,
    /// What it does: `Add`, `Enroll`, `Reissue`, `Renew`, `Delete`…
    pub kind: String,
    /// How far it is.
    pub status: ActionStatus,
}

/// A pending or part-paid invoice (R7).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InvoiceFacts {
    /// Its number.
    pub id: InvoiceId,
    /// Who owes it.
    pub level: InvoiceLevel,
    /// The services in S that it has a line on, by order id.
    pub order_ids: Vec<OrderId>,
}

/// Which contact a service uses in a role.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContactLink {
    /// The role.
    pub role: ContactRole,
    /// The contact.
    pub contact_id: ContactId,
}

/// A contact record of the existing customer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContactFacts {
    /// Its number.
    pub id: ContactId,
    /// Grows with every change of the record.
    pub version: i64,
    /// Name and organisation, for the preview.
    pub label: String,
}

/// What does not move with the services.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct WhatStays {
    /// Paid and cancelled invoices about S; they stay with the existing customer.
    pub settled_invoices: u32,
    /// Deleted and archived orders of the domain name; they stay as history.
    pub past_orders: u32,
    /// Services in S whose automatic renewal is on now; it is off after the move until the new customer turns it on.
    pub auto_renewals: u32,
    /// Services in S that are paid by a stored payment method now; it is detached.
    pub payment_methods: u32,
}
