//! The panel's page: a single-page app over the JSON API.
//!
//! pages → components → api. The rules of a move are not here but in the core crate, which the server runs too.
//! Nothing is shown as moved, saved or cancelled before the server said so.

mod api;
mod app;
mod browser;
mod components;
mod pages;
mod router;
mod session;

use leptos::prelude::mount_to_body;

// The page only ever runs in a browser, and so do its tests.
#[cfg(test)]
wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);

fn main() {
    browser::show_a_notice_on_panic();
    mount_to_body(app::App);
}
