//! The records of committed moves, as far as the reader may know them.
//!
//! A reader on the existing side sees what it had; a reader on the new side sees what it got, and never the other
//! side's data.

use super::move_facts::initials;
use super::{Row, StoreError, Tx};
use crate::scope::Scope;
use crate::values;
use handover_core::facts::WhatStays;
use handover_core::ids::{CustomerId, MoveId, OrderId};
use handover_core::parse::ContactChoice;
use handover_core::plan::Plan;
use handover_core::wire::{MoveRow, PAGE_ROWS, Page, Party, Receipt};

/// What every query here selects; `$1` and `$2` are the scope's customer and reseller.
const COLUMNS: &str = "
    moves.id, moves.completed_at, moves.domain, moves.service_id, moves.contacts, moves.plan,
    existing.id, existing.name, existing_reseller.name, new.id, new.name, new_reseller.name,
    CASE WHEN moves.existing_customer_id = $1 OR moves.existing_reseller_id IN
      (SELECT reseller_id FROM reseller_ancestor WHERE ancestor_id = $2) THEN 1 ELSE 0 END,
    CASE WHEN moves.new_customer_id = $1 OR moves.new_reseller_id IN
      (SELECT reseller_id FROM reseller_ancestor WHERE ancestor_id = $2) THEN 1 ELSE 0 END,
    login.display_name,
    CASE WHEN login.customer_id IS NOT NULL
      OR login.reseller_id IN (SELECT reseller_id FROM reseller_ancestor WHERE ancestor_id = $2)
      OR (moves.existing_customer_id = $1 AND login.reseller_id = moves.existing_reseller_id) THEN 1 ELSE 0 END
  FROM moves
    JOIN customer AS existing ON existing.id = moves.existing_customer_id
    JOIN reseller AS existing_reseller ON existing_reseller.id = moves.existing_reseller_id
    JOIN customer AS new ON new.id = moves.new_customer_id
    JOIN reseller AS new_reseller ON new_reseller.id = moves.new_reseller_id
    JOIN login ON login.id = moves.confirmed_by
  WHERE moves.completed_at IS NOT NULL
    AND (moves.existing_customer_id = $1 OR moves.new_customer_id = $1
      OR moves.existing_reseller_id IN (SELECT reseller_id FROM reseller_ancestor WHERE ancestor_id = $2)
      OR moves.new_reseller_id IN (SELECT reseller_id FROM reseller_ancestor WHERE ancestor_id = $2))";

/// One receipt; `None` where there is none that the actor may see.
///
/// # Errors
/// When the engine refuses the query or the stored plan cannot be read.
pub fn read(tx: &Tx, scope: Scope, move_id: MoveId) -> Result<Option<Receipt>, StoreError> {
    let row =
        tx.row(&format!("SELECT {COLUMNS} AND moves.id = $3"), values![scope.customer(), scope.reseller(), move_id])?;
    row.map(|row| receipt(&row)).transpose()
}

/// The actor's receipts, newest first, those before `after`.
///
/// # Errors
/// When the engine refuses the query or a stored plan cannot be read.
pub fn list(tx: &Tx, scope: Scope, after: Option<MoveId>) -> Result<Page<MoveRow>, StoreError> {
    let limit = i64::try_from(PAGE_ROWS + 1).unwrap_or(i64::MAX);
    let rows = tx.rows(
        &format!("SELECT {COLUMNS} AND moves.id < $3 ORDER BY moves.id DESC LIMIT $4"),
        values![scope.customer(), scope.reseller(), after.map_or(i64::MAX, |id| id.0), limit],
    )?;
    let mut items = rows.iter().map(move_row).collect::<Result<Vec<_>, _>>()?;
    let has_more = items.len() > PAGE_ROWS;
    items.truncate(PAGE_ROWS);
    let next = items.last().filter(|_| has_more).map(|last| last.move_id.to_string());
    Ok(Page { items, next })
}

/// The receipts of moves that this order was part of, newest first.
///
/// # Errors
/// When the engine refuses the query or a stored plan cannot be read.
pub fn of_order(tx: &Tx, scope: Scope, order_id: OrderId) -> Result<Vec<MoveRow>, StoreError> {
    tx.rows(
        &format!(
            "SELECT {COLUMNS} AND moves.id IN (SELECT move_id FROM move_service WHERE service_id = $3)
             ORDER BY moves.id DESC"
        ),
        values![scope.customer(), scope.reseller(), order_id],
    )?
    .iter()
    .map(move_row)
    .collect()
}

/// Which sides of a move the reader is on.
struct Sides {
    existing: bool,
    new: bool,
}

fn sides(row: &Row) -> Result<Sides, StoreError> {
    Ok(Sides { existing: row.get(12)?, new: row.get(13)? })
}

fn receipt(row: &Row) -> Result<Receipt, StoreError> {
    let sides = sides(row)?;
    let contacts = row.word(4, ContactChoice::from_text)?;
    let mut plan = plan(row)?;
    if !sides.existing {
        plan.stays = WhatStays::default();
        if contacts == ContactChoice::Default {
            for change in &mut plan.contacts {
                change.before.clear();
            }
        }
    }
    let confirmed_by: String = row.get(14)?;
    Ok(Receipt {
        move_id: row.get(0)?,
        completed_at: row.get(1)?,
        order_id: row.get(3)?,
        domain: row.get(2)?,
        existing_customer: existing_customer(row, &sides)?,
        new_customer: new_customer(row, &sides)?,
        // Whoever stands above one's own reseller is not told by name.
        confirmed_by: named(confirmed_by, sides.existing && row.get(15)?),
        contacts,
        plan,
    })
}

fn move_row(row: &Row) -> Result<MoveRow, StoreError> {
    let sides = sides(row)?;
    let service_count =
        u32::try_from(plan(row)?.moves.len()).map_err(|error| StoreError::UnexpectedRow(error.to_string()))?;
    Ok(MoveRow {
        move_id: row.get(0)?,
        completed_at: row.get(1)?,
        domain: row.get(2)?,
        service_count,
        existing_customer: existing_customer(row, &sides)?,
        new_customer: new_customer(row, &sides)?,
    })
}

fn plan(row: &Row) -> Result<Plan, StoreError> {
    serde_json::from_str(&row.get::<String>(5)?).map_err(|error| StoreError::UnexpectedRow(error.to_string()))
}

fn existing_customer(row: &Row, sides: &Sides) -> Result<Party, StoreError> {
    Ok(party(row.get(6)?, row.get(7)?, row.get(8)?, sides.existing))
}

fn new_customer(row: &Row, sides: &Sides) -> Result<Party, StoreError> {
    Ok(party(row.get(9)?, row.get(10)?, row.get(11)?, sides.new))
}

fn party(customer_id: CustomerId, name: String, reseller_name: String, is_own: bool) -> Party {
    Party { customer_id, name: named(name, is_own), reseller_name }
}

fn named(name: String, is_own: bool) -> String {
    if is_own { name } else { initials(&name) }
}
