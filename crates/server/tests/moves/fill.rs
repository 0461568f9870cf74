//! Fills an empty store so that reading it gives the facts of a case.
//!
//! Where the facts only say yes or no about other people, the simplest people for whom it is true are made up.

use crate::runner::Case;
use handover_core::facts::{
    AccountStatus, Actor, CrossResellerPolicy, InvoiceFacts, InvoiceLevel, LockOwner, MoveFacts, NewCustomerFacts,
    OrderStatus, PairFacts, Product, ServiceFacts, TldPolicy,
};
use handover_core::ids::{CustomerId, LoginId, ResellerId};
use handover_core::parse::{parse_customer_id, parse_username};
use handover_server::store::{StoreError, Tx, Value};
use handover_server::{canonical, values};

/// Whoever holds what only has to be held by somebody else.
const OTHER_CUSTOMER: CustomerId = CustomerId(8001);
/// A reseller that is nobody's here.
const THIRD_RESELLER: ResellerId = ResellerId(30);
/// The person who asks.
pub const ACTOR_LOGIN: LoginId = LoginId(1);
const COOL_DOWN_HOURS: i64 = 24;

/// Writes the case's world. The person of [`ACTOR_LOGIN`] is the case's actor.
pub fn fill(tx: &Tx, case: &Case) -> Result<(), StoreError> {
    let facts = &case.facts;
    let path = &facts.existing.reseller_path;
    for (depth, &reseller_id) in path.iter().enumerate() {
        let parent = depth.checked_sub(1).map(|above| path[above]);
        reseller(tx, reseller_id, parent, facts.existing.outgoing_policy, CrossResellerPolicy::Allow)?;
    }
    customer(
        tx,
        facts.existing.customer_id,
        *path.last().expect("a path"),
        "existing@old-home.example",
        "Pedro Perez",
    )?;
    guard(tx, &facts.domain)?;
    for service in &facts.services {
        product(tx, &service.product)?;
    }
    let own_reseller = *path.last().expect("a path");
    tx.execute(
        "INSERT INTO holding (reseller_id, domain, customer_id) VALUES ($1, $2, $3)",
        values![own_reseller, &facts.domain, facts.existing.customer_id],
    )?;
    for contact in &facts.contacts {
        contact_record(tx, contact.id.0, facts.existing.customer_id, &contact.label)?;
    }
    for each in &facts.services {
        service(tx, facts, each, own_reseller)?;
    }
    for each in &facts.pending_invoices {
        invoice(tx, facts, each, own_reseller)?;
    }
    settings(tx, facts)?;
    new_side(tx, case)?;
    actor(tx, facts)?;
    earlier_moves(tx, facts, own_reseller)
}

fn reseller(
    tx: &Tx,
    id: ResellerId,
    parent: Option<ResellerId>,
    outgoing: CrossResellerPolicy,
    incoming: CrossResellerPolicy,
) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO reseller (id, parent_id, name, status, outgoing_policy, incoming_policy, created_at)
         VALUES ($1, $2, $3, 'Active', $4, $5, 0)",
        values![id, parent, format!("Reseller {id}"), outgoing.as_str(), incoming.as_str()],
    )?;
    tx.execute(
        "INSERT INTO reseller_ancestor (reseller_id, ancestor_id, distance)
         SELECT $1, ancestor_id, distance + 1 FROM reseller_ancestor WHERE reseller_id = $2
         UNION ALL SELECT $1, $1, 0",
        values![id, parent],
    )?;
    Ok(())
}

fn reseller_unless_there(tx: &Tx, id: ResellerId, incoming: CrossResellerPolicy) -> Result<(), StoreError> {
    if tx.row("SELECT 1 FROM reseller WHERE id = $1", values![id])?.is_none() {
        let root = tx.row("SELECT id FROM reseller WHERE parent_id IS NULL", &[])?;
        let root = root.map(|row| row.get(0)).transpose()?;
        reseller(tx, id, root, CrossResellerPolicy::Allow, incoming)?;
    } else {
        tx.execute("UPDATE reseller SET incoming_policy = $2 WHERE id = $1", values![id, incoming.as_str()])?;
    }
    Ok(())
}

fn customer(tx: &Tx, id: CustomerId, reseller_id: ResellerId, username: &str, name: &str) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO customer (id, reseller_id, username, status, incoming_setting, name, company, email, phone,
             address, city, zip, country, created_at)
         VALUES ($1, $2, $3, 'Active', 'accept', $4, '', $3, '+34 91 123456', 'Street 1', 'City', '1', 'ES', 0)",
        values![id, reseller_id, username, name],
    )?;
    Ok(())
}

