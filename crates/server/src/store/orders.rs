//! Orders: the list with its search (seed, step 2), and the rows that other lists show of them.
//!
//! A page is found by its key, never by counting rows, so the last page costs as much as the first. What one order is
//! in full stands in `details`.

mod details;

pub use details::details;

use super::{Row, StoreError, Tx, Value};
use crate::problem::ApiError;
use crate::scope::Scope;
use crate::{canonical, values};
use handover_core::FieldError;
use handover_core::facts::{Actor, OrderStatus};
use handover_core::ids::{CustomerId, OrderId};
use handover_core::parse::parse_customer_id;
use handover_core::wire::{ListQuery, OrderRow, PAGE_ROWS, Page};

/// What [`order_row`] reads, in its order; needs `service`, `product` and `customer` in the FROM.
pub const ROW_COLUMNS: &str = "service.id, service.domain, service.product_key, product.name, service.status,
    service.expires_at, service.customer_id, customer.name";

/// Joins what [`ROW_COLUMNS`] needs to `service`.
pub const ROW_JOINS: &str = "JOIN product ON product.key = service.product_key
    JOIN customer ON customer.id = service.customer_id";

/// An order in a list, from a row that begins with [`ROW_COLUMNS`].
///
/// # Errors
/// When the row is not as the schema promises.
pub fn order_row(row: &Row) -> Result<OrderRow, StoreError> {
    Ok(OrderRow {
        order_id: row.get(0)?,
        domain: row.get(1)?,
        product_key: row.get(2)?,
        product_name: row.get(3)?,
        status: row.word(4, OrderStatus::from_text)?,
        expires_at: row.get(5)?,
        customer_id: row.get(6)?,
        customer_name: row.get(7)?,
    })
}

/// One page of the actor's orders, by domain name and order id.
///
/// # Errors
/// [`ApiError::Fields`] for a filter that is not of its form.
pub fn list(tx: &Tx, scope: Scope, query: &ListQuery) -> Result<Page<OrderRow>, ApiError> {
    let search = Search::parse(scope, query)?;
    let mut items = Vec::new();
    if query.after.is_empty()
        && let Some(order_id) = search.order_id
    {
        items.extend(search.by_id(tx, order_id)?);
    }
    let limit = PAGE_ROWS - items.len();
    let mut found = search.by_domain(tx, limit + 1)?;
    let has_more = found.len() > limit;
    found.truncate(limit);
    let next = found.last().filter(|_| has_more).map(|last| format!("{}~{}", last.domain, last.order_id));
    items.extend(found);
    Ok(Page { items, next })
}

/// A parsed query.
struct Search<'query> {
    scope: Scope,
    /// All rows lie behind this key…
    behind: (String, i64),
    /// …and before this domain name.
    before: String,
    /// An order id was typed: that order comes first.
    order_id: Option<OrderId>,
    customer_id: Option<CustomerId>,
    status: &'query str,
    product: &'query str,
}

/// All filters but the ones that choose the index. `$3` to `$8` are [`Search::filters`].
const FILTERS: &str = "(service.domain, service.id) > ($3, $4) AND service.domain < $5
    AND ($6 = '' OR service.status = $6) AND ($7 = '' OR service.product_key = $7) AND service.id <> $8";

/// `$1` and `$2` are the scope.
const IN_SCOPE: &str = "(service.customer_id = $1 OR service.reseller_id IN
    (SELECT reseller_id FROM reseller_ancestor WHERE ancestor_id = $2))";

impl<'query> Search<'query> {
    fn parse(scope: Scope, query: &'query ListQuery) -> Result<Self, ApiError> {
        let mut errors = Vec::new();
        let mut wrong = |field: &str, message: &str, hint: &str| {
            errors.push(FieldError::new(field, "malformed", message, hint));
        };
        if !query.status.is_empty() && OrderStatus::from_text(&query.status).is_none() {
            let all = OrderStatus::ALL.map(OrderStatus::as_str).join(", ");
            wrong("status", "There is no such status.", &format!("Use one of these: {all}."));
        }
        let customer_id = if query.customer.is_empty() {
            None
        } else {
            parse_customer_id(&query.customer)
                .map_err(|hint| wrong("customer", "This is not a Customer ID.", hint))
                .ok()
        };
        let beginning = canonical::domain_beginning(&query.q);
        let before = format!("{beginning}{}", char::MAX);
        let behind = if query.after.is_empty() {
            (beginning, i64::MIN)
        } else if let Some((domain, id)) = query.after.rsplit_once('~')
            && let Ok(id) = id.parse()
        {
            (domain.to_owned().max(beginning), id)
        } else {
            wrong("after", "This is not the beginning of a page.", "Use the value of `next` of the page before.");
            (beginning, i64::MIN)
        };
        if !errors.is_empty() {
            return Err(ApiError::Fields(errors));
        }
        // The form of an order id is that of a Customer ID.
        let order_id = parse_customer_id(&query.q).ok().map(|CustomerId(number)| OrderId(number));
        Ok(Self { scope, behind, before, order_id, customer_id, status: &query.status, product: &query.product })
    }

