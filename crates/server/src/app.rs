//! What every handler can reach.

use crate::clock::Clock;
use crate::page::Page;
use crate::password::Passwords;
use crate::site::Site;
use crate::store::Store;
use std::sync::Arc;

/// Shared by all requests; cheap to clone.
#[derive(Clone)]
pub struct App {
    /// The database.
    pub store: Store,
    /// The time.
    pub clock: Clock,
    /// Key of the audit chain, kept outside the database.
    pub audit_key: Arc<[u8; 32]>,
    /// Computes password hashes, a few at a time.
    pub passwords: Passwords,
    /// Under which address the panel is open.
    pub site: Arc<Site>,
    /// The built page.
    pub page: Page,
}
