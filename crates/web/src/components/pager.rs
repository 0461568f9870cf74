//! Paging by keyset: the place in the list stands in the address, so that it can be reloaded and shared.

use crate::api::list_path;
use crate::router;
use handover_core::wire::ListQuery;
use leptos::prelude::*;

/// The filters of a list as the address holds them.
pub fn query_from(query: &str) -> ListQuery {
    let value = |name: &str| router::value(query, name);
    ListQuery {
        q: value("q"),
        status: value("status"),
        product: value("product"),
        customer: value("customer"),
        after: value("after"),
    }
}

/// Links to the next page and back to the start; nothing where the list has one page.
#[component]
pub fn Pager(
    /// Path of the page, such as `/orders`.
    path: &'static str,
    /// The filters that are in force.
    query: ListQuery,
    /// Where the next page begins.
    next: Option<String>,
) -> AnyView {
    let is_further = !query.after.is_empty();
    if !is_further && next.is_none() {
        return ().into_any();
    }
    let start = is_further.then(|| list_path(path, &ListQuery { after: String::new(), ..query.clone() }));
    let next = next.map(|after| list_path(path, &ListQuery { after, ..query }));
    view! {
        <nav class="pager" aria-label="Pages">
            {start.map(|href| view! { <a class="button" href=href>"Back to the start"</a> }.into_any())}
            {next.map(|href| view! { <a class="button" href=href rel="next">"Next page"</a> }.into_any())}
        </nav>
    }
    .into_any()
}
