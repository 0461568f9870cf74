//! The customers of a reseller: the list, one of them, a new one.
//!
//! Customers have none of these pages; Settings, Primary Profile shows them the same default contacts and setting.

mod contact_form;
mod countries;
mod default_contacts;
mod form_errors;
mod new_customer;
mod password_link;

pub use default_contacts::{DefaultContacts, contact_lines};
pub use new_customer::NewCustomerPage;

use crate::components::PageHeader;
use leptos::prelude::*;

/// Customers.
#[component]
pub fn CustomersPage() -> AnyView {
    view! { <PageHeader title="Customers" /> }.into_any()
}

/// Customer Details.
#[component]
pub fn CustomerPage() -> AnyView {
    view! { <PageHeader title="Customer Details" /> }.into_any()
}
