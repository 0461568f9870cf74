//! The products and their sign-ups.

use crate::components::PageHeader;
use leptos::prelude::*;

/// Products.
#[component]
pub fn ProductsPage() -> AnyView {
    view! { <PageHeader title="Products" /> }.into_any()
}
