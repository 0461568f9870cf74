//! The server of Handover.
//!
//! Entry points: `main.rs` reads the command line, `routes.rs` is the table of everything that HTTP can ask, `store.rs`
//! owns the database. A handler extracts, calls the store, answers; the core crate alone decides about a move.

pub mod app;
pub mod canonical;
pub mod clock;
pub mod demo;
pub mod extract;
pub mod headers;
pub mod page;
pub mod password;
pub mod preview;
pub mod problem;
pub mod request_id;
pub mod routes;
pub mod scope;
pub mod secret;
pub mod serve;
pub mod site;
pub mod start;
pub mod store;
