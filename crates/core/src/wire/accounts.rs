//! Products, customers, their contacts and passwords.

use crate::facts::{AccountStatus, ContactRole, IncomingSetting};
use crate::ids::{ContactId, CustomerId, ResellerId};
use crate::time::Timestamp;
use alloc::{string::String, vec::Vec};
use serde::{Deserialize, Serialize};

/// A product with the sign-ups of the resellers in the actor's tree.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProductRow {
    /// Key.
    pub product_key: String,
    /// Name.
    pub name: String,
    /// Days in which a new order can be given back.
    pub money_back_days: i64,
    /// One row per reseller in the tree, the actor's own first.
    pub resellers: Vec<SignUpRow>,
}

/// Whether a reseller has signed up for a product.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignUpRow {
    /// The reseller.
    pub reseller_id: ResellerId,
    /// Its name.
    pub reseller_name: String,
    /// Whether it has signed up.
    pub signed_up: bool,
    /// Whether the actor can sign it up now: its parent has.
    pub may_sign_up: bool,
}

/// Signs a reseller up.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SignUpBody {
    /// The actor's own reseller or one below it.
    pub reseller_id: ResellerId,
}

/// A customer in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CustomerRow {
    /// Customer ID.
    pub customer_id: CustomerId,
    /// E-mail address.
    pub username: String,
    /// Name.
    pub name: String,
    /// Its reseller's name.
    pub reseller_name: String,
    /// Status.
    pub status: AccountStatus,
    /// How many live orders it holds.
    pub live_orders: u32,
}

/// Everything about one customer: Settings, Primary Profile for itself, Customer Details for its resellers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CustomerDetails {
    /// As in the list.
    pub customer: CustomerRow,
    /// Its reseller.
    pub reseller_id: ResellerId,
    /// Name, company, address.
    pub profile: ContactBody,
    /// What others may move to it.
    pub incoming_setting: IncomingSetting,
    /// When it was added.
    pub created_at: Timestamp,
    /// The four default contacts; a missing role is absent.
    pub default_contacts: Vec<DefaultContactRow>,
    /// Whether it has set a password.
    pub has_password: bool,
}

/// One default contact.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DefaultContactRow {
    /// The role.
    pub role: ContactRole,
    /// The record's number.
    pub contact_id: ContactId,
    /// Its version, to be sent back by an edit.
    pub version: i64,
    /// The record.
    pub contact: ContactBody,
}

/// Adds a customer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewCustomerBody {
    /// Customer Username (Email Address).
    pub username: String,
    /// Name, company, address; the default contacts are made from it.
    pub profile: ContactBody,
    /// Under which reseller of the actor's tree; the actor's own where absent.
    #[serde(default)]
    pub reseller_id: Option<ResellerId>,
}

/// A customer was added, or a new link was made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PasswordLinkAnswer {
    /// Customer ID.
    pub customer_id: CustomerId,
    /// Its e-mail address.
    pub username: String,
    /// Path of the one-time link, shown once: `/set-password#token`.
    pub link_path: String,
    /// When the link ends.
    pub expires_at: Timestamp,
}

/// A contact record or a profile.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ContactBody {
    /// Name of a person.
    pub name: String,
    /// Company; may be empty.
    pub company: String,
    /// E-mail address.
    pub email: String,
    /// Telephone number with country code.
    pub phone: String,
    /// Street.
    pub address: String,
    /// City.
    pub city: String,
    /// Postal code.
    pub zip: String,
    /// ISO 3166-1 alpha-2.
    pub country: String,
}

/// Edits or adds one default contact.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DefaultContactBody {
    /// Version that was edited; absent to add a missing one. Another version: 409.
    pub version: Option<i64>,
    /// The new values.
    pub contact: ContactBody,
}

/// What others may move to this customer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IncomingBody {
    /// The setting.
    pub incoming_setting: IncomingSetting,
}

/// A one-time link's token.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TokenBody {
    /// The part of the link behind `#`.
    pub token: String,
}

/// Whose password a link sets.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PasswordLinkState {
    /// E-mail address.
    pub username: String,
    /// The reseller whose panel it is.
    pub reseller_name: String,
}

/// Sets a password by a one-time link.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SetPasswordBody {
    /// The part of the link behind `#`.
    pub token: String,
    /// The new password.
    pub password: String,
}
