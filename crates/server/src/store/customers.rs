//! Customer accounts as their owner and their resellers see them (S8, S14).
//!
//! Reads stand here; [`add`], and what [`lifecycle`] does to an account, stand beside it.

pub mod add;
pub mod lifecycle;

use super::move_facts::LIVE;
use super::{Row, StoreError, Tx, contacts};
use crate::problem::ApiError;
use crate::scope::Scope;
use crate::{canonical, values};
use handover_core::FieldError;
use handover_core::facts::{AccountStatus, IncomingSetting};
use handover_core::ids::{CustomerId, ResellerId};
use handover_core::wire::{ContactBody, CustomerDetails, CustomerRow, ListQuery, PAGE_ROWS, Page};

/// Most characters of what a customer can be found by: no name, username or Customer ID is longer.
const SEARCH_MAX_CHARS: usize = 254;

/// One page of the customers in a reseller's tree, by name.
///
/// # Errors
/// [`ApiError::Fields`] when the query names a status or a place in the list that does not exist.
pub fn list(tx: &Tx, reseller_id: ResellerId, query: &ListQuery) -> Result<Page<CustomerRow>, ApiError> {
    let typed = query.q.trim();
    let search = typed.to_lowercase();
    let after = place_in_list(&query.after)?;
    if !query.status.is_empty() && AccountStatus::from_text(&query.status).is_none() {
        return Err(ApiError::Fields(vec![FieldError::new(
            "status",
            "unknown",
            "There is no such status.",
            "Choose Active, Suspended or Deleted.",
        )]));
    }
    // SQLite refuses patterns that are very long.
    if typed.chars().count() > SEARCH_MAX_CHARS {
        return Ok(Page { items: Vec::new(), next: None });
    }
    let rows = tx.rows(
        &format!(
            "SELECT {ROW} FROM customer JOIN reseller ON reseller.id = customer.reseller_id
             WHERE customer.reseller_id IN (SELECT reseller_id FROM reseller_ancestor WHERE ancestor_id = $1)
               AND ($2 = '' OR lower(customer.name) LIKE $3 ESCAPE '!' OR customer.username LIKE $9 ESCAPE '!'
                    OR CAST(customer.id AS TEXT) LIKE $3 ESCAPE '!'
                    OR customer.name LIKE $7 ESCAPE '!' OR customer.name LIKE $8 ESCAPE '!')
               AND ($4 = '' OR customer.status = $4)
               AND ($5 = 0 OR (lower(customer.name), customer.id) >
                   (SELECT lower(last.name), last.id FROM customer AS last WHERE last.id = $5 AND last.reseller_id IN
                       (SELECT reseller_id FROM reseller_ancestor WHERE ancestor_id = $1)))
             ORDER BY lower(customer.name), customer.id LIMIT $6"
        ),
        values![
            reseller_id,
            search.as_str(),
            beginning(&search),
            query.status.as_str(),
            after,
            i64::try_from(PAGE_ROWS).unwrap_or(i64::MAX).saturating_add(1),
            beginning(typed),
            beginning(&capitalised(typed)),
            beginning(&username_beginning(&search))
        ],
    )?;
    let mut items = rows.iter().map(customer_row).collect::<Result<Vec<_>, _>>()?;
    let has_more = items.len() > PAGE_ROWS;
    items.truncate(PAGE_ROWS);
    let next = items.last().filter(|_| has_more).map(|last| last.customer_id.to_string());
    Ok(Page { items, next })
}

/// Everything about one customer: the actor itself, or one in its tree.
///
/// # Errors
/// [`ApiError::NotFound`] when the actor has no such customer.
pub fn show(tx: &Tx, scope: Scope, customer_id: CustomerId) -> Result<CustomerDetails, ApiError> {
    let row = tx
        .row(
            &format!(
                "SELECT {ROW}, customer.reseller_id, customer.incoming_setting, customer.created_at,
                        EXISTS (SELECT 1 FROM login
                                WHERE login.customer_id = customer.id AND login.password_hash IS NOT NULL),
                        customer.name, customer.company, customer.email, customer.phone, customer.address,
                        customer.city, customer.zip, customer.country
                 FROM customer JOIN reseller ON reseller.id = customer.reseller_id
                 WHERE customer.id = $3 AND (customer.id = $1 OR customer.reseller_id IN
                     (SELECT reseller_id FROM reseller_ancestor WHERE ancestor_id = $2))"
            ),
            values![scope.customer(), scope.reseller(), customer_id],
        )?
        .ok_or(ApiError::NotFound)?;
    Ok(CustomerDetails {
        customer: customer_row(&row)?,
        reseller_id: row.get(6)?,
        incoming_setting: row.word(7, IncomingSetting::from_text)?,
        created_at: row.get(8)?,
        has_password: row.get(9)?,
        profile: contact_body(&row, 10)?,
        default_contacts: contacts::defaults(tx, customer_id)?,
    })
}

