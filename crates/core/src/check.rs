//! Lists every [`Blocker`] of a possible move: all rules are evaluated, in the order R0 to R12.
//!
//! Each rule is a file of its own. No rule looks at another rule's answer; only authority (R0) silences the rest,
//! because an order that is not the actor's must look exactly like one that does not exist, and the rules about the
//! new customer wait while the pair has not matched.

mod authority;
mod contacts;
mod invoice;
mod money_back;
mod movable;
mod pair;
mod policy;
mod processing;
mod same_customer;
mod sign_up;
mod split_domain;
mod status;
mod suspended;

pub use suspended::{can_unsuspend, lock_stops};

use crate::blocker::Blocker;
use crate::facts::{MoveFacts, NewCustomerFacts};
use crate::parse::ContactChoice;
use alloc::vec::Vec;
use serde::{Deserialize, Serialize};

/// The rules, in the order in which they are evaluated and shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Rule {
    /// R0: the actor may move this order.
    Authority,
    /// R1: username and Customer ID are of one customer.
    Pair,
    /// R2: the new customer is not the existing one.
    SameCustomer,
    /// R3: the new customer and its resellers are active.
    Status,
    /// R4: no service is suspended or locked.
    Suspended,
    /// R5: nothing is in progress.
    Processing,
    /// R6: the domain name is not split under the new reseller.
    SplitDomain,
    /// R7: no invoice is pending.
    Invoice,
    /// R8: no service is in its money-back period.
    MoneyBack,
    /// R9: the new reseller has signed up for every product.
    SignUp,
    /// R10: products and registry allow it.
    Movable,
    /// R11: policies and settings allow it.
    Policy,
    /// R12: the needed default contacts are there.
    Contacts,
}

impl Rule {
    /// All rules in order.
    pub const ALL: [Self; 13] = [
        Self::Authority,
        Self::Pair,
        Self::SameCustomer,
        Self::Status,
        Self::Suspended,
        Self::Processing,
        Self::SplitDomain,
        Self::Invoice,
        Self::MoneyBack,
        Self::SignUp,
        Self::Movable,
        Self::Policy,
        Self::Contacts,
    ];

    /// What is true once the rule passed, as shown in the list of checks.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Authority => "You may move this order",
            Self::Pair => "Username and Customer ID belong together",
            Self::SameCustomer => "The new customer is another customer",
            Self::Status => "The new customer is active",
            Self::Suspended => "Nothing is suspended or locked",
            Self::Processing => "Nothing is being processed",
            Self::SplitDomain => "No other customer of the new reseller holds services",
            Self::Invoice => "No invoice is pending",
            Self::MoneyBack => "No money-back period is running",
            Self::SignUp => "The new reseller offers every product",
            Self::Movable => "Products and registry allow the move",
            Self::Policy => "Resellers and the new customer allow the move",
            Self::Contacts => "The contacts that the services need are there",
        }
    }
}

/// What became of one rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Nothing stands in the way.
    Passed,
    /// Cannot be told before username and Customer ID belong together.
    Waiting,
    /// These stand in the way; never empty.
    Blocked(Vec<Blocker>),
}

/// The outcome of every rule, in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checks(Vec<(Rule, Outcome)>);

impl Checks {
    /// Rule and outcome, always all rules, always in the order of [`Rule::ALL`].
    #[must_use]
    pub fn outcomes(&self) -> &[(Rule, Outcome)] {
        &self.0
    }

    /// Every blocker, in rule order.
    pub fn blockers(&self) -> impl Iterator<Item = &Blocker> {
        self.0.iter().flat_map(|(_, outcome)| match outcome {
            Outcome::Passed | Outcome::Waiting => [].iter(),
            Outcome::Blocked(blockers) => blockers.iter(),
        })
    }

    /// Whether every rule passed: none blocked, none waiting.
    #[must_use]
    pub fn is_clear(&self) -> bool {
        self.0.iter().all(|(_, outcome)| *outcome == Outcome::Passed)
    }

    /// How many rules passed.
    #[must_use]
    pub fn passed_count(&self) -> usize {
        self.0.iter().filter(|(_, outcome)| *outcome == Outcome::Passed).count()
    }
}

/// Evaluates every rule.
#[must_use]
pub fn check(contacts: ContactChoice, facts: &MoveFacts) -> Checks {
    let not_the_actors = authority::blockers(facts);
    if !not_the_actors.is_empty() {
        return Checks(
            Rule::ALL
                .into_iter()
                .map(|rule| {
                    let silenced = if rule == Rule::Authority {
                        Outcome::Blocked(not_the_actors.clone())
                    } else {
                        Outcome::Waiting
                    };
                    (rule, silenced)
                })
                .collect(),
        );
    }
    let new_customer = facts.new_customer.matched();
    Checks(Rule::ALL.into_iter().map(|rule| (rule, outcome(rule, contacts, facts, new_customer))).collect())
}

fn outcome(rule: Rule, contacts: ContactChoice, facts: &MoveFacts, new_customer: Option<&NewCustomerFacts>) -> Outcome {
    let blockers = match (rule, new_customer) {
        (Rule::Authority, _) => authority::blockers(facts),
        (Rule::Pair, _) => match pair::blockers(facts) {
            Some(blockers) => blockers,
            None => return Outcome::Waiting,
        },
        (Rule::Suspended, _) => suspended::blockers(facts),
        (Rule::Processing, _) => processing::blockers(facts),
        (Rule::Invoice, _) => invoice::blockers(facts),
        (Rule::MoneyBack, _) => money_back::blockers(facts),
        (Rule::Movable, _) => movable::blockers(contacts, facts),
        (Rule::SameCustomer, Some(new)) => same_customer::blockers(facts, new),
        (Rule::Status, Some(new)) => status::blockers(new),
        (Rule::SplitDomain, Some(new)) => split_domain::blockers(facts, new),
        (Rule::SignUp, Some(new)) => sign_up::blockers(facts, new),
        (Rule::Policy, Some(new)) => policy::blockers(facts, new),
        (Rule::Contacts, Some(new)) => contacts::blockers(contacts, facts, new),
        (
            Rule::SameCustomer | Rule::Status | Rule::SplitDomain | Rule::SignUp | Rule::Policy | Rule::Contacts,
            None,
        ) => return Outcome::Waiting,
    };
    if blockers.is_empty() { Outcome::Passed } else { Outcome::Blocked(blockers) }
}
