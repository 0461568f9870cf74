//! Who is signed in, and what the SQL may show to them.

use crate::store::Value;
use handover_core::facts::Actor;
use handover_core::ids::{CustomerId, LoginId, ResellerId};

/// The person behind a request, from a live session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedIn {
    /// The person.
    pub login_id: LoginId,
    /// The session's row.
    pub session_id: i64,
    /// What the person acts as.
    pub actor: Actor,
}

/// What an actor may see. Every query about customers, orders or moves joins it in:
///
/// ```sql
/// (service.customer_id = $1 OR service.reseller_id IN
///     (SELECT reseller_id FROM reseller_ancestor WHERE ancestor_id = $2))
/// ```
///
/// with `$1` = [`Scope::customer`] and `$2` = [`Scope::reseller`]; the one that does not apply is NULL and matches
/// nothing.
#[derive(Clone, Copy, Debug)]
pub struct Scope(pub Actor);

impl Scope {
    /// The customer that the actor is, or NULL.
    #[must_use]
    pub fn customer(self) -> Value {
        match self.0 {
            Actor::Customer(customer_id) => customer_id.into(),
            Actor::Reseller(_) => Value::Null,
        }
    }

    /// The reseller whose tree the actor sees, or NULL.
    #[must_use]
    pub fn reseller(self) -> Value {
        match self.0 {
            Actor::Customer(_) => Value::Null,
            Actor::Reseller(reseller_id) => reseller_id.into(),
        }
    }
}

impl SignedIn {
    /// What this person may see.
    #[must_use]
    pub const fn scope(&self) -> Scope {
        Scope(self.actor)
    }

    /// The reseller that the person acts for.
    ///
    /// `None` for a customer.
    #[must_use]
    pub const fn reseller_id(&self) -> Option<ResellerId> {
        match self.actor {
            Actor::Reseller(reseller_id) => Some(reseller_id),
            Actor::Customer(_) => None,
        }
    }

    /// The customer that the person acts for, `None` for a reseller.
    #[must_use]
    pub const fn customer_id(&self) -> Option<CustomerId> {
        match self.actor {
            Actor::Customer(customer_id) => Some(customer_id),
            Actor::Reseller(_) => None,
        }
    }
}
