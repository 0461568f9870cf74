//! Reads [`MoveFacts`]: everything the rules may look at, in one transaction, with the time given once.
//!
//! It decides nothing. What belongs to other people leaves here as a yes or no, and an order outside the actor's scope
//! is not there at all (R0).

mod new_side;
mod services;

pub(crate) use new_side::initials;

use super::{Row, StoreError, Tx};
use crate::scope::Scope;
use crate::values;
use handover_core::facts::{
    Actor, CrossResellerPolicy, ExistingSide, MoveFacts, PairFacts, SplitRule, TldPolicy, WhatStays,
};
use handover_core::ids::{CustomerId, OrderId, ResellerId};
use handover_core::parse::MoveRequest;
use handover_core::time::Timestamp;

/// SQL list of the statuses of a live service.
pub(crate) const LIVE: &str = "('InActive', 'Active', 'Suspended', 'Pending Delete Restorable')";
/// SQL list of the statuses in which a service holds its domain name (R6, I2).
pub(crate) const HOLDING: &str = "('Active', 'Suspended', 'Pending Delete Restorable')";
/// SQL list of the states of an unfinished move.
const UNFINISHED: &str = "('offered', 'waiting', 'awaiting-approval', 'executing')";
/// Milliseconds in an hour.
const HOUR_MS: i64 = 3_600_000;

/// The existing side's facts of a move of this order; the pair is not looked up. `None` where the order does not exist
/// for the actor.
///
/// # Errors
/// When the engine refuses a query.
pub fn read_own_side(
    tx: &Tx,
    scope: Scope,
    order_id: OrderId,
    now: Timestamp,
) -> Result<Option<MoveFacts>, StoreError> {
    let order = tx.row(
        "SELECT service.domain, service.customer_id, service.reseller_id, reseller.outgoing_policy
         FROM service JOIN reseller ON reseller.id = service.reseller_id
         WHERE service.id = $3 AND (service.customer_id = $1 OR service.reseller_id IN
             (SELECT reseller_id FROM reseller_ancestor WHERE ancestor_id = $2))",
        values![scope.customer(), scope.reseller(), order_id],
    )?;
    let Some(order) = order else { return Ok(None) };
    let domain: String = order.get(0)?;
    let customer_id: CustomerId = order.get(1)?;
    let reseller_id: ResellerId = order.get(2)?;
    let services = services::read(tx, scope.0, &domain, customer_id)?;
    let registers_domain = services.iter().any(|service| service.product.is_domain_registration);
    Ok(Some(MoveFacts {
        as_of: now,
        actor: scope.0,
        order_id,
        split_rule: split_rule(tx)?,
        is_reversal: false,
        existing: ExistingSide {
            customer_id,
            reseller_path: visible_path(tx, scope.0, reseller_id)?,
            outgoing_policy: order.word(3, CrossResellerPolicy::from_text)?,
            unfinished_move: has_unfinished_move(tx, &domain, customer_id)?,
            cool_down_until: cool_down_until(tx, &domain, customer_id)?,
        },
        pending_invoices: services::open_invoices(tx, &services)?,
        tld_policy: if registers_domain { tld_policy(tx, &domain)? } else { TldPolicy::Allowed },
        contacts: services::contacts(tx, &domain, customer_id)?,
        stays: what_stays(tx, &domain, customer_id)?,
        services,
        domain,
        new_customer: PairFacts::NotLookedUp,
    }))
}

/// The facts of this request, with its pair looked up. `username` is canonical, or `None` where the typed one can be
/// nobody's. `None` where the order does not exist for the actor; the pair is then not looked at.
///
/// # Errors
/// When the engine refuses a query.
pub fn read(
    tx: &Tx,
    scope: Scope,
    request: &MoveRequest,
    username: Option<&str>,
    now: Timestamp,
) -> Result<Option<MoveFacts>, StoreError> {
    let Some(mut facts) = read_own_side(tx, scope, request.order_id, now)? else { return Ok(None) };
    facts.new_customer = new_side::look_up(tx, scope, &facts, username, request.customer_id)?;
    Ok(Some(facts))
}

/// The domain name of an order that the actor may see.
///
/// # Errors
/// When the engine refuses the query.
pub fn domain_of(tx: &Tx, scope: Scope, order_id: OrderId) -> Result<Option<String>, StoreError> {
    tx.row(
        "SELECT domain FROM service WHERE id = $3 AND (customer_id = $1 OR reseller_id IN
             (SELECT reseller_id FROM reseller_ancestor WHERE ancestor_id = $2))",
        values![scope.customer(), scope.reseller(), order_id],
    )?
    .map(|row| row.get(0))
    .transpose()
}

