//! Brings the schema up to date. Migrations are only ever added, never changed.

use super::{OpenError, StoreError};
use rusqlite::Connection;

/// The migrations in order; the schema's version is how many of them ran.
const MIGRATIONS: [&str; 1] = [include_str!("../../migrations/sqlite/0001_start.sql")];

/// Runs what is missing, each migration in a transaction of its own.
pub(super) fn migrate(connection: &mut Connection) -> Result<(), OpenError> {
    let version: i64 = connection.query_row("PRAGMA user_version", [], |row| row.get(0)).map_err(StoreError::Engine)?;
    let done = usize::try_from(version).unwrap_or(usize::MAX);
    if done > MIGRATIONS.len() {
        return Err(OpenError::Unsuitable(format!(
            "the database has schema {done}, this program knows {}: start the newer program",
            MIGRATIONS.len()
        )));
    }
    for (index, sql) in MIGRATIONS.iter().enumerate().skip(done) {
        let transaction = connection.transaction().map_err(StoreError::Engine)?;
        transaction.execute_batch(sql).map_err(StoreError::Engine)?;
        transaction.execute_batch(&format!("PRAGMA user_version = {}", index + 1)).map_err(StoreError::Engine)?;
        transaction.commit().map_err(StoreError::Engine)?;
        tracing::info!(migration = index + 1, "schema migrated");
    }
    Ok(())
}
