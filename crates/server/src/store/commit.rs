//! Commits a [`MoveDecision`], all or nothing; nothing else changes who holds a service.
//!
//! The protocol, inside one write transaction: answer a known idempotency key as before → take the domain's guard →
//! read all facts, the time once → `decide` → authorisation record → services, contacts, holdings → audit, outbox,
//! stored answer. The schema refuses whatever this file might forget: a half move, a second holder, foreign contacts.

use super::{StoreError, Tx, audit, authorisation, guard, move_facts, receipts};
use crate::problem::ApiError;
use crate::scope::SignedIn;
use crate::values;
use handover_core::facts::{ContactRole, MoveFacts, OrderStatus};
use handover_core::ids::{ContactId, CustomerId, MoveId, ResellerId};
use handover_core::parse::{ContactChoice, MoveRequest};
use handover_core::plan::PlanDigest;
use handover_core::time::Timestamp;
use handover_core::wire::Receipt;
use handover_core::{Blocker, MoveDecision, Refusal, decide};
use std::collections::{BTreeMap, BTreeSet};

/// One attempt to move.
pub struct Attempt {
    /// Who confirms.
    pub signed_in: SignedIn,
    /// What is asked for.
    pub request: MoveRequest,
    /// The username as the database has it; `None` where the typed one can be nobody's.
    pub canonical_username: Option<String>,
    /// The plan that was shown and authorised.
    pub confirmed: PlanDigest,
    /// Names the attempt: the same key gives the same answer.
    pub idempotency_key: String,
    /// SHA-256 of the request's body.
    pub body_hash: [u8; 32],
}

/// Runs the protocol. The inner `Err` is a refusal that is committed with its audit record and changes nothing else.
///
/// # Errors
/// When the engine refuses a statement: nothing is changed then.
pub fn commit(
    tx: &Tx,
    attempt: &Attempt,
    audit_key: &[u8; 32],
    now: Timestamp,
) -> Result<Result<Receipt, ApiError>, ApiError> {
    if let Some(answer) = stored_answer(tx, attempt)? {
        return Ok(answer);
    }
    let scope = attempt.signed_in.scope();
    let Some(domain) = move_facts::domain_of(tx, scope, attempt.request.order_id)? else {
        return Ok(Err(ApiError::NotFound));
    };
    guard::lock(tx, &domain)?;
    let facts = move_facts::read(tx, scope, &attempt.request, attempt.canonical_username.as_deref(), now)?;
    let Some(facts) = facts else { return Ok(Err(ApiError::NotFound)) };
    if !facts.order_is_live() {
        return Ok(Err(order_is_history()));
    }
    let decision = match decide(&attempt.request, facts.clone(), &attempt.confirmed) {
        Ok(decision) => decision,
        Err(refusal) => return Ok(Err(refused(tx, attempt, facts, &refusal, audit_key, now)?)),
    };
    let authorisation = authorisation::take(tx, &attempt.signed_in, attempt.request.order_id, decision.digest(), now)?;
    let Some(authorisation_id) = authorisation else {
        record_refusal(tx, attempt, decision.facts(), &["not-authorised"], audit_key, now)?;
        return Ok(Err(ApiError::NotAuthorised));
    };
    let move_id = execute(tx, attempt, &decision, authorisation_id, audit_key, now)?;
    let receipt = receipts::read(tx, scope, move_id)?.ok_or_else(|| missing("the receipt of a move just made"))?;
    store_answer(tx, attempt, &receipt, now)?;
    Ok(Ok(receipt))
}

/// A deleted or archived order: history does not move.
#[must_use]
pub fn order_is_history() -> ApiError {
    ApiError::not_possible(
        "This order is deleted or archived, so there is nothing to move.",
        "Open a live order of the domain name.",
    )
}

fn missing(what: &str) -> ApiError {
    ApiError::Internal(format!("{what} is missing"))
}

