//! Setting a password by a one-time link.

use crate::components::PageHeader;
use leptos::prelude::*;

/// Set your password.
#[component]
pub fn SetPasswordPage() -> AnyView {
    view! { <PageHeader title="Set your password" /> }.into_any()
}
