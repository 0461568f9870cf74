//! Everything the rules may look at, read at one moment.
//!
//! Facts are a value: they hold names and numbers that the person who asks may see, and nothing else of other
//! customers. What belongs to somebody else reaches the rules as a yes or no.

use crate::ids::{ActionId, ContactId, CustomerId, InvoiceId, OrderId, ResellerId};
use crate::time::Timestamp;
use alloc::{boxed::Box, string::String, vec::Vec};
use core::fmt;
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

/// Who asks for the move.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Actor {
    /// A customer, for its own services.
    Customer(CustomerId),
    /// A reseller; the operator is the root reseller.
    Reseller(ResellerId),
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

/// The six statuses of an order; deleted and archived ones are history and never block.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum OrderStatus {
    /// Bought, not yet provisioned: its Add is unfinished.
    InActive,
    /// In service.
    Active,
    /// Switched off by a reseller.
    Suspended,
    /// Deleted at the provider, restorable for a while.
    #[serde(rename = "Pending Delete Restorable")]
    PendingDeleteRestorable,
    /// History.
    Deleted,
    /// History.
    Archived,
}

impl OrderStatus {
    /// All six, in the order of an order's life.
    pub const ALL: [Self; 6] =
        [Self::InActive, Self::Active, Self::Suspended, Self::PendingDeleteRestorable, Self::Deleted, Self::Archived];

    /// The exact words of screens, API and database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::InActive => "InActive",
            Self::Active => "Active",
            Self::Suspended => "Suspended",
            Self::PendingDeleteRestorable => "Pending Delete Restorable",
            Self::Deleted => "Deleted",
            Self::Archived => "Archived",
        }
    }

    /// The status with these exact words.
    #[must_use]
    pub fn from_text(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.as_str() == text)
    }

    /// Whether an order of this status moves along and can block.
    #[must_use]
    pub const fn is_live(self) -> bool {
        match self {
            Self::InActive | Self::Active | Self::Suspended | Self::PendingDeleteRestorable => true,
            Self::Deleted | Self::Archived => false,
        }
    }
}

impl fmt::Display for OrderStatus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Who set a lock (R4).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LockOwner {
    /// The customer itself, against its own account being misused.
    Customer,
    /// A reseller above the customer.
    Reseller(ResellerId),
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

/// How far an action is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ActionStatus {
    /// Asked for, not started.
    Pending,
    /// Being carried out; only a reseller can still cancel it.
    Executing,
    /// Waits for the validation of a certificate request.
    #[serde(rename = "Awaiting Validation")]
    AwaitingValidation,
    /// Done.
    Completed,
    /// Ended without success.
    Failed,
    /// Cancelled before it was carried out.
    Cancelled,
}

impl ActionStatus {
    /// All six.
    pub const ALL: [Self; 6] =
        [Self::Pending, Self::Executing, Self::AwaitingValidation, Self::Completed, Self::Failed, Self::Cancelled];

    /// The words of screens, API and database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Pending => "Pending",
            Self::Executing => "Executing",
            Self::AwaitingValidation => "Awaiting Validation",
            Self::Completed => "Completed",
            Self::Failed => "Failed",
            Self::Cancelled => "Cancelled",
        }
    }

    /// The status with these exact words.
    #[must_use]
    pub fn from_text(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.as_str() == text)
    }

    /// Whether the action still blocks a move.
    #[must_use]
    pub const fn is_unfinished(self) -> bool {
        match self {
            Self::Pending | Self::Executing | Self::AwaitingValidation => true,
            Self::Completed | Self::Failed | Self::Cancelled => false,
        }
    }

    /// Whether this actor may cancel an action of this status: a customer only what is not being carried out.
    #[must_use]
    pub const fn can_be_cancelled_by(self, actor: Actor) -> bool {
        match (self, actor) {
            (Self::Pending | Self::AwaitingValidation, _) | (Self::Executing, Actor::Reseller(_)) => true,
            (Self::Executing, Actor::Customer(_)) | (Self::Completed | Self::Failed | Self::Cancelled, _) => false,
        }
    }
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

/// Who owes an invoice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum InvoiceLevel {
    /// The customer owes its reseller.
    Customer,
    /// The reseller owes its parent.
    Reseller,
}

/// One role of a service's contacts (seed, step 5).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ContactRole {
    /// The holder of the domain name.
    Registrant,
    /// Administrative contact.
    Administrative,
    /// Technical contact.
    Technical,
    /// Billing contact.
    Billing,
}

impl ContactRole {
    /// The four standard roles, in the order of screens.
    pub const ALL: [Self; 4] = [Self::Registrant, Self::Administrative, Self::Technical, Self::Billing];

    /// Name on screen.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Registrant => "Registrant",
            Self::Administrative => "Administrative",
            Self::Technical => "Technical",
            Self::Billing => "Billing",
        }
    }

    /// Name in the database, equal to its JSON form.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Registrant => "registrant",
            Self::Administrative => "administrative",
            Self::Technical => "technical",
            Self::Billing => "billing",
        }
    }

    /// The role with this database name.
    #[must_use]
    pub fn from_text(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.as_str() == text)
    }
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