fn stored_answer(tx: &Tx, attempt: &Attempt) -> Result<Option<Result<Receipt, ApiError>>, ApiError> {
    let stored = tx.row(
        "SELECT body_hash, answer FROM idempotency WHERE login_id = $1 AND key = $2",
        values![attempt.signed_in.login_id, &attempt.idempotency_key],
    )?;
    let Some(row) = stored else { return Ok(None) };
    if row.get::<Vec<u8>>(0)? != attempt.body_hash {
        return Ok(Some(Err(ApiError::KeyReused)));
    }
    Ok(Some(Ok(from_json(&row.get::<String>(1)?)?)))
}

fn store_answer(tx: &Tx, attempt: &Attempt, receipt: &Receipt, now: Timestamp) -> Result<(), ApiError> {
    tx.execute(
        "INSERT INTO idempotency (login_id, key, body_hash, move_id, answer, created_at) VALUES ($1, $2, $3, $4, $5, $6)",
        values![
            attempt.signed_in.login_id,
            &attempt.idempotency_key,
            attempt.body_hash.as_slice(),
            receipt.move_id,
            to_json(receipt)?,
            now
        ],
    )?;
    Ok(())
}

/// Records a refusal and says it; nothing else changes (I14).
fn refused(
    tx: &Tx,
    attempt: &Attempt,
    facts: MoveFacts,
    refusal: &Refusal,
    audit_key: &[u8; 32],
    now: Timestamp,
) -> Result<ApiError, ApiError> {
    let codes = match refusal {
        Refusal::Blocked(checks) => checks.blockers().map(Blocker::code).collect(),
        Refusal::StalePlan(_) => vec!["stale-plan"],
    };
    record_refusal(tx, attempt, &facts, &codes, audit_key, now)?;
    let preview = Box::new(crate::preview::of_request(&attempt.request, facts));
    Ok(match refusal {
        Refusal::Blocked(_) => ApiError::MoveBlocked(preview),
        Refusal::StalePlan(_) => ApiError::StalePlan(preview),
    })
}

fn record_refusal(
    tx: &Tx,
    attempt: &Attempt,
    facts: &MoveFacts,
    codes: &[&str],
    audit_key: &[u8; 32],
    now: Timestamp,
) -> Result<(), StoreError> {
    let body = serde_json::json!({ "order_id": facts.order_id, "codes": codes });
    audit::append(
        tx,
        audit_key,
        &audit::Entry {
            domain: &facts.domain,
            kind: "move-refused",
            at: now,
            login_id: Some(attempt.signed_in.login_id),
            move_id: None,
            body: &body,
        },
    )?;
    Ok(())
}

fn execute(
    tx: &Tx,
    attempt: &Attempt,
    decision: &MoveDecision,
    authorisation_id: i64,
    audit_key: &[u8; 32],
    now: Timestamp,
) -> Result<MoveId, ApiError> {
    let facts = decision.facts();
    let new_customer_id = decision.new_customer().customer_id;
    let new_reseller_id = decision.new_customer().reseller_id;
    let existing_reseller_id = facts.existing.reseller_id().ok_or_else(|| missing("the existing reseller"))?;

    move_holding(tx, decision, existing_reseller_id, new_reseller_id)?;
    let new_contacts = new_contacts(tx, decision)?;
    for service in &facts.services {
        let changed = tx.execute(
            "UPDATE service SET customer_id = $1, reseller_id = $2,
                 holder_id = CASE WHEN holder_id IS NULL THEN NULL ELSE $1 END,
                 auto_renew = 0, payment_method = NULL, locked_by_customer = 0,
                 locked_by_reseller = CASE WHEN locked_by_reseller IN
                     (SELECT ancestor_id FROM reseller_ancestor WHERE reseller_id = $2)
                     THEN locked_by_reseller ELSE NULL END,
                 version = version + 1
             WHERE id = $3 AND customer_id = $4 AND version = $5",
            values![new_customer_id, new_reseller_id, service.order_id, facts.existing.customer_id, service.version],
        )?;
        if changed != 1 {
            return Err(ApiError::Internal(format!("service {} changed under the guard", service.order_id)));
        }
        for link in &service.contacts {
            let contact_id = new_contacts.get(&(link.role, link.contact_id)).copied();
            let contact_id = contact_id.ok_or_else(|| missing("a contact of the plan"))?;
            tx.execute(
                "UPDATE service_contact SET customer_id = $1, contact_id = $2 WHERE service_id = $3 AND role = $4",
                values![new_customer_id, contact_id, service.order_id, link.role.as_str()],
            )?;
        }
    }
    record(tx, attempt, decision, authorisation_id, audit_key, now, [existing_reseller_id, new_reseller_id])
}

