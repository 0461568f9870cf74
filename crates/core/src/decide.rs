//! Turns an unblocked request into a [`MoveDecision`], which nothing else can make and only the store commits.

use crate::check::{Checks, check};
use crate::facts::{MoveFacts, NewCustomerFacts};
use crate::parse::{ContactChoice, MoveRequest};
use crate::plan::{Plan, PlanDigest};
use alloc::boxed::Box;

/// Proof that these facts, of one moment, had no blocker for this request and that the person confirmed this plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MoveDecision {
    facts: MoveFacts,
    new_customer: NewCustomerFacts,
    contacts: ContactChoice,
    plan: Plan,
    digest: PlanDigest,
}

impl MoveDecision {
    /// The facts that it rests on.
    #[must_use]
    pub const fn facts(&self) -> &MoveFacts {
        &self.facts
    }

    /// The customer that gets the services.
    #[must_use]
    pub const fn new_customer(&self) -> &NewCustomerFacts {
        &self.new_customer
    }

    /// What happens to the contacts.
    #[must_use]
    pub const fn contacts(&self) -> ContactChoice {
        self.contacts
    }

    /// What is to happen.
    #[must_use]
    pub const fn plan(&self) -> &Plan {
        &self.plan
    }

    /// The digest of the confirmed plan.
    #[must_use]
    pub const fn digest(&self) -> &PlanDigest {
        &self.digest
    }
}

/// Why there is no decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Something stands in the way.
    Blocked(Box<Checks>),
    /// Nothing stands in the way, but the plan is not the one that was confirmed: show this one and ask again.
    StalePlan(Box<Plan>),
}

/// Decides on fresh facts.
///
/// `facts` have to be those of `request`: of its order, and with the pair looked up for its username and Customer ID.
///
/// # Errors
/// [`Refusal::Blocked`] exactly when [`check`] is not clear; else [`Refusal::StalePlan`] when `confirmed` is not the
/// digest of the plan that follows from these facts.
///
/// # Panics
/// When the facts are those of another request: the caller is wrong, and no answer would be safe.
pub fn decide(request: &MoveRequest, facts: MoveFacts, confirmed: &PlanDigest) -> Result<MoveDecision, Refusal> {
    let checks = check(request.contacts, &facts);
    let belongs_to_request = facts.order_id == request.order_id
        && facts.new_customer.matched().is_none_or(|new| new.customer_id == request.customer_id);
    assert!(belongs_to_request, "the store read the facts of another request");
    let new_customer = match facts.new_customer.matched() {
        Some(new_customer) if checks.is_clear() => new_customer.clone(),
        Some(_) | None => return Err(Refusal::Blocked(Box::new(checks))),
    };
    let plan = Plan::of(request.contacts, &facts);
    let digest = PlanDigest::of(request, &facts);
    if digest != *confirmed {
        return Err(Refusal::StalePlan(Box::new(plan)));
    }
    Ok(MoveDecision { facts, new_customer, contacts: request.contacts, plan, digest })
}
