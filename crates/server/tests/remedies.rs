//! What can be done about an obstacle, over HTTP and on the demo's data: each remedy when it works, when it is refused,
//! and when the thing is somebody else's.
#![expect(clippy::unwrap_used, reason = "a test stops at the first thing that is not as it says")]

#[path = "remedies/actions.rs"]
mod actions;
#[path = "remedies/contacts.rs"]
mod contacts;
#[path = "remedies/customers.rs"]
mod customers;
#[path = "remedies/invoices.rs"]
mod invoices;
#[path = "remedies/panel.rs"]
mod panel;
#[path = "remedies/passwords.rs"]
mod passwords;
#[path = "remedies/products.rs"]
mod products;
#[path = "remedies/scope.rs"]
mod scope;
#[expect(dead_code, reason = "shared with the other suites, each of which uses a part of it")]
mod support;
#[path = "remedies/suspension.rs"]
mod suspension;
