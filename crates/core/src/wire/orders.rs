//! Orders with their certificates, contacts, actions and invoices.

use super::accounts::ContactBody;
use super::moving::MoveRow;
#[cfg(doc)]
use super::path;
use crate::facts::{ActionStatus, ContactRole, InvoiceLevel, OrderStatus};
use crate::ids::{ActionId, CustomerId, InvoiceId, OrderId, ResellerId};
use crate::time::Timestamp;
use alloc::{string::String, vec::Vec};
use serde::{Deserialize, Serialize};

/// An order in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderRow {
    /// Order id.
    pub order_id: OrderId,
    /// Canonical domain name.
    pub domain: String,
    /// Product's key.
    pub product_key: String,
    /// Product's name.
    pub product_name: String,
    /// Status.
    pub status: OrderStatus,
    /// End of the paid term.
    pub expires_at: Option<Timestamp>,
    /// The customer that holds it.
    pub customer_id: CustomerId,
    /// The customer's name.
    pub customer_name: String,
}

/// Everything about one order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderDetails {
    /// As in the list.
    pub order: OrderRow,
    /// The customer's reseller.
    pub reseller_id: ResellerId,
    /// That reseller's name.
    pub reseller_name: String,
    /// When it was bought.
    pub created_at: Timestamp,
    /// End of the money-back period.
    pub money_back_until: Option<Timestamp>,
    /// Whether it renews by itself.
    pub auto_renew: bool,
    /// Why it is suspended, when it is.
    pub suspension_reason: Option<String>,
    /// Who locked it, in words.
    pub lock: Option<String>,
    /// The certificate, when there is one.
    pub certificate: Option<Certificate>,
    /// Contacts by role.
    pub contacts: Vec<OrderContact>,
    /// The other live services of the domain name under the same customer.
    pub related: Vec<OrderRow>,
    /// Its actions, newest first.
    pub actions: Vec<ActionRow>,
    /// Its invoices, newest first.
    pub invoices: Vec<InvoiceRow>,
    /// Receipts of the moves that it was part of and that the actor may see, newest first.
    pub moves: Vec<MoveRow>,
    /// What the actor may do now.
    pub may: OrderPermissions,
}

/// What the actor may do with an order now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(clippy::struct_excessive_bools, reason = "one yes or no per button")]
pub struct OrderPermissions {
    /// Open Move Services: the order is live.
    pub move_services: bool,
    /// Suspend.
    pub suspend: bool,
    /// Unsuspend.
    pub unsuspend: bool,
    /// Complete or fail its actions by hand.
    pub settle_actions: bool,
}

/// A digital certificate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Certificate {
    /// Common name.
    pub subject: String,
    /// Subject alternative names.
    pub names: Vec<String>,
    /// Issuer.
    pub issuer: String,
    /// Serial number, hexadecimal.
    pub serial: String,
    /// Start of validity.
    pub valid_from: Timestamp,
    /// End of validity.
    pub valid_until: Timestamp,
}

/// A contact of an order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderContact {
    /// The role.
    pub role: ContactRole,
    /// The record.
    pub contact: ContactBody,
}

/// An action in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActionRow {
    /// Number.
    pub action_id: ActionId,
    /// `Add`, `Enroll`, `Reissue`, `Renew`, `Delete`…
    pub kind: String,
    /// How far it is.
    pub status: ActionStatus,
    /// When it was asked for.
    pub added_at: Timestamp,
    /// When it ended.
    pub ended_at: Option<Timestamp>,
    /// Why it was cancelled or failed.
    pub note: Option<String>,
    /// Whether the actor may cancel it now.
    pub may_cancel: bool,
}

/// An invoice in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InvoiceRow {
    /// Number.
    pub invoice_id: InvoiceId,
    /// Who owes it.
    pub level: InvoiceLevel,
    /// How far it is.
    pub status: InvoiceStatus,
    /// Total in minor units of the currency.
    pub amount_minor: i64,
    /// ISO 4217 code.
    pub currency: String,
    /// When it was made.
    pub created_at: Timestamp,
    /// Whether the actor may cancel it now.
    pub may_cancel: bool,
    /// Whether the actor may mark it paid now.
    pub may_mark_paid: bool,
}

/// How far an invoice is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum InvoiceStatus {
    /// Nothing paid yet.
    Pending,
    /// Partly paid; blocks like a pending one.
    #[serde(rename = "Part Paid")]
    PartPaid,
    /// Paid.
    Paid,
    /// Cancelled.
    Cancelled,
}

impl InvoiceStatus {
    /// All four.
    pub const ALL: [Self; 4] = [Self::Pending, Self::PartPaid, Self::Paid, Self::Cancelled];

    /// The words of screens, API and database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Pending => "Pending",
            Self::PartPaid => "Part Paid",
            Self::Paid => "Paid",
            Self::Cancelled => "Cancelled",
        }
    }

    /// The status with these exact words.
    #[must_use]
    pub fn from_text(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.as_str() == text)
    }

    /// Whether it still blocks a move.
    #[must_use]
    pub const fn is_open(self) -> bool {
        match self {
            Self::Pending | Self::PartPaid => true,
            Self::Paid | Self::Cancelled => false,
        }
    }
}

/// Why something is suspended, cancelled or failed.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReasonBody {
    /// One line; absent or empty where none is needed.
    #[serde(default)]
    pub reason: String,
}

/// The step of [`path::ACTION_STEP`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ActionStep {
    /// Cancel it.
    Cancel,
    /// It was carried out.
    Complete,
    /// It could not be carried out.
    Fail,
}
