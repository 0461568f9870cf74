//! The receipts.

use crate::components::PageHeader;
use leptos::prelude::*;

/// Moves.
#[component]
pub fn MovesPage() -> AnyView {
    view! { <PageHeader title="Moves" /> }.into_any()
}
