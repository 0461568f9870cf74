//! The move: what is asked, what would happen, what has happened.

#[cfg(doc)]
use super::path;
use crate::blocker::Blocker;
use crate::facts::MoveFacts;
use crate::ids::{CustomerId, MoveId, OrderId};
use crate::parse::ContactChoice;
use crate::plan::{Plan, PlanDigest};
use crate::time::Timestamp;
use alloc::{
    string::{String, ToString},
    vec::Vec,
};
use serde::{Deserialize, Serialize};

/// What the form of the move says (seed, steps 4 and 5).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MoveBody {
    /// Customer Username (Email Address), as typed.
    pub username: String,
    /// Customer ID, as typed.
    pub customer_id: String,
    /// Whether the existing contact details are retained.
    pub retain_contacts: bool,
}

/// Answer of [`path::MOVE_FACTS`] and [`path::MOVE_CHECK`]: fresh facts, from which the page computes the rest, and the
/// same computed by the server for clients without the core.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MovePreview {
    /// The facts, masked.
    pub facts: MoveFacts,
    /// Every blocker, in rule order.
    pub blockers: Vec<BlockerBody>,
    /// What would happen.
    pub plan: Plan,
    /// Digest of the plan; absent where the pair was not looked up.
    pub plan_digest: Option<PlanDigest>,
}

/// A blocker for clients without the core.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BlockerBody {
    /// Stable code.
    pub code: String,
    /// Exact message.
    pub message: String,
    /// Which services, roles or people.
    pub detail: String,
    /// What to do.
    pub remedy: String,
    /// When it clears by itself, if known.
    pub clears_at: Option<Timestamp>,
}

impl From<&Blocker> for BlockerBody {
    fn from(blocker: &Blocker) -> Self {
        Self {
            code: blocker.code().to_string(),
            message: blocker.to_string(),
            detail: blocker.detail(),
            remedy: blocker.remedy().to_string(),
            clears_at: blocker.clears_at(),
        }
    }
}

/// Asks the password again for one plan.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AuthorisationBody {
    /// The plan that was shown.
    pub plan_digest: PlanDigest,
    /// Password of the person who is signed in.
    pub password: String,
}

/// The right to confirm that plan, once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Authorisation {
    /// When it ends: five minutes later.
    pub expires_at: Timestamp,
}

/// Confirms a move. Needs the header [`IDEMPOTENCY_KEY`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CommitBody {
    /// Customer Username (Email Address), as typed.
    pub username: String,
    /// Customer ID, as typed.
    pub customer_id: String,
    /// Whether the existing contact details are retained.
    pub retain_contacts: bool,
    /// The plan that was shown and authorised.
    pub plan_digest: PlanDigest,
}

impl CommitBody {
    /// The form without the confirmation.
    #[must_use]
    pub fn request(&self) -> MoveBody {
        MoveBody {
            username: self.username.clone(),
            customer_id: self.customer_id.clone(),
            retain_contacts: self.retain_contacts,
        }
    }
}

/// The record of a committed move.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// Number of the move.
    pub move_id: MoveId,
    /// When it was committed.
    pub completed_at: Timestamp,
    /// The order that was opened.
    pub order_id: OrderId,
    /// Domain name.
    pub domain: String,
    /// Who held the services before.
    pub existing_customer: Party,
    /// Who holds them now.
    pub new_customer: Party,
    /// Name of who confirmed it.
    pub confirmed_by: String,
    /// What happened to the contacts.
    pub contacts: ContactChoice,
    /// What happened.
    pub plan: Plan,
}

/// One side of a move, as far as the reader may know it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Party {
    /// Customer ID.
    pub customer_id: CustomerId,
    /// Full name for its owner and its resellers, initials for everybody else.
    pub name: String,
    /// Its reseller's name.
    pub reseller_name: String,
}

/// A move in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MoveRow {
    /// Number.
    pub move_id: MoveId,
    /// When.
    pub completed_at: Timestamp,
    /// Domain name.
    pub domain: String,
    /// How many services moved.
    pub service_count: u32,
    /// From whom.
    pub existing_customer: Party,
    /// To whom.
    pub new_customer: Party,
}
