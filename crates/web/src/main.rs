//! The panel's page.
use leptos::prelude::*;

fn main() {
    leptos::mount::mount_to_body(|| view! { <main><h1>"Handover"</h1></main> });
}
