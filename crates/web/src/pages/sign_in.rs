//! Signing in, for customers and resellers alike.

use crate::components::PageHeader;
use leptos::prelude::*;

/// The page at `/sign-in`.
#[component]
pub fn SignInPage() -> AnyView {
    view! { <SignInForm /> }.into_any()
}

/// The form, under whichever address was asked for.
#[component]
pub fn SignInForm() -> AnyView {
    view! { <PageHeader title="Sign in" /> }.into_any()
}
