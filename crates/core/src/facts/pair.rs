//! What is known about the pair of username and Customer ID, and about the customer to whom both belong.

use super::words::{AccountStatus, ContactRole, CrossResellerPolicy, IncomingSetting};
use crate::ids::{ContactId, CustomerId, ResellerId};
use alloc::{boxed::Box, string::String, vec::Vec};
use serde::{Deserialize, Serialize};

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