fn guard(tx: &Tx, domain: &str) -> Result<(), StoreError> {
    tx.execute("INSERT INTO domain_guard (domain, version) VALUES ($1, 1)", values![domain])?;
    Ok(())
}

fn product(tx: &Tx, product: &Product) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO product (key, name, movable, is_domain_registration, money_back_days) VALUES ($1, $2, $3, $4, 30)
         ON CONFLICT (key) DO NOTHING",
        values![&product.key, &product.name, product.movable, product.is_domain_registration],
    )?;
    Ok(())
}

fn contact_record(tx: &Tx, id: i64, customer_id: CustomerId, name: &str) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO contact (id, customer_id, name, company, email, phone, address, city, zip, country)
         VALUES ($1, $2, $3, '', 'contact@old-home.example', '+34 91 123456', 'Street 1', 'City', '1', 'ES')",
        values![id, customer_id, name],
    )?;
    Ok(())
}

fn service(tx: &Tx, facts: &MoveFacts, service: &ServiceFacts, reseller_id: ResellerId) -> Result<(), StoreError> {
    let customer_id = facts.existing.customer_id;
    let is_suspended = service.status == OrderStatus::Suspended;
    let holder = (service.status != OrderStatus::InActive).then_some(customer_id);
    let locked_by_reseller = match service.lock {
        Some(LockOwner::Reseller(owner)) => Some(owner),
        Some(LockOwner::Customer) | None => None,
    };
    tx.execute(
        "INSERT INTO service (id, product_key, domain, customer_id, reseller_id, holder_id, status, suspended_by,
             suspension_reason, locked_by_customer, locked_by_reseller, created_at, money_back_until, auto_renew, version)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 0, $12, 0, $13)",
        values![
            service.order_id,
            &service.product.key,
            &facts.domain,
            customer_id,
            reseller_id,
            holder,
            service.status.as_str(),
            is_suspended.then(|| service.suspended_by.unwrap_or(reseller_id)),
            is_suspended.then_some("Unpaid"),
            service.lock == Some(LockOwner::Customer),
            locked_by_reseller,
            service.money_back_until,
            service.version
        ],
    )?;
    for link in &service.contacts {
        tx.execute(
            "INSERT INTO service_contact (service_id, role, customer_id, contact_id) VALUES ($1, $2, $3, $4)",
            values![service.order_id, link.role.as_str(), customer_id, link.contact_id],
        )?;
    }
    for action in &service.actions {
        tx.execute(
            "INSERT INTO action (id, service_id, kind, status, added_at) VALUES ($1, $2, $3, $4, 0)",
            values![action.id, service.order_id, &action.kind, action.status.as_str()],
        )?;
    }
    Ok(())
}

fn invoice(tx: &Tx, facts: &MoveFacts, invoice: &InvoiceFacts, reseller_id: ResellerId) -> Result<(), StoreError> {
    let customer_id = facts.existing.customer_id;
    let open_customer = (invoice.level == InvoiceLevel::Customer).then_some(customer_id);
    tx.execute(
        "INSERT INTO invoice (id, level, customer_id, reseller_id, status, amount_minor, currency, created_at)
         VALUES ($1, $2, $3, $4, 'Pending', 1000, 'EUR', 0)",
        values![invoice.id, invoice.level.as_str(), customer_id, reseller_id],
    )?;
    for (index, order_id) in invoice.order_ids.iter().enumerate() {
        let number = i64::try_from(index).expect("few lines") + 1;
        tx.execute(
            "INSERT INTO invoice_line (invoice_id, number, service_id, open_customer_id, text, amount_minor)
             VALUES ($1, $2, $3, $4, 'Renewal', 1000)",
            values![invoice.id, number, *order_id, open_customer],
        )?;
    }
    Ok(())
}

fn settings(tx: &Tx, facts: &MoveFacts) -> Result<(), StoreError> {
    tx.execute("INSERT INTO setting (name, value) VALUES ('split-rule', $1)", values![facts.split_rule.as_str()])?;
    let (tld_policy, reason) = match &facts.tld_policy {
        TldPolicy::Allowed => ("allowed", ""),
        TldPolicy::Forbidden(reason) => ("forbidden", reason.as_str()),
        TldPolicy::ExistingContactsOnly => ("existing-contacts-only", ""),
    };
    let tld = facts.domain.rsplit('.').next().expect("a domain name has a last label");
    tx.execute("INSERT INTO tld_policy (tld, policy, reason) VALUES ($1, $2, $3)", values![tld, tld_policy, reason])?;
    Ok(())
}

