//! The page that moves an order.

use crate::components::PageHeader;
use leptos::prelude::*;

/// Move Services.
#[component]
pub fn MoveServicesPage() -> AnyView {
    view! { <PageHeader title="Move Services" /> }.into_any()
}