/// A customer in the actor's scope, as a change finds it.
pub(super) struct Found {
    /// Its status.
    pub status: AccountStatus,
}

/// Finds a customer that the actor may change: itself, or one in its tree.
pub(super) fn find(tx: &Tx, scope: Scope, customer_id: CustomerId) -> Result<Found, ApiError> {
    let row = tx
        .row(
            "SELECT status FROM customer
             WHERE id = $3 AND (id = $1 OR reseller_id IN
                 (SELECT reseller_id FROM reseller_ancestor WHERE ancestor_id = $2))",
            values![scope.customer(), scope.reseller(), customer_id],
        )?
        .ok_or(ApiError::NotFound)?;
    Ok(Found { status: row.word(0, AccountStatus::from_text)? })
}

/// How many live orders a customer holds.
pub(super) fn live_orders(tx: &Tx, customer_id: CustomerId) -> Result<u32, StoreError> {
    tx.row(&format!("SELECT count(*) FROM service WHERE customer_id = $1 AND status IN {LIVE}"), values![customer_id])?
        .map_or(Ok(0), |row| row.get(0))
}

/// The columns of a [`CustomerRow`], in order.
const ROW: &str = "customer.id, customer.username, customer.name, reseller.name, customer.status,
    (SELECT count(*) FROM service WHERE service.customer_id = customer.id
        AND service.status IN ('InActive', 'Active', 'Suspended', 'Pending Delete Restorable'))";

fn customer_row(row: &Row) -> Result<CustomerRow, StoreError> {
    Ok(CustomerRow {
        customer_id: row.get(0)?,
        username: row.get(1)?,
        name: row.get(2)?,
        reseller_name: row.get(3)?,
        status: row.word(4, AccountStatus::from_text)?,
        live_orders: row.get(5)?,
    })
}

/// Name, company, e-mail address, telephone, street, city, postal code and country, from column `first` on.
pub(super) fn contact_body(row: &Row, first: usize) -> Result<ContactBody, StoreError> {
    Ok(ContactBody {
        name: row.get(first)?,
        company: row.get(first + 1)?,
        email: row.get(first + 2)?,
        phone: row.get(first + 3)?,
        address: row.get(first + 4)?,
        city: row.get(first + 5)?,
        zip: row.get(first + 6)?,
        country: row.get(first + 7)?,
    })
}

/// `text` as a LIKE pattern of what begins with it.
fn beginning(text: &str) -> String {
    let mut pattern = String::with_capacity(text.len() + 1);
    for character in text.chars() {
        if "!%_".contains(character) {
            pattern.push('!');
        }
        pattern.push(character);
    }
    pattern.push('%');
    pattern
}

/// `åsa` to `Åsa`: SQLite's own `lower` and LIKE know no letters but A to Z, and a name begins with a capital.
fn capitalised(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map_or_else(String::new, |first| first.to_uppercase().chain(characters).collect())
}

/// The beginning of a username as it is stored, where the domain part is in A-labels.
fn username_beginning(text: &str) -> String {
    match text.rsplit_once('@') {
        Some((local, domain)) => format!("{local}@{}", canonical::domain_beginning(domain)),
        None => text.to_owned(),
    }
}

/// The Customer ID behind which a page begins; 0 for the first page.
fn place_in_list(after: &str) -> Result<i64, ApiError> {
    if after.is_empty() {
        return Ok(0);
    }
    after.parse().ok().filter(|number: &i64| *number > 0).ok_or_else(|| {
        ApiError::Fields(vec![FieldError::new(
            "after",
            "malformed",
            "This is not a place in the list.",
            "Begin at the first page.",
        )])
    })
}

#[cfg(test)]
mod tests {
    use super::beginning;

    #[test]
    fn what_a_person_types_is_never_a_wildcard() {
        assert_eq!(beginning("50%_!"), "50!%!_!!%");
    }
}
