//! One-time links (S14).

use crate::customers::new_customer;
use crate::panel::{Answer, GOPEDRO, PAULA, Panel};
use handover_core::wire::{PasswordLinkAnswer, PasswordLinkState, SignInAnswer};
use handover_server::values;
use serde_json::json;

const GOOD: &str = "a password of many words";

fn token(link: &PasswordLinkAnswer) -> String {
    link.link_path.strip_prefix("/set-password#").unwrap().to_owned()
}

fn added(panel: &Panel) -> PasswordLinkAnswer {
    panel.post(GOPEDRO, "/customers", new_customer("zoe@example.com")).ok()
}

fn set_password(panel: &Panel, token: &str, password: &str) -> Answer {
    let body = json!({ "token": token, "password": password });
    panel.ask_signed_out("POST", "/password", Some(&body))
}

fn look(panel: &Panel, token: &str) -> Answer {
    panel.ask_signed_out("POST", "/password-link", Some(&json!({ "token": token })))
}

fn sign_in(panel: &Panel, password: &str) -> Answer {
    let body = json!({ "username": "zoe@example.com", "password": password });
    panel.ask_signed_out("POST", "/session", Some(&body))
}

#[test]
fn a_link_sets_the_password_once() {
    let panel = Panel::start();
    let token = token(&added(&panel));
    let state: PasswordLinkState = look(&panel, &token).ok();
    assert_eq!((state.username.as_str(), state.reseller_name.as_str()), ("zoe@example.com", "GoPedro Hosting"));

    assert_eq!(set_password(&panel, &token, GOOD).status, 204);
    sign_in(&panel, GOOD).ok::<SignInAnswer>();
    set_password(&panel, &token, "another password of words").problem("not-possible");
    look(&panel, &token).problem("not-possible");
    sign_in(&panel, GOOD).ok::<SignInAnswer>();
    assert_eq!(panel.audit_count("password-set"), 1);
}

#[test]
fn used_old_void_and_unknown_links_answer_alike() {
    let panel = Panel::start();
    let used = token(&added(&panel));
    set_password(&panel, &used, GOOD);
    let path = "/customers/481205937/password-link";
    let void: PasswordLinkAnswer = panel.ask(GOPEDRO, "POST", path, None).ok();
    let newest: PasswordLinkAnswer = panel.ask(GOPEDRO, "POST", path, None).ok();
    let mut texts = std::collections::BTreeSet::new();
    for token in [&used, &token(&void), &"0".repeat(64), "nonsense", ""] {
        for answer in [look(&panel, token), set_password(&panel, token, GOOD)] {
            let problem = answer.problem("not-possible");
            texts.insert((problem.title, problem.detail));
        }
    }
    panel.wait_ms(72 * 3_600_000 - 1);
    look(&panel, &token(&newest)).ok::<PasswordLinkState>();
    panel.wait_ms(1);
    let problem = look(&panel, &token(&newest)).problem("not-possible");
    texts.insert((problem.title, problem.detail));
    assert_eq!(texts.len(), 1, "{texts:?}");
}

#[test]
fn a_password_that_is_too_short_leaves_the_link_as_it_was() {
    let panel = Panel::start();
    let token = token(&added(&panel));
    let (field, code, _) = set_password(&panel, &token, "short").field_error();
    assert_eq!((field.as_str(), code.as_str()), ("password", "too-short"));
    assert_eq!(set_password(&panel, &token, GOOD).status, 204);
}

#[test]
fn a_new_password_ends_every_session() {
    let panel = Panel::start();
    let session = panel.session_of(PAULA);
    let link: PasswordLinkAnswer = panel.ask(GOPEDRO, "POST", "/customers/481205937/password-link", None).ok();
    assert_eq!(Panel::ask_with(&session, "GET", "/orders", None).status, 200);
    assert_eq!(set_password(&panel, &token(&link), GOOD).status, 204);
    Panel::ask_with(&session, "GET", "/orders", None).problem("signed-out");
}

#[test]
fn the_link_of_a_deleted_account_does_not_work_even_after_it_is_restored() {
    let panel = Panel::start();
    let link = added(&panel);
    let path = format!("/customers/{}", link.customer_id);
    assert_eq!(panel.delete(GOPEDRO, &path).status, 204);
    look(&panel, &token(&link)).problem("not-possible");
    panel.ask(GOPEDRO, "POST", &format!("{path}/password-link"), None).problem("not-possible");
    assert_eq!(panel.ask(GOPEDRO, "POST", &format!("{path}/restore"), None).status, 200);
    look(&panel, &token(&link)).problem("not-possible");
}

#[test]
fn a_customer_makes_no_link_and_no_token_is_stored() {
    let panel = Panel::start();
    let path = "/customers/481205937/password-link";
    panel.ask(PAULA, "POST", path, None).problem("forbidden");
    let link: PasswordLinkAnswer = panel.ask(GOPEDRO, "POST", path, None).ok();
    let stored: Vec<u8> = panel.value("SELECT token_hash FROM password_link", values![]);
    assert_ne!(stored, token(&link).into_bytes());
    let in_trail: i64 = panel.value("SELECT count(*) FROM audit WHERE instr(body, $1) > 0", values![token(&link)]);
    assert_eq!(in_trail, 0);
}