/// The holding of the domain name under each reseller follows its services (I2).
fn move_holding(
    tx: &Tx,
    decision: &MoveDecision,
    existing_reseller_id: ResellerId,
    new_reseller_id: ResellerId,
) -> Result<(), ApiError> {
    let facts = decision.facts();
    let holds = facts.services.iter().any(|service| service.status != OrderStatus::InActive);
    if !holds {
        return Ok(());
    }
    if existing_reseller_id != new_reseller_id {
        tx.execute(
            "DELETE FROM holding WHERE reseller_id = $1 AND domain = $2",
            values![existing_reseller_id, &facts.domain],
        )?;
    }
    tx.execute(
        "INSERT INTO holding (reseller_id, domain, customer_id) VALUES ($1, $2, $3)
         ON CONFLICT (reseller_id, domain) DO UPDATE SET customer_id = excluded.customer_id",
        values![new_reseller_id, &facts.domain, decision.new_customer().customer_id],
    )?;
    Ok(())
}

/// Which contact of the new customer stands for which one of the existing customer, per role.
fn new_contacts(tx: &Tx, decision: &MoveDecision) -> Result<BTreeMap<(ContactRole, ContactId), ContactId>, ApiError> {
    let used: BTreeSet<(ContactRole, ContactId)> = decision
        .facts()
        .services
        .iter()
        .flat_map(|service| service.contacts.iter().map(|link| (link.role, link.contact_id)))
        .collect();
    let new_customer_id = decision.new_customer().customer_id;
    let mut copies: BTreeMap<ContactId, ContactId> = BTreeMap::new();
    let mut new_contacts = BTreeMap::new();
    for (role, contact_id) in used {
        let new_contact_id = match decision.contacts() {
            ContactChoice::Default => decision
                .new_customer()
                .default_contacts
                .iter()
                .find(|contact| contact.role == role)
                .map(|contact| contact.contact_id)
                .ok_or_else(|| missing("a default contact that R12 saw"))?,
            ContactChoice::Retain => {
                if let Some(copy) = copies.get(&contact_id) {
                    *copy
                } else {
                    let copy = copy_contact(tx, contact_id, new_customer_id)?;
                    copies.insert(contact_id, copy);
                    copy
                }
            }
        };
        new_contacts.insert((role, contact_id), new_contact_id);
    }
    Ok(new_contacts)
}

/// The new customer's contact with the same values: an identical one that it has already, or a copy. The existing
/// customer's own record, which may serve other domain names, never changes.
fn copy_contact(tx: &Tx, contact_id: ContactId, new_customer_id: CustomerId) -> Result<ContactId, ApiError> {
    let identical = tx.row(
        "SELECT min(own.id) FROM contact AS own JOIN contact AS old ON old.id = $1
           AND own.name = old.name AND own.company = old.company AND own.email = old.email
           AND own.phone = old.phone AND own.address = old.address AND own.city = old.city
           AND own.zip = old.zip AND own.country = old.country
         WHERE own.customer_id = $2",
        values![contact_id, new_customer_id],
    )?;
    if let Some(own) = identical.map_or(Ok(None), |row| row.get::<Option<ContactId>>(0))? {
        return Ok(own);
    }
    let copy = tx.row(
        "INSERT INTO contact (customer_id, name, company, email, phone, address, city, zip, country)
         SELECT $2, name, company, email, phone, address, city, zip, country FROM contact WHERE id = $1
         RETURNING id",
        values![contact_id, new_customer_id],
    )?;
    Ok(copy.ok_or_else(|| missing("the contact to be copied"))?.get(0)?)
}

