//! The bulk of the demo's orders, so that lists have pages and searches have something to find.

use super::builder::Builder;
use super::catalogue::{CERTIFICATE, EMAIL_HOSTING, REGISTRATION, WEB_HOSTING};
use super::people::{CUSTOMERS, Customer, DORA, GOPEDRO, PAULA, PAUSED, PEDRO_NORTE};
use crate::problem::ApiError;
use handover_core::facts::{ActionStatus, InvoiceLevel, OrderStatus};
use handover_core::ids::{CustomerId, OrderId};
use handover_core::wire::InvoiceStatus;

/// Domain names of the stock: every pair of the two lists below is used once at most.
const DOMAIN_COUNT: usize = 150;

const FIRST: [&str; 16] = [
    "amber", "birch", "cobalt", "delta", "ember", "fjord", "garnet", "harbour", "indigo", "juniper", "kestrel",
    "lumen", "maple", "north", "opal", "pine",
];
const SECOND: [&str; 13] = [
    "bakery", "books", "clinic", "design", "energy", "films", "garden", "hotel", "law", "market", "optics", "school",
    "travel",
];

/// Names in other scripts, one a customer.
const INTERNATIONAL: [&str; 8] = [
    "bäckerei-am-markt.example",
    "café-lumière.example",
    "дом-книги.example",
    "दुकान.example",
    "متجر.example",
    "ספרים.example",
    "書店.example",
    "கடை.example",
];

pub(super) fn insert(demo: &mut Builder) -> Result<(), ApiError> {
    let owners: Vec<&Customer> = CUSTOMERS.iter().filter(|customer| has_stock(customer)).collect();
    for index in 0..DOMAIN_COUNT {
        let domain = format!("{}-{}.example", FIRST[index % FIRST.len()], SECOND[index % SECOND.len()]);
        orders_of_one_domain(demo, owners[index % owners.len()], &domain, index)?;
    }
    for (index, (domain, owner)) in INTERNATIONAL.iter().zip(owners.iter().cycle().skip(3)).enumerate() {
        orders_of_one_domain(demo, owner, domain, index * 2)?;
    }
    Ok(())
}

/// The deleted account has only history, one account is empty, and nothing distracts from the cases.
fn has_stock(customer: &Customer) -> bool {
    const EMPTY: CustomerId = CustomerId(465_019_382);
    customer.id != DORA && customer.id != EMPTY && customer.id != PAULA && customer.reseller != PAUSED
}

fn orders_of_one_domain(demo: &mut Builder, owner: &Customer, domain: &str, index: usize) -> Result<(), ApiError> {
    let orders: Vec<OrderId> = match index % 5 {
        0 => demo.orders(owner.id, domain, [&CERTIFICATE])?.into(),
        1 => demo.orders(owner.id, domain, [&CERTIFICATE, &REGISTRATION])?.into(),
        2 => demo.orders(owner.id, domain, [&CERTIFICATE, &REGISTRATION, &WEB_HOSTING, &EMAIL_HOSTING])?.into(),
        3 => demo.orders(owner.id, domain, [&REGISTRATION, &EMAIL_HOSTING])?.into(),
        _ => demo.orders(owner.id, domain, [&CERTIFICATE, &WEB_HOSTING])?.into(),
    };
    let Some(&last) = orders.last() else { return Ok(()) };
    if index % 6 == 5 {
        let past = demo.order(owner.id, domain, &CERTIFICATE)?;
        demo.becomes(past, OrderStatus::Deleted)?;
    }
    if index % 11 == 7 {
        let past = demo.order(owner.id, domain, &WEB_HOSTING)?;
        demo.becomes(past, OrderStatus::Archived)?;
    }
    match index % 23 {
        4 => demo.suspend(last, owner.reseller, "The yearly check of the account is open.")?,
        9 => demo.action(last, "Renew", ActionStatus::Pending, 600)?,
        14 => demo.becomes(last, OrderStatus::PendingDeleteRestorable)?,
        19 => demo.invoice(&orders, InvoiceLevel::Customer, InvoiceStatus::Pending)?,
        21 if owner.reseller == GOPEDRO || owner.reseller == PEDRO_NORTE => {
            demo.invoice(&[last], InvoiceLevel::Reseller, InvoiceStatus::Pending)?;
        }
        _ => {}
    }
    Ok(())
}