    fn by_id(&self, tx: &Tx, order_id: OrderId) -> Result<Option<OrderRow>, StoreError> {
        let row = tx.row(
            &format!(
                "SELECT {ROW_COLUMNS} FROM service {ROW_JOINS}
                 WHERE service.id = $3 AND {IN_SCOPE}
                   AND ($4 = '' OR service.status = $4) AND ($5 = '' OR service.product_key = $5)
                   AND ($6 IS NULL OR service.customer_id = $6)"
            ),
            values![
                self.scope.customer(),
                self.scope.reseller(),
                order_id,
                self.status,
                self.product,
                self.customer_id
            ],
        )?;
        row.map(|row| order_row(&row)).transpose()
    }

    fn by_domain(&self, tx: &Tx, limit: usize) -> Result<Vec<OrderRow>, StoreError> {
        // The index is chosen by who asks: a customer's orders, or those of every reseller in a tree.
        let one_customer = match self.scope.0 {
            Actor::Customer(own) => Some(self.customer_id.unwrap_or(own)),
            Actor::Reseller(_) => self.customer_id,
        };
        let sql = if one_customer.is_some() { of_customer(limit) } else { of_tree(limit) };
        let mut values = vec![self.scope.customer(), self.scope.reseller()];
        values.extend(self.filters());
        values.extend(one_customer.map(Value::from));
        tx.rows(&sql, &values)?.iter().map(order_row).collect()
    }

    fn filters(&self) -> [Value; 6] {
        [
            self.behind.0.as_str().into(),
            self.behind.1.into(),
            self.before.as_str().into(),
            self.status.into(),
            self.product.into(),
            self.order_id.map_or(i64::MIN, |id| id.0).into(),
        ]
    }
}

fn of_customer(limit: usize) -> String {
    format!(
        "SELECT {ROW_COLUMNS} FROM service {ROW_JOINS}
         WHERE {IN_SCOPE} AND service.id IN (
             SELECT service.id FROM service
             WHERE service.customer_id = $9 AND {FILTERS}
             ORDER BY service.domain, service.id LIMIT {limit})
         ORDER BY service.domain, service.id"
    )
}

/// The first rows of each reseller come from its own part of the index, and the first of those are the page: the cost
/// grows with the resellers of the tree, not with their orders.
fn of_tree(limit: usize) -> String {
    format!(
        "SELECT {ROW_COLUMNS} FROM service {ROW_JOINS}
         WHERE service.id IN (
             SELECT first.id FROM reseller_ancestor
             JOIN service AS first ON first.id IN (
                 SELECT service.id FROM service
                 WHERE service.reseller_id = reseller_ancestor.reseller_id AND {FILTERS}
                 ORDER BY service.domain, service.id LIMIT {limit})
             WHERE reseller_ancestor.ancestor_id = $2
             ORDER BY first.domain, first.id LIMIT {limit})
         ORDER BY service.domain, service.id"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Store;

    /// The steps of SQLite's plan that read orders.
    async fn plan(sql: String, value_count: usize) -> Vec<String> {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&folder.path().join("handover.db")).unwrap();
        let read = store.read(move |tx| {
            let rows = tx.rows(&format!("EXPLAIN QUERY PLAN {sql}"), &vec![Value::Null; value_count])?;
            rows.iter().map(|row| row.get::<String>(3)).collect::<Result<Vec<_>, StoreError>>()
        });
        let steps = read.await.unwrap();
        steps.into_iter().filter(|step| step.contains("SCAN") || step.contains("service_by")).collect()
    }

    #[tokio::test]
    async fn a_customers_list_reads_its_own_part_of_the_index_and_nothing_else() {
        let index = "SEARCH service USING COVERING INDEX service_by_customer (customer_id=? AND domain>? AND domain<?)";
        assert_eq!(plan(of_customer(51), 9).await, [index]);
    }

    #[tokio::test]
    async fn a_resellers_list_reads_the_parts_of_its_tree_and_nothing_else() {
        let index = "SEARCH service USING COVERING INDEX service_by_reseller (reseller_id=? AND domain>? AND domain<?)";
        assert_eq!(plan(of_tree(51), 8).await, [index]);
    }
}
