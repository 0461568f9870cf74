//! A change that somebody makes: who, when, and the trail that it leaves.
//!
//! Every function that changes something outside a move takes one. It never decides whether the change is allowed.

use super::{StoreError, Tx, audit};
use crate::app::App;
use crate::scope::{Scope, SignedIn};
use handover_core::Timestamp;
use handover_core::facts::Actor;
use std::sync::Arc;

/// Who changes something, and when.
pub struct Change {
    /// Who.
    pub by: SignedIn,
    /// When; read once for the whole transaction.
    pub at: Timestamp,
    /// Key of the audit chain.
    pub audit_key: Arc<[u8; 32]>,
}

impl Change {
    /// A change that this person makes now.
    #[must_use]
    pub fn now(app: &App, by: SignedIn) -> Self {
        Self { by, at: app.clock.now(), audit_key: Arc::clone(&app.audit_key) }
    }

    /// As whom.
    #[must_use]
    pub const fn actor(&self) -> Actor {
        self.by.actor
    }

    /// What this person may see, and so may change at most.
    #[must_use]
    pub const fn scope(&self) -> Scope {
        self.by.scope()
    }

    /// Appends the audit record of the change. `domain` is empty for what belongs to none.
    ///
    /// # Errors
    /// When the engine refuses it.
    pub fn record(&self, tx: &Tx, domain: &str, kind: &str, body: &serde_json::Value) -> Result<(), StoreError> {
        let entry = audit::Entry { domain, kind, at: self.at, login_id: Some(self.by.login_id), move_id: None, body };
        audit::append(tx, &self.audit_key, &entry).map(|_| ())
    }
}
