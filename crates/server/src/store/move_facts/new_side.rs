//! The new customer's side: looked at only for an order that the actor may move, and told only after the pair matched.

use super::{HOLDING, exists, has_unfinished_move};
use crate::scope::Scope;
use crate::store::{Row, StoreError, Tx};
use crate::values;
use handover_core::facts::{
    AccountStatus, ContactRole, CrossResellerPolicy, DefaultContact, IncomingSetting, MoveFacts, NewCustomerFacts,
    PairFacts,
};
use handover_core::ids::{CustomerId, ResellerId};

/// Looks the pair up (R1). Both halves are always looked up, whatever the first one found.
pub(super) fn look_up(
    tx: &Tx,
    scope: Scope,
    facts: &MoveFacts,
    username: Option<&str>,
    customer_id: CustomerId,
) -> Result<PairFacts, StoreError> {
    let username = username.unwrap_or_default();
    let username_known = exists(tx, "SELECT EXISTS (SELECT 1 FROM customer WHERE username = $1)", values![username])?;
    let holder = tx.row(
        "SELECT customer.id, customer.name, customer.reseller_id, reseller.name, customer.status,
                reseller.incoming_policy, customer.incoming_setting, customer.username
         FROM customer JOIN reseller ON reseller.id = customer.reseller_id
         WHERE customer.id = $1",
        values![customer_id],
    )?;
    let Some(row) = holder else { return Ok(PairFacts::compare(username, None, username_known)) };
    let holder_username: String = row.get(7)?;
    let new_customer = new_customer(tx, scope, facts, &row)?;
    Ok(PairFacts::compare(username, Some((&holder_username, new_customer)), username_known))
}

fn new_customer(tx: &Tx, scope: Scope, facts: &MoveFacts, row: &Row) -> Result<NewCustomerFacts, StoreError> {
    let customer_id: CustomerId = row.get(0)?;
    let name: String = row.get(1)?;
    let reseller_id: ResellerId = row.get(2)?;
    let (domain, existing_customer_id) = (&facts.domain, facts.existing.customer_id);
    let held_by_other_customer = exists(
        tx,
        &format!(
            "SELECT EXISTS (SELECT 1 FROM service WHERE reseller_id = $1 AND domain = $2
             AND customer_id NOT IN ($3, $4) AND status IN {HOLDING})"
        ),
        values![reseller_id, domain, existing_customer_id, customer_id],
    )?;
    Ok(NewCustomerFacts {
        customer_id,
        masked_name: initials(&name),
        reseller_id,
        reseller_name: row.get(3)?,
        status: row.word(4, AccountStatus::from_text)?,
        resellers_active: !exists(
            tx,
            "SELECT EXISTS (SELECT 1 FROM reseller_ancestor JOIN reseller ON reseller.id = reseller_ancestor.ancestor_id
             WHERE reseller_ancestor.reseller_id = $1 AND reseller.status <> 'Active')",
            values![reseller_id],
        )?,
        held_by_other_customer,
        split_elsewhere: exists(
            tx,
            &format!(
                "SELECT EXISTS (SELECT 1 FROM service WHERE domain = $1 AND customer_id NOT IN ($2, $3)
                 AND status IN {HOLDING})"
            ),
            values![domain, existing_customer_id, customer_id],
        )?,
        other_holder: if held_by_other_customer {
            other_holder(tx, scope, reseller_id, domain, [existing_customer_id, customer_id])?
        } else {
            None
        },
        signed_up_products: signed_up_products(tx, reseller_id, facts)?,
        incoming_policy: row.word(5, CrossResellerPolicy::from_text)?,
        incoming_setting: row.word(6, IncomingSetting::from_text)?,
        unfinished_move: has_unfinished_move(tx, domain, customer_id)?,
        default_contacts: default_contacts(tx, customer_id)?,
    })
}

/// The customer that blocks under R6, named only to a reseller who owns it.
fn other_holder(
    tx: &Tx,
    scope: Scope,
    reseller_id: ResellerId,
    domain: &str,
    [existing, new]: [CustomerId; 2],
) -> Result<Option<CustomerId>, StoreError> {
    tx.row(
        &format!(
            "SELECT min(customer_id) FROM service WHERE reseller_id = $1 AND domain = $2
             AND customer_id NOT IN ($3, $4) AND status IN {HOLDING}
             AND reseller_id IN (SELECT reseller_id FROM reseller_ancestor WHERE ancestor_id = $5)"
        ),
        values![reseller_id, domain, existing, new, scope.reseller()],
    )?
    .map_or(Ok(None), |row| row.get(0))
}

fn signed_up_products(tx: &Tx, reseller_id: ResellerId, facts: &MoveFacts) -> Result<Vec<String>, StoreError> {
    let rows = tx.rows(
        "SELECT product_key FROM product_sign_up WHERE reseller_id = $1 ORDER BY product_key",
        values![reseller_id],
    )?;
    let keys = rows.iter().map(|row| row.get(0)).collect::<Result<Vec<String>, _>>()?;
    Ok(keys.into_iter().filter(|key| facts.services.iter().any(|service| service.product.key == *key)).collect())
}

fn default_contacts(tx: &Tx, customer_id: CustomerId) -> Result<Vec<DefaultContact>, StoreError> {
    let mut contacts = tx
        .rows(
            "SELECT default_contact.role, contact.id, contact.version
             FROM default_contact JOIN contact ON contact.id = default_contact.contact_id
             WHERE default_contact.customer_id = $1",
            values![customer_id],
        )?
        .iter()
        .map(|row| {
            let role = row.word(0, ContactRole::from_text)?;
            Ok(DefaultContact { role, contact_id: row.get(1)?, version: row.get(2)? })
        })
        .collect::<Result<Vec<_>, StoreError>>()?;
    contacts.sort_by_key(|contact| contact.role);
    Ok(contacts)
}

/// `Jane Doe` to `J. D.`: enough to recognise, too little to find out.
#[must_use]
pub(crate) fn initials(name: &str) -> String {
    let first_letters = name.split_whitespace().filter_map(|word| word.chars().find(|c| c.is_alphanumeric()));
    let initials: Vec<String> = first_letters.map(|letter| format!("{}.", letter.to_uppercase())).collect();
    initials.join(" ")
}

#[cfg(test)]
mod tests {
    use super::initials;

    #[test]
    fn a_masked_name_is_its_initials() {
        assert_eq!(initials("Jane van Doe"), "J. V. D.");
        assert_eq!(initials("  Ärztehaus (Nord)  "), "Ä. N.");
        assert_eq!(initials("—"), "");
    }
}
