//! Settings, Primary Profile.

use crate::components::PageHeader;
use leptos::prelude::*;

/// Primary Profile.
#[component]
pub fn ProfilePage() -> AnyView {
    view! { <PageHeader title="Primary Profile" /> }.into_any()
}
