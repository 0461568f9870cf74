//! Signing in: who somebody is, and which accounts there are to choose from.

#[cfg(doc)]
use super::path;
use crate::ids::{CustomerId, LoginId, ResellerId};
use alloc::{boxed::Box, string::String, vec::Vec};
use serde::{Deserialize, Serialize};

/// Signs in.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SignInBody {
    /// E-mail address.
    pub username: String,
    /// Password.
    pub password: String,
    /// Which of several accounts of this address, when the answer was [`SignInAnswer::Choose`].
    #[serde(default)]
    pub account: Option<LoginId>,
}

/// What a right password leads to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SignInAnswer {
    /// A session was opened.
    SignedIn(Box<Me>),
    /// The password matched accounts under several resellers: choose.
    Choose(Vec<AccountChoice>),
}

/// One account among several of the same address and password.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountChoice {
    /// Which sign-in.
    pub account: LoginId,
    /// Name of the customer or reseller.
    pub name: String,
    /// The reseller whose panel it is.
    pub reseller_name: String,
}

/// Who is signed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Me {
    /// What the account may do.
    pub kind: AccountKind,
    /// Own customer account, for a customer.
    pub customer_id: Option<CustomerId>,
    /// The customer's reseller, or the reseller itself.
    pub reseller_id: ResellerId,
    /// Name of the reseller whose panel it is.
    pub reseller_name: String,
    /// Name of the account.
    pub name: String,
    /// E-mail address.
    pub username: String,
}

/// What an account may do (product.md, permissions).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AccountKind {
    /// Own services.
    Customer,
    /// Its tree of customers and resellers.
    Reseller,
    /// Everything.
    Operator,
}

impl AccountKind {
    /// Whether it is a reseller of any kind.
    #[must_use]
    pub const fn is_reseller(self) -> bool {
        match self {
            Self::Customer => false,
            Self::Reseller | Self::Operator => true,
        }
    }
}

/// What the sign-in page may know before anybody signed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignedOut {
    /// The accounts of the demo; empty on any other panel.
    pub demo_accounts: Vec<DemoAccount>,
}

/// Answer of `GET` [`path::SESSION`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SessionState {
    /// Signed in.
    SignedIn(Box<Me>),
    /// Nobody is.
    SignedOut(SignedOut),
}

/// One account of the demo.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DemoAccount {
    /// E-mail address.
    pub username: String,
    /// Password.
    pub password: String,
    /// A reseller's, or the operator's.
    pub is_reseller: bool,
    /// What it shows: a line in words, then lines of the form `what: where`.
    pub shows: String,
}
