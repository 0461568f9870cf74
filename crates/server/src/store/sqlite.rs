//! Opens SQLite with the settings that the durability promise needs, and refuses to go on without them.

use super::{OpenError, StoreError};
use rusqlite::{Connection, OpenFlags};
use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};

/// Older versions can corrupt a database in WAL mode.
const OLDEST_VERSION: i32 = 3_051_003;
/// How long a statement waits for another process (a backup, a shell) before it gives up, in milliseconds.
const BUSY_TIMEOUT_MS: u64 = 5_000;

/// Takes the lock file beside the database, so that no second server opens it. The lock ends with the process.
pub(super) fn lock(path: &Path) -> Result<File, OpenError> {
    let lock_path = PathBuf::from(format!("{}.lock", path.display()));
    let file_error = |error| OpenError::File(lock_path.display().to_string(), error);
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        std::fs::create_dir_all(folder).map_err(file_error)?;
    }
    let file = File::options().create(true).truncate(false).write(true).open(&lock_path).map_err(file_error)?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(OpenError::InUse(path.display().to_string())),
        Err(TryLockError::Error(error)) => Err(file_error(error)),
    }
}

pub(super) fn open_writer(path: &Path) -> Result<Connection, OpenError> {
    if rusqlite::version_number() < OLDEST_VERSION {
        return Err(OpenError::Unsuitable(format!(
            "SQLite {} is too old: 3.51.3 or newer is needed",
            rusqlite::version()
        )));
    }
    make_for_its_owner_only(path)?;
    let connection = Connection::open(path).map_err(StoreError::Engine)?;
    settings(&connection)?;
    let journal: String = pragma(&connection, "journal_mode = WAL")?;
    if !journal.eq_ignore_ascii_case("wal") {
        return Err(OpenError::Unsuitable(format!(
            "the journal mode is {journal}: this file system does not allow WAL"
        )));
    }
    // FULL: with NORMAL an acknowledged move can be lost in a power cut.
    connection.execute_batch("PRAGMA synchronous = FULL").map_err(StoreError::Engine)?;
    Ok(connection)
}

/// Makes the file if it is missing: it holds password hashes and people's addresses, and SQLite would let everybody on
/// the machine read them. Its companions get the same permissions from SQLite; a file that is there keeps its own.
fn make_for_its_owner_only(path: &Path) -> Result<(), OpenError> {
    let mut options = File::options();
    options.append(true).create(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map(|_| ()).map_err(|error| OpenError::File(path.display().to_string(), error))
}

pub(super) fn open_reader(path: &Path) -> Result<Connection, OpenError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_URI;
    let connection = Connection::open_with_flags(path, flags).map_err(StoreError::Engine)?;
    settings(&connection)?;
    connection.execute_batch("PRAGMA query_only = ON").map_err(StoreError::Engine)?;
    Ok(connection)
}

fn settings(connection: &Connection) -> Result<(), OpenError> {
    connection.busy_timeout(std::time::Duration::from_millis(BUSY_TIMEOUT_MS)).map_err(StoreError::Engine)?;
    connection.set_prepared_statement_cache_capacity(256);
    connection
        .execute_batch("PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF; PRAGMA recursive_triggers = ON;")
        .map_err(StoreError::Engine)?;
    let foreign_keys: i64 = pragma(connection, "foreign_keys")?;
    if foreign_keys != 1 {
        return Err(OpenError::Unsuitable("this SQLite was built without foreign keys".to_owned()));
    }
    Ok(())
}

fn pragma<T: rusqlite::types::FromSql>(connection: &Connection, text: &str) -> Result<T, StoreError> {
    Ok(connection.query_row(&format!("PRAGMA {text}"), [], |row| row.get(0))?)
}
