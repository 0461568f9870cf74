//! What has to be there before anything is served: the database, and the audit trail's key beside it.

use crate::problem::ApiError;
use crate::store::{OpenError, Store, StoreError, Tx, login};
use crate::{demo, secret, values};
use handover_core::Timestamp;
use handover_core::wire::DemoAccount;
use std::io::{ErrorKind, Write as _};
use std::path::{Path, PathBuf};

/// Why the server cannot start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// `--database` names something else.
    #[error("`{0}` is not a database that this version can use: write sqlite: and a path, as in sqlite:handover.db")]
    UnknownDatabase(String),
    /// The database cannot be used.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// The database refused a query.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The key's file cannot be used.
    #[error("the audit trail's key {0}: {1}")]
    AuditKeyFile(String, std::io::Error),
    /// The key's file holds something else.
    #[error("{0} does not hold an audit trail's key: it has to be 64 hexadecimal digits")]
    NotAnAuditKey(String),
    /// The key was lost.
    #[error(
        "the database has an audit trail, but its key {0} is missing: put the file back, or name it with \
         --audit-key-file. A new key could never show that the old records are as they were written"
    )]
    LostAuditKey(String),
    /// The database holds something else.
    #[error(
        "the database holds a panel that is not a demo: name another file, as in --database sqlite:demo/handover.db"
    )]
    NotADemo,
    /// The demo's data cannot be written.
    #[error("the demo's data cannot be written: {0}")]
    Demo(#[from] ApiError),
}

/// The path in `sqlite:PATH`.
///
/// # Errors
/// [`StartError::UnknownDatabase`] for every other text.
pub fn database_path(url: &str) -> Result<PathBuf, StartError> {
    let unknown = || StartError::UnknownDatabase(url.to_owned());
    let path = url.strip_prefix("sqlite:").ok_or_else(unknown)?;
    let path = path.strip_prefix("//").unwrap_or(path);
    if path.is_empty() || path.starts_with(':') || path.contains('?') || path.ends_with('/') {
        return Err(unknown());
    }
    Ok(PathBuf::from(path))
}

/// The audit trail's key, made where the database has no trail yet. It is kept outside the database, so that who can
/// write there still cannot forge a record.
///
/// # Errors
/// When it is lost, or its file cannot be used.
pub async fn audit_key(store: &Store, database: &Path, file: Option<&Path>) -> Result<[u8; 32], StartError> {
    let file = file.map_or_else(|| PathBuf::from(format!("{}.audit-key", database.display())), Path::to_path_buf);
    let name = file.display().to_string();
    match std::fs::read_to_string(&file) {
        Ok(text) => parse_key(text.trim()).ok_or(StartError::NotAnAuditKey(name)),
        Err(error) if error.kind() == ErrorKind::NotFound => {
            if store.read(has_audit_trail).await? {
                return Err(StartError::LostAuditKey(name));
            }
            let key = secret::bytes::<32>();
            write_key(&file, &key).map_err(|error| StartError::AuditKeyFile(name, error))?;
            Ok(key)
        }
        Err(error) => Err(StartError::AuditKeyFile(name, error)),
    }
}

/// The accounts of the demo, which an empty database is filled with first.
///
/// # Errors
/// When the database holds anything that is not a demo.
pub fn demo(tx: &Tx, now: Timestamp) -> Result<Vec<DemoAccount>, StartError> {
    let accounts = login::demo_accounts(tx)?;
    if !accounts.is_empty() {
        return Ok(accounts);
    }
    if tx.row("SELECT 1 FROM reseller LIMIT 1", values![])?.is_some() {
        return Err(StartError::NotADemo);
    }
    demo::fill(tx, now)?;
    Ok(login::demo_accounts(tx)?)
}

fn has_audit_trail(tx: &Tx) -> Result<bool, StoreError> {
    Ok(tx.row("SELECT 1 FROM audit LIMIT 1", values![])?.is_some())
}

fn write_key(file: &Path, key: &[u8; 32]) -> std::io::Result<()> {
    let mut options = std::fs::File::options();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(file)?;
    writeln!(file, "{}", secret::hex(key))?;
    // A key that a power cut takes back would make every record written since unverifiable.
    file.sync_all()
}

fn parse_key(text: &str) -> Option<[u8; 32]> {
    let bytes = text.as_bytes();
    if bytes.len() != 64 {
        return None;
    }
    let mut key = [0; 32];
    for (byte, digits) in key.iter_mut().zip(bytes.chunks_exact(2)) {
        let digits = std::str::from_utf8(digits).ok().filter(|text| text.bytes().all(|b| b.is_ascii_hexdigit()))?;
        *byte = u8::from_str_radix(digits, 16).ok()?;
    }
    Some(key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_database_is_sqlite_and_a_path() {
        assert_eq!(database_path("sqlite:handover.db").unwrap(), PathBuf::from("handover.db"));
        assert_eq!(database_path("sqlite:/srv/handover.db").unwrap(), PathBuf::from("/srv/handover.db"));
        assert_eq!(database_path("sqlite:///srv/handover.db").unwrap(), PathBuf::from("/srv/handover.db"));
        for other in
            ["postgres://localhost/handover", "handover.db", "sqlite:", "sqlite::memory:", "sqlite:a?mode=ro", ""]
        {
            let message = database_path(other).unwrap_err().to_string();
            assert!(message.contains("sqlite:handover.db"), "{other}: {message}");
        }
    }

    #[test]
    fn a_key_is_read_as_it_was_written() {
        let key = secret::bytes::<32>();
        assert_eq!(parse_key(&secret::hex(&key)), Some(key));
        for wrong in ["", "00", &"g".repeat(64), &"+0".repeat(32)] {
            assert_eq!(parse_key(wrong), None, "{wrong}");
        }
    }

    #[tokio::test]
    async fn the_key_is_made_once_and_for_its_owner_only() {
        let folder = tempfile::tempdir().unwrap();
        let database = folder.path().join("handover.db");
        let store = Store::open(&database).unwrap();
        let key = audit_key(&store, &database, None).await.unwrap();
        assert_eq!(audit_key(&store, &database, None).await.unwrap(), key);
        #[cfg(unix)]
        {
            let file = folder.path().join("handover.db.audit-key");
            let mode = std::os::unix::fs::PermissionsExt::mode(&std::fs::metadata(file).unwrap().permissions());
            assert_eq!(mode & 0o777, 0o600);
        }
    }

    #[tokio::test]
    async fn a_lost_key_is_never_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let database = folder.path().join("handover.db");
        let store = Store::open(&database).unwrap();
        let body = serde_json::json!({});
        let written = store.write(move |tx| {
            let entry = crate::store::audit::Entry {
                domain: "",
                kind: "test",
                at: Timestamp(0),
                login_id: None,
                move_id: None,
                body: &body,
            };
            crate::store::audit::append(tx, &[0; 32], &entry)
        });
        written.await.unwrap();
        let refused = audit_key(&store, &database, None).await;
        assert!(matches!(refused, Err(StartError::LostAuditKey(_))), "{refused:?}");
    }
}
