//! Products and who has signed up for them (S13).
//!
//! A reseller can sell what its parent sells: only then can it sign up.

use super::change::Change;
use super::{StoreError, Tx};
use crate::problem::ApiError;
use crate::values;
use handover_core::facts::AccountStatus;
use handover_core::ids::ResellerId;
use handover_core::wire::{ProductRow, SignUpRow};
use serde_json::json;

/// Every product with the sign-ups of this reseller and of everybody below it, the own one first; without a reseller
/// (for a customer) only what is sold.
///
/// # Errors
/// When the engine refuses it.
pub fn list(tx: &Tx, actor: Option<ResellerId>) -> Result<Vec<ProductRow>, StoreError> {
    let mut products = tx
        .rows("SELECT key, name, money_back_days FROM product ORDER BY name, key", values![])?
        .iter()
        .map(|row| {
            let (product_key, name) = (row.get(0)?, row.get(1)?);
            Ok(ProductRow { product_key, name, money_back_days: row.get(2)?, resellers: Vec::new() })
        })
        .collect::<Result<Vec<_>, StoreError>>()?;
    let sign_ups = tx.rows(
        "SELECT product.key, reseller.id, reseller.name, reseller.status,
                EXISTS (SELECT 1 FROM product_sign_up
                        WHERE reseller_id = reseller.id AND product_key = product.key),
                reseller.parent_id IS NULL OR EXISTS (SELECT 1 FROM product_sign_up
                        WHERE reseller_id = reseller.parent_id AND product_key = product.key)
         FROM product
           JOIN reseller_ancestor ON reseller_ancestor.ancestor_id = $1
           JOIN reseller ON reseller.id = reseller_ancestor.reseller_id
         WHERE reseller.status <> 'Deleted'
         ORDER BY reseller_ancestor.distance, reseller.name, reseller.id",
        values![actor],
    )?;
    for row in sign_ups {
        let product_key: String = row.get(0)?;
        let is_active = row.word(3, AccountStatus::from_text)? == AccountStatus::Active;
        let signed_up: bool = row.get(4)?;
        let parent_has: bool = row.get(5)?;
        if let Some(product) = products.iter_mut().find(|product| product.product_key == product_key) {
            product.resellers.push(SignUpRow {
                reseller_id: row.get(1)?,
                reseller_name: row.get(2)?,
                signed_up,
                may_sign_up: !signed_up && parent_has && is_active,
            });
        }
    }
    Ok(products)
}

/// Signs a reseller up for a product; once more changes nothing.
///
/// # Errors
/// [`ApiError::NotFound`] when there is no such product, or no such reseller in the actor's tree, and
/// [`ApiError::NotPossible`] when its parent has not signed up or it is not active.
pub fn sign_up(
    tx: &Tx,
    change: &Change,
    actor: ResellerId,
    product_key: &str,
    reseller_id: ResellerId,
) -> Result<(), ApiError> {
    let product = list(tx, Some(actor))?
        .into_iter()
        .find(|product| product.product_key == product_key)
        .ok_or(ApiError::NotFound)?;
    let reseller =
        product.resellers.into_iter().find(|reseller| reseller.reseller_id == reseller_id).ok_or(ApiError::NotFound)?;
    if reseller.signed_up {
        return Ok(());
    }
    if !reseller.may_sign_up {
        return Err(ApiError::not_possible(
            &format!("{} cannot sign up for {} now.", reseller.reseller_name, product.name),
            "Its parent reseller has to sign up first, and the reseller has to be active.",
        ));
    }
    tx.execute(
        "INSERT INTO product_sign_up (reseller_id, product_key, signed_up_at) VALUES ($1, $2, $3)",
        values![reseller_id, product_key, change.at],
    )?;
    let body = json!({ "reseller_id": reseller_id, "product_key": product_key });
    change.record(tx, "", "product-signed-up", &body)?;
    Ok(())
}