/// From the operator down to the own reseller; a customer sees only its own reseller of it.
fn visible_path(tx: &Tx, actor: Actor, reseller_id: ResellerId) -> Result<Vec<ResellerId>, StoreError> {
    match actor {
        Actor::Customer(_) => Ok(vec![reseller_id]),
        Actor::Reseller(_) => tx
            .rows(
                "SELECT ancestor_id FROM reseller_ancestor WHERE reseller_id = $1 ORDER BY distance DESC",
                values![reseller_id],
            )?
            .iter()
            .map(|row| row.get(0))
            .collect(),
    }
}

fn has_unfinished_move(tx: &Tx, domain: &str, customer_id: CustomerId) -> Result<bool, StoreError> {
    exists(
        tx,
        &format!(
            "SELECT EXISTS (SELECT 1 FROM moves WHERE domain = $1 AND state IN {UNFINISHED}
             AND (existing_customer_id = $2 OR new_customer_id = $2))"
        ),
        values![domain, customer_id],
    )
}

/// The operator's cool-down, from the last move that brought the domain name to this customer; no setting, none.
fn cool_down_until(tx: &Tx, domain: &str, customer_id: CustomerId) -> Result<Option<Timestamp>, StoreError> {
    let Some(hours) = setting(tx, "cool-down-hours")? else { return Ok(None) };
    let hours: i64 =
        hours.parse().map_err(|_| StoreError::UnexpectedRow(format!("setting cool-down-hours is {hours:?}")))?;
    let last = tx.row(
        "SELECT max(completed_at) FROM moves WHERE domain = $1 AND new_customer_id = $2",
        values![domain, customer_id],
    )?;
    let last: Option<Timestamp> = last.map_or(Ok(None), |row| row.get(0))?;
    Ok(last.map(|last| Timestamp(last.0 + hours * HOUR_MS)))
}

fn split_rule(tx: &Tx) -> Result<SplitRule, StoreError> {
    let Some(word) = setting(tx, "split-rule")? else { return Ok(SplitRule::Documented) };
    SplitRule::from_text(&word).ok_or_else(|| StoreError::UnexpectedRow(format!("setting split-rule is {word:?}")))
}

fn setting(tx: &Tx, name: &str) -> Result<Option<String>, StoreError> {
    tx.row("SELECT value FROM setting WHERE name = $1", values![name])?.map(|row| row.get(0)).transpose()
}

/// The policy of the longest ending of the domain name that has one.
fn tld_policy(tx: &Tx, domain: &str) -> Result<TldPolicy, StoreError> {
    let mut ending = domain;
    while let Some((_, rest)) = ending.split_once('.') {
        ending = rest;
        let found = tx.row("SELECT policy, reason FROM tld_policy WHERE tld = $1", values![ending])?;
        if let Some(row) = found {
            let reason: String = row.get(1)?;
            return row.word(0, |word| match word {
                "allowed" => Some(TldPolicy::Allowed),
                "forbidden" => Some(TldPolicy::Forbidden(reason.clone())),
                "existing-contacts-only" => Some(TldPolicy::ExistingContactsOnly),
                _ => None,
            });
        }
    }
    Ok(TldPolicy::Allowed)
}

fn what_stays(tx: &Tx, domain: &str, customer_id: CustomerId) -> Result<WhatStays, StoreError> {
    let counts = tx.row(
        &format!(
            "SELECT
               (SELECT count(DISTINCT invoice.id) FROM service
                  JOIN invoice_line ON invoice_line.service_id = service.id
                  JOIN invoice ON invoice.id = invoice_line.invoice_id
                WHERE service.customer_id = $1 AND service.domain = $2 AND invoice.customer_id = $1
                  AND invoice.level = 'customer' AND invoice.status IN ('Paid', 'Cancelled')),
               (SELECT count(*) FROM service
                WHERE customer_id = $1 AND domain = $2 AND status IN ('Deleted', 'Archived')),
               (SELECT count(*) FROM service
                WHERE customer_id = $1 AND domain = $2 AND status IN {LIVE} AND auto_renew = 1),
               (SELECT count(*) FROM service
                WHERE customer_id = $1 AND domain = $2 AND status IN {LIVE} AND payment_method IS NOT NULL)"
        ),
        values![customer_id, domain],
    )?;
    let Some(counts) = counts else { return Ok(WhatStays::default()) };
    Ok(WhatStays {
        settled_invoices: counts.get(0)?,
        past_orders: counts.get(1)?,
        auto_renewals: counts.get(2)?,
        payment_methods: counts.get(3)?,
    })
}

/// The answer of a `SELECT EXISTS (…)`.
fn exists(tx: &Tx, sql: &str, values: &[super::Value]) -> Result<bool, StoreError> {
    tx.row(sql, values)?.map_or(Ok(false), |row: Row| row.get(0))
}
