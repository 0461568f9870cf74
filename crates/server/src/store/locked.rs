//! One service, found in the actor's scope, with the guard of its domain name taken: what every change of a service
//! begins with.

use super::{StoreError, Tx, guard};
use crate::problem::ApiError;
use crate::scope::Scope;
use crate::values;
use handover_core::facts::OrderStatus;
use handover_core::ids::{CustomerId, OrderId, ResellerId};

/// A service as it is while its domain's guard is held.
pub struct LockedService {
    /// Its order id.
    pub order_id: OrderId,
    /// Its domain name.
    pub domain: String,
    /// Who has it.
    pub customer_id: CustomerId,
    /// That customer's reseller.
    pub reseller_id: ResellerId,
    /// Its status.
    pub status: OrderStatus,
    /// Who suspended it.
    pub suspended_by: Option<ResellerId>,
}

/// Takes the guard of an order's domain name and reads the order.
///
/// # Errors
/// [`ApiError::NotFound`] when the actor has no such order.
pub fn service(tx: &Tx, scope: Scope, order_id: OrderId) -> Result<LockedService, ApiError> {
    // An order's domain name never changes, so it may be read before the guard is held; everything else after it.
    let domain: String = tx
        .row(
            "SELECT domain FROM service
             WHERE id = $3 AND (customer_id = $1 OR reseller_id IN
                 (SELECT reseller_id FROM reseller_ancestor WHERE ancestor_id = $2))",
            values![scope.customer(), scope.reseller(), order_id],
        )?
        .ok_or(ApiError::NotFound)?
        .get(0)?;
    guard::lock(tx, &domain)?;
    let row = tx
        .row(
            "SELECT customer_id, reseller_id, status, suspended_by FROM service
             WHERE id = $3 AND (customer_id = $1 OR reseller_id IN
                 (SELECT reseller_id FROM reseller_ancestor WHERE ancestor_id = $2))",
            values![scope.customer(), scope.reseller(), order_id],
        )?
        .ok_or(ApiError::NotFound)?;
    Ok(LockedService {
        order_id,
        domain,
        customer_id: row.get(0)?,
        reseller_id: row.get(1)?,
        status: row.word(2, OrderStatus::from_text)?,
        suspended_by: row.get(3)?,
    })
}

/// From the operator down to this reseller, which is the last.
///
/// # Errors
/// When the engine refuses it.
pub fn reseller_path(tx: &Tx, reseller_id: ResellerId) -> Result<Vec<ResellerId>, StoreError> {
    tx.rows(
        "SELECT ancestor_id FROM reseller_ancestor WHERE reseller_id = $1 ORDER BY distance DESC",
        values![reseller_id],
    )?
    .iter()
    .map(|row| row.get(0))
    .collect()
}

impl LockedService {
    /// Makes its customer the holder of the domain name under its reseller, which no other customer there may be (I2).
    ///
    /// # Errors
    /// [`ApiError::NotPossible`] when another customer is.
    pub fn take_holding(&self, tx: &Tx) -> Result<(), ApiError> {
        let holder = tx.row(
            "SELECT customer_id FROM holding WHERE reseller_id = $1 AND domain = $2",
            values![self.reseller_id, self.domain.as_str()],
        )?;
        match holder.map(|row| row.get::<CustomerId>(0)).transpose()? {
            Some(holder) if holder == self.customer_id => Ok(()),
            Some(_) => Err(ApiError::not_possible(
                "Another customer of this reseller holds services of this domain name.",
                "Move those services to this customer first, or cancel this order.",
            )),
            None => {
                tx.execute(
                    "INSERT INTO holding (reseller_id, domain, customer_id) VALUES ($1, $2, $3)",
                    values![self.reseller_id, self.domain.as_str(), self.customer_id],
                )?;
                Ok(())
            }
        }
    }

    /// Gives the domain name free under its reseller when no service holds it any more.
    ///
    /// # Errors
    /// When the engine refuses it.
    pub fn release_holding(&self, tx: &Tx) -> Result<(), StoreError> {
        tx.execute(
            "DELETE FROM holding WHERE reseller_id = $1 AND domain = $2 AND NOT EXISTS
                 (SELECT 1 FROM service WHERE reseller_id = $1 AND domain = $2 AND holder_id IS NOT NULL)",
            values![self.reseller_id, self.domain.as_str()],
        )?;
        Ok(())
    }
}
