//! Writes the demo's orders: each with a plausible past (bought, paid, out of its money-back period), which a case then
//! changes in one thing.

use super::catalogue::{CERTIFICATE, Product};
use super::people::{CUSTOMERS, Customer};
use crate::canonical;
use crate::problem::ApiError;
use crate::store::{StoreError, Tx, guard};
use crate::values;
use handover_core::Timestamp;
use handover_core::facts::{ActionStatus, InvoiceLevel, OrderStatus};
use handover_core::ids::{CustomerId, OrderId, ResellerId};
use handover_core::wire::InvoiceStatus;
use std::collections::BTreeMap;

/// Milliseconds in a minute.
pub(super) const MINUTE_MS: i64 = 60_000;
/// Days of the paid term.
const TERM_DAYS: i64 = 365;
/// Days for which a certificate is issued; it is reissued within its term.
const CERTIFICATE_DAYS: i64 = 199;

pub(super) struct Builder<'a, 'connection> {
    tx: &'a Tx<'connection>,
    now: Timestamp,
    next_order: i64,
    next_action: i64,
    next_invoice: i64,
    contacts: BTreeMap<CustomerId, i64>,
}

impl<'a, 'connection> Builder<'a, 'connection> {
    pub(super) fn new(tx: &'a Tx<'connection>, now: Timestamp) -> Result<Self, StoreError> {
        let rows = tx.rows("SELECT customer_id, min(id) FROM contact GROUP BY customer_id", values![])?;
        let contacts = rows.iter().map(|row| Ok((row.get(0)?, row.get(1)?))).collect::<Result<_, StoreError>>()?;
        Ok(Self { tx, now, next_order: 100_001, next_action: 50_001, next_invoice: 70_001, contacts })
    }

    /// The moment of the demo.
    pub(super) const fn now(&self) -> Timestamp {
        self.now
    }

    /// Active orders of these products for a domain name, oldest first.
    pub(super) fn orders<const COUNT: usize>(
        &mut self,
        customer: CustomerId,
        domain: &str,
        products: [&Product; COUNT],
    ) -> Result<[OrderId; COUNT], ApiError> {
        let mut order_ids = [OrderId(0); COUNT];
        for (order_id, product) in order_ids.iter_mut().zip(products) {
            *order_id = self.order(customer, domain, product)?;
        }
        Ok(order_ids)
    }

