//! Paths and bodies of the API, once for the server and the page.
//!
//! Request bodies refuse unknown fields. Every answer that is not 2xx is a [`Problem`] (RFC 9457).

mod accounts;
mod list;
mod moving;
mod orders;
pub mod path;
mod problem;
mod session;

pub use accounts::*;
pub use list::*;
pub use moving::*;
pub use orders::*;
pub use problem::*;
pub use session::*;

/// Header that names one attempt to change something; the same key gives the same answer.
pub const IDEMPOTENCY_KEY: &str = "idempotency-key";
/// Header on every answer: the build of the server, so that an old page can ask for a reload.
pub const BUILD_HEADER: &str = "x-handover-build";
/// Header on every answer: its id in the server's log.
pub const REQUEST_ID_HEADER: &str = "x-request-id";
