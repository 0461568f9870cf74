//! The words in which facts are told: statuses, roles, policies. Each has one spelling for screens, API and database.

use crate::ids::{CustomerId, ResellerId};
use alloc::string::String;
use core::fmt;
use serde::{Deserialize, Serialize};

/// Who asks for the move.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Actor {
    /// A customer, for its own services.
    Customer(CustomerId),
    /// A reseller; the operator is the root reseller.
    Reseller(ResellerId),
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

/// Who owes an invoice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum InvoiceLevel {
    /// The customer owes its reseller.
    Customer,
    /// The reseller owes its parent.
    Reseller,
}

impl InvoiceLevel {
    /// All two.
    pub const ALL: [Self; 2] = [Self::Customer, Self::Reseller];

    /// The word of API and database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Customer => "customer",
            Self::Reseller => "reseller",
        }
    }

    /// The value with this exact word.
    #[must_use]
    pub fn from_text(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|value| value.as_str() == text)
    }
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

impl SplitRule {
    /// All two.
    pub const ALL: [Self; 2] = [Self::Documented, Self::NewResellerOnly];

    /// The word of API and database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Documented => "documented",
            Self::NewResellerOnly => "new-reseller-only",
        }
    }

    /// The value with this exact word.
    #[must_use]
    pub fn from_text(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|value| value.as_str() == text)
    }
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

impl CrossResellerPolicy {
    /// All three.
    pub const ALL: [Self; 3] = [Self::Allow, Self::Ask, Self::Deny];

    /// The word of API and database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Allow => "allow",
            Self::Ask => "ask",
            Self::Deny => "deny",
        }
    }

    /// The value with this exact word.
    #[must_use]
    pub fn from_text(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|value| value.as_str() == text)
    }
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

impl IncomingSetting {
    /// All three.
    pub const ALL: [Self; 3] = [Self::Accept, Self::Ask, Self::Block];

    /// The word of API and database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Accept => "accept",
            Self::Ask => "ask",
            Self::Block => "block",
        }
    }

    /// The value with this exact word.
    #[must_use]
    pub fn from_text(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|value| value.as_str() == text)
    }
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