/// What a registry allows for the names under an ending (R10).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TldPolicy {
    /// Moves are allowed.
    Allowed,
    /// Moves are forbidden; the reason is the message.
    Forbidden(String),
    /// Moves are allowed when the existing contact details are retained.
    ExistingContactsOnly,
}

/// Which services count as split in R6.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SplitRule {
    /// The seed's example read literally: the moved services count too when the domain is split.
    Documented,
    /// Only services of other customers of the new reseller count.
    NewResellerOnly,
}

/// A reseller's policy for moves from or to another reseller (R11).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CrossResellerPolicy {
    /// Nothing to ask.
    Allow,
    /// Somebody has to accept first.
    Ask,
    /// Not at all.
    Deny,
}

/// A customer's own setting for what others move to it (R11).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum IncomingSetting {
    /// Take it.
    Accept,
    /// Ask me first.
    Ask,
    /// Refuse; the sender is told M8.
    Block,
}

/// Status of a customer account or a reseller.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum AccountStatus {
    /// In use.
    Active,
    /// Switched off by the reseller.
    Suspended,
    /// Deleted; its username stays taken under its reseller.
    Deleted,
}

impl AccountStatus {
    /// All three.
    pub const ALL: [Self; 3] = [Self::Active, Self::Suspended, Self::Deleted];

    /// The words of screens, API and database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Active => "Active",
            Self::Suspended => "Suspended",
            Self::Deleted => "Deleted",
        }
    }

    /// The status with these exact words.
    #[must_use]
    pub fn from_text(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.as_str() == text)
    }
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

/// What is known about the pair of username and Customer ID (R1).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PairFacts {
    /// Nobody looked yet: the pair is half typed.
    NotLookedUp,
    /// The look-up's answer.
    LookedUp {
        /// Some customer has this Customer ID.
        id_known: bool,
        /// Some customer has this username.
        username_known: bool,
        /// The customer to whom both belong.
        matched: Option<Box<NewCustomerFacts>>,
    },
}

impl PairFacts {
    /// R1's comparison: `holder_of_id` is the customer with the typed ID and its canonical username.
    #[must_use]
    pub fn compare(
        canonical_username: &str,
        holder_of_id: Option<(&str, NewCustomerFacts)>,
        username_known: bool,
    ) -> Self {
        let id_known = holder_of_id.is_some();
        let matched = holder_of_id
            .filter(|(holder, _)| *holder == canonical_username)
            .map(|(_, new_customer)| Box::new(new_customer));
        Self::LookedUp { id_known, username_known: username_known || matched.is_some(), matched }
    }

    /// The new customer, once both halves of the pair belong to it.
    #[must_use]
    pub fn matched(&self) -> Option<&NewCustomerFacts> {
        match self {
            Self::NotLookedUp => None,
            Self::LookedUp { matched, .. } => matched.as_deref(),
        }
    }

    /// What the browser may know: after M2 not which half was wrong, after M8 not why the new customer is not active.
    #[must_use]
    pub fn masked(self) -> Self {
        match self {
            Self::LookedUp { id_known, username_known, matched: None } => {
                let differ = id_known && username_known;
                Self::LookedUp { id_known: differ, username_known: differ, matched: None }
            }
            Self::LookedUp { id_known, username_known, matched: Some(mut new) } => {
                if new.status != AccountStatus::Active || !new.resellers_active {
                    new.status = AccountStatus::Suspended;
                    new.resellers_active = true;
                }
                Self::LookedUp { id_known, username_known, matched: Some(new) }
            }
            Self::NotLookedUp => self,
        }
    }
}

/// The new customer, told only after the pair matched, and never more than this.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(clippy::struct_excessive_bools, reason = "each is an independent fact about other people's data")]
pub struct NewCustomerFacts {
    /// Customer ID.
    pub customer_id: CustomerId,
    /// Initials, such as `J. D.`.
    pub masked_name: String,
    /// Its reseller.
    pub reseller_id: ResellerId,
    /// Its reseller's name.
    pub reseller_name: String,
    /// Status of the account.
    pub status: AccountStatus,
    /// The reseller and all its ancestors are Active.
    pub resellers_active: bool,
    /// Another customer of exactly the new reseller, neither the existing nor the new customer, holds an Active,
    /// Suspended or Pending Delete Restorable service of the domain name (R6).
    pub held_by_other_customer: bool,
    /// Any customer on the platform other than these two holds such a service (R6).
    pub split_elsewhere: bool,
    /// The customer behind `held_by_other_customer`, only when the actor owns it.
    pub other_holder: Option<CustomerId>,
    /// Keys of the products in S that the new reseller has an active sign-up for, sorted.
    pub signed_up_products: Vec<String>,
    /// The new reseller's policy for moves from another reseller.
    pub incoming_policy: CrossResellerPolicy,
    /// The new customer's own setting.
    pub incoming_setting: IncomingSetting,
    /// Another move of this domain name that touches the new customer is not finished.
    pub unfinished_move: bool,
    /// Its default contacts: role, number and version, never the data.
    pub default_contacts: Vec<DefaultContact>,
}

/// That a default contact is there, and which state of it the plan was made from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DefaultContact {
    /// The role.
    pub role: ContactRole,
    /// The contact.
    pub contact_id: ContactId,
    /// Grows with every change of the record.
    pub version: i64,
}