    /// One Active order of a product for a domain name.
    pub(super) fn order(&mut self, customer: CustomerId, domain: &str, product: &Product) -> Result<OrderId, ApiError> {
        let number = self.next_order;
        self.next_order += 1;
        let order_id = OrderId(number);
        let customer = find(customer)?;
        let domain = canonical::domain(domain)
            .ok_or_else(|| ApiError::Internal(format!("{domain} is no domain name of the demo")))?;
        guard::lock(self.tx, &domain)?;
        let age_days = 60 + number * 37 % 900;
        let created_at = Timestamp(self.now.plus_days(-age_days).0 - number * 7 % 1_200 * MINUTE_MS);
        let terms = age_days / TERM_DAYS + 1;
        let money_back_until = (product.money_back_days > 0).then(|| created_at.plus_days(product.money_back_days));
        self.tx.execute(
            "INSERT INTO service (id, product_key, domain, customer_id, reseller_id, holder_id, status, created_at,
                 expires_at, money_back_until, auto_renew, payment_method)
             VALUES ($1, $2, $3, $4, $5, $4, 'Active', $6, $7, $8, $9, $10)",
            values![
                order_id,
                product.key,
                &domain,
                customer.id,
                customer.reseller,
                created_at,
                created_at.plus_days(terms * TERM_DAYS),
                money_back_until,
                number % 3 == 0,
                (number % 4 == 0).then_some("Card ending in 4242")
            ],
        )?;
        self.link_contacts(order_id, customer, product)?;
        if product.key == CERTIFICATE.key {
            self.certificate(order_id, &domain)?;
        }
        self.action_at(order_id, "Add", ActionStatus::Completed, created_at)?;
        self.invoice_at(&[order_id], InvoiceLevel::Customer, InvoiceStatus::Paid, created_at)?;
        Ok(order_id)
    }

    fn link_contacts(&self, order_id: OrderId, customer: &Customer, product: &Product) -> Result<(), StoreError> {
        let contact_id = self.contacts.get(&customer.id).copied();
        for role in product.roles {
            self.tx.execute(
                "INSERT INTO service_contact (service_id, role, customer_id, contact_id) VALUES ($1, $2, $3, $4)",
                values![order_id, *role, customer.id, contact_id],
            )?;
        }
        Ok(())
    }

    fn certificate(&self, order_id: OrderId, domain: &str) -> Result<(), StoreError> {
        let valid_from = self.now.plus_days(-(order_id.0 * 13 % 120) - 1);
        let names = serde_json::json!([domain, format!("www.{domain}")]);
        self.tx.execute(
            "INSERT INTO certificate (service_id, subject, names, issuer, serial, valid_from, valid_until)
             VALUES ($1, $2, $3, 'Northlight TLS ECC CA 1', $4, $5, $6)",
            values![
                order_id,
                format!("CN={domain}"),
                names.to_string(),
                serial(order_id),
                valid_from,
                valid_from.plus_days(CERTIFICATE_DAYS)
            ],
        )?;
        Ok(())
    }

    /// The order was bought a moment ago and is not provisioned yet: `InActive`, its Add pending.
    pub(super) fn is_being_added(&mut self, order_id: OrderId) -> Result<(), StoreError> {
        let bought_at = Timestamp(self.now.0 - 25 * MINUTE_MS);
        self.tx.execute(
            "UPDATE service SET status = 'InActive', holder_id = NULL, created_at = $2, expires_at = NULL,
                 money_back_until = NULL WHERE id = $1",
            values![order_id, bought_at],
        )?;
        self.tx.execute("DELETE FROM certificate WHERE service_id = $1", values![order_id])?;
        self.tx.execute(
            "UPDATE action SET status = 'Pending', added_at = $2, ended_at = NULL WHERE service_id = $1",
            values![order_id, bought_at],
        )?;
        self.tx.execute(
            "UPDATE invoice SET created_at = $2, ended_at = $2
             WHERE id IN (SELECT invoice_id FROM invoice_line WHERE service_id = $1)",
            values![order_id, bought_at],
        )?;
        Ok(())
    }

    /// The order is history, or about to be.
    pub(super) fn becomes(&mut self, order_id: OrderId, status: OrderStatus) -> Result<(), StoreError> {
        self.tx.execute(
            "UPDATE service SET status = $2, holder_id = CASE WHEN $2 IN ('Deleted', 'Archived') THEN NULL
                 ELSE customer_id END, auto_renew = 0 WHERE id = $1",
            values![order_id, status.as_str()],
        )?;
        let ended_at = Timestamp(self.now.plus_days(-20).0 - order_id.0 % 1_000 * MINUTE_MS);
        self.action_at(order_id, "Delete", ActionStatus::Completed, ended_at)
    }

    /// A reseller suspended the order.
    pub(super) fn suspend(&self, order_id: OrderId, by: ResellerId, reason: &str) -> Result<(), StoreError> {
        self.tx.execute(
            "UPDATE service SET status = 'Suspended', suspended_by = $2, suspension_reason = $3 WHERE id = $1",
            values![order_id, by, reason],
        )?;
        Ok(())
    }

    /// Changes one column of an order.
    pub(super) fn set(&self, order_id: OrderId, change: Set) -> Result<(), StoreError> {
        let (sql, value) = match change {
            Set::LockedByCustomer => ("UPDATE service SET locked_by_customer = $2 WHERE id = $1", true.into()),
            Set::LockedByReseller(by) => ("UPDATE service SET locked_by_reseller = $2 WHERE id = $1", by.into()),
            Set::MoneyBackUntil(until) => ("UPDATE service SET money_back_until = $2 WHERE id = $1", until.into()),
            Set::ExpiresAt(at) => ("UPDATE service SET expires_at = $2 WHERE id = $1", at.into()),
        };
        self.tx.execute(sql, &[order_id.into(), value])?;
        Ok(())
    }

    /// Something that is in progress since `minutes`.
    pub(super) fn action(
        &mut self,
        order_id: OrderId,
        kind: &str,
        status: ActionStatus,
        minutes: i64,
    ) -> Result<(), StoreError> {
        self.action_at(order_id, kind, status, Timestamp(self.now.0 - minutes * MINUTE_MS))
    }

    fn action_at(
        &mut self,
        order_id: OrderId,
        kind: &str,
        status: ActionStatus,
        added_at: Timestamp,
    ) -> Result<(), StoreError> {
        let ended_at = (!status.is_unfinished()).then_some(Timestamp(added_at.0 + 12 * MINUTE_MS));
        self.tx.execute(
            "INSERT INTO action (id, service_id, kind, status, added_at, ended_at) VALUES ($1, $2, $3, $4, $5, $6)",
            values![self.next_action, order_id, kind, status.as_str(), added_at, ended_at],
        )?;
        self.next_action += 1;
        Ok(())
    }

    /// An invoice of yesterday with one line an order.
    pub(super) fn invoice(
        &mut self,
        order_ids: &[OrderId],
        level: InvoiceLevel,
        status: InvoiceStatus,
    ) -> Result<(), ApiError> {
        self.invoice_at(order_ids, level, status, self.now.plus_days(-1))
    }

    fn invoice_at(
        &mut self,
        order_ids: &[OrderId],
        level: InvoiceLevel,
        status: InvoiceStatus,
        created_at: Timestamp,
    ) -> Result<(), ApiError> {
        let ended_at = (!status.is_open()).then_some(Timestamp(created_at.0 + 5 * MINUTE_MS));
        for (number, order_id) in (1_i64..).zip(order_ids) {
            if number == 1 {
                self.tx.execute(
                    "INSERT INTO invoice (id, level, customer_id, reseller_id, status, amount_minor, currency,
                         created_at, ended_at)
                     SELECT $2, $3, customer_id, reseller_id, $4, 0, 'EUR', $5, $6 FROM service WHERE id = $1",
                    values![*order_id, self.next_invoice, level.as_str(), status.as_str(), created_at, ended_at],
                )?;
            }
            let binds_customer = status.is_open() && level == InvoiceLevel::Customer;
            let price_minor = self.price_minor(*order_id)?;
            self.tx.execute(
                "INSERT INTO invoice_line (invoice_id, number, service_id, open_customer_id, text, amount_minor)
                 SELECT $2, $3, service.id, CASE WHEN $4 = 1 THEN service.customer_id END,
                        product.name || ' for ' || service.domain || ', 1 year', $5
                 FROM service JOIN product ON product.key = service.product_key WHERE service.id = $1",
                values![*order_id, self.next_invoice, number, binds_customer, price_minor],
            )?;
        }
        self.tx.execute(
            "UPDATE invoice SET amount_minor = (SELECT sum(amount_minor) FROM invoice_line WHERE invoice_id = $1)
             WHERE id = $1",
            values![self.next_invoice],
        )?;
        self.next_invoice += 1;
        Ok(())
    }

    fn price_minor(&self, order_id: OrderId) -> Result<i64, ApiError> {
        let row = self.tx.row("SELECT product_key FROM service WHERE id = $1", values![order_id])?;
        let key: String = row.ok_or(ApiError::NotFound)?.get(0)?;
        Ok(super::catalogue::price_minor(&key))
    }

    /// A second contact record of the customer, which the order uses as its registrant.
    pub(super) fn separate_registrant(&self, order_id: OrderId, name: &str) -> Result<(), StoreError> {
        let contact = self.tx.row(
            "INSERT INTO contact (customer_id, name, company, email, phone, address, city, zip, country)
             SELECT customer_id, $2, company, email, phone, address, city, zip, country FROM contact
             WHERE id = (SELECT contact_id FROM service_contact WHERE service_id = $1 AND role = 'registrant')
             RETURNING id",
            values![order_id, name],
        )?;
        let contact_id: Option<i64> = contact.map(|row| row.get(0)).transpose()?;
        self.tx.execute(
            "UPDATE service_contact SET contact_id = $2 WHERE service_id = $1 AND role = 'registrant'",
            values![order_id, contact_id],
        )?;
        Ok(())
    }

    /// Makes the holdings that follow from the orders.
    pub(super) fn finish(self) -> Result<(), StoreError> {
        self.tx.execute(
            "INSERT INTO holding (reseller_id, domain, customer_id)
             SELECT DISTINCT reseller_id, domain, holder_id FROM service WHERE holder_id IS NOT NULL",
            values![],
        )?;
        Ok(())
    }
}

/// One thing that makes an order a case.
#[derive(Clone, Copy)]
pub(super) enum Set {
    /// Locked by its customer.
    LockedByCustomer,
    /// Locked by a reseller.
    LockedByReseller(ResellerId),
    /// In its money-back period until then.
    MoneyBackUntil(Timestamp),
    /// Paid until then.
    ExpiresAt(Timestamp),
}

fn find(customer_id: CustomerId) -> Result<&'static Customer, ApiError> {
    CUSTOMERS
        .iter()
        .find(|customer| customer.id == customer_id)
        .ok_or_else(|| ApiError::Internal(format!("{customer_id} is no customer of the demo")))
}

/// 32 hexadecimal digits that look random and are the same every time.
fn serial(order_id: OrderId) -> String {
    let mut state = order_id.0.unsigned_abs();
    let mut half = || {
        // splitmix64.
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    };
    // The first bit of a serial number is 0: it is a positive number (RFC 5280, 4.1.2.2).
    format!("{:016x}{:016x}", half() >> 1, half())
}
