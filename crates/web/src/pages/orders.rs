//! The list of orders.

use crate::components::PageHeader;
use leptos::prelude::*;

/// Orders.
#[component]
pub fn OrdersPage() -> AnyView {
    view! { <PageHeader title="Orders" /> }.into_any()
}
