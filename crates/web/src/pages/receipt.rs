//! One receipt.

use crate::components::PageHeader;
use leptos::prelude::*;

/// Receipt.
#[component]
pub fn MovePage() -> AnyView {
    view! { <PageHeader title="Receipt" /> }.into_any()
}
