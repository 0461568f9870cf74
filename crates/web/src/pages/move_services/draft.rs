//! Keeps what was typed while the page is away: after a sign-in in the middle, a reload, or a visit to another page.
//!
//! It is kept for this tab, this account and this order only, and never holds a password.

use super::state::Form;
use handover_core::ids::OrderId;
use leptos::prelude::window;

/// What `account` typed for this order before.
pub fn restore(order_id: OrderId, account: &str) -> Form {
    let text = storage().and_then(|storage| storage.get_item(&name(order_id)).ok().flatten());
    text.and_then(|text| parse(&text, account)).unwrap_or_default()
}

/// Keeps what is typed now.
pub fn keep(order_id: OrderId, account: &str, form: &Form) {
    if let Some(storage) = storage() {
        // A full storage only means that it has to be typed again.
        let _ = storage.set_item(&name(order_id), &text(account, form));
    }
}

/// Forgets it: the move is done.
pub fn forget(order_id: OrderId) {
    if let Some(storage) = storage() {
        // Where nothing can be stored, nothing is there to be removed.
        let _ = storage.remove_item(&name(order_id));
    }
}

fn storage() -> Option<web_sys::Storage> {
    window().session_storage().ok().flatten()
}

fn name(order_id: OrderId) -> String {
    format!("move-{order_id}")
}

/// One line each; a text field of one line cannot hold a line break.
fn text(account: &str, form: &Form) -> String {
    let retain = if form.retain_contacts { "retain" } else { "default" };
    [account, retain, &form.username, &form.customer_id].join("\n")
}

fn parse(text: &str, account: &str) -> Option<Form> {
    let mut lines = text.split('\n');
    if lines.next() != Some(account) {
        return None;
    }
    let retain_contacts = lines.next() == Some("retain");
    Some(Form {
        retain_contacts,
        username: lines.next().unwrap_or_default().into(),
        customer_id: lines.next().unwrap_or_default().into(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test as test;

    #[test]
    fn a_draft_comes_back_only_for_the_account_that_typed_it() {
        let form = Form { username: "a@example.com".into(), customer_id: "4711".into(), retain_contacts: true };
        let kept = text("me@example.com", &form);
        assert_eq!(parse(&kept, "me@example.com"), Some(form));
        assert_eq!(parse(&kept, "you@example.com"), None);
    }
}
