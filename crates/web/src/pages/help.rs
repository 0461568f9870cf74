//! The help.

use crate::components::PageHeader;
use leptos::prelude::*;

/// Help.
#[component]
pub fn HelpPage() -> AnyView {
    view! { <PageHeader title="Help" /> }.into_any()
}