/// The move's own record, its audit record, and one outbox row per party (I5, I6).
fn record(
    tx: &Tx,
    attempt: &Attempt,
    decision: &MoveDecision,
    authorisation_id: i64,
    audit_key: &[u8; 32],
    now: Timestamp,
    [existing_reseller_id, new_reseller_id]: [ResellerId; 2],
) -> Result<MoveId, ApiError> {
    let facts = decision.facts();
    let (existing_customer_id, new_customer_id) = (facts.existing.customer_id, decision.new_customer().customer_id);
    let contacts = decision.contacts().as_str();
    let inserted = tx.row(
        "INSERT INTO moves (state, domain, service_id, existing_customer_id, existing_reseller_id, new_customer_id,
             new_reseller_id, contacts, confirmed_by, authorisation_id, plan_digest, facts, plan, created_at,
             completed_at, audit_number)
         VALUES ('completed', $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $13, $14) RETURNING id",
        values![
            &facts.domain,
            facts.order_id,
            existing_customer_id,
            existing_reseller_id,
            new_customer_id,
            new_reseller_id,
            contacts,
            attempt.signed_in.login_id,
            authorisation_id,
            decision.digest().as_str(),
            to_json(facts)?,
            to_json(decision.plan())?,
            now,
            audit::next_number(tx, &facts.domain)?
        ],
    )?;
    let move_id: MoveId = inserted.ok_or_else(|| missing("the move just inserted"))?.get(0)?;
    for service in &facts.services {
        tx.execute(
            "INSERT INTO move_service (move_id, service_id, version_before) VALUES ($1, $2, $3)",
            values![move_id, service.order_id, service.version],
        )?;
    }
    let body = serde_json::json!({
        "order_ids": facts.services.iter().map(|service| service.order_id).collect::<Vec<_>>(),
        "existing_customer_id": existing_customer_id,
        "new_customer_id": new_customer_id,
        "contacts": contacts,
        "plan_digest": decision.digest(),
        "authorisation_id": authorisation_id,
    });
    audit::append(
        tx,
        audit_key,
        &audit::Entry {
            domain: &facts.domain,
            kind: "move-committed",
            at: now,
            login_id: Some(attempt.signed_in.login_id),
            move_id: Some(move_id),
            body: &body,
        },
    )?;
    let customers = [existing_customer_id, new_customer_id].map(|id| ("move-notice", format!("customer:{id}")));
    let resellers = BTreeSet::from([existing_reseller_id, new_reseller_id])
        .into_iter()
        .map(|id| ("move-notice", format!("reseller:{id}")));
    let registrar = facts
        .services
        .iter()
        .filter(|service| service.product.is_domain_registration && decision.contacts() == ContactChoice::Default)
        .map(|service| ("registrar-contacts", format!("order:{}", service.order_id)));
    for (kind, party) in customers.into_iter().chain(resellers).chain(registrar) {
        tx.execute(
            "INSERT INTO outbox (kind, party, move_id, body, created_at, next_attempt_at) VALUES ($1, $2, $3, $4, $5, $5)",
            values![kind, party, move_id, body.to_string(), now],
        )?;
    }
    Ok(move_id)
}

fn to_json(value: &impl serde::Serialize) -> Result<String, ApiError> {
    serde_json::to_string(value).map_err(|error| ApiError::Internal(error.to_string()))
}

fn from_json<T: serde::de::DeserializeOwned>(text: &str) -> Result<T, ApiError> {
    serde_json::from_str(text).map_err(|error| ApiError::Internal(error.to_string()))
}