/// The customer with the typed ID, the one with the typed username, or one with both.
fn new_side(tx: &Tx, case: &Case) -> Result<(), StoreError> {
    let (Ok(username), Ok(customer_id)) =
        (parse_username(&case.body.username), parse_customer_id(&case.body.customer_id))
    else {
        return Ok(());
    };
    let username = canonical::username(&username).expect("the cases type usernames that somebody can have");
    match &case.facts.new_customer {
        PairFacts::NotLookedUp => panic!("{}: the server always looks up", case.name),
        PairFacts::LookedUp { matched: Some(new), .. } => matched_customer(tx, &case.facts, new, &username),
        PairFacts::LookedUp { id_known, username_known, matched: None } => {
            let reseller_id = ResellerId(20);
            reseller_unless_there(tx, reseller_id, CrossResellerPolicy::Allow)?;
            if *id_known {
                customer(tx, customer_id, reseller_id, "somebody-else@new-home.example", "Somebody Else")?;
            }
            if *username_known {
                customer(tx, OTHER_CUSTOMER, reseller_id, &username, "Another Person")?;
            }
            Ok(())
        }
    }
}

fn matched_customer(tx: &Tx, facts: &MoveFacts, new: &NewCustomerFacts, username: &str) -> Result<(), StoreError> {
    reseller_unless_there(tx, new.reseller_id, new.incoming_policy)?;
    if new.customer_id == facts.existing.customer_id {
        tx.execute("UPDATE customer SET username = $2 WHERE id = $1", values![new.customer_id, username])?;
    } else {
        customer(tx, new.customer_id, new.reseller_id, username, "Jane Doe")?;
    }
    tx.execute(
        "UPDATE customer SET status = $2, incoming_setting = $3 WHERE id = $1",
        values![new.customer_id, new.status.as_str(), new.incoming_setting.as_str()],
    )?;
    if !new.resellers_active {
        let status = AccountStatus::Suspended.as_str();
        tx.execute("UPDATE reseller SET status = $2 WHERE id = $1", values![new.reseller_id, status])?;
    }
    for key in &new.signed_up_products {
        tx.execute(
            "INSERT INTO product_sign_up (reseller_id, product_key, signed_up_at)
             SELECT $1, key, 0 FROM product WHERE key = $2",
            values![new.reseller_id, key],
        )?;
    }
    for contact in &new.default_contacts {
        if tx.row("SELECT 1 FROM contact WHERE id = $1", values![contact.contact_id])?.is_none() {
            contact_record(tx, contact.contact_id.0, new.customer_id, "Jane Doe")?;
        }
        tx.execute(
            "INSERT INTO default_contact (customer_id, role, contact_id) VALUES ($1, $2, $3)",
            values![new.customer_id, contact.role.as_str(), contact.contact_id],
        )?;
    }
    if new.held_by_other_customer {
        held_by_somebody_else(tx, &facts.domain, &facts.services[0].product, new.reseller_id)?;
    } else if new.split_elsewhere {
        reseller_unless_there(tx, THIRD_RESELLER, CrossResellerPolicy::Allow)?;
        held_by_somebody_else(tx, &facts.domain, &facts.services[0].product, THIRD_RESELLER)?;
    }
    Ok(())
}

fn held_by_somebody_else(tx: &Tx, domain: &str, product: &Product, reseller_id: ResellerId) -> Result<(), StoreError> {
    customer(tx, OTHER_CUSTOMER, reseller_id, "other@elsewhere.example", "Another Person")?;
    tx.execute(
        "INSERT INTO holding (reseller_id, domain, customer_id) VALUES ($1, $2, $3)",
        values![reseller_id, domain, OTHER_CUSTOMER],
    )?;
    tx.execute(
        "INSERT INTO service (id, product_key, domain, customer_id, reseller_id, holder_id, status, created_at, auto_renew)
         VALUES (9001, $1, $2, $3, $4, $3, 'Active', 0, 0)",
        values![&product.key, domain, OTHER_CUSTOMER, reseller_id],
    )?;
    Ok(())
}

