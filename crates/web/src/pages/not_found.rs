//! What an address shows that no page has.

use crate::components::PageHeader;
use leptos::prelude::*;

/// There is no such page, or it is not for this account.
#[component]
pub fn NotFoundPage() -> AnyView {
    view! {
        <PageHeader title="Page not found" />
        <div class="state" data-state="empty">
            <p>"There is no page at this address, or it is not for this account."</p>
            <p class="state-actions"><a class="button" href="/">"Go to the start"</a></p>
        </div>
    }
    .into_any()
}
