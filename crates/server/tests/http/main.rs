//! Facts about the server as a client meets it: over HTTP, on a database of its own.

mod hostile;
mod orders;
mod page;
mod program;
mod session;
#[path = "../support.rs"]
mod support;
mod world;