/// The login of the case's actor; a customer or reseller that is not there yet is made.
fn actor(tx: &Tx, facts: &MoveFacts) -> Result<(), StoreError> {
    let (customer_id, reseller_id): (Value, Value) = match facts.actor {
        Actor::Customer(id) => {
            if tx.row("SELECT 1 FROM customer WHERE id = $1", values![id])?.is_none() {
                let reseller_id = *facts.existing.reseller_path.last().expect("a path");
                customer(tx, id, reseller_id, "stranger@old-home.example", "A Stranger")?;
            }
            (id.into(), Value::Null)
        }
        Actor::Reseller(id) => {
            // A reseller outside the path is a sibling of, or below, those in it.
            reseller_unless_there(tx, id, CrossResellerPolicy::Allow)?;
            (Value::Null, id.into())
        }
    };
    tx.execute(
        "INSERT INTO login (id, username, display_name, customer_id, reseller_id, created_at)
         VALUES ($1, 'actor@old-home.example', 'Actor', $2, $3, 0)",
        values![ACTOR_LOGIN, customer_id, reseller_id],
    )?;
    Ok(())
}

/// Unfinished moves of either side, and the completed one that a cool-down comes from.
fn earlier_moves(tx: &Tx, facts: &MoveFacts, own_reseller: ResellerId) -> Result<(), StoreError> {
    let existing = facts.existing.customer_id;
    let new = facts.new_customer.matched();
    let elsewhere = CustomerId(8101);
    let is_needed = facts.existing.unfinished_move
        || facts.existing.cool_down_until.is_some()
        || new.is_some_and(|new| new.unfinished_move);
    if !is_needed {
        return Ok(());
    }
    customer(tx, elsewhere, own_reseller, "earlier@old-home.example", "Earlier Holder")?;
    if facts.existing.unfinished_move {
        unfinished_move(tx, facts, (existing, own_reseller), (elsewhere, own_reseller))?;
    }
    if let Some(new) = new.filter(|new| new.unfinished_move) {
        unfinished_move(tx, facts, (elsewhere, own_reseller), (new.customer_id, new.reseller_id))?;
    }
    if let Some(until) = facts.existing.cool_down_until {
        tx.execute(
            "INSERT INTO setting (name, value) VALUES ('cool-down-hours', $1)",
            values![COOL_DOWN_HOURS.to_string()],
        )?;
        completed_move(tx, facts, elsewhere, own_reseller, until.0 - COOL_DOWN_HOURS * 3_600_000)?;
    }
    Ok(())
}

fn unfinished_move(
    tx: &Tx,
    facts: &MoveFacts,
    (from, from_reseller): (CustomerId, ResellerId),
    (to, to_reseller): (CustomerId, ResellerId),
) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO moves (state, domain, service_id, existing_customer_id, existing_reseller_id, new_customer_id,
             new_reseller_id, contacts, confirmed_by, plan_digest, facts, plan, created_at)
         VALUES ('offered', $1, $2, $3, $4, $5, $6, 'default', $7, '', '{}', '{}', 0)",
        values![&facts.domain, facts.order_id, from, from_reseller, to, to_reseller, ACTOR_LOGIN],
    )?;
    Ok(())
}

fn completed_move(
    tx: &Tx,
    facts: &MoveFacts,
    from: CustomerId,
    reseller_id: ResellerId,
    completed_at: i64,
) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO session (id, token_hash, login_id, created_at, last_seen_at, ended_at) VALUES (1, $1, $2, 0, 0, 0)",
        values![[0_u8; 32].as_slice(), ACTOR_LOGIN],
    )?;
    tx.execute(
        "INSERT INTO authorisation (id, login_id, session_id, service_id, plan_digest, first_tried_at, granted_at, used_at)
         VALUES (1, $1, 1, $2, '', 0, 0, 0)",
        values![ACTOR_LOGIN, facts.order_id],
    )?;
    tx.execute(
        "INSERT INTO moves (id, state, domain, service_id, existing_customer_id, existing_reseller_id, new_customer_id,
             new_reseller_id, contacts, confirmed_by, authorisation_id, plan_digest, facts, plan, created_at,
             completed_at, audit_number)
         VALUES (1, 'completed', $1, $2, $3, $4, $5, $4, 'default', $6, 1, '', '{}', '{}', $7, $7, 1)",
        values![
            &facts.domain,
            facts.order_id,
            from,
            reseller_id,
            facts.existing.customer_id,
            ACTOR_LOGIN,
            completed_at
        ],
    )?;
    tx.execute(
        "INSERT INTO audit (domain, number, kind, at, move_id, body, previous_link, link)
         VALUES ($1, 1, 'move-committed', $2, 1, '{}', $3, $3)",
        values![&facts.domain, completed_at, [0_u8; 32].as_slice()],
    )?;
    Ok(())
}
