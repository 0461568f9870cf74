//! The services that would move (S), with what can block them.

use super::LIVE;
use crate::store::{Row, StoreError, Tx, Value};
use crate::values;
use handover_core::facts::{
    ActionFacts, ActionStatus, Actor, ContactFacts, ContactLink, ContactRole, InvoiceFacts, InvoiceLevel, LockOwner,
    OrderStatus, Product, ServiceFacts,
};
use handover_core::ids::{CustomerId, InvoiceId, OrderId, ResellerId};

/// S: every live service of the domain name held by the customer, by order id.
pub(super) fn read(
    tx: &Tx,
    actor: Actor,
    domain: &str,
    customer_id: CustomerId,
) -> Result<Vec<ServiceFacts>, StoreError> {
    let mut services = tx
        .rows(
            &format!(
                "SELECT service.id, service.version, product.key, product.name, product.movable,
                        product.is_domain_registration, service.status, service.suspended_by,
                        service.locked_by_customer, service.locked_by_reseller, service.money_back_until,
                        service.reseller_id
                 FROM service JOIN product ON product.key = service.product_key
                 WHERE service.customer_id = $1 AND service.domain = $2 AND service.status IN {LIVE}
                 ORDER BY service.id"
            ),
            values![customer_id, domain],
        )?
        .iter()
        .map(|row| service(row, actor))
        .collect::<Result<Vec<_>, _>>()?;
    for row in of_services(tx, UNFINISHED_ACTIONS, domain, customer_id)? {
        let action = ActionFacts { id: row.get(1)?, kind: row.get(2)?, status: row.word(3, ActionStatus::from_text)? };
        find(&mut services, &row)?.actions.push(action);
    }
    for row in of_services(tx, CONTACT_LINKS, domain, customer_id)? {
        let link = ContactLink { role: row.word(1, ContactRole::from_text)?, contact_id: row.get(2)? };
        find(&mut services, &row)?.contacts.push(link);
    }
    for service in &mut services {
        service.contacts.sort_by_key(|link| link.role);
    }
    Ok(services)
}

const UNFINISHED_ACTIONS: &str = "SELECT service.id, action.id, action.kind, action.status
    FROM service JOIN action ON action.service_id = service.id
    WHERE service.customer_id = $1 AND service.domain = $2 AND service.status IN LIVE AND action.ended_at IS NULL
    ORDER BY service.id, action.id";

const CONTACT_LINKS: &str = "SELECT service.id, service_contact.role, service_contact.contact_id
    FROM service JOIN service_contact ON service_contact.service_id = service.id
    WHERE service.customer_id = $1 AND service.domain = $2 AND service.status IN LIVE
    ORDER BY service.id, service_contact.role";

fn of_services(tx: &Tx, sql: &str, domain: &str, customer_id: CustomerId) -> Result<Vec<Row>, StoreError> {
    tx.rows(&sql.replace("LIVE", LIVE), values![customer_id, domain])
}

/// The service that a row's first column names; both were read in one snapshot.
fn find<'a>(services: &'a mut [ServiceFacts], row: &Row) -> Result<&'a mut ServiceFacts, StoreError> {
    let order_id: OrderId = row.get(0)?;
    services
        .iter_mut()
        .find(|service| service.order_id == order_id)
        .ok_or_else(|| StoreError::UnexpectedRow(format!("service {order_id} is not in S")))
}

fn service(row: &Row, actor: Actor) -> Result<ServiceFacts, StoreError> {
    let locked_by_customer: bool = row.get(8)?;
    let locked_by_reseller: Option<ResellerId> = row.get(9)?;
    let own_reseller: ResellerId = row.get(11)?;
    // A customer deals with its own reseller only; who above it suspended or locked is not its business.
    let (suspended_by, locked_by_reseller) = match actor {
        Actor::Customer(_) => (None, locked_by_reseller.map(|_| own_reseller)),
        Actor::Reseller(_) => (row.get(7)?, locked_by_reseller),
    };
    let lock = locked_by_reseller.map(LockOwner::Reseller).or(locked_by_customer.then_some(LockOwner::Customer));
    Ok(ServiceFacts {
        order_id: row.get(0)?,
        version: row.get(1)?,
        product: Product {
            key: row.get(2)?,
            name: row.get(3)?,
            movable: row.get(4)?,
            is_domain_registration: row.get(5)?,
        },
        status: row.word(6, OrderStatus::from_text)?,
        suspended_by,
        lock,
        actions: Vec::new(),
        money_back_until: row.get(10)?,
        contacts: Vec::new(),
    })
}

/// Pending and part-paid invoices with a line on one of the services.
pub(super) fn open_invoices(tx: &Tx, services: &[ServiceFacts]) -> Result<Vec<InvoiceFacts>, StoreError> {
    let mut invoices: Vec<InvoiceFacts> = Vec::new();
    for service in services {
        let rows = tx.rows(
            "SELECT DISTINCT invoice.id, invoice.level
             FROM invoice_line JOIN invoice ON invoice.id = invoice_line.invoice_id
             WHERE invoice_line.service_id = $1 AND invoice.ended_at IS NULL",
            values![service.order_id],
        )?;
        for row in rows {
            let id: InvoiceId = row.get(0)?;
            match invoices.iter_mut().find(|invoice| invoice.id == id) {
                Some(invoice) => invoice.order_ids.push(service.order_id),
                None => invoices.push(InvoiceFacts {
                    id,
                    level: row.word(1, InvoiceLevel::from_text)?,
                    order_ids: vec![service.order_id],
                }),
            }
        }
    }
    invoices.sort_by_key(|invoice| invoice.id);
    Ok(invoices)
}

/// The distinct contacts that the services use, by id.
pub(super) fn contacts(tx: &Tx, domain: &str, customer_id: CustomerId) -> Result<Vec<ContactFacts>, StoreError> {
    let values: &[Value] = values![customer_id, domain];
    tx.rows(
        &format!(
            "SELECT DISTINCT contact.id, contact.version, contact.name, contact.company
             FROM service
               JOIN service_contact ON service_contact.service_id = service.id
               JOIN contact ON contact.id = service_contact.contact_id
             WHERE service.customer_id = $1 AND service.domain = $2 AND service.status IN {LIVE}
             ORDER BY contact.id"
        ),
        values,
    )?
    .iter()
    .map(|row| {
        let (name, company): (String, String) = (row.get(2)?, row.get(3)?);
        let label = if company.is_empty() { name } else { format!("{name}, {company}") };
        Ok(ContactFacts { id: row.get(0)?, version: row.get(1)?, label })
    })
    .collect()
}
