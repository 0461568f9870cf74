//! The customers of a reseller.

use crate::components::PageHeader;
use leptos::prelude::*;

/// Customers.
#[component]
pub fn CustomersPage() -> AnyView {
    view! { <PageHeader title="Customers" /> }.into_any()
}

/// Add a customer.
#[component]
pub fn NewCustomerPage() -> AnyView {
    view! { <PageHeader title="Add a customer" /> }.into_any()
}

/// Customer Details.
#[component]
pub fn CustomerPage() -> AnyView {
    view! { <PageHeader title="Customer Details" /> }.into_any()
}
