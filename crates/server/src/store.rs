//! The database: one writer thread that owns the writing connection, a few reader threads, and the functions that
//! hold the SQL.
//!
//! A command is a closure that runs to its end on the store's own thread: a closed browser tab cancels nothing half
//! way. Every write is one `BEGIN IMMEDIATE` transaction, committed when the closure says `Ok`, rolled back when it
//! says `Err`. The store never decides whether something is allowed: it carries the actor's scope into the SQL.

pub mod actions;
pub mod audit;
pub mod authorisation;
pub mod change;
pub mod commit;
pub mod contacts;
pub mod customers;
pub mod guard;
pub mod invoices;
mod locked;
pub mod login;
mod migrate;
pub mod move_facts;
pub mod operator;
pub mod orders;
pub mod passwords;
pub mod products;
mod reason;
pub mod receipts;
pub mod session;
mod sqlite;
pub mod suspension;
pub mod tx;

pub use tx::{FromValue, Row, StoreError, Tx, Value};

use std::path::Path;
use std::sync::mpsc;
use std::sync::{Arc, Mutex};
use tokio::sync::oneshot;

type Job = Box<dyn FnOnce(&mut rusqlite::Connection) + Send>;

/// Reader threads: order pages must answer while one reader is busy.
const READER_COUNT: usize = 2;

/// A handle on the database; clones share the threads, which end with the last clone.
#[derive(Clone)]
pub struct Store {
    writer: mpsc::Sender<Job>,
    readers: mpsc::Sender<Job>,
    _lock: Arc<std::fs::File>,
}

/// Why the database could not be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The file system refused.
    #[error("{0}: {1}")]
    File(String, std::io::Error),
    /// Another server has it open.
    #[error("{0} is open in another server; stop that one first, or choose another database")]
    InUse(String),
    /// The file is something else.
    #[error("{0} is not a database: name another file, as in --database sqlite:handover.db")]
    NotADatabase(String),
    /// The engine refused.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The engine or its settings are not as the durability promise needs them.
    #[error("{0}")]
    Unsuitable(String),
}

impl OpenError {
    /// The engine does not say which file it is that holds something else.
    fn about(self, path: &Path) -> Self {
        match self {
            Self::Store(StoreError::Engine(error))
                if error.sqlite_error_code() == Some(rusqlite::ErrorCode::NotADatabase) =>
            {
                Self::NotADatabase(path.display().to_string())
            }
            other => other,
        }
    }
}

impl Store {
    /// Opens the SQLite file at `path`, which is made if it is missing, and brings its schema up to date.
    ///
    /// # Errors
    /// When the file cannot be opened, is in use by another server, or has a newer schema than this program.
    pub fn open(path: &Path) -> Result<Self, OpenError> {
        let lock = sqlite::lock(path)?;
        let mut connection = sqlite::open_writer(path).map_err(|error| error.about(path))?;
        migrate::migrate(&mut connection).map_err(|error| error.about(path))?;
        let (writer, jobs) = mpsc::channel::<Job>();
        spawn("store-writer", connection, Arc::new(Mutex::new(jobs)))?;
        let (readers, jobs) = mpsc::channel::<Job>();
        let jobs = Arc::new(Mutex::new(jobs));
        for number in 0..READER_COUNT {
            spawn(&format!("store-reader-{number}"), sqlite::open_reader(path)?, Arc::clone(&jobs))?;
        }
        Ok(Self { writer, readers, _lock: Arc::new(lock) })
    }

    /// Runs `command` in one write transaction and answers after its commit.
    ///
    /// # Errors
    /// What the command says, after a rollback; [`StoreError`] when the commit fails.
    pub async fn write<T, E>(&self, command: impl FnOnce(&Tx) -> Result<T, E> + Send + 'static) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        self.run(&self.writer, "BEGIN IMMEDIATE", command).await
    }

    /// Runs `command` on one consistent snapshot.
    ///
    /// # Errors
    /// What the command says.
    pub async fn read<T, E>(&self, command: impl FnOnce(&Tx) -> Result<T, E> + Send + 'static) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        self.run(&self.readers, "BEGIN DEFERRED", command).await
    }

    /// Moves everything from the write-ahead log into the database file, so that a copy of that file alone is whole.
    ///
    /// # Errors
    /// When the engine refuses it; nothing is lost then, the log stays.
    pub async fn checkpoint(&self) -> Result<(), StoreError> {
        let (answer, answered) = oneshot::channel();
        let job: Job = Box::new(move |connection| {
            // A receiver that is gone has ended without waiting.
            let _ = answer.send(connection.execute_batch("PRAGMA wal_checkpoint(TRUNCATE)"));
        });
        self.writer.send(job).map_err(|_| StoreError::Stopped)?;
        Ok(answered.await.map_err(|_| StoreError::Stopped)??)
    }

    async fn run<T, E>(
        &self,
        thread: &mpsc::Sender<Job>,
        begin: &'static str,
        command: impl FnOnce(&Tx) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        let (answer, answered) = oneshot::channel();
        let job: Job = Box::new(move |connection| {
            // A receiver that is gone changes nothing: the transaction has ended either way.
            let _ = answer.send(transaction(connection, begin, command));
        });
        thread.send(job).map_err(|_| E::from(StoreError::Stopped))?;
        answered.await.unwrap_or_else(|_| Err(E::from(StoreError::Stopped)))
    }
}

fn transaction<T, E: From<StoreError>>(
    connection: &rusqlite::Connection,
    begin: &str,
    command: impl FnOnce(&Tx) -> Result<T, E>,
) -> Result<T, E> {
    let engine = |error| E::from(StoreError::Engine(error));
    connection.execute_batch(begin).map_err(engine)?;
    // Rolls back on every way out but the commit, a panic too: the next command must not find it open.
    let open = Open(connection);
    let answer = command(&Tx::new(connection))?;
    connection.execute_batch("COMMIT").map_err(engine)?;
    drop(open);
    Ok(answer)
}

struct Open<'connection>(&'connection rusqlite::Connection);

impl Drop for Open<'_> {
    fn drop(&mut self) {
        if !self.0.is_autocommit()
            && let Err(error) = self.0.execute_batch("ROLLBACK")
        {
            tracing::error!(%error, "rollback failed");
        }
    }
}

fn spawn(
    name: &str,
    mut connection: rusqlite::Connection,
    jobs: Arc<Mutex<mpsc::Receiver<Job>>>,
) -> Result<(), OpenError> {
    let work = move || {
        loop {
            let next = match jobs.lock() {
                Ok(jobs) => jobs.recv(),
                Err(_) => return,
            };
            let Ok(job) = next else { return };
            let run = std::panic::AssertUnwindSafe(|| job(&mut connection));
            if std::panic::catch_unwind(run).is_err() {
                tracing::error!("a store command panicked; its transaction was rolled back");
            }
        }
    };
    std::thread::Builder::new()
        .name(name.to_owned())
        .spawn(work)
        .map(|_| ())
        .map_err(|error| OpenError::File(name.to_owned(), error))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_is_no_database_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("notes.txt");
        std::fs::write(&path, "Something that somebody wrote down. ".repeat(100)).unwrap();
        let refusal = Store::open(&path).err().unwrap().to_string();
        let name = path.display();
        assert_eq!(
            refusal,
            format!("{name} is not a database: name another file, as in --database sqlite:handover.db")
        );
    }
}
