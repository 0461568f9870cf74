//! Order Details.

use crate::components::PageHeader;
use leptos::prelude::*;

/// Order Details.
#[component]
pub fn OrderPage() -> AnyView {
    view! { <PageHeader title="Order Details" /> }.into_any()
}
